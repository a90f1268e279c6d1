"""Deflators, and children in need of help: what is read and what is refused."""

import pytest
from releases import deflators, lait_file, lait_rates, put, refused, text_csv

from council_tools.imports import need, prices

NAME = "gdp_deflators_march_2026.csv"


@pytest.fixture
def index(project):
    """Return a function that reads rows as the deflators of March 2026."""
    return lambda rows: prices.read(text_csv(project / NAME, rows))


def test_the_index_is_read_with_the_month_of_its_release(index):
    made, source = index(deflators())
    assert made["prices"].values.tolist() == [
        ["2022-23", 90.5], ["2023-24", 96.1117], ["2024-25", 100.0]
    ]  # fmt: skip
    assert source == {
        "title": "HM Treasury, GDP deflators at market prices, March 2026", "as_at": "2026-03"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column", "value", "said"),
    [
        (3, "financial_year", "2024-25", "is not the year after the one above."),
        (2, "financial_year", "2022", "is not a financial year."),
        (3, "gdp_deflator_2024_25_equals_100", "n/a", "is no index."),
        (3, "gdp_deflator_2024_25_equals_100", "9611", "is no index."),
        (3, "gdp_deflator_2024_25_equals_100", "9.6e1", "is no index."),
        (3, "gdp_deflator_2024_25_equals_100", " 96.1", "is no index."),
        (4, "gdp_deflator_2024_25_equals_100", "101", "is not 100. Allowed: 100 in the last year"),
    ],
)
def test_a_bad_index_is_named_in_one_line(index, row, column, value, said):
    line = refused(index, put(deflators(), row, column, value))
    assert line.startswith(f'{NAME}, row {row}, column {column}: "{value}" ')
    assert said in line


def test_deflators_without_a_month_in_their_name_are_refused(project):
    line = refused(prices.read, text_csv(project / "deflators.csv", deflators()))
    assert line.startswith("deflators.csv: has no month and year in its name. Allowed: ")


@pytest.fixture
def rates(project):
    """Return a function that reads a frame as a LAIT."""
    return lambda frame: need.read(lait_file(project / "lait.parquet", frame))


def test_three_series_are_read_as_numbers_with_one_place(rates):
    made, source = rates(lait_rates())
    frame = made["need"].astype(object).fillna("")
    assert frame[frame["la_code"] == "316"].values.tolist() == [
        ["E09000025", "316", "Newham", "council", "2024", "looked_after", 50],
        ["E09000025", "316", "Newham", "council", "2024", "in_need", 403.2],
        ["E09000025", "316", "Newham", "council", "2024", "protection_plan", ""],
        ["E09000025", "316", "Newham", "council", "2025", "looked_after", 48],
        ["E09000025", "316", "Newham", "council", "2025", "in_need", 407.2],
        ["E09000025", "316", "Newham", "council", "2025", "protection_plan", 30.8],
    ]
    assert set(frame.loc[frame["geography"] == "england", "ons_code"]) == {""}
    assert source["as_at"] == "2025-03-31"


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("Values", "many", "is no rate."),
        ("Values", "3001", "cannot be a rate per 10,000 children."),
        ("Years", "2024-25", "is no year."),
        ("LA Number", 999.0, "is no number of a local authority, region or England."),
        ("LA and Regions", "Leeds", "is not the name that the code in this row belongs to: Newham"),
    ],
)
def test_a_bad_rate_is_named_in_one_line(rates, column, value, said):
    frame = lait_rates()
    frame.loc[0, column] = value
    line = refused(rates, frame)
    assert line.startswith(f"lait.parquet, row 1, column {column}: ")
    assert said in line


def test_a_rate_that_stands_there_twice_is_refused(rates):
    frame = lait_rates()
    frame.loc[1, "Years"] = "2024"
    assert "stands there before for this authority and year." in refused(rates, frame)


def test_a_lait_without_a_series_is_refused(rates):
    frame = lait_rates()[lambda rows: rows["Short Desc"] != "CIN"]
    assert "holds no series CIN. Allowed: a release with all of LAC, CIN, CPP_rate" in refused(
        rates, frame
    )
