"""Check rows against other rows: nothing stands there twice, and nothing before its time."""

import datetime
import re
import unicodedata

import pandas as pd

import amounts_in_text
from council_tools.checks import selectors

_GRADES = {
    "Outstanding": r"\boutstanding\b",
    "Good": r"\bgood\b",
    "Requires improvement to be good": r"\brequir\w+ improvement",
    "Inadequate": r"\binadequate\b",
}


def _alike(cell):
    """Return a text without what does not make it another: white space, marks, unseen letters."""
    plain = selectors.plain("" if pd.isna(cell) else str(cell))
    return "".join(letter for letter in plain if unicodedata.category(letter) != "Cf").casefold()


def _before(frame, columns, key):
    """Return the key of an earlier row that is the same in some columns, or a missing value."""
    cells = [frame[column].map(_alike) for column in columns]
    first = frame.groupby(cells, sort=False)[key].transform("first")
    return first.where(first != frame[key]).astype("str")


def _twice(frames):
    claims, excluded = frames["claims"], frames["excluded"]
    same = ["document_id", "quote", "figure_text"]
    yield _again(frames, "claims", "claim_id", [*same, "superlative"], "claim")
    more = ", and times says how often"
    yield _again(frames, "excluded", "excluded_id", same, "figure", more)
    figures = claims.dropna(subset="figure_text")
    coded = dict(zip(_cells(figures, same), figures["claim_id"], strict=True))
    both = pd.Series(_cells(excluded, same), excluded.index, dtype=object).map(coded)
    both = both.astype("str")
    message = "is a claim too: " + both + ". Allowed: either, not both"
    yield "excluded", "excluded_id", both.notna(), message
    documents = frames["documents"]
    saved = documents[documents["sha256"].notna()]
    before = _before(saved, ["sha256"], "document_id").reindex(documents.index)
    for columns in (["url"], ["publisher", "title", "published"]):
        before = before.fillna(_before(documents, columns, "document_id"))
    message = "is the same text, address or title as " + before + ". Allowed: each document once"
    yield "documents", "document_id", before.notna(), message
    yield _again(frames, "events", "event_id", ["started", "label"], "event")


def _again(frames, table, key, columns, what, more=""):
    before = _before(frames[table], columns, key)
    message = f"is the same {what} as " + before + f". Allowed: each once{more}"
    return table, key, before.notna(), message


def _cells(frame, columns):
    """Return the cells of each row in some columns, made alike, as tuples."""
    return list(zip(*(frame[column].map(_alike) for column in columns), strict=True))


def _days_to_come(frames):
    today = pd.Timestamp(datetime.date.today())
    message = f"is a day to come. Allowed: days until today, {today.date()}"
    for table in ("documents", "inspections", "events"):
        for column in frames[table].select_dtypes("datetime"):
            yield table, column, frames[table][column] > today, message


def _inspections(frames):
    rows = frames["inspections"].sort_values("started", kind="stable")
    ended, other = rows["ended"].shift(), rows["inspection_id"].shift()
    message = "is before the inspection " + other + " ended. Allowed: no two at once"
    yield "inspections", "started", rows["started"] <= ended, message
    begun = frames["frameworks"].set_index("framework")["in_force_from"].sort_values()
    until = begun.shift(-1)
    name = rows["framework"].astype("str")
    from_, to = pd.to_datetime(name.map(begun)), pd.to_datetime(name.map(until))
    message = "was not in force on " + rows["started"].dt.strftime("%Y-%m-%d")
    message += ". Allowed: the framework of that day, by frameworks.csv"
    wrong = (rows["started"] < from_) | (rows["started"] >= to)
    yield "inspections", "framework", wrong, message
    named = frames["frameworks"]
    year = named["framework"].astype("str").str.extract(r"-(\d{4})$")[0].astype("Int64")
    message = "is not in the year that the framework is named after, " + year.astype("str")
    yield "frameworks", "in_force_from", named["in_force_from"].dt.year != year, message


def _crosswalk(frames):
    links = frames["crosswalk"]
    begun = frames["frameworks"].set_index("framework")["in_force_from"]
    one, other = (links[f"{end}_framework"].astype("str").map(begun) for end in ("from", "to"))
    one, other = pd.to_datetime(one), pd.to_datetime(other)
    message = "does not come after from_framework. Allowed: a later one"
    yield "crosswalk", "to_framework", ~(one < other), message


def _precision(frames):
    events = frames["events"]
    for end in ("started", "ended"):
        day, precision = events[end], events[f"{end}_precision"].astype("str")
        message = f"does not fit {end}. Allowed: a value if that is given, else empty"
        given = events[f"{end}_precision"].notna()
        yield "events", f"{end}_precision", given != day.notna(), message
        message = "names a day, but its precision is month. Allowed: the first of the month"
        yield "events", end, (precision == "month") & (day.dt.day != 1), message
        message = "names a day, but its precision is year. Allowed: the first of January"
        yield "events", end, (precision == "year") & (day.dt.day_of_year != 1), message


def _words(frames):
    """Check codes against the words they were coded from."""
    claims = frames["claims"]
    figures = claims.dropna(subset="figure_text")
    said = [_at_least(*pair) for pair in zip(figures["quote"], figures["figure_text"], strict=True)]
    expected = pd.Series(said, figures.index, dtype="boolean")
    message = "does not fit the words of the quote. Allowed: " + expected.map(
        {True: "true", False: "false"}
    )
    yield "claims", "at_least", figures["at_least"].astype("boolean") != expected, message
    message = "is unseen, but a period_start is given. Allowed: the words, or no years"
    seen = claims["period_wording"] == "unseen"
    yield "claims", "period_wording", seen & claims["period_start"].notna(), message
    told = frames["statements"]
    told = told[(told["stated"] == "stated") & told["quote"].notna() & told["grade"].notna()]
    named = told["quote"].map(_graded)
    wrong = [bool(names) and grade not in names
             for names, grade in zip(named, told["grade"].astype("str"), strict=True)]  # fmt: skip
    message = "is not the grade that the quote names. Allowed: " + named.map(", ".join)
    yield "statements", "grade", pd.Series(wrong, told.index, dtype=bool), message


def _at_least(quote, figure):
    """Return whether the words of a quote say that a figure is a least; None if none is found."""
    for mention in amounts_in_text.find(selectors.plain(quote)):
        if mention.text == selectors.plain(figure):
            return mention.at_least
    return None


def _graded(quote):
    """Return the grades that a quote names."""
    said = re.sub(r"improvement to be good\b", "improvement", quote, flags=re.I)
    return [grade for grade, words in _GRADES.items() if re.search(words, said, re.I)]


def _places(frames):
    rows, claims = frames["selectors"], frames["claims"].set_index("claim_id")
    seen = frames["documents"].set_index("document_id")["seen"]
    full = rows["claim_id"].map(claims["document_id"].map(seen)) == "full"
    for column in ("start", "end"):
        message = "does not fit seen. Allowed: a place of a document seen in full, else empty"
        yield "selectors", column, rows[column].notna() != full, message
    message = "is not start and the length of exact. Run the check again with --selectors"
    length = rows["exact"].str.len()
    yield "selectors", "end", rows["end"] - rows["start"] != length, message


RULES = (_twice, _days_to_come, _inspections, _crosswalk, _precision, _words, _places)
