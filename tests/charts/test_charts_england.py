"""What the charts of notebook 02 draw."""

import re
from itertools import pairwise

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import QuadMesh
from matplotlib.colors import to_hex, to_rgb

from council_record.analysis import england
from council_record.figures import england as charts
from council_record.figures import style
from drawn import colours, faults, fonts, texts, words_of

GRADES = ["Inadequate", "Requires improvement to be good", "Good", "Outstanding"]
LOW, FAIR, GOOD, HIGH = GRADES
SHORT = dict(zip(GRADES, ["Inadequate", "Requires improvement", "Good", "Outstanding"],
                 strict=True))  # fmt: skip
OWN = "Testham"
LONG = "Bournemouth, Christchurch and Poole"
NARROWER = "narrower"
HOUSE = {style.FOCUS, style.CONTEXT, style.SECOND, style.INK, style.QUIET, style.WHITE}


def named(figure, start):
    """Return the words of the text that starts like this, on one line."""
    (found,) = [words for words in words_of(figure) if words.startswith(start)]
    return " ".join(found.split())


def panels(figure):
    return {axes.get_gid(): axes for axes in figure.axes if axes.get_gid()}


def headings(figure):
    return [text.get_text() for text in texts(figure)
            if text.get_weight() == "semibold" and text.get_fontsize() == 11
            and text.get_gid() != "subtitle"]  # fmt: skip


def luminance(colour):
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(ink, ground):
    """Return the contrast of two colours by the Web Content Accessibility Guidelines."""
    light, dark = sorted([luminance(ink), luminance(ground)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


# Shares of councils at each grade

DAYS = pd.to_datetime(["2023-03-31", "2023-06-30", "2023-12-31", "2024-03-31"])
BEGUN = pd.Timestamp("2022-12-31")  # the quarter that ends on the first day begins here
COUNTED = {  # of twenty councils, at each grade, the lowest first, day by day
    "overall_effectiveness": [(1, 2, 3, 0), (2, 4, 8, 2), (4, 4, 8, 2), (1, 3, 12, 4)],
    "care_leavers": [(0, 0, 0, 0), (0, 1, 0, 0), (0, 1, 2, 1), (2, 4, 2, 3)],
}
STANDS = pd.Series({"overall_effectiveness": GOOD})


def shares_of(counted):
    """Return what england.shares returns of twenty councils."""
    rows = [
        (day, area, grade, councils, 20, 5.0 * councils)
        for area, counts in counted.items()
        for day, there in zip(DAYS, counts, strict=True)
        for grade, councils in zip(
            ["not yet judged", *GRADES], [20 - sum(there), *there], strict=True
        )
    ]
    return pd.DataFrame(rows, columns=["day", "area", "grade", "councils", "of", "share"])


def band(axes, grade, day):
    """Return from where to where, in per cent, the band of a grade reaches on a day; or None."""
    (shape,) = [group for group in axes.collections if group.get_gid() == grade]
    levels = np.arange(0.25, 100, 0.5)
    places = np.column_stack([np.full(len(levels), mdates.date2num(day)), levels])
    inside = levels[shape.get_paths()[0].contains_points(places)]
    return (inside.min() - 0.25, inside.max() + 0.25) if len(inside) else None


def stacked(there):
    """Return from where to where each band should reach when so many councils are there."""
    ends = [0, *np.cumsum(there) * 5]
    return [(low, high) if high > low else None for low, high in pairwise(ends)]


def labels(axes):
    """Return the labels beside a panel, from the top down."""
    found = [text for text in axes.texts if text.get_text().partition("%")[1]]
    return sorted(found, key=lambda text: -text.get_position()[1])


def leaders(axes):
    """Return from where to where the line leads to each label, from the top down."""
    found = [line.get_ydata() for line in axes.lines if line.get_color() == style.QUIET]
    return sorted(map(tuple, found), key=lambda ends: -ends[1])


@pytest.fixture(scope="module")
def grade_shares():
    figure = charts.grade_shares(shares_of(COUNTED), OWN, STANDS)
    assert faults(figure) == []
    return figure


def test_a_panel_for_each_area_runs_from_a_quarter_before_the_first_day_to_the_last(grade_shares):
    assert list(panels(grade_shares)) == list(COUNTED)
    assert headings(grade_shares) == ["Overall effectiveness", "Care leavers"]
    for axes in panels(grade_shares).values():
        assert list(axes.get_xlim()) == list(mdates.date2num([BEGUN, DAYS[-1]]))
        assert axes.get_ylim() == (0, 100)
        assert [text.get_text() for text in axes.get_yticklabels()] == ["0%", "50%", "100%"]
        years = pd.to_datetime(["2023-01-01", "2024-01-01"])
        assert list(axes.get_xticks()) == list(mdates.date2num(years))
        assert [text.get_text() for text in axes.get_xticklabels()] == ["2023", "2024"]


def test_bands_are_the_shares_added_up_with_the_best_grade_on_top(grade_shares):
    """Between two days the bands are those of the later one: a step is as the quarter ended."""
    for area, counts in COUNTED.items():
        for (before, day), there in zip(pairwise([BEGUN, *DAYS]), counts, strict=True):
            for part in (0.01, 0.5, 0.99):
                moment = before + (day - before) * part
                drawn = [band(panels(grade_shares)[area], grade, moment) for grade in GRADES]
                assert drawn == stacked(there)


def edge_of(line):
    """Return the corners of a line as drawn, with its steps: day and level, from the left."""
    corners = line.get_path().vertices.tolist()
    return [corner for n, corner in enumerate(corners) if not n or corner != corners[n - 1]]


def test_a_white_line_follows_the_upper_edge_of_each_band(grade_shares):
    texts(grade_shares)  # draws, so that every line knows its place
    days = mdates.date2num([BEGUN, *DAYS])
    for area, counts in COUNTED.items():
        found = [line for line in panels(grade_shares)[area].lines
                 if line.get_color() == style.WHITE]  # fmt: skip
        for number, line in enumerate(found):
            levels = [5 * sum(there[: number + 1]) for there in counts]
            steps = [
                [day, level] for pair, level in zip(pairwise(days), levels, strict=True)
                for day in pair
            ]  # fmt: skip
            expected = [step for n, step in enumerate(steps) if not n or step != steps[n - 1]]
            assert edge_of(line) == expected
        assert len(found) == len(GRADES)


def test_where_the_labels_point_the_bands_are_those_of_the_last_day(grade_shares):
    """A label says what the share is on the last day; the band beside it must show that."""
    edge = DAYS[-1] - (DAYS[-1] - DAYS[0]) / 1000
    for area, counts in COUNTED.items():
        drawn = [band(panels(grade_shares)[area], grade, edge) for grade in GRADES]
        assert drawn == stacked(counts[-1])


def test_the_better_the_grade_the_darker_its_band(grade_shares):
    for axes in panels(grade_shares).values():
        found = {group.get_gid(): luminance(group.get_facecolor()[0][:3])
                 for group in axes.collections}  # fmt: skip
        assert list(found) == GRADES
        assert sorted(found, key=found.get, reverse=True) == GRADES
        shades = [to_hex(group.get_facecolor()[0]).upper() for group in axes.collections]
        assert shades == list(charts.TINTS)


def test_labels_give_the_share_on_the_last_day_the_best_grade_on_top(grade_shares):
    drawn = {area: [text.get_text() for text in labels(axes)]
             for area, axes in panels(grade_shares).items()}  # fmt: skip
    assert drawn == {
        "overall_effectiveness": ["Outstanding 20%", "Good 60%, Testham",
                                  "Requires improvement 15%", "Inadequate 5%"],
        "care_leavers": ["Outstanding 15%", "Good 10%", "Requires improvement 20%",
                         "Inadequate 10%"],
    }  # fmt: skip


def test_each_label_leads_to_the_middle_of_its_band(grade_shares):
    for area, axes in panels(grade_shares).items():
        ends = [0, *np.cumsum(COUNTED[area][-1]) * 5]
        middles = [(low + high) / 2 for low, high in pairwise(ends)]
        places = [text.get_position()[1] for text in labels(axes)]
        assert leaders(axes) == list(zip(middles[::-1], places, strict=True))


def test_only_the_grade_at_which_the_council_stands_is_bold(grade_shares):
    bold = [text.get_text() for axes in panels(grade_shares).values() for text in labels(axes)
            if text.get_weight() != "regular"]  # fmt: skip
    assert bold == ["Good 60%, Testham"]
    assert named(grade_shares, "Each band").endswith(
        "the white above is councils not yet inspected under ILACS, or without a grade of their "
        "own for care leavers. A step is a quarter, as it ended. In bold: Testham on 31 March 2024."
    )


def test_a_council_abolished_by_then_is_said_to_be_so_and_stands_nowhere():
    gone = f"{OWN} was abolished on 31 March 2021."
    figure = charts.grade_shares(shares_of(COUNTED), OWN, pd.Series(dtype=object), gone)
    assert named(figure, "Each band").endswith(f"as it ended. {gone}")
    assert "In bold" not in named(figure, "Each band")
    assert {text.get_weight() for axes in panels(figure).values() for text in labels(axes)} == {
        "regular"
    }
    assert faults(figure) == []


def test_thin_bands_and_a_long_name_draw_without_overlap():
    """All councils at one grade, one council judged, none; the name stands at a thin band."""
    ends = {
        "overall_effectiveness": (20, 0, 0, 0),
        "impact_of_leaders": (0, 0, 0, 20),
        "help_and_protection": (1, 1, 1, 1),
        "in_care": (0, 1, 0, 0),
        "care_leavers": (1, 0, 0, 0),
    }
    shares = shares_of({area: [there] * len(DAYS) for area, there in ends.items()})
    stands = pd.Series({"overall_effectiveness": LOW, "impact_of_leaders": HIGH,
                        "help_and_protection": FAIR, "in_care": FAIR,
                        "care_leavers": LOW})  # fmt: skip
    figure = charts.grade_shares(shares, LONG, stands)
    for area, axes in panels(figure).items():
        drawn = [" ".join(text.get_text().split()) for text in labels(axes)]
        assert drawn == [
            f"{SHORT[grade]} {5 * count}%" + (f", {LONG}" if stands[area] == grade else "")
            for grade, count in list(zip(GRADES, ends[area], strict=True))[::-1]
        ]
    assert faults(figure) == []


# Moves from grade to grade, counted


def moves_of(*rows):
    """Return what england.moves returns; a row is council, area, from, to, year, continuity."""
    frame = pd.DataFrame(
        [
            (council, area, start, end, GRADES.index(end) - GRADES.index(start), *how,
             pd.Timestamp(year, 6, 1))
            for council, area, start, end, year, *how in [
                row if len(row) == 6 else (*row, "same framework") for row in rows]
        ],
        columns=["local_authority", "area", "from_grade", "to_grade", "steps", "continuity",
                 "to_started"],
    )  # fmt: skip
    for column in ("from_grade", "to_grade"):
        frame[column] = pd.Categorical(frame[column], GRADES, ordered=True)
    return frame


MOVES = moves_of(
    (OWN, "overall_effectiveness", LOW, GOOD, 2021),
    (OWN, "overall_effectiveness", GOOD, GOOD, 2024),
    ("Wakefield", "overall_effectiveness", LOW, GOOD, 2021),
    ("York", "overall_effectiveness", FAIR, HIGH, 2025),
    ("Suffolk", "overall_effectiveness", HIGH, HIGH, 2024),
    ("Suffolk", "overall_effectiveness", HIGH, FAIR, 2025),
    (OWN, "in_care", LOW, HIGH, 2021),
    ("York", "in_care", FAIR, HIGH, 2025, NARROWER),
    ("Wakefield", "in_care", GOOD, LOW, 2021, NARROWER),
    ("York", "care_leavers", FAIR, FAIR, 2025, NARROWER),
    ("Wakefield", "care_leavers", GOOD, LOW, 2021, NARROWER),
)
BEST = GRADES[::-1]


def matrix(figure_, moves, council):
    return figure_(moves, england.transitions(moves, council), council)


@pytest.fixture(scope="module")
def moves_matrix():
    figure = matrix(charts.moves_matrix, MOVES, OWN)
    assert faults(figure) == []
    return figure


def numbers(axes):
    """Return the number in each cell of a grid, row by row from the top."""
    cells = {tuple(text.get_position()): int(text.get_text()) for text in axes.texts
             if text.get_text().isdigit()}  # fmt: skip
    assert axes.yaxis_inverted()
    return [[cells[column + 0.5, row + 0.5] for column in range(4)] for row in range(4)]


def framed(axes):
    """Return row and column of the cells that have a frame."""
    boxes = [box.get_bbox() for box in axes.patches if box.get_gid() == "own"]
    found = [(int((box.y0 + box.y1) / 2), int((box.x0 + box.x1) / 2)) for box in boxes]
    for (row, column), box in zip(found, boxes, strict=True):
        assert row < box.y0 < box.y1 < row + 1
        assert column < box.x0 < box.x1 < column + 1
    return found


def test_the_number_in_each_cell_is_that_of_the_table(moves_matrix):
    transitions = england.transitions(MOVES, OWN).set_index(["judgement", "from_grade", "to_grade"])
    assert list(panels(moves_matrix)) == ["overall_effectiveness", "in_care", "care_leavers"]
    for area, axes in panels(moves_matrix).items():
        expected = [[transitions.loc[(area, start, end), "inspections"] for end in BEST]
                    for start in BEST]  # fmt: skip
        assert numbers(axes) == expected
    assert numbers(panels(moves_matrix)["overall_effectiveness"]) == [
        [1, 0, 1, 0],
        [0, 1, 0, 0],
        [1, 0, 0, 0],
        [0, 2, 0, 0],
    ]
    assert len(texts(moves_matrix)) == 3 * (16 + 8 + 1) + 3


def test_rows_and_columns_are_named_the_best_grade_first(moves_matrix):
    for axes in panels(moves_matrix).values():
        rows = {label.get_text(): place
                for label, place in zip(axes.get_yticklabels(), axes.get_yticks(), strict=True)
                }  # fmt: skip
        columns = {label.get_text(): place
                   for label, place in zip(axes.get_xticklabels(), axes.get_xticks(), strict=True)
                   }  # fmt: skip
        assert rows == {f"from {SHORT[grade]}": row + 0.5 for row, grade in enumerate(BEST)}
        assert columns == {SHORT[grade]: column + 0.5 for column, grade in enumerate(BEST)}


def test_the_council_s_cells_are_framed_and_no_others(moves_matrix):
    found = {area: framed(axes) for area, axes in panels(moves_matrix).items()}
    assert found == {
        "overall_effectiveness": [(1, 1), (3, 1)],
        "in_care": [(3, 0)],
        "care_leavers": [],
    }
    looks = {to_hex(box.get_edgecolor()).upper() for axes in panels(moves_matrix).values()
             for box in axes.patches}  # fmt: skip
    assert looks == {style.SECOND}
    assert all(not box.get_fill() for axes in moves_matrix.axes for box in axes.patches)
    assert named(moves_matrix, "Rows:").endswith("Framed in orange: moves of Testham.")


def test_headings_count_the_pairs_by_way_and_those_from_a_shared_grade(moves_matrix):
    assert headings(moves_matrix) == [
        "Overall effectiveness: 6 pairs of inspections, 3 up, 2 the same, 1 down",
        "Children in care: 3 pairs of inspections, 2 up, 0 the same, 1 down; "
        "2 start from the shared grade",
        "Care leavers: 2 pairs of inspections, 0 up, 1 the same, 1 down; "
        "all start from the shared grade",
    ]
    assert (
        "Each number counts pairs of inspections, of all councils; darker cells hold more. Shared: "
        "one grade for children in care and care leavers together. Framed"
    ) in named(moves_matrix, "Rows:")


def test_the_more_moves_the_darker_the_cell(moves_matrix):
    shades = {}
    for axes in panels(moves_matrix).values():
        (mesh,) = [group for group in axes.collections if isinstance(group, QuadMesh)]
        assert mesh.get_array().reshape(4, 4).tolist() == numbers(axes)
        for count, colour in zip(mesh.get_array().flat, mesh.get_facecolors(), strict=True):
            shades.setdefault(int(count), set()).add(to_hex(colour))
    assert all(len(found) == 1 for found in shades.values())
    dark = {count: luminance(*found) for count, found in shades.items()}
    assert sorted(dark, key=dark.get, reverse=True) == [0, 1, 2]


def test_numbers_stand_out_from_their_cells():
    """As all small type does, see test_style: also on cells that are half dark."""
    counts = dict(zip([(start, end) for start in GRADES for end in GRADES], range(5, 85, 5),
                      strict=True))  # fmt: skip
    moves = moves_of(*[
        (f"council {n}", "in_care", *pair, 2024) for pair, n in counts.items() for _ in range(n)
    ])  # fmt: skip
    figure = matrix(charts.moves_matrix, moves, OWN)
    (axes,) = panels(figure).values()
    (mesh,) = axes.collections
    words_of(figure)  # draws, so that every cell has its colour
    inks = {int(text.get_text()): text.get_color() for text in axes.texts
            if text.get_text().isdigit()}  # fmt: skip
    faint = {
        int(count): round(contrast(inks[int(count)], ground[:3]), 1)
        for count, ground in zip(mesh.get_array().flat, mesh.get_facecolors(), strict=True)
        if contrast(inks[int(count)], ground[:3]) < 4.5
    }
    assert faint == {}
    assert set(inks.values()) == {style.INK, style.WHITE}
    assert list(inks.values()) == [style.ink_on(ground) for ground in mesh.get_facecolors()]


def test_a_council_without_a_move_has_no_frame_and_the_key_says_so():
    moves = MOVES[MOVES["area"] == "overall_effectiveness"]
    figure = matrix(charts.moves_matrix, moves, LONG)
    (axes,) = panels(figure).values()
    assert framed(axes) == []
    assert named(figure, "Rows:").endswith(
        "together. Bournemouth, Christchurch and Poole made no move in this time."
    )
    assert faults(figure) == []


def test_the_moves_of_one_council_alone_are_framed_and_counted_as_one():
    moves = moves_of((LONG, "overall_effectiveness", GOOD, GOOD, 2024))
    figure = matrix(charts.moves_matrix, moves, LONG)
    (axes,) = panels(figure).values()
    assert framed(axes) == [(1, 1)]
    assert faults(figure) == []
    assert headings(figure) == [
        "Overall effectiveness: 1 pair of inspections, 0 up, 1 the same, 0 down"
    ]


# Moves of two grades or more


def columns(axes):
    """Return the x of each grade, from its heading; the lines of a heading stand together."""
    heads = {}
    for text in axes.texts:
        if text.get_ha() == "center":
            heads.setdefault(round(text.get_position()[0], 3), []).append(text.get_text())
    return {x: " ".join(lines) for x, lines in heads.items()}


def listing(figure):
    """Return what each arrow tells, from the top down.

    Returns
    -------
    list of tuple
        Heading above it, from grade, to grade, dashed, the words beside it in bold, the others.
    """
    axes = figure.axes[0]
    grade = columns(axes)
    starts = {line.get_ydata()[0]: line for line in axes.lines if line.get_marker() == "o"}
    heads = {line.get_ydata()[0]: line for line in axes.lines if line.get_marker() in "<>"}
    shafts = {line.get_ydata()[0]: line for line in axes.lines
              if line.get_color() == style.FOCUS and len(line.get_xdata()) == 2}  # fmt: skip
    assert set(starts) == set(heads) == set(shafts)
    tops = [*sorted(starts), 99]
    written = sorted(axes.texts, key=lambda text: text.get_position()[1])
    rows = []
    for y, following in pairwise(tops):
        (x,), (start, end) = starts[y].get_xdata(), shafts[y].get_xdata()
        assert x == start
        assert to_hex(starts[y].get_markerfacecolor()).upper() == style.WHITE
        assert heads[y].get_marker() == (">" if end > start else "<")
        assert heads[y].get_xdata()[0] == pytest.approx(end, abs=0.04)
        above = [
            text.get_text()
            for text in written
            if text.get_position()[0] == style.MARGIN and text.get_position()[1] < y
        ]
        beside = [text for text in written if text.get_ha() == "left" and
                  text.get_position()[0] > max(grade)
                  and y - 0.15 < text.get_position()[1] < following - 0.15]  # fmt: skip
        bold, usual = (
            " ".join(text.get_text() for text in beside if text.get_weight() == weight)
            for weight in ("bold", "regular")
        )
        dashed = shafts[y].get_linestyle() == "--"
        rows.append((above[-1], grade[round(start, 3)], grade[round(end, 3)], dashed, bold, usual))
        assert {text.get_color() for text in beside if text.get_weight() == "bold"} <= {style.FOCUS}
    return rows


@pytest.fixture(scope="module")
def biggest_moves():
    figure = charts.biggest_moves(england.steep(MOVES), OWN)
    assert faults(figure) == []
    return figure


def test_the_grades_of_arrows_stand_from_the_lowest_to_the_highest(biggest_moves):
    found = columns(biggest_moves.axes[0])
    assert [found[x] for x in sorted(found)] == list(SHORT.values())


def test_each_arrow_goes_from_grade_to_grade_with_every_council_beside_it_once(biggest_moves):
    fair = "Requires improvement"
    assert listing(biggest_moves) == [
        ("Overall effectiveness: 4", fair, "Outstanding", False, "", "York 2025"),
        ("Overall effectiveness: 4", LOW, "Good", False, "Testham 2021", "Wakefield 2021"),
        ("Overall effectiveness: 4", "Outstanding", fair, False, "", "Suffolk 2025"),
        ("Children in care: 3", LOW, "Outstanding", False, "Testham 2021", ""),
        ("Children in care: 3", fair, "Outstanding", True, "", "York 2025"),
        ("Children in care: 3", "Good", LOW, True, "", "Wakefield 2021"),
        ("Care leavers: 1", "Good", LOW, True, "", "Wakefield 2021"),
    ]
    assert not named(biggest_moves, "From the circle").endswith("Testham.")


def test_moves_of_one_grade_have_no_arrow():
    moves = pd.concat([MOVES, moves_of(("Kent", "in_care", LOW, FAIR, 2024))])
    drawn = words_of(charts.biggest_moves(england.steep(moves), OWN))
    assert not [words for words in drawn if "Kent" in words]


@pytest.fixture(scope="module")
def many_moves():
    """Return a chart in which many councils make one move, some from a shared grade."""
    same = [(f"Bath and North East Somerset {n}", "in_care", LOW, HIGH, 2020 + n % 6)
            for n in range(12)]  # fmt: skip
    shared = [(LONG, "in_care", LOW, HIGH, 2024, NARROWER),
              ("Kent", "in_care", LOW, HIGH, 2025, NARROWER)]  # fmt: skip
    return charts.biggest_moves(england.steep(moves_of(*same, *shared)), LONG)


def test_one_move_by_many_councils_is_one_arrow_and_another_where_the_grade_was_shared(many_moves):
    plain, dashed = listing(many_moves)
    assert plain[:4] == ("Children in care: 14", LOW, "Outstanding", False)
    assert sorted(plain[5].split("; ")) == sorted(
        f"Bath and North East Somerset {n} {2020 + n % 6}" for n in range(12)
    )
    assert plain[4] == ""
    assert dashed[3:] == (True, f"{LONG} 2024", "Kent 2025")
    assert faults(many_moves) == []


def test_the_key_says_that_no_steep_move_is_by_the_council():
    figure = charts.biggest_moves(england.steep(MOVES), LONG)
    assert named(figure, "From the circle").endswith(f"None is by {LONG}.")
    assert [bold for *_, bold, _ in listing(figure)] == [""] * 7
    assert faults(figure) == []


# The time to a good grade

AS_AT = pd.Timestamp("2025-03-31")


def recoveries_of(*rows):
    """Return what england.recoveries returns; a row: council, from, until, outcome, grade, between.

    The outcome is the first letter of its name.
    """
    names = {"g": "good or better", "s": "still waiting", "a": "abolished"}
    frame = pd.DataFrame(
        [(council, pd.Timestamp(start), pd.Timestamp(end), names[outcome], grade,
          "; ".join(between)) for council, start, end, outcome, grade, *between in rows],
        columns=["local_authority", "inadequate", "until", "outcome", "grade", "between"],
    )  # fmt: skip
    frame["years"] = ((frame["until"] - frame["inadequate"]).dt.days / 365.25).round(1)
    return frame


RECOVERIES = recoveries_of(
    ("Wakefield", "2018-06-11", "2021-06-11", "g", GOOD),
    (OWN, "2019-02-11", "2022-07-18", "g", HIGH, "2021-02-11"),
    ("Harrow", "2025-01-20", AS_AT, "s", LOW),
    ("Devon", "2020-01-20", AS_AT, "s", FAIR, "2022-05-09", "2024-09-16"),
    ("Northamptonshire", "2019-06-24", "2021-03-31", "a", LOW),
)


@pytest.fixture(scope="module")
def time_to_recover():
    figure = charts.time_to_recover(RECOVERIES, OWN, AS_AT)
    assert faults(figure) == []
    return figure


def year_axis(axes):
    """Return x of year 0 and inches in a year, from the upright lines and the numbers below."""
    years = {int(text.get_text()): text.get_position()[0] for text in axes.texts
             if text.get_text().isdigit()}  # fmt: skip
    uprights = [line.get_xdata()[0] for line in axes.lines if line.get_color() == style.CONTEXT]
    assert uprights == pytest.approx([years[year] for year in range(len(years))])
    assert np.diff(uprights) == pytest.approx(uprights[1] - uprights[0])
    return uprights[0], uprights[1] - uprights[0]


def rows_of(axes):
    """Return what stands in each row, from the top down.

    Returns
    -------
    list of tuple
        Council of the marker, name on the left, years that its line is long, marker, years at
        which a tick stands, words on the right.
    """
    zero, inch = year_axis(axes)
    ends = [line for line in axes.lines if line.get_marker() in ("o", ">", "x")]
    ticks = [line for line in axes.lines if line.get_gid() == "between"]
    lines = {
        line.get_ydata()[0]: line
        for line in axes.lines
        if len(line.get_xdata()) == 2 and line.get_ydata()[0] == line.get_ydata()[1]
    }
    assert len(lines) == len(ends)
    assert {marker.get_markersize() for marker in ends} == {6}
    rows = []
    for marker in sorted(ends, key=lambda line: line.get_ydata()[0]):
        (x,), (y,) = marker.get_data()
        start, end = lines[y].get_xdata()
        tip = 3 / 72 if marker.get_marker() == ">" else 0  # from the middle of an arrowhead
        assert (start, end) == (zero, pytest.approx(x + tip))
        level = [text for text in axes.texts if abs(text.get_position()[1] - y) < 0.06]
        left = [text.get_text() for text in level if text.get_ha() == "right"]
        right = [text.get_text() for text in level if text.get_ha() == "left"]
        between = [
            (tick.get_xdata()[0] - zero) / inch
            for tick in ticks
            if tick.get_ydata()[0] < y < tick.get_ydata()[1]
        ]
        rows.append((marker.get_gid(), *left, (end - start) / inch, marker.get_marker(), between,
                     right))  # fmt: skip
    return rows


def test_a_line_is_as_long_as_the_years_it_took(time_to_recover):
    found = [(council, years) for council, _, years, *_ in rows_of(time_to_recover.axes[0])]
    days = (RECOVERIES["until"] - RECOVERIES["inadequate"]).dt.days
    expected = zip(RECOVERIES["local_authority"], days / 365.25, strict=True)
    assert found == [(council, pytest.approx(years)) for council, years in expected]
    assert found[0] == ("Wakefield", pytest.approx(3, abs=0.01))


def test_an_arrowhead_ends_where_its_line_does(time_to_recover):
    """As it is drawn, in pixels: from the marker's path, not from where it is centred."""
    axes = time_to_recover.axes[0]
    texts(time_to_recover)
    ends = {line.get_ydata()[0]: line for line in axes.lines if line.get_marker() == ">"}
    assert len(ends) == 2
    for y, marker in ends.items():
        (line,) = [line for line in axes.lines if list(line.get_ydata()) == [y, y]]
        end = axes.transData.transform((line.get_xdata()[1], y))[0]
        middle = axes.transData.transform((marker.get_xdata()[0], y))[0]
        shape = marker._marker  # has no getter
        head = shape.get_path().transformed(shape.get_transform()).get_extents().x1
        pixels = marker.get_markersize() * time_to_recover.dpi / 72
        assert middle + head * pixels == pytest.approx(end, abs=0.01)


def test_each_row_names_council_and_month_and_marks_the_outcome(time_to_recover):
    found = [(name, mark, words) for _, name, _, mark, _, words in
             rows_of(time_to_recover.axes[0])]  # fmt: skip
    assert found == [
        ("Wakefield, Jun 2018", "o", ["Good"]),
        ("Testham, Feb 2019", "o", ["Outstanding"]),
        ("Harrow, Jan 2025", ">", ["Inadequate"]),
        ("Devon, Jan 2020", ">", ["Requires improvement"]),
        ("Northamptonshire, Jun 2019", "x", []),
    ]


def test_ticks_stand_at_the_inspections_in_between(time_to_recover):
    found = {council: ticks for council, *_, ticks, _ in rows_of(time_to_recover.axes[0])}
    assert found.pop("Testham") == [pytest.approx(731 / 365.25)]
    first, second = (pd.Timestamp(day) for day in ("2022-05-09", "2024-09-16"))
    begun = pd.Timestamp("2020-01-20")
    assert found.pop("Devon") == [
        pytest.approx((day - begun).days / 365.25) for day in (first, second)
    ]
    assert set(map(tuple, found.values())) == {()}


def test_headings_count_the_councils_of_each_outcome_in_order(time_to_recover):
    axes = time_to_recover.axes[0]
    heads = {text.get_text(): text.get_position()[1] for text in axes.texts
             if text.get_weight() == "semibold"}  # fmt: skip
    assert list(heads) == [
        "Judged good or better: 2",
        "Not judged good or better by 31 March 2025: 2",
        "Abolished before a good grade: 1",
    ]
    places = [line.get_ydata()[0] for line in axes.lines if line.get_marker() in ("o", ">", "x")]
    above = [max((y, head) for head, y in heads.items() if y < place)[1] for place in places]
    assert [head.split(":")[0][:6] for head in above] == ["Judged"] * 2 + ["Not ju"] * 2 + [
        "Abolis"
    ]


def test_only_the_council_itself_is_bold_and_in_the_first_colour(time_to_recover):
    axes = time_to_recover.axes[0]
    bold = [text.get_text() for text in axes.texts if text.get_weight() == "bold"]
    assert bold == ["Testham, Feb 2019", "Outstanding"]
    marks = [line for line in axes.lines if line.get_marker() in ("o", ">", "x")]
    looks = {line.get_gid(): line.get_color() for line in marks}
    assert looks == dict.fromkeys(RECOVERIES["local_authority"], style.QUIET) | {OWN: style.FOCUS}
    wide = [line for line in axes.lines if line.get_color() == style.FOCUS]
    assert {line.get_ydata()[0] for line in wide if len(line.get_xdata()) == 2} & {
        line.get_ydata()[0] for line in marks if line.get_gid() == OWN
    }
    assert named(time_to_recover, "From the inspection") == (
        "From the inspection judged inadequate, whose month stands beside the name: a dot is the "
        "first one judged good or better, an arrowhead a council without one so far, a tick an "
        "inspection in between, a cross the end of the authority. On the right: the latest grade."
    )


def test_a_council_never_judged_inadequate_is_said_to_be_so():
    figure = charts.time_to_recover(RECOVERIES, LONG, AS_AT)
    assert named(figure, "From the inspection").endswith(
        f"On the right: the latest grade. {LONG} was not judged inadequate overall under ILACS."
    )
    gone = f"{LONG} was abolished on 31 March 2021."
    figure = charts.time_to_recover(RECOVERIES, LONG, AS_AT, gone)
    assert named(figure, "From the inspection").endswith(f"under ILACS. {gone}")
    assert faults(figure) == []
    assert not [text for text in figure.axes[0].texts if text.get_weight() == "bold"]


def test_a_council_judged_inadequate_twice_has_two_rows():
    twice = recoveries_of(
        (LONG, "2018-06-11", "2019-07-01", "g", GOOD),
        (LONG, "2021-12-06", AS_AT, "s", FAIR, "2024-01-08"),
    )
    figure = charts.time_to_recover(twice, LONG, AS_AT)
    found = rows_of(figure.axes[0])
    assert [mark for _, _, _, mark, _, _ in found] == ["o", ">"]
    assert [name.split(", ")[-1] for _, name, *_ in found] == ["Jun 2018", "Dec 2021"]
    assert faults(figure) == []


def test_long_names_are_cut_so_that_they_stay_left_of_the_lines():
    name = "Bournemouth, Christchurch and Poole and all of the New Forest"
    figure = charts.time_to_recover(recoveries_of((name, "2021-12-06", AS_AT, "s", FAIR)), name,
                                    AS_AT)  # fmt: skip
    ((_, written, *_),) = rows_of(figure.axes[0])
    assert re.fullmatch(r"Bournemouth, Christchurch and .* …, Dec 2021", written)
    assert faults(figure) == []


# The house


@pytest.mark.parametrize(
    "chart", ["grade_shares", "moves_matrix", "biggest_moves", "many_moves", "time_to_recover"]
)
def test_type_and_colours_are_of_the_house(chart, request):
    figure = request.getfixturevalue(chart)
    assert {name.split("-")[0] for name, _ in fonts(figure)} == {"SourceSansPro"}
    assert min(text.get_fontsize() for text in texts(figure)) >= 9
    assert {text.get_rotation() for text in texts(figure)} == {0}
    cells = {to_hex(colour).upper() for axes in figure.axes for group in axes.collections
             if isinstance(group, QuadMesh) for colour in group.get_facecolors()}  # fmt: skip
    lines = set() if cells else {"#8C8C8C"}  # of axes
    assert colours(figure) - HOUSE - set(charts.TINTS) - cells - lines == set()
