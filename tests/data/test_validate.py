"""Cases: how a cell is written, and the line that says so."""

import pytest

from council_record.data import tables, validate

YEARS = "is in no year that can be. Allowed: 1900 to 2099"
BLANK = "holds nothing but white space. Allowed: words, or an empty cell"


def lines(name, **cells):
    """Return the faults of a table of Newham whose first row has other cells."""
    resource = tables.resources("Newham")[name]
    header, *body = tables.dialect.rows(
        resource["path"], [field["name"] for field in resource["schema"]["fields"]]
    )
    row = [cells.get(column, cell) for column, cell in zip(header, body[1], strict=True)]
    return validate.problems({name: (resource, [header, row])})


def test_a_row_as_it_stands_is_sound():
    assert lines("claims") == lines("documents") == []


@pytest.mark.parametrize(
    ("table", "column", "cell", "told"),
    [
        ("claims", "value", "10_600_000", "is not a plain number. Allowed: for example 10600000"),
        ("claims", "value", " 10600000", "is not a plain number. Allowed: for example 10600000"),
        ("claims", "value", "+5", "is not a plain number. Allowed: for example 10600000"),
        ("claims", "value", "1e99999999", "is not a plain number. Allowed: for example 10600000"),
        ("claims", "value", "1" * 16, "has too many digits. Allowed: 15 before the point"),
        ("claims", "value", "010600000", "is not a plain number. Allowed: for example 10600000"),
        ("claims", "note", "a\ufffdb", "holds a character that no text has. Save the file again as "
         "CSV UTF-8"),
        ("claims", "at_least", "True", "is not allowed. Allowed: true, false"),
        ("claims", "purpose_wording", "\xa0", BLANK),
        ("claims", "purpose_wording", "\ufeff\t", BLANK),
        ("claims", "purpose_wording", "\u2003", BLANK),
        ("claims", "note", "Â£36m", "holds “£” read in another coding. Save the file again as "
         "CSV UTF-8"),
        ("claims", "quote", "childrenâ€™s", "holds “’” read in another coding. Save the "
         "file again as CSV UTF-8"),
        ("claims", "note", "the “best” Â£36m", "holds “£” read in another coding. Save the file "
         "again as CSV UTF-8"),
        ("claims", "note", "children\xe2\x80\x99s", "holds “’” read in another coding. Save the "
         "file again as CSV UTF-8"),
        ("claims", "note", "¬£36m", "holds “£” read in another coding. Save the file again as CSV "
         "UTF-8"),
        ("claims", "purpose_wording", "\u200e\u2800\ufe0f", BLANK),
        ("documents", "sha256", "0" * 64 + "\n", "ends with a line end. Allowed: none"),
        ("claims", "note", "x" * 5_001, "has 5,001 characters. Allowed: 5,000 at most"),
        ("claims", "document_id", "a\n", "is a name with white space around it, or a line end in "
         "it. Allowed: none"),
        ("documents", "published", "0001-01-01", YEARS),
        ("documents", "published", "2919-03-25", YEARS),
    ],
)  # fmt: skip
def test_a_cell_that_is_not_exact_is_named(table, column, cell, told):
    (line,) = lines(table, **{column: cell})
    assert f", row 2, column {column}: " in line
    assert line.endswith(told)
