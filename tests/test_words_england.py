"""The sentences of notebook 02, against numbers counted by hand."""

import re

import pandas as pd
import pytest

from council_record import words
from council_record.analysis import england

GRADES = ["Inadequate", "Requires improvement to be good", "Good", "Outstanding"]
LOW, FAIR, GOOD, HIGH = GRADES
OWN = "Testham"
LONG = "Bournemouth, Christchurch and Poole"
AS_AT = pd.Timestamp("2025-03-31")
OVERALL = "overall_effectiveness"


def moves_of(*rows):
    """Return what england.moves returns; a row is council, area, from, to, year, which is shared.

    Shared can be both grades or the first one.
    """
    frame = pd.DataFrame(
        [(council, area, f"{council} before {year}", f"{council} {year}", start, end,
          GRADES.index(end) - GRADES.index(start), "same framework", "both" in shared,
          "first" in shared, pd.Timestamp(year, 6, 1))
         for council, area, start, end, year, *shared in rows],
        columns=["local_authority", "area", "from_inspection", "to_inspection", "from_grade",
                 "to_grade", "steps", "continuity", "shared", "from_shared", "to_started"],
    )  # fmt: skip
    for column in ("from_grade", "to_grade"):
        frame[column] = pd.Categorical(frame[column], GRADES, ordered=True)
    return frame


MOVES = moves_of(
    (OWN, OVERALL, LOW, GOOD, 2021),
    (OWN, "in_care", LOW, HIGH, 2021, "both"),
    (OWN, "in_care", HIGH, GOOD, 2024),
    ("York", OVERALL, FAIR, HIGH, 2025),
    ("York", "care_leavers", HIGH, LOW, 2025, "first"),
    ("Kent", OVERALL, GOOD, GOOD, 2024),
    ("Suffolk", OVERALL, HIGH, GOOD, 2024),
)


def recoveries_of(*rows):
    """Return what england.recoveries returns; a row is council, outcome, years, between."""
    names = {"g": "good or better", "s": "still waiting", "a": "abolished"}
    return pd.DataFrame(
        [(council, names[outcome], years, "; ".join(between))
         for council, outcome, years, *between in rows],
        columns=["local_authority", "outcome", "years", "between"],
    )  # fmt: skip


GOOD_AGAIN = [("Wakefield", "g", 3.0), (OWN, "g", 3.4), ("Medway", "g", 4.0, "2021-01-01")]
WAITING = [("Harrow", "s", 0.2), ("Devon", "s", 5.2, "2022-05-09"), (LONG, "s", 1.5)]
GONE = [("Northamptonshire", "a", 1.8)]
RECOVERIES = recoveries_of(*GOOD_AGAIN, *WAITING, *GONE)
TOLD = (
    "Of 7 councils judged inadequate overall under ILACS, from 2018 on, 3 have later been judged "
    "good or better, after 3.0 to 4.0 years; 3 have not, one of them with a further graded "
    "inspection, and one was abolished."
)


# The answer


def test_the_answer_counts_pairs_moves_and_those_of_two_grades():
    """Testham was inspected twice more, York, Kent and Suffolk once; four of seven are steep."""
    assert words.england_answer(MOVES, RECOVERIES, OWN) == (
        "5 pairs of consecutive inspections under ILACS give 7 moves, counted area by area; 4 are "
        "of two grades or more, 3 up and 1 down. Testham made two of them: overall effectiveness "
        "(from Inadequate to Good, 2021) and children in care and care leavers together (from "
        f"Inadequate to Outstanding, 2021). {TOLD} Testham took 3.4 years."
    )


@pytest.mark.parametrize(
    ("council", "made"),
    [
        ("Kent", "Kent made none of them."),
        ("York", "York made two of them: overall effectiveness (from Requires improvement to "
                 "Outstanding, 2025) and care leavers (from Outstanding to Inadequate, 2025, from "
                 "a shared grade)."),
    ],
)  # fmt: skip
def test_the_answer_names_the_steep_moves_of_the_council(council, made):
    assert f". {made} Of 7 councils" in words.england_answer(MOVES, RECOVERIES, council)


@pytest.mark.parametrize(
    ("council", "end"),
    [
        (OWN, "Testham took 3.4 years."),
        (LONG, f"{LONG} is among those that have not, after 1.5 years."),
        ("Northamptonshire", "Northamptonshire was abolished after 1.8 years."),
        ("Kent", "Kent has not been judged inadequate overall under ILACS."),
    ],
)
def test_the_time_to_recover_is_told_for_the_council(council, end):
    told = words.time_to_recover(RECOVERIES, council, AS_AT)["alt"]
    assert told == f"One line for each of seven councils judged inadequate. {TOLD} {end}"


def test_a_council_judged_inadequate_twice_is_told_by_its_latest_time():
    twice = recoveries_of((OWN, "g", 2.5), ("Kent", "g", 4.5), (OWN, "s", 1.0))
    told = words.england_answer(MOVES, twice, OWN)
    assert told.endswith("Testham is among those that have not, after 1.0 years.")


def test_none_and_several_abolished_are_told_so():
    none = words.england_answer(MOVES, recoveries_of(*GOOD_AGAIN, *WAITING), OWN)
    assert "; 3 have not, one of them with a further graded inspection. Testham" in none
    two = recoveries_of(*GOOD_AGAIN, *WAITING, *GONE, ("Dorset", "a", 1.0))
    assert (
        "; 3 have not, one of them with a further graded inspection, and two were abolished. "
        "Testham"
    ) in words.england_answer(MOVES, two, OWN)
    waiting = words.england_answer(MOVES, recoveries_of(*WAITING), OWN)
    assert "none has later been judged good or better. Testham has not" in waiting


def test_one_is_not_told_as_many():
    one = recoveries_of(("Kent", "g", 3.0), ("Harrow", "s", 0.2))
    told = words.time_to_recover(one, OWN, AS_AT)["alt"]
    assert re.findall(r"\b(?:1|one) (?:have|are|councils)\b", told) == []
    assert told == (
        "One line for each of two councils judged inadequate. Of 2 councils judged inadequate "
        "overall under ILACS, from 2018 on, 1 has later been judged good or better, after 3.0 "
        "years; 1 has not, none of them with a further graded inspection. Testham has not been "
        "judged inadequate overall under ILACS."
    )
    alone = words.time_to_recover(recoveries_of(("Harrow", "s", 0.2)), OWN, AS_AT)["alt"]
    assert alone.startswith(
        "One line for each of one council judged inadequate. Of 1 council judged inadequate "
        "overall under ILACS, from 2018 on, none has later been judged good or better. Testham"
    )


AUTHORITIES = pd.DataFrame(
    {"short_name": [OWN, "Poole", "Cumbria", "York"],
     "exists_until": pd.to_datetime([None, "2019-03-31", "2023-03-31", None])}
)  # fmt: skip
INSPECTED = pd.DataFrame({"local_authority": ["Cumbria", "York"]})


@pytest.mark.parametrize(
    ("council", "reason"),
    [
        ("York", ""),
        (OWN, "Testham had no inspection under ILACS by 31 March 2025."),
        ("Cumbria", "Cumbria was abolished on 31 March 2023."),
        ("Poole", "Poole was abolished on 31 March 2019 without an inspection under ILACS."),
    ],
)
def test_a_council_without_a_place_among_the_others_is_told_with_the_reason(council, reason):
    found = words.absent(INSPECTED, AUTHORITIES, council, AS_AT)
    assert found == reason
    answer = words.england_answer(MOVES, recoveries_of(*WAITING), council, found)
    not_so = f" {council} has not been judged inadequate overall under ILACS."
    assert answer.endswith(f"{not_so} {reason}".rstrip())
    alt = words.time_to_recover(recoveries_of(*WAITING), council, AS_AT, found)["alt"]
    assert alt.endswith(f"{not_so} {reason}".rstrip())
    shares = words.grade_shares(SHARES, council, pd.Series(dtype=object), found)["alt"]
    assert shares.endswith(f"Outstanding 3. {reason}".rstrip())


# The charts


def shares_of(*days):
    """Return what england.shares returns of twenty councils for two areas: one day per argument.

    Each gives, by area, how many are at each grade, the lowest first.
    """
    rows = [
        (pd.Timestamp(day), area, grade, count, 20, 5.0 * count)
        for day, *counts in days
        for area, there in zip([OVERALL, "care_leavers"], counts, strict=True)
        for grade, count in zip(["not yet judged", *GRADES], [20 - sum(there), *there], strict=True)
    ]
    return pd.DataFrame(rows, columns=["day", "area", "grade", "councils", "of", "share"])


SHARES = shares_of(
    ("2019-12-31", (4, 4, 4, 4), (0, 0, 0, 0)), ("2025-03-31", (1, 3, 12, 4), (2, 0, 2, 3))
)


def test_the_shares_are_told_for_the_last_day():
    standing = pd.Series({OVERALL: FAIR, "care_leavers": GOOD})
    assert words.grade_shares(SHARES, OWN, standing) == {
        "title": "12 councils Good, 4 Outstanding overall, 31 March 2025",
        "subtitle": "Share of councils at each Ofsted grade, by judgement area: England, 2019 to "
        "2025",
        "alt": "Bands over time for 2 judgement areas. Of 20 councils on 31 March 2025: overall "
        "effectiveness Inadequate 1, Requires improvement 3, Good 12, Outstanding 4; care leavers "
        "without such a grade under ILACS 13, Inadequate 2, Good 2, Outstanding 3. Testham stood "
        "at Requires improvement overall.",
    }


def test_a_council_without_a_grade_stands_at_none():
    told = words.grade_shares(SHARES, OWN, pd.Series(dtype=object))
    assert "Testham" not in told["alt"]


def test_the_matrix_is_told_by_ways_and_by_the_moves_of_the_council():
    """Overall: two rose, Testham and York; Suffolk fell; Kent stayed."""
    assert words.moves_matrix(england.transitions(MOVES, OWN), OWN, AS_AT) == {
        "title": "Overall: 2 grades rose, 1 fell, 1 stayed",
        "subtitle": "Moves from one inspection to the next, by judgement area: England, 2018 to "
        "2025",
        "alt": "Grids of counts, grade before by grade after, for 5 judgement areas. Overall "
        "effectiveness: 2 moves up, 1 down, 1 without change. Moves of Testham: overall "
        "effectiveness from Inadequate to Good (1 in England), children in care from Inadequate to "
        "Outstanding (1 in England) and children in care from Outstanding to Good (1 in England).",
    }


def test_a_council_without_a_move_has_none_in_the_words_on_the_matrix():
    told = words.moves_matrix(england.transitions(MOVES, LONG), LONG, AS_AT)
    assert told["alt"].endswith(f"Moves of {LONG}: none in this time.")


@pytest.mark.parametrize(("council", "made"), [(OWN, "two"), ("Kent", "none"), ("York", "two")])
def test_steep_moves_are_counted_by_area_and_way(council, made):
    assert words.biggest_moves(england.steep(MOVES), council, AS_AT) == {
        "title": "Two grades or more: 3 moves up, 1 down",
        "subtitle": "Every move of two grades or more between inspections: England, 2018 to 2025",
        "alt": "Arrows from grade to grade with the councils that made the move, by judgement "
        "area: overall effectiveness 2; children in care 1; care leavers 1. 4 in all, 3 up; "
        f"{made} by {council}.",
    }


def test_the_time_to_recover_has_a_headline_of_those_that_did():
    told = words.time_to_recover(RECOVERIES, OWN, AS_AT)
    assert told["title"] == "3 of 7 judged inadequate under ILACS later judged good"
    assert told["subtitle"] == (
        "Years from a first inadequate inspection to one judged good or better: England, 2018 to "
        "2025"
    )


def test_every_headline_has_at_most_ten_words():
    standing = pd.Series({OVERALL: FAIR})
    titles = [
        words.grade_shares(SHARES, LONG, standing)["title"],
        words.moves_matrix(england.transitions(MOVES, LONG), LONG, AS_AT)["title"],
        words.biggest_moves(england.steep(MOVES), LONG, AS_AT)["title"],
        words.time_to_recover(RECOVERIES, LONG, AS_AT)["title"],
    ]
    assert [title for title in titles if len(title.split()) > 10] == []
