"""Open a release as it was published: what is damaged, locked or too large is refused first."""

import re
import zipfile
import zlib
from datetime import date
from pathlib import Path

import pandas as pd

from council_tools.imports.cells import refuse

_LARGEST = 64 * 2**20  # bytes that a spreadsheet may unpack to; the releases have up to 38 MB
_MOST = 1_300_000  # elements that it may have; the releases have up to 1,144,923
_ENTRIES = 1000  # files that its archive may hold; the releases hold up to 6
_LONG = re.compile(rb"<[^<]{100000}")  # a cell or its text; the releases have up to 706 bytes
_CELL_BYTES = 32  # that any cell takes, an empty one too
_CELLS = (b"<table:table-cell", b"<table:covered-table-cell")
_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b")
_FILLED = re.compile(rb"value|formula")  # in the mark of a cell that holds something
_REPEATED = re.compile(rb"""-repeated\s*=\s*["'](\d+)""")
_ANY_REPEATED = re.compile(rb"""-repeated\s*=\s*["']([^"']*)""")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_AGAIN = "Download it again from its publisher"
_LOCKED = f"is encrypted. Allowed: a release without a password. {_AGAIN}"


def _repeated(text):
    return max(map(int, _REPEATED.findall(text)), default=1)


def _with_repeats(content):
    """Return the bytes that the cells of an .ods come to when what repeats is written out."""
    size = 0
    for sheet in content.split(b"<table:table ")[1:]:
        row, last, width = 0, 0, 0  # up to the last cell that is filled
        for text in sheet.split(b"<table:table-row")[1:]:
            if b"-repeated" not in text:  # as most rows are: no more than stands there
                row += 1
                if (filled := max(text.rfind(b"value"), text.rfind(b"formula"))) >= 0:
                    size += len(text)
                    cells = sum(text.count(cell, 0, filled) for cell in _CELLS)
                    last, width = row, max(width, cells)
                continue
            head, *cells = _CELL.split(text)
            times, column = _repeated(head), 0
            row += times
            for cell in cells:
                repeated = _repeated(cell)
                column += repeated
                if _FILLED.search(cell.partition(b">")[0]):  # what follows the last is none of it
                    size += len(cell) * repeated * times
                    last, width = row, max(width, column)
        size += last * width * _CELL_BYTES
    return size


def _check_archive(file, archive):
    """Raise a DataError if an archive is locked, damaged, no .ods, or unpacks to too much.

    Every entry is unpacked to its true end here, but never beyond what it declares, since the
    library that reads spreadsheets would go on.
    """

    def too_large(size):
        if size > _LARGEST:
            refuse(file, f"would unpack to {size / 2**20:,.0f} MB. Allowed: up to "
                   f"{_LARGEST // 2**20} MB; no release is that large. {_AGAIN}")  # fmt: skip

    entries = archive.infolist()
    if len(entries) > _ENTRIES:
        refuse(file, f"holds {len(entries):,} files. Allowed: up to {_ENTRIES:,}. {_AGAIN}")
    if any(entry.flag_bits & 1 for entry in entries):
        refuse(file, _LOCKED)
    too_large(sum(entry.file_size for entry in entries))
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise zipfile.BadZipFile
    for entry in entries:
        declared = entry.file_size
        entry.file_size += 1  # one byte more than declared is read, if it is there
        try:
            with archive.open(entry) as member:
                unpacked = sum(map(len, iter(lambda: member.read(2**20), b"")))
        except zipfile.BadZipFile:
            unpacked = None
        if unpacked != declared:
            refuse(file, f"is damaged in {entry.filename}. {_AGAIN}")
        entry.file_size = declared
    if "mimetype" not in archive.namelist() or archive.read("mimetype") != _ODS:
        refuse(file, f"is not an .ods spreadsheet. {_AGAIN}, in the .ods format")
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        refuse(file, _LOCKED)
    if "content.xml" in archive.namelist():
        content = archive.read("content.xml")
        _check_content(file, content)
        too_large(_with_repeats(content))


def _check_content(file, content):
    """Raise a DataError for what a spreadsheet program never writes, and some libraries read."""
    if b"\0" in content:
        refuse(file, f"holds a NUL, which no text may. {_AGAIN}")
    if (count := content.count(b"<")) > _MOST:
        refuse(file, f"has {count:,} elements. Allowed: up to {_MOST:,}; no release has that many. "
               f"{_AGAIN}")  # fmt: skip
    if _LONG.search(content):
        refuse(file, "has a cell of 100,000 bytes or more. Allowed: cells of less; no release has "
               f"one that long. {_AGAIN}")  # fmt: skip
    for written in _ANY_REPEATED.findall(content):
        if not written.isdigit() or len(written) > 7:
            shown = written[:20].decode(errors="replace")
            refuse(file, f'repeats a cell "{shown}" times. Allowed: a whole number of up to seven '
                   f"digits. {_AGAIN}")  # fmt: skip


def sheets(file):
    """Return an opened .ods workbook, or refuse it after looking at what its archive holds.

    Refused is what is missing, no .ods, cut off, encrypted or damaged, and what would unpack to
    more than a release can hold.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    if not Path(file).is_file():
        refuse(file, "no such file. Give the release as it was downloaded")
    try:
        with zipfile.ZipFile(file) as archive:
            _check_archive(file, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError):
        refuse(file, f"is not an .ods spreadsheet, or was cut off. {_AGAIN}")
    try:
        return CalamineWorkbook.from_path(str(file))
    except CalamineError as error:
        refuse(file, f"cannot be read as a spreadsheet ({error}). {_AGAIN}")


def cells(workbook, file, sheet):
    """Return the rows of one sheet from its first row and column on, a cell as it stands there."""
    if sheet not in workbook.sheet_names:
        refuse(file, f"is missing. The sheets are {', '.join(workbook.sheet_names)}. Give the "
               "release in the layout that the dictionary names", sheet=sheet)  # fmt: skip
    return workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def table(workbook, file, sheet, header, columns, until=None):
    """Return named columns of a table in a sheet, one row for each row in which one is filled.

    ``header`` is the row with the names of the columns, counted from 1, and ``until`` the last row
    of the table. ``columns`` maps names in the sheet to those in the frame. That is indexed by the
    rows of the sheet; an empty cell is an empty string.
    """
    rows = cells(workbook, file, sheet)
    names = [" ".join(str(name).split()) for row in rows[header - 1 : header] for name in row]
    for name in columns:
        if names.count(name) > 1:
            refuse(file, "stands there twice. Allowed: each column once. Give the release as it "
                   "was published", sheet=sheet, row=header, column=name)  # fmt: skip
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


def day(text):
    """Return a day in words, as 31 March 2025, as 2025-03-31; None where there is no such day."""
    try:
        day = pd.Timestamp(text)
        return None if pd.isna(day) else str(day.date())
    except (ValueError, NotImplementedError):  # no day, or one of a year of five digits
        return None


def is_day(value):
    """Return whether a cell of a spreadsheet holds a day."""
    return isinstance(value, date)  # a datetime is one, a time of day is not
