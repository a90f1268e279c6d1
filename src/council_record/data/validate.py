"""Check tables against their schema with frictionless, and tell its faults in words."""

import sys

from council_record.data.errors import problem


def problems(loaded, references):
    """Return the faults that frictionless finds, each as one line."""
    # Where JupyterLab has brought this module, jsonschema compiles 38 grammars with it for seconds:
    # of addresses with letters beyond ASCII. No schema here needs them. None: it is not there.
    sys.modules.setdefault("rfc3987_syntax", None)
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
