"""How long parts of a run take and how much memory they need, each in a process of its own.

One part alone::

    .venv/bin/python bench/parts.py pictures
"""

import csv
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from council_record import paths

IMPORTS = {
    "the command": ["council_tools.__main__"],
    "what a notebook uses": [f"council_record.{name}" for name in ("council", "exports", "table")],
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
    found = project.load(project.resources(paths.DEFAULT_COUNCIL), how == "check")
    return {"seconds": time.perf_counter() - started, "rows": sum(map(len, found.values()))}


def moves(rows):
    """Find so many moves, of the councils of England again and again under other names."""
    import pandas as pd

    from council_record import Council
    from council_record.analysis import england, ratings

    council = Council()
    areas = england.areas(council)
    made = len(ratings.moves(areas, council["crosswalk"]))
    copies = int(rows) // made + 1
    many = pd.concat(
        [areas.assign(local_authority=areas["local_authority"] + str(n)) for n in range(copies)],
        ignore_index=True,
    )
    held = _memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
    started = time.perf_counter()
    found = ratings.moves(many, council["crosswalk"])
    seconds = time.perf_counter() - started
    if len(found) != made * copies:
        sys.exit("not every move was found")
    return {"seconds": seconds, "held": held}


def pictures():
    """Draw and save every figure of the notebooks once all is loaded: wide, narrow and PNG."""
    sys.path.insert(0, os.fspath(paths.ROOT / "tests"))
    import shown
    from council_record import exports
    from council_record.chart import Chart

    charts = [value for value in shown.figures(paths.DEFAULT_COUNCIL) if isinstance(value, Chart)]
    exports.export(charts[0])  # the first one warms up
    started = time.perf_counter()
    for chart in charts:
        exports.export(chart)
    return {"seconds": time.perf_counter() - started, "pictures": len(charts)}


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
    note("moves", MOVES, "moves", MOVES)
    note("pictures", "all", "pictures")
    return result


if __name__ == "__main__":
    part = {"imports": imports, "tables": tables, "moves": moves, "pictures": pictures}[sys.argv[1]]
    print(json.dumps(part(*sys.argv[2:]) | {"peak": _memory("VmHWM")}))
