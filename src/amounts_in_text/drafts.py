"""Draft rows of claims.csv from a text: what it states about each figure, for a coder to finish.

What the words next to a figure do not state is ``unstated``; what only a reader can say (purpose,
service, family, speaker) always is.
"""

import re
from bisect import bisect_right
from typing import NamedTuple

import amounts_in_text as mentions
from amounts_in_text.boilerplate import furniture

UNSTATED = (
    *("family", "purpose_wording", "service", "period_wording", "recurrence", "flow", "stage"),
    *("baseline", "speaker", "voice"),
)
_END = re.compile(
    r"(?<![ .]c)(?<!\bCllr)(?<!\bMr)(?<!\bMrs)(?<!\bNo)[.!?]+[\"”’')\]]*\s+(?=[A-Z“‘\"£•(\[])|\n+"
)
_CLAUSE = re.compile(r"[,;:()\[\]–—](?![0-9])| - ")
_CHANGE = re.compile(
    r"\b(?:increas|rais|ris|rose|boost|grow|grew|cut|reduc|fall|fell|drop|declin|decreas|shrink|up|"
    r"down|lower|higher|hike|jump)\w*\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s*(?:more|extra)\b")
_AGAINST = re.compile(r"(?:compared (?:to|with)|than(?: in)?|up from|down from)(?: the)? $")
_OVER = re.compile(r"(?:over|across|throughout|during)\b.*(?:years|decade|period)", re.I | re.S)
_QUOTE = 20  # words


class Draft(NamedTuple):
    """A figure or a superlative with its row, its sentence, and what looks odd about its place."""

    row: dict
    start: int
    end: int
    sentence: str
    at: int  # where in the sentence it begins
    furniture: str | None
    mention: mentions.Mention | mentions.Wording


def drafts(text, document_id):
    """Return a draft for each figure and each superlative of a text, in order.

    Parameters
    ----------
    text : str
    document_id : str
        Goes into the rows.

    Returns
    -------
    list of Draft
    """
    figures, words = mentions.find(text), mentions.wordings(text)
    ends = [match.end() for match in _END.finditer(text)]
    odd = furniture(text)
    starts = [line[0] for line in odd]
    nouns = [word for word in words if word.kind == "superlative"]
    rows = []
    for number, one in enumerate(sorted([*figures, *nouns], key=lambda one: one.start), start=1):
        before = bisect_right(ends, one.start)
        first = ends[before - 1] if before else 0
        last = ends[before] if before < len(ends) else len(text)
        line = bisect_right(starts, one.start) - 1
        why = odd[line][2] if line >= 0 and odd[line][1] > one.start else None
        row = {"claim_id": f"{document_id}-{number}", "document_id": document_id}
        row |= {"quote": _quote(text, first, last, one), "at_least": "false"}
        row |= dict.fromkeys(UNSTATED, "unstated")
        if isinstance(one, mentions.Wording):
            row |= {"superlative": one.text, "superlative_of": one.of or "unstated",
                    "baseline": one.baseline or "unstated"}  # fmt: skip
        else:
            row |= _figure(one) | _stated(text, first, last, one, figures, words)
        row["note"] = "; ".join(_notes(one, why))
        sentence = text[first:last].rstrip()
        rows.append(Draft(row, one.start, one.end, sentence, one.start - first, why, one))
    return rows


def _figure(one):
    known = one.value is not None and one.measure != "ratio"
    return {
        "figure_text": one.text,
        "measure": one.measure,
        "value": f"{abs(one.value):f}" if known else "",
        "at_least": "true" if one.at_least else "false",
        "currency": one.currency or "",
    }


def _notes(one, why):
    yield f"characters {one.start} to {one.end}"
    if isinstance(one, mentions.Mention):
        if one.value is None:
            yield "no exact number, or not read"
        elif one.value < 0:
            yield "with a minus sign"
        if one.upper is not None:
            yield f"a range, to {one.upper:f}"
        if one.hedge:
            yield f"“{one.hedge}”"
        if one.of:
            yield f"of {one.of}"
        if one.converts:
            yield "the figure before it in another currency"
    if why:
        yield f"page furniture? {why}"


def _quote(text, first, last, one):
    """Return at most 20 words of the sentence in which the figure stands once."""
    start = first + len(text[first:last]) - len(text[first:last].lstrip())
    while one.start > start and not text[one.start - 1].isspace():
        one = one._replace(start=one.start - 1)
    before, after = text[start : one.start].split(), text[one.start : last].split()
    own = max(1, len(one.text.split()))
    for most in (_QUOTE, 14, 10, 6, 3, 0):
        lead = max(min(len(before), (most - own) // 2), min(len(before), most - len(after)), 0)
        words = before[len(before) - lead :] + after[: max(own, most - lead)]
        quote = " ".join(words[:_QUOTE])
        if (
            not isinstance(one, mentions.Mention)
            or [found.text for found in mentions.find(quote)].count(" ".join(one.text.split())) == 1
        ):
            break
    return quote


def _stated(text, first, last, one, figures, words):
    """Return what the words of its clause, up to the next figures, state about a figure."""
    place = figures.index(one)
    others = [other for other in figures if other.measure != "count" and not other.converts]
    end = one.end
    if place + 1 < len(figures) and figures[place + 1].converts:
        end = figures[place + 1].end + 1
    left = max([first, *(other.end for other in others if other.end <= one.start)])
    right = min([last, *(other.start for other in others if other.start >= end)])
    for match in _CLAUSE.finditer(text, left, one.start):
        left = match.end()
    if match := _CLAUSE.search(text, end, right):
        right = match.start()
    near = [word for word in words if left <= word.start and word.end <= right
            and not (word.start < one.end and one.start < word.end)]  # fmt: skip
    row, ahead, behind = {}, text[left : one.start], text[end:right]
    for word in sorted(near, key=lambda word: -abs(word.start - one.start)):
        if word.kind == "recurrence" and word.means == "each_year":
            row["recurrence"] = "each_year"
        elif word.kind == "period" and _AGAINST.search(text[left : word.start]):
            row |= {"baseline": word.text} if word.start > one.start else {}
        elif word.kind == "period":
            row |= {"period_wording": " ".join(word.text.split()),
                    "period_start": word.first or "", "period_end": word.last or ""}  # fmt: skip
        elif word.means == "total" and word.start < one.start:
            row["flow"] = "total"
        elif word.means == "extra" and word.start < one.start:
            row["flow"] = "extra"
        if word.text.lower() == "on top of" and word.start > one.start:
            row["on_top_of"] = text[word.end : right].strip()
    if _MORE.match(behind):
        row["flow"] = "extra"
    elif one.measure in ("percent", "points", "ratio") and (
        _CHANGE.match(behind.lstrip())
        or (ahead.rstrip().endswith((" by", " of")) and _CHANGE.search(ahead))
    ):
        row["flow"] = "change"
    if one.measure == "money" and "recurrence" not in row:
        if row.get("period_start") and row["period_start"] == row["period_end"]:
            row["recurrence"] = "one_year"
        elif _OVER.match(row.get("period_wording", "")):
            row["recurrence"] = "cumulative"
    return row
