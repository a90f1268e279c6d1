"""The workbook, opened by another library, beside the tables it is made of."""

import datetime
import functools
import io
import zipfile

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from council_record import Council, England
from council_record.data import tables
from council_tools.site import spreadsheet


@functools.cache
def made():
    frames = spreadsheet.frames()
    return frames, spreadsheet.content(frames)


def sheet(name, content=None):
    """Return a sheet as another library reads it: cells of text, number, truth or day."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content or made()[1]))
    header, *rows = book.get_sheet_by_name(name).to_python()
    return pd.DataFrame(rows, columns=header, dtype=object)


def test_it_has_its_sheets_and_the_same_bytes_each_time():
    frames, content = made()
    assert list(frames) == ["councils", "grades", "spending", "claims", "comparisons", "dictionary",
                            "sources"]  # fmt: skip
    assert spreadsheet.content(frames) == content


@pytest.mark.parametrize("name", ["councils", "grades", "spending", "claims", "comparisons",
                                  "dictionary", "sources"])  # fmt: skip
def test_another_library_reads_every_cell_as_it_was(name):
    frame, read = made()[0][name], sheet(name)
    assert list(read.columns) == list(frame.columns)
    assert len(read) == len(frame)
    for column in frame:
        for before, after in zip(frame[column].tolist(), read[column].tolist(), strict=True):
            if pd.isna(before):
                assert after == ""
            elif isinstance(before, pd.Timestamp):
                assert pd.Timestamp(after) == before
            elif isinstance(before, bool | int | float):
                assert type(after) in (bool, int, float)
                assert after == before
            else:
                assert str(after) == str(before)


def test_the_claims_are_those_of_the_table():
    read = sheet("claims")
    given = tables.load(tables.resources("Newham"))["claims"]
    assert list(read["claim_id"]) == list(given["claim_id"])
    assert list(read["quote"]) == list(given["quote"])


def test_days_are_days_and_financial_years_stay_text():
    assert {type(day) for day in sheet("grades")["started"]} == {datetime.date}
    assert sheet("spending")["financial_year"].map(type).eq(str).all()
    assert sheet("councils")["la_code"].map(type).eq(str).all()


def test_each_council_of_today_has_its_latest_grade():
    read = sheet("councils").set_index("local_authority")
    assert list(read.index) == England().councils()
    assert read.loc["Newham", "latest_grade"] == "Outstanding"
    assert read.loc["Newham", "ons_code"] == Council("Newham").ons_code


def test_nothing_from_data_is_a_formula_or_a_link():
    hostile = pd.DataFrame({"=1+1": ["=1+1", "@a", "+2", "-x", "https://example.org", "12"]})
    content = spreadsheet.content({"hostile": hostile})
    text = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in text
    assert "hyperlink" not in text
    read = sheet("hostile", content)
    assert list(read["=1+1"]) == list(hostile["=1+1"])


def test_the_head_stays_in_view_and_can_be_filtered():
    book = zipfile.ZipFile(io.BytesIO(made()[1]))
    for number in range(1, 8):
        text = book.read(f"xl/worksheets/sheet{number}.xml").decode()
        assert 'state="frozen"' in text
        assert "<autoFilter" in text
        assert "<cols>" in text
