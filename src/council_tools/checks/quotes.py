"""The full texts of documents: whether quotes and figures stand in them, and where."""

import hashlib

import pandas as pd

import amounts_in_text
from council_record import paths
from council_record.data import safe_csv, tables
from council_tools import reading
from council_tools.checks import selectors
from council_tools.pipeline import atomic

# Columns that hold a document's own words, besides the quote.
WORDINGS = ("purpose_wording", "period_wording", "baseline", "superlative", "superlative_of",
             "on_top_of")  # fmt: skip
_ANEW = "Run: python -m council_tools check --documents FOLDER --selectors"


def check(frames, folder, faults):
    """Note every quote and every figure that does not agree with the full texts; return the texts.

    The folder holds them; each is found by its SHA-256, or, if it was saved anew, by its quotes.
    """
    quoting = _quoting(frames)
    texts = _texts(frames["documents"], quoting, folder, faults)
    for table, frame in quoting.items():
        columns = ["quote", *(name for name in WORDINGS if name in frame)]
        for _, row in frame[frame["document_id"].isin(texts)].iterrows():
            for column in columns:
                if pd.notna(row[column]) and row[column] != "unstated":
                    _check_wording(table, row, column, texts[row["document_id"]], faults)
    faults.extend(_not_accounted_for(frames, texts))
    check_selectors(frames, texts, faults)
    return texts


def _quoting(frames):
    """Return the tables that quote documents, each with the column document_id."""
    events = frames["events"][frames["events"]["basis"] == "document"]
    quoting = {name: frames[name] for name in ("claims", "excluded", "statements")}
    return quoting | {"events": events.assign(document_id=events["source"])}


def _texts(documents, quoting, folder, faults):
    """Return the text of each document seen in full.

    A file of another SHA-256 is taken where most of the quotes of a document stand in it; a note
    says so. White space and the like may then differ, and what else differs the checks tell.
    """
    files, notes = reading.files([folder]), []
    by_hash = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in files}
    full = documents[documents["seen"] == "full"]
    others = {path: None for digest, path in by_hash.items() if digest not in set(full["sha256"])}
    texts = {}
    for _, row in full.iterrows():
        document = row["document_id"]
        try:
            if path := by_hash.get(row["sha256"]):
                texts[document] = reading.read(path, notes)
                continue
        except tables.DataError as error:
            faults.extend(error.problems)
            continue
        own = pd.concat(frame[["document_id", "quote"]] for frame in quoting.values())
        own = own.loc[own["document_id"] == document, "quote"]
        stand = {
            path: sum(bool(selectors.places(quote, _text(path, others, faults))) for quote in own)
            for path in others
        }
        path = max(stand, key=stand.get, default=None)
        if path and 2 * stand[path] > len(own):
            texts[document] = others[path]
            faults.note(
                f"{document}: {path.name} has another SHA-256 than the text that was coded; "
                f"{stand[path]} of {len(own)} quotes stand in it"
            )
        else:
            message = f"fits none of the {len(files)} files in {folder}. Put the saved text there"
            faults.add("documents", row, "sha256", message)
    faults.note(*notes)
    return texts


def _text(path, known, faults):
    """Return the text of a file, read once; where it cannot be read, an empty one and a note."""
    if known[path] is None:
        try:
            known[path] = reading.read(path)
        except tables.DataError as error:
            known[path] = ""
            faults.note(*error.problems)
    return known[path]


def _check_wording(table, row, column, text, faults):
    times = len(selectors.places(row[column], text))
    document = row["document_id"]
    if not times:
        near = selectors.nearest(row[column], text)
        faults.add(table, row, column, f"does not stand in {document}. Allowed: its words exactly; "
                   "only white space, entities and the form of quotation marks may differ"
                   + (f'. Nearest there: "{near}"' if near else ""))  # fmt: skip
    elif table == "excluded" and times != row["times"]:
        message = f"is not how often the quote stands in {document}. Allowed: {times}"
        faults.add(table, row, "times", message)


def _selectors(frames, texts):
    """Return the selectors of every claim by its key."""
    found = {}
    for row in frames["claims"].to_dict("records"):
        exact = row["superlative"] if pd.isna(row["figure_text"]) else row["figure_text"]
        if pd.isna(exact):  # another rule says so
            continue
        text = texts.get(row["document_id"])
        found[row["claim_id"]] = selectors.selector(row["quote"], exact, text)
    return found


def check_selectors(frames, texts, faults):
    """Note selectors that are others than the claim and its document give.

    Without the text of a document only its places cannot be checked.
    """
    known = _selectors(frames, texts)
    documents = frames["claims"].set_index("claim_id")["document_id"]
    for _, row in frames["selectors"].iterrows():
        fitting = known[row["claim_id"]]._asdict() if row["claim_id"] in known else {}
        for column, value in fitting.items():
            given = None if pd.isna(row[column]) else row[column]
            seen = documents[row["claim_id"]] in texts or column not in ("start", "end")
            if seen and (given or None) != (value or None):
                faults.add("selectors", row, column, f"is not where the claim stands. {_ANEW}")
    missing = sorted(set(known) - set(frames["selectors"]["claim_id"]))
    if missing and len(frames["selectors"]):
        faults.about("selectors", f"has no row for {', '.join(missing)}. {_ANEW}")


def write_selectors(council, frames, texts):
    """Write selectors.csv: for each claim how it is found again, by its words and by its place."""
    rows = [(claim, *parts) for claim, parts in _selectors(frames, texts).items()]
    rows = pd.DataFrame(rows, columns=["claim_id", *selectors.Selector._fields], dtype=object)
    path = tables.resources(council)["selectors"]["path"]
    atomic.together({path: safe_csv.text(rows).encode()}, paths.CACHE)


def _not_accounted_for(frames, texts):
    """Return one line for each figure of a document that is neither coded nor excluded."""
    columns = ["document_id", "quote", "figure_text"]
    coded = frames["claims"].dropna(subset="figure_text")
    accounted = pd.concat([coded[columns], frames["excluded"][columns]])
    lines = []
    for document_id, text in texts.items():
        text = selectors.plain(text)
        spans = set()
        for row in accounted[accounted["document_id"] == document_id].to_dict("records"):
            for start, _ in selectors.places(row["quote"], text):
                for mention in amounts_in_text.find(selectors.plain(row["quote"])):
                    if mention.text == selectors.plain(row["figure_text"]):
                        spans.add(start + mention.start)
        for mention in amounts_in_text.find(text):
            if mention.start not in spans:
                around = text[max(0, mention.start - 50) : mention.end + 50]
                lines.append(f'{document_id}: the figure "{mention.text}" in "... {around} ..." is '
                             "neither in claims.csv nor in excluded.csv. Code it, or exclude it "
                             "with a reason")  # fmt: skip
    return lines
