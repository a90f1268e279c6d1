"""How grades moved from one inspection to the next: overall as flows, each area as a bar."""

import numpy as np
from matplotlib.patches import Polygon, Rectangle

from council_record.analysis import england
from council_record.chart import Chart
from council_record.figures import counted as counting
from council_record.figures import names, style
from council_record.figures.style import COUNCIL, INK, LOOK, LOOK_INK, MARGIN, WHITE, write
from council_record.text import many

_GREY = "#D3D9DD"
_WAYS = (("fell", LOOK, LOOK_INK), ("unchanged", _GREY, INK), ("rose", COUNCIL, COUNCIL))
_APART, _NODE = 0.05, 0.16  # inches: between grades, the width of a grade's bar
_PALE = 0.42  # how much of its colour is kept of a move whose judgement was redefined
_FLOW = 0.6  # and of a flow
_TURN = np.linspace(0, 1, 40)
_BEND = 3 * _TURN**2 - 2 * _TURN**3  # from level to level


def chart(moves, counted, council):
    """Return the Chart of moves from each grade to each, and which way each area moved.

    Parameters
    ----------
    moves : DataFrame
        As returned by ``england.moves``.
    counted : england.Counted
    council : Council
        Its own moves are drawn as lines.
    """
    counts = england.transitions(moves, council.name)
    flows = counts[counts["area"] == england.OVERALL].reset_index(drop=True)
    own = moves[(moves["area"] == england.OVERALL) & (moves["local_authority"] == council.name)]
    fell, same, rose = _ways(flows)["inspections"]
    count, told = f"{fell + same + rose:,}", _own(own, flows, council)
    areas = "; ".join(
        f"{names.AREAS[area]} {', '.join(_ways(part)['inspections'].astype(str))}"
        for area, part in counts.groupby("area", sort=False)
    )
    first, day = counting.first_year(moves["from_started"]), counting.until(counted)
    return Chart(
        __name__,
        council,
        f"Of {count} re-inspections, {rose} raised the overall grade and {fell} lowered it",
        "Overall Ofsted grade at one inspection (left) and at the next (right): England, "
        f"{first} to {day}.",
        f"Flows from the overall grade at one inspection to the grade at the next, for {count} "
        f"pairs: {rose} rose, {same} stayed, {fell} fell. Bars by area. Fell, unchanged, rose: "
        f"{areas}. {told}",
        counted.source,
        counts.rename(columns={"council": "of_them_by_the_council"}),
        lambda page: _draw(page, counts, flows, own, told),
        counting.remarks(counted, council, _redefined(counts)),
    )


def _ways(counts):
    """Return how many moves fell, stayed and rose, in all and with a judgement redefined."""
    way = np.sign(counts["steps"].astype(int))
    frame = counts.assign(again=counts["inspections"].where(counts["redefined"], 0))
    frame = frame.groupby(way)[["inspections", "again"]].sum()
    return frame.reindex([-1, 0, 1], fill_value=0)


def _own(own, flows, council):
    """Return the council's own moves in a sentence."""
    if own.empty:
        return f"{council} has no two overall grades in this time, so no move."
    of = flows.groupby(["from_grade", "to_grade"], observed=True)["inspections"].sum()
    told = "; ".join(
        f"{names.GRADES[row.from_grade]} {row.from_started.year} to {names.GRADES[row.to_grade]} "
        f"{row.to_started.year} (one of {of[row.from_grade, row.to_grade]})"
        for row in own.itertuples()
    )
    return f"{council}: {told}."


def _redefined(counts):
    """Return what paler bands and bars are, and how many moves they hold overall."""
    again = counts[counts["redefined"]]
    if again.empty:
        return ""
    across = again.loc[again["area"] == england.OVERALL, "inspections"].sum()
    why = ". Until 2022 care leavers shared a grade with children in care."
    if across:
        moves = many(across, "move", digits=True)
        why = f", mostly by the new framework of 2018 (overall: {moves})."
    return f"Paler: the judgement was redefined in between{why}"


def _draw(page, counts, flows, own, told):
    told = style.wrap(told, page.room - 0.45, weight="bold")
    high = 2.1 if page.narrow else 1.62
    below = high + 3 * _APART + (0.2 if page.narrow else 0.1)
    bars = below + (told.count("\n") + 1) * 0.175 + 0.12
    areas = list(counts.groupby("area", sort=False))
    row = 0.42 if page.narrow else 0.235
    axes = page.sheet(bars + 0.27 + row * len(areas))
    left = 1.23 if page.narrow else 1.5
    _flows(axes, flows, own, (left, page.width - left), high, page.narrow)
    if len(own):
        axes.plot([MARGIN, MARGIN + 0.32], [below + 0.075] * 2, color=INK, linewidth=2.4)
    write(axes, MARGIN + (0.42 if len(own) else 0), below, told, weight="bold")
    write(axes, MARGIN, bars, "How many grades fell, stayed (grey) and rose", 11, weight="bold")
    for number, (area, part) in enumerate(areas):
        _bar(axes, page, bars + 0.27 + number * row, names.AREAS[area], _ways(part), number == 0)


def _levels(flows, by, scale):
    """Return where each grade's node begins, the best at the top."""
    totals = flows.groupby(by, observed=False)["inspections"].sum()[::-1]
    tops = (totals * scale).cumsum() - totals * scale + _APART * np.arange(len(totals))
    return totals, dict(tops)


def _flows(axes, flows, own, ends, high, narrow):
    """Draw the bands from the grades on the left to those on the right, and the council's lines."""
    (left, right), scale = ends, high / flows["inspections"].sum()
    before, start = _levels(flows, "from_grade", scale)
    after, end = _levels(flows, "to_grade", scale)
    _nodes(axes, before, start, (left - _NODE, left - _NODE - 0.07), scale, narrow)
    _nodes(axes, after, end, (right, right + _NODE + 0.07), scale, narrow)
    x = left + _TURN * (right - left)
    best_first, arrives = {"ascending": [False, False, True]}, {}
    for row in flows.sort_values(
        ["to_grade", "from_grade", "redefined"], **best_first
    ).itertuples():
        arrives[row.Index] = end[row.to_grade]
        end[row.to_grade] += row.inspections * scale
    lines, labels = [], {}
    for row in flows.sort_values(
        ["from_grade", "to_grade", "redefined"], **best_first
    ).itertuples():
        height, top = row.inspections * scale, start[row.from_grade]
        start[row.from_grade] += height
        y = top + _BEND * (arrives[row.Index] - top)
        colour = _WAYS[np.sign(row.steps) + 1][1]
        corners = np.column_stack([np.r_[x, x[::-1]], np.r_[y, (y + height)[::-1]]])
        ground = style.mixed(colour, _FLOW * (0.5 if row.redefined else 1))
        axes.add_patch(Polygon(corners, color=ground, alpha=0.85, linewidth=0, gid="flow"))
        same = own[(own["from_grade"] == row.from_grade) & (own["to_grade"] == row.to_grade)]
        same = same[same["redefined"] == row.redefined]
        lines += [y + height * (place + 1) / (len(same) + 1) for place in range(len(same))]
        pair = labels.setdefault((row.from_grade, row.to_grade), [0, 0, 0])
        pair[0] += row.inspections
        if height > pair[1]:  # the number stands in the larger of two parts
            pair[1:] = height, top + height / 2
    for count, height, middle in labels.values():
        if height > (0.13 if narrow else 0.108):
            look = {"ha": "left", "color": INK, "zorder": 4}
            style.write_in_cell(axes, left + 0.08, middle, str(count), **look)
    for y in lines:
        seen = x > left + 0.32  # right of the numbers
        axes.plot(x[seen], y[seen], color=WHITE, linewidth=4.6, zorder=5)
        axes.plot(x[seen], y[seen], color=INK, linewidth=2.4, zorder=5, gid="own")


def _nodes(axes, totals, tops, places, scale, narrow):
    """Draw a bar for each grade, with its name and number beside it."""
    (x, label), between = places, "\n" if narrow else " "
    ha = "right" if label < x else "left"
    tall = [max(total * scale, 0.012) for total in totals]
    texts = [
        f"{names.GRADES[grade]}{between}{total}".replace("Requires ", "Requires\n")
        for grade, total in totals.items()
    ]
    heights = [0.175 * (text.count("\n") + 1) for text in texts]
    middles = [tops[grade] + high / 2 for grade, high in zip(totals.index, tall, strict=True)]
    places = style.spread(middles, heights)
    for grade, high, text, place in zip(totals.index, tall, texts, places, strict=True):
        box = (x, tops[grade]), _NODE, high
        axes.add_patch(Rectangle(*box, color=style.GRADES[grade], linewidth=0, gid="node"))
        style.write_in_cell(axes, label, place, text, ha=ha, weight="semibold")


def _bar(axes, page, y, name, ways, first):
    """Draw the shares of an area's moves that fell, stayed and rose, with their numbers."""
    left, right, high = 2.05, page.width - MARGIN - 0.62, 0.18
    if page.narrow:
        write(axes, MARGIN, y, name)
        left, y = MARGIN + 0.55, y + 0.18
    else:
        style.write_in_cell(axes, MARGIN, y + high / 2, name, ha="left")
    scale, x, middle = (right - left) / ways["inspections"].sum(), left, y + high / 2
    places = [(left - 0.07, "right"), None, (right + 0.07, "left")]
    shares = zip(_WAYS, ways.to_numpy(), places, strict=True)
    for (way, colour, ink), (count, again), place in shares:
        widths = [(count - again) * scale, again * scale]
        for wide, kept in zip(widths, (1, _PALE), strict=True):
            look = {"color": style.mixed(colour, kept), "linewidth": 0, "gid": f"{way} {kept}"}
            axes.add_patch(Rectangle((x, y), wide, high, **look))
            x += wide
        inside = x - (widths[1] / 2 if widths[1] >= widths[0] else widths[1] + widths[0] / 2)
        at, ha = place or (inside, "center")
        text = f"{count} {way}" if first and place else str(count)
        if place or max(widths) > 0.25:
            style.write_in_cell(axes, at, middle, text, ha=ha, color=ink)
