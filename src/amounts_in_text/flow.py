"""Whether the words next to a figure say that it is extra, a total, a rise or a fall."""

import re

import regex

_HEDGE = r"""(?:(?:just|about|around|nearly|almost|over|under|more[ ]than|less[ ]than|at[ ]least
    |up[ ]to|some|roughly|approximately|well|far|a[ ]massive|another|as[ ]much[ ]as|only|an?|the|my
    |an?[ ]average[ ]of|an?[ ]estimated|a[ ]mere|a[ ]little|slightly|barely|between)[ ]){0,3}"""
# Set up 12 clubs, closed down three: neither a rise nor a fall.
_NO_VERB = r"""(?<!\b(?:set|ma[dk]|ta?o?o?k|open|pick|end|sign|g[ai]v|free|turn|dr[ae]wn?|back|clear
    |clean|buy|bought|put|c[ao]m|clos|shut|track|hand|bro?e?a?k|knock|la[iy]d?|stump|rack|snap)
    (?:e|s|es|ed|en|ing|ting|ping|ped|d)?[ ])"""
_FALLS = rf"""(?:fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|declin(?:es?|ed|ing)
    |decreas(?:es?|ed|ing)|reduc(?:es?|ed|ing)|cut(?:s|ting)?|slash(?:es|ed|ing)?
    |trim(?:s|med|ming)?|shrink(?:s|ing)?|shr[au]nk|lower(?:s|ed|ing)?|{_NO_VERB}down
    |tumbl(?:es?|ed|ing)|taper(?:s|ed|ing)?|dwindl(?:es?|ed|ing)|shorten(?:s|ed|ing)?
    |chop(?:s|ped|ping)?|par(?:es?|ed|ing)|slic(?:es?|ed|ing)|narrow(?:s|ed|ing)?
    |contracted(?=[ ]by\b)|shav(?:es?|ed|ing)|shed(?:s|ding)?|slid(?:es?|ing)?|s[aiu]nk(?:s|ing)?
    |lop(?:s|ped|ping)|axe[ds]?|plung(?:es?|ed|ing)|slump(?:s|ed|ing)?|dip(?:s|ped|ping)?|lost
    |los(?:es?|ing)|strip(?:s|ped|ping)?|scal(?:ed|ing)[ ]back|slip(?:s|ped|ping)?)"""
_RISES = rf"""(?:rose|ris(?:es?|en|ing)|increas(?:es?|ed|ing)|gr[eo]w(?:s|n|ing)?
    |climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|boost(?:s|ed|ing)?|soar(?:s|ed|ing)?|surg(?:es?|ed|ing)
    |{_NO_VERB}up|lift(?:s|ed|ing)?|balloon(?:s|ed|ing)?|gain(?:s|ed|ing)?|widen(?:s|ed|ing)?
    |lengthen(?:s|ed|ing)?|rocket(?:s|ed|ing)?|spiral(?:s|led|ling)?|escalat(?:es?|ed)
    |mushroom(?:s|ed|ing)?|hik(?:es?|ed|ing)|cre(?:eps?|pt|eping)|leap(?:s|t|ed|ing)?
    |swell(?:s|ed|ing)?|swollen|higher|add(?:s|ed|ing)?)"""
_FALL = r"""(?:falls?|cuts?|cutbacks?|reductions?|drops?|declines?|decreases?|slumps?|slides?|dips?
    |loss(?:es)?|squeeze)"""
_RISE = (
    r"(?:increases?|rises?|growth|boosts?|uplifts?|jumps?|hikes?|surges?|leaps?|upturns?|spikes?"
    r"|(?<=adverse[ ])movement|worsening|deterioration)"
)


def _compiled(pattern):
    return regex.compile(pattern, regex.VERBOSE | regex.IGNORECASE)


def _ahead(pattern):
    """Return a pattern of words that end where the figure begins; it reads backwards from there."""
    return _compiled(rf"(?r)(?:{pattern})")


_REACH = 300  # characters to either side in which words are looked for
_VERB = _compiled(rf"\b(?:(?P<fall>{_FALLS})|(?P<change>{_RISES}|rais(?:es?|ed|ing)))\b")
# Before the figure, up to its first letter.
_BY = _ahead(rf"\bby[ ](?:a[ ]further[ ])?{_HEDGE}")
_TO = _ahead(rf"(?<!\bup[ ])\bto[ ]{_HEDGE}")
_FROM = _ahead(rf"\bfrom[ ]{_HEDGE}")
_UP_TO = _ahead(rf"\b(?:(?:up|down)[ ]from|(?:{_FALLS}|{_RISES})[ ](?:up|down)[ ]to)[ ]{_HEDGE}")
_MOVE = rf"(?:(?P<fall>{_FALL})|(?P<change>{_RISE}))"
_OF = _ahead(
    rf"""\b{_MOVE}(?:[ ](?:since|in|over|during)(?:[ ][a-z0-9/–-]{{2,20}}){{1,3}})?
    ,?[ ](?:of|worth)[ ]{_HEDGE}"""
)
# The mean fall in budgets was £313k. Cuts to the play service: £1.4m.
_WAS = _ahead(
    rf"""(?:\b{_MOVE}(?:[ ](?:in|to|on|for)(?:[ ][a-z0-9/’'-]{{1,30}}){{1,4}})?
      (?:[ ](?:is|are|was|were|(?:would|will)[ ]be|c(?:omes|ame)[ ]to)|:)
    |(?<!\b(?:after|despite|before|since|with|under)[ ](?:the[ ])?)
      \b(?:two|three|four|five|six)[ ]{_MOVE}(?:,|:|[ ][–—-])
    |\bputs?[ ]the[ ]{_MOVE}(?:[ ](?:in|to|since|for|over)(?:[ ][a-z0-9/’'-]{{1,30}}){{1,4}})?[ ]at
    )[ ]{_HEDGE}"""
)
_TAKEN = _ahead(
    rf"""\b(?:t(?:ake|akes|aken|aking|ook)|(?:knock|hack|wip|shav|slic|chop|claw|strip|lop|trim)
    (?:s|e|es|ed|ped|med|ing|ping|ming)?)[ ]{_HEDGE}"""
)
_OUT = _compiled(r"[ ](?P<fall>out[ ]of|off|from)\b")
_AT = _ahead(rf"\b(?:(?P<fall>{_FALLS})|(?P<change>{_RISES}))[ ]{_HEDGE}")
_EXTRA = _ahead(
    rf"""\b(?P<extra>extra|additional|further|another|alongside|(?<=\ban?[ ])added
      |(?<=to[ ](?:which|this|that)[ ](?:[a-z’'-]{{1,20}}[ ]){{1,4}})add(?:s|ed)?)[ ]
    (?:(?:[a-z]{{1,30}}:?[ ]){{0,2}}?|[a-z ]{{3,70}}[ ](?:tune[ ])?of[ ]){_HEDGE}"""
)
_TOTAL = _ahead(
    rf"""\b(?P<total>combined|(?:in[ ])?total(?:s|led|ling|ing)?
      (?:[ ](?:of|is|was|cost[ ]of|budget[ ]of|sum[ ]of|grant[ ]of))?
    |altogether|adding[ ]up[ ]to|amount(?:s|ed|ing)?[ ]to|c[ao]mes?[ ]to)[ ]{_HEDGE}"""
)
# After the figure, up to the next one.
_MORE = _compiled(
    r"""(?:[ ](?:an?|per|each|every)[ ](?:hour|day|night|week|month|year))?
    [ ](?:(?P<extra>more|extra|additional|further)\b(?![ ](?:than|down|along|on|ahead|back)\b)
    |(?P<extra>on[ ]top)\b | of[ ](?P<extra>new|extra|additional|further)\b
    |(?P<change>more)(?=[ ]than[ ](?:[a-z0-9]{1,9}[ ](?:year|month|week|decade)s?[ ]
      (?:earlier|before|ago)|(?!half|twice|an?[ ](?:year|month|week|day)s?\b)[a-z]))
    |(?P<extra>new)(?=[ ](?:[a-z-]{1,30}[ ]){0,2}
      (?:place|post|job|role|home|worker|bed|hub|officer|volunteer|carer|teacher)s\b))"""
)
_NOUN = _compiled(
    rf"""(?:[ ](?:an?|per)[ ](?:hour|day|night|week|month|year))?
    [ -]?(?!falls[ ](?:in|to|on|due)\b)(?:(?!in|of|to|for|on|per|and|from|a|the|by|at|as|since
      |each|every|has|have|had|will|would)
      [a-z’'-]{{1,30}}[ ]){{0,2}}
    (?:(?P<fall>{_FALL})|(?P<change>{_RISE}))\b(?![ ](?:short|under|into|within))"""
)
_OF_CUTS = _compiled(rf"(?:[ ]pounds)?[ ](?:worth[ ])?of[ ](?:[a-z]{{1,20}}[ ])?{_MOVE}\b")
_DONE = _compiled(
    r"""(?:[ ](?:has|have|had|will|would|to|due|set|expected|already|is|are|was|were)){0,4}
    [ ](?:was|were|is|are|be|been|being)[ ](?:already[ ])?
    (?:(?P<fall>cut|lopped|trimmed|slashed|axed|lost|shed|stripped|taken|removed|reduced
      |hacked|chopped|sliced|knocked|wiped|shaved)|(?P<change>added))\b"""
)
_COMPARED = _compiled(
    r"""(?:[ ](?:an?|per|each|every)[ ](?:hour|day|night|week|month|year))?
    [ ](?:(?P<change>higher|larger|bigger|greater|up(?![ -]front)
      |longer(?![ ]than[ ](?:$|[a-z0-9]{1,9}[ ][a-z0-9-]{3,9}+(?![ ](?:ago|before|earlier)))))
    |(?P<fall>lower|smaller|shorter|fewer|less(?=[ ](?:than|in|on|a|per|for)\b|[ ]?[.,;()]|$)
    |down(?![ ]the\b)|cheaper))\b"""
)
_IN_ALL = _compiled(r"(?:[ ][a-z’'-]{1,30}){0,3}[ ](?P<total>in[ ](?:total|all)|altogether)\b")
_WERE_LOST = _compiled(
    r"(?:[ ][a-z’'-]{1,30}){1,3}[ ](?:was|were)[ ](?P<fall>lost|cut|axed|shed)\b"
)
# The second of two figures for one thing, or of a list: £6.8m, or 12.5%; by £41 (38%).
_SAME = _compiled(
    rf"""(?:(?:[ ][a-z]{{2,20}}){{0,2}},?[ ]\(?(?:or|i\.e\.|equivalent[ ]to|equal[ ]to)[ ]|[ ]\()
    {_HEDGE}$"""
)
_VOTES = _compiled(r"\b(?:vot(?:e|es|ed|ing)|carried|passed|rejected|defeated|overturned|won)\b")
_LIST = _compiled(
    rf"(?:[ ](?:for|in|among|off)(?:[ ][a-z0-9/’'-]{{2,30}}){{1,3}})?(?:,|[ ]and)[ ]"
    rf"(?:by[ ])?{_HEDGE}$"
)
_MULTIPLE = _compiled(r"(?P<fall>halv)|(?P<change>doubl|trebl|tripl|quadrupl)")
_AS_MANY = _compiled(r"[ ](?:that|the|what|as|its|their|this)\b")


def flow(one, sentence, place, before, after):
    """Return extra, total, change (a rise) or fall as the words say of a figure; None if not.

    Parameters
    ----------
    one : Mention
    sentence : str
        In which it stands, with plain spaces.
    place : int
        Where in the sentence it begins.
    before, after : Mention or None
        The figures next to it in the sentence.

    Returns
    -------
    flow : str or None
        A total to or from which something moved is a level.
    baseline : str or None
        The words of the figure from which it moved.
    """
    last = place - (one.start - before.end) if before else 0
    ahead = sentence[max(0, place - _REACH) : place].rstrip("+~(£")
    near = sentence[max(last, place - _REACH) : place].rstrip("+~(£")  # since the figure before
    ends = place + one.end - one.start
    behind = sentence[ends : ends + min(_REACH, after.start - one.end if after else _REACH)]
    if one.measure == "ratio" and (verb := _MULTIPLE.match(one.text)):
        bare = one.text.lower() in ("double", "treble", "triple", "quadruple")
        return (None if bare and _AS_MANY.match(behind) else _said(verb)), None
    first = sentence[: last - (before.end - before.start)] if before else ""
    by, to = _BY.match(near), _TO.match(near)
    counted = one.measure == "count" and (by or (to and _BY.match(first)))
    if counted and _VOTES.search(ahead + behind[:9]):
        return None, None  # by 31 votes to 24
    if before and to and not _SAME.fullmatch(near):
        if _FROM.match(first) and before.measure == one.measure:
            return "level", before.text
        moved = any(pattern.match(first) for pattern in (_BY, _AT, _OF))
        if moved or before.measure == "ratio":  # doubled to £620m
            return "level", None
    levels = after and _TO.match(behind) and after.measure == one.measure
    if (levels and _FROM.match(near)) or _UP_TO.match(near):
        return "level", None
    if before and _FROM.match(near) and _TO.match(first):
        return "level", None  # up to £5m in 2014 from £4m in 2013
    if compared := _MORE.match(behind) or _COMPARED.match(behind) or _OF_CUTS.match(behind):
        return _said(compared), None
    if by and (verbs := list(_VERB.finditer(ahead))):
        return _said(verbs[-1]), None
    for pattern in (_OF, _WAS, _EXTRA, _TOTAL, _AT):
        if match := pattern.match(ahead if pattern is _WAS else near):  # two cuts, £3m in 2016 and
            return _said(match), None
    after_it = [_NOUN, _DONE]
    after_it += [_WERE_LOST] * (one.measure == "count") + [_OUT] * bool(_TAKEN.match(near))
    for pattern in after_it:
        match = pattern.match(behind)
        deficit = match and one.measure == "money" and "loss" in match[0].lower()
        itself = match and one.measure == "count" and re.fullmatch(" [a-z]+s", match[0])  # two cuts
        if match and not deficit and not itself:
            return _said(match), None
    if sentence[place - 1 : place] == "+":
        return "change", None
    if to and _VERB.search(near):
        return "level", None
    if match := _IN_ALL.match(behind):
        return _said(match), None
    if before and before.measure != "ratio":
        pair = one.measure != before.measure and "percent" in (one.measure, before.measure)
        same = _SAME.fullmatch(near) or (pair and near + sentence[place - 1 : place] == " (")
        if same or (before.measure == one.measure and _LIST.fullmatch(near)):
            moved, _ = flow(before, sentence[:last], len(first), None, None)
            return (None if same and moved == "level" else moved), None
    return None, None


def _said(match):
    """Return the name of the group that matched: fall, change, extra or total."""
    return next(name for name, words in match.groupdict().items() if words)
