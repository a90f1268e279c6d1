"""Cells, arrows and the title of the grades by area."""

import pandas as pd
import pytest
from matplotlib.patches import Rectangle

import drawn
from council_record import Council
from council_record.figures import fig01_grades_by_area as fig01
from council_record.figures import page, style

GRADES = ["Inadequate", "Requires improvement to be good", "Good", "Outstanding"]
LETTERS = dict(zip("IRGO", GRADES, strict=True))
FRAMEWORKS = ("sif", "ilacs-2018", "ilacs-2018", "ilacs-2023", "ilacs-2026")


def made(overall, leaders="", joint=False, council="Newham"):
    """Return the chart of grades given as letters, an inspection each; a dot is no grade."""
    rows = []
    for area, letters in {"overall_effectiveness": overall, "impact_of_leaders": leaders}.items():
        for number, letter in enumerate(letters):
            if letter != ".":
                day = pd.Timestamp(2014 + 3 * number, 2, 1)
                framework = FRAMEWORKS[min(number, 4)]
                rows.append((area, f"{number}", framework, day, day, area, LETTERS[letter], joint))
    columns = ["area", "inspection_id", "framework", "started", "published", "judgement", "grade",
               "joint"]  # fmt: skip
    areas = pd.DataFrame(rows, columns=columns).assign(basis="release")
    areas["grade"] = pd.Categorical(areas["grade"], GRADES, ordered=True)
    inspections = areas.drop_duplicates("inspection_id").assign(source="Ofsted, a release")
    return fig01.chart(areas, inspections, Council(council))


@pytest.mark.parametrize(
    ("overall", "leaders", "title"),
    [
        ("RIGO", "RIOO", "From Inadequate in 2017 to Outstanding in every area in 2023"),
        ("RIG", "RIO", "From Inadequate in 2017 to Good overall in 2020"),
        ("OGI", "", "From Outstanding in 2014 to Inadequate overall in 2020"),
        ("IGR", "", "Inadequate in 2014, Good in 2017, then Requires improvement overall in 2020"),
        ("GG", "", "Good overall at both inspections since 2014"),
        ("GGG", "", "Good overall at all three inspections since 2014"),
        ("G", "", "Good overall in 2014"),
        ("G", "G", "Good in every area in 2014"),
        ("GGGG.", "GGGGO",
         "Good overall in 2023; no overall grade in 2026, when Ofsted no longer gave one"),
    ],
)  # fmt: skip
def test_the_title_tells_the_way_to_the_latest_grade(overall, leaders, title):
    assert made(overall, leaders).title == title


def test_each_cell_has_the_colour_and_the_word_of_its_grade():
    chart = made("RIGO")
    figure = chart.figure()
    cells = [
        patch for axes in figure.axes for patch in axes.patches if isinstance(patch, Rectangle)
    ]
    colours = [style.GRADES[LETTERS[letter]] for letter in "RIGO"]
    assert [style.to_hex(cell.get_facecolor()).upper() for cell in cells] == colours
    words = drawn.words_of(figure)
    assert {"Inadequate", "Good", "Outstanding"} <= set(words)
    assert chart.data["steps"].tolist() == [pd.NA, -1, 2, 1]
    assert [word for word in words if word in "123"] == ["1", "2", "1"]


def test_the_narrow_picture_shows_the_same_grades():
    words = drawn.words_of(made("RIGO", "GG").figure(page.NARROW))
    assert {"Inadequate", "Good", "Outstanding", "Overall", "Leaders"} <= set(words)


def test_a_shared_grade_is_marked_and_explained():
    chart = made("GG", joint=True)
    assert "Good*" in drawn.words_of(chart.figure())
    assert chart.note.startswith("* One grade for children in care and care leavers together.")
    assert "(shared)" in chart.alt


@pytest.mark.parametrize(
    ("letters", "council", "note"),
    [("G", "Newham", "Inspections before 2018 stand at the day of publication."),
     (".G", "Newham", "Earlier grades are not in this record."),
     (".G", "Cumberland", "The council was formed on 1 April 2023.")],
)  # fmt: skip
def test_a_record_that_begins_later_says_why(letters, council, note):
    assert made(letters, council=council).note == note


@pytest.mark.parametrize("width", [page.WIDE, page.NARROW])
@pytest.mark.parametrize("letters", ["G", "RIGOG", "RIGOGI", "RIGO."])
def test_nothing_overlaps_whatever_the_number_of_inspections(letters, width):
    assert drawn.faults(made(letters, "GGGGG").figure(width)) == []


def test_without_a_grade_the_figure_is_left_out():
    assert made("").reason == "Newham has no grade in this record."


def test_the_source_says_who_read_each_report():
    days = [pd.Timestamp(year, 3, 1) for year in (2015, 2019, 2026)]
    inspections = pd.DataFrame(
        {"framework": ["sif", "ilacs-2018", "ilacs-2023"], "published": days,
         "basis": ["release", "report", "report_by_program"],
         "source": ["Ofsted, a release", "https://a.uk/1", "https://a.uk/2"]}
    )  # fmt: skip
    areas = made("GGG").data.assign(inspection_id=list("abc"), local_authority="Newham")
    chart = fig01.chart(areas, inspections, Council("Newham"))
    assert chart.source == (
        "Ofsted reports of 1 March 2019. Ofsted, a release. Ofsted report of 1 March 2026, read by "
        "a program of Data to Insight."
    )
