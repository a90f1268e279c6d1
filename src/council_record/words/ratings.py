"""Sentences of notebook 01: one council's grades, and the documents that told them."""

import pandas as pd

from council_record.data.tables import labels
from council_record.text import capital, headline, listed, many, number, of, short, span, verb

_WEEK = pd.Timedelta(days=7)


def _overall(areas):
    """Return the judgements of overall effectiveness in time, grades still ordered."""
    return areas[areas["area"] == "overall_effectiveness"].sort_values("started")


def ratings_answer(areas, moves, council):
    """Return the answer of notebook 01 in two sentences."""
    overall = _overall(areas).to_dict("records")
    history = listed(f"{record['grade']} in {record['started'].year}" for record in overall)
    latest = areas[areas["started"] == areas["started"].max()].drop_duplicates("judgement")
    best = latest["grade"].max()
    first = f"Ofsted judged the overall effectiveness of {council}’s children’s services {history}."
    move = "There was one inspection, and so no move"
    if len(moves):
        move = "No grade moved"
    if moves["steps"].any():
        steepest = moves.loc[moves["steps"].abs().idxmax()]
        move = (
            f"The largest move in any area was in {_area(steepest['area'])}, "
            f"{_direction(steepest['steps'])} from {steepest['from_grade']} in "
            f"{steepest['from_started'].year}{_shared(steepest)} to {steepest['to_grade']} in "
            f"{steepest['to_started'].year}"
        )
    at_best = (latest["grade"] == best).sum()
    return (
        f"{first} {move}; at the latest inspection {at_best} of {len(latest)} judgements "
        f"{verb(at_best, 'was', 'were')} {best}."
    )


def _area(area):
    return labels("crosswalk", "area")[area].lower()


def _shared(move):
    return " (one grade for children in care and care leavers)" if move["from_shared"] else ""


def _direction(steps):
    return f"{'up' if steps > 0 else 'down'} {many(abs(steps), 'grade')}"


def judgement_grades(areas, council):
    """Describe the chart of grades at each inspection."""
    overall = _overall(areas)
    lowest = overall.loc[overall["grade"].cat.codes.idxmin()]
    latest = overall.iloc[-1]
    shorter = title = f"{short(latest['grade'])} overall in {latest['started'].year}"
    if overall["grade"].iloc[-1] != overall["grade"].min():
        title = (
            f"{short(lowest['grade'])} overall in {lowest['started'].year}, "
            f"{short(latest['grade'])} in {latest['started'].year}"
        )
        shorter = title.replace(" in ", " ")
    tracks = "; ".join(
        f"{_area(area)} "
        + ", ".join(f"{short(r['grade'])} {r['started'].year}" for r in group.to_dict("records"))
        for area, group in areas.groupby("area", sort=False)
    )
    return {
        "title": headline(council, title, shorter),
        "subtitle": f"Ofsted grade at each inspection, by judgement area: {council}, "
        f"{span(areas['started'])}",
        "alt": f"Step charts, one for each of {number(areas['area'].nunique())} judgement areas, "
        f"of the grade at each inspection of {council}. {capital(tracks)}.",
    }


def grade_moves(moves, council):
    """Describe the chart of moves between inspections."""
    steepest = moves.loc[moves["steps"].abs().idxmax()]
    up, down = (moves["steps"] > 0).sum(), (moves["steps"] < 0).sum()
    still = len(moves) - up - down
    title, largest = f"No grade of {council} moved", "No grade moved."
    if steepest["steps"]:
        area, way = _area(steepest["area"]), _direction(steepest["steps"])
        first, last = (steepest[f"{end}_started"].year for end in ("from", "to"))
        rose = way.replace("up", "rose").replace("down", "fell")
        title = f"{capital(area)} {rose}, {first} to {last}"
        if steepest["from_shared"]:
            title = f"{capital(area)}: {way.rsplit(' ', 1)[0]} from a shared grade, {last}"
        largest = (
            f"The largest is {area}, {way} from {steepest['from_grade']}{_shared(steepest)} to "
            f"{steepest['to_grade']}."
        )
    starts, ends = moves["from_started"].dt.year, moves["to_started"].dt.year
    spans = [f"{a} to {b}" for a, b in dict.fromkeys(zip(starts, ends, strict=True))]
    shared = int(moves["shared"].sum())
    twice = ""
    if shared:
        twice = f"; {number(shared)} of them are one move of a grade that areas share"
    if since := int(moves["from_shared"].sum()):
        begin = verb(since, "starts", "start")
        twice += f"; {number(since)} {begin} from a grade that areas shared"
    return {
        "title": title,
        "subtitle": f"How far each grade moved from inspection to inspection: {council}, "
        f"{starts.min()} to {ends.max()}",
        "alt": f"Arrow chart of {len(moves)} moves between consecutive inspections "
        f"({listed(spans)}): {up} up, {down} down, {still} without change; "
        f"{moves['crosses_break'].sum()} cross a change of framework{twice}. {largest}",
    }


def timeline(entries, inspections, documents, council):
    """Describe the chart of inspections, budgets and documents on one time axis."""
    inspected, decided, described = entries["lane"].value_counts(sort=False)
    first, last = entries["day"].min().year, entries["day"].max().year
    soon = sum(
        ((inspections["published"] <= day) & (inspections["published"] > day - _WEEK)).any()
        for day in documents["published_latest"]
    )
    which = "All" if soon == described else f"{capital(of(soon))} of"
    parts = (documents["seen"] == "excerpt").sum()
    near = f"{which} {many(described, 'document')} appeared within a week of reports"
    return {
        "title": near,
        "subtitle": f"When {council} was inspected, what was decided and what was described, "
        f"{first} to {last}",
        "alt": f"Time axis from {first} to {last} in three columns: {inspected} inspections and "
        f"visits, {decided} entries on council and government, {described} documents"
        f"{f', {number(parts)} of them seen in part' if parts else ''}. {near} by Ofsted.",
    }


def grades_documents_stated(grid, council):
    """Describe the chart of grades that documents state beside the official record."""
    asked = grid[grid["official"].notna()]
    full, parts = asked[~asked["part"]], asked[asked["part"]]
    ways = ("stated", "implied", "not stated")
    stated, implied, left = (int((full["how"] == how).sum()) for how in ways)
    others = ""
    if len(parts):
        told, hinted = ((parts["how"] == how).sum() for how in ways[:2])
        count = number(parts["document_id"].nunique())
        others = f"; the parts seen of {count} others state {told} and imply {hinted}"
    wrong = asked[asked["told"].notna() & (asked["told"] != asked["official"])]
    agree = (
        "Every grade told agrees with the official record"
        if wrong.empty
        else (f"{capital(number(len(wrong)))} of the grades told differ from the official record")
    )
    return {
        "title": f"Of {len(full)} grades, documents state {stated} and imply {implied}",
        "subtitle": f"Grades that each document states, beside Ofsted’s: {council}",
        "alt": f"Grid of {full['document_id'].nunique()} documents read in full by judgement "
        f"area under Ofsted’s own grades: {stated} stated, {implied} implied, {left} not "
        f"stated{others}. {agree}.",
    }
