"""Put finished files in place together: all of them, or none.

Each file is first written whole beside its place, as ``.name.part``. Then a list of the moves, the
journal, is put into a folder, and the moves are made. A run that is killed before the journal is
there leaves the old files; of one that is killed after it, ``recover`` makes the rest of the moves
when the next run begins. All is written through to the disk before the journal counts, so that
this holds when the power goes, too.

The project is the folder around that of the journals. What lies outside of it, or would be reached
through a link that leads out, is never written, moved or removed.
"""

import contextlib
import json
import os
import uuid
from pathlib import Path

from council_record import paths


def together(contents, journals, gone=()):
    """Write files (bytes by path) and remove others, if they are there: all or nothing.

    A file that already has its content is left alone. The journal is put into ``journals``. If a
    file cannot be written, the OSError is raised, and all are as they were.
    """
    for path in (*contents, *gone, journals):
        paths.inside(path, journals.parent)
    changed = {path: new for path, new in contents.items() if _bytes(path) != new}
    gone = [path for path in gone if path.exists()]
    if not changed and not gone:
        return
    journal = journals / f"moves-{uuid.uuid4().hex}.json"
    moves = {"folder": os.fspath(journals), "moved": [os.fspath(path) for path in changed],
             "gone": [os.fspath(path) for path in gone]}  # fmt: skip
    try:
        for folder in {path.parent for path in changed} | {journals}:
            folder.mkdir(parents=True, exist_ok=True)
        for path, new in changed.items():
            if path.is_dir():
                raise IsADirectoryError(21, "Is a folder", os.fspath(path))
            _write(path, new)
        _write(journal, json.dumps(moves).encode())
        _part(journal).replace(journal)
        _write_through(journals)
    except BaseException:
        for path in [*changed, journal]:
            with contextlib.suppress(OSError):
                _part(path).unlink()
        raise
    try:
        _finish(journal, list(changed), gone)
    except KeyboardInterrupt:
        _finish(journal, list(changed), gone)
        raise


def recover(journals, folders):
    """Make the moves that a killed run left, then remove what else it left in these folders.

    A journal that cannot be read, that was made for another folder, or that names a file outside
    of the project is only removed.
    """
    for journal in sorted(journals.glob("moves-*.json")):
        with contextlib.suppress(ValueError, KeyError, TypeError, OSError):
            moves = json.loads(journal.read_bytes())
            moved, gone = ([*map(Path, moves[name])] for name in ("moved", "gone"))
            for path in (*moved, *gone):
                paths.inside(path, journals.parent)
            if moves["folder"] == os.fspath(journals):
                _finish(journal, moved, gone)
        journal.unlink(missing_ok=True)
    for folder in (journals, *folders):
        for part in paths.inside(folder, journals.parent).glob(".*.part"):
            part.unlink(missing_ok=True)


def _finish(journal, moved, gone):
    """Make moves and remove their journal; where one fails, undo those that were made."""
    before, touched = {path: _bytes(path) for path in [*moved, *gone]}, []
    try:
        for path in moved:
            with contextlib.suppress(FileNotFoundError):  # moved before, by a run that was killed
                _part(path).replace(path)
                touched.append(path)
        for path in gone:
            path.unlink(missing_ok=True)
            touched.append(path)
    except OSError as error:
        for path in touched:
            if before[path] is None:
                path.unlink(missing_ok=True)
            else:
                _write(path, before[path])
                _part(path).replace(path)
        for path in moved:
            _part(path).unlink(missing_ok=True)
        journal.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, error.filename2 or error.filename) from None
    journal.unlink(missing_ok=True)


def _write(path, content):
    """Write a file beside its place, through to the disk; a link that stands there goes."""
    try:
        _part(path).unlink(missing_ok=True)
        with _part(path).open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:  # of a full disk, say: it does not tell which file
        raise OSError(error.errno, error.strerror, os.fspath(path)) from None


def _write_through(folder):
    """Make a move within a folder last; Windows has no way to ask for it."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _part(path):
    return path.with_name(f".{path.name}.part")


def _bytes(path):
    return path.read_bytes() if path.is_file() else None
