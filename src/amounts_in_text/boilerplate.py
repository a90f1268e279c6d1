"""Web-page furniture: lists of other stories, found by where they stand and by standing twice."""

import re
from collections import defaultdict

# Words that head a list of what is not the article, in a line of their own.
_HEADS = re.compile(
    r"(?:most (?:read|popular|viewed|recent)|related(?: (?:stories|articles|content|news|links))?"
    r"|latest (?:from|news|stories).*|more (?:from|stories|news|on).*|read (?:more|next)"
    r"|you (?:may|might) (?:also )?(?:like|be interested).*|recommended.*|trending.*"
    r"|popular (?:articles|stories).*|don['’]?t miss|similar (?:news|stories)|promoted.*"
    r"|editor['’]?s picks)\s*:?",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(r"(?:read more|read next|see also|related|more)\s?:\s", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:\S+\s+){7,}\S*[.!?][\"”’)]*")
_LONGEST_HEAD = 60


def furniture(text):
    """Return which lines of a text look like furniture, and why; nothing is taken out.

    Returns
    -------
    list of tuple of (int, int, str)
        Start, end and reason of each such line. After a head as "Most Read" all lines count until
        prose goes on: three lines in a row that are sentences and stand once. A line also counts
        that stands in two places with others between them, as in a list that is printed twice.
    """
    lines = [(match.start(), match.end(), match[0].strip()) for match in re.finditer(".+", text)]
    lines = [line for line in lines if line[2]]
    stands = defaultdict(list)
    for number, (_, _, words) in enumerate(lines):
        stands[words].append(number)
    found, head = [], None
    for number, (start, end, words) in enumerate(lines):
        where = stands[words]
        twice = len(where) > 1 and where[-1] - where[0] > 1 and len(words.split()) > 3
        if len(words) <= _LONGEST_HEAD and _HEADS.fullmatch(words):
            head = words.rstrip(":").strip()
        elif head and all(
            _SENTENCE.fullmatch(line[2]) and len(stands[line[2]]) == 1
            for line in lines[number : number + 3]
        ) and number + 3 <= len(lines):  # fmt: skip
            head = None
        if head:
            found.append((start, end, f"below “{head}”" + (", printed twice" if twice else "")))
        elif twice:
            found.append((start, end, "printed twice"))
        elif _LEAD_IN.match(words):
            found.append((start, end, "leads to another story"))
    return found
