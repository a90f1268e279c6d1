"""A full disk, a folder that cannot be written: the old figures stand, and it is said in a line."""

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from clone import Clone

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")


@contextlib.contextmanager
def small_disk(folder, kilobytes):
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    subprocess.run(command, check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder, leave):
    """Fill a disk but for so many bytes."""
    free = shutil.disk_usage(folder).free
    (folder / "filler").write_bytes(b"\0" * max(0, free - leave))


@needs_root
@pytest.mark.parametrize("place", ["figures", "."])
def test_a_full_disk_at_each_write(place, tmp_path):
    root = tmp_path / "project"
    folder = root / place
    with small_disk(folder, 20_000):
        clone = Clone(root)
        assert clone.run()[0] == 0
        before, size = clone.made(), sum(map(len, clone.made().values()))
        clone.write("2", "2")
        failed = 0
        for leave in range(0, 20 * size, size // 3):
            fill(folder, leave)
            code, out, err = clone.run()
            (folder / "filler").unlink()
            if code == 0:
                break
            assert code == 4, (leave, out, err)
            assert err.count("\n") == 1, (leave, out, err)
            assert err.startswith("cannot read or write "), (leave, out, err)
            assert "No space left on device" in err
            now = clone.made()
            whole = {name: now[name] for name in before}
            kinds = {name.rpartition(".")[0] for name in before if name.startswith("fig")}
            for slug in kinds:  # one notebook may have been written whole before another failed
                names = [name for name in before if name.rpartition(".")[0] == slug]
                assert len({whole[name] == before[name] for name in names}) == 1
            failed += 1
        assert failed >= 1
        assert clone.run()[0] == 0
        assert "The number 2 of 1." in clone.figures()["fig01-number.txt"].decode()
        assert clone.left_behind() == []


@pytest.mark.parametrize("unbuffered", ["1", ""])
def test_output_that_nobody_can_take(ran, unbuffered):
    before = ran.made()
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            ran.command(), env=ran.environment(PYTHONUNBUFFERED=unbuffered), cwd=ran.root,
            stdout=full, stderr=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip
    assert done.returncode == 4
    assert done.stderr == (
        "cannot read or write, or print: No space left on device. "
        "The earlier files are as they were.\n"
    )
    assert ran.made() == before


@pytest.mark.parametrize("place", ["figures", "notebooks"])
def test_a_folder_that_may_not_be_written(ran, place):
    # root may write everywhere; without this capability it obeys the modes as others do
    prefix = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-all"]
    folder = ran.root / place
    ran.write("2")
    before = ran.made()
    folder.chmod(0o555)
    try:
        process = ran.start(prefix=prefix if os.geteuid() == 0 else ())
        out, err = process.communicate()
    finally:
        folder.chmod(0o755)
    assert (process.returncode, out) == (4, "")
    assert err == (
        f"cannot read or write {place}: Permission denied. The earlier files are as they were.\n"
    )
    assert ran.made() == before
    ran.write("1")
    assert ran.run()[0] == 0
