"""Run the notebooks and put their figures in place: all figures of a notebook, or none."""

import asyncio
import os
import re
import shutil
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from . import paths
from .figures import write_together

_AT_ONCE = 2
_SLUGS = re.compile(r'\\"(fig\d\d-[a-z0-9-]+)\\"')  # as a notebook's source names its figures
_TIME_LIMIT = 600  # seconds for one cell


class Locked(Exception):
    """Another run is writing."""


@dataclass
class Outcome:
    """What became of one notebook: its new text and figures by name, or an error."""

    notebook: Path
    seconds: float = 0.0
    text: str = ""
    figures: dict = field(default_factory=dict)
    error: str = ""


def notebooks(only=None):
    """Return the notebooks in order, or those whose name starts with one of the given numbers."""
    found = sorted(paths.NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))
    return [path for path in found if not only or path.name[:2] in only]


@contextmanager
def one_writer():
    """Hold the lock for the time of a block; raise ``Locked`` if another run holds it."""
    from filelock import FileLock, Timeout

    paths.CACHE.mkdir(exist_ok=True)
    lock = FileLock(paths.CACHE / "figures.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Locked from None
    try:
        yield
    finally:
        lock.release()


def run(council, chosen, done=lambda outcome: None):
    """Run notebooks, two at a time, each into a scratch folder; nothing of the project changes.

    Parameters
    ----------
    council : str
    chosen : list of Path
    done : callable
        Called with each Outcome as it comes.

    Returns
    -------
    list of Outcome
        In the order of ``chosen``.
    """
    with tempfile.TemporaryDirectory(prefix="council-record-") as scratch:
        return asyncio.run(_run_all(council, chosen, Path(scratch), done))


async def _run_all(council, chosen, scratch, done):
    places = asyncio.Semaphore(_AT_ONCE)

    async def one(notebook):
        async with places:
            outcome = await _run_one(council, notebook, scratch / notebook.stem)
        done(outcome)
        return outcome

    return await asyncio.gather(*(one(notebook) for notebook in chosen))


async def _run_one(council, notebook, scratch):
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    figures = scratch / "figures"
    figures.mkdir(parents=True)
    environment = os.environ | {
        "COUNCIL": council,
        "FIGURES_FOLDER": str(figures),
        "IPYTHONDIR": str(scratch / "ipython"),
        "MPLBACKEND": "agg",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
    started = time.monotonic()
    content = nbformat.read(notebook, as_version=4)
    for cell in content.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = NotebookClient(
        content,
        timeout=_TIME_LIMIT,
        kernel_name="python3",
        record_timing=False,
        extra_arguments=["--log-level=40"],  # errors only: the kernel talks to this process alone
        resources={"metadata": {"path": str(paths.NOTEBOOKS)}},
    )
    outcome = Outcome(notebook)
    try:
        await client.async_execute(env=environment)
        outcome.error = _warning(content)
    except CellExecutionError as error:
        outcome.error = f"{_failed_cell(content)}: {error.ename}: {error.evalue.strip()}"
    except CellTimeoutError:
        outcome.error = f"{_failed_cell(content)}: ran for more than {_TIME_LIMIT} seconds"
    except DeadKernelError:
        outcome.error = f"{_failed_cell(content)}: the kernel died"
    outcome.seconds = time.monotonic() - started
    if not outcome.error:
        outcome.text = _clean(content, nbformat)
        outcome.figures = {path.name: path.read_bytes() for path in sorted(figures.glob("fig*"))}
    shutil.rmtree(scratch)
    return outcome


def _failed_cell(content):
    """Return "cell 5", counted among all cells: the last one that began to run."""
    begun = [
        number
        for number, cell in enumerate(content.cells, start=1)
        if cell.cell_type == "code" and (cell.execution_count or cell.outputs)
    ]
    return f"cell {begun[-1] if begun else 1}"


def _warning(content):
    for number, cell in enumerate(content.cells, start=1):
        for output in cell.get("outputs", []):
            lines = output["text"].split("\n") if output.get("name") == "stderr" else []
            said = [line.strip() for line in lines if line.strip()]
            if said:
                named = [line for line in said if "Warning" in line] or said[-1:]
                return f"cell {number}: a warning: {named[0]}"
    return ""


def _clean(content, nbformat):
    """Return the text of a notebook without what differs from machine to machine."""
    content.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in content.cells:
        cell.metadata.pop("execution", None)
    return nbformat.writes(content).rstrip("\n") + "\n"


def write(outcome, council):
    """Put a notebook's figures in place, and the notebook itself for the default council.

    Returns
    -------
    int
        How many figures there are.
    """
    folder, contents = paths.figures(council), dict(outcome.figures)
    if _is_default(council):
        contents[os.path.relpath(outcome.notebook, folder)] = outcome.text.encode()
    write_together(folder, contents)
    for slug in set(_SLUGS.findall(outcome.text)) - {Path(name).stem for name in outcome.figures}:
        for path in folder.glob(f"{slug}.*"):
            path.unlink()  # left out this time, so what an earlier run drew is out of date
    return len({Path(name).stem for name in outcome.figures})


def differences(outcomes, council):
    """Return files that a run has just made otherwise, or that no notebook makes, and why."""
    folder = paths.figures(council)
    made = {
        folder / name: content for outcome in outcomes for name, content in outcome.figures.items()
    }
    if _is_default(council):
        made |= {outcome.notebook: outcome.text.encode() for outcome in outcomes if outcome.text}
    stale = {
        path: "out of date. Run: make figures"
        for path, content in made.items()
        if not path.is_file() or path.read_bytes() != content
    }
    failed = any(outcome.error for outcome in outcomes)
    if not failed and {outcome.notebook for outcome in outcomes} == set(notebooks()):
        for path in sorted(folder.glob("fig*.*")):
            if path not in made:
                stale[path] = "no notebook makes this file. Take it out"
    return stale


def _is_default(council):
    return paths.slug(council) == paths.slug(paths.DEFAULT_COUNCIL)
