"""What a figure shows, read from what it draws: texts and their boxes, lines, colours, type."""

import hashlib
from pathlib import Path
from unittest import mock

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgba
from matplotlib.font_manager import findfont
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


def overlapping(found):
    """Return the pairs of texts whose boxes share more than a hair."""
    x0, y0, x1, y1 = _edges(found)
    wide = np.minimum.outer(x1, x1) - np.maximum.outer(x0, x0)
    high = np.minimum.outer(y1, y1) - np.maximum.outer(y0, y0)
    pairs = np.argwhere(np.triu((wide > HAIR) & (high > HAIR), 1))
    return [(found[one][0].get_text(), found[other][0].get_text()) for one, other in pairs]


def outside(found, canvas):
    """Return the texts whose box leaves the canvas."""
    x0, y0, x1, y1 = _edges(found)
    out = (x0 < canvas.x0) | (y0 < canvas.y0) | (x1 > canvas.x1) | (y1 > canvas.y1)
    return [found[place][0].get_text() for place in np.flatnonzero(out)]


def struck(found, figure):
    """Return the texts that a line or the edge of a box runs through, unless they have a ground.

    A line may touch the tallest and the lowest letters: the middle half of a text is what counts.
    """
    bare = [(text, box) for text, box in found if text.get_bbox_patch() is None]
    lines = list(_paths(figure))
    ends = [path.get_extents() for path in lines]
    low = np.array([[one.x0, one.y0] for one in ends]).reshape(-1, 2)
    high = np.array([[one.x1, one.y1] for one in ends]).reshape(-1, 2)
    hit = []
    for text, box in bare:
        box = box.padded(-HAIR, -box.height / 4)
        near = ((low <= [box.x1, box.y1]) & (high >= [box.x0, box.y0])).all(axis=1)
        if any(lines[place].intersects_bbox(box, False) for place in np.flatnonzero(near)):
            hit.append(text.get_text())
    return hit


def _paths(figure):
    """Yield every line, edge and outline that is drawn, in pixels."""
    for axes in figure.axes:
        shapes = [line for line in axes.lines if line.get_linestyle() != "None"]
        for shape in [*shapes, *axes.patches]:
            yield shape.get_transform().transform_path(shape.get_path())
        for group in axes.collections:
            if group.get_array() is None:  # a heat map's cells are no lines
                yield from map(group.get_transform().transform_path, group.get_paths())


def _edges(found):
    return np.array([box.extents for _, box in found]).reshape(-1, 4).T


@style.house()
def faults(figure):
    """Return what overlaps, is cut off or struck through in a chart drawn on its page."""
    found = boxes(figure)
    return [*overlapping(found), *outside(found, figure.bbox), *struck(found, figure)]


@style.house()
def looked_at(figure):
    """Return the faults of a drawing, and a digest of all that is drawn, to the pixel."""
    found = boxes(figure)
    bad = [*overlapping(found), *outside(found, figure.bbox), *struck(found, figure)]
    marks = [(text.get_text(), *box.extents.round(), text.get_color()) for text, box in found]
    for axes in figure.axes:
        for line in axes.lines:
            xy = line.get_transform().transform(line.get_xydata()).round().tolist()
            marks.append((xy, line.get_color(), line.get_marker(), line.get_markerfacecolor()))
        for patch in axes.patches:
            xy = patch.get_transform().transform_path(patch.get_path()).vertices
            marks.append((xy.round().tolist(), patch.get_facecolor(), patch.get_edgecolor()))
        for group in axes.collections:
            xy = group.get_offset_transform().transform(group.get_offsets()).round().tolist()
            marks.append((sorted(xy), group.get_facecolor().tolist()))
    return bad, hashlib.sha256(repr(marks).encode()).hexdigest()[:16]


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
