"""The words that say which period a figure is of, whether it recurs, and what it is set against."""

import re
from typing import NamedTuple

import regex

from amounts_in_text.anchors import marks, words
from amounts_in_text.names import heads
from amounts_in_text.patterns import EACH_YEAR, MONTHS, SEASONS, SUPERLATIVES, TEENS, UNITS

# Words that say it with the words around them: where they begin before the word, and the whole.
_PHRASES = {
    **{word: (0, word, ("recurrence", "each_year")) for word in EACH_YEAR},
    "top": (3, "on top of", ("link", "extra")),
    "p": (0, "p.a.", ("recurrence", "each_year")),
}

_NUMBER = rf"(?:{'|'.join([*TEENS, *UNITS, 'twenty', 'thirty', 'few'])}|[0-9]{{1,2}})"
_YEAR = r"(?:19|20)[0-9]{2}"
_TWO = rf"(?:{_YEAR}[ ]?[/–-][ ]?(?:20)?[0-9]{{2}}|[0-9]{{2}}/[0-9]{{2}})(?![0-9/]|-[0-9])"
_MONTHS = frozenset((*MONTHS.split(), *SEASONS.split("|")))
_MONTH = rf"(?:{MONTHS.replace(' ', '|')})"
_DAY = "[0-3]?[0-9](?:st|nd|rd|th)?"
_WHEN = rf"""(?:(?:{_DAY}[ ])?(?:{_MONTH}[ ](?:and|to)[ ])?
  (?:{_MONTH}|{SEASONS})[ ])?"""
# These two read backwards from the word or the year at their end.
_TIME = regex.compile(
    rf"""(?r)(?<![a-z])(?:
      (?P<each>(?:(?<!\b(?:in|over|within|for)[ ])an?[ -]|each[ ]|every[ ]|per[ ]|/)(?:year|annum))
    | (?P<often>(?:an?[ -]|each[ ]|every[ ]|per[ ]|/)(?:month|week))
    | this[ ]budget
    | (?:in|over|within|for)[ ](?:just[ ]|only[ ]|barely[ ]|about[ ])?(?:an?[ ]|{_NUMBER}[ -])
      (?:years?|months?|decades?)
    | (?:by|at|until)[ ]the[ ](?:end|close|start)[ ]of[ ]the[ ](?:year|decade|period)
    | (?P<in_year>in-year) | (?P<each>year[ -]on[ -]year)
    | (?:(?:over|for|during|within|in|across|of|throughout)[ ](?:each[ ]of[ ])?(?:the[ ]|a[ ])?)?
      (?:(?:last|past|next|coming|previous|following|first|current|same|forthcoming|this
        |these|those|new)[ ]
        (?:{_NUMBER}[ -])?
        |(?<=(?:over|across|for|within|in|throughout)[ ](?:the[ ]|a[ ])?){_NUMBER}[ -])
      (?:financial[ ])?(?:years?|months?|decade|period)
    | (?:over|across|during|throughout|within)[ ](?:the|this|that|its|our)[ ]
      (?:[a-z0-9/–-]{{1,20}}[ ]){{1,3}}period
    | (?:over|across|during|throughout)[ ](?:the|its)[ ](?:life|lifetime|parliament)
    | (?:in|over|within)[ ]the[ ]space[ ]of[ ](?:an?[ ]|{_NUMBER}[ -])(?:years?|months?|decade)
    )""",
    regex.VERBOSE,
)
# Of no named year: since April, by 1 May, between April and June.
_BY_MONTH = regex.compile(
    rf"""(?r)(?<![a-z]|\b(?:up|down)[ ])(?:(?:since|until|till|by|from)[ ]
      (?:(?:the[ ])?(?:end|start|beginning)[ ]of[ ])?(?:(?:last|next|this|the|early|mid|late)[ -])?
    |between[ ](?:{_DAY}[ ])?{_MONTH}[ ]and[ ])(?:{_DAY}[ ])?(?:{_MONTH}|{SEASONS})""",
    regex.VERBOSE,
)
_MONTH_TAIL = regex.compile(
    rf"(?:[ ](?:to|until)[ ](?:{_DAY}[ ])?{_MONTH}\b)?+(?:[ ]onwards\b)?+"
    rf"(?![a-z’'-]|,?[ ](?:of[ ])?(?:{_YEAR}|(?:last|this|next)[ ]year))"
)
_YEAR_TAIL = regex.compile(
    rf"""[ ](?:(?:to|ending|ended)[ ](?:[0-9]{{1,2}}[ ])?
        (?:march[ ](?P<in>{_YEAR})|{_MONTH}\b(?:[ ]{_YEAR})?)
      |before\b|after\b|just[ ](?:ended|gone|past)\b|(?P<nth>[1-5]|one|two|three|four|five)\b)""",
    regex.VERBOSE,
)
_AGO = regex.compile(
    rf"""(?r)(?<![a-z])(?:since(?:[ ][a-z’'-]{{1,20}}){{1,5}}[ ])?(?:an?|some|{_NUMBER})[ ]
    (?:years?|months?|decades?)""",
    regex.VERBOSE,
)
_EARLIER = regex.compile(r"[ ](?:earlier|later|ago|before|previously)\b")
_SINCE = regex.compile(r"(?r)(?<![a-z])since(?:[ ][a-z’'-]{1,20}){1,5}[ ]$")
_LEADS = ("in the financial ", "the financial ", "in the ", "the ")
_BEFORE_YEAR = regex.compile(
    rf"""(?r)(?<![a-z])(?P<word>since|until|till|by|in|from|between(?:[ ]now[ ]and)?|for|of
    |during|over|across)[ ](?:the[ ])?(?:financial[ ]year[ ])?{_WHEN}""",
    regex.VERBOSE,
)
_FROM_YEAR = regex.compile(
    rf"(?P<one>{_TWO}|{_YEAR}(?![0-9]|[,.][0-9]))"
    rf"(?:[ ]?(?:to|and|until|-|–)[ ]?{_WHEN}(?P<other>{_TWO}|{_YEAR}\b))?+"
    r"(?:[ ](?:financial[ ]year|budget|onwards)\b)?+",
    regex.VERBOSE,
)
_OF = regex.compile(
    r"""[ ](?!of\b|on\b|high\b|low\b)(?P<of>(?:(?!(?:ever|since|that|which|who|with|anywhere|but
      |was|is|has|have|will|were|are)\b|(?:in|for)[ ](?:a|the|its|our|their)[ ](?:generation|country
      |history|region|city|decade)|on[ ]record)(?:[a-z0-9’'£%-]|\.(?=[0-9]))++[ ]?+){1,12}+)""",
    regex.VERBOSE,
)
_BASELINE = regex.compile(
    r"""(?:in|for)[ ](?:a|the|its|our|their)[ ](?:generations?|country|history|region|city|decade)\b
    |ever\b|on[ ]record\b|anywhere[ ]in[ ]the[ ]country\b|since[ ](?:19|20)[0-9]{2}""",
    regex.VERBOSE,
)
_RECORD = regex.compile(
    r"""(?<=\b(?:an?|the|at|of|by)[ ])record[ ](?=investment|funding|spend|amount|level|sum|number
    |budget|increase|year|high|low|growth|demand|£|[0-9])|record[ ](?=investment|funding|spending
    |levels|numbers|£)""",
    regex.VERBOSE,
)


class Wording(NamedTuple):
    """Words that describe figures: ``text[start:end]``.

    ``kind`` is period, recurrence (``means`` each_year), link (extra: on top of) or superlative
    (``of`` is what is called so, ``baseline`` what it is measured from). ``first`` and
    ``last`` are the financial years that a period names, as 2018-19; None where it does not.
    """

    start: int
    end: int
    text: str
    kind: str
    means: str | None = None
    of: str | None = None
    baseline: str | None = None
    first: str | None = None
    last: str | None = None


def wordings(text):
    """Return the periods, words of recurrence, links and superlatives of a text, in order.

    Examples
    --------
    >>> [(w.text, w.kind, w.first) for w in wordings("£4.5m a year since 2018, the largest ever")]
    [('a year', 'recurrence', None), ('since 2018', 'period', '2018-19'),
     ('largest', 'superlative', None)]
    """
    low, places = marks(text)
    found = [_at_word(text, low, at, word) for at, word in words(text)[1]]
    found += [
        _at_year(text, low, at)
        for at, mark in places
        if (len(mark) == 4 and mark[:2] in ("19", "20")) or low[at + 2 : at + 3] == "/"
    ]
    apart, end = [], 0
    for one in sorted(one for one in found if one is not None):
        if one.start >= end:
            apart.append(one)
            end = one.end
    return apart


def _at_word(text, low, at, word):
    if at and low[at - 1].isalnum():
        return None
    end = at + len(word)
    if word in _PHRASES:
        back, phrase, kind = _PHRASES[word]
        start = max(0, at - back)
        end = start + len(phrase)
        return Wording(start, end, text[start:end], *kind) if low[start:end] == phrase else None
    if word in _MONTHS:
        match, tail = _BY_MONTH.match(low, max(0, at - 40), end), _MONTH_TAIL.match(low, end)
        if not match or not tail or (text[at].islower() and word in MONTHS):
            return None
        return Wording(match.start(), tail.end(), text[match.start() : tail.end()], "period")
    if word in SUPERLATIVES:
        return _superlative(text, low, at, end, word)
    if word == "year" and (tail := _YEAR_TAIL.match(low, end)):
        leads = ("in ", "by ", "for ", "from ") if tail["nth"] else _LEADS
        start = next((at - len(lead) for lead in leads if low.endswith(lead, 0, at)), at)
        if not tail["nth"] or (start < at and text[at] == "y"):  # Year 2 is of a school
            march = tail["in"]  # it is the financial year that ends then
            ends = f"{int(march) - 1}-{march[2:]}" if march else None
            told = text[start : tail.end()]
            return Wording(start, tail.end(), told, "period", first=ends, last=ends)
    tail = _EARLIER.match(low, end)
    if tail and (ago := _AGO.match(low, max(0, at - 60), end)):
        return Wording(ago.start(), tail.end(), text[ago.start() : tail.end()], "period")
    match = _TIME.match(low, max(0, at - 60), end)
    if not match or match["often"] or low.startswith("-old", end):
        return None
    if word in ("months", "years") and (tail := _YEAR_TAIL.match(low, end)) and not tail["nth"]:
        end = tail.end()
    kind, means = "period", None
    if match["each"] and (tail := _EARLIER.match(low, end)):
        end = tail.end()
    elif match["each"] and low.endswith(("than ", "after ", "half "), 0, match.start()):
        return None  # longer than a year
    elif match["each"]:
        kind, means = "recurrence", "each_year"
    elif match["in_year"]:
        means = "in_year"
    return Wording(match.start(), end, text[match.start() : end], kind, means)


def _at_year(text, low, at):
    if (at and low[at - 1] in "£$€.,/-–0123456789") or not (match := _FROM_YEAR.match(low, at)):
        return None
    before = _BEFORE_YEAR.match(low, max(0, at - 30), at)
    if heads(low, at):
        match = _FROM_YEAR.match(low, at, at + 4)
    if not before and match["one"].isdigit():
        opens = not at or text.endswith((". ", "; ", ", ", "and ", "(", "\n"), 0, at)
        if not opens or not low.startswith((":", " – ", " - "), match.end()):
            return None  # a year by itself may belong to anything
    start, end = before.start() if before else at, match.end()
    since = bool(before) and before["word"] == "since"
    bare = since and before[0].strip() == "since"
    if before and before["word"] == "in" and (lead := _SINCE.match(low, max(0, start - 60), start)):
        start, since, bare = lead.start(), True, before[0].strip() == "in"  # since she came in 2018
    first = _financial(match["one"], begins=bare)
    last = _financial(match["other"] or match["one"])
    if first is None and match["one"][2] == "/":
        return None  # 10/12 children
    return Wording(start, end, text[start:end], "period", first=first, last=None if since else last)


def _financial(written, begins=False):
    """Return a financial year as 2018-19, of 2018/19, 18/19 and 2018-2019, else None.

    A plain year is one only where a period begins in it ("since 2018").
    """
    years = re.findall("[0-9]+", written)
    first = int(years[0]) + (2000 if len(years[0]) == 2 else 0)
    if len(years) == 1:
        return f"{first}-{(first + 1) % 100:02}" if begins else None
    return f"{first}-{years[1][-2:]}" if (first + 1) % 100 == int(years[1]) % 100 else None


def _superlative(text, low, at, end, word):
    if word == "record" and not _RECORD.match(low, at):
        return None
    of = _OF.match(low, end)
    after = of.end() if of else end
    baseline = _BASELINE.search(low, after, after + 60)
    return Wording(
        at, end, text[at:end], "superlative",
        of=text[of.start("of") : of.end("of")].strip() if of else None,
        baseline=text[baseline.start() : baseline.end()] if baseline else None,
    )  # fmt: skip
