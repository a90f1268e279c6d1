import asyncio
import os
import queue
import shutil
import time
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from council_record import paths
from council_record.data.errors import DataError, Failed
from council_tools.pipeline import kernels
from council_tools.pipeline import manifest as record
from council_tools.pipeline.run import Outcome
from executed import code, notebook, shows, stream


@pytest.fixture
def client(monkeypatch):
    """Put a function in the place of the kernel: it is given the notebook and the environment."""

    class Client:
        _cleanup_kernel = None

        def __init__(self, content, **_):
            self.content = content

        async def async_execute(self, env, **_):
            Path(env["TRACE"]).write_text("import pandas\n")
            client.act(self.content, env)

    client = SimpleNamespace(act=lambda content, environment: None)
    monkeypatch.setattr(kernels, "NotebookClient", Client)
    return client


@pytest.fixture
def execute(project):
    """Return a function that runs one notebook, given as a text, and returns its Outcome."""

    def run(raw, council="Newham"):
        path = project / "notebooks" / "01-a.ipynb"
        path.write_bytes(raw if isinstance(raw, bytes) else nbformat.writes(raw).encode())
        outcome = Outcome(path, council)
        asyncio.run(kernels.execute(outcome, project / "scratch" / "0", 3))
        return outcome

    return run


def raises(error):
    def act(content, _):
        content.cells[1].execution_count = 1
        raise error

    return act


def test_a_notebook_runs_without_its_old_outputs_and_gives_text_figures_and_trace(client, execute):
    def act(content, environment):
        assert (content.cells[1].outputs, content.cells[1].execution_count) == ([], None)
        assert environment["COUNCIL"] == "St. Helens"
        assert environment["PATH"] == os.environ["PATH"]
        content.cells[1].outputs = [shows(text_markdown="No rows.")]
        for name in ("fig01-a.csv", "fig01-a.txt", "notes.txt"):
            Path(environment["FIGURES_FOLDER"], name).write_bytes(b"new")

    client.act = act
    given = notebook(code('save("fig01-a", "fig02-b")', stream("stdout", "old"), count=9))
    outcome = execute(given, "St. Helens")
    assert (outcome.error, outcome.problem) == ("", None)
    assert outcome.figures == {"fig01-a.csv": b"new", "fig01-a.txt": b"new"}
    assert outcome.left_out == {"fig02-b": "No rows."}
    assert outcome.trace == "import pandas\n"
    assert outcome.before == outcome.notebook.read_bytes() == nbformat.writes(given).encode()
    assert nbformat.reads(outcome.text, as_version=4).cells[1].outputs == [
        shows(text_markdown="No rows.")
    ]
    assert outcome.seconds > 0


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (CellExecutionError("…", "KeyError", "'grade'\n"), "cell 2: KeyError: 'grade'"),
        (CellExecutionError("…", "OSError", "[Errno 2] No such file or directory: 'a'"),
         "cell 2: OSError: [Errno 2] No such file or directory: 'a'"),
        (CellTimeoutError("…"), "cell 2: ran for more than 3 seconds"),
        (DeadKernelError("…"), "cell 2: the kernel died"),
        (RuntimeError("no reply"), "cell 2: the kernel did not answer: no reply"),
    ],
)  # fmt: skip
def test_a_notebook_that_fails_makes_nothing_and_is_named_with_its_cell(
    client, execute, error, told
):
    client.act = raises(error)
    outcome = execute(notebook(code("1")))
    assert (outcome.error, outcome.problem) == (told, None)
    assert (outcome.text, outcome.figures, outcome.trace) == ("", {}, "")


def test_a_notebook_that_warns_makes_nothing(client, execute):
    def act(content, environment):
        Path(environment["FIGURES_FOLDER"], "fig01-a.csv").write_bytes(b"new")
        content.cells[1].outputs = [stream("stderr", "UserWarning: no")]

    client.act = act
    outcome = execute(notebook(code("1")))
    assert outcome.error == "cell 2: a warning: UserWarning: no"
    assert (outcome.text, outcome.figures) == ("", {})


@pytest.mark.parametrize(
    ("said", "number", "place"),
    [
        ("[Errno 28] No space left on device", 28, None),
        ("[Errno 28] No space left on device: '/a/fig01 x.csv'", 28, "/a/fig01 x.csv"),
        ("[Errno 30] Read-only file system: '/a'", 30, "/a"),
        ("[Errno 122] Disk quota exceeded", 122, None),
    ],
)
def test_a_full_disk_is_no_fault_of_the_notebook(client, execute, said, number, place):
    client.act = raises(CellExecutionError("…", "OSError", said))
    outcome = execute(notebook(code("1")))
    assert outcome.error == ""
    assert outcome.problem.errno == number
    assert outcome.problem.filename == (place or str(outcome.notebook))
    assert f"] {outcome.problem.strerror}" in said


@pytest.mark.parametrize("place", [None, "/a/kernel.json"])
def test_a_kernel_that_finds_no_room_is_no_fault_of_the_notebook(client, execute, place):
    client.act = raises(OSError(28, "No space left on device", place))
    outcome = execute(notebook(code("1")))
    assert (outcome.error, outcome.problem.errno) == ("", 28)
    scratch = outcome.notebook.parents[1] / "scratch" / "0"
    assert outcome.problem.filename == (place or str(scratch))
    assert (outcome.text, outcome.figures) == ("", {})


@pytest.mark.parametrize(
    "raw",
    [b"", b"old\n", b"\xff", b"[]", b"null", b"{}", b'{"nbformat": 99}', b'{"nbformat": 4}',
     b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": ["x"]}'],
)  # fmt: skip
def test_a_file_that_is_no_notebook_is_told_as_such(client, execute, raw):
    client.act = lambda *_: pytest.fail("it ran")
    outcome = execute(raw)
    assert outcome.error.startswith("reading it: it is no notebook: ")
    assert "\n" not in outcome.error
    assert (outcome.text, outcome.before) == ("", raw)


def test_a_notebook_that_would_be_too_long_has_failed(client, execute, monkeypatch):
    def act(content, _):
        content.cells[1].outputs = [stream("stdout", "x" * 1000)]

    client.act = act
    monkeypatch.setattr(kernels, "_MOST", 1000)
    outcome = execute(notebook(code("1")))
    assert outcome.error == "the end: it would have more than 1,000 characters. Show less"


class Channels:
    """Stands in for a kernel's client: its first answers are lost, and it may die."""

    def __init__(self, lost, alive=True):
        self.asked, self.lost, self.alive = 0, lost, alive

    async def is_alive(self):
        return self.alive

    def kernel_info(self):
        self.asked += 1

    async def get_shell_msg(self, timeout):
        return {}

    async def get_iopub_msg(self, timeout):
        if self.asked <= self.lost:
            raise queue.Empty
        return {}


@pytest.mark.parametrize("lost", [0, 2])
def test_a_kernel_is_ready_when_both_of_its_channels_have_answered(lost):
    channels = Channels(lost)
    asyncio.run(kernels.WarmClient.wait_for_ready(channels, 5))
    assert channels.asked == lost + 1


def test_no_thread_listens_to_the_heartbeat_of_a_kernel(monkeypatch):
    opened = []
    monkeypatch.setattr(kernels.AsyncKernelClient, "start_channels",
                        lambda self, **options: opened.append(options))  # fmt: skip
    kernels.WarmClient().start_channels(shell=True)
    kernels.WarmClient().start_channels(hb=True)
    assert opened == [{"shell": True, "hb": False}, {"hb": False}]


@pytest.mark.parametrize(
    ("letter", "length", "by_file"),
    [("a", 80, True), ("a", 100, False), ("\u2019", 30, False)],  # three bytes each
)
def test_kernels_are_spoken_to_by_files_or_where_paths_are_too_long_by_names(
    letter, length, by_file
):
    scratch = Path("/" + letter * length)
    first, second = kernels._sockets(scratch), kernels._sockets(scratch)
    assert first["transport"] == "ipc"
    if by_file:
        assert first["ip"] == f"{scratch}/kernel"
    else:
        assert first["ip"].startswith("@council-record-") and len(first["ip"]) < 60
        assert first["ip"] != second["ip"]


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_kernels_are_spoken_to_by_ports_where_there_is_nothing_better(monkeypatch, platform):
    monkeypatch.setattr(kernels.sys, "platform", platform)
    assert kernels._sockets(Path("/" + "a" * 100)) == {}


@pytest.mark.parametrize(("lost", "alive"), [(0, False), (10**9, True)])
def test_a_kernel_that_died_or_stays_silent_is_not_waited_for_longer(lost, alive):
    with pytest.raises(RuntimeError, match="died or did not answer"):
        asyncio.run(kernels.WarmClient.wait_for_ready(Channels(lost, alive), 0.05))


class World:
    """Stands in for processes and kernels: ``faults`` by council, and what was asked for."""

    def __init__(self, scratch):
        self.faults, self.checked, self.scratch = {}, [], scratch
        self.running = self.most = 0
        self.ended, self.exitcode, self.seconds = True, 0, 0.0
        self.yielding = []

    def process(self, function, council, trace, result):
        assert function is kernels.warm.check
        self.checked.append(council)
        time.sleep(self.seconds)
        Path(trace).write_text(f"read - data/coded/{paths.slug(council)}/claims.csv\n")
        if self.ended:
            Path(result).write_text("\n".join(self.faults.get(council, [])))
        return SimpleNamespace(join=lambda: None, exitcode=self.exitcode)

    async def execute(self, outcome, scratch, seconds, yielding):
        self.running += 1
        self.yielding.append(yielding)
        self.most = max(self.most, self.running)
        await asyncio.sleep(0.01)
        outcome.text = f"{outcome.notebook} in {seconds} s"
        self.running -= 1

    def run(self, councils, jobs=2):
        """Run the named notebooks of councils; return the record entries and what was done."""
        self.done, self.checked = [], []
        todo = {name: [Outcome(Path(path), name) for path in chosen]
                for name, chosen in councils.items()}  # fmt: skip
        try:
            return kernels.run(todo, jobs, 9, self.scratch, self.done.append)
        finally:
            shutil.rmtree(self.scratch, ignore_errors=True)


@pytest.fixture
def world(project, monkeypatch):
    world = World(project / ".cache" / "scratch")
    monkeypatch.setattr(kernels.warm, "process", world.process)
    monkeypatch.setattr(kernels, "execute", world.execute)
    return world


def test_notebooks_are_done_each_once_and_so_many_at_a_time(world):
    world.run({"Newham": ["a", "b", "c"], "Leeds": ["a", "b"]}, jobs=2)
    assert sorted((outcome.council, outcome.text) for outcome in world.done) == [
        *(("Leeds", f"{name} in 9 s") for name in "ab"),
        *(("Newham", f"{name} in 9 s") for name in "abc"),
    ]
    assert world.most == 2
    assert world.yielding == [0, 1, 2, 3, 4]  # those that begin later, with less to do, yield more
    world.run({"Newham": ["a", "b", "c", "d"]}, jobs=3)
    assert world.most == 3


def test_the_tables_of_each_council_are_checked_and_what_was_read_is_recorded(world):
    entries = world.run({"Newham": [], "Leeds": []})
    assert sorted(world.checked) == ["Leeds", "Newham"]
    assert entries["Newham"]["read"] == {"data/coded/newham/claims.csv": None}
    assert entries["Newham"]["versions"].keys() == {"python"}


def test_nothing_is_done_with_what_notebooks_made_from_bad_data(world):
    world.faults["Newham"] = ["claims.csv, row 2", "claims.csv, row 3"]
    world.seconds = 0.1  # the notebooks are done before
    with pytest.raises(DataError) as told:
        world.run({"Newham": ["a", "b", "c"]}, jobs=3)
    assert told.value.problems == ["claims.csv, row 2", "claims.csv, row 3"]
    assert world.done == []


def test_the_bad_data_of_one_council_stop_all(world):
    world.faults["Newham"], world.seconds = ["claims.csv, row 2"], 0.1
    with pytest.raises(DataError):
        world.run({"Leeds": ["a"], "Newham": []})
    assert world.done == []


def test_a_check_that_does_not_come_to_an_end_is_no_sound_one(world):
    world.ended, world.exitcode = False, 7
    with pytest.raises(Failed, match=r"check of the tables of Newham broke: exit code 7\. No"):
        world.run({"Newham": ["a"]})
    assert world.done == []


def test_a_check_that_was_killed_is_told_as_such(world):
    world.ended, world.exitcode = False, -9
    with pytest.raises(Failed, match=r"Newham broke: it was killed \(signal 9\), perhaps"):
        world.run({"Newham": ["a"]})


@pytest.mark.parametrize(("found", "place"), [(["/a/claims.csv"], "claims.csv"), ([], "check-new")])
def test_a_check_that_cannot_read_a_file_names_it(world, found, place):
    world.exitcode, world.faults["Newham"] = 113, found
    with pytest.raises(PermissionError) as error:
        world.run({"Newham": ["a"]})
    assert place in error.value.filename
    assert world.done == []


def test_a_check_that_breaks_tells_what_broke(world):
    world.exitcode, world.faults["Newham"] = 1, ["KeyError: 'flow'"]
    with pytest.raises(Failed, match="check of the tables of Newham broke: KeyError: 'flow'"):
        world.run({"Newham": ["a"]})
    assert world.done == []


def test_a_check_that_could_not_write_what_it_found_is_no_sound_one(world):
    world.exitcode = 1  # the disk was full when it wrote the faults: the file is there, and empty
    with pytest.raises((OSError, Failed)):
        world.run({"Newham": ["a"]})
    assert world.done == []


def recorded(entries):
    """Record what checks returned, as a run does in the end."""
    for name, entry in entries.items():
        known = {"council": name, "check": entry, "notebooks": {}}
        record.file(name).write_bytes(record.text(known))


def put(project, council):
    """Give a council a table of its own."""
    path = project / "data" / "coded" / paths.slug(council) / "claims.csv"
    path.parent.mkdir()
    path.write_text("wrong\n")


def test_tables_that_are_as_they_were_when_they_were_checked_are_not_checked_again(world, project):
    entries = world.run({"Leeds": []})
    recorded(entries)
    assert world.run({"Leeds": ["a"]}) == entries
    assert (world.checked, len(world.done)) == ([], 1)
    put(project, "Leeds")
    world.run({"Leeds": []})
    assert world.checked == ["Leeds"]


def test_councils_without_tables_of_their_own_are_checked_together(world):
    entries = world.run({"Birmingham": [], "Leeds": ["a"], "Newham": [], "York": []})
    assert len(world.checked) == 2
    assert entries.keys() == {"Birmingham", "Leeds", "Newham", "York"}


@pytest.mark.parametrize("council", ["Birmingham", "Leeds", "York"])
def test_a_council_that_gets_tables_of_its_own_is_checked_anew(world, project, council):
    recorded(world.run({"Birmingham": [], "Leeds": [], "York": []}))
    put(project, council)
    world.faults[council] = ["claims.csv, row 2"]
    with pytest.raises(DataError):
        world.run({council: ["a"]})
