import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import toy
from council_record import dictionary, paths, tables
from council_record.__main__ import main

HASH = toy.digest(toy.TEXTS["page-2019"])
TWENTY_ONE = "includes £10.6m for children’s services" + " word" * 16


@pytest.fixture
def council(project, monkeypatch):
    monkeypatch.delenv("COUNCIL", raising=False)
    toy.write(project)
    return project


def test_the_sound_toy_council_passes(council, capsys):
    assert main(["check"]) == 0
    printed = capsys.readouterr()
    assert printed.out == "Newham: every table is sound.\n"
    assert printed.err == ""


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "allowed"),
    [
        ("judgements", 2, "grade", "Poor", "Inadequate, Requires improvement to be good, Good"),
        ("judgements", 3, "grade", "Good ", "Inadequate, Requires improvement to be good, Good"),
        ("inspections", 3, "started", "2019-02-30", "2019-03-25"),
        ("inspections", 3, "started", "11/02/2019", "2019-03-25"),
        ("inspections", 3, "started", "２019-02-11", "digits other than 0 to 9"),
        ("claims", 2, "document_id", "page-2018", "documents.csv, column document_id"),
        ("claims", 2, "value", "１0600000", "digits other than 0 to 9"),
        ("claims", 2, "value", "10,600,000", "10600000"),
        ("claims", 2, "value", "NaN", "10600000"),
        ("claims", 2, "at_least", "TRUE", "true, false"),
        ("claims", 2, "quote", TWENTY_ONE, "at most 20 words"),
        ("claims", 4, "period_start", "2018/19", "2018-19"),
        ("claims", 4, "period_start", "20１8-19", "2018-19"),
        ("claims", 3, "claim_id", "page-2019-1", "only once"),
        ("claims", 2, "claim_id", "Page 1", "key"),
        ("excluded", 2, "times", "one", "integer"),
        ("excluded", 2, "times", "１", "digits other than 0 to 9"),
        ("excluded", 2, "times", "0", "Allowed"),
        ("documents", 2, "url", "example.org", "https://"),
        ("documents", 3, "sha256", HASH, "only once"),
        ("inspections", 2, "framework", "ilacs", "sif, ilacs-2018, ilacs-2023"),
    ],
)
def test_a_cell_that_is_not_allowed_is_named_in_one_line(
    council, capsys, table, row, column, value, allowed
):
    toy.change(council, table, row, **{column: value})
    (line,) = toy.refused(council, capsys)
    shown = value if len(value) <= 80 else value[:77] + "..."
    place = f"data/coded/newham/{table}.csv, row {row}, column {column}: "
    assert line.startswith(f'{place}"{shown}" ')
    assert allowed in line.removeprefix(place)


@pytest.mark.parametrize(
    ("table", "row", "column", "meaning"),
    [
        ("claims", 2, "claim_id", "key"),
        ("documents", 2, "kind", "kind of document"),
        ("excluded", 3, "times", "how often these words stand"),
    ],
)
def test_an_empty_cell_that_must_not_be_empty_is_named_in_one_line(
    council, capsys, table, row, column, meaning
):
    toy.change(council, table, row, **{column: ""})
    (line,) = toy.refused(council, capsys)
    place = f"data/coded/newham/{table}.csv, row {row}, column {column}: "
    assert line.startswith(f"{place}is empty. A value is required: {meaning}")


@pytest.mark.parametrize(
    ("changes", "value"),
    [
        ({"inspection_id": "2021"}, "2021 + overall_effectiveness"),
        ({"judgement": "adoption"}, "2019 + adoption"),
    ],
)
def test_a_statement_about_a_judgement_that_is_not_in_the_tables_is_named(
    council, capsys, changes, value
):
    toy.change(council, "statements", 2, **changes)
    (line,) = toy.refused(council, capsys)
    columns = "inspection_id + judgement"
    assert line.startswith(f'data/coded/newham/statements.csv, row 2, column {columns}: "{value}" ')
    assert f"judgements.csv, column {columns}" in line


def test_a_key_of_two_columns_that_stands_twice_is_named_with_both(council, capsys):
    toy.change(council, "judgements", 3, judgement="overall_effectiveness")
    (line,) = toy.refused(council, capsys)
    assert line.startswith(
        "data/coded/newham/judgements.csv, row 3, column inspection_id + judgement: "
        '"2014 + overall_effectiveness" is the same as in the row at position 2'
    )


def test_every_fault_of_every_table_is_named_at_once(council, capsys):
    toy.change(council, "judgements", 2, grade="Poor")
    toy.change(council, "judgements", 4, grade="Bad")
    toy.change(council, "events", 2, started="2019-13-01")
    lines = toy.refused(council, capsys)
    assert [line.split(":")[0] for line in lines] == [
        "data/coded/newham/judgements.csv, row 2, column grade",
        "data/coded/newham/judgements.csv, row 4, column grade",
        "data/coded/newham/events.csv, row 2, column started",
    ]


def test_a_blank_row_is_named_in_one_line(council, capsys):
    text = toy.TABLES["excluded"]
    toy.path(council, "excluded").write_text(text + ",,,,,,\n", encoding="utf-8")
    (line,) = toy.refused(council, capsys)
    assert line.startswith("data/coded/newham/excluded.csv, row 4")


EXCLUDED = toy.TABLES["excluded"]
HEADER, FIRST, SECOND = EXCLUDED.splitlines(keepends=True)
BOM = "\ufeff"


@pytest.mark.parametrize(
    ("raw", "row", "said"),
    [
        (EXCLUDED.encode("utf-16"), None, "is UTF-16. Allowed: UTF-8"),
        (EXCLUDED.encode("utf-16-be"), 1, "control character (code 0)"),
        ((HEADER + FIRST + SECOND[:20] + "£").encode("cp1252"), 3, "is not UTF-8"),
        ((HEADER + FIRST + SECOND.replace("over", "ov\0er")).encode(), 3, "character (code 0)"),
        ((HEADER + FIRST.replace("After", "Af\x1bter")).encode(), 2, "character (code 27)"),
        (b"", None, f"is empty. Allowed: a header and rows. The header is {HEADER.strip()}"),
        (BOM.encode(), None, "is empty. Allowed: a header and rows"),
        (b" \n\n", None, "is empty. Allowed: a header and rows"),
        (HEADER.encode(), None, "has a header but no rows"),
        (HEADER.strip().encode(), None, "has a header but no rows"),
        (EXCLUDED.replace(",", ";").encode(), 1, "semicolons between the cells. Allowed: commas"),
        ((HEADER + FIRST.replace("After", '"After')).encode(), None, "is not CSV"),
        ((HEADER + FIRST.strip() + ",more\n").encode(), 2, '"more" ends a row of 8 cells. Allowed'),
        ((HEADER + FIRST + SECOND.replace(",1,", ",")).encode(), 3, "ends a row of 6 cells"),
        ((HEADER + "\n" + FIRST).encode(), 2, "is blank"),
        (EXCLUDED.replace("times,", "", 1).encode(), 1, "column times: is missing. Allowed: excl"),
        (EXCLUDED.replace("times", "often", 1).encode(), 1, "column times: is missing. Allowed: e"),
        (
            EXCLUDED.replace("note", "note,colour").encode(),
            1,
            '"colour" is not a column of this table. Allowed: excluded_id,document_id,quote',
        ),
        (
            EXCLUDED.replace("reason,note", "note,reason").encode(),
            1,
            f"columns in another order. Allowed: {HEADER.strip()}",
        ),
        (EXCLUDED.replace("note", "note,note").encode(), 1, f"Allowed: {HEADER.strip()}"),
    ],
)
def test_a_file_that_is_no_such_table_is_named_in_one_line(council, capsys, raw, row, said):
    toy.path(council, "excluded").write_bytes(raw)
    (line,) = toy.refused(council, capsys)
    place = "data/coded/newham/excluded.csv"
    assert line.startswith(f"{place}, row {row}" if row else f"{place}:")
    assert said in line


def test_rows_are_counted_as_a_spreadsheet_counts_them_where_a_cell_holds_a_line_break(
    council, capsys
):
    first = FIRST.replace("After 10 months of work", '"After 10 months\nof work"')
    text = HEADER + first + SECOND.replace("over", "ov\0er")
    toy.path(council, "excluded").write_bytes(text.encode())
    (line,) = toy.refused(council, capsys)
    assert line.startswith("data/coded/newham/excluded.csv, row 3: ")


@pytest.mark.parametrize("table", ["documents", "events", "crosswalk"])
def test_a_file_that_is_not_there_is_named(council, capsys, table):
    toy.path(council, table).unlink()
    (line,) = toy.refused(council, capsys)
    assert line.startswith(f"{paths.shown(toy.path(council, table))}: no such file")


def test_every_bad_file_is_named_at_once(council, capsys):
    toy.path(council, "events").unlink()
    toy.path(council, "claims").write_bytes(b"")
    assert [line.split(":")[0] for line in toy.refused(council, capsys)] == [
        "data/coded/newham/claims.csv",
        "data/coded/newham/events.csv",
    ]


def test_a_council_without_data_is_answered_with_the_councils_that_have_some(council, capsys):
    (council / "data" / "coded" / "st-helens").mkdir()
    (line,) = toy.refused(council, capsys, "--council", "Camelot")
    assert line.startswith("data/coded/camelot: no such folder")
    assert "Camelot" in line
    assert line.endswith("There is data for: newham, st-helens")


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_byte_order_mark_and_either_line_ending_are_accepted(council, capsys, ending):
    for table in toy.TABLES:
        text = BOM + toy.TABLES[table].replace("\n", ending)
        toy.path(council, table).write_bytes(text.encode())
    assert main(["check"]) == 0
    read = tables.read("judgements", "Newham")
    assert list(read.columns) == ["inspection_id", "judgement", "grade", "missing_reason", "note"]
    assert read["grade"].tolist()[:2] == [toy.RIGB, "Good"]


def test_a_table_is_read_with_grades_in_their_order_and_empty_cells_missing(council):
    expected = pd.DataFrame(
        {
            "inspection_id": ["2014", "2014", "2019", "2019", "2022", "2022"],
            "judgement": ["overall_effectiveness", "care_leavers", "overall_effectiveness",
                          "in_care_and_care_leavers", "overall_effectiveness",
                          "in_care_and_care_leavers"],
            "grade": toy.grades(toy.RIGB, "Good", "Inadequate", "Inadequate", "Good", None),
            "missing_reason": [None] * 5 + ["not_stated"],
            "note": pd.array([None] * 6, dtype="str"),
        }
    )  # fmt: skip
    read = tables.read("judgements", "Newham")
    assert_frame_equal(read, expected, check_dtype=False, check_categorical=True)
    assert read["grade"].cat.ordered
    assert list(read["grade"].cat.categories) == toy.GRADES


def test_numbers_dates_and_truths_are_read_as_such(council):
    claims = tables.read("claims", "Newham")
    expected = pd.array([10600000, None, 36000000, 47000000], dtype="Float64")
    pd.testing.assert_extension_array_equal(claims["value"].array, expected)
    assert claims["at_least"].tolist() == [False] * 4
    assert claims["at_least"].dtype == bool
    times = tables.read("excluded", "Newham")["times"]
    pd.testing.assert_extension_array_equal(times.array, pd.array([1, 1], dtype="Int64"))
    events = tables.read("events", "Newham")
    assert events["started"].tolist() == list(toy.days("2019-02-01", "2020-03-10"))
    assert events["ended"].isna().tolist() == [True, False]


def test_one_table_is_read_without_asking_for_the_others(council):
    toy.path(council, "documents").unlink()
    assert tables.read("claims", "Newham")["document_id"].tolist()[:2] == ["page-2019"] * 2


def test_one_bad_table_raises_an_error_that_holds_its_faults(council):
    toy.change(council, "judgements", 2, grade="Poor")
    with pytest.raises(tables.DataError, match="row 2, column grade") as raised:
        tables.read("judgements", "Newham")
    assert len(raised.value.problems) == 1


def test_another_council_is_read_from_its_own_folder_with_the_shared_tables(council):
    own = council / "data" / "coded" / "newham"
    own.rename(own.with_name("st-helens"))
    read = tables.read_all("St. Helens")
    assert read["inspections"]["inspection_id"].tolist() == ["2014", "2019", "2022"]
    assert read["frameworks"]["framework"].tolist() == ["sif", "ilacs-2018", "area-send-2016"]


def test_labels_come_in_the_order_of_the_schema():
    assert list(tables.labels("judgements", "grade")) == toy.GRADES
    assert list(tables.labels("crosswalk", "area")) == [
        "overall_effectiveness", "impact_of_leaders", "help_and_protection", "in_care",
        "care_leavers", "adoption"]  # fmt: skip
    assert tables.labels("claims", "measure")["percent"] == "a percentage"


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ({}, "data/x.csv: is wrong"),
        ({"row": 3}, "data/x.csv, row 3: is wrong"),
        ({"row": 3, "column": "b"}, "data/x.csv, row 3, column b: is wrong"),
        ({"column": "b", "value": "two\nlines"}, 'data/x.csv, column b: "two lines" is wrong'),
        ({"value": ""}, 'data/x.csv: "" is wrong'),
        ({"value": "x" * 81}, f'data/x.csv: "{"x" * 77}..." is wrong'),
    ],
)
def test_a_problem_is_one_line_with_its_place_and_a_short_value(where, line):
    assert tables.problem(paths.DATA / "x.csv", "is wrong", **where) == line


def test_the_dictionary_names_every_table_column_and_allowed_value():
    text = dictionary.text()
    for resource in tables.resources("Newham").values():
        assert f"### {resource['title']}: `{paths.shown(resource['path'])}`" in text
        for field in resource["schema"]["fields"]:
            assert f"| `{field['name']}` | {field['type']}" in text
            assert field["description"] in text
            for category in field.get("categories", []):
                assert f"`{category['value']}`" in text


def test_every_row_of_the_dictionary_has_four_cells():
    rows = [line for line in dictionary.text().splitlines() if line.startswith("|")]
    assert len(rows) > 100
    assert {row.count("|") for row in rows} == {5}


def test_the_committed_dictionary_is_the_one_of_the_schema():
    readme = (paths.DATA / "README.md").read_text(encoding="utf-8")
    assert readme.count(dictionary.MARK) == 1
    assert readme.partition(dictionary.MARK)[2] == "\n\n" + dictionary.text()


def test_the_schema_is_a_valid_data_package():
    from frictionless import Package

    assert Package.validate_descriptor(str(paths.DATA / "datapackage.json")).valid


def test_the_committed_tables_are_sound(capsys, monkeypatch):
    monkeypatch.delenv("COUNCIL", raising=False)
    assert main(["check"]) == 0
    assert capsys.readouterr().err == ""
