"""The charts of what documents describe, for documents of other shapes than Newham's."""

import pandas as pd
import pytest

import drawn
from council_record import Council
from council_record.analysis import claims
from council_record.figures import (
    fig07_recurring_figures,
    fig08_same_figure,
    fig09_superlatives,
    fig10_left_unsaid,
    page,
    style,
)

CLAIM = {
    "figure_text": "£5m", "value": 5e6, "measure": "money", "at_least": False, "family": "f",
    "quote": "q", "purpose_wording": "youth services", "service": "youth_services",
    "period_wording": "2019/20", "period_start": "2019-20", "period_end": "2019-20",
    "recurrence": "one_year", "flow": "extra", "stage": "spent", "baseline": "unstated",
    "superlative": None, "superlative_of": None, "speaker": "x", "voice": "own",
}  # fmt: skip
KINDS = {"council": "press_release", "press": "newspaper"}


def described(*rows):
    """Return claims and documents of (document number, kind, part, changes)."""
    documents = pd.DataFrame(
        [(f"d{n}", "Testham Council", KINDS[kind], None, None, pd.Timestamp(2019, n, 1),
          pd.Timestamp(2019, n, 1), "excerpt" if part else "full")
         for n, kind, part in dict.fromkeys(row[:3] for row in rows)],
        columns=["document_id", "publisher", "kind", "signed_by", "original_publisher",
                 "published", "published_latest", "seen"],
    )  # fmt: skip
    coded = [CLAIM | {"claim_id": f"c{at}", "document_id": f"d{n}"} | change
             for at, (n, _, _, change) in enumerate(rows)]  # fmt: skip
    return claims.described(pd.DataFrame(coded), documents), documents


def dots(figure):
    """Return colour and whether filled of each mark, by claim."""
    marks = {line.get_gid(): line for axes in figure.axes for line in axes.lines if line.get_gid()}
    return {name: (line.get_color(), line.get_markerfacecolor() != style.WHITE)
            for name, line in marks.items() if line.get_marker() == "o"}  # fmt: skip


def test_a_dot_has_the_colour_of_who_speaks_and_is_hollow_of_a_part():
    frame, documents = described((1, "council", False, {}), (2, "press", True, {}))
    chart = fig07_recurring_figures.chart(frame, documents, Council("Newham"))
    assert dots(chart.figure()) == {"c0": (style.COUNCIL, True), "c1": (style.LOOK, False)}
    assert chart.title == "One amount comes back"
    assert chart.data["documents"].tolist() == [2, 2]


@pytest.mark.parametrize(
    ("families", "title"),
    [("a", "One amount was described, none of them in two documents"),
     ("aab", "One amount comes back"),
     ("aaabbcc", "Three amounts come back, one of them in three documents"),
     ("aabb", "Two amounts come back")],
)  # fmt: skip
def test_the_title_says_how_many_amounts_come_back(families, title):
    rows = [(families[:at].count(one) + 1, "press", False, {"family": one})
            for at, one in enumerate(families)]  # fmt: skip
    frame, documents = described(*rows)
    assert fig07_recurring_figures.chart(frame, documents, Council("Newham")).title == title


def same(*changes):
    frame, documents = described(*((n, "council", False, change)
                                   for n, change in enumerate(changes, start=1)))  # fmt: skip
    return fig08_same_figure.chart(claims.recurring(frame), documents, Council("Newham"))


@pytest.mark.parametrize(
    ("changes", "title"),
    [(({}, {}), "One sum comes back, for the same service each time"),
     (({}, {"service": "send"}), "Same sum, different service: £5m changes what it is for")],
)  # fmt: skip
def test_the_title_names_the_sums_that_change_what_they_are_for(changes, title):
    assert same(*changes).title == title


def test_a_line_bends_where_the_service_changes():
    figure = same({}, {"service": "send"}, {}).figure()
    (line,) = [line for axes in figure.axes for line in axes.lines if line.get_gid() == "f"]
    heights = line.get_ydata()
    assert heights[0] == heights[2] != heights[1]


def test_what_changes_its_sense_is_said_below():
    chart = same({}, {"recurrence": "each_year", "flow": "unstated"})
    assert chart.note == (
        "The £5m is money of one year in 2019 and of each year in 2019. At first £5m is called "
        "extra; a later document does not say so."
    )


@pytest.mark.parametrize("width", [page.WIDE, page.NARROW])
def test_many_sums_and_long_words_stand_clear_of_each_other(width):
    long = {"purpose_wording": "services for children and young people of every age and need"}
    rows = [(n, "press", False, long | {"family": f"f{family}", "value": family * 1e6,
                                        "service": ("send", "youth_services")[(n + family) % 2]})
            for n in range(1, 9) for family in range(1, 5)]  # fmt: skip
    frame, documents = described(*rows)
    council = Council("Newham")
    again = claims.recurring(frame)
    for chart in (
        fig07_recurring_figures.chart(frame, documents, council),
        fig08_same_figure.chart(again, documents, council),
    ):
        assert drawn.faults(chart.figure(width)) == []


MOST = {"superlative": "biggest", "superlative_of": "rise", "baseline": "in a generation",
        "figure_text": None, "value": None, "measure": None, "family": "most"}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "title"),
    [(({},), "One superlative; none comes with an amount"),
     (({}, {}), "Two superlatives, all “in a generation”; none comes with an amount"),
     (({}, {"baseline": "for a generation"}),
      "Two superlatives, all “in” or “for a generation”; none comes with an amount"),
     (({"baseline": "unstated"}, {"baseline": "unstated"}),
      "Two superlatives; none comes with an amount")],
)  # fmt: skip
def test_superlatives_are_counted_by_what_they_are_measured_from(changes, title):
    frame, documents = described(*((n, "council", False, MOST | change)
                                   for n, change in enumerate(changes, start=1)))  # fmt: skip
    chart = fig09_superlatives.chart(claims.superlatives(frame), documents, Council("Newham"))
    assert chart.title == title
    assert drawn.faults(chart.figure(page.NARROW)) == []


def test_gaps_are_orange_and_counted():
    frame, documents = described((1, "council", False, {"flow": "unstated"}),
                                 (2, "council", False, {}), (3, "press", True, {}))  # fmt: skip
    chart = fig10_left_unsaid.chart(claims.left_unsaid(frame), documents, Council("Newham"))
    assert chart.title == "One of 2 amounts does not say whether the money was extra or the total"
    for width in (page.WIDE, page.NARROW):
        boxes = [one for axes in chart.figure(width).axes for one in axes.patches]
        gaps = [one for one in boxes if style.to_hex(one.get_facecolor()).upper() == style.LOOK]
        assert len(gaps) == 3  # flow of the first, baseline of the second, and the key
        assert [gap.get_gid() is None for gap in gaps].count(True) == 1  # only the key is no claim
    assert "Another one amount stands" in chart.note


def test_without_documents_every_figure_of_them_is_left_out():
    council, empty = Council("Leeds"), Council("Leeds")["documents"]
    frame = council.claims()
    left = [
        fig07_recurring_figures.chart(frame, empty, council),
        fig08_same_figure.chart(claims.recurring(frame), empty, council),
        fig09_superlatives.chart(claims.superlatives(frame), empty, council),
        fig10_left_unsaid.chart(claims.left_unsaid(frame), empty, council),
    ]
    assert all("Leeds" in one.reason for one in left)
