"""A few councils of England as the figures of notebook 2 get them, written as literal rows."""

from types import SimpleNamespace

import pandas as pd

import toy
from council_record.analysis import england

BAD, RIGB, GOOD, BEST = toy.GRADES
AS_AT = pd.Timestamp("2025-03-31")
# region, council, abolished after, inspections: day, grade, whether the framework was another
COUNCILS = [
    ("London", "Alpha", None, [("2015-01-01", BAD, False), ("2019-01-01", GOOD, True)]),
    ("London", "Beta", None, [("2018-06-01", GOOD, False), ("2022-06-01", BAD, False)]),
    ("London", "Gone", "2020-03-31", [("2018-01-01", BAD, False)]),
    ("South East", "Delta", None, [("2018-06-01", GOOD, False), ("2023-06-01", BEST, False)]),
    ("South East", "Echo", None, [("2021-06-01", GOOD, False)]),
    ("South East", "New", None, []),
]


def council(name):
    return type("Named", (SimpleNamespace,), {"__str__": lambda self: self.name})(name=name)


def overall(councils=COUNCILS):
    """Return a frame as ``england.overall`` does."""
    rows, grades = [], []
    for region, name, until, inspections in councils:
        exists = until is None
        before = None
        for day, grade, redefined in inspections or [(None, None, False)]:
            steps = toy.GRADES.index(grade) - toy.GRADES.index(before) if before else pd.NA
            rows.append((region, name, until, exists, day, "sif", "release", steps, redefined))
            grades.append(grade)
            before = grade
    columns = ["region", "local_authority", "exists_until", "exists", "started", "framework",
               "basis", "steps", "redefined"]  # fmt: skip
    frame = pd.DataFrame(rows, columns=columns).assign(grade=toy.grades(*grades))
    for column in ("exists_until", "started"):
        frame[column] = pd.to_datetime(frame[column])
    frame["steps"] = frame["steps"].astype("Int64")
    return frame.assign(latest=~frame.duplicated("local_authority", keep="last"))


def moves(councils=COUNCILS):
    """Return the overall moves of the same councils, as ``england.moves`` does."""
    frame = overall(councils)
    before = frame.groupby("local_authority").shift()
    frame = frame.assign(
        area=england.OVERALL,
        from_grade=pd.Categorical(before["grade"], toy.GRADES, ordered=True),
        from_started=before["started"],
    )
    frame = frame.rename(columns={"grade": "to_grade", "started": "to_started"})
    return frame.dropna(subset="steps").reset_index(drop=True)


def counted(by_program=None, no_overall=(), later=()):
    rows = pd.DataFrame(list(later), columns=["started", "grade"])
    rows["started"] = pd.to_datetime(rows["started"])
    when = pd.Timestamp(by_program) if by_program else pd.NaT
    as_at = pd.Timestamp("2026-06-18") if by_program else AS_AT
    return england.Counted(as_at, "Ofsted, a release.", when, list(no_overall), rows)
