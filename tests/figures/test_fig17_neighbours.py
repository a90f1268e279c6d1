"""A council beside others: boxes for grades, bars for spending, titles that hold."""

import pandas as pd
import pytest

import drawn
import some_councils
import toy
from council_record.figures import fig17_neighbours, page, style
from some_councils import BAD, BEST, GOOD

LONG = "Bournemouth, Christchurch and Poole"
GRADES = {
    "Alpha": [("2019-02-01", BAD), ("2022-07-01", GOOD)],
    LONG: [("2018-01-01", GOOD)],
    "Gamma": [("2014-01-01", BAD), ("2016-01-01", BAD), ("2019-01-01", GOOD), ("2023-01-01", BEST)],
    "New": [],
}
SPENT = {"Alpha": 1000.0, LONG: 900.0, "Gamma": 1200.0, "New": None, "Low": 100.0}

MORE = GRADES | {"Low": [("2020-01-01", BAD)]}


def chart(order=tuple(GRADES), spent=SPENT, later=(), by_program=None, **more):
    rows = [(name, day, grade) for name in order for day, grade in MORE[name]]
    grades = pd.DataFrame(rows, columns=["local_authority", "started", "grade"])
    grades = grades.assign(started=pd.to_datetime(grades["started"]), framework="sif",
                           grade=toy.grades(*grades["grade"]))  # fmt: skip
    spending = pd.DataFrame({"local_authority": order, "financial_year": "2024-25",
                             "per_child": [spent[name] for name in order]})  # fmt: skip
    known = some_councils.counted(later=later, by_program=by_program)
    council = some_councils.council(order[0])
    return fig17_neighbours.chart(grades, spending, council, "Somebody.", known, **more)


def patches(figure, gid):
    return [patch for axes in figure.axes for patch in axes.patches if patch.get_gid() == gid]


@pytest.mark.parametrize("width", [page.WIDE, page.NARROW])
@pytest.mark.parametrize("order", [tuple(GRADES), tuple(reversed(GRADES)), ("Alpha", LONG),
                                   ("New", "Alpha")])  # fmt: skip
def test_nothing_overlaps_or_is_cut(order, width):
    assert drawn.faults(chart(order).figure(width)) == []


@pytest.mark.parametrize("width", [page.WIDE, page.NARROW])
def test_every_inspection_is_a_box_in_the_colour_of_its_grade(width):
    boxes = patches(chart().figure(width), "grade")
    assert [style.to_hex(box.get_facecolor()).upper() for box in boxes] == [
        style.GRADES[grade] for steps in GRADES.values() for _, grade in steps
    ]


def test_boxes_tell_the_year_where_there_is_room():
    words = drawn.words_of(chart(("Alpha", LONG)).figure())
    assert {"I 2019", "G 2022", "G 2018"} <= set(words)
    words = drawn.words_of(chart().figure(page.NARROW))
    assert {"I", "G", "O"} <= set(words)


def test_bars_are_as_long_as_the_amounts_and_the_council_is_blue():
    bars = patches(chart().figure(), "per child")
    assert [bar.get_width() / bars[0].get_width() for bar in bars] == pytest.approx([1, 0.9, 1.2])
    blue = [style.to_hex(bar.get_facecolor()).upper() == style.COUNCIL for bar in bars]
    assert blue == [True, False, False]
    words = drawn.words_of(chart().figure())
    assert {"none", "no return", "£1,200"} <= set(words)


@pytest.mark.parametrize(
    ("order", "title"),
    [
        (("Alpha", LONG, "Gamma", "New"),
         "One of three neighbours is graded better than Alpha; one spends less per child"),
        (("Gamma", "Alpha", LONG),
         "None of two neighbours is graded better than Gamma; both spend less per child"),
        (("Gamma", "Alpha", LONG, "New"),  # New has no return: not all
         "None of three neighbours is graded better than Gamma; two spend less per child"),
        ((LONG, "Alpha", "Gamma"),
         f"One of two neighbours is graded better than {LONG}; none spends less"),
        (("New", "Alpha", "Gamma"), "New has no grade; no return to compare"),
        (("Alpha", "New", "New"), "None of two neighbours has a grade; no return to compare"),
        (("Low", "Alpha", LONG),
         "Both neighbours are graded better than Low; none spends less per child"),
        (("Low", "Alpha", LONG, "Gamma"),
         "All three neighbours are graded better than Low; none spends less per child"),
        (("Alpha", "Gamma"), "Gamma is graded better than Alpha and spends more per child"),
        (("Gamma", "Alpha"), "Alpha is graded lower than Gamma and spends less per child"),
        (("Alpha", LONG), f"{LONG} has the same grade as Alpha and spends less per child"),
        (("Alpha", "New"), "New has no grade; no return to compare"),
    ],
)  # fmt: skip
def test_the_title_counts_only_what_is_known(order, title):
    assert chart(order).title == title
    assert "neighbours" not in chart(order, chosen=True).title


def test_a_council_without_a_grade_can_still_spend_more_or_less():
    spent = SPENT | {"New": 1000.0}
    assert chart(("New", "Gamma", LONG), spent).title == (
        "New has no grade; one of two neighbours spends less per child"
    )
    assert chart(("New", "Gamma"), spent).title == "New has no grade; Gamma spends more per child"


def test_the_last_day_and_a_later_grade_of_the_council_are_said():
    later = [("2025-11-01", BEST)]
    assert "an inspection until 31 March 2025" in chart().subtitle
    assert "an inspection until June 2026" in chart(by_program="2025-06-01").subtitle
    assert chart(later=later).note == (
        "Alpha was graded again in November 2025, which is not counted here: Outstanding."
    )
    assert chart().note == ""


def test_the_data_hold_every_grade_beside_the_amount():
    data = chart().data
    assert len(data) == 2 + 1 + 4 + 1
    assert data["per_child"].nunique() == 3


def test_a_council_alone_is_left_out():
    assert chart(("Alpha",)).reason == "The model names no statistical neighbours of Alpha."
