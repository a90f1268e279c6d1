"""The section 251 outturn: what is read of the LAIT and what is refused."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from pyarrow import parquet
from releases import (
    SERIES,
    as_text,
    lait,
    lait_file,
    lait_updates,
    literal,
    put,
    refused,
    text_csv,
    without,
)

from council_record.data import tables
from council_tools.imports import section251
from council_tools.imports.section251 import read

READ = """\
ons_code,la_code,area,geography,financial_year,line,amount_gbp
E09000025,316,Newham,council,2018-19,sure_start,1000
E09000025,316,Newham,council,2018-19,children_looked_after,2000
E09000025,316,Newham,council,2018-19,other_children_and_families,3000
E09000025,316,Newham,council,2018-19,safeguarding,4000
E09000025,316,Newham,council,2018-19,family_support,5000
E09000025,316,Newham,council,2018-19,young_people,6000
E09000025,316,Newham,council,2018-19,youth_justice,7000
E09000025,316,Newham,council,2018-19,total,8000
E06000029,836,Poole,council,2018-19,total,0
,970,England,england,2018-19,total,100000000000
,987,London (Inner),region,2018-19,total,20000000000
"""


@pytest.fixture
def outturn(project):
    """Return a function that reads a frame as a release."""
    return lambda frame: read(lait_file(project / "lait.parquet", frame))


def given(frame):
    """Return the rows with an amount as text."""
    return as_text(frame.dropna(subset="amount_gbp"))


def change(row, column, value):
    """Return the release with one other cell; rows are counted from 1."""
    frame = lait()
    if not isinstance(value, float):
        frame[column] = frame[column].astype(object)
    frame.loc[row - 1, column] = value
    return frame


@pytest.mark.parametrize(
    "frame",
    [
        lait(),
        lait()[::-1],
        lait()[list(lait().columns[::-1])],
        lait().astype({"LA Number": int}),
        change(11, "Values", "no number"),
        change(11, "LA Number", 999.0),
    ],
    ids=["as-published", "other-order", "columns-moved", "whole-numbers", "other-series", "others"],
)
def test_eight_series_are_read_with_the_kind_of_area_and_without_suffix_and_dash(outturn, frame):
    made, source = outturn(frame)
    assert list(made) == ["outturn"]
    assert_frame_equal(given(made["outturn"]), literal(READ))
    dashes = made["outturn"][made["outturn"]["amount_gbp"].isna()]
    assert len(dashes) == 4 * 2 * 8 - 11
    assert ["316", "Newham", "council", "2017-18", "total"] in dashes.iloc[:, 1:6].values.tolist()
    assert source == {
        "title": "Department for Education, Local Authority Interactive Tool, section 251 outturn "
        "to 2018-19",
        "as_at": "2019-03-31",
    }


@pytest.mark.parametrize(
    ("code", "name", "geography"),
    [
        (801.0, "Bristol, City of", "council"),
        (835.0, "Dorset (Pre LG)", "council"),
        (971.0, "Poole", None),
        (980.0, "North East", "region"),
        (990.0, "South West", "region"),
    ],
)
def test_the_number_tells_the_kind_of_area(outturn, code, name, geography):
    frame = lait()
    poole = frame["LA and Regions"] == "Poole"
    frame.loc[poole, ["LA and Regions", "LA Number"]] = [name, code]
    if geography is None:
        with pytest.raises(tables.DataError) as raised:
            outturn(frame)
        assert len(raised.value.problems) == poole.sum() == 16
    else:
        made = outturn(frame)[0]["outturn"]
        assert made.loc[made["la_code"] == str(int(code)), "geography"].tolist() == [geography] * 16


@pytest.mark.parametrize("code", [980.0, 981.0])
def test_a_region_has_the_name_of_its_number(outturn, code):
    frame = lait()
    poole = frame["LA and Regions"] == "Poole"
    frame.loc[poole, ["LA and Regions", "LA Number"]] = ["=1+1", code]
    with pytest.raises(tables.DataError) as raised:
        outturn(frame)
    assert any('"=1+1" is not the name of this number: ' in line for line in raised.value.problems)


def test_one_name_of_two_authorities_is_refused(outturn):
    frame = lait()
    poole = frame["LA and Regions"] == "Poole"
    frame.loc[poole, "LA and Regions"] = "Dorset"
    frame.loc[poole, "LA Number"] = 838.0
    frame = pd.concat([frame, frame[poole].assign(**{"LA Number": 835.0})])
    with pytest.raises(tables.DataError) as raised:
        outturn(frame)
    before = "stands there before for this authority and year. Allowed: each once"
    assert [line.rpartition('" ')[2] for line in raised.value.problems] == [before] * 16


def test_an_area_beside_the_number_of_another_is_named_once(outturn):
    frame = lait()
    frame.loc[frame["LA Number"] == 836.0, "LA Number"] = 202.0
    assert refused(outturn, frame) == (
        'lait.parquet, row 10, column LA and Regions: "Poole" is not the name that the code in '
        "this row belongs to: Camden. Allowed: name and code of one authority. Give the release as "
        "published"
    )


@pytest.mark.parametrize(
    ("areas", "kind"),
    [
        (["England"], "england"),
        (["London (Inner)"], "region"),
        (["Newham", "Poole"], "council"),
    ],
)
def test_a_release_without_england_regions_or_councils_is_refused(outturn, areas, kind):
    frame = lait()
    assert refused(outturn, frame[~frame["LA and Regions"].isin(areas) | (frame.index == 10)]) == (
        f"lait.parquet, column LA Number: has no row of a kind of area, {kind}. Allowed: rows of "
        "council, region and england"
    )


@pytest.mark.parametrize(
    ("area", "line", "year", "missing"),
    [
        ("Poole", "YoungPeopleFinance", None, ["2017-18 (OT)", "2018-19 (OT)"]),
        ("England", "C&YPExpenditure", "2018-19 (OT)", ["2018-19 (OT)"]),
    ],
)
def test_a_series_of_an_area_that_is_missing_is_named(outturn, area, line, year, missing):
    frame = lait()
    gone = (frame["LA and Regions"] == area) & (frame["Short Desc"] == line)
    code = int(frame.loc[gone, "LA Number"].iloc[0])
    frame = frame[~(gone & (frame["Years"] == (year or frame["Years"])))]
    with pytest.raises(tables.DataError) as raised:
        outturn(frame)
    assert raised.value.problems == [
        f'lait.parquet, column Short Desc: "{line}" has no row for {area} ({code}), {each}. '
        'Allowed: each series of each area in each year, "-" where there is no amount. Give the '
        "release as it was published"
        for each in missing
    ]


ABSURD = (
    "cannot be an amount for a year. Allowed: up to 2 billion for a council, 20 billion for a "
    "region, 100 billion for England"
)
NO_AMOUNT = 'is no amount. Allowed: whole pounds from 0 in digits alone, or "-" where there is none'
NO_YEAR = "is no year of the outturn. Allowed: for example 2018-19 (OT)"
NO_NUMBER = (
    "is no number of a local authority, region or England. Allowed: a la_code of "
    "data/official/authorities.csv, 970 or 980 to 990"
)


@pytest.mark.parametrize(
    ("row", "column", "value", "shown", "said"),
    [
        (1, "Values", "-1", "-1", NO_AMOUNT),
        (2, "Values", "2000000001", "2000000001", ABSURD),
        (2, "Values", "12.5", "12.5", NO_AMOUNT),
        (2, "Values", "inf", "inf", NO_AMOUNT),
        (2, "Values", "2e6", "2e6", NO_AMOUNT),
        (2, "Values", "2E6", "2E6", NO_AMOUNT),
        (2, "Values", "+2000", "+2000", NO_AMOUNT),
        (2, "Values", " 2000", " 2000", NO_AMOUNT),
        (2, "Values", "2_000", "2_000", NO_AMOUNT),
        (2, "Values", "02000", "02000", NO_AMOUNT),
        (2, "Values", "2000.0", "2000.0", NO_AMOUNT),
        (2, "Values", "２000", "２000", NO_AMOUNT),
        (2, "Values", "1" * 13, "1" * 13, NO_AMOUNT),
        (2, "Values", "1" * 12, "1" * 12, ABSURD),
        (3, "Values", "x", "x", NO_AMOUNT),
        (3, "Values", "1,000", "1,000", NO_AMOUNT),
        (3, "Values", "", "", NO_AMOUNT),
        (3, "Values", "--", "--", NO_AMOUNT),
        (3, "Values", None, "", NO_AMOUNT),
        (4, "Years", "2018-19", "2018-19", NO_YEAR),
        (4, "Years", "2018/19 (OT)", "2018/19 (OT)", NO_YEAR),
        (4, "Years", "2018-20 (OT)", "2018-20 (OT)", NO_YEAR),
        (4, "Years", None, "", NO_YEAR),
        (5, "LA Number", 999.0, "999", NO_NUMBER),
        (5, "LA Number", 991.0, "991", NO_NUMBER),
        (5, "LA Number", 316.4, "316.4", NO_NUMBER),
        (5, "LA Number", float("nan"), "", NO_NUMBER),
        (10, "LA Number", 316.0, "C&YPExpenditure", "stands there before for this authority and "
         "year. Allowed: each once"),
    ],
)  # fmt: skip
def test_a_cell_that_is_not_allowed_is_named_in_one_line(outturn, row, column, value, shown, said):
    line = refused(outturn, change(row, column, value))
    column = "Short Desc" if "stands there" in said else column
    place, _, fault = line.partition(": ")
    assert place == f"lait.parquet, row {row}, column {column}"
    given = {f'"{shown}" {said}'} | ({f'"nan" {said}'} if shown == "" else set())
    assert fault in given


@pytest.mark.parametrize(("row", "value"), [(12, "20000000001"), (13, "100000000001"), (12, "-")])
def test_the_largest_amount_of_regions_and_england_and_the_row_of_the_file(outturn, row, value):
    frame = change(row, "Values", value)
    if value == "-":
        assert outturn(frame)[0]["outturn"]["amount_gbp"].notna().sum() == 10
    else:
        place = f'lait.parquet, row {row}, column Values: "{value}" '
        assert refused(outturn, frame) == place + ABSURD


def test_every_fault_is_named_at_once(outturn):
    frame = change(1, "Values", "x")
    frame.loc[[2, 3], "Values"] = ["-1", "y"]
    frame.loc[4, "LA Number"] = 999.0
    with pytest.raises(tables.DataError) as raised:
        outturn(frame)
    assert {line.split(": ")[0] for line in raised.value.problems} == {
        "lait.parquet, row 1, column Values",
        "lait.parquet, row 3, column Values",
        "lait.parquet, row 4, column Values",
        "lait.parquet, row 5, column LA Number",
    }


@pytest.mark.parametrize(
    "missing", [["SureStartFinance"], ["FamilySupportFinance", "YouthJusticeFinance"], SERIES]
)
def test_series_that_are_missing_are_named(outturn, missing):
    frame = lait()[~lait()["Short Desc"].isin(missing)]
    line = refused(outturn, frame)
    start = f"lait.parquet, column Short Desc: holds no series {', '.join(missing)}. Allowed: a "
    assert line == f"{start}release with all of {', '.join(SERIES)}"


@pytest.mark.parametrize("column", ["Short Desc", "Years", "LA and Regions", "Values", "LA Number"])
def test_a_column_that_is_missing_is_named_with_those_that_there_are(outturn, column):
    line = refused(outturn, lait().rename(columns={column: "Other"}))
    assert line.startswith(f"lait.parquet, column {column}: is missing. The columns are ")
    assert "Other" in line


@pytest.mark.parametrize(
    ("column", "values"),
    [("LA Number", "316"), ("Years", 2018), ("Short Desc", 3)],
)
def test_a_column_of_another_type_is_refused(outturn, column, values):
    with pytest.raises(tables.DataError) as raised:
        outturn(lait().assign(**{column: values}))
    assert all(line.startswith("lait.parquet") for line in raised.value.problems)


@pytest.fixture
def file(project):
    """Return a release whose texts stand in the file as they are."""
    lait().to_parquet(project / "lait.parquet", index=False, compression=None)
    return project / "lait.parquet"


def test_a_file_that_is_not_there_is_named(project):
    line = refused(read, project / "none.parquet")
    assert line == "none.parquet: no such file. Give the release as it was downloaded"


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: b"",
        lambda raw: raw[:4],
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw[:-1],
        lambda raw: raw[8:],
        lambda raw: b"Short Desc,Years\nRTA,2014-16\n",
        lambda raw: raw.replace(b"Newham", b"Newha\xff"),
    ],
    ids=["empty", "start", "half", "last-byte", "first-bytes", "text", "not-utf-8"],
)
def test_a_file_that_was_cut_off_or_damaged_is_refused(file, damage):
    raw = file.read_bytes()
    file.write_bytes(damage(raw))
    assert file.read_bytes() != raw
    line = refused(read, file)
    assert line.startswith("lait.parquet: is not a parquet file, or was cut off")
    assert line.endswith("Download it again from its publisher")


@pytest.mark.parametrize("note", [b"{", b"{}", b"\xff", b'{"columns": [{}], "index_columns": []}'])
def test_what_pandas_notes_in_a_file_is_not_relied_on(file, note):
    table = parquet.read_table(file).replace_schema_metadata({b"pandas": note})
    parquet.write_table(table, file)
    made, _ = read(file)
    assert_frame_equal(given(made["outturn"]), literal(READ))


LIMITS = "Allowed: {:,} rows, {:,} of these series, {} characters. Download it again"


@pytest.mark.parametrize(
    ("limits", "held"),
    [
        ((64, 100, 100), "65 rows and more, or a text of 27 characters"),
        ((100, 63, 100), "65 rows and more, or a text of 27 characters"),
        ((100, 100, 26), "65 rows and more, or a text of 27 characters"),
    ],
    ids=["rows", "rows-of-the-series", "texts"],
)
def test_a_bomb_is_refused_by_what_is_in_it_whatever_it_declares(file, monkeypatch, limits, held):
    for name, limit in zip(("_MOST_ROWS", "_MOST_OURS", "_LONGEST"), limits, strict=True):
        monkeypatch.setattr(section251, name, limit)
    line = refused(read, file)
    assert line.startswith(f"lait.parquet: holds more than a release: {held}. ")
    assert LIMITS.format(*limits) in line


def test_a_bomb_of_one_long_text_is_refused_while_it_is_packed(outturn):
    text = "x" * 2**20
    line = refused(outturn, lait().assign(**{"LA and Regions": text}))
    assert "or a text of 1,048,576 characters. " in line


def test_the_limits_are_of_the_kind_of_a_release(file, monkeypatch):
    for name, limit in {"_MOST_ROWS": 65, "_MOST_OURS": 64, "_LONGEST": 27}.items():
        monkeypatch.setattr(section251, name, limit)
    assert len(read(file)[0]["outturn"]) == 64


def test_a_file_that_is_far_too_large_is_refused_before_it_is_opened(file, monkeypatch):
    monkeypatch.setattr(section251, "_LARGEST_FILE", 2**10)
    monkeypatch.setattr(parquet, "ParquetFile", lambda *_, **__: pytest.fail("it was opened"))
    size = file.stat().st_size / 2**20
    line = refused(read, file)
    assert line.startswith(f"lait.parquet: has {size:,.1f} MB. Allowed: 0 MB, and no release has ")


@pytest.mark.parametrize("method", ["ZSTD", "GZIP", "BROTLI"])
def test_a_file_packed_in_a_way_that_hides_bombs_is_refused_before_it_is_read(
    file, monkeypatch, method
):
    lait().to_parquet(file, index=False, compression=method.lower())
    monkeypatch.setattr(parquet.ParquetFile, "iter_batches", lambda *_, **__: pytest.fail("read"))
    assert refused(read, file) == (
        f'lait.parquet: "{method}" is not how a release is packed. Allowed: SNAPPY. Download it '
        "again from its publisher"
    )


def test_lists_in_cells_are_no_texts(outturn):
    frame = lait()
    line = refused(outturn, frame.assign(Values=[[value] for value in frame["Values"]]))
    assert line.startswith("lait.parquet, column Values: is missing. The columns are Short Desc, ")


def test_the_rows_are_counted_over_groups_of_rows(project):
    file = project / "lait.parquet"
    frame = change(40, "Values", "x")
    frame.to_parquet(file, index=False, row_group_size=7)
    assert refused(read, file).startswith('lait.parquet, row 40, column Values: "x" is no amount. ')


@pytest.fixture
def last_update(project):
    """Return a function that gives the as-at date of a release with a data dictionary."""
    file = lait_file(project / "lait.parquet", lait())
    return lambda rows: read(file, text_csv(project / "lait.csv", rows))[1]["as_at"]


@pytest.mark.parametrize(
    ("days", "day"), [("45992", "2025-12-01"), ("45658", "2025-01-01"), ("44620", "2022-02-28")]
)
def test_the_data_dictionary_gives_the_day_of_the_last_update(last_update, days, day):
    assert last_update(put(lait_updates(), 3, "Last Update", days)) == day


NO_DAY = ", column Last Update: gives no day for C&YPExpenditure. Allowed: one row each with a"
DICTIONARIES = {
    "no-row": (lambda rows: rows[:2], NO_DAY),
    "header-only": (lambda rows: rows[:1], NO_DAY),
    "two-rows": (lambda rows: [*rows, rows[2]], NO_DAY),
    "text": (lambda rows: put(rows, 3, "Last Update", "1 December 2025"), NO_DAY),
    "fraction": (lambda rows: put(rows, 3, "Last Update", "45992.5"), NO_DAY),
    "negative": (lambda rows: put(rows, 3, "Last Update", "-45992"), NO_DAY),
    "no-value": (lambda rows: put(rows, 3, "Last Update", ""), NO_DAY),
    "not-available": (lambda rows: put(rows, 3, "Last Update", "NA"), NO_DAY),
    "other-digit": (lambda rows: put(rows, 3, "Last Update", "45992²"), NO_DAY),
    "absurd": (lambda rows: put(rows, 3, "Last Update", "9999999999"), NO_DAY),
    "renamed": (lambda rows: put(rows, 1, "Last Update", "Updated"),
                ", row 1, column Last Update: is missing. "),
    "column-gone": (lambda rows: without(rows, "Measure_short"),
                    ", row 1, column Measure_short: is missing. "),
    "ragged": (lambda rows: [*rows, ["1", "2", "3", "4", "5", "6"]], ": is not a CSV ("),
    "empty": (lambda rows: [], ": is not a CSV ("),
}  # fmt: skip


@pytest.mark.parametrize(("change", "said"), DICTIONARIES.values(), ids=DICTIONARIES)
def test_a_data_dictionary_without_a_day_is_refused_in_one_line(last_update, change, said):
    assert refused(last_update, change(lait_updates())).startswith(f"lait.csv{said}")


def test_a_data_dictionary_that_is_not_there_is_named(file, project):
    assert refused(read, file, project / "none.csv").startswith("none.csv: no such file")


def test_the_years_are_those_of_the_rows_not_of_the_file(outturn):
    later = lait()[lait()["Years"] == "2017-18 (OT)"].assign(Years="2023-24 (OT)", Values="9000")
    frame = pd.concat([lait(), later])
    made, source = outturn(frame)
    assert made["outturn"]["financial_year"].max() == "2023-24"
    assert source["as_at"] == "2024-03-31"
    assert source["title"].endswith("section 251 outturn to 2023-24")
