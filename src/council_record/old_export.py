"""Save a figure with all that belongs to it: image, vector image, data and text alternative."""

import base64
import io
import os
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from council_record import paths
from council_record.data import safe_csv
from council_record.figures import style
from council_tools.pipeline import atomic as moving

_SLUG = re.compile(r"fig\d\d-[a-z0-9]+(-[a-z0-9]+)*")
_WORDS = ("slug", "title", "subtitle", "alt", "source")


@dataclass(frozen=True)
class SavedFigure:
    """A saved figure; a notebook shows it with caption, text alternative and data table."""

    slug: str
    title: str
    subtitle: str
    alt: str
    source: str
    data: pd.DataFrame
    png: bytes
    link: str

    def _repr_mimebundle_(self, **_):
        """Return what a notebook shows and, as metadata, the words that the report needs."""
        shown = {"text/html": self.html(), "text/plain": f"{self.title}. {self.alt}"}
        return shown, {"council-record": {name: getattr(self, name) for name in _WORDS}}

    def html(self):
        """Return an HTML figure that also reads well aloud.

        The subtitle stands in the image for those who see it, and in its text for those who hear.
        """
        aloud = escape(f"{self.subtitle}. {self.alt}" if self.subtitle else self.alt)
        name = f"Figure {int(self.slug[3:5])}"
        image = base64.b64encode(self.png).decode("ascii")
        links = " · ".join(
            f'<a href="{self.link}/{self.slug}.{kind}">{name} as {kind.upper()}</a>'
            for kind in ("csv", "svg", "png")
        )
        return (
            '<figure style="margin:0">\n'
            f"<figcaption><strong>{name}. {escape(self.title)}</strong></figcaption>\n"
            f'<img src="data:image/png;base64,{image}" alt="{aloud}" '
            'style="max-width:100%;width:700px;height:auto">\n'
            f"<details><summary>{name} in words and as a table</summary>\n"
            f"<p>{aloud}</p>\n{_table(self.data)}\n"
            f"<p>Source: {escape(self.source)}</p></details>\n"
            f"<p>{links}</p>\n</figure>"
        )


def shown(frame):
    """Return a frame as a table that a notebook shows in full and a screen reader can read."""
    from IPython.display import HTML

    return HTML(_table(frame))


def without(frame, reason):
    """Return the reason as a paragraph if a frame has no rows, else None.

    ``without(frame, reason) or save_figure(...)`` leaves out a chart that would be empty.
    """
    from IPython.display import Markdown

    return Markdown(reason) if len(frame) == 0 else None


def _table(frame):
    """Return a frame as HTML with marked column headers; a missing cell is empty."""
    days = frame.select_dtypes("datetime")
    frame = frame.assign(**{name: days[name].dt.strftime("%Y-%m-%d") for name in days})
    whole = frame.select_dtypes("integer")
    frame = frame.assign(**{name: whole[name].map(_thousands) for name in whole})
    with pd.option_context("display.max_colwidth", None):
        text = frame.to_html(index=False, na_rep="", border=0, justify="left")
    text = text.replace("<th>", '<th scope="col" style="text-align:left">')
    return text.replace("<td>", '<td style="text-align:left">')


def _thousands(number):
    """Return a whole number with commas from 10,000 on: a year has none."""
    return "" if pd.isna(number) else f"{number:,}" if abs(number) >= 10_000 else str(number)


def save_figure(fig, slug, *, title, alt, source, data, subtitle="", council=None):
    """Write a figure as SVG and PNG, its data as CSV and its text alternative: all or none.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
        Made by a function of ``council_record.charts``.
    slug : str
        File name without ending, such as ``fig01-judgement-grades``.
    title : str
        Headline: what the chart shows, in at most ten words. It stands in the page's text and in
        the files' metadata.
    alt : str
        Text alternative: kind of chart, what is plotted, the finding, in one to three sentences.
    source : str
        Where the data are from and as at when; printed at the foot of the image.
    data : DataFrame
        What is drawn.
    subtitle : str
        Measure, place and period; printed at the head of the image.
    council : str, optional
        Whose figure it is; the council of the environment by default.

    Returns
    -------
    SavedFigure

    Raises
    ------
    ValueError
        If something that is required is missing.
    OSError
        If the folder cannot be written; the earlier files are then as they were.
    """
    if not _SLUG.fullmatch(slug):
        raise ValueError(f'slug "{slug}": allowed is figNN-words-with-hyphens')
    for name, text in {"title": title, "alt": alt, "source": source}.items():
        if not text.strip():
            raise ValueError(f"{slug}: {name} is empty; a figure needs it")
    if len(title.split()) > 10:
        raise ValueError(f'{slug}: the title "{title}" has more than ten words')
    if data.empty:
        raise ValueError(f"{slug}: there are no data to draw")
    style.finish(fig, subtitle, source)
    with style.house():
        svg = _svg(fig, title, alt, source)
        png = _png(fig, title, alt, source)
    folder = paths.figures(council or paths.council())
    contents = {
        "svg": _described(svg, slug, alt),
        "png": png,
        "csv": safe_csv.text(data).encode(),
        "txt": f"{alt}\n".encode(),
    }
    if scratch := os.environ.get("FIGURES_FOLDER"):  # a run moves them into place when it is done
        for kind, content in contents.items():
            Path(scratch, f"{slug}.{kind}").write_bytes(content)
    else:
        files = {folder / f"{slug}.{kind}": content for kind, content in contents.items()}
        moving.together(files, paths.CACHE)
    link = Path(os.path.relpath(folder, paths.NOTEBOOKS)).as_posix()
    return SavedFigure(slug, title, subtitle, alt, source, data, png, link)


def _svg(fig, title, alt, source):
    buffer = io.BytesIO()
    about = {"Title": title, "Description": alt, "Source": source, "Date": None, "Creator": None}
    fig.savefig(buffer, format="svg", metadata=about)
    return buffer.getvalue()


def _png(fig, title, alt, source):
    """Return a PNG of 256 colours, a third of the size of one in full colour.

    A chart has some thousand colours, so they are found first and then each is looked at once.
    """
    canvas = FigureCanvasAgg(fig)
    canvas.draw()
    pixels = np.asarray(canvas.buffer_rgba())
    codes, colours = pd.factorize(pixels.view(np.uint32).ravel())
    strip = Image.fromarray(colours.view(np.uint8).reshape(1, -1, 4)).convert("RGB")
    strip = strip.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    image = Image.fromarray(np.asarray(strip)[0][codes].reshape(pixels.shape[:2]))
    image.putpalette(strip.getpalette())
    about = PngInfo()
    for name, text in {"Title": title, "Description": alt, "Source": source}.items():
        about.add_itxt(name, text)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", pnginfo=about, dpi=(fig.dpi, fig.dpi))
    return buffer.getvalue()


def _described(svg, slug, alt):
    """Give an SVG a role and a desc element, as screen readers want them."""
    text = svg.decode("utf-8")
    text = text.replace("<svg ", f'<svg role="img" aria-labelledby="{slug}-t {slug}-d" ', 1)
    text = text.replace("<title>", f'<title id="{slug}-t">', 1)
    desc = f'</title>\n <desc id="{slug}-d">{escape(alt)}</desc>'
    return text.replace("</title>", desc, 1).encode()
