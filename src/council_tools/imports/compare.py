"""List what Ofsted corrected from one release of inspection outcomes to the next."""

import pandas as pd

from council_record import authorities
from council_record.paths import slug
from council_tools.imports import ofsted, workbook
from council_tools.imports.cells import Cells, refuse

# Names of columns in the release of March 2024, whose second table has the joint judgement.
_SHORT = (
    ("overall effectiveness", "overall_effectiveness"),
    ("impact of leaders", "impact_of_leaders"),
    ("experiences and progress of children who need help and protection", "help_and_protection"),
    ("experiences and progress of children in care", "in_care"),
    ("experiences and progress of children in care and care leavers", "in_care"),
    ("experiences and progress of care leavers", "care_leavers"),
)
_ALWAYS = ("overall_effectiveness", "impact_of_leaders", "help_and_protection")
_DAYS = {"published": "Publication date", "started": "Inspection date"}
_COMPARED = {"inspection_type": "Inspection type", "started": "Inspection date"} | {
    key: name for name, key in ofsted.JUDGEMENTS.items()
}


def compare(older, newer):
    """Return a line for each grade, day or type of inspection that a newer release has otherwise.

    Both are releases of 2024 or later, in either layout. Inspections are matched by authority and
    day of publication; one whose day was corrected, by its grades. The release of March 2024 gives
    the day of inspection for the latest inspection of each authority only.
    """
    before, after = ([*_inspections(file).to_dict("records")] for file in (older, newer))
    days = {(row["authority"], row["published"]) for row in before}
    found = []
    for row in before:
        where = f"{row['local_authority']}, published {row['published']}"
        same = [other for other in after if other["authority"] == row["authority"]]
        later = [other for other in same if other["published"] == row["published"]]
        if not later:  # the day may have been corrected, of an inspection with the same grades
            later = [
                other
                for other in same
                if (other["authority"], other["published"]) not in days
                and all(other[key] == row[key] for key in ofsted.JUDGEMENTS.values())
            ]
            if not later:
                found.append(f"{where}: is not in the later release")
                continue
            found.append(f"{where}: published is now {later[0]['published']}")
        for column, name in _COMPARED.items():
            was, now = row[column], later[0][column]
            if was != now and not (column == "started" and "" in (was, now)):
                found.append(f"{where}, {name}: {was or 'no grade'} is now {now or 'no grade'}")
    return found


def _inspections(file):
    """Return one row per inspection of a release; days as text, an unknown one as no text."""
    book = workbook.sheets(file)
    wide = [name for name in book.sheet_names if ofsted.WIDE.fullmatch(name)]
    if wide:
        frame = _read_wide(book, file, wide[0])
    else:
        frame = workbook.table(book, file, ofsted.SHEET, 3, ofsted.FACTS | ofsted.JUDGEMENTS)
        for column, name in _DAYS.items():
            _check_days(file, frame, column, name, ofsted.SHEET)
    for column in _DAYS:
        frame[column] = frame[column].map(lambda day: str(day)[:10])
    frame["authority"] = frame["local_authority"].map(authorities.plain).map(slug)
    return frame.sort_values(["authority", "published"]).reset_index(drop=True)


def _check_days(file, frame, column, name, sheet):
    """Raise a DataError for cells of a column that hold no day."""
    cells = Cells(file, frame, {column: name}, sheet)
    cells.note(column, ~frame[column].map(workbook.is_day), ofsted.NO_DAY)
    cells.stop()


def _read_wide(book, file, sheet):
    """Return the two tables of the layout of March 2024, one row per inspection."""
    rows = workbook.cells(book, file, sheet)
    headers = [number for number, row in enumerate(rows, 1) if "Local authority name" in row]
    if not headers:
        refuse(file, 'has no column "Local authority name"', sheet=sheet)
    parts = []
    for header, following in zip(headers, [*headers[1:], len(rows) + 1], strict=True):
        names = [" ".join(str(name).split()) for name in rows[header - 1]]
        ends = ("publication date", "inspection type", "overall effectiveness")
        for nth in dict.fromkeys(name.removesuffix(end) for end in ends for name in names
                                 if name.endswith(end)):  # fmt: skip
            columns = {
                "Local authority name": "local_authority",
                f"{nth}publication date": "published",
                f"{nth}inspection type": "inspection_type",
            }
            columns |= {
                nth + name: key for name, key in _SHORT if key in _ALWAYS or nth + name in names
            }
            if "in_care" not in columns.values():
                columns[nth + _SHORT[3][0]] = "in_care"  # missing, so that it is named
            part = workbook.table(book, file, sheet, header, columns, until=following - 1)
            part = part[part["published"] != ""]
            _check_days(file, part, "published", f"{nth}publication date", sheet)
            parts.append(part)
    frame = pd.concat(parts).fillna("")
    for name, key in ofsted.JUDGEMENTS.items():
        if key not in frame:
            refuse(file, "is missing. Give the release as it was published", sheet=sheet,
                   column=name)  # fmt: skip
    frame = frame.iloc[frame["published"].map(str).argsort(kind="stable")]
    latest = [name for name in book.sheet_names if name.startswith("Inspections_31_March")]
    days = {}
    if latest:
        columns = {"Local authority name": "local_authority", "Inspection date": "started"}
        there = workbook.table(book, file, latest[0], 3, columns)
        there = there[there["started"] != "Not yet inspected"]
        _check_days(file, there, "started", "Inspection date", latest[0])
        days = dict(zip(there["local_authority"], there["started"], strict=True))
    last = ~frame["local_authority"].duplicated(keep="last")
    started = [days.get(name, "") if ended else ""
               for name, ended in zip(frame["local_authority"], last, strict=True)]  # fmt: skip
    return frame.assign(started=pd.Series(started, index=frame.index, dtype=object))
