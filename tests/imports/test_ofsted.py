"""Ofsted's releases: what is read of one and what is refused."""

from datetime import date, datetime, time

import pytest
from pandas.testing import assert_frame_equal
from releases import (
    GOOD,
    HIGH,
    HISTORY,
    LOW,
    WIDE,
    archive,
    as_text,
    entries,
    inspection,
    literal,
    ods,
    ofsted,
    ofsted_but,
    put,
    refused,
    wide,
    without,
)

from council_record import authorities
from council_record.data import tables
from council_tools.imports.ofsted import read
from toy import RIGB

OVERALL = "Overall effectiveness"
LEADERS = "The impact of leaders on social work practice with children and families"
CARE = "The experiences and progress of children in care"
LEAVERS = "The experiences and progress of care leavers"
GRADES = "Allowed: Inadequate, Requires improvement to be good, Good, Outstanding"

READ = f"""\
ons_code,local_authority,status,region,inspection_type,started,published,framework,judgement,grade
E06000028,Bournemouth,No longer exists,London,ILACS Standard Inspection,2018-06-25,2018-08-24,\
ilacs-2018,overall_effectiveness,{RIGB}
E06000028,Bournemouth,No longer exists,London,ILACS Standard Inspection,2018-06-25,2018-08-24,\
ilacs-2018,impact_of_leaders,Inadequate
E06000028,Bournemouth,No longer exists,London,ILACS Standard Inspection,2018-06-25,2018-08-24,\
ilacs-2018,help_and_protection,{RIGB}
E06000028,Bournemouth,No longer exists,London,ILACS Standard Inspection,2018-06-25,2018-08-24,\
ilacs-2018,in_care_and_care_leavers,{RIGB}
E06000055,Bedford,Current,London,ILACS Standard Inspection,2023-01-01,2023-03-01,\
ilacs-2023,overall_effectiveness,Good
E06000055,Bedford,Current,London,ILACS Standard Inspection,2023-01-01,2023-03-01,\
ilacs-2023,impact_of_leaders,Good
E06000055,Bedford,Current,London,ILACS Standard Inspection,2023-01-01,2023-03-01,\
ilacs-2023,help_and_protection,{RIGB}
E06000055,Bedford,Current,London,ILACS Standard Inspection,2023-01-01,2023-03-01,\
ilacs-2023,in_care,Outstanding
E06000055,Bedford,Current,London,ILACS Standard Inspection,2023-01-01,2023-03-01,\
ilacs-2023,care_leavers,Inadequate
E09000025,Newham,Current,London,ILACS Standard Inspection,2019-02-11,2019-03-25,\
ilacs-2018,overall_effectiveness,Inadequate
E09000025,Newham,Current,London,ILACS Standard Inspection,2019-02-11,2019-03-25,\
ilacs-2018,impact_of_leaders,Inadequate
E09000025,Newham,Current,London,ILACS Standard Inspection,2019-02-11,2019-03-25,\
ilacs-2018,help_and_protection,Inadequate
E09000025,Newham,Current,London,ILACS Standard Inspection,2019-02-11,2019-03-25,\
ilacs-2018,in_care_and_care_leavers,{RIGB}
E09000025,Newham,Current,London,ILACS Short Inspection,2022-07-18,2022-09-21,\
ilacs-2018,overall_effectiveness,Good
E09000025,Newham,Current,London,ILACS Short Inspection,2022-07-18,2022-09-21,\
ilacs-2018,impact_of_leaders,Outstanding
E09000025,Newham,Current,London,ILACS Short Inspection,2022-07-18,2022-09-21,\
ilacs-2018,help_and_protection,Good
E09000025,Newham,Current,London,ILACS Short Inspection,2022-07-18,2022-09-21,\
ilacs-2018,in_care_and_care_leavers,Good
"""


@pytest.fixture
def history(project):
    """Return a function that reads the sheets of a release."""
    return lambda sheets: read(ods(project / "outcomes.ods", sheets))


STARTED, PUBLISHED = "Inspection date", "Publication date"
TIMES = {"days": [], "both": [STARTED], "times": [STARTED, PUBLISHED]}


@pytest.mark.parametrize("columns", TIMES.values(), ids=TIMES)
def test_a_release_is_read_as_one_row_per_inspection_and_judgement(history, columns):
    sheets = ofsted()
    rows = sheets[HISTORY]
    for column in columns:  # a cell with a day may hold a time too, as Ofsted's all do
        place = rows[2].index(column)
        for row in rows[3:]:
            row[place] = datetime(row[place].year, row[place].month, row[place].day)
    made, source = history(sheets)
    assert list(made) == ["official_judgements"]
    assert_frame_equal(as_text(made["official_judgements"]), literal(READ))
    assert source == {
        "title": "Ofsted, Local authority inspection outcomes as at 31 March 2025",
        "as_at": "2025-03-31",
        "published": "2025-09-25",
    }


@pytest.mark.parametrize(
    ("started", "leavers", "framework", "judgements"),
    [
        (date(2022, 12, 31), "", "ilacs-2018", ["in_care_and_care_leavers"]),
        (date(2023, 1, 1), HIGH, "ilacs-2023", ["in_care", "care_leavers"]),
    ],
)
def test_care_leavers_are_judged_apart_from_the_first_day_of_2023_on(
    history, started, leavers, framework, judgements
):
    row = inspection("E08000035", "Leeds", started, date(2023, 2, 1), LOW, LOW, LOW, RIGB, leavers)
    frame = history(ofsted(row))[0]["official_judgements"]
    leeds = frame[frame["local_authority"] == "Leeds"]
    assert set(leeds["framework"]) == {framework}
    always = ["overall_effectiveness", "impact_of_leaders", "help_and_protection"]
    assert leeds["judgement"].tolist() == always + judgements
    assert leeds["grade"].tolist()[3:] == [RIGB, HIGH][: len(judgements)]


def test_a_blank_row_is_passed_over(history):
    sheets = ofsted()
    sheets[HISTORY].insert(4, [""] * 13)
    made, _ = history(sheets)
    assert_frame_equal(as_text(made["official_judgements"]), literal(READ))


def test_an_inspection_without_a_web_link_is_not_lost(history):
    made, _ = history(ofsted_but(4, "Web link", ""))
    assert_frame_equal(as_text(made["official_judgements"]), literal(READ))


def test_every_code_is_one_that_authorities_csv_has_as_the_latest(history):
    days = date(2019, 1, 7), date(2019, 2, 18)
    row = inspection("E10000023", "North Yorkshire", *days, GOOD, GOOD, GOOD, GOOD, "")
    made, _ = history(ofsted(row))
    assert set(made["official_judgements"]["ons_code"]) <= set(authorities.read()["ons_code"])


@pytest.mark.parametrize(
    ("row", "column", "value", "shown", "said"),
    [
        (4, OVERALL, "Poor", "Poor", f"is no grade. {GRADES}"),
        (5, LEADERS, "Good ", "Good ", f"is no grade. {GRADES}"),
        (5, LEADERS, "good", "good", f"is no grade. {GRADES}"),
        (6, CARE, "", "", f"is no grade. {GRADES}"),
        (7, LEAVERS, "Requires improvement", "Requires improvement", f"is no grade. {GRADES}"),
        (7, OVERALL, 4.0, "4.0", f"is no grade. {GRADES}"),
        (7, LEAVERS, "", "", "does not fit the inspection date. Allowed: a grade for inspections "
         "from 1 January 2023 on, else empty"),
        (4, LEAVERS, "Good", "Good", "does not fit the inspection date. Allowed: a grade"),
        (4, "Inspection date", "2019-02-11", "2019-02-11", "is not a day. Allowed: a cell that the "
         "spreadsheet holds as a date, not as text"),
        (4, "Publication date", "25/03/2019", "25/03/2019", "is not a day. Allowed: a cell"),
        (4, "Publication date", 43549.0, "43549.0", "is not a day. Allowed: a cell"),
        (7, "Publication date", "", "", "is not a day. Allowed: a cell"),
        (4, "Publication date", date(2019, 2, 10), "2019-02-10", "is before the inspection date. "
         "Allowed: that day or later"),
        (5, "Local authority area code", "E09000099", "E09000099", "is no code of a local "
         "authority. Allowed: a code that stands in data/official/authorities.csv"),
        (5, "Local authority area code", "", "", "is no code of a local authority. Allowed: a"),
        (6, "Local authority status", "Abolished", "Abolished", "is not allowed. Allowed: Current, "
         "No longer exists"),
        (6, "Inspection type", "JTAI", "JTAI", "is not allowed. Allowed: ILACS Standard "
         "Inspection, ILACS Short Inspection"),
    ],
)  # fmt: skip
def test_a_cell_that_is_not_allowed_is_named_in_one_line(history, row, column, value, shown, said):
    line = refused(history, ofsted_but(row, column, value))
    place = f"outcomes.ods, sheet {HISTORY}, row {row}, column {column}"
    assert line.startswith(f'{place}: "{shown}" {said}')


COVERED = (
    "is not a day that the release covers. Allowed: 2018-01-01, when ILACS began, to 2025-03-31, "
    "the as-at day"
)


@pytest.mark.parametrize("row", [4, 7])
@pytest.mark.parametrize(
    "day",
    [date(1919, 2, 11), date(2017, 12, 31), date(2025, 4, 1), date(2031, 1, 1)],
)
def test_an_inspection_outside_the_time_of_the_release_is_named_in_one_line(history, row, day):
    line = refused(history, ofsted_but(row, STARTED, day))
    place = f"outcomes.ods, sheet {HISTORY}, row {row}, column {STARTED}"
    assert line == f'{place}: "{day}" {COVERED}'


@pytest.mark.parametrize("day", [date(2018, 1, 1), date(2019, 3, 25)])
def test_the_first_day_of_ilacs_is_covered(history, day):
    made, _ = history(ofsted_but(4, STARTED, day))
    assert str(day) in set(made["official_judgements"]["started"])


@pytest.mark.parametrize(("leavers", "covered"), [(GOOD, True), ("", False)])
def test_the_as_at_day_is_covered(history, leavers, covered):
    row = inspection("E08000035", "Leeds", date(2025, 3, 31), date(2025, 9, 25),
                     LOW, LOW, LOW, RIGB, leavers)  # fmt: skip
    if covered:
        assert "2025-03-31" in set(history(ofsted(row))[0]["official_judgements"]["started"])
    else:
        assert "does not fit the inspection date" in refused(history, ofsted(row))


def test_a_report_published_after_the_release_is_named(history):
    line = refused(history, ofsted_but(4, PUBLISHED, date(2025, 9, 26)))
    place = f"outcomes.ods, sheet {HISTORY}, row 4, column {PUBLISHED}"
    after = "is after the day on which the release was published. Allowed: up to 2025-09-25"
    assert line == f'{place}: "2025-09-26" {after}'


@pytest.mark.parametrize(
    ("row", "column", "value", "shown", "right"),
    [
        (4, "Local authority name", "Barnet", "Barnet", "Newham"),
        (5, "Local authority area code", "E09000007", "Newham", "Camden"),
        (6, "Local authority name", "Bournemouth, Christchurch and Poole",
         "Bournemouth, Christchurch and Poole", "Bournemouth"),
    ],
)  # fmt: skip
def test_a_name_beside_the_code_of_another_is_named(history, row, column, value, shown, right):
    line = refused(history, ofsted_but(row, column, value))
    assert line == (
        f'outcomes.ods, sheet {HISTORY}, row {row}, column Local authority name: "{shown}" is not '
        f"the name that the code in this row belongs to: {right}. Allowed: name and code of one "
        "authority. Give the release as published"
    )


@pytest.mark.parametrize("name", ["Bedford Borough", "BEDFORD"])
def test_a_name_may_be_written_as_its_publisher_does(history, name):
    made, _ = history(ofsted_but(7, "Local authority name", name))
    assert "Bedford" in set(made["official_judgements"]["local_authority"])


def test_a_time_of_day_is_no_day(project):
    whole = entries(ofsted())
    day = 'office:value-type="date" office:date-value="2019-02-11"'
    hour = 'office:value-type="time" office:time-value="PT10H30M00S"'
    whole["content.xml"] = whole["content.xml"].replace(day, hour)
    line = refused(read, archive(project / "outcomes.ods", whole))
    place = f"outcomes.ods, sheet {HISTORY}, row 4, column Inspection date"
    assert line.startswith(f'{place}: "{time(10, 30)}" is not a day. ')


def test_a_report_may_be_published_on_the_day_of_the_inspection(history):
    made, _ = history(ofsted_but(4, "Publication date", date(2019, 2, 11)))
    assert len(made["official_judgements"]) == 17


def test_an_inspection_that_stands_there_twice_is_named(history):
    again = inspection("E09000025", "Newham", date(2019, 2, 11), date(2019, 4, 1),
                       GOOD, GOOD, GOOD, GOOD, "")  # fmt: skip
    line = refused(history, ofsted(again))
    place = f"outcomes.ods, sheet {HISTORY}, row 8, column Inspection date"
    assert line.startswith(f'{place}: "2019-02-11" stands there before for this authority. ')
    assert line.endswith("Allowed: each inspection once")


def test_every_fault_is_named_at_once(history):
    sheets = ofsted()
    put(sheets[HISTORY], 4, OVERALL, "Poor")
    put(sheets[HISTORY], 6, OVERALL, "Bad")
    put(sheets[HISTORY], 7, "Publication date", "soon")
    with pytest.raises(tables.DataError) as raised:
        history(sheets)
    assert {line.split(": ")[0].partition(", ")[2] for line in raised.value.problems} == {
        f"sheet {HISTORY}, row 4, column {OVERALL}",
        f"sheet {HISTORY}, row 6, column {OVERALL}",
        f"sheet {HISTORY}, row 7, column Publication date",
    }


NO_COVER = "sheet Cover: does not give the title with its as-at date, or the day of publication. "
LAYOUTS = {
    "no-history": (HISTORY, None, f"sheet {HISTORY}: is missing. The sheets are Cover, Contents. "),
    "no-cover": ("Cover", None, f"sheet Cover: is missing. The sheets are Contents, {HISTORY}. "),
    "header-only": (HISTORY, lambda rows: rows[:3],
                    f"sheet {HISTORY}: has a header but no rows. "),
    "no-header": (HISTORY, lambda rows: rows[:2],
                  f"sheet {HISTORY}, row 3, column Local authority area code: is missing. "
                  "Other columns there: none. "),
    "empty-history": (HISTORY, lambda rows: [],
                      f"sheet {HISTORY}, row 3, column Local authority area code: is missing. "),
    "renamed": (HISTORY, lambda rows: put(rows, 3, LEADERS, "The impact of managers"),
                f"sheet {HISTORY}, row 3, column {LEADERS}: is missing. Other columns there: "
                "Web link, The impact of managers. "),
    "column-gone": (HISTORY, lambda rows: without(rows, "Ofsted region"),
                    f"sheet {HISTORY}, row 3, column Ofsted region: is missing. Other columns"),
    "empty-cover": ("Cover", lambda rows: [], NO_COVER),
    "no-title": ("Cover", lambda rows: rows[1:], NO_COVER),
    "no-day": ("Cover", lambda rows: rows[:2], NO_COVER),
    "day-as-text": ("Cover", lambda rows: put(rows, 3, "Detail", "25 September 2025"), NO_COVER),
    "no-such-month": ("Cover", lambda rows: [["Outcomes as at 31 Marsh 2025"], *rows[1:]],
                      NO_COVER),
    "no-such-day": ("Cover", lambda rows: [["Outcomes as at 31 June 2025"], *rows[1:]], NO_COVER),
}  # fmt: skip


@pytest.mark.parametrize(("sheet", "change", "said"), LAYOUTS.values(), ids=LAYOUTS)
def test_another_layout_is_refused_in_one_line(history, sheet, change, said):
    sheets = ofsted()
    rows = sheets.pop(sheet)
    if change:
        sheets[sheet] = change(rows)
    assert refused(history, sheets).startswith(f"outcomes.ods, {said}")


def test_the_layout_of_march_2024_is_refused_and_the_line_says_what_to_do(history):
    assert refused(history, wide()) == (
        f"outcomes.ods, sheet {WIDE}: has the layout of the release of March 2024, without "
        "inspection dates and codes. Allowed: the layout from 2025 on, sheet "
        f"{HISTORY}. To set this file beside another one, use compare"
    )
