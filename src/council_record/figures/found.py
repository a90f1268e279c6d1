"""What was found on a council, in a few sentences: the front page of the project."""

import pandas as pd

from council_record.analysis import claims, comparison, england, outturn, ratings, recovery
from council_record.figures import counted as counting
from council_record.figures import fig10_left_unsaid, names
from council_record.text import listed, many, millions, number, possessive, verb


def found(council):
    """Return the findings as paragraphs; a council without coded documents has fewer.

    Parameters
    ----------
    council : Council

    Returns
    -------
    list of str
    """
    told = [_grades(council), _words(council), _beside(council)]
    told.append(
        "These are findings about grades, words and returns. They cannot show "
        "that money changed the grades, or that anyone got something wrong."
    )
    return [paragraph for paragraph in told if paragraph]


def _grades(council):
    areas = england.areas(council)
    counted = england.counted(council, areas)
    overall = england.overall(areas, england.moves(council), council["authorities"], counted.as_at)
    recoveries = recovery.recoveries(overall, counted.as_at)
    own = ratings.by_area(*ratings.record(council), council["crosswalk"])
    own = own[own["area"] == england.OVERALL].sort_values("started").tail(3)
    steps = [f"{names.GRADES[row.grade]} in {row.started.year}" for row in own.itertuples()]
    name = possessive(council.name)
    first = f"Ofsted rated {name} children’s services {listed(steps)}. " if steps else ""
    good = int((recoveries["outcome"] == recovery.RECOVERED).sum())
    told = (
        f"{first}Of {len(recoveries)} councils judged Inadequate since "
        f"{areas['started'].min().year}, {number(good)} {verb(good, 'was', 'were')} later Good or "
        f"better, up to {counting.until(counted)}."
    )
    if pd.notna(counted.by_program):
        told += (
            f" The grades since {counted.by_program:%B %Y} were read from Ofsted’s reports by a "
            "program."
        )
    return told


def _words(council):
    described = council.claims()
    recurring = claims.recurring(described)
    unsaid = claims.left_unsaid(described)
    unsaid = unsaid[~unsaid["part"]]
    if recurring.empty or unsaid.empty:
        return ""
    told = ["What was said about the money changed from one document to the next."]
    told += moved_sums(recurring)
    again = recurring[recurring["reworded"].str.contains("recurrence")]
    for row in again.itertuples():
        before = recurring[recurring["family"] == row.family].iloc[0]
        told.append(
            f"{row.label} was money of {before['recurrence']} in {before['published'].year} and of "
            f"{row.recurrence} in {row.published.year}."
        )
    title = fig10_left_unsaid.title(unsaid)
    told.append(f"In documents we read in full, {title[:1].lower()}{title[1:]}.")
    return " ".join(told)


def moved_sums(recurring):
    """Return, as a list of one sentence or none, how many sums change what they are for."""
    moved = recurring[recurring["reworded"].str.contains("service")].drop_duplicates("family")
    if moved.empty:
        return []
    most = moved.loc[moved["value"].idxmax(), "label"]
    if len(moved) == 1:
        return [f"The words name another service for {most}."]
    return [f"The words come to name another service for {many(len(moved), 'sum')}, {most} among "
            "them."]  # fmt: skip


def _beside(council):
    """Return the described and reported sums that lie furthest apart, with the caveat."""
    lines = outturn.lines(outturn.of_councils(council), council)
    pairs = comparison.once(
        comparison.beside_return(council.claims(), council["comparisons"], lines)
    )
    pairs = pairs[(pairs["scope"] == "nearest") & (pairs["line"] != "total")]
    pairs = pairs.dropna(subset="returned")
    if pairs.empty:
        return ""
    row = pairs.loc[(pairs["value"] - pairs["returned"].astype(float)).abs().idxmax()]
    line = names.LINES[row["line"]]
    return (
        f"A document of {row['published'].year} gives {claims.label(row)} for “{row['purpose']}”. "
        f"For the same years the council reported {millions(row['returned'])} on the nearest line "
        f"of its return, {line[:1].lower()}{line[1:]}. A difference does not show that either is "
        "wrong: a document may mean more services than the line."
    )
