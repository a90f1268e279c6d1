"""What makes a notebook run again, and what does not."""

import json

import pytest

from council_record import paths
from council_tools.pipeline import manifest
from council_tools.pipeline.outcome import Outcome, write


def cell(kind, source, **more):
    outputs = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "id": kind, "metadata": {}, "source": source} | outputs | more


def notebook(*cells, **more):
    """Return a notebook as bytes, as Jupyter writes it."""
    content = {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5} | more
    return json.dumps(content, indent=1).encode()


def said(text):
    return [{"output_type": "stream", "name": "stdout", "text": [text]}]


PROSE, CODE = cell("markdown", ["# Words\n", "more"]), cell("code", ["a = 1\n", "a + 1"])
RAN = CODE | {"outputs": said("2"), "execution_count": 1}
RUN = notebook(PROSE, RAN)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return a project with one notebook that has run: it read two files and missed one."""
    for name, folder in {
        "ROOT": "",
        "FIGURES": "figures",
        "NOTEBOOKS": "notebooks",
        "CACHE": ".cache",
    }.items():
        monkeypatch.setattr(paths, name, tmp_path / folder)
    files = {"data/a.csv": "1\n", "src/b.py": "2\n", "notebooks/01-a.ipynb": RUN.decode()}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    ran(tmp_path)
    return tmp_path


def ran(project, council="Newham", **more):
    """Write what a run makes of the notebook."""
    known = {name: manifest.digest(project / name) for name in ("data/a.csv", "src/b.py")}
    path = project / "notebooks" / "01-a.ipynb"
    given = {"files": {"fig01-a.csv": b"3\n"}, "text": RUN, "left_out": {"fig02-b": "No “b”."}}
    outcome = Outcome(path, council, read=known | {"data/new.csv": None}, **given | more)
    outcome.before, outcome.code = manifest.digest(path), manifest.code(path.read_bytes())
    write(outcome, "Leeds")


def stale(project, compare="Leeds", council="Newham"):
    path = project / "notebooks" / "01-a.ipynb"
    return manifest.Now(compare).stale(path, manifest.load(council))


def test_nothing_is_stale_while_all_is_as_it_was(project):
    assert stale(project) == []
    (project / "data" / "other.csv").write_text("not read\n")
    (project / "data" / "a.csv").unlink()
    (project / "data" / "a.csv").write_text("1\n")
    assert stale(project) == []


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("data/a.csv", "2\n", "data/a.csv changed"),
        ("src/b.py", None, "src/b.py is gone"),
        ("data/new.csv", "", "data/new.csv is new"),
        ("figures/fig01-a.csv", "4\n", "figures/fig01-a.csv is not as it was made"),
        ("figures/fig01-a.csv", None, "figures/fig01-a.csv is missing"),
    ],
)
def test_a_file_that_was_read_or_made_and_is_another_is_a_reason(project, name, text, reason):
    (project / name).unlink(missing_ok=True)
    if text is not None:
        (project / name).write_text(text)
    assert stale(project) == [reason]


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        (notebook(cell("markdown", "Other words"), RAN), []),
        (notebook(RAN, PROSE), []),
        (notebook(PROSE, RAN | {"source": "a = 1\na + 1"}), []),
        (notebook(PROSE, RAN | {"outputs": said("3")}), ["made"]),
        (notebook(PROSE, RAN, metadata={"kernelspec": {"name": "other"}}), ["made"]),
        (notebook(PROSE, RAN | {"source": "a = 2\na + 1"}), ["code", "made"]),
        (notebook(PROSE, RAN, cell("code", [])), ["code", "made"]),
        (RUN[:-10], ["code", "made"]),
        (b"[]", ["code", "made"]),
    ],
)
def test_prose_is_no_reason_and_code_and_outputs_are(project, changed, reasons):
    (project / "notebooks" / "01-a.ipynb").write_bytes(changed)
    said = {"code": "its code changed", "made": "notebooks/01-a.ipynb is not as it was made"}
    assert stale(project) == [said[reason] for reason in reasons]


def test_other_packages_and_other_councils_to_compare_with_are_reasons(project, monkeypatch):
    assert stale(project, compare="") == ["COMPARE changed"]
    known = manifest.packages()
    (project / "pandas-9.9.dist-info").mkdir()
    monkeypatch.syspath_prepend(project)
    manifest.packages.cache_clear()
    assert stale(project) == ["the installed packages changed"]
    (project / "pandas-9.9.dist-info").rename(project / "council_record-9.9.dist-info")
    manifest.packages.cache_clear()
    assert (stale(project), manifest.packages()) == ([], known)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"council": "Newham"}',
        b'{"council": "x", "entries": {"01-a": {"of": "old"}}}',
    ],
)
def test_a_manifest_that_cannot_be_read_says_so_and_none_is_none(project, raw):
    manifest.file("Newham").write_bytes(raw)
    assert stale(project) == ["the record .cache/newham.json cannot be read"]
    assert stale(project, council="Leeds") == ["first run here"]


def test_each_council_has_a_manifest_and_figures_of_its_own(project):
    before = (project / "notebooks" / "01-a.ipynb").read_bytes()
    ran(project, "St. Helens", files={"fig01-a.csv": b"5\n"}, text=b"not written")
    known = manifest.load("st helens")
    assert (known["council"], list(known["entries"])) == ("St. Helens", ["01-a"])
    assert known["entries"]["01-a"]["left_out"] == {"fig02-b": "No “b”."}
    assert (project / "figures" / "st-helens" / "fig01-a.csv").read_text() == "5\n"
    assert (project / "figures" / "fig01-a.csv").read_text() == "3\n"
    assert (project / "notebooks" / "01-a.ipynb").read_bytes() == before


def test_figures_that_are_no_longer_made_or_are_left_out_now_are_removed(project):
    for name in ("fig02-b-narrow.svg", "fig02-old-name.csv", "fig03-of-another.csv"):
        (project / "figures" / name).write_text("earlier\n")
    ran(project, files={"fig01-new-name.csv": b"3\n"})
    names = {path.name for path in (project / "figures").iterdir()}
    assert names == {"fig01-new-name.csv", "fig03-of-another.csv"}
