"""What charts of documents say alike: what was read, what hollow dots are, what changed."""

from council_record.text import many, number


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


def moved_sums(recurring):
    """Yield how many sums change what they are for, in one sentence or none."""
    moved = recurring[recurring["reworded"].str.contains("service")].drop_duplicates("family")
    if len(moved):
        most = moved.loc[moved["value"].idxmax(), "label"]
        of = f"{many(len(moved), 'sum')}, {most} among them" if len(moved) > 1 else most
        yield f"The words {'come to ' if len(moved) > 1 else ''}name another service for {of}."


def other_years(recurring):
    """Yield each row of a sum that becomes another year's money, with the first of that sum."""
    first = {row.family: row for row in recurring[::-1].itertuples()}
    for row in recurring[recurring["reworded"].str.contains("recurrence")].itertuples():
        yield row, first[row.family]
