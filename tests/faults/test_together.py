"""Many runs at once, other surroundings, and files that are changed or torn meanwhile."""

import os
import re
from unittest.mock import ANY

import pytest

from clone import SURROUNDINGS, Clone, states


def test_of_eight_runs_at_once_one_writes(ran, clean):
    for number in ("2", "1"):
        ran.write(number)
        processes = [ran.start() for _ in range(8)]
        ended = [(*process.communicate(), process.returncode) for process in processes]
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
    assert ran.left_behind() == []


@pytest.mark.parametrize("around", SURROUNDINGS[2:])
def test_other_surroundings_make_the_same_bytes(clean, around, tmp_path):
    clone = Clone(tmp_path / f"a folder with spaces and {'ü' * 90}")
    assert clone.run(**around) == (0, ANY, "")
    assert clone.made() == clean["1"]


def test_a_clock_that_was_set_back_changes_nothing(ran):
    for path in ran.root.rglob("*.*"):
        os.utime(path, (4_000_000_000, 4_000_000_000))  # in the year 2096
    before = ran.made()
    assert set(states(ran.run()[1]).values()) == {"up to date"}
    assert ran.made() == before


def test_a_checkout_that_may_only_be_read_is_compared_or_told_of(ran):
    # root may write everywhere; without this capability it obeys the modes as others do
    prefix = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-all"]
    folders = [ran.root, *(path for path in ran.root.rglob("*") if path.is_dir())]
    before = ran.made()
    for folder in folders:
        folder.chmod(0o555)
    try:
        process = ran.start("--check", prefix=prefix if os.geteuid() == 0 else ())
        out, err = process.communicate()
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert (process.returncode, err.count("\n")) in [(0, 0), (4, 1)], out
    assert ran.made() == before


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


TORN = {"06": "", "07": "[]", "08": '{"nbformat": 4, "cells": ["x"]}', "09": '{"nbformat": 4, "ce'}


def test_what_is_no_notebook_is_named(ran):
    places = {number: ran.root / "notebooks" / f"{number}-torn.ipynb" for number in TORN}
    for number, path in places.items():
        path.write_text(TORN[number])
    code, out, err = ran.run(*[word for number in TORN for word in ("--only", number)])
    for path in places.values():
        path.unlink()
    assert (code, err) == (1, "")
    assert out.count("-torn") == out.count("FAILED in reading it: it is no notebook: ") == len(TORN)
