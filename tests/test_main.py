import json
import os
import subprocess
import sys

import pytest
from filelock import FileLock

import toy
from council_record.data.errors import DataError, Failed
from council_tools import site as report
from council_tools.__main__ import main
from council_tools.checks import dictionary
from council_tools.checks import rules as checks
from council_tools.pipeline import atomic as moving
from council_tools.pipeline import manifest as record
from council_tools.pipeline import run as regenerate

pytestmark = pytest.mark.usefixtures("moved_here")

NAMES = ("01-a", "03-b")
NEW = "  (no record of a run here)"


@pytest.fixture
def council(project, monkeypatch):
    """Return a sound project with two notebooks, each with an earlier figure of two files."""
    monkeypatch.delenv("COUNCIL", raising=False)
    toy.write(project)
    (project / "figures").mkdir()
    for name in NAMES:
        (project / "notebooks" / f"{name}.ipynb").write_bytes(b"old\n")
        for kind in ("csv", "txt"):
            (project / "figures" / f"fig{name}.{kind}").write_bytes(b"old\n")
    return project


class Runs:
    """Stands in for the run of notebooks: ``made`` is what they make, ``errors`` who fails.

    Each reads data/crosswalk.csv. The tables are checked first, in this process.
    """

    def __init__(self):
        self.made, self.errors, self.calls, self.given = "new\n", {}, [], []
        self.edited, self.left_out = False, {}

    def __call__(self, todo, jobs, seconds, done):
        for name in todo:
            if problems := checks.check(name, thorough=False):
                raise DataError(problems)
        self.given.append((jobs, seconds))
        for name, outcomes in todo.items():
            self.calls.append((name, [outcome.notebook.stem for outcome in outcomes]))
            for outcome in outcomes:
                self.fill(outcome)
                done(outcome)
        return {name: record.entry(self.trace()) for name in todo}

    def fill(self, outcome):
        name = outcome.notebook.stem
        outcome.before = b"other\n" if self.edited else outcome.notebook.read_bytes()
        outcome.seconds, outcome.error = 1.0, self.errors.get(name, "")
        if not outcome.error:
            kinds = [] if name in self.left_out else ["csv", "txt"]
            outcome.figures = {f"fig{name}.{kind}": self.made.encode() for kind in kinds}
            outcome.left_out = {f"fig{name}": self.left_out[name]} if not kinds else {}
            outcome.text, outcome.trace = self.made, self.trace()

    def trace(self):
        path = record.paths.DATA / "crosswalk.csv"
        return f"read {record.digest(path)} data/crosswalk.csv\n"


@pytest.fixture
def runs(monkeypatch):
    runs = Runs()
    monkeypatch.setattr(regenerate, "run", runs)
    return runs


@pytest.fixture
def sound(monkeypatch):
    """Spare the check of the data, where the test is not about it."""
    monkeypatch.setattr(checks, "check", lambda *_, **__: [])


def files(project):
    """Return every file of a project with its content, but for the lock and the records."""
    found = toy.snapshot(project)
    return {path: found[path] for path in found if path.parent.name != ".cache"}


def test_figures_runs_every_notebook_and_writes_what_they_make(council, runs, capsys):
    assert main(["figures"]) == 0
    assert runs.calls == [("Newham", ["01-a", "03-b"])]
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        f"01-a    1.0 s  1 figure{NEW}",
        f"03-b    1.0 s  1 figure{NEW}",
    ]
    assert printed.err == ""
    for folder in ("figures", "notebooks"):
        assert {path.read_text() for path in (council / folder).iterdir()} == {"new\n"}


@pytest.mark.parametrize("command", ["figures", "report"])
def test_a_check_that_breaks_is_told_in_one_line_and_nothing_is_written(
    council, monkeypatch, capsys, command
):
    def run(*_):
        raise Failed("the check of the tables of Newham broke")

    before = files(council)
    monkeypatch.setattr(regenerate, "run", run)
    monkeypatch.setattr(report, "write", run)
    assert main([command]) == 1
    assert capsys.readouterr().err == "the check of the tables of Newham broke\n"
    assert files(council) == before


def test_a_second_run_has_nothing_to_do_and_touches_nothing(council, sound, runs, capsys):
    assert main(["figures"]) == 0
    for path in toy.snapshot(council):
        os.utime(path, ns=(1, 1))
    before = toy.snapshot(council)
    capsys.readouterr()
    assert main(["figures"]) == 0
    assert capsys.readouterr().out.splitlines() == ["01-a  up to date", "03-b  up to date"]
    assert len(runs.calls) == 1
    assert toy.snapshot(council) == before
    others = [path for path in before if path.name != "figures.lock"]
    assert {path.stat().st_mtime_ns for path in others} == {1}


def test_a_run_in_which_one_notebook_is_stale_runs_that_one_and_says_why(
    council, sound, runs, capsys
):
    assert main(["figures"]) == 0
    (council / "figures" / "fig03-b.csv").unlink()
    (council / "figures" / "fig03-b.txt").write_text("edited\n")
    capsys.readouterr()
    assert main(["figures"]) == 0
    assert runs.calls[1:] == [("Newham", ["03-b"])]
    assert capsys.readouterr().out.splitlines() == [
        "01-a  up to date",
        "03-b    1.0 s  1 figure  (figures/fig03-b.csv is missing; "
        "figures/fig03-b.txt is not as it was made)",
    ]
    assert (council / "figures" / "fig03-b.csv").read_text() == "new\n"


def test_what_a_notebook_read_makes_it_run_again_and_its_tables_are_checked_again(
    council, runs, capsys
):
    assert main(["figures"]) == 0
    toy.change(council, "crosswalk", 2, reason="of the service")
    capsys.readouterr()
    assert main(["figures"]) == 0
    assert runs.calls[1:] == [("Newham", ["01-a", "03-b"])]
    assert capsys.readouterr().out.splitlines() == [
        f"{name}    1.0 s  1 figure  (data/crosswalk.csv changed)" for name in NAMES
    ]


def test_where_only_the_tables_must_be_checked_no_notebook_runs(council, sound, runs, capsys):
    assert main(["figures"]) == 0
    known = record.load("Newham")
    known["check"]["read"]["data/frameworks.csv"] = "another"
    record.file("Newham").write_bytes(record.text(known))
    capsys.readouterr()
    for expected in ([("Newham", [])], []):
        runs.calls = []
        assert main(["figures"]) == 0
        assert runs.calls == expected
        assert capsys.readouterr().out.splitlines() == ["01-a  up to date", "03-b  up to date"]


def test_force_runs_what_is_up_to_date_too(council, sound, runs, capsys):
    assert main(["figures"]) == 0
    (council / "figures" / "fig03-b.csv").unlink()
    capsys.readouterr()
    assert main(["figures", "--force"]) == 0
    assert runs.calls[1:] == [("Newham", ["01-a", "03-b"])]
    assert capsys.readouterr().out.splitlines() == [
        "01-a    1.0 s  1 figure  (--force)",
        "03-b    1.0 s  1 figure  (figures/fig03-b.csv is missing)",
    ]


def test_figures_of_one_notebook_leave_the_others_alone(council, sound, runs):
    assert main(["figures", "--only", "03"]) == 0
    assert runs.calls == [("Newham", ["03-b"])]
    assert (council / "figures" / "fig01-a.csv").read_text() == "old\n"
    assert (council / "figures" / "fig03-b.csv").read_text() == "new\n"


def test_a_failing_notebook_is_named_and_the_other_is_written(council, sound, runs, capsys):
    runs.errors = {"01-a": "cell 5: KeyError: 'grade'"}
    assert main(["figures"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "01-a    1.0 s  FAILED in cell 5: KeyError: 'grade'. It and its figures are unchanged.",
        f"03-b    1.0 s  1 figure{NEW}",
    ]
    assert (council / "figures" / "fig01-a.csv").read_text() == "old\n"
    assert (council / "notebooks" / "01-a.ipynb").read_text() == "old\n"
    assert (council / "figures" / "fig03-b.csv").read_text() == "new\n"


def test_a_notebook_that_failed_runs_again_until_it_does_not(council, sound, runs):
    runs.errors = {"01-a": "cell 5: KeyError: 'grade'"}
    for _ in range(2):
        assert main(["figures"]) == 1
    runs.errors = {}
    assert main(["figures"]) == 0
    assert [names for _, names in runs.calls] == [["01-a", "03-b"], ["01-a"], ["01-a"]]
    assert (council / "figures" / "fig01-a.csv").read_text() == "new\n"


def test_a_figure_that_is_left_out_now_is_removed_and_does_not_make_it_run_again(
    council, sound, runs
):
    assert main(["figures"]) == 0
    runs.left_out = {"03-b": "No rows."}
    assert main(["figures", "--force"]) == 0
    assert {path.stem for path in (council / "figures").iterdir()} == {"fig01-a"}
    assert main(["figures", "--check"]) == 0
    assert len(runs.calls) == 2


@pytest.mark.parametrize(
    ("table", "row", "cells", "said"),
    [
        ("judgements", 2, {"grade": "Poor"}, 'row 2, column grade: "Poor" is not allowed'),
        ("claims", 4, {"period_start": "2018-20"}, 'row 4, column period_start: "2018-20" is not'),
    ],
)
@pytest.mark.parametrize("check", [[], ["--check"]])
def test_figures_are_not_made_from_bad_data(council, runs, capsys, table, row, cells, said, check):
    toy.change(council, table, row, **cells)
    before = files(council)
    assert main(["figures", *check]) == 2
    printed = capsys.readouterr()
    assert printed.err.splitlines()[0].startswith(f"data/coded/newham/{table}.csv, {said}")
    assert printed.out == ""
    assert files(council) == before
    assert not record.file("Newham").exists()


@pytest.mark.parametrize("cells", [{"grade": "Poor"}, {"grade": ""}])
def test_after_the_faults_of_bad_data_it_is_said_that_no_figure_was_changed(
    council, runs, capsys, cells
):
    toy.change(council, "judgements", 2, **cells)
    assert main(["figures"]) == 2
    assert capsys.readouterr().err.splitlines()[1:] == ["No figure was changed."]


def many_faults(council, number):
    """Write a table of so many rows, each of which has one fault."""
    header, row, *_ = toy.TABLES["excluded"].splitlines(keepends=True)
    wrong = [row.replace("-x1", f"-x{place}").replace(",10,", ",11,") for place in range(number)]
    toy.path(council, "excluded").write_text("".join([header, *wrong]), encoding="utf-8")


def test_that_no_figure_was_changed_is_the_last_line_however_many_faults(council, runs, capsys):
    many_faults(council, 59)
    assert main(["figures"]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == "No figure was changed."


NEAREST = (
    'COUNCIL "{}" is no local authority with children’s services in England. The nearest names: {}'
)


@pytest.mark.parametrize(
    "command", [["figures"], ["figures", "--check"], ["figures", "--only", "01"], ["check"]]
)
def test_a_council_that_does_not_exist_is_answered_with_three_names_and_nothing_is_done(
    council, runs, capsys, command
):
    before = toy.snapshot(council)
    assert main([*command, "--council", "Newhma"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == NEAREST.format("Newhma", "Newham; Cumbria; Cumberland") + "\n"
    assert toy.snapshot(council) == before
    assert runs.calls == []


@pytest.mark.parametrize("written", ["birmingham", " BIRMINGHAM ", "Birmingham"])
def test_a_council_is_told_by_its_name_however_it_is_written(council, sound, runs, capsys, written):
    assert main(["check", "--council", written]) == 0
    assert capsys.readouterr().out == "Birmingham: every table is sound.\n"
    assert main(["figures", "--council", written]) == 0
    assert runs.calls == [("Birmingham", ["01-a", "03-b"])]
    assert (council / "figures" / "birmingham" / "fig01-a.csv").read_text() == "new\n"
    assert (council / "figures" / "fig01-a.csv").read_text() == "old\n"


def test_a_council_cannot_be_named_without_the_table_of_authorities(council, runs, capsys):
    (council / "data" / "official" / "authorities.csv").unlink()
    assert main(["figures", "--council", "Leeds"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("data/official/authorities.csv: no such file")
    assert runs.calls == []


@pytest.mark.parametrize(
    ("faults", "more"), [(40, []), (41, ["and 1 more"]), (59, ["and 19 more"])]
)
def test_forty_faults_are_told_and_how_many_more_there_are(council, capsys, faults, more):
    many_faults(council, faults)
    lines = toy.refused(council, capsys)
    assert lines[40:] == more
    place = "data/coded/newham/excluded.csv, row {}, column figure_text: "
    assert all(line.startswith(place.format(row)) for row, line in enumerate(lines[:40], start=2))


@pytest.mark.parametrize("numbers", [["99"], ["1"], ["a"], ["01", "99"]])
def test_a_number_that_no_notebook_has_is_answered_with_those_that_exist(
    council, sound, runs, capsys, numbers
):
    before = toy.snapshot(council)
    arguments = [word for number in numbers for word in ("--only", number)]
    assert main(["figures", *arguments]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert numbers[-1] in line
    assert line.endswith("Allowed: 01, 03")
    assert runs.calls == []
    assert toy.snapshot(council) == before


def test_a_project_without_notebooks_is_named_as_such(council, sound, runs, capsys):
    for path in (council / "notebooks").iterdir():
        path.unlink()
    assert main(["figures"]) != 0
    (line,) = capsys.readouterr().err.splitlines()
    assert "notebook" in line


@pytest.mark.parametrize("check", [[], ["--check"]])
@pytest.mark.parametrize(
    ("holder", "told"), [("ann, process 7, since noon\n", "ann, process 7, since noon"),
                         (None, "another process")]
)  # fmt: skip
def test_a_second_run_waits_its_turn(council, sound, runs, capsys, check, holder, told):
    (council / ".cache").mkdir()
    if holder:
        (council / ".cache" / "figures.holder").write_text(holder)
    with FileLock(council / ".cache" / "figures.lock"):
        before = toy.snapshot(council)
        assert main(["figures", *check]) == 3
        assert toy.snapshot(council) == before
    (line,) = capsys.readouterr().err.splitlines()
    assert line == f"another run is writing: {told}. Wait until it has ended, or stop it"
    assert runs.calls == []
    assert main(["figures"]) == 0


def refuse(contents, journals, gone=()):
    """Stand in for writing where that is not allowed."""
    raise PermissionError(13, "Permission denied", str(next(iter(contents))))


CANNOT = "cannot read or write {}. The earlier files are as they were.\n"


def test_a_folder_that_cannot_be_written_is_named(council, sound, runs, capsys, monkeypatch):
    before, together = toy.snapshot(council), moving.together

    def figures_refused(contents, journals, gone=()):
        writes_figures = any(path.suffix == ".csv" for path in contents)
        (refuse if writes_figures else together)(contents, journals, gone)

    monkeypatch.setattr(moving, "together", figures_refused)
    assert main(["figures"]) == 4
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [f"{name}    1.0 s  not written{NEW}" for name in NAMES]
    assert printed.err == CANNOT.format("figures/fig01-a.csv: Permission denied")
    after = toy.snapshot(council)
    assert {path: after[path] for path in before} == before


def test_where_nothing_can_be_written_it_is_told_as_json_too(
    council, sound, runs, capsys, monkeypatch
):
    monkeypatch.setattr(moving, "together", refuse)
    assert main(["figures", "--json"]) == 4
    found = json.loads(capsys.readouterr().out)
    assert found["exit_code"] == 4
    assert [each["state"] for each in found["notebooks"]] == ["not written"] * 2


def test_where_one_notebook_cannot_be_written_the_other_is(
    council, sound, runs, capsys, monkeypatch
):
    together = moving.together

    def some(contents, journals, gone=()):
        one = council / "notebooks" / "01-a.ipynb" in contents
        (refuse if one else together)(contents, journals, gone)

    monkeypatch.setattr(moving, "together", some)
    assert main(["figures"]) == 4
    assert (council / "figures" / "fig01-a.csv").read_text() == "old\n"
    assert (council / "figures" / "fig03-b.csv").read_text() == "new\n"
    assert list(record.load("Newham")["notebooks"]) == ["03-b"]


@pytest.mark.parametrize("place", ["figures", "notebooks"])
def test_a_folder_that_nobody_may_write_is_named_before_anything_runs(
    council, sound, runs, capsys, monkeypatch, place
):
    access = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode: path != council / place and access(path, mode)
    )
    assert main(["figures"]) == 4
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", CANNOT.format(f"{place}: Permission denied"))
    assert runs.calls == []
    assert main(["figures", "--check"]) == 5
    assert len(runs.calls) == 1


def test_the_notebooks_need_not_be_writable_for_another_council(council, sound, runs, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: path != council / "notebooks")
    assert main(["figures", "--council", "Birmingham"]) == 0


def test_a_notebook_that_was_edited_while_it_ran_is_not_written(council, sound, runs, capsys):
    runs.edited = True
    before = files(council)
    assert main(["figures"]) == 4
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [f"{name}    1.0 s  not written{NEW}" for name in NAMES]
    assert printed.err == CANNOT.format("notebooks/01-a.ipynb: it was edited while it ran")
    assert files(council) == before
    assert record.load("Newham")["notebooks"] == {}


def test_a_run_that_is_stopped_says_so_and_lets_the_lock_go(
    council, sound, runs, capsys, monkeypatch
):
    def stop(*_):
        raise KeyboardInterrupt

    before = files(council)
    monkeypatch.setattr(regenerate, "run", stop)
    assert main(["figures"]) == 130
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == "stopped; what was not finished is as it was\n"
    assert files(council) == before
    monkeypatch.setattr(regenerate, "run", runs)
    assert main(["figures"]) == 0


def test_what_cannot_be_printed_is_told_in_one_line(council, capsys, monkeypatch):
    class Full:
        def write(self, text):
            return len(text)

        def flush(self):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stdout", Full())
    assert main(["check"]) == 4
    assert capsys.readouterr().err == (
        "cannot read or write, or print: No space left on device. "
        "The earlier files are as they were.\n"
    )


def test_a_run_first_finishes_what_a_killed_one_began(council, sound, runs):
    cache, place = council / ".cache", council / "figures" / "fig09-x.csv"
    (cache / "scratch" / "0").mkdir(parents=True)
    part = place.with_name(".fig09-x.csv.part")
    part.write_text("moved")
    moves = {"moves": [[str(part), str(place)]], "gone": []}
    (cache / "moves-1.json").write_text(json.dumps(moves))
    assert main(["figures", "--check"]) == 5
    assert part.exists()
    assert main(["figures"]) == 0
    assert place.read_text() == "moved"
    assert {path.name for path in cache.iterdir()} == {"figures.lock", "newham.json"}


def test_a_check_after_a_run_is_fine(council, sound, runs, capsys):
    assert main(["figures"]) == 0
    before = toy.snapshot(council)
    capsys.readouterr()
    assert main(["figures", "--check"]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == ["01-a  up to date", "03-b  up to date"]
    assert printed.err == ""
    assert toy.snapshot(council) == before


@pytest.mark.parametrize("lost", ["newham.json", None], ids=["no record", "forced"])
def test_a_check_that_runs_notebooks_writes_nothing_either(council, sound, runs, capsys, lost):
    assert main(["figures"]) == 0
    if lost:
        (council / ".cache" / lost).unlink()
    before = toy.snapshot(council)
    capsys.readouterr()
    why = NEW if lost else "  (--force)"
    assert main(["figures", "--check", *([] if lost else ["--force"])]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [f"{name}    1.0 s  ran{why}" for name in NAMES]
    assert printed.err == ""
    assert toy.snapshot(council) == before


@pytest.mark.parametrize(
    ("place", "content"),
    [
        ("figures/fig03-b.csv", b"edited\n"),
        ("figures/fig01-a.txt", None),
        ("notebooks/01-a.ipynb", b"edited\n"),
    ],
)
def test_a_check_names_the_file_that_is_out_of_date_and_writes_nothing(
    council, sound, runs, capsys, place, content
):
    assert main(["figures"]) == 0
    if content is None:
        (council / place).unlink()
    else:
        (council / place).write_bytes(content)
    before = toy.snapshot(council)
    assert main(["figures", "--check"]) == 5
    assert capsys.readouterr().err == f"{place}: out of date. Run: make figures\n"
    assert toy.snapshot(council) == before


def test_the_advice_about_a_figure_that_no_notebook_makes_is_one_that_helps(
    council, sound, runs, capsys
):
    assert main(["figures"]) == 0
    (council / "figures" / "fig09-left-over.svg").write_bytes(b"old\n")
    assert main(["figures"]) == 0
    capsys.readouterr()
    code = main(["figures", "--check"])
    lines = capsys.readouterr().err.splitlines()
    if code == 5:
        assert lines[0].startswith("figures/fig09-left-over.svg: ")
        assert "make figures" not in lines[0]
    else:
        assert (code, lines) == (0, [])


def test_a_check_in_which_a_notebook_fails_is_a_failure(council, sound, runs):
    runs.errors = {"03-b": "cell 1: KeyError: 'a'"}
    runs.made = "old\n"
    assert main(["figures", "--check"]) == 1


def test_figures_of_another_council_do_not_touch_those_of_the_default(council, runs):
    own = council / "data" / "coded" / "newham"
    own.rename(own.with_name("st-helens"))
    assert main(["figures", "--council", "St. Helens"]) == 0
    assert runs.calls == [("St. Helens", ["01-a", "03-b"])]
    assert (council / "figures" / "st-helens" / "fig01-a.csv").read_text() == "new\n"
    assert (council / "figures" / "fig01-a.csv").read_text() == "old\n"
    assert (council / "notebooks" / "01-a.ipynb").read_text() == "old\n"


ALL = ["Birmingham", "Cumberland", "Newham", "St. Helens", "Waltham Forest"]


def test_all_councils_that_exist_run_and_are_told_in_a_summary(council, sound, runs, capsys):
    assert main(["figures", "--all-councils"]) == 0
    assert runs.calls == [(name, ["01-a", "03-b"]) for name in ALL]
    assert capsys.readouterr().out.splitlines() == [
        *(f"{name}  2 figures, 0 left out" for name in ALL),
        "5 councils: 0 notebooks up to date, 10 ran, 0 failed, 10 figures",
    ]
    for folder in ("figures", "figures/birmingham", "figures/waltham-forest"):
        assert (council / folder / "fig03-b.csv").read_text() == "new\n"
    (council / "figures" / "cumberland" / "fig01-a.csv").unlink()
    assert main(["figures", "--all-councils"]) == 0
    assert runs.calls[5:] == [("Cumberland", ["01-a"])]
    assert capsys.readouterr().out.splitlines()[4:] == [
        "Cumberland  2 figures, 0 left out",
        "5 councils: 9 notebooks up to date, 1 ran, 0 failed, 10 figures",
    ]


def test_of_all_councils_what_was_left_out_is_told_in_lines_below(council, sound, runs, capsys):
    runs.left_out = {"03-b": "No rows."}
    assert main(["figures", "--all-councils"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        *(f"{name}  1 figure, 1 left out" for name in ALL),
        "5 councils: 0 notebooks up to date, 10 ran, 0 failed, 5 figures",
        "left out: fig03 of Birmingham, Cumberland, Newham, St. Helens and 1 more: No rows.",
    ]


def test_as_json_nothing_else_is_printed(council, sound, runs, capsys):
    runs.errors = {"01-a": "cell 5: KeyError: 'grade'"}
    for code, states in ((1, ["failed", "1 figure"]), (1, ["up to date", "failed"])):
        assert main(["figures", "--json"]) == code
        printed = capsys.readouterr()
        found = json.loads(printed.out)
        assert sorted(each["state"] for each in found["notebooks"]) == sorted(states)
        assert (found["exit_code"], found["out_of_date"], printed.err) == (code, {}, "")


def test_as_json_a_check_gives_the_files_that_are_out_of_date(council, sound, runs, capsys):
    assert main(["figures"]) == 0
    (council / "figures" / "fig03-b.csv").write_text("edited\n")
    capsys.readouterr()
    assert main(["figures", "--check", "--json"]) == 5
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert found["out_of_date"] == {"figures/fig03-b.csv": "out of date. Run: make figures"}
    assert (found["exit_code"], printed.err) == (5, "")


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        (["--jobs", "1"], (1, 600)),
        (["--jobs", "64", "--time-limit", "1"], (64, 1)),
    ],
)
def test_how_many_run_at_once_and_how_long_is_chosen(council, sound, runs, arguments, given):
    assert main(["figures", *arguments]) == 0
    assert runs.given == [given]


@pytest.mark.parametrize(
    ("option", "value", "allowed"),
    [("--jobs", value, "1 to 64") for value in ("0", "65", "-1", "x", "1.5", "²", "١", "")]
    + [("--time-limit", value, "whole seconds from 1") for value in ("0", "-1", "x", "1.5", "²")],
)
def test_a_number_that_is_not_allowed_is_told_with_those_that_are(capsys, option, value, allowed):
    with pytest.raises(SystemExit) as left:
        main(["figures", f"{option}={value}"])
    assert left.value.code == 2
    said = f'argument {option}: "{value}" is not allowed. Allowed: {allowed}\n'
    assert capsys.readouterr().err.endswith(said)


def test_the_environment_names_the_council(council, capsys, monkeypatch):
    monkeypatch.setenv("COUNCIL", "Camelot")
    (line,) = toy.refused(council, capsys)
    assert line.startswith('COUNCIL "Camelot" is no local authority')
    monkeypatch.setenv("COUNCIL", " birmingham ")
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "Birmingham: every table is sound.\n"


def test_the_dictionary_is_written_below_the_mark_and_the_rest_is_kept(council):
    readme = council / "data" / "README.md"
    head = "# Data\n\nBy hand: “£”.\n\n"
    readme.write_text(f"{head}{dictionary.MARK}\nold\n", encoding="utf-8", newline="")
    expected = f"{head}{dictionary.MARK}\n\n{dictionary.text()}"
    for _ in range(2):
        assert main(["dictionary"]) == 0
        assert readme.read_bytes().decode() == expected


@pytest.mark.parametrize("arguments", [[], ["figure"], ["check", "--folder"], ["figures", "03"]])
def test_bad_arguments_exit_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage: python -m council_tools" in capsys.readouterr().err


def test_help_names_the_commands_and_every_exit_code(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    text = " ".join(capsys.readouterr().out.split())
    said = ["figures", "check", "import", "compare", "dictionary", "0 fine", "1 a notebook"]
    said += ["2 bad data", "3 another run", "4 cannot read or write", "5 figures out of date"]
    said += ["130 stopped", "--force", "--check", "--all-councils"]
    assert [words for words in said if words not in text] == []


def test_the_command_works_from_any_folder(tmp_path):
    command = [sys.executable, "-m", "council_tools", "check", "--council", "Newhma"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert run.returncode == 2
    assert run.stdout == ""
    assert run.stderr == NEAREST.format("Newhma", "Newham; Lewisham; Cornwall") + "\n"
    assert list(tmp_path.iterdir()) == []
