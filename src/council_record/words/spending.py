"""Sentences of notebook 03: how spending was described."""

from ..claims import ATTRIBUTES
from ..grammar import capital, listed, many, number, of, span


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
