"""Quotes: where one stands in a text, and how it is kept so that it is found again.

A quote is kept as W3C selectors (Web Annotation Data Model, sections 4.2.4 and 4.2.5): the figure
as ``exact``, the words of the quote before and after it as ``prefix`` and ``suffix``, and the place
of ``exact`` in the text. Thus no word of a document is kept that the quote does not hold anyway.
"""

import html
import re
from typing import NamedTuple

import rapidfuzz

_ALIKE = str.maketrans("‘’‚‛“”„‟`´", "''''\"\"\"\"''", "\u200b\u2060\ufeff\u00ad")
_NEAR = 75  # per cent of likeness from which other words are worth suggesting


class Selector(NamedTuple):
    """TextQuoteSelector and TextPositionSelector of a claim; no place where the text is not known.

    ``start`` and ``end`` count the characters of ``plain(text)``.
    """

    exact: str
    prefix: str
    suffix: str
    start: int | None = None
    end: int | None = None


def plain(text):
    """Return a text with white space, quotation marks and entities made alike.

    Nothing else is changed: no digit, no letter, no dash.
    """
    if "&" in text:
        text = html.unescape(text)
    return re.sub(r"\s+", " ", text.translate(_ALIKE)).strip()


def places(quote, text):
    """Return where a quote stands in a text, as (start, end) in ``plain(text)``.

    White space, quotation marks and entities may differ, digits and letters never: a quote that
    begins or ends within a word or a number of the text does not stand there.
    """
    quote = plain(quote)
    if not quote:
        return []
    before = r"(?<!\w)(?<![0-9][.,])" if quote[0].isalnum() else ""
    after = r"(?!\w)(?![.,][0-9])" if quote[-1].isalnum() else ""
    pattern = before + re.escape(quote) + after
    return [match.span() for match in re.finditer(pattern, plain(text))]


def nearest(quote, text):
    """Return the words of a text that are most like a quote that does not stand in it, or None.

    It is only a suggestion: such words may differ in a digit, which no measure of likeness minds.
    """
    quote, text = plain(quote), plain(text)
    found = rapidfuzz.fuzz.partial_ratio_alignment(quote, text, score_cutoff=_NEAR)
    if not found or not text:
        return None
    start = text.rfind(" ", 0, found.dest_start + 1) + 1
    end = text.find(" ", max(found.dest_end - 1, start))
    return text[start : end if end >= 0 else len(text)]


def selector(quote, exact, text=None):
    """Return the selectors of a quote whose figure (or superlative) is ``exact``.

    Without a text, or where the quote does not stand in it, they hold no place.
    """
    quote, exact = plain(quote), plain(exact)
    at = next((start for start, _ in places(exact, quote)), quote.find(exact))
    parts = Selector(exact, quote[:at], quote[at + len(exact) :])
    if text is None or not (found := places(quote, text)):
        return parts
    start = found[0][0] + at
    return parts._replace(start=start, end=start + len(exact))
