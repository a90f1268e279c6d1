"""Read Ofsted's history of inspections under the single inspection framework (SIF)."""

import pandas as pd

from council_tools.imports import councils, ofsted, workbook
from council_tools.imports.cells import Cells, refuse

SHEET = "LA_inspections_2009-2023"
_NAME = "Local authority name"
_FIRST_ROW = 5  # with the names of the columns; the abolished councils stand in a second table
_ABOLISHED = "local authorities that existed before the restructure"
_DAY = {
    "first": "Single Inspection of LA Children's Services (SIF) First SIF publication date",
    "re-inspection": "Single Inspection of LA Children's Services (SIF) SIF Re-inspection "
    "publication date",
}
_PREFIX = {"first": "First SIF", "re-inspection": "SIF Re-inspection"}
_JUDGEMENTS = {
    "Overall Judgement (OE)": "overall_effectiveness",
    "leadership, management and governance": "leadership_management_governance",
    "children who need help and protection": "help_and_protection",
    "children looked after and achieving permanence": "looked_after_and_permanence",
    "CLA Sub: Adoption Performance": "adoption",
    "CLA Sub: Experiences and progress of care leavers": "care_leavers",
}
_NONE = " -"  # no grade: of two very small councils
_BEGAN = pd.Timestamp("2013-10-01")


def read(file):
    """Return every judgement under the single inspection framework, by council and inspection.

    The file is Ofsted, Children's social care data in England, underlying data, .ods, with the
    sheet LA_inspections_2009-2023. It gives the day of each report, none of an inspection.
    """
    book = workbook.sheets(file)
    _, cover = ofsted.read_cover(book, file)
    periods = [str(told) for head, told in cover.items()
               if "local authority children's services inspections" in head]  # fmt: skip
    as_at = workbook.day(periods[0].removeprefix("As at ").split(",")[0]) if periods else None
    issued = ofsted.published_on(cover)
    if not as_at or not issued:
        refuse(file, "does not give the as-at day of the inspections, or the day of publication. "
               "Give the release as it was published", sheet="Cover")  # fmt: skip
    last = pd.Timestamp(as_at)
    frame = pd.concat(_councils(book, file, last)).reset_index(names="row")
    _check(file, frame, last)
    frame = councils.keyed(frame).assign(framework="sif")
    facts = ["ons_code", "local_authority", "inspection_type", "published", "framework"]
    long = ofsted.by_judgement(frame, facts, _JUDGEMENTS.values(), _NONE, "published")
    long["published"] = long["published"].dt.strftime("%Y-%m-%d")
    title = f"Ofsted, Children’s social care data in England as at {last:%-d %B %Y}"
    return {"sif_judgements": long}, {"title": title, "as_at": as_at, "published": issued}


def _councils(book, file, as_at):
    """Yield a frame for the first and one for the second inspections, of both tables."""
    rows = workbook.cells(book, file, SHEET)
    titles = [number for number, row in enumerate(rows, 1) if _ABOLISHED in str(row[0])]
    if not titles:
        told = f'has no second table, of "{_ABOLISHED}". Give the whole release'
        refuse(file, told, sheet=SHEET)
    for header, until, abolished in (
        (_FIRST_ROW, titles[0] - 1, False),
        (titles[0] + 1, None, True),
    ):
        for kind, day in _DAY.items():
            names = {f"{_PREFIX[kind]} {name}": key for name, key in _JUDGEMENTS.items()}
            wanted = {_NAME: "printed", day: "published"} | names
            frame = workbook.table(book, file, SHEET, header, wanted, until)
            frame["la_code"] = councils.by_name(frame["printed"], as_at, abolished)
            frame["inspection_type"] = kind
            empty = (frame[["published", *names.values()]] == "").all(axis=1)
            yield frame[~empty]


def _check(file, frame, as_at):
    """Make days of publication days; raise a DataError that lists every cell not allowed."""
    grades = ofsted.grades_in_order()
    printed = {key: name for name, key in _JUDGEMENTS.items()}
    days = pd.to_datetime(frame["published"].where(frame["published"].map(workbook.is_day)))
    first = days[frame["inspection_type"] == "first"].groupby(frame["la_code"]).min()
    again = frame["inspection_type"] == "re-inspection"
    twice = frame.duplicated(["la_code", "inspection_type"])
    names = {"printed": _NAME, "published": "publication date"} | printed
    cells = Cells(file, frame, names, SHEET)
    cells.note("printed", frame["la_code"].isna(), "is no local authority of that time. Allowed: a "
               "name that stands in data/official/authorities.csv")  # fmt: skip
    cells.note("published", days.isna(), f"{ofsted.NO_DAY}, not as text")
    cells.note("published", (days < _BEGAN) | (days > as_at), "is not a day under this framework. "
               f"Allowed: 1 October 2013 to {as_at:%-d %B %Y}, the as-at day")  # fmt: skip
    cells.note("published", again & ~(days > frame["la_code"].map(first)), "is not after the first "
               "inspection. Allowed: a later day")  # fmt: skip
    cells.note("printed", twice & frame["la_code"].notna(), "stands there before. Allowed: each "
               "council once")  # fmt: skip
    for key in printed:
        cells.note(key, ~frame[key].isin([*grades, _NONE]), "is no grade. Allowed: "
                   f"{', '.join(grades)}, or {_NONE.strip()} where none was given")  # fmt: skip
    cells.stop()
    frame["published"] = days
