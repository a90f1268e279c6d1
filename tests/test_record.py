import hashlib
import importlib.metadata
import json
import platform

import pytest

from council_record import paths
from council_tools.pipeline import manifest as record

PYTHON = {"python": platform.python_version()}


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return an empty project: the data of the real one are not needed here."""
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(paths, "CACHE", tmp_path / ".cache")
    for name in ("data", "figures", "notebooks", "src"):
        (tmp_path / name).mkdir()
    return tmp_path


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


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
RUN = notebook(PROSE, CODE | {"outputs": said("2"), "execution_count": 1})


def test_a_digest_is_of_the_content_and_none_where_there_is_no_file(tmp_path):
    (tmp_path / "a").write_text("1\n")
    assert record.digest(tmp_path / "a") == sha("1\n")
    for path in (tmp_path / "b", tmp_path, tmp_path / "a" / "under a file"):
        assert record.digest(path) is None


def test_each_council_has_a_record_of_its_own(project):
    assert record.file("St. Helens") == project / ".cache" / "st-helens.json"
    assert record.file("Newham") == record.file("newham") != record.file("Leeds")


@pytest.mark.parametrize(
    "raw",
    [None, b"", b"{", b"[]", b"null", b'"council"', b"\xff\xfe", b"1" * 5000,
     b'{"council": "Newham"}', b'{"notebooks": {}, "check": null}',
     b'{"council": "Newham", "check": null, "notebooks": []}',
     b'{"council": "Newham", "check": {"of": "old"}, "notebooks": {}}',
     b'{"council": "Newham", "check": null, "notebooks": {"01-a": {"of": "old"}}}'],
)  # fmt: skip
def test_a_record_that_cannot_be_read_is_empty(project, raw):
    record.file("Newham").parent.mkdir()
    if raw is not None:
        record.file("Newham").write_bytes(raw)
    assert record.load("Newham") == {"council": None, "check": None, "notebooks": {}}


def test_a_record_of_a_council_whose_tables_alone_are_checked_is_one(project):
    known = {"council": "Leeds", "check": None, "notebooks": {}}
    record.file("Leeds").parent.mkdir()
    record.file("Leeds").write_bytes(record.text(known))
    assert record.load("Leeds") == known


def test_a_record_is_read_as_it_was_written(project):
    read = {"read": {"a £": None, "b": "0a"}, "versions": PYTHON}
    entry = read | {"code": "0b", "made": {"c": "0c"}, "left_out": {"fig01-a": "“No” rows."}}
    known = {"council": "St. Helens", "check": read, "notebooks": {"01-a": entry}}
    record.file("St. Helens").parent.mkdir()
    record.file("St. Helens").write_bytes(record.text(known | {"of another time": 1}))
    assert record.load("st helens") == known
    assert record.load("Newham")["council"] is None


def test_an_entry_has_each_file_that_was_read_and_those_that_were_not_there():
    trace = "read 0a data/b.csv\nread - data/coded/of leeds.csv\nread 0b data/a.csv\n"
    assert record.entry(trace) == {
        "read": {"data/a.csv": "0b", "data/b.csv": "0a", "data/coded/of leeds.csv": None},
        "versions": PYTHON,
    }


def test_of_an_empty_trace_there_is_the_version_of_python_alone():
    assert record.entry("") == {"read": {}, "versions": PYTHON}


OWNERS = {"drawing": ["Drawing"], "words": ["words-kit"], "own": ["council-record"]}
VERSIONS = {"drawing": "3.1", "words-kit": "1.0", "pens": "2.0", "ink": "0.9", "other": "7"}
VERSIONS["council-record"] = "0.1"
REQUIRED = {
    "drawing": ["Pens>=1", 'paper; sys_platform == "nowhere"', 'other; extra == "all"'],
    "pens": ["ink", "drawing"],
    "ink": ["not-installed"],
}


@pytest.fixture
def packages(monkeypatch):
    """Put a small world of packages in the place of those installed."""

    def version(name):
        if name not in VERSIONS:
            raise importlib.metadata.PackageNotFoundError(name)
        return VERSIONS[name]

    monkeypatch.setattr(record, "_owners", lambda: OWNERS)
    monkeypatch.setattr(importlib.metadata, "version", version)
    monkeypatch.setattr(importlib.metadata, "requires", REQUIRED.get)


def test_an_entry_has_the_packages_imported_and_all_that_they_need(packages):
    entry = record.entry("import drawing\nread - a\nimport json\nimport own\nimport unknown\n")
    assert entry["versions"] == PYTHON | {"drawing": "3.1", "ink": "0.9", "pens": "2.0"}
    assert list(entry["read"]) == ["a"]


def test_a_package_goes_by_the_name_it_is_installed_under(packages):
    assert record.entry("import words\n")["versions"] == PYTHON | {"words-kit": "1.0"}


def test_of_what_is_really_installed_a_package_brings_those_that_it_needs():
    versions = record.entry("import pandas\nimport json\nimport council_record\n")["versions"]
    assert versions["pandas"] == importlib.metadata.version("pandas")
    assert {"numpy", "python-dateutil"} <= set(versions)
    assert {"json", "council-record", "matplotlib"} & set(versions) == set()


@pytest.mark.parametrize(
    "changed",
    [
        notebook(cell("markdown", "Other words"), CODE),
        notebook(CODE),
        notebook(PROSE, CODE, PROSE),
        notebook(PROSE, cell("code", "a = 1\na + 1")),
        notebook(PROSE, CODE | {"outputs": said("3"), "execution_count": 7}),
        notebook(PROSE, CODE | {"metadata": {"tags": ["x"]}, "id": "other"}, metadata={"x": 1}),
    ],
)
def test_the_code_of_a_notebook_is_the_same_whatever_its_prose_and_outputs(changed):
    assert record.code(changed) == record.code(RUN)


@pytest.mark.parametrize(
    "changed",
    [
        notebook(PROSE, cell("code", ["a = 2\n", "a + 1"])),
        notebook(PROSE, cell("code", ["a = 1\n", "a + 1 "])),
        notebook(PROSE, CODE, cell("code", [])),
        notebook(PROSE, cell("code", ["a = 1\n"]), cell("code", ["a + 1"])),
        notebook(PROSE),
        notebook(PROSE, cell("markdown", ["a = 1\n", "a + 1"])),
        b"",
    ],
)
def test_other_code_is_another_code(changed):
    assert record.code(changed) != record.code(RUN)


def test_the_order_of_the_code_counts():
    one, other = cell("code", "a = 1"), cell("code", "a = 2")
    assert record.code(notebook(one, other)) != record.code(notebook(other, one))


@pytest.fixture
def path(project):
    return project / "notebooks" / "01-a.ipynb"


def executed(*cells, **more):
    return notebook(*cells, CODE | {"outputs": said("2"), "execution_count": 1}, **more)


@pytest.mark.parametrize(
    "changed",
    [
        executed(cell("markdown", "Other words")),
        executed(),
        notebook(PROSE, cell("code", "a = 1\na + 1", outputs=said("2"), execution_count=1)),
        executed(PROSE).replace(b"\n", b"\r\n"),
    ],
)
def test_what_a_run_makes_of_a_notebook_is_the_same_whatever_its_prose(path, changed):
    assert record.made(path, changed) == record.made(path, RUN)


@pytest.mark.parametrize(
    "changed",
    [
        notebook(PROSE, CODE | {"outputs": said("3"), "execution_count": 1}),
        notebook(PROSE, CODE | {"outputs": said("2"), "execution_count": 2}),
        notebook(PROSE, CODE | {"outputs": [], "execution_count": 1}),
        executed(PROSE, metadata={"kernelspec": {"name": "other"}}),
        notebook(PROSE, cell("code", "a = 2", outputs=said("2"), execution_count=1)),
        b"",
        b"[]",
    ],
)
def test_other_outputs_are_another_notebook(path, changed):
    assert record.made(path, changed) != record.made(path, RUN)


def test_notebooks_that_cannot_be_read_differ_by_their_bytes(path):
    assert record.made(path, b"{") == record.made(path, b"{") != record.made(path, b"[")


def test_what_a_run_makes_of_any_other_file_is_its_content(project):
    assert record.made(project / "figures" / "fig01-a.csv", b"1\n") == sha("1\n")
    assert record.made(project / "figures" / "fig01-a.svg", RUN) == sha(RUN.decode())


@pytest.fixture
def known(project, path):
    """Return the entry of a run that stands: it read two files, missed one, and made a figure."""
    files = {"data/a.csv": "1\n", "src/b.py": "2\n", "figures/fig01-a.csv": "3\n"}
    for name, text in files.items():
        (project / name).write_text(text)
    path.write_bytes(RUN)
    return {
        "read": {"data/a.csv": sha("1\n"), "src/b.py": sha("2\n"), "data/new.csv": None},
        "versions": PYTHON | {"pandas": importlib.metadata.version("pandas")},
        "code": record.code(RUN),
        "made": {"figures/fig01-a.csv": sha("3\n"), "notebooks/01-a.ipynb": record.made(path, RUN)},
        "left_out": {},
    }


def stale(path, known):
    return record.Now().stale(path, known)


def test_a_record_stands_while_all_is_as_it_was(path, known):
    assert stale(path, known) == []
    assert record.Now().differs(known) == []


def test_without_a_record_a_notebook_must_run(path):
    assert stale(path, None) == record.Now().differs(None) == ["no record of a run here"]


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("data/a.csv", "2\n", "data/a.csv changed"),
        ("data/a.csv", "", "data/a.csv changed"),
        ("src/b.py", None, "src/b.py is gone"),
        ("data/new.csv", "1\n", "data/new.csv is new"),
        ("data/new.csv", "", "data/new.csv is new"),
    ],
)
def test_a_file_that_was_read_and_is_another_now_is_a_reason(
    project, path, known, name, text, reason
):
    if text is None:
        (project / name).unlink()
    else:
        (project / name).write_text(text)
    assert stale(path, known) == [reason]
    assert record.Now().differs(known) == [reason]


def test_a_file_that_was_not_read_is_no_reason(project, path, known):
    (project / "data" / "other.csv").write_text("1\n")
    assert stale(path, known) == []


def test_a_file_that_is_written_again_as_it_was_is_no_reason(project, path, known):
    (project / "data" / "a.csv").unlink()
    (project / "data" / "a.csv").write_text("1\n")
    assert stale(path, known) == []


@pytest.mark.parametrize(
    ("now", "reason"), [("9.9", "pandas 1.0 became 9.9"), (None, "pandas 1.0 became missing")]
)
def test_another_version_of_a_package_is_a_reason(path, known, monkeypatch, now, reason):
    def version(name):
        assert name == "pandas"
        if now is None:
            raise importlib.metadata.PackageNotFoundError(name)
        return now

    known["versions"]["pandas"] = "1.0"
    monkeypatch.setattr(importlib.metadata, "version", version)
    assert stale(path, known) == [reason]
    assert record.Now().differs(known) == [reason]


def test_another_python_is_a_reason(path, known, monkeypatch):
    before = platform.python_version()
    monkeypatch.setattr(platform, "python_version", lambda: "9.9.9")
    assert stale(path, known) == [f"python {before} became 9.9.9"]


def test_changed_code_is_a_reason_and_the_first(project, path, known):
    path.write_bytes(RUN.replace(b"a = 1", b"a = 2"))
    (project / "data" / "a.csv").write_text("2\n")
    assert stale(path, known) == [
        "its code changed",
        "data/a.csv changed",
        "notebooks/01-a.ipynb is not as it was made",
    ]


def test_changed_code_alone_is_a_reason_where_the_notebook_is_not_what_a_run_makes(path, known):
    del known["made"]["notebooks/01-a.ipynb"]  # of another council
    path.write_bytes(RUN.replace(b"a = 1", b"a = 2"))
    assert stale(path, known) == ["its code changed"]
    path.write_bytes(RUN.replace(b'"2"', b'"3"'))
    assert stale(path, known) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "figures/fig01-a.csv is missing"),
        ("4\n", "figures/fig01-a.csv is not as it was made"),
    ],
)
def test_a_figure_that_is_not_as_it_was_made_is_a_reason(project, path, known, text, reason):
    figure = project / "figures" / "fig01-a.csv"
    figure.unlink() if text is None else figure.write_text(text)
    assert stale(path, known) == [reason]
    assert record.Now().differs(known) == []


def test_an_edited_output_of_a_notebook_is_a_reason(path, known):
    path.write_bytes(RUN.replace(b'"2"', b'"3"'))
    assert stale(path, known) == ["notebooks/01-a.ipynb is not as it was made"]


def test_edited_prose_is_no_reason(path, known):
    path.write_bytes(RUN.replace(b"Words", b"Other words"))
    assert stale(path, known) == []


def test_a_notebook_saved_with_its_sources_in_one_piece_is_no_reason(path, known):
    content = json.loads(RUN)
    for part in content["cells"]:
        part["source"] = "".join(part["source"])
    path.write_text(json.dumps(content))
    assert path.read_bytes() != RUN
    assert stale(path, known) == []


def test_a_notebook_that_is_no_longer_one_must_run(path, known):
    path.write_bytes(RUN[:-10])
    assert stale(path, known) == ["its code changed", "notebooks/01-a.ipynb is not as it was made"]


def test_every_reason_is_told(project, path, known):
    for name in ("data/a.csv", "data/new.csv", "figures/fig01-a.csv"):
        (project / name).write_text("other\n")
    (project / "src" / "b.py").unlink()
    known["versions"]["pandas"] = "1.0"
    now = importlib.metadata.version("pandas")
    assert stale(path, known) == [
        "data/a.csv changed",
        "src/b.py is gone",
        "data/new.csv is new",
        f"pandas 1.0 became {now}",
        "figures/fig01-a.csv is not as it was made",
    ]


def test_a_look_reads_each_file_once(project, path, known, monkeypatch):
    now, read = record.Now(), []
    monkeypatch.setattr(record, "digest", lambda file: read.append(file))
    for _ in range(2):
        assert len(now.differs(known)) == 2
    assert sorted(read) == [paths.ROOT / name for name in sorted(known["read"])]
