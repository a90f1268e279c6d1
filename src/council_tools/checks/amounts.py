"""Check the figures that claims and exclusions give: against their quotes, and their years."""

from decimal import Decimal

import pandas as pd

import amounts_in_text
from council_record.financial_year import FinancialYear
from council_tools.checks import selectors


def _superlatives(frames):
    claims = frames["claims"]
    worded = claims["figure_text"].isna()
    message = "and figure_text are empty. Allowed: a figure or a superlative"
    yield "claims", "superlative", worded & claims["superlative"].isna(), message
    message = "stands without a figure_text. Allowed: empty, or give the figure"
    for column in ("measure", "value", "currency"):
        yield "claims", column, worded & claims[column].notna(), message
    claims = claims.dropna(subset="superlative")
    message = 'is not in the quote "' + claims["quote"] + '"'
    yield "claims", "superlative", _times(claims, "superlative", selectors.places) == 0, message


def _times(rows, column, find):
    """Return how many things ``find(text, quote)`` finds of the text of each row in its quote."""
    pairs = zip(rows[column], rows["quote"], strict=True)
    return pd.Series([len(find(text, quote)) for text, quote in pairs], rows.index, dtype=int)


def _figures_of(quote):
    return [found.text for found in amounts_in_text.find(selectors.plain(quote))]


def _same_figures(text, quote):
    return [found for found in _figures_of(quote) if found == selectors.plain(text)]


def _standing_once(table, rows):
    """Check that each figure_text is exactly one figure of its quote."""
    rows = rows.dropna(subset="figure_text")
    times = _times(rows, "figure_text", _same_figures)
    allowed = rows["quote"].map(lambda quote: ", ".join(_figures_of(quote)) or "none stands there")
    message = 'is no figure in the quote "' + rows["quote"] + '". Allowed: ' + allowed
    yield table, "figure_text", times == 0, message
    message = "stands more than once in the quote. Give a shorter quote"
    yield table, "figure_text", times > 1, message


def _figures(frames):
    """Check what is coded of a figure against what its text says."""
    claims = frames["claims"]
    yield from _standing_once("claims", claims)
    claims = claims.dropna(subset="figure_text")
    claims = claims[_times(claims, "figure_text", _same_figures) == 1]
    figures = claims["figure_text"].map(amounts_in_text.read_figure).dropna()
    claims = claims.loc[figures.index]
    for column, expected in {
        "value": figures.map(_value),
        "measure": figures.map(lambda figure: figure.measure),
        "currency": figures.map(lambda figure: figure.currency),
    }.items():
        allowed = expected.map(_told)
        message = 'does not agree with "' + claims["figure_text"] + '". Allowed: ' + allowed
        yield "claims", column, claims[column].map(_told) != allowed, message


def _value(figure):
    """Return the value that a claim has: no sign, and none for a ratio in words."""
    return None if figure.value is None or figure.measure == "ratio" else abs(figure.value)


def _told(code):
    """Return a code as text, so that 10600000 and 10600000.0 are the same."""
    if pd.isna(code):
        return "empty"
    return code if isinstance(code, str) else f"{Decimal(str(code)).normalize():f}"


def _periods(frames):
    claims = frames["claims"]
    start, end = claims["period_start"], claims["period_end"]
    for column in ("period_start", "period_end"):
        given = claims[column].dropna()
        year = given.map(lambda text: str(FinancialYear(int(text[:4]))))
        yield "claims", column, given != year, "is not a financial year. Allowed: " + year
    message = "stands without a period_start. Allowed: both, or neither"
    yield "claims", "period_end", end.notna() & start.isna(), message
    message = 'is before period_start "' + start + '". Allowed: that year or later'
    yield "claims", "period_end", end < start, message
    message = "stands beside period_wording unstated. Allowed: empty"
    unstated = claims["period_wording"] == "unstated"
    yield "claims", "period_start", unstated & start.notna(), message
    message = "is another year, but recurrence is one_year. Allowed: " + start
    single = (claims["recurrence"] == "one_year") & start.notna()
    yield "claims", "period_end", single & (start != end), message


def _exclusions(frames):
    return _standing_once("excluded", frames["excluded"])


RULES = (_superlatives, _figures, _periods, _exclusions)
