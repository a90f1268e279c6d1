"""The record of one council: what was read by hand goes before a release, area by area."""

import pandas as pd
import pytest

from council_record.analysis import ratings

GRADES = ["Inadequate", "Requires improvement to be good", "Good", "Outstanding"]
CROSSWALK = pd.DataFrame(
    [
        ("overall_effectiveness", "sif", "overall_effectiveness", "ilacs-2018",
         "overall_effectiveness", "same"),
        ("overall_effectiveness", "ilacs-2018", "overall_effectiveness", "ilacs-2023",
         "overall_effectiveness", "same"),
        ("in_care", "sif", "looked_after", "ilacs-2018", "together", "same"),
        ("in_care", "ilacs-2018", "together", "ilacs-2023", "in_care", "narrower"),
        ("care_leavers", "sif", "care_leavers", "ilacs-2018", "together", "wider"),
        ("care_leavers", "ilacs-2018", "together", "ilacs-2023", "care_leavers", "narrower"),
    ],
    columns=["area", "from_framework", "from_judgement", "to_framework", "to_judgement",
             "continuity"],
)  # fmt: skip


def areas(*rows, council="Testham"):
    """Return what by_area makes of (inspection, framework, started, {judgement: grade})."""
    inspections = pd.DataFrame(
        [(council, name, framework, pd.Timestamp(day), pd.Timestamp(day), "report")
         for name, framework, day, _ in rows],
        columns=["local_authority", "inspection_id", "framework", "started", "published", "basis"],
    )  # fmt: skip
    judgements = pd.DataFrame(
        [(name, judgement, grade) for name, _, _, grades in rows
         for judgement, grade in grades.items()],
        columns=["inspection_id", "judgement", "grade"],
    )  # fmt: skip
    judgements["grade"] = pd.Categorical(judgements["grade"], GRADES, ordered=True)
    return ratings.by_area(inspections, judgements, CROSSWALK)


OVERALL = "overall_effectiveness"
FIRST = ("1", "sif", "2014-06-01", {OVERALL: GRADES[1], "looked_after": GRADES[1],
                                    "care_leavers": GRADES[2]})  # fmt: skip
SECOND = ("2", "ilacs-2018", "2019-02-01", {OVERALL: GRADES[0], "together": GRADES[0]})
THIRD = ("3", "ilacs-2023", "2025-11-01", {OVERALL: GRADES[3], "in_care": GRADES[3],
                                           "care_leavers": GRADES[2]})  # fmt: skip


def test_a_grade_of_two_areas_stands_under_both_and_is_joint():
    found = areas(SECOND)
    assert list(found["area"]) == [OVERALL, "in_care", "care_leavers"]
    assert list(found["joint"]) == [False, True, True]


def test_a_judgement_without_a_grade_is_left_out():
    assert list(areas(("1", "sif", "2014-06-01", {OVERALL: None}))["area"]) == []


def test_moves_are_counted_from_inspection_to_inspection():
    found = ratings.moves(areas(FIRST, SECOND, THIRD), CROSSWALK).set_index(
        ["area", "to_inspection"]
    )
    assert found["steps"].to_dict() == {
        (OVERALL, "2"): -1, (OVERALL, "3"): 3, ("in_care", "2"): -1, ("in_care", "3"): 3,
        ("care_leavers", "2"): -2, ("care_leavers", "3"): 2,
    }  # fmt: skip
    assert found.loc[("care_leavers", "2"), "continuity"] == "wider"
    assert found.loc[("in_care", "3"), "from_shared"]
    assert not found.loc[("in_care", "2"), "from_shared"]
    assert not found["shared"].any()


def test_continuity_goes_through_every_framework_between():
    found = ratings.moves(areas(FIRST, THIRD), CROSSWALK).set_index("area")["continuity"]
    assert found.to_dict() == {OVERALL: "same", "in_care": "narrower",
                               "care_leavers": "wider then narrower"}  # fmt: skip


def test_two_shared_grades_make_a_shared_move_within_a_framework():
    again = ("2b", "ilacs-2018", "2022-07-01", {"together": GRADES[2]})
    found = ratings.moves(areas(SECOND, again), CROSSWALK)
    assert list(found["shared"]) == [True, True]
    assert set(found["continuity"]) == {"same framework"}


def test_councils_are_not_mixed():
    both = pd.concat([areas(FIRST), areas(SECOND, council="Other")], ignore_index=True)
    assert ratings.moves(both, CROSSWALK).empty


@pytest.mark.parametrize(("grade", "right"), [(GRADES[0], True), (GRADES[1], False)])
def test_a_reported_grade_is_set_beside_the_official_one(grade, right):
    statements = pd.DataFrame(
        {"document_id": ["d"], "inspection_id": ["2"], "judgement": [OVERALL], "grade": [grade],
         "stated": ["stated"], "quote": ["q"]}
    )  # fmt: skip
    documents = pd.DataFrame({"document_id": ["d"], "published": [pd.Timestamp("2019-03-01")]})
    inspections = pd.DataFrame({"inspection_id": ["2"], "started": [pd.Timestamp("2019-02-01")]})
    official = pd.DataFrame({"inspection_id": ["2"], "judgement": [OVERALL], "grade": [GRADES[0]]})
    found = ratings.reported(documents, statements, inspections, official)
    assert found[["official", "reported", "right"]].values.tolist() == [[GRADES[0], grade, right]]
