import contextlib
import io
import re
from pathlib import Path

import nbformat
import pytest
from filelock import FileLock

import toy
from council_record import paths, regenerate
from council_record.__main__ import main
from council_record.regenerate import Outcome

FAILS = """\
import os, pathlib
pathlib.Path(os.environ["FIGURES_FOLDER"], "fig01-fails.csv").write_text("half done")
1 / 0"""
DRAWS = """\
import os, pandas
from matplotlib.figure import Figure
from council_record.figures import save_figure
print(os.environ["COUNCIL"])"""
SAVES = """\
save_figure(Figure(), "fig02-draws", title="One figure", alt="An empty page.", source="nobody",
            data=pandas.DataFrame({"a": [1]}))"""
WARNS = 'import warnings\nwarnings.warn("look here")'


def notebook(first, second="2 + 2"):
    """Return a notebook of two cells as it was committed: executed, with what an old run left."""
    cells = [nbformat.v4.new_code_cell(source) for source in (first, second)]
    for number, cell in enumerate(cells, start=1):
        cell.id = f"cell-{number}"
        cell.execution_count = number
        cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text="an old run\n")]
    return nbformat.writes(nbformat.v4.new_notebook(cells=cells))


def command(*arguments):
    """Run a command and return its exit code with what it printed."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(list(arguments))
    return code, out.getvalue(), err.getvalue()


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """Run three notebooks for real, of which one fails and one warns, then check the sound one."""
    root = tmp_path_factory.mktemp("project")
    coded = root / "data" / "coded" / "newham"
    coded.mkdir(parents=True)
    (root / "data" / "datapackage.json").write_bytes((paths.DATA / "datapackage.json").read_bytes())
    toy.write(root)
    sources = {"01-fails": notebook(FAILS), "02-draws": notebook(DRAWS, SAVES),
               "03-warns": notebook(WARNS)}  # fmt: skip
    (root / "notebooks").mkdir()
    for name, text in sources.items():
        (root / "notebooks" / f"{name}.ipynb").write_text(text, encoding="utf-8", newline="")
    (root / "figures").mkdir()
    for name in ("fig01-fails.csv", "fig02-draws.txt"):
        (root / "figures" / name).write_text("earlier\n", encoding="utf-8", newline="")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COUNCIL", raising=False)
        patch.delenv("FIGURES_FOLDER", raising=False)
        for name, folder in {"ROOT": "", "DATA": "data", "FIGURES": "figures",
                             "NOTEBOOKS": "notebooks", "CACHE": ".cache"}.items():  # fmt: skip
            patch.setattr(paths, name, root / folder)
        before = toy.snapshot(root)
        first = command("figures")
        after = toy.snapshot(root)
        for name in ("01-fails.ipynb", "03-warns.ipynb"):
            (root / "notebooks" / name).unlink()
        (root / "figures" / "fig01-fails.csv").unlink()
        second = command("figures", "--check")
    return {"root": root, "before": before, "after": after, "first": first, "second": second}


def line(ran, name):
    (found,) = [line for line in ran["first"][1].splitlines() if line.startswith(name)]
    return found


def test_a_run_with_a_failing_notebook_exits_with_1_and_names_each_notebook_once(ran):
    code, out, err = ran["first"]
    assert code == 1
    assert sorted(line.split()[0] for line in out.splitlines()) == [
        "01-fails", "02-draws", "03-warns"]  # fmt: skip
    assert err == ""


def test_a_failing_notebook_is_named_with_its_cell_and_the_error(ran):
    assert line(ran, "01-fails").endswith(
        "FAILED in cell 1: ZeroDivisionError: division by zero. It and its figures are unchanged."
    )


def test_a_warning_counts_as_a_failure_and_is_given_in_its_words(ran):
    assert "FAILED in cell 1: a warning: " in line(ran, "03-warns")
    assert "UserWarning: look here" in line(ran, "03-warns")


def test_the_failing_notebooks_and_their_figures_are_as_they_were(ran):
    before, after, root = ran["before"], ran["after"], ran["root"]
    for name in ("notebooks/01-fails.ipynb", "notebooks/03-warns.ipynb", "figures/fig01-fails.csv"):
        assert after[root / name] == before[root / name]


def test_the_other_notebook_and_its_figure_are_written(ran):
    assert line(ran, "02-draws").endswith(" 1 figures")
    after, root = ran["after"], ran["root"]
    figures = {path.name for path in after if path.parent == root / "figures"}
    assert figures == {"fig01-fails.csv", "fig02-draws.csv", "fig02-draws.png", "fig02-draws.svg",
                       "fig02-draws.txt"}  # fmt: skip
    assert after[root / "figures" / "fig02-draws.txt"] == b"An empty page.\n"
    assert after[root / "figures" / "fig02-draws.csv"] == b"a\n1\n"


def test_the_notebook_is_written_executed_without_what_differs_from_machine_to_machine(ran):
    raw = ran["after"][ran["root"] / "notebooks" / "02-draws.ipynb"]
    written = nbformat.reads(raw.decode(), as_version=4)
    assert written.metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    assert [cell.execution_count for cell in written.cells] == [1, 2]
    assert [cell.metadata for cell in written.cells] == [{}, {}]
    assert written.cells[0].outputs[0].text == "Newham\n"
    (shown,) = written.cells[1].outputs
    assert shown.data["text/plain"] == "One figure. An empty page."
    assert 'href="../figures/fig02-draws.svg"' in shown.data["text/html"]
    assert raw.endswith(b"}\n")


def test_nothing_but_notebooks_figures_and_the_lock_is_written(ran):
    before, after, root = ran["before"], ran["after"], ran["root"]
    changed = {path for path in after if after[path] != before.get(path)}
    assert {path.parent.name for path in changed} <= {"figures", "notebooks", ".cache"}
    assert set(before) <= set(after)
    assert {path.name for path in after if path.parent == root / ".cache"} <= {"figures.lock"}


def test_a_check_after_a_run_finds_nothing_out_of_date_and_exits_with_0(ran):
    code, out, err = ran["second"]
    assert (code, err) == (0, "")
    assert out.startswith("02-draws ")
    assert out.endswith(" ran\n")


def executed(*outputs):
    cells = [
        nbformat.v4.new_markdown_cell("words"),
        nbformat.v4.new_code_cell(outputs=list(outputs)),
    ]
    return nbformat.v4.new_notebook(cells=cells)


def stream(name, text):
    return nbformat.v4.new_output("stream", name=name, text=text)


@pytest.mark.parametrize(
    ("outputs", "warning"),
    [
        ([], ""),
        ([stream("stdout", "fine")], ""),
        ([stream("stdout", "fine"), stream("stderr", "UserWarning: no\n")],
         "cell 2: a warning: UserWarning: no"),
        ([stream("stderr", "\n")], ""),
    ],
)  # fmt: skip
def test_what_a_cell_says_on_stderr_is_a_warning(outputs, warning):
    assert regenerate._warning(executed(*outputs)) == warning


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


@pytest.fixture
def outcome(three):
    (three / "figures").mkdir()
    (three / "figures" / "fig01-x.csv").write_text("old\n")
    content = {"fig01-x.csv": b"new\n", "fig01-x.txt": b"new\n", "fig02-y.csv": b"new\n"}
    return Outcome(three / "notebooks" / "01-a.ipynb", 1.0, "new\n", content)


def test_writing_puts_figures_and_notebook_in_place_and_counts_the_figures(three, outcome):
    assert regenerate.write(outcome, "Newham") == 2
    assert {path.name: path.read_text() for path in (three / "figures").iterdir()} == {
        "fig01-x.csv": "new\n", "fig01-x.txt": "new\n", "fig02-y.csv": "new\n"}  # fmt: skip
    assert outcome.notebook.read_text() == "new\n"


def test_the_notebooks_hold_the_outputs_of_the_default_council_only(three, outcome):
    assert regenerate.write(outcome, "St. Helens") == 2
    assert outcome.notebook.read_text() == "old\n"
    assert (three / "figures" / "st-helens" / "fig02-y.csv").read_text() == "new\n"
    assert (three / "figures" / "fig01-x.csv").read_text() == "old\n"


def test_where_the_notebook_cannot_be_written_its_figures_stay_as_they_were(
    three, outcome, monkeypatch
):
    before, replace = toy.snapshot(three), Path.replace

    def failing(self, target):
        if Path(target).suffix == ".ipynb":
            raise PermissionError(13, "Permission denied", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(PermissionError):
        regenerate.write(outcome, "Newham")
    assert toy.snapshot(three) == before


def test_files_that_differ_are_missing_or_that_no_run_makes_are_out_of_date(three, outcome):
    figures = three / "figures"
    (figures / "fig02-y.csv").write_text("new\n")
    (figures / "fig09-left-over.svg").write_text("old\n")
    others = [Outcome(path, 1.0, "old\n") for path in regenerate.notebooks(["02", "03"])]
    stale = regenerate.differences([outcome, *others], "Newham")
    changed = [figures / "fig01-x.csv", figures / "fig01-x.txt", outcome.notebook]
    assert list(stale) == [*changed, figures / "fig09-left-over.svg"]
    assert {stale[path] for path in changed} == {"out of date. Run: make figures"}
    assert stale[figures / "fig09-left-over.svg"] == "no notebook makes this file. Take it out"


def test_figures_of_notebooks_that_did_not_run_are_not_called_left_over(three, outcome):
    regenerate.write(outcome, "Newham")
    (three / "figures" / "fig09-of-another.svg").write_text("old\n")
    assert not regenerate.differences([outcome], "Newham")
    failed = [Outcome(path, error="cell 1") for path in regenerate.notebooks(["02", "03"])]
    assert not regenerate.differences([outcome, *failed], "Newham")


def naming(*slugs):
    """Return the text of a notebook whose cells name figures, as it is written."""
    cells = [
        nbformat.v4.new_code_cell(f'without(rows, "no rows") or save_figure(chart, "{slug}")')
        for slug in slugs
    ]
    return nbformat.writes(nbformat.v4.new_notebook(cells=cells)) + "\n"


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


def outcome_without(three, *named):
    path = three / "notebooks" / "01-a.ipynb"
    figures = {f"fig01-x.{kind}": b"new\n" for kind in ("csv", "png", "svg", "txt")}
    return Outcome(path, 1.0, naming(*named), figures)


def test_a_figure_that_a_notebook_names_but_left_out_this_time_is_removed(three, drawn):
    outcome = outcome_without(three, "fig01-x", "fig02-left-out")
    assert regenerate.write(outcome, "Newham") == 1
    assert slugs(drawn) == ["fig01-x", "fig02-left-out-too", "fig09-of-another"]
    assert {path.read_text() for path in drawn.glob("fig01-x.*")} == {"new\n"}
    assert {path.read_text() for path in drawn.glob("fig09*")} == {"old\n"}
    assert len(list(drawn.glob("fig09*"))) == 4
    assert len(slugs(drawn / "st-helens")) == 4


def test_figures_left_out_for_another_council_are_removed_from_its_folder_only(three, drawn):
    outcome = outcome_without(three, "fig01-x", "fig02-left-out", "fig02-left-out-too")
    regenerate.write(outcome, "St. Helens")
    assert slugs(drawn / "st-helens") == ["fig01-x", "fig09-of-another"]
    assert len(slugs(drawn)) == 4
    assert {path.read_text() for path in drawn.glob("fig*")} == {"old\n"}


def test_a_figure_that_is_left_out_and_was_never_drawn_is_no_matter(three, drawn):
    assert regenerate.write(outcome_without(three, "fig01-x", "fig03-new"), "Newham") == 1
    assert len(slugs(drawn)) == 4


def test_nothing_is_removed_where_the_figures_cannot_be_written(three, drawn, monkeypatch):
    before = toy.snapshot(three)

    def refuse(self, target):
        raise PermissionError(13, "Permission denied", str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        regenerate.write(outcome_without(three, "fig01-x", "fig02-left-out"), "Newham")
    assert toy.snapshot(three) == before


def test_a_check_calls_the_files_of_a_left_out_figure_left_over_until_they_are_removed(
    three, drawn
):
    outcome = outcome_without(three, "fig01-x", "fig02-left-out")
    for name in ("fig02-left-out-too", "fig09-of-another"):
        for path in drawn.glob(f"{name}.*"):
            path.unlink()
    others = [Outcome(path, 1.0, "old\n") for path in regenerate.notebooks(["02", "03"])]
    stale = regenerate.differences([outcome, *others], "Newham")
    assert {path.stem for path, why in stale.items() if why.startswith("no notebook")} == {
        "fig02-left-out"
    }
    regenerate.write(outcome, "Newham")
    assert regenerate.differences([outcome, *others], "Newham") == {}


def test_each_committed_figure_is_named_by_one_notebook_and_all_that_are_named_are_there():
    named = [
        slug
        for path in regenerate.notebooks()
        for cell in nbformat.read(path, as_version=4).cells
        for slug in re.findall(r'"(fig\d\d-[a-z0-9-]+)"', cell.source)
    ]
    assert len(named) == len(set(named)) == 19
    assert sorted(named) == slugs(paths.FIGURES)
