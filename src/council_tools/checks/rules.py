"""Check what a schema cannot say: dates in order, grades by framework, silence of excerpts.

A rule takes the tables and gives (table, column, mask, message) for each column that it looks at:
the mask is true for the rows at fault, the message one text or a Series of texts. See ``Faults``.
"""

from itertools import pairwise

import pandas as pd

from council_record.data import tables
from council_tools.checks import (
    amounts,
    consistency,
    overlap,
    package,
    published,
    quotes,
    selectors,
)
from council_tools.checks.faults import Faults


def check(council, documents_folder=None, *, thorough=True, write_selectors=False):
    """Return the faults of a council's tables, and notes on what is no fault, as ``Faults``.

    With a folder of the full texts, every quote is looked up in its document, and every figure of a
    document must be coded or excluded; if all agrees, selectors.csv is written where that is asked
    for. If not ``thorough``, tables that an import built are only checked to be as the import left
    them. A table that breaks its schema raises a DataError: the rules here need valid tables.
    """
    package.must_be_sound()
    frames = tables.load(tables.resources(council), thorough)
    faults = Faults(council, frames)
    for rule in (*amounts.RULES, *consistency.RULES, *RULES):
        faults.apply(rule(frames))
    faults.apply(published.rules(frames, council))
    faults.note(*overlap.told(frames["program_judgements"], frames["official_judgements"]))
    if documents_folder is not None:
        if write_selectors:
            frames["selectors"] = frames["selectors"].iloc[:0]
        texts = quotes.check(frames, documents_folder, faults)
        if write_selectors and not faults.lines:
            quotes.write_selectors(council, frames, texts)
    else:
        quotes.check_selectors(frames, {}, faults)
    return faults


def _alone(frames):
    """Check cells against others of the same row."""
    about = frames["documents"]
    republished, signed = (about["kind"] == kind for kind in ("republished", "leader_column"))
    message = "does not fit kind. Allowed: a value if kind is republished, else empty"
    for column in ("republishes", "original_publisher"):
        yield "documents", column, about[column].notna() != republished, message
    message = "does not fit kind. Allowed: empty, as kind is not republished"
    added = about["republisher_addition"].notna()
    yield "documents", "republisher_addition", added & ~republished, message
    message = "does not fit kind. Allowed: a name if kind is leader_column, else empty"
    yield "documents", "signed_by", about["signed_by"].notna() != signed, message
    stated = about["published_basis"] == "stated"
    other = about["published"] != about["published_latest"]
    message = "differs from published, but the day is stated. Allowed: that day"
    yield "documents", "published_latest", stated & other, message
    message = "is empty, but seen is full. Allowed: the SHA-256 of the saved text"
    yield "documents", "sha256", (about["seen"] == "full") & about["sha256"].isna(), message
    graded = frames["judgements"]
    both = graded["grade"].notna() != graded["missing_reason"].isna()
    message = "needs a grade or a missing_reason. Allowed: one of the two, not both"
    yield "judgements", "grade", both, message
    links = frames["crosswalk"]
    none = links["continuity"] == "none"
    message = "does not fit to_judgement. Allowed: none if that is empty, only then"
    yield "crosswalk", "continuity", none != links["to_judgement"].isna(), message
    beside = frames["comparisons"]
    none, without = beside["scope"] == "none", beside["line"].isna()
    message = "does not fit line. Allowed: none if that is empty, only then"
    yield "comparisons", "scope", none != without, message
    message = "does not fit line. Allowed: empty, as that is"
    yield "comparisons", "budget_line", none & without & beside["budget_line"].notna(), message


def _dates_in_order(frames):
    in_order = {
        "documents": ("published", "published_latest"),
        "inspections": ("started", "ended", "published"),
        "events": ("started", "ended"),
    }
    for table, columns in in_order.items():
        frame = frames[table]
        for earlier, later in pairwise(columns):
            day = frame[earlier].dt.strftime("%Y-%m-%d")
            message = f'is before {earlier} "' + day + '". Allowed: that day or later'
            yield table, later, frame[later] < frame[earlier], message


def _told_after_publication(frames):
    told = frames["statements"].merge(frames["documents"], how="left", on="document_id")
    report = frames["statements"].merge(frames["inspections"], how="left", on="inspection_id")
    early = told["published_latest"] < report["published"]
    message = "has a report published after the document. Allowed: one published by then"
    yield "statements", "inspection_id", early, message


def _given_by_framework(frames):
    """Check that a judgement is one that its framework gives, by the crosswalk."""
    crosswalk, graded = frames["crosswalk"], frames["judgements"].dropna(subset="grade")
    given = {
        pair
        for end in ("from", "to")
        for pair in zip(crosswalk[f"{end}_framework"], crosswalk[f"{end}_judgement"], strict=True)
        if pd.notna(pair[1])
    }
    frameworks = frames["inspections"].set_index("inspection_id")["framework"]
    own = graded["inspection_id"].map(frameworks).astype(str)
    allowed = {
        framework: ", ".join(sorted(name for one, name in given if one == framework)) or "none"
        for framework in frameworks.unique()
    }
    bad = [pair not in given for pair in zip(own, graded["judgement"], strict=True)]
    message = "is not given under " + own + ". Allowed: " + own.map(allowed)
    yield "judgements", "judgement", pd.Series(bad, graded.index, dtype=bool), message


def _event_sources(frames):
    events, known = frames["events"], sorted(frames["documents"]["document_id"])
    other = (events["basis"] == "document") & ~events["source"].isin(known)
    message = f"is not a document_id of documents.csv. Allowed: {', '.join(known)}"
    yield "events", "source", other, message


def _set_beside_return(frames):
    """Check that each amount and percentage was set beside a line of the return, and no other."""
    claims, compared = frames["claims"], frames["comparisons"]
    asked = claims["measure"].isin(["money", "percent"])
    lacking = asked & ~claims["claim_id"].isin(compared["claim_id"])
    message = "has no row in comparisons.csv. Add one: the nearest line, or scope none"
    yield "claims", "claim_id", lacking, message
    other = ~compared["claim_id"].isin(claims.loc[asked, "claim_id"])
    message = "is no amount and no percentage. Allowed: claims of money and per cent"
    yield "comparisons", "claim_id", other, message


def _silence(frames):
    """Check that no row takes the silence of an excerpt for that of the document.

    An excerpt has no text in which its words could be looked up: they must stand in its quotes.
    """
    about = frames["documents"].set_index("document_id")
    claims = frames["claims"]
    owners = claims.set_index("claim_id")["document_id"]
    for table, documents in {
        "claims": claims["document_id"],
        "comparisons": frames["comparisons"]["claim_id"].map(owners),
    }.items():
        seen = documents.map(about["seen"])
        wrong = seen.map({"excerpt": "unstated", "full": "unseen"})
        right = seen.map({"excerpt": "unseen", "full": "unstated"})
        message = "does not fit seen " + seen.astype(str) + ". Allowed: " + right.astype(str)
        message += ", or what is said"
        for column in frames[table].select_dtypes("str"):
            yield table, column, frames[table][column] == wrong, message
    part = claims[claims["document_id"].map(about["seen"]) == "excerpt"]
    words = part["quote"] + " … " + part["document_id"].map(about["title"]).astype(str)
    for column in quotes.WORDINGS:
        asked = part[column].dropna()
        asked = asked[~asked.isin(["unstated", "unseen"])]
        bad = [not selectors.places(text, words[row]) for row, text in asked.items()]
        message = "stands neither in the quote nor in the title. Allowed: words seen"
        yield "claims", column, pd.Series(bad, asked.index, dtype=bool), message
    told = frames["statements"]
    full = told["document_id"].map(about["seen"]) == "full"
    message = "is empty. Allowed: empty only for an excerpt, with the reason as note"
    yield "statements", "quote", told["quote"].isna() & (full | told["note"].isna()), message


RULES = (
    _alone,
    _dates_in_order,
    _told_after_publication,
    _given_by_framework,
    _event_sources,
    _set_beside_return,
    _silence,
)
