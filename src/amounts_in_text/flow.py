"""Whether the words next to a figure say that it is extra, a total, a rise or a fall."""

import regex

_HEDGE = r"""(?:(?:just|about|around|nearly|almost|over|under|more[ ]than|less[ ]than|at[ ]least
    |up[ ]to|some|roughly|approximately|well|far|a[ ]massive|another|as[ ]much[ ]as|only|an?|the|my
    |an?[ ]average[ ]of|an?[ ]estimated)[ ]){0,3}"""
_FALLS = r"""(?:fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|declin(?:es?|ed|ing)
    |decreas(?:es?|ed|ing)|reduc(?:es?|ed|ing)|cut(?:s|ting)?|slash(?:es|ed|ing)?|trim(?:s|med|ming)?|shrink(?:s|ing)?
    |shr[au]nk|lower(?:s|ed|ing)?|down|slid(?:es?|ing)?|s[aiu]nk(?:s|ing)?|lop(?:s|ped|ping)|axe[ds]?
    |plung(?:es?|ed|ing)|slump(?:s|ed|ing)?|dip(?:s|ped|ping)?|lost|los(?:es?|ing)
    |strip(?:s|ped|ping)?|scal(?:ed|ing)[ ]back|slip(?:s|ped|ping)?)"""
_RISES = r"""(?:rose|ris(?:es?|en|ing)|increas(?:es?|ed|ing)|gr[eo]w(?:s|n|ing)?|climb(?:s|ed|ing)?
    |jump(?:s|ed|ing)?|rais(?:es?|ed|ing)|boost(?:s|ed|ing)?|soar(?:s|ed|ing)?|surg(?:es?|ed|ing)|up
    |hik(?:es?|ed|ing)|cre(?:eps?|pt|eping)|leap(?:s|t|ed|ing)?|swell(?:s|ed|ing)?|swollen|higher
    |add(?:s|ed|ing)?)"""
_FALL = r"""(?:falls?|cuts?|cutbacks?|reductions?|drops?|declines?|decreases?|slumps?|slides?|dips?
    |loss(?:es)?|squeeze)"""
_RISE = r"(?:increases?|rises?|growth|boosts?|uplifts?|jumps?|hikes?|surges?|leaps?|upturns?)"


def _compiled(pattern):
    return regex.compile(pattern, regex.VERBOSE | regex.IGNORECASE)


_VERB = _compiled(rf"\b(?:(?P<fall>{_FALLS})|(?P<change>{_RISES}))\b")
# Before the figure, up to its first letter.
_BY = _compiled(rf"\bby[ ](?:a[ ]further[ ])?{_HEDGE}$")
_TO = _compiled(rf"(?<!\bup[ ])\bto[ ]{_HEDGE}$")
_FROM = _compiled(rf"\bfrom[ ]{_HEDGE}$")
_UP_FROM = _compiled(rf"\b(?:up|down)[ ]from[ ]{_HEDGE}$")
_OF = _compiled(rf"\b(?:(?P<fall>{_FALL})|(?P<change>{_RISE}))[ ](?:of|worth)[ ]{_HEDGE}$")
_AT = _compiled(rf"\b(?:(?P<fall>{_FALLS})|(?P<change>{_RISES}))[ ]{_HEDGE}$")
_EXTRA = _compiled(
    rf"""\b(?P<extra>extra|additional|further|another|alongside)[ ]
    (?:(?:[a-z]{{1,30}}[ ]){{0,2}}?|[a-z ]{{3,70}}[ ](?:tune[ ])?of[ ]){_HEDGE}$"""
)
_TOTAL = _compiled(
    rf"""\b(?P<total>(?:in[ ])?total(?:s|led|ling|ing)?
      (?:[ ](?:of|is|was|cost[ ]of|budget[ ]of|sum[ ]of|grant[ ]of))?
    |altogether|adding[ ]up[ ]to|amount(?:s|ed|ing)?[ ]to)[ ]{_HEDGE}$"""
)
# After the figure, up to the next one.
_MORE = _compiled(r"[ ](?P<extra>more|extra|additional)\b(?![ ]than)")
_NOUN = _compiled(
    rf"""[ -]?(?:(?!in|of|to|for|on|per|and|from|a|the|by|at|as|since|each|every)
      [a-z’'-]{{1,30}}[ ]){{0,2}}
    (?:(?P<fall>{_FALL})|(?P<change>{_RISE}))\b(?![ ](?:short|under|into|within))"""
)
_DONE = _compiled(
    r"""[ ](?:(?:was|were|is|are|be|been|being|has|have|had|will|would|to|due|set|expected
      |already)[ ]){1,4}
    (?:(?P<fall>cut|lopped|trimmed|slashed|axed|lost|stripped|taken|removed|reduced)
      |(?P<change>added))\b"""
)
_COMPARED = _compiled(
    r"""[ ](?:(?P<change>higher|larger|bigger|longer|greater|up)
    |(?P<fall>lower|smaller|shorter|fewer|less|down|cheaper))\b"""
)
_IN_ALL = _compiled(r"(?:[ ][a-z’'-]{1,30}){0,3}[ ](?P<total>in[ ](?:total|all)|altogether)\b")
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
    ahead, behind = sentence[:place].rstrip("+~(£"), sentence[place + one.end - one.start :]
    last = place - (one.start - before.end) if before else 0
    near = ahead[last:]  # since the figure before
    if after:
        behind = behind[: after.start - one.end]
    if one.measure == "ratio" and (verb := _MULTIPLE.match(one.text)):
        bare = one.text.lower() in ("double", "treble", "triple", "quadruple")
        return (None if bare and _AS_MANY.match(behind) else _said(verb)), None
    if before and _TO.search(near):
        first = sentence[: last - (before.end - before.start)]
        if _FROM.search(first) and before.measure == one.measure:
            return "level", before.text
        moved = any(pattern.search(first) for pattern in (_BY, _AT, _OF))
        if moved or before.measure == "ratio":  # doubled to £620m
            return "level", None
    levels = after and _TO.search(behind) and after.measure == one.measure
    if (levels and _FROM.search(near)) or _UP_FROM.search(near):
        return "level", None
    if _BY.search(near) and (verbs := list(_VERB.finditer(ahead))):
        return _said(verbs[-1]), None
    for pattern in (_OF, _EXTRA, _TOTAL, _AT):
        if match := pattern.search(near):
            return _said(match), None
    for pattern in (_MORE, _NOUN, _DONE, _COMPARED):
        if match := pattern.match(behind):
            return _said(match), None
    if _TO.search(near) and _VERB.search(near):
        return "level", None
    match = _IN_ALL.match(behind)
    return (_said(match) if match else None), None


def _said(match):
    """Return the name of the group that matched: fall, change, extra or total."""
    return next(name for name, words in match.groupdict().items() if words)
