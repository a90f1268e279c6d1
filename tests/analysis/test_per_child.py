"""Spending per child: of groups, beside grades and beside need."""

import pandas as pd

from council_record import Council
from council_record.analysis import per_child

GRADES = ["Inadequate", "Requires improvement to be good", "Good", "Outstanding"]
OUTTURN = pd.DataFrame(
    [("1", "A", "2018-19", 100, 10), ("2", "B", "2018-19", 300, 10), ("1", "A", "2019-20", 120, 10),
     ("2", "B", "2019-20", None, 10), ("3", "C", "2019-20", 50, None)],
    columns=["la_code", "local_authority", "financial_year", "amount_gbp", "children"],
).assign(line="total")  # fmt: skip
OUTTURN["per_child"] = OUTTURN["amount_gbp"] / OUTTURN["children"]
OUTTURN["amount_real"] = 2 * OUTTURN["amount_gbp"]


def test_a_group_is_all_its_money_over_all_its_children():
    found = per_child.per_child(OUTTURN, {"both": ["A", "B"], "B": ["B"], "C": ["C"]})
    assert found[["group", "financial_year", "councils", "per_child"]].values.tolist() == [
        ["both", "2018-19", 2, 20], ["both", "2019-20", 1, 12], ["B", "2018-19", 1, 30],
    ]  # fmt: skip
    assert found["per_child_real"].tolist() == [40, 24, 60]


def areas(*rows):
    frame = pd.DataFrame(rows, columns=["local_authority", "started", "grade"])
    frame["started"] = pd.to_datetime(frame["started"])
    frame["grade"] = pd.Categorical(frame["grade"], GRADES, ordered=True)
    return frame.assign(area="overall_effectiveness", framework="ilacs-2018")


def test_a_grade_counts_if_its_inspection_began_by_the_end_of_the_year():
    found = per_child.by_grade(
        OUTTURN, areas(("A", "2018-01-01", "Good"), ("A", "2019-03-31", "Inadequate"),
                       ("B", "2019-04-01", "Good")), "2018-19")  # fmt: skip
    assert found[["local_authority", "grade"]].values.tolist() == [["A", "Inadequate"]]


def test_councils_stand_beside_each_other_in_the_order_asked_for():
    grades, spending = per_child.beside(
        OUTTURN, areas(("A", "2022-01-01", "Good"), ("B", "2018-01-01", "Good"),
                       ("A", "2018-01-01", "Inadequate")), ["B", "A"])  # fmt: skip
    assert grades[["local_authority", "grade"]].values.tolist() == [
        ["B", "Good"], ["A", "Inadequate"], ["A", "Good"],
    ]  # fmt: skip
    assert spending["per_child"].fillna(-1).tolist() == [-1, 12]
    close = pd.DataFrame({"council": ["A"], "closeness": ["Close"]})
    need = pd.DataFrame({"local_authority": ["A"], "year": [2025], "in_need": [300.5]})
    table = per_child.table(grades, spending, close, need)
    assert table["grades"].tolist() == [
        "Good (Jan 2018)",
        "Inadequate (Jan 2018), then Good (Jan 2022)",
    ]
    assert table["closeness"].fillna("").tolist() == ["", "Close"]
    assert table["in_need"].fillna(0).tolist() == [0, 300.5]


def test_groups_are_the_council_its_neighbours_its_region_and_england():
    council = Council("Newham")
    found = per_child.groups(council, council)
    assert {name: len(there) for name, there in found.items()} == {
        "Newham": 1, "statistical neighbours": 10, "London": 33, "England": 158,
    }  # fmt: skip
    assert list(per_child.groups(council, Council("Poole"))) == ["Poole", "South West", "England"]
