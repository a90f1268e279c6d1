"""Read what all returns of councils to the ministry for local government have in common."""

from pathlib import Path

import pandas as pd

from council_record.data.errors import DataError, problem
from council_tools.imports import councils
from council_tools.imports.cells import refuse

FACTS = {"E-code": "e_code", "ONS Code": "ons_code", "Local authority": "printed"}
UPDATED = r"Last updated: (\d+)\w* (\w+ \d{4})"
_NOTE = r"\[note \d+\]"  # that says why the amount is not published
_PRINTED = r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?"
_MOST = 2_000_000  # thousand pounds
_FACTOR = 100  # no council's total is that many times the one of another year


def read_years(files, read_year, lines):
    """Return the rows of returns that come one a year, and the source of each.

    ``read_year`` gives a frame with row, la_code, local_authority, financial_year, line and
    net_current_expenditure, and the source; ``lines`` are in the order of the return.
    """
    parts, sources = zip(*map(read_year, files), strict=True)
    years = [part["financial_year"].iloc[0] for part in parts]
    for number, (file, year) in enumerate(zip(files, years, strict=True)):
        if year in years[:number]:
            refuse(file, "is given in two files. Allowed: each year once", value=year)
    _refuse_units(files, parts)
    frame = councils.ordered(pd.concat(parts), ["la_code", "financial_year", "line"], "line", lines)
    return frame.drop(columns="row"), list(sources)


def note_twice(cells):
    """Note the councils that have two rows."""
    cells.note("ons_code", cells.frame["la_code"].duplicated(), "stands there before. Allowed: "
               "each council once")  # fmt: skip


def refuse_absent(file, la_codes, year, sheet=None):
    """Raise a DataError if a council of a financial year has no row."""
    if gone := councils.absent(la_codes, year):
        names = ", ".join(gone[:20]) + ", ..." * (len(gone) > 20)
        refuse(file, f"has no row for {names}. Allowed: one for every council of {year}, with "
               f"{_late(file)} where its return came too late. Give the release as it was "
               "published", sheet=sheet, column="ONS Code")  # fmt: skip


def _late(file):
    """Return what is printed where the council's return came too late."""
    return "..." if Path(file).suffix == ".csv" else "[x]"


def thousands(cells, column):
    """Return amounts in thousands of pounds as numbers, and note the cells that are none.

    In the file they are numbers, or text with commas between thousands. Missing are those of
    returns that came too late.
    """
    late = _late(cells.file)
    text = cells.frame[column].map(str)
    empty = (text == late) | text.str.fullmatch(_NOTE)
    amounts = pd.to_numeric(text.where(text.str.fullmatch(_PRINTED)).str.replace(",", ""))
    bad = ~empty & ~amounts.between(-_MOST, _MOST)
    cells.note(column, bad, "is no amount in thousands of pounds. Allowed: "
               f"{-_MOST:,} to {_MOST:,}, or {late}")  # fmt: skip
    return amounts.where(~bad)


def _refuse_units(files, parts):
    """Raise a DataError for totals that are a hundred times those of another year, or more.

    Thousands of pounds that stand as pounds are a thousand times what they should be.
    """
    parts = [part.assign(file=str(file)) for file, part in zip(files, parts, strict=True)]
    totals = pd.concat(parts).query("line == 'total' and net_current_expenditure > 0")
    amounts = totals["net_current_expenditure"]
    least = amounts.groupby(totals["la_code"]).transform("min")
    message = f"is {_FACTOR} times the total of another year, or more, of {{}}. Allowed: " \
              "thousands of pounds in every file"  # fmt: skip
    found = [
        problem(row.file, message.format(row.local_authority), row=row.row, column="total",
                value=f"{row.net_current_expenditure:,.0f}")
        for row in totals[amounts >= _FACTOR * least].itertuples()
    ]  # fmt: skip
    if found:
        raise DataError(found)
