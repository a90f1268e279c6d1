"""What the charts of notebook 01 draw."""

from itertools import pairwise

import matplotlib.dates as mdates
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from council_record.analysis import ratings as judgements
from council_record.data import tables
from council_record.figures import ratings, style
from drawn import faults, table, words_of

GRADES = ["Inadequate", "Requires improvement to be good", "Good", "Outstanding"]
LOW, FAIR, GOOD, HIGH = GRADES
AT = dict(enumerate(GRADES))  # a level between two grades is a KeyError
FRAMEWORKS = pd.DataFrame(
    {
        "framework": ["sif", "ilacs-2018", "ilacs-2023", "area-send-2016"],
        "in_force_from": pd.to_datetime(["2013-11-01", "2018-01-01", "2023-01-01", None]),
    }
)
SIF = ("sif", "2016-01-01")
FIRST = ("ilacs-2018", "2019-01-01")
SECOND = ("ilacs-2018", "2021-07-01")
THIRD = ("ilacs-2023", "2025-01-01")
GONE = "no grade of its own since 2018"


def by_area(*rows):
    """Return what judgements.by_area returns; a row is area, (framework, day), grade, joint."""
    frame = pd.DataFrame(
        [
            {
                "local_authority": "Testham",
                "area": area,
                "inspection_id": day,
                "framework": framework,
                "started": pd.Timestamp(day),
                "published": pd.Timestamp(day) + pd.Timedelta(days=40),
                "judgement": area,
                "grade": grade,
                "joint": bool(joint),
            }
            for area, (framework, day), grade, *joint in rows
        ]
    )
    return frame.assign(grade=pd.Categorical(frame["grade"], GRADES, ordered=True))


@pytest.fixture
def areas():
    """Return children in care, joint with care leavers twice, and adoption, judged once."""
    return by_area(
        ("in_care", SIF, GOOD),
        ("in_care", FIRST, LOW, True),
        ("in_care", SECOND, GOOD, True),
        ("in_care", THIRD, HIGH),
        ("adoption", SIF, GOOD),
    )


def moves_of(areas):
    """Return the moves of a literal frame, in which each break is crossed by the same area."""
    crosswalk = pd.DataFrame(
        [
            (area, earlier, later, "same")
            for area in areas["area"].unique()
            for earlier, later in (("sif", "ilacs-2018"), ("ilacs-2018", "ilacs-2023"))
        ],
        columns=["area", "from_framework", "to_framework", "continuity"],
    )
    return judgements.moves(areas, crosswalk)


# Grades at each inspection


def panels(figure):
    return {axes.get_gid(): axes for axes in figure.axes if axes.get_gid()}


def day(number):
    return f"{mdates.num2date(number):%Y-%m-%d}"


def points(axes):
    """Return day, grade and whether hollow of each point of a panel."""
    found = [line for line in axes.lines if line.get_marker() == "o"]
    return [
        (
            day(line.get_xdata(orig=False)[0]),
            AT[line.get_ydata(orig=False)[0]],
            to_hex(line.get_markerfacecolor()).upper() == style.WHITE,
        )
        for line in found
    ]


def segments(axes, colour=style.FOCUS):
    """Return the ends and the style of each straight line of a colour."""
    drawn = [line for line in axes.lines if line.get_linestyle() != "None"]
    return [
        (x0, x1, y0, y1, line.get_linestyle())
        for line in drawn
        if line.get_marker() == "None" and line.get_color() == colour
        for (x0, y0), (x1, y1) in pairwise(zip(*line.get_data(orig=False), strict=True))
    ]


def level_lines(axes):
    return {
        (day(x0), day(x1), AT[y0], look)
        for x0, x1, y0, y1, look in segments(axes)
        if y0 == y1 and x0 != x1
    }


def upright_lines(axes):
    return {
        (day(x0), AT[y0], AT[y1], look)
        for x0, x1, y0, y1, look in segments(axes)
        if x0 == x1 and y0 != y1
    }


def break_lines(axes):
    return sorted(day(x0) for x0, *_ in segments(axes, style.SECOND))


@pytest.fixture(scope="module")
def newham_grades(newham):
    return ratings.judgement_grades(newham.areas, newham.frameworks)


def test_there_is_a_panel_for_each_area_in_order(newham, newham_grades):
    assert list(panels(newham_grades)) == list(newham.areas["area"].unique())
    drawn = words_of(newham_grades)
    names = [ratings.AREAS[area] for area in panels(newham_grades)]
    assert [word for word in drawn if word in names] == names
    tops = [axes.get_position().y1 for axes in panels(newham_grades).values()]
    assert tops == sorted(tops, reverse=True)


def test_points_stand_at_the_day_and_grade_of_each_judgement_hollow_where_joint(
    newham, newham_grades
):
    drawn = {area: points(axes) for area, axes in panels(newham_grades).items()}
    expected = {
        area: [
            (f"{row['started']:%Y-%m-%d}", row["grade"], row["joint"])
            for row in group.to_dict("records")
        ]
        for area, group in newham.areas.groupby("area", sort=False)
    }
    assert drawn == expected
    assert drawn["care_leavers"] == [
        ("2014-06-03", GOOD, False),
        ("2019-02-11", LOW, True),
        ("2022-07-18", GOOD, True),
        ("2025-11-10", HIGH, False),
    ]
    assert sum(hollow for found in drawn.values() for *_, hollow in found) == 4


def test_no_line_slopes(newham_grades):
    for axes in panels(newham_grades).values():
        ends = [line.get_data(orig=False) for line in axes.lines]
        for group in axes.collections:
            ends += [path.vertices.T for path in group.get_paths()]
        assert len(ends) > 4
        for xs, ys in ends:
            assert len(set(xs)) == 1 or len(set(ys)) == 1


def test_lines_hold_the_grade_solid_to_a_break_and_dotted_after_it(areas):
    axes = panels(ratings.judgement_grades(areas, FRAMEWORKS))["in_care"]
    until = "2025-03-12"  # thirty days after the last report
    assert level_lines(axes) == {
        ("2016-01-01", "2018-01-01", GOOD, "-"),
        ("2018-01-01", "2019-01-01", GOOD, ":"),
        ("2019-01-01", "2021-07-01", LOW, "-"),
        ("2021-07-01", "2023-01-01", GOOD, "-"),
        ("2023-01-01", "2025-01-01", GOOD, ":"),
        ("2025-01-01", until, HIGH, "-"),
    }
    assert upright_lines(axes) == {
        ("2019-01-01", GOOD, LOW, ":"),
        ("2021-07-01", LOW, GOOD, "-"),
        ("2025-01-01", GOOD, HIGH, ":"),
    }
    assert day(axes.get_xlim()[1]) == until


def test_newham_s_lines_change_from_solid_to_dotted_only_at_breaks(newham_grades):
    for axes in panels(newham_grades).values():
        breaks, starts = break_lines(axes), {begun for begun, _, _ in points(axes)}
        for start, end, _, look in level_lines(axes):
            assert not any(start < begin < end for begin in breaks)
            assert start in (breaks if look == ":" else starts)
    assert level_lines(panels(newham_grades)["impact_of_leaders"]) == {
        ("2014-06-03", "2018-01-01", FAIR, "-"),
        ("2018-01-01", "2019-02-11", FAIR, ":"),
        ("2019-02-11", "2022-07-18", LOW, "-"),
        ("2022-07-18", "2023-01-01", HIGH, "-"),
        ("2023-01-01", "2025-11-10", HIGH, ":"),
        ("2025-11-10", "2026-02-11", HIGH, "-"),
    }


def test_break_lines_stand_where_a_framework_came_into_force_within_the_axis(newham_grades, areas):
    for axes in panels(newham_grades).values():
        assert break_lines(axes) == ["2018-01-01", "2023-01-01"]
    later = by_area(("in_care", FIRST, LOW), ("in_care", SECOND, GOOD))
    (axes,) = panels(ratings.judgement_grades(later, FRAMEWORKS)).values()
    assert break_lines(axes) == []


def test_the_four_grades_are_named_with_the_best_on_top(newham_grades):
    for axes in panels(newham_grades).values():
        labels = [text.get_text() for text in axes.get_yticklabels()]
        assert labels == GRADES
        assert list(axes.get_yticks()) == [0, 1, 2, 3]
        heights = axes.transData.transform([(0, level) for level in range(4)])[:, 1]
        assert list(heights) == sorted(heights)


def test_an_area_judged_once_has_no_line_after_the_break(areas):
    axes = panels(ratings.judgement_grades(areas, FRAMEWORKS))["adoption"]
    assert level_lines(axes) == {("2016-01-01", "2018-01-01", GOOD, "-")}
    assert upright_lines(axes) == set()
    assert [text.get_text() for text in axes.texts if text.get_color() == style.QUIET] == [GONE]


def test_an_area_that_later_inspections_no_longer_judge_has_no_line_after_the_break():
    """Some councils had two inspections under SIF, and adoption two grades before it ended."""
    earlier = ("sif", "2014-01-01")
    areas = by_area(
        ("overall_effectiveness", earlier, GOOD),
        ("overall_effectiveness", SIF, GOOD),
        ("overall_effectiveness", FIRST, GOOD),
        ("adoption", earlier, LOW),
        ("adoption", SIF, GOOD),
    )
    axes = panels(ratings.judgement_grades(areas, FRAMEWORKS))["adoption"]
    assert level_lines(axes) == {
        ("2014-01-01", "2016-01-01", LOW, "-"),
        ("2016-01-01", "2018-01-01", GOOD, "-"),
    }


def test_a_joint_grade_names_the_other_group_at_its_lowest_point():
    last = ("ilacs-2018", "2023-06-01")
    rows = [(SIF, GOOD), (FIRST, LOW, True), (last, GOOD, True)]
    both = by_area(*((area, *row) for area in ("in_care", "care_leavers") for row in rows))
    drawn = panels(ratings.judgement_grades(both, FRAMEWORKS))
    for area, words in {"in_care": "care leavers", "care_leavers": "children in care"}.items():
        (text,) = [text for text in drawn[area].texts if text.get_color() == style.QUIET]
        assert text.get_text() == f"with {words}"
        x, y = text.get_position()
        assert abs(x - pd.Timestamp("2019-01-01")) <= pd.Timedelta(days=120)
        assert 0 < y < 1


def test_inspections_and_frameworks_are_named_above_the_first_panel(newham_grades):
    first, *others = panels(newham_grades).values()
    places = {
        text.get_text(): text.get_position()[0]
        for text in first.texts
        if text.get_position()[1] > 1.05 and isinstance(text.get_position()[0], pd.Timestamp)
    }
    dates = {name: f"{x:%Y-%m-%d}" for name, x in places.items() if name[:3] not in ("SIF", "ILA")}
    assert dates == {
        "Jun 2014": "2014-06-03",
        "Feb 2019": "2019-02-11",
        "Jul 2022": "2022-07-18",
        "Nov 2025": "2025-11-10",
    }
    begun = [pd.Timestamp(2018, 1, 1), pd.Timestamp(2023, 1, 1)]
    second, third = places["ILACS from Jan 2018"], places["ILACS from Jan 2023"]
    assert places["SIF from Oct 2013"] < begun[0] < second < begun[1] < third
    for axes in others:
        assert not [text for text in axes.texts if text.get_text() in places]


def test_only_frameworks_under_which_the_council_was_inspected_are_named():
    """A council whose record starts in 2019 was never inspected under SIF in this chart."""
    areas = by_area(("in_care", FIRST, LOW), ("in_care", SECOND, GOOD), ("in_care", THIRD, GOOD))
    drawn = words_of(ratings.judgement_grades(areas, FRAMEWORKS))
    assert "ILACS from Jan 2018" in drawn
    assert "ILACS from Jan 2023" in drawn
    assert [name for name in drawn if "SIF" in name] == []


def test_a_short_time_under_a_framework_is_named_with_its_kind_and_year():
    areas = by_area(("in_care", FIRST, GOOD), ("in_care", SECOND, GOOD), ("in_care", THIRD, LOW))
    areas["started"] = pd.to_datetime(["2018-10-01", "2019-10-01", "2023-07-01"])
    areas["published"] = areas["started"]
    drawn = words_of(ratings.judgement_grades(areas, FRAMEWORKS))
    assert "ILACS 2023" in drawn
    assert "2023" not in drawn


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([(SIF, GOOD), (FIRST, LOW)], {"SIF:", "Orange, dashed:"}),
        ([(THIRD, GOOD)], set()),
        ([(FIRST, GOOD), (SECOND, GOOD)], {"Hollow:"}),
    ],
)
def test_the_key_of_grades_explains_only_what_is_drawn(rows, told):
    areas = by_area(*(("in_care", *row) for row in rows))
    areas["joint"] = "Hollow:" in told
    (key,) = [text for text in words_of(ratings.judgement_grades(areas, FRAMEWORKS))
              if text.startswith("Points are")]  # fmt: skip
    key = " ".join(key.split())
    assert {name for name in ("SIF:", "Orange, dashed:", "Hollow:") if name in key} == told
    assert key.endswith("ILACS: inspection of local authority children’s services.")


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([(SIF, GOOD), (FIRST, LOW)], id="one area"),
        pytest.param([(FIRST, GOOD)], id="one inspection"),
        pytest.param([(SIF, HIGH), (FIRST, LOW), (THIRD, LOW)], id="down three grades"),
        pytest.param([(SIF, GOOD), (FIRST, LOW, True), (SECOND, GOOD, True)], id="joint"),
        pytest.param([(SIF, GOOD), (FIRST, LOW, True)], id="joint at the latest inspection"),
        pytest.param(
            [(SIF, GOOD), (FIRST, LOW, True), (("ilacs-2018", "2020-03-01"), HIGH, True)],
            id="joint, the next inspection soon",
        ),
        pytest.param(
            [(SIF, GOOD), (("ilacs-2018", "2018-02-01"), HIGH, True), (THIRD, HIGH)],
            id="joint and outstanding",
        ),
        pytest.param(
            [(SIF, GOOD), (FIRST, LOW), (("ilacs-2018", "2020-01-01"), GOOD), (THIRD, LOW)],
            id="two inspections within a year",
        ),
        pytest.param(
            [(SIF, GOOD), (FIRST, LOW), (("ilacs-2023", "2023-01-10"), LOW)],
            id="the latest inspection soon after a new framework",
        ),
        pytest.param([(("sif", "2017-12-01"), GOOD), (FIRST, LOW), (THIRD, LOW)], id="short SIF"),
    ],
)
def test_a_panel_of_another_shape_draws_without_overlap(rows):
    areas = by_area(*[("in_care", *row) for row in rows])
    figure = ratings.judgement_grades(areas, FRAMEWORKS)
    assert points(panels(figure)["in_care"]) == [
        (started, grade, bool(joint)) for (_, started), grade, *joint in rows
    ]
    assert faults(figure) == []


def test_words_on_an_area_without_later_grades_fit_beside_a_break_near_the_end():
    areas = by_area(
        ("overall_effectiveness", SIF, GOOD),
        ("overall_effectiveness", ("ilacs-2018", "2018-06-01"), GOOD),
        ("adoption", SIF, GOOD),
    )
    figure = ratings.judgement_grades(areas, FRAMEWORKS)
    assert GONE in words_of(figure)
    assert faults(figure) == []


# Moves from grade to grade


def columns(axes):
    """Return the x of each grade, from its heading; the lines of a heading stand together."""
    heads = {}
    for text in axes.texts:
        if text.get_ha() == "center":
            heads.setdefault(text.get_position()[0], []).append(text.get_text())
    return {" ".join(lines): x for x, lines in heads.items()}


def arrows(axes):
    """Return the arrows from the top down: y, from grade, to grade, dashed, hollow start.

    What did not move has a dot and no arrow: dashed is None then, or True where a dashed line runs
    through the dot.
    """
    grades = {round(x, 3): grade for grade, x in columns(axes).items()}
    shafts = {}  # by y: from, to, dashed
    for x0, x1, y0, y1, look in segments(axes):
        assert y0 == y1
        shafts[y0] = (x0, x1, look == "--")
    found = []
    for line in axes.lines:
        if line.get_marker() == "o":
            (x,), (y,) = line.get_data()
            start, end, dashed = shafts.pop(y, (x, x, None))
            if (start + end) / 2 == pytest.approx(x):
                start = end = x
            assert start == x
            hollow = to_hex(line.get_markerfacecolor()).upper() == style.WHITE
            found.append((y, grades[round(x, 3)], grades[round(end, 3)], dashed, hollow))
    assert shafts == {}
    return sorted(found)


def heads_of_arrows(axes):
    """Return y, x and shape of each arrowhead."""
    heads = [line for line in axes.lines if line.get_marker() in ("<", ">")]
    return sorted((line.get_ydata()[0], line.get_xdata()[0], line.get_marker()) for line in heads)


def words_beside(axes, y):
    """Return what stands level with an arrow, from left to right."""
    level = [text for text in axes.texts if abs(text.get_position()[1] - y) < 0.1]
    return [text.get_text() for text in sorted(level, key=lambda text: text.get_position()[0])]


@pytest.fixture(scope="module")
def newham_moves(newham):
    return ratings.grade_moves(newham.moves, newham.areas)


def test_the_grades_stand_from_the_lowest_to_the_highest(newham_moves):
    found = columns(newham_moves.axes[0])
    assert sorted(found, key=found.get) == GRADES


def test_each_arrow_goes_from_grade_to_grade_and_is_dashed_where_it_crosses_a_break(
    newham, newham_moves
):
    found = [arrow[1:] for arrow in arrows(newham_moves.axes[0])]
    expected = []
    for move in newham.moves.to_dict("records"):
        still = move["from_grade"] == move["to_grade"]
        dashed = None if still and not move["crosses_break"] else move["crosses_break"]
        expected.append((move["from_grade"], move["to_grade"], dashed, not still))
    assert found == expected
    assert found[:3] == [
        (FAIR, LOW, True, True),
        (LOW, GOOD, False, True),
        (GOOD, HIGH, True, True),
    ]
    assert found[5] == (HIGH, HIGH, True, False)
    assert [hollow for *_, hollow in found].count(False) == 2


def test_each_arrowhead_stands_at_the_later_grade_and_points_there(newham_moves):
    axes = newham_moves.axes[0]
    x_of = columns(axes)
    moved = [arrow for arrow in arrows(axes) if arrow[1] != arrow[2]]
    heads = heads_of_arrows(axes)
    assert len(heads) == len(moved) == 13
    for (y, start, end, *_), (level, x, shape) in zip(moved, heads, strict=True):
        assert level == y
        assert x == pytest.approx(x_of[end], abs=0.04)
        assert shape == (">" if x_of[end] > x_of[start] else "<")


def test_words_beside_each_arrow_say_when_and_how_far(newham, newham_moves):
    axes = newham_moves.axes[0]
    found = [words_beside(axes, y) for y, *_ in arrows(axes)]
    assert found[:3] == [
        ["2014 to 2019", "down 1 grade"],
        ["2019 to 2022", "up 2 grades"],
        ["2022 to 2025", "up 1 grade"],
    ]
    for (years, how), move in zip(found, newham.moves.to_dict("records"), strict=True):
        assert years == f"{move['from_started'].year} to {move['to_started'].year}"
        how, _, shared = how.partition(", ")
        both, first = move["shared"], move["from_shared"]
        assert shared == ("shared" if both else "from shared" if first else "")
        if how == "no change":
            assert move["steps"] == 0
        else:
            way, count, noun = how.split()
            assert int(count) * {"up": 1, "down": -1}[way] == move["steps"]
            assert noun == ("grade" if abs(move["steps"]) == 1 else "grades")
    assert found[10][1] == "up 2 grades, shared"
    assert found[11][1] == "up 1 grade, from shared"


def test_each_arrow_stands_under_the_name_of_its_area(newham, newham_moves):
    axes = newham_moves.axes[0]
    names = sorted((text.get_position()[1], text.get_text()) for text in axes.texts
                   if text.get_text() in ratings.AREAS.values())  # fmt: skip
    above = [max(name for name in names if name[0] < y)[1] for y, *_ in arrows(axes)]
    assert above == [ratings.AREAS[area] for area in newham.moves["area"]]


def test_areas_judged_once_are_named_with_their_grade(newham_moves, areas):
    assert "Adoption: judged once, Good in 2014" in words_of(newham_moves)
    more = pd.concat([areas, by_area(("care_leavers", THIRD, LOW))])
    drawn = words_of(ratings.grade_moves(moves_of(more), more))
    once = [word for word in drawn if "judged once" in word]
    assert once == [
        "Adoption: judged once, Good in 2016",
        "Care leavers: judged once, Inadequate in 2025",
    ]


def test_a_grade_that_goes_down_three_draws_an_arrow_to_the_left():
    areas = by_area(("in_care", FIRST, HIGH), ("in_care", SECOND, LOW))
    figure = ratings.grade_moves(moves_of(areas), areas)
    axes = figure.axes[0]
    ((y, *arrow),) = arrows(axes)
    assert arrow == [HIGH, LOW, False, True]
    assert [shape for *_, shape in heads_of_arrows(axes)] == ["<"]
    assert words_beside(axes, y) == ["2019 to 2021", "down 3 grades"]
    assert faults(figure) == []


def test_what_did_not_move_is_a_dot_dashed_where_the_framework_changed():
    areas = by_area(("in_care", FIRST, LOW), ("in_care", SECOND, LOW), ("in_care", THIRD, LOW))
    figure = ratings.grade_moves(moves_of(areas), areas)
    within, across = arrows(figure.axes[0])
    assert within[1:] == (LOW, LOW, None, False)
    assert across[1:] == (LOW, LOW, True, False)
    assert heads_of_arrows(figure.axes[0]) == []
    assert faults(figure) == []


def test_a_council_with_one_inspection_has_no_arrows_and_every_area_named():
    areas = by_area(("overall_effectiveness", FIRST, GOOD), ("in_care", FIRST, LOW))
    without = moves_of(by_area(("in_care", FIRST, LOW), ("in_care", SECOND, LOW))).iloc[:0]
    figure = ratings.grade_moves(without, areas)
    assert arrows(figure.axes[0]) == []
    assert [word for word in words_of(figure) if "judged once" in word] == [
        "Overall effectiveness: judged once, Good in 2019",
        "Children in care: judged once, Inadequate in 2019",
    ]
    assert faults(figure) == []


def test_the_moves_of_a_council_with_one_inspection_can_be_drawn():
    areas = by_area(("overall_effectiveness", FIRST, GOOD), ("in_care", FIRST, LOW))
    figure = ratings.grade_moves(moves_of(areas), areas)
    assert arrows(figure.axes[0]) == []


# One time axis


def entries(*rows):
    """Return what judgements.timeline returns; a row is lane, day, label, and when it ended."""
    frame = pd.DataFrame(
        [
            (judgements.LANES[lane], pd.Timestamp(day), pd.Timestamp(*ended or [None]), day, label)
            for lane, day, label, *ended in rows
        ],
        columns=["lane", "day", "ended", "when", "label"],
    )
    lanes = pd.Categorical(frame["lane"], judgements.LANES, ordered=True)
    seen = ["full" if lane == judgements.LANES[2] else None for lane in lanes]
    return frame.assign(lane=lanes, source="a source", seen=seen)


def lanes(axes):
    """Return the x of each lane, from its upright line."""
    return sorted(x0 for x0, x1, *_ in segments(axes, style.QUIET) if x0 == x1)


def ticks(axes):
    """Return the depth of each year, from the ticks of the first lane."""
    x = lanes(axes)[0]
    years = sorted(int(text.get_text()) for text in axes.texts if text.get_text().isdigit())
    across = [y0 for x0, x1, y0, y1, _ in segments(axes, style.QUIET) if x0 < x < x1 and y0 == y1]
    return dict(zip(years, sorted(across), strict=True))


def depth_of(axes):
    """Return a function from days to depths, read from the first and the last year's tick."""
    (first, top), *_, (last, bottom) = ticks(axes).items()
    start = pd.Timestamp(first, 1, 1)
    inch = (bottom - top) / (pd.Timestamp(last, 1, 1) - start).days
    return lambda day: top + (day - start).days * inch


def marks(axes):
    """Return lane, label and depth of each point, in the order of the entries."""
    points = [line for line in axes.lines if line.get_marker() in ("o", "D")]
    return [
        (lanes(axes).index(line.get_xdata()[0]), line.get_gid(), line.get_ydata()[0])
        for line in points
    ]


def beside(axes, lane):
    """Return the words beside a lane, from the top down, joined."""
    x = lanes(axes)[lane]
    found = [text for text in axes.texts if x + 0.1 < text.get_position()[0] < x + 0.3]
    return " ".join(
        text.get_text() for text in sorted(found, key=lambda text: text.get_position()[1])
    )


@pytest.fixture(scope="module")
def newham_timeline(newham):
    return ratings.timeline(newham.entries)


def test_each_point_stands_in_its_lane_at_the_depth_of_its_day(newham, newham_timeline):
    axes = newham_timeline.axes[0]
    depth = depth_of(axes)
    expected = [
        (judgements.LANES.index(row["lane"]), row["label"], pytest.approx(depth(row["day"])))
        for row in newham.entries.to_dict("records")
    ]
    assert marks(axes) == expected
    assert len(expected) == 35
    diamonds = [line for line in axes.lines if line.get_marker() == "D"]
    hollow = [line.get_gid() for line in diamonds if line.get_markerfacecolor() == style.WHITE]
    parts = newham.entries[newham.entries["seen"] == "excerpt"]
    assert hollow == parts["label"].tolist()


def test_depth_is_proportional_to_time():
    figure = ratings.timeline(
        entries((0, "2016-03-01", "a"), (1, "2017-03-01", "b"), (2, "2018-03-01", "c"))
    )
    (_, _, first), (_, _, second), (_, _, third) = marks(figure.axes[0])
    assert (third - second) / (second - first) == pytest.approx(1)
    assert list(ticks(figure.axes[0])) == [2016, 2017, 2018, 2019]
    days = [pd.Timestamp(year, 1, 1) for year in ticks(figure.axes[0])]
    depth = depth_of(figure.axes[0])
    assert [depth(day) for day in days] == pytest.approx(list(ticks(figure.axes[0]).values()))
    assert first - depth(days[0]) == pytest.approx((second - first) * 60 / 365)


def test_each_year_is_named_at_its_tick(newham_timeline):
    axes = newham_timeline.axes[0]
    assert list(ticks(axes)) == list(range(2014, 2028))
    named = {int(text.get_text()): text.get_position()[1] for text in axes.texts
             if text.get_text().isdigit()}  # fmt: skip
    for year, y in ticks(axes).items():
        assert named[year] - 0.33 * 9.5 / 72 == pytest.approx(y, abs=0.01)  # middle of a digit


def test_every_label_stands_beside_its_lane_in_time(newham, newham_timeline):
    for number, lane in enumerate(judgements.LANES):
        rows = newham.entries[newham.entries["lane"] == lane]
        labels = [f"{row['when']}: {row['label']}" for row in rows.to_dict("records")]
        drawn = beside(newham_timeline.axes[0], number).replace("\N{NO-BREAK SPACE}", " ")
        if number < 2:
            assert drawn == " ".join(labels)
    assert drawn == (
        "8 to 31 Aug 2014: ◊ Newham Recorder Feb 2019: ◊ Newham Council, ◊ Newham Recorder, "
        "◊ Newham Council Mar 2019: ◊ Newham Council, ◆ Newham Recorder, ◆ Newham Council, ◆ Mayor "
        "Rokhsana Fiaz Jun 2019: ◊ Children & Young People Now, ◊ Mayor Rokhsana Fiaz Dec 2019: "
        "◊ Newham Recorder, ◊ The Voice Feb 2020: ◊ Mayor Rokhsana Fiaz, ◊ Newham Recorder, "
        "◊ Children & Young People Now 19 to 31 Oct 2021: ◊ Newham Recorder Mar 2022: ◊ Newham "
        "Council, ◆ Newham Council 21 Sep 2022: ◆ Newham Council 12 to 31 Jan 2026: ◊ Newham "
        "Council"
    )


def test_the_lanes_are_named(newham_timeline):
    axes = newham_timeline.axes[0]
    heads = [text for text in axes.texts if text.get_text() in judgements.LANES]
    assert [text.get_text() for text in heads] == list(judgements.LANES)
    assert [text.get_position()[0] + 0.05 for text in heads] == pytest.approx(lanes(axes))


def test_a_line_leads_from_each_point_to_the_first_line_of_its_label(newham, newham_timeline):
    axes = newham_timeline.axes[0]
    leaders = [line.get_xydata() for line in axes.lines if len(line.get_xdata()) == 3]
    rows = newham.entries.assign(month=newham.entries["day"].dt.strftime("%b %Y"))
    rows["mark"] = marks(axes)
    documents = rows["lane"] == judgements.LANES[2]
    many = documents & rows.duplicated(["lane", "month"], keep=False)
    rows["when"] = rows["when"].where(~many, rows["month"])
    rows = rows[~documents | ~rows.duplicated(["lane", "month"])]
    assert len(leaders) == len(rows) == 25
    for line, (lane, _, y), when in zip(leaders, rows["mark"], rows["when"], strict=True):
        assert list(line[0]) == [lanes(axes)[lane], y]
        level = [
            text.get_text()
            for text in axes.texts
            if 0 < text.get_position()[0] - line[-1][0] < 0.1
            and abs(text.get_position()[1] - 0.33 * 9 / 72 - line[-1][1]) < 0.03
        ]
        assert [text.startswith(f"{when}:") for text in level] == [True]


def test_the_bar_runs_from_start_to_end(newham, newham_timeline):
    axes = newham_timeline.axes[0]
    (bar,) = axes.collections
    box, depth = bar.get_paths()[0].get_extents(), depth_of(axes)
    assert box.y0 == pytest.approx(depth(pd.Timestamp("2019-03-25")))
    assert box.y1 == pytest.approx(depth(pd.Timestamp("2022-09-21")))
    assert (box.x0 + box.x1) / 2 == pytest.approx(lanes(axes)[1])


def test_every_entry_that_lasts_and_no_other_has_a_bar():
    figure = ratings.timeline(
        entries((0, "2016-03-01", "a", "2017-02-01"), (1, "2016-04-01", "b"),
                (2, "2016-05-01", "c", "2019-08-01"))
    )  # fmt: skip
    axes = figure.axes[0]
    depth = depth_of(axes)
    found = [bar.get_paths()[0].get_extents() for bar in axes.collections]
    assert [[box.y0, box.y1] for box in found] == [
        pytest.approx([depth(pd.Timestamp(start)), depth(pd.Timestamp(end))])
        for start, end in [("2016-03-01", "2017-02-01"), ("2016-05-01", "2019-08-01")]
    ]
    assert list(ticks(axes))[-1] == 2020
    assert faults(figure) == []


@pytest.mark.parametrize("day", ["2014-02-01", "2019-11-30"])
def test_ten_entries_on_one_day_do_not_overlap(day):
    same = [(2, day, f"Newham Recorder, leader’s column {number}") for number in range(10)]
    figure = ratings.timeline(entries((0, "2014-01-02", "first"), (0, "2019-12-30", "last"), *same))
    month = f"{pd.Timestamp(day):%b %Y}"
    told = ", ".join(f"◆\N{NO-BREAK SPACE}{label}" for _, _, label in same)
    assert beside(figure.axes[0], 2) == f"{month}: {told}"
    assert len({y for lane, _, y in marks(figure.axes[0]) if lane == 2}) == 1
    assert faults(figure) == []


# Grades that documents told


def cells(figure):
    """Return the cells of a grid row by row, without empty ones at the end of a row."""
    rows = table(figure.axes[0])
    for row in rows:
        while row[-1] == ("", ""):
            row.pop()
    return rows


@pytest.fixture(scope="module")
def newham_grid(newham):
    return ratings.grades_documents_stated(newham.grid, newham.inspections, newham.documents)


def test_the_grid_of_newham_word_by_word(newham_grid):
    heads = [(head, "") for head in ("Overall effectiveness", "Impact of leaders",
                                     "Help and protection",
                                     "Children in care and care leavers")]  # fmt: skip
    out = ("not stated", "")
    low, fair = ("Inadequate", "filled"), ("Requires improvement", "filled")
    drawn = [[(words.replace("\N{NO-BREAK SPACE}", " "), look) for words, look in row]
             for row in cells(newham_grid)]  # fmt: skip
    assert drawn[2] == [
        ("◊ Newham Recorder news report (part), Aug 2014", ""), fair, *[("not seen", "")] * 5
    ]  # fmt: skip
    high = ("Outstanding", "filled")
    assert drawn[-1] == [
        ("◊ Newham Council press release (part), Jan 2026", ""), ("Outstanding (implied)",
        "outlined"), high, high, high, high,
    ]  # fmt: skip
    assert drawn[3:-3] == [
        [("ILACS standard inspection, report of 25 Mar 2019", ""), *heads],
        [("Official record", ""), ("Inadequate", "tinted"), ("Inadequate", "tinted"),
         ("Requires improvement", "tinted"), ("Inadequate", "tinted")],
        [("◊ Newham Council press release (part), Mar 2019", ""), low, low, fair, low],
        [("◆ Newham Recorder news report, Mar 2019", ""), low, low, fair,
         ("Inadequate (implied)", "outlined")],
        [("◆ Newham Council web page, Mar 2019", ""), out, out, out, out],
        [("◆ Mayor Rokhsana Fiaz column in Newham Recorder, Mar 2019", ""), low, out, out, out],
        [("◆ Newham Council press release, Sep 2022", ""), low, out, out, out],
        [("Joint area SEND inspection (Ofsted and CQC), report of 15 Mar 2022", "")],
        [("Official record", ""), ("gives no grades", "")],
        [("◆ Newham Council text on Loss of Brain Trust (blog), Mar 2022", ""),
         ("none to state", "")],
        [("ILACS standard inspection, report of 21 Sep 2022", ""), *heads],
        [("Official record", ""), ("Good", "tinted"), ("Outstanding", "tinted"),
         ("Good", "tinted"), ("Good", "tinted")],
        [("◆ Newham Council press release, Sep 2022", ""), ("Good", "filled"),
         ("Outstanding", "filled"), out, out],
    ]  # fmt: skip


def told_in_words(row):
    """Return the words and the look that a row of the grid should have."""
    if row["how"] == "no grade given":
        return ("none to state", "")
    if row["how"] in ("not stated", "not seen"):
        return (row["how"], "")
    grade = row["told"].replace(" to be good", "")
    return (grade, "filled") if row["how"] == "stated" else (f"{grade} (implied)", "outlined")


def test_boxes_and_words_equal_the_grid(newham, newham_grid):
    grid = newham.grid
    expected = []
    for _, block in grid.groupby("inspection_id", sort=False):
        expected.append([
            ("gives no grades", "") if pd.isna(grade)
            else (grade.replace(" to be good", ""), "tinted")
            for grade in block.drop_duplicates("judgement")["official"]
        ])  # fmt: skip
        for _, told in block.groupby("document_id", sort=False):
            expected.append([told_in_words(row) for row in told.to_dict("records")])
    drawn = [row[1:] for row in cells(newham_grid) if "report of" not in row[0][0]]
    assert drawn == expected
    looks = [box.get_gid() for box in newham_grid.axes[0].patches]
    assert {look: looks.count(look) for look in looks} == {
        "tinted": grid.drop_duplicates(["inspection_id", "judgement"])["official"].notna().sum(),
        "filled": (grid["how"] == "stated").sum(),
        "outlined": (grid["how"] == "implied").sum(),
    }


def test_the_key_names_the_graded_inspections_of_which_no_document_tells(newham, newham_grid):
    without = newham.grid[~newham.grid["inspection_id"].isin(["2014", "2025"])]
    figure = ratings.grades_documents_stated(without, newham.inspections, newham.documents)
    keys = [" ".join(words.split()) for drawn in (figure, newham_grid) for words in words_of(drawn)
            if "Pale:" in words]  # fmt: skip
    assert keys[0].endswith("No document read gives a grade of the inspections of 2014 and 2025.")
    assert "No document" not in keys[1]


def test_only_an_outlined_box_is_dashed(newham_grid):
    looks = {
        (box.get_gid(), to_hex(box.get_facecolor()).upper(), box.get_linestyle())
        for box in newham_grid.axes[0].patches
    }
    assert looks == {
        ("filled", style.FOCUS, "-"),
        ("tinted", style.TINT, "-"),
        ("outlined", style.WHITE, "--"),
    }


ABOUT = {
    "document_id": "page",
    "publisher": "Newham Council",
    "original_publisher": None,
    "kind": "council_page",
    "seen": "full",
    "published": pd.Timestamp("2014-09-01"),
    "published_latest": pd.Timestamp("2014-09-01"),
}


@pytest.mark.parametrize("publisher", ["Newham Council", "The Newham Safeguarding Children Board"])
@pytest.mark.parametrize(("how", "look"), [("stated", "filled"), ("implied", "outlined")])
def test_six_judgements_and_a_long_publisher_draw_without_overlap(newham, publisher, how, look):
    """The single inspection framework graded six judgements: the narrowest columns there are."""
    about = pd.DataFrame([ABOUT | {"publisher": publisher}])
    grid = pd.DataFrame(
        [
            ("2014", "page", judgement, FAIR, FAIR, how)
            for judgement in newham.judgements.query("inspection_id == '2014'")["judgement"]
        ],
        columns=["inspection_id", "document_id", "judgement", "official", "told", "how"],
    )
    figure = ratings.grades_documents_stated(grid, newham.inspections, about)
    _, official, told = cells(figure)
    assert official[1:] == [("Requires improvement", "tinted")] * 6
    assert told[0] == (f"◆\N{NO-BREAK SPACE}{publisher} web page, Sep 2014", "")
    suffix = " (implied)" if how == "implied" else ""
    assert told[1:] == [(f"Requires improvement{suffix}", look)] * 6
    assert faults(figure) == []


def test_a_grade_told_that_differs_from_the_record_is_drawn_as_told(newham):
    grid = pd.DataFrame(
        [("2019", "page", "overall_effectiveness", LOW, GOOD, "stated")],
        columns=["inspection_id", "document_id", "judgement", "official", "told", "how"],
    )
    figure = ratings.grades_documents_stated(grid, newham.inspections, pd.DataFrame([ABOUT]))
    _, official, told = cells(figure)
    assert official[1:] == [("Inadequate", "tinted")]
    assert told[1:] == [("Good", "filled")]


def test_every_judgement_of_the_schema_has_a_heading_that_fits(newham):
    every = list(tables.labels("judgements", "judgement"))
    for start in range(0, len(every), 6):
        grid = pd.DataFrame(
            [("2019", "page", judgement, GOOD, None, "not stated")
             for judgement in every[start : start + 6]],
            columns=["inspection_id", "document_id", "judgement", "official", "told", "how"],
        )  # fmt: skip
        figure = ratings.grades_documents_stated(grid, newham.inspections, pd.DataFrame([ABOUT]))
        assert faults(figure) == []
