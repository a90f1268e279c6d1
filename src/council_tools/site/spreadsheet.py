"""The record of all councils as one workbook, for those who work in a spreadsheet."""

import io

import pandas as pd
import xlsxwriter

from council_record import Council, England, paths
from council_record.analysis import england, outturn, per_child
from council_record.data import tables
from council_tools.pipeline import atomic
from council_tools.site import shell

NAME = "council-record.xlsx"
_WIDEST = 60  # characters of a column
_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
            "in_memory": True}  # fmt: skip


def write():
    """Write the workbook into the report's folder and return a line that says so."""
    path = paths.REPORT / NAME
    sheets = frames()
    atomic.together({path: content(sheets)}, paths.CACHE)
    rows = sum(map(len, sheets.values()))
    return f"{len(sheets)} sheets with {rows:,} rows in {paths.shown(path)}"


def frames():
    """Return the frame of each sheet, by its name: days are days, financial years text."""
    all_councils = England()
    coded = [Council(folder.name) for folder in sorted((paths.DATA / "coded").iterdir())
             if folder.is_dir()]  # fmt: skip
    grades = all_councils.grades()
    return {
        "councils": _councils(all_councils, grades),
        "grades": grades,
        "spending": all_councils.spending(),
        "claims": pd.concat([_claims(council) for council in coded]),
        "comparisons": pd.concat([_of(council, council["comparisons"]) for council in coded]),
        "dictionary": _dictionary(),
        "sources": _sources(),
    }


def _councils(all_councils, grades):
    """Return one row per council of today: codes, region, latest overall grade, spending."""
    known = all_councils["authorities"]
    known = known[known["exists_until"].isna()].sort_values("local_authority")
    latest = grades[grades["area"] == england.OVERALL].sort_values("started")
    latest = latest.groupby("local_authority").last()
    frame = known[["local_authority", "ons_code", "la_code", "region"]]
    spent = outturn.of_councils(all_councils)
    _, spent = per_child.beside(spent, grades, list(frame["local_authority"]))
    spent = spent.set_index("local_authority")
    beside = {
        "latest_grade": latest["grade"].astype(str), "inspection_began": latest["started"],
        "basis": latest["basis"], "financial_year": spent["financial_year"],
        "per_child": spent["per_child"],
    }  # fmt: skip
    names = frame["local_authority"]
    return frame.assign(**{column: names.map(known) for column, known in beside.items()})


def _of(council, frame):
    return frame.assign(local_authority=council.name)[["local_authority", *frame.columns]]


def _claims(council):
    about = council["documents"][["document_id", "title", "publisher", "published", "url"]]
    return _of(council, council["claims"].merge(about, on="document_id", how="left"))


def _dictionary():
    rows = [
        {"table": name, "column": field["name"], "type": field["type"],
         "meaning": field["description"],
         "allowed": "; ".join(one["value"] for one in field.get("categories", []))}
        for name, resource in tables.resources(paths.DEFAULT_COUNCIL).items()
        for field in resource["schema"]["fields"]
    ]  # fmt: skip
    return pd.DataFrame(rows)


def _sources():
    rows = [
        {"table": name, "title": source["title"], "as_at": str(source.get("as_at", "")),
         "licence": resource["licenses"][0]["title"], "sha256": source.get("sha256", "")}
        for name, resource in tables.resources(paths.DEFAULT_COUNCIL).items()
        for source in resource["sources"]
    ]  # fmt: skip
    return pd.DataFrame(rows)


def content(sheets):
    """Return a workbook of some frames, by the names of their sheets, as bytes."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _AS_TEXT)
    cite = shell.cite()
    made = pd.Timestamp(cite["date-released"])
    about = {"title": cite["title"], "created": made.to_pydatetime()}
    book.set_properties({**about, "comments": f"Version {cite['version']}"})
    forms = {"head": book.add_format({"bold": True, "bg_color": "#f2f5f8", "bottom": 1}),
             "day": book.add_format({"num_format": "d mmm yyyy", "align": "left"})}  # fmt: skip
    for name, frame in sheets.items():
        _sheet(book.add_worksheet(name), frame, forms)
    book.close()
    return buffer.getvalue()


def _sheet(sheet, frame, forms):
    for column, name in enumerate(frame):
        sheet.write_string(0, column, name, forms["head"])
        longest = len(name) + 2
        for row, value in enumerate(frame[name].tolist(), 1):
            if pd.isna(value):
                continue
            if isinstance(value, pd.Timestamp):
                sheet.write_datetime(row, column, value.to_pydatetime(), forms["day"])
                longest = max(longest, 12)
            elif isinstance(value, bool):
                sheet.write_boolean(row, column, value)
            elif isinstance(value, int | float):
                sheet.write_number(row, column, value)
            else:
                sheet.write_string(row, column, str(value))
                longest = max(longest, len(str(value)) + 1)
        sheet.set_column(column, column, min(longest, _WIDEST))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
