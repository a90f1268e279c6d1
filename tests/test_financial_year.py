import pandas as pd
import pytest

from council_record.financial_year import FinancialYear, between


@pytest.mark.parametrize(
    ("day", "year"),
    [("2022-03-31", "2021-22"), ("2022-04-01", "2022-23"), ("1999-12-31", "1999-00")],
)
def test_a_day_lies_in_the_year_that_begins_in_april(day, year):
    assert str(FinancialYear.of(pd.Timestamp(day))) == year


def test_a_year_is_read_and_ends_in_march():
    year = FinancialYear.parse("2018-19")
    assert year.last_day == pd.Timestamp("2019-03-31")


@pytest.mark.parametrize("text", ["2018", "2018-20", "2018/19", "18-19", ""])
def test_what_is_no_year_is_refused(text):
    with pytest.raises(ValueError, match="not a financial year"):
        FinancialYear.parse(text)


def test_years_between_include_both():
    assert between("2018-19", "2020-21") == ["2018-19", "2019-20", "2020-21"]
    assert between("2018-19", "2018-19") == ["2018-19"]
