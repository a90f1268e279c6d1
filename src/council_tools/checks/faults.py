"""The faults of a council's tables, gathered as lines that name file, row, column and value."""

import pandas as pd

from council_record.data import tables
from council_record.data.errors import problem


class Faults:
    """Lines on faults of the frames of a council, and notes on what is no fault."""

    def __init__(self, council, frames):
        self._resources, self._frames = tables.resources(council), frames
        self.lines, self.notes = [], []

    def apply(self, rules):
        """Note the cells that break rules, each a tuple of table, column, mask and message.

        The mask is over rows that are at fault; one of which it is missing is sound. The message is
        a text, or a Series with the text of each row.
        """
        for table, column, mask, message in rules:
            bad = mask.astype("boolean").fillna(False)
            if not bad.any():
                continue
            told = message if isinstance(message, pd.Series) else pd.Series(message, mask.index)
            for row, text in told[bad].items():
                self.add(table, self._frames[table].loc[row], column, text)

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
        self.lines.append(problem(path, message, row.name + 2, column, value))

    def about(self, table, message):
        """Note a fault of a whole table."""
        self.lines.append(problem(self._resources[table]["path"], message))

    def extend(self, lines):
        """Note faults that stand in lines already."""
        self.lines.extend(lines)

    def note(self, *lines):
        """Keep what is to be told, but is no fault."""
        self.notes.extend(lines)
