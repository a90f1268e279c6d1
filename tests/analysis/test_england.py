"""The record of every council: what counts, how grades moved."""

import pandas as pd
import pytest

import some_councils
import toy
from council_record.analysis import england
from some_councils import AS_AT, BAD, BEST, GOOD, RIGB
from toy import days

OVERALL, CARE, LEAVERS = "overall_effectiveness", "in_care", "care_leavers"
JOINT = "in_care_and_care_leavers"
CROSSWALK = pd.DataFrame(
    [
        (OVERALL, "sif", OVERALL, "ilacs-2018", OVERALL, "same"),
        (OVERALL, "ilacs-2018", OVERALL, "ilacs-2023", OVERALL, "same"),
        (CARE, "ilacs-2018", JOINT, "ilacs-2023", CARE, "narrower"),
        (LEAVERS, "ilacs-2018", JOINT, "ilacs-2023", LEAVERS, "narrower"),
    ],
    columns=["area", "from_framework", "from_judgement", "to_framework", "to_judgement",
             "continuity"],
)  # fmt: skip
INSPECTIONS = pd.DataFrame(
    [
        ("Alpha", "a1", "sif", "2015-06-01", "release"),
        ("Alpha", "a2", "ilacs-2018", "2018-06-01", "release"),
        ("Alpha", "a3", "ilacs-2018", "2021-06-01", "release"),
        ("Alpha", "a4", "ilacs-2023", "2025-06-01", "report_by_program"),
    ],
    columns=["local_authority", "inspection_id", "framework", "started", "basis"],
)
JUDGEMENTS = pd.DataFrame(
    [
        ("a1", OVERALL, BAD),
        ("a2", OVERALL, RIGB),
        ("a2", JOINT, BAD),
        ("a3", OVERALL, GOOD),
        ("a3", JOINT, GOOD),
        ("a4", OVERALL, GOOD),
        ("a4", CARE, BEST),
        ("a4", LEAVERS, RIGB),
    ],
    columns=["inspection_id", "judgement", "grade"],
)


@pytest.fixture(autouse=True)
def record(monkeypatch):
    inspections = INSPECTIONS.assign(
        started=days(*INSPECTIONS["started"]), published=days(*INSPECTIONS["started"])
    )
    judgements = JUDGEMENTS.assign(grade=toy.grades(*JUDGEMENTS["grade"]))
    monkeypatch.setattr(england.ratings, "england", lambda data: (inspections, judgements))


DATA = {"crosswalk": CROSSWALK}


def rows(frame, *columns):
    return list(frame[list(columns)].itertuples(index=False, name=None))


def test_a_joint_grade_stands_under_children_in_care_only():
    found = england.areas(DATA)
    assert rows(found[found["area"] != OVERALL], "area", "inspection_id", "grade", "joint") == [
        (CARE, "a2", BAD, True),
        (CARE, "a3", GOOD, True),
        (CARE, "a4", BEST, False),
        (LEAVERS, "a4", RIGB, False),
    ]


def test_bases_can_be_left_out():
    left = ["report_by_program"]
    assert set(england.areas(DATA, left)["inspection_id"]) == {"a1", "a2", "a3"}
    assert set(england.moves(DATA, left)["to_inspection"]) == {"a2", "a3"}


def test_moves_know_where_the_judgement_was_redefined():
    assert rows(england.moves(DATA), "area", "to_inspection", "steps", "redefined") == [
        (OVERALL, "a2", 1, True),  # another framework
        (OVERALL, "a3", 1, False),
        (OVERALL, "a4", 0, False),  # a revision that left this judgement as it was
        (CARE, "a3", 2, False),  # from one joint grade to the next: one move
        (CARE, "a4", 1, True),  # care leavers are judged apart
        (LEAVERS, "a4", -1, True),
    ]


def test_the_overall_grades_of_every_council_in_time():
    authorities = pd.DataFrame(
        {
            "local_authority": ["Alpha", "Gone", "New"],
            "region": ["Inner London", "Outer London", "South East"],
            "exists_from": days(None, None, "2023-04-01"),
            "exists_until": days(None, "2020-03-31", None),
        }
    )
    found = england.overall(england.areas(DATA), england.moves(DATA), authorities, AS_AT)
    assert rows(found.fillna({"steps": 9}), "region", "local_authority", "exists", "steps",
                "redefined", "latest") == [
        ("London", "Alpha", True, 9, False, False),
        ("London", "Alpha", True, 1, True, False),
        ("London", "Alpha", True, 1, False, False),
        ("London", "Alpha", True, 0, False, True),
        ("London", "Gone", False, 9, False, True),
        ("South East", "New", True, 9, False, True),
    ]  # fmt: skip
    assert found["grade"].isna().tolist() == [False] * 4 + [True] * 2
    assert rows(england.standing(found), "local_authority", "grade") == [("Alpha", GOOD)]


def test_a_council_that_does_not_exist_yet_does_not_exist():
    authorities = pd.DataFrame(
        {"local_authority": ["Alpha"], "region": ["South East"], "exists_from": days("2025-04-01"),
         "exists_until": days(None)}
    )  # fmt: skip
    found = england.overall(england.areas(DATA), england.moves(DATA), authorities, AS_AT)
    assert not found["exists"].any()


def test_moves_are_counted_from_grade_to_grade_and_those_of_the_council_too():
    found = england.transitions(some_councils.moves(), "Alpha")
    assert rows(found, "from_grade", "to_grade", "redefined", "inspections", "council") == [
        (BAD, GOOD, True, 1, 1),
        (GOOD, BAD, False, 1, 0),
        (GOOD, BEST, False, 1, 0),
    ]


def test_areas_that_moved_alike_stand_in_one_row():
    moves = pd.DataFrame(
        [
            ("Beta", CARE, BAD, GOOD, 2, True),
            ("Alpha", OVERALL, BEST, BAD, -3, False),
            ("Beta", OVERALL, BAD, GOOD, 2, False),
            ("Beta", LEAVERS, BAD, BEST, 3, True),
            ("Beta", "help_and_protection", BAD, RIGB, 1, False),
        ],
        columns=["local_authority", "area", "from_grade", "to_grade", "steps", "redefined"],
    )
    moves = moves.assign(from_started=AS_AT, to_started=AS_AT)
    assert rows(england.big_moves(moves), "local_authority", "steps", "areas", "redefined") == [
        ("Beta", 3, [LEAVERS], [LEAVERS]),
        ("Beta", 2, [OVERALL, CARE], [CARE]),
        ("Alpha", -3, [OVERALL], []),
    ]


def test_the_last_day_and_what_came_after_it(monkeypatch):
    later = INSPECTIONS.iloc[[3]].assign(
        started=days("2025-11-10"), published=AS_AT, basis="report"
    )
    grades = pd.DataFrame({"inspection_id": ["a4"], "judgement": OVERALL})
    monkeypatch.setattr(
        england.ratings, "record", lambda council: (later, grades.assign(grade=toy.grades(BEST)))
    )
    monkeypatch.setattr(
        england.tables, "releases", lambda name: [{"as_at": "2025-03-31", "title": "A release"}]
    )
    areas = england.areas(DATA)
    found = england.counted(DATA, areas[~areas["inspection_id"].eq("a4")])
    assert (found.as_at, found.source) == (AS_AT, "A release.")
    assert pd.isna(found.by_program)
    assert rows(found.later, "started", "grade") == [(pd.Timestamp("2025-11-10"), BEST)]
    assert found.no_overall == []
    without = areas[(areas["inspection_id"] != "a4") | (areas["area"] != OVERALL)]
    found = england.counted(DATA, without)
    assert found.no_overall == ["Alpha"]
    assert found.by_program == pd.Timestamp("2025-06-01")
