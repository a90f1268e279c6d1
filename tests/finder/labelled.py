"""Read the texts in data, in which every figure is marked as {as written = how it reads}."""

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"
_MARK = re.compile(r"\{([^{}=]+?)\s?= ?([^{}]+)\}")
_READING = re.compile(
    r"(?P<currency>[£$€]|AUD )?(?P<ratio>x)?(?P<value>-?[0-9]+(?:[./][0-9]+)?|\?)"
    r"(?:\.\.(?P<upper>[0-9.]+))?"
    r"(?P<unit>%|pp)?(?: \[(?P<of>[^]]+)\])?(?: \((?P<hedge>[^)]+)\))?(?P<converts> CONVERTS)?"
)
_CURRENCIES = {"£": "GBP", "$": "USD", "€": "EUR", "AUD ": "AUD", None: None}


class Label(NamedTuple):
    """How a figure is to be read; what the label leaves out (of, hedge) is None."""

    start: int
    end: int
    measure: str
    value: Decimal | Fraction | None
    upper: Decimal | None
    currency: str | None
    of: str | None
    hedge: str | None
    converts: bool


def phrases(name="phrases.txt"):
    """Return the phrases of a file, one a line, still marked."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def texts():
    """Return the texts by name, still marked."""
    files = sorted((DATA / "texts").glob("*.txt"))
    return {file.stem: file.read_text(encoding="utf-8") for file in files}


def read(marked):
    """Return the text without marks, and its labels in order."""
    marked = re.sub(r"\\(n|u[0-9a-f]{4})", lambda m: m[0].encode().decode("unicode_escape"), marked)
    text, labels, end = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[end : mark.start()]
        labels.append(_label(len(text), mark[1], mark[2]))
        text, end = text + mark[1], mark.end()
    return text + marked[end:], labels


def _label(start, written, reading):
    said = _READING.fullmatch(reading)
    if not said:
        raise ValueError(f"cannot read the label {reading}")
    measure = "count"
    if said["currency"]:
        measure = "money"
    elif said["unit"]:
        measure = "percent" if said["unit"] == "%" else "points"
    elif said["ratio"]:
        measure = "ratio"
    number = Fraction if said["ratio"] else Decimal
    value = None if said["value"] == "?" else number(said["value"])
    upper = Decimal(said["upper"]) if said["upper"] else None
    return Label(start, start + len(written), measure, value, upper, _CURRENCIES[said["currency"]],
                 said["of"], said["hedge"], bool(said["converts"]))  # fmt: skip


def differences(found, labels):
    """Return what differs between mentions found and labels, one line each."""
    by_place = {(one.start, one.end): one for one in found}
    lines = []
    for label in labels:
        one = by_place.pop((label.start, label.end), None)
        if one is None:
            lines.append(f"not found: {label}")
            continue
        for field in Label._fields[2:]:
            wanted, got = getattr(label, field), getattr(one, field)
            if wanted != got and (field not in ("of", "hedge") or wanted is not None):
                lines.append(f"{one.text}: {field} is {got}, not {wanted}")
    return lines + [f"no figure: {one}" for one in by_place.values()]
