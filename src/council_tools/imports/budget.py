"""Read MHCLG's revenue account budgets (RA): what councils planned to spend, net of income."""

import re

import pandas as pd

from council_record import authorities
from council_record.data import tables
from council_tools.imports import councils, csv_file, money, workbook
from council_tools.imports.workbook import lines

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
_FACTS = {"E-code": "e_code", "ONS Code": "ons_code", "Local authority": "printed"}
_NOTES = {"Notes": "note", "": "note"}
_STATUS = {"S": "imputed", "M": "late"}  # else returned
_NOT_GIVEN = money.LATE[".csv"]
_ROUNDING = 5  # thousand pounds, over eight lines


def read(*files):
    """Return what each council planned to spend on children's social care, line by line.

    Parameters
    ----------
    *files : Path
        Revenue account budget, data by local authority, .csv, one file a year.

    Returns
    -------
    tables : dict of str to DataFrame
        budget: ons_code, la_code, local_authority, financial_year, line, net_current_expenditure
        (thousands of pounds, cash; empty where the return came too late), status ("returned",
        "late", or "imputed" by the ministry for a return that came too late).
    sources : list of dict
        title and as_at of each release: its last update, else its financial year.

    Raises
    ------
    DataError
        If a file is not such a release, or a cell is not what its column allows.
    """
    parts, sources = zip(*(_read_year(file) for file in files), strict=True)
    workbook.refuse_twice(files, [part["financial_year"].iloc[0] for part in parts])
    money.refuse_units(files, parts, "net_current_expenditure")
    frame = pd.concat(parts)
    frame["line"] = pd.Categorical(frame["line"], LINES.values())
    frame = frame.sort_values(["la_code", "financial_year", "line"]).astype({"line": str})
    return {"budget": frame.drop(columns="row")}, list(sources)


def _read_year(file):
    frame, heading = csv_file.below_heading(file, "E-code", _FACTS | LINES, _NOTES)
    if "note" not in frame:
        workbook.refuse(file, "is missing. Give the release as it was published", column="Notes")
    year = re.search(r"\bRA\) (20\d\d-\d\d)", heading)
    if not year:
        workbook.refuse(file, 'does not give the financial year, as in "Revenue Account Budget '
                        '(RA) 2021-22". Give the release as it was published')  # fmt: skip
    year = year[1]
    updated = re.search(r"Last updated: (\d+ \w+ \d{4})", heading)
    frame["la_code"] = frame["ons_code"].map(authorities.codes())
    ours = frame[frame["la_code"].notna()]
    twice = ours["la_code"].duplicated()
    found = lines(file, ours, "ons_code", "ONS Code", twice, "stands there before. Allowed: each "
                  "council once")  # fmt: skip
    if gone := councils.absent(ours["la_code"], councils.first_day(year)):
        workbook.refuse(file, f"has no row for {', '.join(gone)}. Allowed: one for every council "
                        f"of {year}, with {_NOT_GIVEN} where its return came too late. Give the "
                        "release as it was published", column="ONS Code")  # fmt: skip
    found += councils.misnamed(file, ours, "printed", "Local authority")
    amounts = pd.DataFrame(index=ours.index)
    for name, line in LINES.items():
        amounts[line], faults = money.thousands(file, ours, line, name)
        found += faults
    parts = amounts.drop(columns="total").sum(axis=1, min_count=1)
    apart = (parts - amounts["total"]).abs() > _ROUNDING
    found = found or lines(file, ours, "total", list(LINES)[-1], apart, "is not the sum of the "
                           f"eight lines. Allowed: their sum, to {_ROUNDING} thousand "
                           "pounds")  # fmt: skip
    if found:
        raise tables.DataError(found)
    wide = councils.keyed(ours[["la_code"]]).join(amounts).assign(financial_year=year)
    wide["status"] = ours["note"].map(_STATUS).fillna("returned")
    facts = ["ons_code", "la_code", "local_authority", "financial_year", "status"]
    long = wide.reset_index(names="row").melt(
        [*facts, "row"], list(LINES.values()), "line", "net_current_expenditure"
    )
    title = f"Ministry of Housing, Communities and Local Government, revenue account budget {year}"
    return long, {"title": title, "as_at": workbook.day(updated[1]) if updated else year}
