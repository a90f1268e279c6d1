"""What was found on a council, in a few sentences: the front page of the project."""

import pandas as pd

from council_record.analysis import claims, comparison, england, outturn, ratings, recovery
from council_record.figures import counted as counting
from council_record.figures import fig10_left_unsaid, names
from council_record.figures.described import moved_sums, other_years
from council_record.text import millions, number, possessive, verb


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
    told = []
    if len(own):
        services = f"{possessive(council.name)} children’s services"
        told.append(f"Ofsted rated {services} {names.history(own)}.")
    since = f"since {counting.first_year(areas['started'])}"
    good = int((recoveries["outcome"] == recovery.RECOVERED).sum())
    told.append(
        f"Of {len(recoveries)} councils judged Inadequate {since}, {number(good)} "
        f"{verb(good, 'was', 'were')} later Good or better, up to {counting.until(counted)}."
    )
    if pd.notna(counted.by_program):
        since = f"since {counted.by_program:%B %Y}"
        told.append(f"The grades {since} were read from Ofsted’s reports by a program.")
    return " ".join(told)


def _words(council):
    described = council.claims()
    recurring = claims.recurring(described)
    unsaid = claims.left_unsaid(described)
    unsaid = unsaid[~unsaid["part"]]
    if recurring.empty or unsaid.empty:
        return ""
    told = ["What was said about the money changed from one document to the next."]
    told += moved_sums(recurring)
    for row, before in other_years(recurring):
        first = f"money of {before.recurrence} in {before.published.year}"
        told.append(f"{row.label} was {first} and of {row.recurrence} in {row.published.year}.")
    title = fig10_left_unsaid.title(unsaid)
    told.append(f"In documents we read in full, {title[:1].lower()}{title[1:]}.")
    return " ".join(told)


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
