"""What holds for every chart, and the page on which each is drawn."""

from itertools import pairwise

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont
from matplotlib.ft2font import FT2Font
from matplotlib.patches import Rectangle

from council_record import words
from council_record.figures import style
from drawn import boxes, colours, fonts, outside, overlapping, struck, texts

PALETTE = {
    style.FOCUS,
    style.CONTEXT,
    style.SECOND,
    style.SECOND_INK,
    style.INK,
    style.QUIET,
    style.TINT,
    style.WHITE,
}
FACES = {
    ("SourceSansPro-Regular.ttf", "normal"),
    ("SourceSansPro-Regular.ttf", "regular"),
    ("SourceSansPro-Semibold.ttf", "semibold"),
    ("SourceSansPro-Bold.ttf", "bold"),
}
STRANGE = {"axes.linewidth": 9, "font.size": 33, "text.color": "red", "savefig.dpi": 50}
SENTENCE = "Points are inspections, and a line holds the grade until the next inspection"


# The eight figures


def test_no_two_texts_overlap(figure):
    assert overlapping(figure) == []


def test_no_text_leaves_the_canvas(figure):
    assert outside(figure) == []


def test_no_line_or_edge_runs_through_a_text(figure):
    assert struck(figure) == []


def test_the_smallest_type_is_nine_points(figure):
    assert min(text.get_fontsize() for text in texts(figure)) == 9


def test_every_text_is_horizontal(figure):
    assert {text.get_rotation() for text in texts(figure)} == {0}


def test_every_colour_is_of_the_house(figure):
    assert colours(figure) - PALETTE == set()


def test_every_text_is_in_source_sans_pro(figure):
    assert fonts(figure) - FACES == set()


def test_every_letter_is_in_its_font(figure):
    missing = {
        letter
        for text in texts(figure)
        for letter in set(text.get_text()) - {"\n"}
        if ord(letter) not in FT2Font(findfont(text.get_fontproperties())).get_charmap()
    }
    assert missing == set()


def test_the_page_is_seven_inches_wide(figure):
    assert figure.get_figwidth() == 7


def test_subtitle_and_source_are_drawn_word_for_word(called, figure):
    _, subtitle, source = called
    drawn = {text.get_gid(): " ".join(text.get_text().split()) for text in texts(figure)}
    assert drawn["subtitle"] == subtitle
    assert drawn["source"] == f"Source: {source}"


def test_a_chart_leaves_its_frames_and_the_settings_of_matplotlib_as_they_were(called):
    (chart, *frames), _, _ = called
    before = [frame.copy(deep=True) for frame in frames]
    with mpl.rc_context(STRANGE):
        settings = dict(mpl.rcParams)
        chart(*frames)
        assert dict(mpl.rcParams) == settings
    for frame, was in zip(frames, before, strict=True):
        pd.testing.assert_frame_equal(frame, was)


# The palette


def test_the_palette_is_that_of_the_analysis_function():
    assert (style.FOCUS, style.CONTEXT, style.SECOND) == ("#12436D", "#BFBFBF", "#F46A25")


def contrast(ink, ground):
    """Return the contrast of two colours by the Web Content Accessibility Guidelines."""

    def luminance(colour):
        parts = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted([luminance(ink), luminance(ground)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *[(ink, style.WHITE) for ink in (style.INK, style.QUIET, style.FOCUS, style.SECOND_INK)],
        *[(ink, style.TINT) for ink in (style.INK, style.QUIET)],
        (style.WHITE, style.FOCUS),
    ],
)
def test_small_type_stands_out_from_its_ground(ink, ground):
    assert contrast(ink, ground) >= 4.5


def test_the_second_colour_itself_is_too_light_for_small_type():
    """Why there is a second ink; black on white shows that the measure is right."""
    assert contrast(style.SECOND, style.WHITE) < 4.5
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


# The helpers see what is wrong: each figure here is made wrong on purpose


def page_with(*written, **look):
    """Return a page of 7 by 2 inches with texts at places in inches from the bottom left."""
    figure = Figure(figsize=(7, 2))
    for x, y, text in written:
        figure.text(x / 7, y / 2, text, size=10, family="Source Sans Pro", **look)
    return figure


@style.house()
def test_texts_finds_what_is_drawn_and_nothing_else():
    figure = page_with((1, 1, "seen"), (2, 1, " "))
    figure.text(0.5, 0.5, "hidden", visible=False)
    off = figure.add_axes((0.1, 0.1, 0.3, 0.3), title="a title", xlabel="a label that is off")
    off.axis("off")
    on = figure.add_axes((0.6, 0.1, 0.3, 0.3), xlim=(0, 2), yticks=[])
    on.set_xticks([0, 1, 2], ["none", "one", "two"])
    on.set_xlim(0.5, 2)
    on.text(1, 0.5, "in the axes")
    seen = sorted(text.get_text() for text in texts(figure))
    assert seen == ["a title", "in the axes", "one", "seen", "two"]


@style.house()
def test_overlapping_sees_texts_that_share_more_than_a_hair():
    below = 1 - 9 / 72  # nine points below, under letters of ten
    figure = page_with((1, 1, "Inadequate"), (1.5, 1, "Good"), (5, 1, "alone"), (5, 1.5, "above"))
    assert overlapping(figure) == [("Inadequate", "Good")]
    assert overlapping(page_with((1, 1, "Inadequate"), (1, below, "Good"))) == [
        ("Inadequate", "Good")
    ]


@style.house()
def test_overlapping_lets_texts_stand_side_by_side_and_line_under_line():
    beside = 1 + style.text_width("Inadequate", 10) + 0.02
    below = 1 - 1.25 * 10 / 72
    figure = page_with((1, 1, "Inadequate"), (beside, 1, "Good"), (1, below, "Outstanding"))
    assert overlapping(figure) == []


@style.house()
@pytest.mark.parametrize("place", [(6.9, 1), (-0.05, 1), (1, 1.95), (1, -0.05)])
def test_outside_sees_a_text_over_any_edge(place):
    assert outside(page_with((*place, "too far"), (1, 1, "in"))) == ["too far"]


@style.house()
def test_struck_sees_lines_and_edges_through_texts():
    figure = page_with()
    axes = style.sheet(figure)
    for y, text in enumerate(["upright", "sloping", "over an edge", "inside", "on a ground"]):
        ground = {"facecolor": "white"} if y == 4 else None
        axes.text(1, y / 10 + 0.1, text, size=9, va="center", bbox=ground)
    axes.plot([1.1, 1.1], [0.05, 0.15])
    axes.plot([0.9, 1.4], [0.13, 0.27])
    axes.add_patch(Rectangle((1.2, 0.26), 2, 0.09))
    axes.add_patch(Rectangle((0.9, 0.36), 3, 0.09))
    axes.hlines([0.5], 0, 3)
    assert struck(figure) == ["upright", "sloping", "over an edge"]


def test_colours_sees_every_colour_but_not_what_is_clear():
    figure = page_with((1, 1, "green"), color="#00ff00")
    axes = style.sheet(figure)
    axes.plot([1, 2], [0.1, 0.2], color="red", marker="o", mfc="yellow", mec="blue")
    axes.hlines([0.5], 0, 3, "cyan")
    axes.add_patch(Rectangle((1, 0.3), 1, 0.1, facecolor="none", edgecolor="magenta"))
    axes.add_patch(Rectangle((1, 0.3), 1, 0.1, facecolor="#111111", linewidth=0, alpha=0.5))
    axes.pcolormesh([[0, 1]], cmap=mpl.colors.ListedColormap(["#222222", "#333333"]))
    named = {"#00FF00", "#FF0000", "#FFFF00", "#0000FF", "#00FFFF", "#FF00FF"}
    assert colours(figure) == named | {"#11111180", "#222222", "#333333", "#FFFFFF"}


@style.house()
def test_fonts_sees_another_type():
    figure = page_with((1, 1, "ours"))
    figure.text(0.5, 0.5, "another", family="DejaVu Sans", weight="bold")
    assert fonts(figure) == {
        ("SourceSansPro-Regular.ttf", "normal"),
        ("DejaVuSans-Bold.ttf", "bold"),
    }


# The page


@pytest.mark.parametrize("weight", ["regular", "semibold", "bold"])
@pytest.mark.parametrize("width", [0.5, 1, 2.5])
def test_wrap_keeps_every_word_and_no_line_is_wider_than_asked(width, weight):
    text = f"{SENTENCE}: experiences-and-progress-of-children-who-need-help"
    lines = style.wrap(text, width, 10, weight).split("\n")
    assert " ".join(lines) == text
    assert len(lines) >= 3
    wide = [line for line in lines if style.text_width(line, 10, weight) > width]
    assert all(" " not in line for line in wide)


def test_wrap_breaks_a_line_only_where_the_next_word_does_not_fit():
    width = style.text_width("one two", 10)
    assert style.wrap("one two three", width, 10) == "one two\nthree"
    assert style.wrap("one two", width - 0.01, 10) == "one\ntwo"


def test_wrap_of_nothing_is_nothing():
    assert style.wrap("", 1, 10) == style.wrap("  ", 1, 10) == ""


@pytest.mark.parametrize(("size", "weight"), [(9, "regular"), (11, "semibold"), (12, "bold")])
def test_a_line_is_drawn_as_wide_as_it_was_measured(size, weight):
    with style.house():
        figure = style.page(1)
        figure.text(0, 0.5, SENTENCE, size=size, weight=weight)
        (text,) = texts(figure)
        drawn = text.get_window_extent().width / 200
    assert drawn == pytest.approx(style.text_width(SENTENCE, size, weight), rel=0.015)


def test_a_key_takes_no_more_room_than_is_kept_for_it():
    with style.house():
        figure = style.page(1)
        style.key(figure, f"{SENTENCE}. " * 4)
        (text,) = texts(figure)
        box = text.get_window_extent()
    assert text.get_text().count("\n") == 2
    assert (figure.bbox.y1 - box.y1) / 200 == pytest.approx(style.HEAD, abs=0.02)
    assert box.height / 200 <= style.height_of(f"{SENTENCE}. " * 4)


def test_house_sets_its_own_style_and_leaves_other_settings_as_they_were():
    with mpl.rc_context(STRANGE):
        before = dict(mpl.rcParams)
        with style.house():
            assert mpl.rcParams["font.family"] == ["Source Sans Pro"]
            assert mpl.rcParams["axes.linewidth"] == 0.8
            assert mpl.rcParams["savefig.dpi"] == 200
        assert dict(mpl.rcParams) == before


def test_house_leaves_the_settings_as_they_were_even_after_an_error():
    with mpl.rc_context(STRANGE):
        before = dict(mpl.rcParams)
        with pytest.raises(ZeroDivisionError), style.house():
            _ = 1 / 0
        assert dict(mpl.rcParams) == before


def test_house_takes_nothing_from_the_settings_around_it():
    with mpl.rc_context({"text.usetex": True, "lines.markersize": 40}), style.house():
        assert mpl.rcParams["text.usetex"] is False
        assert mpl.rcParams["lines.markersize"] == 6


def test_finish_called_twice_leaves_one_subtitle_and_one_source():
    figure = style.page(1)
    style.finish(figure, "First subtitle", "first source")
    style.finish(figure, "Second subtitle", "second source")
    assert [(text.get_gid(), text.get_text()) for text in texts(figure)] == [
        ("subtitle", "Second subtitle"),
        ("source", "Source: second source"),
    ]


def test_finish_called_twice_with_a_long_source_leaves_the_page_as_long_as_once():
    figure = style.page(1)
    style.finish(figure, "Subtitle", SENTENCE * 12)
    once = figure.get_figheight()
    style.finish(figure, "Subtitle", SENTENCE * 12)
    assert figure.get_figheight() == pytest.approx(once)


def test_a_source_that_makes_the_page_longer_moves_nothing_that_stands_above_it():
    with style.house():
        figure = style.page(1)
        style.key(figure, "a key")
        style.write(style.sheet(figure), 1, 0.5, "in the chart", 9)
    height = figure.get_figheight()
    from_top = {text.get_text(): figure.bbox.y1 - box.y1 for text, box in boxes(figure)}
    style.finish(figure, "Subtitle", SENTENCE * 12)
    assert figure.get_figheight() > height
    after = {text.get_text(): figure.bbox.y1 - box.y1 for text, box in boxes(figure)}
    assert {words: after[words] for words in from_top} == pytest.approx(from_top, abs=1)
    assert overlapping(figure) == []


def test_finish_leaves_other_texts_alone():
    figure = style.page(1)
    with style.house():
        style.key(figure, "a key")
    style.finish(figure, "Subtitle", "source")
    assert [text.get_text() for text in texts(figure)] == ["a key", "Subtitle", "Source: source"]


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_finish_has_room_for_a_subtitle_of_two_lines_and_a_source_of_three(lines):
    """A chart that fills its room to the last: letters at its very top and bottom."""
    with style.house():
        figure = style.page(1)
        sheet = style.sheet(figure)
        style.write(sheet, 1, 0.02, "at the top", 9)
        style.write(sheet, 1, 0.86, "at the bottom", 9)
    line = "of a length that leaves no room for any other word beside it on this page of ours "
    style.finish(figure, (line * min(lines, 2)).strip(), (line * lines).strip())
    subtitle, _ = [text for text in texts(figure) if text.get_gid()]
    assert subtitle.get_text().count("\n") + 1 == min(lines, 2)
    assert overlapping(figure) == []
    assert outside(figure) == []


def test_finish_has_room_for_every_release_that_a_time_axis_names(newham):
    """Eight visits, each from another edition of Ofsted's outcomes: a source of six lines."""
    visit = newham.events[newham.events["basis"] == "official_release"].iloc[[0]]
    named = [f"Ofsted, Local authority inspection outcomes as at 31 March {n}" for n in range(8)]
    source = words.timeline_sources(pd.concat([visit] * 8).assign(source=named))
    with style.house():
        figure = style.page(1)
        style.write(style.sheet(figure), 1, 0.86, "at the bottom", 9)
    style.finish(figure, "Subtitle", source)
    assert overlapping(figure) == []


@style.house()
def test_one_unit_of_a_sheet_is_one_inch_from_the_top_of_the_chart():
    figure = style.page(2)
    assert figure.get_figheight() == pytest.approx(style.HEAD + 2 + style.FOOT)
    axes = style.sheet(figure)
    top, inch = axes.transData.transform([(0, 0), (1, 1)]) / figure.dpi
    assert top == pytest.approx([0, 2 + style.FOOT])
    assert inch == pytest.approx([1, 1 + style.FOOT])


@style.house()
def test_write_puts_each_line_under_the_other_from_the_same_left():
    figure = style.page(2)
    style.write(style.sheet(figure), 1, 0.5, "one\ntwo\nthree", 10)
    places = [text.get_position() for text in texts(figure)]
    first = 0.5 + 0.72 * 10 / 72
    assert [x for x, _ in places] == [1, 1, 1]
    assert [y for _, y in places] == pytest.approx([first + n * 12.5 / 72 for n in range(3)])


@style.house()
@pytest.mark.parametrize("words", ["H", "H\nH", "H\nH\nH"])
def test_write_in_cell_centres_the_capitals_on_the_point(words):
    figure = style.page(2)
    axes = style.sheet(figure)
    style.write_in_cell(axes, 1, 1, words, 12)
    baselines = [text.get_position()[1] for text in texts(figure)]
    capital = 0.66 * 12 / 72  # the height of an H in Source Sans Pro
    assert (baselines[0] - capital + baselines[-1]) / 2 == pytest.approx(1, abs=0.01)
    centres = [box.get_window_extent() for box in texts(figure)]
    assert [(box.x0 + box.x1) / 400 for box in centres] == pytest.approx(
        [1] * len(centres), abs=0.01
    )


# Labels and arrows that several charts share

NAME = "Bournemouth, Christchurch and Poole, Dec 2021"


def test_shorten_leaves_a_line_that_fits_as_it_is():
    assert style.shorten(NAME, style.text_width(NAME, 9), 9) == NAME


@pytest.mark.parametrize("width", [1.45, 1.6, 2.0, 2.4])
def test_shorten_keeps_the_first_words_and_the_last_part(width):
    line = style.shorten(NAME, width, 9)
    first, _, last = line.partition(" …, ")
    assert last == "Dec 2021"
    assert NAME.startswith(first)
    assert not first.endswith((",", " "))
    assert style.text_width(line, 9) <= width
    following = NAME[len(first) :].lstrip(", ").split()[0].rstrip(",")
    assert style.text_width(f"{first} {following} …, Dec 2021", 9) > width - 0.05


@pytest.mark.parametrize("width", [1.2, 0.1])
def test_shorten_keeps_the_first_word_where_not_even_that_fits(width):
    assert style.shorten(NAME, width, 9) == "Bournemouth …, Dec 2021"


@pytest.mark.parametrize(
    ("width", "line"),
    [(1.5, "Our investment across all …"), (0.6, "Our …"), (0.1, "Our …")],
)
def test_shorten_cuts_a_line_without_a_comma_too(width, line):
    text = "Our investment across all services for young people"
    assert style.shorten(text, width, 9) == line
    assert line == "Our …" or style.text_width(line, 9) <= width


def test_spread_leaves_places_that_are_far_enough_apart():
    assert style.spread([], []) == []
    assert style.spread([3], [9]) == [3]
    assert style.spread([0, 2, 9], [2, 2, 4]) == [0, 2, 9]


@pytest.mark.parametrize(
    ("places", "heights", "spread"),
    [
        ([5, 5], [2, 2], [4, 6]),
        ([5, 6], [2, 4], [4, 7]),
        ([5, 5, 5, 5], [2, 2, 2, 2], [2, 4, 6, 8]),
        ([0, 1, 20], [2, 2, 2], [-0.5, 1.5, 20]),
        ([0, 0, 0, 100], [17, 51, 17, 17], [-34, 0, 34, 100]),
    ],
)
def test_spread_moves_labels_apart_just_as_far_as_they_need(places, heights, spread):
    before = list(places)
    assert style.spread(places, heights) == pytest.approx(spread, abs=1e-6)
    assert places == before


@pytest.mark.parametrize("places", [[0, 0, 0, 0], [0, 5, 10, 12], [1, 1, 60, 61], [3, 30, 31, 99]])
@pytest.mark.parametrize("heights", [[17, 17, 17, 17], [51, 17, 17, 34], [17, 51, 34, 17]])
def test_spread_labels_keep_their_order_and_do_not_overlap(places, heights):
    found = style.spread(places, heights)
    ends = [(place - h / 2, place + h / 2) for place, h in zip(found, heights, strict=True)]
    for (_, top), (bottom, _) in pairwise(ends):
        assert bottom >= top - 1e-6
    assert sum(found) == pytest.approx(sum(places))


def arrow_drawn(start, end, **kwargs):
    """Return the marks of an arrow (sign, x, filled) and its lines (from, to, style)."""
    figure = style.page(2)
    axes = style.sheet(figure)
    style.arrow(axes, start, end, 1, **kwargs)
    assert {y for line in axes.lines for y in line.get_ydata()} == {1}
    assert {line.get_color() for line in axes.lines} == {style.FOCUS}
    marks, lines = [], []
    for line in axes.lines:
        xs = [float(x) for x in line.get_xdata()]
        if line.get_marker() == "None":
            lines.append((*xs, line.get_linestyle()))
        else:
            filled = line.get_markerfacecolor() == style.FOCUS
            marks.append((line.get_marker(), pytest.approx(xs[0], abs=0.04), filled))
    return marks, lines


@style.house()
@pytest.mark.parametrize(("broken", "look"), [(False, "-"), (True, "--")])
def test_an_arrow_leads_from_a_hollow_circle_to_an_arrowhead(broken, look):
    up = [("o", 1, False), (">", 3, True)], [(1, 3, look)]
    down = [("o", 3, False), ("<", 1, True)], [(3, 1, look)]
    assert arrow_drawn(1, 3, broken=broken) == up
    assert arrow_drawn(3, 1, broken=broken) == down


@style.house()
def test_what_does_not_move_is_a_dot_with_a_dashed_line_through_it_where_broken():
    assert arrow_drawn(2, 2) == ([("o", 2, True)], [])
    marks, ((left, right, look),) = arrow_drawn(2, 2, broken=True)
    assert marks == [("o", 2, True)]
    assert (left + right) / 2 == pytest.approx(2)
    assert left < right
    assert look == "--"
