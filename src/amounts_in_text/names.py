"""Numbers that name a thing and count nothing: of pages, items, sections, ages, rooms and files."""

import regex

# What names a number instead of counting: a table, a page, an age, a clause, a room.
_NAMES = r"""tables?|figs?\.?|slides?|pages?|pp?\.|para(?:graph)?s?\.?|sections?|clauses?|articles?
    |questions?|schedules?|appendi(?:x|ces)|annex(?:es)?|footnotes?|notes?|items?|options?|versions?
    |rooms?|levels?|floors?|platforms?|junctions?|routes?|chapters?|months?|weeks?|days?|grades?
    |key[ ]stages?|bands?|tiers?|lots?|phases?|stages?|steps?|recommendations?|resolutions?|agenda
    |catch|years?|wards?|zones?|box(?:es)?|rows?|columns?|lines?|regulations?|rules?
    |ext(?:ension|\.)?|nos?\."""
_NAMED = regex.compile(
    rf"""(?r)(?<![a-z])(?:
      (?:{_NAMES})[ ](?:(?:no\.?|number)[ ])?
      | (?:post|pre|covid|mid|sars-cov|u|under|over)-
      | aged?[ ](?:(?:of|from|between|up[ ]to|under|over|below|above|at[ ]least)[ ])?
      | (?:code|bus|pin|extension)\b[a-z ]{{0,18}}?(?:is|:)[ ](?:the[ ])?
    )(?:[0-9]{{1,3}}(?:\.[0-9]{{1,2}})?[ ]?(?:[-–(,]|to|and|or)[ ]?){{0,3}}$""",
    regex.VERBOSE,
)
_SIZE = regex.compile(r"[0-9.,]++[ ]?[kmgt]b\b|[0-9]{1,2}[ -]year[ -]olds?\b|[0-9]{1,2}-plus\b")
_STREET = regex.compile(
    r"""[0-9]{1,4}[a-zA-Z]?,?[ ](?:[A-Z][a-z]{1,20}+[ ]){1,3}
    (?:Lane|Road|Street|Avenue|House|Court|Square|Way|Drive|Close|Place|Terrace|Row|Hill|Park)\b""",
    regex.VERBOSE,
)
# The number of a paragraph or of an item of a list, at the beginning of a line.
_LISTED = regex.compile(
    r"\(?[0-9]{1,2}[.)](?=[ ][A-Za-z])|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?=[ ][A-Z])"
)


def named(text, low, at):
    """Return where a size of a file, an address or the number of a paragraph ends, else None."""
    if match := _SIZE.match(low, at) or _STREET.match(text, at):
        return match.end()
    begun = text[max(0, at - 9) : at].rpartition("\n")
    opens = (begun[1] or at <= 8) and not begun[2].strip(" \t•·-*(")
    match = _LISTED.match(text, at) if opens else None
    return match.end() if match else None


def after_a_name(low, at):
    """Return whether the words before a number name it, as page, item and aged do."""
    return bool(_NAMED.match(low, max(0, at - 60), at))
