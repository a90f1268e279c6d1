"""How long a good grade took, and the estimate of the share that has one."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import some_councils
from council_record.analysis import recovery
from some_councils import AS_AT, BAD, GOOD, RIGB
from toy import days


def rows(frame, *columns):
    return list(frame[list(columns)].itertuples(index=False, name=None))


def test_the_time_runs_from_the_first_inadequate_to_the_first_good():
    councils = [
        *some_councils.COUNCILS,
        ("South East", "Twice", None, [("2015-01-01", BAD, False), ("2016-01-01", RIGB, False),
                                       ("2017-01-01", GOOD, False), ("2019-01-01", BAD, False)]),
    ]  # fmt: skip
    found = recovery.recoveries(some_councils.overall(councils), AS_AT)
    assert rows(found, "local_authority", "outcome", "between", "latest", "redefined") == [
        ("Twice", recovery.RECOVERED, 1, BAD, False),
        ("Alpha", recovery.RECOVERED, 0, GOOD, True),
        ("Beta", recovery.WAITING, 0, BAD, False),
        ("Gone", recovery.ABOLISHED, 0, BAD, False),
    ]
    assert found["years"].round(2).tolist() == [2.0, 4.0, 2.83, 2.25]
    assert found["until"].tolist() == list(days("2017-01-01", "2019-01-01", AS_AT, "2020-03-31"))
    assert found["again"].dropna().tolist() == list(days("2019-01-01"))


@pytest.mark.parametrize(("until", "outcome"), [(AS_AT, recovery.WAITING),
                                                ("2025-03-30", recovery.ABOLISHED)])  # fmt: skip
def test_a_council_that_exists_on_the_last_day_still_waits(until, outcome):
    councils = [("London", "Last", until, [("2020-01-01", BAD, False)])]
    found = recovery.recoveries(some_councils.overall(councils), AS_AT)
    assert found["outcome"].tolist() == [outcome]


def test_the_estimate_of_kaplan_and_meier_as_worked_by_hand():
    years = pd.Series([1.0, 2.0, 2.0, 3.0, 4.0])
    over = pd.Series([True, True, False, False, True])
    found = recovery.kaplan_meier(years, over).round(4)
    # S: 4/5, then 4/5 of 3/4, then nobody; Greenwood at 2: 1/(5·4) + 1/(4·3) = 0.1333
    expected = pd.DataFrame(
        {
            "years": [0.0, 1.0, 2.0, 4.0],
            "followed": [5.0, 5.0, 4.0, 1.0],
            "recovered": [0.0, 1.0, 1.0, 1.0],
            "share": [0.0, 0.2, 0.4, 1.0],
            "low": [None, 0.0309, 0.1182, None],
            "high": [None, 0.7961, 0.8743, None],
        }
    )
    assert_frame_equal(found, expected, check_dtype=False, atol=2e-4)
