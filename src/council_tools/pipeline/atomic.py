"""Put finished files in place together: all of them, or none.

Each file is first written whole beside its place, as ``.name.part``. Then a list of the moves, the
journal, is put into a folder: a run that is killed before it is there leaves the old files, one
that is killed after it the new ones, since a process of its own makes the moves and outlives the
run. Should that be stopped too (the power goes), ``recover`` finishes its moves.
"""

import contextlib
import json
import os
import subprocess
import sys
import uuid
from pathlib import Path


def together(contents, journals, gone=()):
    """Write files and remove others, all or nothing.

    Parameters
    ----------
    contents : dict of Path to bytes
        A file that already has this content is left alone.
    journals : Path
        Folder for the journal.
    gone : iterable of Path
        Files to remove, if they are there.

    Raises
    ------
    OSError
        If a file cannot be written; all are then as they were.
    """
    changed = {path: new for path, new in contents.items() if _bytes(path) != new}
    gone = [path for path in gone if path.exists()]
    if not changed and not gone:
        return
    name = f"moves-{uuid.uuid4().hex}.json"
    journal, draft = journals / name, journals / f".{name}.part"
    parts = [_part(path) for path in changed]
    try:
        for folder in {path.parent for path in changed} | {journals}:
            folder.mkdir(parents=True, exist_ok=True)
        for path, part in zip(changed, parts, strict=True):
            if path.is_dir():
                raise IsADirectoryError(21, "Is a folder", os.fspath(path))
            _write(part, path, changed[path])
        moves = [[os.fspath(_part(path)), os.fspath(path)] for path in changed]
        todo = {"moves": moves, "gone": [os.fspath(path) for path in gone]}
        _write(draft, journal, json.dumps(todo).encode())
        draft.replace(journal)
    except BaseException:
        for part in [*parts, draft]:
            with contextlib.suppress(OSError):
                part.unlink()
        raise
    command = [sys.executable, "-IS", os.fspath(Path(__file__).resolve()), os.fspath(journal)]
    ran = subprocess.run(command, capture_output=True, text=True, start_new_session=True)
    if ran.returncode:
        raise OSError(*json.loads(ran.stdout))


def recover(journals, folders):
    """Finish moves that were begun, then remove what a killed run left in these folders."""
    for journal in sorted(journals.glob("moves-*.json")):
        with contextlib.suppress(FileNotFoundError):  # the process that moves was quicker
            finish(journal)
    for folder in (journals, *folders):
        for part in folder.glob(".*.part"):
            part.unlink(missing_ok=True)


def finish(journal):
    """Make the moves of a journal and remove it; where one fails, undo those that were made."""
    todo = json.loads(journal.read_text())
    moves = [(Path(part), Path(path)) for part, path in todo["moves"]]
    gone = [Path(path) for path in todo["gone"]]
    before, touched = {path: _bytes(path) for path in [*(path for _, path in moves), *gone]}, []
    try:
        for part, path in moves:
            with contextlib.suppress(FileNotFoundError):  # moved before, by a run that was killed
                part.replace(path)
                touched.append(path)
        for path in gone:
            path.unlink(missing_ok=True)
            touched.append(path)
    except OSError:
        for path in touched:
            if before[path] is None:
                path.unlink(missing_ok=True)
            else:
                _part(path).write_bytes(before[path])
                _part(path).replace(path)
        for part, _ in moves:
            part.unlink(missing_ok=True)
        raise
    finally:
        journal.unlink(missing_ok=True)


def _write(part, path, content):
    try:
        part.write_bytes(content)
    except OSError as error:  # of a full disk, say: it does not tell which file
        raise OSError(error.errno, error.strerror, os.fspath(path)) from None


def _part(path):
    return path.with_name(f".{path.name}.part")


def _bytes(path):
    return path.read_bytes() if path.is_file() else None


if __name__ == "__main__":
    try:
        finish(Path(sys.argv[1]))
    except OSError as error:
        print(json.dumps([error.errno, error.strerror, error.filename2 or error.filename]))
        sys.exit(1)
