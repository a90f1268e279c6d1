"""Numbers as they are written, in digits or in words, as exact decimals."""

import re
from decimal import Decimal

from amounts_in_text.patterns import SCALES, TEENS, TENS, UNITS

_STRICT = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})++|[0-9]++)(?:[.·]([0-9]++))?|\.[0-9]++")
_LONGEST = 24
SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_SHARES = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.75")}
_PART_OF = re.compile(r"(?:(?:an?|one|three) )?(half|quarters?)(?: of)? (?:an?|one)\b")
_AND_PART = re.compile(r"and (?:an?|one|three) (half|quarters?)")
_WORDS = {word: number for number, word in enumerate(UNITS + TEENS, start=1)}
_WORDS |= {word: 10 * number for number, word in enumerate(TENS, start=2)}
_WORDS |= {"a": 1, "an": 1, "zero": 0, "nought": 0}


def digits(written, sign=None):
    """Return a number in digits, and a sign as ½, or None.

    It is None where commas or a point stand elsewhere than in a number in English (``3,5``), and
    where there are more digits than are kept exactly.
    """
    if len(written) > _LONGEST:
        return None
    match = _STRICT.fullmatch(written.replace(" ", ""))
    misplaced = not match or (sign and match[1]) or (written[0] == "0" and written[1:2].isdigit())
    if misplaced:
        return None
    return Decimal(match[0].replace(",", "").replace("·", ".")) + SIGNS.get(sign, 0)


def words(written):
    """Return a number in words: two and a half million, a quarter of a million, forty-three."""
    said = " ".join(re.findall("[a-z]+", written.replace("&nbsp;", " ")))
    if part := _PART_OF.match(said):
        return _SHARES[part[1]] * words("one" + said[part.end() :])
    total, current, scale = Decimal(0), Decimal(0), 1
    for word in _AND_PART.sub(r"\1", said).split():
        if word in ("hundred", "dozen"):
            current = (current or 1) * (100 if word == "hundred" else 12)
        elif word in SCALES:
            scale = SCALES[word]
            total, current = total + (current or 1) * scale, Decimal(0)
        elif word in _SHARES:  # two and a half million; a million and a half
            current, total = (
                (current + _SHARES[word], total)
                if not total
                else (current, total + _SHARES[word] * scale)
            )
        else:
            current += _WORDS.get(word, 0)
    return total + current


def small(written):
    """Return a whole number from one word or from digits."""
    return _WORDS.get(written) or int(written.replace(",", ""))
