"""Every council: its strip, its arrow, and the heads of the regions."""

import pytest

import drawn
import some_councils
from council_record.figures import fig03_every_council, page, style
from some_councils import BAD, BEST, GOOD, RIGB

OVERALL = some_councils.overall()


def chart(name, **known):
    return fig03_every_council.chart(
        OVERALL, some_councils.counted(**known), some_councils.council(name)
    )


@pytest.mark.parametrize("width", [page.WIDE, page.NARROW])
@pytest.mark.parametrize("name", ["Alpha", "Gone", "New"])
def test_nothing_overlaps_or_is_cut(name, width):
    assert drawn.faults(chart(name).figure(width)) == []


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Alpha", "2 councils rose at their latest inspection, 1 fell; Alpha rose to Good"),
        ("Beta", "2 councils rose at their latest inspection, 1 fell; Beta fell to Inadequate"),
        ("Echo", "2 councils rose at their latest inspection, 1 fell"),
        ("Gone", "2 councils rose at their latest inspection, 1 fell"),
    ],
)
def test_the_title_counts_existing_councils_and_names_the_one(name, title):
    assert chart(name).title == title


def test_regions_say_how_many_are_good_or_better():
    words = drawn.words_of(chart("Alpha").figure())
    assert words[words.index("London") + 1] == "1 of 2"  # the abolished one does not count
    assert words[words.index("South East") + 1] == "2 of 2"  # nor one without a grade
    assert "Gone (until 2020)" in words
    assert "no grade" in words


def cells(figure):
    """Return left edge, top edge and colour of every cell, and the arrows, as drawn."""
    found, arrows = [], []
    for group in figure.axes[-1].collections:
        for path in group.get_paths() if group.get_gid() else []:
            box = path.get_extents()
            if len(path.vertices) == 4:
                arrows.append((round(box.y0, 2), group.get_gid()))
            else:
                found.append((round(box.y0, 2), round(box.x0, 2), group.get_gid()))
    return sorted(found), sorted(arrows)


def test_cells_run_in_time_and_the_latest_ends_at_the_right():
    found, arrows = cells(chart("Echo").figure(page.NARROW))
    colours = {}
    for y, _, colour in found:
        colours.setdefault(y, []).append(colour)
    of = style.GRADES
    assert list(colours.values()) == [
        [of[BAD], of[GOOD]],
        [of[GOOD], of[BAD]],
        [of[BAD]],
        [of[GOOD], of[BEST]],
        [style.TINT],
        [of[GOOD]],
    ]
    faces = [colour for _, colour in arrows]
    assert faces == [style.WHITE, style.LOOK_INK, style.COUNCIL]  # Alpha's crosses a framework


def test_a_council_stays_and_later_grades_are_told():
    same = [("London", "Alpha", None, [("2018-01-01", RIGB, False), ("2021-01-01", RIGB, False)])]
    found = fig03_every_council.chart(
        some_councils.overall(same),
        some_councils.counted(later=[("2025-11-10", BEST)]),
        some_councils.council("Alpha"),
    )
    assert found.title.endswith("Alpha stayed at Requires improvement")
    assert found.note.endswith(
        "Alpha was graded again in November 2025, which is not counted here: Outstanding."
    )


def test_bases_and_missing_overall_grades_are_told():
    found = chart("Echo", by_program="2025-06-01", no_overall=["Echo"])
    assert "to June 2026" in found.subtitle
    assert "Echo, inspected since, is counted at its last one." in found.note
    assert "to 31 March 2025" in chart("Echo").subtitle


def test_all_that_is_drawn_is_in_the_data():
    data = chart("Alpha").data
    assert len(data) == len(OVERALL)
    assert data["other_framework_than_before"].sum() == 1
