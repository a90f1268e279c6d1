"""Councils of a reader's choice side by side: their grades, moves, spending and ranks."""

import pandas as pd

from council_record import England, table, text
from council_record.analysis import outturn
from council_record.analysis.ratings import AREAS
from council_record.data import safe_csv
from council_record.figures import names as called


def parts(names):
    """Return what the page shows, in parts: heading, words, table for readers, CSV and its name."""
    england = England()
    spending = england.spending()
    last = spending["financial_year"].max()
    prices = f"in the prices of {outturn.price_year(england)}"
    return [
        _part("Grades at each inspection", "The last column says how the overall grade moved since "
              "the inspection before. Frameworks changed in between: a grade under one is not "
              "quite the same under another. SIF inspections of councils other than those read by "
              "hand stand on the day of their report.",
              "compare-grades.csv", grades(england.grades(), names)),
        _part("Spending per child, year by year", "All children’s services, gross outturn of "
              f"section 251 for each child aged 0 to 17, in pounds {prices}.",
              "compare-years.csv", years(spending, names), names),
        _part(f"Spending per child in {last}, by line", "In pounds of that year. The rank is among "
              "all councils with a return, the highest spending first.",
              "compare-lines.csv", lines(spending, names, last), names),
    ]  # fmt: skip


def _part(heading, words, file, frame, amounts=()):
    shown = frame.copy()
    for name in amounts:
        shown[name] = [text.millions(value) if pd.notna(value) else "" for value in frame[name]]
    return {"heading": heading, "words": words, "file": file, "rows": table.rows(shown),
            "csv": safe_csv.text(frame).encode()}  # fmt: skip


def grades(grades, names):
    """Return one row per council and inspection: its day, a grade for each area, the move.

    ``grades`` is as ``England.grades`` gives it; the councils stand in the order of ``names``.
    """
    frame = grades[grades["local_authority"].isin(names)]
    frame = frame.assign(short=frame["grade"].astype(str).map(called.GRADES))
    overall = frame[frame["area"] == AREAS[0]].sort_values("started")
    steps = overall.groupby("local_authority")["grade"].transform(lambda all: all.cat.codes.diff())
    moved = dict(zip(overall["inspection_id"], steps.map(_moved), strict=True))
    wide = frame.pivot(index=["local_authority", "started", "inspection_id"], columns="area",
                       values="short").reindex(columns=list(AREAS)).reset_index()  # fmt: skip
    wide["moved"] = wide["inspection_id"].map(moved).fillna("")
    wide = wide.rename(columns=called.AREAS).drop(columns="inspection_id")
    order = wide["local_authority"].map(names.index)
    return wide.assign(order=order).sort_values(["order", "started"]).drop(columns="order")


def _moved(steps):
    if pd.isna(steps):
        return "first here"
    if not steps:
        return "the same"
    return f"{'up' if steps > 0 else 'down'} {text.many(abs(int(steps)), 'grade')}"


def years(spending, names):
    """Return spending per child in real terms: a row for each year, a column for each council."""
    total = spending[spending["line"] == outturn.TOTAL]
    return _across(total, names, "financial_year", "per_child_real")


def lines(spending, names, year):
    """Return spending per child by line in one year, in cash, and each council's rank."""
    there = spending[spending["financial_year"] == year].dropna(subset="per_child")
    ranks = there.groupby("line")["per_child"].rank(ascending=False, method="min")
    counts = there.groupby("line")["per_child"].transform("size")
    ranks = ranks.astype(int).astype(str) + " of " + counts.astype(str)
    amounts = _across(there, names, "line", "per_child")
    ranked = _across(there.assign(rank=ranks), names, "line", "rank")
    for name in names:
        amounts.insert(amounts.columns.get_loc(name) + 1, f"{name}, rank", ranked[name])
    order = {line: place for place, line in enumerate(called.LINES)}
    amounts = amounts.sort_values("line", key=lambda column: column.map(order))
    return amounts.assign(line=amounts["line"].map(called.LINES))


def _across(frame, names, down, values):
    wide = frame.pivot(index=down, columns="local_authority", values=values)
    return wide.reindex(columns=names).reset_index().rename_axis(columns=None)
