"""Open a release as it was published: what is damaged, locked or too large is refused first."""

import functools
import re
import zipfile
import zlib
from datetime import date
from pathlib import Path

import pandas as pd

from .. import tables

_LARGEST = 300 * 1024 * 1024  # bytes that a spreadsheet may declare to unpack to
_MOST_CELLS = 20_000_000  # that a spreadsheet may hold, repeated ones counted each time
_ROW = re.compile(rb"<table:table-row\b([^>]*[^/>])?>(.*?)</table:table-row>", re.DOTALL)
_CELL = re.compile(rb"<table:table-cell\b[^>]*value-type[^>]*>")
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d+)"')
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def refuse(file, message, **where):
    """Raise a DataError with one line."""
    raise tables.DataError([tables.problem(file, message, **where)])


def one_line(read):
    """Refuse a release in one line also where no check foresaw how it differs."""

    @functools.wraps(read)
    def guarded(*files):
        try:
            return read(*files)
        except (tables.DataError, OSError):
            raise
        except Exception as error:
            why = f"{type(error).__name__}: {(str(error).splitlines() or [''])[0]}"
            refuse(files[0], f"is not laid out as this release is ({why}). Give the release as it "
                   "was published")  # fmt: skip

    return guarded


def _cells_declared(content):
    """Return how many filled cells the sheets of an .ods declare, repeated ones each time."""
    count = 0
    for row in _ROW.finditer(content):
        times = _REPEATED.search(row[1] or b"")
        filled = 0
        for cell in _CELL.finditer(row[2]):
            repeated = _REPEATED.search(cell[0])
            filled += int(repeated[1]) if repeated else 1
        count += filled * (int(times[1]) if times else 1)
        if count > _MOST_CELLS:
            break
    return count


def sheets(file):
    """Return an opened .ods workbook after looking at what its archive declares.

    Raises
    ------
    DataError
        If the file is missing, no .ods, cut off, encrypted, damaged, or would unpack to more than
        a release can hold.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    again = "Download it again from its publisher"
    if not Path(file).is_file():
        refuse(file, "no such file. Give the release as it was downloaded")
    try:
        with zipfile.ZipFile(file) as archive:
            declared = sum(entry.file_size for entry in archive.infolist())
            if declared > _LARGEST:
                refuse(file, f"would unpack to {declared / 2**20:,.0f} MB. Allowed: up to "
                       f"{_LARGEST // 2**20} MB; no release is that large. {again}")  # fmt: skip
            if "mimetype" not in archive.namelist() or archive.read("mimetype") != _ODS:
                refuse(file, f"is not an .ods spreadsheet. {again}, in the .ods format")
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                refuse(file, "is encrypted. Allowed: a release without a password. " + again)
            damaged = archive.testzip()
            if damaged:
                refuse(file, f"is damaged in {damaged}. {again}")
            content = archive.read("content.xml") if "content.xml" in archive.namelist() else b""
            if _cells_declared(content) > _MOST_CELLS:
                refuse(file, f"declares more than {_MOST_CELLS:,} filled cells. No release is that "
                       f"large. {again}")  # fmt: skip
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError):
        refuse(file, f"is not an .ods spreadsheet, or was cut off. {again}")
    try:
        return CalamineWorkbook.from_path(str(file))
    except CalamineError as error:
        refuse(file, f"cannot be read as a spreadsheet ({error}). {again}")


def cells(workbook, file, sheet):
    """Return the rows of one sheet from its first row and column on, a cell as it stands there."""
    if sheet not in workbook.sheet_names:
        refuse(file, f"is missing. The sheets are {', '.join(workbook.sheet_names)}. Give the "
               "release in the layout that the dictionary names", sheet=sheet)  # fmt: skip
    return workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def table(workbook, file, sheet, header, columns, until=None):
    """Return named columns of a table in a sheet, one row for each row in which one is filled.

    Parameters
    ----------
    workbook : CalamineWorkbook
    file : Path
    sheet : str
    header : int
        Row of the sheet in which the names of the columns stand, counted from 1.
    columns : dict of str to str
        Name in the sheet to name in the frame.
    until : int, optional
        Last row of the table; to the end of the sheet by default.

    Returns
    -------
    DataFrame
        Indexed by the row of the sheet. An empty cell is an empty string.
    """
    rows = cells(workbook, file, sheet)
    names = (
        [" ".join(str(name).split()) for name in rows[header - 1]] if len(rows) >= header else []
    )
    for name in columns:
        if name not in names:
            there = ", ".join(found for found in names if found and found not in columns)
            refuse(file, f"is missing. Other columns there: {there or 'none'}. Give the release in "
                   "the layout that the dictionary names", sheet=sheet, row=header,
                   column=name)  # fmt: skip
    body = rows[header : until or len(rows)]
    data = {new: [row[names.index(old)] for row in body] for old, new in columns.items()}
    frame = pd.DataFrame(data, index=range(header + 1, header + 1 + len(body)), dtype=object)
    frame = frame[(frame != "").any(axis=1)]
    if frame.empty:
        refuse(file, "has a header but no rows. Give the whole release", sheet=sheet)
    return frame


def lines(file, frame, column, name, bad, message, sheet=None):
    """Return one line for each row in which a cell of a column is bad.

    ``bad`` is a mask over the rows of ``frame``, and ``name`` what the column is called in the
    file.
    """
    return [
        tables.problem(file, message, row=row, column=name, value=value, sheet=sheet)
        for row, value in frame.loc[bad, column].items()
    ]


def day(text):
    """Return a day in words, as 31 March 2025, as 2025-03-31; None where there is no such day."""
    try:
        return str(pd.Timestamp(text).date())
    except ValueError:
        return None


def is_day(value):
    """Return whether a cell of a spreadsheet holds a day."""
    return isinstance(value, date)  # a datetime is one, a time of day is not
