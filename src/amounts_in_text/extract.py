"""Figures: money, per cent, percentage points, ratios and counts, each with its place."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import regex

from amounts_in_text.anchors import marks
from amounts_in_text.clean import clean
from amounts_in_text.heads import under_heads
from amounts_in_text.parts import parts
from amounts_in_text.patterns import AFTERWARDS, COUNTED, HEDGE, HEDGE_ENDS
from amounts_in_text.ranges import joined

_NEW_LINE = regex.compile(r"\n(?![a-z])")
_AFTER = frozenset("+- ")
_OLD = regex.compile(r"[ ][a-z]{3,6}[ ](?:old|ago)\b")
_LENGTHS = ("year", "month", "week", "day", "hour", "decade", "term")
_BRACKET = regex.compile(r" ?[\[(](?:about |around |approximately |or |some )?")


class Mention(NamedTuple):
    """One figure in a text: ``text[start:end]``.

    ``measure`` is money, percent, points, ratio or count. ``value`` is in whole units (pounds, per
    cent, people); for a ratio it is a fraction (1/3, or 2 for doubled). It is None where the text
    gives no exact number ("thousands") and where it cannot be read ("£3,5m"). ``upper`` is the
    other end of a range. ``hedge`` holds the words that make it less exact ("more than"), ``of``
    what is counted, ``converts`` whether a bracket gives the figure before it in another currency.
    """

    start: int
    end: int
    text: str
    measure: str
    value: Decimal | Fraction | None
    currency: str | None
    upper: Decimal | None = None
    hedge: str | None = None
    at_least: bool = False
    of: str | None = None
    converts: bool = False


def find(text):
    """Return every figure in a text, in order.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of Mention
        They never overlap.

    Examples
    --------
    >>> [(m.text, m.measure, int(m.value)) for m in find("£1.3m in 2019/20, up 33 per cent")]
    [('£1.3m', 'money', 1300000), ('33 per cent', 'percent', 33)]
    >>> [(m.value, m.hedge) for m in find("£3,5m, or nearly £2-3m")]
    [(None, None), (Decimal('2000000'), 'nearly')]
    """
    plain, places = clean(text)
    low, found = marks(plain)[0], []
    for part in joined(under_heads(parts(plain), plain), low):
        found.append(_mention(part, plain, low, found[-1] if found else None))
    found = _counting_the_same(found, low)
    if places is None:
        return found
    spans = [(places[one.start], places[one.end - 1] + 1) for one in found]  # before it was cleaned
    return [one._replace(start=start, end=end, text=text[start:end])
            for one, (start, end) in zip(found, spans, strict=True)]  # fmt: skip


def read_figure(figure_text):
    """Read a figure that stands alone, as in the column ``figure_text``.

    Returns
    -------
    Mention or None
        None where the text is not exactly one figure.
    """
    found = find(figure_text)
    whole = len(found) == 1 and found[0].text == figure_text.strip()
    return found[0] if whole else None


def _mention(part, text, low, before):
    """Return a part with the words around it."""
    start, end = part.start, part.end
    value, hedge, of, least = part.value, None, None, False
    if value is not None and part.measure != "ratio":
        value = _plain(value)
    hedged = low.endswith(HEDGE_ENDS, 0, start)  # "most" is the end of almost too
    if hedged and (said := HEDGE.match(low, max(0, start - 40), start)):
        hedge, least = text[said.start() : start].strip(), bool(said["least"])
    elif low[end : end + 1] in _AFTER and (said := AFTERWARDS.match(low, end)):
        hedge, least = said["said"].strip(" -"), True
    if part.measure == "count" and (said := COUNTED.match(low, end)):
        line = _NEW_LINE.search(text, end, said.end("noun"))
        stop = line.start() if line else said.end("noun")
        of = " ".join(text[said.start("noun") : stop].split()) or None
    if of and of.startswith(_LENGTHS) and not _OLD.match(low, end):
        least &= low[start - 5 : start] != "over " or hedge.lower() != "over"  # over two years
    currency = part.currency
    converts = bool(
        before and currency and before.currency not in (None, currency)
        and _BRACKET.fullmatch(low, before.end, start)
    )  # fmt: skip
    upper = None if part.upper is None else _plain(part.upper)
    return Mention(start, end, text[start:end], part.measure, value, currency, upper, hedge, least,
                   of, converts)  # fmt: skip


def _plain(value):
    """Return a decimal without an exponent and without idle noughts."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def _counting_the_same(found, low):
    """Give "three" in "from three to 43 youth workers" what the second figure counts."""
    for place in range(len(found) - 1, 0, -1):
        first, second = found[place - 1], found[place]
        counts = first.measure == second.measure == "count" and second.of and not first.of
        if counts and low[first.end : second.start].strip() in ("to", "-", "–", "and", "or"):
            found[place - 1] = first._replace(of=second.of)
    return found
