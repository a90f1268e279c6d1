"""The answer of notebook 2 for councils of every kind, and its tables."""

import pytest

import some_councils
from council_record.analysis import recovery
from council_record.figures import answer02
from some_councils import AS_AT

OVERALL, MOVES = some_councils.overall(), some_councils.moves()
RECOVERIES = recovery.recoveries(OVERALL, AS_AT)


def answer(name, **known):
    counted = some_councils.counted(**known)
    return answer02.answer(OVERALL, MOVES, RECOVERIES, counted, some_councils.council(name))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Alpha", "Ofsted rated Alpha Good overall in 2019; one other council has that grade. From "
         "2015 to 2019 it rose by two grades. Of 3 re-inspections in England, one raised the "
         "overall grade as far. "),
        ("Beta", "Ofsted rated Beta Inadequate overall in 2022; no other councils have that grade. "
         "From 2018 to 2022 it fell by two grades. Of 3 re-inspections in England, one lowered "),
        ("Gone", "Gone was abolished in 2020. Its last overall grade was Inadequate, in 2018. "),
        ("New", "This record holds no overall grade of New. "),
    ],
)  # fmt: skip
def test_the_answer_begins_with_the_council(name, told):
    assert answer(name).startswith(told)


def test_the_answer_counts_england_and_says_until_when():
    told = answer("Echo")
    for sentence in (
        "In England 3 of 4 councils are Good or better.",
        "From one inspection to the next, 2 overall grades rose and 1 fell.",
        "Of all moves, 1 crosses a change of framework.",
        "One of 3 councils judged Inadequate was later Good or better.",
        "These counts run to 31 March 2025.",
    ):
        assert sentence in told
    later = answer("Echo", by_program="2025-06-01")
    assert "run to June 2026. A program read the last inspections, those since June 2025" in later


def test_the_table_of_recoveries_rounds_years():
    found = answer02.recovery_table(RECOVERIES)
    assert found["local_authority"].tolist() == ["Alpha", "Beta", "Gone"]
    assert found["years"].tolist() == [4.0, 2.8, 2.2]


def test_the_table_of_moves_speaks_in_words():
    found = answer02.moves_table(MOVES)
    columns = ["local_authority", "change", "areas", "redefined"]
    assert found[columns].to_numpy().tolist() == [
        ["Alpha", "up two grades", "Overall", "Overall"],
        ["Beta", "down two grades", "Overall", ""],
    ]
