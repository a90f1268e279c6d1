"""Random faults in the real tables: each is refused with its file, row and column.

The mutator knows what it broke from what a column is for, by the dictionary; it asks no check.
Fifty faults, each in a row of its own, are put into the tables at once: one reading of them
must name every one. What is changed within what a column allows must pass.
"""

import csv
import io
import json
import os
import random

import pytest

import toy
from council_record import paths
from council_tools.checks import rules

EACH = 50
BATCHES = 40 if os.environ.get("FULL_COUNTS") else 10  # 2,000 faults, or 500
CODED = ("documents", "claims", "excluded", "inspections", "judgements", "statements", "events",
         "comparisons")  # fmt: skip
BLANK = ["", " ", "\t", "\u00a0", "\ufeff", "\u2003"]
WRONG = {
    "date": ["2019-13-01", "25/03/2019", "03-25-2019", "0001-01-01", "2919-05-05", "43549",
             "2019-02-29", "2019-3-5", "20190325", "1440-07-18", "yesterday", "2019-03-25T00:00"],
    "number": ["1,000", "1e6", " 5", "5 ", "10_600_000", "inf", "nan", "1e99999999", "--5", "١٢",
               "£5", "0x10", "1e400", "5.", "+5", "99999999999999999999999"],
    "integer": ["1.5", "one", "-1", "1e2", " 2", "2_0", "99999999999999999999", "²", "0"],
    "boolean": ["TRUE", "yes", "1", "False", " true", "t"],
    "code": ["Poor", "nothing", "x y", "?", "0"],
    "key": ["With Spaces", "UPPER", "ends-", "two\nlines", "ümlaut", "tab\there", "../x"],
}  # fmt: skip
FREE = ("note", "date_note", "label", "title")  # any words will do


@pytest.fixture(scope="module")
def fields():
    """Return the columns of each table, from the dictionary."""
    package = json.loads((paths.DATA / "datapackage.json").read_text(encoding="utf-8"))
    return {one["name"]: {field["name"]: field for field in one["schema"]["fields"]}
            | {"": one["schema"]} for one in package["resources"]}  # fmt: skip


def read(project, table):
    text = toy.path(project, table).read_text(encoding="utf-8")
    return list(csv.reader(io.StringIO(text, newline="")))


def broken(chance, field, schema, cell, others):
    """Return what a cell may not hold, or None where nothing is known to be wrong of this one."""
    name, limits = field["name"], field.get("constraints", {})
    choices = []
    if limits.get("required"):
        choices += BLANK
    kind = "code" if "categories" in field else field["type"]
    if kind in WRONG:
        choices += WRONG[kind]
        if kind == "code" and cell:
            choices += [f"{cell} ", f" {cell}", cell.upper() + "!", cell + cell]
    elif name == (schema["primaryKey"] if isinstance(schema["primaryKey"], str)
                  else schema["primaryKey"][0]) and len(schema["primaryKey"]) == 1:  # fmt: skip
        choices += [*WRONG["key"], *others[:2]]
    elif any(name in key["fields"] for key in schema.get("foreignKeys", [])):
        choices += ["nowhere-2019", cell + "x"]
    elif limits.get("required"):
        choices += ["x" * 1_100_000]
    choices = [one for one in choices if one != cell]
    return chance.choice(choices) if choices else None


@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_fault_is_named_with_file_row_and_column(project, fields, batch):
    chance, made, found = random.Random(batch), [], {}
    tables = {table: read(project, table) for table in CODED}
    free = {table: list(range(1, len(rows))) for table, rows in tables.items()}
    while len(made) < EACH:
        table = chance.choice([name for name in CODED if free[name]])
        rows, row = tables[table], free[table].pop(chance.randrange(len(free[table])))
        column = chance.choice(rows[0])
        place = rows[0].index(column)
        others = [rows[one][place] for one in free[table] if one < row]
        schema = fields[table][""]
        value = broken(chance, fields[table][column], schema, rows[row][place], others)
        if value is not None:
            found[table, row + 1, column] = value
            made.append((table, row, place, value))
            if value in others:  # the row that it repeats stays as it is
                free[table].remove(next(one for one in free[table] if rows[one][place] == value))
    for table, row, place, value in made:
        tables[table][row][place] = value
    for table, rows in tables.items():
        toy.write_rows(toy.path(project, table), rows)
    lines = "\n".join(told())
    for (table, row, column), value in found.items():
        place = f"{table}.csv, row {row}, column {column}"
        assert f"{place}: " in lines or f"{place} + " in lines, (place, value[:40])


@pytest.mark.parametrize("batch", range(4))
def test_what_a_column_allows_is_accepted(project, batch):
    chance = random.Random(1000 + batch)
    tables = {table: read(project, table) for table in CODED}
    for _ in range(EACH):
        table = chance.choice([name for name in CODED if set(FREE) & set(tables[name][0])])
        rows = tables[table]
        column = chance.choice([name for name in FREE if name in rows[0]])
        words = ["Größe, “quoted”", "=SUM(A1)", "a; b", "£5 – 10%", "line, with commas"]
        row = chance.choice(rows[1:])
        if row[rows[0].index(column)] or column == "note":
            row[rows[0].index(column)] += f" {chance.choice(words)}"
            row[rows[0].index(column)] = row[rows[0].index(column)].strip()
    for table, rows in tables.items():
        toy.write_rows(toy.path(project, table), rows)
    assert told() == []


def told():
    """Return the lines about all faults."""
    try:
        return rules.check("Newham", thorough=False).lines
    except rules.tables.DataError as error:
        return error.problems
