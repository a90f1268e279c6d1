"""The key of charts that show grades as cells: colour, letter, word, and how many councils."""

from matplotlib.patches import Rectangle

from council_record.figures import names, style
from council_record.figures.style import LABEL, MARGIN, write

_ROW, _WIDE, _HIGH, _APART = 0.26, 0.24, 0.165, 0.17  # inches


def layout(page, counts, marked=""):
    """Return the entries of a key and where they go, and the height of all of them.

    Parameters
    ----------
    page : Page
    counts : Series
        How many councils stand at each grade.
    marked : str
        A council whose cell has a frame; an entry of its own if given.

    Returns
    -------
    entries : list of (float, float, str or None, str)
        x, y, grade (None for the frame), label.
    height : float
        In inches.
    """
    labels = [(grade, f"{names.GRADES[grade]} {counts.get(grade, 0)}") for grade in style.GRADES]
    entries, x, y = [], MARGIN, 0.02
    for grade, label in [*reversed(labels), *([(None, marked)] if marked else [])]:
        weight = "regular" if grade else "bold"
        wide = _WIDE + 0.06 + style.text_width(label, weight=weight)
        if x + wide > page.width - MARGIN and x > MARGIN:
            x, y = MARGIN, y + _ROW
        entries.append((x, y, grade, label))
        x += wide + _APART
    return entries, y + _ROW


def draw(axes, entries):
    """Draw the entries of a key, as ``layout`` returns them."""
    for x, y, grade, label in entries:
        if grade:
            cell(axes, x, y, _WIDE, _HIGH, grade, weight="bold")
        else:
            axes.add_patch(Rectangle((x, y), _WIDE, _HIGH, fill=False, linewidth=2.2))
        weight = "regular" if grade else "bold"
        write(axes, x + _WIDE + 0.06, y + 0.035, label, weight=weight)


def cell(axes, x, y, width, height, grade, gid=None, at=0.5, **look):
    """Draw a cell in the colour of a grade, its letter at a share of its width."""
    ground = style.GRADES[grade]
    axes.add_patch(Rectangle((x, y), width, height, color=ground, linewidth=0, gid=gid))
    letter(axes, x + at * width, y + height / 2, grade, **look)


def letter(axes, x, y, grade, **look):
    """Write the letter of a grade, centred on a point of a cell."""
    ink = style.ink_on(style.GRADES[grade])
    place = (x, y + 0.34 * LABEL / 72)
    axes.text(*place, names.GRADES[grade][0], size=LABEL, ha="center", color=ink, **look)
