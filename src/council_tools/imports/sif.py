"""Read Ofsted's history of inspections under the single inspection framework (SIF)."""

import pandas as pd

from council_record.data import tables
from council_tools.imports import councils, workbook

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

    Parameters
    ----------
    file : Path
        Ofsted, Children's social care data in England, underlying data, .ods, with the sheet
        LA_inspections_2009-2023.

    Returns
    -------
    tables : dict of str to DataFrame
        sif_judgements: ons_code, local_authority, inspection_type ("first" or "re-inspection"),
        published (the release gives no day of inspection), framework, judgement, grade.
    source : dict
        title, as_at and published of the release.

    Raises
    ------
    DataError
        If the file is not such a release, or a cell is not what its column allows.
    """
    book = workbook.sheets(file)
    cover = {str(row[0]): row[-1] for row in workbook.cells(book, file, "Cover") if row}
    periods = [str(told) for head, told in cover.items()
               if "local authority children's services inspections" in head]  # fmt: skip
    as_at = workbook.day(periods[0].removeprefix("As at ").split(",")[0]) if periods else None
    issued = cover.get("Published on:")
    if not as_at or not workbook.is_day(issued):
        workbook.refuse(file, "does not give the as-at day of the inspections, or the day of "
                        "publication. Give the release as it was published",
                        sheet="Cover")  # fmt: skip
    frame = pd.concat(_councils(book, file, pd.Timestamp(as_at))).reset_index(names="row")
    _check(file, frame, pd.Timestamp(as_at))
    frame = councils.keyed(frame)
    long = frame.melt(
        ["ons_code", "local_authority", "inspection_type", "published"],
        list(_JUDGEMENTS.values()),
        "judgement",
        "grade",
    )
    long = long[long["grade"] != _NONE]
    long["judgement"] = pd.Categorical(long["judgement"], _JUDGEMENTS.values())
    long = long.sort_values(["ons_code", "published", "judgement"])
    long["published"] = long["published"].dt.strftime("%Y-%m-%d")
    long.insert(4, "framework", "sif")
    last = f"{pd.Timestamp(as_at):%-d %B %Y}"
    title = f"Ofsted, Children’s social care data in England as at {last}"
    source = {"title": title, "as_at": as_at, "published": str(issued)[:10]}
    return {"sif_judgements": long.astype({"judgement": str})}, source


def _councils(book, file, as_at):
    """Yield a frame for the first and one for the second inspections, of both tables."""
    rows = workbook.cells(book, file, SHEET)
    titles = [number for number, row in enumerate(rows, 1) if _ABOLISHED in str(row[0])]
    if not titles:
        workbook.refuse(file, f'has no second table, of "{_ABOLISHED}". Give the whole release',
                        sheet=SHEET)  # fmt: skip
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
    grades = list(tables.labels("judgements", "grade"))
    printed = {key: name for name, key in _JUDGEMENTS.items()}
    days = pd.to_datetime(frame["published"].where(frame["published"].map(workbook.is_day)))
    first = days[frame["inspection_type"] == "first"].groupby(frame["la_code"]).min()
    again = frame["inspection_type"] == "re-inspection"
    twice = frame.duplicated(["la_code", "inspection_type"])
    checks = [
        ("printed", _NAME, frame["la_code"].isna(), "is no local authority of that time. Allowed: "
         "a name that stands in data/official/authorities.csv"),
        ("published", "publication date", days.isna(), "is not a day. Allowed: a cell that the "
         "spreadsheet holds as a date, not as text"),
        ("published", "publication date", (days < _BEGAN) | (days > as_at), "is not a day under "
         f"this framework. Allowed: 1 October 2013 to {as_at:%-d %B %Y}, the as-at day"),
        ("published", "publication date", again & ~(days > frame["la_code"].map(first)), "is not "
         "after the first inspection. Allowed: a later day"),
        ("printed", _NAME, twice & frame["la_code"].notna(), "stands there before. "
         "Allowed: each council once"),
        *((key, printed[key], ~frame[key].isin([*grades, _NONE]), "is no grade. Allowed: "
           f"{', '.join(grades)}, or {_NONE.strip()} where none was given") for key in printed),
    ]  # fmt: skip
    found = [
        tables.problem(file, message, row=row, column=name, value=value, sheet=SHEET)
        for column, name, bad, message in checks
        for row, value in frame.loc[bad, ["row", column]].itertuples(index=False)
    ]
    if found:
        raise tables.DataError(found)
    frame["published"] = days
