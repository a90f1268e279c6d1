"""Read a file in a process of its own, so that none can take all time or memory, or end the run."""

import importlib
import multiprocessing
import os
import signal
from pathlib import Path

from council_record.data.errors import DataError, refusal

_SECONDS, _PER_MEGABYTE = 1.5, 0.2  # of processor time; the longer of the two
_MEMORY = 350_000_000  # bytes more than the run has now
_MEMORY_USED = Path("/proc/self/statm")  # of Linux: in pages


def within(function, path, what, size, library):
    """Return what a function makes of a path, and its notes, for which it is given a list.

    ``what`` says what the file is, "a web page", and ``size`` how many bytes it has. The library
    that it needs, if any, is imported here, so that it is once for many files. A DataError comes
    from the function, or says that it takes too long or too much memory.
    """
    try:
        if library:
            importlib.import_module(library)
    except ImportError:
        told = f"cannot be read without {library}. Install it: python -m pip install {library}"
        raise refusal(path, told) from None
    if "fork" not in multiprocessing.get_all_start_methods():  # as on Windows
        notes = []
        return function(path, notes), notes
    context = multiprocessing.get_context("fork")
    receive, send = context.Pipe(duplex=False)
    seconds = max(_SECONDS, _PER_MEGABYTE * size / 1e6)
    given = (send, function, path, what, seconds)
    process = context.Process(target=_limited, args=given, daemon=True)
    process.start()
    send.close()
    try:
        found = receive.recv()
    except EOFError:
        process.join()
        slow = process.exitcode in (-signal.SIGPROF, -signal.SIGXCPU, -signal.SIGKILL)
        found = _refused(path, what, f"takes more than {seconds:.1f} seconds to read" if slow else
                         "cannot be read: the library that reads it broke down")  # fmt: skip
    finally:
        receive.close()
        process.kill()
        process.join()
    if isinstance(found, Exception):
        raise found
    return found


def _limited(send, function, path, what, seconds):
    """Send what the function makes of a file, or its error; end where it passes a limit."""
    import resource

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who asked
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_PROF, seconds)  # its signal ends the process
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 2, int(seconds) + 3))
    if _MEMORY_USED.exists():
        now = int(_MEMORY_USED.read_text().split()[0]) * os.sysconf("SC_PAGESIZE")
        resource.setrlimit(resource.RLIMIT_AS, (now + _MEMORY, now + _MEMORY))
    notes = []
    try:
        found = function(path, notes), notes
    except (DataError, OSError) as error:
        found = error
    except (MemoryError, RecursionError):
        found = _refused(path, what, "takes too much memory to read")
    except Exception as error:
        told = f"cannot be read: {type(error).__name__} in the library that reads it"
        found = _refused(path, what, told)
    send.send(found)


def _refused(path, what, told):
    return refusal(path, f"is {what} that {told}. Save it as text")
