"""The dictionary of the data and its sources, written from the schema: one description, not two."""

import pandas as pd

from council_record import paths
from council_record.analysis.outturn import not_adding_up
from council_record.data import tables
from council_record.data.errors import refusal
from council_tools.checks import outturn
from council_tools.pipeline import atomic

MARK = "<!-- below: written by `python -m council_tools dictionary` -->"


def text():
    """Return the dictionary of every table and column, in Markdown, from the schema."""
    lines = []
    for resource in tables.resources(paths.DEFAULT_COUNCIL).values():
        schema = resource["schema"]
        source = "; ".join(source["title"] for source in resource["sources"])
        licence = "; ".join(licence["title"] for licence in resource["licenses"])
        lines += [f"### {resource['title']}: `{paths.shown(resource['path'])}`", ""]
        lines += [f"{resource['description']} Key: {', '.join(schema['primaryKey'])}. "
                  f"Source: {source}. Licence: {licence}.", ""]  # fmt: skip
        columns = ("column", "type", "meaning", "allowed values")
        lines += _table(columns, map(_column, schema["fields"]))
    return "\n".join([*lines, *_notes()])


def _column(field):
    """Return the cells of the dictionary about one column."""
    required = field.get("constraints", {}).get("required")
    values = "; ".join(
        f"`{one['value']}`" + (f" ({one['label']})" if one["label"] != one["value"] else "")
        for one in field.get("categories", [])
    )
    form = field["type"] + ("" if required else ", may be empty")
    return f"`{field['name']}`", form, field["description"], values


def _table(columns, rows):
    """Return the lines of a table in Markdown."""
    head = [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    return [*head, *(f"| {' | '.join(row)} |" for row in rows), ""]


def _notes():
    """Return what the section 251 outturn is found to hold, as tables; computed, not corrected."""
    try:
        table = tables.Tables(paths.DEFAULT_COUNCIL)["outturn"]
    except tables.DataError:  # not imported yet, or changed by hand, which the check tells
        return []
    found = {
        "Where the seven lines of the outturn do not sum to the total (beyond £2 of rounding)": (
            not_adding_up(table)
        ),
        "Where the councils do not sum to England (beyond £50 of rounding)": (
            outturn.not_england(table)
        ),
        "Totals of councils that changed by more than half from one year to the next": (
            outturn.jumps(table)
        ),
    }
    lines = []
    for head, frame in found.items():
        rows = (map(_cell, row) for row in frame.itertuples(index=False))
        lines += [f"### {head}", "", *_table(frame.columns, rows)]
    return lines


def _cell(value):
    if pd.isna(value):
        return ""
    return value if isinstance(value, str) else f"{value:,}"


def sources():
    """Return where the official tables come from, and what could not be had, in Markdown."""
    lines = [
        "# Where the official tables come from",
        "",
        "Written by `python -m council_tools dictionary` from `datapackage.json`. The releases "
        "themselves are not in this repository; a file with the SHA-256 that is named here is the "
        "one that was read. `python -m council_tools import NAME FILE` builds a table again.",
        "",
    ]
    for resource in tables.resources(paths.DEFAULT_COUNCIL).values():
        if "hash" not in resource:
            continue
        licence = "; ".join(licence["title"] for licence in resource["licenses"])
        lines += [f"## {resource['title']}: `{paths.shown(resource['path'])}`", ""]
        for release in resource["sources"]:
            lines += [f"- {release['title']}. As at {release['as_at']}.", ""]
            lines += [f"  `{release['file']}`, SHA-256 `{release['sha256']}`", ""]
        lines += [f"Licence: {licence}.", "", f"How it was verified: {resource['verified']}", ""]
    lines += ["## What could not be had", ""]
    lines += [f"- **{one['what']}**. Where: {one['where']}. What for: {one['why']}."
              for one in tables.described()["missing"]]  # fmt: skip
    return "\n".join(lines) + "\n"


def head():
    """Return what stands in data/README.md above the mark; raise if it cannot be read."""
    readme = paths.DATA / "README.md"
    try:
        return readme.read_text(encoding="utf-8").partition(MARK)[0]
    except (FileNotFoundError, UnicodeDecodeError):
        message = "is missing or not UTF-8. Restore it: git checkout data/README.md"
        raise refusal(readme, message) from None


def write():
    """Write the dictionary into data/README.md, below the mark, and data/SOURCES.md."""
    new = f"{head()}{MARK}\n\n{text()}".encode()
    both = {paths.DATA / "README.md": new, paths.DATA / "SOURCES.md": sources().encode()}
    atomic.together(both, paths.CACHE)
