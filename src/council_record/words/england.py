"""Sentences of notebook 02: one council among all."""

from council_record.data.tables import labels, read
from council_record.text import listed, long_day, many, number, of, short, verb

_AREAS = labels("crosswalk", "area")
_NOT_YET = {"not yet judged": "without such a grade under ILACS"}
WAITING, GOOD = "still waiting", "good or better"


def since():
    """Return the year from which ILACS has been in force."""
    begun = read("frameworks").set_index("framework")["in_force_from"]
    return begun[begun.index.str.startswith("ilacs")].min().year


def absent(areas, authorities, council, as_at):
    """Return why a council has no place among those of a day, or an empty text if it has one."""
    ended = authorities.set_index("short_name").loc[council, "exists_until"]
    never = council not in set(areas["local_authority"])
    if ended < as_at:
        without = " without an inspection under ILACS" if never else ""
        return f"{council} was abolished on {long_day(ended)}{without}."
    return f"{council} had no inspection under ILACS by {long_day(as_at)}." if never else ""


def england_answer(moves, recoveries, council, absent=""):
    """Return the answer of notebook 02 in a few sentences."""
    steep = moves[moves["steps"].abs() >= 2]
    up = int((steep["steps"] > 0).sum())
    pairs = moves[["from_inspection", "to_inspection"]].drop_duplicates()
    first = (
        f"{len(pairs)} pairs of consecutive inspections under ILACS give {len(moves)} moves, "
        f"counted area by area; {len(steep)} are of two grades or more, {up} up and "
        f"{len(steep) - up} down"
    )
    own = steep[steep["local_authority"] == council]
    told = listed(
        f"{_AREAS[row.area].lower()}{' and care leavers together' if row.shared else ''} "
        f"({_from_to(row.from_grade, row.to_grade)}, {row.to_started.year}"
        f"{', from a shared grade' if row.from_shared else ''})"
        for row in own.itertuples()
    ) if len(own) else ""  # fmt: skip
    second = f"{council} made {of(len(own))} of them" + (f": {told}" if told else "")
    return f"{first}. {second}. {_waiting(recoveries, council, absent)}"


def _waiting(recoveries, council, absent):
    """Return how many recovered, and how the council did."""
    done = recoveries[recoveries["outcome"] == GOOD]
    waiting, ended = ((recoveries["outcome"] == name).sum() for name in (WAITING, "abolished"))
    gone = f", and {number(ended)} {'was' if ended == 1 else 'were'} abolished" if ended else ""
    again = int(((recoveries["outcome"] == WAITING) & (recoveries["between"] != "")).sum())
    count = many(len(recoveries), "council", digits=True)
    judged = f"Of {count} judged inadequate overall under ILACS, from {since()} on,"
    told = f"{judged} none has later been judged good or better"
    if len(done):
        told = (
            f"{judged} {len(done)} {verb(len(done), 'has', 'have')} later been judged good or "
            f"better, after {_years(done['years'])}; {waiting} "
            f"{verb(waiting, 'has', 'have')} not, {of(again)} of them with a further graded "
            f"inspection{gone}"
        )
    own = recoveries[recoveries["local_authority"] == council].to_dict("records")
    if not own:
        told += f". {council} has not been judged inadequate overall under ILACS."
        return f"{told} {absent}".rstrip()
    if own[-1]["outcome"] == GOOD:
        return f"{told}. {council} took {own[-1]['years']} years."
    after = f"after {own[-1]['years']} years"
    if own[-1]["outcome"] == WAITING:
        return f"{told}. {council} is among those that have not, {after}."
    return f"{told}. {council} was abolished {after}."


def _years(years):
    low, high = years.min(), years.max()
    return f"{low} years" if low == high else f"{low} to {high} years"


def _from_to(before, after):
    return f"from {short(before)} to {short(after)}"


def grade_shares(shares, council, grades, absent=""):
    """Describe the chart of shares of councils at each grade."""
    last = shares[shares["day"] == shares["day"].max()]
    day, first = last["day"].iloc[0], shares["day"].min()
    overall = last[last["area"] == "overall_effectiveness"].set_index("grade")
    own = grades.get("overall_effectiveness")
    good, best = (overall.loc[grade, "councils"] for grade in ("Good", "Outstanding"))
    tracks = "; ".join(
        f"{_AREAS[area].lower()} "
        + ", ".join(f"{_NOT_YET.get(row.grade, short(row.grade))} {row.councils}"
                    for row in part.itertuples() if row.councils)
        for area, part in last.groupby("area", sort=False)
    )  # fmt: skip
    stands = absent or (f"{council} stood at {short(own)} overall." if own else "")
    return {
        "title": f"{good} councils Good, {best} Outstanding overall, {long_day(day)}",
        "subtitle": f"Share of councils at each Ofsted grade, by judgement area: England, "
        f"{first.year} to {day.year}",
        "alt": f"Bands over time for {last['area'].nunique()} judgement areas. Of "
        f"{overall['of'].iloc[0]} councils on {long_day(day)}: {tracks}. {stands}".rstrip(),
    }


def moves_matrix(transitions, council, until):
    """Describe the chart of counts from grade to grade."""
    overall = transitions[transitions["judgement"] == "overall_effectiveness"]
    up, still, down = _ways(overall)
    own = transitions[transitions["council"] > 0]
    told = listed(
        f"{_AREAS[row.judgement].lower()} {_from_to(row.from_grade, row.to_grade)} "
        f"({row.inspections} in England)"
        for row in own.itertuples()
    ) if len(own) else "none in this time"  # fmt: skip
    return {
        "title": f"Overall: {up} grades rose, {down} fell, {still} stayed",
        "subtitle": f"Moves from one inspection to the next, by judgement area: England, "
        f"{since()} to {until.year}",
        "alt": f"Grids of counts, grade before by grade after, for "
        f"{transitions['judgement'].nunique()} judgement areas. Overall effectiveness: {up} moves "
        f"up, {down} down, {still} without change. Moves of {council}: {told}.",
    }


def _ways(transitions):
    """Return how many moves went up, stayed and went down."""
    grades = list(labels("judgements", "grade"))
    steps = transitions["to_grade"].map(grades.index) - transitions["from_grade"].map(grades.index)
    counts = transitions["inspections"]
    return [int(counts[mask].sum()) for mask in (steps > 0, steps == 0, steps < 0)]


def biggest_moves(steep, council, until):
    """Describe the chart of moves of two grades or more."""
    up, own = int((steep["steps"] > 0).sum()), steep[steep["local_authority"] == council]
    counts = "; ".join(
        f"{_AREAS[area].lower()} {len(part)}" for area, part in steep.groupby("area", sort=False)
    )
    return {
        "title": f"Two grades or more: {up} moves up, {len(steep) - up} down",
        "subtitle": f"Every move of two grades or more between inspections: England, {since()} to "
        f"{until.year}",
        "alt": f"Arrows from grade to grade with the councils that made the move, by judgement "
        f"area: {counts}. {len(steep)} in all, {up} up; {of(len(own))} by {council}.",
    }


def time_to_recover(recoveries, council, as_at, absent=""):
    """Describe the chart of the time from an inadequate inspection to a good one."""
    done = (recoveries["outcome"] == GOOD).sum()
    return {
        "title": f"{done} of {len(recoveries)} judged inadequate under ILACS later judged good",
        "subtitle": f"Years from a first inadequate inspection to one judged good or better: "
        f"England, {since()} to {as_at.year}",
        "alt": f"One line for each of {many(len(recoveries), 'council')} judged inadequate. "
        f"{_waiting(recoveries, council, absent)}",
    }
