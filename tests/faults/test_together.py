"""Many runs at once, other surroundings, and notebooks that misbehave."""

import re

import pytest
from clone import FULL, SURROUNDINGS, Clone, notebook, states, told


def test_of_eight_runs_at_once_one_writes(ran, clean):
    for turn in range(20 if FULL else 1):
        number = "2" if turn % 2 == 0 else "1"
        ran.write(number)
        processes = [ran.start() for _ in range(8)]
        ended = [(*process.communicate(timeout=120), process.returncode) for process in processes]
        assert sorted(code for _, _, code in ended) == [0] + [3] * 7
        for out, err, code in ended:
            if code == 3:
                assert out == ""
                assert re.fullmatch(
                    r"another run is writing: (\w+, process \d+, since \d{4}-\d\d-\d\d "
                    r"\d\d:\d\d:\d\d.*|another process)\. Wait until it has ended, or stop it\n",
                    err,
                )
        assert ran.made() == clean[number]
    ran.write("1")
    ran.run()
    assert ran.left_behind() == []


@pytest.mark.parametrize("around", SURROUNDINGS if FULL else SURROUNDINGS[:1])
def test_other_surroundings_make_the_same_bytes(clean, around, tmp_path):
    clone = Clone(tmp_path / "a folder with spaces and ü")
    assert clone.run(**around)[0] == 0
    assert clone.made() == clean["1"]


BAD = {
    "01-fails": "1 / 0",
    "02-loops": "while True: pass",
    "03-prints": "print('x' * 100_000_000)",
    "04-dies": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "05-sound": "print(1)",
    "06-writes": "for _ in range(100): print('y' * 1_000_000)",
}


def test_notebooks_that_misbehave_leave_nothing_and_the_others_finish(tmp_path):
    clone = Clone(tmp_path / "project", BAD)
    before = clone.made()
    code, out, err = clone.run("--time-limit", "3", "--json")
    found = {entry["notebook"]: entry for entry in told(out)["notebooks"]}
    assert (code, err) == (1, "")
    assert {name: entry["error"] for name, entry in found.items()} == {
        "01-fails": "cell 1: ZeroDivisionError: division by zero",
        "02-loops": "cell 1: ran for more than 3 seconds",
        "03-prints": "cell 1: RuntimeError: printed more than 1,000,000 characters. Show less",
        "04-dies": "cell 1: the kernel died",
        "05-sound": "",
        "06-writes": "cell 1: RuntimeError: printed more than 1,000,000 characters. Show less",
    }
    after = clone.made()
    assert {name for name in after if after[name] != before[name]} == {"05-sound.ipynb"}
    assert clone.left_behind() == []
    assert states(clone.run("--only", "05")[1]) == {"05-sound": "up to date"}


def test_a_notebook_that_is_edited_while_it_runs_is_not_overwritten(tmp_path):
    # the cell does what a person does who saves the open notebook meanwhile
    edits = 'import pathlib\npath = pathlib.Path("01-edits.ipynb")\n'
    edits += 'path.write_text(path.read_text().replace("cell-1", "mine"))'
    clone = Clone(tmp_path / "project", {"01-edits": edits})
    code, _, err = clone.run()
    assert code == 4
    assert err == (
        "cannot read or write notebooks/01-edits.ipynb: it was edited while it ran. "
        "The earlier files are as they were.\n"
    )
    assert '"mine"' in (clone.root / "notebooks" / "01-edits.ipynb").read_text()


def test_what_is_no_notebook_is_named(tmp_path):
    clone = Clone(tmp_path / "project", {"01-sound": "print(1)"})
    (clone.root / "notebooks" / "02-torn.ipynb").write_text(notebook("print(2)")[:40])
    code, out, _ = clone.run()
    assert code == 1
    (line,) = [line for line in out.splitlines() if line.startswith("02-torn")]
    assert "FAILED in reading it: it is no notebook: " in line
    assert clone.figures() == {}
