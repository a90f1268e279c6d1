import asyncio
import os
import shutil
import time
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from council_record import kernels, paths, record
from council_record.faults import DataError
from council_record.regenerate import Outcome


def code(source="", *outputs, count=None):
    return nbformat.v4.new_code_cell(source, outputs=list(outputs), execution_count=count)


def notebook(*cells):
    """Return a notebook that begins with words."""
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("words"), *cells])


def stream(name, text):
    return nbformat.v4.new_output("stream", name=name, text=text)


def shows(**data):
    """Return an output, such as text_plain="2"."""
    data = {kind.replace("_", "/"): text for kind, text in data.items()}
    return nbformat.v4.new_output("execute_result", data)


@pytest.mark.parametrize(
    ("outputs", "fault"),
    [
        ([], ""),
        ([stream("stdout", "fine")], ""),
        ([stream("stdout", "UserWarning: in words")], ""),
        ([stream("stdout", "fine"), stream("stderr", "UserWarning: no\n")],
         "a warning: UserWarning: no"),
        ([stream("stderr", "file.py:1: UserWarning: no\n  warn()\n")],
         "a warning: file.py:1: UserWarning: no"),
        ([stream("stderr", "first\n  last \n\n")], "a warning: last"),
        ([stream("stderr", " \n\n")], ""),
    ],
)  # fmt: skip
def test_what_a_cell_says_on_stderr_is_a_warning(outputs, fault):
    expected = fault and f"cell 3: {fault}"
    assert kernels._unclean(notebook(code(), code("", *outputs))) == expected


@pytest.mark.parametrize(
    ("output", "shown"),
    [
        (shows(text_plain="<object at 0x7f55efb7ec50>"), "<object at 0x7f55efb7ec50>"),
        (shows(text_html="<p>", text_plain="[1, <a.B object at 0xa0b1c2>]"),
         "<a.B object at 0xa0b1c2>"),
        (stream("stdout", "x\n<function f at 0x7f55efb7ec50> y\n"),
         "<function f at 0x7f55efb7ec50>"),
        (nbformat.v4.new_output("display_data", {"text/plain": "<A at 0x123456789>"}),
         "<A at 0x123456789>"),
        (shows(text_plain="0x7f55efb7ec50"), None),
        (shows(text_plain="at 0x7f55efb7ec50 <b>"), None),
        (shows(text_html="<p>at 0x7f55efb7ec50</p>"), None),
        (shows(text_plain="<object at 0x7>"), None),
    ],
)  # fmt: skip
def test_an_address_in_memory_may_not_be_shown(output, shown):
    expected = f"cell 2: it shows {shown}, which is another in every run" if shown else ""
    assert kernels._unclean(notebook(code("", output))) == expected


def test_the_first_cell_with_a_fault_is_named():
    faults = [code("", stream("stderr", name)) for name in "ab"]
    assert kernels._unclean(notebook(code(), *faults)) == "cell 3: a warning: a"


@pytest.mark.parametrize(
    ("cells", "failed"),
    [
        ([], "cell 1"),
        ([code(), code()], "cell 1"),
        ([code(count=1), code()], "cell 2"),
        ([code(count=1), code(count=2), code()], "cell 3"),
        ([code(count=1), code("", stream("stdout", "a")), code()], "cell 3"),
        ([code(count=1), nbformat.v4.new_markdown_cell("more"), code(count=2)], "cell 4"),
    ],
)
def test_the_cell_that_failed_is_the_last_that_began_counted_among_all(cells, failed):
    assert kernels._failed_cell(notebook(*cells)) == failed


def test_a_notebook_is_cleaned_of_what_differs_from_machine_to_machine():
    content = notebook(code("1", shows(text_plain="1"), count=1))
    content.metadata = {"language_info": {"version": "9.9"}, "signature": "x"}
    content.cells[1].metadata = {"execution": {"iopub": "2026"}, "tags": ["kept"]}
    text = kernels._clean(content)
    read = nbformat.reads(text, as_version=4)
    assert read.metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    assert [cell.metadata for cell in read.cells] == [{}, {"tags": ["kept"]}]
    assert read.cells[1].outputs[0].data == {"text/plain": "1"}
    assert text.endswith("}\n") and not text.endswith("\n\n")
    assert kernels._clean(read) == text


SAVES = 'without(rows, "why") or save_figure(page, "{}", title="x")'


def test_a_figure_that_a_cell_names_and_did_not_make_was_left_out_for_what_the_cell_shows():
    content = notebook(
        code(SAVES.format("fig01-made"), shows(text_plain="page")),
        code(SAVES.format("fig02-left"), shows(text_markdown="No *rows*.", text_plain="Markdown")),
        code(SAVES.format("fig03-left"), shows(text_markdown="One."), shows(text_markdown="Two.")),
        code(SAVES.format("fig04-left"), stream("stdout", "nothing is shown")),
        nbformat.v4.new_markdown_cell('"fig05-in-words"'),
        code('fig06-in-no-quotes, \'fig07-in-single\', "fig8-short", "fig09-Big"'),
    )
    assert kernels._left_out(content, {"fig01-made"}) == {
        "fig02-left": "No *rows*.",
        "fig03-left": "One.; Two.",
        "fig04-left": "",
    }


def test_two_figures_of_one_cell_are_both_left_out():
    cell = code('save(a, "fig01-a")\nsave(b, "fig02-b")', shows(text_markdown="Nothing."))
    assert kernels._left_out(notebook(cell), set()) == {
        "fig01-a": "Nothing.",
        "fig02-b": "Nothing.",
    }


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


class World:
    """Stands in for processes and kernels: ``faults`` by council, and what was asked for."""

    def __init__(self, scratch):
        self.faults, self.checked, self.scratch = {}, [], scratch
        self.running = self.most = 0
        self.ended, self.exitcode, self.seconds = True, 0, 0.0

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
    with pytest.raises(RuntimeError, match="the check of Newham ended with exit code 7"):
        world.run({"Newham": ["a"]})
    assert world.done == []


def test_a_check_that_could_not_write_what_it_found_is_no_sound_one(world):
    world.exitcode = 1  # the disk was full when it wrote the faults: the file is there, and empty
    with pytest.raises((OSError, RuntimeError)):
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
