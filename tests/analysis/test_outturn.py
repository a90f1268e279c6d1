"""What councils reported: changes and ranks, years that are not there, sums that do not add up."""

import pandas as pd
import pytest

from council_record.analysis import outturn
from council_record.data.errors import DataError

PRICES = pd.DataFrame(
    {"financial_year": ["2018-19", "2019-20", "2020-21"], "deflator": [80.0, 100.0, 100.0]}
)


def returned(**amounts):
    """Return totals by council, each a list for 2018-19, 2019-20 and so on."""
    rows = [(name, f"{2018 + n}-{19 + n}", "total", amount) for name, given in amounts.items()
            for n, amount in enumerate(given)]  # fmt: skip
    columns = ["local_authority", "financial_year", "line", "amount_gbp"]
    frame = pd.DataFrame(rows, columns=columns).astype({"amount_gbp": "Int64"})
    factor = outturn.price_factor(frame["financial_year"], PRICES)
    return frame.assign(amount_real=(frame["amount_gbp"].astype("Float64") * factor).astype(float))


def test_changes_are_ranked_among_councils_with_both_years():
    found = outturn.changes(
        returned(A=[100, 150, 200], B=[100, 150, 90], C=[100, 120, None], D=[None, 100, 100],
                 E=[0, 10, 10]), "2018-19", amount="amount_gbp")  # fmt: skip
    shown = found.set_index(["year", "local_authority"])
    assert shown["change"].to_dict() == {
        ("2019-20", "A"): 50, ("2019-20", "B"): 50, ("2019-20", "C"): 20,
        ("2020-21", "A"): 100, ("2020-21", "B"): -10,
    }  # fmt: skip
    assert shown["rank"].to_dict() == {
        ("2019-20", "A"): 1, ("2019-20", "B"): 1, ("2019-20", "C"): 3,
        ("2020-21", "A"): 1, ("2020-21", "B"): 2,
    }  # fmt: skip
    assert set(shown.loc["2019-20", "councils"]) == {3}
    assert set(shown.loc["2020-21", "median"]) == {45}


def test_changes_in_real_terms_stand_beside_those_of_cash():
    found = outturn.changes(returned(A=[80, 100, 150], B=[80, 90, 100]), "2018-19")
    shown = found.set_index(["year", "local_authority"])
    assert shown["change"].to_dict() == {
        ("2019-20", "A"): 0, ("2019-20", "B"): -10, ("2020-21", "A"): 50, ("2020-21", "B"): 0,
    }  # fmt: skip
    assert shown.loc[("2020-21", "A"), "change_cash"] == 87.5


def test_real_terms_are_in_the_prices_of_the_last_year():
    frame = returned(A=[80, None, 120])
    assert frame["amount_real"].fillna(0).tolist() == [100, 0, 120]
    assert outturn.price_factor(pd.Series(["2030-31"]), PRICES).isna().all()
    assert outturn.price_year({"prices": PRICES}) == "2020-21"


def test_only_later_years_are_compared():
    assert set(outturn.changes(returned(A=[1, 2, 3]), "2019-20")["year"]) == {"2020-21"}


def test_a_year_that_is_not_there_is_refused_with_those_that_are():
    frame = returned(A=[1, 2, 3])
    assert outturn.known_year(frame, "2019-20") == "2019-20"
    with pytest.raises(DataError, match=r'no financial year "1900-01"\. Allowed: 2018-19 to'):
        outturn.known_year(frame, "1900-01")


def test_lines_of_a_council_leave_out_years_without_a_return():
    found = outturn.lines(returned(A=[1, None, 3], B=[4, 5, 6]), "A")
    assert list(found["financial_year"]) == ["2018-19", "2020-21"]


def lines(**amounts):
    rows = [
        ("Testham", "council", "316", "2018-19", line, amount) for line, amount in amounts.items()
    ]
    columns = ["area", "geography", "la_code", "financial_year", "line", "amount_gbp"]
    return pd.DataFrame(rows, columns=columns).astype({"amount_gbp": "Int64"})


@pytest.mark.parametrize(
    ("amounts", "found"),
    [({"a": 1, "b": 2, "total": 3}, 0), ({"a": 1, "b": 2, "total": 5}, 0),
     ({"a": 1, "b": 2, "total": 6}, 1), ({"a": 1, "b": None, "total": 1}, 1),
     ({"a": None, "b": None, "total": None}, 0)],
)  # fmt: skip
def test_lines_that_do_not_add_up_are_found(amounts, found):
    assert len(outturn.not_adding_up(lines(**amounts))) == found
