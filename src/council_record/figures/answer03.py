"""The answer of notebook 3: how spending was described."""

from council_record.analysis import claims
from council_record.figures import fig10_left_unsaid, names
from council_record.figures.described import moved_sums, other_years
from council_record.text import capital, many, number, verb


def spending(described, recurring, unsaid, documents, council):
    """Return the answer in a few sentences.

    Parameters
    ----------
    described, recurring, unsaid : DataFrame
        As returned by ``claims.described``, ``claims.recurring`` and ``claims.left_unsaid``.
    documents : DataFrame
        The council's table.
    council : Council
    """
    if documents.empty:
        return (
            f"No documents on {council} have been coded. `data/coded/CODEBOOK.md` says how to code "
            "one."
        )
    amounts = described["figure_text"].notna()
    parts = int((documents["seen"] == "excerpt").sum())
    told = [
        f"We found {many(int(amounts.sum()), 'amount')} and "
        f"{many(int((~amounts).sum()), 'superlative')} in {many(len(documents), 'document')}."
    ]
    if parts:
        which = "all" if parts == len(documents) else number(parts)
        told.append(f"We could read only part of {which} of the documents.")
    told += [*_again(recurring), *_other_sum(described)]
    full = unsaid[~unsaid["part"]]
    if len(full):
        title = fig10_left_unsaid.title(full)
        told.append(f"In the documents read in full, {title[:1].lower()}{title[1:]}.")
    return " ".join(told)


def _again(recurring):
    """Yield how many amounts come back, and what changes in the words about them."""
    if recurring.empty:
        return
    count = recurring["family"].nunique()
    yield f"{capital(many(count, 'amount'))} {verb(count, 'appears', 'appear')} in more than one."
    yield from moved_sums(recurring)
    for row, before in other_years(recurring):
        first = f"In {before.published.year} {row.label} was money of {before.recurrence}"
        then = f"in {row.published.year} it was described as money of {row.recurrence}"
        yield f"{first}; {then}."


def _other_sum(described):
    for row in described[described["other_sum"]].itertuples():
        yield f"Two different sums are both given as {claims.label(row)}."


def in_words(described):
    """Return every amount in every document as a table for readers."""
    frame = described.dropna(subset="figure_text")
    return frame.assign(
        service=frame["service"].map(names.SERVICES),
        period=[claims.years(row) for row in frame.itertuples()],
        part=frame["part"].map({True: "part", False: "full"}),
    )[["figure_text", "purpose", "service", "period", "recurrence", "flow", "stage", "baseline",
       "author", "published", "part", "quote"]]  # fmt: skip
