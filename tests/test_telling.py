import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from council_record import paths
from council_tools.pipeline import progress as telling
from council_tools.pipeline import run as regenerate
from council_tools.pipeline.run import Outcome

ENTRY = {
    "made": {"figures/fig01-a.csv": "0a", "figures/fig01-a.svg": "0b", "notebooks/01-a.ipynb": "0"},
    "left_out": {"fig02-b": "No rows."},
}


def outcome(name="01-a", council="Newham", **given):
    """Return what became of a notebook that made one figure of two files."""
    figures = {f"fig{name}.csv": b"new", f"fig{name}.svg": b"new"}
    given = {"seconds": 1.04, "why": ["data/a.csv changed"], "figures": figures} | given
    return Outcome(paths.NOTEBOOKS / f"{name}.ipynb", council, **given)


@pytest.fixture
def world(monkeypatch):
    """Stand in for writing and comparing; ``stale`` and ``left`` say what these find."""

    def write(outcome):
        world.written.append((outcome.council, outcome.notebook.stem, dict(outcome.figures)))
        if world.full:
            raise OSError(28, "No space left on device", outcome.notebook.stem)
        return len(outcome.figures)

    def left_over(council, outcomes):
        world.asked[council] = outcomes
        return world.left.get(council, {})

    world = SimpleNamespace(written=[], stale={}, left={}, asked={}, full=False, notebooks=[1, 2])
    monkeypatch.setattr(regenerate, "notebooks", lambda only: world.notebooks)
    monkeypatch.setattr(regenerate, "write", write)
    monkeypatch.setattr(regenerate, "differences", lambda outcome: world.stale)
    monkeypatch.setattr(regenerate, "left_over", left_over)
    return world


def run(*councils, check=False, json=False):
    options = SimpleNamespace(check=check, json=json, only=None)
    return telling.Run(options, list(councils) or ["Newham"])


def test_a_notebook_that_ran_is_written_and_told_with_its_time_and_why_it_ran(world, capsys):
    telling_run = run()
    telling_run.done(outcome(seconds=12.36))
    assert world.written == [("Newham", "01-a", {"fig01-a.csv": b"new", "fig01-a.svg": b"new"})]
    assert telling_run.end({}) == 0
    assert capsys.readouterr().out == "01-a   12.4 s  2 figures  (data/a.csv changed)\n"


@pytest.mark.parametrize(
    ("why", "told"),
    [
        (["a"], "(a)"),
        (["a", "b"], "(a; b)"),
        (["a", "b", "c"], "(a; b; and 1 more)"),
        (list("abcdefg"), "(a; b; and 5 more)"),
    ],
)
def test_two_reasons_are_told_and_how_many_more_there_are(world, capsys, why, told):
    run().done(outcome(why=why))
    assert capsys.readouterr().out == f"01-a    1.0 s  2 figures  {told}\n"


def test_a_notebook_that_failed_is_not_written_and_the_run_has_failed(world, capsys):
    telling_run = run()
    telling_run.done(outcome(error="cell 5: KeyError: 'grade'", figures={}))
    telling_run.done(outcome("02-b"))
    assert telling_run.end({}) == 1
    assert capsys.readouterr().out.splitlines() == [
        "01-a    1.0 s  FAILED in cell 5: KeyError: 'grade'. It and its figures are unchanged.",
        "02-b    1.0 s  2 figures  (data/a.csv changed)",
    ]
    assert [name for _, name, _ in world.written] == ["02-b"]


def test_a_notebook_that_is_up_to_date_is_told_and_not_written(world, capsys):
    telling_run = run()
    telling_run.up_to_date(paths.NOTEBOOKS / "01-a.ipynb", "Newham", ENTRY)
    assert telling_run.end({}) == 0
    assert capsys.readouterr().out.splitlines() == [
        "01-a  up to date",
        "left out: fig02 of Newham: No rows.",
    ]
    assert world.written == []


def test_of_one_council_it_is_told_what_was_left_out_and_why(world, capsys):
    telling_run = run("Leeds")
    telling_run.done(outcome(council="Leeds", left_out={"fig03-x": "No documents on Leeds.",
                             "fig04-x": "No documents on Leeds.", "fig02-x": "One."}))  # fmt: skip
    assert telling_run.end({}) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "left out: fig03, fig04 of Leeds: No documents on the council.",
        "left out: fig02 of Leeds: One.",
    ]


def test_one_figure_is_not_told_as_figures(world, capsys):
    telling_run = run()
    telling_run.done(outcome(figures={"fig01-a.csv": b"new"}))
    assert capsys.readouterr().out == "01-a    1.0 s  1 figure  (data/a.csv changed)\n"


def test_what_could_not_be_written_is_raised_in_the_end_and_the_others_are_tried(world, capsys):
    world.full = True
    telling_run = run()
    for name in ("01-a", "02-b"):
        telling_run.done(outcome(name))
    assert [name for _, name, _ in world.written] == ["01-a", "02-b"]
    with pytest.raises(OSError, match="No space") as told:
        telling_run.end({})
    assert told.value.filename == "01-a"
    assert capsys.readouterr().out.splitlines() == [
        "01-a    1.0 s  not written  (data/a.csv changed)",
        "02-b    1.0 s  not written  (data/a.csv changed)",
    ]


@pytest.mark.parametrize("check", [False, True])
def test_a_disk_that_was_full_while_a_notebook_ran_is_raised_in_the_end(world, check):
    telling_run, full = run(check=check), OSError(28, "No space left on device", "a")
    telling_run.done(outcome(figures={}, problem=full))
    assert world.written == []
    with pytest.raises(OSError, match="No space") as told:
        telling_run.end({})
    assert told.value is full


def test_a_check_writes_nothing_and_names_each_file_that_differs(world, capsys):
    world.stale = {paths.FIGURES / "fig01-a.csv": "out of date"}
    world.left = {"Newham": {paths.FIGURES / "fig09-x.svg": "no notebook makes it"}}
    telling_run, ran = run(check=True), outcome()
    telling_run.done(ran)
    assert telling_run.end({"Newham": [ran]}) == 5
    printed = capsys.readouterr()
    assert printed.out == "01-a    1.0 s  ran  (data/a.csv changed)\n"
    assert printed.err.splitlines() == [
        "figures/fig01-a.csv: out of date",
        "figures/fig09-x.svg: no notebook makes it",
    ]
    assert world.written == []
    assert world.asked == {"Newham": [ran]}
    assert ran.figures.keys() == {"fig01-a.csv", "fig01-a.svg"}


def test_a_check_that_finds_nothing_is_fine_and_asks_for_every_council(world, capsys):
    telling_run = run("Leeds", "York", check=True)
    telling_run.done(outcome(council="York"))
    assert telling_run.end({"York": []}) == 0
    assert world.asked == {"Leeds": [], "York": []}
    assert capsys.readouterr().err == ""


def test_a_check_in_which_a_notebook_fails_is_a_failure_whatever_differs(world):
    world.stale = {paths.FIGURES / "fig01-a.csv": "out of date"}
    telling_run = run(check=True)
    telling_run.done(outcome("01-a"))
    telling_run.done(outcome("02-b", error="cell 1: no"))
    assert telling_run.end({}) == 1


def test_without_a_check_nobody_asks_what_is_left_over(world):
    world.left = {"Newham": {Path("x"): "no notebook makes it"}}
    telling_run = run()
    telling_run.done(outcome())
    assert telling_run.end({}) == 0
    assert world.asked == {}


def test_of_what_was_made_only_the_names_are_kept(world):
    ran = outcome(text="long", before=b"long", trace="long")
    run().done(ran)
    assert (ran.text, ran.before, ran.trace) == ("", b"", "")
    assert ran.figures == {"fig01-a.csv": b"", "fig01-a.svg": b""}


def test_of_several_councils_failures_are_told_each_that_is_done_and_a_summary(world, capsys):
    telling_run = run("Leeds", "York")
    telling_run.up_to_date(paths.NOTEBOOKS / "01-a.ipynb", "Leeds", ENTRY | {"left_out": {}})
    telling_run.done(outcome("01-a", "York", error="cell 1: no", figures={}))
    telling_run.done(outcome("02-b", "Leeds", left_out={"fig03-x": "No.", "fig04-x": "No."}))
    telling_run.done(outcome("02-b", "York"))
    assert telling_run.end({}) == 1
    assert capsys.readouterr().out.splitlines()[:4] == [
        "York: 01-a    1.0 s  FAILED in cell 1: no. It and its figures are unchanged.",
        "Leeds  2 figures, 2 left out",
        "York  1 figure, 0 left out",
        "2 councils: 1 notebook up to date, 3 ran, 1 failed, 3 figures",
    ]


def summary(capsys):
    """Return the lines from that on which counts all."""
    lines = capsys.readouterr().out.splitlines()
    (first,) = [place for place, line in enumerate(lines) if " councils: " in line]
    return lines[first:]


def left_out(telling_run, council, **figures):
    figures = {f"fig{number[1:]}-x": reason for number, reason in figures.items()}
    telling_run.done(outcome(council=council, left_out=figures))


def test_what_was_left_out_is_told_once_for_all_councils_with_the_same_reason(world, capsys):
    telling_run = run("Leeds", "York", "Bury")
    left_out(telling_run, "York", n02="No documents on York.", n03="No documents on York.")
    left_out(telling_run, "Leeds", n03="No documents on Leeds.", n02="No documents on Leeds.")
    left_out(telling_run, "Bury", n02="One inspection.", n03="No documents on Bury.")
    telling_run.end({})
    assert summary(capsys)[1:] == [
        "left out: fig02 of Leeds, York: No documents on the council.",
        "left out: fig03 of Bury, Leeds, York: No documents on the council.",
        "left out: fig02 of Bury: One inspection.",
    ]


def test_figures_left_out_for_the_same_councils_and_reason_share_a_line(world, capsys):
    telling_run = run(*"ABCDEF")
    for council in "FEDCBA":
        left_out(telling_run, council, n12="None.", n09="None.")
    telling_run.end({})
    assert summary(capsys)[1:] == [
        "left out: fig09, fig12 of A, B, C, D and 2 more: None.",
    ]


def test_what_was_left_out_by_a_notebook_that_is_up_to_date_is_told_too(world, capsys):
    telling_run = run("Leeds", "York")
    for council in ("Leeds", "York"):
        telling_run.up_to_date(paths.NOTEBOOKS / "01-a.ipynb", council, ENTRY)
    telling_run.end({})
    assert summary(capsys) == [
        "2 councils: 2 notebooks up to date, 0 ran, 0 failed, 2 figures",
        "left out: fig02 of Leeds, York: No rows.",
    ]


def told(capsys):
    printed = capsys.readouterr()
    return json.loads(printed.out), printed.err


def test_as_json_all_is_told_at_once(world, capsys):
    telling_run, why = run("Newham", "St. Helens", json=True), ["a changed", "“b” is new", "c"]
    telling_run.up_to_date(paths.NOTEBOOKS / "01-a.ipynb", "Newham", ENTRY)
    telling_run.done(outcome("02-b", seconds=1.23456, why=why, left_out={"fig03-x": "None."}))
    telling_run.done(outcome("01-a", "St. Helens", error="cell 1: no", figures={}))
    assert capsys.readouterr().out == ""
    assert telling_run.end({}) == 1
    found, err = told(capsys)
    assert err == ""
    assert found == {
        "notebooks": [
            {"council": "Newham", "notebook": "01-a", "state": "up to date", "why": [],
             "seconds": 0.0, "figures": ["fig01-a"], "left_out": {"fig02-b": "No rows."},
             "error": ""},
            {"council": "Newham", "notebook": "02-b", "state": "2 figures", "why": why,
             "seconds": 1.23, "figures": ["fig02-b"], "left_out": {"fig03-x": "None."},
             "error": ""},
            {"council": "St. Helens", "notebook": "01-a", "state": "failed",
             "why": ["data/a.csv changed"], "seconds": 1.04, "figures": [], "left_out": {},
             "error": "cell 1: no"},
        ],
        "out_of_date": {},
        "exit_code": 1,
    }  # fmt: skip


def test_as_json_a_check_tells_what_is_out_of_date(world, capsys):
    world.stale = {paths.FIGURES / "fig01-a.csv": "out of date"}
    telling_run = run(check=True, json=True)
    telling_run.done(outcome())
    assert telling_run.end({}) == 5
    found, err = told(capsys)
    assert (found["out_of_date"], found["exit_code"], err) == (
        {"figures/fig01-a.csv": "out of date"}, 5, "")  # fmt: skip
    assert [each["state"] for each in found["notebooks"]] == ["ran"]


def test_as_json_it_is_told_what_could_not_be_written(world, capsys):
    world.full = True
    telling_run = run(json=True)
    telling_run.done(outcome())
    with pytest.raises(OSError, match="No space"):
        telling_run.end({})
    found, _ = told(capsys)
    assert (found["exit_code"], found["out_of_date"]) == (4, {})
    assert [each["state"] for each in found["notebooks"]] == ["not written"]


def test_progress_is_not_shown_where_nobody_sees_it_and_lines_are_told_meanwhile(world, capsys):
    telling_run = run()
    with telling_run.bar(1):
        telling_run.done(outcome())
    printed = capsys.readouterr()
    assert printed.out == "01-a    1.0 s  2 figures  (data/a.csv changed)\n"
    assert printed.err == ""
    telling_run.up_to_date(paths.NOTEBOOKS / "02-b.ipynb", "Newham", ENTRY)
    assert capsys.readouterr().out == "02-b  up to date\n"
