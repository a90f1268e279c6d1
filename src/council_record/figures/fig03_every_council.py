"""Every council of England by region: its overall grade at each inspection."""

from collections import defaultdict
from typing import NamedTuple

import pandas as pd
from matplotlib.collections import LineCollection, PolyCollection

from council_record.analysis import england
from council_record.chart import Chart
from council_record.figures import counted as counting
from council_record.figures import grade_key, names, style
from council_record.figures.style import COUNCIL, INK, LOOK_INK, MARGIN, QUIET, TINT, write
from council_record.figures.titles import fitting
from council_record.text import many

_ROW, _LINE, _HEAD = 0.169, 0.157, 0.33  # inches: a council, a further line of its name, a region
_CELL, _LATEST, _HIGH, _GAP, _ARROW = 0.133, 0.19, 0.143, 0.015, 0.14
_BREAK = 0.03  # more, where the framework changed
_COLUMNS, _BETWEEN = 3, 0.15  # on a wide page


class _Council(NamedTuple):
    """What is drawn of a council: its label, grades in time, and the latest move (0 if none)."""

    label: str
    grades: list
    gaps: list  # before each grade, in inches
    steps: int
    hollow: bool
    exists: bool
    marked: bool

    @property
    def weight(self):
        return "bold" if self.marked else "regular"

    @property
    def strip(self):
        """The width of its cells, with the arrow and the gap before them."""
        if not self.grades:
            return style.text_width("no grade") + _ARROW + 0.05
        return len(self.grades) * _CELL + sum(self.gaps) + (_LATEST - _CELL) + _ARROW + 0.05

    def lines(self, width):
        return style.wrap(self.label, width - self.strip, weight=self.weight).split("\n")


def chart(overall, counted, council):
    """Return the Chart of every council: a strip of grades, by region and alphabet.

    Parameters
    ----------
    overall : DataFrame
        As returned by ``england.overall``.
    counted : england.Counted
    council : Council
        Marked.
    """
    now = england.standing(overall)
    first, day = counting.first_year(overall["started"]), counting.until(counted)
    regions = _regions(overall, council.name)
    note = (
        "Abolished councils, in grey, are not counted; those that replaced them start without a "
        "grade."
    )
    if overall["redefined"].any():
        note = f"A gap, and a hollow arrow, mark a change of framework. {note}"
    return Chart(
        __name__,
        council,
        _title(now, council),
        f"Ofsted’s overall grade at each inspection from {first} to {day}; the wider cell is the "
        "latest. An arrow: it rose or fell at the latest one. Beside each region: how many of its "
        "councils are Good or better.",
        f"A list of {many(len(now), 'council', digits=True)} by region, each with a strip of its "
        f"overall grades in order of time. In England {_title(now, council)}. "
        f"{_own(overall, council)}",
        counted.source,
        _data(overall),
        lambda page: _draw(page, regions, now),
        counting.remarks(counted, council, note),
    )


def _title(now, council):
    """Return how many councils rose and fell at their latest inspection, and the council's own."""
    rose, fell = (now["steps"] > 0).sum(), (now["steps"] < 0).sum()
    told = f"{many(rose, 'council', digits=True)} rose at their latest inspection, {fell} fell"
    own = now[now["local_authority"] == council.name].dropna(subset="steps")
    if own.empty:
        return told
    steps, grade = own["steps"].iloc[0], names.GRADES[own["grade"].iloc[0]]
    way = "stayed at" if steps == 0 else "rose to" if steps > 0 else "fell to"
    return fitting(f"{told}; {council} {way} {grade}", told)


def _own(overall, council):
    """Return the grades of the council in a sentence."""
    own = overall[overall["local_authority"] == council.name]
    if own["grade"].isna().all():
        return f"{council} has no overall grade in this time."
    return f"{council}: {names.history(own)}."


def _data(overall):
    columns = ["region", "local_authority", "exists_until", "started", "grade", "framework",
               "basis", "steps", "redefined", "latest"]  # fmt: skip
    return overall[columns].rename(
        columns={"exists_until": "abolished_after", "redefined": "other_framework_than_before"}
    )


def _regions(overall, marked):
    """Return the councils of each region, both in alphabetical order."""
    regions = defaultdict(list)
    for (region, name), rows in overall.groupby(["region", "local_authority"]):
        last = rows.iloc[-1]
        label, grades = name, list(rows["grade"].dropna())
        gaps = [_GAP + _BREAK * new for new in rows["redefined"]]
        if not last["exists"] and "until" not in name:
            label = f"{name} (until {last['exists_until'].year})"
        steps = 0 if pd.isna(last["steps"]) else int(last["steps"])
        about = (last["redefined"], last["exists"], name == marked)
        regions[region].append(_Council(label, grades, gaps, steps, *about))
    return regions


def _columns(regions, width, count):
    """Return the regions in columns, in order, and the height of the tallest: as low as can be."""
    heights = {}
    for region, councils in regions.items():
        lines = [len(council.lines(width)) for council in councils]
        heights[region] = _HEAD + len(lines) * _ROW + (sum(lines) - len(lines)) * _LINE
    limit = max(heights.values())
    while True:
        columns, room = [], 0
        for region, height in heights.items():
            if not columns or height > room:
                columns, room = [*columns, []], limit
            columns[-1].append(region)
            room -= height
        if len(columns) <= count:
            return columns, max(sum(heights[region] for region in column) for column in columns)
        limit += 0.01


def _draw(page, regions, now):
    count = 1 if page.narrow else _COLUMNS
    width = (page.room - (count - 1) * _BETWEEN) / count
    columns, tallest = _columns(regions, width, count)
    entries, key = grade_key.layout(page, now["grade"].value_counts())
    axes, shapes, leaders = page.sheet(key + tallest + 0.1), defaultdict(list), []
    grade_key.draw(axes, entries)
    for number, column in enumerate(columns):
        left, y = MARGIN + number * (width + _BETWEEN), key
        for region in column:
            _region(axes, left, y + 0.1, width, region, now)
            y += _HEAD
            for council in regions[region]:
                lines = council.lines(width)
                high = _ROW + (len(lines) - 1) * _LINE
                if council.marked:
                    _box(shapes, left - 0.04, y, width + 0.08, high, TINT, COUNCIL)
                _name(axes, left, y, width, council, lines, leaders)
                _strip(axes, shapes, left + width - _ARROW, y, council)
                y += high
    axes.add_collection(LineCollection(leaders, colors=TINT, linewidths=0.8, zorder=0))
    for (face, edge), corners in shapes.items():
        look = {"facecolors": face, "edgecolors": edge, "linewidths": 0 if face == edge else 1}
        look["zorder"] = 0.5 if face == TINT else 1
        axes.add_collection(PolyCollection(corners, gid=face, **look))


def _box(shapes, x, y, width, high, face, edge=None):
    right, foot = x + width, y + high
    shapes[face, edge or face].append([(x, y), (right, y), (right, foot), (x, foot)])


def _region(axes, left, y, width, region, now):
    own = now.loc[now["region"] == region, "grade"]
    write(axes, left, y, names.REGIONS.get(region, region), 11, weight="bold")
    told = f"{england.good(own).sum()} of {len(own)}"
    write(axes, left + width, y, told, 11, ha="right", color=QUIET)
    axes.plot([left, left + width], [y + 0.2] * 2, color=QUIET, linewidth=0.6)


def _name(axes, left, y, width, council, lines, leaders):
    """Write a council's name, and note the line that leads from it to its strip."""
    colour = COUNCIL if council.marked else INK if council.exists else QUIET
    text = "\n".join(lines)
    write(axes, left, y + 0.03, text, color=colour, weight=council.weight)
    start = left + style.text_width(lines[0], weight=council.weight) + 0.06
    end = left + width - council.strip + 0.04
    if end - start > 0.1:
        leaders.append([(start, y + _ROW / 2 + 0.015), (end, y + _ROW / 2 + 0.015)])


def _strip(axes, shapes, right, y, council):
    """Draw the cells of a council, the latest at the right, and the arrow of its latest move."""
    if not council.grades:
        write(axes, right, y + 0.03, "no grade", color=QUIET, ha="right")
        return
    x, width = right, _LATEST
    for grade, gap in zip(reversed(council.grades), reversed(council.gaps), strict=True):
        x -= width
        _box(shapes, x, y + (_ROW - _HIGH) / 2, width, _HIGH, style.GRADES[grade])
        weight = "bold" if width == _LATEST else "regular"
        grade_key.letter(axes, x + width / 2, y + _ROW / 2, grade, weight=weight)
        x, width = x - gap, _CELL
    if council.steps:
        up, x, y = (1 if council.steps > 0 else -1), right + _ARROW / 2 + 0.01, y + _ROW / 2
        edge = COUNCIL if up > 0 else LOOK_INK
        corners = [(x - 0.05, y + 0.045 * up), (x + 0.05, y + 0.045 * up), (x, y - 0.055 * up)]
        shapes[style.WHITE if council.hollow else edge, edge].append(corners)
