"""Check what was read by hand from Ofsted's reports against the tables of all England."""

import pandas as pd

from council_record import authorities
from council_record.analysis import ratings

_THERE = {"release": "in Ofsted's release", "report_by_program": "a program read in the report"}


def rules(frames, council):
    """Yield the faults of coded grades and days; see ``rules``."""
    released, grades = ratings.england(frames)
    yield _frameworks(frames["frameworks"], released)
    released = released[released["local_authority"] == authorities.named(council)]
    yield from _grades(frames, released, grades)
    yield from _days(frames["inspections"], released)


def _frameworks(named, released):
    """Check the day of a framework against the first inspection, or report, of all England."""
    first = released["started"].fillna(released["published"])
    first = first.groupby(released["framework"].astype("str")).min()
    first = pd.to_datetime(named["framework"].astype("str").map(first))
    message = "is after the first inspection under it, " + first.dt.strftime("%Y-%m-%d")
    return "frameworks", "in_force_from", named["in_force_from"] > first, message


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


def _days(coded, released):
    """Check days; of inspections under the single framework the release has the report's only."""
    frameworks = coded["framework"].astype("str")
    for family, basis in (("ilacs", "release"), ("ilacs", "report_by_program"), ("sif", "release")):
        there = released["framework"].astype("str").str.startswith(family)
        known = released[there & (released["basis"] == basis)]
        if len(known):
            yield from _days_of(coded[frameworks.str.startswith(family)], known, family, basis)


def _days_of(coded, known, family, basis):
    told = _THERE[basis]
    for column, other in (("started", "published"), ("published", "started")):
        same = dict(zip(known[other], known[column], strict=True))
        there = pd.to_datetime(coded[other].map(same))
        message = f"is another day than {told}, " + there.dt.strftime("%Y-%m-%d")
        message += ". Look at the report again"
        wrong = there.notna() & (there != coded[column]) & (family == "ilacs")
        yield "inspections", column, wrong, message
    column = "started" if family == "ilacs" else "published"
    either = coded["published"].isin(known["published"])
    if family == "ilacs":
        either |= coded["started"].isin(known["started"])
    days = ", ".join(known[column].dt.strftime("%Y-%m-%d"))
    message = f"is the day of no inspection {told}. Allowed: {days}"
    within = coded["published"].between(
        known["published"].min() if basis == "report_by_program" else pd.Timestamp(0),
        known["published"].max() if family == "ilacs" else pd.Timestamp.max,
    )
    yield "inspections", column, within & ~either, message
