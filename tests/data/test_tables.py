import csv

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import toy
from council_record import paths
from council_record.data import tables, validate
from council_record.data.errors import DataError, problem
from council_tools.__main__ import main
from council_tools.checks import dictionary

HASH = toy.digest(toy.TEXTS["page-2019"])
TWENTY_ONE = "includes £10.6m for children’s services" + " word" * 16


@pytest.fixture
def council(project, monkeypatch):
    monkeypatch.delenv("COUNCIL", raising=False)
    toy.write(project)
    return project


def every(name):
    """Return every table of a council."""
    return tables.load(tables.resources(name))


def fault_of(table):
    """Return the one fault of a table that is read by itself."""
    with pytest.raises(DataError) as refused:
        tables.Tables("Newham")[table]
    (line,) = refused.value.problems
    return line


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
        ("claims", 2, "value", "１0600000", "digits other than 0 to 9"),
        ("claims", 2, "value", "10,600,000", "10600000"),
        ("claims", 2, "value", "NaN", "10600000"),
        ("claims", 2, "at_least", "TRUE", "true, false"),
        ("claims", 2, "quote", TWENTY_ONE, "at most 20 words"),
        ("claims", 4, "period_start", "2018/19", "2018-19"),
        ("claims", 4, "period_start", "20１8-19", "2018-19"),
        ("claims", 3, "claim_id", "page-2019-1", "only once"),
        ("claims", 3, "claim_id", "Page 1", "key"),
        ("comparisons", 2, "line", "everything", "sure_start, children_looked_after, other_"),
        ("comparisons", 2, "scope", "far", "nearest, unclear, none"),
        ("comparisons", 2, "gross_or_net", "before", "gross, net, unstated"),
        ("excluded", 2, "times", "one", "integer"),
        ("excluded", 2, "times", "１", "digits other than 0 to 9"),
        ("excluded", 2, "times", "0", "Allowed"),
        ("documents", 2, "url", "example.org", "https://"),
        ("documents", 3, "sha256", HASH, "only once"),
        ("inspections", 2, "framework", "ilacs", "sif, ilacs-2018, ilacs-2023"),
    ],
)
def test_a_cell_that_is_not_allowed_is_named_in_one_line(
    council, table, row, column, value, allowed
):
    toy.change(council, table, row, **{column: value})
    line = fault_of(table)
    shown = value if len(value) <= 80 else value[:77] + "..."
    place = f"data/coded/newham/{table}.csv, row {row}, column {column}: "
    assert line.startswith(f'{place}"{shown}" ')
    assert allowed in line.removeprefix(place)


@pytest.mark.parametrize(
    ("table", "row", "column", "meaning"),
    [
        ("claims", 3, "claim_id", "key"),
        ("comparisons", 4, "note", "remarks of the coder"),
        ("documents", 2, "kind", "kind of document"),
        ("excluded", 3, "times", "how often these words stand"),
    ],
)
def test_an_empty_cell_that_must_not_be_empty_is_named_in_one_line(
    council, table, row, column, meaning
):
    toy.change(council, table, row, **{column: ""})
    line = fault_of(table)
    place = f"data/coded/newham/{table}.csv, row {row}, column {column}: "
    assert line.startswith(f"{place}is empty. A value is required: {meaning}")


@pytest.mark.parametrize(
    ("column", "value", "pair"),
    [("inspection_id", "2021", "2021 + overall_effectiveness"),
     ("judgement", "adoption", "2019 + adoption")],
)  # fmt: skip
def test_a_key_that_does_not_stand_in_its_table_or_stands_twice_is_named(
    council, capsys, column, value, pair
):
    toy.change(council, "claims", 2, document_id="page-2018")
    toy.change(council, "comparisons", 2, claim_id="page-2019-9")
    toy.change(council, "statements", 2, **{column: value})
    toy.change(council, "judgements", 3, judgement="overall_effectiveness")
    lines, both = toy.refused(council, capsys), "inspection_id + judgement"
    for place, said in {
        'claims.csv, row 2, column document_id: "page-2018"': "documents.csv, column document_id",
        'comparisons.csv, row 2, column claim_id: "page-2019-9"': "claims.csv, column claim_id",
        f'statements.csv, row 2, column {both}: "{pair}"': f"judgements.csv, column {both}",
        f'judgements.csv, row 3, column {both}: "2014 + overall_effectiveness"':
            " is the same as in the row at position 2",
    }.items():  # fmt: skip
        (line,) = [one for one in lines if one.startswith(f"data/coded/newham/{place} ")]
        assert said in line
    assert len(lines) == 4


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


@pytest.mark.parametrize("name", ["coded/newham/claims.csv", "official/prices.csv", "coded"])
def test_a_link_that_leads_out_of_the_project_is_not_followed(
    council, capsys, tmp_path_factory, name
):
    path, away = council / "data" / name, tmp_path_factory.mktemp("away") / "there"
    path.rename(away)
    path.symlink_to(away)
    capsys.readouterr()
    assert main(["check"]) == 4
    (line,) = capsys.readouterr().err.splitlines()
    assert "a link in it leads out of the project. Take the link away" in line
    code = main(["new-council", "Birmingham"])
    assert (code == 4 and not (away / "birmingham").exists()) or name != "coded"


def test_a_blank_row_is_named_in_one_line(council, capsys):
    text = toy.TABLES["excluded"]
    toy.path(council, "excluded").write_text(text + ",,,,,,\n", encoding="utf-8")
    (line,) = toy.refused(council, capsys)
    assert line.startswith("data/coded/newham/excluded.csv, row 4")


@pytest.mark.parametrize("name", [name for name in toy.TABLES if "data" not in name])
def test_a_coded_table_may_have_nothing_to_say(council, name):
    path = toy.path(council, name)
    header = toy.TABLES[name].splitlines(keepends=True)[0]
    path.write_text(header, encoding="utf-8")
    if name in ("frameworks", "crosswalk"):
        with pytest.raises(tables.DataError, match="has a header but no rows"):
            tables.Tables("Newham")[name]
    else:
        assert tables.Tables("Newham")[name].empty


def test_a_new_council_has_sound_tables_without_rows_and_is_not_made_twice(council, capsys):
    assert main(["new-council", "Birmingham City Council"]) == 0
    made = sorted(path.name for path in (council / "data" / "coded" / "birmingham").iterdir())
    assert made == [
        "claims.csv", "comparisons.csv", "documents.csv", "events.csv", "excluded.csv",
        "inspections.csv", "judgements.csv", "statements.csv",
    ]  # fmt: skip
    assert main(["check", "--council", "Birmingham"]) == 0
    assert main(["check", "--council", "Birmingham", "--documents", str(council / "texts")]) == 0
    capsys.readouterr()
    before = toy.snapshot(council)
    assert main(["new-council", "Birmingham"]) == 2
    assert capsys.readouterr().err == (
        "data/coded/birmingham: is there already. Code into it, or take it away first\n"
    )
    assert toy.snapshot(council) == before


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


@pytest.mark.parametrize("folder", [True, False], ids=["with a folder", "without"])
def test_a_name_that_no_council_has_is_answered_with_the_three_nearest(council, capsys, folder):
    if folder:
        (council / "data" / "coded" / "newhma").mkdir()
    (line,) = toy.refused(council, capsys, "--council", "Newhma")
    assert line == (
        'COUNCIL "Newhma" is no local authority with children’s services in England. '
        "The nearest names: Newham; Cumbria; Cumberland"
    )


CODED = ("documents", "claims", "excluded", "inspections", "judgements", "statements", "events",
         "comparisons")  # fmt: skip


def test_the_coded_tables_of_a_council_without_a_folder_are_empty_and_the_others_are_not(council):
    mine, others = (
        every("Newham"),
        every("Birmingham"),
    )
    assert set(others) == set(mine) == {*toy.TABLES, *toy.OFFICIAL, "selectors"}
    for name, frame in others.items():
        expected = mine[name].iloc[:0] if name in CODED else mine[name]
        assert_frame_equal(frame, expected, check_dtype=False, check_index_type=False)
        assert len(mine[name]) > 0 or name == "selectors"  # written only where texts are
    assert others["judgements"]["grade"].dtype == mine["judgements"]["grade"].dtype
    days = {"documents": "published", "inspections": "started", "events": "ended"}
    for name, column in days.items():
        assert pd.api.types.is_datetime64_dtype(others[name][column])


def test_a_council_with_a_folder_needs_every_coded_table(council, capsys):
    (council / "data" / "coded" / "birmingham").mkdir()
    lines = toy.refused(council, capsys, "--council", "Birmingham")
    assert [line.split(":")[0] for line in lines] == [
        f"data/coded/birmingham/{name}.csv" for name in CODED
    ]
    assert all("no such file" in line for line in lines)


@pytest.mark.parametrize("name", toy.OFFICIAL)
def test_a_built_table_is_read_with_the_types_of_the_schema(council, name):
    frame = tables.Tables("Newham")[name]
    rows = list(csv.reader(toy.OFFICIAL[name].splitlines()))
    assert list(frame.columns) == rows[0]
    assert len(frame) == len(rows) - 1
    kinds = {"date": "datetime64", "integer": "Int64", "number": "Float64"}
    for field in tables.resources("Newham")[name]["schema"]["fields"]:
        if kind := kinds.get(field["type"]):
            assert str(frame[field["name"]].dtype).startswith(kind)
    assert_frame_equal(frame, tables.Tables("Birmingham")[name])
    assert_frame_equal(frame, every("Birmingham")[name])


def official(project, name):
    """Return the path of an official table in a scratch project."""
    return project / "data" / "official" / toy.file_name(name)


EDITS = {
    "a cell": lambda raw: raw[:-2] + b"x\n",
    "a blank row": lambda raw: raw + b"\n",
    "line endings": lambda raw: raw.replace(b"\n", b"\r\n"),
    "emptied": lambda raw: b"",
}


@pytest.mark.parametrize(
    ("name", "edit"),
    [*((name, "a cell") for name in toy.OFFICIAL), *(("outturn", edit) for edit in EDITS)],
)
def test_a_built_table_that_was_changed_by_hand_is_refused_wherever_it_is_read(
    council, capsys, name, edit
):
    path = official(council, name)
    path.write_bytes(EDITS[edit](path.read_bytes()))
    (line,) = toy.refused(council, capsys)
    assert line == (
        f"{paths.shown(path)}: was changed since it was built from its release. Restore it: git "
        f"checkout {paths.shown(path)}, or run: python -m council_tools import"
    )
    for read in (
        lambda: tables.Tables("Newham")[name],
        lambda: every("Newham"),
    ):
        with pytest.raises(tables.DataError, match="was changed since it was built"):
            read()


@pytest.mark.parametrize("name", toy.OFFICIAL)
def test_a_built_table_that_is_not_there_is_named(council, capsys, name):
    path = official(council, name)
    path.unlink()
    (line,) = toy.refused(council, capsys)
    assert (
        line == f"{paths.shown(path)}: no such file. Restore it: git checkout {paths.shown(path)}"
    )


def test_a_changed_table_is_named_with_the_faults_of_the_others(council, capsys):
    toy.path(council, "events").unlink()
    path = official(council, "outturn")
    path.write_bytes(path.read_bytes() + b"\n")
    assert [line.split(":")[0] for line in toy.refused(council, capsys)] == [
        "data/coded/newham/events.csv",
        "data/official/outturn.csv",
    ]


BROKEN = [
    ("authorities", "320,E09000031", "32,E09000031", 'row 3, column la_code: "32" '),
    ("official_judgements", "2019-02-11", "2019-02-30", 'row 2, column started: "2019-02-30" '),
    ("official_judgements", ",Inadequate", ",Poor", 'row 2, column grade: "Poor" '),
    ("outturn", "sure_start,1000000", "sure_start,-1", 'row 2, column amount_gbp: "-1" '),
    ("outturn", "sure_start,1000000", "sure_start,c", 'row 2, column amount_gbp: "c" '),
    ("outturn", "sure_start,", "nursery,", 'row 2, column line: "nursery" '),
    ("population", "E09000025,316", "E09000025,317", 'row 2, column la_code: "317" '),
]


@pytest.mark.parametrize("place", range(3))
def test_the_check_holds_built_tables_to_their_schema(council, capsys, place):
    faults = {}  # one of each table
    for name, *fault in BROKEN:
        faults.setdefault(name, []).append(fault)
    faults = {name: those[place] for name, those in faults.items() if place < len(those)}
    toy.build_all(council, {name: toy.OFFICIAL[name].replace(before, after, 1)
                            for name, (before, after, _) in faults.items()})  # fmt: skip
    lines = toy.refused(council, capsys)
    for name, (*_, said) in faults.items():
        place = f"data/official/{toy.file_name(name)}, "
        first = next(line for line in lines if line.startswith(place))
        assert first.startswith(place + said)


def test_readers_other_than_the_check_take_a_built_table_as_it_was_built(council):
    toy.build(council, "population", toy.OFFICIAL["population"].replace(",316,", ",317,"))
    assert tables.Tables("Newham")["population"]["la_code"].tolist()[:2] == ["317", "317"]
    assert every("Newham")["population"]["la_code"].tolist()[:2] == [
        "317",
        "317",
    ]


def test_a_notebook_of_a_run_takes_the_tables_that_the_run_checks(council, monkeypatch):
    checked = []
    monkeypatch.setattr(validate, "problems", lambda *_, **__: checked.append(1) or [])
    tables.Tables("Newham")["documents"]
    tables.Tables("Newham")["claims"]
    assert len(checked) == 2
    monkeypatch.setenv("TABLES_CHECKED_APART", "1")
    tables.Tables("Newham")["documents"]
    tables.Tables("Newham")["claims"]
    assert len(checked) == 2


def test_the_releases_of_a_table_are_those_that_the_package_names():
    (release,) = tables.releases("official_judgements")
    assert release["title"] == "Ofsted, Local authority inspection outcomes as at 31 March 2025"
    assert release["as_at"] == "2025-03-31"
    assert release["file"] == "LA_Inspection_Outcomes_as_at_31_March_2025.ods"
    assert len(release["sha256"]) == 64
    assert [about["as_at"] for about in tables.releases("revenue_outturn")] == [
        "2023-11-23", "2023-12-14", "2024-08-29", "2025-12-04"]  # fmt: skip


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_byte_order_mark_and_either_line_ending_are_accepted(council, capsys, ending):
    for table in toy.TABLES:
        text = BOM + toy.TABLES[table].replace("\n", ending)
        toy.path(council, table).write_bytes(text.encode())
    assert main(["check"]) == 0
    read = tables.Tables("Newham")["judgements"]
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
    read = tables.Tables("Newham")["judgements"]
    assert_frame_equal(read, expected, check_dtype=False, check_categorical=True)
    assert read["grade"].cat.ordered
    assert list(read["grade"].cat.categories) == toy.GRADES


def test_numbers_dates_and_truths_are_read_as_such(council):
    claims = tables.Tables("Newham")["claims"]
    expected = pd.array([10600000, None, 36000000, 47000000], dtype="Float64")
    pd.testing.assert_extension_array_equal(claims["value"].array, expected)
    assert claims["at_least"].tolist() == [False] * 4
    assert claims["at_least"].dtype == bool
    times = tables.Tables("Newham")["excluded"]["times"]
    pd.testing.assert_extension_array_equal(times.array, pd.array([1, 1], dtype="Int64"))
    events = tables.Tables("Newham")["events"]
    assert events["started"].tolist() == list(toy.days("2019-02-01", "2020-03-10"))
    assert events["ended"].isna().tolist() == [True, False]


def test_one_bad_table_raises_an_error_that_holds_its_faults(council):
    toy.change(council, "judgements", 2, grade="Poor")
    with pytest.raises(tables.DataError, match="row 2, column grade") as raised:
        tables.Tables("Newham")["judgements"]
    assert len(raised.value.problems) == 1


def test_another_council_is_read_from_its_own_folder_with_the_shared_tables(council):
    own = council / "data" / "coded" / "newham"
    own.rename(own.with_name("st-helens"))
    read = every("St. Helens")
    assert read["inspections"]["inspection_id"].tolist() == ["2014", "2019", "2022"]
    assert read["frameworks"]["framework"].tolist() == ["sif", "ilacs-2018", "area-send-2016"]


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
    assert problem(paths.DATA / "x.csv", "is wrong", **where) == line


def test_the_dictionary_names_every_table_column_and_allowed_value():
    text = dictionary.text()
    for resource in tables.resources("Newham").values():
        assert f"### {resource['title']}: `{paths.shown(resource['path'])}`" in text
        for field in resource["schema"]["fields"]:
            assert f"| `{field['name']}` | {field['type']}" in text
            assert field["description"] in text
            for category in field.get("categories", []):
                assert f"`{category['value']}`" in text


SUMS = "### Where the seven lines of the outturn do not sum to the total (beyond £2 of rounding)"
ENGLAND = "### Where the councils do not sum to England (beyond £50 of rounding)"
JUMPS = "### Totals of councils that changed by more than half from one year to the next"


def notes():
    """Return the tables with which the dictionary ends: header and rows by heading."""
    _, mark, told = dictionary.text().partition(SUMS)
    parts = (mark + told).rstrip("\n").split("\n\n")
    found = {}
    for heading, rows in zip(parts[::2], parts[1::2], strict=True):
        header, rule, *body = rows.splitlines()
        assert set(rule) == {"|", "-"}
        assert {row.count("|") for row in [rule, *body]} == {header.count("|")}
        found[heading] = [
            [cell.strip() for cell in row[1:-1].split(" | ")] for row in [header, *body]
        ]
    return found


def test_every_row_of_the_dictionary_of_columns_has_four_cells():
    columns, mark, _ = dictionary.text().partition(SUMS)
    assert mark
    rows = [line for line in columns.splitlines() if line.startswith("|")]
    assert len(rows) > 130
    assert {row.count("|") for row in rows} == {5}


def test_the_dictionary_ends_with_what_the_outturn_holds_that_does_not_fit(council):
    text = toy.OFFICIAL["outturn"]
    for old, new in {
        "sure_start,1001000": "sure_start,1001100",  # of England
        "316,Newham,council,2019-20,total,\n": "316,Newham,council,2019-20,total,110000000\n",
    }.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    toy.build(council, "outturn", text)
    assert notes() == {
        SUMS: [
            ["area", "financial_year", "total", "lines", "difference", "without"],
            ["Birmingham", "2018-19", "1,028,000", "28,000", "-1,000,000", ""],
            ["England", "2018-19", "72,028,000", "72,028,100", "100", ""],
            ["Newham", "2019-20", "110,000,000", "0", "-110,000,000",
             "children_looked_after, family_support, other_children_and_families, safeguarding, "
             "sure_start, young_people, youth_justice"],
        ],
        ENGLAND: [
            ["financial_year", "line", "england", "councils", "difference"],
            ["2018-19", "sure_start", "1,001,100", "1,001,000", "100"],
            ["2018-19", "total", "72,028,000", "73,028,002", "-1,000,002"],
        ],
        JUMPS: [
            ["area", "financial_year", "before", "amount_gbp", "change"],
            ["Newham", "2019-20", "72,000,002", "110,000,000", "52.8"],
        ],
    }  # fmt: skip


def test_an_amount_that_is_missing_is_empty_in_the_dictionary_and_its_line_is_named(council):
    text = toy.OFFICIAL["outturn"]
    for old, new in {"72000002": "", "youth_justice,2500000": "youth_justice,",
                     "1028000": "28000"}.items():  # fmt: skip
        assert text.count(old) == 1
        text = text.replace(old, new)
    toy.build(council, "outturn", text)
    _, *rows = notes()[SUMS]
    assert rows == [["Newham", "2018-19", "", "69,500,000", "", "total, youth_justice"]]


@pytest.mark.parametrize("change", ["taken away", "edited"])
def test_the_dictionary_is_written_without_sums_where_the_outturn_cannot_be_read(council, change):
    whole = dictionary.text()
    path = official(council, "outturn")
    if change == "edited":
        path.write_bytes(path.read_bytes().replace(b"40000000", b"40000001"))
    else:
        path.unlink()
    assert dictionary.text().rstrip("\n") == whole.partition(SUMS)[0].rstrip("\n")


def test_the_committed_dictionary_names_what_does_not_fit_in_the_release():
    found = notes()
    assert list(found) == [SUMS, ENGLAND, JUMPS]
    assert found[SUMS][1:] == [
        ["East of England", "2022-23", "1,145,821,833", "1,201,156,965", "55,335,132", ""],
        ["England", "2017-18", "9,419,007,972", "9,419,863,286", "855,314", ""],
        ["England", "2022-23", "13,234,643,482", "13,289,978,614", "55,335,132", ""],
        ["Luton", "2022-23", "", "55,335,133", "", "total, youth_justice"],
        ["Slough", "2017-18", "36,177,772", "37,033,088", "855,316", ""],
        ["South East", "2017-18", "1,343,978,827", "1,344,834,143", "855,316", ""],
    ]
    assert [row[:2] for row in found[ENGLAND][1:]] == [
        ["2017-18", "children_looked_after"], ["2017-18", "total"]]  # fmt: skip
    assert [row[::4] for row in found[JUMPS][1:]] == [
        ["Herefordshire", "56.7"], ["Isles of Scilly", "101.1"], ["Salford", "128.4"],
        ["Salford", "-53.5"], ["Tameside", "65.0"],
    ]  # fmt: skip


def test_the_committed_dictionary_is_the_one_of_the_schema():
    readme = (paths.DATA / "README.md").read_text(encoding="utf-8")
    assert readme.count(dictionary.MARK) == 1
    assert readme.partition(dictionary.MARK)[2] == "\n\n" + dictionary.text()


def test_the_schema_is_a_valid_data_package():
    from frictionless import Package

    assert Package.validate_descriptor(str(paths.DATA / "datapackage.json")).valid


@pytest.mark.parametrize("council", ["Newham", "Cumbria"])
def test_the_committed_tables_are_sound_for_councils_with_and_without_coded_documents(
    capsys, monkeypatch, council
):
    monkeypatch.delenv("COUNCIL", raising=False)
    if council != "Newham":  # the tables of all councils are looked through once
        monkeypatch.setenv("TABLES_CHECKED_APART", "1")
    assert main(["check", "--council", council]) == 0
    printed = capsys.readouterr()
    assert printed.out == f"{council}: every table is sound.\n"
    assert printed.err == ""
