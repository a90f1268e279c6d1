"""Numbers under a head such as £000: their own digits are not their value."""

import re
from bisect import bisect_right

# A unit of money without a number: at the head of a column, in brackets, in a caption or a foot.
_HEAD = re.compile(
    r"£ ?[’'‘`]?(?:000s?|mn?|k|bn|million|billion|thousands?)(?![a-z0-9])"
    r"(?=\)?(?:[ \t]{0,40}+(?:(?-i:[|\n),;:%£A-Z(0-9]|$))|[ \t]{2}))",
    re.IGNORECASE,
)
_FOOT = re.compile(r"(?:figures|amounts|values|sums)(?: are)?(?: in)?:? ?$", re.IGNORECASE)
_PROSE = re.compile(
    r"\n[^\n|a-z]{0,40}+(?:[a-z’'-]{2,30}+[ ,]{1,4}+){7}|\n[ ]{0,40}+\n[ ]{0,40}+\n[ ]{0,40}+\n",
    re.IGNORECASE,
)
# What follows a cell; and, in the sentence of a head, what follows a number that counts nothing.
_CELL = re.compile(r"[)*\"]{0,2}(?:[ \t]{0,40}+(?:$|\||\n|\(?-?[0-9£])|[ ]?\t|[ ]{2}|[ ][/·] |,\")")
_LISTED = re.compile(r"\)?(?:[.,;:)]|$| (?:and|or|for|in)\b)")


def under_heads(parts, text):
    """Return parts; those that are cells under a head in thousands or millions have no number."""
    heads = list(_HEAD.finditer(text))
    if not heads:
        return parts
    ends = [head.end() for head in heads]
    stops = [match.start() for match in _PROSE.finditer(text)]
    for part in parts:
        if part.measure != "count" or part.factor != 1:
            continue
        place = bisect_right(ends, part.start)
        head, foot = (heads[place - 1] if place else None), _foot(heads[place:], text)
        if head and _block(stops, head.end()) == _block(stops, part.start):
            same = "\n" not in text[head.end() : part.start]
            within = _CELL.match(text, part.end) or (same and _LISTED.match(text, part.end))
        else:
            below = foot and _block(stops, foot) == _block(stops, part.start)
            within = below and _CELL.match(text, part.end)
        if within:
            part.unclear = True
    return parts


def _block(stops, place):
    """Return between which lines of prose a place lies."""
    return bisect_right(stops, place)


def _foot(heads, text):
    """Return where the next head stands if it is of what stands above: all figures £k."""
    foot = heads[0].start() if heads else None
    return foot if foot and _FOOT.search(text, max(0, foot - 20), foot) else None
