"""Whatever moment a run is killed at: no torn and no mixed figure, and the next run heals all."""

import contextlib
import os
import random
import signal
import sys
import time
from pathlib import Path

import pytest

from clone import KINDS, Clone

TIMES = 4

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
        try:
            return function(*arguments, **options)
        finally:
            if last:
                os.kill(os.getpid(), signal.SIGKILL)
    return counted

if left:
    for place, name in ((os, "fsync"), (pathlib.Path, "replace"), (pathlib.Path, "unlink")):
        setattr(place, name, counting(getattr(place, name)))
"""


def mixed(clone, clean):
    """Return the figures that are not whole, of one run, unless the next run will make them so."""
    if list((clone.root / ".cache").glob("moves-*.json")):
        return []
    now, faults = clone.figures(), []
    for slug in {name.rpartition(".")[0] for name in clean["1"] if name.endswith(".png")}:
        kinds = [*(f"{slug}.{kind}" for kind in KINDS), f"{slug}-narrow.svg"]
        if not any(all(now.get(name) == made[name] for name in kinds) for made in clean.values()):
            faults.append(slug)
    return faults


def other(number):
    return "2" if number == "1" else "1"


def healed(clone, clean, number):
    """Run again: all is as a run makes it that nothing disturbs."""
    code, _, err = clone.run()
    assert (code, err) == (0, "")
    assert clone.made() == clean[number]
    assert clone.left_behind() == []


def test_a_run_killed_at_random_moments(clean, tmp_path):
    clone, number, chance = Clone(tmp_path / "project"), "1", random.Random(0)
    assert clone.run()[0] == 0
    took, killed = 1.0, 0
    for _ in range(TIMES):
        number = other(number)
        clone.write(number)
        process = clone.start()
        time.sleep(chance.uniform(0.05, took))
        killed += process.poll() is None
        process.kill()
        process.communicate()
        assert mixed(clone, clean) == []
        started = time.monotonic()
        healed(clone, clean, number)
        took = time.monotonic() - started  # as busy as this machine is now
    assert killed >= 1


def test_a_run_killed_at_each_of_its_writes(tmp_path):
    clone, clean, number, at = Clone(tmp_path / "project"), {}, "1", 1
    for each in ("2", "1"):
        clone.write("1", each)
        assert clone.run()[0] == 0
        clean[each] = clone.made()
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(AT_A_WRITE)
    path = os.pathsep.join([str(tmp_path / "hook"), str(clone.root / "src")])
    while True:
        number = other(number)
        clone.write("1", number)
        when = "after" if at % 2 else "before"
        code, _, _ = clone.run(PYTHONPATH=path, KILL_AT=str(at), KILL_WHEN=when)
        assert code in (0, -signal.SIGKILL)
        assert mixed(clone, clean) == []
        if code == 0:
            break
        healed(clone, clean, number)
        at += 1
    assert at >= 13  # as many writes as one figure, its notebook and the record need


@pytest.fixture
def sleeping(ran):
    """Return a clone in which a notebook sleeps; the run that waits for it has begun."""
    path = ran.put("04-sleeps", "import time\ntime.sleep(600)")
    process = ran.start("--only", "04")
    while not list(ran.root.glob(f".cache/scratch/{process.pid}/*/cell")):
        assert process.poll() is None
        time.sleep(0.1)
    yield ran, process
    path.unlink()


def test_the_workers_of_a_killed_run_end(sleeping):
    ran, process = sleeping
    assert len(processes(ran.root)) > 1
    process.kill()
    process.communicate()
    while processes(ran.root):
        time.sleep(0.1)


def test_the_temporary_files_of_a_killed_run_are_removed_by_the_next(sleeping):
    ran, process = sleeping
    process.kill()
    process.communicate()
    left = ran.root / ".cache" / f"run-{process.pid}"
    assert list(left.iterdir())
    assert ran.run("--force", "--only", "01")[0] == 0
    assert not left.exists()


@pytest.mark.parametrize("alone", [False, True])  # as Ctrl-C does, to all processes of the run
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_is_stopped_says_so_and_leaves_nothing(sleeping, number, alone):
    ran, process = sleeping
    before = ran.made()
    (os.kill if alone else os.killpg)(process.pid, number)
    assert process.communicate() == ("", "stopped; what was not finished is as it was\n")
    assert process.returncode == 128 + number
    assert (ran.made(), ran.left_behind()) == (before, [])
    while processes(ran.root):
        time.sleep(0.1)


def test_a_run_that_has_hardly_begun_is_stopped_in_a_line_too(ran):
    before = ran.made()
    for tenths in range(0, 12, 2):
        ran.write("2" if tenths % 4 else "1")
        process = ran.start("--force")
        while (
            not (Path("/proc") / str(process.pid) / "cmdline")
            .read_bytes()
            .startswith(os.fsencode(sys.executable))
        ):
            time.sleep(0.01)
        time.sleep(0.1 + tenths / 10)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate()
        told = (process.returncode, err)
        assert told in [(0, ""), (143, "stopped; what was not finished is as it was\n")], out
        assert ran.left_behind() == []
    ran.write("1")
    assert ran.run()[0] == 0
    assert ran.made() == before


def processes(root):
    """Return the processes whose environment names a clone."""
    found, mark = set(), os.fsencode(root / "src")
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark in (process / "environ").read_bytes():
                found.add(int(process.name))
    return found
