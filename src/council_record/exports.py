"""The export of charts: two SVGs, PNG, data and words, all or none, and what a notebook shows."""

import base64
import os
from dataclasses import dataclass
from html import escape
from pathlib import Path

from council_record import paths, picture, table
from council_record.chart import Chart, LeftOut
from council_record.data import safe_csv
from council_record.data.errors import DataError
from council_record.figures import page, style


class WrongCouncil(DataError):
    """A figure of another council than the run's; the line says how to choose a council."""


@dataclass(frozen=True)
class Exported:
    """A chart that has been exported, as a notebook shows it: picture, words, table and files."""

    chart: Chart
    png: bytes
    narrow: bytes
    link: str

    def _repr_mimebundle_(self, **_):
        """Return what a notebook shows and, as metadata, the words that the report needs."""
        chart, words = self.chart, ("slug", "title", "subtitle", "alt", "source", "note")
        shown = {"text/html": self.html(), "text/plain": f"{chart.title}. {chart.alt}"}
        return shown, {"council-record": {name: getattr(chart, name) for name in words}}

    def html(self):
        """Return an HTML figure: the narrow picture on a phone, the wide one elsewhere."""
        chart, name = self.chart, f"Figure {int(self.chart.slug[3:5])}"
        links = " · ".join(
            f'<a href="{self.link}/{chart.slug}.{kind}">{name} as {kind.upper()}</a>'
            for kind in ("csv", "svg", "png", "txt")
        )
        return (
            '<figure style="margin:0">\n'
            f'<picture><source media="(max-width: 600px)" srcset="{_data("svg+xml", self.narrow)}">'
            f'<img src="{_data("png", self.png)}" alt="{escape(f"{chart.title}. {chart.alt}")}" '
            'style="max-width:100%;width:700px;height:auto"></picture>\n'
            f"<figcaption>{name}. {links}</figcaption>\n"
            f"<details><summary>{name} in words and as a table</summary>\n"
            f"<p>{escape(chart.alt)}</p>\n{table.html(chart.data)}\n</details>\n</figure>"
        )


def export(chart):
    """Write a chart's files into the folder of its council, all or none, and return what to show.

    Parameters
    ----------
    chart : Chart or LeftOut

    Returns
    -------
    Exported or LeftOut
        A notebook shows either; nothing is written of a figure that is left out.

    Raises
    ------
    WrongCouncil
        In a run for another council than the chart's.
    OSError
        If the folder cannot be written; the earlier files are then as they were.
    """
    scratch = os.environ.get("FIGURES_FOLDER")  # of a run, which moves the files into place
    if scratch and paths.slug(chart.council.name) != paths.slug(paths.council()):
        line = (
            f"{chart.slug} is of {chart.council.name}, and this run is for {paths.council()}. "
            f'To run it for {chart.council.name}: make figures COUNCIL="{chart.council.name}", '
            "and COUNCIL = None in the notebook"
        )
        raise WrongCouncil([line])
    if isinstance(chart, LeftOut):
        return chart
    home = paths.figures(chart.council.name)
    folder = Path(scratch) if scratch else paths.inside(home)
    if not scratch:
        folder.mkdir(parents=True, exist_ok=True)
    wide, phone = chart.figure(), chart.figure(page.NARROW)
    png, narrow = picture.png(wide, chart), picture.svg(phone, chart, "-narrow")
    _write(
        folder,
        {
            f"{chart.slug}.svg": picture.svg(wide, chart),
            f"{chart.slug}-narrow.svg": narrow,
            f"{chart.slug}.png": png,
            f"{chart.slug}.csv": safe_csv.text(chart.data).encode(),
            f"{chart.slug}.txt": f"{chart.title}. {chart.alt}\n".encode(),
        },
    )
    return Exported(chart, png, narrow, Path(os.path.relpath(home, paths.NOTEBOOKS)).as_posix())


def save(figure, name, folder):
    """Write a figure of your own as SVG and PNG into a folder of yours, never into figures/.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    name : str
        File name without ending.
    folder : path
        Made if it is not there.

    Returns
    -------
    list of Path
        The files.
    """
    folder = Path(folder).resolve()
    if folder.is_relative_to(paths.FIGURES.resolve()):
        raise ValueError("figures/ holds what the notebooks export. Choose a folder of your own")
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{name}.{kind}" for kind in ("svg", "png")]
    with style.house():
        for file in files:
            figure.savefig(file)
    return files


def _data(kind, content):
    return f"data:image/{kind};base64,{base64.b64encode(content).decode('ascii')}"


def _write(folder, contents):
    """Write files all or none: beside their places first, then all of them into place."""
    parts = {folder / f".{name}.part": content for name, content in contents.items()}
    try:
        for part, content in parts.items():
            part.unlink(missing_ok=True)  # it may be a link
            part.write_bytes(content)
    except OSError:
        for part in parts:
            part.unlink(missing_ok=True)
        raise
    for part, name in zip(parts, contents, strict=True):
        part.replace(folder / name)
