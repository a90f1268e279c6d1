"""Charts of notebook 05: grades and spending on one page, never on one axis."""

from itertools import pairwise

import pandas as pd
import seaborn as sns

from council_record.figures import style
from council_record.figures.steps import GRADES
from council_record.figures.style import CONTEXT, FOCUS, MARGIN, QUIET, SECOND, SMALL, WHITE, WIDTH
from council_record.text import many, short

_FEW = 6  # years: a shorter time gets no wider bars
_BLANK = {"facecolor": WHITE, "edgecolor": "none", "pad": 0.5}  # behind words on lines


@style.house()
def two_timelines(overall, spending, council):
    """Draw grades above and spending per child below, on one time axis.

    Parameters
    ----------
    overall : DataFrame
        The area overall_effectiveness of ``judgements.by_area``.
    spending : DataFrame
        financial_year and per_child of the council, as returned by ``outturn.per_child``.
    council : str

    Returns
    -------
    Figure
    """
    key = (
        "Above: points are inspections; a line holds the grade until the next one, and moves "
        "dotted where the framework had changed. Below: a bar from April to March for each "
        "financial year. Orange: days of inspections."
    )
    left, right = 2.1, 0.35
    starts = [pd.Timestamp(int(year[:4]), 4, 1) for year in spending["financial_year"]]
    ends = [start + pd.DateOffset(years=1) for start in starts]
    first = min([*starts, overall["started"].min()]) - pd.Timedelta(days=300)
    last = max([*ends, overall["published"].max()]) + pd.Timedelta(days=60)
    first = min(first, last - pd.DateOffset(years=_FEW))
    top = style.height_of(key) + 0.35
    figure = style.page(top + 1.35 + 0.55 + 1.75 + 0.35)
    style.key(figure, key)
    upper = style.panel(figure, left, top, WIDTH - left - right, 1.35)
    lower = style.panel(figure, left, top + 1.9, WIDTH - left - right, 1.75)
    upper.set(xlim=(first, last), ylim=(-0.5, len(GRADES) - 0.3), xticks=[], gid="grades")
    upper.set_yticks(range(len(GRADES)), GRADES)
    upper.spines["bottom"].set_visible(False)
    upper.hlines(range(len(GRADES)), first, last, CONTEXT, linewidth=0.6, zorder=0)
    records = overall.to_dict("records")
    for record, end in zip(records, [*(r["started"] for r in records[1:]), last], strict=True):
        level = GRADES.index(record["grade"])
        upper.plot([record["started"], end], [level] * 2, color=FOCUS)
        upper.plot(record["started"], level, "o", color=FOCUS, markersize=7.5)
        upper.text(record["started"], level + 0.3, f"{record['started']:%b %Y}", size=SMALL,
                   ha="center", bbox=_BLANK)  # fmt: skip
    for before, after in pairwise(records):
        levels = [GRADES.index(before["grade"]), GRADES.index(after["grade"])]
        crossing = before["framework"] != after["framework"]
        upper.plot([after["started"]] * 2, levels, color=FOCUS, linewidth=1 if crossing else 2,
                   linestyle=":" if crossing else "-")  # fmt: skip
    lower.set(xlim=(first, last), gid="spending")
    for start, end, value in zip(starts, ends, spending["per_child"].astype(float), strict=True):
        days = (end - start).days
        lower.bar(start, value, width=days, align="edge", color=FOCUS, edgecolor=WHITE, zorder=1)
        middle = start + (end - start) / 2
        lower.annotate(f"{value:,.0f}", (middle, value), (0, 3), size=SMALL, ha="center",
                       va="bottom", textcoords="offset points", bbox=_BLANK)  # fmt: skip
    for record in records:
        lower.axvline(record["started"], color=SECOND, linewidth=0.9, linestyle=(0, (4, 3)),
                      zorder=2)  # fmt: skip
    lower.set(ylim=(0, 1.14 * spending["per_child"].max()), yticks=[])
    room = (WIDTH - left - right) * 365 / (last - first).days - 0.04
    lower.set_xticks([start + (end - start) / 2 for start, end in zip(starts, ends, strict=True)],
                     [style.wrap(year.replace("-", "- "), room, SMALL).replace("- ", "-")
                      for year in spending["financial_year"]],
                     size=SMALL, linespacing=1.1)  # fmt: skip
    lower.tick_params(axis="x", length=0)
    for axes, words in (
        (upper, "Overall effectiveness"),
        (lower, "Spending per child, £, in cash"),
    ):
        axes.text(-(left - MARGIN) / (WIDTH - left - right), 1.05, words, size=10.5,
                  weight="semibold", transform=axes.transAxes)  # fmt: skip
    return figure


@style.house()
def spend_by_grade(spending, council, absent=""):
    """Draw the spending per child of every council in a row for its grade.

    Parameters
    ----------
    spending : DataFrame
        As returned by ``outturn.by_grade``.
    council : str
    absent : str
        Why the council is not in ``spending``; see ``words.not_by_grade``.

    Returns
    -------
    Figure
    """
    key = (
        "Each dot is a council, in the row of its overall grade when the year ended, on 31 March. "
        "Upright line: half of the row above, half below. Councils beyond the axis are named at "
        f"its end. {absent}".rstrip()
    )
    left, height = 1.5, 1.2
    top = style.height_of(key) + 0.1
    best = GRADES[::-1]
    figure = style.page(top + len(best) * height + 0.45)
    style.key(figure, key)
    width = WIDTH - left - 0.4
    axes = style.panel(figure, left, top, width, len(best) * height)
    edge = 3 * spending["per_child"].median()
    inside = spending[(spending["per_child"] <= edge) & (spending["local_authority"] != council)]
    rows = pd.Categorical(inside["grade"].astype(str), best)
    sns.swarmplot(x=inside["per_child"].astype(float), y=rows, order=best, ax=axes, size=4,
                  color="#8A97A3")  # fmt: skip
    axes.set(xlim=(0, edge * 1.02), ylim=(len(best) - 0.5, -0.5))
    for row, grade in enumerate(best):
        part = spending[spending["grade"] == grade]
        if part.empty:
            continue
        middle = part["per_child"].median()
        axes.plot([middle] * 2, [row - 0.32, row + 0.32], color=QUIET, linewidth=1.6, gid="median")
        axes.text(middle, row - 0.35, f"£{middle:,.0f}", size=SMALL, ha="center", va="bottom",
                  color=QUIET)  # fmt: skip
        for place, there in enumerate(part[part["per_child"] > edge].itertuples()):
            own = there.local_authority == council
            words = f"{there.local_authority} £{there.per_child:,.0f} →"
            axes.text(edge, row - 0.28 + 0.13 * place, words, size=SMALL, ha="right", va="center",
                      color=FOCUS if own else QUIET,
                      weight="semibold" if own else "regular")  # fmt: skip
        for value in part.loc[part["local_authority"] == council, "per_child"]:
            if value <= edge:
                words = f"{council} £{value:,.0f}"
                half = style.text_width(words, SMALL, "semibold") / 2 / width * edge * 1.02
                axes.plot(value, row, "o", color=FOCUS, markersize=9, zorder=5, gid="own")
                axes.plot([value] * 2, [row, row + 0.33], color=FOCUS, linewidth=1, zorder=5)
                axes.text(min(max(value, half), edge * 1.02 - half), row + 0.36, words, size=SMALL,
                          color=FOCUS, weight="semibold", ha="center", va="top")  # fmt: skip
    counts = [many((spending["grade"] == grade).sum(), "council", digits=True) for grade in best]
    rows = [f"{short(grade)}\n{count}" for grade, count in zip(best, counts, strict=True)]
    axes.set_yticks(range(len(best)), rows)
    axes.xaxis.set_major_formatter(lambda value, _: f"£{value:,.0f}")
    axes.set(xlabel="", ylabel="")
    return figure
