"""Cells of a table: a number under a head such as £000 has no value that its own digits give."""

import re
from bisect import bisect_right

import regex

# A head stands between the edges of cells, at the end of a line or before another head.
_HEAD = re.compile(
    r"£(?:(?:(?<=in£)|(?<=in £)|(?<=\(£)|(?<=\( £))[ ]?(?:m|000s?|k|million|thousands?)\)?"
    r"(?=[ ]{0,40}+(?:\n|$))"
    r"|[ ]?[’'‘`]?(?:000s?|m|k|mn|bn|million|billion|thousands?)(?=[ ]{0,40}+(?:\||\n|£|%|$)))",
    re.IGNORECASE,
)
_PROSE = regex.compile(
    r"\n[^\n|a-z]{0,40}+(?:[a-z’'-]{2,30}+[ ,]{1,4}+){7}|\n[ ]{0,40}+\n[ ]{0,40}+\n[ ]{0,40}+\n",
    regex.IGNORECASE,
)
_BARE = regex.compile(r"[)*]{0,2}[ ]{0,40}+(?:$|\||\n|\(?-?[0-9£])")


def under_heads(parts, text):
    """Return parts; those that are cells under a head in thousands or millions have no number."""
    heads = [match.end() for match in _HEAD.finditer(text)]
    if not heads:
        return parts
    stops = [match.start() for match in _PROSE.finditer(text)]
    for part in parts:
        head = bisect_right(heads, part.start) - 1
        if head < 0 or part.measure != "count" or part.factor != 1:
            continue
        stop = bisect_right(stops, heads[head])
        within = stop == len(stops) or stops[stop] >= part.start
        if within and _BARE.match(text, part.end):
            part.unclear = True
    return parts
