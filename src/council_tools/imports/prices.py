"""Read HM Treasury's GDP deflators: how prices changed from one financial year to another."""

import re
from pathlib import Path

import pandas as pd

from council_record.financial_year import FinancialYear
from council_tools.imports import csv_file, workbook
from council_tools.imports.cells import Cells, refuse

_YEAR, _INDEX = "financial_year", "gdp_deflator_2024_25_equals_100"
_NAME = re.compile(r"_([a-z]+)_(20\d\d)\.csv$")


def read(file):
    """Return the GDP deflator by financial year, 100 in the last of them.

    The file is HM Treasury, GDP deflators at market prices by financial year, .csv; month and year
    of the release stand in its name, and are its as_at.
    """
    frame = csv_file.strict(file, [_YEAR, _INDEX])
    told = _NAME.search(Path(file).name)
    month = workbook.day(f"1 {told[1]} {told[2]}") if told else None
    if not month:
        refuse(file, "has no month and year in its name. Allowed: those of the release, as in "
               "gdp_deflators_financial_years_march_2026.csv")  # fmt: skip
    index = pd.to_numeric(frame[_INDEX].where(frame[_INDEX].str.fullmatch(r"[0-9]+(\.[0-9]+)?")))
    first = frame[_YEAR].iloc[0]
    try:
        start = FinancialYear.parse(first)
    except ValueError as error:
        refuse(file, str(error), row=2, column=_YEAR, value=first)
    due = [str(FinancialYear(start.first + step)) for step in range(len(frame))]
    cells = Cells(file, frame)
    cells.note(_YEAR, frame[_YEAR] != due, "is not the year after the one above. Allowed: each "
               "financial year once, in order")  # fmt: skip
    cells.note(_INDEX, ~index.between(10, 1000), "is no index. Allowed: a number from 10 to 1,000")
    cells.note(_INDEX, index.tail(1) != 100, "is not 100. Allowed: 100 in the last year")
    day = pd.Timestamp(month)
    over = pd.Series([f"{int(year[:4]) + 1}-03" for year in due], frame.index) <= f"{day:%Y-%m}"
    cells.note(_YEAR, ~over, "is not over in the month of the release. Allowed: years until then")
    cells.stop()
    source = {"title": f"HM Treasury, GDP deflators at market prices, {day:%B %Y}",
              "as_at": f"{day:%Y-%m}"}  # fmt: skip
    return {"prices": pd.DataFrame({_YEAR: frame[_YEAR], "deflator": index})}, source
