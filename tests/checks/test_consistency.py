"""Cases: what is changed in the tables of Newham, and what the check then says."""

import pandas as pd
import pytest

from council_record.data import tables
from council_tools.checks import consistency
from council_tools.checks.faults import Faults


@pytest.fixture(scope="module")
def sound():
    return tables.load(tables.resources("Newham"))


def told(frames):
    faults = Faults("Newham", frames)
    for rule in consistency.RULES:
        faults.apply(rule(frames))
    return faults.lines


def again(frame, row=0, **cells):
    """Return a frame with a row of it once more, in which some cells are others."""
    return pd.concat([frame, frame.iloc[[row]].assign(**cells)], ignore_index=True)


def changed(frame, row, **cells):
    frame = frame.copy()
    for name, value in cells.items():
        frame.loc[row, name] = value
    return frame


def day(text):
    return pd.Timestamp(text)


def test_the_tables_of_newham_are_sound(sound):
    assert told(sound) == []


@pytest.mark.parametrize(
    ("table", "change", "line"),
    [
        ("claims", lambda rows: again(rows, 1, claim_id="again"),
         'claims.csv, row {last}, column claim_id: "again" is the same claim as '
         "mayor-column-2019-2. Allowed: each once"),
        ("excluded", lambda rows: again(rows, excluded_id="again"),
         'excluded.csv, row {last}, column excluded_id: "again" is the same figure as '
         "mayor-column-2019-x1. Allowed: each once, and times says how often"),
        ("documents", lambda rows: again(rows, document_id="again"),
         'documents.csv, row {last}, column document_id: "again" is the same text, '
         "address or title as council-page-2019. Allowed: each document once"),
        ("documents", lambda rows: again(rows, 7, document_id="again", url="https://b.uk"),
         'documents.csv, row {last}, column document_id: "again" is the same text, '
         "address or title as recorder-budget-2019. Allowed: each document once"),
        ("events", lambda rows: again(rows, event_id="again"),
         'events.csv, row {last}, column event_id: "again" is the same event as '
         "focused-visit-2018. Allowed: each once"),
        ("claims", lambda rows: again(rows, 1, claim_id="again", quote=rows.loc[1, "quote"]
                                      .replace(" ", "\u00a0 ").replace("e", "e\u200e")),
         'claims.csv, row {last}, column claim_id: "again" is the same claim as '
         "mayor-column-2019-2. Allowed: each once"),
        ("frameworks", lambda rows: changed(rows, 3, in_force_from=day("2029-04-01")),
         'frameworks.csv, row 5, column in_force_from: "2029-04-01" is not in the year that the '
         "framework is named after, 2026"),
        ("crosswalk", lambda rows: changed(rows, 1, to_framework="area-send-2023"),
         'crosswalk.csv, row 3, column to_framework: "area-send-2023" does not come after '
         "from_framework. Allowed: a later one"),
        ("inspections", lambda rows: changed(rows, 0, ended=day("2019-02-11")),
         'inspections.csv, row 3, column started: "2019-02-11" is before the inspection 2014 '
         "ended. Allowed: no two at once"),
        ("inspections", lambda rows: changed(rows, 1, framework="ilacs-2023"),
         'inspections.csv, row 3, column framework: "ilacs-2023" was not in force on 2019-02-11. '
         "Allowed: the framework of that day, by frameworks.csv"),
        ("inspections", lambda rows: changed(rows, 1, framework="sif"),
         'inspections.csv, row 3, column framework: "sif" was not in force on 2019-02-11. '
         "Allowed: the framework of that day, by frameworks.csv"),
        ("crosswalk", lambda rows: changed(rows, 0, to_framework="sif"),
         'crosswalk.csv, row 2, column to_framework: "sif" does not come after from_framework. '
         "Allowed: a later one"),
        ("events", lambda rows: changed(rows, 0, started=day("2018-03-25")),
         'events.csv, row 2, column started: "2018-03-25" names a day, but its precision is '
         "month. Allowed: the first of the month"),
        ("events", lambda rows: changed(rows, 0, ended_precision="day"),
         'events.csv, row 2, column ended_precision: "day" does not fit ended. '
         "Allowed: a value if that is given, else empty"),
        ("claims", lambda rows: changed(rows, 1, at_least=True),
         'claims.csv, row 3, column at_least: "True" does not fit the words of the quote. '
         "Allowed: false"),
        ("claims", lambda rows: changed(rows, 1, period_wording="unseen"),
         'claims.csv, row 3, column period_wording: "unseen" is unseen, but a period_start is '
         "given. Allowed: the words, or no years"),
        ("statements", lambda rows: changed(rows, 0, grade="Good"),
         'statements.csv, row 2, column grade: "Good" is not the grade that the quote names. '
         "Allowed: Inadequate"),
        ("selectors", lambda rows: changed(rows, 0, end=3),
         'selectors.csv, row 2, column end: "3" is not start and the length of exact. Run the '
         "check again with --selectors"),
        ("selectors", lambda rows: changed(rows, 0, end=None),
         'selectors.csv, row 2, column end: "" does not fit seen. Allowed: a place of a document '
         "seen in full, else empty"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_in_one_line(sound, table, change, line):
    frames = sound | {table: change(sound[table])}
    folder = "data/" if table in ("crosswalk", "frameworks") else "data/coded/newham/"
    assert told(frames) == [folder + line.format(last=len(frames[table]) + 1)]


def test_a_figure_is_a_claim_or_excluded_not_both(sound):
    claim = sound["claims"].loc[1]
    row = again(sound["excluded"], excluded_id="both", **claim[
        ["document_id", "quote", "figure_text"]])  # fmt: skip
    (line,) = told(sound | {"excluded": row})
    assert line.endswith('"both" is a claim too: mayor-column-2019-2. Allowed: either, not both')
