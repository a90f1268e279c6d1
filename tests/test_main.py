import subprocess
import sys

import pytest
from filelock import FileLock

import toy
from council_record import checks, dictionary, regenerate
from council_record.__main__ import main
from council_record.regenerate import Outcome

NAMES = ("01-a", "03-b")


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


@pytest.fixture
def runs(monkeypatch):
    """Stand in for the run of the notebooks; ``made`` says what they make, ``errors`` who fails."""

    class Runs:
        made, errors, calls = "new\n", {}, []

        def __call__(self, council, chosen, done):
            self.calls.append((council, [path.stem for path in chosen]))
            outcomes = [self.outcome(path) for path in chosen]
            for outcome in outcomes:
                done(outcome)
            return outcomes

        def outcome(self, path):
            if error := self.errors.get(path.stem):
                return Outcome(path, 2.0, error=error)
            figures = {f"fig{path.stem}.{kind}": self.made.encode() for kind in ("csv", "txt")}
            return Outcome(path, 1.0, self.made, figures)

    runs = Runs()
    runs.errors, runs.calls = {}, []
    monkeypatch.setattr(regenerate, "run", runs)
    return runs


@pytest.fixture
def sound(monkeypatch):
    """Spare the check of the data, where the test is not about it."""
    monkeypatch.setattr(checks, "check", lambda council: [])


def test_figures_runs_every_notebook_and_writes_what_they_make(council, runs, capsys):
    assert main(["figures"]) == 0
    assert runs.calls == [("Newham", ["01-a", "03-b"])]
    printed = capsys.readouterr()
    assert printed.out.splitlines() == ["01-a    1.0 s  1 figures", "03-b    1.0 s  1 figures"]
    assert printed.err == ""
    for folder in ("figures", "notebooks"):
        assert {path.read_text() for path in (council / folder).iterdir()} == {"new\n"}


def test_figures_of_one_notebook_leave_the_others_alone(council, sound, runs):
    assert main(["figures", "--only", "03"]) == 0
    assert runs.calls == [("Newham", ["03-b"])]
    assert (council / "figures" / "fig01-a.csv").read_text() == "old\n"
    assert (council / "figures" / "fig03-b.csv").read_text() == "new\n"


def test_a_failing_notebook_is_named_and_the_other_is_written(council, sound, runs, capsys):
    runs.errors = {"01-a": "cell 5: KeyError: 'grade'"}
    assert main(["figures"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "01-a    2.0 s  FAILED in cell 5: KeyError: 'grade'. It and its figures are unchanged.",
        "03-b    1.0 s  1 figures",
    ]
    assert (council / "figures" / "fig01-a.csv").read_text() == "old\n"
    assert (council / "notebooks" / "01-a.ipynb").read_text() == "old\n"
    assert (council / "figures" / "fig03-b.csv").read_text() == "new\n"


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
    before = toy.snapshot(council)
    assert main(["figures", *check]) == 2
    fault = capsys.readouterr().err.splitlines()[0]
    assert fault.startswith(f"data/coded/newham/{table}.csv, {said}")
    assert toy.snapshot(council) == before
    assert runs.calls == []


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
def test_a_council_is_told_by_its_name_however_it_is_written(council, runs, capsys, written):
    assert main(["check", "--council", written]) == 0
    assert capsys.readouterr().out == "Birmingham: every table is sound.\n"
    assert main(["figures", "--council", written]) == 0
    assert runs.calls == [("Birmingham", ["01-a", "03-b"])]
    assert (council / "figures" / "birmingham" / "fig01-a.csv").read_text() == "new\n"
    assert (council / "figures" / "fig01-a.csv").read_text() == "old\n"


def test_a_council_cannot_be_named_without_the_table_of_authorities(council, runs, capsys):
    (council / "data" / "official" / "authorities.csv").unlink()
    assert main(["figures"]) == 2
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
def test_a_second_run_waits_its_turn(council, sound, runs, capsys, check):
    (council / ".cache").mkdir()
    with FileLock(council / ".cache" / "figures.lock"):
        before = toy.snapshot(council)
        assert main(["figures", *check]) == 3
        assert toy.snapshot(council) == before
    (line,) = capsys.readouterr().err.splitlines()
    assert line == "another run is writing; wait until it has ended, or stop it"
    assert runs.calls == []
    assert main(["figures"]) == 0


def test_a_folder_that_cannot_be_written_is_named(council, sound, runs, capsys, monkeypatch):
    def refuse(folder, contents):
        raise PermissionError(13, "Permission denied", str(folder / next(iter(contents))))

    before = toy.snapshot(council)
    monkeypatch.setattr(regenerate, "write_together", refuse)
    assert main(["figures"]) == 4
    printed = capsys.readouterr()
    assert printed.out.splitlines() == ["01-a    1.0 s  not written", "03-b    1.0 s  not written"]
    assert printed.err == (
        "cannot read or write figures/fig01-a.csv: Permission denied. "
        "The earlier files are as they were.\n"
    )
    after = toy.snapshot(council)
    assert {path: after[path] for path in before} == before


def test_a_check_after_a_run_is_fine(council, sound, runs, capsys):
    assert main(["figures"]) == 0
    before = toy.snapshot(council)
    capsys.readouterr()
    assert main(["figures", "--check"]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == ["01-a    1.0 s  ran", "03-b    1.0 s  ran"]
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
    assert "usage: python -m council_record" in capsys.readouterr().err


def test_help_names_the_commands_and_every_exit_code(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    text = " ".join(capsys.readouterr().out.split())
    said = ["figures", "check", "import", "compare", "dictionary", "0 fine", "1 a notebook"]
    said += ["2 bad data", "3 another run", "4 cannot read or write", "5 figures out of date"]
    assert [words for words in said if words not in text] == []


def test_the_command_works_from_any_folder(tmp_path):
    command = [sys.executable, "-m", "council_record", "check", "--council", "Newhma"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert run.returncode == 2
    assert run.stdout == ""
    assert run.stderr == NEAREST.format("Newhma", "Newham; Lewisham; Cornwall") + "\n"
    assert list(tmp_path.iterdir()) == []
