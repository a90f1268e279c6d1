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
SAME_REPORT = pd.Timedelta(days=14)  # between the days that two sources give one report


def england(data):
    """Return every inspection of every council, in the form of the coded ones.

    Ofsted's releases come first. An inspection that a program read from its report is here only
    if no release has it.

    Parameters
    ----------
    data : Mapping of str to DataFrame
        The tables: official_judgements, sif_judgements, program_judgements, authorities.

    Returns
    -------
    inspections : DataFrame
        local_authority, inspection_id, framework, kind, started (under the single inspection
        framework the day of publication, the only one released), ended, published, source, basis
        ("release" or "report_by_program").
    judgements : DataFrame
        inspection_id, judgement, grade, missing_reason, note.
    """
    sif = data["sif_judgements"]
    kinds = "SIF " + sif["inspection_type"].replace("first", "inspection")
    sif = sif.assign(inspection_type=kinds, started=sif["published"])
    released = pd.concat([_told(sif, "sif_judgements"),
                          _told(data["official_judgements"], "official_judgements")])  # fmt: skip
    read = _told(data["program_judgements"], "program_judgements", "report_by_program")
    frame = pd.concat([released, read[~_among(read, released.drop_duplicates("inspection_id"))]])
    columns = ["local_authority", *data["inspections"].columns, "basis"]
    inspections = frame.drop_duplicates("inspection_id")[columns].reset_index(drop=True)
    return inspections, frame[list(data["judgements"].columns)].reset_index(drop=True)


def _told(table, name, basis="release"):
    """Return the rows of a table of grades with all columns of inspections and judgements."""
    return table.assign(
        inspection_id=table["ons_code"] + " " + table["started"].dt.strftime("%Y-%m-%d"),
        kind=table["inspection_type"],
        ended=table.get("ended", pd.NaT),
        source=table["report"] if "report" in table else tables.releases(name)[0]["title"],
        basis=basis,
        missing_reason=pd.NA,
        note=pd.NA,
    )


def _among(inspections, known):
    """Return which inspections are among known ones: of one council, published in the same days."""
    pairs = inspections.reset_index().merge(
        known[["local_authority", "published"]], on="local_authority", suffixes=("", "_known")
    )
    same = (pairs["published"] - pairs["published_known"]).abs() <= SAME_REPORT
    return inspections.index.isin(pairs.loc[same, "index"])


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
    own = inspections[inspections["local_authority"] == council.name]
    new = own[~_among(own, coded)].astype({"ended": coded["ended"].dtype})
    grades = judgements[judgements["inspection_id"].isin(new["inspection_id"])]
    both = pd.concat([coded, new])[list(own)]
    return (
        both.sort_values("started", ignore_index=True),
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
        The table ``crosswalk``.

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
        between), shared (both are joint grades of two areas), from_shared (only
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
    ends = list(zip(areas["area"], before["framework"], areas["framework"], strict=True))
    told = {end: _continuity(links, *end) if pd.notna(end[1]) else "" for end in set(ends)}
    frame["continuity"] = [told[end] for end in ends]
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
