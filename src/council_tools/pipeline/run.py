"""Run the notebooks that are out of date and put their figures in place.

The figures of a notebook appear together or not at all. What a notebook read and made is noted
(``manifest``), so that the next run knows whether it must run again.
"""

import multiprocessing
import os
import shutil
import time
from concurrent.futures import FIRST_COMPLETED, wait
from pathlib import Path

from council_record import paths
from council_record.data.errors import DataError
from council_record.text import many
from council_tools.pipeline import atomic, manifest
from council_tools.pipeline.outcome import (
    Outcome,
    command,
    differences,
    left_over,
    may_write,
    take_away,
    write,
)
from council_tools.pipeline.progress import Progress


class Failed(Exception):
    """A notebook or a check of the tables broke; the text says which, where and why."""


def notebooks(only=None):
    """Return the notebooks in order, or those whose name starts with one of the given numbers."""
    found = sorted(paths.NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))
    return [paths.inside(path) for path in found if not only or path.name[:2] in only]


def tidy():
    """Finish or remove what a killed run left; only the one writer may call this."""
    folders = [paths.FIGURES, paths.NOTEBOOKS]
    for each in (paths.FIGURES, paths.REPORT, paths.CACHE / "notebooks"):
        folders += [path for path in each.glob("*/") if path.is_dir()]
    atomic.recover(paths.CACHE, folders)
    _clear()


def _scratch():
    return paths.CACHE / "scratch"


def _clear():
    """Remove what workers wrote; one that has just been told to end may still be writing."""
    for _ in range(20):
        shutil.rmtree(_scratch(), ignore_errors=True)
        if not _scratch().exists():
            break
        time.sleep(0.05)


def figures(councils, options):
    """Run what is out of date of some councils, write it or compare it, and return the exit code.

    The options are those of the command line. If the check of the tables finds a fault or breaks, a
    DataError or Failed says so, and nothing has been changed. What could not be written is raised
    as an OSError, after all else that could be.
    """
    chosen, now = notebooks(options.only), manifest.Now(options.compare)
    progress, todo, stale, before = Progress(options, councils, chosen), {}, {}, {}
    for council in councils:
        known, todo[council] = manifest.load(council), []
        before[council] = bool(known["entries"])
        if options.check and not before[council] and not _there(council):
            why = f"nothing was made yet. Run: {command(council)}"
            stale[paths.figures(council)] = why
            continue
        for path in chosen:
            why = now.stale(path, known) or ["--force"] * options.force
            outcome = Outcome(path, council, why)
            if why:
                todo[council].append(outcome)
            else:
                entry = known["entries"][path.stem]
                outcome.files = {Path(name).name: b"" for name in entry["made"]}
                outcome.left_out = entry["left_out"]
                progress.tell(outcome, "up to date")

    def done(outcome):
        state = "ran"
        if outcome.made and options.check:
            stale.update(differences(outcome))
        elif outcome.made:
            try:
                write(outcome, options.compare)
                state = many(len(outcome.slugs), "figure", digits=True)
            except OSError as error:
                outcome.problem = error
        progress.tell(outcome, state)

    if not options.check:
        may_write([council for council in councils if todo[council]])
    try:
        with progress.bar(len(councils) if len(councils) > 1 else sum(map(len, todo.values()))):
            checks = execute(todo, options.compare, options.jobs, options.time_limit, done)
    except KeyboardInterrupt:
        half = [council for council in progress.half() if not before[council]]
        for council in () if options.check else half:
            take_away(council)
        progress.stopped(half)
        raise
    if not options.check:
        checked = {manifest.file(manifest.CHECKS): manifest.text(manifest.CHECKS, checks)}
        atomic.together(checked, paths.CACHE)
    else:
        for council in (council for council in councils if paths.figures(council) not in stale):
            stale.update(left_over(council, todo[council], notebooks()))
    return progress.end(stale)


def _there(council):
    return any(paths.figures(council).glob("fig*.*"))


def execute(todo, compare, jobs, seconds, done):
    """Run notebooks side by side, each into a scratch folder; nothing of the project changes.

    ``todo`` has the Outcomes of what is to run, by council; they are filled in. ``jobs`` run at
    once, and one that runs for more ``seconds`` has failed. The tables are checked first, unless it
    was noted that they are as they were; notebooks run meanwhile. Once all tables are found sound,
    ``done`` is called with each Outcome as it comes; what it made is forgotten then. If one is not,
    DataError is raised, and Failed if the check broke.

    Return the manifest entries of all checks that stand now.
    """
    known, now = manifest.load(manifest.CHECKS)["entries"], manifest.Now()
    unchecked = {manifest.checked_as(council): council for council in todo}
    unchecked = {name: one for name, one in unchecked.items() if now.differs(known.get(name))}
    outcomes = [outcome for several in todo.values() for outcome in several]
    if not outcomes and not unchecked:
        return known
    from council_tools.pipeline import worker

    worker.start()  # imports while this process imports what follows
    from pebble import concurrent

    check = concurrent.process(context=worker.CONTEXT)(worker.check)
    run = concurrent.process(context=worker.CONTEXT, timeout=seconds)(worker.execute)
    # One council after the other; what shows most takes longest, and begins first, from the end.
    place = {council: -place for place, council in enumerate(todo)}
    outcomes.sort(key=lambda one: (place[one.council], one.notebook.stat().st_size))
    # A folder of its own: workers of a run that was just killed may still write into theirs.
    folders, running = _scratch() / str(os.getpid()), {}

    def fill():
        while outcomes and len(running) < jobs:
            outcome, folder = outcomes.pop(), folders / str(len(outcomes))
            (folder / "figures").mkdir(parents=True)
            running[run(outcome, compare, folder)] = outcome, folder

    try:
        checks = {name: check(council) for name, council in unchecked.items()}
        fill()
        for name, future in checks.items():
            known[name] = _sound(_result(future, Outcome(None, unchecked[name])))
        while running:
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                outcome, folder = running.pop(future)
                fill()
                vars(outcome).update(vars(_result(future, outcome, worker.cell(folder))))
                done(outcome)
                outcome.text, outcome.files = b"", dict.fromkeys(outcome.files, b"")
                shutil.rmtree(folder, ignore_errors=True)
    finally:
        for process in multiprocessing.active_children():
            process.terminate()
            process.join()
        _clear()
    return known


def _result(future, outcome, cell=""):
    """Return what a worker gave, or an Outcome that says why it gave nothing."""
    from pebble import ProcessExpired

    try:
        return future.result()
    except TimeoutError as error:
        outcome.seconds = error.args[1]
        broke = f"ran for more than {outcome.seconds} seconds"
    except ProcessExpired as error:
        broke = f"its process ended (exit code {error.exitcode})"
        if error.exitcode < 0:
            broke = f"its process was killed (signal {-error.exitcode}), perhaps for want of memory"
    outcome.error = f"{cell}: {broke}" if cell else broke
    return outcome


def _sound(outcome):
    """Return the manifest entry of a check that found no fault."""
    council, cause = outcome.council, Exception(outcome.trace)
    if outcome.problem:
        raise outcome.problem from cause
    if outcome.error:
        raise Failed(
            f"the check of the tables of {council} broke: {outcome.error}. Nothing was changed. "
            f'See: python -m council_tools check --council "{council}"'
        ) from cause
    if outcome.faults:
        raise DataError(outcome.faults)
    read, folder = outcome.read, f"{paths.shown(paths.coded(council))}/"
    if not manifest.checked_as(council):  # it serves all that have no such folder
        read = {path: now for path, now in read.items() if not path.startswith(folder)}
    return {"read": read, "packages": manifest.packages()}
