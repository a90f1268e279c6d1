"""A drawn figure as SVG and as PNG, with its words, the same bytes each time."""

import io
import re
from html import escape

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from council_record.figures import style

_PLACES = re.compile(r"\b([1-9]\d*\.\d\d)\d+")
_FONTS = re.compile(r'<path id="([A-Za-z]+-[A-Za-z]+)-[0-9a-f]+"')
_INDENT = re.compile(r"\n +")


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
    words, drawn = text.replace("</title>", desc, 1).split("</metadata>", 1)
    return f"{words}</metadata>{_short(drawn)}".encode()


def _short(drawn):
    """Return what is drawn a fifth shorter: places to 1/100 of a point, short names of glyphs."""
    drawn = _PLACES.sub(r"\1", drawn)
    for place, font in enumerate(sorted(set(_FONTS.findall(drawn)))):
        drawn = drawn.replace(f"{font}-", f"g{place}-")
    return _INDENT.sub("\n", drawn)


def png(figure, chart):
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
