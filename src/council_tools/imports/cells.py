"""Say which cells of a release are not what their columns allow, all at once."""

import pandas as pd

from council_record.data.errors import DataError, problem, refusal


def refuse(file, message, **where):
    """Raise a DataError with one line."""
    raise refusal(file, message, **where)


class Cells:
    """The bad cells of a table, a line each in ``lines``.

    Parameters
    ----------
    file : Path
    frame : DataFrame
        Indexed by the rows of the file, or with a column ``row`` that has them.
    names : dict of str to str
        What the file calls a column of the frame, where that differs.
    sheet : str, optional
    """

    def __init__(self, file, frame, names=None, sheet=None):
        self.file, self.frame, self.names, self.sheet = file, frame, names or {}, sheet
        self.lines = []

    def note(self, column, bad, message):
        """Note the cells of a column in the rows of a mask.

        The mask is over all rows or some of them. The message is one text for all, or a Series
        with that of each row.
        """
        told = message if isinstance(message, pd.Series) else pd.Series(message, bad.index)
        rows = bad.index[bad]
        numbers = self.frame["row"] if "row" in self.frame else rows.to_series()
        self.lines += [
            problem(self.file, told[row], numbers[row], self.names.get(column, column), value,
                    self.sheet)
            for row, value in self.frame.loc[rows, column].items()
        ]  # fmt: skip

    def stop(self):
        """Raise a DataError if a cell was noted."""
        if self.lines:
            raise DataError(self.lines)
