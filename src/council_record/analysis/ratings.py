"""Ofsted's judgements of one council: by area, from inspection to inspection, as documents tell."""

import pandas as pd

from council_record import documents as names
from council_record.data import tables

LANES = ("Inspected", "Council and government", "Documents")


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


def record(data, council):
    """Return the inspections of one council, and their judgements: coded ones, then the release.

    An inspection coded from its report (basis "report") is not taken from the release again. A
    successor of an abolished authority does not inherit its grades.

    Parameters
    ----------
    data : dict of str to DataFrame
        As returned by ``tables.read_all``.
    council : str
        As returned by ``authorities.named``.

    Returns
    -------
    inspections, judgements : DataFrame
        As returned by ``england``.
    """
    inspections, judgements = england(data)
    coded = data["inspections"].assign(local_authority=council, basis="report")
    own = inspections["local_authority"] == council
    new = inspections[own & ~inspections["started"].isin(coded["started"])]
    grades = judgements[judgements["inspection_id"].isin(new["inspection_id"])]
    if coded.empty:
        return new.reset_index(drop=True), grades.reset_index(drop=True)
    if len(new):
        coded = pd.concat([coded, new.astype({"ended": coded["ended"].dtype})])
    return (
        coded[new.columns].sort_values("started").reset_index(drop=True),
        pd.concat([data["judgements"], grades], ignore_index=True),
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
    order = list(tables.labels("crosswalk", "area"))
    frame = frame.sort_values(
        ["local_authority", "area", "started"],
        key=lambda column: column.map(order.index) if column.name == "area" else column,
    )
    columns = ["local_authority", "area", "inspection_id", "framework", "started", "published",
               "judgement", "grade", "joint"]  # fmt: skip
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
    rows = []
    links = crosswalk.set_index(["area", "from_framework"])[["to_framework", "continuity"]].T
    links = links.to_dict("list")
    latest = {}
    for later in areas.to_dict("records"):
        council, area = later["local_authority"], later["area"]
        earlier, latest[council, area] = latest.get((council, area)), later
        if earlier is None:
            continue
        crossing = earlier["framework"] != later["framework"]
        link = "same framework"
        if crossing:
            link = _continuity(links, area, earlier["framework"], later["framework"])
        ends = [end[name] for name in ("inspection_id", "started", "grade")
                for end in (earlier, later)]  # fmt: skip
        shared = [earlier["joint"] and later["joint"], earlier["joint"] and not later["joint"]]
        rows.append([council, area, *ends, link, crossing, *shared])
    columns = ["local_authority", "area", "from_inspection", "to_inspection", "from_started",
               "to_started", "from_grade", "to_grade", "continuity", "crosses_break",
               "shared", "from_shared"]  # fmt: skip
    frame = pd.DataFrame(rows, columns=columns)
    for column in ("from_grade", "to_grade"):
        frame[column] = frame[column].astype(areas["grade"].dtype)
    frame.insert(8, "steps", frame["to_grade"].cat.codes - frame["from_grade"].cat.codes)
    return frame


def _continuity(links, area, framework, last):
    """Return how well a judgement continues, through every framework between two inspections."""
    steps = []
    while framework != last:
        framework, continuity = links[area, framework]
        steps.append(continuity)
    return " then ".join([step for step in steps if step != "same"] or ["same"])


def _end(event):
    """Return the last day of an event, or its month where no more is known."""
    if event["ended_precision"] == "month":
        return f"{event['ended']:%b %Y}"
    return names.day(event["ended"])


def stated_beside_official(documents, statements, inspections, judgements):
    """Return, for each document, every official grade it could have told and what it told.

    A document read in full is set beside the latest report published by its day, and every
    document beside any other inspection of which it gives a grade.

    Returns
    -------
    DataFrame
        inspection_id, document_id, part, judgement, official (grade or missing), told (grade or
        missing), how (stated, implied, not stated, "not seen" where only a part of the document
        was, or "no grade given" where the inspection gave none).
    """
    pairs = set(zip(statements["document_id"], statements["inspection_id"], strict=True))
    parts = documents["seen"] == "excerpt"
    for document in documents[~parts].to_dict("records"):
        out = inspections[inspections["published"] <= document["published_latest"]]
        if len(out):
            latest = out.sort_values("published")["inspection_id"].iloc[-1]
            pairs.add((document["document_id"], latest))
    pairs = pd.DataFrame(sorted(pairs), columns=["document_id", "inspection_id"])
    official = judgements.rename(columns={"grade": "official"}).drop(columns="note")
    told = statements.rename(columns={"grade": "told", "stated": "how", "note": "remark"})
    frame = pairs.merge(official, on="inspection_id").merge(
        told, how="left", on=["document_id", "inspection_id", "judgement"]
    )
    frame["part"] = frame["document_id"].isin(documents.loc[parts, "document_id"])
    silence = frame["part"].map({True: "not seen", False: "not stated"})
    frame["how"] = frame["how"].fillna(silence)
    frame.loc[frame["official"].isna(), "how"] = "no grade given"
    frame = frame.merge(inspections[["inspection_id", "started"]], on="inspection_id")
    order = {name: place for place, name in enumerate(names.in_order(documents)["document_id"])}
    frame = frame.assign(place=frame["document_id"].map(order)).sort_values(
        ["started", "place"], kind="stable"
    )
    columns = ["inspection_id", "document_id", "part", "judgement", "official", "told", "how"]
    return frame[columns].reset_index(drop=True)


def timeline(inspections, judgements, events, documents):
    """Return what happened, as entries on one time axis.

    Returns
    -------
    DataFrame
        lane (one of ``LANES``), day (Timestamp; the first possible one), ended (Timestamp, for
        what lasts), when (the day in words, as exact as it is known), label, source, seen
        (of a document: full or excerpt).
    """
    overall = judgements[judgements["judgement"] == "overall_effectiveness"]
    grades = overall.set_index("inspection_id")["grade"]
    rows = []
    for row in inspections.to_dict("records"):
        grade = grades.get(row["inspection_id"])
        told = "no grade" if pd.isna(grade) else f"{grade} overall"
        label = f"{row['kind']}, report {names.day(row['published'])}: {told}"
        month = f"{row['started']:%b %Y}"
        rows.append((LANES[0], row["started"], pd.NaT, month, label, row["source"], None))
    for row in events.to_dict("records"):
        month = f"{row['started']:%b %Y}"
        exact = {
            "day": names.day(row["started"]),
            "month": month,
            "not_before": f"{month} or later",
        }
        until = "" if pd.isna(row["ended"]) else f", until {_end(row)}"
        lane = LANES[0] if row["lane"] == "visit" else LANES[1]
        when, label = exact[row["started_precision"]], row["label"] + until
        rows.append((lane, row["started"], row["ended"], when, label, row["source"], None))
    for row in names.in_order(documents).to_dict("records"):
        told = names.published(row), names.author(row), row["url"]
        rows.append((LANES[2], row["published"], pd.NaT, *told, row["seen"]))
    columns = ["lane", "day", "ended", "when", "label", "source", "seen"]
    frame = pd.DataFrame(rows, columns=columns)
    frame["lane"] = pd.Categorical(frame["lane"], LANES, ordered=True)
    return frame.sort_values(["lane", "day"], kind="stable").reset_index(drop=True)
