from decimal import Decimal
from itertools import pairwise

import labelled
import pytest

import amounts_in_text as mentions

FIGURES = [
    # money
    ("£1.3m", "£1.3m", "money", 1_300_000, "GBP"),
    ("spent £1.3 million on it", "£1.3 million", "money", 1_300_000, "GBP"),
    ("(£10.6m)", "£10.6m", "money", 10_600_000, "GBP"),
    ("£10.6M.", "£10.6M", "money", 10_600_000, "GBP"),
    ("£172,000 for", "£172,000", "money", 172_000, "GBP"),
    ("£1,234,567.89, and", "£1,234,567.89", "money", "1234567.89", "GBP"),
    ("£5k", "£5k", "money", 5_000, "GBP"),
    ("£2bn", "£2bn", "money", 2_000_000_000, "GBP"),
    ("£2 billion", "£2 billion", "money", 2_000_000_000, "GBP"),
    ("£40 thousand", "£40 thousand", "money", 40_000, "GBP"),
    ("£ 36 million", "£ 36 million", "money", 36_000_000, "GBP"),
    ("£36\nmillion", "£36\nmillion", "money", 36_000_000, "GBP"),
    ("£2019 is no year", "£2019", "money", 2019, "GBP"),
    ("£47 more", "£47", "money", 47, "GBP"),
    ("[$1.7M]", "$1.7M", "money", 1_700_000, "USD"),
    ("€3m", "€3m", "money", 3_000_000, "EUR"),
    # per cent
    ("by 33 per cent", "33 per cent", "percent", 33, None),
    ("by 33 percent", "33 percent", "percent", 33, None),
    ("33%", "33%", "percent", 33, None),
    ("2.5 %", "2.5 %", "percent", "2.5", None),
    ("fifty per cent", "fifty per cent", "percent", 50, None),
    ("a 50 Per Cent increase", "50 Per Cent", "percent", 50, None),
    ("a 2000 per cent increase", "2000 per cent", "percent", 2000, None),
    # counts
    ("to 43 youth workers", "43", "count", 43, None),
    ("1,500 children", "1,500", "count", 1500, None),
    ("1,950 children", "1,950", "count", 1950, None),
    ("2019.5 posts", "2019.5", "count", "2019.5", None),
    ("5000000 signatures", "5000000", "count", 5_000_000, None),
    ("five million voters", "five million", "count", 5_000_000, None),
    ("2.5 million voters", "2.5 million", "count", 2_500_000, None),
    ("Two new roles", "Two", "count", 2, None),
    ("twenty posts", "twenty", "count", 20, None),
    ("twenty-five posts", "twenty-five", "count", 25, None),
    ("two hundred posts", "two hundred", "count", 200, None),
    ("since March 43 youth workers", "43", "count", 43, None),
    # no exact number
    ("hundreds of posts", "hundreds", "count", None, None),
    ("Thousands of jobs", "Thousands", "count", None, None),
    ("dozens", "dozens", "count", None, None),
]


@pytest.mark.parametrize(("text", "figure", "measure", "value", "currency"), FIGURES)
def test_a_figure_is_found_with_its_measure_and_value(text, figure, measure, value, currency):
    (found,) = mentions.find(text)
    value = None if value is None else Decimal(value)
    assert found[2:6] == (figure, measure, value, currency)


@pytest.mark.parametrize(
    "text",
    [
        "on 25 March 2019 it",
        "PUBLISHED: 14:03 25 March 2019",
        "the 15th of the month",
        "today (15th March)",
        "Mar 15, 2022",
        "March 15",
        "21 Sep 2022",
        "1 May",
        "in May 2018",
        "since 2018",
        "In 2018, and by 2022.",
        "2019-03-08",
        "the 2019/20 budget",
        "2019-20",
        "2019–20",
        "2019/2020",
        "2019 / 20",
        "the 18/19 budget",
        "the 21st century, the 2nd",
        "see https://example.org/2019/article/810?page=3",
        "see www.example.org/article/810",
        "at 9.30am and at 10:30 pm",
        "at 14:03",
        "one child, the one",
        "someone often tends to listen",
        "E16 and Year7",
        "no figure at all",
        "",
    ],
)
def test_dates_years_times_ordinals_and_addresses_are_passed_over(text):
    assert mentions.find(text) == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("£10.6m for one, £1.4m for two and £1.3m", ["£10.6m", "£1.4m", "two", "£1.3m"]),
        ("£1.3 million [$1.7M] annually since 2018", ["£1.3 million", "$1.7M"]),
        ("from three to 43", ["three", "43"]),
        ("a 50 per cent increase on 18/19 which totals £47m over the last three financial years",
         ["50 per cent", "£47m", "three"]),
        ("£1.3m in 2019/20, up 33 per cent", ["£1.3m", "33 per cent"]),
        ("£1m-£2m", ["£1m-£2m"]),
        ("10, 20 and 30", ["10", "20", "30"]),
        ("On 25 March 2019, 43 workers; 12 left", ["43", "12"]),
    ],
)  # fmt: skip
def test_several_figures_are_found_in_the_order_of_the_text(text, figures):
    assert [found.text for found in mentions.find(text)] == figures


@pytest.mark.parametrize("text", [" … ".join(case[0] for case in FIGURES), "£1m £2m\n3%", "“43”"])
def test_spans_are_those_of_the_text_and_never_overlap(text):
    found = mentions.find(text)
    assert found
    assert [text[mention.start : mention.end] for mention in found] == [m.text for m in found]
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "value"), [("£1.3m", 1_300_000), (" 43 ", 43), ("fifty per cent", 50)]
)
def test_a_figure_that_stands_alone_is_read(text, value):
    assert mentions.read_figure(text).value == value


@pytest.mark.parametrize("text", ["", "2019", "about £1m", "£1m extra", "£1m £2m", "none"])
def test_what_is_not_exactly_one_figure_is_not_read_as_one(text):
    assert mentions.read_figure(text) is None


@pytest.mark.parametrize("marked", labelled.phrases())
def test_a_labelled_phrase_reads_exactly_as_it_is_labelled(marked):
    text, labels = labelled.read(marked)
    assert labelled.differences(mentions.find(text), labels) == []


def test_there_are_three_hundred_labelled_phrases_and_none_stands_twice():
    phrases = labelled.phrases()
    assert len(phrases) >= 300
    assert len(set(phrases)) == len(phrases)


@pytest.mark.parametrize("name", labelled.texts())
def test_a_labelled_text_reads_exactly_as_it_is_labelled(name):
    text, labels = labelled.read(labelled.texts()[name])
    assert len(labels) > 20
    assert labelled.differences(mentions.find(text), labels) == []


def test_what_differs_from_a_label_is_told():
    text, labels = labelled.read("{£2m = £3000000} and 43")
    assert labelled.differences(mentions.find(text), labels) == [
        "£2m: value is 2000000, not 3000000",
        "no figure: " + repr(mentions.find(text)[1]),
    ]


@pytest.mark.parametrize("way", ["find", "wordings"])
@pytest.mark.parametrize("name", labelled.texts())
def test_a_text_in_pieces_gives_what_the_whole_gives(name, way):
    text, _ = labelled.read(labelled.texts()[name])
    whole = [one.text for one in getattr(mentions, way)(text)]
    lines = [one.text for line in text.split("\n") for one in getattr(mentions, way)(line)]
    assert lines == whole


@pytest.mark.parametrize(
    ("text", "least"),
    [("more than £36million", True), ("over £20million", True), ("at least 80 per cent", True),
     ("£1m+", True), ("just over half of them", True), ("nearly £2m", False), ("up to £2m", False),
     ("no more than £2m", False), ("£2m", False), ("not less than £2m", True)],
)  # fmt: skip
def test_at_least_is_told_from_other_hedges(text, least):
    assert mentions.find(text)[0].at_least is least


WORDINGS = [
    # what stands there, its kind, what it means, of what, baseline, first and last year
    ("for the coming 2019/20 financial year", "2019/20 financial year", "period", None, None, None,
     "2019-20", "2019-20"),
    ("the 18/19 budget", "18/19 budget", "period", None, None, None, "2018-19", "2018-19"),
    ("from 2019-20 to 2021-22", "from 2019-20 to 2021-22", "period", None, None, None, "2019-20",
     "2021-22"),
    ("in SEND since 2018", "since 2018", "period", None, None, None, "2018-19", None),
    ("until 2023", "until 2023", "period", None, None, None, None, None),
    ("April 2020 to March 2023: from April 2020 to March 2023",
     "from April 2020 to March 2023", "period", None, None, None, None, None),
    ("over the last three financial years", "over the last three financial years", "period", None,
     None, None, None, None),
    ("for each of the next three years", "for each of the next three years", "period", None, None,
     None, None, None),
    ("over three years", "over three years", "period", None, None, None, None, None),
    ("This is on top of it", "on top of", "link", "extra", None, None, None, None),
    ("annually", "annually", "recurrence", "each_year", None, None, None, None),
    ("£4.5m a year", "a year", "recurrence", "each_year", None, None, None, None),
    ("£4.5m-a-year", "a-year", "recurrence", "each_year", None, None, None, None),
    ("£1m p.a. more", "p.a.", "recurrence", "each_year", None, None, None, None),
    ("£1m per annum", "per annum", "recurrence", "each_year", None, None, None, None),
    ("in-year allocation", "in-year", "period", "in_year", None, None, None, None),
    ("the biggest increased investment in our children for a generation", "biggest", "superlative",
     None, "increased investment in our children", "for a generation", None, None),
    ("the largest expansion of youth workers anywhere in the country", "largest", "superlative",
     None, "expansion of youth workers", "anywhere in the country", None, None),
    ("a record £36m for youth", "record", "superlative", None, "£36m for youth", None, None, None),
    ("record investment", "record", "superlative", None, "investment", None, None, None),
    ("its greatest rise ever", "greatest", "superlative", None, "rise", "ever", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", *mentions.Wording._fields[3:]), WORDINGS)
def test_a_wording_is_found_with_what_it_says(text, words, kind, means, of, baseline, first, last):
    (found,) = mentions.wordings(text)
    assert text[found.start : found.end] == found.text == words
    assert found[3:] == (kind, means, of, baseline, first, last)


@pytest.mark.parametrize(
    "text",
    ["a criminal record", "they record it", "10/12 children", "in 20 homes", "byelaw", "papa",
     "sincere", "a yearling", "the top of it", "switched off", "Paris, in addition", ""],
)  # fmt: skip
def test_other_words_are_no_wording(text):
    assert mentions.wordings(text) == []
