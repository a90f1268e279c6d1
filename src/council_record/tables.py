"""Read the project's tables: a frame comes out valid, or an error says which cell is wrong.

The schema of every table stands once, in data/datapackage.json (Frictionless Data Package v2).
Rows are numbered as a spreadsheet numbers them: the header is row 1.
"""

import csv
import io
import json
import re

import pandas as pd

from . import paths

_CONTROL = {chr(code) for code in range(32)} - {"\t", "\n", "\r"} | {"\x7f"}


class DataError(Exception):
    """Bad data: ``problems`` is a list of lines, each naming file, row, column and value."""

    def __init__(self, problems):
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


def problem(path, message, row=None, column=None, value=None):
    """Return one line about one fault: where it is, the value, and what is allowed."""
    place = [paths.shown(path)]
    place += [f"row {row}"] if row else []
    place += [f"column {column}"] if column else []
    found = "" if value is None else f'"{_short(value)}" '
    return f"{', '.join(place)}: {found}{' '.join(message.split())}"


def _short(value):
    text = re.sub(r"[\r\n\t]+", " ", str(value))
    return text if len(text) <= 80 else text[:77] + "..."


def resources(council):
    """Return the description of each table, by name, with the paths of one council.

    The allowed values of a column are its ``categories``; they are handed on as an enum too,
    which is what frictionless checks.
    """
    package = json.loads((paths.DATA / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        first, *rest = resource["path"].split("/")
        path = paths.coded(council) / rest[-1] if first == "coded" else paths.DATA / first
        resource["path"] = path
        for field in resource["schema"]["fields"]:
            if "categories" in field:
                allowed = [category["value"] for category in field["categories"]]
                field.setdefault("constraints", {})["enum"] = allowed
    return {resource["name"]: resource for resource in package["resources"]}


def labels(table, column):
    """Return the label of each allowed value of a column, in the order of the schema."""
    fields = resources(paths.DEFAULT_COUNCIL)[table]["schema"]["fields"]
    field = next(field for field in fields if field["name"] == column)
    return {category["value"]: category["label"] for category in field["categories"]}


def read(name, council):
    """Return one table of a council as a frame, validated.

    Parameters
    ----------
    name : str
        A resource of data/datapackage.json: documents, claims, judgements, ...
    council : str
        The council whose coded tables are meant; tables for all councils ignore it.

    Returns
    -------
    DataFrame
        The columns of the schema. Dates are timestamps, numbers nullable, ``grade`` an ordered
        category from Inadequate to Outstanding; an empty cell is missing.

    Raises
    ------
    DataError
        If the file is missing, unreadable or breaks the schema.
    """
    resource = resources(council)[name]
    rows = _rows(resource)
    if problems := _schema_problems({name: (resource, rows)}, references=False):
        raise DataError(problems)
    return _frame(resource, rows)


def read_all(council):
    """Return every table of a council, by name; references between tables are checked too."""
    if not paths.coded(council).is_dir():
        known = sorted(path.name for path in (paths.DATA / "coded").iterdir() if path.is_dir())
        raise DataError(
            [
                f"{paths.shown(paths.coded(council))}: no such folder, so no coded data "
                f"for {council}. There is data for: {', '.join(known)}"
            ]
        )
    problems, loaded = [], {}
    for name, resource in resources(council).items():
        try:
            loaded[name] = (resource, _rows(resource))
        except DataError as error:
            problems += error.problems
    problems = problems or _schema_problems(loaded, references=True)
    if problems:
        raise DataError(problems)
    return {name: _frame(resource, rows) for name, (resource, rows) in loaded.items()}


def _rows(resource):
    """Return header and rows as text; what frictionless would let through is refused here."""
    path = resource["path"]
    names = [field["name"] for field in resource["schema"]["fields"]]

    def refuse(message, **where):
        raise DataError([problem(path, message, **where)])

    if not path.is_file():
        refuse("no such file. Put the table there, or take it back from the repository")
    raw = path.read_bytes()
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        refuse("is UTF-16. Allowed: UTF-8. Save it again as CSV UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refuse(
            f"is not UTF-8 (byte {error.start + 1}). Save it again as CSV UTF-8",
            row=raw[: error.start].count(b"\n") + 1,
        )
    if not text.strip():
        refuse(f"is empty. Allowed: a header and rows. The header is {','.join(names)}")
    if bad := _CONTROL & set(text):
        where = min(text.index(char) for char in bad)
        refuse(
            f"holds a control character (code {ord(text[where])}). Take it out",
            row=max(1, len(list(csv.reader(io.StringIO(text[:where]))))),
        )
    first = text.lstrip().splitlines()[0]
    if ";" in first and "," not in first:
        refuse("has semicolons between the cells. Allowed: commas. Save it again with commas",
               row=1, value=first)  # fmt: skip
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        refuse(f"is not CSV: {error}. Check the quotation marks")
    header, *body = rows
    for name in [name for name in names if name not in header]:
        refuse(f"is missing. Allowed: {','.join(names)}", row=1, column=name)
    for name in [name for name in header if name not in names]:
        refuse(f"is not a column of this table. Allowed: {','.join(names)}", row=1, value=name)
    if header != names:
        refuse(f"columns in another order. Allowed: {','.join(names)}", row=1)
    if not body:
        refuse("has a header but no rows. Add rows, or take the table back from the repository")
    for number, row in enumerate(body, start=2):
        if not any(cell.strip() for cell in row):
            refuse("is blank. Take the row out", row=number)
        if len(row) != len(names):
            last = row[-1] if row else ""
            refuse(
                f"ends a row of {len(row)} cells. Allowed: {len(names)}, as in the header. "
                "A comma inside a cell needs quotation marks around the cell",
                row=number,
                value=last,
            )
    return rows


def _schema_problems(loaded, references):
    """Return the faults that frictionless finds, each as one line."""
    from frictionless import Package, Resource

    package = Package()
    for name, (resource, rows) in loaded.items():
        schema = dict(resource["schema"])
        if not references:
            schema.pop("foreignKeys", None)
        package.add_resource(
            Resource.from_descriptor({"name": name, "data": rows, "schema": schema})
        )
    found = []
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
        found += _not_exact(resource, rows) if not bad_cells else []
    return found


def _not_exact(resource, rows):
    """Return cells of numbers and dates that frictionless reads although they are not exact."""
    types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    for number, row in enumerate(rows[1:], start=2):
        for name, cell in zip(rows[0], row, strict=True):
            if types[name] != "string" and not cell.isascii():
                yield problem(resource["path"], "has digits other than 0 to 9", number, name, cell)
            elif types[name] == "date" and len(cell) not in (0, 10):
                message = "is not written as a date. Allowed: for example 2019-03-25"
                yield problem(resource["path"], message, number, name, cell)


def _in_words(error, resource, rows):
    """Return one error of frictionless as one line that a reporter understands."""
    details = error.to_dict()
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    row, column, value = details.get("rowNumber"), details.get("fieldName"), details.get("cell")
    field = fields.get(column, {})
    if error.type == "primary-key":
        keys = resource["schema"]["primaryKey"]
        cells = [rows[row - 1][rows[0].index(key)] for key in keys]
        return problem(
            resource["path"],
            f"is {error.note}. Allowed: each only once",
            row,
            " + ".join(keys),
            " + ".join(cells),
        )
    if error.type == "foreign-key":
        return problem(
            resource["path"],
            f"does not stand in {details['referenceName']}.csv, "
            f"column {' + '.join(details['referenceFieldNames'])}. "
            "Allowed: a value that stands there. Correct it, or add the row there first",
            row,
            " + ".join(details["fieldNames"]),
            " + ".join(map(str, details["fieldCells"])),
        )
    if error.type == "unique-error":
        return problem(
            resource["path"], "stands there before. Allowed: each only once", row, column, value
        )
    allowed = field.get("constraints", {}).get("enum")
    if not value and field.get("constraints", {}).get("required"):
        message = f"is empty. A value is required: {field['description']}"
    elif allowed:
        message = f"is not allowed. Allowed: {', '.join(allowed)}"
    elif field.get("type") == "boolean":
        message = "is not allowed. Allowed: true, false"
    elif error.type == "type-error":
        message = f"is not a {field['type']} that exists. Allowed: for example {field['example']}"
    elif field:
        example = f" (for example {field['example']})" if "example" in field else ""
        message = f"is not allowed. Allowed: {field['description']}{example}"
    else:
        message = error.message
    return problem(resource["path"], message, row, column, value or None)


def _frame(resource, rows):
    frame = pd.DataFrame(rows[1:], columns=rows[0]).replace("", pd.NA)
    for field in resource["schema"]["fields"]:
        column = frame[field["name"]]
        match field["type"]:
            case "date":
                column = pd.to_datetime(column, format="%Y-%m-%d")
            case "number":
                column = pd.to_numeric(column).astype("Float64")
            case "integer":
                column = pd.to_numeric(column).astype("Int64")
            case "boolean":
                column = column == "true"
        if field.get("categoriesOrdered"):
            column = pd.Categorical(column, field["constraints"]["enum"], ordered=True)
        frame[field["name"]] = column
    return frame
