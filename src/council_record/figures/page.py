"""The sheet of a chart: title, subtitle, the chart itself, a caveat and the source, top to bottom.

A chart is drawn twice, on a wide sheet for screens and paper and on a narrow one for phones, in
type of the same size. All places on a sheet are in inches, from the left and from the top.
"""

from matplotlib.figure import Figure

from council_record.figures import style
from council_record.figures.style import LABEL, MARGIN, QUIET, SOURCE, SUBTITLE, TITLE, write

WIDE, NARROW = 7.0, 3.75  # inches: 1,400 and 750 pixels
_LEADING = 1.25 / 72  # inches from line to line, for each point of size


class Page:
    """A sheet of a given width; a chart asks it for the height that it needs.

    Parameters
    ----------
    width : float
        ``WIDE`` or ``NARROW``, in inches.
    title, subtitle, source, note : str
        As a ``Chart`` has them.
    """

    def __init__(self, width, title, subtitle, source, note=""):
        self.width, self.narrow, self.room = width, width < WIDE, width - 2 * MARGIN
        self.right = MARGIN + self.room  # the edge of a chart's room
        self._title = style.wrap(title, self.room, TITLE, "bold")
        self._subtitle = style.wrap(subtitle, self.room, SUBTITLE)
        self._note = style.wrap(note, self.room) if note else ""
        self._source = style.wrap(f"Source: {source}", self.room, SOURCE)
        self.figure = None

    def sheet(self, height):
        """Return axes over a chart's own room, one unit an inch, y downwards; call it first.

        Parameters
        ----------
        height : float
            Of the chart alone, in inches; words above and below it make the figure taller.
        """
        top = 0.16
        title, top = top, top + _height(self._title, TITLE) + 0.1
        subtitle, top = top, top + _height(self._subtitle, SUBTITLE) + 0.14
        note = top + height + 0.06
        source = note + (_height(self._note, LABEL) + 0.1 if self._note else 0)
        whole = source + _height(self._source, SOURCE) + 0.12
        self._top, self._whole = top, whole
        self.figure = Figure(figsize=(self.width, whole))
        paper = self._axes(0, 0, self.width, whole, "paper")
        write(paper, MARGIN, title, self._title, TITLE, weight="bold", gid="title")
        write(paper, MARGIN, subtitle, self._subtitle, SUBTITLE, color=QUIET, gid="subtitle")
        write(paper, MARGIN, note, self._note, color=QUIET, gid="note")
        write(paper, MARGIN, source, self._source, SOURCE, color=QUIET, gid="source")
        chart = self._axes(0, top, self.width, height, "chart")
        chart.set_zorder(2)  # words and marks in inches stand above panels
        return chart

    def panel(self, left, top, width, height):
        """Return axes with scales of their own, placed in inches on the chart's room."""
        bottom = self._whole - self._top - top - height
        return self.figure.add_axes(
            (left / self.width, bottom / self._whole, width / self.width, height / self._whole)
        )

    def _axes(self, left, top, width, height, name):
        box = (left / self.width, 1 - (top + height) / self._whole)
        axes = self.figure.add_axes((*box, width / self.width, height / self._whole), label=name)
        axes.set(xlim=(0, width), ylim=(height, 0))
        axes.axis("off")
        return axes


def _height(text, size):
    return (text.count("\n") + 1) * size * _LEADING
