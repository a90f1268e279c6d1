"""The documents: how charts name them, and whether quotes and figures stand in their texts."""

import hashlib

import pandas as pd

from . import mentions

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


def check(frames, folder, faults):
    """Note every quote and every figure that does not agree with the full texts.

    Parameters
    ----------
    frames : dict of str to DataFrame
        As returned by ``tables.read_all``.
    folder : Path
        Holds the texts; each is found by its SHA-256.
    faults : checks.Faults
        Where faults are noted.
    """
    texts = _texts(frames["documents"], folder, faults)
    events = frames["events"][frames["events"]["basis"] == "document"]
    quoting = {name: frames[name] for name in ("claims", "excluded", "statements")}
    quoting["events"] = events.assign(document_id=events["source"])
    for table, frame in quoting.items():
        columns = ["quote", *(name for name in WORDINGS if name in frame)]
        for _, row in frame[frame["document_id"].isin(texts)].iterrows():
            for column in columns:
                if pd.notna(row[column]) and row[column] != "unstated":
                    _check_wording(table, row, column, texts[row["document_id"]], faults)
    faults.lines += _not_accounted_for(frames, texts)


def _texts(documents, folder, faults):
    """Return the text of each document seen in full, found by its SHA-256."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    by_hash = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in files}
    texts = {}
    for _, row in documents[documents["seen"] == "full"].iterrows():
        if path := by_hash.get(row["sha256"]):
            try:
                texts[row["document_id"]] = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                faults.add("documents", row, "sha256", f"is that of {path.name}, which is not "
                           "UTF-8. Save the text as UTF-8")  # fmt: skip
        else:
            message = f"fits none of the {len(files)} files in {folder}. Put the saved text there"
            faults.add("documents", row, "sha256", message)
    return texts


def _check_wording(table, row, column, text, faults):
    times = len(mentions.places(row[column], text))
    document = row["document_id"]
    if not times:
        faults.add(table, row, column, f"does not stand in {document}. Allowed: its words exactly; "
                   "only white space and the form of quotation marks may differ")  # fmt: skip
    elif table == "excluded" and times != row["times"]:
        message = f"is not how often the quote stands in {document}. Allowed: {times}"
        faults.add(table, row, "times", message)


def _not_accounted_for(frames, texts):
    """Return one line for each figure of a document that is neither coded nor excluded."""
    columns = ["document_id", "quote", "figure_text"]
    coded = frames["claims"].dropna(subset="figure_text")
    accounted = pd.concat([coded[columns], frames["excluded"][columns]])
    lines = []
    for document_id, text in texts.items():
        text = mentions.plain(text)
        spans = set()
        for row in accounted[accounted["document_id"] == document_id].to_dict("records"):
            for start, _ in mentions.places(row["quote"], text):
                for mention in mentions.find(mentions.plain(row["quote"])):
                    if mention.text == mentions.plain(row["figure_text"]):
                        spans.add(start + mention.start)
        for mention in mentions.find(text):
            if mention.start not in spans:
                around = text[max(0, mention.start - 50) : mention.end + 50]
                lines.append(f'{document_id}: the figure "{mention.text}" in "... {around} ..." is '
                             "neither in claims.csv nor in excluded.csv. Code it, or exclude it "
                             "with a reason")  # fmt: skip
    return lines
