"""The faults of a council's tables, gathered as lines that name file, row, column and value."""

import pandas as pd

from council_record.data import tables


class Faults:
    """Lines on faults, and notes on what is no fault."""

    def __init__(self, council):
        self._resources = tables.resources(council)
        self.lines, self.notes = [], []

    def add(self, table, row, column, message):
        """Note a fault in a row (a Series whose name is its position in the table)."""
        value = row[column]
        if pd.isna(value):
            value = ""
        elif hasattr(value, "date"):
            value = value.date()
        elif isinstance(value, float) and value.is_integer():
            value = int(value)
        path = self._resources[table]["path"]
        self.lines.append(tables.problem(path, message, row.name + 2, column, value))

    def about(self, table, message):
        """Note a fault of a whole table."""
        self.lines.append(tables.problem(self._resources[table]["path"], message))

    def extend(self, lines):
        """Note faults that stand in lines already."""
        self.lines.extend(lines)
