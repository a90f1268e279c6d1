"""CSV that is safe to open in a spreadsheet and reads back unchanged.

A spreadsheet takes a cell that begins with ``= + - @``, a tab or a line end for a formula. Text
that begins so gets an apostrophe before it when it is written, and loses it when it is read; so
does text that begins so after apostrophes of its own, or reading could not tell the two. Negative
numbers are not touched.
"""

import csv
import functools
import io
import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_APART = re.compile('[",\r\n]')  # what needs quotation marks around it
_NEGATIVE = re.compile(r"-([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")


def text(frame):
    """Return a frame as CSV with its header, without its index."""
    # With both line ends as its own, pandas puts every cell that holds one between quotation marks.
    given = frame.to_csv(index=False, lineterminator="\r\n")
    return "".join(map(line, _cells(given)))


def line(cells):
    """Return one row of texts as a line of CSV."""
    return (",".join(map(_written, cells)) or '""') + "\n"


def rows(given):
    """Return header and rows of CSV as lists of text; raise csv.Error if it is not CSV."""
    found = list(_cells(given))
    return [[_plain(cell) for cell in row] for row in found] if "'" in given else found


def _cells(given):
    csv.field_size_limit(2**31 - 1)  # the schema says how long a cell may be
    return csv.reader(io.StringIO(given, newline=""), strict=True)


@functools.lru_cache(maxsize=256)  # most cells are one of a few codes
def _written(cell):
    if _FORMULA.match(cell) and not _NEGATIVE.fullmatch(cell):
        cell = f"'{cell}"
    return '"' + cell.replace('"', '""') + '"' if _APART.search(cell) else cell


def _plain(cell):
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
