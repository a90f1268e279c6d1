"""Sentences of notebook 03: how spending was described."""

from council_record.analysis.claims import ATTRIBUTES
from council_record.text import capital, listed, many, number, of, span, verb


def spending_answer(described, recurring, unsaid, council):
    """Return the answer of notebook 03 in two sentences."""
    figures = described["figure_text"].notna()
    parts = described["part"].any()
    first = (
        f"The documents read on {council} give {figures.sum()} figures and "
        f"{(~figures).sum()} superlatives about its services for children"
    )
    if parts:
        counts = (figures & described["part"]).sum(), (~figures & described["part"]).sum()
        first += f", {counts[0]} and {counts[1]} of them in documents seen in part"
    twice = recurring[~recurring["same_figure"]]
    changed = [_changed_figure(recurring), *_narrowed(recurring)]
    first += "".join(f"; {told}" for told in changed if told)
    if len(twice):
        first += f"; {twice['figure_text'].iloc[0]} stands for two different sums"
    figures, (flow, _), (based, asked) = _states(unsaid, "flow", "baseline")
    second = (
        f"Of {figures} amounts and percentages{' in those read in full' if parts else ''}, "
        f"{of(flow)} {verb(flow, 'says', 'say')} whether they are extra, a total or a change"
    )
    if asked:
        second += (
            f"; of the {number(asked)} that are said to be an addition or a change, {of(based)} "
            f"{verb(based, 'says', 'say')} what it is measured from"
        )
    return f"{first}. {second}."


def _states(unsaid, *attributes):
    """Return how many figures documents read in full give, and of each attribute (stated, asked).

    What an excerpt does not say may stand in the rest of the document.
    """
    told, unsaid = [], unsaid[~unsaid["part"]]
    differs = unsaid["wording"].isin(["extra", "change", "fall"])
    flow = unsaid[(unsaid["attribute"] == "flow") & differs]
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


def _narrowed(recurring):
    """Yield which figures are for children and young people first and for youth services later."""
    purposes = recurring[(recurring["attribute"] == "purpose") & recurring["same_figure"]]
    for _, group in purposes.groupby("family", sort=False):
        wide = group[group["service"] == "children_and_young_people"].head(1)
        later = group[(group["service"] == "youth_services") & (group.index > wide.index.min())]
        ends = [*wide.to_dict("records"), *later.head(1).to_dict("records")]
        if len(ends) == 2:
            told = (f"for “{end['wording']}” in {end['published']:%B %Y}" for end in ends)
            yield f"{ends[0]['figure_text']} is {listed(told)}"


def _read(documents):
    """Return how many documents were read in full and in part, in words; nothing if all in full."""
    parts = (documents["seen"] == "excerpt").sum()
    full = many(len(documents) - parts, "document", digits=True)
    return f" ({full} read in full, {parts} in part)" if parts else ""


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
        "subtitle": f"Figures on spending and staff for children, by service named: {council}, "
        f"documents of {span(documents['published'])}",
        "alt": f"Table of {len(figures)} figures, one row per document{_read(documents)} and one "
        f"column per service that the words name. {lists}.",
    }


def wording_of_a_figure(recurring, documents, council):
    """Describe the chart of the same figure from document to document."""
    same = recurring[recurring["same_figure"]]
    changed = same[same["changed"]]
    families = same["family"].nunique()
    reworded = changed["family"].nunique()
    names = same.drop_duplicates("family").set_index("family")["figure_text"]
    told = "; ".join(
        f"{names[family]}: {listed(ATTRIBUTES[name] for name in group['attribute'].unique())}"
        for family, group in changed.groupby("family", sort=False)
    )
    return {
        "title": f"{capital(many(families, 'figure'))} {'recurs' if families == 1 else 'recur'}; "
        f"the wording of {'all' if reworded == families > 1 else of(reworded)} changes",
        "subtitle": f"The same figure from document to document: {council}, documents of "
        f"{span(documents['published'])}",
        "alt": f"Table of {families} figures that more than one document gives "
        f"({listed(names)}), one row per document{_read(documents)}, with changed "
        "wording filled. "
        f"Changed: {told or 'nothing'}.",
    }


def superlatives(rows, documents, council):
    """Describe the chart of superlatives."""
    objects, since = rows["superlative_of"].nunique(), rows["baseline"].unique()
    said = "; ".join(
        f"{row['superlative']} {row['superlative_of']} ({row['published']:%B %Y})"
        for row in rows.to_dict("records")
    )
    full = rows[~rows["part"]]
    without = (full["amounts"] == "none").sum()
    which = f"{number(len(full))}{'' if len(full) == len(rows) else ' in documents read in full'}"
    return {
        "title": f"{capital(many(len(rows), 'superlative'))}, {many(objects, 'wording')} of "
        "what is meant",
        "subtitle": f"Who said biggest, largest or greatest, and of what: {council}, "
        f"documents of {span(documents['published'])}",
        "alt": f"Lines of text set one under the other: {said}. Compared with: "
        f"{listed(since)}; {of(int(without))} of {which} come without an amount.",
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
        "alt": f"Grid of {unsaid['claim_id'].nunique()} amounts and percentages"
        f"{_read(documents)} by five attributes, filled where the document states it. How many "
        f"state it, of those read in full to which it applies: {counts}.",
    }
