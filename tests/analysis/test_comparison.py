"""Described sums beside the return: the years they are of, and each of them once."""

import pandas as pd
import pytest

from council_record.analysis import comparison

LINES = pd.DataFrame(
    [(f"{year}-{year - 1999}", "young_people", 10 * (year - 2017)) for year in range(2018, 2022)],
    columns=["financial_year", "line", "amount_gbp"],
)
BUDGETS = LINES[:1].assign(amount_gbp=7)
CLAIM = {
    "claim_id": "1", "author": "x", "published": pd.Timestamp("2022-03-15"), "part": False,
    "figure_text": "£5m", "measure": "money", "value": 5.0, "family": "f", "service": "s",
    "purpose": "youth", "flow": "extra", "recurrence": "one year", "stage": "spent",
    "period": "p", "baseline": "b", "period_start": "2018-19", "period_end": "2018-19",
}  # fmt: skip


def beside(*changes, line="young_people", scope="nearest"):
    rows = [CLAIM | {"claim_id": str(n)} | change for n, change in enumerate(changes)]
    coded = pd.DataFrame({"claim_id": [row["claim_id"] for row in rows], "line": line,
                          "budget_line": line, "scope": scope, "gross_or_net": "unstated",
                          "note": ""})  # fmt: skip
    return comparison.beside_return(pd.DataFrame(rows), coded, LINES, BUDGETS)


@pytest.mark.parametrize(
    ("change", "returned", "years"),
    [
        ({}, 10, "2018-19"),
        ({"period_end": "2020-21"}, 60, "2018-19 to 2020-21"),
        ({"period_end": None}, 100, "2018-19 to 2021-22"),
        ({"period_end": "2020-21", "recurrence": "each year"}, 20,
         "2018-19 to 2020-21, a year on average"),
        ({"period_end": "2022-23"}, None, "no return for 2022-23"),
        ({"period_start": None, "period_end": None}, None, "none"),
    ],
)  # fmt: skip
def test_what_was_reported_is_added_up_over_the_years_of_a_sum(change, returned, years):
    (row,) = beside(change).to_dict("records")
    assert (None if pd.isna(row["returned"]) else row["returned"]) == returned
    assert row["return_years"] == years


def test_what_was_planned_stands_beside_a_sum_whose_years_have_budgets():
    first, later = beside({}, {"period_end": "2019-20"}).to_dict("records")
    assert (first["planned"], first["budget_years"]) == (7, "2018-19")
    assert pd.isna(later["planned"])
    assert later["budget_years"] == "no budget on record for 2019-20"


def test_without_a_line_nothing_stands_beside_a_sum():
    assert beside({}, line=None)["returned"].isna().all()


@pytest.mark.parametrize(
    ("stage", "money"),
    [("proposed", "budget"), ("agreed", "budget"), ("in-year", "budget"), ("spent", "spent")],
)
def test_a_plan_of_any_stage_is_a_budget(stage, money):
    assert list(beside({"stage": stage})["money"]) == [money]


def test_a_sum_counts_once_from_a_document_read_in_full():
    found = comparison.once(beside({"part": True}, {}, {"value": 6.0}, {"measure": "percent"},
                                   {"family": "g", "period_start": None}))  # fmt: skip
    assert list(found["claim_id"]) == ["1", "2"]


def test_percentages_after_the_base_year_count_falls_as_negative():
    fell = {"measure": "percent", "value": 80.0, "flow": "fall", "period_end": "2020-21"}
    earlier = {"measure": "percent", "family": "g", "period_end": "2017-18"}
    found = comparison.percentages(beside(fell, earlier), "2018-19")
    assert list(found["value"]) == [-80]


def test_the_table_says_what_differs():
    table = comparison.comparable(beside({}))
    assert table[["money", "gross_or_net", "years"]].values.tolist() == [
        ["spent / spent (outturn)", "not stated / gross", "p / 2018-19"]
    ]
