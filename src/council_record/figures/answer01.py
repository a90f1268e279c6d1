"""The answer of notebook 1: how the council's grades moved."""

from council_record.figures import names
from council_record.text import capital, many, number, possessive, verb


def grades(areas, moves, council):
    """Return the answer in a few sentences.

    Parameters
    ----------
    areas, moves : DataFrame
        As returned by ``ratings.by_area`` and ``ratings.moves``, of one council.
    council : Council
    """
    if areas.empty:
        return f"This record holds no grade of {council}."
    overall = areas[areas["area"] == "overall_effectiveness"].sort_values("started")
    services = f"{possessive(council.name)} children’s services"
    told = [f"Ofsted rated {services} as {names.history(overall)}."]
    steep = moves.loc[moves["steps"].abs().sort_values(ascending=False, kind="stable").index]
    if len(steep) and steep["steps"].iloc[0]:
        told.append(_largest(steep.iloc[0]))
    elif len(steep):
        told.append("No grade moved.")
    latest = areas[areas["started"] == areas["started"].max()].drop_duplicates("judgement")
    best = latest["grade"].max()
    count = int((latest["grade"] == best).sum())
    what = f"all {many(count, 'judgement')}"
    if count < len(latest):
        what = f"{number(count)} of {many(len(latest), 'judgement')}"
    was = f"{verb(count, 'was', 'were')} {names.GRADES[best]}"
    told.append(f"At the latest inspection {what} {was}.")
    return " ".join(told)


def _largest(move):
    area = names.AREAS[move["area"]].lower().replace("overall", "the overall grade")
    way = "up" if move["steps"] > 0 else "down"
    before, after = names.GRADES[move["from_grade"]], names.GRADES[move["to_grade"]]
    shared = " (a grade it shared)" if move["from_shared"] else ""
    return (
        f"The largest change was in {area}: {way} {many(abs(move['steps']), 'grade')}, from "
        f"{before}{shared} in {move['from_started'].year} to {after} in {move['to_started'].year}."
    )


def reported(found, council):
    """Return what documents made of the grades, in a sentence or two; see ``ratings.reported``."""
    if found.empty:
        return f"No coded document on {council} reports a grade."
    stated = int((found["how"] == "stated").sum())
    implied, wrong = len(found) - stated, int((~found["right"]).sum())
    hint = f" and imply {many(implied, 'other')}" if implied else ""
    right = "Every one of them is right."
    if wrong:
        right = capital(f"{many(wrong, 'grade')} {verb(wrong, 'differs', 'differ')} from Ofsted’s.")
    return f"The documents state {many(stated, 'grade')}{hint}. {right}"
