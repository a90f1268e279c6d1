"""Which period belongs to a figure: the one that the words of its clause tie to it."""

import re

_CLAUSE = re.compile(r"[,;:()\[\]–—](?![0-9])| - ")
_AGAINST = re.compile(r"\b(?:compared (?:to|with)|than(?: in)?|up from|down from|on)(?: the)? $")
_BREAK = re.compile(
    r"[;:–—](?![0-9])| - |\b(?:that|which|whom|whose|who|when|"
    r"and (?:will|would|is|was|are|were|ha[sd]|have|may|must))\b",
    re.IGNORECASE,
)
# Carers who stay for two years get £3,000: the years are of the clause within.
_WHO = re.compile(r"\b(?:who|which|that|whose)\b[^.,;:]{1,40} $")
_VERB = re.compile(r" (?:get|have|can|may|must|(?:will|would|could|is|are|was|were|has|had)\b)")
_AND = re.compile(r"\band\b")
_AND_A = re.compile(r"\band (?:an?|the|its|their)\b")
# A year that heads a figure, and one in brackets behind it.
_STOP = re.compile(r";|\w{2}\. |\n")
_LABEL = re.compile(
    r"(?:(?: alone)?,|(?P<sign>: ?[–-]?| [–-]))? ?"
    r"(?:about |around |nearly |some |(?:just )?over |(?:more|less|fewer) than |at least )?"
)
_IN_BRACKET = re.compile(r" ?\((?:in |for )?")
_APART = re.compile(
    r"[,;:–—]|\((?!$)|\band\b|\bbut\b|\bor\b(?! more| less)"
    r"|(?<!more )(?<!less )\bthan\b|\b(?:against|from|below|above)\b"
)
_COST = re.compile(r",? (?:at an? (?:[a-z]{1,20} )?cost of|costing|by (?:an?|the) ?$)")
_LENGTH = re.compile(
    r"over|across|between|during|since|within|in (?:[a-z]{1,20} ){0,2}(?:years|months|space)", re.I
)
_TO = re.compile(r" (?:[a-z]{1,20} ){0,4}to (?:[a-z]{1,20} ){0,2}£?$")
PRICE = re.compile(
    r"(?: or more)?\s?(?:per|an?|each|every|/)[ -]?(?:hour|day|night|week|month|session)", re.I
)
_NOW = re.compile(r";|\b(?:today|now|currently|these days)\b", re.I)
_BRACKETS = re.compile(r"\([^()]{0,400}\)")


def period(text, sentence, one, window, clause, words, beside):
    """Return the period that belongs to a figure, or None.

    One beside it comes first (2019/20: £3m; £3m (2019/20)); then one that follows it, in its
    clause and then beyond a comma; then one before it that no other figure stands nearer to; then
    one beyond the next figure; then the one with which the sentence begins.
    """
    left, right = window
    first, last = sentence
    before, after = beside
    shown = _hidden(text[first:last], one.start - first)
    periods = [word for word in words if word.kind == "period"
               and not (word.start < one.end and one.start < word.end)
               and not against(text, first, word.start)]  # fmt: skip
    if own := next((word for word in periods if _at(text, word, one, before, periods)), None):
        return own
    periods = [word for word in periods if shown[word.start - first] != "_"]
    ahead = between = [word for word in periods if left <= word.start and word.end <= one.start]
    aside = [word for word in ahead if text[word.end : word.end + 1] == ","
             and text[word.start - 2 : word.start] == ", "]  # fmt: skip
    if before and clause[0] == left:
        ahead = [word for word in ahead if _AND.search(text, left, word.start)
                 or _COST.match(text, word.end, one.start)]  # fmt: skip
    ahead = [word for word in ahead if word.start >= clause[0] and not (
             _VERB.match(text, word.end)
             and _WHO.search(text, max(left, word.start - 60), word.start))]  # fmt: skip
    stop = _first_mark(_BREAK, text, one.end, right)
    for end in (min(clause[1], stop), stop):
        found = [word for word in periods if one.end <= word.start and word.end <= end]
        if found and one.measure == "count" and _AND_A.search(text, one.end, found[0].start):
            break  # four beds and a manager in post since 2016
        if found and not ((ahead or aside) and _AND.search(text, one.end, found[0].start)):
            return found[0]
        if found and not ahead and _opening(text, first, periods, one):
            break
    if ahead or aside:
        return (ahead or aside)[-1]
    if shared := _beyond(text, one, after, periods, last):
        return shared
    lead = _opening(text, first, periods, one)
    nearer = between and between[-1] != lead
    if lead and not nearer and not _NOW.search(text, lead.end, one.start):
        begun = not before or (before.start > lead.end and one.measure != "count")
        begins = max(first, text.rfind("; ", first, lead.start) + 1)
        opens = not text[begins : lead.start].strip(" \n\t•·-*“\"‘'()abcdefgh")
        if opens or (begun and text[lead.end : lead.end + 1] == "," and lead.start - first < 40):
            return lead
    return None


def _at(text, word, one, before, periods):
    """Return whether a period heads a figure (2019/20: £3m) or stands behind it in brackets."""
    if _IN_BRACKET.fullmatch(text, one.end, word.start):
        return text[word.end : word.end + 1] in (")", ",", ";")
    after = not before or word.start >= before.end
    label = after and _LABEL.fullmatch(text, word.end, one.start)
    if not label or (label["sign"] and not word.text[-1].isdigit()):
        return False
    if "," in label[0] and any(0 <= other.start - one.end < 2 for other in periods):
        return False  # in year 1, £3m in year 2
    begins = not before or _STOP.search(text, before.end - 2, word.start)
    listed = label["sign"] and text[before.end : word.start] in (", ", " and ") if before else False
    return begins or listed or text[word.start - 1 : word.start] == "("


def _opening(text, first, periods, one):
    """Return the first period of a sentence or of what follows a semicolon, before a figure."""
    ahead = [word for word in periods if word.end <= one.start]
    parts = [word for word in ahead if text.endswith("; ", first, word.start)]
    return (parts[-1:] + ahead[:1] + [None])[0]


def _beyond(text, one, after, periods, last):
    """Return the period behind the next figure, where both are of it.

    £2.75m was paid to 63 employees last year; from 31% to 12% across five years. In from £2m to £3m
    in 2019 the first is of an earlier year.
    """
    if not after or _APART.search(text, one.end, after.start):
        return None
    # Doubled to £8m, cut from 42 to 19 over five years; 140 beds at £10,000 a week in 2022/23.
    moved = one.measure in (after.measure, "ratio") and _TO.match(text, one.end, after.start)
    price = one.measure == "count" and after.measure == "money" and (
        after.at_least or PRICE.match(text, after.end))  # fmt: skip
    if one.measure in ("count", "ratio") and not moved and not price:
        return None
    stop = _first_mark(_CLAUSE, text, after.end + (text[after.end : after.end + 1] == ")"), last)
    found = next((word for word in periods if after.end <= word.start and word.end <= stop
                  and word.means != "in_year"), None)  # fmt: skip
    if not found or any(sign.isdigit() for sign in text[after.end : found.start]):
        return None
    return None if moved and not _LENGTH.match(found.text) else found


def against(text, start, end):
    """Return whether what comes at a place is what a figure is compared with."""
    return bool(_AGAINST.search(text[max(start, end - 25) : end]))


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
