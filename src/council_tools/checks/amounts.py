"""Check the figures that claims and exclusions give: against their quotes, and their years."""

import re
from decimal import Decimal

import pandas as pd

import amounts_in_text
from council_record.financial_year import FinancialYear
from council_tools.checks import selectors

_YEARS = re.compile(
    r"\b(?:20)?[0-9]{2}[/-](?:20)?[0-9]{2}\b|\bsince (?:19|20)[0-9]{2}\b", re.IGNORECASE
)
_NEAR = 10  # years between a document and a period that its words do not date


def _superlatives(frames):
    claims = frames["claims"]
    worded = claims["figure_text"].isna()
    message = "and figure_text are empty. Allowed: a figure or a superlative"
    yield "claims", "superlative", worded & claims["superlative"].isna(), message
    message = "stands without a figure_text. Allowed: empty, or give the figure"
    for column in ("measure", "value", "currency"):
        yield "claims", column, worded & claims[column].notna(), message
    message = "stands without a figure_text. Allowed: false"
    yield "claims", "at_least", worded & claims["at_least"].astype("boolean"), message
    alone = claims["superlative"].isna() != claims["superlative_of"].isna()
    message = "does not fit superlative. Allowed: what is called so if that is given, else empty"
    yield "claims", "superlative_of", alone, message
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


def _years_of_words(frames):
    """Check coded years against those that the words name, or against the day of the document."""
    claims, documents = frames["claims"], frames["documents"].set_index("document_id")
    published = claims["document_id"].map(documents["published"].dt.year)
    claims = claims.assign(published=published)
    named = [bool(amounts_in_text.wordings(words)[:1]) and bool(_YEARS.search(words))
             for words in claims["period_wording"].map(selectors.plain)]  # fmt: skip
    message = 'is empty, but the words "' + claims["period_wording"] + '" name it'
    lacking = pd.Series(named, claims.index, dtype=bool) & claims["period_start"].isna()
    yield "claims", "period_start", lacking, message
    claims = claims.dropna(subset=["period_start", "period_end"], how="all")
    allowed = [_years(*cells) for cells in zip(
        claims["period_wording"], claims["published"], strict=True)]  # fmt: skip
    for place, column in enumerate(("period_start", "period_end")):
        within = [years[place] for years in allowed]
        bad = [pd.notna(year) and not first <= int(year[:4]) <= last
               for year, (first, last) in zip(claims[column], within, strict=True)]  # fmt: skip
        told = [str(FinancialYear(first)) if first == last
                else f"{FinancialYear(first)} to {FinancialYear(last)}"
                for first, last in within]  # fmt: skip
        message = 'does not fit the words "' + claims["period_wording"] + '". Allowed: '
        message += pd.Series(told, claims.index, dtype="str") + ". Look at the text again"
        yield "claims", column, pd.Series(bad, claims.index, dtype=bool), message


def _years(words, published):
    """Return between which years the first and the last financial year of a period must begin.

    A year that the words name is taken at its word, and a plain one with the financial year that
    ends in it. Last and next years lie near the document.
    """
    named = [one for one in amounts_in_text.wordings(selectors.plain(words)) if one.first]
    near = (published - _NEAR, published + _NEAR)
    if named:
        first, last = int(named[0].first[:4]), named[-1].last
        return (first, first), (int(last[:4]),) * 2 if last else (first, published + _NEAR)
    if plain := [int(year) for year in re.findall(r"\b(?:19|20)[0-9]{2}\b", words)]:
        return (plain[0] - 1, plain[0]), (plain[-1] - 1, plain[-1])
    return near, near


def _exclusions(frames):
    yield from _standing_once("excluded", frames["excluded"])
    rows, about = frames["excluded"], frames["documents"].set_index("document_id")
    added = rows["reason"].astype("str") == "republisher_addition"
    kept = rows["document_id"].map(about["kind"]).astype("str") == "republished"
    message = "is a reason for documents of kind republished only. Allowed: another reason"
    yield "excluded", "reason", added & ~kept, message


RULES = (_superlatives, _figures, _periods, _years_of_words, _exclusions)
