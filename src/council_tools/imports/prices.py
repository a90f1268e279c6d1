"""Read HM Treasury's GDP deflators: how prices changed from one financial year to another."""

import re
from pathlib import Path

import pandas as pd

from council_record.data import tables
from council_record.financial_year import FinancialYear
from council_tools.imports import csv_file, workbook
from council_tools.imports.workbook import lines

_YEAR, _INDEX = "financial_year", "gdp_deflator_2024_25_equals_100"
_NAME = re.compile(r"_([a-z]+)_(20\d\d)\.csv$")


def read(file):
    """Return the GDP deflator by financial year.

    Parameters
    ----------
    file : Path
        HM Treasury, GDP deflators at market prices by financial year, .csv; the month and year of
        the release stand in the file's name.

    Returns
    -------
    tables : dict of str to DataFrame
        prices: financial_year, deflator (100 in the last year).
    source : dict
        title and as_at (year and month) of the release.

    Raises
    ------
    DataError
        If the file is not such a release, or a cell is not what its column allows.
    """
    frame = csv_file.strict(file, [_YEAR, _INDEX])
    told = _NAME.search(Path(file).name)
    month = workbook.day(f"1 {told[1]} {told[2]}") if told else None
    if not month:
        workbook.refuse(file, "has no month and year in its name. Allowed: those of the release, "
                        "as in gdp_deflators_financial_years_march_2026.csv")  # fmt: skip
    plain = frame[_INDEX].str.fullmatch(r"[0-9]+(\.[0-9]+)?")
    index = pd.to_numeric(frame[_INDEX].where(plain))
    first = frame[_YEAR].iloc[0]
    try:
        start = FinancialYear.parse(first)
    except ValueError as error:
        workbook.refuse(file, str(error), row=2, column=_YEAR, value=first)
    due = [str(FinancialYear(start.first + step)) for step in range(len(frame))]
    found = [
        *lines(file, frame, _YEAR, _YEAR, frame[_YEAR] != due, "is not the year after the one "
               "above. Allowed: each financial year once, in order"),
        *lines(file, frame, _INDEX, _INDEX, ~index.between(10, 1000), "is no index. Allowed: a "
               "number from 10 to 1,000"),
        *lines(file, frame.tail(1), _INDEX, _INDEX, index.tail(1) != 100, "is not 100. Allowed: "
               "100 in the last year"),
    ]  # fmt: skip
    if found:
        raise tables.DataError(found)
    day = pd.Timestamp(month)
    source = {"title": f"HM Treasury, GDP deflators at market prices, {day:%B %Y}",
              "as_at": f"{day:%Y-%m}"}  # fmt: skip
    return {"prices": pd.DataFrame({_YEAR: frame[_YEAR], "deflator": index})}, source
