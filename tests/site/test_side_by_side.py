"""Councils side by side: every grade, amount and rank is the one of the tables."""

import functools

from council_record import England
from council_tools.site import side_by_side

NAMES = ["Bradford", "Leeds", "Newham"]


@functools.cache
def tables():
    return England().grades(), England().spending()


def test_every_inspection_has_a_row_with_its_grades_and_the_move():
    frame = side_by_side.grades(tables()[0], NAMES)
    assert list(dict.fromkeys(frame["local_authority"])) == NAMES
    own = frame[frame["local_authority"] == "Newham"]
    assert list(own["Overall"]) == ["Requires improvement", "Inadequate", "Good", "Outstanding"]
    assert list(own["moved"]) == ["first here", "down 1 grade".replace("1", "one"),
                                  "up two grades", "up one grade"]  # fmt: skip
    assert list(own["Care leavers"]) == ["Good", "Inadequate", "Good", "Outstanding"]


def test_spending_by_year_is_in_prices_of_one_year():
    frame = side_by_side.years(tables()[1], NAMES).set_index("financial_year")
    spent = tables()[1].query("line == 'total'").set_index(["local_authority", "financial_year"])
    for name in NAMES:
        for year in frame.index:
            assert frame.loc[year, name] == spent.loc[(name, year), "per_child_real"]


def test_a_rank_counts_the_councils_that_spend_more():
    spending = tables()[1]
    last = spending["financial_year"].max()
    frame = side_by_side.lines(spending, NAMES, last).set_index("line")
    total = spending.query("line == 'total' and financial_year == @last").dropna(subset="per_child")
    for name in NAMES:
        own = total.set_index("local_authority").loc[name, "per_child"]
        rank = int((total["per_child"] > own).sum()) + 1
        assert frame.loc["All children’s services", f"{name}, rank"] == f"{rank} of {len(total)}"
        assert frame.loc["All children’s services", name] == own


def test_readers_see_pounds_and_programs_numbers():
    part = side_by_side.parts(NAMES)[2]
    assert part["rows"][0][:3] == ["Line", "Bradford", "Bradford, rank"]
    assert part["rows"][1][1].startswith("£")
    assert b"\xc2\xa3" not in part["csv"]
