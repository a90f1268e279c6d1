"""What Ofsted corrected between two releases, in either layout."""

from datetime import date

import pytest
from releases import (
    GOOD,
    HIGH,
    HISTORY,
    LATEST,
    LOW,
    SHORT,
    STANDARD,
    WIDE,
    inspection,
    ods,
    ofsted,
    ofsted_but,
    put,
    refused,
    wide,
)

from council_tools.imports.compare import compare
from toy import RIGB

OVERALL = "Overall effectiveness"
LEADERS = "The impact of leaders on social work practice with children and families"
CARE = "The experiences and progress of children in care"
LEAVERS = "The experiences and progress of care leavers"
STARTED, PUBLISHED, KIND = "Inspection date", "Publication date", "Inspection type"


@pytest.fixture
def differences(project):
    """Return a function that compares the release of March 2024 with a later one."""

    def compared(older, newer):
        files = ods(project / "older.ods", older), ods(project / "newer.ods", newer)
        return compare(*files)

    return compared


@pytest.mark.parametrize(
    ("older", "newer"), [(wide, ofsted), (ofsted, wide), (ofsted, ofsted), (wide, wide)]
)
def test_nothing_differs_between_the_same_inspections_in_either_layout(differences, older, newer):
    assert differences(older(), newer()) == []


def test_the_earlier_release_need_not_tell_the_days_of_the_latest_inspections(differences):
    older = wide()
    del older[LATEST]
    assert differences(older, ofsted_but(5, STARTED, date(2022, 7, 11))) == []


FIRST = "First ILACS"
PROTECTION = "The experiences and progress of children who need help and protection"


@pytest.mark.parametrize(
    ("row", "column", "value", "differs"),
    [
        (4, OVERALL, GOOD,
         f"Newham, published 2019-03-25, {OVERALL}: Inadequate is now Good"),
        (5, LEADERS, LOW,
         f"Newham, published 2022-09-21, {LEADERS}: Outstanding is now Inadequate"),
        (7, PROTECTION, HIGH,
         f"Bedford Borough, published 2023-03-01, {PROTECTION}: {RIGB} is now Outstanding"),
        (6, CARE, LOW,
         f"Bournemouth, published 2018-08-24, {CARE}: {RIGB} is now Inadequate"),
        (7, LEAVERS, "",
         f"Bedford Borough, published 2023-03-01, {LEAVERS}: Inadequate is now no grade"),
        (5, PUBLISHED, date(2022, 9, 22),
         "Newham, published 2022-09-21: published is now 2022-09-22"),
        (5, STARTED, date(2022, 7, 11),
         f"Newham, published 2022-09-21, {STARTED}: 2022-07-18 is now 2022-07-11"),
        (7, STARTED, date(2023, 1, 2),
         f"Bedford Borough, published 2023-03-01, {STARTED}: 2023-01-01 is now 2023-01-02"),
        (6, KIND, SHORT,
         f"Bournemouth, published 2018-08-24, {KIND}: {STANDARD} is now {SHORT}"),
    ],
)  # fmt: skip
def test_a_correction_in_the_later_release_is_one_line(differences, row, column, value, differs):
    assert differences(wide(), ofsted_but(row, column, value)) == [differs]


def test_days_of_inspection_are_compared_where_both_releases_give_them(differences):
    newer = ofsted_but(4, STARTED, date(2019, 2, 4))
    assert differences(wide(), newer) == []
    line = f"Newham, published 2019-03-25, {STARTED}: 2019-02-11 is now 2019-02-04"
    assert differences(ofsted(), newer) == [line]


def test_a_grade_that_the_earlier_release_did_not_have_is_a_difference(differences):
    older = put(wide()[WIDE], 6, f"{FIRST} experiences and progress of care leavers", "")
    (line,) = differences({**wide(), WIDE: older}, ofsted())
    assert line.startswith(f"Bedford Borough, published 2023-03-01, {LEAVERS}: ")
    assert line.endswith(" is now Inadequate")


@pytest.mark.parametrize(
    ("row", "gone"),
    [(4, "Newham, published 2019-03-25"), (6, "Bournemouth, published 2018-08-24")],
)
def test_an_inspection_that_is_gone_is_named(differences, row, gone):
    newer = ofsted()
    del newer[HISTORY][row - 1]
    assert differences(wide(), newer) == [f"{gone}: is not in the later release"]


def test_another_day_with_other_grades_is_another_inspection(differences):
    newer = ofsted()
    put(newer[HISTORY], 5, PUBLISHED, date(2022, 9, 22))
    put(newer[HISTORY], 5, OVERALL, LOW)
    gone = "Newham, published 2022-09-21: is not in the later release"
    assert differences(wide(), newer) == [gone]


def test_an_inspection_that_stands_in_both_is_not_taken_for_one_that_is_gone(differences):
    grades = GOOD, GOOD, GOOD, GOOD, ""
    first = inspection("E08000035", "Leeds", date(2018, 10, 29), date(2018, 12, 18), *grades)
    second = inspection("E08000035", "Leeds", date(2022, 2, 21), date(2022, 4, 19), *grades)
    gone = "Leeds, published 2018-12-18: is not in the later release"
    assert differences(ofsted(first, second), ofsted(second)) == [gone]


def test_inspections_after_the_earlier_release_are_no_differences(differences):
    days = date(2024, 6, 10), date(2024, 7, 23)
    row = inspection("E09000025", "Newham", *days, GOOD, GOOD, GOOD, GOOD, GOOD)
    assert differences(wide(), ofsted(row)) == []


def test_two_corrections_are_two_lines(differences):
    newer = ofsted()
    put(newer[HISTORY], 4, OVERALL, GOOD)
    put(newer[HISTORY], 4, CARE, HIGH)
    assert differences(wide(), newer) == [
        f"Newham, published 2019-03-25, {OVERALL}: Inadequate is now Good",
        f"Newham, published 2019-03-25, {CARE}: {RIGB} is now Outstanding",
    ]


OF_CARE = f"{FIRST} experiences and progress of children in care"


def renamed(cell):
    return cell.replace("of care leavers", "of leavers") if isinstance(cell, str) else cell


OLDER = {
    "day-as-text": (
        lambda rows: put(rows, 5, f"{FIRST} publication date", "25 March 2019"),
        f', row 5, column {FIRST} publication date: "25 March 2019" is not a day. Allowed: a cell',
    ),
    "grade-renamed": (
        lambda rows: put(rows, 4, f"{FIRST} overall effectiveness", "Overall"),
        f", row 4, column {FIRST} overall effectiveness: is missing. ",
    ),
    "day-renamed": (
        lambda rows: put(rows, 4, f"{FIRST} publication date", "First day"),
        f", row 4, column {FIRST} publication date: is missing. ",
    ),
    "children-in-care-renamed": (
        lambda rows: put(rows, 4, OF_CARE, "Care"),
        f", row 4, column {OF_CARE}: is missing. ",
    ),
    "care-leavers-renamed": (
        lambda rows: [[*map(renamed, row)] for row in rows],
        f", column {LEAVERS}: is missing. ",
    ),
    "type-renamed": (
        lambda rows: put(rows, 4, f"{FIRST} inspection type", "Type"),
        f", row 4, column {FIRST} inspection type: is missing. ",
    ),
    "name-renamed": (
        lambda rows: put(rows, 4, "Local authority name", "Council")[:7],
        ': has no column "Local authority name"',
    ),
    "header-only": (lambda rows: rows[:4], ": has a header but no rows. "),
    "one-cell": (lambda rows: rows[:1], ': has no column "Local authority name"'),
    "empty": (lambda rows: [], ': has no column "Local authority name"'),
}


@pytest.mark.parametrize(("change", "said"), OLDER.values(), ids=OLDER)
def test_a_fault_in_the_layout_of_march_2024_is_refused_in_one_line(differences, change, said):
    line = refused(differences, {**wide(), WIDE: change(wide()[WIDE])}, ofsted())
    assert line.startswith(f"older.ods, sheet {WIDE}{said}")


NEWER = {
    "day-as-text": (
        lambda rows: put(rows, 4, PUBLISHED, "soon"),
        f'row 4, column {PUBLISHED}: "soon" is not a day. ',
    ),
    "grade-renamed": (
        lambda rows: put(rows, 3, OVERALL, "Overall"),
        f"row 3, column {OVERALL}: is missing. ",
    ),
    "no-day": (
        lambda rows: put(rows, 4, PUBLISHED, ""),
        f'row 4, column {PUBLISHED}: "" is not a day. ',
    ),
    "start-as-text": (
        lambda rows: put(rows, 4, STARTED, "soon"),
        f'row 4, column {STARTED}: "soon" is not a day. ',
    ),
}


@pytest.mark.parametrize(("change", "said"), NEWER.values(), ids=NEWER)
def test_a_fault_in_the_later_release_is_refused_in_one_line(differences, change, said):
    line = refused(differences, wide(), {**ofsted(), HISTORY: change(ofsted()[HISTORY])})
    assert line.startswith(f"newer.ods, sheet {HISTORY}, {said}")
