import getpass
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from filelock import FileLock

import toy
from council_record import paths
from council_record.data.errors import DataError
from council_tools.pipeline import kernels
from council_tools.pipeline import manifest as record
from council_tools.pipeline import run as regenerate
from council_tools.pipeline import worker as warm
from council_tools.pipeline.run import Outcome

pytestmark = [pytest.mark.usefixtures("moved_here"), pytest.mark.xdist_group("regenerate")]

FAILS = """\
import os, pathlib
pathlib.Path(os.environ["FIGURES_FOLDER"], "fig01-fails.csv").write_text("half done")
1 / 0"""
DRAWS = """\
import os, pandas
from matplotlib.figure import Figure
from council_record import paths
from council_record.figures import save_figure, without
number = (paths.DATA / "number.txt").read_text()
print(os.environ["COUNCIL"])"""
SAVES = """\
save_figure(Figure(), "fig02-draws", title="One figure", alt="An empty page.", source="nobody",
            data=pandas.DataFrame({"a": [number]}))"""
LEAVES = """\
without(pandas.DataFrame(), "There are *no* rows.") or save_figure(Figure(), "fig03-left-out")"""
SOURCES = {
    "00-sleeps": ("import time", "time.sleep(60)"),
    "01-fails": (FAILS, "2 + 2"),
    "02-draws": (DRAWS, SAVES, LEAVES),
    "03-warns": ('import warnings\nwarnings.warn("look here")',),
    "04-shows": ("2 + 2", "object()"),
    "05-prints": ('print("x" * 2_000_000)',),
    "06-dies": ("import os\nos.kill(os.getpid(), 9)",),
}
FAILED = [name for name in SOURCES if name != "02-draws"]


def notebook(*sources):
    """Return a notebook as it was committed: executed, with what an old run left."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    for number, cell in enumerate(cells, start=1):
        cell.id = f"cell-{number}"
        cell.execution_count = number
        cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text="an old run\n")]
    return nbformat.writes(nbformat.v4.new_notebook(cells=cells)) + "\n"


class Copy:
    """A copy of the program with toy data and notebooks, run as a user runs it."""

    def __init__(self, root):
        self.root = root
        ignored = shutil.ignore_patterns("__pycache__")
        package = Path(regenerate.__file__).parent
        shutil.copytree(package, root / "src" / "council_record", ignore=ignored)
        (root / "data" / "coded" / "newham").mkdir(parents=True)
        described = "datapackage.json"
        (root / "data" / described).write_bytes((paths.DATA / described).read_bytes())
        toy.write(root)
        (root / "data" / "number.txt").write_text("1")
        for name, text in {name: notebook(*cells) for name, cells in SOURCES.items()}.items():
            self.write(f"notebooks/{name}.ipynb", text)
        for name in ("fig01-fails.csv", "fig02-draws.txt", "fig03-left-out.svg"):
            self.write(f"figures/{name}", "earlier\n")

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")

    def run(self, *arguments):
        """Run the command; return its exit code with what it printed, and the files after it."""
        kept = {name: value for name, value in os.environ.items()
                if name not in ("COUNCIL", "FIGURES_FOLDER", "TRACE")}  # fmt: skip
        ran = subprocess.run(
            [sys.executable, "-m", "council_tools", "figures", *arguments],
            env=kept | {"PYTHONPATH": str(self.root / "src")},
            cwd=self.root,
            capture_output=True,
            encoding="utf-8",
        )
        return SimpleNamespace(
            code=ran.returncode, out=ran.stdout, err=ran.stderr, files=self.files()
        )

    def files(self):
        """Return each file with its content, by path from the folder; no compiled modules."""
        found = toy.snapshot(self.root)
        return {path.relative_to(self.root).as_posix(): content for path, content in found.items()
                if "__pycache__" not in path.parts}  # fmt: skip


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """Run seven notebooks, of which one is sound, again, and then look at the sound one only."""
    copy = Copy(tmp_path_factory.mktemp("project"))
    root, before = copy.root, copy.files()
    first = copy.run("--time-limit", "5")
    again = copy.run("--only", "01", "--only", "02", "--json")
    for name in FAILED:
        (root / "notebooks" / f"{name}.ipynb").unlink()
    (root / "figures" / "fig01-fails.csv").unlink()
    fine = copy.run("--check")
    (root / "data" / "number.txt").write_text("2")
    stale = copy.run("--check", "--json")
    toy.change(root, "judgements", 2, grade="Poor")
    bad = copy.run()
    return SimpleNamespace(
        root=root, before=before, first=first, again=again, fine=fine, stale=stale, bad=bad
    )


def line(ran, name):
    (found,) = [line for line in ran.first.out.splitlines() if line.startswith(name)]
    return found


def test_a_run_with_a_failing_notebook_exits_with_1_and_names_each_notebook_once(ran):
    assert ran.first.code == 1
    *lines, left_out = ran.first.out.splitlines()
    assert sorted(line.split()[0] for line in lines) == list(SOURCES)
    assert left_out == "left out: fig03 of Newham: There are *no* rows."
    assert ran.first.err == ""


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("01-fails", "cell 1: ZeroDivisionError: division by zero"),
        ("05-prints", "cell 1: RuntimeError: printed more than 1,000,000 characters. Show less"),
        ("06-dies", "cell 1: the kernel died"),
        ("00-sleeps", "cell 2: ran for more than 5 seconds"),
    ],
)
def test_a_failing_notebook_is_named_with_its_cell_and_the_error(ran, name, told):
    assert line(ran, name).endswith(f" s  FAILED in {told}. It and its figures are unchanged.")


def test_a_warning_counts_as_a_failure_and_is_given_in_its_words(ran):
    assert "FAILED in cell 1: a warning: " in line(ran, "03-warns")
    assert "UserWarning: look here" in line(ran, "03-warns")


def test_a_notebook_that_shows_an_address_in_memory_has_failed(ran):
    assert re.fullmatch(
        r"04-shows +\d+\.\d s  FAILED in cell 2: it shows <object at 0x[0-9a-f]+>, "
        r"which is another in every run\. It and its figures are unchanged\.",
        line(ran, "04-shows"),
    )


def test_the_failing_notebooks_and_their_figures_are_as_they_were(ran):
    for name in (*(f"notebooks/{name}.ipynb" for name in FAILED), "figures/fig01-fails.csv"):
        assert ran.first.files[name] == ran.before[name]


def test_the_other_notebook_and_its_figure_are_written(ran):
    assert line(ran, "02-draws").endswith(" s  1 figure  (no record of a run here)")
    kinds = ["csv", "png", "svg", "txt"]
    made = sorted(name for name in ran.first.files if name.startswith("figures/"))
    assert made == ["figures/fig01-fails.csv", *(f"figures/fig02-draws.{kind}" for kind in kinds)]
    assert ran.first.files["figures/fig02-draws.txt"] == b"An empty page.\n"
    assert ran.first.files["figures/fig02-draws.csv"] == b"a\n1\n"


def test_the_notebook_is_written_executed_without_what_differs_from_machine_to_machine(ran):
    raw = ran.first.files["notebooks/02-draws.ipynb"]
    written = nbformat.reads(raw.decode(), as_version=4)
    assert written.metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    assert [cell.execution_count for cell in written.cells] == [1, 2, 3]
    assert [cell.metadata for cell in written.cells] == [{}, {}, {}]
    assert written.cells[0].outputs[0].text == "Newham\n"
    (shown,) = written.cells[1].outputs
    assert shown.data["text/plain"] == "One figure. An empty page."
    assert 'href="../figures/fig02-draws.svg"' in shown.data["text/html"]
    assert written.cells[2].outputs[0].data["text/markdown"] == "There are *no* rows."
    assert raw.endswith(b"}\n")


def test_nothing_but_notebooks_figures_the_lock_and_the_record_is_written(ran):
    before, after = ran.before, ran.first.files
    changed = {name for name in after if after[name] != before.get(name)}
    assert {name.split("/")[0] for name in changed} == {"figures", "notebooks", ".cache"}
    assert set(before) - set(after) == {"figures/fig03-left-out.svg"}
    assert {name for name in after if name.startswith(".cache")} <= {
        ".cache/figures.lock", ".cache/newham.json"}  # fmt: skip


def test_the_record_has_what_the_notebook_and_the_check_read_and_what_it_made(ran):
    known = json.loads(ran.first.files[".cache/newham.json"])
    entry, check = known["notebooks"]["02-draws"], known["check"]
    assert (known["council"], list(known["notebooks"])) == ("Newham", ["02-draws"])
    modules = {f"src/council_record/{name}.py" for name in ("__init__", "figures", "paths")}
    assert modules | {"data/number.txt"} <= set(entry["read"])
    assert {path.split("/")[0] for path in entry["read"]} == {"data", "src"}
    assert set(entry["read"].values()) >= {record._short(b"1")}
    assert {"python", "pandas", "matplotlib", "numpy"} <= set(entry["versions"])
    assert entry["made"].keys() == {
        "notebooks/02-draws.ipynb",
        *(f"figures/fig02-draws.{kind}" for kind in ("csv", "png", "svg", "txt")),
    }
    assert entry["left_out"] == {"fig03-left-out": "There are *no* rows."}
    assert {"data/coded/newham/claims.csv", "data/official/outturn.csv",
            "src/council_record/checks.py"} <= set(check["read"])  # fmt: skip
    assert "data/number.txt" not in check["read"]


def test_a_second_run_as_json_has_the_sound_one_up_to_date_and_runs_the_failing_one(ran):
    assert (ran.again.code, ran.again.err) == (1, "")
    found = json.loads(ran.again.out)
    assert found.keys() == {"notebooks", "out_of_date", "exit_code"}
    assert (found["out_of_date"], found["exit_code"]) == ({}, 1)
    sound, failing = sorted(found["notebooks"], key=lambda each: each["state"], reverse=True)
    assert sound == {
        "council": "Newham", "notebook": "02-draws", "state": "up to date", "why": [],
        "seconds": 0.0, "figures": ["fig02-draws"], "error": "",
        "left_out": {"fig03-left-out": "There are *no* rows."},
    }  # fmt: skip
    assert failing.pop("seconds") > 0
    assert failing == {
        "council": "Newham", "notebook": "01-fails", "state": "failed",
        "why": ["no record of a run here"], "figures": [], "left_out": {},
        "error": "cell 1: ZeroDivisionError: division by zero",
    }  # fmt: skip
    assert ran.again.files == ran.first.files


def test_a_check_after_a_run_finds_nothing_out_of_date_and_exits_with_0(ran):
    assert (ran.fine.code, ran.fine.err) == (0, "")
    assert ran.fine.out.splitlines() == [
        "02-draws  up to date",
        "left out: fig03 of Newham: There are *no* rows.",
    ]


def test_a_check_runs_what_is_stale_and_names_the_files_that_come_out_otherwise(ran):
    assert (ran.stale.code, ran.stale.err) == (5, "")
    found = json.loads(ran.stale.out)
    assert found["out_of_date"] == {
        "figures/fig02-draws.csv": "out of date. Run: make figures",
        "notebooks/02-draws.ipynb": "out of date. Run: make figures",
    }
    (only,) = found["notebooks"]
    assert (only["state"], only["why"]) == ("ran", ["data/number.txt changed"])
    assert ran.stale.files == ran.fine.files | {"data/number.txt": b"2"}


def test_from_bad_data_nothing_is_made(ran):
    assert (ran.bad.code, ran.bad.out) == (2, "")
    fault, last = ran.bad.err.splitlines()
    assert fault.startswith(
        'data/coded/newham/judgements.csv, row 2, column grade: "Poor" is not allowed'
    )
    assert last == "No figure was changed."
    changed = {name for name in ran.bad.files if ran.bad.files[name] != ran.stale.files.get(name)}
    assert changed == {"data/coded/newham/judgements.csv"}


@pytest.fixture
def three(project):
    names = ["03-c.ipynb", "01-a.ipynb", "02-b.ipynb", "notes.ipynb", "1-x.ipynb", "04-d.txt"]
    for name in names:
        (project / "notebooks" / name).write_text("old\n")
    return project


@pytest.mark.parametrize(
    ("only", "names"),
    [
        (None, ["01-a", "02-b", "03-c"]),
        (["02"], ["02-b"]),
        (["03", "01"], ["01-a", "03-c"]),
        (["04"], []),
    ],
)
def test_notebooks_are_chosen_by_number_and_come_in_order(three, only, names):
    assert [path.stem for path in regenerate.notebooks(only)] == names


def test_only_one_run_writes_at_a_time(project):
    with regenerate.one_writer(), pytest.raises(regenerate.Locked), regenerate.one_writer():
        pytest.fail("the second run got the lock")
    with regenerate.one_writer():
        assert (project / ".cache").is_dir()


def test_the_lock_is_let_go_when_a_run_fails(project):
    with pytest.raises(ZeroDivisionError), regenerate.one_writer():
        raise ZeroDivisionError
    lock = FileLock(project / ".cache" / "figures.lock")
    lock.acquire(timeout=0)
    lock.release()


def test_a_run_says_who_it_is_while_it_holds_the_lock(project):
    holder = project / ".cache" / "figures.holder"
    with regenerate.one_writer():
        told = holder.read_text()
        assert re.fullmatch(
            rf"{getpass.getuser()}, process {os.getpid()}, since \d{{4}}(-\d\d){{2}} "
            r"\d\d:\d\d:\d\d [+-]\d{4}\n",
            told,
        )
        with pytest.raises(regenerate.Locked) as locked, regenerate.one_writer():
            pytest.fail("the second run got the lock")
        assert str(locked.value) == told.strip()
        assert holder.read_text() == told
    assert not holder.exists()


def test_a_run_that_was_killed_is_not_told_as_the_one_that_holds_the_lock(project):
    holder = project / ".cache" / "figures.holder"
    holder.parent.mkdir()
    holder.write_text("somebody, process 1, since 1999\n")
    with regenerate.one_writer():
        assert f"process {os.getpid()}," in holder.read_text()


@pytest.fixture
def outcome(three):
    (three / "figures").mkdir()
    (three / "figures" / "fig01-x.csv").write_text("old\n")
    content = {"fig01-x.csv": b"new\n", "fig01-x.txt": b"new\n", "fig02-y.csv": b"new\n"}
    return done(three, figures=content)


def done(three, name="01-a", council="Newham", **given):
    """Return what became of a notebook that read one file of the project."""
    path = three / "notebooks" / f"{name}.ipynb"
    given = {"text": "new\n", "before": b"old\n", "trace": "read 0a data/a.csv\n"} | given
    return Outcome(path, council, ["a reason"], 1.0, **given)


def digest(text):
    return record._short(text.encode())


def test_writing_puts_figures_and_notebook_in_place_and_counts_the_figures(three, outcome):
    assert regenerate.write(outcome) == 2
    assert {path.name: path.read_text() for path in (three / "figures").iterdir()} == {
        "fig01-x.csv": "new\n", "fig01-x.txt": "new\n", "fig02-y.csv": "new\n"}  # fmt: skip
    assert outcome.notebook.read_text() == "new\n"


def test_what_a_notebook_read_and_made_is_recorded(three, outcome):
    outcome.left_out = {"fig03-z": "No rows."}
    regenerate.write(outcome)
    known = record.load("Newham")
    assert (known["council"], known["check"]) == ("Newham", None)
    assert known["notebooks"].keys() == {"01-a"}
    entry = known["notebooks"]["01-a"]
    assert entry["read"] == {"data/a.csv": "0a"}
    assert entry["versions"].keys() == {"python"}
    assert entry["code"] == record.code(b"old\n")
    assert entry["made"] == {
        "figures/fig01-x.csv": digest("new\n"),
        "figures/fig01-x.txt": digest("new\n"),
        "figures/fig02-y.csv": digest("new\n"),
        "notebooks/01-a.ipynb": record.made(outcome.notebook, b"new\n"),
    }
    assert entry["left_out"] == {"fig03-z": "No rows."}


def test_the_records_of_notebooks_councils_and_checks_are_kept_side_by_side(three, outcome):
    regenerate.write(done(three, council="St. Helens"))
    regenerate.write(outcome)
    regenerate.write(done(three, "02-b"))
    check = {"read": {"data/b.csv": None}, "versions": {"python": "3"}}
    regenerate.note_checks({"Newham": check, "Leeds": check})
    assert record.load("Newham")["notebooks"].keys() == {"01-a", "02-b"}
    assert record.load("St. Helens")["notebooks"].keys() == {"01-a"}
    assert [record.load(name)["check"] for name in ("Newham", "Leeds", "St. Helens")] == [
        check, check, None]  # fmt: skip
    assert record.load("Leeds") == {"council": "Leeds", "check": check, "notebooks": {}}


def test_after_writing_the_record_stands_until_something_changes(three, outcome):
    outcome.trace = ""
    regenerate.write(outcome)
    chosen, (one, two, _) = regenerate.notebooks(["01", "02"]), regenerate.notebooks()
    none = ["no record of a run here"]
    assert regenerate.stale("Newham", chosen, record.Now()) == {two: none}
    assert regenerate.stale("Newham", chosen, record.Now(), force=True) == {
        one: ["--force"], two: none}  # fmt: skip
    (three / "figures" / "fig02-y.csv").unlink()
    missing = ["figures/fig02-y.csv is missing"]
    for force in (False, True):
        assert regenerate.stale("Newham", [one], record.Now(), force=force) == {one: missing}
    assert regenerate.stale("Leeds", [one], record.Now()) == {one: none}


def test_the_notebooks_hold_the_outputs_of_the_default_council_only(three, outcome):
    outcome.council = "St. Helens"
    assert regenerate.write(outcome) == 2
    assert outcome.notebook.read_text() == "old\n"
    assert (three / "figures" / "st-helens" / "fig02-y.csv").read_text() == "new\n"
    assert (three / "figures" / "fig01-x.csv").read_text() == "old\n"
    assert "notebooks/01-a.ipynb" not in record.load("St. Helens")["notebooks"]["01-a"]["made"]


def test_where_the_notebook_cannot_be_written_its_figures_stay_as_they_were(
    three, outcome, monkeypatch
):
    regenerate.write(done(three, "02-b"))
    before, replace = toy.snapshot(three), Path.replace

    def failing(self, target):
        if Path(target).suffix == ".ipynb":
            raise PermissionError(13, "Permission denied", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(PermissionError):
        regenerate.write(outcome)
    assert toy.snapshot(three) == before


def test_a_notebook_that_was_edited_while_it_ran_is_left_as_it_is(three, outcome):
    outcome.notebook.write_text("edited\n")
    before = toy.snapshot(three)
    with pytest.raises(OSError, match="it was edited while it ran") as told:
        regenerate.write(outcome)
    assert told.value.filename == str(outcome.notebook)
    assert toy.snapshot(three) == before


def test_a_notebook_that_another_council_has_just_filled_in_is_not_one_that_was_edited(
    three, outcome
):
    other = done(three, council="Leeds", figures={"fig01-x.csv": b"new\n"})
    regenerate.write(outcome)
    assert regenerate.write(other) == 1
    assert (three / "figures" / "leeds" / "fig01-x.csv").read_text() == "new\n"


def test_a_figure_that_the_notebook_no_longer_makes_is_removed(three, outcome):
    regenerate.write(outcome)
    outcome.before = outcome.notebook.read_bytes()
    outcome.figures = {"fig01-x.csv": b"new\n", "fig01-y.csv": b"new\n"}
    assert regenerate.write(outcome) == 2
    assert {path.name for path in (three / "figures").iterdir()} == {"fig01-x.csv", "fig01-y.csv"}


def test_a_figure_that_another_notebook_makes_now_stays(three, outcome):
    regenerate.write(outcome)
    regenerate.write(done(three, "02-b", figures={"fig02-y.csv": b"newer\n"}))
    outcome.before = outcome.notebook.read_bytes()
    outcome.figures = {"fig01-x.csv": b"new\n"}
    regenerate.write(outcome)
    assert {path.name for path in (three / "figures").iterdir()} == {"fig01-x.csv", "fig02-y.csv"}


def test_files_that_differ_or_are_missing_are_out_of_date(three, outcome):
    figures = three / "figures"
    (figures / "fig02-y.csv").write_text("new\n")
    stale = regenerate.differences(outcome)
    assert list(stale) == [figures / "fig01-x.csv", figures / "fig01-x.txt", outcome.notebook]
    assert set(stale.values()) == {"out of date. Run: make figures"}
    regenerate.write(outcome)
    assert regenerate.differences(outcome) == {}


def test_of_another_council_the_notebook_is_not_compared(three, outcome):
    outcome.council = "St. Helens"
    assert {path.parent.name for path in regenerate.differences(outcome)} == {"st-helens"}
    assert len(regenerate.differences(outcome)) == 3


def test_files_that_no_notebook_makes_are_left_over(three, outcome):
    others = [done(three, name) for name in ("02-b", "03-c")]
    (three / "figures" / "fig09-left-over.svg").write_text("old\n")
    (three / "figures" / "notes.txt").write_text("old\n")
    assert regenerate.left_over("Newham", [outcome, *others]) == {
        three / "figures" / "fig09-left-over.svg": "no notebook makes this file. Take it out"
    }


def test_notebooks_that_did_not_run_make_what_their_record_says(three, outcome):
    for name, figure in {"02-b": "fig03-b.svg", "03-c": "fig04-c.svg"}.items():
        regenerate.write(done(three, name, figures={figure: b"new\n"}))
    (three / "figures" / "fig09-left-over.svg").write_text("old\n")
    for ran in ([outcome], [outcome, done(three, "03-c", figures={"fig04-c.svg": b""})]):
        assert [path.name for path in regenerate.left_over("Newham", ran)] == [
            "fig09-left-over.svg"]  # fmt: skip
    regenerate.write(outcome)
    assert list(regenerate.left_over("Newham", [])) == [three / "figures" / "fig09-left-over.svg"]


def test_figures_of_notebooks_of_which_nothing_is_known_are_not_called_left_over(three, outcome):
    regenerate.write(outcome)
    (three / "figures" / "fig09-of-another.svg").write_text("old\n")
    assert regenerate.left_over("Newham", [outcome]) == {}
    failed = [done(three, name, error="cell 1") for name in ("02-b", "03-c")]
    assert regenerate.left_over("Newham", [outcome, *failed]) == {}


def test_what_is_left_over_is_looked_for_in_the_folder_of_the_council(three, outcome):
    (three / "figures" / "leeds").mkdir()
    (three / "figures" / "leeds" / "fig01-x.csv").write_text("old\n")
    outcomes = [done(three, name, "Leeds") for name in ("01-a", "02-b", "03-c")]
    assert list(regenerate.left_over("Leeds", outcomes)) == [
        three / "figures" / "leeds" / "fig01-x.csv"]  # fmt: skip


@pytest.fixture
def drawn(three):
    """Return the folder of figures: three of an earlier run, each of four files."""
    for folder in (three / "figures", three / "figures" / "st-helens"):
        folder.mkdir()
        for slug in ("fig01-x", "fig02-left-out", "fig02-left-out-too", "fig09-of-another"):
            for kind in ("csv", "png", "svg", "txt"):
                (folder / f"{slug}.{kind}").write_text("old\n")
    return three / "figures"


def slugs(folder):
    return sorted({path.stem for path in folder.iterdir() if path.is_file()})


def outcome_without(three, *left_out, council="Newham"):
    figures = {f"fig01-x.{kind}": b"new\n" for kind in ("csv", "png", "svg", "txt")}
    left_out = dict.fromkeys(left_out, "No rows.")
    return done(three, council=council, figures=figures, left_out=left_out)


def test_a_figure_that_a_notebook_names_but_left_out_this_time_is_removed(three, drawn):
    assert regenerate.write(outcome_without(three, "fig02-left-out")) == 1
    assert slugs(drawn) == ["fig01-x", "fig02-left-out-too", "fig09-of-another"]
    assert {path.read_text() for path in drawn.glob("fig01-x.*")} == {"new\n"}
    assert {path.read_text() for path in drawn.glob("fig09*")} == {"old\n"}
    assert len(list(drawn.glob("fig09*"))) == 4
    assert len(slugs(drawn / "st-helens")) == 4


def test_figures_left_out_for_another_council_are_removed_from_its_folder_only(three, drawn):
    left = ("fig02-left-out", "fig02-left-out-too")
    regenerate.write(outcome_without(three, *left, council="St. Helens"))
    assert slugs(drawn / "st-helens") == ["fig01-x", "fig09-of-another"]
    assert len(slugs(drawn)) == 4
    assert {path.read_text() for path in drawn.glob("fig*.*")} == {"old\n"}


def test_a_figure_that_is_left_out_and_was_never_drawn_is_no_matter(three, drawn):
    assert regenerate.write(outcome_without(three, "fig03-new")) == 1
    assert len(slugs(drawn)) == 4


@pytest.mark.parametrize("method", ["replace", "write_bytes"])
def test_nothing_is_removed_where_the_figures_cannot_be_written(three, drawn, monkeypatch, method):
    before = toy.snapshot(three)

    def refuse(self, target):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, method, refuse)
    with pytest.raises(PermissionError):
        regenerate.write(outcome_without(three, "fig02-left-out"))
    assert toy.snapshot(three) == before


def test_a_check_calls_the_files_of_a_left_out_figure_left_over_until_they_are_removed(
    three, drawn
):
    outcome = outcome_without(three, "fig02-left-out")
    for name in ("fig02-left-out-too", "fig09-of-another"):
        for path in drawn.glob(f"{name}.*"):
            path.unlink()
    outcomes = [outcome, *(done(three, name, text="old\n") for name in ("02-b", "03-c"))]
    left = regenerate.left_over("Newham", outcomes)
    assert {path.stem for path in left} == {"fig02-left-out"}
    assert set(left.values()) == {"no notebook makes this file. Take it out"}
    regenerate.write(outcome)
    assert regenerate.left_over("Newham", outcomes) == {}
    assert [regenerate.differences(outcome) for outcome in outcomes] == [{}] * 3


def test_tidying_finishes_what_a_killed_run_began_and_removes_what_it_left(three, drawn):
    cache, place = three / ".cache", drawn / "fig01-x.csv"
    parts = [folder / ".fig01-x.csv.part" for folder in (drawn, drawn / "st-helens")]
    parts.append(three / "notebooks" / ".01-a.ipynb.part")
    (cache / "scratch" / "0").mkdir(parents=True)
    (cache / "scratch" / "0" / "kernel.json").write_text("{}")
    for path in parts:
        path.write_text("new\n")
    moves = {"moves": [[str(parts[0]), str(place)]], "gone": [str(drawn / "fig02-left-out.csv")]}
    (cache / "moves-1.json").write_text(json.dumps(moves))
    regenerate.tidy()
    assert place.read_text() == "new\n"
    assert not (drawn / "fig02-left-out.csv").exists()
    assert (drawn / "st-helens" / "fig01-x.csv").read_text() == "old\n"
    assert [path for path in parts if path.exists()] == []
    assert list(cache.iterdir()) == []


def test_figures_may_be_written_where_there_is_no_folder_yet(three):
    regenerate.may_write(["Newham", "Leeds"])


@pytest.mark.parametrize(
    ("place", "councils", "refused"),
    [
        ("figures", ["Newham"], True),
        ("figures", ["Leeds"], True),
        ("notebooks", ["Newham"], True),
        ("notebooks", ["Leeds"], False),
        ("notebooks", ["Leeds", "Newham"], True),
        ("figures/leeds", ["Leeds"], True),
        ("figures/leeds", ["Newham"], False),
    ],
)
def test_a_folder_that_may_not_be_written_is_told_before_anything_runs(
    three, monkeypatch, place, councils, refused
):
    (three / "figures" / "leeds").mkdir(parents=True)
    monkeypatch.setattr(os, "access", lambda path, mode: path != three / place)
    if not refused:
        regenerate.may_write(councils)
        return
    with pytest.raises(PermissionError) as told:
        regenerate.may_write(councils)
    assert told.value.filename == str(three / place)


@pytest.fixture
def checked(project, monkeypatch):
    """Stand in for the processes: the check of the tables finds what ``faults`` says."""

    def process(function, council, trace, result):
        Path(trace).write_text("")
        Path(result).write_text("\n".join(faults))
        return SimpleNamespace(join=lambda: None, exitcode=0)

    faults = []
    monkeypatch.setattr(warm, "start", lambda: None)
    monkeypatch.setattr(kernels.warm, "process", process)
    return faults


def test_what_a_killed_run_left_does_not_disturb_a_run_that_may_not_tidy(project, checked):
    (project / ".cache" / "scratch" / "check-newham").mkdir(parents=True)
    assert regenerate.run({"Newham": []}, 1, 1, lambda outcome: None).keys() == {"Newham"}


def test_a_kernel_of_a_killed_run_that_still_writes_does_not_disturb_the_next_run(
    project, checked, monkeypatch
):
    (project / ".cache" / "scratch" / "check-newham").mkdir(parents=True)
    monkeypatch.setattr(regenerate.shutil, "rmtree", lambda *_, **__: None)  # it is not yet empty
    assert regenerate.run({"Newham": []}, 1, 1, lambda outcome: None).keys() == {"Newham"}


@pytest.mark.parametrize("faults", [[], ["a fault"]])
def test_a_run_leaves_nothing_in_its_folder(project, checked, faults):
    checked += faults
    try:
        regenerate.run({"Newham": []}, 1, 1, lambda outcome: None)
        assert faults == []
    except DataError as error:
        assert error.problems == faults
    assert list((project / ".cache").iterdir()) == []


def test_each_committed_figure_is_named_by_one_notebook_and_all_that_are_named_are_there():
    named = [
        slug
        for path in regenerate.notebooks()
        for cell in nbformat.read(path, as_version=4).cells
        for slug in re.findall(r'"(fig\d\d-[a-z0-9-]+)"', cell.source)
    ]
    assert len(named) == len(set(named)) == 19
    assert sorted(named) == slugs(paths.FIGURES)
