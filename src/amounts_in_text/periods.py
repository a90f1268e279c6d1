"""Which period belongs to a figure: the one that the words of its clause tie to it."""

import re

_CLAUSE = re.compile(r"[,;:()\[\]–—](?![0-9])| - ")
AGAINST = re.compile(r"(?:compared (?:to|with)|than(?: in)?|up from|down from)(?: the)? $")
_BREAK = re.compile(r"[;:–—](?![0-9])| - |\b(?:that|which|whom|whose|who|when)\b", re.I)
_BRACKETS = re.compile(r"\([^()]{0,400}\)")


def period(text, sentence, one, window, clause, words, before):
    """Return the period that belongs to a figure, or None.

    One that follows it comes first, in its clause and then beyond a comma; then one before it that
    no other figure stands nearer to; then the one with which the sentence begins.
    """
    left, right = window
    first, last = sentence
    shown = _hidden(text[first:last], one.start - first)
    periods = [word for word in words if word.kind == "period"
               and not (word.start < one.end and one.start < word.end)
               and shown[word.start - first] != "_"
               and not AGAINST.search(text[first : word.start])]  # fmt: skip
    ahead = [word for word in periods if left <= word.start and word.end <= one.start]
    if before and clause[0] == left:
        ahead = [word for word in ahead if " and " in text[left : word.start]]
    ahead = [word for word in ahead if word.start >= clause[0]]
    stop = _first_mark(_BREAK, text, one.end, right)
    for end in (min(clause[1], stop), stop):
        found = [word for word in periods if one.end <= word.start and word.end <= end]
        if found and not (ahead and " and " in text[one.end : found[0].start]):
            return found[0]
    if ahead:
        return ahead[-1]
    lead = periods[0] if periods else None
    if lead and lead.end <= one.start:
        opens = not text[first : lead.start].strip(" \n\t•·-*“\"‘'()abcdefgh")
        if opens or (text[lead.end : lead.end + 1] == "," and lead.start - first < 40):
            return lead
    return None


def last_mark(text, start, end):
    """Return where the clause begins that ends at a place; what is in brackets is passed over."""
    plain = _hidden(text[start:end])
    return start + max((match.end() for match in _CLAUSE.finditer(plain)), default=0)


def clause_end(text, start, end):
    """Return where the clause ends that begins at a place."""
    return _first_mark(_CLAUSE, text, start, end)


def _first_mark(pattern, text, start, end):
    """Return where a clause ends that begins at a place; what is in brackets is passed over."""
    match = pattern.search(_hidden(text[start:end]))
    return start + match.start() if match else end


def _hidden(text, kept=-1):
    """Return a text without what stands in brackets, but for those around one place."""

    def hide(match):
        around = match.start() < kept < match.end()
        return match[0] if around else "_" * len(match[0])

    return _BRACKETS.sub(hide, text) if "(" in text else text
