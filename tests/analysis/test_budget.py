"""Budgets beside outturns: only what is in both, in pounds, net."""

import pandas as pd

from council_record.analysis import budget

COLUMNS = ["local_authority", "financial_year", "line", "net_current_expenditure"]
PLANNED = pd.DataFrame(
    [
        ("Newham", "2021-22", "total", 83011),
        ("Newham", "2023-24", "total", 92804),
        ("Newham", "2023-24", "young_people", 3422),
        ("Birmingham", "2023-24", "total", 1),
    ],
    columns=COLUMNS,
).assign(status="returned")
REPORTED = pd.DataFrame(
    [
        ("Newham", "2022-23", "total", 90000, "Y"),
        ("Newham", "2023-24", "young_people", 241.5, "N"),
        ("Newham", "2023-24", "total", 99391, "N"),
        ("Birmingham", "2023-24", "total", None, "[x]"),
    ],
    columns=[*COLUMNS, "certified"],
)
DATA = {"budget": PLANNED, "revenue_outturn": REPORTED}


def test_a_line_and_year_counts_if_it_was_planned_and_reported():
    found = budget.beside_outturn(DATA, "Newham")
    assert found.to_numpy().tolist() == [
        ["2023-24", "total", 92_804_000, 99_391_000, "N", "returned"],
        ["2023-24", "young_people", 3_422_000, 241_500, "N", "returned"],
    ]


def test_a_return_that_came_too_late_is_not_nothing_spent():
    assert budget.beside_outturn(DATA, "Birmingham").empty


def test_the_lines_of_a_budget_are_in_pounds():
    found = budget.lines(DATA, "Newham")
    assert found.to_numpy().tolist()[0] == ["2021-22", "total", 83_011_000]
    assert len(found) == 3
