"""Each change is noticed, by the notebooks that depend on it and by no others."""

import json
import os

import pytest
from clone import states, told

UP = "up to date"
ALL = ["01-first", "02-second", "03-third"]


def edited(path, text):
    """Write a file and set its times back: only its content tells that it is another."""
    times = path.stat()
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def stale(clone):
    """Return which notebooks ran, and why, without a run for those that do not depend."""
    code, out, err = clone.run()
    assert (code, err) == (0, "")
    assert sorted(states(out)) == ALL
    return {name: why for name, why in states(out).items() if why != UP}


def test_nothing_changed(ran):
    for path in [*ran.root.glob("data/*.txt"), *ran.root.glob("notebooks/*")]:
        os.utime(path, (0, 0))  # a clock set back is no change
    before = ran.made()
    assert stale(ran) == {}
    assert ran.made() == before


def test_a_data_file_that_two_notebooks_read(ran):
    edited(ran.root / "data" / "one.txt", "7\n")
    assert stale(ran) == dict.fromkeys(ALL[:2], "data/one.txt changed")
    assert "The number 7." in ran.figures()["fig03-number.txt"].decode()
    edited(ran.root / "data" / "one.txt", "1\n")
    assert sorted(stale(ran)) == ALL[:2]


def test_figures_changed_missing_and_a_notebook_run_elsewhere(ran):
    before = ran.made()
    (ran.root / "figures" / "fig03-number.png").unlink()
    (ran.root / "figures" / "fig04-number.csv").write_text("number\n9\n")
    path = ran.root / "notebooks" / "01-first.ipynb"
    path.write_text(path.read_text().replace('"1\\n"', '"9\\n"'))
    assert stale(ran) == {
        "01-first": "notebooks/01-first.ipynb is not as it was made",
        "02-second": "figures/fig03-number.png is missing",
        "03-third": "figures/fig04-number.csv is not as it was made",
    }
    assert ran.made() == before


def test_prose_is_no_reason_and_code_is(ran):
    path = ran.root / "notebooks" / "03-third.ipynb"
    content = json.loads(path.read_text())
    kept = path.read_bytes()
    words = {"cell_type": "markdown", "id": "words", "metadata": {}, "source": ["Words."]}
    path.write_text(json.dumps(content | {"cells": [words, *content["cells"]]}, indent=4))
    assert stale(ran) == {}
    content["cells"][0]["source"][-1] = "print(number)  # a comment"
    path.write_text(json.dumps(content))
    assert stale(ran)["03-third"].startswith("its code changed")
    path.write_bytes(kept)
    assert list(stale(ran)) == ["03-third"]


@pytest.mark.parametrize(
    ("module", "names"),
    [("grammar.py", []), ("figures.py", ALL), ("charts/house.mplstyle", ALL)],
)  # fmt: skip
def test_a_module(ran, module, names):
    path = ran.root / "src" / "council_record" / module
    kept = path.read_bytes()
    path.write_bytes(kept + b"\n# another line\n")
    code, out, _ = ran.run("--check")
    expected = dict.fromkeys(names, f"src/council_record/{module} changed")
    assert {name: why for name, why in states(out).items() if why != UP} == expected
    assert code == 0  # the figures are the same for all that
    path.write_bytes(kept)
    assert stale(ran) == {}


def test_a_package_of_another_version(ran):
    path = ran.root / ".cache" / "newham.json"
    kept, record = path.read_bytes(), json.loads(path.read_text())
    record["notebooks"]["02-second"]["versions"]["matplotlib"] = "3.0"
    path.write_text(json.dumps(record))
    why = stale(ran)
    assert list(why) == ["02-second"]
    assert why["02-second"].startswith("matplotlib 3.0 became 3.")
    assert path.read_bytes() == kept


def test_another_council_and_a_table_that_was_not_there(ran):
    code, out, _ = ran.run("--council", "birmingham", "--json", "--only", "03")
    assert [found["why"] for found in told(out)["notebooks"]] == [["no record of a run here"]]
    assert code == 0
    assert (ran.root / "figures" / "birmingham" / "fig04-number.svg").is_file()
    assert states(ran.run("--council", "Birmingham", "--only", "03")[1]) == {"03-third": UP}
    assert stale(ran) == {}
