"""Read MHCLG's revenue outturn RO3 (social care): a second return of the same spending."""

import re
from pathlib import Path

import pandas as pd

from council_tools.imports import budget, councils, csv_file, returns, workbook
from council_tools.imports.cells import Cells, refuse

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
_FACTS = returns.FACTS | {"Class": "class"}
_NOTE = re.compile(r" \[note \d+\]")
_SUMMARY = "Children Social Care"  # in the summary of a return, which has the total only
_AMOUNTS = {"total expenditure": "total_expenditure", "total income": "total_income",
            "net current expenditure": "net_current_expenditure"}  # fmt: skip
_CERTIFIED = ("Y", "N", "[x]")
_ROUNDING, _SUM = 1.5, 5  # thousand pounds: of one line, of a sum of eight
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

    The files are RO3 by local authority, .ods, one a year; for a year without one, the summary of
    the whole return (RSX), .csv, which has the total only. Of councils with social care only.
    Amounts are thousands of pounds, cash; empty where the return came too late. Any may be below
    zero: the releases print such amounts, gross ones too. In a summary, certified is empty.
    """
    frame, sources = returns.read_years(files, _read_year, LINES.values())
    return {"revenue_outturn": frame}, sources


def _read_year(file):
    return _read_summary(file) if Path(file).suffix == ".csv" else _read_lines(file)


def _read_summary(file):
    """Return the total of the summary of a year's return (RSX), which was published as CSV."""
    names = {f"{_SUMMARY} - {_FORMULAS[amount]}": amount for amount in _AMOUNTS.values()}
    frame, heading = csv_file.below_heading(file, "E-code", _FACTS | names)
    year = re.search(r"\b(20\d\d-\d\d) Final: Service Expenditure Summary", heading)
    updated = re.search(returns.UPDATED, heading)
    if not year or not updated:
        refuse(file, "does not give the financial year and the day of “Last updated”. Give the "
               "final release as it was published")  # fmt: skip
    frame = _of_councils(file, frame[frame["class"] != "Eng"], None, year[1])
    frame = frame.assign(financial_year=year[1], line="total", certified="")
    cells = Cells(file, frame, {amount: name for name, amount in names.items()})
    _read_amounts(cells)
    cells.stop()
    return _made(frame, "revenue outturn summary RSX", year[1], updated)


def _read_lines(file):
    """Return every line of a year's return (RO3)."""
    book = workbook.sheets(file)
    sheet = next((name for name in book.sheet_names if _SHEET.fullmatch(name)), "RO3_LA_Data")
    rows = workbook.cells(book, file, sheet)
    header = next((number for number, row in enumerate(rows) if row[0] == "E-code"), None)
    if header is None:
        refuse(file, 'has no row that begins with "E-code"', sheet=sheet)
    front = [row for row in workbook.cells(book, file, "Front_Page") if row]
    title = " ".join(str(front[0][0]).split()) if front else ""
    tops = [workbook.cells(book, file, name)[:12] for name in (sheet, "LA_drop-down")]
    updated = re.search(returns.UPDATED, " ".join(str(row[0]) for top in tops for row in top))
    year = re.search(r"20\d\d-\d\d", title)
    if not year or not updated or not workbook.day(f"{updated[1]} {updated[2]}"):
        refuse(file, 'does not give the financial year and the day of "Last updated". Give the '
               "release as it was published", sheet="Front_Page")  # fmt: skip
    columns = _columns(file, sheet, rows[header], rows[header - 1])
    names = [" ".join(str(name).split()) for name in rows[header]]
    certified = "Certified" if "Certified" in names else "Certification"
    frame = workbook.table(book, file, sheet, header + 1, _FACTS | {certified: "certified"})
    ends = frame.index[frame["e_code"] == "Eng"]  # below England stand the classes
    if ends.empty:
        refuse(file, "is missing: no row of England. Give the whole release", sheet=sheet)
    frame = _of_councils(file, frame.loc[: ends[0] - 1], sheet, year[0], certified)
    parts, found = {}, []
    for line in LINES.values():
        part = frame.assign(financial_year=year[0], line=line)
        places = {amount: columns[line, amount] for amount in _AMOUNTS.values()}
        for amount, (place, _) in places.items():
            part[amount] = [rows[number - 1][place] for number in part.index]
        cells = Cells(file, part, {amount: name for amount, (_, name) in places.items()}, sheet)
        _read_amounts(cells)
        parts[line], found = part, found + cells.lines
    whole = Cells(file, parts["total"], None, sheet)
    whole.lines = found
    whole.stop()
    _note_sums(whole, parts)
    whole.stop()
    return _made(pd.concat(parts.values()), "revenue outturn RO3", year[0], updated)


def _made(frame, name, year, updated):
    """Return the columns of the table, with the rows of the file, and the source."""
    frame = councils.keyed(frame).rename_axis("row").reset_index()[_COLUMNS]
    title = f"Ministry of Housing, Communities and Local Government, {name} {year}"
    return frame, {"title": title, "as_at": workbook.day(f"{updated[1]} {updated[2]}")}


def _of_councils(file, frame, sheet, year, certified=None):
    """Return the rows of councils, each with its la_code.

    Raise a DataError for councils that lack a row, a code or a name, or have two rows.
    """
    frame = frame.assign(la_code=frame["ons_code"].map(councils.codes()))
    ours = frame[frame["la_code"].notna()]
    names = {new: old for old, new in _FACTS.items()} | {"certified": certified}
    cells = Cells(file, frame, names, sheet)
    cells.note("ons_code", frame["la_code"].isna() & frame["class"].isin(_CLASSES), "is no code of "
               "a local authority. Allowed: one of data/official/authorities.csv")  # fmt: skip
    cells.note("printed", ours["printed"] == "", "is empty. A name is required")
    cells.frame = ours
    returns.note_twice(cells)
    councils.note_misnamed(cells, "printed")
    if certified:
        allowed = f"is not allowed. Allowed: {', '.join(_CERTIFIED)}"
        cells.note("certified", ~ours["certified"].isin(_CERTIFIED), allowed)
    cells.stop()
    returns.refuse_absent(file, ours["la_code"], year, sheet)
    return ours


def _read_amounts(cells):
    """Make the amounts of a frame numbers; note those that are none, or do not balance."""
    for amount in _AMOUNTS.values():
        cells.frame[amount] = returns.thousands(cells, amount)
    gross, income, net = (cells.frame[amount] for amount in _AMOUNTS.values())
    cells.note("net_current_expenditure", (gross - income - net).abs() > _ROUNDING, "is not "
               "expenditure less income. Allowed: the difference of the two, to "
               f"{_ROUNDING} thousand pounds")  # fmt: skip


def _note_sums(whole, parts):
    """Note each total that is not the sum of its lines."""
    apart = [parts[line] for line in budget.LINES.values() if line != "total"]
    for printed, amount in _AMOUNTS.items():
        whole.names[amount] = f"{list(LINES)[-1]}, {printed}"
        rest = sum(part[amount] for part in apart) - whole.frame[amount]
        whole.note(amount, rest.abs() > _SUM, "is not the sum of its lines. Allowed: their sum, to "
                   f"{_SUM} thousand pounds")  # fmt: skip


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
                refuse(file, message, sheet=sheet, column=whole)
            found[LINES[start], _AMOUNTS[amount]] = (place, whole)
    for line, key in LINES.items():
        for name, amount in _AMOUNTS.items():
            if (key, amount) not in found:
                message = "is missing. Give the release in the layout that the dictionary names"
                refuse(file, message, sheet=sheet, column=f"{line}, {name}")
    return found
