"""Sentences that every chart of all councils needs: until when it counts, and what came later."""

from council_record.figures import names
from council_record.text import listed, long_day, verb


def until(counted):
    """Return the last day counted: a month where a program read the last inspections."""
    by_program = counted.by_program == counted.by_program  # NaT is not itself
    return f"{counted.as_at:%B %Y}" if by_program else long_day(counted.as_at)


def on(counted):
    """Return on 31 March 2025, or in June 2026."""
    day = until(counted)
    return f"on {day}" if day[0].isdigit() else f"in {day}"


def remarks(counted, council, *more):
    """Return the caveat of a chart: later grades of the council, councils without an overall one.

    Parameters
    ----------
    counted : england.Counted
    council : Council
    *more : str
        What only this chart has to say, first.
    """
    told = [sentence for sentence in more if sentence]
    for later in counted.later.itertuples():
        told.append(
            f"{council} was graded again in {later.started:%B %Y}, which is not counted here: "
            f"{names.GRADES[later.grade]}."
        )
    if counted.no_overall:
        count = len(counted.no_overall)
        told.append(
            f"Since April 2026 Ofsted gives no overall grade: {listed(counted.no_overall)}, "
            f"inspected since, {verb(count, 'is', 'are')} counted at "
            f"{verb(count, 'its', 'their')} last one."
        )
    return " ".join(told)


def first_year(started):
    """Return the year of the first inspection counted."""
    return started.min().year
