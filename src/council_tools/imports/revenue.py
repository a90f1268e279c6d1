"""Read MHCLG's revenue outturn RO3 (social care): a second return of the same spending."""

import re

import pandas as pd

from council_record import authorities
from council_record.data import tables
from council_tools.imports import workbook
from council_tools.imports.workbook import lines

_SHEET = re.compile(r"RO3_LA_Data_20\d\d-?\d\d")
_LINES = {
    "Children's social care: Services for young people": "young_people",
    "TOTAL CHILDREN SOCIAL CARE": "total",
}
_AMOUNTS = {"total expenditure": "total_expenditure", "total income": "total_income",
            "net current expenditure": "net_current_expenditure"}  # fmt: skip
_CERTIFIED = ("Y", "N", "[x]")
_ROUNDING = 1.5  # thousand pounds
_NOT_GIVEN = "[x]"  # the council's return came too late
_CLASSES = ("UA", "MD", "LB", "SC")  # of councils with social care


@workbook.one_line
def read(*files):
    """Return services for young people and the total of children's social care, by council.

    Parameters
    ----------
    *files : Path
        RO3 by local authority, .ods, one file a year.

    Returns
    -------
    tables : dict of str to DataFrame
        revenue_outturn: la_code, ons_code, local_authority, financial_year, line,
        total_expenditure, total_income, net_current_expenditure (thousands of pounds, cash; empty
        where the return came too late), certified. Councils with social care only. Any amount
        may be below zero: the releases print such amounts, gross ones too.
    sources : list of dict
        title and as_at of each release.

    Raises
    ------
    DataError
        If a file is not such a release, or a cell is not what its column allows.
    """
    parts, sources = zip(*(_read_year(file) for file in files), strict=True)
    frame = pd.concat(parts)
    years = [part["financial_year"].iloc[0] for part in parts]
    for number, (file, year) in enumerate(zip(files, years, strict=True)):
        if year in years[:number]:
            workbook.refuse(file, "is given in two files. Allowed: each year once", value=year)
    frame["order"] = frame["line"].map(list(_LINES.values()).index)
    frame = frame.sort_values(["la_code", "financial_year", "order"], kind="stable")
    return {"revenue_outturn": frame.drop(columns="order")}, list(sources)


def _read_year(file):
    book = workbook.sheets(file)
    sheet = next((name for name in book.sheet_names if _SHEET.fullmatch(name)), "RO3_LA_Data")
    rows = workbook.cells(book, file, sheet)
    header = next((number for number, row in enumerate(rows) if row[0] == "E-code"), None)
    if header is None:
        workbook.refuse(file, 'has no row that begins with "E-code"', sheet=sheet)
    front = [row for row in workbook.cells(book, file, "Front_Page") if row]
    title = " ".join(str(front[0][0]).split()) if front else ""
    tops = [workbook.cells(book, file, name)[:12] for name in (sheet, "LA_drop-down")]
    notes = " ".join(str(row[0]) for top in tops for row in top)
    updated = re.search(r"Last updated: (\d+)\w* (\w+ \d{4})", notes)
    year = re.search(r"20\d\d-\d\d", title)
    as_at = workbook.day(f"{updated[1]} {updated[2]}") if updated else None
    if not year or not as_at:
        workbook.refuse(file, 'does not give the financial year and the day of "Last updated". '
                        "Give the release as it was published", sheet="Front_Page")  # fmt: skip
    columns = _columns(file, sheet, rows[header], rows[header - 1])
    names = [" ".join(str(name).split()) for name in rows[header]]
    certified = "Certified" if "Certified" in names else "Certification"
    facts = {"E-code": "e_code", "ONS Code": "ons_code", "Local authority": "local_authority",
             "Class": "class", certified: "certified"}  # fmt: skip
    frame = workbook.table(book, file, sheet, header + 1, facts)
    ends = frame.index[frame["e_code"] == "Eng"]  # below England stand the classes
    if ends.empty:
        workbook.refuse(file, "is missing: no row of England. Give the whole release", sheet=sheet)
    frame = frame.loc[: ends[0] - 1]
    frame["la_code"] = frame["ons_code"].map(authorities.codes())
    _check_facts(file, frame, sheet, certified, year[0])
    frame = frame[frame["la_code"].notna()]
    parts, found = [], []
    for line in _LINES.values():
        part = frame.assign(financial_year=year[0], line=line)
        for amount in _AMOUNTS.values():
            place, name = columns[line, amount]
            part[amount] = [rows[number - 1][place] for number in part.index]
            late = part[amount] == _NOT_GIVEN
            value = pd.to_numeric(part[amount].where(~late), errors="coerce")
            bad = ~late & ~value.between(-2e6, 2e6)
            found += lines(file, part, amount, name, bad, "is no amount in thousands of pounds. "
                           f"Allowed: -2,000,000 to 2,000,000, or {_NOT_GIVEN}", sheet)  # fmt: skip
            part[amount] = value.where(~bad)
        gross, income, net = (part[amount] for amount in _AMOUNTS.values())
        found += lines(file, part, amount, name, (gross - income - net).abs() > _ROUNDING,
                       "is not expenditure less income. Allowed: the difference of the two, to "
                       f"{_ROUNDING} thousand pounds", sheet)  # fmt: skip
        parts.append(part)
    if found:
        raise tables.DataError(found)
    names = ["la_code", "ons_code", "local_authority", "financial_year", "line",
             *_AMOUNTS.values(), "certified"]  # fmt: skip
    frame = pd.concat(parts)[names]
    title = f"Ministry of Housing, Communities and Local Government, revenue outturn RO3 {year[0]}"
    return frame, {"title": title, "as_at": as_at}


def _check_facts(file, frame, sheet, certified, year):
    """Raise a DataError for councils that lack a row, a code or a name, or have two rows."""
    ours = frame[frame["la_code"].notna()]
    checks = [
        ("ons_code", "ONS Code", frame["la_code"].isna() & frame["class"].isin(_CLASSES), "is no "
         "code of a local authority. Allowed: one of data/official/authorities.csv"),
        ("local_authority", "Local authority", ours["local_authority"] == "", "is empty. A name "
         "is required"),
        ("ons_code", "ONS Code", ours["la_code"].duplicated(), "stands there before. Allowed: "
         "each council once"),
        ("certified", certified, ~ours["certified"].isin(_CERTIFIED), "is not allowed. Allowed: "
         f"{', '.join(_CERTIFIED)}"),
    ]  # fmt: skip
    found = [line for column, name, bad, message in checks
             for line in lines(file, frame, column, name, bad, message, sheet)]  # fmt: skip
    known, day = authorities.read(), pd.Timestamp(f"{year[:4]}-04-01")
    there = ~(known["exists_from"] > day) & ~(known["exists_until"] < day)
    gone = known[there & ~known["la_code"].isin(frame["la_code"])]
    if not found and len(gone):
        names = ", ".join(gone["short_name"][:20]) + ", ..." * (len(gone) > 20)
        workbook.refuse(file, f"has no row for {names}. Allowed: one for every council of {year}, "
                        f"with {_NOT_GIVEN} where its return came too late. Give the release as it "
                        "was published", sheet=sheet, column="ONS Code")  # fmt: skip
    if found:
        raise tables.DataError(found)


def _columns(file, sheet, header, above):
    """Return the place and the name of the column of each line and amount.

    Up to 2023-24 the lines stand in a row above, over the first of their columns; later both
    stand in one cell.
    """
    found, line = {}, ""
    for place, (name, over) in enumerate(zip(header, above, strict=True)):
        name, over = (" ".join(str(text).split()) for text in (name, over))
        line = over or line
        name = name.split(" (C")[0]  # without its formula, as in (C3 = C1 + C2)
        whole = name if " - " in name else f"{line} - {name}"
        start, _, amount = whole.rpartition(" - ")
        amount = amount.lower()
        if start in _LINES and amount in _AMOUNTS:
            found[_LINES[start], _AMOUNTS[amount]] = (place, whole)
    for line, key in _LINES.items():
        for name, amount in _AMOUNTS.items():
            if (key, amount) not in found:
                message = "is missing. Give the release in the layout that the dictionary names"
                workbook.refuse(file, message, sheet=sheet, column=f"{line}, {name}")
    return found
