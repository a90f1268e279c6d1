"""The charts of the return, for amounts of other shapes than Newham's."""

import pandas as pd
import pytest

import drawn
from council_record import Council
from council_record.analysis import outturn
from council_record.figures import (
    fig11_outturn_lines,
    fig12_growth,
    fig13_described_and_reported,
    page,
    style,
)

NEWHAM = Council("Newham")
NOBODY = pd.DataFrame(columns=["claim_id", "figure_text", "value", "purpose", "author", "published",
                               "period_end", "part", "family"])  # fmt: skip


def lines(**amounts):
    rows = [(f"{2016 + n}-{17 + n}", line, amount) for line, given in amounts.items()
            for n, amount in enumerate(given)]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["financial_year", "line", "amount_gbp"])
    return fig11_outturn_lines.chart(frame, NEWHAM, "A release.")


@pytest.mark.parametrize(
    ("amounts", "title"),
    [
        ({"safeguarding": [1e6, 25e6], "family_support": [2e6, 18e6]},
         "£24m of the £40m rise since 2016-17 was for safeguarding"),
        ({"safeguarding": [1e6, 3e6], "sure_start": [2e6, 1e6]},
         "Spending rose £1,000,000 since 2016-17; on safeguarding it rose £2,000,000"),
        ({"safeguarding": [3e6, 3e6], "sure_start": [2e6, 1e6]},
         "Spending fell £1,000,000 since 2016-17; on Sure Start and early years it fell "
         "£1,000,000"),
        ({"safeguarding": [3e6], "sure_start": [1e6]},
         "75% of Newham’s spending in 2016-17 was on safeguarding"),
        ({"safeguarding": [223e3, 456e3], "family_support": [33e3, 20e3]},
         "Spending rose £220,000 since 2016-17; on safeguarding it rose £233,000"),
    ],
)  # fmt: skip
def test_the_title_says_what_the_change_was_for(amounts, title):
    assert lines(**amounts).title == title


def test_amounts_in_prices_of_one_year_are_drawn_with_the_cash_in_the_data():
    frame = pd.DataFrame(
        {"financial_year": ["2016-17", "2024-25"], "line": "safeguarding",
         "amount_gbp": [20e6, 30e6], "amount_real": [28e6, 30e6]}
    )  # fmt: skip
    chart = fig11_outturn_lines.chart(frame, NEWHAM, "A release.", "2024-25")
    assert (
        chart.title == "£2.0m of the £2.0m rise after inflation since 2016-17 was for safeguarding"
    )
    assert chart.subtitle.endswith("in 2024-25 prices.")
    assert list(chart.data["amount_gbp"]) == [20e6, 30e6]


def test_bars_are_as_long_as_the_changes_and_falls_are_orange():
    figure = lines(safeguarding=[1e6, 5e6], family_support=[3e6, 1e6]).figure()
    bars = {one.get_gid(): one for axes in figure.axes for one in axes.patches if one.get_gid()}
    rise, fall = bars["safeguarding"], bars["family_support"]
    assert rise.get_width() == pytest.approx(-2 * fall.get_width())
    assert style.to_hex(fall.get_facecolor()).upper() == style.LOOK
    assert style.to_hex(rise.get_facecolor()).upper() == style.COUNCIL


@pytest.mark.parametrize("amounts", [{}, {"safeguarding": [0, 0]}, {"total": [5e6, 6e6]}])
def test_without_an_amount_the_lines_are_left_out(amounts):
    assert lines(**amounts).reason == "Newham has no amount in the section 251 outturn."


def growth(own, others=((100, 110, 120, 130), (100, 130, 140, 150)), marks=NOBODY, prices=None):
    every = {"Newham": own} | {f"O{n}": one for n, one in enumerate(others)}
    rows = [(name, f"{2018 + n}-{19 + n}", "total", amount) for name, given in every.items()
            for n, amount in enumerate(given)]  # fmt: skip
    columns = ["local_authority", "financial_year", "line", "amount_gbp"]
    frame = pd.DataFrame(rows, columns=columns).astype({"amount_gbp": "Int64"})
    changes = outturn.changes(frame, "2018-19", amount="amount_gbp")
    return fig12_growth.chart(changes, marks, NEWHAM, "A release.", prices)


@pytest.mark.parametrize(
    ("own", "title"),
    [
        ((100, 120, 130, 100), "Newham’s spending grew less than most, whichever year it ends"),
        ((100, 140, 150, 160), "Newham’s spending grew more than most, whichever year it ends"),
        ((100, 140, 150, 100), "Newham’s spending grew more than most for two years, then less"),
        ((100, 90, 150, 160), "Newham’s spending grew less than most for one year, then more"),
        ((100, 140, 90, 160), "Newham’s spending grew more than most by two of three end years"),
        ((None, 140, 90, 160), "The middle council’s spending rose by 40% from 2018-19 to 2021-22"),
    ],
)
def test_the_title_takes_in_every_end_year(own, title):
    assert growth(own).title == title


def test_described_percentages_are_told_to_be_cash_beside_prices_of_one_year():
    marks = pd.DataFrame(
        {"claim_id": ["c"], "figure_text": ["33%"], "value": [33.0], "purpose": ["the budget"],
         "author": ["x"], "published": [pd.Timestamp("2021-03-01")], "period_end": [None],
         "part": [False], "family": ["f"]}
    )  # fmt: skip
    chart = growth((100, 120, 130, 100), marks=marks, prices="2024-25")
    assert "none is adjusted for inflation" in chart.note
    assert "in 2024-25 prices" in chart.subtitle


def test_described_percentages_stand_at_their_year_and_in_the_data():
    marks = pd.DataFrame(
        {"claim_id": ["c"], "figure_text": ["33%"], "value": [33.0], "purpose": ["the budget"],
         "author": ["x"], "published": [pd.Timestamp("2021-03-01")], "period_end": [None],
         "part": [False], "family": ["f"]}
    )  # fmt: skip
    chart = growth((100, 120, 130, 100), marks=marks)
    row = chart.data[chart.data["drawn"] == "described percentage"].iloc[0]
    assert (row["year"], row["change"]) == ("2020-21", 33)
    assert chart.note.startswith("Orange: a rise that documents describe, of “the budget”.")
    for width in (page.WIDE, page.NARROW):
        figure = chart.figure(width)
        (line,) = [
            one for axes in figure.axes for one in axes.lines if one.get_gid() == "described"
        ]
        assert set(line.get_xdata()) == {33}
        assert drawn.faults(figure) == []


def pairs(*rows):
    base = {"claim_id": "c", "author": "x", "published": pd.Timestamp("2022-03-01"), "part": False,
            "measure": "money", "figure_text": "£5m", "value": 5e6, "purpose": "youth clubs",
            "service": "youth_services", "period": "p", "money": "spent", "scope": "nearest",
            "line": "young_people", "return_years": "2018-19", "returned": 2_000_000}  # fmt: skip
    frame = pd.DataFrame([base | row | {"claim_id": f"c{n}"} for n, row in enumerate(rows)])
    documents = pd.DataFrame({"published": [pd.Timestamp("2022-03-01")], "seen": ["full"]})
    return fig13_described_and_reported.chart(frame, documents, NEWHAM, "A release.")


def test_a_pair_is_an_outline_and_a_filled_bar_on_one_scale():
    figure = pairs({}, {"value": 1e6, "returned": 4_000_000}).figure()
    bars = [one for axes in figure.axes for one in axes.patches if one.get_gid()]
    lengths = [(one.get_gid(), round(one.get_width() / bars[0].get_width() * 5)) for one in bars]
    assert lengths == [("described", 5), ("reported", 2), ("described", 1), ("reported", 4)]


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([{}], "£5m described for youth clubs; the nearest line of the return shows £2.0m"),
        ([{}, {"value": 36e6, "returned": 11_100_000}],
         "£36m described for youth clubs; the nearest line of the return shows £11m"),
        ([{"scope": "unclear"}],
         "£5m described for youth clubs; the line of the return shows £2.0m"),
        ([{"purpose": "a very long name of services for many children and others"}],
         "£5m described for youth services; the nearest line of the return shows £2.0m"),
    ],
)  # fmt: skip
def test_the_title_names_the_pair_that_lies_furthest_apart(rows, title):
    assert pairs(*rows).title == title


def test_what_cannot_be_set_beside_the_return_is_not_drawn():
    chart = pairs({}, {"line": "total"}, {"returned": pd.NA}, {"scope": "none"})
    assert chart.data["claim_id"].tolist() == ["c0"]
    assert "can be set beside" in pairs({"line": "total"}).reason
