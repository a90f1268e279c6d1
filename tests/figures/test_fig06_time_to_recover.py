"""The time to recover: the curve, the ticks, the council's mark, and what is said of it."""

import numpy as np
import pytest

import drawn
import some_councils
from council_record.analysis import recovery
from council_record.figures import fig06_time_to_recover, page
from some_councils import AS_AT, BAD, BEST, GOOD

TWICE = ("London", "Twice", None, [("2016-01-01", BAD, False), ("2018-01-01", GOOD, False),
                                   ("2020-01-01", BAD, False)])  # fmt: skip
NOBODY = [("London", "Beta", None, [("2020-01-01", BAD, False)])]


def chart(name, councils=(*some_councils.COUNCILS, TWICE)):
    overall = some_councils.overall(list(councils))
    return fig06_time_to_recover.chart(
        recovery.recoveries(overall, AS_AT), some_councils.counted(), some_councils.council(name)
    )


@pytest.mark.parametrize("width", [page.WIDE, page.NARROW])
@pytest.mark.parametrize("name", ["Alpha", "Beta", "Gone", "Twice", "Echo"])
def test_nothing_overlaps_or_is_cut(name, width):
    assert drawn.faults(chart(name).figure(width)) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Alpha", "Alpha, judged Inadequate in January 2015, was Good or better after 4.0 years."),
        ("Beta", "Beta, judged Inadequate in June 2022, was not Good or better 2.8 years later."),
        ("Gone", "Gone, judged Inadequate in January 2018, was abolished after 2.2 years."),
        ("Twice", "was Good or better after 2.0 years, and Inadequate again in 2020."),
        ("Echo", "Echo was not judged Inadequate overall from 2015 to 31 March 2025."),
    ],
)
def test_the_alternative_says_how_the_council_fared(name, told):
    assert chart(name).alt.endswith(told)


def test_the_title_counts_and_says_after_how_long():
    assert chart("Alpha").title == (
        "Two of 4 councils judged Inadequate were later Good or better, after 2 to 4 years"
    )
    alone = chart("Beta", NOBODY)
    assert alone.title == "None of 1 councils judged Inadequate has been Good or better since"
    assert drawn.faults(alone.figure()) == []


def test_the_curve_and_the_ticks_stand_where_the_data_say():
    found = chart("Alpha")
    lines = {line.get_gid(): line for line in found.figure().axes[-1].lines}
    x, y = lines["curve"].get_data()
    data = found.data
    inch = (x[-1] - x[0]) / data["years"].max()
    zero = y[0]
    high = (zero - y[-1]) / data["share"].max()
    waiting = data[data["outcome"] != recovery.RECOVERED]
    at = np.array(lines["waiting"].get_data())
    assert at[0] == pytest.approx(x[0] + inch * waiting["years"], abs=0.01)
    assert at[1] == pytest.approx(zero - high * waiting["share"], abs=0.01)
    own = np.ravel(lines["own"].get_data())
    row = data.set_index("local_authority").loc["Alpha"]
    assert own == pytest.approx([x[0] + inch * row["years"], zero - high * row["share"]], abs=0.01)


def test_a_council_that_still_waits_has_a_hollow_mark_and_one_that_never_was_has_none():
    face = {}
    for name in ("Alpha", "Beta", "Echo"):
        lines = {line.get_gid(): line for line in chart(name).figure().axes[-1].lines}
        face[name] = "own" in lines and lines["own"].get_markerfacecolor()
    assert face == {"Alpha": "#12436D", "Beta": "#FFFFFF", "Echo": False}
    assert chart("Echo").note.endswith("from 2015 to 31 March 2025.")


def test_the_data_hold_the_curve_its_band_and_who_is_followed():
    data = chart("Alpha").data.set_index("local_authority")
    assert data["followed"].to_dict() == {"Twice": 4, "Gone": 3, "Beta": 2, "Alpha": 1}
    assert data["share"].to_dict() == {"Twice": 0.25, "Gone": 0.25, "Beta": 0.25, "Alpha": 1.0}
    assert data["low"].notna().tolist() == [True, True, True, False]
    assert data["framework_changed"].to_dict()["Alpha"]
    assert BEST not in set(data["latest"])
