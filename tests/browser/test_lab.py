"""Open each notebook in JupyterLab, run all of it from a clean kernel, and look at the figures."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from pictures import picture_of

from council_record import paths

NOTEBOOKS = sorted(path.name for path in paths.NOTEBOOKS.glob("*.ipynb"))
TOKEN = "only-for-this-test"
ERROR = ", ".join(
    f".jp-OutputArea [data-mime-type='application/vnd.jupyter.{kind}']"
    for kind in ("error", "stderr")
)
# In fifths of a second: a busy machine takes minutes for a notebook; one in which nothing has run
# for ten seconds, and no cell waits, was not asked. It is then asked again, five times in all.
LONG, QUIET, ASKED = 3000, 50, 5


def as_make_lab_starts_it():
    """Return the arguments that `make lab` gives to Python."""
    told = subprocess.run(["make", "-n", "lab"], cwd=paths.ROOT, capture_output=True, text=True)
    line = next(line for line in told.stdout.splitlines() if "jupyterlab" in line)
    return line.replace("\\", " ").split()[1:]


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Return the address of a JupyterLab that runs in a copy of the project."""
    root = tmp_path_factory.mktemp("lab")
    for folder in ("src", "data", "notebooks", "figures"):
        ignore = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
        shutil.copytree(paths.ROOT / folder, root / folder, ignore=ignore)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {
        f"JUPYTER_{name}_DIR": str(root / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")
    }
    kept = {name: value for name, value in os.environ.items()
            if name not in ("COUNCIL", "FIGURES_FOLDER", "TRACE")}  # fmt: skip
    server = subprocess.Popen(
        [sys.executable, *as_make_lab_starts_it(), "--no-browser", "--allow-root",
         f"--ServerApp.port={port}", f"--IdentityProvider.token={TOKEN}"],
        cwd=root, env=kept | own | {"PYTHONPATH": str(root / "src")},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{address}/api?token={TOKEN}", timeout=2).close()
            break
        except OSError:
            time.sleep(0.5)
    yield address, root
    server.terminate()
    server.wait(30)


@pytest.fixture
def desk(chromium, lab):
    """Return a page in which JupyterLab has come up, with all that it asked for."""
    context = chromium.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    yield page
    context.close()


def test_it_opens_at_the_notebooks(desk, lab):
    address, _ = lab
    desk.goto(f"{address}/?token={TOKEN}")
    for name in NOTEBOOKS:
        desk.locator(".jp-DirListing-item", has_text=name).wait_for()


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_from_a_clean_kernel_and_its_figures_are_named(desk, lab, name):
    address, root = lab
    for path in root.glob("figures/*.*"):
        path.unlink()
    desk.goto(f"{address}/lab/tree/notebooks/{name}?reset&token={TOKEN}")
    desk.locator(".jp-Toolbar-kernelName", has_text="Python 3").wait_for(timeout=120_000)
    desk.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
    made = {path.name for path in paths.FIGURES.glob("*") if path.name[:5] in of(name)}
    run_all(desk, root / "figures")
    for _ in range(LONG):
        if {path.name for path in figures(root / "figures")} == made and not running(desk):
            break
        time.sleep(0.2)
    desk.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollTop = 1500")
    desk.wait_for_timeout(500)
    picture_of(desk, f"lab-{name[:2]}")
    assert {path.name for path in figures(root / "figures")} == made
    for path in figures(root / "figures"):
        assert path.read_bytes() == (paths.FIGURES / path.name).read_bytes()
    told = scrolled_through(desk)
    assert told["errors"] == 0
    assert told["named"] == len(of(name))
    assert [url for url in desk.asked if not url.startswith((address, "data:", "blob:"))] == []


def of(name):
    """Return the numbers of the figures of a notebook, as fig01."""
    text = (paths.NOTEBOOKS / name).read_text(encoding="utf-8")
    return sorted(set(re.findall(r"export\((fig\d\d)_", text)))


def run_all(desk, folder):
    """Ask for a clean kernel and all cells; again where nothing came of it, as a person would."""
    idle = desk.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")
    for _ in range(ASKED):
        idle.wait_for(state="attached", timeout=120_000)
        desk.get_by_role("menuitem", name="Kernel").click()
        desk.get_by_role("menuitem", name="Restart Kernel and Run All Cells").click()
        accept = desk.locator(".jp-Dialog .jp-mod-accept")
        accept.wait_for()
        accept.click()
        accept.wait_for(state="detached")
        quiet = 0
        for _ in range(LONG):  # a kernel that comes up is busy for a moment, and may run nothing
            if figures(folder) or desk.locator(ERROR).count():
                return
            quiet = 0 if running(desk) else quiet + 1
            if quiet == QUIET:
                break
            time.sleep(0.2)


def figures(folder):
    return list(folder.glob("fig*"))


def running(page):
    """Return whether the kernel works, or a cell waits for it."""
    busy = page.locator(".jp-Notebook-ExecutionIndicator[data-status=busy]").count()
    return busy + page.locator(".jp-InputPrompt", has_text="[*]").count() > 0


def scrolled_through(page):
    """Return the numbers of error cells and of named images, scrolling from head to foot.

    JupyterLab keeps only the cells in the page that are near to be seen.
    """
    scroller = ".jp-WindowedPanel-outer"
    page.evaluate(f"document.querySelector('{scroller}').scrollTop = 0")
    alts, errors, last = set(), 0, -1
    for _ in range(200):
        page.wait_for_timeout(150)
        alts |= set(
            page.eval_on_selector_all(
                ".jp-OutputArea img",
                "all => all.filter(one => one.naturalWidth > 500).map(one => one.alt)",
            )
        )
        errors += page.locator(ERROR).count()
        top = page.evaluate(
            f"(one => {{ one.scrollTop += 600; return one.scrollTop }})"
            f"(document.querySelector('{scroller}'))"
        )
        if top == last:
            break
        last = top
    return {"errors": errors, "named": len([alt for alt in alts if len(alt) >= 30])}
