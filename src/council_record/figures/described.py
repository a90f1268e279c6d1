"""What charts of documents say alike: what was read, and what hollow dots are."""

from council_record.text import number


def sources(documents):
    """Return how many documents were read, in full and in part, for a chart's foot."""
    full = int((documents["seen"] == "full").sum())
    years = documents["published"].dt.year
    return (
        f"coding of {len(documents)} documents, {years.min()} to {years.max()} "
        f"({number(full) if full else 'none'} read in full); each is named in the data."
    )


def hollow(data):
    """Return what hollow dots are, where documents were seen in part, to follow a sentence."""
    return " Hollow: we could read only part of the document." if data["part"].any() else ""
