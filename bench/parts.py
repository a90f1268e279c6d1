"""How long parts of a run take and how much memory they need, each in a process of its own.

One part alone::

    .venv/bin/python bench/parts.py imports council_tools.cli
"""

import csv
import hashlib
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from council_record import paths

IMPORTS = {
    "the command": ["council_tools.cli"],
    "what a notebook uses": ["council_record.council", "council_record.export"],
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


def pictures(*notebooks):
    """Run the code of all notebooks, the default council's, and time the export of their charts."""
    import council_record

    export, spent = council_record.export, []

    def timed(chart):
        started = time.perf_counter()
        exported = export(chart)
        spent.append(time.perf_counter() - started)
        return exported

    council_record.export = timed
    for notebook in notebooks:
        names = {"__name__": "__main__"}
        for cell in json.loads(Path(notebook).read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                exec(compile("".join(cell["source"]), notebook, "exec"), names)
    return {"seconds": sum(spent), "pictures": len(spent)}


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
    result = {"imports": {}, "tables": {}, "moves": {}, "pictures": {}}

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
    note("pictures", "all", "pictures", *sorted(paths.NOTEBOOKS.glob("*.ipynb")))
    return result


if __name__ == "__main__":
    part = {"imports": imports, "tables": tables, "matrix": matrix, "pictures": pictures}[
        sys.argv[1]
    ]
    print(json.dumps(part(*sys.argv[2:]) | {"peak": _memory("VmHWM")}))
