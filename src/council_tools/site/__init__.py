"""The report: pages that open without a server, a network or a script.

They are made from executed notebooks, the figures that these saved and the tables of the project.
What a page says is taken from there; the templates hold only what frames it.
"""

from council_record import paths
from council_tools.pipeline import atomic, run
from council_tools.site import notebook, pages


def write(council, compare, jobs, told):
    """Write the report of a council, all of it or nothing.

    Parameters
    ----------
    council : str
        The default council's report is made from the notebooks and figures as they stand. Those
        of any other council are run, since the project keeps no notebooks of them.
    compare : str
        The environment's COMPARE; with it, the default council's notebooks are run too.
    jobs : int
        Notebooks to run at once.
    told : callable
        Called with the Outcome of each notebook that was run.

    Returns
    -------
    folder : Path
    lacking : list of str
        A line for each thing that is not there. The page says so in its place.

    Raises
    ------
    DataError
        If a table is not sound.
    Failed
        If a notebook failed, or the check of the tables.
    OSError
        If a file cannot be written; the earlier report is then as it was.
    """
    kept = paths.figures(council) == paths.FIGURES and not compare
    texts, files = _as_they_stand() if kept else run.executed(council, compare, jobs, told)
    notebooks = [notebook.Notebook(*pair) for pair in texts.items()]
    made, lacking = pages.contents(council, notebooks, files)
    folder = paths.report(council)
    contents = {folder / name: new for name, new in made.items()}
    parts = ("*.*", "figures/*", "fonts/*", "data/**/*.*")
    gone = {path for part in parts for path in folder.glob(part)} - set(contents)
    atomic.together(contents, paths.CACHE, gone)
    return folder, lacking


def _as_they_stand():
    made = map(paths.inside, sorted(paths.FIGURES.glob("fig*.*")))
    files = {path.name: path.read_bytes() for path in made}
    return {path.stem: path.read_text(encoding="utf-8") for path in run.notebooks()}, files
