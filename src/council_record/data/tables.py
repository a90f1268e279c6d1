"""Read the project's tables: a frame comes out valid, or an error says which cell is wrong.

The schema of every table stands once, in data/datapackage.json (Frictionless Data Package v2).
Rows are numbered as a spreadsheet numbers them: the header is row 1.
"""

import hashlib
import json
import os
from collections.abc import Mapping

import pandas as pd

from council_record import paths
from council_record.data import dialect, safe_csv
from council_record.data.errors import DataError, refusal

RESTORE = "Restore it: git checkout data/datapackage.json"


def described():
    """Return the content of data/datapackage.json, or refuse it in one line if it is no JSON."""
    path = paths.DATA / "datapackage.json"
    if not path.is_file():
        message = "no such file. The tables come with the repository: clone it, and install there"
        raise refusal(path, message)
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise refusal(path, f"is not UTF-8. {RESTORE}") from None
    except RecursionError:
        raise refusal(path, f"is nested too deep. {RESTORE}") from None
    except json.JSONDecodeError as error:
        message = f"is not JSON: {error.msg}, column {error.colno}. {RESTORE}"
        raise refusal(path, message, row=error.lineno) from None


def resources(council):
    """Return the description of each table, by name, with the paths of one council.

    The allowed values of a column are its ``categories``; they are handed on as an enum too,
    which is what frictionless checks. A DataError says if the dictionary does not describe tables;
    the command ``check`` says where.
    """
    try:
        return {one["name"]: _with_place(one, council) for one in described()["resources"]}
    except (KeyError, TypeError, AttributeError):
        message = f"does not describe tables. {RESTORE}, or see: python -m council_tools check"
        raise refusal(paths.DATA / "datapackage.json", message) from None


def _with_place(resource, council):
    path = paths.DATA / resource["path"]
    resource["path"] = paths.coded(council) / path.name if _is_coded(path) else path
    for field in resource["schema"]["fields"]:
        if "categories" in field:
            allowed = [category["value"] for category in field["categories"]]
            field.setdefault("constraints", {})["enum"] = allowed
    return resource


class Tables(Mapping):
    """Every table of a council by name, each read and checked when it is first asked for.

    Parameters
    ----------
    council : str
        Whose coded tables are meant; they are empty for a council without coded documents.

    Notes
    -----
    A table is a frame with the columns of the schema. Dates are timestamps, numbers nullable,
    ``grade`` an ordered category from Inadequate to Outstanding; an empty cell is missing. The
    tables that a coded one refers to are read with it, and no others. ``tables[name]`` raises a
    DataError if a file is missing, unreadable or breaks the schema; one built from an official
    release must be as the import left it, which its SHA-256 tells.
    """

    def __init__(self, council):
        self._resources, self._frames = resources(council), {}

    def __getitem__(self, name):
        if name not in self._resources:
            raise DataError([f'There is no table "{name}". There are: {", ".join(self)}'])
        if name not in self._frames:
            self._frames |= load(self._with_references(name, {}))
        return self._frames[name]

    def _with_references(self, name, found):
        found[name] = self._resources[name]
        if "hash" not in found[name]:
            for other in _referred(found[name]):
                if other not in found:
                    self._with_references(other, found)
        return found

    def __contains__(self, name):
        return name in self._resources

    def __iter__(self):
        return iter(self._resources)

    def __len__(self):
        return len(self._resources)


def load(resources, thorough=False):
    """Return tables as frames, by name, or raise a DataError with the faults of all of them.

    Parameters
    ----------
    resources : dict of str to dict
        As returned by ``resources``: all tables, or some with those that they refer to.
    thorough : bool
        Whether tables built from official releases are checked against their schema too.
    """
    problems, loaded = [], {}
    for name, resource in resources.items():
        try:
            rows = _built(resource) if "hash" in resource else _coded(resource)
            loaded[name] = (resource, rows)
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)
    if not os.environ.get("TABLES_CHECKED_APART"):  # by the run of which this notebook is a part
        _refuse_faults(loaded, thorough)
    return {name: _frame(*table) for name, table in loaded.items()}


def _refuse_faults(loaded, thorough):
    from council_record.data import validate

    checked = {
        name: (resource, rows)
        for name, (resource, rows) in loaded.items()
        if len(rows) > 1 and (thorough or "hash" not in resource)
    }
    for resource, _ in list(checked.values()):  # what it refers to, without rows too
        checked |= {name: loaded[name] for name in _referred(resource)}
    if problems := validate.problems(checked):
        raise DataError(problems)


def _referred(resource):
    return [key["reference"]["resource"] for key in resource["schema"].get("foreignKeys", [])]


def releases(name):
    """Return the releases that a table was built from: title, as_at, file and SHA-256 of each."""
    return resources(paths.DEFAULT_COUNCIL)[name]["sources"]


def _names(resource):
    return [field["name"] for field in resource["schema"]["fields"]]


def _is_coded(path):
    return paths.DATA / "coded" in path.parents


def _coded(resource):
    """Return header and rows of a table coded by hand; without rows if a council has none."""
    path, names = resource["path"], _names(resource)
    try:
        # Opened, not only looked for: what follows a notebook's reading then knows of the file.
        paths.inside(path).open("rb").close()
    except FileNotFoundError:
        if _is_coded(path) and (resource.get("optional") or not path.parent.is_dir()):
            return [names]
    except IsADirectoryError:
        raise refusal(path, "is a folder. Put the table there") from None
    return dialect.rows(path, names, may_be_empty=_is_coded(path))


def _built(resource):
    """Return header and rows of a table that is exactly as its import wrote it."""
    path = resource["path"]
    restore = f"Restore it: git checkout {paths.shown(path)}"
    if not path.is_file():
        raise refusal(path, f"no such file. {restore}")
    raw = paths.inside(path).read_bytes()
    if "sha256:" + hashlib.sha256(raw).hexdigest() != resource["hash"]:
        message = f"was changed since it was built from its release. {restore}, or run: "
        raise refusal(path, f"{message}python -m council_tools import")
    rows = safe_csv.rows(raw.decode("utf-8"))
    if rows[0] != _names(resource):
        place = paths.DATA / "datapackage.json"
        message = f"table {resource['name']}: describes other columns than {paths.shown(path)} has"
        raise refusal(place, f"{message}. {RESTORE}")
    return rows


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
