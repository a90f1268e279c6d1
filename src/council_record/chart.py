"""A chart with all that belongs to it, and its export: two SVGs, PNG, data and words."""

import base64
import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from council_record import paths, table
from council_record.data import safe_csv
from council_record.data.errors import DataError
from council_record.figures import page, style

MOST_WORDS = 16  # of a title


class WrongCouncil(DataError):
    """A figure of another council than the run's; the line says how to choose a council."""


@dataclass(frozen=True)
class Chart:
    """A chart and its words.

    Parameters
    ----------
    module : str
        ``__name__`` of the figure's file, whose name is the name of the figure.
    council : Council
        Whose figure it is.
    title : str
        What was found, as a sentence of at most 16 words; printed at the head.
    subtitle : str
        What is plotted, of what, when, in prose; printed under the title.
    alt : str
        Text alternative: kind of chart, what is plotted, the finding with its numbers.
    source : str
        Where the data are from and until when; printed at the foot.
    data : DataFrame
        All that is drawn, lines of reference too.
    draw : callable
        Draws on the ``Page`` that it is given.
    note : str
        One caveat, a full sentence or two; printed above the source.
    """

    module: str
    council: object
    title: str
    subtitle: str
    alt: str
    source: str
    data: pd.DataFrame
    draw: Callable
    note: str = ""

    def __post_init__(self):
        """Refuse what would make a figure without its words or data, or a title too long."""
        for name in ("title", "subtitle", "alt", "source"):
            if not getattr(self, name).strip():
                raise ValueError(f"{self.slug}: {name} is empty; a figure needs it")
        if len(self.title.split()) > MOST_WORDS:
            raise ValueError(f'{self.slug}: the title "{self.title}" has over {MOST_WORDS} words')
        if self.data.empty:
            raise ValueError(f"{self.slug}: there are no data to draw")

    @property
    def slug(self):
        """The name of its files: fig01-grades-by-area."""
        return _slug(self.module)

    @style.house()
    def figure(self, width=page.WIDE):
        """Return the chart drawn on a sheet of this width, as a matplotlib figure."""
        sheet = page.Page(width, self.title, self.subtitle, self.source, self.note)
        self.draw(sheet)
        return sheet.figure

    def _repr_mimebundle_(self, **_):
        """Show the chart without exporting it."""
        return {"image/png": _png(self.figure(), self), "text/plain": self.alt}


@dataclass(frozen=True)
class LeftOut:
    """A figure that a council has nothing for; ``reason`` is a sentence that says why."""

    module: str
    council: object
    reason: str

    @property
    def slug(self):
        """The name that its files would have."""
        return _slug(self.module)

    def _repr_mimebundle_(self, **_):
        shown = {"text/markdown": self.reason, "text/plain": self.reason}
        return shown, {"council-record": {"slug": self.slug, "left_out": self.reason}}


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
    folder = Path(scratch) if scratch else paths.figures(chart.council.name)
    png, narrow = _png(chart.figure(), chart), svg(chart.figure(page.NARROW), chart, "-narrow")
    _write(
        folder,
        {
            f"{chart.slug}.svg": svg(chart.figure(), chart),
            f"{chart.slug}-narrow.svg": narrow,
            f"{chart.slug}.png": png,
            f"{chart.slug}.csv": safe_csv.text(chart.data).encode(),
            f"{chart.slug}.txt": f"{chart.title}. {chart.alt}\n".encode(),
        },
    )
    home = paths.figures(chart.council.name)
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


def _slug(module):
    return module.rpartition(".")[2].replace("_", "-")


def _data(kind, content):
    return f"data:image/{kind};base64,{base64.b64encode(content).decode('ascii')}"


def _write(folder, contents):
    """Write files all or none: beside their places first, then all of them into place."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = {folder / f".{name}.part": content for name, content in contents.items()}
    try:
        for part, content in parts.items():
            part.write_bytes(content)
    except OSError:
        for part in parts:
            part.unlink(missing_ok=True)
        raise
    for part, name in zip(parts, contents, strict=True):
        part.replace(folder / name)


def _about(chart):
    return {"Title": chart.title, "Description": chart.alt, "Source": chart.source}


def svg(figure, chart, suffix=""):
    """Return an SVG with a role, a title and a description, as screen readers want them."""
    buffer = io.BytesIO()
    with style.house():
        about = _about(chart) | {"Date": None, "Creator": None}
        figure.savefig(buffer, format="svg", metadata=about)
    name = chart.slug + suffix
    text = buffer.getvalue().decode("utf-8")
    text = text.replace("<svg ", f'<svg role="img" aria-labelledby="{name}-t {name}-d" ', 1)
    text = text.replace("<title>", f'<title id="{name}-t">', 1)
    desc = f'</title>\n <desc id="{name}-d">{escape(chart.alt)}</desc>'
    return text.replace("</title>", desc, 1).encode()


def _png(figure, chart):
    """Return a PNG of 256 colours, a third of the size of one in full colour.

    A chart has some thousand colours, so they are found first and then each is looked at once.
    """
    canvas = FigureCanvasAgg(figure)
    with style.house():
        canvas.draw()
    pixels = np.asarray(canvas.buffer_rgba())
    codes, colours = pd.factorize(pixels.view(np.uint32).ravel())
    strip = Image.fromarray(colours.view(np.uint8).reshape(1, -1, 4)).convert("RGB")
    strip = strip.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    image = Image.fromarray(np.asarray(strip)[0][codes].reshape(pixels.shape[:2]))
    image.putpalette(strip.getpalette())
    about = PngInfo()
    for name, words in _about(chart).items():
        about.add_itxt(name, words)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", pnginfo=about, dpi=(figure.dpi, figure.dpi))
    return buffer.getvalue()
