"""One financial year, from 1 April to 31 March, written 2018-19."""

import re
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class FinancialYear:
    """A financial year by the calendar year in which it begins.

    ``str`` writes it as tables do: 2018-19.
    """

    first: int

    @classmethod
    def parse(cls, text):
        """Return the year that a text such as 2018-19 names; a ValueError if it names none."""
        found = re.fullmatch(r"(\d{4})-(\d\d)", text)
        if not found or (int(found[1]) + 1) % 100 != int(found[2]):
            raise ValueError(f'"{text}" is not a financial year. Write it as 2018-19')
        return cls(int(found[1]))

    @classmethod
    def of(cls, day):
        """Return the year in which a day lies: of 4 March 2022 it is 2021-22."""
        return cls(day.year if day.month >= 4 else day.year - 1)

    @property
    def last_day(self):
        """The 31 March on which it ends."""
        return pd.Timestamp(self.first + 1, 3, 31)

    def __str__(self):
        return f"{self.first}-{(self.first + 1) % 100:02}"


def between(first, last):
    """Return the names of the financial years from one to another, both included."""
    ends = FinancialYear.parse(first).first, FinancialYear.parse(last).first
    return [str(FinancialYear(year)) for year in range(ends[0], ends[1] + 1)]
