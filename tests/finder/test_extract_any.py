"""What holds of any amount and any text, and not only of those that somebody thought of."""

import importlib
import pkgutil
import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import amounts_in_text as mentions

# The same examples in every run, and none refused for being slow on a busy machine.
settings.register_profile("same", deadline=None, derandomize=True, database=None)
settings.load_profile("same")

UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
         "eighteen", "nineteen"]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SPACES = st.sampled_from(["", " ", "\u00a0", "\u2009", "\n", "&nbsp;", "  "])
SIGNS = st.sampled_from([("£", "GBP"), ("&pound;", "GBP"), ("&#163;", "GBP"), ("GBP ", "GBP"),
                         ("$", "USD"), ("US$", "USD"), ("€", "EUR")])  # fmt: skip
SCALES = st.sampled_from([("k", 10**3), ("K", 10**3), ("m", 10**6), ("M", 10**6), ("mn", 10**6),
                          ("million", 10**6), ("Million", 10**6), ("bn", 10**9), ("BN", 10**9),
                          ("billion", 10**9), ("thousand", 10**3),
                          ("trillion", 10**12)])  # fmt: skip
AROUND = st.sampled_from([
    ("The council spent ", " on youth clubs."), ("(", ")"), ("“", "”"), ("", ""), ("", ", and"),
    ("in 2019/20 an extra ", "; in 2020 more"), ("more than ", "-a-year"),
    ("by ", ".\n\nMost read"),
    ("cut to ", " since May 2018"), ("On 3 May 2019, ", ": what was said"), ("up ", "\n"),
    ("– ", " –"), ("another ", "—a lot"), ("\t", "\t"), ("Article 50, ", " or so"),
])  # fmt: skip
NUMBERS = st.decimals("0.01", "999.999", places=3).map(lambda number: number.normalize())


def in_words(number):
    """Return a whole number below a million as British English writes it."""
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        link = "" if not rest else " and " if rest < 100 else " "
        return f"{in_words(thousands)} thousand{link}{in_words(rest) if rest else ''}"
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return f"{UNITS[hundreds - 1]} hundred" + (f" and {in_words(rest)}" if rest else "")
    if number >= 20:
        tens, rest = divmod(number, 10)
        return TENS[tens - 2] + (f"-{UNITS[rest - 1]}" if rest else "")
    return [*UNITS, *TEENS][number - 1]


def the_figure(written, around):
    """Return the only figure of a measure other than count, which must be where it was put."""
    text = written.join(around)
    (found,) = [one for one in mentions.find(text) if one.measure != "count"]
    assert (found.start, found.end) == (len(around[0]), len(around[0]) + len(written))
    return found


@given(SIGNS, SPACES, NUMBERS, SPACES, SCALES, AROUND)
def test_any_amount_with_a_scale_reads_back_exactly(sign, before, number, after, scale, around):
    found = the_figure(f"{sign[0]}{before}{number:f}{after}{scale[0]}", around)
    assert (found.measure, found.value, found.currency) == ("money", number * scale[1], sign[1])


@given(SIGNS, st.integers(0, 10**13), st.sampled_from(["", ".05", ".50", ".99"]), AROUND)
def test_any_amount_in_full_reads_back_exactly(sign, pounds, pence, around):
    found = the_figure(f"{sign[0]}{pounds:,}{pence}", around)
    assert (found.value, found.currency) == (pounds + Decimal(pence or 0), sign[1])


@given(st.integers(1, 999_999), st.sampled_from(["pounds", "pence", "million pounds"]), AROUND)
def test_any_amount_in_words_reads_back_exactly(number, unit, around):
    if unit == "million pounds":
        number = number % 1000 or 1
    found = the_figure(f"{in_words(number)} {unit}", around)
    factor = {"pounds": 1, "pence": Decimal("0.01"), "million pounds": 10**6}[unit]
    assert (found.measure, found.value, found.currency) == ("money", number * factor, "GBP")


@given(st.decimals("0", "5000", places=2), st.sampled_from(["%", " %", " per cent", " percent",
       "pc", "-per-cent", " per\ncent", "&nbsp;per cent"]), st.booleans(), AROUND)  # fmt: skip
def test_any_percentage_reads_back_exactly(number, unit, commas, around):
    found = the_figure((f"{number:,}" if commas else f"{number}") + unit, around)
    assert (found.measure, found.value, found.currency) == ("percent", number, None)


@given(
    st.integers(1, 999), st.sampled_from([" per cent", "-per-cent", " percentage points"]), AROUND
)
def test_any_percentage_in_words_reads_back_exactly(number, unit, around):
    found = the_figure(in_words(number) + unit, around)
    assert found.measure == ("points" if "points" in unit else "percent")
    assert found.value == number


@given(st.tuples(NUMBERS, NUMBERS).filter(lambda ends: ends[0] < ends[1]), SCALES,
       st.sampled_from(["-", "–", " to ", " - "]), st.sampled_from(["£{}{}{}£{}{}", "£{}{}{}{}{}"]),
       AROUND.filter(lambda around: around[0] not in ("by ", "up ", "cut to ")))  # fmt: skip
def test_any_range_of_money_reads_back_exactly(ends, scale, link, style, around):
    written = style.format(f"{ends[0]:f}", scale[0], link, f"{ends[1]:f}", scale[0])
    found = the_figure(written, around)
    assert (found.value, found.upper) == (ends[0] * scale[1], ends[1] * scale[1])


@given(st.tuples(st.integers(1, 99), st.integers(1, 99)).filter(lambda ends: ends[0] < ends[1]),
       st.sampled_from(["{}-{}%", "{}%-{}%", "{}–{} per cent", "{} to {} per cent",
                        "{}% to {}%"]))  # fmt: skip
def test_any_range_of_percentages_reads_back_exactly(ends, style):
    found = the_figure(style.format(*ends), ("between ", " more"))
    assert (found.measure, found.value, found.upper) == ("percent", *ends)


@given(st.text(alphabet="0123456789,.·", min_size=1, max_size=12).map(lambda text: f"£{text}m"))
def test_what_is_no_number_in_english_is_never_given_a_value(written):
    strict = re.fullmatch(r"£((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:[.·][0-9]+)?)m", written)
    for one in mentions.find(written):
        if one.value is not None and one.currency:
            assert strict and one.text == written
            assert one.value == Decimal(strict[1].replace(",", "").replace("·", ".")) * 10**6


PIECES = st.sampled_from([
    "£", "$", "€", "&pound;", "GBP", "1", "2.5", "1,000", "3,5", "2018", "19/20", "½", "m", "bn",
    "k", " million", " per cent", "%", "p", " pounds", "half", " a ", "two", "twenty-", " and ",
    " to ", "-", "–", "/", "(", ")", ".", ",", " ", "\n", "one", " in ", "doubled", "third",
    "March ", "May 3", "more than ", "over the last ", "three years",
    "since ", "biggest ", "record ",
    "İ", "ß", "\u00a0", "youth workers", "'", "\u2028",
])  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=3), max_size=25).map("".join))
def test_spans_cover_what_they_claim_whatever_the_text(text):
    for found in (mentions.find(text), mentions.wordings(text)):
        assert all(text[one.start : one.end] == one.text != "" for one in found)
        assert all(first.end <= second.start for first, second in pairwise(found))
    for one in mentions.find(text):
        assert not isinstance(one.value, float) and not isinstance(one.upper, float)
        assert one.measure in ("money", "percent", "points", "ratio", "count")
        assert one.upper is None or one.value < one.upper


BARE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?[a-z<]|#.*")  # marks, sets of letters, notes
REPEATED = re.compile(r"\{\d+(?:,\d+)?\}\+?|\?\+|([*+]|\{\d*,\})(\+)?")


def patterns():
    for module in pkgutil.iter_modules(mentions.__path__, "amounts_in_text."):
        if module.name.endswith((".drafts", ".boilerplate")):  # they see a sentence, not a text
            continue
        for name, pattern in vars(importlib.import_module(module.name)).items():
            if hasattr(pattern, "groupindex"):
                yield pytest.param(pattern.pattern, id=f"{module.name.split('.')[-1]}{name}")


@pytest.mark.parametrize("pattern", list(patterns()))
def test_no_pattern_can_go_back_without_end(pattern):
    """Whatever may repeat without bound is possessive, so time grows as the text does."""
    repeated = [match for match in REPEATED.finditer(BARE.sub("x", pattern)) if match[1]]
    assert [match[0] for match in repeated if not match[2]] == []


def test_a_pattern_that_can_go_back_would_be_seen():
    assert [match[0] for match in REPEATED.finditer(r"a*b++c{2,}d{1,3}e?+") if match[1]] == [
        "*", "++", "{2,}",
    ]  # fmt: skip
