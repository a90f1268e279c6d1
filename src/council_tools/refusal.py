"""The error that one line says."""

from council_record.data.errors import DataError, problem


def refusal(path, message, **where):
    """Return a DataError of one line: where it is, and what is allowed; see ``problem``."""
    return DataError([problem(path, message, **where)])
