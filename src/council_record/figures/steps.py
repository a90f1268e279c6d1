"""Figure 1: the grade of each area at each inspection, as steps in time."""

from itertools import pairwise

import pandas as pd

from council_record.data.tables import labels
from council_record.figures import style
from council_record.figures.style import (
    CONTEXT,
    FOCUS,
    QUIET,
    SECOND,
    SECOND_INK,
    SMALL,
    WHITE,
    WIDTH,
)

GRADES = list(labels("judgements", "grade"))  # from the lowest to the highest
AREAS = labels("crosswalk", "area")
_LEVEL = GRADES.index
_GAP = pd.Timedelta(days=110)  # between a mark and the words beside it


@style.house()
def judgement_grades(areas, frameworks):
    """Draw one small panel per area: the grade at each inspection, as steps in time.

    Parameters
    ----------
    areas : DataFrame
        As returned by ``judgements.by_area``.
    frameworks : DataFrame
        framework, in_force_from: where a break is drawn.

    Returns
    -------
    Figure
    """
    groups = list(areas.groupby("area", sort=False))
    height, gap, left = 0.86, 0.36, 2.12
    first = areas["started"].min() - pd.Timedelta(days=150)
    until = areas["published"].max() + pd.Timedelta(days=30)
    begun = frameworks.dropna(subset="in_force_from").set_index("framework")["in_force_from"]
    breaks = begun[(begun > first) & (begun < until)].sort_values()
    key = "Points are inspections; a line holds the grade until the next one."
    if len(breaks):
        key += (" Orange, dashed: a new framework; lines are dotted from there to the next "
                "inspection.")  # fmt: skip
    if areas["joint"].any():
        key += " Hollow: one grade for children in care and care leavers together."
    if (areas["framework"] == "sif").any():
        key += " SIF: single inspection framework."
    key += " ILACS: inspection of local authority children’s services."
    width = WIDTH - left - 0.35
    a_day = width / (until - first).days  # inches
    days = _spread(areas["started"].drop_duplicates().sort_values(), a_day)
    top = style.height_of(key) + 0.42 + 0.17 * max(days.values())
    figure = style.page(top + len(groups) * (height + gap))
    style.key(figure, key)
    latest = areas["started"].max()
    for number, (area, group) in enumerate(groups):
        y = top + number * (height + gap) + gap - 0.06
        axes = style.panel(figure, left, y, width, height)
        axes.set(xlim=(first, until), ylim=(-0.6, len(GRADES) - 0.4), gid=area, xticks=[])
        axes.set_yticks(range(len(GRADES)), GRADES)
        axes.spines["bottom"].set_visible(False)
        axes.hlines(range(len(GRADES)), first, until, CONTEXT, linewidth=0.6, zorder=0)
        axes.text(-0.012, 1.05, AREAS[area], size=11, weight="semibold", ha="right",
                  transform=axes.transAxes)  # fmt: skip
        for begin in breaks:
            axes.axvline(begin, color=SECOND, linewidth=1, linestyle=(0, (4, 3)), zorder=1)
        records = group.to_dict("records")
        _steps(axes, records, breaks, until, followed=records[-1]["started"] == latest)
        _remarks(axes, records, breaks, until, latest, a_day)
        if number == 0:
            earliest = areas.sort_values("started")["framework"].iloc[0]
            named = pd.concat([begun[begun.index == earliest], breaks])
            _name_times(axes, days, [first, *breaks, until], named, a_day)
    return figure


def _spread(days, a_day):
    """Return the row of each day's label: labels that would collide go up a row."""
    rows, right = {}, {}
    for started in days:
        centre, half = started.toordinal() * a_day, 0.36
        row = next(n for n in range(len(days)) if right.get(n, 0) <= centre - half)
        rows[started], right[row] = row, centre + half
    return rows


def _name_times(axes, days, edges, frameworks, a_day):
    """Name the inspections and the frameworks above the first panel."""
    above = {"transform": axes.get_xaxis_transform(), "ha": "center"}
    for started, row in days.items():
        axes.text(started, 1.36 + 0.2 * row, f"{started:%b %Y}", size=9.5, weight="semibold",
                  **above)  # fmt: skip
    for (start, end), (name, begun) in zip(pairwise(edges), frameworks.items(), strict=True):
        kind = name.split("-")[0].upper()
        room = (end - start).days * a_day
        names = (f"{kind} from {begun:%b %Y}", f"{kind} {begun.year}", str(begun.year))
        fits = [name for name in names if style.text_width(name, SMALL) < room + 0.1]
        if fits:
            axes.text(start + (end - start) / 2, 1.07, fits[0], size=SMALL, color=SECOND_INK,
                      **above)  # fmt: skip


def _steps(axes, records, breaks, until, followed):
    """Draw points at inspections and level lines between them, dotted where a framework ended."""
    ends = [record["started"] for record in records[1:]] + [until]
    for record, end in zip(records, ends, strict=True):
        y = _LEVEL(record["grade"])
        ended = min([begin for begin in breaks if record["started"] < begin < end], default=end)
        axes.plot([record["started"], ended], [y, y], color=FOCUS, linewidth=2, zorder=2)
        if ended < end and (followed or record is not records[-1]):
            axes.plot([ended, end], [y, y], color=FOCUS, linewidth=1, linestyle=":", zorder=2)
        axes.plot(record["started"], y, "o", markersize=7.5, markeredgewidth=1.8, zorder=3,
                  color=FOCUS, markerfacecolor=WHITE if record["joint"] else FOCUS)  # fmt: skip
    for earlier, later in pairwise(records):
        crossing = earlier["framework"] != later["framework"]
        rise = [_LEVEL(earlier["grade"]), _LEVEL(later["grade"])]
        axes.plot([later["started"]] * 2, rise, color=FOCUS, linewidth=1 if crossing else 2,
                  linestyle=":" if crossing else "-", zorder=2)  # fmt: skip


def _remarks(axes, records, breaks, until, latest, a_day):
    """Say beside a line that a grade is shared, or that there has been none since.

    Where there is no room between two upright lines, the key has to do.
    """
    upright = sorted([*breaks, *(record["started"] for record in records), until])
    joint = [record for record in records if record["joint"]]
    if joint:
        lowest = min(joint, key=lambda record: _LEVEL(record["grade"]))
        other = "care leavers" if lowest["area"] == "in_care" else "children in care"
        level = _LEVEL(lowest["grade"])
        y = level - 0.52 if level == len(GRADES) - 1 else level + 0.48
        _beside(axes, lowest["started"], y, f"with {other}", a_day, upright)
    last = records[-1]
    over = [begin for begin in breaks if begin > last["started"]]
    if over and last["started"] < latest:
        level = _LEVEL(last["grade"])
        words = f"no grade of its own since {over[0].year}"
        _beside(axes, over[0], level + 0.48 if level == 0 else level - 0.52, words, a_day, upright)


def _beside(axes, x, y, words, a_day, upright):
    """Write right or left of a day, between it and the next upright line, if there is room."""
    needed = pd.Timedelta(days=style.text_width(words, SMALL) / a_day) + _GAP
    after = min((day for day in upright if day > x), default=x)
    before = max((day for day in upright if day < x), default=x)
    for room, place, side in ((after - x, x + _GAP, "left"), (x - before, x - _GAP, "right")):
        if needed < room:
            axes.text(place, y, words, size=SMALL, color=QUIET, va="center", ha=side)
            return
