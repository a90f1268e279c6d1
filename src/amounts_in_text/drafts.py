"""Draft rows of claims.csv from a text: what it states about each figure, for a coder to finish.

What the words next to a figure do not state is ``unstated``, and so is what only a reader can say
(purpose, family, speaker); where something must be said (service, voice), it is ``to code``.
"""

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

import amounts_in_text
from amounts_in_text.anchors import spaced
from amounts_in_text.boilerplate import furniture
from amounts_in_text.flow import flow
from amounts_in_text.periods import PRICE, against, clause_end, last_mark, period

UNSTATED = ("family", "purpose_wording", "period_wording", "recurrence", "flow", "stage",
            "baseline", "speaker")  # fmt: skip
TO_CODE = ("service", "voice")
# It begins with the mark, so that no other letter is looked at.
_END = re.compile(
    r"[.!?\n](?:(?<=\n)\n*|(?<![ .]c.)(?<!\bCllr.)(?<!\bMr.)(?<!\bMrs.)(?<!\bNo.)(?<![.!?].)"
    r"[.!?]*+[\"”’')\]]*+\s++(?=[A-Z“‘\"£•(\[]))"
)
_OVER = re.compile(
    r"(?:over|across|throughout|during|for the|in the (?:coming|next|last|past|(?=\w+ years to)))\b"
    r".*(?:years|decade|period|life|lifetime|parliament|[0-9]–[0-9]|[0-9]{4}-[0-9]{4}"
    r"|[0-9] (?:to|and|[-–]) 20[0-9]{2})|between now and",
    re.IGNORECASE | re.DOTALL,
)
# Pay has grown each year and was £3m.
_AND_IS = re.compile(r"\band (?:now |then )?(?:is|are|was|were|has|had|stands?|stood|will)\b")
_HAVE = re.compile(r"\b(?:ha(?:ve|s|d)|[’']ve)\b[^.;:]{0,40}$", re.IGNORECASE)
_BACK = re.compile(r"\s*[“\"(]?(?:This|That|These|Those|It|They|Both|Which)\b")
_REACH = 1500  # characters to either side of a figure in which its sentence is looked for
_QUOTE = 20  # words


class Draft(NamedTuple):
    """A figure or a superlative with its row, its sentence, and what looks odd about its place."""

    row: dict
    start: int
    end: int
    sentence: str
    at: int  # where in the sentence it begins
    furniture: str | None
    mention: amounts_in_text.Mention | amounts_in_text.Wording


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
    figures, words = amounts_in_text.find(text), _together(text, amounts_in_text.wordings(text))
    ends = [match.end() for match in _END.finditer(text)]
    odd = furniture(text)
    starts = [line[0] for line in odd]
    nouns = [word for word in words if word.kind == "superlative"]
    places, said = [one.start for one in figures], [word.start for word in words]
    rows, flat = [], spaced(text)  # in one line, once for all sentences
    for number, one in enumerate(sorted([*figures, *nouns], key=lambda one: one.start), start=1):
        sentence = _sentence(ends, one.start, len(text))
        first, last = sentence
        line = bisect_right(starts, one.start) - 1
        why = odd[line][2] if line >= 0 and odd[line][1] > one.start else None
        row = {"claim_id": f"{document_id}-{number}", "document_id": document_id}
        row |= {"quote": _quote(text, first, last, one), "at_least": "false"}
        row |= dict.fromkeys(UNSTATED, "unstated") | dict.fromkeys(TO_CODE, "to code")
        if isinstance(one, amounts_in_text.Wording):
            row |= {"superlative": one.text, "superlative_of": one.of or "unstated",
                    "baseline": one.baseline or "unstated"}  # fmt: skip
        else:
            own = words[bisect_left(said, first) : bisect_left(said, last)]
            beside = _beside(figures, bisect_left(places, one.start), sentence, own)
            row |= _figure(one) | _stated(text, flat, sentence, one, beside, own)
        row["note"] = "; ".join([*_notes(one, why), *_tied(text, ends, first)])
        whole = text[first:last].rstrip()
        rows.append(Draft(row, one.start, one.end, whole, one.start - first, why, one))
    return rows


def _sentence(ends, place, length):
    """Return where the sentence begins and ends in which a place lies, as far as it matters."""
    before = bisect_right(ends, place)
    first, last = ends[before - 1] if before else 0, ends[before] if before < len(ends) else length
    return max(first, place - _REACH), min(last, place + _REACH)


def _beside(figures, place, sentence, words):
    """Return the figures before and after one in its sentence.

    One in another currency is passed over, and one within a period, as the four of four years is.
    """
    first, last = sentence
    periods = [word for word in words if word.kind == "period"]

    def counts(other):
        within = any(word.start <= other.start < word.end for word in periods)
        return not other.converts and not within

    before = after = None
    for other in reversed(figures[max(0, place - 4) : place]):
        if other.start >= first and counts(other):
            before = other
            break
    for other in figures[place + 1 : place + 5]:
        if other.start < last and counts(other):
            after = other
            break
    return before, after


def _together(text, words):
    """Return wordings; two periods side by side are one, as during this period in 2013/14 is."""
    done = []
    for word in words:
        last = done[-1] if done else None
        beside = last and last.kind == word.kind == "period" and word.start - last.start < 60
        if beside and text[last.end : word.start] == " ":
            whole, years = text[last.start : word.end], (word.first or last.first, word.last)
            done[-1] = last._replace(end=word.end, text=whole, first=years[0], last=years[1])
        else:
            done.append(word)
    return done


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
    if isinstance(one, amounts_in_text.Mention):
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


def _tied(text, ends, first):
    """Give the end of the sentence before, where the one that begins here points back to it."""
    number = bisect_left(ends, first)
    if _BACK.match(text, first) and number < len(ends) and ends[number] == first:
        begins = max(ends[number - 1] if number else 0, first - _REACH)
        if words := text[begins:first].split():
            yield f"after “{' '.join(words[-_QUOTE:])}”"


def _quote(text, first, last, one):
    """Return at most 20 words of the sentence in which the figure stands once."""
    start = first + len(text[first:last]) - len(text[first:last].lstrip())
    ahead = text[start : one.start]
    begun = one.start - (len(ahead.split()[-1]) if ahead[-1:].strip() else 0)
    before, after = text[start:begun].split(), text[begun:last].split()
    whole = " ".join(one.text.split())
    own = max(1, len(one.text.split()))
    for most in (_QUOTE, 14, 10, 6, 3, 0):
        lead = max(min(len(before), (most - own) // 2), min(len(before), most - len(after)), 0)
        words = before[len(before) - lead :] + after[: max(own, most - lead)]
        quote = " ".join(words[:_QUOTE])
        if not isinstance(one, amounts_in_text.Mention) or quote.count(whole) == 1:
            break
    return quote


def _stated(text, flat, sentence, one, beside, words):
    """Return what the words of its sentence state about a figure.

    ``flat`` is the text in one line, ``sentence`` where it begins and ends, ``beside`` the figures
    before and after it in it, ``words`` the wordings of the sentence.
    """
    first, last = sentence
    before, after = beside
    row = {}
    left, right = before.end if before else first, after.start if after else last
    moves, baseline = flow(one, flat[first:last], one.start - first, before, after)
    row |= {"flow": "total" if moves == "level" else moves} if moves else {}
    row |= {"baseline": baseline} if baseline else {}
    near = [word for word in words if left <= word.start and word.end <= right
            and not (word.start < one.end and one.start < word.end)]  # fmt: skip
    clause = (last_mark(text, left, one.start), clause_end(text, one.end, right))
    for word in near:
        inside = clause[0] <= word.start and word.end <= clause[1]
        its = not before or text[before.end : word.start].strip(" -")  # else of the one before
        its = its and not _AND_IS.search(text, word.end, one.start)
        if inside and its and word.kind == "recurrence" and word.means == "each_year":
            row["recurrence"] = "each_year"
        if inside and word.text.lower() == "on top of" and word.start > one.start:
            row["on_top_of"] = text[word.end : clause[1]].strip()
    other = next((word for word in near if word.kind == "period" and word.start >= one.end
                  and against(text, left, word.start)), None)  # fmt: skip
    if other and "baseline" not in row:
        row["baseline"] = other.text
    own = period(text, sentence, one, (left, right), clause, words, beside)
    if own:
        row |= {"period_wording": " ".join(own.text.split()),
                "period_start": own.first or "", "period_end": own.last or ""}  # fmt: skip
    if one.measure == "money" and "recurrence" not in row and not PRICE.match(text, one.end):
        row |= _recurs(row, moves, flat[left : one.start])
    return row


def _recurs(row, moves, ahead):
    """Return the recurrence of money by its period, where its words tell."""
    said = row.get("period_wording", "")
    if row.get("period_start") and row["period_start"] == row["period_end"]:
        return {"recurrence": "one_year"}
    if "each of" in said:
        return {"recurrence": "each_year"}
    if said.endswith(("financial year", "financial year just ended")):
        return {"recurrence": "one_year"}
    total = _OVER.match(said) or (said.lower().startswith("since") and _HAVE.search(ahead))
    return {"recurrence": "cumulative"} if total and moves != "level" else {}
