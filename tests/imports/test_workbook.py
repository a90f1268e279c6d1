"""What is refused before a spreadsheet is read, and what is read of it."""

import struct
import zipfile
import zlib
from datetime import date, datetime, time

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from python_calamine import CalamineWorkbook
from releases import MANIFEST, archive, content, entries, ods, refused

from council_tools.imports import workbook

SHEETS = {
    "Cover": [["Title"], ["Published on:", date(2025, 9, 25)]],
    "Grades": [
        ["One table."],
        ["Name", "Grade\n (note 1)", "Day", "Children"],
        ["Newham", "Good & better", date(2019, 2, 11), 812.5],
        ["", "", "", ""],
        ["Leeds", "", datetime(2019, 2, 12, 0, 0), -3.0],
    ],
}
AGAIN = "Download it again from its publisher"


@pytest.fixture
def file(project):
    """Return an .ods at the root of the project, so that messages show its name alone."""
    return ods(project / "release.ods", SHEETS)


def test_the_spreadsheets_of_these_tests_are_read_by_the_library(file):
    book = CalamineWorkbook.from_path(str(file))
    assert book.sheet_names == ["Cover", "Grades"]
    assert book.get_sheet_by_name("Grades").to_python(skip_empty_area=False) == [
        ["One table.", "", "", ""],
        ["Name", "Grade\n (note 1)", "Day", "Children"],
        ["Newham", "Good & better", date(2019, 2, 11), 812.5],
        ["", "", "", ""],
        ["Leeds", "", datetime(2019, 2, 12), -3.0],
    ]


def test_a_table_is_read_by_the_names_of_its_columns_with_the_rows_of_the_sheet(file):
    columns = {"Grade (note 1)": "grade", "Children": "children", "Name": "name"}
    read = workbook.table(workbook.sheets(file), file, "Grades", 2, columns)
    expected = pd.DataFrame(
        {"grade": ["Good & better", ""], "children": [812.5, -3.0], "name": ["Newham", "Leeds"]},
        index=[3, 5],
        dtype=object,
    )
    assert_frame_equal(read, expected)


def test_rows_are_counted_from_the_first_of_the_sheet_even_if_it_is_empty(project):
    file = ods(project / "release.ods", {"Grades": [["", ""], ["", "Name"], ["", "Newham"]]})
    read = workbook.cells(workbook.sheets(file), file, "Grades")
    assert read == [["", ""], ["", "Name"], ["", "Newham"]]


def test_a_table_ends_where_it_is_said_to(file):
    book = workbook.sheets(file)
    assert workbook.table(book, file, "Grades", 2, {"Name": "name"}, until=4).index.tolist() == [3]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2019, 2, 11), True),
        (datetime(2019, 2, 11, 10, 30), True),
        (time(10, 30), False),
        ("2019-02-11", False),
        (43507.0, False),
        ("", False),
        (None, False),
    ],
)
def test_a_day_is_a_cell_that_the_spreadsheet_holds_as_one(cell, day):
    assert workbook.is_day(cell) is day


def test_a_file_that_is_not_there_is_named(project):
    line = refused(workbook.sheets, project / "none.ods")
    assert line == "none.ods: no such file. Give the release as it was downloaded"


def test_a_folder_is_no_release(project):
    assert refused(workbook.sheets, project / "data").startswith("data: no such file. Give ")


@pytest.mark.parametrize("left", [0, 1, 100, 0.5, 0.9, -1])
def test_a_file_that_was_cut_off_is_refused(file, left):
    raw = file.read_bytes()
    file.write_bytes(raw[: int(len(raw) * left) if isinstance(left, float) else left])
    expected = f"release.ods: is not an .ods spreadsheet, or was cut off. {AGAIN}"
    assert refused(workbook.sheets, file) == expected


@pytest.mark.parametrize("raw", [b"Name,Grade\nNewham,Good\n", b"<html></html>", b"\x00" * 4096])
def test_another_kind_of_file_named_ods_is_refused(file, raw):
    file.write_bytes(raw)
    expected = f"release.ods: is not an .ods spreadsheet, or was cut off. {AGAIN}"
    assert refused(workbook.sheets, file) == expected


LOCKED = MANIFEST.replace(
    "<manifest:file-entry/>",
    '<manifest:file-entry manifest:full-path="content.xml">'
    '<manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>',
)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"META-INF/manifest.xml": LOCKED}, "is encrypted. Allowed: a release without a password"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "is not an .ods spreadsheet"),
        ({"mimetype": None}, "is not an .ods spreadsheet"),
        ({"META-INF/manifest.xml": None}, "is not an .ods spreadsheet, or was cut off"),
        ({"content.xml": None}, "cannot be read as a spreadsheet"),
        ({"content.xml": content(SHEETS)[:600]}, "cannot be read as a spreadsheet"),
        ({"content.xml": content(SHEETS).replace('value="812.5"', 'value="many"')},
         "cannot be read as a spreadsheet"),
    ],
)  # fmt: skip
def test_a_zip_that_is_no_open_spreadsheet_is_refused(file, changes, said):
    kept = {name: text for name, text in (entries(SHEETS) | changes).items() if text is not None}
    line = refused(workbook.sheets, archive(file, kept))
    assert line.startswith(f"release.ods: {said}")
    assert AGAIN in line


def headers(raw):
    """Return where the header of each entry stands in the directory at the end of a zip."""
    return [place for place in range(len(raw)) if raw.startswith(b"PK\1\2", place)]


def declare(file, sizes):
    """Let the directory of a zip say that its entries unpack to these numbers of bytes."""
    raw = bytearray(file.read_bytes())
    for place, size in zip(headers(raw), sizes, strict=True):
        if size:
            struct.pack_into("<I", raw, place + 24, size)
    file.write_bytes(raw)


MB = 2**20


@pytest.mark.parametrize(
    ("sizes", "said"),
    [
        ((None, None, 2**32 - 2), "4,096 MB"),
        ((None, None, 101 * MB), "101 MB"),
        ((34 * MB, 34 * MB, 34 * MB), "102 MB"),
        ((None, 2**32 - 2, 2**32 - 2), "8,192 MB"),
    ],
)
def test_a_bomb_is_refused_by_what_it_declares_before_a_byte_is_unpacked(
    file, monkeypatch, sizes, said
):
    declare(file, sizes)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("an entry was unpacked"))
    monkeypatch.setattr("python_calamine.CalamineWorkbook.from_path", None, raising=True)
    expected = (
        f"release.ods: would unpack to {said}. Allowed: up to 64 MB; no release is that large. "
        f"{AGAIN}"
    )
    assert refused(workbook.sheets, file) == expected


@pytest.mark.parametrize("checked", [False, True], ids=["checksum-of-all", "of-what-it-declares"])
def test_a_bomb_that_declares_little_is_unpacked_no_further(file, monkeypatch, checked):
    text = content(SHEETS) + " " * 20 * MB
    archive(file, entries(SHEETS) | {"content.xml": text})
    declare(file, (None, None, 1000))
    if checked:  # as if there were nothing behind the first 1000 bytes
        raw = bytearray(file.read_bytes())
        struct.pack_into("<I", raw, headers(raw)[-1] + 16, zlib.crc32(text[:1000].encode()))
        file.write_bytes(raw)
        with zipfile.ZipFile(file) as made:
            assert made.testzip() is None
    unpacked = []
    read = zipfile.ZipExtFile.read

    def counted(self, *size):
        unpacked.append(read(self, *size))
        return unpacked[-1]

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    monkeypatch.setattr("python_calamine.CalamineWorkbook.from_path", None, raising=True)
    assert refused(workbook.sheets, file) == f"release.ods: is damaged in content.xml. {AGAIN}"
    assert sum(map(len, unpacked)) < 2000


def test_a_file_that_declares_more_than_it_holds_is_damaged(file):
    declare(file, (None, None, 10000))
    assert refused(workbook.sheets, file) == f"release.ods: is damaged in content.xml. {AGAIN}"


def repeating(rows, columns, cell):
    """Return a content.xml with one more cell in Cover, in rows and columns that repeat."""
    row = (
        f'<table:table-row table:number-rows-repeated="{rows}">'
        f'<table:table-cell table:number-columns-repeated="{columns}"{cell}</table:table-row>'
        '<table:table-row><table:table-cell office:value-type="string"><text:p>end</text:p>'
        "</table:table-cell></table:table-row>"
    )
    return content(SHEETS).replace("</table:table>", f"{row}</table:table>", 1)


FILLED = ' office:value-type="string"><text:p>y</text:p></table:table-cell>'
LONG = FILLED.replace("y", "y" * 10_000)


@pytest.mark.parametrize(
    ("rows", "columns", "cell"),
    [
        (1_000_000, 1_000, FILLED),
        (10, 1_000, LONG),
        (2_000, 1_000, FILLED),
    ],
    ids=["many-cells", "long-texts", "some"],
)
def test_cells_that_repeat_are_counted_each_time(file, monkeypatch, rows, columns, cell):
    monkeypatch.setattr(workbook, "_LARGEST", 50 * MB)
    monkeypatch.setattr("python_calamine.CalamineWorkbook.from_path", None, raising=True)
    archive(file, entries(SHEETS) | {"content.xml": repeating(rows, columns, cell)})
    line = refused(workbook.sheets, file)
    assert line.startswith("release.ods: would unpack to ")
    assert line.endswith(f" MB. Allowed: up to 50 MB; no release is that large. {AGAIN}")


def test_empty_cells_that_stand_behind_a_filled_one_count_for_no_more(file, monkeypatch):
    """The revenue outturn of 2022-23 lists all 16,384 of some of its rows."""
    monkeypatch.setattr(workbook, "_LARGEST", 3 * MB)
    filled = '<table:table-cell office:value-type="string"><text:p>y</text:p></table:table-cell>'
    row = f"<table:table-row>{filled}{'<table:table-cell/>' * 1_000}</table:table-row>"
    rows = content(SHEETS).replace("</table:table>", f"{row * 100}</table:table>", 1)
    archive(file, entries(SHEETS) | {"content.xml": rows})
    assert workbook.sheets(file).sheet_names == ["Cover", "Grades"]


def test_empty_cells_before_a_filled_one_count_and_those_behind_do_not(file, monkeypatch):
    monkeypatch.setattr(workbook, "_LARGEST", MB)
    last = '<table:table-cell office:value-type="string"><text:p>y</text:p></table:table-cell>'
    corner = repeating(1_000, 1_000, f"/>{last}")
    archive(file, entries(SHEETS) | {"content.xml": corner})
    assert refused(workbook.sheets, file).startswith("release.ods: would unpack to 31 MB. ")
    archive(file, entries(SHEETS) | {"content.xml": repeating(1_000, 10_000, "/>")})
    assert workbook.sheets(file).sheet_names == ["Cover", "Grades"]


def test_a_sheet_that_never_closes_its_rows_is_looked_through_once(file):
    rows = "<table:table-row>" * 100_000  # in each a pattern for a whole row would begin anew
    archive(file, entries(SHEETS) | {"content.xml": content(SHEETS) + rows})
    assert workbook.sheets(file).sheet_names == ["Cover", "Grades"]


def test_an_archive_of_very_many_files_is_refused(file):
    archive(file, entries(SHEETS) | {f"Pictures/{number}": "" for number in range(1_100)})
    line = refused(workbook.sheets, file)
    assert line.startswith("release.ods: holds 1,103 files. Allowed: up to 1,000. ")


@pytest.mark.parametrize("entry", [0, 1, 2])
def test_a_zip_with_a_password_is_called_encrypted_not_cut_off(file, entry):
    raw = bytearray(file.read_bytes())
    raw[headers(raw)[entry] + 8] |= 1
    file.write_bytes(raw)
    expected = f"release.ods: is encrypted. Allowed: a release without a password. {AGAIN}"
    assert refused(workbook.sheets, file) == expected


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_packed_in_a_way_that_no_spreadsheet_is_refused(file, method):
    archive(file, entries(SHEETS), method)
    expected = f"release.ods: is not an .ods spreadsheet, or was cut off. {AGAIN}"
    assert refused(workbook.sheets, file) == expected


def test_a_byte_that_was_changed_in_the_middle_is_found(file):
    archive(file, entries(SHEETS), zipfile.ZIP_STORED)
    assert workbook.sheets(file).sheet_names == ["Cover", "Grades"]
    file.write_bytes(file.read_bytes().replace(b">Newham<", b">Newhat<"))
    assert refused(workbook.sheets, file) == f"release.ods: is damaged in content.xml. {AGAIN}"


@pytest.mark.parametrize(
    ("change", "at"),
    [
        (b"\xff\xff\xff\xff", "the packed bytes"),
        (struct.pack("<H", 99), "the method"),
        (struct.pack("<H", 1), "the flag of a password"),
    ],
    ids=lambda value: value.replace(" ", "-") if isinstance(value, str) else "",
)
def test_a_damaged_entry_is_refused_whatever_is_damaged(file, change, at):
    raw = bytearray(file.read_bytes())
    directory, entry = headers(raw)[-1], raw.rindex(b"PK\3\4")
    places = {"the packed bytes": [entry + 60], "the method": [directory + 10, entry + 8],
              "the flag of a password": [directory + 8, entry + 6]}[at]  # fmt: skip
    for place in places:
        raw[place : place + len(change)] = change
    file.write_bytes(raw)
    line = refused(workbook.sheets, file)
    assert line.startswith("release.ods: is ")
    assert AGAIN in line


def test_a_sheet_that_is_missing_is_named_with_those_that_there_are(file):
    line = refused(lambda: workbook.cells(workbook.sheets(file), file, "Marks"))
    assert line.startswith("release.ods, sheet Marks: is missing. The sheets are Cover, Grades. ")


@pytest.mark.parametrize(
    ("sheet", "header", "columns", "said"),
    [
        ("Grades", 2, ["Name", "Mark"],
         "row 2, column Mark: is missing. Other columns there: Grade (note 1), Day, Children."),
        ("Grades", 1, ["Name"], "row 1, column Name: is missing. Other columns there: One table."),
        ("Grades", 9, ["Name"], "row 9, column Name: is missing. Other columns there: none."),
    ],
)  # fmt: skip
def test_a_column_that_is_missing_is_named_with_those_that_there_are(
    file, sheet, header, columns, said
):
    named = {name: name for name in columns}
    line = refused(lambda: workbook.table(workbook.sheets(file), file, sheet, header, named))
    assert line.startswith(f"release.ods, sheet {sheet}, {said}")


@pytest.mark.parametrize("rows", [[], [["", "Good"]], [["", ""], ["", ""]]])
def test_a_table_without_rows_is_refused(project, rows):
    file = ods(project / "release.ods", {"Grades": [["Name", "Grade"], *rows]})
    line = refused(
        lambda: workbook.table(workbook.sheets(file), file, "Grades", 1, {"Name": "name"})
    )
    assert line.startswith("release.ods, sheet Grades: has a header but no rows.")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31 March 2025", "2025-03-31"),
        ("99 March 2025", None),
        ("1 March 99999", None),
        ("soon", None),
        ("nan", None),
        ("", None),
    ],
)
def test_a_day_in_words_is_read_and_no_other_text(text, day):
    assert workbook.day(text) == day


def bomb(file, rows):
    """Write an .ods of these rows as XML; return it."""
    text = content({"Data": []}).replace("</table:table>", f"{rows}</table:table>")
    return archive(file, entries({}) | {"content.xml": text})


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("<table:table-row>" + "<table:table-cell/>" * 1_400_000 + "</table:table-row>",
         "elements. Allowed: up to 1,300,000"),
        ("<table:table-row/>" * 1_400_000, "elements. Allowed: up to 1,300,000"),
        ('<table:table-row table:number-rows-repeated="+1000000"/>', 'repeats a cell "+1000000"'),
        ('<table:table-row table:number-rows-repeated=" 9"/>', 'repeats a cell " 9"'),
        ('<table:table-row table:number-rows-repeated="99999999"/>', "repeats a cell"),
        ("<table:table-row>\0</table:table-row>", "holds a NUL"),
        (f"<table:table-row>{FILLED.replace('y', 'y' * 100_000)}</table:table-row>",
         "has a cell of 100,000 bytes or more. Allowed: cells of less"),
        (f'<table:table-row><table:table-cell table:formula="of:={"A" * 90_000}" '
         'table:number-columns-repeated="1000"/></table:table-row>', "would unpack to 86 MB"),
        (f'<table:table-row table:number-rows-repeated="1000"><table:table-cell table:formula="'
         f'{"A" * 90_000}"/></table:table-row>', "would unpack to 86 MB"),
    ],
    ids=["cells", "rows", "plus", "space", "digits", "nul", "long", "formula", "formula-rows"],
)  # fmt: skip
def test_what_no_spreadsheet_program_writes_is_refused_at_once(project, rows, said):
    assert said in refused(workbook.sheets, bomb(project / "bomb.ods", rows))
