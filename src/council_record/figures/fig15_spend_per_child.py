"""Figure 15: spending per child of a council and of groups of councils, with its inspections."""

from matplotlib.patches import Rectangle

from council_record.chart import Chart, LeftOut
from council_record.figures import names, style
from council_record.figures.page import LABEL
from council_record.figures.style import COUNCIL, MARGIN, QUIET
from council_record.financial_year import FinancialYear
from council_record.text import listed, long_day, possessive

_GREY, _DASHES = "#5B666E", ("-", (0, (5, 1.5)), (0, (1, 1.2)))


def chart(spending, areas, council, source, prices=None):
    """Return the chart of spending per child.

    Parameters
    ----------
    spending : DataFrame
        As returned by ``per_child.per_child``; with ``prices``, per_child_real too.
    areas : DataFrame
        As returned by ``ratings.by_area``, of the council.
    council : Council
    source : str
        For the foot: ``council.source("outturn", "population", "neighbours")``.
    prices : str, optional
        The financial year in whose prices amounts are drawn; by default they are cash.

    Returns
    -------
    Chart or LeftOut
    """
    drawn = "per_child_real" if prices else "per_child"
    own = spending[spending["group"] == council.name].dropna(subset=drawn)
    if own.empty:
        return LeftOut(__name__, council, f"{council} has no spending per child to show.")
    overall = areas[areas["area"] == "overall_effectiveness"]
    first, last = spending["financial_year"].min(), spending["financial_year"].max()
    overall = overall[
        overall["started"].map(lambda day: first <= str(FinancialYear.of(day)) <= last)
    ]
    ends = own.iloc[[0, -1]].drop_duplicates()
    told = listed(f"£{row[drawn]:,.0f} in {row['financial_year']}" for _, row in ends.iterrows())
    others = spending[(spending["financial_year"] == own["financial_year"].iloc[-1])
                      & (spending["group"] != council.name)]  # fmt: skip
    rest = listed(f"{row['group']} £{row[drawn]:,.0f}" for _, row in others.iterrows())
    inflation = f"in {prices} prices" if prices else "not adjusted for inflation"
    ticks = " At the foot: Ofsted’s overall grades." if len(overall) else ""
    return Chart(
        __name__,
        council,
        title=_title(spending, own, council, drawn),
        subtitle=f"Gross outturn on children’s services per child aged 0 to 17, {inflation}. Each "
        f"grey line is a group’s spending divided by its number of children.{ticks}",
        alt=f"Lines by financial year. {council}: {told}. In "
        f"{own['financial_year'].iloc[-1]} the others: {rest}.",
        source=source,
        data=spending.merge(_inspections(overall), how="left", on="financial_year"),
        draw=lambda page: _draw(page, spending, overall, council, drawn),
    )  # fmt: skip


def _inspections(overall):
    """Return the council's inspections by financial year, for the data."""
    frame = overall.assign(
        financial_year=overall["started"].map(lambda day: str(FinancialYear.of(day))),
        inspection=overall["started"].map(long_day) + ": " + overall["grade"].astype(str),
    )
    return frame.groupby("financial_year", as_index=False)["inspection"].agg("; ".join)


def _title(spending, own, council, drawn):
    """Return the finding: years in which the council fell while England rose, or where it ends."""
    england = spending[spending["group"] == "England"].set_index("financial_year")[drawn]
    series = own.set_index("financial_year")[drawn].astype(float)
    falls = series.diff()
    rises = england.astype(float).diff().reindex(series.index)
    apart = falls[(falls < -0.03 * series.shift()) & (rises > 0)]
    last = series.index[-1]
    level = "above" if series[last] > england.get(last, float("nan")) else "below"
    name = possessive(council.name)
    if len(apart):
        year = apart.idxmin()
        return f"{name} spending per child fell in {year} as England’s rose; now {level} England’s"
    if len(series) == 1:
        return f"{name} spending per child is {level} England’s in {last}"
    way = "rose" if series.iloc[-1] > series.iloc[0] else "fell"
    return f"{name} spending per child {way} since {series.index[0]}; now {level} England’s"


def _draw(page, spending, overall, council, drawn):
    narrow = page.narrow
    left, right = (0.5, 0.3) if narrow else (0.5, 1.75)
    height, foot = (2.5 if narrow else 2.7), 0.3
    others = [one for one in spending["group"].unique() if one != council.name]
    keys = 0.19 * (len(others) + 1) + 0.1 if narrow else 0
    axes = page.sheet(0.08 + height + foot + keys)
    width = page.width - 2 * MARGIN - left - right
    panel = page.panel(MARGIN + left, 0.08, width, height)
    years = sorted(spending["financial_year"].unique())
    top = float(spending[drawn].max()) * 1.08
    ends = []
    for place, group in enumerate([*others, council.name]):
        own = group == council.name
        values = spending[spending["group"] == group].set_index("financial_year")[drawn]
        values = values.reindex(years).astype(float)
        colour, dashes = (COUNCIL, "-") if own else (_GREY, _DASHES[place % len(_DASHES)])
        panel.plot(range(len(years)), values, color=colour, linewidth=3 if own else 1.6,
                   linestyle=dashes,
                   marker="o" if values.count() == 1 else None, markersize=5,
                   zorder=4 if own else 2, gid=group)  # fmt: skip
        last = values.last_valid_index()
        if last is not None:
            ends.append((values[last], group, colour, last, dashes))
    panel.set(xlim=(-0.25, len(years) - 0.75), ylim=(0, top))
    shown = [year if not narrow or at % 2 == 0 else "" for at, year in enumerate(years)]
    panel.set_xticks(range(len(years)), shown)
    panel.yaxis.set_major_formatter(lambda value, _: f"£{value:,.0f}")
    panel.grid(axis="y", color="#E3E6E8", linewidth=0.7)
    panel.spines["bottom"].set_color(QUIET)
    _labels(page, axes, ends, council, (years, top, height, 0.08 + height + foot, right))
    edges = (MARGIN + left, MARGIN + left + width)
    _ticks(axes, overall, years, edges, width / (len(years) - 0.5), 0.08 + height)


def _labels(page, axes, ends, council, places):
    """Name each line at its end, or on a phone below the chart, with its last amount."""
    years, top, height, below, right = places
    ends = sorted(ends, key=lambda end: end[0], reverse=True)
    texts = [f"{group} £{value:,.0f}" + (f" ({last})" if last != years[-1] else "")
             for value, group, _, last, _ in ends]  # fmt: skip
    if page.narrow:
        for place, ((_, group, colour, _, dashes), words) in enumerate(
            zip(ends, texts, strict=True)
        ):
            y = below + 0.06 + place * 0.19
            axes.plot([MARGIN, MARGIN + 0.3], [y + 0.07] * 2, color=colour, linestyle=dashes,
                      linewidth=3 if group == council.name else 1.6)  # fmt: skip
            weight = "semibold" if group == council.name else "regular"
            style.write(axes, MARGIN + 0.38, y, words, LABEL, color=colour, weight=weight)
        return
    x = MARGIN + page.room - right + 0.08
    texts = [style.wrap(words, right - 0.06, LABEL, "semibold") for words in texts]
    levels = [0.08 + height * (1 - value / top) for value, *_ in ends]
    heights = [0.185 * (words.count("\n") + 1) for words in texts]
    levels = style.spread(levels, heights)
    levels = [level + max(0, 0.14 + heights[0] / 2 - levels[0]) for level in levels]
    for level, words, (_, group, colour, *_) in zip(levels, texts, ends, strict=True):
        weight = "semibold" if group == council.name else "regular"
        style.write_in_cell(axes, x, level, words, LABEL, "left", color=colour, weight=weight)


def _ticks(axes, overall, years, edges, step, foot):
    """Mark each inspection above the axis, in the colour of its grade, with the word."""
    (left, right), ends = edges, -9
    for row in overall.sort_values("started").itertuples():
        year = FinancialYear.of(row.started)
        into = (row.started - FinancialYear(year.first - 1).last_day).days / 365.25
        x = left + (years.index(str(year)) + 0.25 + into - 0.5) * step
        axes.add_patch(Rectangle((x - 0.03, foot - 0.28), 0.06, 0.28, edgecolor="none",
                                 facecolor=style.GRADES[row.grade], gid="inspection"))  # fmt: skip
        words = names.GRADES[row.grade]
        width = style.text_width(words, LABEL)
        start = x + 0.06 if x + width + 0.1 < right else x - 0.06 - width
        if start > ends:
            style.write(axes, start, foot - 0.24, words, LABEL, color=QUIET,
                        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5})  # fmt: skip
            ends = start + width + 0.1
