"""Each change is noticed, by the notebooks that depend on it and by no others."""

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


def stale(clone, *arguments):
    """Return which notebooks ran, and why."""
    code, out, err = clone.run(*arguments)
    assert (code, err) == (0, "")
    assert sorted(states(out)) == ALL
    return {name: why for name, why in states(out).items() if why != UP}


def test_nothing_changed(ran):
    for path in [*ran.root.glob("data/*.txt"), *ran.root.glob("notebooks/*")]:
        os.utime(path, (0, 0))  # a clock set back is no change
    written = {path: path.stat().st_mtime_ns for path in ran.root.glob("[!.]*/*")}
    assert stale(ran) == {}
    assert {path: path.stat().st_mtime_ns for path in ran.root.glob("[!.]*/*")} == written


def test_a_data_file_that_two_notebooks_read(ran):
    edited(ran.root / "data" / "one.txt", "7\n")
    assert stale(ran) == dict.fromkeys(ALL[:2], "data/one.txt changed")
    assert "The number 7 of 3." in ran.figures()["fig03-number.txt"].decode()
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


@pytest.mark.parametrize(
    ("module", "names"),
    [
        ("data/safe_csv.py", ALL),
        ("paths.py", ALL),
        ("figures/house.mplstyle", ALL),
        ("analysis/recovery.py", []),
    ],
)
def test_a_module_edited_within_a_second_to_one_of_the_same_size(ran, module, names):
    path = ran.root / "src" / "council_record" / module
    kept = path.read_text()
    edited(path, f"{kept[:-1]}#")
    why = f"src/council_record/{module} changed"
    try:
        assert stale(ran, "--check") == dict.fromkeys(names, why)  # the figures are the same
    finally:
        edited(path, kept)
    assert stale(ran) == {}


def test_another_council_and_a_table_that_was_not_there(ran):
    code, out, _ = ran.run("--council", "birmingham", "--json", "--only", "03")
    assert [found["why"] for found in told(out)["notebooks"]] == [["first run here"]]
    assert code == 0
    assert (ran.root / "figures" / "birmingham" / "fig04-number.svg").is_file()
    assert states(ran.run("--council", "Birmingham", "--only", "03")[1]) == {"03-third": UP}
    assert stale(ran) == {}
    folder = ran.root / "data" / "coded" / "birmingham"
    folder.mkdir()
    code, _, err = ran.run("--council", "Birmingham", "--only", "03")
    folder.rmdir()
    assert code == 2
    assert err.startswith("data/coded/birmingham/documents.csv: no such file")
