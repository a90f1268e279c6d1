"""Sentences that a neighbour would follow: short, with few numbers, in prose that people read."""

import json
import re
from calendar import month_name

import pytest

from council_record import paths

MOST_WORDS, MOST_NUMBERS = 30, 2
_NOT_PROSE = re.compile(r"```.*?```|^\|.*$|!\[.*?\]\(.*?\)|^#.*$", re.DOTALL | re.MULTILINE)
# £4.5m, 2018-19, 46%, 36 and three are numbers; years alone say when.
_NUMBER = re.compile(r"£?\d[\d,.]*(?:m|bn|%)?|\b(?:two|three|four|five|six|seven|eight|nine|ten)\b")


def sentences(text):
    plain = re.sub(r"\[(.*?)\]\(.*?\)", r"\1", _NOT_PROSE.sub("", text))
    parts = re.split(
        r"(?<=[.?!:;”])\s+(?=[A-Z“£0-9])|\n\s*\n|^\s*(?:[-*]|\d\.) ", plain, flags=re.M
    )
    return [" ".join(part.split()) for part in parts if part.strip()]


def too_long(text):
    return [one for one in sentences(text) if len(one.split()) > MOST_WORDS]


def numbers(sentence):
    without_days = re.sub(
        rf"\b\d\d? (?:{'|'.join(month_name[1:])})\b|\b(?:19|20)\d\d(?:-\d\d)?\b", "", sentence
    )
    return _NUMBER.findall(without_days)


def markdown(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]


@pytest.mark.parametrize("name", ["README.md", "GLOSSARY.md"])
def test_pages_have_short_sentences(name):
    assert too_long((paths.ROOT / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", sorted(paths.FIGURES.glob("fig*.txt")), ids=lambda path: path.stem)
def test_text_alternatives_have_short_sentences(path):
    assert too_long(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", sorted(paths.NOTEBOOKS.glob("*.ipynb")), ids=lambda p: p.stem)
def test_notebooks_have_short_sentences(path):
    assert [one for cell in markdown(path) for one in too_long(cell)] == []


def test_the_measure_sees_what_it_should():
    long = "Of 33 councils " + "and more " * 15 + "that is."
    assert too_long(f"Short. {long} Short again.") == [long]
    assert numbers("Of 33 councils, six are Good since 2018.") == ["33", "six"]
