"""Open a release that was published as CSV: what cannot be read as one is refused in one line."""

import csv
import io
from pathlib import Path

import pandas as pd

from council_record.data import dialect
from council_tools.imports.cells import refuse

# The most that a release may have, and what is counted; the releases have up to a fifth of it.
_MOST = {"lines": (b"\n", 10_000), "line ends of a Mac": (b"\r", 10_000), "commas": (b",", 500_000)}
_LARGEST = 3 * 2**20  # bytes; the releases have up to half a megabyte
_ENCODINGS = ("utf-8-sig", "cp1252", "mac_roman")
_AGAIN = "Give the release as it was published"


def strict(file, names):
    """Return a CSV in UTF-8 with just these columns as text, indexed by its rows, or refuse it."""
    _refuse_too_large(file)
    header, *rows = dialect.rows(Path(file), names)
    return pd.DataFrame(rows, columns=header, index=range(2, len(rows) + 2), dtype=object)


def below_heading(file, first, names, optional=()):
    """Return the columns of a table below lines of heading, and the first cells of these lines.

    The file is a worksheet saved as CSV. Its encoding is that in which every name is found: one
    that was saved on a Mac, read as UTF-8, would have other names and other councils. The row of
    names begins with ``first``; the table ends at the first row without a first cell. ``names`` and
    ``optional``, which need not be there, map names in the file to those in the frame. That holds
    texts, indexed by the rows of the file.
    """
    _refuse_too_large(file)
    found = [_table(file, encoding, first) for encoding in _ENCODINGS]
    found = [table for table in found if table]
    if not found:
        refuse(file, f'has no row that begins with "{first}". {_AGAIN}')
    missing = [[name for name in names if name not in header] for _, header, _ in found]
    if all(missing):
        rows = len(found[0][0]) + 1
        refuse(file, f"is missing. {_AGAIN}", row=rows, column=min(missing, key=len)[0])
    heading, header, rows = found[missing.index([])]
    names = names | {name: new for name, new in dict(optional).items() if name in header}
    start = len(heading) + 2
    for name in names:
        if name and header.count(name) > 1:
            refuse(file, f"stands there twice. Allowed: each column once. {_AGAIN}",
                   row=start - 1, column=name)  # fmt: skip
    end = next((at for at, row in enumerate(rows) if not row or not row[0].strip()), len(rows))
    for number, row in enumerate(rows[:end], start):
        if len(row) != len(header):
            refuse(file, f"has {len(row)} cells. Allowed: {len(header)}, as in the row of names. "
                   "The file may have been cut off", row=number)  # fmt: skip
    frame = pd.DataFrame(
        {new: [row[header.index(old)].strip() for row in rows[:end]] for old, new in names.items()},
        index=range(start, start + end),
        dtype=object,
    )
    if frame.empty:
        refuse(file, f"has a header but no rows. {_AGAIN}")
    return frame, "\n".join(row[0] for row in heading if row)


def _refuse_too_large(file):
    """Raise a DataError for a file that is missing, or larger than a release can be."""
    if not Path(file).is_file():
        refuse(file, f"no such file. {_AGAIN}")
    if (size := Path(file).stat().st_size) > _LARGEST:
        refuse(file, f"has {size / 2**20:,.1f} MB. Allowed: {_LARGEST // 2**20} MB. {_AGAIN}")
    raw = Path(file).read_bytes()
    for name, (mark, most) in _MOST.items():
        if (count := raw.count(mark)) > most:
            refuse(file, f"has {count:,} {name}. Allowed: up to {most:,}. {_AGAIN}")


def _table(file, encoding, first):
    """Return the rows above a table, its names and its rows; None if it is not there."""
    try:
        text = Path(file).read_bytes().decode(encoding)
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        return None
    for number, row in enumerate(rows):
        if row and row[0] == first:
            return rows[:number], [" ".join(name.split()) for name in row], rows[number + 1 :]
    return None
