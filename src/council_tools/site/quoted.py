"""The claims as the pages show them: each amount with every document that gives it."""

import pandas as pd

from council_record.analysis import claims, documents
from council_record.text import capital

_KINDS = ("money", "percent", "points", "ratio", "count", "words")  # in the order of the page


def quoted(data):
    """Return each claim with its document, in order of publication."""
    about = data["documents"].set_index("document_id", drop=False)
    found = []
    for claim in claims.described(data["claims"], data["documents"]).to_dict("records"):
        document = about.loc[claim["document_id"]]
        told = f"{claim['figure_text']}: {claim['purpose_wording']}"
        if pd.isna(claim["figure_text"]):
            told = capital(f"{claim['superlative']} {claim['superlative_of']}")
        found.append(claim | {
            "name": told, "document": document, "day": documents.published(document),
            "appearances": list(_appearances(document)),
        })  # fmt: skip
    return found


def amounts(quoted):
    """Return the claims under their amounts, the largest sums first; superlatives come last.

    Each has what all of them are called, the place on the page, and the claims in order of
    publication.
    """
    groups = {}
    for claim in quoted:
        kind, amount = claim["measure"], claim["value"]
        if pd.isna(claim["figure_text"]):
            key, label = (_KINDS.index("words"), 0.0, ""), "Superlatives"
        elif kind in ("money", "percent"):
            key, label = (_KINDS.index(kind), -float(amount), ""), claims.label(pd.Series(claim))
        else:
            label = f"{claim['figure_text']} {claim['purpose_wording']}"
            key = (_KINDS.index(kind), 0.0, label)
        groups.setdefault(key, (label, []))[1].append(claim)
    ordered = [groups[key] for key in sorted(groups)]
    return [(label, f"amount-{number}", several)
            for number, (label, several) in enumerate(ordered, 1)]  # fmt: skip


def _appearances(document):
    """Yield the document in which a claim was read and the one that it republishes, if any."""
    day = documents.published(document)
    yield {
        "url": document["url"],
        "name": document["title"],
        "publisher": {"@type": "Organization", "name": document["publisher"]},
        "description": f"Published {day}, {document['published_basis']}",
    } | (
        {"datePublished": f"{document['published']:%Y-%m-%d}"}
        if document["published"] == document["published_latest"]
        else {}
    )
    if pd.notna(document["republishes"]):
        publisher = {"@type": "Organization", "name": document["original_publisher"]}
        yield {"url": document["republishes"], "publisher": publisher}
