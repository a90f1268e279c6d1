"""Documents and reports on one time axis."""

import pandas as pd
import pytest

import drawn
from council_record import Council
from council_record.figures import fig02_timeline, page, style

REPORT = pd.Timestamp("2019-03-25")


def made(*days, events=()):
    """Return the chart of documents with a first and a last day, around one report."""
    inspections = pd.DataFrame(
        {"inspection_id": ["1"], "kind": ["ILACS"], "started": [pd.Timestamp("2019-02-11")],
         "ended": [pd.NaT], "published": [REPORT], "source": ["Ofsted"]}
    )  # fmt: skip
    judgements = pd.DataFrame({"inspection_id": ["1"], "judgement": ["overall_effectiveness"],
                               "grade": ["Inadequate"]})  # fmt: skip
    documents = pd.DataFrame(
        [(f"d{n}", "T", pd.Timestamp(first), pd.Timestamp(last), "u", ("full", "excerpt")[n % 2])
         for n, (first, last) in enumerate(days)],
        columns=["document_id", "title", "published", "published_latest", "url", "seen"],
    )  # fmt: skip
    columns = ["lane", "label", "started", "started_precision", "ended", "source"]
    frame = pd.DataFrame(events, columns=columns)
    frame[["started", "ended"]] = frame[["started", "ended"]].apply(pd.to_datetime)
    return fig02_timeline.chart(inspections, judgements, frame, documents, Council("Newham"))


@pytest.mark.parametrize(
    ("first", "last", "near"),
    [("2019-03-25", "2019-03-31", "yes"), ("2019-03-24", "2019-03-24", "no"),
     ("2019-03-31", "2019-04-01", "perhaps"), ("2019-03-20", "2019-03-25", "perhaps"),
     ("2019-04-01", "2019-04-01", "no")],
)  # fmt: skip
def test_a_document_is_near_a_report_if_all_its_days_are(first, last, near):
    data = made((first, last)).data
    assert data.loc[data["lane"] == "Documents", "near_report"].tolist() == [near]


@pytest.mark.parametrize(
    ("days", "title"),
    [
        ([("2019-03-25",) * 2] * 2, "All two documents followed an Ofsted report within a week"),
        ([("2019-03-25",) * 2, ("2018-01-01",) * 2],
         "One of 2 documents followed an Ofsted report within a week"),
        ([("2019-03-25",) * 2, ("2019-03-31", "2019-04-02")],
         "At least one of 2 documents followed an Ofsted report within a week"),
        ([("2018-01-01",) * 2], "No document followed an Ofsted report within a week"),
    ],
)  # fmt: skip
def test_the_title_counts_only_what_is_certain(days, title):
    assert made(*days).title == title


def test_dots_show_what_is_near_and_what_was_read_in_part():
    figure = made(("2019-03-25",) * 2, ("2018-01-01",) * 2).figure()
    dots = {one.get_gid(): one for axes in figure.axes for one in axes.lines
            if one.get_gid() in ("yes", "no")}  # fmt: skip
    assert dots["yes"].get_color() == dots["yes"].get_markerfacecolor() == style.LOOK
    assert dots["no"].get_markerfacecolor() == style.WHITE


@pytest.mark.parametrize("width", [page.WIDE, page.NARROW])
def test_many_events_and_documents_stand_clear_of_each_other(width):
    events = [("council", f"A budget with a rather long name, number {n}", f"2019-0{n}-01", "day",
               "2020-01-01" if n % 2 else None, "s") for n in range(1, 8)]  # fmt: skip
    chart = made(*[("2019-03-25", "2019-03-25")] * 12, events=events)
    assert drawn.faults(chart.figure(width)) == []


def test_without_documents_there_is_no_timeline():
    assert (
        made().reason == "No documents on Newham have been coded, so there is no timeline of them."
    )
