"""The import of a release into the tables, and the commands import and compare."""

import hashlib
import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from filelock import FileLock
from pandas.testing import assert_frame_equal
from releases import (
    COUNCILS,
    GOOD,
    HIGH,
    HISTORY,
    LOW,
    WIDE,
    deflators,
    estimates,
    inspection,
    lait,
    lait_file,
    lait_rates,
    lait_updates,
    literal,
    model,
    ods,
    ofsted,
    ofsted_but,
    put,
    ra,
    read_by_program,
    refused,
    ro3,
    ro3_later,
    rsx,
    sif,
    text_csv,
    wide,
)

import toy
from council_record.data import tables
from council_tools.__main__ import main
from council_tools.checks import dictionary
from council_tools.imports import import_release as taken

OVERALL = "Overall effectiveness"
YEAR = "RO3_LA_Data_2023-24"


# In the place of the long tables: what an import reads again, compares and describes is short.
SMALL = {name: text for name, text in toy.OFFICIAL.items() if name not in ("authorities", "budget")}


def import_release(name, files):
    """Import a toy release over the tables of all England, which it changes much."""
    return taken(name, files, force=True)


def files_of(folder, name):
    """Write the release of a name; return its files."""
    if name == "ofsted":
        return [ods(folder / "outcomes.ods", ofsted())]
    if name == "section251":
        return [lait_file(folder / "lait.parquet", lait())]
    if name == "population":
        return [text_csv(folder / "ons.csv", estimates())]
    if name == "neighbours":
        return [text_csv(folder / "sn_2025.csv", model())]
    if name == "sif":
        return [ods(folder / "underlying.ods", sif())]
    if name == "program":
        return [text_csv(folder / "ilacs.csv", read_by_program())]
    if name == "prices":
        return [text_csv(folder / "deflators_march_2026.csv", deflators())]
    if name == "need":
        return [lait_file(folder / "lait.parquet", lait_rates())]
    toy.build(folder, "authorities", COUNCILS)
    if name == "budget":
        return [
            text_csv(folder / "ra_2021.csv", ra("2021-22", "Last updated: 1 July 2021")),
            text_csv(folder / "ra_2023.csv", ra()),
        ]
    return [
        text_csv(folder / "rsx.csv", rsx()),
        ods(folder / "ro3_2022.ods", ro3("2022-23", "Last updated: 14 December 2023")),
        ods(folder / "ro3_2023.ods", ro3()),
        ods(folder / "ro3_2024.ods", ro3_later()),
    ]


# name: the tables it writes, with their rows; title and day of its sources
OFSTED = "Ofsted, Local authority inspection outcomes as at 31 March 2025"
LAIT = "Department for Education, Local Authority Interactive Tool, section 251 outturn to 2018-19"
ONS = (
    "Office for National Statistics, mid-year population estimates to mid-2020, children aged 0 "
    "to 17, as published by the Department for Education"
)
MODEL = "Department for Education, statistical neighbours, model of 2025"
RO3 = "Ministry of Housing, Communities and Local Government, revenue outturn RO3"
RA = "Ministry of Housing, Communities and Local Government, revenue account budget"
SIF = "Ofsted, Children’s social care data in England as at 31 March 2023"
PROGRAM = "Data to Insight, grades read by a program from Ofsted’s reports to 17 June 2026"
DEFLATORS = "HM Treasury, GDP deflators at market prices, March 2026"
NEED = (
    "Department for Education, Local Authority Interactive Tool, children looked after, in need "
    "and on protection plans to 2025"
)
RELEASES = {
    "ofsted": ({"official_judgements": 17},
               [{"title": OFSTED, "as_at": "2025-03-31", "published": "2025-09-25"}]),
    "section251": ({"outturn": 64}, [{"title": LAIT, "as_at": "2019-03-31"}]),
    "population": ({"authorities": 7, "population": 17}, [{"title": ONS, "as_at": "2020-06-30"}]),
    "neighbours": ({"neighbours": 20}, [{"title": MODEL, "as_at": "2025"}]),
    "revenue": ({"revenue_outturn": 119},
                [{"title": RO3.replace("RO3", "summary RSX 2021-22"), "as_at": "2023-11-23"},
                 {"title": f"{RO3} 2022-23", "as_at": "2023-12-14"},
                 {"title": f"{RO3} 2023-24", "as_at": "2024-08-29"},
                 {"title": f"{RO3} 2024-25", "as_at": "2025-12-04"}]),
    "budget": ({"budget": 36}, [{"title": f"{RA} 2021-22", "as_at": "2021-07-01"},
                                {"title": f"{RA} 2023-24", "as_at": "2023-06-22"}]),
    "sif": ({"sif_judgements": 23}, [{"title": SIF, "as_at": "2023-03-31",
                                      "published": "2023-07-06"}]),
    "program": ({"program_judgements": 9}, [{"title": PROGRAM, "as_at": "2026-06-17"}]),
    "prices": ({"prices": 3}, [{"title": DEFLATORS, "as_at": "2026-03"}]),
    "need": ({"need": 12}, [{"title": NEED, "as_at": "2025-03-31"}]),
}  # fmt: skip


def described(project):
    """Return the resources of datapackage.json by name."""
    text = (project / "data" / "datapackage.json").read_text(encoding="utf-8")
    return {resource["name"]: resource for resource in json.loads(text)["resources"]}


def digest(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.fixture(scope="module", params=RELEASES)
def imported(request, tmp_path_factory):
    """Import a release, and again; return what there was before, after each, and what was told."""
    folder, name = tmp_path_factory.mktemp(request.param), request.param
    with pytest.MonkeyPatch.context() as patch:
        package = toy.laid_out(folder, patch) / "data" / "datapackage.json"
        toy.build_all(folder, SMALL)
        committed = package.read_text(encoding="utf-8")
        files = files_of(folder, name)
        found = SimpleNamespace(
            folder=folder, rows=RELEASES[name][0], committed=committed,
            sources=[source | {"file": file.name, "sha256": digest(file)}
                     for source, file in zip(RELEASES[name][1], files, strict=True)],
            before=toy.snapshot(folder / "data"), described=described(folder),
        )  # fmt: skip
        import_release(name, files)
        found.after = toy.snapshot(folder / "data")
        found.frames = {table: tables.Tables("Newham")[table] for table in found.rows}
        found.releases = {table: tables.releases(table) for table in found.rows}
        found.dictionary = dictionary.text()
        found.told = import_release(name, files)
        found.again = toy.snapshot(folder / "data")
    return found


def test_tables_their_hash_and_their_sources_are_written_and_nothing_else(imported):
    now, expected = described(imported.folder), imported.described
    for table, count in imported.rows.items():
        resource = now[table]
        path = imported.folder / "data" / resource["path"]
        assert len(imported.frames[table]) == count
        assert path.read_text(encoding="utf-8").count("\n") == count + 1
        assert b"\r" not in path.read_bytes()
        assert resource["hash"] == f"sha256:{digest(path)}"
        assert imported.releases[table] == resource["sources"] == imported.sources
        expected = expected | {
            table: expected[table] | {key: resource[key] for key in ("hash", "sources")}
        }
    assert now == expected
    assert set(imported.after) == set(imported.before)
    changed = {path.name for path, raw in imported.after.items() if imported.before[path] != raw}
    assert changed <= {
        "datapackage.json", "README.md", "SOURCES.md",
        *(Path(now[table]["path"]).name for table in imported.rows),
    }  # fmt: skip


def test_only_the_lines_about_the_release_change_in_datapackage_json(imported):
    package = imported.after[imported.folder / "data" / "datapackage.json"].decode()
    new = set(package.splitlines()) - set(imported.committed.splitlines())
    assert new
    for line in new:
        key = line.split('"')[1]
        assert key in ("hash", "title", "as_at", "published", "file", "sha256")


def test_the_dictionary_names_the_new_sources(imported):
    readme = imported.after[imported.folder / "data" / "README.md"].decode()
    assert readme.partition(dictionary.MARK)[2] == "\n\n" + imported.dictionary
    assert all(source["title"] in readme for source in imported.sources)


def test_a_second_import_of_the_same_release_changes_nothing(imported):
    paths = [imported.described[table]["path"] for table in imported.rows]
    assert imported.told == [f"data/{path}: 0 rows added, 0 corrected, 0 gone" for path in paths]
    assert imported.again == imported.after


def test_rows_added_corrected_and_gone_are_told_with_the_old_and_the_new_value(project, capsys):
    import_release("ofsted", files_of(project, "ofsted"))
    newer = ofsted(inspection("E08000035", "Leeds", date(2022, 2, 21), date(2022, 4, 19),
                              HIGH, HIGH, HIGH, HIGH, ""))  # fmt: skip
    put(newer[HISTORY], 4, OVERALL, GOOD)
    put(newer[HISTORY], 7, "Publication date", date(2023, 3, 2))
    del newer[HISTORY][4]
    file = ods(project / "newer.ods", newer)
    assert main(["import", "--force", "ofsted", str(file)]) == 0
    bedford = "E06000055 2023-01-01"
    published = "published: 2023-03-01 is now 2023-03-02"
    printed = capsys.readouterr()
    assert printed.err == ""
    first, *corrected = printed.out.splitlines()
    assert first == "data/official/judgements.csv: 4 rows added, 6 corrected, 4 gone"
    corrected, gone = corrected[:6], corrected[6:]
    assert sorted(gone) == [
        f"  E09000025 2022-07-18 {judgement}: is gone"
        for judgement in ("help_and_protection", "impact_of_leaders", "in_care_and_care_leavers",
                          "overall_effectiveness")
    ]  # fmt: skip
    assert sorted(corrected) == [
        f"  {bedford} care_leavers, {published}",
        f"  {bedford} help_and_protection, {published}",
        f"  {bedford} impact_of_leaders, {published}",
        f"  {bedford} in_care, {published}",
        f"  {bedford} overall_effectiveness, {published}",
        "  E09000025 2019-02-11 overall_effectiveness, grade: Inadequate is now Good",
    ]
    grades = tables.Tables("Newham")["official_judgements"].set_index(
        ["ons_code", "started", "judgement"]
    )
    assert grades.loc[("E09000025", "2019-02-11", "overall_effectiveness"), "grade"] == GOOD


def test_grades_that_a_program_read_otherwise_are_told_when_ofsteds_table_comes(project):
    read = toy.OFFICIAL["program_judgements"].replace("E08000025,Birmingham", "E09000025,Newham")
    read = read.replace("2026-04-27", "2019-02-11").replace(
        "impact_of_leaders,Good", "overall_effectiveness,Good"
    )
    toy.build(project, "program_judgements", read)
    *_, last = import_release("ofsted", files_of(project, "ofsted"))
    assert last == (
        "  Newham, 2019-02-11, overall_effectiveness: a program read Good, Ofsted’s own table says "
        "Inadequate, which counts"
    )


def test_a_value_that_is_filled_or_emptied_is_told_as_empty(project):
    import_release("section251", files_of(project, "section251"))
    frame = lait()
    frame.loc[[8, 9], "Values"] = ["79000000", "-"]
    assert import_release("section251", [lait_file(project / "lait.parquet", frame)]) == [
        "data/official/outturn.csv: 0 rows added, 2 corrected, 0 gone",
        "  316 2017-18 total, amount_gbp: empty is now 79000000",
        "  836 2018-19 total, amount_gbp: 0 is now empty",
        "  Newham 2017-18: the lines sum to £0, the total is £79,000,000",
    ]


def adding_up():
    """Return the LAIT with a total of Newham that is the sum of its lines."""
    return put_in(lait(), {8: "28000"})


def put_in(frame, amounts):
    """Return the LAIT with other amounts by row."""
    for row, amount in amounts.items():
        frame.loc[row - 1, "Values"] = amount
    return frame


def told(project, frame):
    """Import a LAIT; return what is told."""
    return import_release("section251", [lait_file(project / "lait.parquet", frame)])


def test_a_total_that_is_not_its_lines_any_more_is_told_and_one_that_was_not_before_is_not(project):
    told(project, adding_up())
    assert told(project, put_in(adding_up(), {7: "70000", 3: "3001"})) == [
        "data/official/outturn.csv: 0 rows added, 2 corrected, 0 gone",
        "  316 2018-19 other_children_and_families, amount_gbp: 3000 is now 3001",
        "  316 2018-19 youth_justice, amount_gbp: 7000 is now 70000",
        "  Newham 2018-19: the lines sum to £91,001, the total is £28,000",
    ]
    again = told(project, put_in(adding_up(), {7: "70000", 3: "3001", 10: "-"}))
    assert [line for line in again if "Newham" in line] == []


BROKEN = {
    "no-row": lambda text: text.partition("\n")[0] + "\n",
    "one-row": lambda text: "\n".join(text.split("\n")[:2]) + "\n",
    "area": lambda text: text.replace(",Poole,", ",Newham,"),
    "amount": lambda text: text.replace(",8000\n", ",many\n"),
    "row-twice": lambda text: text + text.split("\n")[1] + "\n",
}


@pytest.mark.parametrize("broken", BROKEN)
def test_an_outturn_that_was_edited_by_hand_is_rebuilt_and_what_does_not_add_up_told(
    project, broken
):
    told(project, lait())
    path = project / "data" / "official" / "outturn.csv"
    whole = path.read_text(encoding="utf-8")
    path.write_text(BROKEN[broken](whole), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != whole
    lines = told(project, lait())
    assert path.read_text(encoding="utf-8") == whole
    new = "  Newham 2018-19: the lines sum to £28,000, the total is £8,000"
    assert (new in lines) == (broken != "row-twice")


def test_rows_of_an_area_that_is_gone_are_named_up_to_twenty(project):
    frame = lait()
    poole = frame["LA and Regions"] == "Poole"
    bristol = frame[poole].assign(**{"LA and Regions": "Bristol", "LA Number": 801.0})
    told(project, pd.concat([frame, bristol]))
    frame = frame[~poole]
    head, *gone, last = told(project, frame)
    assert head == "data/official/outturn.csv: 0 rows added, 0 corrected, 32 gone"
    assert len(gone) == 20
    assert [line[:13] for line in gone[::16]] == ["  801 2017-18", "  836 2017-18"]
    assert all(line.endswith(": is gone") for line in gone)
    assert last == "  and 12 more are gone"


def test_the_files_of_some_years_do_not_take_the_other_years_away(project, capsys):
    files = files_of(project, "revenue")
    for given, lost in ((files[2:], "2021-22, 2022-23"), (files[:2], "2023-24, 2024-25")):
        (line,) = refused_by_the_command(project, capsys, "revenue", *given)
        assert line == (
            f"import revenue: no file for {lost}, which data/official/revenue_outturn.csv has. "
            "Allowed: the files of all years in one command"
        )


def test_the_files_of_some_years_are_enough_where_there_is_no_table_yet(project):
    files = files_of(project, "revenue")
    (project / "data" / "official" / "revenue_outturn.csv").unlink()
    (line,) = import_release("revenue", files[2:3])
    assert line == "data/official/revenue_outturn.csv: 39 rows added, 0 corrected, 0 gone"


def test_two_tables_of_one_release_are_told_apart(project):
    import_release("population", files_of(project, "population"))
    rows = put(estimates(), 10, "la_name", "Poole Borough")
    put(rows, 4, "population_estimate", "82001")
    del rows[14 - 1 : 15]  # the authority that is new in 2019
    assert import_release("population", [text_csv(project / "ons.csv", rows)]) == [
        "data/official/authorities.csv: 0 rows added, 1 corrected, 1 gone",
        "  836, official_name: Poole is now Poole Borough",
        "  839: is gone",
        "data/official/population.csv: 0 rows added, 1 corrected, 2 gone",
        "  E09000025 2020, children: 82000 is now 82001",
        "  E06000058 2019: is gone",
        "  E06000058 2020: is gone",
    ]


def test_a_table_that_was_not_there_is_built(project):
    (project / "data" / "official" / "neighbours.csv").unlink()
    files = files_of(project, "neighbours")
    told = import_release("neighbours", files)
    assert told == ["data/official/neighbours.csv: 20 rows added, 0 corrected, 0 gone"]
    assert len(tables.Tables("Newham")["neighbours"]) == 20


BUILT = "official/neighbours.csv"
EDITS = {
    "cell": lambda raw: raw.replace(b",Not close\n", b",Close\n", 1),
    "row": lambda raw: raw + b"201,City of London,1,202,Close\n",
    "line-ends": lambda raw: raw.replace(b"\n", b"\r\n"),
    "column": lambda raw: raw.replace(b"closeness", b"nearness"),
    "more-columns": lambda raw: raw.replace(b"closeness\n", b"closeness,note\n"),
    "semicolons": lambda raw: raw.replace(b",", b";"),
    "quotation-mark": lambda raw: raw + b'"',
    "not-utf-8": lambda raw: raw.replace(b"Newham", b"N\xff"),
    "empty": lambda raw: b"",
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_built_table_that_was_edited_by_hand_is_refused_until_it_is_taken_back(project, edit):
    path = project / "data" / BUILT
    raw = path.read_bytes()
    path.write_bytes(EDITS[edit](raw))
    assert path.read_bytes() != raw
    line = refused(tables.Tables("Newham").__getitem__, "neighbours")
    assert line == (
        f"data/{BUILT}: was changed since it was built from its release. Restore it: git "
        f"checkout data/{BUILT}, or run: python -m council_tools import"
    )
    path.write_bytes(raw)
    assert len(tables.Tables("Newham")["neighbours"]) == 1530


def test_a_built_table_that_is_missing_is_refused(project):
    (project / "data" / BUILT).unlink()
    line = refused(tables.Tables("Newham").__getitem__, "neighbours")
    assert line == f"data/{BUILT}: no such file. Restore it: git checkout data/{BUILT}"


@pytest.mark.parametrize("edit", EDITS)
def test_the_import_rebuilds_a_table_that_was_edited_by_hand(project, edit):
    files = files_of(project, "neighbours")
    path = project / "data" / BUILT
    path.write_bytes(EDITS[edit](path.read_bytes()))
    assert main(["import", "--force", "neighbours", *map(str, files)]) == 0
    assert len(tables.Tables("Newham")["neighbours"]) == 20


def refused_by_the_command(project, capsys, *arguments):
    """Run import, which must refuse and change nothing; return the lines that it printed."""
    before = toy.snapshot(project / "data")
    capsys.readouterr()
    code = main(["import", "--force", *map(str, arguments)])
    printed = capsys.readouterr()
    assert code == 2
    assert printed.out == ""
    assert "Traceback" not in printed.err
    assert toy.snapshot(project / "data") == before
    *faults, last = printed.err.splitlines()
    assert last == "No table was changed."
    return faults


FAULTS = {
    "ofsted-cell": ("ofsted", ods, ofsted_but(4, OVERALL, "Poor"),
                    f'sheet {HISTORY}, row 4, column {OVERALL}: "Poor" is no grade. Allowed: '),
    "ofsted-layout": ("ofsted", ods, wide(),
                      f"sheet {WIDE}: has the layout of the release of March 2024, without "),
    "section251-cells": ("section251", lait_file, lait().assign(Values="-1"),
                         'row 1, column Values: "-1" is no amount. Allowed: '),
    "section251-rows": ("section251", lait_file, lait()[:-1],
                        'column Short Desc: "YouthJusticeFinance" has no row for England (970), '),
    "ofsted-day": ("ofsted", ods, ofsted_but(4, "Inspection date", date(1919, 2, 11)),
                   f'sheet {HISTORY}, row 4, column Inspection date: "1919-02-11" is not a day '),
    "population-year": ("population", text_csv, put(estimates(), 4, "time_period", "2031"),
                        'row 4, column time_period: "2031" is not a year in which most '),
    "section251-series": ("section251", lait_file,
                          lait()[lait()["Short Desc"] != "SureStartFinance"],
                          "column Short Desc: holds no series SureStartFinance. Allowed: "),
    "population": ("population", text_csv, put(estimates(), 4, "population_estimate", "y"),
                   'row 4, column population_estimate: "y" '),
    "neighbours": ("neighbours", text_csv, put(model(), 2, "SN_1", "999"),
                   'row 2, column SN_1: "999" is no number of a local authority. Allowed: '),
    "revenue": ("revenue", ods, {**ro3(), "Front_Page": [["RO3"]]},
                "sheet Front_Page: does not give the financial year"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "write", "release", "fault"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_and_no_table_is_changed(project, capsys, name, write, release, fault):
    file = write(project / "release_2025", release)
    first, *_ = refused_by_the_command(project, capsys, name, file)
    assert first.startswith(f"release_2025, {fault}")


def certified(value):
    """Return RO3 with another value in the column Certified of Newham."""
    return {**ro3(), YEAR: put(ro3()[YEAR], 6, "Certified", value)}


SCHEMA = {
    "no-name": ("ofsted", ods, ofsted_but(4, "Local authority name", "")),
    "no-region": ("ofsted", ods, ofsted_but(4, "Ofsted region", "")),
    "no-area": ("section251", lait_file, lait().assign(**{"LA and Regions": ""})),
    "no-la-name": ("population", text_csv, put(estimates(), 4, "la_name", "")),
    "no-region-code": ("population", text_csv, put(estimates(), 3, "region_code", "")),
    "no-neighbour-name": ("neighbours", text_csv, put(model(), 2, "la_name", "")),
    "not-certified": ("revenue", ods, certified("Maybe")),
}


@pytest.mark.parametrize(("name", "write", "release"), SCHEMA.values(), ids=SCHEMA)
def test_what_breaks_the_schema_of_a_table_is_told_by_its_place_and_not_written(
    project, capsys, name, write, release
):
    file = write(project / "release_2025", release)
    faults = refused_by_the_command(project, capsys, name, file)
    assert {line.split(",")[0] for line in faults[:40]} == {"release_2025"}


EMPTY = {
    "population": ("population", text_csv, estimates()[:3]),
    "revenue": ("revenue", ods, {**ro3(), YEAR: [*ro3()[YEAR][:5], *ro3()[YEAR][8:]]}),
}


@pytest.mark.parametrize(("name", "write", "release"), EMPTY.values(), ids=EMPTY)
def test_a_release_that_would_leave_a_table_without_rows_is_refused(
    project, capsys, name, write, release
):
    file = write(project / "release_2025", release)
    (line,) = refused_by_the_command(project, capsys, name, file)
    assert line.startswith("release_2025")


@pytest.mark.parametrize("name", RELEASES)
@pytest.mark.parametrize("raw", [None, b"", b"PK\3\4 nothing", b"<html></html>\n"])
def test_a_file_that_is_no_release_at_all_changes_nothing(project, capsys, name, raw):
    file = project / "release_2025"
    if raw is not None:
        file.write_bytes(raw)
    (line,) = refused_by_the_command(project, capsys, name, file)
    assert line.startswith("release_2025")


@pytest.mark.parametrize("faults", [1, 39, 40, 41, 60])
def test_that_no_table_was_changed_is_the_last_line_however_many_faults(project, capsys, faults):
    header, *_ = estimates()
    rows = [put(estimates(), 4, "population_estimate", "y")[3] for _ in range(faults)]
    for number, row in enumerate(rows):
        row[7], row[8] = f"{number + 100}", f"E{number:08}"
    file = text_csv(project / "ons.csv", [header, *rows])
    lines = refused_by_the_command(project, capsys, "population", file)
    assert sum(line.startswith("ons.csv, row ") for line in lines) == min(faults, 40)
    assert lines[40:] == ([f"and {faults - 40} more"] if faults > 40 else [])


@pytest.mark.parametrize(
    ("name", "most"), [("ofsted", 1), ("section251", 2), ("population", 1), ("neighbours", 1)]
)
def test_more_files_than_a_release_has_are_refused(project, capsys, name, most):
    (file,) = files_of(project, name)
    faults = refused_by_the_command(project, capsys, name, *[file] * (most + 1))
    assert faults == [f"import {name}: {most + 1} files. Allowed: at most {most}"]


def test_the_dictionary_of_the_lait_gives_the_day_and_is_named_beside_the_release(project):
    (file,) = files_of(project, "section251")
    updates = text_csv(project / "lait.csv", lait_updates())
    import_release("section251", [file, updates])
    assert described(project)["outturn"]["sources"] == [
        {
            "title": LAIT,
            "as_at": "2025-12-01",
            "file": "lait.parquet",
            "sha256": digest(file),
            "dictionary": "lait.csv",
            "dictionary_sha256": digest(updates),
        }
    ]


def test_a_fault_in_the_dictionary_of_the_lait_changes_nothing(project, capsys):
    (file,) = files_of(project, "section251")
    updates = text_csv(project / "lait.csv", lait_updates()[:2])
    (line,) = refused_by_the_command(project, capsys, "section251", file, updates)
    assert line.startswith("lait.csv, column Last Update: gives no day for C&YPExpenditure. ")


def test_a_fault_in_the_second_of_two_files_changes_nothing(project, capsys):
    *_, first, second = files_of(project, "revenue")
    second.write_bytes(second.read_bytes()[:100])
    (line,) = refused_by_the_command(project, capsys, "revenue", first, second)
    assert line.startswith("ro3_2024.ods: is not an .ods spreadsheet, or was cut off")


def test_the_import_waits_its_turn(project, capsys):
    files = files_of(project, "ofsted")
    (project / ".cache").mkdir()
    with FileLock(project / ".cache" / "figures.lock"):
        before = toy.snapshot(project)
        assert main(["import", "--force", "ofsted", *map(str, files)]) == 3
        assert toy.snapshot(project) == before
    printed = capsys.readouterr()
    assert printed.out == ""
    (line,) = printed.err.splitlines()
    assert line.startswith("another run is writing")
    assert main(["import", "--force", "ofsted", *map(str, files)]) == 0


@pytest.mark.parametrize("failing", ["authorities.csv", "population.csv", "datapackage.json"])
def test_where_a_file_cannot_be_written_every_table_stays_as_it_was(
    project, capsys, monkeypatch, failing
):
    before, replace = toy.snapshot(project / "data"), Path.replace

    def refuse(self, target):
        if Path(target).name == failing:
            raise PermissionError(13, "Permission denied", str(target))
        return replace(self, target)

    (file,) = files_of(project, "population")
    monkeypatch.setattr(Path, "replace", refuse)
    assert main(["import", "--force", "population", str(file)]) == 4
    assert toy.snapshot(project / "data") == before
    assert capsys.readouterr().err.endswith("The earlier files are as they were.\n")


@pytest.mark.parametrize("readme", [None, b"\xff\xfe\n"], ids=["missing", "not-utf-8"])
def test_where_the_dictionary_cannot_be_written_every_table_stays_as_it_was(
    project, capsys, readme
):
    path = project / "data" / "README.md"
    path.unlink()
    if readme:
        path.write_bytes(readme)
    before = toy.snapshot(project / "data")
    (file,) = files_of(project, "population")
    assert main(["import", "--force", "population", str(file)]) in (2, 4)
    assert toy.snapshot(project / "data") == before
    assert "data/README.md" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["import"], ["import", "ofsted"], ["import", "lait", "x"], ["compare", "x.ods"]]
)
def test_bad_arguments_exit_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert f"usage: python -m council_tools {arguments[0]}" in capsys.readouterr().err


def compared(project, older, newer):
    """Run compare on two releases; return its exit code. Nothing may be written."""
    files = ods(project / "older.ods", older), ods(project / "newer.ods", newer)
    before = toy.snapshot(project)
    code = main(["compare", *map(str, files)])
    assert toy.snapshot(project) == before
    return code


def test_compare_says_so_when_nothing_differs(project, capsys):
    assert compared(project, wide(), ofsted()) == 0
    printed = capsys.readouterr()
    assert printed.out == "No grade, no day and no type of inspection differs.\n"
    assert printed.err == ""


def test_compare_lists_corrections_and_inspections_that_are_gone(project, capsys):
    newer = ofsted()
    put(newer[HISTORY], 4, OVERALL, GOOD)
    put(newer[HISTORY], 5, "Publication date", date(2022, 9, 20))
    del newer[HISTORY][5]
    assert compared(project, wide(), newer) == 0
    printed = capsys.readouterr()
    assert sorted(printed.out.splitlines()) == [
        "Bournemouth, published 2018-08-24: is not in the later release",
        f"Newham, published 2019-03-25, {OVERALL}: {LOW} is now {GOOD}",
        "Newham, published 2022-09-21: published is now 2022-09-20",
    ]
    assert printed.err == ""


@pytest.mark.parametrize(
    ("older", "newer", "fault"),
    [
        ({"Cover": []}, ofsted(), f"older.ods, sheet {HISTORY}: is missing. "),
        (wide(), {**ofsted(), HISTORY: ofsted()[HISTORY][:3]},
         f"newer.ods, sheet {HISTORY}: has a header but no rows. "),
        (wide(), ofsted_but(4, "Publication date", "soon"),
         f'newer.ods, sheet {HISTORY}, row 4, column Publication date: "soon" is not a day. '),
    ],
)  # fmt: skip
def test_compare_refuses_bad_data_in_one_line(project, capsys, older, newer, fault):
    assert compared(project, older, newer) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    (line,) = printed.err.splitlines()
    assert line.startswith(fault)


def test_compare_names_a_file_that_is_not_there(project, capsys):
    file = ods(project / "newer.ods", ofsted())
    assert main(["compare", str(project / "none.ods"), str(file)]) == 2
    assert capsys.readouterr().err.startswith("none.ods: no such file. ")


def test_what_is_written_is_what_the_reader_gave(project):
    import_release("section251", files_of(project, "section251"))
    path = project / "data" / "official" / "outturn.csv"
    expected = """\
ons_code,la_code,area,geography,financial_year,line,amount_gbp
E09000025,316,Newham,council,2017-18,sure_start,
E09000025,316,Newham,council,2017-18,children_looked_after,
"""
    text = path.read_text(encoding="utf-8")
    assert text.startswith(expected)
    assert "\nE09000025,316,Newham,council,2018-19,sure_start,1000\n" in text
    assert_frame_equal(literal(text)[:2], literal(expected))
    missing = tables.Tables("Newham")["outturn"]["amount_gbp"].isna()
    assert missing.tolist()[:16] == [True] * 8 + [False] * 8
    assert missing.sum() == 53
