"""The revenue outturn RO3 in both layouts: what is read of it and what is refused."""

import pytest
from pandas.testing import assert_frame_equal
from releases import COUNCILS, TOTAL, YOUNG, as_text, literal, ods, put, refused, ro3, ro3_later

import toy
from council_record.data import tables
from council_tools.imports.revenue import LINES, read

SHEET = "RO3_LA_Data_2023-24"
LATER = "RO3_LA_Data_202425"
READ = """\
la_code,ons_code,local_authority,financial_year,line,total_expenditure,total_income,\
net_current_expenditure,certified
316,E09000025,Newham,2023-24,young_people,1000.0,250.0,750.0,N
316,E09000025,Newham,2023-24,total,90000.0,10000.0,80000.5,N
815,E06000065,North Yorkshire,2023-24,young_people,-5.0,20.0,-25.0,Y
815,E06000065,North Yorkshire,2023-24,total,-2000000.0,-2000000.0,0.0,Y
836,E06000029,Poole,2023-24,young_people,,,,[x]
836,E06000029,Poole,2023-24,total,,,,[x]
"""
TITLE = "Ministry of Housing, Communities and Local Government, revenue outturn RO3"


@pytest.fixture(autouse=True)
def councils(project):
    """Let authorities.csv have the three councils of these releases only."""
    toy.build(project, "authorities", COUNCILS)


def two_lines(made):
    """Return the rows of services for young people and of the total, as text."""
    frame = made["revenue_outturn"]
    frame = frame[frame["line"].isin(["young_people", "total"])]
    return as_text(frame.reset_index(drop=True))


@pytest.fixture
def outturn(project):
    """Return a function that reads the sheets of one release."""
    return lambda sheets: read(ods(project / "ro3.ods", sheets))


@pytest.mark.parametrize(
    ("release", "year", "title", "as_at"),
    [
        (ro3, "2023-24", f"{TITLE} 2023-24", "2024-08-29"),
        (ro3_later, "2024-25", f"{TITLE} 2024-25", "2025-12-04"),
    ],
)
def test_every_line_is_read_of_either_layout(outturn, release, year, title, as_at):
    made, sources = outturn(release())
    assert list(made) == ["revenue_outturn"]
    assert_frame_equal(two_lines(made), literal(READ.replace("2023-24", year)))
    assert set(made["revenue_outturn"]["line"]) == set(LINES.values())
    assert sources == [{"title": title, "as_at": as_at}]


def test_the_day_of_the_update_is_read_with_or_without_th(outturn):
    _, sources = outturn(ro3("2022-23", "Last updated: 14th December 2023"))
    assert [source["as_at"] for source in sources] == ["2023-12-14"]


def test_several_years_become_one_table_by_council_and_year(project):
    files = ods(project / "b.ods", ro3_later()), ods(project / "a.ods", ro3())
    made, sources = read(*files)
    frame = made["revenue_outturn"]
    key = ["la_code", "financial_year", "line"]
    assert frame[key].values.tolist() == [
        [code, year, line]
        for code in ("316", "815", "836")
        for year in ("2023-24", "2024-25")
        for line in LINES.values()
    ]
    assert [source["as_at"] for source in sources] == ["2025-12-04", "2024-08-29"]


def test_a_year_that_is_given_twice_is_refused(project):
    files = ods(project / "a.ods", ro3()), ods(project / "b.ods", ro3())
    expected = 'b.ods: "2023-24" is given in two files. Allowed: each year once'
    assert refused(read, *files) == expected


def test_a_file_that_is_given_twice_is_refused(project):
    file = ods(project / "a.ods", ro3_later())
    expected = 'a.ods: "2024-25" is given in two files. Allowed: each year once'
    assert refused(read, file, file) == expected


def test_a_council_that_stands_twice_in_one_file_is_named(outturn):
    sheets = ro3()
    sheets[SHEET].insert(6, list(sheets[SHEET][5]))
    line = refused(outturn, sheets)
    assert line.startswith(f"ro3.ods, sheet {SHEET}, row 7, column ONS Code: ")
    assert "E09000025" in line
    assert "two files" not in line


def changed(row, column, value, sheet=SHEET):
    """Return a release with one other cell, both counted from 1."""
    sheets = ro3_later() if sheet == LATER else ro3()
    sheets[sheet][row - 1][column - 1] = value
    return sheets


ALLOWED = "is no amount in thousands of pounds. Allowed: -2,000,000 to 2,000,000, or [x]"


@pytest.mark.parametrize("sheet", [SHEET, LATER])
@pytest.mark.parametrize(
    ("row", "column", "value", "name"),
    [
        (6, 8, "n/a", f"{YOUNG} - Total Expenditure"),
        (6, 9, "", f"{YOUNG} - Total Income"),
        (6, 10, "1,00", f"{YOUNG} - Net Current Expenditure"),
        (7, 11, "[X]", f"{TOTAL} - Total Expenditure"),
        (8, 12, 2000001.0, f"{TOTAL} - Total Income"),
        (8, 13, -2000001.0, f"{TOTAL} - Net Current Expenditure"),
    ],
)
def test_an_amount_that_is_not_allowed_is_named_in_one_line(
    outturn, sheet, row, column, value, name
):
    line = refused(outturn, changed(row, column, value, sheet))
    assert line == f'ro3.ods, sheet {sheet}, row {row}, column {name}: "{value}" {ALLOWED}'


NET = "Net Current Expenditure"


@pytest.mark.parametrize(
    ("row", "column", "value", "said"),
    [
        (6, 10, 751.6, f"column {YOUNG} - {NET}"),
        (6, 9, 25.0, f"column {YOUNG} - {NET}"),
        (8, 11, 2000000.0, f"column {TOTAL} - {NET}"),
    ],
)
def test_a_net_amount_that_is_not_expenditure_less_income_is_named(
    outturn, row, column, value, said
):
    line = refused(outturn, changed(row, column, value))
    assert line.startswith(f"ro3.ods, sheet {SHEET}, row {row}, {said}: ")
    assert line.endswith(
        "is not expenditure less income. Allowed: the difference of the two, to 1.5 thousand pounds"
    )


def test_a_rounded_net_amount_and_amounts_below_zero_are_taken(outturn):
    made, _ = outturn(changed(6, 10, 751.5))
    frame = two_lines(made)
    assert frame["net_current_expenditure"].tolist()[0] == "751.5"
    assert frame["total_expenditure"].tolist()[2:4] == ["-5.0", "-2000000.0"]


NO_CODE = "is no code of a local authority. Allowed: one of data/official/authorities.csv"


@pytest.mark.parametrize("kind", ["UA", "MD", "LB", "SC"])
def test_a_council_with_an_unknown_code_is_not_dropped_but_named(outturn, kind):
    sheets = changed(6, 2, "E09000099")
    sheets[SHEET][5][4] = kind
    line = refused(outturn, sheets)
    assert line == f'ro3.ods, sheet {SHEET}, row 6, column ONS Code: "E09000099" {NO_CODE}'


NO_ROW = (
    f"ro3.ods, sheet {SHEET}, column ONS Code: has no row for NAME. Allowed: one for every council "
    "of 2023-24, with [x] where its return came too late. Give the release as it was published"
)


@pytest.mark.parametrize(
    ("row", "name"), [(6, "Newham"), (8, "North Yorkshire")], ids=["Newham", "North-Yorkshire"]
)
def test_a_council_that_existed_and_has_no_row_is_named(outturn, row, name):
    sheets = ro3()
    del sheets[SHEET][row - 1]
    assert refused(outturn, sheets) == NO_ROW.replace("NAME", name)


@pytest.mark.parametrize(
    ("begun", "ended", "expected"),
    [
        ("2023-04-01", "", True),
        ("2024-04-01", "", False),
        ("", "2023-03-31", False),
        ("", "2024-03-31", True),
    ],
)
def test_a_council_is_expected_in_the_years_in_which_it_existed(
    project, outturn, begun, ended, expected
):
    row = f"942,E06000063,,Cumberland,Cumberland,North West,{begun},{ended}\n"
    toy.build(project, "authorities", COUNCILS + row)
    if expected:
        assert refused(outturn, ro3()) == NO_ROW.replace("NAME", "Cumberland")
    else:
        assert len(outturn(ro3())[0]["revenue_outturn"]) == 39


@pytest.mark.parametrize(("row", "column"), [(5, 8), (9, 8), (10, 13)])
def test_districts_england_and_classes_are_not_read(outturn, row, column):
    made, _ = outturn(changed(row, column, "no amount"))
    assert_frame_equal(two_lines(made), literal(READ))


def test_what_stands_below_england_is_not_read(outturn):
    sheets = ro3()
    sheets[SHEET].append(list(sheets[SHEET][5]))
    made, _ = outturn(sheets)
    assert_frame_equal(two_lines(made), literal(READ))


def test_every_fault_is_named_at_once(outturn):
    sheets = changed(6, 8, "many")
    sheets[SHEET][7][12] = "few"
    with pytest.raises(tables.DataError) as raised:
        outturn(sheets)
    assert [line.split(": ")[0] for line in raised.value.problems] == [
        f"ro3.ods, sheet {SHEET}, row 6, column Children's social care",
        f"ro3.ods, sheet {SHEET}, row 8, column {TOTAL} - Net Current Expenditure",
    ]


UPDATED = "Last updated: 29 August 2024"
NO_DAY = 'does not give the financial year and the day of "Last updated". '
LAYOUTS = {
    "no-data": (SHEET, None, "sheet RO3_LA_Data: is missing. The sheets are Front_Page, LA_drop-"),
    "no-front": ("Front_Page", None, "sheet Front_Page: is missing. The sheets are LA_drop-down, "),
    "no-drop-down": ("LA_drop-down", None, "sheet LA_drop-down: is missing. The sheets are Front"),
    "empty": (SHEET, lambda rows: [], f'sheet {SHEET}: has no row that begins with "E-code"'),
    "no-e-code": (SHEET, lambda rows: put(rows, 4, "E-code", "Code"),
                  f'sheet {SHEET}: has no row that begins with "E-code"'),
    "header-only": (SHEET, lambda rows: rows[:4],
                    f"sheet {SHEET}: has a header but no rows. Give the whole release"),
    "no-england": (SHEET, lambda rows: [*rows[:8], rows[9]],
                   f"sheet {SHEET}: is missing: no row of England. Give the whole release"),
    "no-young": (SHEET, lambda rows: put(rows, 3, YOUNG, "Services for the young"),
                 f"sheet {SHEET}, column {YOUNG}, total expenditure: is missing. "),
    "no-total": (SHEET, lambda rows: put(rows, 3, TOTAL, "TOTAL"),
                 f"sheet {SHEET}, column {TOTAL}, total expenditure: is missing. "),
    "no-income": (SHEET, lambda rows: put(rows, 4, "Total Income\n (C6 = C4 + C5)", "Income"),
                  f"sheet {SHEET}, column {YOUNG}, total income: is missing. "),
    "no-ons-code": (SHEET, lambda rows: put(rows, 4, "ONS Code", "Authority code"),
                    f"sheet {SHEET}, row 4, column ONS Code: is missing. "),
    "no-name": (SHEET, lambda rows: put(rows, 4, "Local authority", "Council"),
                f"sheet {SHEET}, row 4, column Local authority: is missing. "),
    "no-certified": (SHEET, lambda rows: put(rows, 4, "Certified", "Other class"),
                     f"sheet {SHEET}, row 4, column Certifi"),
    "no-updated": (SHEET, lambda rows: put(rows, 2, UPDATED, "29 August 2024"),
                   f"sheet Front_Page: {NO_DAY}"),
    "no-such-day": (SHEET, lambda rows: put(rows, 2, UPDATED, "Last updated: 31 June 2024"),
                    f"sheet Front_Page: {NO_DAY}"),
    "no-such-month": (SHEET, lambda rows: put(rows, 2, UPDATED, "Last updated: 29 Augusto 2024"),
                      f"sheet Front_Page: {NO_DAY}"),
    "no-year": ("Front_Page", lambda rows: [["RO3"]], f"sheet Front_Page: {NO_DAY}"),
    "empty-front": ("Front_Page", lambda rows: [], f"sheet Front_Page: {NO_DAY}"),
}  # fmt: skip


@pytest.mark.parametrize(("sheet", "change", "said"), LAYOUTS.values(), ids=LAYOUTS)
def test_another_layout_is_refused_in_one_line(outturn, sheet, change, said):
    sheets = ro3()
    rows = sheets.pop(sheet)
    if change:
        sheets[sheet] = change(rows)
    assert refused(outturn, sheets).startswith(f"ro3.ods, {said}")


def test_columns_are_found_by_their_names_or_refused(outturn):
    sheets = ro3()
    for row in sheets[SHEET][2:]:
        row[1], row[2] = row[2], row[1]
    try:
        made, _ = outturn(sheets)
    except tables.DataError as error:
        (line,) = error.problems
        assert line.startswith(f"ro3.ods, sheet {SHEET}, row 4, column ONS Code: ")
    else:
        assert_frame_equal(two_lines(made), literal(READ))


@pytest.mark.parametrize("names", [["none.ods"], ["ro3.ods", "none.ods"]])
def test_a_file_that_is_not_there_is_named(project, names):
    ods(project / "ro3.ods", ro3())
    line = refused(read, *(project / name for name in names))
    assert line == "none.ods: no such file. Give the release as it was downloaded"


def test_a_file_that_was_cut_off_is_refused(project):
    file = ods(project / "ro3.ods", ro3())
    file.write_bytes(file.read_bytes()[:-100])
    assert refused(read, file).startswith("ro3.ods: is not an .ods spreadsheet, or was cut off")
