import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import toy
from council_record.analysis import ratings as judgements
from council_record.data import tables
from toy import RIGB, days


def crosswalk(*rows):
    columns = ["area", "from_framework", "from_judgement", "to_framework", "to_judgement",
               "continuity"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def inspections(*rows, council="Testham"):
    frame = pd.DataFrame(
        rows, columns=["inspection_id", "framework", "kind", "started", "published", "source"]
    )
    frame.insert(0, "local_authority", council)
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
    expected.insert(0, "local_authority", "Testham")
    expected.insert(4, "started", days(*first.map({True: "2014-06-03", False: "2019-02-11"})))
    expected.insert(5, "published", days(*first.map({True: "2014-08-08", False: "2019-03-25"})))
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
            "local_authority": ["Testham"] * 3,
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
            "from_shared": [False, False, False],
        }
    )
    assert_frame_equal(judgements.moves(areas, CROSSWALK), expected)


def followed(*records, council="Testham"):
    """Return one area, inspected once a year: framework and grade of each inspection."""
    frameworks, given = zip(*records, strict=True)
    years = [str(2010 + number) for number in range(len(records))]
    started = days(*(f"{year}-01-01" for year in years))
    return pd.DataFrame(
        {
            "local_authority": council,
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


def test_a_move_is_shared_where_both_grades_are_joint_and_from_shared_where_the_first_is():
    areas = followed(("sif", "Good"), ("ilacs-2018", RIGB), ("ilacs-2018", "Good"),
                     ("ilacs-2023", "Good"))  # fmt: skip
    areas["joint"] = areas["framework"] == "ilacs-2018"
    moves = judgements.moves(areas, CROSSWALK)
    assert moves["shared"].tolist() == [False, True, False]
    assert moves["from_shared"].tolist() == [False, False, True]


def test_a_council_inspected_once_has_no_moves():
    moves = judgements.moves(followed(("sif", "Good")), CROSSWALK)
    assert len(moves) == 0
    assert list(moves.columns) == [
        "local_authority", "area", "from_inspection", "to_inspection", "from_started",
        "to_started", "from_grade", "to_grade", "steps", "continuity", "crosses_break", "shared",
        "from_shared",
    ]  # fmt: skip


def test_a_council_without_a_grade_has_no_areas_and_no_moves():
    areas = judgements.by_area(INSPECTIONS, JUDGEMENTS[JUDGEMENTS["grade"].isna()], CROSSWALK)
    assert list(areas.columns) == [
        "local_authority", "area", "inspection_id", "framework", "started", "published",
        "judgement", "grade", "joint",
    ]  # fmt: skip
    assert len(areas) == 0
    assert len(judgements.moves(areas, CROSSWALK)) == 0


def test_councils_are_kept_apart_and_come_by_name():
    others = inspections(
        ("other-2018", "ilacs-2018", "ILACS inspection", "2018-05-01", "2018-06-01", "https://d"),
        council="Overham",
    )
    graded = judged(
        ("other-2018", "overall_effectiveness", "Good"),
        ("other-2018", "in_care_and_care_leavers", "Outstanding"),
    )
    areas = judgements.by_area(
        pd.concat([INSPECTIONS, others]), pd.concat([JUDGEMENTS, graded]), CROSSWALK
    )
    alone = judgements.by_area(INSPECTIONS, JUDGEMENTS, CROSSWALK)
    assert areas[["local_authority", "area", "grade"]].values.tolist()[:3] == [
        ["Overham", "overall_effectiveness", "Good"],
        ["Overham", "in_care", "Outstanding"],
        ["Overham", "care_leavers", "Outstanding"],
    ]
    assert_frame_equal(areas[3:].reset_index(drop=True), alone)
    assert_frame_equal(
        judgements.moves(areas, CROSSWALK), judgements.moves(alone, CROSSWALK)
    )  # Overham, between whose inspections Testham's lie, has none


def test_a_move_never_leads_from_one_council_to_another():
    areas = pd.concat(
        [
            followed(("ilacs-2018", "Good"), ("ilacs-2018", RIGB)),
            followed(("ilacs-2018", "Outstanding"), ("ilacs-2018", "Good"), council="Overham"),
        ]
    ).sort_values("started")
    moves = judgements.moves(areas, CROSSWALK)
    assert moves[["local_authority", "from_grade", "to_grade"]].values.tolist() == [
        ["Testham", "Good", RIGB],
        ["Overham", "Outstanding", "Good"],
    ]


@pytest.mark.parametrize(
    ("area", "continuity"), [("in_care", "narrower"), ("care_leavers", "wider then narrower")]
)
def test_over_two_breaks_the_continuity_is_that_of_both(area, continuity):
    areas = followed(("sif", "Good"), ("ilacs-2023", RIGB)).assign(area=area)
    (move,) = judgements.moves(areas, CROSSWALK).to_dict("records")
    assert (move["continuity"], move["crosses_break"]) == (continuity, True)


def test_over_two_breaks_that_change_nothing_the_continuity_is_the_same():
    links = crosswalk(
        ("in_care", "sif", "in_care", "ilacs-2018", "in_care", "same"),
        ("in_care", "ilacs-2018", "in_care", "ilacs-2023", "in_care", "same"),
    )
    moves = judgements.moves(followed(("sif", "Good"), ("ilacs-2023", RIGB)), links)
    assert moves["continuity"].tolist() == ["same"]


# Ofsted's release, and a council's own record beside it

AUTHORITIES = pd.DataFrame(
    {"ons_code": ["E1", "E2", "E3"], "short_name": ["Testham", "Overham", "Newer"]}
)
RELEASE = pd.DataFrame(
    [
        ("E2", "Overham Council", "ILACS Short Inspection", "2018-05-01", "2018-06-01",
         "ilacs-2018", "overall_effectiveness", "Good"),
        ("E1", "Testham", "ILACS Standard Inspection", "2019-02-11", "2019-03-25",
         "ilacs-2018", "overall_effectiveness", "Inadequate"),
        ("E1", "Testham", "ILACS Standard Inspection", "2019-02-11", "2019-03-25",
         "ilacs-2018", "in_care_and_care_leavers", RIGB),
        ("E1", "Testham", "ILACS Standard Inspection", "2022-07-18", "2022-09-21",
         "ilacs-2018", "overall_effectiveness", "Good"),
    ],
    columns=["ons_code", "local_authority", "inspection_type", "started", "published",
             "framework", "judgement", "grade"],
)  # fmt: skip
RELEASE = RELEASE.assign(
    status="Current",
    region="North",
    started=days(*RELEASE["started"]),
    published=days(*RELEASE["published"]),
    grade=toy.grades(*RELEASE["grade"]),
)
CODED = pd.DataFrame(
    [
        ("2025", "ilacs-2023", "ILACS", "2025-11-10", "2025-11-14", "2026-01-12", "https://c"),
        ("2019", "ilacs-2018", "ILACS", "2019-02-11", "2019-02-22", "2019-03-25", "https://b"),
    ],
    columns=["inspection_id", "framework", "kind", "started", "ended", "published", "source"],
)
CODED = CODED.assign(**{name: days(*CODED[name]) for name in ("started", "ended", "published")})
CODED_GRADES = pd.DataFrame(
    {
        "inspection_id": ["2019", "2025"],
        "judgement": ["overall_effectiveness"] * 2,
        "grade": toy.grades("Inadequate", "Outstanding"),
        "missing_reason": pd.array([None, None], dtype="str"),
        "note": pd.array(["of the report", None], dtype="str"),
    }
)
DATA = {"official_judgements": RELEASE, "authorities": AUTHORITIES, "inspections": CODED,
        "judgements": CODED_GRADES}  # fmt: skip
TITLE = "Ofsted, Local authority inspection outcomes as at 31 March 2025"


def recorded(*rows):
    """Return inspections: council, key, framework, kind, the three days, source and basis."""
    columns = ["local_authority", *CODED.columns, "basis"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(**{name: days(*frame[name]) for name in ("started", "ended", "published")})


def given(*rows):
    """Return judgements of the release: inspection, judgement, grade."""
    frame = pd.DataFrame(rows, columns=["inspection_id", "judgement", "grade"])
    return frame.assign(grade=toy.grades(*frame["grade"]), missing_reason=pd.NA, note=pd.NA)


OVERHAM = ("Overham", "E2 2018-05-01", "ilacs-2018", "ILACS Short Inspection", "2018-05-01", None,
           "2018-06-01", TITLE, "release")  # fmt: skip
FIRST = ("Testham", "E1 2019-02-11", "ilacs-2018", "ILACS Standard Inspection", "2019-02-11", None,
         "2019-03-25", TITLE, "release")  # fmt: skip
SECOND = ("Testham", "E1 2022-07-18", "ilacs-2018", "ILACS Standard Inspection", "2022-07-18",
          None, "2022-09-21", TITLE, "release")  # fmt: skip
REPORT = ("Testham", "2019", "ilacs-2018", "ILACS", "2019-02-11", "2019-02-22", "2019-03-25",
          "https://b", "report")  # fmt: skip
LATER = ("Testham", "2025", "ilacs-2023", "ILACS", "2025-11-10", "2025-11-14", "2026-01-12",
         "https://c", "report")  # fmt: skip
FIRST_GRADES = [("E1 2019-02-11", "overall_effectiveness", "Inadequate"),
                ("E1 2019-02-11", "in_care_and_care_leavers", RIGB)]  # fmt: skip
SECOND_GRADES = [("E1 2022-07-18", "overall_effectiveness", "Good")]


def same(frame, expected):
    assert_frame_equal(frame, expected, check_dtype=False, check_categorical=True)


def test_england_is_every_inspection_of_the_release_in_the_form_of_coded_ones():
    found, grades = judgements.england(DATA)
    same(found, recorded(OVERHAM, FIRST, SECOND))
    assert found["ended"].dtype.kind == "M"
    same(grades, given(("E2 2018-05-01", "overall_effectiveness", "Good"), *FIRST_GRADES,
                       *SECOND_GRADES))  # fmt: skip
    assert grades["grade"].cat.ordered


def test_an_inspection_read_from_its_report_stands_in_the_place_of_that_in_the_release():
    found, grades = judgements.record(DATA, "Testham")
    same(found, recorded(REPORT, SECOND, LATER))
    expected = pd.concat([CODED_GRADES, given(*SECOND_GRADES)], ignore_index=True)
    same(grades, expected)
    assert grades["grade"].cat.ordered


def test_without_coded_inspections_the_record_is_that_of_the_release():
    empty = DATA | {name: DATA[name].iloc[:0] for name in ("inspections", "judgements")}
    found, grades = judgements.record(empty, "Testham")
    same(found, recorded(FIRST, SECOND))
    same(grades, given(*FIRST_GRADES, *SECOND_GRADES))


def test_a_council_that_is_not_in_the_release_has_its_coded_inspections_only():
    found, grades = judgements.record(DATA, "Newer")
    same(found, recorded(*(("Newer", *row[1:]) for row in (REPORT, LATER))))
    same(grades, CODED_GRADES)


def test_a_council_that_is_nowhere_has_an_empty_record_of_the_same_form():
    empty = DATA | {name: DATA[name].iloc[:0] for name in ("inspections", "judgements")}
    found, grades = judgements.record(empty, "Newer")
    assert (len(found), len(grades)) == (0, 0)
    assert list(found.columns) == ["local_authority", *CODED.columns, "basis"]
    assert list(grades.columns) == list(CODED_GRADES.columns)
    assert len(judgements.by_area(found, grades, CROSSWALK)) == 0


def test_an_inspection_that_began_on_another_day_is_another_inspection():
    moved = CODED.assign(started=CODED["started"] + pd.Timedelta(days=1))
    found, _ = judgements.record(DATA | {"inspections": moved}, "Testham")
    assert found["basis"].tolist() == ["release", "report", "release", "report"]


def test_the_tables_from_which_a_record_is_made_are_left_as_they_were():
    before = {name: frame.copy() for name, frame in DATA.items()}
    judgements.record(DATA, "Testham")
    for name, frame in DATA.items():
        assert_frame_equal(frame, before[name])


@pytest.fixture(scope="module")
def data():
    return tables.read_all("Newham")


def test_the_release_of_march_2025_holds_271_inspections_of_156_authorities(data):
    found, grades = judgements.england(data)
    assert len(found) == 271
    assert found["local_authority"].notna().all()
    assert found["local_authority"].nunique() == 156
    assert found["inspection_id"].is_unique
    assert set(grades["inspection_id"]) == set(found["inspection_id"])
    assert not grades.duplicated(["inspection_id", "judgement"]).any()
    assert found["started"].min() == pd.Timestamp("2018-01-29")


def test_newham_is_recorded_from_its_six_reports_alone(data):
    found, grades = judgements.record(data, "Newham")
    assert found["inspection_id"].tolist() == [
        "2014", "2019", "2021-send", "2022", "2024-send", "2025"]  # fmt: skip
    assert set(found["basis"]) == {"report"}
    same(grades, data["judgements"])


def test_birmingham_is_recorded_from_the_release_alone():
    found, grades = judgements.record(tables.read_all("Birmingham"), "Birmingham")
    assert set(found["basis"]) == {"release"}
    overall = grades[grades["judgement"] == "overall_effectiveness"]
    assert overall["grade"].tolist() == [RIGB, "Good"]
    assert found["started"].tolist() == list(days("2018-12-03", "2023-02-20"))


DOCUMENTS = pd.DataFrame(
    {
        "document_id": ["before", "page", "column", "send", "release"],
        "published": days("2014-08-07", "2019-03-20", "2019-03-25", "2022-03-15", "2022-04-01"),
        "published_latest": days(
            "2014-08-07", "2019-03-25", "2019-03-31", "2022-03-15", "2022-04-01"
        ),
        "seen": "full",
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
    expected.insert(2, "part", False)
    for column in ("official", "told"):
        expected[column] = toy.grades(*expected[column])
    assert_frame_equal(grid, expected)


def test_a_document_seen_in_part_is_set_beside_inspections_of_which_it_gives_a_grade_only():
    parts = DOCUMENTS.assign(seen="excerpt")
    grid = judgements.stated_beside_official(parts, STATEMENTS, INSPECTIONS, JUDGEMENTS)
    told = grid[["inspection_id", "document_id", "judgement", "how"]].values.tolist()
    assert told == [
        ["2014", "release", "adoption", "not seen"],
        ["2014", "release", "care_leavers", "stated"],
        ["2014", "release", "overall_effectiveness", "not seen"],
        ["2014", "release", "looked_after_and_permanence", "not seen"],
        ["2019", "column", "overall_effectiveness", "stated"],
        ["2019", "column", "in_care_and_care_leavers", "implied"],
    ]
    assert grid["part"].all()


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
        ["Documents", "https://x"], ["Documents", "https://y"],
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
        ("https://x", "25 to 31 Mar 2019", "The mayor"),
        ("https://y", "15 Mar 2022", "Testham Council"),
    ],
)
def test_a_day_is_told_as_exactly_as_it_is_known(timeline, source, when, label):
    (entry,) = timeline[timeline["source"] == source].to_dict("records")
    assert (entry["when"], entry["label"]) == (when, label)


def test_only_documents_are_read_in_full_or_seen_in_part():
    half = NAMED.assign(seen=["excerpt", "full"])
    entries = judgements.timeline(INSPECTIONS, JUDGEMENTS, EVENTS, half)
    assert entries.set_index("source")["seen"].dropna().to_dict() == {
        "https://x": "full",
        "https://y": "excerpt",
    }


def test_only_what_lasts_has_a_last_day(timeline):
    ended = timeline.set_index("source")["ended"].dropna()
    assert ended.to_dict() == {
        "n": pd.Timestamp("2022-09-21"),
        "d": pd.Timestamp("2021-06-01"),
    }
