"""Figure 14: planned and reported spending, and one service in two returns."""

import pandas as pd

from council_record.chart import Chart, LeftOut
from council_record.figures import names, style
from council_record.figures.style import COUNCIL, INK, LOOK_INK, MARGIN, QUIET
from council_record.figures.titles import fitting
from council_record.text import between, listed, millions

SERIES = {"section_251": "Section 251 outturn", "ro3_expenditure": "Revenue outturn (RO3)"}
_SHORT = {"section_251": "Section 251", "ro3_expenditure": "RO3"}
_COLOURS = {"section_251": COUNCIL, "ro3_expenditure": "#7A8792"}
_FAR = 5  # times the next largest amount: said, so that nobody takes it for a finding
_ROW, _BAR, _GAP, _STEP = 0.235, 0.15, 0.08, 0.165  # inches


def chart(returns, council, source, planned):
    """Return the Chart of plans and reports, and of two returns, or LeftOut.

    Parameters
    ----------
    returns : DataFrame
        As returned by ``outturn.two_returns``.
    council : Council
    source : str
        For the foot: ``council.source("budget", "revenue_outturn", "outturn")``.
    planned : DataFrame
        As returned by ``budget.beside_outturn``; without rows the two returns stand alone.
    """
    plans, both = _plans(planned), returns.dropna(subset=list(SERIES))
    if both.empty and plans.empty:
        reason = f"{council} has no year with services for young people in both returns."
        return LeftOut(__name__, council, reason)
    shown = returns if plans.empty else both
    return Chart(
        __name__,
        council,
        title=_title(both) if plans.empty else _title_plans(plans, council),
        subtitle=_subtitle(shown, plans, council),
        alt=" ".join([*_told_plans(plans), *_told_returns(both)]),
        source=source,
        data=_data(returns, planned),
        note=" ".join(_note(shown, plans)),
        draw=lambda page: _draw(page, shown, plans),
    )


def _plans(planned):
    """Return what is drawn: the total of each year, then the lines of the last one."""
    is_total = planned["line"] == "total"
    total, lines = planned[is_total], planned[~is_total]
    if total.empty:
        return total
    lines = lines[lines["financial_year"] == lines["financial_year"].max()]
    frame = pd.concat([total, lines.sort_values("planned_gbp", ascending=False)])
    label = frame["line"].map(names.LINES).where(frame["line"] != "total", "All lines")
    return frame.assign(label=label + ", " + frame["financial_year"])


def _data(returns, planned):
    amounts = [*SERIES, "ro3_income", "ro3_net"]
    frame = returns.rename(columns={name: f"{name}_gbp" for name in amounts})
    if planned.empty:
        return frame
    frame = frame.assign(line="young_people")
    return planned.merge(frame, how="outer", on=["financial_year", "line"])


def _title_plans(plans, council):
    row = plans[plans["line"] == "total"].iloc[-1]
    plan = f"{millions(row['planned_gbp'])} for children’s social care in {row['financial_year']}"
    title = f"{council} planned {plan} and reported {millions(row['reported_gbp'])}"
    return fitting(f"{title}, net", title)


def _title(both):
    row = both.iloc[-1]
    year, equal = row["financial_year"], row["section_251"] == row["ro3_expenditure"]
    first, second = (millions(row[name]) for name in SERIES)
    if first == second:
        told = "the same amount" if equal else "nearly the same amount"
        return f"Two returns give {told} for services for young people in {year}: {first}"
    return f"One service, two returns: {first} in one and {second} in the other for {year}"


def _subtitle(shown, plans, council):
    """Return what is plotted: which returns, gross or net, which years."""
    years = between(shown["financial_year"].min(), shown["financial_year"].max())
    if plans.empty:
        return (
            f"What {council} reported spending on services for young people, {years}, in two "
            "returns to government. Outturn, before income is taken off, not adjusted for "
            "inflation."
        )
    told = (
        "Each bar is what was reported (outturn), each upright line what was planned (budget), net "
        "of income."
    )
    lines = plans.loc[plans["line"] != "total", "financial_year"]
    if len(lines):
        told += f" Single lines are of {lines.iloc[0]}."
    if len(shown):
        told += f" Services for young people: two returns, {years}, before income is taken off."
    return f"{told} Not adjusted for inflation."


def _told_plans(plans):
    if len(plans):
        yield "Bars of net spending with a line for what was planned."
    for row in plans.itertuples():
        plan, told = millions(row.planned_gbp), millions(row.reported_gbp)
        yield f"{row.label}: {plan} planned, {told} reported."


def _told_returns(both):
    if len(both):
        yield "Pairs of bars by financial year, section 251 outturn and revenue outturn."
    for row in both.itertuples():
        first, second = millions(row.section_251), millions(row.ro3_expenditure)
        yield f"{row.financial_year}: {first} and {second}."


def _note(shown, plans):
    """Yield what a reader must know of the returns: rules, gaps, estimates, odd amounts."""
    if len(shown):
        yield "The two returns have different rules about what counts as services for young people."
    late = shown.loc[shown["ro3_certified"] == "[x]", "financial_year"]
    if len(late):
        yield f"No revenue outturn in time for {listed(late)}."
    guessed = plans.loc[plans["status"] == "imputed", "financial_year"].unique()
    if len(guessed):
        yield f"The ministry estimated the budget of {listed(guessed)}, which came too late."
    open_ = {
        *shown.loc[shown["ro3_certified"] == "N", "financial_year"],
        *plans.loc[plans["certified"] == "N", "financial_year"],
    }
    if open_:
        yield f"The council had not certified its revenue outturn for {listed(sorted(open_))}."
    amounts = pd.concat([shown[name] for name in SERIES]).dropna().astype(float).sort_values()
    if len(amounts) > 1 and amounts.iloc[-1] > _FAR * amounts.iloc[-2]:
        yield f"{millions(amounts.iloc[-1])} is drawn as released."


class _Unit:
    """Millions of pounds, or thousands where no amount is as large as ``least``."""

    def __init__(self, amounts, least):
        large = amounts.abs().max().max() >= least
        self.size, self.places, self.name = (
            (1e6, 1, "£ million") if large else (1e3, 0, "£ thousand")
        )

    def number(self, pounds):
        return f"{pounds / self.size:z,.{self.places}f}".replace("-", "−")  # z: never −0.0


def _draw(page, shown, plans):
    """Draw plans at the left and returns at the right; on a phone one below the other."""
    above = 0.3 + len(plans) * _ROW + 0.06 if len(plans) else 0
    rows = [[name for name in SERIES if pd.notna(row[name])] for row in shown.to_dict("records")]
    below = 0.36 + sum(_GAP + _STEP * len(row) for row in rows) if rows else 0
    both, left, top, room = len(plans) and rows, MARGIN, 0, page.room
    if both and page.narrow:
        top = above + 0.3
    elif both:
        left, top, room = MARGIN + 4.45, 0.22, page.room - 4.45
    if both and not page.narrow:
        axes = page.sheet(max(above, below + 0.36))
    else:
        axes = page.sheet(above + below + (0.3 if both else 0))
    if len(plans):
        _draw_plans(axes, plans, 4.2 if rows and not page.narrow else page.room)
    unit = _Unit(shown[list(SERIES)].astype(float), 1e6)
    if both:
        words = f"Services for young people, {unit.name}"
        style.write(axes, left, top - 0.2, words, weight="bold")
    if rows:
        _draw_returns(axes, shown, rows, unit, (left, top, room))


def _draw_plans(axes, plans, room):
    """Draw a bar for what was reported, a line for what was planned, and both in figures."""
    amounts = plans[["planned_gbp", "reported_gbp"]].astype(float)
    unit = _Unit(amounts, 1e7)  # small councils have lines of a few thousands
    last = f", {plans['financial_year'].max()}"
    total = plans["line"] == "total"
    labels = plans["label"].where(total, plans["label"].str.removesuffix(last))
    label = max(style.text_width(words, weight="semibold") for words in labels) + 0.1
    start, first, second = MARGIN + label, MARGIN + room - 0.6, MARGIN + room
    low, high = min(amounts.min().min(), 0), max(amounts.max().max(), 0)
    inch = (first - 0.5 - start) / (high - low or 1)
    zero = start - low * inch
    for x, words, ink in ((first, "planned", LOOK_INK), (second, "reported", COUNCIL)):
        style.write(axes, x, 0.04, words, ha="right", color=ink, weight="semibold")
    style.write(axes, MARGIN, 0.04, f"Net, {unit.name}", color=QUIET)
    rows = zip(labels, total, *amounts.T.to_numpy(), strict=True)
    for place, (words, bold, plan, told) in enumerate(rows):
        top, weight = 0.3 + place * _ROW, "semibold" if bold else "regular"
        middle = top + _ROW / 2
        style.write_in_cell(axes, MARGIN, middle, words, ha="left", weight=weight)
        style.box(axes, zero, top + 0.04, told * inch, _BAR, COUNCIL, gid="reported")
        x, look = zero + plan * inch - 0.015, {"edgecolor": "white", "linewidth": 0.5}
        style.box(axes, x, top + 0.01, 0.03, _ROW - 0.02, LOOK_INK, gid="planned", **look)
        for x, amount, ink in ((first, plan, LOOK_INK), (second, told, COUNCIL)):
            look = {"ha": "right", "color": ink, "weight": weight}
            style.write_in_cell(axes, x, middle, unit.number(amount), **look)
    axes.plot([zero] * 2, [0.28, 0.3 + len(plans) * _ROW], color=INK, linewidth=0.9)


def _draw_returns(axes, returns, rows, unit, place):
    """Draw a bar for each return that there is, year by year."""
    left, top, room = place
    label = 0.72
    inch = (room - label - 0.6) / (returns[list(SERIES)].astype(float).max().max() or 1)
    x, zero, y = left, left + label, top + 0.3
    for name, words in (SERIES if room >= 3 else _SHORT).items():
        style.box(axes, x, top + 0.03, 0.2, 0.14, _COLOURS[name])
        style.write_in_cell(axes, x + 0.26, top + 0.1, words, ha="left", weight="semibold")
        x += 0.26 + style.text_width(words, weight="semibold") + 0.2
    if not top and x + style.text_width(unit.name) < left + room:
        style.write_in_cell(axes, left + room, top + 0.1, unit.name, ha="right", color=QUIET)
    for one, shown in zip(returns.to_dict("records"), rows, strict=True):
        middle, year = y + _STEP / 2 * len(shown), one["financial_year"]
        style.write_in_cell(axes, left, middle, year, ha="left", weight="semibold")
        for number, name in enumerate(shown):
            amount, level = float(one[name]), y + number * _STEP
            style.box(axes, zero, level, amount * inch, _BAR, _COLOURS[name], gid=name)
            x, words = max(zero, zero + amount * inch) + 0.06, unit.number(amount)
            style.write_in_cell(axes, x, level + 0.075, words, ha="left")
        y += _GAP + _STEP * len(shown)
    axes.plot([zero, zero], [top + 0.28, y], color=INK, linewidth=0.9)
