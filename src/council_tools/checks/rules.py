"""Check what a schema cannot say: figures against quotes, dates in order, grades by framework."""

from decimal import Decimal
from itertools import pairwise

import pandas as pd

import amounts_in_text as mentions
from council_record.analysis import documents
from council_record.analysis import ratings as judgements
from council_record.data import tables
from council_tools.checks import quotes as full_texts
from council_tools.checks import selectors as quotes


class Faults:
    """Collects faults as lines that name file, row, column and value."""

    def __init__(self, council):
        self._resources = tables.resources(council)
        self.lines, self.notes = [], []

    def add(self, table, row, column, message):
        """Note a fault in a row (a Series whose name is its position in the table)."""
        value = row[column]
        if pd.isna(value):
            value = ""
        elif hasattr(value, "date"):
            value = value.date()
        elif isinstance(value, float) and value.is_integer():
            value = int(value)
        path = self._resources[table]["path"]
        self.lines.append(tables.problem(path, message, row.name + 2, column, value))

    def about(self, table, message):
        """Note a fault of a whole table."""
        self.lines.append(tables.problem(self._resources[table]["path"], message))


def check(council, documents_folder=None, *, thorough=True, notes=None, selectors=False):
    """Return every fault in a council's tables as one line each.

    Parameters
    ----------
    council : str
    documents_folder : Path, optional
        Folder with the full texts. Every quote is then looked up in its document, and every
        figure of a document must be coded or excluded.
    thorough : bool
        Whether tables that an import built are checked against their schema again; else only
        whether they are as the import left them.
    notes : list, optional
        Takes lines on what is no fault.
    selectors : bool
        Whether to write selectors.csv, if the documents agree with the other tables.

    Raises
    ------
    tables.DataError
        If a table breaks its schema; the rules here need valid tables.
    """
    frames = tables.read_all(council, thorough=thorough)
    frames["council"] = council
    faults = Faults(council)
    rules = {
        "claims": (_superlative, _figure, _period),
        "excluded": (_standing_once,),
        "documents": (_republished, _signed, _stated_day, _text_of_what_is_full),
        "judgements": (_grade_or_reason,),
        "crosswalk": (_continuity,),
        "comparisons": (_line_or_none,),
    }
    for table, checks in rules.items():
        for _, row in frames[table].iterrows():
            for rule in checks:
                for column, message in rule(row):
                    faults.add(table, row, column, message)
    for rule in (_dates_in_order, _told_after_publication, _given_by_framework, _event_sources,
                 _set_beside_return, _as_in_release, _seen_in_part):  # fmt: skip
        rule(frames, faults)
    if documents_folder is not None:
        if selectors:
            frames["selectors"] = frames["selectors"].iloc[:0]
        texts = full_texts.check(frames, documents_folder, faults)
        if selectors and not faults.lines:
            full_texts.write_selectors(council, frames, texts)
    if notes is not None:
        notes += faults.notes
    return faults.lines


def _superlative(row):
    if pd.isna(row["figure_text"]):
        if pd.isna(row["superlative"]):
            yield "superlative", "and figure_text are empty. Allowed: a figure or a superlative"
        for column in ("measure", "value", "currency"):
            if pd.notna(row[column]):
                yield column, "stands without a figure_text. Allowed: empty, or give the figure"
    if pd.notna(row["superlative"]) and not quotes.places(row["superlative"], row["quote"]):
        yield "superlative", f'is not in the quote "{row["quote"]}"'


def _standing_once(row):
    """Find faults of a figure_text that is not exactly one figure of the quote."""
    standing = [mention.text for mention in mentions.find(quotes.plain(row["quote"]))]
    times = standing.count(quotes.plain(row["figure_text"]))
    if times == 0:
        allowed = ", ".join(standing) or "none stands there"
        yield "figure_text", f'is no figure in the quote "{row["quote"]}". Allowed: {allowed}'
    elif times > 1:
        yield "figure_text", "stands more than once in the quote. Give a shorter quote"


def _figure(row):
    if pd.isna(row["figure_text"]):
        return
    faults = list(_standing_once(row))
    yield from faults
    figure = mentions.read_figure(row["figure_text"])
    if faults or figure is None:
        return
    value = Decimal(str(row["value"])) if pd.notna(row["value"]) else None
    expected = _as_claim(figure)
    if value != expected:
        allowed = "empty" if expected is None else f"{expected.normalize():f}"
        yield "value", f'does not agree with "{row["figure_text"]}". Allowed: {allowed}'
    for column in ("measure", "currency"):
        coded = row[column] if pd.notna(row[column]) else "empty"
        expected = getattr(figure, column) or "empty"
        if coded != expected:
            yield column, f'does not agree with "{row["figure_text"]}". Allowed: {expected}'


def _as_claim(figure):
    """Return the value that a claim has: no sign, and none for a ratio in words."""
    return None if figure.value is None or figure.measure == "ratio" else abs(figure.value)


def _period(row):
    start, end = row["period_start"], row["period_end"]
    for column in ("period_start", "period_end"):
        if pd.notna(row[column]):
            year, short = row[column].split("-")
            following = f"{(int(year) + 1) % 100:02}"
            if short != following:
                yield column, f"is not a financial year. Allowed: {year}-{following}"
    if pd.notna(end) and pd.isna(start):
        yield "period_end", "stands without a period_start. Allowed: both, or neither"
    elif pd.notna(end) and end < start:
        yield "period_end", f'is before period_start "{start}". Allowed: that year or later'
    if row["period_wording"] == "unstated" and pd.notna(start):
        yield "period_start", "stands beside period_wording unstated. Allowed: empty"
    if row["recurrence"] == "one_year" and pd.notna(start) and start != end:
        yield "period_end", f"is another year, but recurrence is one_year. Allowed: {start}"


def _republished(row):
    for column in ("republishes", "original_publisher"):
        if pd.isna(row[column]) == (row["kind"] == "republished"):
            yield column, "does not fit kind. Allowed: a value if kind is republished, else empty"


def _signed(row):
    if pd.isna(row["signed_by"]) == (row["kind"] == "leader_column"):
        yield "signed_by", "does not fit kind. Allowed: a name if kind is leader_column, else empty"


def _stated_day(row):
    if row["published_basis"] == "stated" and row["published"] != row["published_latest"]:
        yield "published_latest", "differs from published, but the day is stated. Allowed: that day"


def _text_of_what_is_full(row):
    if row["seen"] == "full" and pd.isna(row["sha256"]):
        yield "sha256", "is empty, but seen is full. Allowed: the SHA-256 of the saved text"


def _grade_or_reason(row):
    if pd.isna(row["grade"]) == pd.isna(row["missing_reason"]):
        yield "grade", "needs a grade or a missing_reason. Allowed: one of the two, not both"


def _continuity(row):
    if pd.isna(row["to_judgement"]) != (row["continuity"] == "none"):
        yield "continuity", "does not fit to_judgement. Allowed: none if that is empty, only then"


def _line_or_none(row):
    if pd.isna(row["line"]) != (row["scope"] == "none"):
        yield "scope", "does not fit line. Allowed: none if that is empty, only then"


def _dates_in_order(frames, faults):
    in_order = {
        "documents": ("published", "published_latest"),
        "inspections": ("started", "ended", "published"),
        "events": ("started", "ended"),
    }
    for table, columns in in_order.items():
        for earlier, later in pairwise(columns):
            frame = frames[table]
            for _, row in frame[frame[later] < frame[earlier]].iterrows():
                message = f'is before {earlier} "{row[earlier].date()}". Allowed: that day or later'
                faults.add(table, row, later, message)


def _told_after_publication(frames, faults):
    published = frames["inspections"].set_index("inspection_id")["published"]
    latest = frames["documents"].set_index("document_id")["published_latest"]
    for _, row in frames["statements"].iterrows():
        if latest[row["document_id"]] < published[row["inspection_id"]]:
            message = "has a report published after the document. Allowed: one published by then"
            faults.add("statements", row, "inspection_id", message)


def _given_by_framework(frames, faults):
    """Note judgements that their framework does not give, by the crosswalk."""
    crosswalk = frames["crosswalk"]
    given = {
        pair
        for end in ("from", "to")
        for pair in zip(crosswalk[f"{end}_framework"], crosswalk[f"{end}_judgement"], strict=True)
    }
    frameworks = frames["inspections"].set_index("inspection_id")["framework"]
    for _, row in frames["judgements"].dropna(subset="grade").iterrows():
        framework = frameworks[row["inspection_id"]]
        if (framework, row["judgement"]) not in given:
            allowed = sorted(name for of, name in given if of == framework and pd.notna(name))
            message = f"is not given under {framework}. Allowed: {', '.join(allowed) or 'none'}"
            faults.add("judgements", row, "judgement", message)


def _event_sources(frames, faults):
    known = sorted(frames["documents"]["document_id"])
    for _, row in frames["events"].iterrows():
        if row["basis"] == "document" and row["source"] not in known:
            message = f"is not a document_id of documents.csv. Allowed: {', '.join(known)}"
            faults.add("events", row, "source", message)


def _set_beside_return(frames, faults):
    """Note amounts and percentages that nobody has set beside a line of the return, or others."""
    claims = frames["claims"]
    asked = claims["measure"].isin(["money", "percent"])
    compared = frames["comparisons"]
    for _, row in claims[asked & ~claims["claim_id"].isin(compared["claim_id"])].iterrows():
        message = "has no row in comparisons.csv. Add one: the nearest line, or scope none"
        faults.add("claims", row, "claim_id", message)
    for _, row in compared[~compared["claim_id"].isin(claims[asked]["claim_id"])].iterrows():
        message = "is no amount and no percentage. Allowed: claims of money and per cent"
        faults.add("comparisons", row, "claim_id", message)


def _as_in_release(frames, faults):
    """Note coded grades that are others than in Ofsted's release, for the same inspection."""
    inspections, released = judgements.england(frames)
    own = inspections[inspections["local_authority"] == frames["council"]]
    days = frames["inspections"].set_index("inspection_id")["started"]
    known = released.merge(own[["inspection_id", "started"]], on="inspection_id")
    known = known.set_index(["started", "judgement"])["grade"]
    for _, row in frames["judgements"].dropna(subset="grade").iterrows():
        grade = known.get((days[row["inspection_id"]], row["judgement"]))
        if grade is not None and grade != row["grade"]:
            message = (
                f"is another grade than in Ofsted's release, {grade}. Look at the report again"
            )
            faults.add("judgements", row, "grade", message)


def _seen_in_part(frames, faults):
    """Note rows that take the silence of an excerpt for the document's, or say more than was seen.

    An excerpt has no text in which its words could be looked up: they must stand in its quotes.
    """
    about = frames["documents"].set_index("document_id")
    owners = frames["claims"].set_index("claim_id")["document_id"]
    compared = frames["comparisons"]
    compared = compared.assign(document_id=compared["claim_id"].map(owners))
    for table, frame in {"claims": frames["claims"], "comparisons": compared}.items():
        for _, row in frame.iterrows():
            document = about.loc[row["document_id"]]
            part = document["seen"] == "excerpt"
            wrong, right = ("unstated", "unseen") if part else ("unseen", "unstated")
            for column in row.index[(row == wrong).fillna(False)]:
                message = f"does not fit seen {document['seen']}. Allowed: {right}, or what is said"
                faults.add(table, row, column, message)
            for column in documents.WORDINGS if part and table == "claims" else ():
                words, seen = row[column], f"{row['quote']} … {document['title']}"
                if pd.isna(words) or words in (wrong, right):
                    continue
                if not quotes.places(words, seen):
                    message = "stands neither in the quote nor in the title. Allowed: words seen"
                    faults.add(table, row, column, message)
    for _, row in frames["statements"][frames["statements"]["quote"].isna()].iterrows():
        if about.loc[row["document_id"], "seen"] == "full" or pd.isna(row["note"]):
            message = "is empty. Allowed: empty only for an excerpt, with the reason as note"
            faults.add("statements", row, "quote", message)
