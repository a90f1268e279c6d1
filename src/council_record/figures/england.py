"""Charts of notebook 02: the grades of every council, and one council among them."""

import pandas as pd
import seaborn as sns
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from council_record.figures import style
from council_record.figures.recovery import time_to_recover
from council_record.figures.steps import AREAS, GRADES
from council_record.figures.style import (
    CONTEXT,
    FOCUS,
    INK,
    MARGIN,
    QUIET,
    SECOND,
    SMALL,
    WHITE,
    WIDTH,
    write,
)
from council_record.text import long_day, many, short, verb

__all__ = ["biggest_moves", "grade_shares", "moves_matrix", "time_to_recover"]
TINTS = ("#C9D5E1", "#94AEC6", "#4F7499", FOCUS)  # from the lowest grade to the highest
_BLUES = LinearSegmentedColormap.from_list("blues", [WHITE, "#C9D5E1", FOCUS])


@style.house()
def grade_shares(shares, council, grades, absent=""):
    """Draw, per area, the share of councils at each grade in the course of time.

    Parameters
    ----------
    shares : DataFrame
        As returned by ``england.shares``.
    council : str
        Named beside the grade at which it stands on the last day.
    grades : Series
        Grade of the council on the last day by area.
    absent : str
        Why the council has no grade on that day; see ``words.absent``.

    Returns
    -------
    Figure
    """
    height, gap, left, right = 1.05, 0.52, 0.5, 2.35
    key = (
        "Each band is the share of all councils at a grade, the best grade on top; the white above "
        "is councils not yet inspected under ILACS, or without a grade of their own for care "
        "leavers. A step is a quarter, as it ended. "
    )
    key += absent or f"In bold: {council} on {long_day(shares['day'].max())}."
    groups = list(shares.groupby("area", sort=False))
    top = style.height_of(key) + 0.05
    figure = style.page(top + len(groups) * (height + gap))
    style.key(figure, key)
    for number, (area, group) in enumerate(groups):
        y = top + number * (height + gap) + 0.26
        axes = style.panel(figure, left, y, WIDTH - left - right, height)
        wide = group.pivot(index="day", columns="grade", values="share")
        begun = wide.index[0] - pd.DateOffset(months=3)
        wide = pd.concat([wide.iloc[:1].set_axis([begun]), wide])
        bottom = pd.Series(0.0, index=wide.index)
        middles = []
        for grade, colour in zip(GRADES, TINTS, strict=True):
            upper = bottom + wide[grade]
            axes.fill_between(wide.index, bottom, upper, step="pre", color=colour, linewidth=0,
                              gid=grade)  # fmt: skip
            axes.step(wide.index, upper, where="pre", color=WHITE, linewidth=0.8)
            middles.append((bottom.iloc[-1] + upper.iloc[-1]) / 2)
            bottom = upper
        axes.set(xlim=(wide.index[0], wide.index[-1]), ylim=(0, 100), gid=area)
        axes.set_yticks([0, 50, 100], ["0%", "50%", "100%"])
        years = pd.date_range(wide.index[0], wide.index[-1], freq="YS")
        axes.set_xticks(years, [str(day.year) for day in years])
        axes.text(0, 1.09, AREAS[area], size=11, weight="semibold", transform=axes.transAxes)
        last = group[group["day"] == group["day"].max()].set_index("grade")
        texts = []
        for grade in GRADES:
            words = f"{short(grade)} {last.loc[grade, 'share']:.0f}%"
            texts.append(f"{words}, {council}" if grades.get(area) == grade else words)
        weights = ["semibold" if council in text else "regular" for text in texts]
        texts = [style.wrap(text, right - 0.3, SMALL, weight)
                 for text, weight in zip(texts, weights, strict=True)]  # fmt: skip
        heights = [100 * 0.18 * (text.count("\n") + 1) / height for text in texts]
        places = style.spread(middles, heights)
        for text, weight, middle, place in zip(texts, weights, middles, places, strict=True):
            beside = axes.get_yaxis_transform()
            axes.plot([1.01, 1.04], [middle, place], color=QUIET, linewidth=0.6, transform=beside,
                      clip_on=False)  # fmt: skip
            axes.text(1.05, place, text, size=SMALL, va="center", weight=weight, linespacing=1.0,
                      transform=beside)  # fmt: skip
    return figure


@style.house()
def moves_matrix(moves, transitions, council):
    """Draw, per area, how many moves there were from each grade to each, the council's outlined.

    Parameters
    ----------
    moves, transitions : DataFrame
        As returned by ``england.moves`` and ``england.transitions``.
    council : str

    Returns
    -------
    Figure
    """
    cell, head, left = 0.27, 0.62, 2.0
    key = (
        "Rows: the grade at one inspection. Columns: the grade at the next. Each number counts "
        "pairs of inspections, of all councils; darker cells hold more. Shared: one grade for "
        "children in care and care leavers together. "
        + (f"Framed in orange: moves of {council}." if transitions["council"].any()
           else f"{council} made no move in this time.")
    )  # fmt: skip
    top = style.height_of(key)
    best, most = GRADES[::-1], 1.2 * transitions["inspections"].max()
    areas = [area for area, group in transitions.groupby("judgement", sort=False)
             if group["inspections"].sum()]  # fmt: skip
    figure = style.page(top + len(areas) * (4 * cell + head))
    style.key(figure, key)
    for number, area in enumerate(areas):
        frame = transitions[transitions["judgement"] == area]
        counts, own = (
            frame.pivot(index="from_grade", columns="to_grade", values=name).loc[best, best]
            for name in ("inspections", "council")
        )
        y = top + number * (4 * cell + head) + head - 0.06
        axes = style.panel(figure, left, y, WIDTH - left - MARGIN, 4 * cell)
        sns.heatmap(counts, ax=axes, cmap=_BLUES, vmin=0, vmax=most, annot=True,
                    fmt="d", cbar=False, xticklabels=False, yticklabels=False,
                    linewidths=1.5, linecolor=WHITE, annot_kws={"size": 10})  # fmt: skip
        for text, colour in zip(axes.texts, axes.collections[0].get_facecolors(), strict=True):
            text.set_color(style.ink_on(colour))
        axes.set(xlabel="", ylabel="", gid=area)
        axes.tick_params(length=0, pad=2)
        axes.xaxis.tick_top()
        middles = [place + 0.5 for place in range(len(best))]
        axes.set_xticks(middles, [short(grade) for grade in best], size=SMALL)
        names = [f"from {short(grade)}" for grade in best]
        axes.set_yticks(middles, names, size=SMALL, va="center")
        for row, before in enumerate(best):
            for column, after in enumerate(best):
                if own.loc[before, after]:
                    corner = column + 0.03, row + 0.06
                    axes.add_patch(Rectangle(corner, 0.94, 0.88, fill=False, edgecolor=SECOND,
                                             linewidth=2.2, gid="own"))  # fmt: skip
        pairs = moves.loc[moves["area"] == area, "steps"]
        words = f"{AREAS[area]}: {many(len(pairs), 'pair', digits=True)} of inspections"
        words += (
            f", {(pairs > 0).sum()} up, {(pairs == 0).sum()} the same, {(pairs < 0).sum()} down"
        )
        shared = (moves["continuity"] == "narrower")[moves["area"] == area].sum()
        if shared:
            share = "all" if shared == len(pairs) else f"{shared}"
            words += f"; {share} {verb(shared, 'starts', 'start')} from the shared grade"
        axes.text(-(left - MARGIN) / (WIDTH - left - MARGIN), 1 + 0.36 / (4 * cell), words,
                  size=11, weight="semibold", transform=axes.transAxes)  # fmt: skip
    return figure


@style.house()
def biggest_moves(steep, council):
    """Draw every move of two grades or more as an arrow, with the councils that made it.

    Parameters
    ----------
    steep : DataFrame
        As returned by ``england.steep``.
    council : str
        Set in bold.

    Returns
    -------
    Figure
    """
    columns = {grade: 0.62 + 0.84 * number for number, grade in enumerate(GRADES)}
    left, line = 3.8, 1.25 * SMALL / 72
    key = (
        "From the circle to the arrowhead: the grade at one inspection and at the next. The year "
        "is that of the later inspection. Dashed: from a grade that children in care and care "
        "leavers shared to a grade of one of them."
        + ("" if council in set(steep["local_authority"]) else f" None is by {council}.")
    )  # fmt: skip
    laid = []
    for area, group in steep.groupby("area", sort=False):
        rows = []
        apart = group.assign(apart=group["continuity"] == "narrower")
        for pair, part in apart.groupby(["from_grade", "to_grade", "apart"], sort=False,
                                        observed=True):  # fmt: skip
            own = part[part["local_authority"] == council]
            others = part.drop(own.index)
            names = ((_named(own), "bold"), (_named(others), "regular"))
            texts = [style.wrap(text, WIDTH - MARGIN - left, SMALL, weight)
                     for text, weight in names]  # fmt: skip
            rows.append((pair, texts))
        laid.append((area, len(group), rows))
    top = style.height_of(key) + 0.42
    heights = [
        [max(0.3, 0.16 + line * sum(t.count("\n") + 1 for t in texts if t)) for _, texts in rows]
        for _, _, rows in laid
    ]
    figure = style.page(top + sum(0.36 + sum(part) for part in heights))
    style.key(figure, key)
    axes = style.sheet(figure)
    for grade, x in columns.items():
        words = style.wrap(short(grade), 0.82, SMALL, "semibold")
        write(axes, x, top - 0.16 - 0.155 * words.count("\n"), words, SMALL, ha="center",
              weight="semibold")  # fmt: skip
    y = top
    for (area, count, rows), sizes in zip(laid, heights, strict=True):
        axes.plot([MARGIN, WIDTH - MARGIN], [y + 0.04] * 2, color=CONTEXT, linewidth=0.8)
        write(axes, MARGIN, y + 0.12, f"{AREAS[area]}: {count}", 11, weight="semibold")
        y += 0.36
        axes.vlines(columns.values(), y, y + sum(sizes), CONTEXT, linewidth=0.8, zorder=0)
        for (pair, texts), size in zip(rows, sizes, strict=True):
            style.arrow(axes, *(columns[grade] for grade in pair[:2]), y + 0.15,
                        broken=pair[2])  # fmt: skip
            place = y + 0.06
            for text, weight in zip(texts, ("bold", "regular"), strict=True):
                if text:
                    write(axes, left, place, text, SMALL, weight=weight,
                          color=FOCUS if weight == "bold" else INK)  # fmt: skip
                    place += line * (text.count("\n") + 1)
            y += size
    return figure


def _named(rows):
    return "; ".join(f"{row.local_authority} {row.to_started.year}"
                     for row in rows.itertuples())  # fmt: skip
