"""The code cells of the notebooks in plain Python, in two processes: what no runner can beat.

Run with the notebooks, the longest first; each process takes the next one when it is free::

    .venv/bin/python bench/limit.py notebooks/*.ipynb

It needs no kernel, keeps no record, checks nothing, and writes no notebook.
"""

import json
import multiprocessing
import sys
import time
from pathlib import Path


def execute(notebook):
    """Execute the code cells of a notebook and return its name and the seconds this took."""
    started, names = time.perf_counter(), {"__name__": "__main__"}
    for cell in json.loads(Path(notebook).read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), notebook, "exec"), names)
    return Path(notebook).stem, time.perf_counter() - started


if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        for name, seconds in pool.imap_unordered(execute, sys.argv[1:]):
            print(f"{name} {seconds:.2f}", flush=True)
