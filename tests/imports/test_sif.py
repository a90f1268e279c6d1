"""Grades under the single inspection framework: what is read of the release and what is refused."""

from datetime import date

import pytest
from pandas.testing import assert_frame_equal
from releases import SIF_SHEET, as_text, literal, ods, refused, sif

from council_tools.imports.sif import read

RI = "Requires improvement to be good"
OVERALL = f"""\
ons_code,local_authority,inspection_type,published,framework,judgement,grade
E06000065,North Yorkshire,first,2014-03-04,sif,overall_effectiveness,Inadequate
E06000065,North Yorkshire,re-inspection,2016-05-06,sif,overall_effectiveness,Good
E09000025,Newham,first,2014-08-08,sif,overall_effectiveness,{RI}
E10000009,Dorset (until 2019),first,2016-05-23,sif,overall_effectiveness,{RI}
"""


@pytest.fixture
def history(project):
    """Return a function that reads the sheets of a release."""
    return lambda sheets: read(ods(project / "underlying.ods", sheets))


def test_first_inspections_and_re_inspections_of_both_tables_are_read(history):
    made, source = history(sif())
    frame = made["sif_judgements"]
    overall = frame[frame["judgement"] == "overall_effectiveness"]
    assert_frame_equal(as_text(overall), literal(OVERALL))
    assert source == {
        "title": "Ofsted, Children’s social care data in England as at 31 March 2023",
        "as_at": "2023-03-31",
        "published": "2023-07-06",
    }


def test_a_judgement_without_a_grade_is_left_out_and_the_others_keep_their_names(history):
    frame = history(sif())[0]["sif_judgements"]
    first = frame[(frame["local_authority"] == "North Yorkshire") & (frame["published"] < "2015")]
    assert dict(zip(first["judgement"], first["grade"], strict=True)) == {
        "overall_effectiveness": "Inadequate",
        "leadership_management_governance": "Inadequate",
        "help_and_protection": "Inadequate",
        "looked_after_and_permanence": "Inadequate",
        "care_leavers": "Inadequate",
    }


def changed(row, column, value):
    sheets = sif()
    sheets[SIF_SHEET][row - 1][column - 1] = value
    return sheets


FAULTS = {
    "grade": (6, 4, "Adequate", "column Overall Judgement (OE): ", "is no grade. Allowed: Inadeq"),
    "no-grade": (6, 9, "", "column leadership, management and governance: ", "is no grade."),
    "name": (6, 2, "Newhaven", "column Local authority name: ", "is no local authority of that"),
    "gone": (12, 2, "Newham", "column Local authority name: ", "is no local authority of that"),
    "text": (6, 3, "8 August 2014", "column publication date: ", "is not a day. Allowed: a cell"),
    "early": (6, 3, date(2013, 9, 30), "column publication date: ", "is not a day under this"),
    "late": (6, 3, date(2023, 4, 1), "column publication date: ", "is not a day under this"),
    "order": (8, 10, date(2014, 3, 4), "column publication date: ", "is not after the first"),
    "twice": (7, 2, "Newham", "column Local authority name: ", "stands there before."),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_cell_that_is_not_allowed_is_named_in_one_line(history, fault):
    row, column, value, place, said = FAULTS[fault]
    sheets = changed(row, column, value)
    if fault == "twice":
        sheets[SIF_SHEET][6][2:9] = sif()[SIF_SHEET][5][2:9]
    line = refused(history, sheets)
    assert line.startswith(f"underlying.ods, sheet {SIF_SHEET}, row {row}, {place}")
    assert said in line


@pytest.mark.parametrize(
    ("sheet", "row", "cell", "said"),
    [
        (SIF_SHEET, 5, " First SIF Overall Judgement\n(OE)", "row 5, column First SIF Overall"),
        (SIF_SHEET, 10, "Table 11:History of inspections", "has no second table, of "),
        ("Cover", 2, "Published on:", "sheet Cover: does not give the as-at day"),
        ("Cover", 3, "Period covered", "sheet Cover: does not give the as-at day"),
    ],
)
def test_another_layout_is_refused_in_one_line(history, sheet, row, cell, said):
    sheets = sif()
    cells = sheets[sheet][row - 1]
    place = next(at for at, text in enumerate(cells) if str(text).startswith(cell))
    cells[place] = "something else"
    assert said in refused(history, sheets)
