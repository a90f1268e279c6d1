"""Words in columns: what columns.draw writes, where, and in which boxes."""

import pytest
from matplotlib.colors import to_hex

from council_record.figures import style
from council_record.figures.columns import Cell, draw
from drawn import boxes, colours, faults, table, texts

EDGES = [style.MARGIN, 1.5, 3.0, 4.5]
LONG = "our investment across all services for young people in every ward of this borough"


@pytest.fixture(autouse=True)
def house():
    """Draw as the charts do, which call draw within the house style."""
    with style.house():
        yield


def drawn(figure):
    return table(figure.axes[0])


def test_rows_stand_under_their_heading_and_cells_in_their_column():
    figure, _, _ = draw(
        [
            ("First", [[Cell("a"), Cell("b"), Cell("c")], [Cell("d"), Cell(""), Cell("f")]]),
            ("Second", [[Cell("g", detail="small"), Cell("h"), Cell("")]]),
        ],
        EDGES,
    )
    empty = ("", "")
    assert drawn(figure) == [
        [("First", ""), empty, empty],
        [("a", ""), ("b", ""), ("c", "")],
        [("d", ""), empty, ("f", "")],
        [("Second", ""), empty, empty],
        [("g small", ""), ("h", ""), empty],
    ]


def test_a_box_is_drawn_for_filled_tinted_and_outlined_cells_only():
    row = [Cell("a", "plain"), Cell("b", "quiet"), Cell("c", "strong"), Cell("d", "other"),
           Cell("e", "filled"), Cell("f", "tinted"), Cell("g", "outlined")]  # fmt: skip
    edges = [style.MARGIN, 1, 2, 3, 4, 5, 6, 6.8]
    figure, axes, _ = draw([("Looks", [row])], edges)
    assert [gid for _, gid in drawn(figure)[1]] == ["", "", "", "", "filled", "tinted",
                                                           "outlined"]  # fmt: skip
    looks = {t.get_text(): (t.get_color(), t.get_fontweight() == "bold") for t in texts(figure)}
    assert looks == {
        "Looks": (style.INK.lower(), False),
        "a": (style.INK, False),
        "b": (style.QUIET, False),
        "c": (style.FOCUS, True),
        "d": (style.SECOND_INK, False),
        "e": (style.WHITE, False),
        "f": (style.INK, False),
        "g": (style.INK, False),
    }
    faces = {box.get_gid(): to_hex(box.get_facecolor()).upper() for box in axes.patches}
    assert faces == {"filled": style.FOCUS, "tinted": style.TINT, "outlined": style.WHITE}
    dashed = {box.get_gid() for box in axes.patches if box.get_linestyle() == "--"}
    assert dashed == {"outlined"}
    assert style.FOCUS in colours(figure)


@pytest.mark.parametrize("centred", [None, 1])
@pytest.mark.parametrize("look", ["filled", "tinted", "outlined"])
def test_words_stay_inside_their_box(look, centred):
    row = [Cell("a name"), Cell(LONG, look), Cell("short", look)]
    figure, axes, _ = draw([("Heading", [row])], EDGES, centred=centred)
    frames = [box.get_window_extent() for box in axes.patches]
    for text, box in boxes(figure):
        if text.get_text() not in ("Heading", "a name"):
            assert sum(
                frame.x0 < box.x0 and box.x1 < frame.x1 and frame.y0 < box.y0 and box.y1 < frame.y1
                for frame in frames
            ) == 1  # fmt: skip
    assert len(frames) == 2


@pytest.mark.parametrize("centred", [None, 1])
def test_words_in_a_box_stand_at_the_middle_of_its_height(centred):
    row = [Cell("a name"), Cell(LONG, "filled"), Cell("short", "filled")]
    _, axes, [(top, bottom)] = draw([("Heading", [row])], EDGES, centred=centred)
    (y,) = [text.get_position()[1] for text in axes.texts if text.get_text() == "short"]
    assert y - 0.66 * style.SMALL / 72 / 2 == pytest.approx((top + bottom) / 2, abs=0.01)


def test_centred_words_stand_in_the_middle_of_their_cell():
    row = [Cell("a name"), Cell("Good"), Cell("two\nlines")]
    _, axes, [(top, bottom)] = draw([("Heading", [row])], EDGES, centred=1)
    places = {text.get_text(): text.get_position() for text in axes.texts}
    assert places["a name"][0] == style.MARGIN
    assert places["Good"][0] == pytest.approx(2.25)
    capital = 0.66 * style.SMALL / 72
    assert places["Good"][1] - capital / 2 == pytest.approx((top + bottom) / 2, abs=0.01)


def test_spans_are_the_rows_from_top_to_bottom_of_the_sheet():
    rows = [[Cell("a")], [Cell("b", detail="two\nlines")], [Cell("c")]]
    _, axes, spans = draw([("One", rows[:2]), ("Two", rows[2:])], [style.MARGIN, 3])
    assert len(spans) == 3
    assert spans[0][1] == spans[1][0]
    assert spans[2][0] - spans[1][1] >= 0.36  # room for the heading
    assert 0 <= axes.get_ylim()[0] - spans[2][1] < 0.1
    firsts = {text.get_text(): text.get_position()[1] for text in axes.texts}
    for letter, (top, bottom) in zip("abc", spans, strict=True):
        assert top < firsts[letter] < bottom
    one, two, _ = [bottom - top for top, bottom in spans]
    assert two - one == pytest.approx(style.SMALL * 1.25 / 72)  # two and lines join to one line


def test_names_of_columns_stand_at_their_left_above_the_first_heading():
    row, heads = [Cell("a"), Cell("b"), Cell("c")], ["", "for what", "which period"]
    figure, axes, _ = draw([("Heading", [row])], EDGES, heads=heads, key="How to read this.")
    places = {text.get_text(): text.get_position() for text in axes.texts}
    assert places["for what"][0] == pytest.approx(places["b"][0])
    assert places["which period"][0] == pytest.approx(places["c"][0])
    assert places["for what"][1] == places["which period"][1] < places["Heading"][1]
    assert [text.get_text() for text in figure.texts] == ["How to read this."]
    assert faults(figure) == []


def test_neighbouring_lines_stand_level():
    _, axes, _ = draw([("Heading", [[Cell("acne"), Cell("Égly"), Cell(LONG)]])], EDGES)
    level = {text.get_position()[1] for text in axes.texts if text.get_text() in ("acne", "Égly")}
    assert len(level) == 1
    assert level.pop() in [text.get_position()[1] for text in axes.texts if text.get_text() in LONG]


@pytest.mark.parametrize("look", ["plain", "strong", "filled"])
def test_long_words_and_details_keep_to_their_column(look):
    name = "plain" if look == "filled" else look  # the first column has no boxes
    rows = [[Cell(LONG, name, size=size), Cell(LONG, look, LONG), Cell(LONG, look)]
            for size in (9, 10, 12)]  # fmt: skip
    figure, _, _ = draw([("Heading", rows)], EDGES, heads=["", "one", "two"], key=f"{LONG}. " * 3)
    right = [edge * 200 for edge in EDGES[1:]]
    for text, box in boxes(figure):
        if text.axes and text.get_text() in LONG:
            column = sum(box.x0 >= edge for edge in right)
            assert box.x1 <= right[column]
    assert [row[0][0] for row in drawn(figure)[1:]] == [LONG] * 3
    assert faults(figure) == []


def test_bold_words_are_broken_by_their_width_in_bold():
    """Words that fit the column in regular type and are wider than it in bold."""
    words = "more than £36.5 million"
    room = style.text_width(words, 12) + 0.01
    row = [Cell(words, "strong", size=12), Cell("")]
    figure, _, _ = draw([("Heading", [row])], [style.MARGIN, style.MARGIN + room + 0.12, 6.8])
    bold = [box.width / 200 for text, box in boxes(figure) if text.get_fontweight() == "bold"]
    assert max(bold) <= room


def test_a_heading_longer_than_the_page_is_broken_into_lines():
    name = "Bournemouth, Christchurch and Poole Safeguarding Partnership, press release, 1 Mar 2019"
    heading = f"{name}: the Lead Member for Children, in the document’s own voice"
    figure, _, _ = draw([(heading, [[Cell("a"), Cell("b"), Cell("c")]])], EDGES)
    written = [text.get_text() for text in texts(figure) if text.get_fontweight() == "semibold"]
    assert " ".join(" ".join(written).split()) == heading
    assert faults(figure) == []


def test_no_heading_is_longer_than_the_rule_above_it():
    edges = [style.MARGIN, 1.5, 3.0, style.WIDTH - style.MARGIN + 0.2]
    row, ends = [Cell("a"), Cell("b"), Cell("c")], []
    for longer in range(40):
        figure, axes, _ = draw([("Newham Council " * 6 + "i" * longer, [row])], edges)
        inches = axes.transData.inverted()
        ends += [text.get_window_extent().transformed(inches).x1
                 for text in texts(figure) if text.get_fontweight() == "semibold"]  # fmt: skip
    assert style.WIDTH - style.MARGIN - 0.05 < max(ends) <= style.WIDTH - style.MARGIN + 0.005


def test_nothing_to_draw_is_an_empty_page():
    figure, _, spans = draw([], EDGES)
    assert spans == [] and texts(figure) == []
