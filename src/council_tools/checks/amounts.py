"""Check the figures that claims and exclusions give: against their quotes, and their years."""

from decimal import Decimal

import pandas as pd

import amounts_in_text
from council_record.financial_year import FinancialYear
from council_tools.checks import selectors


def _of_rows(table, rule):
    """Return a rule on tables of one that yields (column, message) for a row."""

    def over(frames):
        found = {}
        for position, row in frames[table].iterrows():
            for column, message in rule(row):
                found.setdefault(column, {})[position] = message
        for column, messages in found.items():
            yield table, column, pd.Series(messages, dtype=object)

    return over


def _superlative(row):
    if pd.isna(row["figure_text"]):
        if pd.isna(row["superlative"]):
            yield "superlative", "and figure_text are empty. Allowed: a figure or a superlative"
        for column in ("measure", "value", "currency"):
            if pd.notna(row[column]):
                yield column, "stands without a figure_text. Allowed: empty, or give the figure"
    if pd.notna(row["superlative"]) and not selectors.places(row["superlative"], row["quote"]):
        yield "superlative", f'is not in the quote "{row["quote"]}"'


def _standing_once(row):
    """Find faults of a figure_text that is not exactly one figure of the quote."""
    standing = [found.text for found in amounts_in_text.find(selectors.plain(row["quote"]))]
    times = standing.count(selectors.plain(row["figure_text"]))
    if times == 0:
        allowed = ", ".join(standing) or "none stands there"
        yield "figure_text", f'is no figure in the quote "{row["quote"]}". Allowed: {allowed}'
    elif times > 1:
        yield "figure_text", "stands more than once in the quote. Give a shorter quote"


def _figure(row):
    if pd.isna(row["figure_text"]):
        return
    faults = list(_standing_once(row))
    yield from faults
    figure = amounts_in_text.read_figure(row["figure_text"])
    if faults or figure is None:
        return
    value = Decimal(str(row["value"])) if pd.notna(row["value"]) else None
    expected = _as_claim(figure)
    if value != expected:
        allowed = "empty" if expected is None else f"{expected.normalize():f}"
        yield "value", f'does not agree with "{row["figure_text"]}". Allowed: {allowed}'
    for column in ("measure", "currency"):
        coded = row[column] if pd.notna(row[column]) else "empty"
        expected = getattr(figure, column) or "empty"
        if coded != expected:
            yield column, f'does not agree with "{row["figure_text"]}". Allowed: {expected}'


def _as_claim(figure):
    """Return the value that a claim has: no sign, and none for a ratio in words."""
    return None if figure.value is None or figure.measure == "ratio" else abs(figure.value)


def _period(row):
    start, end = row["period_start"], row["period_end"]
    for column in ("period_start", "period_end"):
        if pd.notna(row[column]):
            year = FinancialYear(int(row[column][:4]))
            if row[column] != str(year):
                yield column, f"is not a financial year. Allowed: {year}"
    if pd.notna(end) and pd.isna(start):
        yield "period_end", "stands without a period_start. Allowed: both, or neither"
    elif pd.notna(end) and end < start:
        yield "period_end", f'is before period_start "{start}". Allowed: that year or later'
    if row["period_wording"] == "unstated" and pd.notna(start):
        yield "period_start", "stands beside period_wording unstated. Allowed: empty"
    if row["recurrence"] == "one_year" and pd.notna(start) and start != end:
        yield "period_end", f"is another year, but recurrence is one_year. Allowed: {start}"


RULES = (
    _of_rows("claims", _superlative),
    _of_rows("claims", _figure),
    _of_rows("claims", _period),
    _of_rows("excluded", _standing_once),
)
