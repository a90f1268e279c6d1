"""A copy of the program with toy data and three quick notebooks, run as a user runs it."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import toy
from council_record import paths

FULL = bool(os.environ.get("FULL_COUNTS"))  # make test-faults
PROGRAM = Path(__file__).resolve().parents[1]

HEAD = """\
import pandas as pd
from council_record import Council, England, export, paths
from council_record.chart import Chart, LeftOut

def drawn(slug, council, number):
    return Chart(slug, council, "A number", "One number.", f"The number {number}.", "nobody",
                 pd.DataFrame({"number": [number]}), lambda page: page.sheet(1).text(1, 1, number))

COUNCIL = None
council = Council(COUNCIL)
"""
DRAWS = """\
number = (paths.DATA / "{file}").read_text().strip()
for place in {places}:
    export(drawn(f"fig0{{place}}_number", council, f"{{number}} of {{place}}"))
print(number)"""
NOTEBOOKS = {
    "01-first": HEAD + DRAWS.format(file="one.txt", places=(1, 2)),
    "02-second": HEAD + DRAWS.format(file="one.txt", places=(3,)),
    "03-third": HEAD + DRAWS.format(file="two.txt", places=(4,)),
}
KINDS = ("svg", "png", "csv", "txt")


def cells(*sources):
    """Return code cells that were never run, as JSON has them."""
    return [
        {"cell_type": "code", "id": f"cell-{number}", "metadata": {}, "outputs": [],
         "source": source.splitlines(True), "execution_count": None}
        for number, source in enumerate(sources, start=1)
    ]  # fmt: skip


def notebook(*sources):
    """Return a notebook that was never run."""
    content = {"cells": cells(*sources), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, indent=1) + "\n"


SURROUNDINGS = [
    {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    {"TZ": "UTC", "LANG": "en_GB.UTF-8", "PYTHONHASHSEED": "0"},
    {"TZ": "Asia/Kolkata", "LC_ALL": "POSIX", "PYTHONHASHSEED": "4294967295"},
    {"TZ": "Europe/London", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "77", "COLUMNS": "40"},
    {"HOME": None, "TMPDIR": "/proc/nowhere", "PYTHONOPTIMIZE": "2"},
]


def _hears_ctrl_c():
    """Undo what a shell does for what it starts with ``&``, the tests among them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Clone:
    """A project folder of its own and the commands that a user gives in it."""

    def __init__(self, root, notebooks=NOTEBOOKS):
        self.root = root
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PROGRAM / "src", root / "src", ignore=ignore)
        (root / "data" / "coded" / "newham").mkdir(parents=True)
        described = "datapackage.json"
        (root / "data" / described).write_bytes((paths.DATA / described).read_bytes())
        toy.write(root)
        (root / "notebooks").mkdir()
        for name, sources in notebooks.items():
            self.put(name, *([sources] if isinstance(sources, str) else sources))
        self.write("1", "1")

    @classmethod
    def of_the_project(cls, root):
        """Return a clone with the real data and notebooks."""
        clone = cls(root, {})
        for folder in ("data", "notebooks"):
            shutil.rmtree(root / folder)
            shutil.copytree(PROGRAM / folder, root / folder)
        return clone

    def copy(self, root):
        """Return a clone with all that this one has, what it made too."""
        clone = object.__new__(Clone)
        clone.root = shutil.copytree(self.root, root, symlinks=True)
        return clone

    def put(self, name, *sources):
        """Put a notebook of these cells into the clone and return its path."""
        path = self.root / "notebooks" / f"{name}.ipynb"
        path.write_text(notebook(*sources), encoding="utf-8")
        return path

    def write(self, one, two=None):
        """Put numbers into the files that the notebooks draw."""
        (self.root / "data" / "one.txt").write_text(f"{one}\n")
        if two is not None:
            (self.root / "data" / "two.txt").write_text(f"{two}\n")

    def command(self, *arguments):
        return [sys.executable, "-m", "council_tools", "figures", *arguments]

    def environment(self, **more):
        others = ("COUNCIL", "COMPARE", "FIGURES_FOLDER", "PYTHONPATH")
        kept = {name: value for name, value in os.environ.items() if name not in others}
        kept |= {"PYTHONPATH": os.fspath(self.root / "src")} | more
        return {name: value for name, value in kept.items() if value is not None}

    def start(self, *arguments, prefix=(), **more):
        """Start the command and return its process."""
        return subprocess.Popen(
            [*prefix, *self.command(*arguments)], env=self.environment(**more), cwd=self.root,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
            start_new_session=True, preexec_fn=_hears_ctrl_c,
        )  # fmt: skip

    def run(self, *arguments, **more):
        """Run the command; return exit code, standard output and standard error."""
        process = self.start(*arguments, **more)
        out, err = process.communicate()
        return process.returncode, out, err

    def figures(self):
        """Return the content of each file in figures/, hidden ones too."""
        folder = self.root / "figures"
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir())
                if path.is_file()} if folder.is_dir() else {}  # fmt: skip

    def made(self):
        """Return the content of all that a run makes: figures and notebooks."""
        folder = self.root / "notebooks"
        return self.figures() | {path.name: path.read_bytes() for path in folder.glob("*.ipynb")}

    def left_behind(self):
        """Return the files that only a killed run leaves."""
        cache = self.root / ".cache"
        parts = [*self.root.glob("*/.*.part"), *self.root.glob(".*.part")]
        names = ("moves-*", "scratch", "figures.holder")
        found = parts + [path for name in names for path in cache.glob(name)]
        return sorted(path.relative_to(self.root).as_posix() for path in found)


def states(stdout):
    """Return what a run says of each notebook: up to date, or why it ran."""
    found = {}
    for line in stdout.splitlines():
        name, _, rest = line.partition("  ")
        if not rest:
            continue  # of the end: how many figures there are, and where
        found[name] = rest.strip() if "(" not in rest else rest[rest.index("(") + 1 : -1]
    return found


def told(stdout):
    """Return what --json prints."""
    return json.loads(stdout)
