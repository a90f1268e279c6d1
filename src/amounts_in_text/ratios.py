"""What a ratio in words or figures stands for: a third, one in five, 1:8, doubled, tenfold."""

from fractions import Fraction

from amounts_in_text import numbers
from amounts_in_text.patterns import PARTS

_MULTIPLES = {"d": 2, "tw": 2, "tre": 3, "tri": 3, "q": 4, "h": Fraction(1, 2)}


def value(match):
    """Return the fraction that a match of ``RATIO`` stands for; None where it is no share."""
    if match["share"]:
        share = Fraction(numbers.small(match["share"]), numbers.small(match["of"]) or 1)
        return share if share <= 1 or match["to"] else None  # not nine in five
    if match["parts"]:
        part = PARTS.index(match["parts"].removesuffix("s")) + 3
        return Fraction(numbers.small(match["count"]), part)
    if match["half"] is not None:
        return Fraction(1, 2)
    if match["multiple"]:
        return Fraction(next(value for begin, value in _MULTIPLES.items()
                             if match["multiple"].startswith(begin)))  # fmt: skip
    fold = match["fold"]
    return Fraction(fold if "." in fold else numbers.small(fold))
