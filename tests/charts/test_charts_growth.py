"""What figure 14 draws: the change of one council among all."""

import pandas as pd
import pytest

from council_record import text as grammar
from council_record.figures import growth, style
from drawn import colours, faults, fonts, texts, words_of

OWN = "Testham"
LONG = "Bournemouth, Christchurch and Poole"
DOTS = "#8A97A3"
HOUSE = {style.FOCUS, style.SECOND_INK, style.INK, style.QUIET, style.WHITE, DOTS, "#8C8C8C"}
HALF = "half of the councils above, half below:"
DOT = "Each dot is a council; place 1 is the largest rise."
ORANGE = (
    "Orange: percentages that documents give, each of what is named beside it and not of this "
    "total in these years."
)


def changes_of(own, *others, council=OWN):
    """Return what outturn.changes returns, the largest first; own may be None."""
    named = [(f"council {number}", change) for number, change in enumerate(others)]
    named += [] if own is None else [(council, own)]
    frame = pd.DataFrame(named, columns=["local_authority", "change"]).astype({"change": float})
    frame = frame.assign(base_year="2018-19", year="2021-22")
    return frame.sort_values("change", ascending=False).reset_index(drop=True)


def marks_of(*rows):
    """Return described percentages; a row is value, line, what of; by whom and on which day."""
    return pd.DataFrame(
        [
            (f"{value} {line}", value, line, f"{abs(value):.0f} per cent", purpose, author,
             pd.Timestamp(day))
            for value, line, purpose, author, day in [
                row if len(row) == 5 else (*row, "Testham Council", "2022-02-17") for row in rows]
        ],
        columns=["family", "value", "line", "figure_text", "purpose", "author", "published"],
    )  # fmt: skip


NONE = marks_of()
USUAL = (-12.0, 3.5, 8.0, 14.2, 20.0, 20.0, 21.3, 28.8, 41.0, 60.5)
BUDGET = (33, "total", "the Children Services budget")
BUDGET_TOLD = "Testham Council, 2022: 33 per cent, the Children Services budget"
YOUTH = (50, "young_people", "our investment across all services for young people",
         "A Mayor of Testham", "2021-11-30")  # fmt: skip


@pytest.fixture(scope="module")
def growth_in_england():
    figure = growth.growth_in_england(changes_of(8.0, *USUAL), OWN, marks_of(BUDGET, YOUTH, YOUTH))
    assert faults(figure) == []
    return figure


def key(figure):
    (found,) = [words for words in words_of(figure) if words.startswith("Each dot")]
    return " ".join(found.split())


def dots(figure):
    """Return the changes at which the dots of the other councils stand."""
    texts(figure)  # draws: only then do the dots step aside for each other
    (swarm,) = figure.axes[0].collections
    return sorted(round(float(x), 3) for x, _ in swarm.get_offsets())


def own_dot(figure):
    found = [line for line in figure.axes[0].lines if line.get_gid() == "own"]
    return [tuple(map(float, line.get_xydata()[0])) for line in found]


def flags(figure):
    """Return value, words, colour and line style of each flag, from left to right."""
    axes = figure.axes[0]
    lines = [line for line in axes.lines if line.get_marker() == "None"]
    assert len(lines) == len(axes.texts)
    found = []
    for line in lines:
        value, end = line.get_xdata()[0], line.get_ydata()[1]
        assert set(line.get_xdata()) == {value}
        text = min(axes.texts, key=lambda text, y=end: abs(text.get_position()[1] - y))
        assert text.get_position() == (pytest.approx(value, abs=2), pytest.approx(end, abs=0.1))
        assert text.get_color() == line.get_color()
        words = " ".join(text.get_text().split())
        found.append((float(value), words, line.get_color(), line.get_linestyle()))
    return sorted(found)


def test_every_council_is_one_dot_at_its_change(growth_in_england):
    assert dots(growth_in_england) == sorted(USUAL)
    assert own_dot(growth_in_england) == [(8.0, 0.0)]
    (swarm,) = growth_in_england.axes[0].collections
    assert len({tuple(place.round(3)) for place in swarm.get_offsets()}) == len(USUAL)


def test_flags_stand_at_the_median_the_council_and_what_was_described(growth_in_england):
    """Eleven councils: the sixth is the median; one rose as Testham did, six by more."""
    other = "our investment across all services for young people (not this total)"
    assert flags(growth_in_england) == [
        (8.0, "Testham: +8.0%, place 8 of 11", style.FOCUS, "-"),
        (20.0, f"{HALF} +20.0%", style.QUIET, "--"),
        (33.0, BUDGET_TOLD, style.SECOND_INK, "-"),
        (50.0, f"A Mayor of Testham, 2021: 50 per cent, {other}", style.SECOND_INK, ":"),
    ]


def test_the_key_explains_described_percentages_only_where_there_are_some(growth_in_england):
    assert key(growth_in_england) == f"{DOT} {ORANGE}"
    without = growth.growth_in_england(changes_of(8.0, *USUAL), OWN, NONE)
    assert key(without) == DOT
    assert [words for _, words, *_ in flags(without)] == [
        "Testham: +8.0%, place 8 of 11",
        f"{HALF} +20.0%",
    ]


def test_the_axis_holds_every_value_and_says_per_cent(growth_in_england):
    low, high = growth_in_england.axes[0].get_xlim()
    assert low < min(USUAL)
    assert high > max(USUAL)
    drawn = [words for words in words_of(growth_in_england) if words[:-1].lstrip("+−").isdigit()]
    assert drawn == ["−10%", "0%", "+10%", "+20%", "+30%", "+40%", "+50%", "+60%"]


@pytest.mark.parametrize(
    ("described", "ends"),
    [
        ([], (-18, 66.5)),
        ([BUDGET], (-18, 66.5)),
        ([(-35, "total", "youth")], (-41, 66.5)),
        ([(99, "total", "youth")], (-18, 105)),
        ([(-35, "total", "youth"), (99, "young_people", "youth")], (-41, 105)),
    ],
)
def test_the_axis_ends_six_beyond_the_outermost_change_or_description(described, ends):
    figure = growth.growth_in_england(changes_of(8.0, *USUAL), OWN, marks_of(*described))
    assert figure.axes[0].get_xlim() == pytest.approx(ends)


@pytest.mark.parametrize(("own", "place"), [(60.5, 1), (41.0, 2), (20.0, 5), (-12.0, 10)])
def test_councils_with_the_same_change_have_the_same_place(own, place):
    figure = growth.growth_in_england(changes_of(own, *USUAL), OWN, NONE)
    (words,) = [words for _, words, colour, _ in flags(figure) if colour == style.FOCUS]
    assert words == f"Testham: {grammar.signed(own)}, place {place} of 11"


def test_a_council_without_a_return_is_named_in_the_key_and_has_no_dot():
    figure = growth.growth_in_england(changes_of(None, *USUAL), LONG, marks_of(BUDGET))
    assert dots(figure) == sorted(USUAL)
    assert own_dot(figure) == []
    assert key(figure) == f"{DOT} {LONG} has no return for both years. {ORANGE}"
    assert [words for _, words, *_ in flags(figure)] == [
        f"{HALF} +20.0%",
        BUDGET_TOLD,
    ]
    assert faults(figure) == []


def test_not_this_total_is_never_broken_over_lines():
    """At every width that one more word in front of it leaves."""
    for words in range(1, 14):
        youth = (50, "young_people", "services " * words, "A Mayor", "2021-11-30")
        figure = growth.growth_in_england(changes_of(8.0, *USUAL), OWN, marks_of(youth))
        assert [text for text in words_of(figure) if "(not\xa0this\xa0total)" in text]
    assert style.wrap("one (not\xa0this\xa0total)", 0.1, 9) == "one\n(not\xa0this\xa0total)"


LENGTHY = "the budget of all services for children, young people and their families in every ward"


@pytest.mark.parametrize(
    ("own", "others", "described"),
    [
        pytest.param(-43, USUAL, [BUDGET, YOUTH], id="own far left"),
        pytest.param(95, USUAL, [BUDGET, YOUTH], id="own far right"),
        pytest.param(20.0, USUAL, [BUDGET, YOUTH], id="own at the median"),
        pytest.param(20.4, USUAL, [BUDGET, YOUTH], id="own right of the median"),
        pytest.param(19.6, USUAL, [BUDGET, YOUTH], id="own left of the median"),
        pytest.param(-3.5, [change - 40 for change in USUAL], [], id="nearly all fell"),
        pytest.param(99, [0, 1, 2, 3, 4], [], id="own far right of all others"),
        pytest.param(5, [], [], id="one council"),
        pytest.param(8, USUAL, [(5, "total", LENGTHY)], id="described far left"),
        pytest.param(8, USUAL, [(140, "total", LENGTHY)], id="described far right"),
        pytest.param(8, USUAL, [(20, "total", LENGTHY), (20.5, "young_people", LENGTHY),
                                (21, "total", "youth")], id="described close together"),
        pytest.param(8, USUAL, [(1, "total", LENGTHY), (60, "young_people", LENGTHY)],
                     id="described far apart"),
        pytest.param(8, USUAL, [(-35, "total", "the youth budget")], id="described as cut"),
    ],
)  # fmt: skip
def test_flags_cross_no_words(own, others, described):
    figure = growth.growth_in_england(
        changes_of(own, *others, council=LONG), LONG, marks_of(*described)
    )
    assert {value for value, *_ in flags(figure)} >= {value for value, *_ in described}
    low, high = figure.axes[0].get_xlim()
    assert all(low < value < high for value, *_ in described)
    assert faults(figure) == []


def test_type_and_colours_are_of_the_house(growth_in_england):
    assert {name.split("-")[0] for name, _ in fonts(growth_in_england)} == {"SourceSansPro"}
    assert min(text.get_fontsize() for text in texts(growth_in_england)) >= 9
    assert colours(growth_in_england) - HOUSE == set()
