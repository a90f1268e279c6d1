"""The choice of a title: the fullest that is short enough."""

from council_record.chart import MOST_WORDS


def fitting(*titles):
    """Return the first title of at most ``MOST_WORDS`` words, or else the last."""
    return next((title for title in titles if len(title.split()) <= MOST_WORDS), titles[-1])
