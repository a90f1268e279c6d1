"""Find the figures in a text, and find a quote in it.

A figure is an amount of money, a percentage or a count. Calendar dates, financial years, times,
ordinals and the digits of web addresses are not figures, nor is the word "one", which is nearly
always a pronoun; four digits from 1900 to 2099 without a comma are a year. This module reads
text only: no files, no tables.
"""

import re
from decimal import Decimal
from typing import NamedTuple

_UNITS = "two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {word: number for number, word in enumerate(f"{_UNITS} {_TEENS}".split(), start=2)}
_WORDS |= {word: 10 * number for number, word in enumerate(_TENS.split(), start=2)}
_SCALES = {
    "hundred": 10**2,
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "million": 10**6,
    "bn": 10**9,
    "billion": 10**9,
}
_CURRENCIES = {"£": "GBP", "$": "USD", "€": "EUR"}

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_DAY = r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?"
_WORD = (
    rf"(?:(?:{'|'.join(_TENS.split())})[- ](?:one|{'|'.join(_UNITS.split())})|{'|'.join(_WORDS)})"
)

# The first alternative that fits wins: what is not a figure is named first and passed over.
_TOKEN = re.compile(
    rf"""
    (?P<not_a_figure>
        (?:https?://|www\.)\S+
      | \b\d{{4}}-\d{{2}}-\d{{2}}\b                                         # 2019-03-08
      | \b{_DAY}\s+{_MONTH}(?:,?\s+\d{{4}})?\b                              # 25 March 2019
      | \b{_MONTH}\s+{_DAY}(?:,?\s+\d{{4}})?\b                              # Mar 15, 2022
      | \b(?:19|20)\d{{2}}\s?[/–-]\s?(?:20)?\d{{2}}\b | \b\d{{2}}/\d{{2}}\b   # 2019/20, 18/19
      | (?<![£$€.,\d])\b(?:19|20)\d{{2}}\b(?![.,]\d|\s?%|\s?per\s?cent)     # 2018
      | \b\d{{1,2}}(?::\d{{2}}(?:\s?[ap]m)?|(?:\.\d{{2}})?\s?[ap]m)\b          # 14:03, 9.30am
      | \b\d+(?:st|nd|rd|th)\b
    )
    | (?P<currency>[£$€])\s?(?P<amount>{_NUMBER})
        (?:\s?(?P<scale>k|m|bn|thousand|million|billion)\b)?
    | (?P<percent>\b(?:{_NUMBER})|\b{_WORD})\s?(?:%|per\s?cent\b)
    | \b(?P<count>{_NUMBER}|{_WORD}\b)(?:\s?(?P<count_scale>hundred|thousand|million|billion)\b)?
    | \b(?P<vague>dozens|hundreds|thousands|millions)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)

_ALIKE = str.maketrans("‘’‚‛“”„‟`´", "''''\"\"\"\"''")


class Mention(NamedTuple):
    """One figure in a text: ``text[start:end]``.

    ``measure`` is money, percent or count; ``value`` is in whole units (pounds, per cent, people)
    and None where the text gives no exact number ("thousands").
    """

    start: int
    end: int
    text: str
    measure: str
    value: Decimal | None
    currency: str | None


def _number(written):
    if written[0].isdigit():
        return Decimal(written.replace(",", ""))
    parts = re.split("[- ]", written.lower())
    return Decimal(sum(_WORDS.get(part, 1) for part in parts))


def find(text):
    """Return every figure in a text, in order.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of Mention

    Examples
    --------
    >>> [(m.text, m.measure, int(m.value)) for m in find("£1.3m in 2019/20, up 33 per cent")]
    [('£1.3m', 'money', 1300000), ('33 per cent', 'percent', 33)]
    """
    found = []
    for match in _TOKEN.finditer(text):
        part = match.groupdict()
        if part["not_a_figure"]:
            continue
        measure, value, currency = "count", None, None
        if part["currency"]:
            measure, currency = "money", _CURRENCIES[part["currency"]]
            value = _number(part["amount"]) * _SCALES.get((part["scale"] or "").lower(), 1)
        elif part["percent"]:
            measure, value = "percent", _number(part["percent"])
        elif part["count"]:
            value = _number(part["count"]) * _SCALES.get((part["count_scale"] or "").lower(), 1)
        found.append(Mention(*match.span(), match.group(), measure, value, currency))
    return found


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


def plain(text):
    """Return a text with white space and quotation marks made alike; nothing else is changed."""
    return re.sub(r"\s+", " ", text.translate(_ALIKE)).strip()


def places(quote, text):
    """Return where a quote stands in a text, as (start, end) in ``plain(text)``.

    White space and quotation marks may differ, digits and letters never.
    """
    return [match.span() for match in re.finditer(re.escape(plain(quote)), plain(text))]
