"""How long, and in how much memory, all tables of England are built from the raw releases.

Run with the folder that holds the releases::

    .venv/bin/python bench/build_england.py FOLDER

Two processes run one after the other, three times: one only opens the files with the libraries
that read them, the other builds, checks and writes every table. What counts is the ratio of the
two in one run, since it does not depend on the machine.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIMIT_SECONDS, LIMIT_MB = 20, 1024
PATTERNS = {
    "population": "ons_mid-year_population_estimates*.csv",
    "neighbours": "sn_model_*.csv",
    "ofsted": "LA_Inspection_Outcomes_as_at_31_March_2025.ods",
    "section251": "lait_bds_long_0.parquet",
    "sif": "Childrens_social_care_in_England_2023_underlying_data.ods",
    "program": "ilacs_published_*.csv",
    "need": "lait_bds_long_0.parquet",
    "revenue": "R[OS][3X]_*",
    "budget": "RA_*.csv",
    "prices": "gdp_deflators_*.csv",
}


def releases(folder):
    """Return the files of each release; stop if one is missing."""
    found = {name: sorted(folder.glob(pattern)) for name, pattern in PATTERNS.items()}
    if missing := [PATTERNS[name] for name, files in found.items() if not files]:
        sys.exit(f"{folder}: no file {', '.join(missing)}. Give the folder with the releases")
    return found


def open_only(found, _):
    """Read every file with its library, and nothing else."""
    import pandas as pd
    from pyarrow import parquet
    from python_calamine import CalamineWorkbook

    for file in [file for files in found.values() for file in files]:
        if file.suffix == ".ods":
            book = CalamineWorkbook.from_path(str(file))
            for name in book.sheet_names:
                book.get_sheet_by_name(name).to_python()
        elif file.suffix == ".parquet":
            parquet.read_table(file)
        else:
            pd.read_csv(file, encoding_errors="replace", on_bad_lines="skip", low_memory=False)


def build(found, data):
    """Build, check and write every table into a copy of the data."""
    from council_record import paths
    from council_tools import imports as official

    paths.DATA = data
    for name, files in found.items():
        official.import_release(name, files)


def measured(work, *arguments):
    """Return seconds and the largest memory in MB of a process that does the work."""
    started = time.perf_counter()
    child = os.fork()
    if child == 0:
        work(*arguments)
        os._exit(0)
    _, status, usage = os.wait4(child, 0)
    if status:
        sys.exit(f"{work.__name__} failed")
    largest = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    return time.perf_counter() - started, largest


def main():
    """Print both works side by side and whether the limits are kept."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found = releases(Path(sys.argv[1]))
    runs = {open_only: [], build: []}
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch) / "data"
        shutil.copytree(ROOT / "data", data)
        for table in (data / "official").glob("*.csv"):
            table.unlink()
        for _ in range(3):
            for work, results in runs.items():
                results.append(measured(work, found, data))
    middle = {work.__name__: [statistics.median(values) for values in zip(*results, strict=True)]
              for work, results in runs.items()}  # fmt: skip
    for name, (seconds, largest) in middle.items():
        print(f"{name:10} {seconds:6.2f} s  {largest:7.0f} MB")
    ratios = [
        ours / theirs for ours, theirs in zip(middle["build"], middle["open_only"], strict=True)
    ]
    print(f"{'ratio':10} {ratios[0]:6.2f}    {ratios[1]:7.2f}")
    kept = middle["build"][0] < LIMIT_SECONDS and middle["build"][1] < LIMIT_MB
    print(f"limits of {LIMIT_SECONDS} s and {LIMIT_MB} MB: {'kept' if kept else 'NOT kept'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
