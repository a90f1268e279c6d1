"""Read CSV strictly: encodings, control characters, other columns and ragged rows are refused."""

import csv
import io

from council_record.data import safe_csv
from council_record.data.errors import refusal
from council_record.paths import shown

_CONTROL = {chr(code) for code in range(32)} - {"\t", "\n", "\r"} | {"\x7f"}


def rows(path, names, *, may_be_empty=False):
    """Return header and rows of a CSV file as text, or refuse it in one line.

    What frictionless would let through is refused here: encodings other than UTF-8, control
    characters, columns of other names, a header without rows.
    """

    def refuse(message, **where):
        raise refusal(path, message, **where)

    if not path.is_file():
        refuse(f"no such file. Put the table there, or restore it: git checkout {shown(path)}")
    raw = path.read_bytes()
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        refuse("is UTF-16. Allowed: UTF-8. Save it again as CSV UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refuse(
            f"is not UTF-8 (byte {error.start + 1}). Save it again as CSV UTF-8",
            row=raw[: error.start].count(b"\n") + 1,
        )
    if not text.strip():
        refuse(f"is empty. Allowed: a header and rows. The header is {','.join(names)}")
    if bad := _CONTROL & set(text):
        where = min(text.index(char) for char in bad)
        refuse(
            f"holds a control character (code {ord(text[where])}). Take it out",
            row=max(1, len(list(csv.reader(io.StringIO(text[:where]))))),
        )
    first = text.lstrip().splitlines()[0]
    if ";" in first and "," not in first:
        refuse("has semicolons between the cells. Allowed: commas. Save it again with commas",
               row=1, value=first)  # fmt: skip
    try:
        rows = safe_csv.rows(text)
    except csv.Error as error:
        refuse(f"is not CSV: {error}. Check the quotation marks")
    header, *body = rows
    for name in [name for name in names if name not in header]:
        refuse(f"is missing. Allowed: {','.join(names)}", row=1, column=name)
    for name in [name for name in header if name not in names]:
        refuse(f"is not a column of this table. Allowed: {','.join(names)}", row=1, value=name)
    if header != names:
        refuse(f"columns in another order. Allowed: {','.join(names)}", row=1)
    if not body and not may_be_empty:
        refuse(f"has a header but no rows. Add rows, or restore it: git checkout {shown(path)}")
    for number, row in enumerate(body, start=2):
        if not any(cell.strip() for cell in row):
            refuse("is blank. Take the row out", row=number)
        if len(row) != len(names):
            last = row[-1] if row else ""
            refuse(
                f"ends a row of {len(row)} cells. Allowed: {len(names)}, as in the header. "
                "A comma inside a cell needs quotation marks around the cell",
                row=number,
                value=last,
            )
    return rows
