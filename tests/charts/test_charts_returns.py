"""What figures 13, 15, 16 and 17 of notebook 04 draw; figure 14 has a file of its own."""

import pandas as pd
import pytest
from matplotlib.colors import to_hex, to_rgb

from council_record.analysis import outturn
from council_record.figures import per_child, returns, style
from drawn import colours, faults, fonts, texts, words_of

OWN = "Testham"
LONG = "Bournemouth, Christchurch and Poole"
HOUSE = {style.FOCUS, style.CONTEXT, style.SECOND, style.SECOND_INK, style.INK, style.QUIET,
         style.WHITE, "#8C8C8C"}  # fmt: skip
THIRD, FOURTH, FOURTH_INK = "#801650", "#28A197", "#17706A"  # of figure 17
GROUPS = {THIRD, FOURTH, FOURTH_INK, "#E3E3E3"}  # and its grid
LENGTHY = "our investment across all services for young people and their families in every ward"


def key(figure, start):
    (found,) = [words for words in words_of(figure) if words.startswith(start)]
    return " ".join(found.split())


def panels(figure):
    return {axes.get_gid(): axes for axes in figure.axes if axes.get_gid()}


def contrast_on_white(ink):
    """Return the contrast by the Web Content Accessibility Guidelines."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(ink)]
    return 1.05 / (0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] + 0.05)


def pounds(*millions):
    return pd.array([pd.NA if m is None else round(1e6 * m) for m in millions], dtype="Int64")


def bars(axes):
    """Return middle, height and colour of each upright bar, from the left."""
    found = [(box.get_x() + box.get_width() / 2, box.get_height(), to_hex(box.get_facecolor()))
             for box in axes.patches]  # fmt: skip
    return sorted((round(x, 3), round(height, 6), colour.upper()) for x, height, colour in found)


def above_bars(axes):
    """Return place, level and words of what is written at bars, from the left."""
    found = [(*text.xy, text.get_text()) for text in axes.texts if hasattr(text, "xy")]
    return sorted((round(float(x), 3), round(float(y), 6), words) for x, y, words in found)


# The seven lines

YEARS = ["2016-17", "2017-18", "2018-19", "2019-20"]
LINES = {  # in millions of pounds, by year; the third year has no return at all
    "sure_start": (6.3, 5.25, None, 4.4),
    "children_looked_after": (31.5, 34.2, None, 56.7),
    "other_children_and_families": (1.1, None, None, 0),
    "safeguarding": (20.4, 19.6, None, 25.8),
    "family_support": (19.5, 9.4, None, 12.2),
    "young_people": (1.6, 1.8, None, 8.1),
    "youth_justice": (2.1, 1.8, None, 2.6),
    "total": (82.5, 72.05, None, 109.8),
}


def lines_of(lines):
    """Return what outturn.lines returns."""
    rows = [(year, line, amount) for line, there in lines.items()
            for year, amount in zip(YEARS, there, strict=False) if amount is not None]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["financial_year", "line", "amount_gbp"])
    return frame.assign(amount_gbp=pounds(*frame["amount_gbp"]))


@pytest.fixture(scope="module")
def outturn_lines():
    figure = returns.outturn_lines(lines_of(LINES), YEARS)
    assert faults(figure) == []
    return figure


def test_a_row_of_bars_for_each_line_but_the_total(outturn_lines):
    assert list(panels(outturn_lines)) == [line for line in LINES if line != "total"]
    drawn = [" ".join(text.get_text().split()) for text in texts(outturn_lines)
             if text.get_weight() == "semibold" and text.get_gid() != "subtitle"]  # fmt: skip
    assert drawn == [returns.LINES[line] for line in panels(outturn_lines)]
    tops = [axes.get_position().y1 for axes in panels(outturn_lines).values()]
    assert tops == sorted(tops, reverse=True)


def test_each_bar_is_as_high_as_its_amount_and_a_missing_year_has_a_dash(outturn_lines):
    for line, axes in panels(outturn_lines).items():
        there = [0 if amount is None else amount for amount in LINES[line]]
        assert bars(axes) == [(n, amount, style.FOCUS) for n, amount in enumerate(there)]
        assert above_bars(axes) == [
            (n, amount or 0, "–" if amount is None else f"{amount:.1f}" if amount else "0")
            for n, amount in enumerate(LINES[line])
        ]
    assert above_bars(panels(outturn_lines)["sure_start"]) == [
        (0, 6.3, "6.3"),
        (1, 5.25, "5.2"),
        (2, 0, "–"),
        (3, 4.4, "4.4"),
    ]


@pytest.mark.parametrize(
    ("amounts", "written"),
    [
        ((0, 0.04, 0.05001, 31.5), ["0", "<0.1", "0.1", "31.5"]),
        ((0, 0.0004, 0.0584, 0.9), ["0", "<0.001", "0.058", "0.900"]),
    ],
)
def test_nothing_is_told_from_a_little(amounts, written):
    figure = returns.outturn_lines(lines_of(dict.fromkeys(LINES, amounts)), YEARS)
    for axes in panels(figure).values():
        assert [words for *_, words in above_bars(axes)] == written
    assert faults(figure) == []


def test_all_rows_of_bars_have_one_scale(outturn_lines):
    texts(outturn_lines)
    inches = {
        round(box.get_window_extent().height / box.get_height(), 6)
        for axes in panels(outturn_lines).values()
        for box in axes.patches
        if box.get_height()
    }
    assert len(inches) == 1
    highest = panels(outturn_lines)["children_looked_after"]
    assert highest.get_ylim() == (0, 56.7)


def test_the_years_stand_above_the_first_row_and_below_the_last(outturn_lines):
    first, *between, last = panels(outturn_lines).values()
    for axes in (first, last):
        named = {text.get_text(): text.get_position()[0] for text in axes.texts
                 if text.get_text() in YEARS}  # fmt: skip
        assert named == {year: place for place, year in enumerate(YEARS)}
    assert not [text for axes in between for text in axes.texts if text.get_text() in YEARS]


def test_the_key_tells_of_a_dash_only_where_there_is_one(outturn_lines):
    told = (
        "One scale for all rows: a bar twice as tall is twice the money. Numbers are millions of "
        "pounds."
    )
    dash = "A dash: no amount in the release for that year."
    assert key(outturn_lines, "One scale") == f"{told} {dash}"
    full = returns.outturn_lines(lines_of(dict.fromkeys(LINES, (1, 2, 0, 4))), YEARS)
    assert key(full, "One scale") == told
    assert "–" not in words_of(full)
    year = returns.outturn_lines(lines_of(dict.fromkeys(LINES, (1, 2, 3))), YEARS)
    assert key(year, "One scale") == f"{told} {dash}"


@pytest.mark.parametrize(
    ("amounts", "years"),
    [
        pytest.param([1.25], ["2016-17"], id="one year"),
        pytest.param([0, None, 0.04, 1234.5], YEARS, id="from nothing to a thousand millions"),
        pytest.param([999.9] * 4, [f"20{n}-{n + 1}" for n in range(16, 25)], id="nine years"),
    ],
)
def test_rows_of_another_shape_draw_without_overlap(amounts, years):
    figure = returns.outturn_lines(lines_of(dict.fromkeys(LINES, amounts)), years)
    for axes in panels(figure).values():
        found = [height for _, height, _ in bars(axes)]
        assert found[: len(amounts)] == [amount or 0 for amount in amounts]
        assert len(found) == len(years)
    assert faults(figure) == []


# Services for young people in two returns


def two_returns_of(*rows, certified="Y"):
    """Return what outturn.two_returns returns; a row is year, section 251, RO3, in millions."""
    years, first, second = zip(*rows, strict=True)
    return pd.DataFrame({"financial_year": years, "section_251": pounds(*first),
                         "ro3_expenditure": pounds(*second),
                         "ro3_certified": certified})  # fmt: skip


def described_of(*rows):
    """Return what beside.once returns; each row says what is other than in £1.4m of 2019-20."""
    usual = {
        "part": False,
        "figure_text": "£1.4m",
        "value": 1.4e6,
        "purpose": "youth services",
        "money": "budget",
        "line": "young_people",
        "scope": "nearest",
        "period": "2019/20",
        "period_start": "2019-20",
        "period_end": "2019-20",
        "return_years": "2019-20",
        "returned": 2_300_000,
    }
    frame = pd.DataFrame(
        [{"family": f"family {number}"} | usual | row for number, row in enumerate(rows)],
        columns=["family", *usual],
    )
    return frame.astype({"value": "Float64", "returned": "Int64"})


FULL, PART = "◆\N{NO-BREAK SPACE}", "◊\N{NO-BREAK SPACE}"
NOTHING = described_of()
TWO = two_returns_of(
    ("2019-20", 2.3, None), ("2020-21", None, None), ("2021-22", None, 1.2), ("2022-23", 4.8, 1.3)
)
SPENT = {"figure_text": "£36 million", "value": 36e6, "purpose": LENGTHY, "money": "spent",
         "period": "since 2018", "period_start": "2018-19", "period_end": "2021-22",
         "return_years": "2018-19 to 2021-22", "returned": 11_100_000}  # fmt: skip
UNSTATED = {"part": True, "figure_text": "£2m", "value": 2e6, "money": "not seen",
            "returned": pd.NA, "return_years": "no return for 2020-21"}  # fmt: skip


@pytest.fixture(scope="module")
def youth_services():
    figure = returns.youth_services(TWO, described_of({}, SPENT, UNSTATED))
    assert faults(figure) == []
    return figure


def test_bars_of_both_returns_stand_side_by_side_at_their_year(youth_services):
    """Where only one return has an amount, its bar stands in the middle of the year."""
    axes = youth_services.axes[0]
    assert bars(axes) == [
        (0, 2.3, style.FOCUS),
        (2, 1.2, style.SECOND),
        (2.8, 4.8, style.FOCUS),
        (3.2, 1.3, style.SECOND),
    ]
    assert above_bars(axes) == [(0, 2.3, "2.3"), (2, 1.2, "1.2"), (2.8, 4.8, "4.8"),
                                (3.2, 1.3, "1.3")]  # fmt: skip
    inks = {text.get_text(): text.get_color() for text in axes.texts if hasattr(text, "xy")}
    assert inks == {"2.3": style.INK, "4.8": style.INK, "1.2": style.SECOND_INK,
                    "1.3": style.SECOND_INK}  # fmt: skip
    assert [text.get_text() for text in axes.get_xticklabels()] == list(TWO["financial_year"])
    assert list(axes.get_xticks()) == [0, 1, 2, 3]


def level_bars(axes):
    """Return the words, the look, the number and the length of each level bar, from the top."""
    written = sorted(axes.texts, key=lambda text: text.get_position()[1])
    rows = {}
    for box in axes.patches:
        middle = box.get_y() + box.get_height() / 2
        level = [text for text in written if abs(text.get_position()[1] - middle) < 0.2]
        words = " ".join(text.get_text() for text in level if text.get_ha() == "right")
        (number,) = [text.get_text() for text in level
                     if text.get_position()[0] > box.get_x() + box.get_width()]  # fmt: skip
        look = to_hex(box.get_facecolor()).upper(), box.get_linestyle()
        rows[middle] = (words, *look, number, box.get_width())
    return [rows[middle] for middle in sorted(rows)]


def test_a_described_amount_is_hollow_above_the_filled_return_of_the_same_years(youth_services):
    rows = level_bars(youth_services.axes[1])
    hollow, filled = (style.WHITE, "--"), (style.FOCUS, "solid")
    assert [row[:4] for row in rows] == [
        (f"{FULL}£1.4m, youth services (2019/20): a budget", *hollow, "1.4"),
        ("return, 2019-20", *filled, "2.3"),
        (f"{FULL}£36 million, {LENGTHY} (since 2018): as spent", *hollow, "36.0"),
        ("return, 2018-19 to 2021-22", *filled, "11.1"),
        (f"{PART}£2m, youth services (2019/20): budget or spent not seen", *hollow, "2.0"),
    ]
    inches = rows[0][4] / 1.4
    assert [row[4] for row in rows] == pytest.approx(
        [inches * amount for amount in (1.4, 2.3, 36, 11.1, 2)]
    )


def test_a_return_that_is_missing_is_said_to_be_so_without_a_bar(youth_services):
    assert "return: no return for 2020-21" in words_of(youth_services)
    quiet = [text.get_text() for text in youth_services.axes[1].texts
             if text.get_color() == style.QUIET]  # fmt: skip
    assert quiet == ["return, 2019-20", "return, 2018-19 to 2021-22",
                     "return: no return for 2020-21"]  # fmt: skip


def test_without_descriptions_there_are_only_the_returns(youth_services):
    figure = returns.youth_services(TWO, NOTHING)
    assert len(figure.axes) == 1
    assert bars(figure.axes[0]) == bars(youth_services.axes[0])
    assert "Dashed" not in key(figure, "Filled")
    assert key(youth_services, "Filled").endswith(
        "Dashed outline: as described. ◆ read in full. ◊ seen in part only."
    )
    assert faults(figure) == []


def test_a_return_that_was_not_certified_has_an_outline_alone():
    rows = [("2022-23", 4.8, 1.3), ("2023-24", 5.2, 0.7), ("2024-25", 8.1, 1.5)]
    figure = returns.youth_services(two_returns_of(*rows, certified=["Y", "N", "Y"]), NOTHING)
    boxes = sorted(figure.axes[0].patches, key=lambda box: box.get_x())
    looks = [
        (box.get_height(), to_hex(box.get_facecolor()).upper(), to_hex(box.get_edgecolor()).upper())
        for box in boxes
    ]
    assert [look for look in looks if look[2] == style.SECOND] == [
        (1.3, style.SECOND, style.SECOND),
        (0.7, style.WHITE, style.SECOND),
        (1.5, style.SECOND, style.SECOND),
    ]
    assert "Orange outline: RO3 that the council had not certified." in key(figure, "Filled")
    assert faults(figure) == []


def test_the_key_tells_of_the_other_return_only_where_it_is_drawn_and_what_is_lacking():
    rows = [("2022-23", 4.8, None), ("2023-24", 5.2, None)]
    lacking = "No amount in RO3, return too late for the release: 2022-23 and 2023-24."
    figure = returns.youth_services(two_returns_of(*rows, certified="[x]"), NOTHING, lacking)
    assert key(figure, "Filled") == f"Filled, blue: section 251 outturn, gross. {lacking}"
    assert faults(figure) == []


def test_a_wording_that_leaves_the_services_open_is_told_to_do_so():
    figure = returns.youth_services(TWO, described_of({"scope": "unclear"}))
    words = " ".join(" ".join(words_of(figure)).split())
    assert "£1.4m, youth services (2019/20): a budget; which services is unclear" in words
    figure = returns.cumulative_extra(above_of("young_people", 1, 2), described_of(
        ADDED | {"scope": "unclear"}))  # fmt: skip
    assert beside_lines(figure.axes[0])[0].endswith("in all: £4.5m; which services is unclear)")
    assert faults(figure) == []


@pytest.mark.parametrize("years", [1, 2, 6, 9])
def test_few_years_do_not_make_wide_bars(years):
    rows = [(f"20{n}-{n + 1}", 2.5, None) for n in range(16, 16 + years)]
    young = returns.youth_services(two_returns_of(*rows), NOTHING).axes[0]
    above = returns.cumulative_extra(above_of("total", *[1] * years), NOTHING).axes[0]
    for axes in (young, above):
        assert axes.get_xlim() == pytest.approx((-0.6, max(years, 6) - 0.4))


@pytest.mark.parametrize(
    ("rows", "described"),
    [
        pytest.param([("2019-20", 2.3, 2.3)], [], id="one year"),
        pytest.param([(f"20{n}-{n + 1}", 12.5, 12.4) for n in range(16, 25)], [], id="nine years"),
        pytest.param([("2019-20", 0, 0), ("2020-21", 4, -0.5)], [], id="nothing, and less"),
        pytest.param([("2019-20", 2, 1)], [{"returned": pd.NA, "return_years": "no return for "
                                            "2018-19, 2019-20, 2020-21"}], id="none returned"),
        pytest.param([("2019-20", 2, 1)], [SPENT | {"value": 1234.5e6, "returned": 0}], id="great"),
    ],
)  # fmt: skip
def test_returns_of_another_shape_draw_without_overlap(rows, described):
    figure = returns.youth_services(two_returns_of(*rows), described_of(*described))
    heights = [height for _, height, _ in bars(figure.axes[0])]
    assert heights == [amount for _, *both in rows for amount in both]
    assert faults(figure) == []


# Running totals above a base year


def above_of(line, *totals, first=2019):
    """Return rows of outturn.above_base; running totals are in millions of pounds."""
    years = [f"{first + n}-{(first + n + 1) % 100:02}" for n in range(len(totals))]
    return pd.DataFrame({"line": line, "financial_year": years, "running_total": pounds(*totals)})


ABOVE = pd.concat([above_of("total", 7.2, 21.9, 22.1, 33.1), above_of("young_people", 0.8, 3.2,
                                                                      -1.5, -5.1)])  # fmt: skip
ADDED = {"figure_text": "£12m", "value": 12e6, "purpose": "youth services",
         "period": "over the last two financial years",
         "period_start": "2019-20", "period_end": "2020-21",
         "return_years": "2019-20 to 2020-21", "returned": 4_500_000}  # fmt: skip


@pytest.fixture(scope="module")
def cumulative_extra():
    figure = returns.cumulative_extra(ABOVE, described_of(ADDED, ADDED | {"line": "safeguarding"}))
    assert faults(figure) == []
    return figure


def dashed(axes):
    """Return level, first and last year (numbers of bars) and colour of each dashed line."""
    return [
        (line.get_ydata()[0], *line.get_xdata(), line.get_color())
        for line in axes.lines
        if line.get_linestyle() == "--" and len(set(line.get_ydata())) == 1
    ]


def beside_lines(axes):
    """Return what stands beside dashed lines."""
    return [
        " ".join(text.get_text().split())
        for text in axes.texts
        if text.get_color() == style.SECOND_INK
    ]


def test_each_bar_is_the_running_total_up_to_its_year(cumulative_extra):
    found = panels(cumulative_extra)
    assert list(found) == ["total", "young_people"]
    heads = [text.get_text() for text in texts(cumulative_extra)
             if text.get_weight() == "semibold" and text.get_gid() != "subtitle"]  # fmt: skip
    assert heads == [returns.LINES[line] for line in found]
    for line, axes in found.items():
        totals = ABOVE.loc[ABOVE["line"] == line, "running_total"] / 1e6
        assert bars(axes) == [(n, total, style.FOCUS) for n, total in enumerate(totals)]
        labels = [text.get_text() for text in axes.get_xticklabels()]
        assert labels == ["to 2019-20", "to 2020-21", "to 2021-22", "to 2022-23"]


def test_both_panels_have_the_same_years_where_one_total_ends_early():
    above = pd.concat([above_of("total", 6.1, 13), above_of("young_people", 1, 2, 4, 6)])
    figure = returns.cumulative_extra(above, NOTHING, "The total ends early.")
    total, young = panels(figure).values()
    assert total.get_xlim() == young.get_xlim()
    assert [x for x, *_ in bars(total)] == [0, 1]
    assert [x for x, *_ in bars(young)] == [0, 1, 2, 3]
    assert key(figure, "Bars:").endswith("each panel has its scale. The total ends early.")
    assert faults(figure) == []


def test_the_numbers_of_a_panel_have_one_unit():
    figure = returns.cumulative_extra(above_of("total", 0.0431, -0.1031, 0.0766), NOTHING)
    assert [words for *_, words in above_bars(figure.axes[0])] == ["£43,100", "−£103,100",
                                                                    "£76,600"]  # fmt: skip
    figure = returns.cumulative_extra(above_of("total", 0.83, 3.2), NOTHING)
    assert [words for *_, words in above_bars(figure.axes[0])] == ["£0.8m", "£3.2m"]


def test_a_running_total_below_the_base_year_hangs_below_the_line(cumulative_extra):
    axes = panels(cumulative_extra)["young_people"]
    labels = {text.get_text(): (text.xy[1], text.get_va()) for text in axes.texts
              if text.get_text().endswith("m")}  # fmt: skip
    assert labels == {
        "£0.8m": (0.8, "bottom"),
        "£3.2m": (3.2, "bottom"),
        "−£1.5m": (-1.5, "top"),
        "−£5.1m": (-5.1, "top"),
    }
    texts(cumulative_extra)
    places = {round(text.xy[1], 1): text.get_window_extent() for text in axes.texts
              if text.get_text().endswith("m")}  # fmt: skip
    for box in axes.patches:
        bar, words = box.get_window_extent(), places[round(box.get_height(), 1)]
        assert words.y0 > bar.y1 if box.get_height() > 0 else words.y1 < bar.y0
    low, high = axes.get_ylim()
    assert low < -5.1 < 12 < high


def test_a_described_total_is_dashed_at_its_level_over_its_years_in_the_panel_of_its_line(
    cumulative_extra,
):
    drawn = {line: dashed(axes) for line, axes in panels(cumulative_extra).items()}
    assert drawn == {"total": [], "young_people": [(12, -0.4, 1.4, style.SECOND)]}
    assert beside_lines(panels(cumulative_extra)["young_people"]) == [
        "◆ £12m described, over the last two financial years: youth services (this line, 2019-20 "
        "to 2020-21, in all: £4.5m)"
    ]
    assert beside_lines(panels(cumulative_extra)["total"]) == []
    assert "Dashed lines: totals as described" in key(cumulative_extra, "Bars:")


def test_a_described_total_is_told_alone_where_the_return_lacks_a_year():
    described = described_of(ADDED | {"returned": pd.NA, "return_years": "no return for 2020-21"})
    figure = returns.cumulative_extra(above_of("young_people", 1, 2, 3, 4), described)
    assert beside_lines(figure.axes[0]) == [
        "◆ £12m described, over the last two financial years: youth services"
    ]
    assert faults(figure) == []


def leaders(axes):
    """Return the dotted lines that lead to words: inside the axes, in data; then beside them.

    Of those beside the axes x is a part of their width.
    """
    dotted = [line for line in axes.lines if line.get_linestyle() == ":"]
    assert {line.get_color() for line in dotted} <= {style.SECOND_INK}
    inside = [line for line in dotted if line.get_transform() == axes.transData]
    rest = [line for line in dotted if line not in inside]
    assert all(line.get_transform() == axes.get_yaxis_transform() for line in rest)
    assert not any(line.get_clip_on() for line in rest)
    return [[list(zip(*line.get_data(), strict=True)) for line in part] for part in (inside, rest)]


@pytest.mark.parametrize(
    ("values", "apart"),
    [((12, 33), False), ((12, 12.4), True), ((33, 12), False)],
    ids=["far apart", "nearly equal", "the higher first"],
)
def test_words_of_described_totals_stand_right_of_the_bars_led_to_by_dots(values, apart):
    described = described_of(
        *(ADDED | {"value": 1e6 * v, "purpose": f"{v} in all"} for v in values)
    )
    figure = returns.cumulative_extra(above_of("young_people", 10, 20, 30, 40), described)
    (axes,) = panels(figure).values()
    words = sorted((text for text in axes.texts if text.get_color() == style.SECOND_INK),
                   key=lambda text: text.get_position()[1])  # fmt: skip
    levels = sorted(values)
    assert [f"{level} in all" in text.get_text().replace("\n", " ")
            for level, text in zip(levels, words, strict=True)] == [True, True]  # fmt: skip
    assert {(text.get_position()[0], text.get_va(), text.get_ha()) for text in words} == {
        (1.05, "center", "left")
    }
    assert all(text.get_transform() == axes.get_yaxis_transform() for text in words)
    places = [text.get_position()[1] for text in words]
    assert (places != pytest.approx(levels)) == apart
    assert sum(places) == pytest.approx(sum(levels))
    inside, beside = leaders(axes)
    assert inside == [[(1.4, level), (5.6, level)] for level in levels]
    assert beside == [
        [(1, level), (1.04, place)] for level, place in zip(levels, places, strict=True)
    ]
    texts(figure)
    edge = axes.get_window_extent().x1
    boxes = [text.get_window_extent() for text in words]
    assert all(box.x0 > edge for box in boxes)
    assert boxes[0].y1 < boxes[1].y0
    assert faults(figure) == []


def test_a_described_total_that_begins_earlier_is_dashed_from_the_edge():
    described = described_of(ADDED | {"period_start": "2014-15"})
    figure = returns.cumulative_extra(above_of("young_people", 1, 2, 3, 4), described)
    (axes,) = panels(figure).values()
    ((level, *ends_, _),) = dashed(axes)
    assert level == 12
    assert ends_ == pytest.approx([axes.get_xlim()[0], 1.4])


@pytest.mark.parametrize(
    ("years", "ends"),
    [(("2021-22", "2022-23"), (1.6, 3.4)), (("2022-23", "2022-23"), (2.6, 3.4))],
)
def test_a_described_total_up_to_the_last_year_is_dashed_up_to_there(years, ends):
    """The key says that the lines run over the years that the totals name."""
    described = described_of(ADDED | dict(zip(["period_start", "period_end"], years, strict=True)))
    figure = returns.cumulative_extra(above_of("young_people", 1, 2, 3, 4), described)
    (axes,) = panels(figure).values()
    assert [line[1:3] for line in dashed(axes)] == [ends]
    assert faults(figure) == []


def test_without_descriptions_there_are_only_bars():
    figure = returns.cumulative_extra(ABOVE, NOTHING)
    assert [dashed(axes) for axes in panels(figure).values()] == [[], []]
    assert key(figure, "Bars:").endswith("each panel has its scale.")
    assert faults(figure) == []


@pytest.mark.parametrize(
    ("totals", "described"),
    [
        pytest.param([1], [], id="one year"),
        pytest.param([0, 0, 0, 0], [], id="nothing"),
        pytest.param([-3, -9, -20], [], id="all below"),
        pytest.param([-1234.5, 1234.5, 0, 1, 2, 3, 4, 5], [], id="eight years"),
        pytest.param([1, 2, 3, 4, 5, 6], [ADDED, ADDED | {"value": 12.4e6, "purpose": LENGTHY}],
                     id="described totals nearly equal"),
        pytest.param([11.5, 11.8, 12, 12.2, 12.5, 13], [ADDED], id="described as high as the bars"),
        pytest.param([1, 2, 3, 4], [ADDED | {"purpose": LENGTHY, "period": LENGTHY}], id="wordy"),
    ],
)  # fmt: skip
def test_running_totals_of_another_shape_draw_without_overlap(totals, described):
    figure = returns.cumulative_extra(above_of("young_people", *totals), described_of(*described))
    (axes,) = panels(figure).values()
    assert [height for _, height, _ in bars(axes)] == totals
    assert [level for level, *_ in dashed(axes)] == [row["value"] / 1e6 for row in described]
    assert faults(figure) == []


# Spending per child


def spending_of(years, groups):
    """Return what outturn.per_child returns; a missing year has no row."""
    rows = [(group, year, amount) for group, amounts in groups.items()
            for year, amount in zip(years, amounts, strict=True) if amount is not None]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["group", "financial_year", "per_child"])
    return frame.astype({"per_child": "Int64"})


PER_CHILD = {
    OWN: (983, 940, None, 1448),
    "statistical neighbours": (800, 841, 826, 1264),
    "London": (922, 904, 945, 1413),
    "England": (782, 797, 836, 1325),
}
PRICES = pd.DataFrame({"financial_year": YEARS, "index": [80.0, 100.0, 125.0, 160.0]})


@pytest.fixture(scope="module")
def spend_per_child():
    spending = outturn.real_terms(spending_of(YEARS, PER_CHILD), PRICES)
    figure = returns.spend_per_child(spending, OWN, prices="2019-20")
    assert faults(figure) == []
    return figure


def plotted(axes):
    """Return the points of each line by group: number of the year and pounds."""
    return {
        line.get_gid(): [(x, y) for x, y in zip(*line.get_data(), strict=True) if y == y]
        for line in axes.lines
        if line.get_gid()
    }


def test_each_line_goes_through_the_amounts_of_its_group(spend_per_child):
    assert plotted(panels(spend_per_child)["per_child"]) == {
        group: [(n, amount) for n, amount in enumerate(amounts) if amount is not None]
        for group, amounts in PER_CHILD.items()
    }
    for axes in panels(spend_per_child).values():
        assert [text.get_text() for text in axes.get_xticklabels()] == YEARS
        assert axes.get_ylim()[0] == 0


def test_a_second_panel_gives_the_amounts_in_the_prices_of_the_latest_year(spend_per_child):
    cash, real = panels(spend_per_child).values()
    assert real.get_gid() == "per_child_real"
    found = plotted(real)
    assert found["London"] == [(0, 1844), (1, 1446), (2, 1210), (3, 1413)]
    assert found[OWN] == [(0, 1966), (1, 1504), (3, 1448)]
    heads = [text.get_text() for text in texts(spend_per_child) if text.get_fontsize() == 10.5]
    assert heads == ["In cash", "In prices of 2019-20"]
    assert real.get_position().y1 < cash.get_position().y0


def test_without_prices_there_is_cash_alone():
    figure = returns.spend_per_child(spending_of(YEARS, PER_CHILD), OWN)
    assert list(panels(figure)) == ["per_child"]
    assert not [words for words in words_of(figure) if "prices" in words]
    assert not [text.get_text() for text in texts(figure) if text.get_fontsize() == 10.5]
    assert "In cash" not in words_of(figure)
    assert faults(figure) == []


def test_the_key_says_what_a_line_is_and_that_groups_hold_each_other(spend_per_child):
    assert key(spend_per_child, "Each line") == (
        "Each line: all money of the group divided by all its children; councils without a return "
        "in a year, or without an estimate of children, are left out of that year. England "
        "includes the region, and the region the council; neighbours can lie outside it."
    )


def test_the_chart_is_found_where_the_others_of_the_notebook_are():
    assert returns.spend_per_child is per_child.spend_per_child
    assert "spend_per_child" in returns.__all__


def ends(axes):
    """Return words, colour and weight of the labels at the ends of the lines, from the top."""
    found = [text for text in axes.texts if "£" in text.get_text()]
    found.sort(key=lambda text: -text.get_position()[1])
    return [(" ".join(text.get_text().split()), text.get_color(), text.get_weight())
            for text in found]  # fmt: skip


def test_labels_name_group_and_last_amount_in_the_colour_of_the_line(spend_per_child):
    cash = panels(spend_per_child)["per_child"]
    looks = {line.get_gid(): line.get_color() for line in cash.lines if line.get_gid()}
    assert len(set(looks.values())) == 4
    assert looks == {OWN: style.FOCUS, "statistical neighbours": style.SECOND_INK, "London": THIRD,
                     "England": FOURTH}  # fmt: skip
    assert ends(cash) == [
        ("Testham £1,448", looks[OWN], "semibold"),
        ("London £1,413", looks["London"], "regular"),
        ("England £1,325", FOURTH_INK, "regular"),  # darker than its line, to be read when small
        ("statistical neighbours £1,264", looks["statistical neighbours"], "regular"),
    ]
    wide = {line.get_gid(): line.get_linewidth() for line in cash.lines if line.get_gid()}
    assert max(wide, key=wide.get) == OWN
    texts(spend_per_child)
    for axes in panels(spend_per_child).values():
        labels = [text for text in axes.texts if "£" in text.get_text()]
        assert len(labels) == 4
        assert {text.get_position()[0] for text in labels} == {1.02}
        assert all(text.get_transform() == axes.get_yaxis_transform() for text in labels)
        edge = axes.get_window_extent().x1
        assert all(text.get_window_extent().x0 > edge for text in labels)


@pytest.mark.parametrize(
    ("years", "amounts"),
    [
        pytest.param(YEARS, [(900, 1000, 1100, 1200)] * 4, id="all equal"),
        pytest.param(YEARS, [(900, 1000, 1100, 1200), (1, 1, 1, 1), (1, 1, 1, 2), (1, 1, 1, 3)],
                     id="three near nothing"),
        pytest.param(YEARS, [(None, None, None, 1500), *[(900, 1000, 1100, 1200)] * 3],
                     id="one year"),
        pytest.param([f"20{n}-{n + 1}" for n in range(16, 25)], [(12345,) * 9] * 4,
                     id="nine years"),
        pytest.param(YEARS, [(900, 1000, None, None), *[(900, 1000, 1100, 1200)] * 3],
                     id="no return in the end"),
    ],
)  # fmt: skip
def test_labels_of_equal_amounts_and_long_names_do_not_overlap(years, amounts):
    names = [LONG, "statistical neighbours", "Yorkshire and The Humber", "England"]
    groups = dict(zip(names, amounts, strict=True))
    figure = returns.spend_per_child(spending_of(years, groups), LONG)
    last = {group: [(amount, year) for amount, year in zip(amounts, years, strict=True) if amount]
            [-1] for group, amounts in groups.items()}  # fmt: skip
    written = {words for words, *_ in ends(figure.axes[0])}
    assert written == {
        f"{group} £{amount:,}" + ("" if year == years[-1] else f" ({year})")
        for group, (amount, year) in last.items()
    }
    assert faults(figure) == []


def test_a_council_without_neighbours_has_three_lines():
    """An abolished authority is in no model of neighbours."""
    groups = {group: PER_CHILD[group] for group in (OWN, "London", "England")}
    axes = panels(returns.spend_per_child(spending_of(YEARS, groups), OWN))["per_child"]
    assert list(plotted(axes)) == [OWN, "London", "England"]


# The house


@pytest.mark.parametrize(
    "chart", ["outturn_lines", "youth_services", "cumulative_extra", "spend_per_child"]
)
def test_type_and_colours_are_of_the_house(chart, request):
    figure = request.getfixturevalue(chart)
    assert {name.split("-")[0] for name, _ in fonts(figure)} == {"SourceSansPro"}
    assert min(text.get_fontsize() for text in texts(figure)) >= 9
    assert {text.get_rotation() for text in texts(figure)} == {0}
    assert colours(figure) - HOUSE - (GROUPS if chart == "spend_per_child" else set()) == set()


@pytest.mark.parametrize(
    "chart", ["outturn_lines", "youth_services", "cumulative_extra", "spend_per_child"]
)
def test_small_type_stands_out_from_white(chart, request):
    """As in test_style."""
    inks = {text.get_color() for text in texts(request.getfixturevalue(chart))}
    faint = {ink: round(contrast_on_white(ink), 1) for ink in inks if contrast_on_white(ink) < 4.5}
    assert faint == {}
