"""Faults of data, each as one line that names file, row, column, value and what is allowed."""

import re

from council_record import paths


class DataError(Exception):
    """Bad data: ``problems`` is a list of lines, each naming file, row, column and value."""

    def __init__(self, problems):
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))

    def __reduce__(self):  # from a process to another
        return type(self), (self.problems,)


def refusal(path, message, **where):
    """Return a DataError of one line: where it is, and what is allowed; see ``problem``."""
    return DataError([problem(path, message, **where)])


def problem(path, message, row=None, column=None, value=None, sheet=None):
    """Return one line about one fault: where it is, the value, and what is allowed."""
    place = [paths.shown(path)]
    place += [f"sheet {sheet}"] if sheet else []
    place += [f"row {row}"] if row else []
    place += [f"column {column}"] if column else []
    found = "" if value is None else f'"{_short(value)}" '
    return f"{', '.join(place)}: {found}{' '.join(message.split())}"


def _short(value):
    text = re.sub(r"[\r\n\t]+", " ", str(value))
    return text if len(text) <= 80 else text[:77] + "..."
