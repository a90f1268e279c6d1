"""Run the cells of a notebook in IPython, in this process, and keep what they show.

What a cell shows and prints is kept in order, as Jupyter keeps it; tests/pipeline compares the two.
"""

import base64
import contextlib
import io
import json
import re

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

_MOST_PRINTED = 1_000_000  # characters that one notebook may print
_MOST = 20_000_000  # characters that an executed notebook may have
_ADDRESS = re.compile(r"<[^<>]* at 0x[0-9a-f]{6,}>")


class Refused(Exception):
    """What a cell shows may not be committed; the text says why."""


class _Results(DisplayHook):
    """Keeps the value of a cell's last line."""

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        result = {"output_type": "execute_result", "execution_count": self.prompt_count}
        self.shell.shown.append(result | {"data": format_dict, "metadata": md_dict or {}})


class _Displays(DisplayPublisher):
    """Keeps what a cell displays."""

    def publish(self, data, metadata=None, *, update=False, **_):
        if update:
            raise NotImplementedError("a run cannot change what was displayed before")
        shown = {"output_type": "display_data", "data": data, "metadata": metadata or {}}
        self.shell.shown.append(shown)

    def clear_output(self, wait=False):
        self.shell.shown.clear()


class _Stream(io.TextIOBase):
    """Keeps what a cell prints; refuses what would fill the notebook."""

    def __init__(self, name, shell):
        self._name, self._shell, self._printed = name, shell, 0

    def write(self, text):
        self._printed += len(text)
        if self._printed > _MOST_PRINTED:
            raise RuntimeError(f"printed more than {_MOST_PRINTED:,} characters. Show less")
        shown = self._shell.shown
        if text and not (shown and shown[-1].get("name") == self._name):
            shown.append({"output_type": "stream", "name": self._name, "text": []})
        if text:
            shown[-1]["text"].append(text)
        return len(text)


class Shell(InteractiveShell):
    """IPython as a kernel has it; ``shown`` takes what the cell that runs shows."""

    displayhook_class = Type(_Results)
    display_pub_class = Type(_Displays)
    shown = ()

    def showtraceback(self, *_, **__):
        """Show nothing: who runs the cells is told of the error."""

    showsyntaxerror = showtraceback


def must_be_notebook(content):
    """Raise a ValueError if what was read as JSON is no notebook."""
    if not isinstance(content, dict) or content.get("nbformat") != 4:
        raise ValueError("it does not say that it is one of format 4")
    cells, parts = content.get("cells"), {"cell_type", "metadata", "source"}
    if not isinstance(cells, list) or not all(parts <= set(cell) for cell in cells):
        raise ValueError("it has no cells, or cells without a source")


def run(content, folder, begun, unseen):
    """Run the code cells of a notebook, as JSON has it, and put what they show into it.

    ``folder`` is where IPython may keep what it needs. ``begun`` is called with the number of each
    cell, counted among all cells, before it runs; ``unseen`` returns what was printed since its
    last call by something other than Python. Whatever a cell raises is raised, and Refused if it
    warns, or shows what differs in every run.
    """
    config = Config({"HistoryManager": {"enabled": False}})
    shell = Shell.instance(ipython_dir=str(folder), config=config)
    printed, warned = _Stream("stdout", shell), _Stream("stderr", shell)
    for number, cell in enumerate(content["cells"], start=1):
        if cell["cell_type"] != "code":
            continue
        cell["outputs"], cell["execution_count"] = [], None
        source = "".join(cell["source"])
        if not source.strip():
            continue
        begun(str(number))
        cell["execution_count"], shell.shown = shell.execution_count, []
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(warned):
            result = shell.run_cell(source, store_history=True)
            warned.write(unseen())
        result.raise_error()
        cell["outputs"] = [_output(shown) for shown in shell.shown]


def _output(shown):
    """Return what was shown as a notebook keeps it, if it may be committed."""
    if shown["output_type"] == "stream":
        text = "".join(shown["text"])
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        if shown["name"] == "stderr" and lines:
            named = [line for line in lines if "Warning" in line] or lines[-1:]
            raise Refused(f"a warning: {named[0]}")
        _refuse_address(text)
        return shown | {"text": text.splitlines(keepends=True)}
    data = {kind: _in_lines(kind, value) for kind, value in shown["data"].items()}
    return shown | {"data": data}


def _in_lines(kind, value):
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    _refuse_address(str(value))
    lines = kind.startswith("text/") or kind in ("application/javascript", "image/svg+xml")
    return value.splitlines(keepends=True) if lines and isinstance(value, str) else value


def _refuse_address(text):
    if address := _ADDRESS.search(text):
        raise Refused(f"it shows {address[0]}, which is another in every run")


def text(content):
    """Return the text of a notebook without what differs from machine to machine."""
    for cell in content["cells"]:
        for name in ("execution", "trusted"):
            cell["metadata"].pop(name, None)
        if isinstance(cell["source"], str):
            cell["source"] = cell["source"].splitlines(keepends=True)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    content["metadata"] = {"kernelspec": kernel, "language_info": {"name": "python"}}
    written = json.dumps(
        content, ensure_ascii=False, indent=1, sort_keys=True, separators=(",", ": ")
    )
    if len(written) > _MOST:
        raise Refused(f"it would have more than {_MOST:,} characters. Show less")
    return written + "\n"


def without_pictures(content):
    """Return an executed notebook without the pictures that are written as files, too."""
    for output in (out for cell in content["cells"] for out in cell.get("outputs", [])):
        if "slug" in output.get("metadata", {}).get("council-record", {}):
            output["data"] = {}
    return content


def left_out(content):
    """Return why figures were left out, by slug, as ``council_record.chart`` says it."""
    outputs = [output for cell in content["cells"] for output in cell.get("outputs", [])]
    said = [output.get("metadata", {}).get("council-record", {}) for output in outputs]
    return {about["slug"]: about["left_out"] for about in said if "left_out" in about}
