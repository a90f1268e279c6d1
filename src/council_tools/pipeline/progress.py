"""What a run of the notebooks tells, as lines or as JSON, and the exit code that it ends with."""

import contextlib
import json
import sys

from council_record import paths
from council_record.text import many
from council_tools.exits import Exit

_REASONS = 2  # why a notebook runs: so many reasons are told, and how many more there are


class Progress:
    """Tells what became of each notebook as it comes, and of all in the end."""

    def __init__(self, options, councils, notebooks):
        self._json, self._debug, self._councils = options.json, options.debug, councils
        self._check = options.check
        self._one = len(councils) == 1  # with more, a line tells of a council, not of a notebook
        self._told, self._left = [], dict.fromkeys(councils, len(notebooks))
        self._waiting = {path.stem: None for path in notebooks}  # lines, told in this order
        self._print, self._bar = print, None

    @contextlib.contextmanager
    def bar(self, total):
        """Show progress and an estimate for the time of a block, on a terminal only."""
        if not total:
            yield
            return
        from tqdm import tqdm

        about = {"unit": "notebook" if self._one else "council", "leave": False, "smoothing": 0}
        with tqdm(total=total, disable=True if self._json else None, **about) as self._bar:
            self._print = self._bar.write
            yield
        self._print, self._bar = print, None

    def tell(self, outcome, state):
        """Tell of one notebook; ``state`` says what became of it if it came to its end."""
        if not outcome.made:
            state = "failed" if outcome.error else "refused" if outcome.faults else "not written"
        self._told.append((outcome, state))
        self._left[outcome.council] -= 1
        if not self._json and self._one:
            self._in_order(outcome.notebook.stem, _line(outcome, state))
        elif not self._json and not outcome.made:
            self._print(f"{outcome.council}: {_line(outcome, state)}")
        if self._debug and outcome.trace:
            print(outcome.trace, file=sys.stderr)
        if not self._json and not self._one and not self._left[outcome.council]:
            own = [done for done, _ in self._told if done.council == outcome.council]
            left_out = sum(len(done.left_out) for done in own)
            self._print(f"{outcome.council}  {_figures(own)}, {left_out} left out")
        if self._bar and (self._one or not self._left[outcome.council]):
            self._bar.update()

    def _in_order(self, stem, line):
        """Print what was told of notebooks as far as all before them have been told."""
        self._waiting[stem] = line
        for name in list(self._waiting):
            if self._waiting[name] is None:
                return
            self._print(self._waiting.pop(name))

    def _rest(self):
        """Print what still waits for a notebook before it, of which nothing will be told."""
        for line in filter(None, self._waiting.values()):
            print(line)

    def half(self):
        """Return the councils of which some notebooks came to their end and others did not."""
        begun = {outcome.council for outcome, _ in self._told}
        return sorted(council for council in begun if self._left[council])

    def stopped(self, taken):
        """Tell what is complete where a run of several councils was stopped."""
        self._rest()
        if self._json or self._one:
            return
        done = sum(not left for left in self._left.values())
        print(f"{done} of {many(len(self._councils), 'council', digits=True)} are complete")
        if taken:
            print(f"taken away, since only a part was made: {', '.join(taken)}")

    def end(self, stale):
        """Tell what remains to be told and return the exit code; raise what could not be written.

        ``stale`` has the files that a check found out of date, and what to do.
        """
        outcomes = [outcome for outcome, _ in self._told]
        stale = {paths.shown(path): why for path, why in stale.items()}
        problems = [outcome.problem for outcome in outcomes if outcome.problem]
        ended = {
            Exit.CANNOT_WRITE: problems,
            Exit.FAILED: [outcome for outcome in outcomes if outcome.error],
            Exit.BAD_DATA: [outcome for outcome in outcomes if outcome.faults],
            Exit.OUT_OF_DATE: stale,
        }
        code = next((code for code, found in ended.items() if found), Exit.FINE)
        if self._json:
            print(_as_json(self._told, stale, code))
        if problems:
            raise problems[0]
        if not self._json:
            self._rest()
            for path, why in stale.items():
                print(f"{path}: {why}", file=sys.stderr)
            for line in self._summary(outcomes):
                print(line)
            if self._one and code == Exit.FINE and not self._check:
                folder = paths.shown(paths.figures(self._councils[0]))
                print(f"{_figures(outcomes)} in {folder}/")
        return code

    def _summary(self, outcomes):
        """Yield the lines that sum up a run."""
        if not self._one:
            ran = [outcome for outcome, state in self._told if state != "up to date"]
            fresh = many(len(outcomes) - len(ran), "notebook", digits=True)
            failed = sum(not outcome.made for outcome in ran)
            yield (
                f"{len(self._councils)} councils: {fresh} up to date, {len(ran)} ran, "
                f"{failed} failed, {_figures(outcomes)}"
            )
        yield from _left_out(outcomes)


def _line(outcome, state):
    name = outcome.notebook.stem
    if state == "up to date":
        return f"{name}  {state}"
    told = f"{name}  {outcome.seconds:5.1f} s  "
    if outcome.error:
        return f"{told}FAILED in {outcome.error}. It and its figures are unchanged."
    if outcome.faults:
        return f"{told}NOT WRITTEN: " + "\n".join(outcome.faults)
    more = len(outcome.why) - _REASONS
    why = [*outcome.why[:_REASONS], *([f"and {more} more"] if more > 0 else [])]
    return f"{told}{state}  ({'; '.join(why)})"


def _figures(outcomes):
    return many(sum(len(outcome.slugs) for outcome in outcomes), "figure", digits=True)


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


def _as_json(told, stale, code):
    notebooks = [
        {
            "council": outcome.council,
            "notebook": outcome.notebook.stem,
            "state": state,
            "why": outcome.why,
            "seconds": round(outcome.seconds, 2),
            "figures": outcome.slugs,
            "left_out": outcome.left_out,
            "error": outcome.error or "\n".join(outcome.faults),
        }
        for outcome, state in told
    ]
    found = {"notebooks": notebooks, "out_of_date": stale, "exit_code": code}
    return json.dumps(found, indent=1, ensure_ascii=False)
