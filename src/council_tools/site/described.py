"""The tables as the pages show them: their dictionary, their files, the rows of one council."""

import functools

import pandas as pd

from council_record import paths
from council_record.data import safe_csv, tables


def described(council):
    """Return what the pages show of each table, in the order of the dictionary.

    Of a table that was built for all of England only the rows that name the council are shown.
    """
    return [_described(one, council) for one in tables.resources(council).values()]


def shared(one):
    """Return whether a table is the same for every council, so that its file stands once."""
    return not one["file"].startswith("data/coded/")


def _described(resource, council):
    built, path = "hash" in resource, resource["path"]
    rows = _rows(path) if path.is_file() else []
    of_all = not built or not {"local_authority", "area"} & set(rows[0] if rows else [])
    shown = [row for row in rows[1:] if of_all or council in row]
    return {
        "name": resource["name"], "title": resource["title"],
        "description": resource["description"], "file": paths.shown(path), "built": built,
        "header": rows[0] if rows else [], "shown": shown, "rows": max(len(rows) - 1, 0),
        "all": rows, "licence": resource["licenses"][0], "sources": resource["sources"],
        "verified": resource.get("verified", ""), "key": resource["schema"]["primaryKey"],
        "fields": resource["schema"]["fields"],
    }  # fmt: skip


@functools.lru_cache(maxsize=32)
def _rows(path):
    return safe_csv.rows(path.read_text(encoding="utf-8"))


def text(one):
    """Return a table as CSV that is safe to open in a spreadsheet."""
    rows = one["all"]
    return safe_csv.text(pd.DataFrame(rows[1:], columns=rows[0])).encode()
