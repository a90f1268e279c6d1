"""Spending per child: titles that hold for any council, lines, inspections below the axis."""

import pandas as pd
import pytest

import drawn
import some_councils
import toy
from council_record.figures import fig15_spend_per_child, page, style
from some_councils import BAD, BEST, GOOD

YEARS = ["2019-20", "2020-21", "2021-22", "2022-23"]
LONDON = [900, 950, 1000, 1100]
ENGLAND = [800, 850, 900, 950]


def spending(own, name="Alpha", **others):
    series = {name: own, "London": LONDON, "England": ENGLAND} | others
    rows = [(group, year, amount, 10 * amount) for group, amounts in series.items()
            for year, amount in zip(YEARS, amounts, strict=True) if amount is not None]  # fmt: skip
    return pd.DataFrame(rows, columns=["group", "financial_year", "per_child", "per_child_real"])


def areas(*inspections):
    frame = pd.DataFrame({"started": toy.days(*(day for day, _ in inspections))})
    return frame.assign(area="overall_effectiveness",
                        grade=toy.grades(*(grade for _, grade in inspections)))  # fmt: skip


def chart(own, *inspections, name="Alpha", **more):
    council = some_councils.council(name)
    return fig15_spend_per_child.chart(spending(own, name), areas(*inspections), council, "S.",
                                       **more)  # fmt: skip


@pytest.mark.parametrize(
    ("own", "title"),
    [
        ([1000, 1100, 880, 1200], "fell in 2021-22 as others’ rose, then passed them"),
        ([1000, 1100, 950, 1200], "fell in 2021-22 as England’s rose; it was above England’s in "
         "2022-23"),  # it was never below England
        ([1000, 1100, 880, 900], "fell in 2021-22 as England’s rose; it was below England’s in "
         "2022-23"),
        ([1000, 700, 720, None], "fell in 2020-21 as England’s rose; it was below England’s in "
         "2021-22"),  # abolished: never "now"
        ([1000, None, 800, 940], "fell from £1,000 in 2019-20 to £940 in 2022-23, below England’s "
         "£950"),  # over a gap: no fall within a year
        ([None, None, None, 950], "was £950 in 2022-23, level with England’s £950"),
        ([700, 750, 740, 960], "rose from £700 in 2019-20 to £960 in 2022-23, above England’s "
         "£950"),
        ([None, None, None, 940], "was £940 in 2022-23, below England’s £950"),
    ],
)  # fmt: skip
def test_the_title_holds_for_any_council(own, title):
    assert chart(own).title == f"Alpha’s spending per child {title}"


def test_the_title_gets_shorter_for_a_long_name():
    name = "Bath and North East Somerset"
    assert chart([1000, 1100, 880, 900], name=name).title == (
        f"{name}’s spending per child fell in 2021-22; below England’s in 2022-23"
    )
    assert chart([700, 750, 740, 960], name=name).title == (
        f"{name}’s spending per child was £960 in 2022-23"
    )


@pytest.mark.parametrize("width", [page.WIDE, page.NARROW])
@pytest.mark.parametrize("own", [[1000, 1100, 880, 1200], [None, None, None, 940],
                                 [5000, 1, 5000, None]])  # fmt: skip
def test_nothing_overlaps_or_is_cut(own, width):
    made = chart(own, ("2019-05-01", BAD), ("2020-01-01", GOOD), ("2023-03-30", BEST))
    assert drawn.faults(made.figure(width)) == []


@pytest.mark.parametrize("width", [page.WIDE, page.NARROW])
def test_every_inspection_has_its_colour_and_its_word_or_letter(width):
    made = chart([1, 2, 3, 4], ("2019-05-01", BAD), ("2019-08-01", GOOD), ("2023-03-30", BEST),
                 ("2014-01-01", BEST))  # fmt: skip
    figure = made.figure(width)
    ticks = [patch for axes in figure.axes for patch in axes.patches
             if patch.get_gid() == "inspection"]  # fmt: skip
    assert [style.to_hex(tick.get_facecolor()).upper() for tick in ticks] == [
        style.GRADES[grade]
        for grade in (BAD, GOOD, BEST)  # not that of 2014
    ]
    words = drawn.words_of(figure)
    for grade in (BAD, GOOD, BEST):
        assert grade in words or grade[0] in words


def test_a_council_without_an_inspection_has_no_ticks_and_no_word_of_them():
    made = chart([1, 2, 3, 4])
    assert "Ofsted" not in made.subtitle
    assert drawn.faults(made.figure()) == []


def test_the_council_is_blue_and_thick_and_a_lone_year_is_a_dot():
    figure = chart([1000, None, 880, 900]).figure()
    lines = {line.get_gid(): line for axes in figure.axes for line in axes.lines if line.get_gid()}
    assert lines["Alpha"].get_color() == style.COUNCIL
    assert lines["Alpha"].get_linewidth() > lines["London"].get_linewidth()
    assert lines["Alpha"].get_markevery() == [0]
    assert lines["London"].get_markevery() == []


def test_it_says_whether_prices_were_taken_out_and_draws_those():
    cash, real = chart([1, 2, 3, 4]), chart([1, 2, 3, 4], prices="2024-25")
    assert "not adjusted for inflation" in cash.subtitle
    assert "in 2024-25 prices" in real.subtitle
    assert real.title.startswith("Alpha’s spending per child rose from £10 in 2019-20 to £40")
    assert {"per_child", "per_child_real"} <= set(real.data)


def test_the_data_have_inspections_in_the_rows_of_the_council_only():
    data = chart([1, 2, 3, 4], ("2020-06-01", GOOD)).data
    assert data.dropna(subset="inspection")[["group", "financial_year", "inspection"]].to_numpy(
    ).tolist() == [["Alpha", "2020-21", "1 June 2020: Good"]]  # fmt: skip
    assert len(data) == 12


def test_without_an_amount_it_is_left_out():
    assert chart([None] * 4).reason == "Alpha has no spending per child to show."
