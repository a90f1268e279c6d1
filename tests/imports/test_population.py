"""ONS estimates, the authorities that they tell of, and statistical neighbours."""

import pytest
from pandas.testing import assert_frame_equal
from releases import as_text, estimates, literal, model, put, refused, text_csv, without

from council_record.data import tables
from council_tools.imports.population import read, read_neighbours

POPULATION = """\
ons_code,la_code,area,geography,year,children
E06000023,801,Bristol,council,2018,93000
E06000023,801,Bristol,council,2019,0
E06000023,801,Bristol,council,2020,94000
E06000029,836,Poole,council,2018,30000
E06000058,839,"Bournemouth, Christchurch and Poole",council,2019,73000
E06000058,839,"Bournemouth, Christchurch and Poole",council,2020,72000
E06000059,838,Dorset,council,2019,66000
E06000059,838,Dorset,council,2020,65000
E06000065,815,North Yorkshire,council,2020,112000
E09000025,316,Newham,council,2018,81000
E09000025,316,Newham,council,2019,
E09000025,316,Newham,council,2020,82000
E10000009,835,Dorset (until 2019),council,2018,76000
E10000023,815,North Yorkshire,council,2018,114000
E10000023,815,North Yorkshire,council,2019,113000
E92000001,,England,england,2020,12000000
E12000009,,South West,region,2020,1080000
"""
AUTHORITIES = """\
la_code,ons_code,earlier_ons_code,official_name,local_authority,region,exists_from,exists_until
316,E09000025,,Newham,Newham,Inner London,,
801,E06000023,,"Bristol, City of",Bristol,South West,,
815,E06000065,E10000023,North Yorkshire,North Yorkshire,Yorkshire and The Humber,,
835,E10000009,,Dorset,Dorset (until 2019),South West,,2019-03-31
836,E06000029,,Poole,Poole,South West,,2019-03-31
838,E06000059,,Dorset,Dorset,South West,2019-04-01,
839,E06000058,,"Bournemouth, Christchurch and Poole","Bournemouth, Christchurch and Poole",\
South West,2019-04-01,
"""


@pytest.fixture
def ons(project):
    """Return a function that reads rows as the estimates of ONS."""
    return lambda rows: read(text_csv(project / "ons.csv", rows))


def reversed_rows():
    header, *rows = estimates()
    return [header, *reversed(rows)]


@pytest.mark.parametrize("rows", [estimates(), reversed_rows()], ids=["as-published", "reversed"])
def test_areas_and_authorities_are_read_whatever_the_order_of_rows(ons, rows):
    made, source = ons(rows)
    assert list(made) == ["authorities", "population"]
    assert_frame_equal(as_text(made["population"]), literal(POPULATION))
    assert_frame_equal(as_text(made["authorities"]), literal(AUTHORITIES))
    assert source == {
        "title": "Office for National Statistics, mid-year population estimates to mid-2020, "
        "children aged 0 to 17, as published by the Department for Education",
        "as_at": "2020-06-30",
    }


def test_a_mark_of_utf_8_at_the_start_is_no_part_of_the_header(project):
    made, _ = read(text_csv(project / "ons.csv", estimates(), "utf-8-sig"))
    assert_frame_equal(as_text(made["population"]), literal(POPULATION))


LEVEL, CHILDREN, YEAR = "geographic_level", "population_estimate", "time_period"
A_YEAR = "is not a year in which most authorities are estimated. Allowed: 2018, 2019, 2020"
NUMBER = "Allowed: a number of children from 0 to 20 million, or x"


@pytest.mark.parametrize(
    ("row", "column", "value", "said"),
    [
        (4, CHILDREN, "", NUMBER),
        (4, CHILDREN, "y", NUMBER),
        (4, CHILDREN, "X", NUMBER),
        (4, CHILDREN, "-1", NUMBER),
        (4, CHILDREN, "82,000", NUMBER),
        (4, CHILDREN, "20000001", NUMBER),
        (4, CHILDREN, "812.5", NUMBER),
        (4, CHILDREN, "NaN", NUMBER),
        (4, CHILDREN, "inf", NUMBER),
        (4, CHILDREN, "８2000", NUMBER),
        (5, YEAR, "2O19", A_YEAR),
        (5, YEAR, "1919", A_YEAR),
        (5, YEAR, "2019-20", A_YEAR),
        (5, YEAR, "2031", A_YEAR),
        (5, YEAR, "2017", A_YEAR),
        (2, YEAR, "2031", A_YEAR),
        (3, YEAR, "2021", A_YEAR),
        (5, YEAR, "", A_YEAR),
        (5, YEAR, "20１9", A_YEAR),
        (6, LEVEL, "Borough", "Allowed: National, Regional, Local authority"),
        (6, LEVEL, "", "Allowed: National, Regional, Local authority"),
        (6, "age_group", "All ages", "Allowed: Children aged 0 to 17 years"),
        (7, "old_la_code", "", "Allowed: three digits"),
        (7, "old_la_code", "8150", "Allowed: three digits"),
        (7, "old_la_code", "８15", "Allowed: three digits"),
        (7, "new_la_code", "E0600006", "Allowed: E and eight digits"),
        (7, "new_la_code", "x", "Allowed: E and eight digits"),
        (2, CHILDREN, "many", NUMBER),
        (3, CHILDREN, "-5", NUMBER),
    ],
)
def test_a_cell_that_is_not_allowed_is_named_in_one_line(ons, row, column, value, said):
    line = refused(ons, put(estimates(), row, column, value))
    assert line.startswith(f'ons.csv, row {row}, column {column}: "{value}" ')
    assert line.endswith(said)


def test_a_year_that_only_some_rows_have_abolishes_no_authority(ons):
    rows = estimates()
    rows += [[*row[:-1], "1"] for row in rows[3:9] if row[0] == "2020"]
    for row in rows[18:]:
        row[0] = "2021"
    assert len(rows) == 20
    with pytest.raises(tables.DataError) as raised:
        ons(rows)
    assert raised.value.problems == [
        f'ons.csv, row {row}, column time_period: "2021" {A_YEAR}' for row in (19, 20)
    ]


def test_a_year_may_have_a_fifth_fewer_authorities_than_another(ons):
    rows = estimates()
    del rows[3]  # Newham in 2020
    made, _ = ons(rows)
    newham = made["authorities"].set_index("local_authority").loc["Newham"]
    assert newham["exists_until"] == "2020-03-31"


@pytest.mark.parametrize(
    ("row", "changes"),
    [
        (2, {}),
        (3, {}),
        (4, {CHILDREN: "1"}),
        (4, {"region_name": "London"}),
        (4, {"new_la_code": "E09000099"}),
    ],
    ids=["England", "region", "authority", "authority-in-two-regions", "authority-with-two-codes"],
)
def test_an_area_that_stands_there_twice_for_a_year_is_named(ons, row, changes):
    rows = estimates()
    rows.append(list(rows[row - 1]))
    for column, value in changes.items():
        put(rows, 19, column, value)
    line = refused(ons, rows)
    assert line.startswith("ons.csv, row 19, column ")
    assert "stands there before for this year. Allowed: each area once a year" in line


def test_every_fault_is_named_at_once(ons):
    rows = put(put(put(estimates(), 4, CHILDREN, "y"), 5, CHILDREN, "z"), 6, LEVEL, "Borough")
    with pytest.raises(tables.DataError) as raised:
        ons(rows)
    assert {line.split(": ")[0] for line in raised.value.problems} == {
        f"ons.csv, row 4, column {CHILDREN}",
        f"ons.csv, row 5, column {CHILDREN}",
        f"ons.csv, row 6, column {LEVEL}",
    }


LAYOUTS = {
    "renamed": (lambda rows: put(rows, 1, "la_name", "name"),
                ", row 1, column la_name: is missing. Allowed: time_period,"),
    "column-gone": (lambda rows: without(rows, CHILDREN),
                    f", row 1, column {CHILDREN}: is missing. Allowed: time_period,"),
    "one-more": (lambda rows: [[*row, "more"] for row in rows],
                 ', row 1: "more" is not a column of this table. Allowed: time_period,'),
    "other-order": (lambda rows: [row[::-1] for row in rows],
                    ", row 1: columns in another order. Allowed: time_period,"),
    "header-only": (lambda rows: rows[:1], ": has a header but no rows. "),
    "empty": (lambda rows: [], ": is empty. Allowed: a header and rows. "),
    "cut-off": (lambda rows: [*rows[:5], rows[5][:4]],
                ', row 6: "E92000001" ends a row of 4 cells. Allowed: 12, as in the header. '),
}  # fmt: skip


@pytest.mark.parametrize(("change", "said"), LAYOUTS.values(), ids=LAYOUTS)
def test_another_layout_is_refused_in_one_line(ons, change, said):
    assert refused(ons, change(estimates())).startswith(f"ons.csv{said}")


def test_another_encoding_is_refused(project):
    file = text_csv(project / "ons.csv", estimates(), "utf-16")
    assert refused(read, file) == "ons.csv: is UTF-16. Allowed: UTF-8. Save it again as CSV UTF-8"


@pytest.mark.parametrize("reader", [read, read_neighbours])
def test_a_file_that_is_not_there_is_named(project, reader):
    assert refused(reader, project / "sn_2025.csv").startswith("sn_2025.csv: no such file. ")


NEIGHBOURS = """\
ons_code,la_code,local_authority,rank,neighbour_la_code,closeness
E09000025,316,Newham,1,211,Close
E09000025,316,Newham,2,301,Close
E09000025,316,Newham,3,204,Close
E09000025,316,Newham,4,208,Close
E09000025,316,Newham,5,210,Close
E09000025,316,Newham,6,209,Close
E09000025,316,Newham,7,330,Close
E09000025,316,Newham,8,304,Close
E09000025,316,Newham,9,317,Close
E09000025,316,Newham,10,320,Not close
E08000035,383,Leeds,1,373,Extremely close
E08000035,383,Leeds,2,380,Very close
E08000035,383,Leeds,3,332,Close
E08000035,383,Leeds,4,370,Close
E08000035,383,Leeds,5,371,Somewhat close
E08000035,383,Leeds,6,372,Somewhat close
E08000035,383,Leeds,7,381,Not close
E08000035,383,Leeds,8,382,Not close
E08000035,383,Leeds,9,384,Not close
E08000035,383,Leeds,10,390,Not close
"""


@pytest.fixture
def neighbours(project):
    """Return a function that reads rows as the model of 2025."""
    return lambda rows: read_neighbours(text_csv(project / "sn_2025.csv", rows))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_ten_neighbours_are_read_without_spaces_behind_the_closeness(project, encoding):
    made, source = read_neighbours(text_csv(project / "sn_model_2025.csv", model(), encoding))
    assert list(made) == ["neighbours"]
    assert_frame_equal(as_text(made["neighbours"]), literal(NEIGHBOURS))
    assert source == {
        "title": "Department for Education, statistical neighbours, model of 2025",
        "as_at": "2025",
    }


DIFFERENT = "stands there before in this row. Allowed: ten different authorities"
CLOSENESS = "Allowed: Extremely close, Very close, Close, Somewhat close, Not close"
UNKNOWN = "is no number of a local authority. Allowed: a la_code of authorities.csv"


@pytest.mark.parametrize(
    ("row", "column", "value", "said"),
    [
        (2, "old_la_code", "999", UNKNOWN),
        (2, "old_la_code", "", UNKNOWN),
        (2, "SN_1", "999", UNKNOWN),
        (3, "SN_10", "E09000025", UNKNOWN),
        (2, "SN_1P", "Near", CLOSENESS),
        (3, "SN_10P", "", CLOSENESS),
        (3, "SN_10P", "close", CLOSENESS),
        (3, "old_la_code", "383", "stands there before. Allowed: each authority once"),
        (3, "SN_2", "316", "is the authority itself. Allowed: another authority"),
        (2, "SN_10", "383", "is the authority itself. Allowed: another authority"),
        (3, "SN_2", "211", DIFFERENT),
        (2, "SN_10", "373", DIFFERENT),
        (
            3,
            "la_name",
            "Barnet",
            "is not the name that the code in this row belongs to: Newham. "
            "Allowed: name and code of one authority. Give the release as published",
        ),
    ],
)
def test_a_neighbour_that_is_not_allowed_is_named_in_one_line(neighbours, row, column, value, said):
    line = refused(neighbours, put(model(), row, column, value))
    assert line.startswith(f'sn_2025.csv, row {row}, column {column}: "{value}" ')
    assert line.endswith(said)


MODELS = {
    "renamed": (lambda rows: put(rows, 1, "SN_7P", "SN7P"), ", row 1, column SN_7P: is missing. "),
    "column-gone": (lambda rows: without(rows, "SN_10"), ", row 1, column SN_10: is missing. "),
    "header-only": (lambda rows: rows[:1], ": has a header but no rows. "),
}


@pytest.mark.parametrize(("change", "said"), MODELS.values(), ids=MODELS)
def test_another_layout_of_the_model_is_refused_in_one_line(neighbours, change, said):
    assert refused(neighbours, change(model())).startswith(f"sn_2025.csv{said}")


@pytest.mark.parametrize("name", ["neighbours.csv", "sn_model_25_wide.csv", "sn_1925.csv"])
def test_the_year_of_the_model_must_stand_in_the_name_of_the_file(project, name):
    line = refused(read_neighbours, text_csv(project / name, model()))
    assert line == (
        f"{name}: has no year in its name. Allowed: the year of the model, as in "
        "sn_model_2025_wide.csv"
    )
