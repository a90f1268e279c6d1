"""Read Ofsted's release of local authority inspection outcomes."""

import re

from council_record import authorities
from council_record.data import tables
from council_tools.imports import councils, workbook
from council_tools.imports.workbook import lines

SHEET = "ILACS_inspection_history"
WIDE = re.compile(r"ILACS_inspections_2018-\d{4}")
FACTS = {
    "Local authority area code": "ons_code",
    "Local authority name": "local_authority",
    "Local authority status": "status",
    "Ofsted region": "region",
    "Inspection type": "inspection_type",
    "Inspection date": "started",
    "Publication date": "published",
}
JUDGEMENTS = {
    "Overall effectiveness": "overall_effectiveness",
    "The impact of leaders on social work practice with children and families": "impact_of_leaders",
    "The experiences and progress of children who need help and protection": "help_and_protection",
    "The experiences and progress of children in care": "in_care",
    "The experiences and progress of care leavers": "care_leavers",
}
_PRINTED = {key: name for name, key in JUDGEMENTS.items()}
_FIRST = "2018-01-01"  # of ILACS
_SEPARATE = "2023-01-01"  # care leavers are judged apart from this day on


def read(file):
    """Return the inspection history of a release, one row per inspection and judgement.

    Parameters
    ----------
    file : Path
        Ofsted, Local authority inspection outcomes as at 31 March, .ods, from the release of 2025
        on (sheet ILACS_inspection_history).

    Returns
    -------
    tables : dict of str to DataFrame
        official_judgements, with the columns of its schema. Grades printed under children in care
        before 1 January 2023 are of in_care_and_care_leavers.
    source : dict
        title, as_at and published of the release.

    Raises
    ------
    DataError
        If the file is not such a release, or a cell is not what its column allows.
    """
    book = workbook.sheets(file)
    if wide := [name for name in book.sheet_names if WIDE.fullmatch(name)]:
        workbook.refuse(file, "has the layout of the release of March 2024, without inspection "
                        f"dates and codes. Allowed: the layout from 2025 on, sheet {SHEET}. To set "
                        "this file beside another one, use compare", sheet=wide[0])  # fmt: skip
    frame = workbook.table(book, file, SHEET, 3, FACTS | JUDGEMENTS)
    source = _source(book, file)
    frame["la_code"] = frame["ons_code"].map(authorities.codes())
    _check(file, frame, source)
    frame["separate"] = frame["started"] >= _SEPARATE
    frame["framework"] = frame["separate"].map({True: "ilacs-2023", False: "ilacs-2018"})
    frame = councils.keyed(frame)
    long = _long(frame, [*FACTS.values(), "framework", "separate"])
    joint = (long["judgement"] == "in_care") & ~long["separate"].astype(bool)
    long.loc[joint, "judgement"] = "in_care_and_care_leavers"
    long = long.drop(columns="separate").sort_values(["ons_code", "started"], kind="stable")
    return {"official_judgements": long}, source


def _long(frame, facts):
    """Return one row per inspection and judgement; a judgement that was not made has none."""
    long = frame.melt(facts, list(JUDGEMENTS.values()), "judgement", "grade", ignore_index=False)
    long = long[long["grade"] != ""]
    order = long["judgement"].map(list(JUDGEMENTS.values()).index)
    return long.assign(order=order).sort_values("order", kind="stable").drop(columns="order")


def _check(file, frame, source):
    """Make days texts; raise a DataError that lists every cell that is not what is allowed."""
    found = []

    def note(column, bad, message):
        name = _PRINTED.get(column) or next(k for k, v in FACTS.items() if v == column)
        found.extend(lines(file, frame, column, name, bad, message, SHEET))

    for column in ("started", "published"):
        note(column, ~frame[column].map(workbook.is_day), "is not a day. Allowed: a cell that the "
             "spreadsheet holds as a date, not as text")  # fmt: skip
    note("ons_code", frame["la_code"].isna(), "is no code of a local "
         "authority. Allowed: a code that stands in data/official/authorities.csv")  # fmt: skip
    for column in ("local_authority", "region"):
        note(column, frame[column] == "", "is empty. A name is required")
    allowed = {
        "status": ["Current", "No longer exists"],
        "inspection_type": ["ILACS Standard Inspection", "ILACS Short Inspection"],
    }
    for column, values in allowed.items():
        note(column, ~frame[column].isin(values), f"is not allowed. Allowed: {', '.join(values)}")
    grades = list(tables.labels("judgements", "grade"))
    for column in JUDGEMENTS.values():
        allowed = [*grades, ""] if column == "care_leavers" else grades
        note(column, ~frame[column].isin(allowed), f"is no grade. Allowed: {', '.join(grades)}")
    found += councils.misnamed(file, frame, "local_authority", "Local authority name", SHEET)
    if found:
        raise tables.DataError(found)
    for column in ("started", "published"):
        frame[column] = frame[column].map(lambda day: str(day)[:10])
    started, published = frame["started"], frame["published"]
    as_at, issued = source["as_at"], source["published"]
    timely = started.between(_FIRST, as_at)
    note("started", ~timely, f"is not a day that the release covers. Allowed: {_FIRST}, "
         f"when ILACS began, to {as_at}, the as-at day")  # fmt: skip
    note("care_leavers", timely & ((frame["care_leavers"] != "") != (started >= _SEPARATE)),
         "does not fit the inspection date. Allowed: a grade for inspections from 1 January 2023 "
         "on, else empty")  # fmt: skip
    note("published", timely & (published < started),
         "is before the inspection date. Allowed: that day or later")  # fmt: skip
    note("published", published > issued, "is after the day on which the release "
         f"was published. Allowed: up to {issued}")  # fmt: skip
    note("started", frame.duplicated(["la_code", "started"]),
         "stands there before for this authority. Allowed: each inspection once")  # fmt: skip
    if found:
        raise tables.DataError(found)


def _source(book, file):
    """Return title, as-at date and day of publication from the sheet Cover."""
    rows = [row for row in workbook.cells(book, file, "Cover") if row]
    title = str(rows[0][0]) if rows else ""
    cover = {str(row[0]): row[-1] for row in rows}
    found = re.search(r"as at (\d+ \w+ \d{4})", title)
    as_at = workbook.day(found[1]) if found else None
    if not as_at or not workbook.is_day(cover.get("Published on:")):
        message = "does not give the title with its as-at date, or the day of publication. "
        workbook.refuse(file, f"{message}Give the release as it was published", sheet="Cover")
    published = str(cover["Published on:"])[:10]
    return {"title": f"Ofsted, {title}", "as_at": as_at, "published": published}
