"""How long parts of a run take and how much memory they need, each in a process of its own.

One part alone::

    .venv/bin/python bench/parts.py chart notebooks/01-ratings-across-areas.ipynb fig03-timeline
"""

import ast
import csv
import hashlib
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from council_record import paths

IMPORTS = {
    "the command": ["council_record.__main__"],
    "what a notebook uses": [f"council_record.{name}" for name in ("figures", "tables", "words")],
}
TIMES = (1, 10, 100)  # the rows of the outturn
MOVES = 5_000_000
PATIENCE = 30  # seconds; what takes longer is measured once


def imports(*modules):
    """Import modules."""
    started = time.perf_counter()
    for module in modules:
        __import__(module)
    return {"seconds": time.perf_counter() - started}


def tables(data, how):
    """Load every table from a folder, checked as a run does, or more thoroughly as ``check``."""
    from council_record.data import tables as project

    paths.DATA = Path(data)
    started = time.perf_counter()
    found = project.read_all(paths.DEFAULT_COUNCIL, thorough=how == "check")
    return {"seconds": time.perf_counter() - started, "rows": sum(map(len, found.values()))}


def matrix(rows):
    """Count a matrix of so many moves, drawn from those of England."""
    import numpy as np

    from council_record.analysis import england
    from council_record.data import tables as project

    moves = england.moves(project.Tables(paths.DEFAULT_COUNCIL))
    some = np.random.default_rng(0).integers(0, len(moves), int(rows))
    moves = moves.iloc[some].reset_index(drop=True)
    held = _memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
    started = time.perf_counter()
    found = england.transitions(moves, paths.DEFAULT_COUNCIL)
    seconds = time.perf_counter() - started
    if found["inspections"].sum() != int(rows):
        sys.exit("the matrix does not count every move")
    return {"seconds": seconds, "held": held}


class OneChart(ast.NodeTransformer):
    """Leaves one call of save_figure in the code of a notebook, with its chart as a function."""

    def __init__(self, slug):
        self.slug = slug

    def visit_Call(self, node):  # noqa: D102
        if getattr(node.func, "id", "") != "save_figure":
            return self.generic_visit(node)
        if node.args[1].value != self.slug:
            return ast.Constant(None)
        draw = ast.parse("lambda: 0", mode="eval").body
        draw.body, node.args[0] = node.args[0], draw
        return node


def chart(notebook, slug):
    """Draw and save one chart by the code of its notebook, twice: the first time warms up."""
    from council_record import old_export as figures

    def timed(draw, slug, **about):
        for again in ("", " again"):
            started = time.perf_counter()
            figure = draw()
            drawn = time.perf_counter()
            save(figure, slug, **about)
            seconds["draw" + again] = drawn - started
            seconds["save" + again] = time.perf_counter() - drawn

    save, figures.save_figure = figures.save_figure, timed
    seconds, names = {}, {"__name__": "__main__"}
    for code in _code(Path(notebook)):
        if not seconds:
            tree = ast.fix_missing_locations(OneChart(slug).visit(ast.parse(code)))
            exec(compile(tree, notebook, "exec"), names)
    return seconds


def _code(notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def _memory(name):
    """Return a line of this process's status in MB: VmRSS is now, VmHWM the most there was."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition(f"{name}:")[2].split()[0]) / 1024


def measured(repeats, *arguments):
    """Return the median of each number that a part gives."""
    from regenerate import environment

    runs, command = [], [sys.executable, __file__, *map(str, arguments)]
    with tempfile.TemporaryDirectory(prefix="council-record-bench-") as folder:
        clean = environment(FIGURES_FOLDER=folder, MPLBACKEND="agg")
        for _ in range(repeats):
            started = time.perf_counter()
            printed = subprocess.check_output(command, text=True, env=clean, cwd=paths.ROOT)
            runs.append(json.loads(printed.splitlines()[-1]))
            if time.perf_counter() - started > PATIENCE:
                break
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def more_rows(data, times):
    """Copy the data, with every row of the outturn as many times.

    Each copy has a key of its own: the year 2018-19 becomes 2018-00, 2018-01 and so on.
    """
    shutil.copytree(paths.DATA, data)
    path, package = data / "official/outturn.csv", data / "datapackage.json"
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    year = header.index("financial_year")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for copy in range(times):
            for row in rows:
                own = f"{row[year][:5]}{copy:02}"
                writer.writerow([*row[:year], own, *row[year + 1 :]])
    known = json.loads(package.read_text(encoding="utf-8"))
    for resource in known["resources"]:
        if resource["name"] == "outturn":
            with path.open("rb") as file:
                resource["hash"] = "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()
    package.write_text(json.dumps(known), encoding="utf-8")


def measure(repeats, say):
    """Return seconds and peak memory in MB of every part; ``say`` is told each line."""
    result = {"imports": {}, "tables": {}, "moves": {}, "charts": {}}

    def note(kind, name, *arguments):
        result[kind][name] = found = measured(repeats, *arguments)
        say(f"{kind}, {name}: " + ", ".join(f"{key} {value:.2f}" for key, value in found.items()))

    for name, modules in IMPORTS.items():
        note("imports", name, "imports", *modules)
    for times in TIMES:
        with tempfile.TemporaryDirectory(prefix="council-record-bench-") as scratch:
            more_rows(Path(scratch) / "data", times)
            for how in ("run", "check"):
                note("tables", (times, how), "tables", Path(scratch) / "data", how)
    note("moves", MOVES, "matrix", MOVES)
    for notebook in sorted(paths.NOTEBOOKS.glob("*.ipynb")):
        for slug in re.findall(r'"(fig\d\d-[a-z0-9-]+)"', "".join(_code(notebook))):
            note("charts", slug, "chart", notebook, slug)
    return result


if __name__ == "__main__":
    part = {"imports": imports, "tables": tables, "matrix": matrix, "chart": chart}[sys.argv[1]]
    print(json.dumps(part(*sys.argv[2:]) | {"peak": _memory("VmHWM")}))
