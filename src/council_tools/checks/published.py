"""Check what was read by hand from Ofsted's reports against the tables of all England."""

import pandas as pd

from council_record import authorities
from council_record.analysis import ratings

_THERE = {"release": "in Ofsted's release", "report_by_program": "a program read in the report"}


def rules(frames, council):
    """Yield the faults of coded grades and days; see ``rules``."""
    released, grades = ratings.england(frames)
    released = released[released["local_authority"] == authorities.named(council)]
    yield from _grades(frames, released, grades)
    yield from _days(frames["inspections"], released)


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
    """Check the days of ILACS inspections; of earlier ones the release gives the report's only."""
    ilacs = coded["framework"].astype("str").str.startswith("ilacs")
    told = released["framework"].str.startswith("ilacs") & (released["basis"] == "release")
    coded, released = coded[ilacs], released[told]
    if released.empty:
        return
    for column, other in (("started", "published"), ("published", "started")):
        same = dict(zip(released[other], released[column], strict=True))
        there = pd.to_datetime(coded[other].map(same))
        message = "is another day than in Ofsted's release, " + there.dt.strftime("%Y-%m-%d")
        message += ". Look at the report again"
        yield "inspections", column, there.notna() & (there != coded[column]), message
    known = coded["started"].isin(released["started"]) | coded["published"].isin(
        released["published"]
    )
    days = ", ".join(released["started"].dt.strftime("%Y-%m-%d"))
    message = f"is the day of no inspection that Ofsted's release has. Allowed: {days}"
    within = coded["published"] <= released["published"].max()
    yield "inspections", "started", within & ~known, message
