"""One run writes at a time."""

import contextlib
import getpass
import os
import time

from council_record import paths


class Locked(Exception):
    """Another run is writing; the text says who, and since when."""


@contextlib.contextmanager
def one_writer():
    """Hold the lock for the time of a block; raise ``Locked`` if another run holds it.

    Nothing in .cache may be a link that leads out of the project, or a run would write there.
    """
    from filelock import FileLock, Timeout

    paths.inside(paths.CACHE).mkdir(exist_ok=True)
    for path in paths.CACHE.iterdir():
        paths.inside(path)
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
