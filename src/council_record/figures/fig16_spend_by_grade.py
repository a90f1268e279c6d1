"""Figure 16: spending per child of every council, by its overall grade."""

import seaborn as sns

from council_record.chart import Chart, LeftOut
from council_record.figures import names, style
from council_record.figures.style import COUNCIL, INK, MARGIN, QUIET
from council_record.financial_year import FinancialYear
from council_record.text import listed, long_day, many, number

_GROUND = style.ground(0.6, alpha=0.85)  # behind words on dots


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
    told = [f"Rows of dots, one for each grade. {_title(groups)}."]
    for grade, size in groups.size().items():
        councils = f"{names.GRADES[grade]}: {many(size, 'council', digits=True)}"
        told.append(f"{councils}, the middle one £{middles[grade]:,.0f}.")
    told += [f"{council}: £{value:,.0f}." for value in own["per_child"]]
    far = _far(by_grade)
    large = own[~own["local_authority"].isin(far["local_authority"])]
    large = f" The large one is {council}." if len(large) else ""
    return Chart(
        __name__,
        council,
        title=_title(groups),
        subtitle=f"Gross outturn on children’s services per child aged 0 to 17 in {year}, by the "
        f"overall grade when the year ended. Each dot is a council.{large}",
        alt=" ".join(told),
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
        why = f"{council} has no grade or no return for {year}."
        if council.abolished <= FinancialYear.parse(year).last_day:  # never of NaT
            why = f"{council} was abolished after {long_day(council.abolished)}."
        told.insert(0, why)
    return " ".join(told)


def _title(groups):
    """Return the range in which there are councils of every grade."""
    low, high = groups.min().max(), groups.max().min()
    if low < high:
        every = groups.ngroups == len(names.GRADES)
        told = "every grade" if every else f"{number(groups.ngroups)} grades"
        return f"Councils of {told} spend between £{low:,.0f} and £{high:,.0f} per child"
    middles = groups.median()
    grade, most = names.GRADES[middles.idxmax()], f"£{middles.max():,.0f}"
    return f"The middle {grade} council spends most per child: {most}"


def _draw(page, by_grade, own, far):
    narrow = page.narrow
    grades = [grade for grade in reversed(list(names.GRADES)) if grade in set(by_grade["grade"])]
    label, row = (0.05, 0.95) if narrow else (1.75, 0.72)
    axes = page.sheet(0.04 + len(grades) * row + 0.36)
    kept = by_grade[~by_grade["local_authority"].isin(far["local_authority"])]
    mine = kept["local_authority"].isin(own["local_authority"])
    low, high = float(kept["per_child"].min()), float(kept["per_child"].max())
    edge = 0.05 * (high - low)
    width = page.room - label - 0.1
    panel = page.panel(MARGIN + label, 0.04, width, len(grades) * row)
    sns.swarmplot(data=kept[~mine].astype({"grade": str}), x="per_child", y="grade", order=grades,
                  hue="grade", palette=style.GRADES, legend=False, ax=panel, edgecolor=QUIET,
                  size=3.6 if narrow else 4.6, linewidth=0.4, warn_thresh=1)  # fmt: skip
    panel.set(xlim=(low - edge, high + edge), ylim=(len(grades) - 0.5, -0.5), yticks=[])
    panel.set(xlabel="", ylabel="")
    panel.locator_params(axis="x", nbins=5 if narrow else 8)
    panel.xaxis.set_major_formatter("£{x:,.0f}")
    panel.grid(axis="x", color="#E3E6E8", linewidth=0.7)
    for place, grade in enumerate(grades):
        amounts = by_grade.loc[by_grade["grade"] == grade, "per_child"].astype(float)
        middle, ends = amounts.median(), [place - 0.3, place + 0.3]
        panel.plot([middle] * 2, ends, color=INK, linewidth=2.4, zorder=4, gid="middle")
        count, told = f"{names.GRADES[grade]}: {len(amounts)}", f"middle £{middle:,.0f}"
        top = 0.04 + place * row
        if narrow:
            style.write(axes, MARGIN, top + 0.03, count, weight="semibold", bbox=_GROUND)
            style.write(axes, page.right, top + 0.03, told, ha="right", bbox=_GROUND)
            continue
        lines = [(count, {"weight": "semibold"}), (told, {"color": QUIET})]
        for one in own[own["grade"] == grade].itertuples():
            words = style.wrap(_amount(one), label - 0.1, weight="bold").split("\n")
            lines += [(line, {"weight": "bold", "color": COUNCIL}) for line in words]
        for line, (words, look) in enumerate(lines):
            y = top + row / 2 + 0.175 * (line - (len(lines) - 1) / 2)
            style.write_in_cell(axes, MARGIN, y, words, ha="left", **look)
    for one in kept[mine].itertuples():
        place = grades.index(one.grade)
        panel.plot(one.per_child, place, "o", color=style.GRADES[one.grade], markersize=10,
                   markeredgecolor=INK, markeredgewidth=2, zorder=6, gid="own")  # fmt: skip
        if narrow:
            x = MARGIN + label + (one.per_child - low + edge) * width / (high - low + 2 * edge)
            x = min(x, page.right - style.text_width(_amount(one), weight="bold"))
            y, look = 0.04 + (place + 0.5) * row + 0.35, {"color": COUNCIL, "weight": "bold"}
            style.write_in_cell(axes, x, y, _amount(one), ha="left", bbox=_GROUND, **look)


def _amount(one):
    return f"{one.local_authority} £{one.per_child:,.0f}"
