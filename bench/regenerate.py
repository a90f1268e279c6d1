"""How long whole runs of the notebooks take: this project, and what others would use.

Each contender has a copy of the project of its own and does each job in turn with the others, so
that what slows the machine down slows all of them. After each job all must hold the same figures.
"""

import csv
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

from council_record.paths import DEFAULT_COUNCIL, ROOT, slug
from council_tools.pipeline.manifest import digest

TOOLS = ROOT / ".cache" / "bench"
OURS, NBCONVERT, LIMIT = "this project", "jupyter nbconvert", "the limit"
JOBS = {"cold": 5, "nothing changed": 0, "one data file changed": 1, "one module changed": 1}
DATA, MODULE = "data/coded/newham/events.csv", "src/council_record/figures/fig12_growth.py"
CELL = "Mayor Rokhsana Fiaz takes office"  # in the data file; stands in the timeline
PYTHON = sys.executable
# The tools come last in the path, so that all contenders have the same versions of all else.
LAST = """import runpy, sys
sys.path.append(sys.argv.pop(1))
runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)"""
MAKEFILE = f"""PREREQUISITES := $(shell find src -name '*.py') $(shell find data -type f)
all: $(patsubst notebooks/%.ipynb,.ran-%,$(wildcard notebooks/*.ipynb))
.ran-%: notebooks/%.ipynb $(PREREQUISITES)
	@{PYTHON} -m jupyter execute --inplace $<
	@touch $@
"""
DODO = """import sys
from pathlib import Path
FILES = [*Path("src").rglob("*.py"), *(path for path in Path("data").rglob("*") if path.is_file())]
def task_execute():
    for path in sorted(Path("notebooks").glob("*.ipynb")):
        command = [sys.executable, "-m", "jupyter", "execute", "--inplace", str(path)]
        marker = f".ran-{path.stem}"
        yield {"name": path.stem, "file_dep": [str(file) for file in (path, *FILES)],
               "actions": [command, ["touch", marker]], "targets": [marker]}
"""


def environment(**more):
    """Return the environment for a contender or a part: without what others may have set."""
    others = ("COUNCIL", "COMPARE", "FIGURES_FOLDER", "MAKEFLAGS", "MFLAGS", "MAKELEVEL")
    return {name: value for name, value in os.environ.items() if name not in others} | more


class Contender:
    """A way to run the notebooks, in a copy of the project; environment and commands are its own.

    After a run ``ran`` counts the notebooks that it executed, ``printed`` is what it said.
    """

    def __init__(self, folder, commands, **more):
        self.folder, self.commands = folder, commands
        self.environment = environment(PYTHONPATH=os.fspath(folder / "src"), **more)
        listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.check_output(listing, cwd=ROOT, text=True).strip("\0").split("\0")
        for name in names:
            if (ROOT / name).is_file() and not name.startswith("figures/"):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / name, folder / name)
        (folder / "figures").mkdir()
        (folder / "Makefile").write_text(MAKEFILE)
        (folder / "dodo.py").write_text(DODO)

    def run(self, commands=None, council=DEFAULT_COUNCIL, watch=None):
        """Run the commands, one after the other, and return the seconds that they took.

        ``watch``, if given, is called with the id of each process, in a thread.
        """
        begun, started, self.printed = time.time(), time.perf_counter(), ""
        for command in commands or self.commands:
            process = subprocess.Popen(
                command, cwd=self.folder, env=self.environment | {"COUNCIL": council}, text=True,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )  # fmt: skip
            if watch:
                threading.Thread(target=watch, args=(process.pid,)).start()
            self.printed += process.communicate()[0]
            if process.returncode:
                sys.exit(f"{command} failed:\n{self.printed}")
        seconds = time.perf_counter() - started
        self.ran = sum(path.stat().st_mtime > begun for path in self.folder.glob("notebooks/*"))
        if not self.ran:  # ours leaves a notebook that came out as it was; it and the limit tell
            lines = [line for line in self.printed.splitlines() if line[:2].isdigit()]
            self.ran = sum("up to date" not in line for line in lines)
        time.sleep(0.5)  # kernels may still be ending
        return seconds

    def forget(self):
        """Remove all that tells that notebooks ran before; the figures of the default stay."""
        for folder in [self.folder / ".cache", *self.folder.glob("figures/*/")]:
            shutil.rmtree(folder, ignore_errors=True)
        for path in [*self.folder.glob(".ran-*"), *self.folder.glob(".doit.db*")]:
            path.unlink()

    def prepare(self, job, number):
        """Do what comes before a job; a file is changed in another way at each turn."""
        more = "!" * (number % 2 + 1)
        if job == "cold":
            self.forget()
        elif "data" in job:
            text = (ROOT / DATA).read_text(encoding="utf-8").replace(CELL, CELL + more)
            (self.folder / DATA).write_text(text, encoding="utf-8")
        elif "module" in job:
            text = (ROOT / MODULE).read_text(encoding="utf-8")
            (self.folder / MODULE).write_text(f"{text}# {more}\n", encoding="utf-8")


def contenders(scratch):
    """Return each contender by name; all have run once, from no figures to the same ones."""
    notebooks = [f"notebooks/{path.name}" for path in sorted(ROOT.glob("notebooks/*.ipynb"))]
    execute = ["jupyter", "nbconvert", "--to", "notebook", "--execute", "--inplace", *notebooks]
    limit = [PYTHON, os.fspath(ROOT / "bench" / "limit.py")]
    tool = [PYTHON, "-c", LAST, os.fspath(TOOLS)]
    commands = {
        OURS: [[PYTHON, "-m", "council_tools", "figures"]],
        NBCONVERT: [[PYTHON, "-m", *execute]],
        "papermill": [[*tool, "papermill", "--no-progress-bar", name, name] for name in notebooks],
        "make -j2": [["make", "-j2"]],
        "doit -n 2": [[*tool, "doit", "-n", "2"]],
    }
    found = {name: Contender(scratch / name, several) for name, several in commands.items()}
    into = os.fspath(scratch / LIMIT / "figures")
    last = Contender(scratch / LIMIT, [[*limit, *notebooks]], FIGURES_FOLDER=into, MPLBACKEND="agg")
    found[LIMIT] = last
    for one in found.values():
        one.run()
    _same_figures(found)
    times = sorted(
        (float(seconds), name) for name, seconds in map(str.split, last.printed.splitlines())
    )
    last.commands = [[*limit, *(f"notebooks/{name}.ipynb" for _, name in reversed(times))]]
    return found


def _same_figures(found, folder="figures"):
    """Return a digest of each figure file, if all contenders have the same; else stop."""
    made = {name: {path.name: digest(path) for path in one.folder.glob(f"{folder}/fig*.*")}
            for name, one in found.items()}  # fmt: skip
    if other := [name for name in made if made[name] != made[OURS] or not made[OURS]]:
        sys.exit(f"{', '.join(other)}: made other figures than {OURS}, or there are none")
    return made[OURS]


def measure(repeats, say):
    """Return what was measured; ``say`` is told each line.

    Returns
    -------
    dict
        seconds: lists by job and contender; ran: how many notebooks, likewise; notebooks: what
        ours said in a cold run; councils: their number, and seconds per council by contender;
        memory: the largest in MB by contender.
    """
    if not (TOOLS / "doit").is_dir():
        pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        needed = ROOT / "bench" / "requirements.in"
        subprocess.run([*pip, "--target", TOOLS, "--requirement", needed], check=True)
    result = {"seconds": {}, "ran": {}, "memory": {}}
    with tempfile.TemporaryDirectory(prefix="council-record-bench-") as scratch:
        found = contenders(Path(scratch))
        for job, expected in JOBS.items():
            taking = {name: one for name, one in found.items() if job == "cold" or name != LIMIT}
            seconds = result["seconds"][job] = {name: [] for name in taking}
            for number in range(repeats):
                before = _same_figures({OURS: found[OURS]})
                for name, one in taking.items():
                    one.prepare(job, number)
                    seconds[name].append(one.run())
                    say(f"{job}, {name}: {seconds[name][-1]:.2f} s, {one.ran} notebooks ran")
                if found[OURS].ran != expected or (_same_figures(taking) != before) != (
                    "data" in job
                ):
                    sys.exit(f"{job}: this is not what was to be measured")
            result["ran"][job] = {name: one.ran for name, one in taking.items()}
            if job == "cold":
                result["notebooks"] = found[OURS].printed.splitlines()
        pair = {name: found[name] for name in (OURS, NBCONVERT)}
        pair[OURS].forget()
        everyone = pair[OURS].run([[*pair[OURS].commands[0], "--all-councils"]])
        councils = _councils()
        result["councils"] = {"number": len(councils), OURS: everyone / len(councils)}
        say(f"{len(councils)} councils, {OURS}: {everyone:.0f} s")
        theirs = []
        for one in councils[:: len(councils) // repeats][:repeats]:
            theirs.append(pair[NBCONVERT].run(council=one))
            _same_figures(pair, f"figures/{slug(one)}")
            say(f"{one}, {NBCONVERT}: {theirs[-1]:.2f} s")
        result["councils"][NBCONVERT] = statistics.median(theirs)
        for name, one in pair.items():
            peaks = []
            for _ in range(repeats):
                one.forget()
                one.run(watch=lambda process: peaks.extend(_memory(process)))  # noqa: B023
            result["memory"][name] = max(peaks)
            say(f"memory, {name}: {max(peaks):.0f} MB")
    return result


def _councils():
    """Return the short names of the councils that exist, in the order of the alphabet."""
    with (ROOT / "data/official/authorities.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if not row["exists_until"]]
    return sorted(row["local_authority"] for row in rows)


def _memory(root):
    """Yield the memory in MB of a process and all that it started, as PSS, until it has ended."""
    family = {root}
    while Path(f"/proc/{root}").exists():
        parents, size = {}, 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        while more := {one for one, by in parents.items() if by in family} - family:
            family |= more
        for process in family:
            with suppress(OSError, IndexError):
                lines = Path(f"/proc/{process}/smaps_rollup").read_text()
                size += int(lines.partition("\nPss:")[2].split()[0]) / 1024
        yield size
        time.sleep(0.05)
