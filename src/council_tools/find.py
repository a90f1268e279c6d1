"""What ``find`` prints: draft rows of claims.csv, a table to read, or JSON."""

import json
import shutil
import sys
from collections import Counter
from fractions import Fraction

from tqdm import tqdm

import amounts_in_text
from amounts_in_text import drafts
from council_record import paths
from council_record.data import safe_csv, tables
from council_record.data.errors import DataError
from council_tools import reading

_MARK, _FAINT, _PLAIN = "\x1b[1;7m", "\x1b[2m", "\x1b[0m"
_SIGNS = {"GBP": "£", "USD": "$", "EUR": "€"}


def run(places, form):
    """Print what stands in some files, folders or standard input (-), as csv, json or table.

    Return a line for each file that could not be read; the others are printed all the same.
    """
    files, problems = reading.files(places), []
    if not files:
        endings = ", ".join(reading.SUFFIXES)
        return [f"{' '.join(places)}: holds no document. Allowed: files that end in {endings}"]
    show = {"csv": _rows, "json": lambda: _json, "table": lambda: _table}[form]()
    names, notes = Counter(), []
    for path in tqdm(files, unit="file", leave=False, disable=None if len(files) > 1 else True):
        try:
            text = reading.read(path, notes)
        except DataError as error:
            problems += error.problems
            continue
        name = paths.slug(path.stem) or "document"
        names[name] += 1
        name += f"-{names[name]}" if names[name] > 1 else ""
        show(path, drafts.drafts(text, name))
    print(*notes, sep="\n", end="\n" * bool(notes), file=sys.stderr)
    return problems


def _rows():
    """Print the header of claims.csv and return what prints rows below it."""
    fields = tables.resources(paths.DEFAULT_COUNCIL)["claims"]["schema"]["fields"]
    names = [field["name"] for field in fields]
    print(",".join(names))

    def show(path, found):
        for draft in found:
            print(safe_csv.line([draft.row.get(name, "") for name in names]), end="")

    return show


def _json(path, found):
    """Print one object; numbers are texts, so that none is rounded."""
    said = []
    for draft in found:
        facts = draft.mention._asdict()
        facts |= {name: str(facts[name]) for name in ("value", "upper")
                  if facts.get(name) is not None}  # fmt: skip
        said.append(facts | {"sentence": draft.sentence, "furniture": draft.furniture,
                             "claim": draft.row})  # fmt: skip
    print(json.dumps({"file": str(path), "found": said}, ensure_ascii=False))


def _table(path, found):
    """Print each figure in the middle of its sentence, with what it reads as."""
    colour = sys.stdout.isatty()
    width = max(60, shutil.get_terminal_size((100, 24)).columns)
    print(f"{paths.shown(path)}: {len(found)} figures and superlatives")
    for draft in found:
        text = " ".join(draft.mention.text.split())
        before = " ".join(draft.sentence[: draft.at].split())
        before += " " if draft.sentence[: draft.at][-1:].isspace() else ""
        rest = draft.sentence[draft.at + len(draft.mention.text) :]
        after = (" " if rest[:1].isspace() else "") + " ".join(rest.split())
        room = max(10, width - 31 - len(text))
        left = min(len(before), max(room // 2, room - len(after)))
        before, after = before[len(before) - left :], after[: max(0, room - left)]
        marked = f"{_MARK}{text}{_PLAIN}" if colour else f"«{text}»"
        shade = _FAINT if colour and draft.furniture else ""
        print(f"{draft.start:>7}  {reads(draft.mention):>18}  {shade}{before}{marked}{shade}{after}"
              f"{_PLAIN if shade else ''}")  # fmt: skip
        if draft.furniture:
            print(f"{'':>29}page furniture? {draft.furniture}")


def reads(one):
    """Return how a figure reads, in digits: £10,600,000, 33%, 0.1 points, 1/3."""
    if isinstance(one, amounts_in_text.Wording):
        return "superlative"
    if one.value is None:
        return "no exact number"
    ends = [one.value] if one.upper is None else [one.value, one.upper]
    written = [str(end) if isinstance(end, Fraction) else f"{end:,f}" for end in ends]
    sign = _SIGNS.get(one.currency, f"{one.currency} ") if one.currency else ""
    unit = {"percent": "%", "points": " points"}.get(one.measure, "")
    return f"{sign}{' to '.join(written)}{unit}"
