"""Ranges: "£2-3m", "between 5 and 10 per cent"; and what only looks like one."""

import regex

_LINK = regex.compile(r" {0,2}([-–—/]|&ndash;|&#8211;|to|and|or) {0,2}")
_BETWEEN = regex.compile(
    r"\b(?:between|(?:rang(?:e|es|ing|ed)|any(?:thing|where)|var(?:y|ies|ying))"
    r"(?: (?:from|of|between))?) ?$"
)
# In "rose from £2m to £3m" and "rose by 5 per cent to 8 per cent" stand two figures.
_TWO = regex.compile(
    r"\b(?:from|by|up|down|rose|fell|cut|increased?|decreased?|reduced|raised|grew|risen|rising"
    r"|falling|growing|fallen|jumped|dropped|went|climbed|soared|leapt|plunged|slid|dipped|crept|surged|shot|tumbled|shrank|sank|slumped)"
    r"(?: (?:an?|some|about|around|nearly|almost|just|over|under|more than|less than|up)){0,3} ?$"
)


def joined(parts, low):
    """Return parts with ranges made one, and with the unit that only the second figure bears."""
    done = []
    for part in parts:
        if not done or not _join(done[-1], part, low):
            done.append(part)
    return [part for part in done if not part.only_in_range]


def _join(first, second, low):
    """Make the first of two parts a range of both, if they are one, and return whether."""
    gap = low[first.end : second.start]
    if len(gap) > 12 or first.upper is not None or not (match := _LINK.fullmatch(gap)):
        return False
    link, before = match[1], low[max(0, first.start - 40) : first.start]
    between = bool(_BETWEEN.search(before))
    if link == "and" and not between:
        return False
    shares = _shares(first, second)
    if shares and gap.strip() != gap and link in "-–—" and first.number >= second.number:
        return False  # a dash: 97 – 70 per cent – spent more
    counts = first.measure == second.measure == "count" and (between or link in ("to", "-", "–"))
    if link == "/":
        second.unclear |= shares and not second.by_sign
        first.unclear |= shares
        return False
    alike = first.measure == second.measure != "count" and first.currency == second.currency
    if shares:
        first.measure, first.currency = second.measure, first.currency or second.currency
        first.factor, first.only_in_range = second.factor, False
    elif _continues(first, second, gap, between):
        second.measure, second.currency, second.unclear = "money", first.currency, False
    elif not alike and not counts:
        return False
    if (link == "to" and not between and _TWO.search(before)) or (link == "or" and not shares):
        return False
    if first.value is None or second.value is None:
        first.number = None
    elif first.value < second.value:
        first.upper = second.value
    else:
        return False
    first.end = second.end
    return True


def _shares(first, second):
    """Return whether the first part has its unit or its scale from the second: £2-3m."""
    if first.factor != 1 or first.unclear or first.number is None or second.number is None:
        return False
    if first.by_sign:
        same = second.measure == "count" or second.currency == first.currency
        if same and second.factor > 1 and first.number < min(1000, second.number):
            second.measure, second.currency, second.unclear = "money", first.currency, False
            return True
        return False
    return first.measure == "count" and not second.by_sign and (
        second.measure not in ("count", "ratio") or second.factor > 1
    )  # fmt: skip


def _continues(first, second, gap, between):
    """Return whether a number goes on with the currency of the amount before it: £1m-2m, £10-15."""
    if not first.by_sign or second.measure != "count" or second.number is None:
        return False
    return second.factor > 1 or (first.factor == 1 and (between or " " not in gap))
