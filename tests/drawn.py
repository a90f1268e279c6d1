"""What a figure shows, read from what it draws: texts and boxes, colours, words in columns."""

from bisect import bisect
from itertools import combinations
from pathlib import Path
from unittest import mock

from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgba
from matplotlib.font_manager import findfont
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from council_record.figures import style

DPI = 200
HAIR = 1.0  # pixels at 200 dpi, where a line of 9 points is about 30 high


def texts(figure):
    """Return the texts that a drawing of the figure writes: visible and not empty."""
    figure.set_dpi(DPI)
    with mock.patch.object(Text, "draw", autospec=True) as draw:
        figure.draw_without_rendering()
    written = [call.args[0] for call in draw.call_args_list]
    return [text for text in written if text.get_visible() and text.get_text().strip()]


def words_of(figure):
    """Return the words of each drawn text."""
    return [text.get_text() for text in texts(figure)]


def boxes(figure):
    """Return each drawn text with its box in pixels."""
    found = texts(figure)
    renderer = FigureCanvasAgg(figure).get_renderer()
    return [(text, text.get_window_extent(renderer)) for text in found]


def overlapping(figure):
    """Return the pairs of texts whose boxes share more than a hair."""
    return [
        (one.get_text(), other.get_text())
        for (one, a), (other, b) in combinations(boxes(figure), 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > HAIR and min(a.y1, b.y1) - max(a.y0, b.y0) > HAIR
    ]


def outside(figure):
    """Return the texts whose box leaves the canvas."""
    canvas = figure.bbox
    return [
        text.get_text()
        for text, box in boxes(figure)
        if box.x0 < canvas.x0 or box.y0 < canvas.y0 or box.x1 > canvas.x1 or box.y1 > canvas.y1
    ]


def struck(figure):
    """Return the texts that a line or the edge of a box runs through, unless they have a ground.

    A line may touch the tallest and the lowest letters: the middle half of a text is what counts.
    """
    found = boxes(figure)  # draws, so that every line knows its place
    paths = []
    for axes in figure.axes:
        shapes = [line for line in axes.lines if line.get_linestyle() != "None"]
        paths += [
            shape.get_transform().transform_path(shape.get_path())
            for shape in [*shapes, *axes.patches]
        ]
        for group in axes.collections:
            if group.get_array() is None:  # a heat map's cells are no lines
                paths += map(group.get_transform().transform_path, group.get_paths())
    return [
        text.get_text()
        for text, box in found
        if text.get_bbox_patch() is None
        and any(path.intersects_bbox(box.padded(-HAIR, -box.height / 4), False) for path in paths)
    ]


@style.house()
def faults(figure):
    """Return what overlaps, is cut off or struck through in a chart drawn on its page."""
    return [*overlapping(figure), *outside(figure), *struck(figure)]


class _Recorder(RendererBase):
    """Draws nothing, and notes in which colours it should have drawn."""

    def __init__(self, size):
        super().__init__()
        self.size, self.colours = size, set()

    def get_canvas_width_height(self):
        return self.size

    def draw_path(self, gc, path, transform, rgbFace=None):
        if gc.get_linewidth():
            self._note(gc.get_rgb())
        if rgbFace is not None:
            self._note(rgbFace)

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        self._note(gc.get_rgb())

    def _note(self, colour):
        alpha = to_rgba(colour)[3]
        if alpha:
            self.colours.add(to_hex(colour, keep_alpha=alpha < 1).upper())


def colours(figure):
    """Return the colours of all that is drawn, as #RRGGBB; with two digits more if transparent."""
    recorder = _Recorder(figure.bbox.size)
    figure.draw(recorder)
    return recorder.colours


def fonts(figure):
    """Return the files of the fonts in which the figure writes, each with the weight it is for."""
    return {
        (Path(findfont(text.get_fontproperties())).name, text.get_fontweight())
        for text in texts(figure)
    }


def table(axes):
    """Return what stands in columns, row by row.

    Parameters
    ----------
    axes : Axes
        In inches, y downwards.

    Returns
    -------
    list of list of (str, str)
        The words of each cell, lines joined, and the gid of its box ("" without a box). Texts
        that start, or are centred, at the same x are a column. A row begins where words begin at
        the margin, or with a mark there, so that what stands above the first one is left out, and
        cells under a heading belong to it.
    """
    lines = sorted((text.get_position()[::-1], text) for text in axes.texts if text.get_text())
    lefts = sorted({round(x, 3) - 0.001 for (_, x), _ in lines})
    tops, before = [], float("-inf")
    for (y, x), text in lines:
        if x == style.MARGIN:
            marked = text.get_text()[0] in "◆◊"
            if (
                y - before > 0.21 or marked
            ):  # more than from line to line, less than from row to row
                tops.append(y - 0.72 * text.get_fontsize() / 72 - 0.06)
            before = y
    rows = [[("", "") for _ in lefts] for _ in tops]

    def add(x, y, words="", gid=""):
        row, column = bisect(tops, y) - 1, bisect(lefts, x) - 1
        if row >= 0 <= column:
            old, look = rows[row][column]
            rows[row][column] = (f"{old} {words}".strip(), look or gid)

    for (y, x), text in lines:
        add(x, y, text.get_text())
    for box in axes.patches:
        if isinstance(box, Rectangle):
            place = box.get_bbox()
            add((place.x0 + place.x1) / 2, (place.y0 + place.y1) / 2, gid=box.get_gid())
    return rows
