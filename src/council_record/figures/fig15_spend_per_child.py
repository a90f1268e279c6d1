"""Figure 15: spending per child of a council and of groups of councils, with its inspections."""

import pandas as pd
from matplotlib.patches import Rectangle

from council_record.chart import MOST_WORDS, Chart, LeftOut
from council_record.figures import names, style
from council_record.figures.style import COUNCIL, MARGIN, QUIET
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
    first, last = (FinancialYear.parse(spending["financial_year"].agg(end)) for end in
                   ("min", "max"))  # fmt: skip
    before = FinancialYear(first.first - 1).last_day
    overall = overall[(overall["started"] > before) & (overall["started"] <= last.last_day)]
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
        alt=f"Lines of spending per child by financial year. {council}: {told}. In "
        f"{own['financial_year'].iloc[-1]} the others: {rest}.",
        source=source,
        data=spending.merge(_inspections(overall).assign(group=council.name), how="outer",
                            on=["group", "financial_year"], sort=False),
        draw=lambda page: _draw(page, spending, overall, council, drawn),
    )  # fmt: skip


def _inspections(overall):
    """Return the council's inspections by financial year, for the data."""
    told = [(str(FinancialYear.of(row.started)), f"{long_day(row.started)}: {row.grade}")
            for row in overall.itertuples()]  # fmt: skip
    frame = pd.DataFrame(told, columns=["financial_year", "inspection"], dtype=object)
    return frame.groupby("financial_year", as_index=False)["inspection"].agg("; ".join)


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
        titles += [f"fell in {year} as England’s rose; it was {shorter}",
                   f"fell in {year}; it was {shorter}", f"fell in {year}; {shorter}"]  # fmt: skip
    ends = own[drawn].iloc[[0, -1]].astype(float)
    way = "rose" if ends.iloc[1] > ends.iloc[0] else "fell"
    whole = f"{way} from £{ends.iloc[0]:,.0f} in {own['financial_year'].iloc[0]} to " \
            f"£{ends.iloc[1]:,.0f} in {last}"  # fmt: skip
    if len(own) == 1 or ends.nunique() == 1:
        whole = f"was £{ends.iloc[-1]:,.0f} in {last}"
    titles += [f"{whole}{beside}", whole, f"was £{ends.iloc[-1]:,.0f} in {last}"]
    titles = [f"{name} spending per child {title}" for title in titles]
    return next(title for title in titles if len(title.split()) <= MOST_WORDS)


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
    return rose and (others.loc[year] > series[year]).all() and \
        (others.loc[last] < series[last]).all()  # fmt: skip


def _draw(page, spending, overall, council, drawn):
    narrow = page.narrow
    left, right = (0.5, 0.3) if narrow else (0.5, 1.75)
    height, foot = (2.5 if narrow else 2.6), 0.3 + (_LANE if len(overall) else 0)
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
                   marker="o", markersize=5, markevery=_alone(values),
                   zorder=4 if own else 2, gid=group)  # fmt: skip
        last = values.last_valid_index()
        if last is not None:
            ends.append((values[last], capital(group), colour, last, dashes))
    panel.set(xlim=(-0.25, len(years) - 0.75), ylim=(0, top))
    shown = [year if not narrow or at % 2 == 0 else "" for at, year in enumerate(years)]
    panel.set_xticks(range(len(years)), shown)
    panel.yaxis.set_major_formatter(lambda value, _: f"£{value:,.0f}")
    panel.grid(axis="y", color="#E3E6E8", linewidth=0.7)
    panel.spines["bottom"].set_color(QUIET)
    _labels(page, axes, ends, council, (years, top, height, 0.08 + height + foot, right))
    _ticks(axes, overall, years, (MARGIN + left, page.width - MARGIN),
           width / (len(years) - 0.5), 0.08 + height + 0.3)  # fmt: skip


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
            style.write(axes, MARGIN + 0.38, y, words, color=colour, weight=weight)
        return
    x = page.right - right + 0.08
    texts = [style.wrap(words, right - 0.06, weight="semibold") for words in texts]
    levels = [0.08 + height * (1 - value / top) for value, *_ in ends]
    heights = [0.185 * (words.count("\n") + 1) for words in texts]
    levels = style.spread(levels, heights)
    levels = [level + max(0, 0.14 + heights[0] / 2 - levels[0]) for level in levels]
    for level, words, (_, group, colour, *_) in zip(levels, texts, ends, strict=True):
        weight = "semibold" if group == council.name else "regular"
        style.write_in_cell(axes, x, level, words, ha="left", color=colour, weight=weight)


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
        axes.add_patch(Rectangle((x - 0.03, top), 0.06, 0.19, edgecolor="none",
                                 facecolor=style.GRADES[row.grade], gid="inspection"))  # fmt: skip
        words = names.GRADES[row.grade]
        width = style.text_width(words)
        if x + 0.07 + width < min(right, following - 0.08):
            start = x + 0.07
        elif x - 0.07 - width > ends + 0.08:
            start = x - 0.07 - width
        else:
            words, start = words[0], x + 0.07
            width = style.text_width(words)
        style.write(axes, start, top + 0.04, words, color=QUIET)
        ends = max(start + width, x + 0.03)


def _place(day, years, left, step):
    """Return where a day stands: the mark of a financial year is its middle."""
    year = FinancialYear.of(day)
    into = (day - FinancialYear(year.first - 1).last_day).days / 365.25
    return left + (years.index(str(year)) + 0.25 + into - 0.5) * step
