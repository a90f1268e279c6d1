"""Ofsted's judgements: of one council or of all, by area, and from inspection to inspection."""

import pandas as pd

from council_record.data import tables

# In the order of charts; adoption was graded apart only under the single inspection framework.
AREAS = (
    "overall_effectiveness",
    "impact_of_leaders",
    "help_and_protection",
    "in_care",
    "care_leavers",
    "adoption",
)
_SAME_REPORT = pd.Timedelta(days=14)  # between the days that two sources give one report


def england(data):
    """Return every inspection in Ofsted's release, in the form of the coded ones.

    Parameters
    ----------
    data : dict of str to DataFrame
        As returned by ``tables.read_all``.

    Returns
    -------
    inspections : DataFrame
        local_authority (its short name), inspection_id, framework, kind, started, ended, published,
        source, basis ("release").
    judgements : DataFrame
        inspection_id, judgement, grade, missing_reason, note.
    """
    release = data["official_judgements"]
    known = data["authorities"].set_index("ons_code")["short_name"]
    days = release["started"].dt.strftime("%Y-%m-%d")
    frame = release.assign(
        local_authority=release["ons_code"].map(known),
        inspection_id=release["ons_code"] + " " + days,
        kind=release["inspection_type"],
        ended=pd.NaT,
        source=tables.releases("official_judgements")[0]["title"],
        basis="release",
        missing_reason=pd.NA,
        note=pd.NA,
    )
    columns = ["local_authority", *data["inspections"].columns, "basis"]
    inspections = frame.drop_duplicates("inspection_id")[columns].reset_index(drop=True)
    return inspections, frame[list(data["judgements"].columns)].reset_index(drop=True)


def record(council):
    """Return the inspections of one council, and their judgements: coded ones, then the releases.

    An inspection coded from its report (basis "report") is not taken from a release again. A
    successor of an abolished authority does not inherit its grades.

    Parameters
    ----------
    council : Council

    Returns
    -------
    inspections, judgements : DataFrame
        As returned by ``england``.
    """
    inspections, judgements = england(council)
    coded = council["inspections"].assign(local_authority=council.name, basis="report")
    own = inspections["local_authority"] == council.name
    known = inspections["published"].map(
        lambda day: ((coded["published"] - day).abs() <= _SAME_REPORT).any()
    )
    new = inspections[own & ~known]
    grades = judgements[judgements["inspection_id"].isin(new["inspection_id"])]
    if coded.empty:
        return new.reset_index(drop=True), grades.reset_index(drop=True)
    if len(new):
        coded = pd.concat([coded, new.astype({"ended": coded["ended"].dtype})])
    return (
        coded[new.columns].sort_values("started").reset_index(drop=True),
        pd.concat([council["judgements"], grades], ignore_index=True),
    )


def by_area(inspections, judgements, crosswalk):
    """Return each graded judgement under the areas for which it speaks.

    An area (a panel of a chart) is followed through the frameworks by the crosswalk. A judgement
    that speaks for two areas at once, as children in care and care leavers did under ILACS until
    2022, stands under both and is marked joint.

    Parameters
    ----------
    inspections, judgements : DataFrame
        As returned by ``record``, or by ``england`` for every council.
    crosswalk : DataFrame
        As read by ``tables.read``.

    Returns
    -------
    DataFrame
        local_authority, area, inspection_id, framework, started, published, judgement, grade,
        joint; areas in the order of the schema, inspections in time.
    """
    ends = [
        crosswalk[["area", f"{end}_framework", f"{end}_judgement"]].set_axis(
            ["area", "framework", "judgement"], axis=1
        )
        for end in ("from", "to")
    ]
    areas = pd.concat(ends).dropna().drop_duplicates()
    areas["joint"] = areas.duplicated(["framework", "judgement"], keep=False)
    graded = judgements.dropna(subset="grade").merge(inspections, on="inspection_id")
    frame = graded.merge(areas, on=["framework", "judgement"])
    frame["area"] = pd.Categorical(frame["area"], AREAS, ordered=True)
    frame = frame.sort_values(["local_authority", "area", "started"]).astype({"area": str})
    columns = ["local_authority", "area", "inspection_id", "framework", "started", "published",
               "judgement", "grade", "joint", "basis"]  # fmt: skip
    return frame[columns].reset_index(drop=True)


def moves(areas, crosswalk):
    """Return the moves between consecutive inspections, area by area.

    Parameters
    ----------
    areas : DataFrame
        As returned by ``by_area``.
    crosswalk : DataFrame
        Says how well a judgement continues one of an earlier framework.

    Returns
    -------
    DataFrame
        local_authority, area, from_inspection, to_inspection, from_started, to_started,
        from_grade, to_grade, steps (grades up, negative for down), continuity ("same framework",
        or the crosswalk's same, narrower or wider, one after the other where two breaks lie
        between), crosses_break, shared (both are joint grades of two areas), from_shared (only
        the first is).
    """
    before = areas.groupby(["local_authority", "area"], observed=True).shift()
    frame = pd.DataFrame(
        {
            "local_authority": areas["local_authority"],
            "area": areas["area"],
            "from_inspection": before["inspection_id"],
            "to_inspection": areas["inspection_id"],
            "from_started": before["started"],
            "to_started": areas["started"],
            "from_grade": before["grade"].astype(areas["grade"].dtype),
            "to_grade": areas["grade"],
        }
    )
    frame["steps"] = frame["to_grade"].cat.codes - frame["from_grade"].cat.codes
    links = crosswalk.set_index(["area", "from_framework"])[["to_framework", "continuity"]]
    ends = zip(areas["area"], before["framework"], areas["framework"], strict=True)
    frame["continuity"] = [
        _continuity(links, area, first, last) if pd.notna(first) else ""
        for area, first, last in ends
    ]
    frame["crosses_break"] = before["framework"] != areas["framework"]
    joint = before["joint"].eq(True)
    frame["shared"], frame["from_shared"] = joint & areas["joint"], joint & ~areas["joint"]
    return frame[before["inspection_id"].notna()].reset_index(drop=True)


def _continuity(links, area, framework, last):
    """Return how well a judgement continues, through every framework between two inspections."""
    if framework == last:
        return "same framework"
    steps = []
    while framework != last:
        framework, continuity = links.loc[(area, framework)]
        steps.append(continuity)
    return " then ".join([step for step in steps if step != "same"] or ["same"])


def reported(documents, statements, inspections, judgements):
    """Return the grades that documents reported, beside Ofsted's own.

    Only grades that a document gives are here. That it is silent on one says nothing: a page on
    another subject need not repeat a report.

    Returns
    -------
    DataFrame
        document_id, inspection_id, judgement, official (grade), reported (grade), how ("stated" or
        "implied"), right (whether the two agree), quote; in order of publication.
    """
    frame = statements.rename(columns={"grade": "reported", "stated": "how"}).merge(
        judgements[["inspection_id", "judgement", "grade"]].rename(columns={"grade": "official"}),
        on=["inspection_id", "judgement"],
    )
    frame = frame.merge(documents[["document_id", "published"]], on="document_id")
    frame = frame.merge(inspections[["inspection_id", "started"]], on="inspection_id")
    frame["right"] = frame["reported"].astype(str) == frame["official"].astype(str)
    frame = frame.sort_values(["published", "document_id", "started"], kind="stable")
    columns = ["document_id", "inspection_id", "judgement", "official", "reported", "how", "right",
               "quote"]  # fmt: skip
    return frame[columns].reset_index(drop=True)
