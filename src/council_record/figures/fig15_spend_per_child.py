"""Figure 15: spending per child of a council and of groups of councils, with its inspections."""

import pandas as pd

from council_record.chart import Chart, LeftOut
from council_record.figures import names, style
from council_record.figures.style import COUNCIL, MARGIN, QUIET
from council_record.figures.titles import fitting
from council_record.financial_year import FinancialYear
from council_record.text import capital, listed, long_day, possessive

_LANE = 0.3  # inches, for inspections below the axis
_GREY, _DASHES = "#5B666E", ("-", (0, (5, 1.5)), (0, (1, 1.2)))


def chart(spending, areas, council, source, prices=None):
    """Return the Chart of spending per child, or LeftOut.

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
    """
    drawn = "per_child_real" if prices else "per_child"
    own = spending[spending["group"] == council.name].dropna(subset=drawn)
    if own.empty:
        return LeftOut(__name__, council, f"{council} has no spending per child to show.")
    overall = areas[areas["area"] == "overall_effectiveness"]
    overall = overall[_years(overall).isin(spending["financial_year"])]
    ends = own.iloc[[0, -1]].drop_duplicates()
    told = listed(f"£{row[drawn]:,.0f} in {row['financial_year']}" for _, row in ends.iterrows())
    last = own["financial_year"].iloc[-1]
    others = spending[(spending["financial_year"] == last) & (spending["group"] != council.name)]
    rest = listed(f"{row['group']} £{row[drawn]:,.0f}" for _, row in others.iterrows())
    keys = ["group", "financial_year"]
    inflation = f"in {prices} prices" if prices else "not adjusted for inflation"
    ticks = " At the foot: Ofsted’s overall grades." if len(overall) else ""
    return Chart(
        __name__,
        council,
        title=_title(spending, own, council, drawn),
        subtitle=f"Gross outturn on children’s services per child aged 0 to 17, {inflation}. Each "
        f"grey line is a group’s spending divided by its number of children.{ticks}",
        alt=f"Lines of spending per child by financial year. {council}: {told}. In {last} the "
        f"others: {rest}.",
        source=source,
        data=spending.merge(_inspections(overall, council), how="outer", on=keys),
        draw=lambda page: _draw(page, spending, overall, council, drawn),
    )


def _years(overall):
    """Return the financial year of each inspection."""
    return overall["started"].map(lambda day: str(FinancialYear.of(day))).astype(object)


def _inspections(overall, council):
    """Return the council's inspections by financial year, for the data."""
    told = overall["started"].map(long_day).astype(object) + ": " + overall["grade"].astype(object)
    frame = pd.DataFrame({"financial_year": _years(overall), "inspection": told})
    frame = frame.groupby("financial_year", as_index=False)["inspection"].agg("; ".join)
    return frame.assign(group=council.name)


def _title(spending, own, council, drawn):
    """Return the finding: a fall while others rose, or from where to where spending went."""
    wide = spending.pivot(index="financial_year", columns="group", values=drawn).astype(float)
    series, others = wide[council.name], wide.drop(columns=council.name)
    name, last = possessive(council.name), own["financial_year"].iloc[-1]
    shorter, beside = "", ""
    if "England" in others and pd.notna(others.at[last, "England"]):
        england = others.at[last, "England"]
        level = "above" if series[last] > england else "below"
        level = "level with" if series[last] == england else level
        shorter, beside = f"{level} England’s in {last}", f", {level} England’s £{england:,.0f}"
    year = _fall(series, others)
    titles = []
    if year and _passed(series, others, year, last):
        titles = [f"fell in {year} as others’ rose, then passed them"]
    if year and shorter:
        titles += [
            f"fell in {year} as England’s rose; it was {shorter}",
            f"fell in {year}; it was {shorter}",
            f"fell in {year}; {shorter}",
        ]
    start, end = own[drawn].iloc[0], own[drawn].iloc[-1]
    now = whole = f"was £{end:,.0f} in {last}"
    if start != end:
        way, first = ("rose" if end > start else "fell"), own["financial_year"].iloc[0]
        whole = f"{way} from £{start:,.0f} in {first} to £{end:,.0f} in {last}"
    titles += [f"{whole}{beside}", whole, now]
    return fitting(*(f"{name} spending per child {title}" for title in titles))


def _fall(series, others):
    """Return the year of the largest fall of over 3 per cent while England rose, or None."""
    if "England" not in others:
        return None
    change, rise = series.diff(), others["England"].diff()
    fell = change[(change < -0.03 * series.shift()) & (rise > 0)]
    return fell.idxmin() if len(fell) else None


def _passed(series, others, year, last):
    """Return whether all others rose in a year and were above the council, and are below now."""
    rose = (others.diff().loc[year] > 0).all()
    above = (others.loc[year] > series[year]).all()
    return rose and above and (others.loc[last] < series[last]).all()


def _draw(page, spending, overall, council, drawn):
    narrow = page.narrow
    left, right, height = 0.5, *((0.3, 2.5) if narrow else (1.75, 2.6))
    foot = 0.3 + (_LANE if len(overall) else 0)
    others = [one for one in spending["group"].unique() if one != council.name]
    keys = 0.19 * (len(others) + 1) + 0.1 if narrow else 0
    axes = page.sheet(0.08 + height + foot + keys)
    width = page.width - 2 * MARGIN - left - right
    panel = page.panel(MARGIN + left, 0.08, width, height)
    years = sorted(spending["financial_year"].unique())
    top = float(spending[drawn].max()) * 1.08
    ends = []
    for place, group in enumerate([*others, council.name]):
        values = spending[spending["group"] == group].set_index("financial_year")[drawn]
        values = values.reindex(years).astype(float)
        look = {"color": _GREY, "linewidth": 1.6, "linestyle": _DASHES[place % len(_DASHES)]}
        if group == council.name:
            look = {"color": COUNCIL, "linewidth": 3, "linestyle": "-"}
        panel.plot(range(len(years)), values, marker="o", markersize=5, markevery=_alone(values),
                   zorder=4 if group == council.name else 2, gid=group, **look)  # fmt: skip
        last = values.last_valid_index()
        if last is not None:
            words = f"{capital(group)} £{values[last]:,.0f}"
            words += f" ({last})" if last != years[-1] else ""
            weight = "semibold" if group == council.name else "regular"
            ends.append((values[last], words, weight, look))
    panel.set(xlim=(-0.25, len(years) - 0.75), ylim=(0, top))
    shown = [year if not narrow or at % 2 == 0 else "" for at, year in enumerate(years)]
    panel.set_xticks(range(len(years)), shown)
    panel.yaxis.set_major_formatter("£{x:,.0f}")
    panel.grid(axis="y", color="#E3E6E8", linewidth=0.7)
    panel.spines["bottom"].set_color(QUIET)
    ends = sorted(ends, key=lambda end: end[0], reverse=True)
    if narrow:
        _labels_below(axes, ends, 0.08 + height + foot)
    else:
        levels = [0.08 + height * (1 - value / top) for value, *_ in ends]
        _labels_beside(axes, ends, levels, page.right - right + 0.08, right - 0.06)
    edges, step = (MARGIN + left, page.width - MARGIN), width / (len(years) - 0.5)
    _ticks(axes, overall, years, edges, step, 0.08 + height + 0.3)


def _labels_below(axes, ends, below):
    """Name the lines with their last amounts below the chart, as a phone has room for them."""
    for place, (_, words, weight, look) in enumerate(ends):
        y = below + 0.06 + place * 0.19
        axes.plot([MARGIN, MARGIN + 0.3], [y + 0.07] * 2, **look)
        style.write(axes, MARGIN + 0.38, y, words, color=look["color"], weight=weight)


def _labels_beside(axes, ends, levels, x, room):
    """Name each line at its end, with its last amount."""
    texts = [style.wrap(words, room, weight="semibold") for _, words, *_ in ends]
    heights = [0.185 * (words.count("\n") + 1) for words in texts]
    levels = style.spread(levels, heights)
    down = max(0, 0.14 + heights[0] / 2 - levels[0])
    for level, words, (*_, weight, look) in zip(levels, texts, ends, strict=True):
        ink = look["color"]
        style.write_in_cell(axes, x, level + down, words, ha="left", color=ink, weight=weight)


def _alone(values):
    """Return the places of years that have an amount and no neighbour with one: no line is seen."""
    known = values.notna()
    beside = known.shift(fill_value=False) | known.shift(-1, fill_value=False)
    return [place for place, alone in enumerate(known & ~beside) if alone]


def _ticks(axes, overall, years, edges, step, top):
    """Mark each inspection below the axis, in the colour of its grade, with the word or letter."""
    left, right = edges
    rows = list(overall.sort_values("started").itertuples())
    places = [_place(row.started, years, left, step) for row in rows]
    ends = left - step
    for row, x, following in zip(rows, places, [*places, right + 1][1:], strict=True):
        style.box(axes, x - 0.03, top, 0.06, 0.19, style.GRADES[row.grade], gid="inspection")
        words, start = names.GRADES[row.grade], x + 0.07
        width = style.text_width(words)
        if start + width >= min(right, following - 0.08):  # no room at the right
            start = x - 0.07 - width
            if start <= ends + 0.08:  # nor at the left
                words, start = words[0], x + 0.07
                width = style.text_width(words)
        style.write(axes, start, top + 0.04, words, color=QUIET)
        ends = max(start + width, x + 0.03)


def _place(day, years, left, step):
    """Return where a day stands: the mark of a financial year is its middle."""
    year = FinancialYear.of(day)
    into = (day - FinancialYear(year.first - 1).last_day).days / 365.25
    return left + (years.index(str(year)) + 0.25 + into - 0.5) * step
