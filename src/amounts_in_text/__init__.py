"""Find the figures in a text, and the words that say what they are.

A figure is an amount of money, a percentage, percentage points, a ratio in words ("a third",
"doubled") or a count. Calendar dates, financial years, times, ordinals, telephone numbers,
postcodes and web addresses are not figures, nor is the word "one" alone, which is nearly always a
pronoun; four digits from 1900 to 2099 without a comma are a year. This package reads text only: no
files, no tables.
"""

from amounts_in_text.extract import Mention, find, read_figure
from amounts_in_text.wordings import Wording, wordings

__all__ = ["Mention", "Wording", "find", "read_figure", "wordings"]
