"""Sentences computed from frames: answers, headlines, subtitles and text alternatives.

Every number that a reader meets in the notebooks comes from here, none is typed into prose. Each
function named after a chart returns the ``title``, ``subtitle`` and ``alt`` of that chart.
"""

import pandas as pd

from .claims import ATTRIBUTES
from .grammar import capital, headline, listed, many, number, of, short, span
from .tables import labels

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
        steepest = moves.loc[moves["steps"].abs().idxmax()]
        move = (
            f"The largest move in any area was in {_area(steepest['area'])}, "
            f"{_direction(steepest['steps'])} from {steepest['from_grade']} in "
            f"{steepest['from_started'].year} to {steepest['to_grade']} in "
            f"{steepest['to_started'].year}"
        )
    return (
        f"{first} {move}; at the latest inspection {(latest['grade'] == best).sum()} of "
        f"{len(latest)} judgements were {best}."
    )


def _area(area):
    return labels("crosswalk", "area")[area].lower()


def _direction(steps):
    return f"{'up' if steps > 0 else 'down'} {many(abs(steps), 'grade')}" if steps else "unmoved"


def judgement_grades(areas, council):
    """Describe the chart of grades at each inspection."""
    overall = _overall(areas)
    lowest = overall.loc[overall["grade"].cat.codes.idxmin()]
    latest = overall.iloc[-1]
    title = f"{short(latest['grade'])} overall in {latest['started'].year}"
    if overall["grade"].iloc[-1] != overall["grade"].min():
        title = (
            f"{short(lowest['grade'])} overall in {lowest['started'].year}, "
            f"{short(latest['grade'])} in {latest['started'].year}"
        )
    tracks = "; ".join(
        f"{_area(area)} "
        + ", ".join(f"{short(r['grade'])} {r['started'].year}" for r in group.to_dict("records"))
        for area, group in areas.groupby("area", sort=False)
    )
    return {
        "title": headline(council, title),
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
    rose = "rose" if steepest["steps"] > 0 else "fell"
    title = f"No grade of {council} moved"
    if steepest["steps"]:
        title = (
            f"{capital(_area(steepest['area']))} {rose} "
            f"{many(abs(steepest['steps']), 'grade')}, {steepest['from_started'].year} to "
            f"{steepest['to_started'].year}"
        )
    starts, ends = moves["from_started"].dt.year, moves["to_started"].dt.year
    spans = [f"{a} to {b}" for a, b in dict.fromkeys(zip(starts, ends, strict=True))]
    shared = int(moves["shared"].sum())
    twice = f"; {number(shared)} of them are one move of a grade that areas share" if shared else ""
    return {
        "title": title,
        "subtitle": f"How far each grade moved from inspection to inspection: {council}, "
        f"{starts.min()} to {ends.max()}",
        "alt": f"Arrow chart of {len(moves)} moves between consecutive inspections "
        f"({listed(spans)}): {up} up, {down} down, {still} without change; "
        f"{moves['crosses_break'].sum()} cross a change of framework{twice}. The largest is "
        f"{_area(steepest['area'])}, {_direction(steepest['steps'])} from "
        f"{steepest['from_grade']} to {steepest['to_grade']}.",
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
    near = f"{which} {many(described, 'document')} appeared within a week of reports"
    return {
        "title": near,
        "subtitle": f"When {council} was inspected, what was decided and what was described, "
        f"{first} to {last}",
        "alt": f"Time axis from {first} to {last} in three columns: {inspected} inspections and "
        f"visits, {decided} entries on council and government, {described} documents. {near} by "
        "Ofsted.",
    }


def grades_documents_stated(grid, council):
    """Describe the chart of grades that documents state beside the official record."""
    asked = grid[grid["official"].notna()]
    counts = asked["how"].value_counts()
    stated, implied, left = (int(counts.get(how, 0)) for how in ("stated", "implied", "not stated"))
    wrong = asked[asked["told"].notna() & (asked["told"] != asked["official"])]
    agree = (
        "Every grade told agrees with the official record"
        if wrong.empty
        else (f"{capital(number(len(wrong)))} of the grades told differ from the official record")
    )
    return {
        "title": f"Of {len(asked)} grades, documents state {stated} and imply {implied}",
        "subtitle": f"Grades that each document states, beside Ofsted’s: {council}",
        "alt": f"Grid of {asked['document_id'].nunique()} documents by judgement area under "
        f"Ofsted’s own grades: {stated} stated, {implied} implied, {left} not stated. {agree}.",
    }


def spending_answer(described, recurring, unsaid, council):
    """Return the answer of notebook 03 in two sentences."""
    figures = described["figure_text"].notna()
    first = (
        f"The documents read on {council} give {figures.sum()} figures and "
        f"{(~figures).sum()} superlatives about its services for children"
    )
    changed = _changed_figure(recurring)
    twice = recurring[~recurring["same_figure"]]
    if changed:
        first += f"; {changed}"
    if len(twice):
        first += f"; {twice['figure_text'].iloc[0]} stands for two different sums"
    figures, (flow, _), (based, asked) = _states(unsaid, "flow", "baseline")
    return (
        f"{first}. Of {figures} amounts and percentages, {of(flow)} say whether they are "
        f"extra, a total or a change; of the {number(asked)} that are said to be an addition or a "
        f"change, {of(based)} {'says' if based == 1 else 'say'} what it is measured from."
    )


def _states(unsaid, *attributes):
    """Return how many figures there are, and of each attribute (stated, asked)."""
    told = []
    flow = unsaid[(unsaid["attribute"] == "flow") & unsaid["wording"].isin(["extra", "change"])]
    differing = unsaid["claim_id"].isin(flow["claim_id"])
    for name in attributes:
        asked = differing if name == "baseline" else True
        said = unsaid.loc[(unsaid["attribute"] == name) & asked, "said"]
        told.append((int((said == "stated").sum()), int((said != "does not apply").sum())))
    return unsaid["claim_id"].nunique(), *told


def _changed_figure(recurring):
    """Return what changed in the figure whose recurrence changed, or None."""
    once = recurring[(recurring["attribute"] == "recurrence") & recurring["same_figure"]]
    for family in once.loc[once["changed"], "family"]:
        group = once[once["family"] == family]
        before, after = group.iloc[0], group[group["changed"]].iloc[0]
        years = [claim.published.year for claim in (before, after)]
        return (
            f"{before['figure_text']} is money of {before['wording']} in {years[0]} and of "
            f"{after['wording']} in {years[1]}"
        )
    return None


def figures_by_document(described, documents, council):
    """Describe the chart of each figure in each document."""
    figures = described.dropna(subset="figure_text")
    each = figures.groupby("document_id", sort=False)
    again = int(figures["seen"].str.startswith("again").sum())
    lists = "; ".join(
        f"{group['author'].iloc[0]}, {group['published'].iloc[0]:%B %Y}: "
        f"{', '.join(group['figure_text'])}"
        for _, group in each
    )
    return {
        "title": f"{len(figures)} figures in {many(each.ngroups, 'document')}, "
        f"{of(again)} of them repeated",
        "subtitle": f"Figures on spending and staff for children, with their years: {council}, "
        f"documents of {span(documents['published'])}",
        "alt": f"List of {len(figures)} figures by document, with a strip that shows which "
        f"financial years each amount covers. {lists}.",
    }


def wording_of_a_figure(recurring, documents, council):
    """Describe the chart of the same figure from document to document."""
    same = recurring[recurring["same_figure"]]
    changed = same[same["changed"]]
    families = same["family"].nunique()
    names = {row["family"]: row["figure_text"] for row in same.iloc[::-1].to_dict("records")}
    told = "; ".join(
        f"{names[family]}: {listed(ATTRIBUTES[name] for name in group['attribute'].unique())}"
        for family, group in changed.groupby("family", sort=False)
    )
    return {
        "title": f"{capital(many(families, 'figure'))} {'recurs' if families == 1 else 'recur'}; "
        f"the wording of {of(changed['family'].nunique())} changes",
        "subtitle": f"The same figure from document to document: {council}, documents of "
        f"{span(documents['published'])}",
        "alt": f"Table of {families} figures that more than one document gives "
        f"({listed(names.values())}), one row per document, with changed wording filled. "
        f"Changed: {told or 'nothing'}.",
    }


def superlatives(rows, documents, council):
    """Describe the chart of superlatives."""
    objects, since = rows["superlative_of"].nunique(), rows["baseline"].unique()
    said = "; ".join(
        f"{row['superlative']} {row['superlative_of']} ({row['published']:%B %Y})"
        for row in rows.to_dict("records")
    )
    without = (rows["amounts"] == "none").sum()
    return {
        "title": f"{capital(many(len(rows), 'superlative'))}, {many(objects, 'wording')} of "
        "what is meant",
        "subtitle": f"Who said biggest, largest or greatest, and of what: {council}, "
        f"documents of {span(documents['published'])}",
        "alt": f"Lines of text set one under the other: {said}. Measured from: "
        f"{listed(since)}; {of(int(without))} of {number(len(rows))} come without an amount.",
    }


def left_unsaid(unsaid, documents, council):
    """Describe the chart of what the wording of each figure leaves open."""
    names = list(unsaid["attribute"].unique())
    figures, *told = _states(unsaid, *names)
    counts = "; ".join(
        f"{ATTRIBUTES[name]} {stated} of {asked}"
        for name, (stated, asked) in zip(names, told, strict=True)
    )
    flow, _ = told[names.index("flow")]
    return {
        "title": f"{capital(of(flow))} of {figures} figures say if extra, total or change",
        "subtitle": f"What the wording of each amount and percentage states: {council}, "
        f"documents of {span(documents['published'])}",
        "alt": f"Grid of {figures} amounts and percentages by five attributes, filled where the "
        f"document states it. How many state it, of those to which it applies: {counts}.",
    }


def sources(inspections):
    """Return the line for the foot of charts drawn from inspection reports."""
    graded = inspections[~inspections["framework"].str.startswith("area-send")]
    days = listed(f"{day.day} {day:%B %Y}" for day in graded["published"].sort_values())
    latest = inspections["published"].max()
    return (
        f"Ofsted inspection reports published {days}, read by hand; as at "
        f"{latest.day} {latest:%B %Y}."
    )


def timeline_sources(events):
    """Return the line for the foot of the time axis."""
    releases = events.loc[events["basis"] == "official_release", "source"].unique()
    named = "; ".join(["Ofsted inspection reports", *releases])
    return (
        f"{named}; council pages and press reports, some seen as excerpts. The source of each "
        "entry stands in the data of this figure."
    )


def documents_read(documents):
    """Return the line for the foot of charts drawn from documents."""
    full = int((documents["seen"] == "full").sum())
    publishers = listed(pd.unique(documents.sort_values("published")["publisher"]))
    read = "all" if full == len(documents) else number(full)
    return (
        f"{capital(many(len(documents), 'document'))} published by {publishers}, {read} read "
        "in full; their addresses and the words quoted stand in the data of the project."
    )
