"""Regions: tiles, their order, arrows and titles."""

import pytest

import drawn
import some_councils
from council_record.figures import fig04_regions, page, style
from some_councils import BAD, BEST, GOOD


def chart(name="Alpha", councils=some_councils.COUNCILS, **known):
    return fig04_regions.chart(
        some_councils.overall(councils),
        some_councils.counted(**known),
        some_councils.council(name),
    )


def tiles(figure):
    return {
        patch.get_gid(): style.to_hex(patch.get_facecolor()).upper()
        for patch in figure.axes[-1].patches
        if patch.get_gid() not in (None, "own", "move")
    }


@pytest.mark.parametrize("width", [page.WIDE, page.NARROW])
@pytest.mark.parametrize("name", ["Alpha", "Gone", "New"])
def test_nothing_overlaps_or_is_cut(name, width):
    assert drawn.faults(chart(name).figure(width)) == []


def test_every_council_that_exists_has_a_tile_the_best_first():
    found = tiles(chart().figure())
    of = {grade: colour.upper() for grade, colour in style.GRADES.items()}
    assert found == {"delta": of[BEST], "echo": of[GOOD], "alpha": of[GOOD], "beta": of[BAD]}
    assert list(found) == ["delta", "echo", "alpha", "beta"]


def test_arrows_point_where_the_grade_went_and_are_hollow_across_frameworks():
    arrows = [p for p in chart().figure().axes[-1].patches if p.get_gid() == "move"]
    up = [arrow.get_xy()[2][1] < arrow.get_xy()[0][1] for arrow in arrows]
    assert up == [True, True, False]  # Delta, Alpha, Beta
    assert [arrow.get_facecolor()[3] for arrow in arrows] == [1, 0, 1]


@pytest.mark.parametrize(("name", "frames"), [("Alpha", 2), ("Gone", 0), ("New", 0)])
def test_the_council_is_framed_if_it_has_a_tile(name, frames):
    own = [p for p in chart(name).figure().axes[-1].patches if p.get_gid() == "own"]
    assert len(own) == frames  # ink, and white within


def test_the_title_sets_the_ends_beside_each_other():
    assert chart().title == (
        "2 of the South East’s 2 councils are Good or better, 1 of 2 in London"
    )
    long = [(region.replace("South East", "Yorkshire and The Humber"), *rest)
            for region, *rest in some_councils.COUNCILS]  # fmt: skip
    long = [(region.replace("London", "North West"), *rest) for region, *rest in long]
    assert chart(councils=long).title == (
        "Good or better: Yorkshire and Humber 2 of 2, North West 1 of 2"
    )
    one = [("London", "Alpha", None, [("2019-01-01", GOOD, False)])]
    assert chart(councils=one).title == "1 of 1 councils in England are Good or better"


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("Gone", "Gone was abolished after 31 March 2020. Its last grade was Inadequate."),
        ("New", "New has no overall grade yet."),
        ("Alpha", "A hollow arrow compares grades of two frameworks."),
    ],
)
def test_the_note_says_why_there_is_no_tile(name, note):
    assert chart(name).note.endswith(note)


def test_the_day_is_said():
    assert "overall Ofsted grade on 31 March 2025" in chart().subtitle
    assert "overall Ofsted grade in June 2026" in chart(by_program="2025-06-01").subtitle
