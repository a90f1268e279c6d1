"""Figure 16: spending per child of every council, by its overall grade."""

import seaborn as sns

from council_record.chart import Chart, LeftOut
from council_record.figures import names, style
from council_record.figures.page import LABEL
from council_record.figures.style import COUNCIL, INK, MARGIN, QUIET, WHITE
from council_record.text import listed, many, number, verb


def chart(by_grade, council, source, prices=None):
    """Return the chart of spending per child by grade.

    Parameters
    ----------
    by_grade : DataFrame
        As returned by ``per_child.by_grade``.
    council : Council
    source : str
        For the foot: ``council.source("official_judgements", "outturn", "population")``.
    prices : str, optional
        The financial year in whose prices amounts are; by default they are cash.

    Returns
    -------
    Chart or LeftOut
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
    note = ""
    if len(far):
        amounts = listed(
            f"{row.local_authority} (£{row.per_child:,.0f})" for row in far.itertuples()
        )
        note = f"Beyond the axis: {amounts}."
    if own.empty:
        note = f"{council} has no grade or no return for {year}. {note}".rstrip()
    large = f" The large one is {council}." if len(own) else ""
    return Chart(
        __name__,
        council,
        title=_title(groups),
        subtitle=f"Spending on children’s services per child aged 0 to 17 in {year}, by the "
        f"overall grade when the year ended. Each dot is a council.{large} Gross outturn.",
        alt=f"Rows of dots, one for each grade. {_title(groups)}. {' '.join(told)}"
        + "".join(f" {council}: £{value:,.0f}." for value in own["per_child"]),
        source=source,
        data=by_grade.assign(middle=by_grade["grade"].astype(str).map(middles)),
        note=note,
        draw=lambda page: _draw(page, by_grade, own, far),
    )  # fmt: skip


def _far(by_grade):
    """Return councils with more than half as much again as the next: the axis ends before them."""
    ordered = by_grade.sort_values("per_child", ascending=False).reset_index(drop=True)
    amounts = ordered["per_child"].astype(float)
    gaps = amounts[:-1].values > 1.5 * amounts[1:].values
    return ordered[: gaps[:5].nonzero()[0].max() + 1] if gaps[:5].any() else ordered[:0]


def _title(groups):
    """Return the range in which there are councils of every grade."""
    low, high = groups.min().max(), groups.max().min()
    count = groups.ngroups
    if low < high:
        return f"Councils of {'every grade' if count > 2 else number(count) + ' grades'} spend " \
               f"between £{low:,.0f} and £{high:,.0f} per child"  # fmt: skip
    middles = groups.median()
    return f"The middle {names.GRADES[middles.idxmax()]} council " \
           f"{verb(1, 'spends', 'spend')} most per child: £{middles.max():,.0f}"  # fmt: skip


def _draw(page, by_grade, own, far):
    narrow = page.narrow
    grades = [grade for grade in reversed(list(names.GRADES)) if grade in set(by_grade["grade"])]
    label = 0.05 if narrow else 1.55
    row = 0.95 if narrow else 0.66
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
        words = f"{names.GRADES[grade]} ({len(amounts)})"
        panel.plot([middle] * 2, [place - 0.3, place + 0.3], color=INK, linewidth=2.4, zorder=4,
                   gid="middle")  # fmt: skip
        told = f"middle £{middle:,.0f}"
        x = MARGIN + label + (middle - low + edge) * inch
        if narrow:
            style.write(axes, MARGIN, top + 0.03, words, LABEL, weight="semibold", bbox=_GROUND)
            style.write(axes, MARGIN + page.room, top + 0.03, told, LABEL, ha="right", bbox=_GROUND)
            continue
        wrapped = style.wrap(words, label - 0.1, LABEL, "semibold")
        style.write_in_cell(axes, MARGIN, top + row / 2, wrapped, LABEL, "left", weight="semibold")
        style.write(axes, x + 0.05, top + 0.0, told, LABEL, bbox=_GROUND)
    for one in own.itertuples():
        if one.local_authority in set(far["local_authority"]):
            continue
        place = grades.index(one.grade)
        panel.plot(one.per_child, place, "o", color=style.GRADES[one.grade], markersize=10,
                   markeredgecolor=INK, markeredgewidth=2, zorder=6, gid="own")  # fmt: skip
        x = MARGIN + label + (one.per_child - low + edge) * inch
        words = f"{one.local_authority} £{one.per_child:,.0f}"
        left = x + style.text_width(words, LABEL, "bold") + 0.12 < MARGIN + page.room
        y = 0.04 + (place + 0.5) * row + (0.2 if narrow else 0.19)
        style.write_in_cell(axes, x + (0.04 if left else -0.04), y, words, LABEL,
                            "left" if left else "right", color=COUNCIL, weight="bold",
                            bbox=_GROUND, zorder=8)  # fmt: skip


_GROUND = {"facecolor": WHITE, "edgecolor": "none", "pad": 0.6, "alpha": 0.85}
