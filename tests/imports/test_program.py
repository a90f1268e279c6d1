"""Grades that a program read from reports: what is read of the table and what is refused."""

import pytest
from pandas.testing import assert_frame_equal
from releases import as_text, literal, put, read_by_program, refused, text_csv

import toy
from council_tools.checks import overlap
from council_tools.imports.program import read

NORTH = """\
ons_code,local_authority,inspection_type,started,ended,published,framework,judgement,grade,report
E06000065,North Yorkshire,ILACS Standard Inspection,2026-04-27,2026-05-08,2026-06-17,ilacs-2026,\
impact_of_leaders,Good,https://files.ofsted.gov.uk/v1/file/2
E06000065,North Yorkshire,ILACS Standard Inspection,2026-04-27,2026-05-08,2026-06-17,ilacs-2026,\
help_and_protection,Requires improvement to be good,https://files.ofsted.gov.uk/v1/file/2
E06000065,North Yorkshire,ILACS Standard Inspection,2026-04-27,2026-05-08,2026-06-17,ilacs-2026,\
in_care,Inadequate,https://files.ofsted.gov.uk/v1/file/2
E06000065,North Yorkshire,ILACS Standard Inspection,2026-04-27,2026-05-08,2026-06-17,ilacs-2026,\
care_leavers,Good,https://files.ofsted.gov.uk/v1/file/2
"""


@pytest.fixture
def grades(project):
    """Return a function that reads rows as the table of the program."""
    return lambda rows: read(text_csv(project / "ilacs.csv", rows))


def test_an_inspection_without_an_overall_grade_is_of_the_framework_of_2026(grades):
    made, source = grades(read_by_program())
    frame = made["program_judgements"]
    north = frame[frame["ons_code"] == "E06000065"].reset_index(drop=True)
    columns = literal(NORTH).columns
    assert_frame_equal(as_text(north[columns]), literal(NORTH))
    newham = frame[frame["local_authority"] == "Newham"]
    assert set(newham["framework"]) == {"ilacs-2023"}
    assert list(newham["grade"]) == ["Outstanding"] * 5
    assert source == {
        "title": "Data to Insight, grades read by a program from Ofsted’s reports to 17 June 2026",
        "as_at": "2026-06-17",
    }


@pytest.mark.parametrize(
    ("row", "column", "value", "said"),
    [
        (2, "la_code", "999", "is no number of a local authority. Allowed: "),
        (2, "ons_code", "E99999999", "is no code of a local authority. Allowed: "),
        (2, "local_authority", "newham & the city", "is not the name that the code in this row"),
        (2, "ons_code", "E08000035", "is the code of another authority than la_code. Allowed: "),
        (2, "local_authority", "leeds", "is not the name that the code in this row belongs to: "),
        (2, "inspection_type", "long", "is no kind. Allowed: short, standard"),
        (2, "published", "12/01/2026", "is not a day. Allowed: for example 2026-04-27"),
        (2, "inspection_end_date", "2025-11-09", "is before the first day of the inspection. "),
        (2, "published", "2025-11-13", "is before the inspection ended. "),
        (2, "inspection_end_date", "2026-01-10", "is long after the first day. Allowed: up to 60"),
        (2, "published", "2026-11-27", "is long after the inspection ended. Allowed: up to 366"),
        (2, "inspection_start_date", "2022-12-31", "is before care leavers were judged apart. "),
        (2, "in_care_grade", "excellent", "is no grade. Allowed: inadequate, requires improve"),
        (2, "care_leavers_grade", "", "is no grade. Allowed: inadequate, requires improvement"),
        (2, "overall_effectiveness_grade", "", "is empty. Allowed: no overall grade only for "),
        (2, "report", "https://example.com/1", "is no address of a report. Allowed: "),
        (2, "report", "https://files.ofsted.gov.uk/v1/file/\uff11", "is no address of a report. "),
    ],
)
def test_a_cell_that_is_not_allowed_is_named_in_one_line(grades, row, column, value, said):
    line = refused(grades, put(read_by_program(), row, column, value))
    assert line.startswith(f'ilacs.csv, row {row}, column {column}: "{value}" {said}')


def test_an_inspection_that_stands_there_twice_is_refused(grades):
    rows = read_by_program()
    line = refused(grades, [*rows, rows[1]])
    assert "row 4, column inspection_start_date: " in line
    assert "stands there before for this authority. Allowed: each inspection once" in line


def test_a_grade_that_is_not_the_one_of_ofsteds_table_is_refused(grades, project):
    toy.build(project, "official_judgements", toy.LEEDS)
    rows = read_by_program()
    told = {"la_code": "383", "ons_code": "E08000035", "local_authority": "leeds",
            "inspection_start_date": "2025-02-24", "inspection_end_date": "2025-03-07",
            "published": "2025-04-15"}  # fmt: skip
    for column, value in told.items():
        put(rows, 2, column, value)
    line = refused(grades, rows)
    assert line == (
        'ilacs.csv, row 2, column overall_effectiveness_grade: "Outstanding" is not what Ofsted’s '
        "table says: Good. Allowed: the grades of Ofsted’s table where it has the inspection"
    )


def test_without_a_difference_there_is_nothing_to_tell(grades):
    frame = grades(read_by_program())[0]["program_judgements"]
    assert overlap.differences(frame, frame) == []
    other = frame.assign(grade=frame["grade"].replace("Inadequate", "Good"))
    (row,) = overlap.differences(frame, other)
    assert (row.judgement, row.grade, row.official) == ("in_care", "Inadequate", "Good")
