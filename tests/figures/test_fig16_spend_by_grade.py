"""Spending by grade: every council a dot, the far ones named, the council marked or missed."""

import pandas as pd
import pytest

import drawn
import some_councils
import toy
from council_record.figures import fig16_spend_by_grade, page
from some_councils import BAD, BEST, GOOD, RIGB

ROWS = [
    ("Alpha", BAD, 900), ("Beta", BAD, 1500), ("Bath and North East Somerset", RIGB, 950),
    ("Delta", RIGB, 1400), ("Echo", GOOD, 800), ("Foxtrot", GOOD, 1600), ("Golf", BEST, 1000),
    ("Hotel", BEST, 1700), ("City", BEST, 6783),
]  # fmt: skip


def chart(name="Alpha", rows=ROWS, abolished=None):
    council = some_councils.council(name)
    council.abolished = pd.Timestamp(abolished) if abolished else pd.NaT
    names, grades, amounts = zip(*rows, strict=True)
    frame = pd.DataFrame({"local_authority": names, "financial_year": "2024-25",
                          "per_child": [float(amount) for amount in amounts],
                          "grade": toy.grades(*grades), "children": 10})  # fmt: skip
    return fig16_spend_by_grade.chart(frame, council, "Somebody.")


def marked(figure):
    return [line.get_xdata()[0] for axes in figure.axes for line in axes.lines
            if line.get_gid() == "own"]  # fmt: skip


@pytest.mark.parametrize("width", [page.WIDE, page.NARROW])
@pytest.mark.parametrize("name", [*(name for name, *_ in ROWS), "Gone"])
def test_nothing_overlaps_or_is_cut(name, width):
    assert drawn.faults(chart(name).figure(width)) == []


def test_the_title_is_the_range_with_councils_of_every_grade():
    assert chart().title == "Councils of every grade spend between £1,000 and £1,400 per child"
    three = [row for row in ROWS if row[1] != RIGB]
    assert chart(rows=three).title.startswith("Councils of three grades spend between £1,000")


def test_grades_that_never_meet_are_not_said_to():
    apart = [("Alpha", BAD, 900), ("Beta", GOOD, 1000)]
    assert chart(rows=apart).title == "The middle Good council spends most per child: £1,000"


@pytest.mark.parametrize("width", [page.WIDE, page.NARROW])
def test_every_council_within_the_axis_is_a_dot_and_the_council_is_large(width):
    figure = chart().figure(width)
    dots = sum(len(group.get_offsets()) for axes in figure.axes for group in axes.collections)
    assert (dots, marked(figure)) == (len(ROWS) - 2, [900])
    assert any("Alpha £900" in words for words in drawn.words_of(figure))


def test_a_council_beyond_the_axis_is_named_and_not_called_the_large_dot():
    assert chart("City").note == "Beyond the axis: City (£6,783)."
    assert "large" not in chart("City").subtitle
    assert marked(chart("City").figure()) == []
    assert "The large one is Alpha." in chart("Alpha").subtitle


def test_a_council_that_is_not_there_is_said_to_be_missing():
    assert chart("New").note.startswith("New has no grade or no return for 2024-25.")
    assert chart("Gone", abolished="2021-03-31").note.startswith(
        "Gone was abolished after 31 March 2021."
    )


def test_the_data_hold_the_line_of_the_middle():
    data = chart().data.set_index("local_authority")
    assert data.loc["Alpha", "middle"] == 1200
    assert len(data) == len(ROWS)
