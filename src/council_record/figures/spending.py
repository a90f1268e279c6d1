"""Charts of notebook 03: how spending was described, document by document."""

from itertools import zip_longest

from council_record.analysis.claims import ATTRIBUTES, NOT_SEEN, NOT_STATED, years
from council_record.analysis.documents import (
    PARTS,
    author,
    in_order,
    kind,
    marked,
    marked_name,
    published,
)
from council_record.figures import style
from council_record.figures.columns import INSET, Cell, draw
from council_record.figures.style import CONTEXT, MARGIN, WIDTH

# Columns of the chart of figures by document: what is named there, wide beside narrow.
_SERVICES = {
    "childrens_services": "children’s services",
    "children_and_young_people": "children and young people",
    "youth_services": "youth services",
    "others": "special needs and others",
}
_NOT_SEEN = "Not seen: the part that was seen does not say."


@style.house()
def figures_by_document(described, documents):
    """Draw each figure of each document with its wording, in a column of the service named.

    Parameters
    ----------
    described : DataFrame
        As returned by ``claims.described``.
    documents : DataFrame
        All documents, also those without a figure.

    Returns
    -------
    Figure
    """
    figures = described.dropna(subset="figure_text")
    column = figures["service"].where(figures["service"].isin(_SERVICES), "others")
    ordered = in_order(documents)
    blocks, first = [], []  # first: the rows with which documents begin, but for years
    for each, group in ordered.groupby(ordered["published"].dt.year):
        rows = []
        for document in group.to_dict("records"):
            own = figures["document_id"] == document["document_id"]
            told = [[_figure(claim) for claim in figures[own & (column == name)].to_dict("records")]
                    for name in _SERVICES]  # fmt: skip
            if not own.any():
                words = "no figure" if document["seen"] == "full" else "no figure seen"
                told[0] = [Cell(words, "quiet")]
            first += [bool(rows), *[False] * (max(map(len, told)) - 1)]
            names = [_source(document)]
            names[0].detail = names[0].detail.removesuffix(f" {each}")
            rows += [list(row) for row in zip_longest(names, *told, fillvalue=Cell(""))]
        blocks.append((str(each), rows))
    key = (
        f"{PARTS} Columns: the service that the words name, not where money went. Bold: a figure "
        "that no earlier document here gives; not bold: one does. Reworded: for something else, "
        "other years or in another sense. Another sum: the same amount, other money."
    )
    edges = [MARGIN, 1.8, 2.95, 4.4, 5.8, WIDTH - MARGIN + INSET]
    figure, axes, spans = draw(blocks, edges, heads=["", *_SERVICES.values()], key=key, pad=0.045)
    for begins, (top, _) in zip(first, spans, strict=True):
        if begins:
            axes.plot([MARGIN, WIDTH - MARGIN], [top, top], color=CONTEXT, linewidth=0.4)
    return figure


def _source(document):
    """Return a cell with who speaks, and under it the kind and the day of the document."""
    about = f"{kind(document)}, {published(document)}"
    name = marked(author(document), document["seen"] == "excerpt")
    return Cell(name, detail=about, size=9.5)


def _figure(claim):
    looks = {"again": "plain", "again, reworded": "other"}
    told = [claim["purpose"], years(claim), claim["recurrence"]]
    told += ["fall"] if claim["flow"] == "fall" else []
    detail = ", ".join(word for word in told if word not in (NOT_STATED, NOT_SEEN, "one year"))
    again = claim["seen"].removeprefix("again").removeprefix(", ")
    detail += f" ({again})" if again else ""
    return Cell(claim["figure_text"], looks.get(claim["seen"], "strong"), detail, size=10.5)


@style.house()
def wording_of_a_figure(recurring, documents):
    """Draw the same figure from document to document, with the changed wording filled.

    Parameters
    ----------
    recurring : DataFrame
        As returned by ``claims.recurring``.
    documents : DataFrame
        Publisher, kind and day of each document.

    Returns
    -------
    Figure
    """
    attributes = [name for name in ATTRIBUTES if name != "baseline"]
    about = {row["document_id"]: row for row in documents.to_dict("records")}
    blocks = []
    for _, group in sorted(recurring.groupby("family", sort=False), key=_most_changed):
        first, rows, before = group.iloc[0], [], None
        for _, cells in group.groupby("claim_id", sort=False):
            told = cells.iloc[0]
            document = about[told["document_id"]]
            name = _source(document)
            if told["same_figure"] and told["document_id"] == before:
                name = Cell("the same document", "quiet")
            if (" or more" in told["figure_text"]) != (" or more" in first["figure_text"]):
                name.detail += f", here {told['figure_text']}"
            if not told["same_figure"]:
                words = f"Another {told['figure_text']}: {author(document)}"
                name.words, name.look = marked(words, told["part"]), "other"
            words = zip(cells["wording"], cells["attribute"], cells["changed"], strict=True)
            rows.append([name, *(_wording(*cell) for cell in words)])
            before = told["document_id"]
        blocks.append((f"{first['figure_text']}, {first['wording']}", rows))
    key = (
        f"{PARTS} Filled: other words for what it is for, or another meaning, than where it was "
        "last told above. In quotation marks: the documents’ own words; the rest is coded from "
        f"them. Another: the same amount, but other money. {_NOT_SEEN}"
    )
    left = 2.05
    room = (WIDTH - MARGIN - left) / len(attributes)
    edges = [MARGIN, *(left + number * room for number in range(len(attributes) + 1))]
    heads = ["", *(ATTRIBUTES[name] for name in attributes)]
    return draw(blocks, edges, heads=heads, key=key, pad=0.09)[0]


def _most_changed(family):
    """Return a key that sorts figures: first those told of several services, or most changed."""
    _, group = family
    services = group.loc[group["same_figure"] & (group["service"] != "unseen"), "service"]
    return services.nunique() == 1, -group["changed"].sum()


def _wording(text, attribute, changed):
    quiet = text in (NOT_STATED, NOT_SEEN)
    if attribute in ("purpose", "period") and not quiet:
        text = f"“{text}”"
    return Cell(text, "filled" if changed else "quiet" if quiet else "plain")


@style.house()
def superlatives(rows, documents):
    """Draw the superlatives one under the other: the word, of what, since when, said by whom.

    Parameters
    ----------
    rows : DataFrame
        As returned by ``claims.superlatives``.
    documents : DataFrame
        Publisher, kind and day of each document.

    Returns
    -------
    Figure
    """
    blocks = []
    about = {row["document_id"]: row for row in documents.to_dict("records")}
    how = {"quoted": "quoting", "reported": "reporting", "unseen": "in words of"}
    for row in rows.to_dict("records"):
        heading = marked_name(about[row["document_id"]])
        if row["voice"] != "own":
            heading += f", {how[row['voice']]} {row['speaker']}"
        look = "quiet" if row["amounts"] in ("none", NOT_SEEN) else "plain"
        line = [Cell(row["superlative"], "strong", size=11), Cell(row["superlative_of"], size=11),
                Cell(row["baseline"], size=11), Cell(row["amounts"], look, size=11)]  # fmt: skip
        blocks.append((heading, [line]))
    without = documents[~documents["document_id"].isin(rows["document_id"])]
    key = (
        f"{PARTS} In the documents’ own words. Amounts: those given for the same period as the "
        f"superlative. {_NOT_SEEN}"
    )
    if len(without):
        seen = without["seen"].value_counts()
        key += (
            f" Without a superlative: {seen.get('full', 0)} of those read in full and what was "
            f"seen of {seen.get('excerpt', 0)} others."
        )
    heads = ["superlative", "of what", "compared with", "with amounts"]
    return draw(blocks, [MARGIN, 0.97, 3.75, 5.0, WIDTH - 0.02], heads=heads, key=key)[0]


@style.house()
def left_unsaid(unsaid, documents):
    """Draw figure by attribute: what documents state, what they do not, and what was not seen.

    Parameters
    ----------
    unsaid : DataFrame
        As returned by ``claims.left_unsaid``.
    documents : DataFrame
        Publisher, kind and day of each document.

    Returns
    -------
    Figure
    """
    if unsaid.empty:
        return draw([], [MARGIN, WIDTH - MARGIN], key="No amount of money and no percentage.")[0]
    attributes = [name for name in ATTRIBUTES if name != "purpose"]
    names = {row["document_id"]: marked_name(row) for row in documents.to_dict("records")}
    asked = unsaid[~unsaid["part"] & (unsaid["said"] != "does not apply")]
    counts = []
    for name in attributes:
        said = asked.loc[asked["attribute"] == name, "said"]
        counts.append(Cell(f"{(said == 'stated').sum()} of {len(said)}", "strong", size=10.5))
    head = marked("Stated, of those read in full that it applies to", False)
    blocks = [(head, [[Cell(""), Cell(""), *counts]])]
    for document, group in unsaid.groupby("document_id", sort=False):
        rows = []
        for _, cells in group.groupby("claim_id", sort=False):
            told = [_said(*cell) for cell in zip(cells["said"], cells["wording"], strict=True)]
            figure, purpose = cells[["figure_text", "purpose"]].iloc[0]
            rows.append([Cell(figure, "strong"), Cell(purpose), *told])
        blocks.append((names[document], rows))
    key = (
        f"{PARTS} Filled: the document states it; the words in the boxes are coded from its own. "
        f"Pale: read in full, it does not. {_NOT_SEEN} A dash: the question does not apply."
    )
    heads = ["", "", *(ATTRIBUTES[name] for name in attributes)]
    left = 2.5
    room = (WIDTH - left - MARGIN) / len(attributes)
    edges = [MARGIN, 1.02, *(left + number * room for number in range(len(attributes) + 1))]
    return draw(blocks, edges, heads=heads, key=key, centred=2)[0]


def _said(said, wording):
    look = {"stated": "filled", NOT_STATED: "tinted"}.get(said, "quiet")
    return Cell("–" if said == "does not apply" else wording, look)
