"""Figure 14: planned and reported spending, and one service in two returns."""

import pandas as pd
from matplotlib.patches import Rectangle

from council_record.chart import MOST_WORDS, Chart, LeftOut
from council_record.figures import names, style
from council_record.figures.style import COUNCIL, INK, LOOK_INK, MARGIN, QUIET
from council_record.text import between, listed, millions

SERIES = {"section_251": "Section 251 outturn", "ro3_expenditure": "Revenue outturn (RO3)"}
_COLOURS = {"section_251": COUNCIL, "ro3_expenditure": "#7A8792"}
_FAR = 5  # times the next largest amount: said, so that nobody takes it for a finding
_ROW, _BAR, _GAP = 0.235, 0.15, 0.08  # inches


def chart(returns, council, source, planned=None):
    """Return the Chart of plans and reports, and of two returns, or LeftOut.

    Parameters
    ----------
    returns : DataFrame
        As returned by ``outturn.two_returns``.
    council : Council
    source : str
        For the foot: ``council.source("outturn", "revenue_outturn")``, with "budget" if planned.
    planned : DataFrame, optional
        As returned by ``budget.beside_outturn``; without rows the two returns stand alone.
    """
    plans = _plans(planned)
    both = returns.dropna(subset=list(SERIES))
    if both.empty and plans.empty:
        reason = f"{council} has no year with services for young people in both returns."
        return LeftOut(__name__, council, reason)
    shown = returns if plans.empty else both
    parts = [part for part, there in ((_told_plans(plans), len(plans)),
                                      (_told_returns(both), len(both))) if there]  # fmt: skip
    return Chart(
        __name__,
        council,
        title=_title(both) if plans.empty else _title_plans(plans, council),
        subtitle=_subtitle(shown, plans, council),
        alt=" ".join(parts),
        source=source,
        data=_data(returns, planned),
        note=_note(shown, plans),
        draw=lambda page: _draw(page, shown, plans),
    )


def _plans(planned):
    """Return what is drawn: the total of each year, then the lines of the last one."""
    total = planned["line"] == "total" if planned is not None else pd.Series(dtype=bool)
    if not total.any():
        return pd.DataFrame(columns=["financial_year", "line", "label"])
    lines = planned[~total]
    lines = lines[lines["financial_year"] == lines["financial_year"].max()]
    frame = pd.concat([planned[total], lines.sort_values("planned_gbp", ascending=False)])
    label = frame["line"].map(names.LINES).where(frame["line"] != "total", "All lines")
    return frame.assign(label=label + ", " + frame["financial_year"])


def _data(returns, planned):
    frame = returns.rename(columns={name: f"{name}_gbp" for name in (*SERIES, "ro3_income",
                                                                     "ro3_net")})  # fmt: skip
    if planned is None or planned.empty:
        return frame
    return planned.merge(frame.assign(line="young_people"), how="outer",
                         on=["financial_year", "line"])  # fmt: skip


def _title_plans(plans, council):
    row = plans[plans["line"] == "total"].iloc[-1]
    first, second = millions(row["planned_gbp"]), millions(row["reported_gbp"])
    year = row["financial_year"]
    title = f"{council} planned {first} for children’s social care in {year} and reported {second}"
    net = f"{title}, net"
    return net if len(net.split()) <= MOST_WORDS else title


def _title(both):
    row = both.iloc[-1]
    year, equal = row["financial_year"], row["section_251"] == row["ro3_expenditure"]
    first, second = millions(row["section_251"]), millions(row["ro3_expenditure"])
    if first == second:
        told = "the same amount" if equal else "nearly the same amount"
        return f"Two returns give {told} for services for young people in {year}: {first}"
    return f"One service, two returns: {first} in one and {second} in the other for {year}"


def _subtitle(shown, plans, council):
    """Return what is plotted: which returns, gross or net, which years."""
    years = between(shown["financial_year"].min(), shown["financial_year"].max())
    if plans.empty:
        return f"What {council} reported spending on services for young people, {years}, in two " \
               "returns to government. Outturn, before income is taken off, not adjusted for " \
               "inflation."  # fmt: skip
    told = "Each bar is what was reported (outturn), each upright line what was planned " \
           "(budget), net of income."  # fmt: skip
    lines = plans.loc[plans["line"] != "total", "financial_year"]
    if len(lines):
        told += f" Single lines are of {lines.iloc[0]}."
    if len(shown):
        told += f" Services for young people: two returns, {years}, before income is taken off."
    return f"{told} Not adjusted for inflation."


def _told_plans(plans):
    if plans.empty:
        return ""
    rows = [f"{row.label}: {millions(row.planned_gbp)} planned, {millions(row.reported_gbp)} "
            "reported." for row in plans.itertuples()]  # fmt: skip
    return f"Bars of net spending with a line for what was planned. {' '.join(rows)}"


def _told_returns(both):
    rows = [f"{row.financial_year}: {millions(row.section_251)} and "
            f"{millions(row.ro3_expenditure)}." for row in both.itertuples()]  # fmt: skip
    return "Pairs of bars by financial year, section 251 outturn and revenue outturn. " + \
        " ".join(rows)  # fmt: skip


def _note(shown, plans):
    told = []
    if len(shown):
        told.append("The two returns have different rules about what counts as services for young "
                    "people.")  # fmt: skip
    late = shown.loc[shown["ro3_certified"] == "[x]", "financial_year"]
    if len(late):
        told.append(f"No revenue outturn in time for {listed(late)}.")
    if len(plans):
        guessed = plans.loc[plans["status"] == "imputed", "financial_year"].unique()
        if len(guessed):
            told.append(f"The ministry estimated the budget of {listed(guessed)}, which came too "
                        "late.")  # fmt: skip
    open_ = set(shown.loc[shown["ro3_certified"] == "N", "financial_year"])
    if len(plans):
        open_ |= set(plans.loc[plans["certified"] == "N", "financial_year"])
    if open_:
        told.append(f"The council had not certified its revenue outturn for "
                    f"{listed(sorted(open_))}.")  # fmt: skip
    amounts = pd.concat([shown[name] for name in SERIES]).dropna().astype(float).sort_values()
    if len(amounts) > 1 and amounts.iloc[-1] > _FAR * amounts.iloc[-2]:
        told.append(f"{millions(amounts.iloc[-1])} is drawn as released.")
    return " ".join(told)


def _unit(amounts, least=1e6):
    """Return by what amounts are divided, their decimal places, and the unit's name."""
    large = amounts.abs().max().max() >= least
    return (1e6, 1, "£ million") if large else (1e3, 0, "£ thousand")


def _figure(amount, size, places):
    shown = f"{amount / size:,.{places}f}".replace("-", "−")
    return shown.removeprefix("−") if shown.strip("−0.") == "" else shown


def _draw(page, shown, plans):
    """Draw plans at the left and returns at the right; on a phone one below the other."""
    above = 0.3 + len(plans) * _ROW + 0.06 if len(plans) else 0
    rows = [[name for name in SERIES if pd.notna(row[name])] for row in shown.to_dict("records")]
    below = 0.36 + sum(_GAP + 0.165 * len(row) for row in rows) if rows else 0
    if plans.empty or not rows:
        axes = page.sheet(above + below)
        left, top, room = MARGIN, 0, page.room
    elif page.narrow:
        axes = page.sheet(above + below + 0.3)
        left, top, room = MARGIN, above + 0.3, page.room
    else:
        axes = page.sheet(max(above, below + 0.36))
        left, top, room = MARGIN + 4.45, 0.22, page.room - 4.45
    if len(plans):
        _draw_plans(axes, plans, 4.2 if rows and not page.narrow else page.room)
    if rows:
        if len(plans):
            *_, unit = _unit(shown[list(SERIES)].astype(float))
            style.write(axes, left, top - 0.2, f"Services for young people, {unit}", weight="bold")
        _draw_returns(axes, shown, rows, (left, top, room))


def _draw_plans(axes, plans, room):
    """Draw a bar for what was reported, a line for what was planned, and both in figures."""
    amounts = plans[["planned_gbp", "reported_gbp"]].astype(float)
    size, places, unit = _unit(amounts, 1e7)  # small councils have lines of a few thousands
    labels = list(plans["label"])
    last = plans["financial_year"].max()
    labels = [words if words.startswith("All lines") else words.removesuffix(f", {last}")
              for words in labels]  # fmt: skip
    label = max(style.text_width(words, weight="semibold") for words in labels) + 0.1
    start, first, second = MARGIN + label, MARGIN + room - 0.6, MARGIN + room
    low, high = min(amounts.min().min(), 0), max(amounts.max().max(), 0)
    inch = (first - 0.5 - start) / (high - low or 1)
    zero = start - low * inch
    for x, words, ink in ((first, "planned", LOOK_INK), (second, "reported", COUNCIL)):
        style.write(axes, x, 0.04, words, ha="right", color=ink, weight="semibold")
    style.write(axes, MARGIN, 0.04, f"Net, {unit}", color=QUIET)
    for place, (words, plan, told) in enumerate(zip(labels, *amounts.T.to_numpy(), strict=True)):
        top = 0.3 + place * _ROW
        weight = "semibold" if words.startswith("All lines") else "regular"
        middle = top + _ROW / 2
        style.write_in_cell(axes, MARGIN, middle, words, ha="left", weight=weight)
        axes.add_patch(Rectangle((zero, top + 0.04), told * inch, _BAR, facecolor=COUNCIL,
                                 edgecolor="none", gid="reported"))  # fmt: skip
        axes.add_patch(Rectangle((zero + plan * inch - 0.015, top + 0.01), 0.03, _ROW - 0.02,
                                 facecolor=LOOK_INK, edgecolor="white", linewidth=0.5,
                                 gid="planned"))  # fmt: skip
        for x, amount, ink in ((first, plan, LOOK_INK), (second, told, COUNCIL)):
            shown = _figure(amount, size, places)
            style.write_in_cell(axes, x, middle, shown, ha="right", color=ink, weight=weight)
    axes.plot([zero] * 2, [0.28, 0.3 + len(plans) * _ROW], color=INK, linewidth=0.9)


def _draw_returns(axes, returns, rows, place):
    """Draw a bar for each return that there is, year by year."""
    left, top, room = place
    label = 0.72
    amounts = returns[list(SERIES)].astype(float)
    size, places, unit = _unit(amounts)
    inch = (room - label - 0.6) / (amounts.max().max() or 1)
    x, zero, y = left, left + label, top + 0.3
    short = room < 3
    for name, words in SERIES.items():
        words = words.removesuffix(" outturn").replace("Revenue outturn (RO3)", "RO3") if short \
            else words  # fmt: skip
        axes.add_patch(Rectangle((x, top + 0.03), 0.2, 0.14, facecolor=_COLOURS[name],
                                 edgecolor="none"))  # fmt: skip
        style.write_in_cell(axes, x + 0.26, top + 0.1, words, ha="left", weight="semibold")
        x += 0.26 + style.text_width(words, weight="semibold") + 0.2
    if not top and x + style.text_width(unit) < left + room:
        style.write_in_cell(axes, left + room, top + 0.1, unit, ha="right", color=QUIET)
    for one, shown in zip(returns.to_dict("records"), rows, strict=True):
        middle = y + 0.0825 * len(shown)
        style.write_in_cell(axes, left, middle, one["financial_year"], ha="left", weight="semibold")
        for number, name in enumerate(shown):
            width, level = float(one[name]) * inch, y + number * 0.165
            axes.add_patch(Rectangle((zero, level), width, _BAR, facecolor=_COLOURS[name],
                                     edgecolor="none", gid=name))  # fmt: skip
            words = _figure(float(one[name]), size, places)
            style.write_in_cell(axes, max(zero, zero + width) + 0.06, level + 0.075, words,
                                ha="left")  # fmt: skip
        y += _GAP + 0.165 * len(shown)
    axes.plot([zero, zero], [top + 0.28, y], color=INK, linewidth=0.9)
