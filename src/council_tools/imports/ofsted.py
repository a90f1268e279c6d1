"""Read Ofsted's release of local authority inspection outcomes."""

import re

from council_record import paths
from council_record.data import tables
from council_tools.imports import councils, workbook
from council_tools.imports.cells import Cells, refuse

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
_FIRST = "2018-01-01"  # of ILACS
_SEPARATE = "2023-01-01"  # care leavers are judged apart from this day on
NO_DAY = "is not a day. Allowed: a cell that the spreadsheet holds as a date"
_ALLOWED = {
    "status": ["Current", "No longer exists"],
    "inspection_type": ["ILACS Standard Inspection", "ILACS Short Inspection"],
}


def read(file):
    """Return the inspection history of a release, one row per inspection and judgement.

    The file is Ofsted, Local authority inspection outcomes as at 31 March, .ods, from the release
    of 2025 on (sheet ILACS_inspection_history). Grades printed under children in care before
    1 January 2023 are of in_care_and_care_leavers.
    """
    book = workbook.sheets(file)
    if wide := [name for name in book.sheet_names if WIDE.fullmatch(name)]:
        refuse(file, "has the layout of the release of March 2024, without inspection dates and "
               f"codes. Allowed: the layout from 2025 on, sheet {SHEET}. To set this file beside "
               "another one, use compare", sheet=wide[0])  # fmt: skip
    frame = workbook.table(book, file, SHEET, 3, FACTS | JUDGEMENTS)
    title, cover = read_cover(book, file)
    found = re.search(r"as at (\d+ \w+ \d{4})", title)
    as_at, published = workbook.day(found[1]) if found else None, published_on(cover)
    if not as_at or not published:
        refuse(file, "does not give the title with its as-at date, or the day of publication. "
               "Give the release as it was published", sheet="Cover")  # fmt: skip
    frame["la_code"] = frame["ons_code"].map(councils.codes())
    _check(file, frame, as_at, published)
    separate = frame["started"] >= _SEPARATE
    frame["framework"] = separate.map({True: "ilacs-2023", False: "ilacs-2018"})
    long = by_judgement(councils.keyed(frame), [*FACTS.values(), "framework"], JUDGEMENTS.values())
    joint = (long["judgement"] == "in_care") & (long["framework"] == "ilacs-2018")
    long.loc[joint, "judgement"] = "in_care_and_care_leavers"
    return {"official_judgements": long}, {
        "title": f"Ofsted, {title}",
        "as_at": as_at,
        "published": published,
    }


def by_judgement(frame, facts, judgements, none="", day="started"):
    """Return one row per inspection and judgement; a judgement that was not made has none."""
    long = frame.melt(facts, list(judgements), "judgement", "grade", ignore_index=False)
    long = long[long["grade"] != none]
    return councils.ordered(long, ["ons_code", day, "judgement"], "judgement", judgements)


def read_cover(book, file):
    """Return the title that stands on the sheet Cover, and its last cells by the first ones."""
    rows = [row for row in workbook.cells(book, file, "Cover") if row]
    return str(rows[0][0]) if rows else "", {str(row[0]): row[-1] for row in rows}


def published_on(cover):
    """Return the day of publication as text, or None."""
    day = cover.get("Published on:")
    return str(day)[:10] if workbook.is_day(day) else None


def _check(file, frame, as_at, issued):
    """Make days texts; raise a DataError that lists every cell that is not what is allowed."""
    cells = Cells(file, frame, {new: old for old, new in (FACTS | JUDGEMENTS).items()}, SHEET)
    for column in ("started", "published"):
        cells.note(column, ~frame[column].map(workbook.is_day), f"{NO_DAY}, not as text")
    cells.note("ons_code", frame["la_code"].isna(), "is no code of a local authority. Allowed: a "
               "code that stands in data/official/authorities.csv")  # fmt: skip
    for column in ("local_authority", "region"):
        cells.note(column, frame[column] == "", "is empty. A name is required")
    for column, values in _ALLOWED.items():
        allowed = f"is not allowed. Allowed: {', '.join(values)}"
        cells.note(column, ~frame[column].isin(values), allowed)
    grades = grades_in_order()
    for column in JUDGEMENTS.values():
        allowed = [*grades, ""] if column == "care_leavers" else grades
        told = f"is no grade. Allowed: {', '.join(grades)}"
        cells.note(column, ~frame[column].isin(allowed), told)
    councils.note_misnamed(cells, "local_authority")
    cells.stop()
    for column in ("started", "published"):
        frame[column] = frame[column].map(lambda day: str(day)[:10])
    started, published = frame["started"], frame["published"]
    timely = started.between(_FIRST, as_at)
    cells.note("started", ~timely, f"is not a day that the release covers. Allowed: {_FIRST}, "
               f"when ILACS began, to {as_at}, the as-at day")  # fmt: skip
    given = frame["care_leavers"] != ""
    cells.note("care_leavers", timely & (given != (started >= _SEPARATE)), "does not fit the "
               "inspection date. Allowed: a grade for inspections from 1 January 2023 on, else "
               "empty")  # fmt: skip
    cells.note("published", timely & (published < started), "is before the inspection date. "
               "Allowed: that day or later")  # fmt: skip
    cells.note("published", published > issued, "is after the day on which the release was "
               f"published. Allowed: up to {issued}")  # fmt: skip
    cells.note("started", frame.duplicated(["la_code", "started"]), "stands there before for this "
               "authority. Allowed: each inspection once")  # fmt: skip
    cells.stop()


def grades_in_order():
    """Return the grades that a judgement may have, the lowest first."""
    fields = tables.resources(paths.DEFAULT_COUNCIL)["judgements"]["schema"]["fields"]
    return next(field["constraints"]["enum"] for field in fields if field["name"] == "grade")
