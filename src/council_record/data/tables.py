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
from council_record.data.errors import DataError, problem

RESTORE = "Restore it: git checkout data/datapackage.json"


def described():
    """Return the content of data/datapackage.json, or refuse it in one line if it is no JSON."""
    path = paths.DATA / "datapackage.json"
    if not path.is_file():
        message = "no such file. The tables come with the repository: clone it, and install there"
        raise DataError([problem(path, message)])
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise DataError([problem(path, f"is not UTF-8. {RESTORE}")]) from None
    except RecursionError:
        raise DataError([problem(path, f"is nested too deep. {RESTORE}")]) from None
    except json.JSONDecodeError as error:
        message = f"is not JSON: {error.msg}, column {error.colno}. {RESTORE}"
        raise DataError([problem(path, message, error.lineno)]) from None


def resources(council):
    """Return the description of each table, by name, with the paths of one council.

    The allowed values of a column are its ``categories``; they are handed on as an enum too,
    which is what frictionless checks.
    """
    every = described()["resources"]
    for resource in every:
        path = paths.DATA / resource["path"]
        coded = paths.DATA / "coded" in path.parents
        resource["path"] = paths.coded(council) / path.name if coded else path
        for field in resource["schema"]["fields"]:
            if "categories" in field:
                allowed = [category["value"] for category in field["categories"]]
                field.setdefault("constraints", {})["enum"] = allowed
    return {resource["name"]: resource for resource in every}


def labels(table, column):
    """Return the label of each allowed value of a column, in the order of the schema."""
    fields = {field["name"]: field for field in resources(paths.DEFAULT_COUNCIL)[table]["schema"]
              ["fields"]}  # fmt: skip
    return {one["value"]: one["label"] for one in fields[column]["categories"]}


def read(name, council=paths.DEFAULT_COUNCIL):
    """Return one table as a frame, validated.

    Parameters
    ----------
    name : str
        A resource of data/datapackage.json: documents, claims, outturn, ...
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
        If the file is missing, unreadable or breaks the schema. A table built from an official
        release must be as the import left it, which its SHA-256 tells.
    """
    resource = resources(council)[name]
    if "hash" in resource:
        return _frame(resource, _built(resource))
    rows = _rows(resource)
    _refuse_faults({name: (resource, rows)}, references=False)
    return _frame(resource, rows)


def read_all(council, *, thorough=False):
    """Return every table, with the coded ones of a council; they are empty where there are none.

    References between coded tables are checked too; ``thorough`` also checks the tables that were
    built from official releases against their schema.
    """
    return _load(resources(council), council, thorough)


class Tables(Mapping):
    """Every table of a council by name, each read and checked when it is first asked for.

    A notebook thus reads the tables that it uses and those that they refer to, and no others. A
    coded table is empty for a council without coded documents.
    """

    def __init__(self, council):
        self._council, self._resources, self._read = council, resources(council), {}

    def __getitem__(self, name):
        if name not in self._resources:
            raise DataError([f'There is no table "{name}". There are: {", ".join(self)}'])
        if name not in self._read:
            wanted = self._with_references(name, {})
            self._read |= _load(wanted, self._council)
        return self._read[name]

    def _with_references(self, name, found):
        found[name] = resource = self._resources[name]
        if "hash" not in resource:
            for key in resource["schema"].get("foreignKeys", []):
                if key["reference"]["resource"] not in found:
                    self._with_references(key["reference"]["resource"], found)
        return found

    def __contains__(self, name):
        return name in self._resources

    def __iter__(self):
        return iter(self._resources)

    def __len__(self):
        return len(self._resources)


def _load(resources, council, thorough=False):
    problems, loaded = [], {}
    for name, resource in resources.items():
        try:
            if "hash" in resource:
                loaded[name] = (resource, _built(resource))
            else:
                loaded[name] = (resource, _coded(resource, paths.coded(council)))
        except DataError as error:
            problems += error.problems
    checked = {
        name: (resource, rows)
        for name, (resource, rows) in loaded.items()
        if len(rows) > 1 and (thorough or "hash" not in resource)
    }
    if problems:
        raise DataError(problems)
    for resource, _ in list(checked.values()):  # what it refers to, without rows too
        for key in resource["schema"].get("foreignKeys", []):
            name = key["reference"]["resource"]
            checked[name] = loaded[name]
    _refuse_faults(checked, references=True)
    return {name: _frame(*table) for name, table in loaded.items()}


def _refuse_faults(loaded, references):
    if not os.environ.get("TABLES_CHECKED_APART"):  # by the run of which this notebook is a part
        _validate(loaded, references)


def _validate(loaded, references):
    from council_record.data import validate

    if problems := validate.problems(loaded, references=references):
        raise DataError(problems)


def _coded(resource, folder):
    """Return header and rows of a coded table, without rows if the council has none."""
    try:
        # Opened, not only looked for: what follows a notebook's reading then knows of the file.
        paths.inside(resource["path"]).open("rb").close()
    except FileNotFoundError:
        missing = resource.get("optional") or not folder.is_dir()
        if folder in resource["path"].parents and missing:
            return [_names(resource)]
    except IsADirectoryError:
        message = "is a folder. Put the table there"
        raise DataError([problem(resource["path"], message)]) from None
    return _rows(resource)


def missing():
    """Return the releases that could not be had: what each is, where, and what it would give."""
    return described()["missing"]


def releases(name):
    """Return the releases that a table was built from: title, as_at, file and SHA-256 of each."""
    return resources(paths.DEFAULT_COUNCIL)[name]["sources"]


def check_text(resource, text):
    """Raise a DataError if the text of a built table breaks its schema."""
    name = resource["name"]
    known = resources(paths.DEFAULT_COUNCIL)[name]
    _validate({name: (known, safe_csv.rows(text))}, references=False)


def text_frame(text):
    """Return CSV as a frame of texts; an empty cell is an empty text, a ragged row a ValueError."""
    header, *body = safe_csv.rows(text)
    if any(len(row) != len(header) for row in body):
        raise ValueError("rows of other lengths than the header")
    return pd.DataFrame(body, columns=header, dtype=str)


def _names(resource):
    return [field["name"] for field in resource["schema"]["fields"]]


def _built(resource):
    """Return header and rows of a table that is exactly as its import wrote it."""
    path = resource["path"]
    if not path.is_file():
        raise DataError(
            [problem(path, f"no such file. Restore it: git checkout {paths.shown(path)}")]
        )
    raw = paths.inside(path).read_bytes()
    if "sha256:" + hashlib.sha256(raw).hexdigest() != resource["hash"]:
        message = "was changed since it was built from its release. Restore it: git checkout " \
                  f"{paths.shown(path)}, or run: python -m council_tools import"  # fmt: skip
        raise DataError([problem(path, message)])
    rows = safe_csv.rows(raw.decode("utf-8"))
    if rows[0] != _names(resource):
        place = paths.DATA / "datapackage.json"
        message = f"table {resource['name']}: describes other columns than {paths.shown(path)} has"
        raise DataError(
            [problem(place, f"{message}. Restore it: git checkout {paths.shown(place)}")]
        )
    return rows


def _rows(resource):
    """Return header and rows of a table; one coded by hand may have nothing to say."""
    coded = paths.DATA / "coded" in resource["path"].parents
    return dialect.rows(resource["path"], _names(resource), may_be_empty=coded)


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
