import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import toy
from council_record import judgements
from toy import RIGB, days


def crosswalk(*rows):
    columns = ["area", "from_framework", "from_judgement", "to_framework", "to_judgement",
               "continuity"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def inspections(*rows):
    frame = pd.DataFrame(
        rows, columns=["inspection_id", "framework", "kind", "started", "published", "source"]
    )
    return frame.assign(started=days(*frame["started"]), published=days(*frame["published"]))


def judged(*rows):
    frame = pd.DataFrame(rows, columns=["inspection_id", "judgement", "grade"])
    return frame.assign(grade=toy.grades(*frame["grade"]), note=None)


CROSSWALK = crosswalk(
    ("overall_effectiveness", "sif", "overall_effectiveness", "ilacs-2018",
     "overall_effectiveness", "same"),
    ("in_care", "sif", "looked_after_and_permanence", "ilacs-2018", "in_care_and_care_leavers",
     "same"),
    ("in_care", "ilacs-2018", "in_care_and_care_leavers", "ilacs-2023", "in_care", "narrower"),
    ("care_leavers", "sif", "care_leavers", "ilacs-2018", "in_care_and_care_leavers", "wider"),
    ("care_leavers", "ilacs-2018", "in_care_and_care_leavers", "ilacs-2023", "care_leavers",
     "narrower"),
    ("adoption", "sif", "adoption", "ilacs-2018", None, "none"),
)  # fmt: skip
INSPECTIONS = inspections(
    ("2019", "ilacs-2018", "ILACS inspection", "2019-02-11", "2019-03-25", "https://b"),
    ("2014", "sif", "SIF inspection", "2014-06-03", "2014-08-08", "https://a"),
    (
        "2021-send",
        "area-send-2016",
        "area SEND inspection",
        "2021-12-06",
        "2022-03-15",
        "https://c",
    ),
)
JUDGEMENTS = judged(
    ("2019", "overall_effectiveness", "Inadequate"),
    ("2019", "in_care_and_care_leavers", "Inadequate"),
    ("2014", "adoption", "Good"),
    ("2014", "care_leavers", "Good"),
    ("2014", "overall_effectiveness", RIGB),
    ("2014", "looked_after_and_permanence", RIGB),
    ("2021-send", "overall_effectiveness", None),
)


def test_each_grade_stands_under_its_areas_in_time_and_a_joint_one_under_both():
    expected = pd.DataFrame(
        [
            ("overall_effectiveness", "2014", "sif", "overall_effectiveness", RIGB, False),
            ("overall_effectiveness", "2019", "ilacs-2018", "overall_effectiveness", "Inadequate",
             False),
            ("in_care", "2014", "sif", "looked_after_and_permanence", RIGB, False),
            ("in_care", "2019", "ilacs-2018", "in_care_and_care_leavers", "Inadequate", True),
            ("care_leavers", "2014", "sif", "care_leavers", "Good", False),
            ("care_leavers", "2019", "ilacs-2018", "in_care_and_care_leavers", "Inadequate", True),
            ("adoption", "2014", "sif", "adoption", "Good", False),
        ],
        columns=["area", "inspection_id", "framework", "judgement", "grade", "joint"],
    )  # fmt: skip
    first = expected["inspection_id"] == "2014"
    expected.insert(3, "started", days(*first.map({True: "2014-06-03", False: "2019-02-11"})))
    expected.insert(4, "published", days(*first.map({True: "2014-08-08", False: "2019-03-25"})))
    expected["grade"] = toy.grades(*expected["grade"])
    assert_frame_equal(judgements.by_area(INSPECTIONS, JUDGEMENTS, CROSSWALK), expected)


def test_the_order_of_the_areas_is_that_of_the_schema_whatever_the_crosswalk_says():
    areas = judgements.by_area(INSPECTIONS, JUDGEMENTS, CROSSWALK.iloc[::-1])
    assert areas["area"].unique().tolist() == [
        "overall_effectiveness", "in_care", "care_leavers", "adoption"]  # fmt: skip


def test_frames_that_are_given_are_left_as_they_were():
    given = [INSPECTIONS.copy(), JUDGEMENTS.copy(), CROSSWALK.copy()]
    areas = judgements.by_area(*given)
    before = areas.copy()
    judgements.moves(areas, given[2])
    for now, then in zip(
        [*given, areas], [INSPECTIONS, JUDGEMENTS, CROSSWALK, before], strict=True
    ):
        assert_frame_equal(now, then)


def test_moves_are_counted_in_grades_between_inspections_of_the_same_area():
    areas = judgements.by_area(INSPECTIONS, JUDGEMENTS, CROSSWALK)
    expected = pd.DataFrame(
        {
            "area": ["overall_effectiveness", "in_care", "care_leavers"],
            "from_inspection": ["2014"] * 3,
            "to_inspection": ["2019"] * 3,
            "from_started": days("2014-06-03", "2014-06-03", "2014-06-03"),
            "to_started": days("2019-02-11", "2019-02-11", "2019-02-11"),
            "from_grade": toy.grades(RIGB, RIGB, "Good"),
            "to_grade": toy.grades("Inadequate", "Inadequate", "Inadequate"),
            "steps": pd.Series([-1, -1, -2], dtype="int8"),
            "continuity": ["same", "same", "wider"],
            "crosses_break": [True, True, True],
            "shared": [False, False, False],
        }
    )
    assert_frame_equal(judgements.moves(areas, CROSSWALK), expected)


def followed(*records):
    """Return one area, inspected once a year: framework and grade of each inspection."""
    frameworks, given = zip(*records, strict=True)
    years = [str(2010 + number) for number in range(len(records))]
    started = days(*(f"{year}-01-01" for year in years))
    return pd.DataFrame(
        {
            "area": "in_care",
            "inspection_id": years,
            "framework": frameworks,
            "started": started,
            "published": started,
            "judgement": "in_care",
            "grade": toy.grades(*given),
            "joint": False,
        }
    )


@pytest.mark.parametrize("before", toy.GRADES)
@pytest.mark.parametrize("after", toy.GRADES)
def test_a_step_is_one_place_in_the_order_of_grades(before, after):
    (move,) = judgements.moves(
        followed(("ilacs-2018", before), ("ilacs-2018", after)), CROSSWALK
    ).to_dict("records")
    assert move["steps"] == toy.GRADES.index(after) - toy.GRADES.index(before)
    assert (move["from_grade"], move["to_grade"]) == (before, after)


def test_only_a_move_between_frameworks_crosses_a_break_with_the_continuity_of_the_crosswalk():
    moves = judgements.moves(
        followed(("sif", "Good"), ("ilacs-2018", "Good"), ("ilacs-2018", RIGB),
                 ("ilacs-2023", "Outstanding")), CROSSWALK)  # fmt: skip
    assert moves["crosses_break"].tolist() == [True, False, True]
    assert moves["continuity"].tolist() == ["same", "same framework", "narrower"]
    assert moves["steps"].tolist() == [0, -1, 2]
    assert moves["from_inspection"].tolist() == ["2010", "2011", "2012"]


def test_a_move_is_shared_where_both_grades_are_joint():
    areas = followed(("sif", "Good"), ("ilacs-2018", RIGB), ("ilacs-2018", "Good"),
                     ("ilacs-2023", "Good"))  # fmt: skip
    areas["joint"] = areas["framework"] == "ilacs-2018"
    assert judgements.moves(areas, CROSSWALK)["shared"].tolist() == [False, True, False]


def test_a_council_inspected_once_has_no_moves():
    moves = judgements.moves(followed(("sif", "Good")), CROSSWALK)
    assert len(moves) == 0
    assert {"area", "from_grade", "to_grade", "steps", "crosses_break"} <= set(moves.columns)


DOCUMENTS = pd.DataFrame(
    {
        "document_id": ["before", "page", "column", "send", "release"],
        "published": days("2014-08-07", "2019-03-20", "2019-03-25", "2022-03-15", "2022-04-01"),
        "published_latest": days(
            "2014-08-07", "2019-03-25", "2019-03-31", "2022-03-15", "2022-04-01"
        ),
    }
)
STATEMENTS = pd.DataFrame(
    {
        "document_id": ["column", "column", "release"],
        "inspection_id": ["2019", "2019", "2014"],
        "judgement": ["overall_effectiveness", "in_care_and_care_leavers", "care_leavers"],
        "grade": toy.grades("Inadequate", RIGB, "Good"),
        "stated": ["stated", "implied", "stated"],
        "quote": ["a", "b", "c"],
        "note": None,
    }
)


def test_each_document_is_set_beside_the_latest_report_and_those_it_speaks_of():
    grid = judgements.stated_beside_official(DOCUMENTS, STATEMENTS, INSPECTIONS, JUDGEMENTS)
    expected = pd.DataFrame(
        [
            ("2014", "release", "adoption", "Good", None, "not stated"),
            ("2014", "release", "care_leavers", "Good", "Good", "stated"),
            ("2014", "release", "overall_effectiveness", RIGB, None, "not stated"),
            ("2014", "release", "looked_after_and_permanence", RIGB, None, "not stated"),
            ("2019", "page", "overall_effectiveness", "Inadequate", None, "not stated"),
            ("2019", "page", "in_care_and_care_leavers", "Inadequate", None, "not stated"),
            ("2019", "column", "overall_effectiveness", "Inadequate", "Inadequate", "stated"),
            ("2019", "column", "in_care_and_care_leavers", "Inadequate", RIGB, "implied"),
            ("2021-send", "send", "overall_effectiveness", None, None, "no grade given"),
            ("2021-send", "release", "overall_effectiveness", None, None, "no grade given"),
        ],
        columns=["inspection_id", "document_id", "judgement", "official", "told", "how"],
    )
    for column in ("official", "told"):
        expected[column] = toy.grades(*expected[column])
    assert_frame_equal(grid, expected)


EVENTS = pd.DataFrame(
    {
        "lane": ["visit", "council", "intervention", "council", "intervention"],
        "label": ["Visit", "Budget", "Notice", "Allocation", "Direction"],
        "started": days("2018-03-01", "2019-02-18", "2019-03-25", "2018-05-01", "2020-01-02"),
        "started_precision": ["month", "day", "not_before", "not_before", "day"],
        "ended": days(None, None, "2022-09-21", None, "2021-06-01"),
        "ended_precision": [None, None, "day", None, "month"],
        "source": list("vbnad"),
    }
)
NAMED = DOCUMENTS.iloc[[3, 2]].assign(
    publisher=["A blog", "Testham Times"],
    original_publisher=["Testham Council", None],
    kind=["republished", "leader_column"],
    signed_by=[None, "The mayor"],
    url=["https://y", "https://x"],
)


@pytest.fixture
def timeline():
    return judgements.timeline(INSPECTIONS, JUDGEMENTS, EVENTS, NAMED)


def test_the_timeline_has_three_lanes_and_runs_in_time_within_each(timeline):
    assert timeline[["lane", "source"]].values.tolist() == [
        ["Inspected", "https://a"], ["Inspected", "v"], ["Inspected", "https://b"],
        ["Inspected", "https://c"],
        ["Council and government", "a"], ["Council and government", "b"],
        ["Council and government", "n"], ["Council and government", "d"],
        ["Documents read", "https://x"], ["Documents read", "https://y"],
    ]  # fmt: skip
    assert list(timeline["lane"].cat.categories) == list(judgements.LANES)
    assert timeline["day"].tolist()[:3] == list(days("2014-06-03", "2018-03-01", "2019-02-11"))


def test_an_inspection_is_told_with_its_overall_grade_or_that_it_gave_none(timeline):
    labels = timeline.set_index("source")["label"]
    assert labels["https://a"] == f"SIF inspection, report 8 Aug 2014: {RIGB} overall"
    assert labels["https://b"] == "ILACS inspection, report 25 Mar 2019: Inadequate overall"
    assert labels["https://c"] == "area SEND inspection, report 15 Mar 2022: no grade"


def test_an_inspection_without_a_judgement_of_overall_effectiveness_gave_no_grade():
    without = JUDGEMENTS[JUDGEMENTS["judgement"] != "overall_effectiveness"]
    entries = judgements.timeline(INSPECTIONS, without, EVENTS, NAMED)
    labels = entries.set_index("source")["label"]
    assert labels["https://a"] == "SIF inspection, report 8 Aug 2014: no grade"


@pytest.mark.parametrize(
    ("source", "when", "label"),
    [
        ("v", "Mar 2018", "Visit"),
        ("b", "18 Feb 2019", "Budget"),
        ("a", "May 2018 or later", "Allocation"),
        ("n", "Mar 2019 or later", "Notice, until 21 Sep 2022"),
        ("d", "2 Jan 2020", "Direction, until Jun 2021"),
        ("https://a", "Jun 2014", f"SIF inspection, report 8 Aug 2014: {RIGB} overall"),
        ("https://x", "25 to 31 Mar 2019", "The mayor, column in Testham Times"),
        ("https://y", "15 Mar 2022", "Testham Council, text on A blog"),
    ],
)
def test_a_day_is_told_as_exactly_as_it_is_known(timeline, source, when, label):
    (entry,) = timeline[timeline["source"] == source].to_dict("records")
    assert (entry["when"], entry["label"]) == (when, label)


def test_only_what_lasts_has_a_last_day(timeline):
    ended = timeline.set_index("source")["ended"].dropna()
    assert ended.to_dict() == {
        "n": pd.Timestamp("2022-09-21"),
        "d": pd.Timestamp("2021-06-01"),
    }
