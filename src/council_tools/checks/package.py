"""The faults of data/datapackage.json, which describes every table."""

import os
import re
from pathlib import Path

from council_record import paths
from council_record.data import tables
from council_record.data.errors import DataError, problem

_TEXTS = ("name", "path", "title", "description")
_TYPES = ("string", "integer", "number", "date", "boolean", "year")


def must_be_sound():
    """Raise a DataError with a line for each fault of data/datapackage.json."""
    path = paths.DATA / "datapackage.json"
    found = [f"{where}{told}. {tables.RESTORE}" for where, told in _faults(tables.described())]
    if found:
        raise DataError([problem(path, line) for line in found])


def _faults(package):
    """Yield where in the dictionary something is wrong, and what."""
    tables = package.get("resources") if isinstance(package, dict) else None
    if not _all(tables, dict) or not tables or not _all(package.get("missing"), dict):
        yield "", 'needs the lists "resources" and "missing", of objects'
        return
    columns = {}
    for number, table in enumerate(tables, start=1):
        where = f"table {number}: "
        lacking = [name for name in _TEXTS if not isinstance(table.get(name), str)]
        if lacking:
            yield where, f"needs a text as {' and '.join(lacking)}"
            continue
        where = f"table {table['name']}: "
        if table["name"] in columns:
            yield where, "stands there twice"
        columns[table["name"]] = set()
        place = Path(os.path.normpath(paths.DATA / table["path"]))
        if not place.is_relative_to(paths.DATA):
            yield where, f'its path "{table["path"]}" leads out of data/'
        yield from ((where, told) for told in _links(table))
        schema = table.get("schema")
        fields = schema.get("fields") if isinstance(schema, dict) else None
        if not _all(fields, dict) or not fields:
            yield where, "needs a schema with a list of fields"
            continue
        for field in fields:
            yield from ((where, told) for told in _field(field))
            columns[table["name"]].add(str(field.get("name")))
    for table in tables:
        if columns.get(str(table.get("name"))):
            yield from ((f"table {table['name']}: ", told) for told in _keys(table, columns))


def _all(things, kind):
    return isinstance(things, list) and all(isinstance(one, kind) for one in things)


def _links(table):
    for name in ("licenses", "sources"):
        if not _all(table.get(name, []), dict):
            yield f"{name} is no list of objects"
            continue
        for one in table.get(name, []):
            path = one.get("path", "https://")
            if not isinstance(path, str) or not path.startswith(("http://", "https://")):
                yield f'"{path}" in {name} is no address. Allowed: http or https'


def _field(field):
    name = field.get("name")
    if not isinstance(name, str) or field.get("type") not in _TYPES:
        yield f'field "{name}" needs a name, and a type of {", ".join(_TYPES)}'
    elif not isinstance(field.get("description"), str):
        yield f'field "{name}" needs a description'
    elif not isinstance(field.get("constraints", {}), dict):
        yield f'the constraints of field "{name}" are no object'
    elif told := _limits(field.get("constraints", {})):
        yield f'the constraints of field "{name}" are not sound: {told}'
    codes = field.get("categories", [])
    if not _all(codes, dict) or not all(
        isinstance(code.get(part), str) for code in codes for part in ("value", "label")
    ):
        yield f'each category of field "{name}" needs a text as value and as label'
    elif len({code["value"] for code in codes}) < len(codes):
        yield f'a category of field "{name}" stands there twice'


def _limits(constraints):
    """Return what is wrong with the limits of a field, or None."""
    for limit in ("minimum", "maximum"):
        if limit in constraints and type(constraints[limit]) not in (int, float):
            return f"{limit} is no number"
    try:
        re.compile(constraints.get("pattern", ""))
    except (re.error, TypeError) as error:
        return f"pattern is no pattern, {error}"
    return None


def _keys(table, columns):
    """Check that keys lead to columns that are there."""
    own, schema = columns[table["name"]], table["schema"]
    key, links = schema.get("primaryKey"), schema.get("foreignKeys", [])
    if not _all(key, str) or not set(key) <= own:
        yield "its primaryKey is no list of its fields"
    for link in links if _all(links, dict) else [{}]:
        there = link.get("reference") if isinstance(link.get("reference"), dict) else {}
        theirs = columns.get(str(there.get("resource")), set())
        ends = (link.get("fields"), own), (there.get("fields"), theirs)
        if not all(_all(names, str) and names and set(names) <= known for names, known in ends):
            name = there.get("resource")
            yield f'a foreignKey to "{name}" does not lead to columns that are there'
