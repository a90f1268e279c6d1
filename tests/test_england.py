"""The record of every council under ILACS."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import toy
from council_record.analysis import england
from council_record.data import tables
from toy import RIGB, days

OVERALL, CARE, LEAVERS = "overall_effectiveness", "in_care", "care_leavers"
JOINT = "in_care_and_care_leavers"
BAD, GOOD, BEST = "Inadequate", "Good", "Outstanding"
AS_AT = pd.Timestamp("2025-03-31")


def authorities(**existence):
    """Return authorities; each has the first and the last day on which it exists, or None."""
    first, last = zip(*existence.values(), strict=True)
    return pd.DataFrame(
        {"short_name": list(existence), "exists_from": days(*first), "exists_until": days(*last)}
    )


def areas(*rows):
    """Return grades by area: each row gives the council, the day, the grade, and the area."""
    frame = pd.DataFrame(
        [(*row, OVERALL)[:4] for row in rows],
        columns=["local_authority", "started", "grade", "area"],
    )
    return frame.assign(started=days(*frame["started"]), grade=toy.grades(*frame["grade"]))


def moved(*rows):
    """Return moves: each row gives the council, the area, both grades, and the continuity."""
    columns = ["local_authority", "area", "from_grade", "to_grade", "continuity"]
    frame = pd.DataFrame([(*row, "same framework")[:5] for row in rows], columns=columns)
    for column in ("from_grade", "to_grade"):
        frame[column] = toy.grades(*frame[column])
    frame["steps"] = frame["to_grade"].cat.codes - frame["from_grade"].cat.codes
    return frame.assign(to_started=days(*["2022-01-01"] * len(frame)))


# Areas and moves: a joint grade is counted once


def release(*rows):
    """Return the tables of a release: each row gives the council, the day, and its grades."""
    long = [
        ("E1" if council == "Testham" else "E2", day, judgement, grade)
        for council, day, grades in rows
        for judgement, grade in grades.items()
    ]
    frame = pd.DataFrame(long, columns=["ons_code", "started", "judgement", "grade"])
    frame = frame.assign(started=days(*frame["started"]), grade=toy.grades(*frame["grade"]))
    late = frame["started"] >= "2023-01-01"
    frame["framework"] = late.map({True: "ilacs-2023", False: "ilacs-2018"})
    frame["inspection_type"] = "ILACS Standard Inspection"
    frame["published"] = frame["started"] + pd.Timedelta(days=40)
    columns = ["inspection_id", "framework", "kind", "started", "ended", "published", "source"]
    return {
        "official_judgements": frame,
        "authorities": pd.DataFrame({"ons_code": ["E1", "E2"], "short_name": ["Testham", "Over"]}),
        "inspections": pd.DataFrame(columns=columns),
        "judgements": pd.DataFrame(
            columns=["inspection_id", "judgement", "grade", "missing_reason", "note"]
        ),
        "crosswalk": CROSSWALK,
    }


CROSSWALK = pd.DataFrame(
    [
        (OVERALL, "ilacs-2018", OVERALL, "ilacs-2023", OVERALL, "same"),
        (CARE, "ilacs-2018", JOINT, "ilacs-2023", CARE, "narrower"),
        (LEAVERS, "ilacs-2018", JOINT, "ilacs-2023", LEAVERS, "wider"),
    ],
    columns=["area", "from_framework", "from_judgement", "to_framework", "to_judgement",
             "continuity"],
)  # fmt: skip
DATA = release(
    ("Testham", "2018-06-01", {OVERALL: BAD, JOINT: BAD}),
    ("Testham", "2021-06-01", {OVERALL: RIGB, JOINT: GOOD}),
    ("Testham", "2024-06-01", {OVERALL: GOOD, CARE: BEST, LEAVERS: RIGB}),
    ("Over", "2019-06-01", {OVERALL: GOOD, JOINT: GOOD}),
)


def test_a_joint_grade_stands_under_children_in_care_only_and_own_grades_under_their_area():
    found = england.areas(DATA)
    expected = pd.DataFrame(
        [
            ("Over", OVERALL, "2019-06-01", OVERALL, GOOD, False),
            ("Over", CARE, "2019-06-01", JOINT, GOOD, True),
            ("Testham", OVERALL, "2018-06-01", OVERALL, BAD, False),
            ("Testham", OVERALL, "2021-06-01", OVERALL, RIGB, False),
            ("Testham", OVERALL, "2024-06-01", OVERALL, GOOD, False),
            ("Testham", CARE, "2018-06-01", JOINT, BAD, True),
            ("Testham", CARE, "2021-06-01", JOINT, GOOD, True),
            ("Testham", CARE, "2024-06-01", CARE, BEST, False),
            ("Testham", LEAVERS, "2024-06-01", LEAVERS, RIGB, False),
        ],
        columns=["local_authority", "area", "started", "judgement", "grade", "joint"],
    )
    expected = expected.assign(
        started=days(*expected["started"]), grade=toy.grades(*expected["grade"])
    )
    assert_frame_equal(found[list(expected.columns)], expected)
    assert list(found.columns) == [
        "local_authority", "area", "inspection_id", "framework", "started", "published",
        "judgement", "grade", "joint",
    ]  # fmt: skip


def test_from_one_joint_grade_to_the_next_is_one_move_and_to_own_grades_are_two():
    found = england.moves(DATA)
    expected = pd.DataFrame(
        [
            (OVERALL, "2021-06-01", BAD, RIGB, 1, "same framework", False, False),
            (OVERALL, "2024-06-01", RIGB, GOOD, 1, "same", True, False),
            (CARE, "2021-06-01", BAD, GOOD, 2, "same framework", False, True),
            (CARE, "2024-06-01", GOOD, BEST, 1, "narrower", True, False),
            (LEAVERS, "2024-06-01", GOOD, RIGB, -1, "wider", True, False),
        ],
        columns=["area", "to_started", "from_grade", "to_grade", "steps", "continuity",
                 "crosses_break", "shared"],
    ).astype({"steps": "int8"})  # fmt: skip
    expected = expected.assign(
        to_started=days(*expected["to_started"]),
        from_grade=toy.grades(*expected["from_grade"]),
        to_grade=toy.grades(*expected["to_grade"]),
    )
    assert_frame_equal(found[list(expected.columns)], expected)
    assert set(found["local_authority"]) == {"Testham"}  # Over was inspected once
    assert found["from_inspection"].tolist() == [
        "E1 2018-06-01", "E1 2021-06-01", "E1 2018-06-01", "E1 2021-06-01", "E1 2021-06-01",
    ]  # fmt: skip


# From which grade to which


MOVES = moved(
    ("Testham", OVERALL, BAD, GOOD),
    ("Over", OVERALL, BAD, GOOD),
    ("Over", OVERALL, GOOD, GOOD),
    ("Over", LEAVERS, BEST, BAD, "narrower"),
    ("Testham", "adoption", GOOD, BEST),
)


def test_every_pair_of_grades_of_every_area_is_counted_and_those_of_the_council_too():
    found = england.transitions(MOVES, "Testham")
    assert list(found.columns) == ["judgement", "from_grade", "to_grade", "inspections", "council"]
    assert len(found) == 5 * 4 * 4
    assert found["judgement"].unique().tolist() == list(england.AREAS)
    for column in ("from_grade", "to_grade"):
        assert found[column].unique().tolist() == toy.GRADES
    there = found[found["inspections"] > 0].reset_index(drop=True)
    expected = pd.DataFrame(
        [
            (OVERALL, BAD, GOOD, 2, 1),
            (OVERALL, GOOD, GOOD, 1, 0),
            (LEAVERS, BEST, BAD, 1, 0),
        ],
        columns=list(found.columns),
    )
    assert_frame_equal(there, expected)
    assert (found["council"] <= found["inspections"]).all()


@pytest.mark.parametrize("moves", [MOVES, MOVES.iloc[:0]], ids=["of others", "none at all"])
def test_a_council_without_moves_counts_none(moves):
    found = england.transitions(moves, "Newer")
    assert len(found) == 80
    assert found["council"].sum() == 0
    assert found["inspections"].sum() == (4 if len(moves) else 0)


# The biggest moves


def test_moves_of_two_grades_or_more_come_area_by_area_with_the_steepest_rise_first():
    moves = moved(
        ("A", LEAVERS, BAD, BEST),
        ("B", OVERALL, BEST, RIGB),
        ("C", OVERALL, GOOD, BAD),
        ("D", OVERALL, BAD, GOOD),
        ("E", OVERALL, RIGB, BEST),
        ("F", OVERALL, BAD, BEST),
        ("G", OVERALL, BEST, BAD),
        ("H", OVERALL, BAD, RIGB),
        ("I", OVERALL, GOOD, GOOD),
        ("K", CARE, BAD, GOOD, "narrower"),
        ("M", CARE, BAD, GOOD),
        ("L", CARE, BAD, GOOD),
    )
    found = england.steep(moves)
    assert found["local_authority"].tolist() == list("FEDBCGLMKA")
    assert found["steps"].tolist() == [3, 2, 2, -2, -2, -3, 2, 2, 2, 3]
    assert list(found.columns) == list(moves.columns)
    assert found.index.tolist() == list(range(10))


def test_the_table_of_big_moves_gives_the_day_of_the_later_inspection():
    moves = moved(("Testham", CARE, BAD, GOOD), ("Over", OVERALL, BEST, BAD),
                  ("Over", CARE, GOOD, BEST))  # fmt: skip
    moves["to_started"] = days("2022-07-18", "2023-02-01", "2024-01-01")
    expected = pd.DataFrame(
        {
            "local_authority": ["Over", "Testham"],
            "judgement": [OVERALL, CARE],
            "inspection_start_date": days("2023-02-01", "2022-07-18"),
            "from_grade": toy.grades(BEST, BAD),
            "to_grade": toy.grades(BAD, GOOD),
            "steps": pd.Series([-3, 2], dtype="int8"),
        }
    )
    assert_frame_equal(england.big_moves(moves), expected)


def test_where_no_move_was_big_the_table_is_empty():
    assert len(england.big_moves(moved(("Testham", CARE, BAD, RIGB)))) == 0


# Shares of councils at each grade


KNOWN = authorities(
    Old=(None, "2021-03-31"), New=("2021-04-01", None), Testham=(None, None), Over=(None, None)
)
JUDGED = areas(
    ("Old", "2019-01-01", BAD),
    ("Testham", "2019-01-01", BAD),
    ("Testham", "2022-01-01", GOOD),
    ("New", "2023-01-01", BEST),
    ("Testham", "2023-06-01", RIGB, CARE),
)


def standing(day, area=OVERALL):
    found = england.shares(JUDGED, KNOWN, [pd.Timestamp(day)])
    there = found[(found["area"] == area) & (found["councils"] > 0)]
    (of,) = found["of"].unique()
    return of, dict(zip(there["grade"], there["councils"], strict=True))


@pytest.mark.parametrize(
    ("day", "of", "grades"),
    [
        ("2018-12-31", 3, {england.NOT_YET: 3}),
        ("2019-01-01", 3, {england.NOT_YET: 1, BAD: 2}),
        ("2021-03-31", 3, {england.NOT_YET: 1, BAD: 2}),
        ("2021-04-01", 3, {england.NOT_YET: 2, BAD: 1}),  # the successor starts without a grade
        ("2021-12-31", 3, {england.NOT_YET: 2, BAD: 1}),
        ("2022-01-01", 3, {england.NOT_YET: 2, GOOD: 1}),
        ("2023-01-01", 3, {england.NOT_YET: 1, GOOD: 1, BEST: 1}),
    ],
)
def test_a_council_stands_at_its_latest_grade_and_counts_while_it_exists(day, of, grades):
    assert standing(day) == (of, grades)


@pytest.mark.parametrize(
    ("council", "day", "grades"),
    [
        ("Old", "2021-03-31", {OVERALL: BAD}),
        ("Old", "2021-04-01", {}),
        ("New", "2022-12-31", {}),
        ("Testham", "2022-12-31", {OVERALL: GOOD}),
        ("Testham", "2025-03-31", {OVERALL: GOOD, CARE: RIGB}),
        ("Over", "2025-03-31", {}),
    ],
)
def test_one_council_stands_at_its_latest_grades_while_it_exists(council, day, grades):
    assert england.standing(JUDGED, KNOWN, council, pd.Timestamp(day)).to_dict() == grades


def test_each_area_is_counted_apart():
    assert standing("2024-01-01", CARE) == (3, {england.NOT_YET: 2, RIGB: 1})
    assert standing("2024-01-01", LEAVERS) == (3, {england.NOT_YET: 3})


def test_between_the_last_day_of_one_council_and_the_first_of_another_neither_counts():
    gap = authorities(Old=(None, "2021-03-31"), New=("2021-04-02", None), Testham=(None, None))
    found = england.shares(JUDGED, gap, days("2021-03-31", "2021-04-01", "2021-04-02"))
    assert found.groupby("day")["of"].unique().map(list).tolist() == [[2], [1], [2]]


def test_shares_are_per_cent_of_the_councils_that_exist_on_the_day():
    found = england.shares(JUDGED, KNOWN, days("2021-03-31", "2023-01-01"))
    overall = found[found["area"] == OVERALL].reset_index(drop=True)
    first, last = days("2021-03-31", "2023-01-01")
    expected = pd.DataFrame(
        [
            (first, OVERALL, england.NOT_YET, 1, 3, 33.3),
            (first, OVERALL, BAD, 2, 3, 66.7),
            (first, OVERALL, RIGB, 0, 3, 0.0),
            (first, OVERALL, GOOD, 0, 3, 0.0),
            (first, OVERALL, BEST, 0, 3, 0.0),
            (last, OVERALL, england.NOT_YET, 1, 3, 33.3),
            (last, OVERALL, BAD, 0, 3, 0.0),
            (last, OVERALL, RIGB, 0, 3, 0.0),
            (last, OVERALL, GOOD, 1, 3, 33.3),
            (last, OVERALL, BEST, 1, 3, 33.3),
        ],
        columns=["day", "area", "grade", "councils", "of", "share"],
    )
    assert_frame_equal(overall, expected, check_dtype=False)
    assert found["area"].unique().tolist() == list(england.AREAS)


def test_grades_of_a_council_that_is_not_among_the_authorities_do_not_count():
    found = england.shares(areas(("Elsewhere", "2019-01-01", GOOD)), KNOWN, days("2020-01-01"))
    assert found.loc[found["grade"] == GOOD, "councils"].sum() == 0


# From inadequate to good


ENDED = authorities(
    Testham=(None, None), Over=(None, None), Old=(None, "2021-03-31"), Recent=(None, "2025-04-30"),
    Last=(None, "2025-03-31"), Newer=(None, None),
)  # fmt: skip


def recovered(*rows):
    return england.recoveries(areas(*rows), ENDED, AS_AT)


def told(*rows):
    """Return recoveries: council, both days, outcome, grade, years, days between."""
    columns = ["local_authority", "inadequate", "until", "outcome", "grade", "years", "between"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(inadequate=days(*frame["inadequate"]), until=days(*frame["until"]))


GOOD_NOW, WAITING = "good or better", "still waiting"


@pytest.mark.parametrize("grade", [GOOD, BEST])
def test_the_time_runs_from_the_inadequate_inspection_to_the_first_good_one(grade):
    found = recovered(
        ("Testham", "2018-01-01", GOOD),
        ("Testham", "2019-02-11", BAD),
        ("Testham", "2022-07-18", grade),
        ("Testham", "2024-07-18", GOOD),
    )
    expected = told(("Testham", "2019-02-11", "2022-07-18", GOOD_NOW, grade, 3.4, ""))
    assert_frame_equal(found, expected)


@pytest.mark.parametrize("between", [RIGB, BAD])
def test_inspections_in_between_that_are_not_good_do_not_end_the_time(between):
    found = recovered(
        ("Testham", "2018-01-01", BAD),
        ("Testham", "2020-01-01", between),
        ("Testham", "2021-01-01", RIGB),
        ("Testham", "2022-01-01", GOOD),
    )
    expected = told(("Testham", "2018-01-01", "2022-01-01", GOOD_NOW, GOOD, 4.0,
                     "2020-01-01; 2021-01-01"))  # fmt: skip
    assert_frame_equal(found, expected)


def test_twice_inadequate_is_counted_once_from_the_first_time():
    found = recovered(("Testham", "2018-09-17", BAD), ("Testham", "2022-11-21", BAD))
    expected = told(("Testham", "2018-09-17", "2025-03-31", WAITING, BAD, 6.5, "2022-11-21"))
    assert_frame_equal(found, expected)


def test_who_is_not_good_yet_waits_until_the_last_day_of_the_release():
    found = recovered(
        ("Testham", "2024-04-01", BAD),
        ("Over", "2023-04-01", BAD),
        ("Over", "2024-03-31", RIGB),
    )
    expected = told(
        ("Testham", "2024-04-01", "2025-03-31", WAITING, BAD, 1.0, ""),
        ("Over", "2023-04-01", "2025-03-31", WAITING, RIGB, 2.0, "2024-03-31"),
    )
    assert_frame_equal(found, expected)


def test_the_time_of_an_abolished_council_ends_with_its_last_day():
    found = recovered(("Old", "2019-06-17", BAD))
    assert_frame_equal(found, told(("Old", "2019-06-17", "2021-03-31", "abolished", BAD, 1.8, "")))


@pytest.mark.parametrize("council", ["Recent", "Last"])
def test_a_council_that_exists_on_the_last_day_of_the_release_is_still_waiting(council):
    found = recovered((council, "2023-03-31", BAD))
    assert_frame_equal(found, told((council, "2023-03-31", "2025-03-31", WAITING, BAD, 2.0, "")))


def test_an_abolished_council_that_had_recovered_is_told_as_recovered():
    found = recovered(("Old", "2018-01-01", BAD), ("Old", "2020-01-01", GOOD))
    assert_frame_equal(found, told(("Old", "2018-01-01", "2020-01-01", GOOD_NOW, GOOD, 2.0, "")))


def test_inadequate_again_after_a_recovery_is_a_time_of_its_own():
    found = recovered(
        ("Testham", "2018-01-01", BAD),
        ("Testham", "2019-01-01", RIGB),
        ("Testham", "2020-01-01", GOOD),
        ("Testham", "2022-01-01", RIGB),
        ("Testham", "2023-03-31", BAD),
    )
    expected = told(
        ("Testham", "2018-01-01", "2020-01-01", GOOD_NOW, GOOD, 2.0, "2019-01-01"),
        ("Testham", "2023-03-31", "2025-03-31", WAITING, BAD, 2.0, ""),
    )
    assert_frame_equal(found, expected)


def test_times_come_by_outcome_then_the_shortest_first_then_by_name():
    found = recovered(
        ("Testham", "2018-01-01", BAD),
        ("Testham", "2021-01-01", GOOD),
        ("Over", "2020-01-01", BAD),
        ("Over", "2021-01-01", GOOD),
        ("Old", "2020-03-31", BAD),
        ("Recent", "2023-03-31", BAD),
        ("Newer", "2023-03-31", BAD),
    )
    assert found["local_authority"].tolist() == ["Over", "Testham", "Newer", "Recent", "Old"]
    assert found["years"].tolist() == [1.0, 3.0, 2.0, 2.0, 1.0]


def test_only_overall_effectiveness_counts():
    found = recovered(("Testham", "2018-01-01", BAD), ("Testham", "2019-01-01", GOOD, CARE))
    assert found["outcome"].tolist() == [WAITING]


def test_where_no_council_was_inadequate_there_are_no_times():
    found = recovered(("Testham", "2018-01-01", GOOD), ("Testham", "2019-01-01", BAD, CARE))
    assert len(found) == 0
    assert list(found.columns) == ["local_authority", "inadequate", "until", "outcome", "grade",
                                   "years", "between"]  # fmt: skip


# The release as at 31 March 2025: what is known of it, counted apart from this code


@pytest.fixture(scope="module")
def real():
    data = tables.read_all("Newham")
    found = england.areas(data)
    return {
        "authorities": data["authorities"],
        "areas": found,
        "moves": england.moves(data),
        "recoveries": england.recoveries(found, data["authorities"], AS_AT),
    }


MOVED = {OVERALL: 115, "impact_of_leaders": 115, "help_and_protection": 115, CARE: 115,
         LEAVERS: 101}  # fmt: skip
STEEP = {OVERALL: 14, "impact_of_leaders": 14, "help_and_protection": 7, CARE: 8, LEAVERS: 6}


def test_the_grades_of_the_release_are_counted_once_for_each_area(real):
    counts = real["areas"]["area"].value_counts()
    assert counts.to_dict() == {OVERALL: 271, "impact_of_leaders": 271, "help_and_protection": 271,
                                CARE: 271, LEAVERS: 103}  # fmt: skip
    assert real["areas"]["local_authority"].nunique() == 156
    joint = real["areas"]["joint"]
    assert joint.sum() == 168
    assert set(real["areas"].loc[joint, "area"]) == {CARE}


def test_there_are_115_moves_in_each_area_and_101_of_care_leavers(real):
    assert real["moves"]["area"].value_counts().to_dict() == MOVED
    found = england.transitions(real["moves"], "Newham").groupby("judgement")
    assert found["inspections"].sum().to_dict() == MOVED
    assert found["council"].sum().to_dict() == dict.fromkeys(MOVED, 1) | {LEAVERS: 0}


def test_moves_of_two_grades_or_more_are_as_many_as_were_counted_by_hand(real):
    found = england.steep(real["moves"])
    assert found["area"].value_counts().to_dict() == STEEP
    own = found[found["local_authority"] == "Newham"]
    assert own[["area", "from_grade", "to_grade"]].values.tolist() == [
        [OVERALL, BAD, GOOD],
        ["impact_of_leaders", BAD, BEST],
        [CARE, BAD, GOOD],
    ]
    assert set(own["to_started"]) == {pd.Timestamp("2022-07-18")}
    assert len(england.big_moves(real["moves"])) == 49


def test_councils_stand_at_their_grades_on_the_last_day_of_the_release(real):
    found = england.shares(real["areas"], real["authorities"], [AS_AT])
    counts = found.set_index(["area", "grade"])["councils"]
    assert set(found["of"]) == {153}
    assert counts[OVERALL].to_dict() == {
        england.NOT_YET: 0, BAD: 19, RIGB: 31, GOOD: 67, BEST: 36}  # fmt: skip
    assert counts[LEAVERS].to_dict() == {
        england.NOT_YET: 50, BAD: 7, RIGB: 26, GOOD: 43, BEST: 27}  # fmt: skip
    assert found.groupby("area")["councils"].sum().eq(153).all()


@pytest.mark.parametrize(
    ("day", "of"), [("2019-03-31", 152), ("2019-04-01", 151), ("2021-04-01", 152),
                    ("2023-03-31", 152), ("2023-04-01", 153)],
)  # fmt: skip
def test_as_many_councils_count_as_existed_on_the_day(real, day, of):
    assert set(england.shares(real["areas"], real["authorities"], days(day))["of"]) == {of}


def test_of_33_councils_six_are_good_again_26_wait_and_one_was_abolished(real):
    found = real["recoveries"]
    assert found["outcome"].value_counts().to_dict() == {GOOD_NOW: 6, WAITING: 26, "abolished": 1}
    assert found["local_authority"].is_unique
    done = found[found["outcome"] == GOOD_NOW]
    assert done[["local_authority", "years"]].values.tolist() == [
        ["Bournemouth, Christchurch and Poole", 3.0],
        ["East Riding of Yorkshire", 3.2],
        ["Newham", 3.4],
        ["Wakefield", 3.4],
        ["St. Helens", 3.8],
        ["Medway", 4.0],
    ]
    (gone,) = found[found["outcome"] == "abolished"].to_dict("records")
    assert gone["local_authority"] == "Northamptonshire"
    assert gone["until"] == pd.Timestamp("2021-03-31")
    twice = found[found["between"] != ""]
    assert dict(zip(twice["local_authority"], twice["between"], strict=True)) == {
        "Devon": "2024-09-30",
        "West Sussex": "2023-03-13",
        "Trafford": "2022-11-21",
        "Luton": "2022-07-11",
        "Middlesbrough": "2023-03-13",
        "Stoke-on-Trent": "2022-10-03",
        "Kingston upon Hull": "2022-11-14",
        "Blackpool": "2022-12-05",
        "Bradford": "2022-11-21",
    }
