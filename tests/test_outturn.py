"""What councils reported having spent."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import toy
from council_record.analysis import england, outturn, sums
from council_record.data import tables
from toy import RIGB, days

BAD, GOOD, BEST = "Inadequate", "Good", "Outstanding"
LINES = ["sure_start", "children_looked_after", "other_children_and_families", "safeguarding",
         "family_support", "young_people", "youth_justice"]  # fmt: skip
TOTAL, YOUNG = "total", "young_people"


def frame(columns, *rows, **types):
    return pd.DataFrame(rows, columns=columns.split()).astype(types)


def spent(*rows):
    """Return the outturn of councils: each row gives the council, the year, pounds and children."""
    table = frame(
        "local_authority financial_year amount_gbp children",
        *((*row, None)[:4] for row in rows),
        amount_gbp="Int64",
        children="Int64",
    )
    table = table.assign(la_code=table["local_authority"], line=TOTAL)
    return table.assign(per_child=(table["amount_gbp"] / table["children"]).round(2))


# The tables of a project: councils, their outturn, their children


AUTHORITIES = frame(
    "la_code short_name region",
    ("316", "Newham", "Inner London"),
    ("320", "Waltham Forest", "Outer London"),
    ("202", "Camden", "Inner London"),
    ("330", "Birmingham", "West Midlands"),
    ("909", "Cumbria", "North West"),
    ("855", "Leicestershire", "East Midlands"),
)
OUTTURN = frame(
    "la_code area geography financial_year line amount_gbp",
    ("316", "Newham (as printed)", "council", "2018-19", TOTAL, 1000),
    ("316", "Newham (as printed)", "council", "2018-19", YOUNG, 100),
    ("316", "Newham (as printed)", "council", "2019-20", TOTAL, 1001),
    ("316", "Newham (as printed)", "council", "2020-21", TOTAL, None),
    ("330", "Birmingham", "council", "2018-19", TOTAL, 900),
    ("909", "Cumbria", "council", "2018-19", TOTAL, 500),
    ("980", "London", "region", "2018-19", TOTAL, 7000),
    ("970", "England", "england", "2018-19", TOTAL, 90000),
    amount_gbp="Int64",
)
POPULATION = frame(
    "ons_code la_code area geography year children",
    ("E1", "316", "Newham", "council", 2017, 1),
    ("E1", "316", "Newham", "council", 2018, 8),
    ("E1", "316", "Newham", "council", 2019, 3),
    ("E1", "316", "Newham", "council", 2020, 4),
    ("E2", "330", "Birmingham", "council", 2018, None),
    ("E3", None, "London", "region", 2018, 50),
    ("E4", None, "England", "england", 2018, 900),
    year="Int64",
    children="Int64",
)
NEIGHBOURS = frame(
    "la_code rank neighbour_la_code closeness",
    ("330", 1, "316", "Close"),
    ("316", 1, "330", "Close"),
    ("316", 2, "202", "Not close"),
)
REVENUE = frame(
    "la_code financial_year line total_expenditure total_income net_current_expenditure certified",
    ("316", "2020-21", YOUNG, 1336.0, 1705.5, -369.5, "N"),
    ("316", "2018-19", YOUNG, 744.123, 0.0, 744.123, "Y"),
    ("316", "2018-19", TOTAL, 9.0, 9.0, 9.0, "Y"),
    ("330", "2018-19", YOUNG, 8.0, 8.0, 8.0, "Y"),
    total_expenditure="Float64",
    total_income="Float64",
    net_current_expenditure="Float64",
)
DATA = {"authorities": AUTHORITIES, "outturn": OUTTURN, "population": POPULATION,
        "neighbours": NEIGHBOURS, "revenue_outturn": REVENUE}  # fmt: skip


def test_councils_come_with_their_name_and_the_children_of_the_first_summer_of_each_year():
    expected = frame(
        "la_code local_authority region financial_year line amount_gbp children per_child",
        ("316", "Newham", "Inner London", "2018-19", TOTAL, 1000, 8, 125.0),
        ("316", "Newham", "Inner London", "2018-19", YOUNG, 100, 8, 12.5),
        ("316", "Newham", "Inner London", "2019-20", TOTAL, 1001, 3, 333.67),
        ("316", "Newham", "Inner London", "2020-21", TOTAL, None, 4, None),
        ("330", "Birmingham", "West Midlands", "2018-19", TOTAL, 900, None, None),
        ("909", "Cumbria", "North West", "2018-19", TOTAL, 500, None, None),
        amount_gbp="Int64",
        children="Int64",
        per_child="Float64",
    )
    assert_frame_equal(outturn.of_councils(DATA), expected)


def test_the_tables_are_left_as_they_were():
    before = {name: table.copy() for name, table in DATA.items()}
    outturn.of_councils(DATA)
    outturn.two_returns(DATA, "Newham")
    outturn.groups(DATA, "Newham")
    for name, table in DATA.items():
        assert_frame_equal(table, before[name])


def test_lines_of_a_council_are_those_that_have_an_amount():
    expected = frame(
        "financial_year line amount_gbp",
        ("2018-19", TOTAL, 1000),
        ("2018-19", YOUNG, 100),
        ("2019-20", TOTAL, 1001),
        amount_gbp="Int64",
    )
    assert_frame_equal(outturn.lines(outturn.of_councils(DATA), "Newham"), expected)


@pytest.mark.parametrize("council", ["Camden", "Nowhere"])
def test_a_council_without_a_return_has_no_lines(council):
    found = outturn.lines(outturn.of_councils(DATA), council)
    assert len(found) == 0
    assert list(found.columns) == ["financial_year", "line", "amount_gbp"]


# Change from one year to another, and the place among all


SPENT = spent(
    ("A", "2018-19", 100), ("A", "2019-20", 500), ("A", "2021-22", 120),
    ("B", "2018-19", 300), ("B", "2021-22", 301),
    ("C", "2018-19", 300), ("C", "2021-22", 150),
    ("D", "2018-19", 50), ("D", "2021-22", 60),
    ("E", "2018-19", None), ("E", "2021-22", 60),
    ("F", "2018-19", 60), ("F", "2021-22", None),
    ("G", "2018-19", 0), ("G", "2021-22", 60),
    ("H", "2018-19", 60),
)  # fmt: skip


def test_the_change_is_per_cent_of_the_base_year_with_the_largest_rise_first():
    expected = frame(
        "local_authority base_year year change",
        ("A", "2018-19", "2021-22", 20.0),
        ("D", "2018-19", "2021-22", 20.0),
        ("B", "2018-19", "2021-22", 0.3),
        ("C", "2018-19", "2021-22", -50.0),
    )
    assert_frame_equal(outturn.changes(SPENT, "2018-19", "2021-22"), expected)


def test_councils_without_a_return_for_both_years_are_left_out():
    found = outturn.changes(SPENT, "2018-19", "2019-20")
    assert found[["local_authority", "change"]].values.tolist() == [["A", 400.0]]


def test_the_change_of_another_line_is_that_of_the_line():
    table = pd.concat([SPENT, SPENT.assign(line=YOUNG, amount_gbp=SPENT["amount_gbp"] ** 2)])
    found = outturn.changes(table, "2018-19", "2021-22", YOUNG)
    assert found.set_index("local_authority")["change"].to_dict() == {
        "A": 44.0, "D": 44.0, "B": 0.7, "C": -75.0}  # fmt: skip
    assert_frame_equal(
        outturn.changes(table, "2018-19", "2021-22"), outturn.changes(SPENT, "2018-19", "2021-22")
    )


@pytest.mark.parametrize(
    ("council", "place"), [("A", 1), ("D", 1), ("B", 3), ("C", 4), ("E", None), ("Nowhere", None)]
)
def test_councils_with_the_same_change_share_a_place_and_the_next_comes_after_both(council, place):
    assert outturn.place(outturn.changes(SPENT, "2018-19", "2021-22"), council) == place


def test_the_place_is_told_for_each_year_after_the_base_year_among_those_with_a_return():
    expected = frame(
        "line base_year year change place councils median",
        (TOTAL, "2018-19", "2019-20", 400.0, 1, 1, 400.0),
        (TOTAL, "2018-19", "2021-22", 20.0, 1, 4, 10.2),
    )
    found = outturn.places(SPENT, "2018-19", "A")
    assert_frame_equal(found, expected)


def test_years_for_which_the_council_has_no_return_have_no_place():
    found = outturn.places(SPENT, "2018-19", "C")
    assert found[["year", "change", "place", "councils"]].values.tolist() == [
        ["2021-22", -50.0, 4, 4]]  # fmt: skip


@pytest.mark.parametrize("council", ["E", "F", "G", "Nowhere"])
def test_a_council_without_both_years_has_no_place(council):
    found = outturn.places(SPENT, "2018-19", council)
    assert len(found) == 0
    assert list(found.columns) == [
        "line", "base_year", "year", "change", "place", "councils", "median"]  # fmt: skip


# The running total above the base year


YEARS = ["2017-18", "2018-19", "2019-20", "2020-21", "2021-22"]
RUNNING = spent(
    *(("A", year, pounds) for year, pounds in zip(YEARS, (90, 100, 150, 80, 95), strict=True)),
    *(("Gap", year, pounds) for year, pounds in zip(YEARS, (90, 100, 150, None, 95), strict=True)),
    ("Absent", "2018-19", 100), ("Absent", "2019-20", 101), ("Absent", "2021-22", 900),
    *(("Base", year, pounds) for year, pounds in zip(YEARS, (90, None, 1, 2, 3), strict=True)),
    ("Newer", "2019-20", 5), ("Newer", "2020-21", 6), ("Newer", "2021-22", 7),
    ("Once", "2018-19", 5), ("Once", "2020-21", 6),
)  # fmt: skip


def test_the_running_total_adds_up_each_year_above_the_base_year_and_takes_off_each_below():
    expected = frame(
        "line financial_year amount_gbp above_base running_total",
        (TOTAL, "2019-20", 150, 50, 50),
        (TOTAL, "2020-21", 80, -20, 30),
        (TOTAL, "2021-22", 95, -5, 25),
        amount_gbp="Int64",
        above_base="Int64",
        running_total="Int64",
    )
    assert_frame_equal(outturn.above_base(RUNNING, "A", "2018-19", TOTAL), expected)


def test_the_running_total_can_fall_below_nothing():
    found = outturn.above_base(RUNNING, "A", "2019-20", TOTAL)
    assert found["running_total"].tolist() == [-70, -125]


@pytest.mark.parametrize("council", ["Gap", "Absent"])
def test_a_year_without_a_return_ends_the_running_total(council):
    found = outturn.above_base(RUNNING, council, "2018-19", TOTAL)
    assert found["financial_year"].tolist() == ["2019-20"]


@pytest.mark.parametrize("council", ["Base", "Newer", "Once", "Nowhere"])
def test_without_the_base_year_or_the_year_after_it_there_is_no_running_total(council):
    found = outturn.above_base(RUNNING, council, "2018-19", TOTAL)
    assert len(found) == 0
    assert list(found.columns) == [
        "line", "financial_year", "amount_gbp", "above_base", "running_total"]  # fmt: skip


def test_the_last_year_has_no_running_total_above_it():
    assert len(outturn.above_base(RUNNING, "A", "2021-22", TOTAL)) == 0


def test_the_running_total_is_that_of_its_line():
    table = pd.concat([RUNNING.assign(line=YOUNG, amount_gbp=2 * RUNNING["amount_gbp"]), RUNNING])
    found = outturn.above_base(table, "A", "2018-19", YOUNG)
    assert set(found["line"]) == {YOUNG}
    assert found["running_total"].tolist() == [100, 60, 50]


# Groups of councils, and spending per child


def test_the_groups_are_the_council_its_neighbours_its_region_and_england():
    assert outturn.groups(DATA, "Newham") == {
        "Newham": ["Newham"],
        "statistical neighbours": ["Birmingham", "Camden"],
        "London": ["Newham", "Waltham Forest", "Camden"],
        "England": ["Newham", "Waltham Forest", "Camden", "Birmingham", "Cumbria",
                    "Leicestershire"],
    }  # fmt: skip
    assert list(outturn.groups(DATA, "Newham")) == [
        "Newham", "statistical neighbours", "London", "England"]  # fmt: skip


def test_outer_london_is_london_too():
    assert outturn.groups(DATA, "Waltham Forest")["London"] == [
        "Newham", "Waltham Forest", "Camden"]  # fmt: skip


def test_a_region_other_than_london_is_the_region():
    groups = outturn.groups(DATA, "Birmingham")
    assert groups["West Midlands"] == ["Birmingham"]
    assert groups["statistical neighbours"] == ["Newham"]
    assert "East Midlands" not in groups


def test_a_council_without_neighbours_has_no_such_group():
    assert list(outturn.groups(DATA, "Cumbria")) == ["Cumbria", "North West", "England"]


def test_neighbours_come_with_their_names_the_nearest_first():
    expected = frame("rank council closeness", (1, "Birmingham", "Close"),
                     (2, "Camden", "Not close"))  # fmt: skip
    assert_frame_equal(outturn.neighbours(DATA, "Newham").reset_index(drop=True), expected)
    assert len(outturn.neighbours(DATA, "Cumbria")) == 0


PER_CHILD = spent(
    ("A", "2018-19", 1000, 10), ("A", "2019-20", 1100, 10),
    ("B", "2018-19", 3000, 90), ("B", "2019-20", None, 90),
    ("C", "2018-19", 9999, None), ("C", "2019-20", 400, 3),
)  # fmt: skip


def test_a_group_spends_all_its_money_over_all_its_children():
    found = outturn.per_child(PER_CHILD, {"A": ["A"], "A and B": ["A", "B"]})
    expected = frame(
        "group financial_year councils amount_gbp children per_child",
        ("A", "2018-19", 1, 1000, 10, 100.0),
        ("A", "2019-20", 1, 1100, 10, 110.0),
        ("A and B", "2018-19", 2, 4000, 100, 40.0),
        ("A and B", "2019-20", 1, 1100, 10, 110.0),
        amount_gbp="Int64",
        children="Int64",
        per_child="Float64",
    )
    assert_frame_equal(found, expected)


def test_councils_without_a_return_or_without_children_do_not_count():
    found = outturn.per_child(PER_CHILD, {"England": ["A", "B", "C", "Nowhere"]})
    assert found.drop(columns="group").values.tolist() == [
        ["2018-19", 2, 4000, 100, 40.0], ["2019-20", 2, 1500, 13, 115.38]]  # fmt: skip


def test_a_group_of_which_nobody_counts_has_no_rows():
    found = outturn.per_child(PER_CHILD, {"C": ["C"], "Nowhere": ["Nowhere"]})
    assert found[["group", "financial_year"]].values.tolist() == [["C", "2019-20"]]
    assert len(outturn.per_child(PER_CHILD, {"Nowhere": ["Nowhere"]})) == 0


def test_per_child_is_that_of_the_line():
    table = pd.concat([PER_CHILD, PER_CHILD.assign(line=YOUNG, amount_gbp=30)])
    found = outturn.per_child(table, {"A": ["A"]}, YOUNG)
    assert found["per_child"].tolist() == [3.0, 3.0]


# Prices


PRICES = frame("financial_year index", ("2018-19", 80.0), ("2019-20", 90.0), ("2020-21", 100.0))


def test_in_real_terms_an_amount_is_in_the_prices_of_the_latest_year_of_the_index():
    cash = frame("financial_year per_child", ("2018-19", 800.0), ("2019-20", 900.0),
                 ("2020-21", 900.0))  # fmt: skip
    found = outturn.real_terms(cash, PRICES)
    assert_frame_equal(found, cash.assign(per_child_real=[1000.0, 1000.0, 900.0]))
    assert_frame_equal(outturn.real_terms(cash, PRICES.iloc[::-1]), found)


def test_another_column_is_named_after_itself_in_real_terms():
    cash = frame("financial_year amount_gbp", ("2018-19", 8), ("2019-20", None), amount_gbp="Int64")
    found = outturn.real_terms(cash, PRICES, "amount_gbp")["amount_gbp_real"]
    assert found[0] == 10
    assert pd.isna(found[1])


def test_a_year_that_the_index_does_not_have_is_named():
    cash = frame("financial_year per_child", ("2022-23", 1), ("2018-19", 1), ("2016-17", 1))
    with pytest.raises(ValueError, match=r"^prices: no index for 2016-17, 2022-23$"):
        outturn.real_terms(cash, PRICES)


# Two returns of the same services


def test_the_two_returns_stand_side_by_side_in_pounds():
    expected = frame(
        "financial_year section_251 ro3_expenditure ro3_income ro3_net ro3_certified",
        ("2018-19", 100, 744123, 0, 744123, "Y"),
        ("2020-21", None, 1336000, 1705500, -369500, "N"),
        section_251="Int64",
        ro3_expenditure="Int64",
        ro3_income="Int64",
        ro3_net="Int64",
    )
    assert_frame_equal(outturn.two_returns(DATA, "Newham"), expected)


def test_years_without_either_return_are_left_out():
    young = OUTTURN[OUTTURN["la_code"] == "316"].assign(line=YOUNG)
    none = DATA | {"outturn": young.drop_duplicates("financial_year")}
    none["revenue_outturn"] = REVENUE[REVENUE["financial_year"] != "2020-21"]
    found = outturn.two_returns(none, "Newham")
    assert found[["financial_year", "section_251"]].values.tolist() == [
        ["2018-19", 1000], ["2019-20", 1001]]  # fmt: skip
    assert found["ro3_expenditure"].isna().tolist() == [False, True]


def test_a_council_with_the_other_return_only_has_that():
    found = outturn.two_returns(DATA, "Birmingham")
    assert found["ro3_expenditure"].tolist() == [8000]
    assert found["section_251"].isna().tolist() == [True]


def test_a_council_without_either_return_has_no_rows():
    assert len(outturn.two_returns(DATA, "Camden")) == 0


# Grades and spending


def judged(*rows):
    """Return grades by area: each row gives the council, the day, the grade, and the area."""
    table = pd.DataFrame(
        [(*row, "overall_effectiveness")[:4] for row in rows],
        columns=["local_authority", "started", "grade", "area"],
    )
    return table.assign(started=days(*table["started"]), grade=toy.grades(*table["grade"]))


def test_spending_per_child_stands_beside_the_grade_on_31_march():
    table = spent(
        ("A", "2024-25", 100, 10), ("B", "2024-25", 300, 10), ("C", "2024-25", 200, 10),
        ("D", "2024-25", 400, 10), ("E", "2024-25", None, 10), ("F", "2024-25", 100, None),
        ("G", "2024-25", 100, 10), ("A", "2023-24", 999, 10),
    )  # fmt: skip
    areas = judged(
        ("A", "2019-01-01", BEST), ("A", "2025-03-31", BAD), ("A", "2025-04-01", GOOD),
        ("B", "2025-03-31", GOOD), ("B", "2024-01-01", BAD),
        ("C", "2018-01-01", GOOD), ("C", "2024-01-01", BEST, "in_care"),
        ("D", "2025-04-01", GOOD), ("E", "2018-01-01", GOOD), ("F", "2018-01-01", GOOD),
    )  # fmt: skip
    found = outturn.by_grade(table, areas, "2024-25")
    expected = frame(
        "local_authority financial_year grade per_child children",
        ("A", "2024-25", BAD, 10.0, 10),
        ("C", "2024-25", GOOD, 20.0, 10),
        ("B", "2024-25", GOOD, 30.0, 10),
        per_child="Float64",
        children="Int64",
    )
    assert_frame_equal(found, expected.assign(grade=toy.grades(*expected["grade"])))


def test_the_grade_of_a_council_at_the_end_of_each_year_is_that_of_its_latest_inspection():
    spending = frame("financial_year", ("2017-18",), ("2018-19",), ("2021-22",), ("2022-23",),
                     ("1999-00",))  # fmt: skip
    overall = judged(("A", "2022-04-01", GOOD), ("A", "2019-03-31", BAD), ("A", "2018-04-01", RIGB))
    found = outturn.grade_at_end(overall, spending)
    assert found["financial_year"].tolist() == spending["financial_year"].tolist()
    assert found["grade"].fillna("none").tolist() == ["none", BAD, BAD, GOOD, "none"]


def test_a_council_without_a_grade_has_none_at_the_end_of_any_year():
    found = outturn.grade_at_end(judged(("A", "2022-04-01", GOOD)).iloc[:0], SPENT.iloc[:1])
    assert found["grade"].isna().tolist() == [True]


# What the outturn holds that does not fit together


def returned(*rows):
    """Return an outturn: each row gives area, geography, year, total, and the seven lines."""
    long = [
        (area, area, geography, year, line, amount)
        for area, geography, year, *amounts in rows
        for line, amount in zip([TOTAL, *LINES], amounts, strict=True)
    ]
    return frame("la_code area geography financial_year line amount_gbp", *long, amount_gbp="Int64")


def test_lines_that_do_not_sum_to_the_total_are_told_beyond_rounding():
    table = returned(
        ("Sums", "council", "2018-19", 28, 1, 2, 3, 4, 5, 6, 7),
        ("Rounded up", "council", "2018-19", 30, 1, 2, 3, 4, 5, 6, 7),
        ("Rounded down", "council", "2018-19", 26, 1, 2, 3, 4, 5, 6, 7),
        ("More", "region", "2018-19", 25, 1, 2, 3, 4, 5, 6, 7),
        ("Less", "england", "2019-20", 31, 1, 2, 3, 4, 5, 6, 7),
        ("Less", "england", "2018-19", 28, 1, 2, 3, 4, 5, 6, 7),
    )
    expected = frame(
        "area financial_year total lines difference without",
        ("Less", "2019-20", 31, 28, -3, ""),
        ("More", "2018-19", 25, 28, 3, ""),
        total="Int64",
        lines="Int64",
        difference="Int64",
    )
    found = sums.not_adding_up(table)
    assert_frame_equal(found, expected, check_names=False)
    assert sums.not_adding_up(table, tolerance=1)["area"].tolist() == [
        "Less", "More", "Rounded down", "Rounded up"]  # fmt: skip
    assert len(sums.not_adding_up(table, tolerance=3)) == 0


def test_lines_without_an_amount_are_named_and_areas_without_any_are_left_out():
    none = [None] * 8
    table = returned(
        ("No total", "council", "2018-19", None, 1, 2, 3, 4, 5, 6, 7),
        ("No line", "council", "2018-19", 28, 1, 2, 3, 4, 5, 13, None),
        ("Neither", "council", "2018-19", None, 1, 2, 3, 4, 5, 6, None),
        ("No return", "council", "2018-19", *none),
    )
    found = sums.not_adding_up(table).set_index("area")
    assert found["without"].to_dict() == {
        "Neither": "total, youth_justice",
        "No line": "youth_justice",
        "No total": "total",
    }
    assert found.loc["No line", ["total", "lines", "difference"]].tolist() == [28, 28, 0]
    assert found.loc["No total", "lines"] == 28
    assert pd.isna(found.loc["No total", "total"])
    assert pd.isna(found.loc["No total", "difference"])


def test_councils_that_do_not_sum_to_england_are_told_by_line_and_year():
    table = returned(
        ("A", "council", "2018-19", 280, 10, 20, 30, 40, 50, 60, 70),
        ("B", "council", "2018-19", 280, 10, 20, 30, 40, 50, 60, None),
        ("North", "region", "2018-19", 999, 9, 9, 9, 9, 9, 9, 9),
        ("England", "england", "2018-19", 560, 20, 91, 60, 80, 100, 70, 140),
        ("A", "council", "2019-20", 28, 1, 2, 3, 4, 5, 6, 7),
        ("England", "england", "2019-20", 28, 1, 2, 3, 4, 5, 6, 7),
    )
    expected = frame(
        "financial_year line england councils difference",
        ("2018-19", "children_looked_after", 91, 40, 51),
        ("2018-19", "youth_justice", 140, 70, 70),
        england="Int64",
        councils="Int64",
        difference="Int64",
    )
    assert_frame_equal(sums.not_england(table), expected)
    closer = sums.not_england(table, tolerance=49)  # services for young people differ by 50
    assert closer["difference"].tolist() == [51, -50, 70]
    assert len(sums.not_england(table, tolerance=70)) == 0


def test_totals_that_changed_by_more_than_half_from_one_year_to_the_next_are_told():
    seven = [1] * 7
    table = returned(
        *(("Up", "council", year, total, *seven)
          for year, total in zip(YEARS, (100, 151, 152, 76, 75), strict=True)),
        *(("Half", "council", year, total, *seven)
          for year, total in zip(YEARS, (100, 150, 75, 75, 75), strict=True)),
        *(("Gap", "council", year, total, *seven)
          for year, total in zip(YEARS, (100, None, 900, 900, 10), strict=True)),
        ("North", "region", "2017-18", 100, *seven), ("North", "region", "2018-19", 900, *seven),
    )  # fmt: skip
    expected = frame(
        "area financial_year before amount_gbp change",
        ("Gap", "2021-22", 900, 10, -98.9),
        ("Up", "2018-19", 100, 151, 51.0),
        before="Int64",
        amount_gbp="Int64",
        change="Float64",
    )
    for given in (table, table.iloc[::-1]):
        assert_frame_equal(sums.jumps(given), expected)
    assert sums.jumps(table, share=98)["area"].tolist() == ["Gap"]


# The release: what is known of it, counted apart from this code


@pytest.fixture(scope="module")
def data():
    return tables.read_all("Newham")


@pytest.fixture(scope="module")
def councils(data):
    return outturn.of_councils(data)


def test_each_council_has_one_row_for_each_line_and_year(data, councils):
    assert len(councils) == (data["outturn"]["geography"] == "council").sum()
    assert not councils.duplicated(["la_code", "financial_year", "line"]).any()
    assert councils["local_authority"].notna().all()
    assert councils["region"].notna().all()


@pytest.mark.parametrize(
    ("year", "pounds", "children", "each"),
    [
        ("2018-19", 82_211_003, 85_087, 966.2),
        ("2021-22", 82_387_841, None, None),
        ("2024-25", 122_183_495, 84_408, 1447.53),
    ],
)
def test_newham_reported_what_the_release_prints(councils, year, pounds, children, each):
    own = councils.query("local_authority == 'Newham' and line == 'total'")
    (row,) = own[own["financial_year"] == year].to_dict("records")
    assert row["amount_gbp"] == pounds
    assert row["children"] == (children or row["children"])
    assert row["per_child"] == (each or row["per_child"])


def test_newham_rose_by_a_fifth_of_a_per_cent_place_138_of_148(councils):
    found = outturn.changes(councils, "2018-19", "2021-22")
    assert len(found) == 148
    assert found.set_index("local_authority").loc["Newham", "change"] == 0.2
    assert outturn.place(found, "Newham") == 138
    ends = found.iloc[[0, -1]]
    assert ends[["local_authority", "change"]].values.tolist() == [
        ["Herefordshire", 73.0], ["Isles of Scilly", -43.0]]  # fmt: skip
    every = outturn.places(councils, "2018-19", "Newham").set_index("year")
    assert every.loc["2021-22", ["change", "place", "councils"]].tolist() == [0.2, 138, 148]
    assert every.loc["2024-25", ["change", "place", "councils"]].tolist() == [48.6, 111, 145]


def test_newham_was_102_million_above_2018_19_in_six_years(councils):
    found = outturn.above_base(councils, "Newham", "2018-19", TOTAL)
    assert found["running_total"].tolist() == [
        7_185_385, 21_914_212, 22_091_050, 33_062_760, 62_532_138, 102_504_630]  # fmt: skip


def test_england_is_counted_from_the_councils_that_have_a_return(data, councils):
    found = outturn.per_child(councils, outturn.groups(data, "Newham"))
    england = found[found["group"] == "England"].set_index("financial_year")
    assert england.loc["2018-19", ["councils", "amount_gbp", "children", "per_child"]].tolist() == [
        149, 9_725_924_701, 11_615_499, 837.32]  # fmt: skip
    assert england.loc["2024-25", ["councils", "per_child"]].tolist() == [151, 1324.58]


def test_the_neighbours_of_newham_are_those_of_the_model(data):
    names = ["Brent", "Barking and Dagenham", "Enfield", "Leicester", "Haringey", "Luton",
             "Ealing", "Hounslow", "Manchester", "Slough"]  # fmt: skip
    assert outturn.neighbours(data, "Newham")["council"].tolist() == names
    groups = outturn.groups(data, "Newham")
    assert groups["statistical neighbours"] == names
    assert len(groups["London"]) == 33
    assert len(groups["England"]) == 158


def test_newham_reported_services_for_young_people_twice(data):
    found = outturn.two_returns(data, "Newham").set_index("financial_year")
    assert len(found) == 9
    assert found.loc["2022-23"].tolist() == [4_800_451, 1_336_000, 1_705_000, -369_000, "Y"]
    assert found.loc["2023-24"].tolist() == [5_165_650, 744_000, 502_000, 242_000, "N"]
    assert found["ro3_expenditure"].notna().sum() == 3


def test_what_does_not_sum_in_the_release_is_known(data):
    found = sums.not_adding_up(data["outturn"])
    assert found[["area", "financial_year"]].values.tolist() == [
        ["East of England", "2022-23"], ["England", "2017-18"], ["England", "2022-23"],
        ["Luton", "2022-23"], ["Slough", "2017-18"], ["South East", "2017-18"],
    ]  # fmt: skip
    assert found["difference"].fillna(0).tolist() == [
        55_335_132, 855_314, 55_335_132, 0, 855_316, 855_316]  # fmt: skip
    assert sums.not_england(data["outturn"]).values.tolist() == [
        ["2017-18", "children_looked_after", 4_536_594_422, 4_476_594_422, 60_000_000],
        ["2017-18", "total", 9_419_007_972, 9_359_007_972, 60_000_000],
    ]
    assert sums.jumps(data["outturn"])[["area", "financial_year", "change"]].values.tolist() == [
        ["Herefordshire", "2019-20", 56.7], ["Isles of Scilly", "2022-23", 101.1],
        ["Salford", "2019-20", 128.4], ["Salford", "2020-21", -53.5],
        ["Tameside", "2017-18", 65.0],
    ]  # fmt: skip


def test_each_council_with_a_return_stands_in_the_row_of_its_grade(data, councils):
    found = outturn.by_grade(councils, england.areas(data), "2024-25")
    assert found["local_authority"].is_unique
    assert found["grade"].value_counts().to_dict() == {GOOD: 66, BEST: 36, RIGB: 30, BAD: 19}
    (own,) = found[found["local_authority"] == "Newham"].to_dict("records")
    assert (own["grade"], own["per_child"]) == (GOOD, 1447.53)
