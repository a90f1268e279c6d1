"""Moves: flows between grades, bars by area, the council's own lines."""

import pandas as pd
import pytest

import drawn
import some_councils
from council_record.figures import fig05_moves, page
from some_councils import BAD, GOOD

MOVES = pd.concat(
    [some_councils.moves(), some_councils.moves().assign(area="in_care", redefined=True)],
    ignore_index=True,
)


def chart(name="Alpha", moves=MOVES):
    return fig05_moves.chart(moves, some_councils.counted(), some_councils.council(name))


def patches(figure, gid):
    return [patch for patch in figure.axes[-1].patches if patch.get_gid() == gid]


@pytest.mark.parametrize("width", [page.WIDE, page.NARROW])
@pytest.mark.parametrize("name", ["Alpha", "Echo"])
def test_nothing_overlaps_or_is_cut(name, width):
    assert drawn.faults(chart(name).figure(width)) == []


def test_the_title_counts_overall_moves_only():
    assert chart().title == "Of 3 re-inspections, 2 raised the overall grade and 1 lowered it"


def test_flows_are_as_high_as_their_counts_and_paler_where_redefined():
    figure = chart().figure()
    flows = patches(figure, "flow")
    heights = [flow.get_xy()[-2][1] - flow.get_xy()[0][1] for flow in flows]
    assert len(flows) == 3
    assert max(heights) == pytest.approx(min(heights))
    light = [sum(flow.get_facecolor()[:3]) for flow in flows]  # Good up, Good down, Inadequate up
    assert light[2] > light[0]  # Alpha's crosses a framework: paler, both are blue


def test_bars_show_shares_of_each_area():
    figure = chart().figure()
    wide = {gid: [p.get_width() for p in patches(figure, gid)] for gid in ("fell 1", "rose 1",
            "rose 0.42")}  # fmt: skip
    assert wide["rose 1"][0] == pytest.approx(wide["fell 1"][0])  # one of them is redefined
    assert wide["rose 0.42"][1] == pytest.approx(2 * wide["fell 1"][0])
    assert {"1 fell", "2 rose"} <= set(drawn.words_of(figure))


@pytest.mark.parametrize(
    ("name", "lines", "told"),
    [
        ("Alpha", 1, "Alpha: Inadequate 2015 to Good 2019 (one of 1)."),
        ("Echo", 0, "Echo has no two overall grades in this time, so no move."),
    ],
)
def test_the_council_has_a_line_for_each_of_its_moves(name, lines, told):
    found = chart(name)
    own = [line for line in found.figure().axes[-1].lines if line.get_gid() == "own"]
    assert len(own) == lines
    assert found.alt.endswith(told)


def test_the_note_counts_moves_across_frameworks_and_else_speaks_of_the_shared_grade():
    assert "mostly by the new framework of 2018 (overall: 1 move)" in chart().note
    within = MOVES[(MOVES["area"] == "in_care") | ~MOVES["redefined"]]
    assert "Until 2022 care leavers shared a grade" in chart(moves=within).note
    assert chart(moves=MOVES[~MOVES["redefined"]]).note == ""


def test_the_data_hold_every_flow():
    data = chart().data
    (row,) = data[(data["from_grade"] == BAD) & (data["area"] != "in_care")].itertuples()
    assert (row.to_grade, row.inspections, row.of_them_by_the_council) == (GOOD, 1, 1)
