"""What a run of the notebooks does with each that is done, and what it tells: lines or JSON."""

import contextlib
import json
import sys
from pathlib import Path

from council_record import paths
from council_record.text import many
from council_tools.pipeline import run as regenerate

_REASONS = 2  # why a notebook runs: so many reasons are told, and how many more there are
FINE, FAILED, CANNOT_WRITE, OUT_OF_DATE = 0, 1, 4, 5


class Run:
    """Writes or compares what notebooks made as they come, and tells what became of them."""

    def __init__(self, options, councils):
        self._options, self._councils = options, councils
        self._one = len(councils) == 1  # with more, a line tells of a council, not of a notebook
        self._told, self._stale, self._problems, self._bar = [], {}, [], None
        self._left = dict.fromkeys(councils, len(regenerate.notebooks(options.only)))

    @contextlib.contextmanager
    def bar(self, total):
        """Show progress and an estimate for the time of a block, on a terminal only."""
        from tqdm import tqdm

        hide = True if self._options.json else None
        with tqdm(total=total, unit="notebook", disable=hide, leave=False) as self._bar:
            yield
        self._bar = None

    def up_to_date(self, notebook, council, entry):
        """Tell that a notebook need not run; its record entry says what it made."""
        names = [Path(name).name for name in entry["made"] if not name.endswith(".ipynb")]
        made = dict.fromkeys(names, b"")
        outcome = regenerate.Outcome(notebook, council, figures=made, left_out=entry["left_out"])
        self._tell(outcome, "up to date", f"{notebook.stem}  up to date")

    def done(self, outcome):
        """Write what a notebook made, or compare it, and tell."""
        state = "failed"
        if outcome.problem:
            self._problems.append(outcome.problem)
            state = "not written"
        elif not outcome.error and self._options.check:
            self._stale |= regenerate.differences(outcome)
            state = "ran"
        elif not outcome.error:
            try:
                state = many(regenerate.write(outcome), "figure", digits=True)
            except OSError as error:
                self._problems.append(error)
                state = "not written"
        outcome.text, outcome.before, outcome.trace = "", b"", ""  # may be of every council
        outcome.figures = dict.fromkeys(outcome.figures, b"")
        self._tell(outcome, state, _line(outcome, state))
        if self._bar is not None:
            self._bar.update()

    def checked(self, entries):
        """Record that the tables of councils were found sound."""
        try:
            regenerate.note_checks(entries)
        except OSError as error:
            self._problems.append(error)

    def _tell(self, outcome, state, line):
        self._told.append((outcome, state))
        self._left[outcome.council] -= 1
        if self._one:
            self._print(line)
        elif outcome.error:
            self._print(f"{outcome.council}: {line}")
        if not self._one and not self._left[outcome.council]:
            own = [done for done, _ in self._told if done.council == outcome.council]
            made = sum(len(_slugs(done)) for done in own)
            left_out = sum(len(done.left_out) for done in own)
            told = many(made, "figure", digits=True)
            self._print(f"{outcome.council}  {told}, {left_out} left out")

    def _print(self, line):
        if not self._options.json:
            print(line) if self._bar is None else self._bar.write(line)

    def end(self, todo):
        """Tell what remains to be told and return the exit code; raise what could not be written.

        Parameters
        ----------
        todo : dict of str to list of Outcome
            What ran, by council.
        """
        if self._problems:
            if self._options.json:
                print(_as_json(self._told, {}, CANNOT_WRITE))
            raise self._problems[0]
        if self._options.check:
            for council in self._councils:
                self._stale |= regenerate.left_over(council, todo.get(council, []))
        stale = {paths.shown(path): why for path, why in self._stale.items()}
        failed = any(outcome.error for outcome, _ in self._told)
        code = FAILED if failed else OUT_OF_DATE if stale else FINE
        if self._options.json:
            print(_as_json(self._told, stale, code))
            return code
        for path, why in stale.items():
            print(f"{path}: {why}", file=sys.stderr)
        for line in self._summary():
            print(line)
        return code

    def _summary(self):
        ran = [outcome for outcome, state in self._told if state != "up to date"]
        failed = [outcome for outcome in ran if outcome.error]
        made = sum(len(_slugs(outcome)) for outcome, _ in self._told)
        if not self._one:
            fresh = many(len(self._told) - len(ran), "notebook", digits=True)
            yield (
                f"{len(self._councils)} councils: {fresh} up to date, {len(ran)} ran, "
                f"{len(failed)} failed, {many(made, 'figure', digits=True)}"
            )
        yield from _left_out(outcome for outcome, _ in self._told)


def _line(outcome, state):
    name, took = outcome.notebook.stem, f"{outcome.seconds:5.1f} s"
    if outcome.error:
        return f"{name}  {took}  FAILED in {outcome.error}. It and its figures are unchanged."
    more = len(outcome.why) - _REASONS
    why = [*outcome.why[:_REASONS], *([f"and {more} more"] if more > 0 else [])]
    return f"{name}  {took}  {state}  ({'; '.join(why)})"


def _left_out(outcomes):
    """Yield which figures were left out, why, and for which councils."""
    councils, figures = {}, {}
    for outcome in outcomes:
        for slug, reason in outcome.left_out.items():
            key = (slug[:5], reason.replace(outcome.council, "the council"))
            councils.setdefault(key, []).append(outcome.council)
    for (figure, reason), names in councils.items():
        figures.setdefault((reason, tuple(sorted(names))), []).append(figure)
    for (reason, names), left in figures.items():
        some = ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
        yield f"left out: {', '.join(sorted(left))} of {some}: {reason}"


def _slugs(outcome):
    return sorted({Path(name).stem for name in outcome.figures})


def _as_json(told, stale, code):
    notebooks = [
        {
            "council": outcome.council,
            "notebook": outcome.notebook.stem,
            "state": state,
            "why": outcome.why,
            "seconds": round(outcome.seconds, 2),
            "figures": _slugs(outcome),
            "left_out": outcome.left_out,
            "error": outcome.error,
        }
        for outcome, state in told
    ]
    found = {"notebooks": notebooks, "out_of_date": stale, "exit_code": code}
    return json.dumps(found, indent=1, ensure_ascii=False)
