"""Numbers that name a thing and count nothing: of pages, items, sections, ages, rooms and files."""

import regex

from amounts_in_text.patterns import TEENS, TENS, UNITS

# What names a number instead of counting: a table, a page, an age, a clause, a room.
_NAMES = r"""tables?|figs?\.?|figures?|charts?|slides?|pages?|pp|pp?\.|para(?:graph)?s?\.?
    |sections?|ss?\.|clauses?|articles?|questions?|schedules?|appendi(?:x|ces)|annex(?:es)?
    |footnotes?|notes?|items?|options?|versions?|rooms?|levels?|floors?|platforms?|junctions?
    |routes?|chapters?|grades?|tabs?|spinal[ ]points?|key[ ]stages?|bands?|tiers?|lots?|phases?
    |stages?|steps?|recommendations?|resolutions?|agenda|catch|wards?|zones?|box(?:es)?|rows?
    |columns?|lines?|regulations?|rules?|press|quarters?|ref(?:erence)?s?\.?:?
    |(?:foia?|eir|sar)(?:[ ]request)?|uprn|urn
    |(?:case|charity|company|application|registration|inspection|contract|ticket)(?=[ ]number\b)
    |ext(?:ension|\.)?|nos?\.|scp|orders?|exits?|minutes?|endnotes?|documents?|codes?
    |(?<=\b(?:in|at|by|of|from|to|until|and|is)[ ]|[(:;][ ]?)(?:year|month|week|day|period)s?"""
_UNDER = r"""(?<![a-z])(?:child(?:ren)?|pupils?|kids|boys|girls|infants|people|persons?|adults?
    |parents?|carers?|residents?|any(?:one|body)|every(?:one|body)|no[ ]one|those|them)[ ]
    (?:who[ ](?:is|are|was|were)[ ])?(?:under|over)[ ]"""
_ITEM = r"(?:[0-9]{1,3}(?:\.[0-9]{1,2})?[a-z]?[ ]?(?:[-–(,]|to|and|or|of)[ ]?){0,3}"
_NAMED = regex.compile(
    rf"""(?r)(?<![a-z])(?:
      (?:{_NAMES})[ ]?(?:(?:no\.?|numbers?)(?:[ ](?:is|was)|:)?[ ])?
      | (?:post|pre|covid|mid|sars-cov|catch|u|under|over)-
      | aged?[ ](?:(?:of|from|between|up[ ]to|under|over|below|above|at[ ]least)[ ])?
      | (?:code|pin|extension)\b[a-z ]{{0,18}}?(?:is|:)[ ](?:the[ ])?
      | (?:turn(?:s|ed)?|cc[ ]by-?(?:[a-z]{{2}}-?){{0,2}})[ ]
      | bus(?:[ ]number)?(?:[ ]is|:)?[ ](?:the[ ])?
      | (?:number|buses)[ ](?=[0-9]{{1,3}}[a-z]?,?[ ](?:bus|to|and|or|[0-9]))
      | (?:text|texting|sms)[ ](?:[a-z]{{1,20}}[ ]){{0,2}}to[ ] | buses[ ]
    ){_ITEM}$ | {_UNDER}$""",
    regex.VERBOSE,
)
# Names that are words of their own where they are small: Period 6, Request 1, ISO 9001.
_CAPITAL = regex.compile(
    rf"""(?r)(?<![A-Za-z])(?:Period|Request|Case|Part|Round|Progress|Attainment|ISO|BS|Wave|Cohort
    |Motion|Point|Model|Tower|Quay|Scenario|Terminal|Building|Door|Suite|Studio|Dock|Pitch|Type
    |Category|Grade|Paper|Standard|Principle|Catch|PC|Group|Unit|Block|Flat|Plot|Gate|Bay|Objective|Priority|Theme|Outcome|Risk|Module
    |Meeting|Session|Volume|Issue|Answer|Area|Set|Draft|Form|Lane|Class|Team|Scope
    |(?:Year|Month|Week|Day)s?)
    [ ](?:[Nn]o\.?[ ]|[Nn]umber[ ])?{_ITEM}$""",
    regex.VERBOSE,
)
# A reference as KD/24/118, FOI-2023-0417 and EH936/22/00147: letters, and numbers after a stroke.
_CODE = regex.compile(
    r"(?r)(?<![\w/-])(?=[0-9/-]{0,9}[A-Z]{2})[A-Z0-9]{2,12}(?:[/-][A-Za-z0-9]{1,8}){0,4}[/-]$"
)
# Not "4,471 cases": without a comma, after what is kept in a register.
_RECORD = regex.compile(r"(?r)\b(?:id|charity|company|case|request|application|complaint)[ ]$")
_WORD = "|".join([*TENS, *TEENS, *UNITS])
_YEARS = rf"(?:[0-9]{{1,2}}|(?:{_WORD})(?:-(?:{'|'.join(UNITS)})\b)?)"
AGE = regex.compile(
    rf"""{_YEARS}(?:-?[ ]?(?:to|and|or|-|–)[ ]?{_YEARS}){{0,2}}[ -]year[ -]olds?\b
    | [0-9]{{1,2}}[ ]?(?:-|–|to|and)[ ]?[0-9]{{1,2}}s\b""",
    regex.VERBOSE,
)
_SIZE = regex.compile(
    rf"""[0-9.,]++[ ]?[kmgt]b\b | {AGE.pattern} | [0-9]{{1,2}}-plus\b
    | 0[ ]?[-–][ ]?[0-9]{{1,2}}(?![0-9%.,]) | [0-9]{{1,2}}[-–][0-9]{{1,2}}[ ](?=(?:offer|age)\b)""",
    regex.VERBOSE,
)
# Before a word: by year three, aged nine, key stage two.
_IN_WORDS = regex.compile(
    rf"""(?r)(?<![a-z])(?:aged?|age[ ]of|half[ ]past|quarter[ ](?:past|to)
    |page|section|phase|stage|part|tier|level|option|item|paragraph|chapter|grade|band|appendix
    |(?<=\b(?:in|at|by|from|until)[ ])(?:year|month|week|day))[ ]$ | {_UNDER}$""",
    regex.VERBOSE,
)
_PLACE = regex.compile(r"[ ][A-Z][a-z]")  # the seat in Three Ashes ward
_SPAN = regex.compile(r"[ -](?:month|week|day|hour|minute|mile)")  # over 12 weeks is no age
# Kelly Ross, 34, whose son Alfie, nine, has waited; he is nine.
_PERSON = regex.compile(
    r"""(?r)(?:(?<!(?:[Ii]n|[Aa]t|[Ff]rom|[Ff]or|[Oo]f)[ ])
      \b(?!(?:In|At|From|For|Of|On|And|But|With|The|By)\b)[A-Z][a-z’'-]{1,20}
      |\b(?:son|daughter|brother|sister|mother|father|mum|dad|husband|wife|boy|girl|grandson))
    [ ][A-Z][a-z’'-]{1,20},[ ]$""",
    regex.VERBOSE,
)
# The director, 54, who came in May; “We shut,” said Jo, 17. Sam (17) said so.
_ONE = regex.compile(
    r"""(?r)\b(?:[A-Z][a-z’'-]{1,20}|[a-z]{3,20}(?<!s|staff|people|children|men))(?:,[ ]|[ ]\()$""",
    regex.VERBOSE,
)
_WHO = regex.compile(r",[ ]who(?:se)?\b|(?:,|\),?)[ ](?:said|says|told|asked|added)\b")
_AGED = regex.compile(
    r"""(?r)\b(?:(?:said|says|added|asked|told|explained)[ ](?:[A-Z][a-z’'-]{1,20}[ ]?){1,3},
    |[Ss]?[Hh]e(?:[’']s|[ ](?:is|was|turns|turned))(?:[ ](?:now|only|just))?)[ ]$""",
    regex.VERBOSE,
)
_STREET = regex.compile(
    r"""[0-9]{1,4}[a-zA-Z]?,?[ ](?:[A-Z][a-z]{1,20}+[ ]){1,3}
    (?:Lane|Road|Street|Avenue|House|Court|Square|Way|Drive|Close|Place|Terrace|Row|Hill|Park)\b""",
    regex.VERBOSE,
)
# The number of a paragraph or of an item of a list, at the beginning of a line.
_LISTED = regex.compile(
    r"\(?[0-9]{1,2}[.)](?=[ ][A-Za-z])|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?=[ \t]{1,4}[A-Z])"
)
# 2019 – 14; 2020 – 22: years and what is of each. Not the plan for 2019 - 22.
_DASHED = regex.compile(
    r"(?:19|20)([0-9]{2})[ ][–-][ ]([0-9]{1,2})(?![0-9/])"
    r"(?P<more>[.,][0-9]|[;,]?[ ](?:and[ ])?(?:19|20)[0-9]{2}[ ][–-][ ])?"
)
_YEARS_BEFORE = regex.compile(r"(?r)(?:19|20)[0-9]{2}[ ][–-][ ][^;:,.]{1,20}[;,]?[ ](?:and[ ])?$")
_NEXT = regex.compile(r"([0-9]{1,2})\.(?=[ ][A-Z])")


def heads(low, at):
    """Return whether a year and a dash stand before what is of that year."""
    match = _DASHED.match(low, at)
    if not match or match["more"]:
        return bool(match)
    ends = 0 < (int(match[2]) - int(match[1])) % 100 < 12  # it may end a period
    return not ends or bool(_YEARS_BEFORE.match(low, max(0, at - 40), at))


def named(text, low, at):
    """Return where an age, a size of a file, an address or the number of an item ends."""
    if match := _SIZE.match(low, at) or _STREET.match(text, at):
        return match.end()
    begun = text[max(0, at - 9) : at].rpartition("\n")
    opens = (begun[1] or at <= 8) and not begun[2].strip(" \t•·-*(")
    if match := opens and _LISTED.match(text, at):
        return match.end()
    match = _NEXT.match(text, at)  # 1. Apologies 2. Minutes
    before = match and f"{int(match[1]) - 1}. "
    return match.end() if before and before in text[max(0, at - 90) : at] else None


def counts_nothing(text, low, start, end):
    """Return whether a number names a thing, as after page and item, or is the age of somebody."""
    near = max(0, start - 60)
    if low[start].isdigit():
        after_a_name = _NAMED.match(low, near, start) or _CAPITAL.match(text, near, start)
        if low[start:end].isdigit() and end - start > 3:
            after_a_name = after_a_name or _RECORD.match(low, near, start)
        if low[start - 1 : start] in ("-", "/"):
            after_a_name = after_a_name or _CODE.match(text, near, start)
    else:
        within = text[start].isupper() and text[start - 2 : start - 1].isalpha()  # a sentence
        after_a_name = _IN_WORDS.match(low, near, start) or (within and _PLACE.match(text, end))
    if low.endswith("over ", 0, start) and _SPAN.match(low, end):
        return False
    ends = low[end : end + 1]
    return bool(
        after_a_name
        or (ends == "," and _PERSON.match(text, near, start))
        or (ends and ends in ",.;" and _AGED.match(text, near, start))
        or (_WHO.match(low, end) and end - start < 6 and _ONE.match(text, near, start))
    )
