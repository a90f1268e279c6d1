import json
import os
from pathlib import Path

import pytest

import toy
from council_tools.pipeline import atomic as moving

NAMES = ("a.csv", "b.png", "c.svg", "d.txt")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "figures"


@pytest.fixture
def cache(tmp_path):
    return tmp_path / ".cache"


def texts(folder):
    """Return the text of every file of a folder by name, hidden ones too."""
    if not folder.is_dir():
        return {}
    return {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}


def put(folder, **contents):
    """Write files, such as a="old" into a.txt."""
    folder.mkdir(exist_ok=True)
    for name, text in contents.items():
        (folder / f"{name}.txt").write_text(text)


def all_of(folder, content):
    return {folder / name: content for name in NAMES}


def journal(cache, moves, gone=()):
    """Write a journal as a run does that was killed before its moves were made."""
    cache.mkdir(exist_ok=True)
    path = cache / "moves-1.json"
    moves = [[str(path.with_name(f".{path.name}.part")), str(path)] for path in moves]
    path.write_text(json.dumps({"moves": moves, "gone": [str(path) for path in gone]}))
    return path


def test_files_are_written_others_removed_and_nothing_else_is_left(folder, cache):
    put(folder, a="old", left="old", other="old")
    contents = {folder / "a.txt": b"new", folder / "b.txt": b"new"}
    moving.together(contents, cache, [folder / "left.txt", folder / "never-there.txt"])
    assert texts(folder) == {"a.txt": "new", "b.txt": "new", "other.txt": "old"}
    assert texts(cache) == {}


def test_files_of_several_folders_are_written_and_the_folders_are_made(folder, cache):
    there = folder / "leeds" / "deep"
    moving.together({folder / "a.txt": b"new", there / "a.txt": b"deep"}, cache)
    assert (texts(folder), texts(there)) == ({"a.txt": "new"}, {"a.txt": "deep"})


@pytest.mark.parametrize("name", ["“£” é.txt", "a b.txt", "-n.txt", ".hidden"])
def test_a_file_may_have_any_name(folder, cache, name):
    moving.together({folder / name: b"new\x00\xff"}, cache)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {name: b"new\x00\xff"}


def test_a_file_that_has_its_content_already_is_left_alone(folder, cache):
    put(folder, a="same", b="old")
    for path in folder.iterdir():
        os.utime(path, ns=(1, 1))
    moving.together({folder / "a.txt": b"same", folder / "b.txt": b"new"}, cache)
    assert (folder / "a.txt").stat().st_mtime_ns == 1
    assert (folder / "b.txt").stat().st_mtime_ns != 1


def test_where_nothing_differs_nothing_is_done(folder, cache, monkeypatch):
    put(folder, a="same")
    monkeypatch.setattr(moving.subprocess, "run", lambda *_, **__: pytest.fail("it was moved"))
    moving.together({folder / "a.txt": b"same"}, cache, [folder / "never-there.txt"])
    assert not cache.exists()


def fail_on(monkeypatch, method, number, error):
    """Let the n-th call of a method of Path raise an error; the others work as ever."""
    work, calls = getattr(Path, method), []

    def failing(self, *arguments):
        calls.append(self)
        if len(calls) == number:
            raise error
        return work(self, *arguments)

    monkeypatch.setattr(Path, method, failing)


FULL = OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("method", "number"),
    [
        ("write_bytes", 1),
        ("write_bytes", 3),
        ("write_bytes", 4),
        ("write_bytes", 5),
        ("replace", 1),
    ],
)
@pytest.mark.parametrize("error", [FULL, KeyboardInterrupt()], ids=["full", "ctrl-c"])
@pytest.mark.parametrize("earlier", [True, False], ids=["earlier files", "no earlier files"])
def test_what_stops_before_the_journal_is_there_leaves_all_as_it_was(
    folder, cache, monkeypatch, method, number, error, earlier
):
    if earlier:
        moving.together(all_of(folder, b"old") | {folder / "left.txt": b"old"}, cache)
    before = toy.snapshot(folder)
    fail_on(monkeypatch, method, number, error)
    with pytest.raises(type(error)):
        moving.together(all_of(folder, b"new"), cache, [folder / "left.txt"])
    monkeypatch.undo()
    assert toy.snapshot(folder) == before
    assert texts(cache) == {}


def test_a_full_disk_is_told_with_the_file_that_could_not_be_written(folder, cache, monkeypatch):
    fail_on(monkeypatch, "write_bytes", 2, OSError(28, "No space left on device"))
    with pytest.raises(OSError, match="No space left on device") as told:
        moving.together(all_of(folder, b"new"), cache)
    assert told.value.errno == 28
    assert told.value.filename == str(folder / "b.png")  # main takes one without for a printer's


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_in_the_place_of_a_file_is_named_and_all_is_as_it_was(folder, cache, name):
    put(folder, left="old")
    (folder / name).mkdir()
    (folder / "a.csv").write_text("old") if name != "a.csv" else None
    before = toy.snapshot(folder)
    with pytest.raises(IsADirectoryError) as told:
        moving.together(all_of(folder, b"new"), cache, [folder / "left.txt"])
    assert (told.value.errno, told.value.filename) == (21, str(folder / name))
    assert toy.snapshot(folder) == before
    assert texts(cache) == {}


def test_a_file_in_the_place_of_a_folder_is_named(folder, cache):
    folder.write_text("old")
    with pytest.raises(OSError, match="figures"):
        moving.together(all_of(folder, b"new"), cache)
    assert folder.read_text() == "old"
    assert texts(cache) == {}


def test_an_error_of_the_process_that_moves_is_raised_here_and_all_is_as_it_was(
    folder, cache, monkeypatch
):
    put(folder, a="old", left="old")
    (folder / "b.txt").mkdir()
    is_dir = Path.is_dir  # the folder came after we had looked
    monkeypatch.setattr(Path, "is_dir", lambda self: self.name != "b.txt" and is_dir(self))
    with pytest.raises(IsADirectoryError) as told:
        moving.together(
            {folder / "a.txt": b"new", folder / "b.txt": b"new"}, cache, [folder / "left.txt"]
        )
    monkeypatch.undo()
    assert (told.value.errno, told.value.strerror) == (21, "Is a directory")
    assert told.value.filename == str(folder / "b.txt")
    assert texts(folder) == {"a.txt": "old", "left.txt": "old"}
    assert texts(cache) == {}


def test_moves_are_made_by_another_process_than_that_of_the_run(folder, cache, monkeypatch):
    replace = Path.replace

    def refuse(self, target):
        if self.parent == folder:
            pytest.fail("it was moved here, where Ctrl-C can stop it")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    moving.together(all_of(folder, b"new"), cache)
    assert set(texts(folder).values()) == {"new"}


def test_finishing_makes_the_moves_removes_what_is_gone_and_then_the_journal(folder, cache):
    put(folder, a="old", left="old")
    (folder / ".a.txt.part").write_text("new")
    (folder / ".b.txt.part").write_text("new")
    path = journal(cache, [folder / "a.txt", folder / "b.txt"], [folder / "left.txt"])
    moving.finish(path)
    assert texts(folder) == {"a.txt": "new", "b.txt": "new"}
    assert texts(cache) == {}


@pytest.mark.parametrize("earlier", [True, False], ids=["earlier files", "no earlier files"])
@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_move_that_fails_takes_the_others_back(folder, cache, earlier, place):
    folder.mkdir()
    (folder / "left.txt").write_text("old")
    for number, name in enumerate(NAMES):
        (folder / f".{name}.part").write_text("new")
        if number == place:
            (folder / name).mkdir()
        elif earlier:
            (folder / name).write_text("old")
    path = journal(cache, [folder / name for name in NAMES], [folder / "left.txt"])
    with pytest.raises(IsADirectoryError):
        moving.finish(path)
    others = [name for name in NAMES if name != NAMES[place]] if earlier else []
    assert texts(folder) == dict.fromkeys([*others, "left.txt"], "old")
    assert texts(cache) == {}


def test_where_one_file_cannot_be_removed_none_is(folder, cache):
    put(folder, a="old", left="old")
    (folder / "stays").mkdir()
    (folder / ".a.txt.part").write_text("new")
    path = journal(cache, [folder / "a.txt"], [folder / "left.txt", folder / "stays"])
    with pytest.raises(OSError, match="stays"):
        moving.finish(path)
    assert texts(folder) == {"a.txt": "old", "left.txt": "old"}


def test_moves_that_were_made_before_a_kill_are_not_undone_by_finishing(folder, cache):
    put(folder, a="new", b="old")  # a was moved, b was not
    (folder / ".b.txt.part").write_text("new")
    path = journal(cache, [folder / "a.txt", folder / "b.txt"], [folder / "gone-already.txt"])
    moving.finish(path)
    assert texts(folder) == {"a.txt": "new", "b.txt": "new"}
    assert texts(cache) == {}


def test_recovering_finishes_what_a_killed_run_began(folder, cache):
    put(folder, a="old", left="old")
    (folder / ".a.txt.part").write_text("new")
    journal(cache, [folder / "a.txt"], [folder / "left.txt"])
    moving.recover(cache, [folder])
    assert texts(folder) == {"a.txt": "new"}
    assert texts(cache) == {}


def test_recovering_removes_what_a_run_left_that_was_killed_before_its_journal(folder, cache):
    put(folder, a="old")
    cache.mkdir()
    for path in (folder / ".a.txt.part", folder / ".b.txt.part", cache / ".moves-1.json.part"):
        path.write_text("half")
    (folder / "fig01.part").write_text("kept")
    (cache / "newham.json").write_text("kept")
    moving.recover(cache, [folder, folder / "never-there"])
    assert texts(folder) == {"a.txt": "old", "fig01.part": "kept"}
    assert texts(cache) == {"newham.json": "kept"}


def test_a_journal_that_another_process_has_just_finished_is_no_fault(cache, monkeypatch):
    path = journal(cache, [])
    listed, look = [path], Path.glob
    path.unlink()
    monkeypatch.setattr(
        Path, "glob", lambda self, pattern: listed if "moves" in pattern else look(self, pattern)
    )
    moving.recover(cache, [])


def test_recovering_where_nothing_was_left_does_nothing(tmp_path, folder, cache):
    moving.recover(cache, [folder])
    assert list(tmp_path.iterdir()) == []
