"""Figure 11: how the lines of the return changed, and every year between."""

import pandas as pd

from council_record.chart import Chart, LeftOut
from council_record.figures import names, style
from council_record.figures.style import COUNCIL, INK, LOOK, MARGIN, QUIET
from council_record.text import possessive

_GREY = "#B8C4CF"


def chart(lines, council, source, prices=None):
    """Return the Chart of the lines of a council's return, or LeftOut.

    Parameters
    ----------
    lines : DataFrame
        As returned by ``outturn.lines``; with ``prices``, amount_real too.
    council : Council
    source : str
        For the foot: ``council.source("outturn")``.
    prices : str, optional
        The financial year in whose prices amounts are drawn; by default they are cash.
    """
    drawn = "amount_real" if prices else "amount_gbp"
    parts = lines[lines["line"] != "total"].dropna(subset=drawn)
    if parts.empty or not parts[drawn].abs().max() > 0:
        reason = f"{council} has no amount in the section 251 outturn."
        return LeftOut(__name__, council, reason)
    years = sorted(parts["financial_year"].unique())
    wide = parts.pivot(index="line", columns="financial_year", values=drawn).astype(float)
    ends = list(dict.fromkeys([years[0], years[-1]]))
    change = wide[years[-1]] - (wide[years[0]] if len(ends) == 2 else 0)
    change = change.dropna().sort_values(ascending=False)
    unit, total = _Unit(wide.sum().max()), wide.sum()
    inflation = f"in {prices} prices" if prices else "not adjusted for inflation"
    told = [f"Bars by line of the return, {_span(years)}."]
    for line in change.index:
        amounts = " to ".join(unit.money(wide.loc[line, end]) for end in ends)
        told.append(f"{names.LINES[line]}: {amounts}.")
    return Chart(
        __name__,
        council,
        title=_title(wide, change, years, unit, council, prices),
        subtitle=f"What {council} reported spending, by line of the return: {_span(years)}. "
        f"{unit.name}, outturn, gross, {inflation}.",
        alt=" ".join(told),
        source=source,
        data=parts.assign(change=parts["line"].map(change)).reset_index(drop=True),
        note=f"In all: {', '.join(f'{unit.money(total[end])} in {end}' for end in ends)}. A swing "
        "from one line to another can be a change in where spending is recorded.",
        draw=lambda page: _draw(page, wide, change, unit),
    )


def _span(years):
    if len(years) == 1:
        return f"{years[0]}, the only year on record"
    return f"change from {years[0]} to {years[-1]}, and every year between"


class _Unit:
    """Millions of pounds, or thousands where the total is below ten millions."""

    def __init__(self, total):
        self.size, self.places, self.mark = (1e6, 1, "m") if total >= 1e7 else (1e3, 0, ",000")
        self.name = "£ million" if total >= 1e7 else "£ thousand"

    def number(self, pounds, sign=False):
        shown = f"{pounds / self.size:{'+' if sign else ''},.{self.places}f}".replace("-", "−")
        return "0" if shown.strip("+−0.") == "" else shown

    def money(self, pounds):
        amount = self.number(abs(pounds))
        sign = "−" if pounds < 0 else ""
        return f"{sign}£{amount}{self.mark}" if amount != "0" else "£0"


def _title(wide, change, years, unit, council, prices):
    real = " after inflation" if prices else ""
    rise = wide[years[-1]].sum() - wide[years[0]].sum()
    if len(years) == 1:
        share = 100 * wide[years[0]] / wide[years[0]].sum()
        of = f"{share.max():.0f}% of {possessive(council.name)} spending in {years[0]}"
        return f"{of} was on {_words(share.idxmax())}"
    line, most = change.index[0], change.iloc[0]
    if rise > 0 and 0 < most <= rise and unit.money(rise) != "£0":
        part, whole = _short(most, unit), _short(rise, unit)
        return f"{part} of the {whole} rise{real} since {years[0]} was for {_words(line)}"
    way = "rose" if rise >= 0 else "fell"
    if rise < 0:
        line, most = change.index[-1], change.iloc[-1]
    return (
        f"Spending {way} {_short(abs(rise), unit)} since {years[0]}{real}; on {_words(line)} it "
        f"{'rose' if most >= 0 else 'fell'} {_short(abs(most), unit)}"
    )


def _short(pounds, unit):
    """Return an amount in whole units of a headline: £24m."""
    if unit.size == 1e6 and pounds >= 9.5e6:
        return f"£{pounds / 1e6:.0f}m"
    return unit.money(pounds)


def _words(line):
    """Return the name of a line within a sentence; Sure Start keeps its capitals."""
    name = names.LINES[line]
    return name if name.startswith("Sure Start") else name[:1].lower() + name[1:]


def _draw(page, wide, change, unit):
    narrow = page.narrow
    row, head = (0.57 if narrow else 0.4), 0.26
    axes = page.sheet(head + len(change) * row + 0.26)
    label = 0 if narrow else 1.75
    spark = 1.15 if narrow else 1.55
    right = page.right - (0 if narrow else 0.42)  # of the small bars
    room = page.room - label - spark - (0.2 if narrow else 0.95)
    ends = [style.text_width(unit.number(value, True), weight="bold") + 0.1 for value in change]
    low = max([end for end, value in zip(ends, change, strict=True) if value < 0], default=0)
    high = max([end for end, value in zip(ends, change, strict=True) if value >= 0], default=0)
    span = max(change.max(), 0) - min(change.min(), 0)
    inch = (room - low - high) / span if span else 0
    zero = MARGIN + label + low - min(change.min(), 0) * inch
    single = wide.shape[1] == 1
    told = f"{'' if single else 'change, '}{unit.name}"
    start = min(zero, right - spark - style.text_width(told) - 0.1)
    style.write(axes, MARGIN if narrow else start, 0.02, told, color=QUIET)
    if not single:
        style.write(axes, right - spark, 0.02, "each year", color=QUIET)
    most = wide.loc[change.index].max().max()
    for place, (line, value) in enumerate(change.items()):
        top = head + place * row
        colour = LOOK if value < 0 else COUNCIL
        first, last = (unit.number(wide.loc[line].iloc[end]) for end in (0, -1))
        if narrow:
            axes.plot([zero, zero], [top + 0.25, top + 0.55], color=INK, linewidth=1)
            style.write(axes, MARGIN, top + 0.06, names.LINES[line], weight="semibold")
            words = "" if single else f"{first} to {last}"
            style.write(axes, right, top + 0.06, words, ha="right", color=QUIET)
        else:
            words = style.wrap(names.LINES[line], label - 0.1, weight="semibold")
            style.write_in_cell(axes, MARGIN, top + row / 2, words, ha="left", weight="semibold")
        bar = top + (0.27 if narrow else 0.08)
        style.box(axes, zero, bar, value * inch, 0.24, colour, gid=line)
        beside, ha = (0.06, "left") if value >= 0 else (-0.06, "right")
        x, words = zero + value * inch + beside, unit.number(value, not single)
        style.write_in_cell(axes, x, bar + 0.12, words, ha=ha, weight="bold")
        if single:
            continue
        bottom, high_bar = (top + row - 0.04, 0.3) if narrow else (top + row - 0.06, row - 0.1)
        _bars(axes, wide.loc[line], right - spark, spark, bottom, high_bar / most, colour)
        if not narrow:
            middle = bottom - 0.07
            style.write_in_cell(axes, right - spark - 0.06, middle, first, ha="right")
            style.write_in_cell(axes, right + 0.06, middle, last, ha="left")
    foot = head + len(change) * row
    if not narrow:
        axes.plot([zero, zero], [head, foot], color=INK, linewidth=1)
    if not single:
        style.write(axes, right - spark, foot + 0.04, wide.columns[0], color=QUIET)
        style.write(axes, right, foot + 0.04, wide.columns[-1], color=QUIET, ha="right")


def _bars(axes, amounts, left, width, bottom, inch, colour):
    """Draw an amount for each year on one scale for all lines; first and last in colour."""
    step = width / len(amounts)
    for place, amount in enumerate(amounts):
        if pd.notna(amount) and amount:
            end = place in (0, len(amounts) - 1)
            x, high, ink = left + place * step, -amount * inch, colour if end else _GREY
            style.box(axes, x, bottom, step * 0.86, high, ink, gid="year")
