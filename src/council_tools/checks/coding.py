"""A coding in a file of its own: drafts that ``find`` wrote, or what another coder made."""

import pandas as pd

from council_record import paths
from council_record.data import dialect, tables, validate
from council_record.data.errors import DataError, refusal
from council_record.text import many

_TABLES = ("claims", "excluded", "statements")
_TO_CODE = "to code"  # what a draft has where the codebook knows no ``unstated``


def read(path):
    """Return the name of the table that a file is a coding of, and its rows as text.

    A cell with a list of allowed codes may hold ``to code`` as well. A file that is no coding, or a
    cell that holds what is not allowed, raises a DataError.
    """
    resources, refused = tables.resources(paths.DEFAULT_COUNCIL), []
    for name in _TABLES:
        resource = resources[name] | {"path": path, "schema": _for_drafts(resources[name])}
        try:
            rows = dialect.rows(path, [field["name"] for field in resource["schema"]["fields"]])
        except DataError as error:
            refused.append(error)
            continue
        if problems := validate.problems({name: (resource, rows)}):
            raise DataError(problems)
        return name, pd.DataFrame(rows[1:], columns=rows[0])
    if len({str(error) for error in refused}) == 1:
        raise refused[0]
    message = f"is not a coding. Allowed: the columns of {' or '.join(_TABLES)}, in their order"
    raise refusal(path, message, row=1)


def left_to_code(path):
    """Return a line that says how much of a file of drafts is still to be coded."""
    name, frame = read(path)
    cells = (frame == _TO_CODE).sum()
    left = ", ".join(f"{column} {count}" for column, count in cells[cells > 0].items())
    told = f"{many(len(frame), 'draft')} of {name}.csv"
    return f"{paths.shown(path)}: {told}; {f'to code: {left}' if left else 'nothing to code'}."


def _for_drafts(resource):
    """Return a schema in which ``to code`` is allowed beside the codes."""
    fields = []
    for field in resource["schema"]["fields"]:
        limits = field.get("constraints", {})
        if "enum" in limits:
            limits = limits | {"enum": [*limits["enum"], _TO_CODE]}
        fields.append(field | {"constraints": limits})
    return resource["schema"] | {"fields": fields}
