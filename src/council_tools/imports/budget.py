"""Read MHCLG's revenue account budgets (RA): what councils planned to spend, net of income."""

import re

import pandas as pd

from council_tools.imports import councils, csv_file, returns, workbook
from council_tools.imports.cells import Cells, refuse

_SERVICE = "Children's social care: "
LINES = {
    f"{_SERVICE}Sure start children's centres/flying start and early years": "sure_start",
    f"{_SERVICE}Children looked after": "children_looked_after",
    f"{_SERVICE}Other children and family services": "other_children_and_families",
    f"{_SERVICE}Family support services": "family_support",
    f"{_SERVICE}Youth justice": "youth_justice",
    f"{_SERVICE}Safeguarding children and young people’s services": "safeguarding",
    f"{_SERVICE}Asylum seekers": "asylum_seekers",
    f"{_SERVICE}Services for young people": "young_people",
    "TOTAL CHILDREN'S SOCIAL CARE": "total",
}
_NOTES = {"Notes": "note", "": "note"}
_STATUS = {"S": "imputed", "M": "late"}  # else returned
_ROUNDING = 5  # thousand pounds, over eight lines


def read(*files):
    """Return what each council planned to spend on children's social care, line by line.

    The files are the ministry's revenue account budgets, data by local authority, .csv, one a
    year. Amounts are thousands of pounds, cash, empty where the return came too late. The status
    is "returned", "late", or "imputed" by the ministry for a return that came too late. The as_at
    of a file is its last update, else its financial year.
    """
    frame, sources = returns.read_years(files, _read_year, LINES.values())
    return {"budget": frame}, sources


def _read_year(file):
    frame, heading = csv_file.below_heading(file, "E-code", returns.FACTS | LINES, _NOTES)
    if "note" not in frame:
        refuse(file, "is missing. Give the release as it was published", column="Notes")
    year = re.search(r"\bRA\) (20\d\d-\d\d)", heading)
    if not year:
        refuse(file, 'does not give the financial year, as in "Revenue Account Budget (RA) '
               '2021-22". Give the release as it was published')  # fmt: skip
    year = year[1]
    updated = re.search(returns.UPDATED, heading)
    frame["la_code"] = frame["ons_code"].map(councils.codes())
    ours = frame[frame["la_code"].notna()]
    returns.refuse_absent(file, ours["la_code"], year)
    names = {new: old for old, new in (returns.FACTS | LINES).items()}
    cells = Cells(file, ours, names)
    returns.note_twice(cells)
    councils.note_misnamed(cells, "printed")
    amounts = pd.DataFrame({line: returns.thousands(cells, line) for line in LINES.values()})
    cells.stop()
    parts = amounts.drop(columns="total").sum(axis=1, min_count=1)
    cells.note("total", (parts - amounts["total"]).abs() > _ROUNDING, "is not the sum of the eight "
               f"lines. Allowed: their sum, to {_ROUNDING} thousand pounds")  # fmt: skip
    cells.stop()
    wide = councils.keyed(ours[["la_code"]]).join(amounts).assign(financial_year=year)
    wide["status"] = ours["note"].map(_STATUS).fillna("returned")
    facts = ["row", "ons_code", "la_code", "local_authority", "financial_year", "status"]
    long = wide.reset_index(names="row").melt(
        facts, list(LINES.values()), "line", "net_current_expenditure"
    )
    title = f"Ministry of Housing, Communities and Local Government, revenue account budget {year}"
    as_at = workbook.day(f"{updated[1]} {updated[2]}") if updated else year
    return long, {"title": title, "as_at": as_at}
