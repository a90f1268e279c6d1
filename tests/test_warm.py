import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from council_record import paths
from council_tools.pipeline import worker as warm

PACKAGE = Path(warm.__file__).parent

# What a notebook does, in a process of its own: what follows opened files cannot be taken off.
PROGRAM = """\
import os, pathlib, sys
import json  # before the trace begins
from council_record import paths, warm

root, trace = paths.ROOT, open(sys.argv[1], "a", buffering=1)
data = root / "data"
sys.prefix = str(root / "installed")
before = warm.Trace(trace)
open(data / "before.csv").close()
before.begin()

os.chdir(paths.NOTEBOOKS)
for _ in range(2):
    (data / "once.csv").read_text()
    (data / "once.csv").write_text("other")
(data / "later.csv").write_text("written first")
(data / "later.csv").read_text()
for mode in ("w", "a", "x", "r+", "wb"):
    open(data / f"written-{mode}.csv", mode).close()
os.close(os.open(data / "descriptor.csv", os.O_RDONLY))
os.close(os.open(data / "written-descriptor.csv", os.O_WRONLY | os.O_CREAT))
os.close(os.open(data / "written-both.csv", os.O_RDWR | os.O_CREAT))
for missing in ("never.csv", "no-folder/never.csv", "a b “c”.csv"):
    for _ in range(2):
        try:
            open(data / missing)
        except FileNotFoundError:
            pass
open("../data/relative.csv").close()
open("beside.csv").close()
open(f"{data}/../data/./around.csv").close()
(root / "installed" / "lib" / "module.py").read_text()
(root.parent / "outside.csv").read_text()
pathlib.Path(os.devnull).read_text()
try:
    open(data / "bare.pyc").close()
except ValueError as error:
    print("bare.pyc:", error)

import string, json
import toy_top, toy_top.part
from council_record import toy_plain, toy_compiled
exec("import toy_of_others", {"__name__": "somebody_else"})
exec("import toy_of_nobody", {})
exec("from toy_of_ours import part", {"__name__": "council_record.charts"})
import toy_of_others
try:
    import toy_that_is_not_there
except ImportError:
    pass
print("end")
"""
PLAIN = "import toy_through\nfrom . import toy_deep\n"


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@pytest.fixture(scope="module")
def traced(tmp_path_factory):
    """Run the program in a project of its own; return the lines of its trace and its output."""
    root = tmp_path_factory.mktemp("world") / "project"
    package = root / "src" / "council_record"
    package.mkdir(parents=True)
    for name in ("__init__", "paths", "record", "warm"):
        shutil.copy(PACKAGE / f"{name}.py", package)
    for name, source in {"toy_plain": PLAIN, "toy_deep": "", "toy_compiled": "x = 1\n"}.items():
        (package / f"{name}.py").write_text(source)
    elsewhere = root.parent / "packages"
    (elsewhere / "toy_top").mkdir(parents=True)
    toys = ["toy_of_others", "toy_of_nobody", "toy_through", "toy_top/__init__", "toy_top/part"]
    for name in toys:
        (elsewhere / f"{name}.py").write_text("import toy_of_a_package\n")
    (elsewhere / "toy_of_a_package.py").write_text("")
    (elsewhere / "toy_of_ours.py").write_text("part = 1\n")
    (root / "notebooks").mkdir()
    (root / "data").mkdir()
    for name in ("before", "once", "descriptor", "relative", "around", "written-a", "written-r+"):
        (root / "data" / f"{name}.csv").write_text(f"{name}\n")
    (root / "data" / "bare.pyc").write_text("bare\n")
    (root / "notebooks" / "beside.csv").write_text("beside\n")
    (root / "installed" / "lib").mkdir(parents=True)
    (root / "installed" / "lib" / "module.py").write_text("")
    (root.parent / "outside.csv").write_text("")
    search = {"PYTHONPATH": os.pathsep.join([str(root / "src"), str(elsewhere)])}
    environment = os.environ | search | {"PYTHONDONTWRITEBYTECODE": "1"}
    compile = [sys.executable, "-m", "compileall", "-q", str(package / "toy_compiled.py")]
    subprocess.run(compile, check=True)
    command = [sys.executable, "-c", PROGRAM, str(root.parent / "trace")]
    ran = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8")
    assert ran.stderr == ""
    lines = (root.parent / "trace").read_text(encoding="utf-8").splitlines()
    return SimpleNamespace(lines=lines, out=ran.stdout, root=root)


def read(traced):
    """Return the pairs of hash and path that were recorded, by path; none may be there twice."""
    pairs = [line.split(" ", 2)[1:] for line in traced.lines if line.startswith("read ")]
    assert len(pairs) == len({path for _, path in pairs})
    return {path: known for known, path in pairs}


def test_a_file_is_recorded_once_with_what_it_held_when_it_was_first_opened(traced):
    assert read(traced)["data/once.csv"] == digest("once\n")


@pytest.mark.parametrize("name", ["data/descriptor.csv", "data/relative.csv", "data/around.csv"])
def test_a_file_is_recorded_however_it_is_opened(traced, name):
    assert read(traced)[name] == digest(f"{Path(name).stem}\n")


def test_a_file_beside_the_notebook_is_recorded_from_the_folder_of_the_project(traced):
    assert read(traced)["notebooks/beside.csv"] == digest("beside\n")


def test_a_file_that_is_only_written_is_not_recorded(traced):
    assert [path for path in read(traced) if "written" in path] == []


def test_a_file_is_recorded_that_is_read_after_it_was_written(traced):
    assert read(traced)["data/later.csv"] == digest("written first")


@pytest.mark.parametrize("name", ["never.csv", "no-folder/never.csv", "a b “c”.csv"])
def test_a_file_that_is_not_there_is_recorded_as_missing(traced, name):
    assert read(traced)[f"data/{name}"] == "-"


def test_nothing_is_recorded_of_what_is_installed_outside_the_project_or_earlier(traced):
    others = {path for path in read(traced) if not path.startswith(("data/", "src/", "notebooks/"))}
    assert others == set()
    assert "data/before.csv" not in read(traced)


@pytest.mark.parametrize(
    ("name", "source"), [("toy_plain", PLAIN), ("toy_deep", ""), ("toy_compiled", "x = 1\n")]
)
def test_a_module_counts_as_its_source_compiled_or_not(traced, name, source):
    folder = traced.root / "src" / "council_record" / "__pycache__"
    assert len(list(folder.glob(f"{name}.*"))) == (name == "toy_compiled")
    assert read(traced)[f"src/council_record/{name}.py"] == digest(source)
    assert [path for path in read(traced) if "__pycache__" in path] == []


def test_a_file_whose_name_ends_like_that_of_a_compiled_module_can_be_read(traced):
    assert traced.out == "end\n"
    assert read(traced)["data/bare.pyc"] == digest("bare\n")


def test_packages_are_recorded_where_the_notebook_or_the_program_imports_them(traced):
    found = [line.removeprefix("import ") for line in traced.lines if line.startswith("import ")]
    assert sorted(found) == sorted(set(found))
    assert "" not in found
    toys = {name for name in found if name.startswith("toy")}
    assert toys == {"toy_top", "toy_through", "toy_of_ours", "toy_of_others",
                    "toy_that_is_not_there"}  # fmt: skip
    assert {"string", "json", "council_record"} <= set(found)


def test_every_line_is_a_read_or_an_import(traced):
    assert {line.split()[0] for line in traced.lines} == {"read", "import"}


class Stream:
    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text
        return len(text)


def test_a_stream_refuses_what_is_beyond_one_million_characters():
    stream = Stream()
    warm._limit(stream)
    assert stream.write("x" * 999_999) == 999_999
    assert stream.write("£") == 1
    for _ in range(2):
        with pytest.raises(RuntimeError) as told:
            stream.write("y")
        assert str(told.value) == "printed more than 1,000,000 characters. Show less"
    assert len(stream.text) == 1_000_000
    assert stream.text.endswith("x£")


def test_a_stream_refuses_too_much_at_once_and_two_streams_are_counted_apart():
    one, other = Stream(), Stream()
    warm._limit(one)
    warm._limit(other)
    other.write("x" * 900_000)
    one.write("x" * 900_000)
    with pytest.raises(RuntimeError):
        one.write("x" * 2_000_000)
    assert (len(one.text), len(other.text)) == (900_000, 900_000)


def test_the_modules_of_the_program_are_imported_anew(monkeypatch):
    others = {name: module for name, module in sys.modules.items() if "council_record" not in name}
    copy = others | {"council_record": 1, "council_record.tables": 1, "council_records": 1}
    fake = SimpleNamespace(modules=copy, pycache_prefix=None)
    monkeypatch.setattr(warm, "sys", fake)
    warm._forget(str(paths.CACHE / "scratch" / "0" / "trace"))
    assert copy == others | {"council_records": 1}
    assert fake.pycache_prefix == str(paths.CACHE / "scratch" / "compiled")


def test_a_compiled_module_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    def full(path, data):
        with path.open("wb") as file:
            file.write(data[:3])  # as much as there is room for
        raise OSError(28, "No space left on device")

    place = tmp_path / "deep" / "toy.pyc"
    warm._whole(None, str(place), b"compiled", _mode=0o644)
    assert place.read_bytes() == b"compiled"
    monkeypatch.setattr(warm.Path, "write_bytes", full)
    warm._whole(None, str(place.with_name("other.pyc")), b"compiled", _mode=0o644)
    assert not place.with_name("other.pyc").exists()
    assert place.read_bytes() == b"compiled"


@pytest.mark.parametrize(
    ("found", "code", "written"),
    [
        ([], 0, ""),
        (["claims.csv, row 2", "claims.csv, row 3"], 0, "claims.csv, row 2\nclaims.csv, row 3"),
        (KeyError("flow"), 1, "KeyError: 'flow'"),
    ],
)
def test_a_check_writes_what_it_found_or_what_broke(tmp_path, monkeypatch, found, code, written):
    def faults(council):
        assert council == "Leeds"
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr(warm, "_forget", lambda trace: None)
    monkeypatch.setattr(warm.Trace, "begin", lambda trace: trace._file.write("begun\n"))
    monkeypatch.setattr(warm, "_faults", faults)
    with pytest.raises(SystemExit) as ended:
        warm.check("Leeds", str(tmp_path / "trace"), str(tmp_path / "result"))
    assert ended.value.code == code
    assert (tmp_path / "result").read_text() == written
    assert (tmp_path / "trace").read_text() == "begun\n"


@pytest.mark.parametrize(
    ("error", "number", "written"),
    [
        (OSError(28, "No space left on device"), 28, ""),
        (PermissionError(13, "Permission denied", "claims.csv"), 13, "claims.csv"),
    ],
)
def test_an_error_of_the_system_is_not_taken_for_a_broken_check(
    tmp_path, monkeypatch, error, number, written
):
    def faults(_):
        raise error

    monkeypatch.setattr(warm, "_forget", lambda trace: None)
    monkeypatch.setattr(warm.Trace, "begin", lambda trace: None)
    monkeypatch.setattr(warm, "_faults", faults)
    with pytest.raises(SystemExit) as ended:
        warm._call(warm.check, "Leeds", str(tmp_path / "trace"), str(tmp_path / "result"))
    assert warm.failure(ended.value.code, tmp_path).errno == number
    assert (tmp_path / "result").read_text() == written
