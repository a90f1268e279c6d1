"""Run the notebooks that are out of date and put their figures in place.

The figures of a notebook appear together or not at all. What a notebook read and made is recorded
(``record``), so that the next run knows whether it must run again. One run writes at a time.
"""

import contextlib
import errno
import getpass
import os
import shutil
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from council_record import paths
from council_tools.pipeline import atomic as moving
from council_tools.pipeline import manifest as record


class Locked(Exception):
    """Another run is writing; the text says who, and since when."""


@dataclass
class Outcome:
    """What became of one notebook for one council: text and figures by name, or an error."""

    notebook: Path
    council: str = paths.DEFAULT_COUNCIL
    why: list = field(default_factory=list)
    seconds: float = 0.0
    text: str = ""
    figures: dict = field(default_factory=dict)
    left_out: dict = field(default_factory=dict)
    error: str = ""
    problem: OSError | None = None
    before: bytes = b""
    trace: str = ""


def notebooks(only=None):
    """Return the notebooks in order, or those whose name starts with one of the given numbers."""
    found = sorted(paths.NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))
    return [path for path in found if not only or path.name[:2] in only]


@contextlib.contextmanager
def one_writer():
    """Hold the lock for the time of a block; raise ``Locked`` if another run holds it."""
    from filelock import FileLock, Timeout

    paths.CACHE.mkdir(exist_ok=True)
    lock, holder = FileLock(paths.CACHE / "figures.lock"), paths.CACHE / "figures.holder"
    try:
        lock.acquire(timeout=0)
    except Timeout:
        by = ""  # it may not have said yet
        with contextlib.suppress(OSError):
            by = holder.read_text(encoding="utf-8").strip()
        raise Locked(by or "another process") from None
    try:
        since = time.strftime("%Y-%m-%d %H:%M:%S %z").strip()
        with contextlib.suppress(OSError):  # it only helps others; a full disk is told of later
            holder.write_text(f"{getpass.getuser()}, process {os.getpid()}, since {since}\n")
        yield
    finally:
        with contextlib.suppress(OSError):
            holder.unlink()
        lock.release()


def stale(council, chosen, now, *, force=False):
    """Return why each notebook must run, by path; those whose record stands are left out."""
    known = record.load(council)["notebooks"]
    reasons = {path: now.stale(path, known.get(path.stem)) for path in chosen}
    if force:
        return {path: reasons[path] or ["--force"] for path in chosen}
    return {path: why for path, why in reasons.items() if why}


def may_write(councils):
    """Raise an OSError, before anything runs, if the figures of a council cannot be written."""
    folders = {paths.figures(council) for council in councils} | {paths.FIGURES}
    folders |= {paths.NOTEBOOKS} if any(map(_is_default, councils)) else set()
    for folder in folders:
        if folder.exists() and not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, "Permission denied", os.fspath(folder))


def tidy():
    """Finish or remove what a killed run left; only the one writer may call this."""
    folders = [paths.FIGURES, paths.NOTEBOOKS]
    folders += [path for path in paths.FIGURES.glob("*/") if path.is_dir()]
    moving.recover(paths.CACHE, folders)
    shutil.rmtree(_scratch(), ignore_errors=True)
    if "multiprocessing.forkserver" not in sys.modules:  # it has none of its own yet
        for folder in paths.CACHE.glob("pymp-*"):
            shutil.rmtree(folder, ignore_errors=True)


def run(council_outcomes, jobs, seconds, done):
    """Run notebooks side by side, each into a scratch folder; nothing of the project changes.

    The tables are checked meanwhile, unless the record says that they are as they were.

    Parameters
    ----------
    council_outcomes : dict of str to list of Outcome
        What is to run, by council; they are filled in.
    jobs : int
        How many kernels at once.
    seconds : int
        A cell that runs longer has failed.
    done : callable
        Called with each Outcome as it comes, once all tables are found sound.

    Returns
    -------
    dict of str to dict
        The record entry of the check of each council.

    Raises
    ------
    DataError
        If a table is not sound; then ``done`` has not been called.
    Failed
        If the check of the tables broke; likewise.
    """
    from council_tools.pipeline import worker as warm

    warm.start()  # imports while this process imports what follows
    from council_tools.pipeline import kernels

    shutil.rmtree(_scratch(), ignore_errors=True)  # of a run that was killed
    for outcomes in council_outcomes.values():  # what shows most takes longest, and begins first
        outcomes.sort(key=lambda outcome: outcome.notebook.stat().st_size, reverse=True)
    try:
        # A folder of its own: kernels of a run that was just killed may still write into theirs.
        return kernels.run(council_outcomes, jobs, seconds, _scratch() / str(os.getpid()), done)
    finally:
        shutil.rmtree(_scratch(), ignore_errors=True)


def _scratch():
    return paths.CACHE / "scratch"


def write(outcome):
    """Put a notebook's figures in place, the notebook itself for the default council, and record.

    Returns
    -------
    int
        How many figures there are.

    Raises
    ------
    OSError
        If something cannot be written; all is then as it was.
    """
    folder, known = paths.figures(outcome.council), record.load(outcome.council)
    contents = {folder / name: content for name, content in outcome.figures.items()}
    if _is_default(outcome.council):
        contents[outcome.notebook] = outcome.text.encode()
    entry = record.entry(outcome.trace)
    entry["code"] = record.code(outcome.before)
    entry["made"] = {paths.shown(path): record.made(path, new) for path, new in contents.items()}
    gone = [path for slug in outcome.left_out for path in folder.glob(f"{slug}.*")]
    earlier = known["notebooks"].pop(outcome.notebook.stem, {}).get("made", {})
    others = {name for entry in known["notebooks"].values() for name in entry["made"]}
    gone += [paths.ROOT / name for name in set(earlier) - set(entry["made"]) - others]
    known["notebooks"][outcome.notebook.stem] = entry | {"left_out": outcome.left_out}
    contents[record.file(outcome.council)] = record.text(known | {"council": outcome.council})
    if outcome.notebook in contents and outcome.notebook.read_bytes() != outcome.before:
        raise OSError(errno.EBUSY, "it was edited while it ran", os.fspath(outcome.notebook))
    moving.together(contents, paths.CACHE, gone)
    return len({Path(name).stem for name in outcome.figures})


def note_checks(entries):
    """Record that the tables of councils were found sound; see ``run``."""
    contents = {
        record.file(council): record.text(
            record.load(council) | {"council": council, "check": entry}
        )
        for council, entry in entries.items()
    }
    moving.together(contents, paths.CACHE)


def differences(outcome):
    """Return the files that a run has just made otherwise than they are, and why."""
    folder = paths.figures(outcome.council)
    made = {folder / name: content for name, content in outcome.figures.items()}
    if _is_default(outcome.council) and outcome.text:
        made[outcome.notebook] = outcome.text.encode()
    return {
        path: "out of date. Run: make figures"
        for path, content in made.items()
        if not path.is_file() or path.read_bytes() != content
    }


def left_over(council, outcomes):
    """Return the figures of a council that no notebook makes, and what to do.

    Notebooks that did not run make what their record says; none are told where that is unknown.
    """
    folder, known = paths.figures(council), record.load(council)["notebooks"]
    others = set(notebooks()) - {outcome.notebook for outcome in outcomes}
    if any(outcome.error for outcome in outcomes) or any(path.stem not in known for path in others):
        return {}
    made = {folder / name for outcome in outcomes for name in outcome.figures}
    made |= {paths.ROOT / name for path in others for name in known[path.stem]["made"]}
    return {
        path: "no notebook makes this file. Take it out"
        for path in sorted(folder.glob("fig*.*"))
        if path not in made
    }


def _is_default(council):
    return paths.slug(council) == paths.slug(paths.DEFAULT_COUNCIL)
