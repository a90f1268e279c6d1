import csv
import io
import itertools

import pandas as pd
import pytest

from council_record.data import dialect, safe_csv
from council_tools.imports import text_frame

FORMULAS = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=HYPERLINK(\"//x\",\"y\")",
            "-", "-a", "--1", "+20.0%", "-43.0%", "-1,000"]  # fmt: skip
HARMLESS = ["", "a", "a=1", " =1", "'", "'tis", "1", "£1.3m", "−5", "“=1”"]
NEGATIVE = ["-1", "-0.5", "-1e-07", "-12000000", "-1.5E+10"]


def in_a_spreadsheet(cells):
    """Return what a spreadsheet finds in a column written by us."""
    written = safe_csv.text(pd.DataFrame({"cell": cells}, dtype=str))
    return [row[0] for row in csv.reader(io.StringIO(written, newline=""))][1:]


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_cell_of_text_begins_as_a_formula_does(cell):
    assert in_a_spreadsheet([cell]) == [f"'{cell}"]


@pytest.mark.parametrize("cell", [*HARMLESS, *NEGATIVE])
def test_other_text_and_negative_numbers_are_not_touched(cell):
    assert in_a_spreadsheet([cell]) == [cell]


def test_numbers_days_and_missing_cells_are_written_as_pandas_writes_them():
    frame = pd.DataFrame(
        {
            "change": [-43.25, 1e-7, None],
            "year": pd.array([-1, None, 3], dtype="Int64"),
            "day": pd.to_datetime(["2019-03-25", None, "2022-09-21"]),
            "grade": pd.Categorical(["Good", None, "=Good"]),
            "said": [True, False, True],
            "quote": ['a, "b"', "c\nd", "e"],
        }
    )
    plain = frame.to_csv(index=False, lineterminator="\n")
    assert safe_csv.text(frame) == plain.replace("=Good", "'=Good")


def test_every_short_text_reads_back_unchanged_and_begins_harmlessly():
    alphabet = "=+-@\t\r\n'\",1.a "
    texts = [
        "".join(some) for size in range(4) for some in itertools.product(alphabet, repeat=size)
    ]
    frame = pd.DataFrame({"first": texts, "second": texts[::-1]}, dtype=str)
    assert len(frame) == 2955
    assert text_frame(safe_csv.text(frame)).equals(frame)
    for cell in in_a_spreadsheet(texts):
        assert cell[:1] not in set("=+@\t\r\n")
        assert not cell.startswith("-") or float(cell) <= 0


def test_a_header_that_is_a_formula_is_made_safe_too():
    frame = pd.DataFrame({"=1": ["a"]})
    assert safe_csv.text(frame) == "'=1\na\n"
    assert safe_csv.rows("'=1\na\n") == [["=1"], ["a"]]


def test_a_column_of_empty_cells_keeps_its_rows():
    assert safe_csv.text(pd.DataFrame({"a": ["", "b"]})) == 'a\n""\nb\n'


def test_the_readers_of_tables_give_the_text_as_it_was(tmp_path):
    path = tmp_path / "table.csv"
    frame = pd.DataFrame({"id": ["1"], "quote": ["-more than £1m"]})
    path.write_text(safe_csv.text(frame), encoding="utf-8")
    assert dialect.rows(path, ["id", "quote"]) == [["id", "quote"], ["1", "-more than £1m"]]
