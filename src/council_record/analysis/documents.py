"""The documents: how charts name and mark them."""

import pandas as pd

# Columns that hold a document's own words, besides the quote.
WORDINGS = ("purpose_wording", "period_wording", "baseline", "superlative", "superlative_of",
             "on_top_of")  # fmt: skip
_KINDS = {
    "council_page": "web page",
    "leader_column": "column",
    "newspaper": "news report",
    "press_release": "press release",
    "trade_press": "trade press",
}


def day(timestamp):
    """Return a day as 25 Mar 2019."""
    return f"{timestamp.day} {timestamp:%b %Y}"


def author(document):
    """Return who speaks: who signs a document, or published it, or the original of it."""
    for column in ("signed_by", "original_publisher"):
        if pd.notna(document.get(column)):
            return document[column]
    return document["publisher"]


def kind(document):
    """Return the kind of a document as charts name it, where it stood, and if a part was seen."""
    name = _KINDS.get(document["kind"]) or f"text on {document['publisher']}"
    if pd.notna(document.get("signed_by")):
        name += f" in {document['publisher']}"
    return f"{name} (part)" if document["seen"] == "excerpt" else name


def published(document):
    """Return the day a document was published, or the days or the month in which it was."""
    first, last = document["published"], document["published_latest"]
    if first == last:
        return day(first)
    if first.is_month_start and last == first + pd.offsets.MonthEnd():
        return f"{first:%b %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    return f"{day(first).removesuffix(f' {last.year}')} to {day(last)}"


def full_name(document):
    """Return author, kind and day of a document."""
    return f"{author(document)}, {kind(document)}, {published(document)}"


def marked_name(document):
    """Return author, kind and day of a document, marked as read in full or seen in part."""
    return marked(full_name(document), document["seen"] == "excerpt")


def marked(name, part):
    """Return a name after a filled mark, or after a hollow one if only a part was seen."""
    return f"{'◊' if part else '◆'}\N{NO-BREAK SPACE}{name}"


# How charts mark documents.
PARTS = f"{marked('read in full', False)}. {marked('seen in part only', True)}."


def in_order(documents):
    """Return the documents in order of publication; a day that is known comes first."""
    return documents.sort_values(["published", "published_latest", "document_id"])
