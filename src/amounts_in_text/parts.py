"""Each figure of a text by itself, before ranges are put together and words around it are read."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from amounts_in_text import numbers, patterns, ratios
from amounts_in_text.anchors import marks, words
from amounts_in_text.names import AGE, counts_nothing, heads, named

_DOLLARS = {"us": "USD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "nz": "NZD", "hk": "HKD"}
_SHORT = ("mill", "mil", "m", "k", "b")
_LETTERS = re.compile("[a-z]{0,2}$")
_WHOLE = re.compile(r"[0-9]++(?:[.,][0-9]++)*+")
_PENNY = Fraction(1, 100)
# What follows the first number of a ratio: a quick look before the pattern is tried.
_OF_OTHERS = (" in ", " out of ", " times ", "-fold", "fold", " fold", ":")
_OF_OTHERS += tuple(f"{gap}{part}" for part in patterns.PARTS for gap in " -")
_NO_PENCE = ("480p", "720p", "1080p")  # of a screen
_BEFORE = "abcdefghijklmnopqrstuvwxyz_@#"


@dataclass(slots=True)
class Part:
    """One figure as ``level(text)[start:end]``: a number times what m, bn or p make of it."""

    start: int
    end: int
    measure: str
    number: Decimal | Fraction | None
    factor: int | Fraction = 1
    currency: str | None = None
    by_sign: bool = False  # the sign of a currency stands before it
    unclear: bool = False  # 50m: metres or millions
    only_in_range: bool = False  # "one" is a figure only in "one to two per cent"
    upper: Decimal | None = None

    @property
    def value(self):
        """The figure in whole units; None where it cannot be read."""
        if self.number is None or self.unclear or self.measure == "ratio":
            return None if self.unclear else self.number
        return self.number * self.factor if self.factor != _PENNY else self.number / 100


def parts(text):
    """Return the parts of a text in order."""
    low, places = marks(text)
    found, end = [], 0
    for at, first in sorted(places + words(text)[0]):
        if at < end:
            continue
        part = None
        if "0" <= first[0] <= "9":
            part, end = _from_digit(text, low, at)
        elif first in patterns.CURRENCIES or first[0] in "£$€&":
            part = _amount(text, low, at)
        elif first in ("http", "https", "www"):
            if address := patterns.ADDRESS.match(low, at):
                end = address.end()
        else:
            part, end = _from_word(text, low, at, first, end)
        if part:
            found.append(part)
            end = part.end
    return found


def _from_digit(text, low, at):
    """Return the part that begins with a digit, or None, and where to go on."""
    before = low[at - 1] if at else " "
    if before in _BEFORE or before.isalpha():
        return None, _WHOLE.match(low, at).end()
    passed = patterns.NOT_A_FIGURE.match(low, at)
    may = low.find("may", max(0, at - 5), passed.end()) if passed else -1
    if passed and (may < 0 or text[may] != "m"):  # not where the 10 may apply
        return None, at + 4 if heads(low, at) else passed.end()
    if end := named(text, low, at):
        return None, end
    ratio = low.startswith(_OF_OTHERS, _WHOLE.match(low, at).end()) and patterns.RATIO.match(
        low, at
    )
    if ratio and (part := _ratio(ratio)):
        return part, part.end
    part = _quantity(text, low, at - (before == "." and not low[at - 2 : at - 1].isalnum()))
    return None if _names(text, low, part) else part, part.end


def _names(text, low, part):
    """Return whether a part is a plain number that counts nothing."""
    plain = part and part.measure == "count" and part.factor == 1
    code = plain and low[part.start] == "0" and low[part.start + 1 : part.start + 2].isdigit()
    return code or (plain and counts_nothing(text, low, part.start, part.end))


def _from_word(text, low, at, first, end):
    """Return the part that begins with a word, the longer of two ways, and where to go on."""
    if (at and low[at - 1].isalpha()) or (first == "one" and not patterns.ONE.match(low, at)):
        return None, end
    if first in patterns.AFTER_A and (article := patterns.BACK.match(low, max(0, at - 5), at)):
        at = article.start()
    if first in patterns.PLAIN and (age := AGE.match(low, at)):
        return None, age.end()
    part, ratio = _quantity(text, low, at), None
    if first not in patterns.PLAIN or low.startswith(_OF_OTHERS, at + len(first)):
        ratio = patterns.RATIO.match(low, at)
    if ratio and (part is None or ratio.end() >= part.end) and (share := _ratio(ratio)):
        part = share
    elif part is None and (vague := patterns.VAGUE.match(low, at)):
        part = _vague(vague)
    elif _names(text, low, part):
        return None, part.end
    return part, part.end if part else end


def _vague(match):
    """Return a few thousand, dozens, hundreds of pounds as a part; None for few alone."""
    unit = match["unit"] or ""
    if unit == "pounds" or match["pounds"] or "pounds" in match[0]:
        return Part(*match.span(), "money", None, currency="GBP")
    if unit.startswith("per"):
        return Part(*match.span(), "percent", None)
    return Part(*match.span(), "count", None) if unit or not match["few"] else None


def _ratio(match):
    """Return a ratio as a part; None for nine in five, which is no share of anything."""
    value = ratios.value(match)
    end = match.start() + 4 if match["half"] is not None else match.end()  # without its "of the"
    return None if value is None else Part(match.start(), end, "ratio", value)


def _quantity(text, low, at):
    """Return a number with its unit, in digits or in words."""
    match = patterns.QUANTITY.match(low, at)
    if match and match["scale"] in _SHORT and "\n" in text[at : match.end()]:
        match = patterns.QUANTITY.match(
            low, at, text.index("\n", at)
        )  # the next line begins with Mill
    if not match:
        return None
    number, scale = _number(match), match["scale"]
    if match["words"]:  # the million of three million is its scale too
        scale = match["words"].replace("-", " ").split()[-1]
        number /= patterns.SCALES.get(scale, 1)
    part = Part(*match.span(), "count", number, patterns.SCALES.get(scale, 1))
    if match["points"] or match["percent"]:
        part.measure = "points" if match["points"] else "percent"
        _sign(part, text, low)
    elif match["money"] and match[0] not in _NO_PENCE:
        unit = match["money"].replace("-", " ").split()[-1]
        part.measure, part.currency = "money", patterns.CURRENCIES[unit]
        if unit in ("p", "pence", "penny"):
            part.number, part.factor = number and number * part.factor, _PENNY
    elif match["digits"]:
        short = scale in ("m", "k") and not patterns.BUYS.match(low, part.end)
        part.unclear = short or low[part.end : part.end + 1] in tuple("mkbt")
    else:
        part.only_in_range = match[0] == "one"
    return part


def _number(match):
    if match["words"]:
        return numbers.words(match["words"])
    if match["alone"]:
        return numbers.SIGNS[match["alone"]]
    return numbers.digits(match["digits"], match["part"])


def _sign(part, text, low):
    """Take in a minus sign before a part.

    A hyphen at the beginning of a line is the dot of a list; an en dash may be a minus or a dash.
    """
    start = part.start
    if low.endswith("minus ", 0, start):
        sign, length = "minus", 6
    else:
        sign, length = low[start - 1 : start], 1
        if sign not in ("-", "−", "–") or not _apart(text, start - 1):
            return
    if part.number is not None:
        part.number = None if sign == "–" else -part.number
    part.start -= length if sign != "–" else 0


def _apart(text, place):
    """Return whether a mark stands within a line, after a space or a bracket."""
    if text[place] == "−":
        return True
    within = text[max(0, place - 80) : place].rpartition("\n")[2]
    return bool(within.strip()) and (within[-1].isspace() or within[-1] == "(")


def _amount(text, low, at):
    """Return an amount that a sign of a currency begins."""
    match = patterns.AMOUNT.match(low, at)
    if not match:
        vague = patterns.VAGUE.match(low, at)
        currency = patterns.CURRENCIES.get(low[at])
        return Part(*vague.span(), "money", None, currency=currency) if vague and currency else None
    start, end = match.span()
    if match["tail"]:
        end = match.start("tail")
    currency, written = patterns.CURRENCIES[match["money"]], match["digits"]
    if match["money"] == "$":
        code = _LETTERS.search(low, max(0, at - 2), at)[0]
        if code in _DOLLARS:
            currency, start = _DOLLARS[code], at - len(code)
    if written and set(written) == {"0"} and len(written) > 1:
        return None  # the head of a table: £000
    part = Part(
        start, end, "money", _number(match), patterns.SCALES.get(match["scale"], 1), currency, True
    )
    if written and _unclear(match, part.factor):
        part.number = None
    elif (match["minus"] or match["open"]) and part.number is not None:
        part.number = None if match["minus"] == "–" else -part.number
    else:
        _sign(part, text, low)
    return part


def _unclear(match, scale):
    """Return whether an amount could be read in two ways, or is followed by what is not known."""
    point = match["digits"].replace("·", ".").partition(".")
    thousands = scale == 1 and len(point[2]) == 3 and point[0].strip("0")
    tail = match["tail"] or ""
    other = tail and (len(tail) == 1 or tail[0] in "/.,·mkb")
    return bool(thousands or match["groups"] or other)
