"""What does not fit in the section 251 outturn: councils against England, and jumps."""

import pandas as pd
import pytest

from council_tools.checks import outturn


def total(amount):
    names = ["area", "geography", "la_code", "financial_year", "line", "amount_gbp"]
    row = ("Testham", "council", "316", "2018-19", "total", amount)
    return pd.DataFrame([row], columns=names).astype({"amount_gbp": "Int64"})


def test_councils_that_do_not_add_up_to_england_are_found():
    frame = total(100)
    england = frame.assign(geography="england", area="England")
    assert outturn.not_england(pd.concat([frame, england.assign(amount_gbp=150)])).empty
    found = outturn.not_england(pd.concat([frame, england.assign(amount_gbp=151)]))
    assert list(found["difference"]) == [51]


@pytest.mark.parametrize(("later", "found"), [(150, []), (151, [51.0]), (49, [-51.0])])
def test_jumps_are_found(later, found):
    frame = pd.concat([total(100), total(later).assign(financial_year="2019-20")])
    assert list(outturn.jumps(frame)["change"]) == found
