"""What the charts of notebook 05 draw; and every chart of six councils, without a fault."""

import contextlib
import functools
import io
import json
from unittest import mock

import matplotlib.dates as mdates
import pandas as pd
import pytest
from matplotlib.colors import to_hex

import drawn
from council_record import old_export as figures
from council_record import paths
from council_record.analysis import england, outturn, sums
from council_record.data import tables
from council_record.figures import style, together
from drawn import colours, faults, fonts, texts, words_of

GRADES = ["Inadequate", "Requires improvement to be good", "Good", "Outstanding"]
LOW, FAIR, GOOD, HIGH = GRADES
OWN = "Testham"
LONG = "Bournemouth, Christchurch and Poole"
DOTS = "#8A97A3"
HOUSE = {style.FOCUS, style.CONTEXT, style.SECOND, style.INK, style.QUIET, style.WHITE, DOTS,
         "#8C8C8C"}  # fmt: skip


def key(figure, start):
    (found,) = [words for words in words_of(figure) if words.startswith(start)]
    return " ".join(found.split())


# Grades and spending on one time axis

SIF, FIRST, SECOND = "sif", "ilacs-2018", "ilacs-2023"
JUDGED = [(SIF, "2016-06-01", FAIR), (FIRST, "2019-02-11", LOW), (FIRST, "2021-07-18", GOOD),
          (SECOND, "2024-11-10", GOOD)]  # fmt: skip
SPENT = {"2018-19": 966, "2019-20": 1048, "2021-22": 982, "2022-23": 1107}  # no return for 2020-21


def overall_of(*rows):
    """Return grades of overall effectiveness; a row is framework, day of the inspection, grade."""
    frame = pd.DataFrame(rows, columns=["framework", "started", "grade"])
    days = pd.to_datetime(frame["started"])
    grades = pd.Categorical(frame["grade"], GRADES, ordered=True)
    return frame.assign(
        area="overall_effectiveness", grade=grades, started=days,
        published=days + pd.Timedelta(days=40),
    )  # fmt: skip


def spending_of(spent):
    frame = pd.DataFrame(spent.items(), columns=["financial_year", "per_child"])
    return frame.astype({"per_child": "Int64"})


@pytest.fixture(scope="module")
def two_timelines():
    figure = together.two_timelines(overall_of(*JUDGED), spending_of(SPENT), OWN)
    assert faults(figure) == []
    return figure


def panels(figure):
    return {axes.get_gid(): axes for axes in figure.axes}


def day(number):
    return f"{mdates.num2date(number):%Y-%m-%d}"


def lines(axes, colour):
    """Return day and height of both ends of each line of a colour, and its style."""
    found = []
    for line in axes.lines:
        if line.get_color() == colour and line.get_marker() == "None":
            (x0, x1), (y0, y1) = line.get_data(orig=False)
            found.append((day(x0), day(x1), y0, y1, line.get_linestyle()))
    return found


def test_both_panels_have_one_time_axis_and_each_a_place_of_its_own(two_timelines):
    upper, lower = two_timelines.axes
    assert list(panels(two_timelines)) == ["grades", "spending"]
    assert upper.get_xlim() == lower.get_xlim()
    above, below = (axes.get_position() for axes in (upper, lower))
    assert (above.x0, above.x1) == pytest.approx((below.x0, below.x1))
    assert below.y1 < above.y0
    assert len(upper.get_shared_y_axes().get_siblings(upper)) == 1
    heads = {text.get_text(): text.axes for text in texts(two_timelines)
             if text.get_fontsize() == 10.5}  # fmt: skip
    assert heads == {"Overall effectiveness": upper, "Spending per child, £, in cash": lower}


def test_each_bar_runs_from_april_to_the_next_april_with_a_white_edge(two_timelines):
    lower = panels(two_timelines)["spending"]
    found = [(day(box.get_x()), box.get_height()) for box in lower.patches]
    assert found == [(f"{year[:4]}-04-01", amount) for year, amount in SPENT.items()]
    for box in lower.patches:
        first = mdates.num2date(box.get_x())
        length = (first.replace(year=first.year + 1) - first).days
        assert box.get_width() == length
        assert (to_hex(box.get_facecolor()).upper(), to_hex(box.get_edgecolor()).upper()) == (
            style.FOCUS, style.WHITE)  # fmt: skip
        assert box.get_linewidth() > 0
    written = {text.get_text(): text.xy for text in lower.texts if hasattr(text, "xy")}
    assert [amount for _, amount in written.values()] == list(SPENT.values())
    assert list(written) == ["966", "1,048", "982", "1,107"]
    for box, (place, _) in zip(lower.patches, written.values(), strict=True):
        middle = mdates.num2date(box.get_x() + box.get_width() / 2)
        assert abs(place.date() - middle.date()) <= pd.Timedelta(days=1)


def test_no_number_hides_the_top_of_its_bar(two_timelines):
    lower = panels(two_timelines)["spending"]
    texts(two_timelines)
    tops = [box.get_window_extent().y1 for box in lower.patches]
    grounds = [text.get_bbox_patch().get_window_extent().y0 for text in lower.texts
               if hasattr(text, "xy") and text.get_bbox_patch()]  # fmt: skip
    assert not any(ground < top for top, ground in zip(tops, grounds, strict=False))


def test_a_line_holds_each_grade_until_the_next_inspection(two_timelines):
    upper = panels(two_timelines)["grades"]
    level = [line for line in lines(upper, style.FOCUS) if line[2] == line[3] and line[0] < line[1]]
    assert level == [
        ("2016-06-01", "2019-02-11", 1, 1, "-"),
        ("2019-02-11", "2021-07-18", 0, 0, "-"),
        ("2021-07-18", "2024-11-10", 2, 2, "-"),
        ("2024-11-10", day(upper.get_xlim()[1]), 2, 2, "-"),
    ]
    points = [(day(line.get_xdata(orig=False)[0]), line.get_ydata()[0]) for line in upper.lines
              if line.get_marker() == "o"]  # fmt: skip
    assert points == [("2016-06-01", 1), ("2019-02-11", 0), ("2021-07-18", 2), ("2024-11-10", 2)]
    assert [text.get_text() for text in upper.get_yticklabels()] == GRADES
    months = {text.get_text(): day(mdates.date2num(text.get_position()[0])) for text in upper.texts
              if text.get_fontsize() == 9}  # fmt: skip
    assert months == {"Jun 2016": "2016-06-01", "Feb 2019": "2019-02-11",
                      "Jul 2021": "2021-07-18", "Nov 2024": "2024-11-10"}  # fmt: skip


def test_a_line_rises_or_falls_at_the_inspection_dotted_where_the_framework_had_changed(
    two_timelines,
):
    found = [line for line in lines(panels(two_timelines)["grades"], style.FOCUS)
             if line[0] == line[1]]  # fmt: skip
    assert found == [
        ("2019-02-11", "2019-02-11", 1, 0, ":"),
        ("2021-07-18", "2021-07-18", 0, 2, "-"),
        ("2024-11-10", "2024-11-10", 2, 2, ":"),
    ]


def test_the_days_of_inspections_are_marked_among_the_bars_alone(two_timelines):
    """Above them each inspection has a point; a line through its month would cross the words."""
    upper, lower = two_timelines.axes
    marked = [(x0, x1, y0, y1) for x0, x1, y0, y1, _ in lines(lower, style.SECOND)]
    assert marked == [(started, started, 0, 1) for _, started, _ in JUDGED]
    orders = {line.get_zorder() for line in lower.lines if line.get_color() == style.SECOND}
    assert min(orders) > max(box.get_zorder() for box in lower.patches)  # seen on the bars too
    assert lines(upper, style.SECOND) == []
    assert key(two_timelines, "Above:").endswith("Orange: days of inspections.")
    assert "moves dotted where the framework had changed" in key(two_timelines, "Above:")


def test_each_bar_has_its_financial_year_below(two_timelines):
    lower = panels(two_timelines)["spending"]
    named = [text.get_text() for text in lower.get_xticklabels()]
    assert [name.replace("\n", "") for name in named] == list(SPENT)
    middles = [day(box.get_x() + box.get_width() / 2) for box in lower.patches]
    found = [day(tick) for tick in lower.get_xticks()]
    assert [place[:7] for place in found] == [place[:7] for place in middles]
    assert {place[5:7] for place in found} <= {"09", "10"}


@pytest.mark.parametrize(("years", "broken"), [(5, False), (9, True)])
def test_a_financial_year_is_broken_where_its_bar_is_narrower(years, broken):
    spent = {f"20{n}-{n + 1}": 1000 for n in range(25 - years, 25)}
    figure = together.two_timelines(overall_of((SECOND, "2024-01-10", GOOD)), spending_of(spent),
                                    OWN)  # fmt: skip
    names = [text.get_text() for text in panels(figure)["spending"].get_xticklabels()]
    assert names == [f"{year[:5]}\n{year[5:]}" if broken else year for year in spent]
    assert faults(figure) == []


def test_a_short_time_has_no_wide_bars():
    one = together.two_timelines(overall_of((SECOND, "2024-10-10", GOOD)), spending_of(
        {"2024-25": 1614}), OWN)  # fmt: skip
    first, last = panels(one)["spending"].get_xlim()
    assert last - first >= 6 * 365
    assert faults(one) == []


@pytest.mark.parametrize(
    ("judged", "spent"),
    [
        pytest.param([(FIRST, "2019-02-11", LOW)], {"2018-19": 966}, id="one of each"),
        pytest.param([(FIRST, "2019-02-11", LOW), (FIRST, "2020-11-11", LOW)],
                     {f"20{n}-{n + 1}": 1000 + n for n in range(16, 25)},
                     id="two inspections within two years"),
        pytest.param([(FIRST, "2023-02-11", HIGH)],
                     {f"20{n}-{n + 1}": 16_783 for n in range(16, 25)}, id="small and costly"),
        pytest.param([(SIF, "2014-01-11", HIGH), (FIRST, "2018-05-11", HIGH),
                      (SECOND, "2026-01-11", HIGH)],
                     {f"20{n}-{n + 1}": 1000 + n for n in range(16, 25)}, id="always the best"),
    ],
)  # fmt: skip
def test_timelines_of_another_shape_draw_without_overlap(judged, spent):
    figure = together.two_timelines(overall_of(*judged), spending_of(spent), LONG)
    heights = [box.get_height() for box in panels(figure)["spending"].patches]
    assert heights == list(spent.values())
    assert faults(figure) == []


# Spending per child by grade

BY_GRADE = {  # pounds per child of councils at each grade, Testham among those that are good
    HIGH: (900, 1300, 1400, 2100, 6783),
    GOOD: (800, 1000, 1200, 1450, 1700),
    FAIR: (1100, 1110, 1120, 1130, 2900),
    LOW: (1500,),
}
BEST = GRADES[::-1]


def by_grade_of(spent, own=None, name=OWN):
    """Return what outturn.by_grade returns; own is grade and pounds of the council itself."""
    rows = [(f"{grade} {n}", grade, amount) for grade, amounts in spent.items()
            for n, amount in enumerate(amounts)]  # fmt: skip
    rows += [(name, *own)] if own else []
    frame = pd.DataFrame(rows, columns=["local_authority", "grade", "per_child"])
    frame["grade"] = pd.Categorical(frame["grade"], GRADES, ordered=True)
    frame = frame.assign(financial_year="2024-25", children=1000).astype({"per_child": "Int64"})
    return frame.sort_values(["grade", "per_child"]).reset_index(drop=True)


@pytest.fixture(scope="module")
def spend_by_grade():
    figure = together.spend_by_grade(by_grade_of(BY_GRADE, (GOOD, 1448)), OWN)
    assert faults(figure) == []
    return figure


def dots(axes):
    """Return the amounts at which dots stand, by grade."""
    found = {}
    for swarm in axes.collections:
        for x, y in swarm.get_offsets():
            found.setdefault(BEST[round(y)], []).append(round(float(x), 3))
            assert abs(y - round(y)) < 0.4
    return {grade: sorted(amounts) for grade, amounts in found.items()}


def test_every_council_is_a_dot_in_the_row_of_its_grade_the_best_on_top(spend_by_grade):
    axes = spend_by_grade.axes[0]
    assert dots(axes) == BY_GRADE_INSIDE
    assert axes.yaxis_inverted()
    assert [text.get_text().split("\n")[0] for text in axes.get_yticklabels()] == [
        "Outstanding", "Good", "Requires improvement", "Inadequate"
    ]  # fmt: skip
    assert [text.get_text().split("\n")[1] for text in axes.get_yticklabels()] == [
        "5 councils", "6 councils", "5 councils", "1 council"
    ]  # fmt: skip


BY_GRADE_INSIDE = {grade: [amount for amount in amounts if amount < 6000]
                   for grade, amounts in BY_GRADE.items()}  # fmt: skip


def test_a_row_with_one_council_says_so(spend_by_grade):
    label = spend_by_grade.axes[0].get_yticklabels()[-1].get_text()
    assert label == "Inadequate\n1 council"


def test_an_upright_line_stands_at_the_middle_of_each_row(spend_by_grade):
    """Among those that are good 1,448 and 1,200 are the two in the middle."""
    axes = spend_by_grade.axes[0]
    medians = [line for line in axes.lines if line.get_gid() == "median"]
    found = [(set(line.get_xdata()), sum(line.get_ydata()) / 2) for line in medians]
    assert found == [({1400}, 0), ({1324}, 1), ({1120}, 2), ({1500}, 3)]
    named = {text.get_text(): text.get_position()[0] for text in axes.texts
             if text.get_text().startswith("£")}  # fmt: skip
    assert named == {"£1,400": 1400, "£1,324": 1324, "£1,120": 1120, "£1,500": 1500}


def test_a_council_beyond_the_axis_is_named_with_its_amount_at_the_end_of_its_row(spend_by_grade):
    axes = spend_by_grade.axes[0]
    (text,) = [text for text in axes.texts if "→" in text.get_text()]
    assert text.get_text() == "Outstanding 4 £6,783 →"
    assert -0.5 < text.get_position()[1] < 0.5
    assert 2900 < axes.get_xlim()[1] < 6783


def test_the_council_itself_has_a_dot_and_its_name_below(spend_by_grade):
    axes = spend_by_grade.axes[0]
    (dot,) = [line for line in axes.lines if line.get_gid() == "own"]
    assert dot.get_xydata().tolist() == [[1448, 1]]
    assert to_hex(dot.get_color()).upper() == style.FOCUS
    (name,) = [text for text in axes.texts if text.get_color() == style.FOCUS]
    assert name.get_text() == "Testham £1,448"
    assert name.get_weight() == "semibold"
    assert name.get_position() == (1448, pytest.approx(1.36))
    assert (name.get_ha(), name.get_va()) == ("center", "top")
    (leader,) = [line for line in axes.lines if line.get_color() == style.FOCUS
                 and line.get_marker() == "None"]  # fmt: skip
    assert leader.get_xydata().tolist() == [[1448, 1], [1448, pytest.approx(1.33)]]
    assert key(spend_by_grade, "Each dot") == (
        "Each dot is a council, in the row of its overall grade when the year ended, on 31 March. "
        "Upright line: half of the row above, half below. Councils beyond the axis are named at "
        "its end."
    )


def test_the_council_s_name_stands_below_the_upright_line_of_its_row(spend_by_grade):
    axes = spend_by_grade.axes[0]
    texts(spend_by_grade)
    (name,) = [text for text in axes.texts if text.get_text() == "Testham £1,448"]
    uprights = [line for line in axes.lines if line.get_gid() == "median"]
    assert [list(line.get_ydata()) for line in uprights] == [
        pytest.approx([row - 0.32, row + 0.32]) for row in range(4)
    ]
    foot = axes.transData.transform((0, 1.32))[1]
    assert name.get_window_extent().y1 < foot


@pytest.mark.parametrize(
    ("pounds", "place"), [(60, "left"), (780, "left"), (1448, "centre"), (3500, "right")]
)
def test_the_council_s_name_stays_between_the_ends_of_the_axis(pounds, place):
    figure = together.spend_by_grade(by_grade_of(BY_GRADE, (GOOD, pounds), LONG), LONG)
    axes = figure.axes[0]
    texts(figure)
    (name,) = [text for text in axes.texts if text.get_text() == f"{LONG} £{pounds:,}"]
    box, room = name.get_window_extent(), axes.get_window_extent()
    dot = axes.transData.transform((pounds, 1))[0]
    middle = {
        "left": room.x0 + box.width / 2,
        "right": room.x1 - box.width / 2,
        "centre": dot,
    }[place]
    assert (box.x0 + box.x1) / 2 == pytest.approx(middle, abs=3)  # pixels
    assert box.x0 < dot < box.x1
    assert faults(figure) == []


def test_the_council_itself_beyond_the_axis_is_named_there_in_bold():
    figure = together.spend_by_grade(by_grade_of(BY_GRADE, (HIGH, 9000)), OWN)
    axes = figure.axes[0]
    beyond = [text for text in axes.texts if "→" in text.get_text()]
    assert [(text.get_text(), text.get_weight(), text.get_color()) for text in beyond] == [
        ("Outstanding 4 £6,783 →", "regular", style.QUIET),
        ("Testham £9,000 →", "semibold", style.FOCUS),
    ]
    places = [text.get_position() for text in beyond]
    assert places[0][0] == places[1][0] < axes.get_xlim()[1]
    assert [y for _, y in places] == pytest.approx([-0.28, -0.15])
    assert not [line for line in axes.lines if line.get_gid() == "own"]
    assert faults(figure) == []


def test_a_council_without_a_return_or_a_grade_is_named_in_the_key():
    figure = together.spend_by_grade(by_grade_of(BY_GRADE), LONG, f"{LONG} has no return.")
    assert key(figure, "Each dot").endswith(f"named at its end. {LONG} has no return.")
    assert not [line for line in figure.axes[0].lines if line.get_gid() == "own"]
    assert faults(figure) == []


@pytest.mark.parametrize(
    ("spent", "own"),
    [
        pytest.param(BY_GRADE, (GOOD, 1200), id="the middle"),
        pytest.param(BY_GRADE, (GOOD, 1201), id="right of the middle"),
        pytest.param(BY_GRADE, (HIGH, 1380), id="left of the middle"),
        pytest.param(BY_GRADE, (GOOD, 3550), id="far right"),
        pytest.param(BY_GRADE, (GOOD, 2600), id="right, without room for the name there"),
        pytest.param(BY_GRADE, (GOOD, 780), id="far left"),
        pytest.param(BY_GRADE, (GOOD, 9000), id="beyond the axis"),
        pytest.param(
            BY_GRADE | {HIGH: (900, 1300, 1400, 6783, 7012)}, (GOOD, 1200), id="two beyond"
        ),
        pytest.param({GOOD: ()}, (GOOD, 1200), id="one council"),
        pytest.param({GOOD: (1000, 1100, 1200)}, (LOW, 1050), id="two grades"),
    ],
)
def test_councils_of_another_shape_draw_without_overlap(spent, own):
    figure = together.spend_by_grade(by_grade_of(spent, own, LONG), LONG)
    words = [word for word in words_of(figure) if LONG in word]
    assert [word.removesuffix(" →") for word in words] == [f"{LONG} £{own[1]:,}"]
    assert faults(figure) == []


# The house


@pytest.mark.parametrize("chart", ["two_timelines", "spend_by_grade"])
def test_type_and_colours_are_of_the_house(chart, request):
    figure = request.getfixturevalue(chart)
    assert {name.split("-")[0] for name, _ in fonts(figure)} == {"SourceSansPro"}
    assert min(text.get_fontsize() for text in texts(figure)) >= 9
    assert {text.get_rotation() for text in texts(figure)} == {0}
    assert colours(figure) - HOUSE == set()


# Every chart of six councils, as the notebooks draw them

SIX = ["Newham", LONG, "City of London", "Isles of Scilly", "Cumberland", "Wandsworth"]
# What is left out for councils without coded documents, and for want of a base year or a move.
UNCODED = {3, 4}
LEFT_OUT = {LONG: {16}, "Cumberland": {2, 16}, "Wandsworth": {2}}


def first_answer(function):
    """Return a function that answers as it did the first time: England is the same for all."""
    answers = []

    @functools.wraps(function)
    def answer(*arguments):
        if not answers:
            answers.append(function(*arguments))
        return answers[0]

    return answer


@pytest.fixture(scope="module")
def run():
    """Return a function that runs notebooks and returns the figures that they would save."""
    cells = [
        "".join(cell["source"])
        for number in ("01", "02", "04", "05")
        for path in paths.NOTEBOOKS.glob(f"{number}-*.ipynb")
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == "code"
    ]

    def save_figure(figure, slug, **rest):
        saved[int(slug[3:5])] = (figure, rest)

    def run(council):
        saved.clear()
        patch.setenv("COUNCIL", council)
        scope = {}
        with contextlib.redirect_stdout(io.StringIO()):
            for cell in cells:
                exec(cell, scope)
        assert council == scope["COUNCIL"]
        return dict(saved)

    saved = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figures, "save_figure", save_figure)
        patch.setattr(figures, "shown", lambda frame: None)
        read_all = functools.cache(tables.read_all)  # without coded tables all read the same

        def read(council):
            return read_all("Newham" if council == "Newham" else LONG)

        patch.setattr(tables, "read_all", read)
        for name in ("areas", "moves", "recoveries", "shares"):
            patch.setattr(england, name, first_answer(getattr(england, name)))
        for module, name in ((outturn, "of_councils"), (sums, "not_adding_up")):
            patch.setattr(module, name, first_answer(getattr(module, name)))
        yield run


@pytest.mark.parametrize("council", SIX)
def test_every_chart_of_a_real_council_is_without_fault(council, run):
    found = run(council)
    uncoded = set() if council == "Newham" else UNCODED
    expected = {1, 2, 3, 4, 5, 6, 7, 8, 13, 14, 15, 16, 17, 18, 19}
    assert set(found) == expected - uncoded - LEFT_OUT.get(council, set())
    wrong = {}
    for number, (figure, rest) in found.items():
        style.finish(figure, rest["subtitle"], rest["source"])
        with mock.patch.object(drawn, "boxes", functools.cache(drawn.boxes)):  # draw once
            seen = [*drawn.overlapping(figure), *drawn.outside(figure), *drawn.struck(figure)]
        too_long = [rest["title"]] if len(rest["title"].split()) > 10 else []
        if seen + too_long:
            wrong[number] = seen + too_long
    assert wrong == {}
