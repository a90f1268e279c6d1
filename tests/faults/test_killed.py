"""Whatever moment a run is killed at: no torn and no mixed figure, and the next run heals all."""

import contextlib
import os
import random
import signal
import time
from pathlib import Path

import pytest
from clone import FULL, Clone, notebook

TIMES, SHARES = (200, 2) if FULL else (3, 1)  # shares: for as many workers

# Counts what main writes and kills it at one of these: every place in which a kill could hurt.
AT_A_WRITE = """\
import os, pathlib, signal, sys
left = int(os.environ.get("KILL_AT", 0)) if "-m council_tools" in " ".join(sys.orig_argv) else 0

def counting(function):
    def counted(*arguments, **options):
        global left
        left -= 1
        if left == 0 and os.environ["KILL_WHEN"] == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        last = left == 0
        try:  # Jupyter removes files that are gone already
            return function(*arguments, **options)
        finally:
            if last:
                os.kill(os.getpid(), signal.SIGKILL)
    return counted

if left:
    for name in ("write_bytes", "write_text", "replace", "unlink"):
        setattr(pathlib.Path, name, counting(getattr(pathlib.Path, name)))
"""


def whole(clone, clean):
    """Wait for the process that moves files to end; then say what is torn or mixed."""
    deadline = time.monotonic() + 10
    while list((clone.root / ".cache").glob("moves-*.json")) and time.monotonic() < deadline:
        time.sleep(0.02)
    now, faults = clone.figures(), []
    for slug in {name.rpartition(".")[0] for name in clean["1"] if name.startswith("fig")}:
        kinds = [f"{slug}.{kind}" for kind in ("svg", "png", "csv", "txt")]
        if not any(all(now.get(name) == made[name] for name in kinds) for made in clean.values()):
            faults.append(slug)
    return faults


def other(number):
    return "2" if number == "1" else "1"


@pytest.mark.parametrize("share", range(SHARES))
def test_a_run_killed_at_random_moments(clean, share, tmp_path):
    clone, number, chance = Clone(tmp_path / "project"), "1", random.Random(share)
    assert clone.run()[0] == 0
    took, killed = 1.0, 0
    for _ in range(TIMES // SHARES):
        number = other(number)
        clone.write(number)
        process = clone.start()
        time.sleep(chance.uniform(0.05, took))
        killed += process.poll() is None
        process.kill()
        process.communicate()
        assert whole(clone, clean) == []
        started = time.monotonic()
        code, _, err = clone.run()
        took = time.monotonic() - started  # as busy as this machine is now
        assert code == 0 and err == "", (code, err)
        assert clone.made() == clean[number]
        assert clone.left_behind() == []
    assert killed >= TIMES // SHARES // 2  # most were killed before their end


def test_a_run_killed_at_each_of_its_writes(clean, tmp_path):
    clone, number, at, killed = Clone(tmp_path / "project"), "1", 1, 0
    assert clone.run()[0] == 0
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(AT_A_WRITE)
    path = os.pathsep.join([str(tmp_path / "hook"), str(clone.root / "src")])
    while True:
        number = other(number)
        clone.write(number)
        when = "after" if at % 2 else "before"
        code, _, _ = clone.run(PYTHONPATH=path, KILL_AT=str(at), KILL_WHEN=when)
        assert code in (0, -signal.SIGKILL)
        assert whole(clone, clean) == []
        if code == 0:
            break
        assert clone.run()[0] == 0
        assert clone.made() == clean[number]
        assert clone.left_behind() == []
        killed, at = killed + 1, at + (1 if FULL else 9)
    assert killed >= (20 if FULL else 2)


def test_the_kernels_of_a_killed_run_end(ran):
    sleeps = "import time, os\nprint(os.getpid())\ntime.sleep(60)"
    path = ran.root / "notebooks" / "04-sleeps.ipynb"
    path.write_text(notebook(sleeps), encoding="utf-8")
    process = ran.start("--only", "04")
    deadline = time.monotonic() + 30
    while len(kernels := processes(ran.root) - {process.pid}) < 2 or not begun(ran):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 5
    while (left := kernels & processes(ran.root)) and time.monotonic() < deadline:
        time.sleep(0.1)
    path.unlink()
    assert left == set()


def begun(clone):
    """Return whether a notebook has begun to run: its kernel has noted what it read."""
    traces = clone.root.glob(".cache/scratch/*/*/trace")
    return any("import time" in path.read_text() for path in traces)


def processes(root):
    """Return the processes whose environment names a clone."""
    found, mark = set(), os.fsencode(root / "src")
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark in (process / "environ").read_bytes():
                found.add(int(process.name))
    return found
