"""Read official releases, and write the tidy tables that notebooks use.

A reader takes the files of a release as they were published. It returns the tables that they give,
by name, with the columns that datapackage.json says; and the source: its title, the day or the
period of as_at, and the day on which it was published, where it says so (a list of them for returns
that come one a year). It raises a DataError if a file is no such release, or a cell of it is not
what its column allows. The files themselves never enter the project.
"""

import csv
import datetime
import hashlib
import json
import re
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from council_record import paths
from council_record.analysis import outturn
from council_record.data import safe_csv, tables, validate
from council_record.data.errors import problem, refusal
from council_tools.checks import dictionary
from council_tools.imports import (
    budget,
    need,
    ofsted,
    plausible,
    population,
    prices,
    program,
    revenue,
    section251,
    sif,
)
from council_tools.pipeline import atomic

_NAMED = 20  # rows that are gone
_TITLE = re.compile(r"\w[\w .,:;()'’–&/-]*")
_YEARLY = {"revenue_outturn": "revenue", "budget": "budget"}  # built from a file a year
READERS = {
    "ofsted": ofsted.read,
    "sif": sif.read,
    "program": program.read,
    "section251": section251.read,
    "population": population.read,
    "neighbours": population.read_neighbours,
    "revenue": revenue.read,
    "budget": budget.read,
    "need": need.read,
    "prices": prices.read,
}


def import_release(name, files, force=False):
    """Rewrite the tables of a release, and what datapackage.json says of them: all or nothing.

    Return a line for each table with the rows added, corrected and gone, and one for each of these.
    With ``force`` what is allowed is taken, though it changes much or leaps; see ``plausible``. If
    a file or a cell cannot be taken, a DataError says so, and the tables are as they were.
    """
    most = {"revenue": len(files), "budget": len(files), "section251": 2, "need": 2}.get(name, 1)
    if len(files) > most:
        raise tables.DataError([f"import {name}: {len(files)} files. Allowed: at most {most}"])
    made, sources = READERS[name](*files)
    sources = sources if isinstance(sources, list) else [sources]
    for number, file in enumerate(files):
        digest = hashlib.sha256(Path(file).read_bytes()).hexdigest()
        if number < len(sources):
            sources[number] |= {"file": Path(file).name, "sha256": digest}
        else:
            sources[-1] |= {"dictionary": Path(file).name, "dictionary_sha256": digest}
    package = json.loads((paths.DATA / "datapackage.json").read_text(encoding="utf-8"))
    dictionary.head()  # raises if it could not be written in the end
    contents, changes = {}, []
    described = {resource["name"]: resource for resource in package["resources"]}
    for table, frame in made.items():
        resource = described[table]
        path = paths.DATA / resource["path"]
        text = safe_csv.text(frame[[field["name"] for field in resource["schema"]["fields"]]])
        if frame.empty:
            raise refusal(files[0], f"gives no row of {table}")
        known = tables.resources(paths.DEFAULT_COUNCIL)[table]
        if faults := validate.problems({table: (known, safe_csv.rows(text))}):
            where = "gives a row that is not allowed:"
            raise tables.DataError([problem(files[0], f"{where} {line}") for line in faults])
        _check_sources(files[0], sources)
        told = _changes(resource, path, text_frame(text))
        if not force and (found := _unlikely(files[0], table, frame, path, told)):
            raise tables.DataError(found)
        changes += told.lines
        contents[resource["path"]] = text.encode()
        resource["hash"] = "sha256:" + hashlib.sha256(text.encode()).hexdigest()
        resource["sources"] = sources
    contents["datapackage.json"] = (_laid_out(package) + "\n").encode()
    atomic.together({paths.DATA / name: new for name, new in contents.items()}, paths.CACHE)
    dictionary.write()
    if "official_judgements" in made:
        changes += [f"  {line}" for line in plausible.otherwise(made["official_judgements"])[1]]
    return changes


def _check_sources(file, sources):
    """Raise a DataError for a title that is more than words, or a day to come."""
    today = datetime.date.today().isoformat()
    if marked := [one["title"] for one in sources if not _TITLE.fullmatch(one["title"])]:
        told = "is no title. Allowed: letters, digits and marks of words. Give the release as it " \
               "was published"  # fmt: skip
        raise refusal(file, told, column="title", value=marked[0])
    for name in ("as_at", "published"):
        if late := [source[name] for source in sources if source.get(name, "") > today]:
            told = f"is a day to come. Allowed: days until today, {today}"
            raise refusal(file, told, column=name, value=late[0])


def _unlikely(file, table, frame, path, told):
    """Return why a table is taken only with --force: first in short, then all that changes."""
    found = plausible.much(path, told.changed, len(told.before))
    known = plausible.leaps(file, table, told.before)
    found += [line for line in plausible.leaps(file, table, frame) if line not in known]
    found += plausible.corrected(file, table, frame, told.before)
    found += plausible.regions(file, frame, told.before)
    if table == "authorities":
        found += plausible.renamed(file, frame)
    if table == "official_judgements":
        many, each = plausible.otherwise(frame)
        found += [*many, *each] if many else []
    return [*found, *told.lines] if found else []


class Changes(NamedTuple):
    """What an import does to a table: told in lines; rows changed or gone; the table before."""

    lines: list
    changed: int
    before: pd.DataFrame


def _changes(resource, path, after):
    """Return a line on the rows added, corrected and gone, one for each corrected, 20 for gone.

    Of the outturn, a new difference between a total and its lines has a line too. A table of one
    file a year that would lose a year is refused.
    """
    key = resource["schema"]["primaryKey"]
    outturn, known = resource["name"] == "outturn", []
    try:
        before = text_frame(path.read_text(encoding="utf-8"))[list(after)]
        before = before.drop_duplicates(key)
        known = _not_adding_up(before) if outturn else []
    except (OSError, ValueError, KeyError, csv.Error):  # none that can be read: all are new
        before = after.iloc[:0]
    more = [line for line in _not_adding_up(after) if line not in known] if outturn else []
    if resource["name"] in _YEARLY:
        lost = sorted(set(before["financial_year"]) - set(after["financial_year"]))
        if lost:
            line = f"import {_YEARLY[resource['name']]}: no file for {', '.join(lost)}, which"
            allowed = "Allowed: the files of all years in one command"
            raise tables.DataError([f"{line} {paths.shown(path)} has. {allowed}"])
    earlier, before, after = before, before.set_index(key), after.set_index(key)
    added, gone = after.index.difference(before.index), before.index.difference(after.index)
    both = after.index.intersection(before.index)
    before, after = before.loc[both], after.loc[both]
    lines = []
    for column in before:
        for where in both[before[column] != after[column]]:
            lines.append(
                f"  {_place(where)}, {column}: {before.at[where, column] or 'empty'} is now "
                f"{after.at[where, column] or 'empty'}"
            )
    corrected = (before != after).any(axis=1).sum()
    head = f"{paths.shown(path)}: {len(added)} rows added, {corrected} corrected, {len(gone)} gone"
    lines += [f"  {_place(where)}: is gone" for where in gone[:_NAMED]]
    lines += [f"  and {len(gone) - _NAMED} more are gone"] if len(gone) > _NAMED else []
    return Changes([head, *lines, *more], int(corrected) + len(gone), earlier)


def text_frame(text):
    """Return CSV as a frame of texts; an empty cell is an empty text, a ragged row a ValueError."""
    header, *body = safe_csv.rows(text)
    if any(len(row) != len(header) for row in body):
        raise ValueError("rows of other lengths than the header")
    return pd.DataFrame(body, columns=header, dtype=str)


def _place(key):
    return " ".join(key) if isinstance(key, tuple) else key


def _not_adding_up(frame):
    """Return a line for each area and year of the outturn whose lines do not sum to the total."""
    amounts = pd.to_numeric(frame["amount_gbp"], errors="coerce").astype("Int64")
    return [
        f"  {row.area} {row.financial_year}: the lines sum to £{row.lines:,}, the total is "
        + ("not given" if pd.isna(row.total) else f"£{row.total:,}")
        for row in outturn.not_adding_up(frame.assign(amount_gbp=amounts)).itertuples()
    ]


def _laid_out(value, depth=0):
    """Return JSON with one line for whatever fits on a line of 100 characters."""
    flat = json.dumps(value, ensure_ascii=False)
    pair = isinstance(value, dict) and set(value) == {"value", "label"}
    if pair or len(flat) + 2 * depth <= 100 or not isinstance(value, dict | list):
        return flat
    pad = "  " * depth
    if isinstance(value, dict):
        inner = [f"{pad}  {json.dumps(key)}: {_laid_out(item, depth + 1)}"
                 for key, item in value.items()]  # fmt: skip
        return "{\n" + ",\n".join(inner) + f"\n{pad}}}"
    return (
        "[\n" + ",\n".join(f"{pad}  {_laid_out(item, depth + 1)}" for item in value) + f"\n{pad}]"
    )
