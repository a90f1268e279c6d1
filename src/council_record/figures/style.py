"""Colours and type of every chart, and words that fit into a width."""

import contextlib
import importlib.resources
from functools import cache

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import Rectangle
from matplotlib.textpath import text_to_path

from council_record import paths

COUNCIL, REST, CONTEXT = "#12436D", "#8A97A3", "#BFBFBF"  # the council, all others, thin lines
LOOK, LOOK_INK = "#F46A25", "#A84300"  # look here; dark enough for small type
INK, QUIET, TINT, WHITE = "#0B0C0C", "#505A5F", "#E8EDF2", "#FFFFFF"

# Each grade has the same colour in every chart, and its word, a letter or a place beside it.
GRADES = {
    "Inadequate": "#A84300",
    "Requires improvement to be good": "#F3B27F",
    "Good": "#7FA6CC",
    "Outstanding": "#12436D",
}

TITLE, SUBTITLE, LABEL, SOURCE = 15, 11, 10, 8.5  # points; nothing but the source is below LABEL
MARGIN = 0.15  # inches on either side of a sheet


@cache
def _register_font():
    """Use Source Sans Pro from its wheel; a copy on the machine could draw otherwise."""
    fonts = font_manager.fontManager
    fonts.ttflist = [font for font in fonts.ttflist if font.name != "Source Sans Pro"]
    folder = importlib.resources.files("font_source_sans_pro") / "files"
    for face in ("Regular", "It", "Semibold", "Bold"):
        fonts.addfont(str(folder / f"SourceSansPro-{face}.ttf"))


@contextlib.contextmanager
def house():
    """Set the house style for the time of a block, or of a function that it decorates."""
    _register_font()
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.style.use(paths.STYLE)
        yield


def text_width(text, size=LABEL, weight="regular"):
    """Return the width of a line of text in inches."""
    return _width(text, weight) * size / 72


@cache
def _width(text, weight):
    _register_font()
    font = font_manager.FontProperties(family="Source Sans Pro", weight=weight, size=1)
    return text_to_path.get_text_width_height_descent(text, font, ismath=False)[0]


def wrap(text, width, size=LABEL, weight="regular"):
    """Return the text with line breaks so that no line is wider than ``width`` inches.

    No line ends at a no-break space.
    """
    lines, end, space = [], width, text_width(" ", size, weight)
    for word in filter(None, text.replace("\n", " ").split(" ")):
        end += space + text_width(word, size, weight)
        if end <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
            end = text_width(word, size, weight)
    return "\n".join(lines)


def shorten(text, width):
    """Return a line cut to ``width`` inches, word by word, an ellipsis before its last comma."""
    if text_width(text) <= width:
        return text
    whole, comma, last = text.rpartition(", ")
    whole, end = (whole, f" …{comma}{last}") if comma else (text, " …")
    first = whole
    while " " in first and text_width(first + end) > width:
        first = first.rpartition(" ")[0].rstrip(",")
    return text if first == whole else first + end


def spread(places, heights):
    """Return places for labels of given heights, lowest first: near their own, none on another."""
    found = list(places)
    for _ in range(100):
        for low in range(len(found) - 1):
            lacking = (heights[low] + heights[low + 1]) / 2 - (found[low + 1] - found[low])
            if lacking > 1e-9:
                found[low] -= lacking / 2
                found[low + 1] += lacking / 2
    return found


def ink_on(colour):
    """Return white or ink, whichever stands out more from a ground."""
    red, green, blue = (
        value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4
        for value in to_rgb(colour)
    )
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue  # relative luminance, as WCAG has it
    return WHITE if light < 0.187 else INK


def write(axes, x, y, text, size=LABEL, **kwargs):
    """Write lines on a sheet; ``y`` is the top of the first line, whatever letters stand in it.

    Each line is a text of its own: lines of neighbouring columns then stand level.
    """
    for number, line in enumerate(text.split("\n")):
        baseline = y + (0.72 + 1.25 * number) * size / 72
        axes.text(x, baseline, line, size=size, va="baseline", **kwargs)


def write_in_cell(axes, x, y, text, size=LABEL, ha="center", **kwargs):
    """Write on a sheet, centred on a point; lines of neighbouring cells stand level."""
    height = (0.68 + 1.25 * text.count("\n")) * size / 72
    write(axes, x, y - height / 2, text, size, ha=ha, **kwargs)


def ground(pad, **look):
    """Return a white ground for words that a line would else run through."""
    return {"facecolor": WHITE, "edgecolor": "none", "pad": pad} | look


def box(axes, x, y, width, height, colour, **look):
    """Fill a box, without an edge, from its corner at the top left."""
    look = {"facecolor": colour, "edgecolor": "none"} | look
    axes.add_patch(Rectangle((x, y), width, height, **look))


def dot(axes, x, y, colour, size, edge, hollow, **look):
    """Draw a dot, of a size and an edge in points; a hollow one is white inside."""
    look |= {"markersize": size, "markeredgewidth": edge}
    axes.plot(x, y, "o", color=colour, markerfacecolor=WHITE if hollow else colour, **look)


def mixed(colour, share):
    """Return a colour of which a share is kept and the rest is white."""
    return to_hex([1 - share * (1 - value) for value in to_rgb(colour)])
