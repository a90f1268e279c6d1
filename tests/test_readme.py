"""The front page: what it says was found is computed, short, and beside its pictures."""

import functools
import re

import pytest

import test_english
from council_record import Council, paths
from council_record.figures.found import found

README = (paths.ROOT / "README.md").read_text(encoding="utf-8")
FOUND = README[README.index("## What we found") : README.index("[![")]


@functools.cache
def told(council):
    return found(Council(council))


def test_what_was_found_is_what_the_data_say():
    assert FOUND.split("\n\n")[1:-1] == told("Newham")


def test_what_was_found_is_short():
    text = " ".join(told("Newham"))
    assert len(text.split()) <= 180
    assert len(re.findall(r"\d[\d,.-]*|\b(?:two|three|four|five|six|nine|ten)\b", text)) <= 20


@pytest.mark.parametrize("council", ["Newham", "Leeds", "Poole", "Cumberland"])
def test_sentences_have_at_most_two_numbers(council):
    sentences = [one for part in told(council) for one in test_english.sentences(part)]
    full = {one: test_english.numbers(one) for one in sentences}
    assert {one: found for one, found in full.items() if len(found) > 2} == {}


def test_pictures_stand_with_their_words():
    for words, slug in re.findall(r"\[!\[(.*?)\]\(figures/(fig[\w-]+)\.png\)\]", README):
        told = (paths.FIGURES / f"{slug}.txt").read_text(encoding="utf-8").strip()
        assert words == told


def test_every_file_that_is_linked_is_there():
    links = re.findall(r"\]\(([^)#]+)\)", re.sub(r"https?://\S+\)", ")", README))
    assert len(links) > 30
    assert [link for link in links if link and not (paths.ROOT / link).exists()] == []
