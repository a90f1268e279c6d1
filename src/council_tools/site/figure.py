"""A figure as the pages show it: its words, files and data, and where its marks stand."""

import re
from xml.etree import ElementTree

import pandas as pd

from council_record import table
from council_record.data import safe_csv

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_AROUND = 5  # points that a mark is easier to hit by


def figure(about, stem, files, claims):
    """Return the words of a figure with its number, its files by kind, its size and its data.

    ``about`` has the words that it was exported with (slug, title, subtitle, alt, source, note),
    ``stem`` is of its notebook, ``files`` has the files of figures by name, and ``claims`` the name
    of each claim by its id.
    """
    slug = about["slug"]
    there = {
        "narrow": f"{slug}-narrow.svg",
        **{kind: f"{slug}.{kind}" for kind in ("png", "svg", "csv", "txt")},
    }
    there = {kind: name if name in files else None for kind, name in there.items()}
    rows = safe_csv.rows(files[there["csv"]].decode()) if there["csv"] else []
    column = rows[0].index("claim_id") if rows and "claim_id" in rows[0] else None
    drawn = [] if column is None else [row[column] for row in rows[1:] if row[column] in claims]
    svg = files.get(there["svg"], b"")
    return about | {
        "key": slug[:5], "number": int(slug[3:5]), "page": f"{stem}.html", "files": there,
        "size": {kind: _size(files.get(there[kind], b"")) for kind in ("svg", "narrow")},
        "table": table.rows(typed(rows)) if rows else [], "claim_column": column,
        "claims": list(dict.fromkeys(drawn)),
        "marks": [{"claim": one, "name": claims[one], "box": box}
                  for one, box in _boxes(svg, set(drawn))] if drawn else [],
    }  # fmt: skip


def typed(rows):
    """Return a CSV's header and rows of text as a frame of numbers, days and texts."""
    header, *body = rows
    frame = pd.DataFrame(body, columns=header, dtype=object)
    return frame.apply(_typed)


def _typed(column):
    known = column[column != ""]
    if len(known) and known.isin(["True", "False"]).all():
        return column.map({"True": True, "False": False})
    if len(known) and known.str.fullmatch(r"\d{4}-\d\d-\d\d").all():
        return pd.to_datetime(column)
    numbers = pd.to_numeric(known, errors="coerce")
    return pd.to_numeric(column) if len(known) and numbers.notna().all() else column


def _size(svg):
    """Return width and height of an SVG in its own units, or None of what is none."""
    found = re.search(rb'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    return [round(float(side)) for side in found.groups()] if found else None


def _boxes(svg, names):
    """Yield each mark of some names with its box: left, top, width, height, in units of the SVG."""
    for group in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}g"):
        if group.get("id") not in names:
            continue
        places = list(_places(group))
        if places:
            across, down = zip(*places, strict=True)
            left, top = min(across) - _AROUND, min(down) - _AROUND
            sides = max(across) + _AROUND - left, max(down) + _AROUND - top
            yield group.get("id"), [round(side, 1) for side in (left, top, *sides)]


def _places(group):
    """Yield the places that are drawn in a group; of text, where it stands."""
    for child in group:
        kind = child.tag.rpartition("}")[2]
        if moved := child.get("transform", ""):
            found = _NUMBER.findall(moved)
            yield float(found[0]), float(found[1])
        elif kind == "path":
            numbers = [float(one) for one in _NUMBER.findall(child.get("d", ""))]
            yield from zip(numbers[::2], numbers[1::2], strict=True)
        elif kind == "use":
            yield float(child.get("x", 0)), float(child.get("y", 0))
        elif kind == "g":
            yield from _places(child)
