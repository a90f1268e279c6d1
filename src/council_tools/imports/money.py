"""Read amounts in thousands of pounds, as the ministry for local government prints them."""

from pathlib import Path

import pandas as pd

from council_record.data import tables
from council_tools.imports.workbook import lines

LATE = {".ods": "[x]", ".csv": "..."}  # printed where the council's return came too late
_NOTE = r"\[note \d+\]"  # that says why the amount is not published
_PRINTED = r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?"
_MOST = 2_000_000  # thousand pounds
_FACTOR = 100  # no council's total is that many times the one of another year


def thousands(file, frame, column, name, sheet=None):
    """Return a column of amounts as numbers, and a line for each cell that is none.

    Parameters
    ----------
    file : Path
    frame : DataFrame
        Indexed by the rows of the file; numbers, or text with commas between thousands.
    column, name : str
        The column of the frame, and what it is called in the file.
    sheet : str, optional

    Returns
    -------
    amounts : Series of float
        Missing where the return came too late.
    found : list of str
    """
    text = frame[column].map(str)
    late = LATE[Path(file).suffix]
    empty = (text == late) | text.str.fullmatch(_NOTE)
    amounts = pd.to_numeric(text.where(text.str.fullmatch(_PRINTED)).str.replace(",", ""))
    bad = ~empty & ~amounts.between(-_MOST, _MOST)
    message = "is no amount in thousands of pounds. Allowed: " \
              f"{-_MOST:,} to {_MOST:,}, or {late}"  # fmt: skip
    return amounts.where(~bad), lines(file, frame, column, name, bad, message, sheet)


def refuse_units(files, parts, amount):
    """Raise a DataError for totals that are a hundred times those of another year, or more.

    Thousands of pounds that stand as pounds are a thousand times what they should be.

    Parameters
    ----------
    files : list of Path
    parts : list of DataFrame
        A frame for each file: row, la_code, local_authority, financial_year, line and the amount.
    amount : str
        The column of amounts.
    """
    parts = [part.assign(file=str(file)) for file, part in zip(files, parts, strict=True)]
    totals = pd.concat(parts).query("line == 'total'")
    totals = totals[totals[amount] > 0]
    least = totals.groupby("la_code")[amount].transform("min")
    far = totals[totals[amount] >= _FACTOR * least]
    if len(far):
        message = f"is {_FACTOR} times the total of another year, or more, of {{}}. Allowed: " \
                  "thousands of pounds in every file"  # fmt: skip
        raise tables.DataError([
            tables.problem(row.file, message.format(row.local_authority), row=row.row,
                           column="total", value=f"{getattr(row, amount):,.0f}")
            for row in far.itertuples()
        ])  # fmt: skip
