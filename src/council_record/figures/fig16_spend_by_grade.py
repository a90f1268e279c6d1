"""Figure 16: spending per child of every council, by its overall grade."""

import pandas as pd
import seaborn as sns

from council_record.chart import Chart, LeftOut
from council_record.figures import names, style
from council_record.figures.style import COUNCIL, INK, MARGIN, QUIET, WHITE
from council_record.financial_year import FinancialYear
from council_record.text import listed, long_day, many, number


def chart(by_grade, council, source):
    """Return the Chart of spending per child by grade, or LeftOut.

    Parameters
    ----------
    by_grade : DataFrame
        As returned by ``per_child.by_grade``.
    council : Council
    source : str
        For the foot: ``council.source("official_judgements", "outturn", "population")``.
    """
    if by_grade.empty:
        return LeftOut(__name__, council, "No council has a grade and a return for this year.")
    year = by_grade["financial_year"].iloc[0]
    own = by_grade[by_grade["local_authority"] == council.name]
    groups = by_grade.groupby("grade", observed=True)["per_child"]
    middles = groups.median().astype(float)
    told = [f"{names.GRADES[grade]}: {many(int(size), 'council', digits=True)}, the middle one "
            f"£{middles[grade]:,.0f}." for grade, size in groups.size().items()]  # fmt: skip
    far = _far(by_grade)
    large = own[~own["local_authority"].isin(far["local_authority"])]
    large = f" The large one is {council}." if len(large) else ""
    return Chart(
        __name__,
        council,
        title=_title(groups),
        subtitle=f"Gross outturn on children’s services per child aged 0 to 17 in {year}, by the "
        f"overall grade when the year ended. Each dot is a council.{large}",
        alt=f"Rows of dots, one for each grade. {_title(groups)}. {' '.join(told)}"
        + "".join(f" {council}: £{value:,.0f}." for value in own["per_child"]),
        source=source,
        data=by_grade.assign(middle=by_grade["grade"].astype(str).map(middles)),
        note=_note(own, far, council, year),
        draw=lambda page: _draw(page, by_grade, own, far),
    )


def _far(by_grade):
    """Return councils with more than half as much again as the next: the axis ends before them."""
    ordered = by_grade.sort_values("per_child", ascending=False).reset_index(drop=True)
    amounts = ordered["per_child"].astype(float)
    gaps = amounts[:-1].values > 1.5 * amounts[1:].values
    return ordered[: gaps[:5].nonzero()[0].max() + 1] if gaps[:5].any() else ordered[:0]


def _note(own, far, council, year):
    """Return why the council is not in the chart, and which councils are beyond its axis."""
    told = []
    if len(far):
        amounts = [f"{row.local_authority} (£{row.per_child:,.0f})" for row in far.itertuples()]
        told = [f"Beyond the axis: {listed(amounts)}."]
    if own.empty:
        gone = pd.notna(council.abolished) and \
            council.abolished <= FinancialYear.parse(year).last_day  # fmt: skip
        told.insert(0, f"{council} was abolished after {long_day(council.abolished)}." if gone else
                    f"{council} has no grade or no return for {year}.")  # fmt: skip
    return " ".join(told)


def _title(groups):
    """Return the range in which there are councils of every grade."""
    low, high = groups.min().max(), groups.max().min()
    count = groups.ngroups
    if low < high:
        told = "every grade" if count == len(names.GRADES) else f"{number(count)} grades"
        return f"Councils of {told} spend between £{low:,.0f} and £{high:,.0f} per child"
    middles = groups.median()
    return f"The middle {names.GRADES[middles.idxmax()]} council spends most per child: " \
           f"£{middles.max():,.0f}"  # fmt: skip


def _draw(page, by_grade, own, far):
    narrow = page.narrow
    grades = [grade for grade in reversed(list(names.GRADES)) if grade in set(by_grade["grade"])]
    label = 0.05 if narrow else 1.75
    row = 0.95 if narrow else 0.72
    axes = page.sheet(0.04 + len(grades) * row + 0.36)
    shown = by_grade[~by_grade["local_authority"].isin([*own["local_authority"],
                                                        *far["local_authority"]])]  # fmt: skip
    kept = by_grade[~by_grade["local_authority"].isin(far["local_authority"])]["per_child"]
    low, high = float(kept.min()), float(kept.max())
    edge = 0.05 * (high - low)
    width = page.room - label - 0.1
    panel = page.panel(MARGIN + label, 0.04, width, len(grades) * row)
    sns.swarmplot(data=shown.astype({"grade": str}), x="per_child", y="grade", order=grades,
                  hue="grade", palette=style.GRADES, legend=False, ax=panel, edgecolor=QUIET,
                  size=3.6 if narrow else 4.6, linewidth=0.4, warn_thresh=1)  # fmt: skip
    panel.set(xlim=(low - edge, high + edge), ylim=(len(grades) - 0.5, -0.5), xlabel="", ylabel="",
              yticks=[])  # fmt: skip
    panel.locator_params(axis="x", nbins=5 if narrow else 8)
    panel.xaxis.set_major_formatter(lambda value, _: f"£{value:,.0f}")
    panel.grid(axis="x", color="#E3E6E8", linewidth=0.7)
    inch = width / (high - low + 2 * edge)
    for place, grade in enumerate(grades):
        amounts = by_grade.loc[by_grade["grade"] == grade, "per_child"].astype(float)
        middle, top = amounts.median(), 0.04 + place * row
        words = f"{names.GRADES[grade]}: {len(amounts)}"
        panel.plot([middle] * 2, [place - 0.3, place + 0.3], color=INK, linewidth=2.4, zorder=4,
                   gid="middle")  # fmt: skip
        told = f"middle £{middle:,.0f}"
        if narrow:
            style.write(axes, MARGIN, top + 0.03, words, weight="semibold", bbox=_GROUND)
            style.write(axes, page.right, top + 0.03, told, ha="right", bbox=_GROUND)
            continue
        told = [(words, {"weight": "semibold"}), (told, {"color": QUIET})]
        for one in own[own["grade"] == grade].itertuples():
            words = f"{one.local_authority} £{one.per_child:,.0f}"
            words = style.wrap(words, label - 0.1, weight="bold").split("\n")
            told += [(line, {"weight": "bold", "color": COUNCIL}) for line in words]
        for line, (words, look) in enumerate(told):
            y = top + row / 2 + 0.175 * (line - (len(told) - 1) / 2)
            style.write_in_cell(axes, MARGIN, y, words, ha="left", **look)
    for one in own[~own["local_authority"].isin(far["local_authority"])].itertuples():
        place = grades.index(one.grade)
        panel.plot(one.per_child, place, "o", color=style.GRADES[one.grade], markersize=10,
                   markeredgecolor=INK, markeredgewidth=2, zorder=6, gid="own")  # fmt: skip
        if narrow:
            x = MARGIN + label + (one.per_child - low + edge) * inch
            words = f"{one.local_authority} £{one.per_child:,.0f}"
            x = min(x, page.right - style.text_width(words, weight="bold"))
            style.write_in_cell(axes, x, 0.04 + (place + 0.5) * row + 0.35, words, ha="left",
                                color=COUNCIL, weight="bold", bbox=_GROUND)  # fmt: skip


_GROUND = {"facecolor": WHITE, "edgecolor": "none", "pad": 0.6, "alpha": 0.85}
