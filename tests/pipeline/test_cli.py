"""The command line: what it takes, what it refuses, and how it ends."""

import re
import subprocess
import sys

import pytest
from filelock import FileLock

import toy
from council_tools.checks import dictionary
from council_tools.cli import main
from council_tools.pipeline import lock


@pytest.fixture
def council(project, monkeypatch):
    """Return a sound project with two notebooks that nobody can run."""
    monkeypatch.delenv("COUNCIL", raising=False)
    monkeypatch.setenv("TABLES_CHECKED_APART", "1")  # test_tables checks the schema
    toy.write(project)
    for name in ("01-a", "03-b"):
        (project / "notebooks" / f"{name}.ipynb").write_text("none")
    return project


def refused(council, capsys, *arguments, code=2):
    """Run a command that must do nothing; return the lines that it printed."""
    before = toy.snapshot(council)
    assert main([*arguments]) == code
    printed = capsys.readouterr()
    assert (printed.out, toy.snapshot(council)) == ("", before)
    return printed.err.splitlines()


NEAREST = (
    'COUNCIL "{}" is no local authority with children’s services in England. The nearest names: {}'
)


@pytest.mark.parametrize("command", ["figures", "check", "report"])
def test_a_council_that_does_not_exist_is_answered_with_three_names(council, capsys, command):
    told = NEAREST.format("Newhma", "Newham; Cumbria; Cumberland")
    assert refused(council, capsys, command, "--council", "Newhma") == [told]


def test_the_environment_names_the_council(council, capsys, monkeypatch):
    monkeypatch.setenv("COUNCIL", "Camelot")
    (line,) = refused(council, capsys, "check")
    assert line.startswith('COUNCIL "Camelot" is no local authority')
    monkeypatch.setenv("COUNCIL", " birmingham ")
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "Birmingham: every table is sound.\n"


def test_a_council_cannot_be_named_without_the_table_of_authorities(council, capsys):
    (council / "data" / "official" / "authorities.csv").unlink()
    (line,) = refused(council, capsys, "figures", "--council", "Leeds")
    assert line.startswith("data/official/authorities.csv: no such file")


@pytest.mark.parametrize("numbers", [["99"], ["2"], ["01", "99"], ["x"]])
def test_a_number_that_no_notebook_has_is_answered_with_those_that_exist(council, capsys, numbers):
    arguments = [word for number in numbers for word in ("--only", number)]
    (line,) = refused(council, capsys, "figures", *arguments)
    assert line == f"--only {numbers[-1]}: no such notebook. Allowed: 01, 03"


def test_a_project_without_notebooks_is_named_as_such(council, capsys):
    for path in (council / "notebooks").iterdir():
        path.unlink()
    assert refused(council, capsys, "figures") == ["notebooks: there is no notebook to run"]


@pytest.mark.parametrize(("faults", "more"), [(40, []), (41, ["and 1 more"])])
def test_forty_faults_are_told_and_how_many_more_there_are(council, capsys, faults, more):
    header, row, *_ = toy.TABLES["excluded"].splitlines(keepends=True)
    wrong = [
        row.replace("-x1", f"-x{place}").replace(",10,", f"{'x' * place},11,")
        for place in range(faults)
    ]
    toy.path(council, "excluded").write_text("".join([header, *wrong]), encoding="utf-8")
    lines = refused(council, capsys, "check")
    assert lines[40:] == more
    assert lines[39].startswith("data/coded/newham/excluded.csv, row 41, column figure_text: ")


@pytest.mark.parametrize("arguments", [["figures"], ["figures", "--check"], ["report"]])
def test_a_second_run_is_told_who_writes(council, capsys, arguments):
    cache = council / ".cache"
    with lock.one_writer():
        holder = (cache / "figures.holder").read_text().strip()
        assert re.fullmatch(
            r".+, process \d+, since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}", holder
        )
        told = f"another run is writing: {holder}. Wait until it has ended, or stop it"
        assert refused(council, capsys, *arguments, code=3) == [told]
    assert not (cache / "figures.holder").exists()
    with FileLock(cache / "figures.lock"):
        (line,) = refused(council, capsys, *arguments, code=3)
        assert line.startswith("another run is writing: another process. ")
    with pytest.raises(ZeroDivisionError), lock.one_writer():
        raise ZeroDivisionError
    with lock.one_writer():
        pass


def test_what_cannot_be_printed_is_told_in_one_line(council, capsys, monkeypatch):
    class Full:
        def write(self, text):
            return len(text)

        def flush(self):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stdout", Full())
    assert main(["check"]) == 4
    told = "cannot read or write, or print: No space left on device. "
    assert capsys.readouterr().err == f"{told}The earlier files are as they were.\n"


def test_debug_shows_the_traceback_that_others_are_spared(council, capsys):
    assert main(["check", "--council", "Newhma", "--debug"]) == 2
    *trace, line = capsys.readouterr().err.splitlines()
    assert trace[0] == "Traceback (most recent call last):"
    assert line.startswith('COUNCIL "Newhma" is no local authority')


@pytest.mark.parametrize(
    ("option", "value", "allowed"),
    [("--jobs", value, "1 to 64") for value in ("0", "65", "-1", "1.5", "²", "")]
    + [("--time-limit", value, "whole seconds from 1") for value in ("0", "x", "1.5", "١")],
)
def test_a_number_that_is_not_allowed_is_told_with_those_that_are(capsys, option, value, allowed):
    with pytest.raises(SystemExit) as left:
        main(["figures", f"{option}={value}"])
    assert left.value.code == 2
    said = f'argument {option}: "{value}" is not allowed. Allowed: {allowed}\n'
    assert capsys.readouterr().err.endswith(said)


@pytest.mark.parametrize("arguments", [["figure"], ["check", "--folder"], ["figures", "03"]])
def test_bad_arguments_exit_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage: python -m council_tools" in capsys.readouterr().err


def test_without_arguments_the_help_is_printed(capsys):
    assert main([]) == 0
    assert "figures --only 2,4" in capsys.readouterr().out


def test_help_names_the_commands_and_every_exit_code(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    text = " ".join(capsys.readouterr().out.split())
    said = ["figures", "check", "import", "compare", "dictionary", "0 fine", "1 a notebook"]
    said += ["2 bad data", "3 another run", "4 cannot read or write", "5 figures out of date"]
    said += ["130 stopped", "--force", "--check", "--all-councils", "--debug", "--compare"]
    assert [words for words in said if words not in text] == []


def test_the_dictionary_is_written_below_the_mark_and_the_rest_is_kept(council):
    readme = council / "data" / "README.md"
    head = "# Data\n\nBy hand: “£”.\n\n"
    readme.write_text(f"{head}{dictionary.MARK}\nold\n", encoding="utf-8", newline="")
    for _ in range(2):
        assert main(["dictionary"]) == 0
        assert readme.read_bytes().decode() == f"{head}{dictionary.MARK}\n\n{dictionary.text()}"


def test_the_command_works_from_any_folder(tmp_path):
    command = [sys.executable, "-m", "council_tools", "check", "--council", "Newhma"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert run.returncode == 2
    assert run.stderr == NEAREST.format("Newhma", "Newham; Lewisham; Cornwall") + "\n"
    assert list(tmp_path.iterdir()) == []
