"""Check tables against their schema with frictionless, and tell its faults in words."""

import re
import sys
import unicodedata

from council_record import paths
from council_record.data.errors import problem

# Of what a field is, what makes a cell right or wrong; frictionless copies the rest many times.
_RULES = ("name", "type", "constraints", "trueValues", "falseValues")
_LONGEST, _DIGITS = 5_000, 15  # characters of a cell; digits that a spreadsheet keeps
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:e-?[0-9]{1,2})?")
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufffe\uffff]")  # in a text
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # blanks that are called letters
# Two letters or more beyond ASCII: one of UTF-8 may have been read as several of another coding.
_BEYOND = re.compile(r"[^\x00-\x7f]{2,}")
_OTHERS = ("cp1252", "latin-1", "mac_roman")
_ENGLISH = re.compile(r"[\xa0-\u024f–—‘’“”•…€™]+")


def problems(loaded):
    """Return the faults of tables, each as one line; references are followed among them.

    Parameters
    ----------
    loaded : dict of str to tuple
        By name: the resource (its path and schema), and header and rows as lists of text.
    """
    # Where JupyterLab has brought this module, jsonschema compiles 38 grammars with it for seconds:
    # of addresses with letters beyond ASCII. No schema here needs them. None: it is not there.
    sys.modules.setdefault("rfc3987_syntax", None)
    from frictionless import FrictionlessException, Package, Resource

    package, found = Package(), []
    for name, (resource, rows) in loaded.items():
        links = [key for key in resource["schema"].get("foreignKeys", [])
                 if key["reference"]["resource"] in loaded]  # fmt: skip
        fields = [{key: field[key] for key in _RULES if key in field}
                  for field in resource["schema"]["fields"]]  # fmt: skip
        schema = resource["schema"] | {"fields": fields, "foreignKeys": links}
        try:
            described = {"name": name, "data": rows, "schema": schema}
            package.add_resource(Resource.from_descriptor(described))
        except FrictionlessException as error:
            told = "; ".join(reason.note for reason in error.reasons) or error.error.note
            found.append(problem(paths.DATA / "datapackage.json", f"table {name}: {told}"))
    if found:
        return found
    for task in package.validate().tasks:
        resource, rows = loaded[task.name]
        bad_cells = {
            (error.row_number, error.field_name) for error in task.errors if hasattr(error, "cell")
        }
        for error in task.errors:
            columns = getattr(error, "field_names", [])
            if error.type == "primary-key":
                columns = resource["schema"]["primaryKey"]
            if not any((error.row_number, column) in bad_cells for column in columns):
                found.append(_in_words(error, resource, rows))
        found += _not_exact(resource, rows, bad_cells)
    return found


def _not_exact(resource, rows, bad_cells):
    """Yield a line for each cell that frictionless reads although it is not exact."""
    schema = resource["schema"]
    types = {field["name"]: field["type"] for field in schema["fields"]}
    keys = {name for key in schema.get("foreignKeys", []) for name in key["fields"]}
    keys |= set(schema["primaryKey"])
    limits = {field["name"]: re.compile(pattern) for field in schema["fields"]
              if (pattern := field.get("constraints", {}).get("pattern"))}  # fmt: skip
    for number, row in enumerate(rows[1:], start=2):
        for name, cell in zip(rows[0], row, strict=True):
            if not cell or (number, name) in bad_cells:
                continue
            message = _inexact(cell, types[name], name in keys)
            if not message and name in limits and not limits[name].fullmatch(cell):
                message = "ends with a line end. Allowed: none"
            if message:
                yield problem(resource["path"], message, number, name, cell)


def _inexact(cell, kind, key):
    """Return what is wrong with the way that a cell is written, or None."""
    if len(cell) > _LONGEST:
        return f"has {len(cell):,} characters. Allowed: {_LONGEST:,} at most"
    if kind == "string":
        bare = _bare(cell)
        if not bare:
            return "holds nothing but white space. Allowed: words, or an empty cell"
        if plain := _read_wrong(cell):
            return f"holds “{plain}” read in another coding. Save the file again as CSV UTF-8"
        if _NEVER.search(cell):
            return "holds a character that no text has. Save the file again as CSV UTF-8"
        if key and (cell != bare or "\n" in cell or "\r" in cell):
            return "is a name with white space around it, or a line end in it. Allowed: none"
    elif not cell.isascii():
        return "has digits other than 0 to 9"
    elif kind in ("number", "integer"):
        if not _NUMBER.fullmatch(cell):
            return "is not a plain number. Allowed: for example 10600000"
        if len(cell.lstrip("-").partition(".")[0]) > _DIGITS:
            return f"has too many digits. Allowed: {_DIGITS} before the point"
    elif kind == "date":
        if len(cell) != 10:
            return "is not written as a date. Allowed: for example 2019-03-25"
        if not "1900" <= cell[:4] < "2100":
            return "is in no year that can be. Allowed: 1900 to 2099"
    elif kind == "boolean" and cell not in ("true", "false"):
        return "is not allowed. Allowed: true, false"
    return None


def _bare(cell):
    """Return a text without what is not seen at its ends: spaces, marks, and what is no letter."""
    start, end = 0, len(cell)
    while start < end and _unseen(cell[start]):
        start += 1
    while start < end and _unseen(cell[end - 1]):
        end -= 1
    return cell[start:end]


def _unseen(letter):
    return unicodedata.category(letter)[0] in "ZCM" or letter in _FILLERS


def _read_wrong(cell):
    """Return a part of a text as it was before UTF-8 was read as another coding, or None."""
    for run in _BEYOND.findall(cell):
        for coding in _OTHERS:
            try:
                plain = run.encode(coding).decode("utf-8")
            except UnicodeError:  # as for £ and é, which are no UTF-8 when written so
                continue
            if _ENGLISH.fullmatch(plain):
                return plain
    return None


def _in_words(error, resource, rows):
    """Return one error of frictionless as one line that a reporter understands."""
    details, schema = error.to_dict(), resource["schema"]
    row, value = details.get("rowNumber"), details.get("cell") or None
    columns, cells = [details.get("fieldName")], None
    field = {one["name"]: one for one in schema["fields"]}.get(columns[0], {})
    limits = field.get("constraints", {})
    match error.type:
        case "primary-key":
            message = f"is {error.note}. Allowed: each only once"
            columns = schema["primaryKey"]
            cells = [rows[row - 1][rows[0].index(key)] for key in columns]
        case "foreign-key":
            message = (
                f"does not stand in {details['referenceName']}.csv, "
                f"column {' + '.join(details['referenceFieldNames'])}. "
                "Allowed: a value that stands there. Correct it, or add the row there first"
            )
            columns, cells = details["fieldNames"], details["fieldCells"]
        case "unique-error":
            message = "stands there before. Allowed: each only once"
        case _ if not value and limits.get("required"):
            message = f"is empty. A value is required: {field['description']}"
        case _ if "enum" in limits:
            message = f"is not allowed. Allowed: {', '.join(limits['enum'])}"
        case _ if field.get("type") == "boolean":
            message = "is not allowed. Allowed: true, false"
        case "type-error":
            message = f"is not a {field['type']} that exists. Allowed: for example "
            message += field["example"]
        case _ if field:
            example = f" (for example {field['example']})" if "example" in field else ""
            message = f"is not allowed. Allowed: {field['description']}{example}"
        case _:
            message = error.message
    value = " + ".join(map(str, cells)) if cells else value
    return problem(resource["path"], message, row, " + ".join(filter(None, columns)), value)
