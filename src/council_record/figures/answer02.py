"""The answer of notebook 2, and its tables: one council among all."""

import pandas as pd

from council_record.analysis import england, recovery
from council_record.figures import counted as counting
from council_record.figures import fig06_time_to_recover, names
from council_record.text import capital, listed, many, number, of, verb

_MOVED = {3: "up three grades", 2: "up two grades", -2: "down two grades", -3: "down three grades"}


def answer(overall, moves, recoveries, counted, council):
    """Return the answer in a few sentences.

    Parameters
    ----------
    overall, moves, recoveries : DataFrame
        As ``analysis.england`` returns them.
    counted : england.Counted
    council : Council
    """
    now = england.standing(overall)
    told = [
        _own(overall, now, moves, council),
        f"In England {england.good(now['grade']).sum()} of {len(now)} councils are Good or better.",
        _moved(moves),
        _recovered(recoveries, counted, council),
        f"These counts run to {counting.until(counted)}.",
    ]
    if pd.notna(counted.by_program):
        since = f"those since {counted.by_program:%B %Y}"
        told.append(f"A program read the last inspections, {since}, from Ofsted’s reports.")
    return " ".join([*told, counting.remarks(counted, council)]).strip()


def _own(overall, now, moves, council):
    """Return where the council stands, and how rare its largest move is."""
    own = overall[overall["local_authority"] == council.name]
    if own["grade"].isna().all():
        return f"This record holds no overall grade of {council}."
    last = own.iloc[-1]
    grade, year = names.GRADES[last["grade"]], last["started"].year
    if not last["exists"]:
        gone = f"{council} was abolished in {last['exists_until'].year}"
        return f"{gone}. Its last overall grade was {grade}, in {year}."
    others = (now["grade"] == last["grade"]).sum() - 1
    told = (
        f"Ofsted rated {council} {grade} overall in {year}; {many(others, 'other council')} "
        f"{verb(others, 'has', 'have')} that grade."
    )
    made = moves[moves["area"] == england.OVERALL]
    steep = made[(made["local_authority"] == council.name) & (made["steps"].abs() >= 2)]
    return f"{told} {_steep(steep.iloc[-1], made)}" if len(steep) else told


def _steep(move, made):
    """Return how many re-inspections moved as far as a move of two grades or more."""
    rose = move["steps"] > 0
    steps = made["steps"] if rose else -made["steps"]
    alike, way = (steps >= abs(move["steps"])).sum(), "raised" if rose else "lowered"
    return (
        f"From {move['from_started'].year} to {move['to_started'].year} it "
        f"{'rose' if rose else 'fell'} by {number(abs(move['steps']))} grades. Of {len(made):,} "
        f"re-inspections in England, {number(alike)} {way} the overall grade as far."
    )


def _moved(moves):
    made = moves[moves["area"] == england.OVERALL]
    across = made["redefined"].sum()
    told = (
        f"From one inspection to the next, {(made['steps'] > 0).sum()} overall grades rose and "
        f"{(made['steps'] < 0).sum()} fell."
    )
    if across:
        told += f" Of all moves, {across} {verb(across, 'crosses', 'cross')} a change of framework."
    return told


def _recovered(recoveries, counted, council):
    done = (recoveries["outcome"] == recovery.RECOVERED).sum()
    judged = f"{capital(of(done))} of {len(recoveries)} councils judged Inadequate"
    told = f"{judged} {verb(done, 'was', 'were')} later Good or better."
    return f"{told} {fig06_time_to_recover.own(recoveries, counted, council)}"


def recovery_table(recoveries):
    """Return the table of all councils ever judged Inadequate, as a reader wants it."""
    frame = recoveries.assign(
        outcome=recoveries["outcome"].astype(str), years=recoveries["years"].round(1)
    )
    columns = ["local_authority", "inadequate", "outcome", "years", "until", "between", "latest",
               "again"]  # fmt: skip
    return frame[columns]


def moves_table(moves):
    """Return the table of the biggest moves; see ``england.big_moves``."""
    frame = england.big_moves(moves)
    for name in ("areas", "redefined"):
        frame[name] = [
            listed(map(names.AREAS.get, areas)) if areas else "" for areas in frame[name]
        ]
    frame = frame.assign(change=frame["steps"].map(_MOVED))
    columns = ["local_authority", "change", "from_grade", "to_grade", "areas", "from_started",
               "to_started", "redefined"]  # fmt: skip
    return frame[columns]
