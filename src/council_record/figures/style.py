"""Colours, type and page of every chart: one place, one style file."""

import contextlib
import importlib.resources
from functools import cache

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.textpath import text_to_path

from council_record import paths

FOCUS, CONTEXT, SECOND = "#12436D", "#BFBFBF", "#F46A25"
SECOND_INK = "#A84300"  # the second colour, dark enough for small type
INK, QUIET, TINT, WHITE = "#0B0C0C", "#505A5F", "#E8EDF2", "#FFFFFF"

# Each grade has the same colour in every chart, and its word, a letter or a place beside it.
GRADES = {
    "Inadequate": "#A84300",
    "Requires improvement to be good": "#F3B27F",
    "Good": "#7FA6CC",
    "Outstanding": "#12436D",
}
COUNCIL, LOOK, LOOK_INK, REST = FOCUS, SECOND, SECOND_INK, "#8A97A3"  # look here; all the others

WIDTH = 7.0  # inches: at 600 px a point is 1.2 px, so 9 pt stays readable
MARGIN = 0.15
HEAD = 0.52  # inches above the chart, for the subtitle
FOOT = 0.62  # inches below it, for the source
SMALL = 9  # points: the smallest type of any chart


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


def page(height):
    """Return a figure with room for a chart of this height (inches), a subtitle and a source."""
    return Figure(figsize=(WIDTH, HEAD + height + FOOT))


def panel(figure, left, top, width, height):
    """Return axes placed in inches from the left and from the top of the chart's own room."""
    total = figure.get_figheight()
    bottom = total - HEAD - top - height
    return figure.add_axes((left / WIDTH, bottom / total, width / WIDTH, height / total))


def sheet(figure):
    """Return axes over the whole room of the chart in which one unit is one inch, y downwards."""
    height = figure.get_figheight() - HEAD - FOOT
    axes = panel(figure, 0, 0, WIDTH, height)
    axes.set(xlim=(0, WIDTH), ylim=(height, 0))
    axes.axis("off")
    return axes


def key(figure, text):
    """Write how to read the marks, under the subtitle."""
    lines = wrap(text, WIDTH - 2 * MARGIN, SMALL + 0.5)
    top = 1 - HEAD / figure.get_figheight()
    figure.text(MARGIN / WIDTH, top, lines, size=SMALL + 0.5, va="top", linespacing=1.2)


def height_of(text, size=SMALL + 0.5, width=WIDTH - 2 * MARGIN):
    """Return the height in inches that a text takes when wrapped to a width."""
    return (wrap(text, width, size).count("\n") + 1) * size * 1.35 / 72


def text_width(text, size, weight="regular"):
    """Return the width of a line of text in inches."""
    return _width(text, weight) * size / 72


@cache
def _width(text, weight):
    _register_font()
    font = font_manager.FontProperties(family="Source Sans Pro", weight=weight, size=1)
    return text_to_path.get_text_width_height_descent(text, font, ismath=False)[0]


def wrap(text, width, size, weight="regular"):
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


def shorten(text, width, size):
    """Return a line cut to ``width`` inches, word by word, an ellipsis before its last comma."""
    if text_width(text, size) <= width:
        return text
    whole, comma, last = text.rpartition(", ")
    whole, end = (whole, f" …{comma}{last}") if comma else (text, " …")
    first = whole
    while " " in first and text_width(first + end, size) > width:
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


def arrow(axes, start, end, y, broken=False):
    """Draw a move on a sheet: from a circle to an arrowhead, or a dot; dashed where broken."""
    still, dashes = start == end, (0, (3, 2))
    if still and broken:
        axes.plot([start - 0.22, start + 0.22], [y, y], color=FOCUS, linewidth=1.2,
                  linestyle=dashes, zorder=2)  # fmt: skip
    axes.plot(start, y, "o", markersize=6, markeredgewidth=1.5, color=FOCUS, zorder=3,
              markerfacecolor=FOCUS if still else WHITE)  # fmt: skip
    if not still:
        up = end > start
        axes.plot([start, end], [y, y], color=FOCUS, linewidth=1.2 if broken else 2.2,
                  linestyle=dashes if broken else "-", zorder=2)  # fmt: skip
        axes.plot(end + (-0.03 if up else 0.03), y, ">" if up else "<", color=FOCUS,
                  markersize=7.5, markeredgewidth=0, zorder=4)  # fmt: skip


def write(axes, x, y, text, size=10, **kwargs):
    """Write lines on a sheet; ``y`` is the top of the first line, whatever letters stand in it.

    Each line is a text of its own: lines of neighbouring columns then stand level.
    """
    for number, line in enumerate(text.split("\n")):
        baseline = y + (0.72 + 1.25 * number) * size / 72
        axes.text(x, baseline, line, size=size, va="baseline", **kwargs)


def write_in_cell(axes, x, y, text, size=SMALL, ha="center", **kwargs):
    """Write on a sheet, centred on a point; lines of neighbouring cells stand level."""
    height = (0.68 + 1.25 * text.count("\n")) * size / 72
    write(axes, x, y - height / 2, text, size, ha=ha, **kwargs)


def finish(figure, subtitle, source):
    """Write subtitle and source on a page; a second call replaces what the first one wrote."""
    for old in [text for text in figure.texts if text.get_gid() in ("subtitle", "source")]:
        old.remove()
    room = WIDTH - 2 * MARGIN
    source = wrap(f"Source: {source}", room, SMALL)
    needed = (source.count("\n") + 1) * SMALL * 1.25 / 72 + 0.16
    _lengthen(figure, needed - getattr(figure, "foot", FOOT))
    height = figure.get_figheight()
    with house():
        figure.text(MARGIN / WIDTH, 1 - 0.12 / height, wrap(subtitle, room, 11, "semibold"),
                    size=11, weight="semibold", va="top", gid="subtitle")  # fmt: skip
        figure.text(MARGIN / WIDTH, 0.1 / height, source, size=SMALL, color=QUIET, va="bottom",
                    gid="source")  # fmt: skip


def _lengthen(figure, extra):
    """Make a page longer at its foot, by inches, without moving what is drawn above."""
    if extra <= 0:
        return
    figure.foot = getattr(figure, "foot", FOOT) + extra  # so that a second call adds no more
    before = figure.get_figheight()
    figure.set_figheight(before + extra)
    for axes in figure.axes:
        x, y, width, height = axes.get_position().bounds
        longer = before + extra
        axes.set_position((x, (y * before + extra) / longer, width, height * before / longer))
    for text in figure.texts:
        text.set_y((text.get_position()[1] * before + extra) / (before + extra))


def mixed(colour, share):
    """Return a colour of which a share is kept and the rest is white."""
    return to_hex([1 - share * (1 - value) for value in to_rgb(colour)])
