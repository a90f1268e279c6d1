"""What runs in a worker: one notebook, or one check of tables, in a process of its own.

Workers are forked from a process that has imported the heavy packages once, the fork server of
``multiprocessing``. Where a system cannot fork (Windows), each imports for itself.
"""

import contextlib
import errno
import json
import multiprocessing
import os
import shutil
import signal
import sys
import threading
import time
import traceback
from multiprocessing import connection
from pathlib import Path

from council_record import paths
from council_tools.pipeline import manifest
from council_tools.pipeline.outcome import Outcome, executed

_FORKS = "forkserver" in multiprocessing.get_all_start_methods()
CONTEXT = multiprocessing.get_context("forkserver" if _FORKS else "spawn")
# What every notebook imports. A worker imports council_record itself, and notes what it reads.
_HEAVY = [
    "council_tools.pipeline.cells",
    "IPython.core.completerlib",
    "pandas",
    "seaborn",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "PIL.Image",
]
_LONGEST = 60  # bytes of the path of .cache; that of a socket may have a hundred
_FULL = (errno.ENOSPC, errno.EROFS, errno.EDQUOT)


def start():
    """Let the process that workers are forked from begin to import, if it has not."""
    os.environ["MPLBACKEND"] = "agg"
    if _FORKS:
        from multiprocessing import forkserver

        CONTEXT.set_forkserver_preload(_HEAVY)
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who started it
        try:
            with _temporary_folder():
                forkserver.ensure_running()
        finally:
            signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def _temporary_folder():
    """Let what starts have its temporary files in .cache; remove those of runs that have ended.

    A run that is killed cannot remove them. A project with a long path has them where the system
    has such files, since the path of a socket must be short.
    """
    for folder in paths.CACHE.glob("run-[0-9]*"):
        if not _lives(int(folder.name.removeprefix("run-"))):
            shutil.rmtree(folder, ignore_errors=True)
    before = os.environ.get("TMPDIR")
    folder = paths.CACHE / f"run-{os.getpid()}"
    if len(os.fsencode(paths.CACHE)) <= _LONGEST:
        folder.mkdir(parents=True, exist_ok=True)
        os.environ["TMPDIR"] = os.fspath(folder)
    try:
        yield
    finally:
        os.environ.pop("TMPDIR", None)
        if before is not None:
            os.environ["TMPDIR"] = before


def _lives(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it is of another user
        return True
    return True


def execute(outcome, compare, folder):
    """Run the notebook of an Outcome and return the Outcome, filled in.

    The folder takes what the notebook writes, and the number of the cell that runs. It and its
    figures/ are there already: a worker that outlives its run finds them gone, and makes no others.
    """
    started = time.monotonic()
    _end_with_the_run()
    try:
        _execute(outcome, compare, folder)
    except OSError as error:
        outcome.problem = _placed(error, folder)
    outcome.seconds = time.monotonic() - started
    return outcome


def _execute(outcome, compare, folder):
    raw = outcome.notebook.read_bytes()
    outcome.before, outcome.code = manifest.digest_of(raw), manifest.code(raw)
    os.environ |= {"COUNCIL": outcome.council, "COMPARE": compare, "TABLES_CHECKED_APART": "1",
                   "FIGURES_FOLDER": os.fspath(folder / "figures")}  # fmt: skip
    os.chdir(paths.NOTEBOOKS)
    sys.path.insert(0, "")  # as a kernel has it
    outcome.read = _reads()
    from council_tools.pipeline import cells

    try:
        content = json.loads(raw)
        cells.must_be_notebook(content)
    except ValueError as error:
        outcome.error = f"reading it: it is no notebook: {error}"
        return
    try:
        cells.run(content, folder, (folder / "cell").write_text, _unseen(folder))
        if executed(outcome.council, outcome.notebook.stem) != outcome.notebook:
            content = cells.without_pictures(content)
        outcome.text = cells.text(content).encode()
    except (Exception, SystemExit) as error:
        _explain(outcome, error, cell(folder))
        return
    outcome.left_out = cells.left_out(content)
    made = sorted((folder / "figures").glob("fig*"))
    outcome.files = {path.name: path.read_bytes() for path in made}


def cell(folder):
    """Return "cell 5", the one that ran last in a folder: a worker may have died in it."""
    noted = folder / "cell"
    return f"cell {noted.read_text() if noted.is_file() else 1}"


def _unseen(folder):
    """Return what gives all that was printed past Python, by programs and libraries in C."""
    with (folder / "printed").open("ab") as taken:
        for descriptor in (1, 2):
            os.dup2(taken.fileno(), descriptor)
    read = (folder / "printed").open("rb").read
    return lambda: read(10_000).decode(errors="replace")


def _explain(outcome, error, place):
    """Say of an error in a cell what it is: of data, of the system, or of the notebook."""
    from council_record.data.errors import DataError

    outcome.trace = "".join(traceback.format_exception(error))
    kind = "" if type(error).__name__ == "Refused" else f"{type(error).__name__}: "
    if isinstance(error, DataError):
        outcome.faults = error.problems
    elif isinstance(error, OSError) and error.errno in _FULL:
        outcome.problem = _placed(error, outcome.notebook)
    else:
        outcome.error = f"{place}: {kind}{str(error).strip()}"


def _placed(error, place):
    """Return an error of the system that names a file; of a full disk, it does not tell which."""
    return OSError(error.errno, error.strerror, os.fspath(error.filename or place))


def check(council):
    """Check the tables of a council and return an Outcome."""
    from council_record.data.errors import DataError

    outcome = Outcome(None, council)
    _end_with_the_run()
    outcome.read = _reads()
    try:
        from council_tools.checks import rules

        outcome.faults = rules.check(council, thorough=False).lines
    except DataError as error:
        outcome.faults = error.problems
    except Exception as error:
        outcome.trace = traceback.format_exc()
        outcome.error = f"{type(error).__name__}: {error}"
        if isinstance(error, OSError) and error.errno:
            outcome.problem = _placed(error, paths.coded(council))
    return outcome


def _end_with_the_run():
    """End this process when the one that asked for it has gone."""
    asked_by = multiprocessing.parent_process().sentinel

    def wait():
        connection.wait([asked_by])
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _reads():
    """Return a dict that from here on takes the digest of each file of the project that is read.

    It is by path from the project's folder; None stands for a file that was not there. A digest is
    of the moment at which the file is first opened. Modules count, also those that are there
    already: it is their source that is read, since compiled forms are neither read nor written.
    """
    sys.dont_write_bytecode, sys.pycache_prefix = True, os.fspath(paths.CACHE / "none")
    found = {}

    def note(name):
        path = Path(os.path.normpath(paths.NOTEBOOKS / os.fsdecode(name)))
        others = (Path(sys.prefix), paths.CACHE)
        if path.is_relative_to(paths.ROOT) and not any(map(path.is_relative_to, others)):
            shown = paths.shown(path)
            if shown not in found:
                found[shown] = None  # to look at it is to open it again
                found[shown] = manifest.digest(path)

    def opened(event, arguments):
        if event == "open" and isinstance(arguments[0], str | bytes) and not _writes(arguments):
            note(arguments[0])

    for module in list(sys.modules.values()):
        if getattr(module, "__file__", None):
            note(module.__file__)
    sys.addaudithook(opened)
    return found


def _writes(arguments):
    _, mode, flags = arguments
    return bool(set(mode or "") & set("wax+")) or bool((flags or 0) & (os.O_WRONLY | os.O_RDWR))
