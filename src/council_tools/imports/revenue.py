"""Read MHCLG's revenue outturn RO3 (social care): a second return of the same spending."""

import re
from pathlib import Path

import pandas as pd

from council_record import authorities
from council_record.data import tables
from council_tools.imports import budget, councils, csv_file, money, workbook
from council_tools.imports.workbook import lines

_SHEET = re.compile(r"RO3_LA_Data_20\d\d-?\d\d")
_SERVICE = "Children's social care"
_LOOKED_AFTER = f"{_SERVICE} - Children Looked After"
LINES = {
    f"{_SERVICE}: Sure start children's centres and early years": "sure_start",
    _LOOKED_AFTER: "children_looked_after",
    f"{_LOOKED_AFTER} of which residential care": "looked_after_residential",
    f"{_LOOKED_AFTER} of which fostering services": "looked_after_fostering",
    f"{_LOOKED_AFTER} of which asylum seeking children who are looked after": (
        "looked_after_asylum_seeking"
    ),
    f"{_LOOKED_AFTER} of which other": "looked_after_other",
    f"{_SERVICE} - Other children's and families services": "other_children_and_families",
    f"{_SERVICE} - Family Support Services": "family_support",
    f"{_SERVICE} - Youth Justice": "youth_justice",
    f"{_SERVICE}: Safeguarding children and young people’s services": "safeguarding",
    f"{_SERVICE} - Asylum Seekers": "asylum_seekers",
    f"{_SERVICE}: Services for young people": "young_people",
    "TOTAL CHILDREN SOCIAL CARE": "total",
}
_NOTE = re.compile(r" \[note \d+\]")
_SUMMARY = "Children Social Care"  # in the summary of a return, which has the total only
_AMOUNTS = {"total expenditure": "total_expenditure", "total income": "total_income",
            "net current expenditure": "net_current_expenditure"}  # fmt: skip
_CERTIFIED = ("Y", "N", "[x]")
_ROUNDING, _SUM = 1.5, 5  # thousand pounds: of one line, of a sum of eight
_NOT_GIVEN = money.LATE[".ods"]
_FORMULAS = {
    "total_expenditure": "Total Expenditure (C3 = C1 + C2)",
    "total_income": "Total Income (C6 = C4 + C5)",
    "net_current_expenditure": "Net Current Expenditure (C7 = C3 - C6)",
}
_COLUMNS = ["row", "la_code", "ons_code", "local_authority", "financial_year", "line",
            *_AMOUNTS.values(), "certified"]  # fmt: skip
_CLASSES = ("UA", "MD", "LB", "SC")  # of councils with social care


def read(*files):
    """Return every line of children's social care, gross, income and net, by council.

    Parameters
    ----------
    *files : Path
        RO3 by local authority, .ods, one file a year. For a year without one, the summary of the
        whole return (RSX), .csv, which has the total only.

    Returns
    -------
    tables : dict of str to DataFrame
        revenue_outturn: la_code, ons_code, local_authority, financial_year, line,
        total_expenditure, total_income, net_current_expenditure (thousands of pounds, cash; empty
        where the return came too late), certified (empty in a summary). Councils with social care
        only. Any amount
        may be below zero: the releases print such amounts, gross ones too.
    sources : list of dict
        title and as_at of each release.

    Raises
    ------
    DataError
        If a file is not such a release, or a cell is not what its column allows.
    """
    read_one = {True: _read_summary, False: _read_year}
    made = [read_one[Path(file).suffix == ".csv"](file) for file in files]
    parts, sources = zip(*made, strict=True)
    workbook.refuse_twice(files, [part["financial_year"].iloc[0] for part in parts])
    money.refuse_units(files, parts, "net_current_expenditure")
    frame = pd.concat(parts)
    frame["line"] = pd.Categorical(frame["line"], LINES.values())
    frame = frame.sort_values(["la_code", "financial_year", "line"]).astype({"line": str})
    return {"revenue_outturn": frame.drop(columns="row")}, list(sources)


def _read_summary(file):
    """Return the total of the summary of a year's return (RSX), which was published as CSV."""
    names = {f"{_SUMMARY} - {_FORMULAS[amount]}": amount for amount in _AMOUNTS.values()}
    facts = {"E-code": "e_code", "ONS Code": "ons_code", "Local authority": "local_authority",
             "Class": "class"}  # fmt: skip
    frame, heading = csv_file.below_heading(file, "E-code", facts | names)
    year = re.search(r"\b(20\d\d-\d\d) Final: Service Expenditure Summary", heading)
    updated = re.search(r"Last updated: (\d+ \w+ \d{4})", heading)
    if not year or not updated:
        workbook.refuse(file, "does not give the financial year and the day of “Last updated”. "
                        "Give the final release as it was published")  # fmt: skip
    frame = frame[frame["class"] != "Eng"]
    frame["la_code"] = frame["ons_code"].map(authorities.codes())
    _check_facts(file, frame, None, year[1])
    frame = frame[frame["la_code"].notna()].assign(financial_year=year[1], line="total")
    frame["certified"] = ""
    printed = {amount: name for name, amount in names.items()}
    found = []
    for amount, name in printed.items():
        frame[amount], faults = money.thousands(file, frame, amount, name)
        found += faults
    found += _unbalanced(file, frame, printed["net_current_expenditure"], None)
    if found:
        raise tables.DataError(found)
    title = "Ministry of Housing, Communities and Local Government, revenue outturn summary RSX " \
            f"{year[1]}"  # fmt: skip
    frame = councils.keyed(frame).reset_index(names="row")[_COLUMNS]
    return frame, {"title": title, "as_at": workbook.day(updated[1])}


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
    _check_facts(file, frame, sheet, year[0], certified)
    frame = frame[frame["la_code"].notna()]
    parts, found = [], []
    for line in LINES.values():
        part = frame.assign(financial_year=year[0], line=line)
        for amount in _AMOUNTS.values():
            place, name = columns[line, amount]
            part[amount] = [rows[number - 1][place] for number in part.index]
            part[amount], faults = money.thousands(file, part, amount, name, sheet)
            found += faults
        found += _unbalanced(file, part, name, sheet)
        parts.append(part)
    found = found or _not_adding_up(file, dict(zip(LINES.values(), parts, strict=True)), sheet)
    if found:
        raise tables.DataError(found)
    frame = councils.keyed(pd.concat(parts)).rename_axis("row").reset_index()[_COLUMNS]
    title = f"Ministry of Housing, Communities and Local Government, revenue outturn RO3 {year[0]}"
    return frame, {"title": title, "as_at": as_at}


def _unbalanced(file, frame, name, sheet):
    """Return a line for each net amount that is not expenditure less income."""
    gross, income, net = (frame[amount] for amount in _AMOUNTS.values())
    return lines(file, frame, "net_current_expenditure", name,
                 (gross - income - net).abs() > _ROUNDING, "is not expenditure less income. "
                 f"Allowed: the difference of the two, to {_ROUNDING} thousand pounds",
                 sheet)  # fmt: skip


def _not_adding_up(file, parts, sheet):
    """Return a line for each total that is not the sum of its lines."""
    whole = parts["total"]
    apart = [
        part for line, part in parts.items() if line in budget.LINES.values() and line != "total"
    ]
    found = []
    for printed, amount in _AMOUNTS.items():
        rest = sum(part[amount] for part in apart) - whole[amount]
        found += lines(file, whole, amount, f"{list(LINES)[-1]}, {printed}", rest.abs() > _SUM,
                       f"is not the sum of its lines. Allowed: their sum, to {_SUM} thousand "
                       "pounds", sheet)  # fmt: skip
    return found


def _check_facts(file, frame, sheet, year, certified=None):
    """Raise a DataError for councils that lack a row, a code or a name, or have two rows."""
    ours = frame[frame["la_code"].notna()]
    checks = [
        ("ons_code", "ONS Code", frame["la_code"].isna() & frame["class"].isin(_CLASSES), "is no "
         "code of a local authority. Allowed: one of data/official/authorities.csv"),
        ("local_authority", "Local authority", ours["local_authority"] == "", "is empty. A name "
         "is required"),
        ("ons_code", "ONS Code", ours["la_code"].duplicated(), "stands there before. Allowed: "
         "each council once"),
    ]  # fmt: skip
    if certified:
        bad = ~ours["certified"].isin(_CERTIFIED)
        allowed = f"is not allowed. Allowed: {', '.join(_CERTIFIED)}"
        checks.append(("certified", certified, bad, allowed))
    found = [line for column, name, bad, message in checks
             for line in lines(file, frame, column, name, bad, message, sheet)]  # fmt: skip
    gone = councils.absent(frame["la_code"], councils.first_day(year))
    if not found and gone:
        names = ", ".join(gone[:20]) + ", ..." * (len(gone) > 20)
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
        whole = _NOTE.sub("", name if " - " in name else f"{line} - {name}")
        start, _, amount = whole.rpartition(" - ")
        amount = amount.lower()
        if start in LINES and amount in _AMOUNTS:
            if (LINES[start], _AMOUNTS[amount]) in found:
                message = "stands there twice. Allowed: each column once. Give the release as it " \
                          "was published"  # fmt: skip
                workbook.refuse(file, message, sheet=sheet, column=whole)
            found[LINES[start], _AMOUNTS[amount]] = (place, whole)
    for line, key in LINES.items():
        for name, amount in _AMOUNTS.items():
            if (key, amount) not in found:
                message = "is missing. Give the release in the layout that the dictionary names"
                workbook.refuse(file, message, sheet=sheet, column=f"{line}, {name}")
    return found
