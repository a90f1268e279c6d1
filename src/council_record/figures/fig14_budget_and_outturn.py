"""Figure 14: two returns of the same service, year by year."""

import pandas as pd
from matplotlib.patches import Rectangle

from council_record.chart import Chart, LeftOut
from council_record.figures import style
from council_record.figures.page import LABEL
from council_record.figures.style import COUNCIL, INK, MARGIN, QUIET
from council_record.text import between, listed, millions

SERIES = {"section_251": "Section 251 outturn", "ro3_expenditure": "Revenue outturn (RO3)"}
_COLOURS = {"section_251": COUNCIL, "ro3_expenditure": "#7A8792"}
_FAR = 5  # times the next largest amount: said, so that nobody takes it for a finding


def chart(returns, council, source):
    """Return the chart of services for young people as two returns give them.

    Parameters
    ----------
    returns : DataFrame
        As returned by ``outturn.two_returns``.
    council : Council
    source : str
        For the foot: ``council.source("outturn", "revenue_outturn")``.

    Returns
    -------
    Chart or LeftOut
    """
    both = returns.dropna(subset=list(SERIES))
    if both.empty:
        reason = f"{council} has no year with services for young people in both returns."
        return LeftOut(__name__, council, reason)
    data = returns.rename(columns={"section_251": "section_251_gbp"} | {
        name: f"{name}_gbp" for name in ("ro3_expenditure", "ro3_income", "ro3_net")})  # fmt: skip
    told = [f"{row.financial_year}: {millions(row.section_251)} and "
            f"{millions(row.ro3_expenditure)}." for row in both.itertuples()]  # fmt: skip
    years = between(returns["financial_year"].iloc[0], returns["financial_year"].iloc[-1])
    return Chart(
        __name__,
        council,
        title=_title(both),
        subtitle=f"What {council} reported spending on services for young people, {years}, in two "
        "returns to government. Outturn, before income is taken off, not adjusted for inflation.",
        alt=f"Pairs of bars by financial year, section 251 outturn and revenue outturn. "
        f"{' '.join(told)}",
        source=source,
        data=data,
        note=_note(returns),
        draw=lambda page: _draw(page, returns),
    )


def _title(both):
    row = both.iloc[-1]
    first, second = millions(row["section_251"]), millions(row["ro3_expenditure"])
    year = row["financial_year"]
    if first == second:
        return f"Two returns give the same amount for services for young people in {year}: {first}"
    return f"One service, two returns: {first} in one and {second} in the other for {year}"


def _note(returns):
    told = ["The two returns have different rules about what counts as services for young people."]
    late = returns.loc[returns["ro3_certified"] == "[x]", "financial_year"]
    if len(late):
        told.append(f"No revenue outturn in time for {listed(late)}.")
    open_ = returns.loc[returns["ro3_certified"] == "N", "financial_year"]
    if len(open_):
        told.append(f"The council had not certified its revenue outturn for {listed(open_)}.")
    amounts = pd.concat([returns[name] for name in SERIES]).dropna().astype(float).sort_values()
    if len(amounts) > 1 and amounts.iloc[-1] > _FAR * amounts.iloc[-2]:
        told.append(f"{millions(amounts.iloc[-1])} is drawn as released.")
    return " ".join(told)


def _draw(page, returns):
    narrow = page.narrow
    amounts = returns[list(SERIES)].astype(float)
    most = amounts.max().max() or 1
    size, places, unit = (1e6, 1, "£ million") if most >= 1e6 else (1e3, 0, "£ thousand")
    rows = returns.to_dict("records")
    label = 0.72
    bars = [[name for name in SERIES if pd.notna(one[name])] for one in rows]
    axes = page.sheet(0.36 + sum(0.08 + 0.165 * len(shown) for shown in bars))
    inch = (page.room - label - 0.6) / most
    x, zero = MARGIN, MARGIN + label
    for name, words in SERIES.items():
        axes.add_patch(Rectangle((x, 0.03), 0.2, 0.14, facecolor=_COLOURS[name], edgecolor="none"))
        style.write_in_cell(axes, x + 0.26, 0.1, words, LABEL, "left", weight="semibold")
        x += 0.26 + style.text_width(words, LABEL, "semibold") + 0.2
    if not narrow:
        style.write_in_cell(axes, MARGIN + page.room, 0.1, unit, LABEL, "right", color=QUIET)
    y = 0.3
    for one, shown in zip(rows, bars, strict=True):
        middle = y + 0.0825 * len(shown)
        style.write_in_cell(axes, MARGIN, middle, one["financial_year"], LABEL, "left",
                            weight="semibold")  # fmt: skip
        for place, name in enumerate(shown):
            width, level = float(one[name]) * inch, y + place * 0.165
            axes.add_patch(Rectangle((zero, level), width, 0.15, facecolor=_COLOURS[name],
                                     edgecolor="none", gid=name))  # fmt: skip
            words = f"{float(one[name]) / size:,.{places}f}"
            style.write_in_cell(axes, zero + width + 0.06, level + 0.075, words, LABEL, "left")
        y += 0.08 + 0.165 * len(shown)
    axes.plot([zero, zero], [0.28, y], color=INK, linewidth=0.9)
