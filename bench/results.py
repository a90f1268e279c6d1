"""Measure everything in one run and write bench/RESULTS.md; `make bench` does this.

It takes half an hour on two cores that do nothing else. A rough look::

    .venv/bin/python bench/results.py --repeats 1
"""

import argparse
import datetime
import importlib.metadata
import os
import platform
import statistics
import sys
from pathlib import Path

import parts
import regenerate
from regenerate import LIMIT, NBCONVERT, OURS

CORES = len(os.sched_getaffinity(0))


def main():
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--repeats", type=int, default=3, help="default: %(default)s")
    repeats, load = parser.parse_args().repeats, os.getloadavg()[0]
    runs, pieces = regenerate.measure(repeats, _say), parts.measure(repeats, _say)
    middle = {job: {name: statistics.median(seconds) for name, seconds in of.items()}
              for job, of in runs["seconds"].items()}  # fmt: skip
    lines = [
        *("# How long it takes", "", _where(repeats, load), ""),
        *("## Pass marks", "", *_marks(runs, middle), ""),
        *("## Whole runs", "", *_runs(runs, middle), ""),
        *("## What a cold run spends its time on", "", *_most(runs, pieces, middle), ""),
        *("## Parts", "", *_parts(pieces), ""),
    ]
    (Path(__file__).parent / "RESULTS.md").write_text("\n".join(lines), encoding="utf-8")


def _say(line):
    print(line, file=sys.stderr, flush=True)


def _where(repeats, load):
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    cpu = Path("/proc/cpuinfo").read_text().partition("model name\t: ")[2].partition("\n")[0]
    where = [*sys.path, os.fspath(regenerate.TOOLS)]
    names = ("nbclient", "nbconvert", "ipykernel", "matplotlib", "pandas", "papermill", "doit")
    found = [next(importlib.metadata.distributions(name=name, path=where)) for name in names]
    return (
        f"Written by `make bench` on {datetime.date.today()}. {cpu}, {CORES} "
        f"cores, {memory:.0f} GB; {platform.system()}, Python {platform.python_version()}, "
        f"{', '.join(f'{one.name} {one.version}' for one in found)}. Medians of {repeats}, the "
        f"contenders in turn; every ratio is of one run. The load at its beginning was {load:.1f}."
    )


def _marks(runs, middle):
    cold, own = middle["cold"], runs["councils"]
    ratio = {job: of[OURS] / of[NBCONVERT] for job, of in middle.items()}
    marks = (
        ("cold, of nbconvert", 0.34, ratio["cold"]),
        ("cold, of the limit", 1.2, cold[OURS] / cold[LIMIT]),
        ("nothing changed, of nbconvert", 0.012, ratio["nothing changed"]),
        ("one data file changed, of nbconvert", 0.16, ratio["one data file changed"]),
        ("`--all-councils`, a council, of nbconvert", 0.15, own[OURS] / own[NBCONVERT]),
        ("largest memory of a cold run, GB", 1.0, runs["memory"][OURS] / 1024),
    )
    return _table(("", "at most", "measured", ""), [
        (what, most, f"{value:.3f}", "met" if value <= most else "**not met**")
        for what, most, value in marks
    ])  # fmt: skip


def _runs(runs, middle):
    yield from _table(("job", "with", "s", "from, to", "of nbconvert", "notebooks run"), [
        (job, name, f"{middle[job][name]:.2f}", f"{min(seconds):.2f}, {max(seconds):.2f}",
         f"{middle[job][name] / middle[job][NBCONVERT]:.3f}", runs["ran"][job][name])
        for job, of in runs["seconds"].items() for name, seconds in of.items()
    ])  # fmt: skip
    own = runs["councils"]
    memory = ", ".join(f"{name} {size:.0f} MB" for name, size in runs["memory"].items())
    yield from (
        "",
        "nbconvert and papermill know of no change: they run all notebooks in every job. make and "
        "doit are told of all modules and all data, so they run all when one changes. The limit is "
        "the notebooks' code in plain Python over two processes: no kernels, no notebooks written, "
        "no record, no check of all tables. All made the same files, byte for byte. Changed are "
        f"{regenerate.DATA} and {regenerate.MODULE}, which one notebook reads.",
        "",
        f"`--all-councils` took {own['number'] * own[OURS] / 60:.1f} minutes for {own['number']} "
        f"of them, {own[OURS]:.2f} s each; nbconvert for one of them takes {own[NBCONVERT]:.2f} s.",
        "",
        f"Largest memory of a cold run, of all its processes together (PSS): {memory}.",
    )


def _most(runs, pieces, middle):
    whole, drawn = middle["cold"][OURS] * CORES, pieces["pictures"]["all"]
    found = {
        f"drawing and saving {drawn['pictures']:.0f} figures": drawn["seconds"],
        "importing what they need, once": pieces["imports"]["what a notebook uses"]["seconds"],
        "loading and checking every table, once": pieces["tables"][1, "run"]["seconds"],
    }
    order = sorted(found, key=found.get, reverse=True)
    parts = ", ".join(f"{name} {found[name]:.1f} s ({found[name] / whole:.0%})" for name in order)
    rest = 1 - sum(found.values()) / whole
    yield from (
        f"{whole / CORES:.1f} s on {CORES} cores are {whole:.1f} s of one. Of these: {parts}. The "
        f"other {rest:.0%} are the rest of the notebooks, and waiting. The last run said:",
        *("", "```", *runs["notebooks"], "```"),
    )


def _parts(pieces):
    one = pieces["moves"][parts.MOVES]
    yield from _table(("", "s", "peak, MB"), [
        *((f"import {name}", f"{one['seconds']:.2f}", f"{one['peak']:.0f}")
          for name, one in pieces["imports"].items()),
        *((f"load every table, checked as a {how} does, outturn x {n} ({one['rows']:,.0f} rows)",
           f"{one['seconds']:.2f}", f"{one['peak']:.0f}")
          for (n, how), one in pieces["tables"].items()),
        (f"find {parts.MOVES:,} moves; {one['held']:.0f} MB before",
         f"{one['seconds']:.2f}", f"{one['peak']:.0f}"),
    ])  # fmt: skip


def _table(header, rows):
    for row in (header, ["---"] * len(header), *rows):
        yield f"| {' | '.join(map(str, row))} |"


if __name__ == "__main__":
    main()
