"""Figure 17: a council beside its neighbours, or councils of choice: grades and spending."""

import pandas as pd

from council_record.chart import Chart, LeftOut
from council_record.figures import counted, grade_key, names, style
from council_record.figures.style import COUNCIL, MARGIN, QUIET, REST
from council_record.figures.titles import fitting
from council_record.text import capital, listed, many, number, of, verb

_BOX, _DATED, _APART = 0.22, 0.62, 0.04  # inches: a box, one with its year, between boxes


def chart(grades, spending, council, source, known, chosen=False):
    """Return the Chart of a council beside others, or LeftOut.

    Parameters
    ----------
    grades, spending : DataFrame
        As returned by ``per_child.beside``, the council first.
    council : Council
    source : str
        For the foot.
    known : england.Counted
        As returned by ``england.counted``: until when grades count.
    chosen : bool
        Whether the reader named the others; else they are statistical neighbours.
    """
    if len(spending) < 2:
        reason = f"The model names no statistical neighbours of {council}."
        return LeftOut(__name__, council, reason)
    year = spending["financial_year"].iloc[0]
    who = "the councils chosen" if chosen else "its statistical neighbours"
    told = [
        f"Table of {many(len(spending), 'council')} with grades in order of time and a bar of "
        "spending per child."
    ]
    for row in spending.itertuples():
        own = grades[grades["local_authority"] == row.local_authority]
        steps = [f"{names.GRADES[one.grade]} {one.started.year}" for one in own.itertuples()]
        steps = listed(steps or ["no grade"])
        told.append(f"{row.local_authority}: {steps}; {_amount(row.per_child)}.")
    return Chart(
        __name__,
        council,
        title=_title(grades, spending, chosen),
        subtitle=f"{council} and {who}. Each box is an inspection until {counted.until(known)}, "
        "its letter the overall grade (Outstanding, Good, Requires improvement, Inadequate). Each "
        f"bar is gross outturn on children’s services per child aged 0 to 17 in {year}.",
        alt=" ".join(told),
        source=source,
        data=spending.merge(grades, how="left", on="local_authority"),
        note=counted.remarks(known._replace(no_overall=[]), council),
        draw=lambda page: _draw(page, grades, spending, year),
    )


def _amount(per_child):
    return "no return" if pd.isna(per_child) else f"£{per_child:,.0f}"


def _title(grades, spending, chosen):
    """Return where the council stands among the others by its last grade and by spending."""
    amounts = spending.set_index("local_authority")["per_child"].astype(float)
    codes = grades.groupby("local_authority")["grade"].last().cat.codes.reindex(amounts.index)
    council, *others = amounts.index
    if len(others) == 1:
        title = _one(council, others[0], codes, amounts)
    else:
        title = _many(council, others, "councils" if chosen else "neighbours", codes, amounts)
    return fitting(f"{title} per child", title) if title.endswith(("less", "more")) else title


def _many(council, others, who, codes, amounts):
    """Return how many of the others are graded better and how many spend less."""
    count = number(len(others))
    better, less = (int((frame[others] > frame[council]).sum()) for frame in (codes, -amounts))
    spend = f"{verb(max(less, 1), 'spends', 'spend')} less"
    every = "both" if len(others) == 2 else "all"
    money = f"{every if less == len(others) else of(less)} {spend}"
    if pd.isna(amounts[council]) or amounts[others].isna().all():
        money = "no return to compare"
    elif pd.isna(codes[council]):
        money = f"{of(less)} of {count} {who} {spend}"
    if pd.isna(codes[council]):
        return f"{council} has no grade; {money}"
    if codes[others].isna().all():
        return f"None of {count} {who} has a grade; {money}"
    every = "Both" if len(others) == 2 else f"All {count}"
    told = every if better == len(others) else f"{capital(of(better))} of {count}"
    be = verb(max(better, 1), "is", "are")
    return f"{told} {who} {be} graded better than {council}; {money}"


def _one(council, other, codes, amounts):
    """Return how the one other council is graded and what it spends."""
    grade, money = (_apart(frame[other], frame[council]) for frame in (codes, amounts))
    money = {"more": "spends more", "less": "spends less", "even": "spends as much"}.get(money)
    if not grade:
        lacking = council if pd.isna(codes[council]) else other
        return f"{lacking} has no grade; {f'{other} {money}' if money else 'no return to compare'}"
    told = "has the same grade as"
    if grade != "even":
        told = f"is graded {'better' if grade == 'more' else 'lower'} than"
    return f"{other} {told} {council}{f' and {money}' if money else '; no return to compare'}"


def _apart(other, council):
    """Return whether the other's is more, less or even; None where one is missing."""
    if pd.isna(other) or pd.isna(council):
        return None
    return "more" if other > council else "less" if other < council else "even"


def _draw(page, grades, spending, year):
    narrow, order = page.narrow, list(spending["local_authority"])
    most = max(grades.groupby("local_authority").size().max(), 2) if len(grades) else 2
    label = 0 if narrow else max(style.text_width(name, weight="bold") for name in order) + 0.2
    row, head = (0.56 if narrow else 0.252), 0.22
    axes = page.sheet(head + len(order) * row + 0.08)
    dated = page.room - label - most * (_DATED + _APART) > 1.8  # there must be room for bars
    wide = _DATED if dated else _BOX
    boxes = MARGIN + label
    bars = boxes + most * (wide + _APART) + (0.15 if narrow else 0.2)
    amounts = spending["per_child"].astype(float)
    inch = (page.right - 0.5 - bars) / amounts.max()
    style.write(axes, boxes, 0.0, "Grades", color=QUIET)
    style.write(axes, bars, 0.0, f"Per child, {year}", color=QUIET)
    for place, (name, amount) in enumerate(zip(order, amounts, strict=True)):
        top, own = head + place * row, place == 0
        look = {"weight": "bold" if own else "regular", "color": COUNCIL if own else style.INK}
        if narrow:
            style.write(axes, MARGIN, top + 0.05, name, **look)
            level = top + 0.27
        else:
            style.write_in_cell(axes, MARGIN, top + row / 2, name, ha="left", **look)
            level = top + (row - _BOX) / 2
        steps, middle = grades[grades["local_authority"] == name], level + _BOX / 2
        for at, step in enumerate(steps.itertuples()):
            _box(axes, boxes + at * (wide + _APART), level, wide, step, dated)
        if steps.empty:
            style.write_in_cell(axes, boxes, middle, "none", ha="left", color=QUIET)
        if pd.isna(amount):
            style.write_in_cell(axes, bars, middle, "no return", ha="left", color=QUIET)
            continue
        width, colour = amount * inch, COUNCIL if own else REST
        style.box(axes, bars, level + 0.03, width, _BOX - 0.06, colour, gid="per child")
        style.write_in_cell(axes, bars + width + 0.05, middle, _amount(amount), ha="left", **look)


def _box(axes, x, y, wide, step, dated):
    """Draw an inspection: the letter of its grade, with its year where there is room."""
    if not dated:
        grade_key.cell(axes, x, y, wide, _BOX, step.grade, gid="grade", weight="semibold")
        return
    ground = style.GRADES[step.grade]
    style.box(axes, x, y, wide, _BOX, ground, gid="grade")
    words, ink = f"{names.GRADES[step.grade][0]} {step.started.year}", style.ink_on(ground)
    style.write_in_cell(axes, x + wide / 2, y + _BOX / 2, words, color=ink)
