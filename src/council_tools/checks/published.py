"""Check what was read by hand from Ofsted's reports against the tables of all England."""

import pandas as pd

from council_record import authorities
from council_record.analysis import ratings

_APART = pd.Timedelta(days=365)  # two inspections of a council that grade are further apart
_THERE = {"release": "in Ofsted's release", "report_by_program": "a program read in the report"}


def rules(frames, council):
    """Yield the faults of coded grades and days; see ``rules``."""
    released, grades = ratings.england(frames)
    yield from _frameworks(frames["frameworks"], released)
    begun = released.loc[released["basis"] == "release", "started"].max()
    released = released[released["local_authority"] == authorities.named(council)]
    yield from _grades(frames, released, grades)
    yield from _days(frames["inspections"], released, begun)


def _frameworks(named, released):
    """Check the days of frameworks against the inspections of all England under them."""
    named = named.assign(framework=named["framework"].astype("str"))
    under = released["started"].groupby(released["framework"].astype("str"))
    first = pd.to_datetime(named["framework"].map(under.min()))
    message = "is after the first inspection under it, " + first.dt.strftime("%Y-%m-%d")
    yield "frameworks", "in_force_from", named["in_force_from"] > first, message
    named = named[named["framework"].str.startswith("ilacs")].sort_values("in_force_from")
    last = pd.to_datetime(named["framework"].shift().map(under.max()))
    message = "is before the last inspection under the one before, " + last.dt.strftime("%Y-%m-%d")
    yield "frameworks", "in_force_from", named["in_force_from"] <= last, message


def _grades(frames, released, grades):
    known = grades.merge(released[["inspection_id", "published", "basis"]], on="inspection_id")
    coded = frames["judgements"].dropna(subset="grade").reset_index(names="row")
    coded = coded.merge(frames["inspections"], on="inspection_id")
    both = coded.merge(known, on="judgement", suffixes=("", "_there"))
    apart = (both["published"] - both["published_there"]).abs()
    both = both[(apart <= ratings.SAME_REPORT) & (both["grade"] != both["grade_there"])]
    both = both.set_index("row")
    message = "is another grade than " + both["basis"].map(_THERE) + ", "
    message += both["grade_there"].astype(str) + ". Look at the report again"
    yield "judgements", "grade", pd.Series(True, both.index), message


def _days(coded, released, begun):
    """Check days; of inspections under the single framework the release has the report's only.

    The last inspection of England that the release has began on the day ``begun``.
    """
    frameworks = coded["framework"].astype("str")
    for family, basis in (("ilacs", "release"), ("ilacs", "report_by_program"), ("sif", "release")):
        listed = released[released["framework"].astype("str").str.startswith(family)]
        known = listed[listed["basis"] == basis]
        if known.empty:
            continue
        rows, told = coded[frameworks.str.startswith(family)], _THERE[basis]
        column, there = "published", rows["published"].isin(listed["published"])
        if family == "ilacs":
            yield from _other_days(rows, known, told)
            column, there = "started", there | rows["started"].isin(listed["started"])
        days = ", ".join(known[column].dt.strftime("%Y-%m-%d"))
        message = f"is the day of no inspection {told}. Allowed: {days}"
        within = rows["published"].between(*_complete(known["published"], family, basis, begun))
        yield "inspections", column, within & ~there, message


def _other_days(coded, known, told):
    """Check the one day of an inspection where the other is that of a known one."""
    for column, other in (("started", "published"), ("published", "started")):
        same = dict(zip(known[other], known[column], strict=True))
        there = pd.to_datetime(coded[other].map(same))
        message = f"is another day than {told}, " + there.dt.strftime("%Y-%m-%d")
        message += ". Look at the report again"
        yield "inspections", column, there.notna() & (there != coded[column]), message


def _complete(published, family, basis, begun):
    """Return between which days a report of the council would be among those that are known."""
    if family == "sif":  # it has ended
        return pd.Timestamp(0), pd.Timestamp.max
    if basis == "release":
        return pd.Timestamp(0), max(begun, published.max())
    return published.min() - _APART, published.max() + _APART  # a program read some reports only
