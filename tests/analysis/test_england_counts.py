"""The counts of all England, added up again in plain Python from the tables as they stand."""

import csv
from datetime import date
from itertools import pairwise

import pytest

import toy
from council_record import Council, paths
from council_record.analysis import england, ratings, recovery

OVERALL, LAST = "overall_effectiveness", date(2026, 6, 18)


def read(name):
    with (paths.DATA / "official" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["judgement"] == OVERALL]


def plainly(*tables, program=True):
    """Return the grades of each council in order of time, by code."""
    found = {}
    for row in (row for table in tables for row in read(table)):
        found.setdefault(row["ons_code"], []).append(
            (row.get("started") or row["published"], row["published"], row["grade"])
        )
    for row in read("program_judgements") if program else []:
        known = found.setdefault(row["ons_code"], [])
        day = date.fromisoformat(row["published"])
        if all(abs(date.fromisoformat(one[1]) - day).days > 14 for one in known):
            known.append((row["started"], row["published"], row["grade"]))
    return {code: [toy.GRADES.index(grade) for *_, grade in sorted(known)]
            for code, known in found.items()}  # fmt: skip


def pairs(grades):
    """Return how many pairs of inspections there are, and how many rose, stayed and fell."""
    steps = [after - before for own in grades.values() for before, after in pairwise(own)]
    return (len(steps), sum(step > 0 for step in steps), steps.count(0),
            sum(step < 0 for step in steps))  # fmt: skip


def counted(moves):
    steps = moves.loc[moves["area"] == OVERALL, "steps"]
    return len(steps), (steps > 0).sum(), (steps == 0).sum(), (steps < 0).sum()


@pytest.fixture(scope="module")
def council():
    return Council("Newham")


def test_the_framework_since_2018_alone_up_to_march_2025(council):
    inspections, judgements = ratings.england(council)
    released = inspections[
        (inspections["basis"] == "release") & (inspections["framework"] != "sif")
    ]
    areas = ratings.by_area(released, judgements, council["crosswalk"])
    found = counted(ratings.moves(areas, council["crosswalk"]))
    assert found == pairs(plainly("judgements", program=False)) == (115, 46, 50, 19)


def test_everything_from_2014_to_june_2026(council):
    grades = plainly("sif_judgements", "judgements")
    assert counted(england.moves(council)) == pairs(grades) == (328, 154, 123, 51)
    released = plainly("sif_judgements", "judgements", program=False)
    assert counted(england.moves(council, ["report_by_program"])) == pairs(released)


def test_councils_ever_inadequate_and_later_good(council):
    areas, moves = england.areas(council), england.moves(council)
    as_at = england.counted(council, areas).as_at
    assert as_at.date() == LAST
    overall = england.overall(areas, moves, council["authorities"], as_at)
    found = recovery.recoveries(overall, as_at)
    grades = plainly("sif_judgements", "judgements").values()
    bad = [own[own.index(0) :] for own in grades if 0 in own]
    good = [own for own in bad if max(own) >= 2]
    assert (len(found), (found["outcome"] == recovery.RECOVERED).sum()) == (len(bad), len(good))
    assert (len(bad), len(good)) == (64, 37)


def test_an_inspection_that_ofsteds_table_has_is_not_taken_from_the_program(project):
    toy.write(project)
    read_by_program = toy.OFFICIAL["program_judgements"].replace(
        "E08000025,Birmingham", "E09000025,Newham"
    )
    same = read_by_program.replace("2026-04-27", "2022-07-18").replace("2026-06-17", "2022-09-30")
    toy.build(project, "program_judgements", same)
    inspections, _ = ratings.england(Council("Newham"))
    assert set(inspections["basis"]) == {"release"}
    later = read_by_program.replace("2026-06-17", "2022-10-06")
    toy.build(project, "program_judgements", later)
    inspections, judgements = ratings.england(Council("Newham"))
    (read,) = inspections[inspections["basis"] == "report_by_program"].to_dict("records")
    assert (read["framework"], read["source"][:24]) == ("ilacs-2026", "https://files.ofsted.gov")
    assert judgements["inspection_id"].iloc[-1] == read["inspection_id"]


def test_an_inspection_under_the_single_framework_stands_at_its_day_of_publication(project):
    toy.write(project)
    inspections, _ = ratings.england(Council("Newham"))
    first = inspections[inspections["framework"] == "sif"].set_index("local_authority")
    assert str(first.loc["Newham", "started"].date()) == "2014-08-08"
    assert first.loc["Newham", "kind"] == "SIF inspection"


def test_a_basis_that_is_none_is_refused(council):
    with pytest.raises(england.DataError, match=r'LEAVE_OUT names "guess".*Allowed: release, rep'):
        england.areas(council, ["guess"])
