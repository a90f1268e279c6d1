"""Budgets beside outturns: only what is in both, in pounds, net."""

import pandas as pd

from council_record.analysis import budget

AUTHORITIES = pd.DataFrame({"la_code": ["316", "330"], "short_name": ["Newham", "Birmingham"]})
COLUMNS = ["la_code", "financial_year", "line", "net_current_expenditure"]
PLANNED = pd.DataFrame(
    [
        ("316", "2021-22", "total", 83011),
        ("316", "2023-24", "total", 92804),
        ("316", "2023-24", "young_people", 3422),
        ("330", "2023-24", "total", 1),
    ],
    columns=COLUMNS,
)
REPORTED = pd.DataFrame(
    [
        ("316", "2022-23", "total", 90000, "Y"),
        ("316", "2023-24", "young_people", 241.5, "N"),
        ("316", "2023-24", "total", 99391, "N"),
        ("330", "2023-24", "total", None, "[x]"),
    ],
    columns=[*COLUMNS, "certified"],
)
DATA = {"authorities": AUTHORITIES, "budget": PLANNED, "revenue_outturn": REPORTED}


def test_a_line_and_year_counts_if_it_was_planned_and_reported():
    found = budget.beside_outturn(DATA, "Newham")
    assert found.to_numpy().tolist() == [
        ["2023-24", "total", 92_804_000, 99_391_000, "N"],
        ["2023-24", "young_people", 3_422_000, 241_500, "N"],
    ]


def test_a_return_that_came_too_late_is_not_nothing_spent():
    assert budget.beside_outturn(DATA, "Birmingham").empty


def test_there_are_no_rows_without_a_table_of_budgets():
    data = {name: frame for name, frame in DATA.items() if name != "budget"}
    assert list(budget.beside_outturn(data, "Newham")) == [
        "financial_year", "line", "planned_gbp", "reported_gbp", "certified",
    ]  # fmt: skip
    assert budget.beside_outturn(data, "Newham").empty
