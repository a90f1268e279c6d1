"""Words set in columns, some of them in boxes: the frame of the charts that compare wordings."""

from dataclasses import dataclass
from itertools import pairwise

from matplotlib.patches import Rectangle

from council_record.figures import style
from council_record.figures.style import (
    CONTEXT,
    FOCUS,
    INK,
    MARGIN,
    QUIET,
    SECOND_INK,
    SMALL,
    TINT,
    WHITE,
    WIDTH,
)

# look: fill, edge, colour of the words
_LOOKS = {
    "plain": (None, None, INK),
    "quiet": (None, None, QUIET),
    "strong": (None, None, FOCUS),
    "other": (None, None, SECOND_INK),
    "filled": (FOCUS, FOCUS, WHITE),
    "tinted": (TINT, TINT, INK),
    "outlined": (WHITE, FOCUS, INK),
}
_LINE = 1.25 / 72  # inches between lines, for each point of size
INSET = 0.06  # inches between the edge of a column and its words


@dataclass
class Cell:
    """Words in a column, with a quieter detail under them."""

    words: str
    look: str = "plain"
    detail: str = ""
    size: float = SMALL


def draw(blocks, edges, *, heads=(), key="", centred=None, pad=0.13):
    """Draw blocks of rows under their headings.

    Parameters
    ----------
    blocks : list of (str, list of list of Cell)
        A heading, and rows of one cell for each column.
    edges : list of float
        Left edge of each column in inches, and the right edge of the last.
    heads : list of str
        Names of the columns.
    key : str
        How to read the marks.
    centred : int, optional
        The column from which on words and names of columns are centred; none by default. Words
        without a detail then stand at the middle of their row.
    pad : float
        Inches between rows.

    Returns
    -------
    figure : Figure
    axes : Axes
        In inches, y downwards.
    spans : list of (float, float)
        Top and bottom of each row.
    """
    widths = [right - left for left, right in pairwise(edges)]
    laid = [
        (heading, [[_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
                   for row in rows])
        for heading, rows in blocks
    ]  # fmt: skip
    heads = [
        style.wrap(head, width - INSET, SMALL) for head, width in zip(heads, widths, strict=False)
    ]
    head = max((text.count("\n") + 1 for text in heads), default=0) * SMALL * _LINE
    top = (style.height_of(key) if key else 0) + head + 0.12
    laid = [
        (style.wrap(heading, WIDTH - 2 * MARGIN, 10.5, "semibold"), rows) for heading, rows in laid
    ]
    below = [
        0.42 + heading.count("\n") * 10.5 * _LINE + sum(_height(row, pad) for row in rows)
        for heading, rows in laid
    ]
    figure = style.page(top + sum(below))
    axes = style.sheet(figure)
    if key:
        style.key(figure, key)
    for column, (x, width, name) in enumerate(zip(edges, widths, heads, strict=False)):
        y = top - 0.04 - (name.count("\n") + 1) * SMALL * _LINE
        middle = centred is not None and column >= centred
        x += width / 2 if middle else 0 if x == MARGIN else INSET
        style.write(axes, x, y, name, SMALL, color=QUIET, ha="center" if middle else "left")
    spans, y = [], top
    for heading, rows in laid:
        axes.plot([MARGIN, WIDTH - MARGIN], [y + 0.04] * 2, color=CONTEXT, linewidth=0.8)
        style.write(axes, MARGIN, y + 0.13, heading, 10.5, weight="semibold")
        y += 0.36 + heading.count("\n") * 10.5 * _LINE
        for row in rows:
            height = _height(row, pad)
            for column, (cell, x, width) in enumerate(zip(row, edges, widths, strict=False)):
                level = centred is not None and not cell.detail
                middle = level and column >= centred
                _draw_cell(axes, cell, x, y, width, height, level, middle)
            spans.append((y, y + height))
            y += height
        y += 0.06
    return figure, axes, spans


def _wrapped(cell, width):
    """Return a cell with its lines broken to the width of its column."""
    room = width - 2 * INSET
    words = style.wrap(cell.words, room, cell.size, _weight(cell))
    return Cell(words, cell.look, style.wrap(cell.detail, room, SMALL), cell.size)


def _weight(cell):
    return "bold" if cell.look == "strong" else "regular"


def _height(row, pad):
    return max(_words_height(cell) for cell in row) + pad


def _words_height(cell):
    detail = (cell.detail.count("\n") + 1) * SMALL if cell.detail else 0
    return ((cell.words.count("\n") + 1) * cell.size + detail) * _LINE


def _draw_cell(axes, cell, x, y, width, height, level, middle):
    fill, edge, colour = _LOOKS[cell.look]
    if fill:
        box = Rectangle((x + 0.02, y + 0.02), width - 0.04, height - 0.04, facecolor=fill,
                        edgecolor=edge, linewidth=1.2, gid=cell.look,
                        linestyle="--" if cell.look == "outlined" else "-")  # fmt: skip
        axes.add_patch(box)
    weight = _weight(cell)
    x += width / 2 if middle else 0 if x == MARGIN else INSET
    if level or fill:
        style.write_in_cell(axes, x, y + height / 2, cell.words, cell.size, color=colour,
                            ha="center" if middle else "left", weight=weight)  # fmt: skip
        return
    y += INSET
    style.write(axes, x, y, cell.words, cell.size, color=colour, weight=weight)
    below = y + (cell.words.count("\n") + 1) * cell.size * _LINE
    style.write(axes, x, below, cell.detail, SMALL, color=QUIET)
