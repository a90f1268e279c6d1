"""Figure 17: a council beside its neighbours, or councils of choice: grades and spending."""

from matplotlib.patches import Rectangle

from council_record.chart import MOST_WORDS, Chart, LeftOut
from council_record.figures import names, style
from council_record.figures.page import LABEL
from council_record.figures.style import COUNCIL, MARGIN, QUIET, REST
from council_record.text import capital, listed, many, number, verb

_LETTERS = {"Inadequate": "I", "Requires improvement to be good": "R", "Good": "G",
            "Outstanding": "O"}  # fmt: skip
_BOX = 0.24  # inches


def chart(grades, spending, council, source, chosen=False):
    """Return the chart of a council beside others.

    Parameters
    ----------
    grades, spending : DataFrame
        As returned by ``per_child.beside``, the council first.
    council : Council
    source : str
        For the foot.
    chosen : bool
        Whether the reader named the others; else they are statistical neighbours.

    Returns
    -------
    Chart or LeftOut
    """
    if len(spending) < 2:
        reason = f"The model names no statistical neighbours of {council}."
        return LeftOut(__name__, council, reason)
    order = list(spending["local_authority"])
    year = spending["financial_year"].iloc[0]
    latest = grades.groupby("local_authority")["grade"].last()
    who = "the councils chosen" if chosen else "its statistical neighbours"
    told = []
    for row in spending.itertuples():
        own = grades[grades["local_authority"] == row.local_authority]
        steps = listed(f"{names.GRADES[one.grade]} {one.started.year}" for one in own.itertuples())
        amount = "no return" if row.per_child != row.per_child else f"£{row.per_child:,.0f}"
        told.append(f"{row.local_authority}: {steps or 'no grade'}; {amount}.")
    data = spending.merge(grades, how="left", on="local_authority")
    return Chart(
        __name__,
        council,
        title=_title(latest, spending, order, chosen),
        subtitle=f"{council} and {who}. Each box is an inspection, its letter the overall grade "
        f"(Outstanding, Good, Requires improvement, Inadequate). Bars: gross outturn in {year}.",
        alt=f"Table of {many(len(order), 'council')} with grades in order of time and a bar of "
        f"spending per child. {' '.join(told)}",
        source=source,
        data=data,
        draw=lambda page: _draw(page, grades, spending, year),
    )


def _title(latest, spending, order, chosen):
    """Return where the council stands among the others by its last grade and by spending."""
    council, others = order[0], order[1:]
    who = "councils" if chosen else "neighbours"
    amounts = spending.set_index("local_authority")["per_child"].astype(float)
    known = amounts[others].dropna()
    less = int((known < amounts[council]).sum())
    money = f"{number(less) if less else 'none'} {verb(max(less, 1), 'spends', 'spend')} less"
    if amounts[council] != amounts[council] or known.empty:
        money = "it has no return to compare"
    codes = latest.cat.codes
    graded = [one for one in others if one in codes]
    if council not in codes or not graded:
        return f"{council} has no grade to set beside its {who}; {money}"
    better = int(sum(codes[one] > codes[council] for one in graded))
    count = capital(number(better) if better else "none")
    title = f"{count} of {number(len(graded))} {who} {verb(max(better, 1), 'is', 'are')} graded " \
            f"better than {council}; {money}"  # fmt: skip
    longer = f"{title} per child"
    return longer if len(longer.split()) <= MOST_WORDS else title


def _draw(page, grades, spending, year):
    narrow = page.narrow
    order = list(spending["local_authority"])
    most = max(grades.groupby("local_authority").size().max(), 2) if len(grades) else 2
    label = 0 if narrow else 1.95
    row, head = (0.56, 0.22) if narrow else (0.285, 0.22)
    axes = page.sheet(head + len(order) * row + 0.08)
    boxes = MARGIN + label
    bars = boxes + most * (_BOX + 0.04) + (0.15 if narrow else 0.3)
    end = MARGIN + page.room - 0.5
    amounts = spending["per_child"].astype(float)
    inch = (end - bars) / amounts.max() if amounts.notna().any() else 0
    style.write(axes, boxes, 0.0, "grades", LABEL, color=QUIET)
    style.write(axes, bars, 0.0, f"per child, {year}", LABEL, color=QUIET)
    for place, (name, amount) in enumerate(zip(order, amounts, strict=True)):
        top, own = head + place * row, place == 0
        weight, ink = ("bold", COUNCIL) if own else ("regular", style.INK)
        if narrow:
            style.write(axes, MARGIN, top + 0.05, name, LABEL, weight=weight, color=ink)
            level = top + 0.27
        else:
            words = style.wrap(name, label - 0.08, LABEL, weight)
            style.write_in_cell(axes, MARGIN, top + row / 2, words, LABEL, "left", weight=weight,
                                color=ink)  # fmt: skip
            level = top + (row - _BOX) / 2
        steps = grades[grades["local_authority"] == name]
        for at, grade in enumerate(steps["grade"]):
            _box(axes, boxes + at * (_BOX + 0.04), level, grade)
        if steps.empty:
            style.write_in_cell(axes, boxes, level + _BOX / 2, "none", LABEL, "left", color=QUIET)
        if amount != amount:
            style.write_in_cell(axes, bars, level + _BOX / 2, "no return", LABEL, "left",
                                color=QUIET)  # fmt: skip
            continue
        axes.add_patch(Rectangle((bars, level + 0.03), amount * inch, _BOX - 0.06,
                                 facecolor=COUNCIL if own else REST, edgecolor="none",
                                 gid="per child"))  # fmt: skip
        style.write_in_cell(axes, bars + amount * inch + 0.05, level + _BOX / 2,
                            f"£{amount:,.0f}", LABEL, "left", weight=weight, color=ink)  # fmt: skip


def _box(axes, x, y, grade):
    fill = style.GRADES[grade]
    axes.add_patch(Rectangle((x, y), _BOX, _BOX, facecolor=fill, edgecolor="none", gid="grade"))
    style.write_in_cell(axes, x + _BOX / 2, y + _BOX / 2, _LETTERS[grade], LABEL,
                        color=style.ink_on(fill), weight="semibold")  # fmt: skip
