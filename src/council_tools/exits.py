"""The exit codes of the command line; one ended by a signal has 128 and its number."""

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended."""

    FINE = 0
    FAILED = 1  # a notebook or a check broke
    BAD_DATA = 2  # in a table, an argument or a parameter of a notebook
    LOCKED = 3  # another run is writing
    CANNOT_WRITE = 4  # or cannot read
    OUT_OF_DATE = 5  # figures, found by --check
