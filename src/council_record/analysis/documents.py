"""The documents: how charts name and mark them."""

import pandas as pd


def day(timestamp):
    """Return a day as 25 Mar 2019."""
    return f"{timestamp.day} {timestamp:%b %Y}"


def published(document):
    """Return the day a document was published, or the days or the month in which it was."""
    first, last = document["published"], document["published_latest"]
    if first == last:
        return day(first)
    if first.is_month_start and last == first + pd.offsets.MonthEnd():
        return f"{first:%b %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    return f"{day(first).removesuffix(f' {last.year}')} to {day(last)}"


def in_order(documents):
    """Return the documents in order of publication; a day that is known comes first."""
    return documents.sort_values(["published", "published_latest", "document_id"])
