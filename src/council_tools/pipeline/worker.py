"""Kernels that start warm: one process imports the heavy packages once, each kernel is its fork.

The process is the fork server of ``multiprocessing``. Where a system cannot fork (Windows), each
kernel imports for itself. While a kernel runs, it notes what the notebook read: see ``Trace``.
"""

import builtins
import contextlib
import gc
import importlib.machinery
import importlib.util
import multiprocessing
import os
import sys
import tempfile
import threading
from multiprocessing import connection
from pathlib import Path

from council_record import paths
from council_tools.pipeline.manifest import digest

_METHODS = multiprocessing.get_all_start_methods()
_CONTEXT = multiprocessing.get_context("forkserver" if "forkserver" in _METHODS else "spawn")
_HEAVY = [  # what every notebook imports; council_record itself is imported anew by each kernel
    "council_record",
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "ipykernel.zmqshell",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "tornado.platform.asyncio",
    "pandas",
    "seaborn",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "PIL.Image",
]
_ERRNO = 100  # the exit code for error 28 of the system, a full disk, is 128
_MOST_PRINTED = 1_000_000  # characters that one notebook may print


def start():
    """Let the process begin to import, if it has not."""
    if _CONTEXT.get_start_method() == "forkserver":
        from multiprocessing import forkserver

        os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")  # no debugger, no advice on it
        _CONTEXT.set_forkserver_preload(_HEAVY)
        if paths.CACHE.is_dir() and len(os.fspath(paths.CACHE)) < 60:  # a socket's path is short
            tempfile.tempdir = os.fspath(paths.CACHE)  # where the next run would tidy it away
        try:
            forkserver.ensure_running()
        finally:
            tempfile.tempdir = None


def process(function, *arguments):
    """Return a started process that calls a function of a module."""
    started = _CONTEXT.Process(target=_call, args=(function, *arguments), daemon=True)
    started.start()
    return started


def _call(function, *arguments):
    """Call a function; let the exit code tell of an error of the system, such as a full disk."""
    try:
        function(*arguments)
    except Exception as error:
        if isinstance(number := getattr(error, "errno", None), int):
            sys.exit(_ERRNO + number)
        raise


def failure(exit_code, place):
    """Return the error of the system that a process ended with, or None if it was another."""
    number = (exit_code or 0) - _ERRNO
    return OSError(number, os.strerror(number), os.fspath(place)) if number > 0 else None


def check(council, trace, result):
    """Check a council's tables; write what was read, and then the faults, a line each, to files.

    If the check itself breaks, the exit code is 1, and what broke is written in place of faults.
    For an error of the system (see ``_call``) that is the file that could not be read.
    """
    _forget(trace)
    broke = False
    with Path(trace).open("a", encoding="utf-8", buffering=1) as file:
        Trace(file).begin()
        try:
            problems = _faults(council)
        except Exception as error:
            if getattr(error, "errno", None):
                place = getattr(error, "filename", None) or ""
                Path(result).write_text(os.fspath(place), encoding="utf-8")
                raise
            broke, problems = True, [f"{type(error).__name__}: {error}"]
    Path(result).write_text("\n".join(problems), encoding="utf-8")
    sys.exit(broke)


def _faults(council):
    from council_record.data import tables
    from council_tools.checks import rules as checks

    try:
        return checks.check(council, thorough=False)
    except tables.DataError as error:
        return error.problems


def kernel(arguments, environment, folder, yielding):
    """Be a Jupyter kernel until told to stop, or until the process that asked for it has gone.

    Parameters
    ----------
    arguments : list of str
        As ``python -m ipykernel_launcher`` takes them.
    environment : dict of str to str
        Replaces the environment; TRACE is the file for what the notebook reads, see ``Trace``.
    folder : str
        Where the notebook runs.
    yielding : int
        How far it yields to kernels that have more to do: the niceness of its process.
    """
    if hasattr(os, "nice"):  # not on Windows
        os.nice(yielding)
    gc.freeze()  # what all kernels share stays shared
    gc.set_threshold(100_000)  # a notebook is soon over
    asked_by = multiprocessing.parent_process().sentinel
    threading.Thread(target=_end_after, args=(asked_by,), daemon=True).start()
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    _forget(environment["TRACE"])

    from ipykernel.kernelapp import IPKernelApp

    application = IPKernelApp.instance(parent_handle=os.getppid())  # it ends when that has gone
    application.initialize(arguments)
    _limit(sys.stdout)
    _limit(sys.stderr)
    with Path(environment["TRACE"]).open("a", encoding="utf-8", buffering=1) as file:
        Trace(file).begin()
        application.start()


def _forget(trace):
    """Let the modules of council_record be imported again, so that they are seen to be used.

    From their source: Python takes an older compiled form of the same second and size for it.
    """
    sys.pycache_prefix = os.fspath(Path(trace).parent.parent / "compiled")
    sys.dont_write_bytecode = False  # there, even if the user wants none beside the source
    importlib.machinery.SourceFileLoader.set_data = _whole
    for name in [name for name in sys.modules if name.partition(".")[0] == "council_record"]:
        del sys.modules[name]


def _whole(_, path, data, **__):
    """Write a compiled module whole or not at all: Python 3.11 leaves a part on a full disk."""
    part = Path(f"{path}.{os.getpid()}")
    with contextlib.suppress(OSError):
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)


def _end_after(sentinel):
    connection.wait([sentinel])
    os._exit(1)


def _limit(stream):
    """Let a stream refuse what is beyond one million characters: it would fill the notebook."""
    write, printed = stream.write, 0

    def limited(text):
        nonlocal printed
        printed += len(text)
        if printed > _MOST_PRINTED:
            raise RuntimeError(f"printed more than {_MOST_PRINTED:,} characters. Show less")
        return write(text)

    stream.write = limited


class Trace:
    """Notes in a file what is read, as it is read: ``read SHA path`` and ``import package``.

    The hash of a file is that of the moment at which it was first opened; ``-`` stands for a file
    that was not there. A module of the project counts as read when its compiled form is. Packages
    count where the notebook or a module of council_record imports them.
    """

    def __init__(self, file):
        self._file, self._seen = file, set()

    def begin(self):
        """Follow opened files and imports from here on; it cannot be undone."""
        self._import, builtins.__import__ = builtins.__import__, self._importing
        sys.addaudithook(self._opening)

    def _importing(self, name, globals=None, locals=None, fromlist=(), level=0):
        package = name.partition(".")[0]
        if level == 0 and package not in self._seen:
            importer = (globals or {}).get("__name__", "").partition(".")[0]
            if importer in ("__main__", "council_record"):
                self._seen.add(package)
                self._file.write(f"import {package}\n")
        return self._import(name, globals, locals, fromlist, level)

    def _opening(self, event, arguments):
        if event != "open" or self._file.closed or not isinstance(arguments[0], str):
            return
        if _writes(arguments):
            return
        path = Path(arguments[0])
        if path.suffix == ".pyc":
            with contextlib.suppress(ValueError):  # its name is not one that Python gives
                path = Path(importlib.util.source_from_cache(str(path)))
        path = Path(os.path.normpath(paths.NOTEBOOKS / path))
        installed = path.is_relative_to(sys.prefix)
        if path in self._seen or installed or not path.is_relative_to(paths.ROOT):
            return
        self._seen.add(path)
        self._file.write(f"read {digest(path) or '-'} {path.relative_to(paths.ROOT).as_posix()}\n")


def _writes(arguments):
    _, mode, flags = arguments
    return bool(set(mode or "") & set("wax+")) or bool((flags or 0) & (os.O_WRONLY | os.O_RDWR))
