"""The report: pages that open without a server, a network or a script.

They are made from executed notebooks, the figures that these saved and the tables of the project.
What a page says is taken from there; the templates hold only what frames it. Each council has a
folder of its own; what all pages share stands once beside them, with the front door to England.
"""

import multiprocessing
import os
import signal

from council_record import Council, paths
from council_record.text import many
from council_tools import arguments
from council_tools.pipeline import atomic, run
from council_tools.pipeline.outcome import executed
from council_tools.site import front_door, notebook, pages

_OWN = ("*.*", "figures/*", "data/**/*.*")  # what earlier pages may have left in a folder


def write(councils, compare=""):
    """Write the pages of some councils from their figures as they stand, and the front door.

    ``compare`` names councils to set beside each of them, with commas between. Return lines that
    say what was made, and where. If a file cannot be written, the OSError is raised, and the
    earlier pages of that council are as they were.
    """
    others = pages.there() | set(councils)
    several = [(name, compare, others) for name in councils]
    if len(councils) == 1:
        _write(*several[0])
    else:
        with multiprocessing.get_context("fork").Pool(arguments.CORES, _quiet) as pool:
            pool.starmap(_write, several)
    marked = Council(paths.DEFAULT_COUNCIL)
    made = front_door.contents(marked, *_made(marked.name), others)
    _put(paths.REPORT, made, ("*.html", "*.css", "*.jsonld", "0*", "fonts/*", *_OWN[1:]))
    folder = paths.shown(paths.REPORT)
    first = f"{folder}/index.html: England, and the way to {many(len(others), 'council')}"
    if len(councils) == 1:
        return [
            f"{councils[0]}: open {paths.shown(paths.REPORT / paths.slug(councils[0]))}/index.html",
            first,
        ]
    size = sum(path.stat().st_size for path in paths.REPORT.rglob("*") if path.is_file())
    return [f"{many(len(councils), 'council', digits=True)}, {size / 1e6:,.0f} MB in {folder}/",
            f"open {folder}/index.html"]  # fmt: skip


def _quiet():
    """Leave it to the run to say that it was stopped."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _write(name, compare, others):
    council = Council(name)
    compared = council.compared(compare or " ")
    _put(paths.REPORT / paths.slug(name), pages.contents(council, *_made(name), compared, others))


def _made(council):
    """Return the notebooks of a council as they were executed, and the files of their figures."""
    found = [(path.stem, executed(council, path.stem)) for path in run.notebooks()]
    texts = {stem: paths.inside(path).read_text(encoding="utf-8") for stem, path in found
             if path.is_file()}  # fmt: skip
    made = map(paths.inside, sorted(paths.figures(council).glob("fig*.*")))
    return [notebook.Notebook(*pair) for pair in texts.items()], {
        path.name: path.read_bytes() for path in made
    }


def _put(folder, made, own=_OWN):
    contents = {folder / os.fspath(name): new for name, new in made.items()}
    gone = {path for part in own for path in folder.glob(part) if path.is_file()} - set(contents)
    atomic.together(contents, paths.CACHE, gone)
