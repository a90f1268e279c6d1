"""Files are put in place together or not at all; what a killed run left is finished or removed."""

import json
from pathlib import Path

import pytest

from council_tools.pipeline import atomic


@pytest.fixture
def folder(tmp_path):
    for name in ("a", "b", "c"):
        (tmp_path / name).write_text(f"old {name}")
    return tmp_path


@pytest.fixture
def journals(folder):
    return folder / "journals"


def now(folder):
    return {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}


OLD = {"a": "old a", "b": "old b", "c": "old c"}


def write(folder, journals, *names, gone=()):
    contents = {folder / name: f"new {name}".encode() for name in names}
    atomic.together(contents, journals, [folder / name for name in gone])


def test_files_are_written_and_others_removed(folder, journals):
    write(folder, journals, "a", "deep/er", gone=["b", "not there"])
    assert now(folder) == {"a": "new a", "c": "old c"}
    assert now(folder / "deep") == {"er": "new deep/er"}
    assert list(journals.iterdir()) == []


def test_what_is_as_it_should_be_is_not_touched(folder, journals):
    before = (folder / "a").stat()
    atomic.together({folder / "a": b"old a"}, journals)
    assert (folder / "a").stat() == before
    assert not journals.exists()


def test_where_one_cannot_be_written_all_stay_as_they_were(folder, journals):
    (folder / "d").mkdir()
    with pytest.raises(IsADirectoryError) as error:
        write(folder, journals, "a", "d", gone=["b"])
    assert error.value.filename == str(folder / "d")
    assert now(folder) == OLD
    assert list(journals.iterdir()) == []


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_where_a_move_fails_those_before_are_undone(folder, journals, monkeypatch, failing):
    replace, unlink, moves = Path.replace, Path.unlink, []

    def one(self, *arguments, act):
        if self.parent == folder and (act is replace or not self.name.endswith(".part")):
            moves.append(self)
            if len(moves) == failing:
                raise PermissionError(13, "Permission denied", str(self))
        return act(self, *arguments)

    monkeypatch.setattr(Path, "replace", lambda self, to: one(self, to, act=replace))
    monkeypatch.setattr(
        Path, "unlink", lambda self, missing_ok=False: one(self, missing_ok, act=unlink)
    )
    with pytest.raises(PermissionError, match="Permission denied"):
        write(folder, journals, "a", "new", gone=["b"])
    assert now(folder) == OLD
    assert list(journals.iterdir()) == []


class Killed(BaseException):
    """Stands in for kill -9: nothing after it is done."""


@pytest.fixture
def killed(folder, journals, monkeypatch):
    """Leave what a run leaves that is killed after its first move."""
    replace = Path.replace

    def all_but(self, to):
        if to == folder / "b":
            raise Killed
        return replace(self, to)

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(Path, "replace", all_but)
        write(folder, journals, "a", "b", gone=["c"])
    return folder


def test_the_moves_of_a_killed_run_are_finished(killed, journals):
    assert now(killed) == {"a": "new a", "b": "old b", "c": "old c", ".b.part": "new b"}
    atomic.recover(journals, [killed])
    assert now(killed) == {"a": "new a", "b": "new b"}
    assert list(journals.iterdir()) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw[:20],
        lambda raw: b"",
        lambda raw: b"\xff",
        lambda raw: b"[1]",
        lambda raw: b"{}",
        lambda raw: json.dumps(json.loads(raw) | {"gone": 7}).encode(),
        lambda raw: json.dumps(json.loads(raw) | {"folder": "/of/another/project"}).encode(),
        lambda raw: json.dumps(json.loads(raw) | {"gone": ["/of/another/project"]}).encode(),
    ],
)
def test_a_torn_or_foreign_journal_moves_nothing_and_stops_nobody(killed, journals, spoil):
    (journal,) = journals.iterdir()
    journal.write_bytes(spoil(journal.read_bytes()))
    atomic.recover(journals, [killed])
    assert now(killed) == {"a": "new a", "b": "old b", "c": "old c"}
    assert list(journals.iterdir()) == []
    write(killed, journals, "b", gone=["c"])
    assert now(killed) == {"a": "new a", "b": "new b"}


@pytest.mark.parametrize("place", ["link/a", "a", ".a.part"])
def test_no_link_is_followed_out_of_the_project(folder, journals, tmp_path_factory, place):
    outside = tmp_path_factory.mktemp("outside")
    (outside / "a").write_text("of somebody else")
    (folder / place).unlink(missing_ok=True)
    link = folder / ("link" if place == "link/a" else place)
    link.symlink_to(outside if place == "link/a" else outside / "a")
    if place == ".a.part":
        write(folder, journals, "a")
        assert now(folder)["a"] == "new a"
    else:
        with pytest.raises(OSError, match="a link in it leads out of the project"):
            write(folder, journals, place)
        with pytest.raises(OSError, match="a link in it leads out of the project"):
            write(folder, journals, gone=[place])
    assert (outside / "a").read_text() == "of somebody else"


def test_what_a_run_left_that_was_killed_before_its_journal_is_removed(folder, journals):
    journals.mkdir()
    for place in (folder / ".a.part", journals / ".moves-1.json.part"):
        place.write_text("half")
    atomic.recover(journals, [folder])
    assert now(folder) == OLD
    assert list(journals.iterdir()) == []
