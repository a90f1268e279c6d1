"""Planned and reported, and one service in two returns: bars, titles, what is said of gaps."""

import pandas as pd
import pytest

import drawn
import some_councils
from council_record.chart import LeftOut
from council_record.figures import fig14_budget_and_outturn, page

COUNCIL = some_councils.council("Alpha")
RETURNS = pd.DataFrame(
    [
        ("2021-22", 3_400_000, None, None, None, None),
        ("2022-23", 4_800_000, 1_300_000, 100_000, 1_200_000, "Y"),
        ("2023-24", 5_200_000, 740_000, 0, 740_000, "N"),
    ],
    columns=["financial_year", "section_251", "ro3_expenditure", "ro3_income", "ro3_net",
             "ro3_certified"],
)  # fmt: skip
PLANNED = pd.DataFrame(
    [
        ("2021-22", "total", 83_011_000, 84_673_000, "Y"),
        ("2023-24", "children_looked_after", 44_996_000, 48_181_000, "N"),
        ("2023-24", "other_children_and_families", -155_000, 0, "N"),
        ("2023-24", "young_people", 3_422_000, 242_000, "N"),
        ("2023-24", "total", 92_804_000, 99_391_000, "N"),
    ],
    columns=["financial_year", "line", "planned_gbp", "reported_gbp", "certified"],
).assign(status="returned")


def chart(returns=RETURNS, planned=PLANNED.iloc[:0]):
    return fig14_budget_and_outturn.chart(returns, COUNCIL, "Somebody.", planned)


def bars(figure, gid):
    return [round(patch.get_width(), 3) for axes in figure.axes for patch in axes.patches
            if patch.get_gid() == gid]  # fmt: skip


@pytest.mark.parametrize("width", [page.WIDE, page.NARROW])
@pytest.mark.parametrize("planned", [PLANNED.iloc[:0], PLANNED])
@pytest.mark.parametrize("returns", [RETURNS, RETURNS[1:], RETURNS.iloc[:0]])
def test_nothing_overlaps_or_is_cut(returns, planned, width):
    made = chart(returns, planned)
    assert isinstance(made, LeftOut) or drawn.faults(made.figure(width)) == []


def test_bars_are_as_long_as_the_amounts():
    figure = chart().figure()
    first, second = (bars(figure, name) for name in ("section_251", "ro3_expenditure"))
    assert first[1] / first[0] == pytest.approx(4.8 / 3.4, rel=0.01)
    assert second[0] / first[1] == pytest.approx(1.3 / 4.8, rel=0.01)
    assert (len(first), len(second)) == (3, 2)


def test_each_line_of_the_last_year_has_a_bar_and_a_mark_for_its_budget():
    figure = chart(planned=PLANNED).figure()
    assert len(bars(figure, "planned")) == len(bars(figure, "reported")) == 5
    assert len(bars(figure, "section_251")) == 2  # only years of both returns, beside the plans
    words = drawn.words_of(figure)
    assert [word for word in words if word.startswith("All lines")] == [
        "All lines, 2021-22", "All lines, 2023-24",
    ]  # fmt: skip
    assert {"92.8", "99.4", "−0.2", "0.0"} <= set(words)


def test_a_small_council_has_thousands_and_no_zero_below_zero():
    small = PLANNED.assign(planned_gbp=PLANNED["planned_gbp"] / 1000, reported_gbp=-4)
    words = drawn.words_of(chart(RETURNS.iloc[:0], small).figure())
    assert {"Net, £ thousand", "83", "45", "0"} <= set(words)
    assert "−0" not in words


def test_what_was_planned_makes_the_title_where_there_is_a_budget():
    assert chart(planned=PLANNED).title == (
        "Alpha planned £92.8m for children’s social care in 2023-24 and reported £99.4m, net"
    )
    assert "Single lines are of 2023-24." in chart(planned=PLANNED).subtitle
    assert chart(planned=PLANNED.iloc[:0]).title == chart().title


@pytest.mark.parametrize(
    ("amounts", "title"),
    [
        ((5_200_000, 740_000), "One service, two returns: £5.2m in one and £0.74m in the other "
         "for 2023-24"),
        ((2_900_000, 2_900_000), "Two returns give the same amount for services for young people "
         "in 2023-24: £2.9m"),
        ((2_949_000, 2_851_000), "Two returns give nearly the same amount for services for young "
         "people in 2023-24: £2.9m"),
    ],
)  # fmt: skip
def test_equal_only_after_rounding_is_not_called_the_same(amounts, title):
    returns = RETURNS.copy()
    returns.loc[2, ["section_251", "ro3_expenditure"]] = amounts
    assert chart(returns).title == title


def test_the_note_says_what_was_late_or_not_certified():
    late = RETURNS.assign(ro3_certified=["[x]", "Y", "N"])
    assert chart(late).note == (
        "The two returns have different rules about what counts as services for young people. No "
        "revenue outturn in time for 2021-22. The council had not certified its revenue outturn "
        "for 2023-24."
    )


def test_the_data_hold_both_halves_in_pounds():
    data = chart(planned=PLANNED).data.set_index(["financial_year", "line"])
    row = data.loc[("2023-24", "young_people")]
    assert row[["planned_gbp", "reported_gbp", "section_251_gbp"]].tolist() == [
        3_422_000, 242_000, 5_200_000,
    ]  # fmt: skip
    assert data.loc[("2021-22", "young_people"), "section_251_gbp"] == 3_400_000


def test_without_two_returns_and_without_a_budget_it_is_left_out():
    assert chart(RETURNS[:1]).reason == (
        "Alpha has no year with services for young people in both returns."
    )
    assert chart(RETURNS[:1], PLANNED).note.startswith("The council had not certified")
