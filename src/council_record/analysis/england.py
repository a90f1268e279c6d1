"""The record of every council under ILACS: shares, moves, and the time to a good grade.

Everything here is counted from Ofsted's release alone. Authorities that were abolished count until
their last day; a successor starts without a grade.
"""

from itertools import groupby
from operator import itemgetter

import pandas as pd

from council_record.analysis import ratings as record
from council_record.data import tables

# Areas of the charts; adoption was graded apart only under the single inspection framework.
AREAS = ("overall_effectiveness", "impact_of_leaders", "help_and_protection", "in_care",
         "care_leavers")  # fmt: skip
GOOD = "Good"
NOT_YET = "not yet judged"


def areas(data):
    """Return every grade of the release by area, as ``judgements.by_area`` does.

    Until 2022 children in care and care leavers had one grade. It stands under children in care
    only, so that it is counted once; care leavers have their own grades from 2023 on.
    """
    frame = record.by_area(*record.england(data), data["crosswalk"])
    return frame[(frame["area"] != "care_leavers") | ~frame["joint"]].reset_index(drop=True)


def moves(data):
    """Return the moves of every council between consecutive inspections.

    A grade that children in care and care leavers shared is followed by the grade of each; from
    one shared grade to the next is one move, under children in care.

    Returns
    -------
    DataFrame
        As returned by ``judgements.moves``.
    """
    frame = record.moves(
        record.by_area(*record.england(data), data["crosswalk"]), data["crosswalk"]
    )
    return frame[(frame["area"] != "care_leavers") | ~frame["shared"]].reset_index(drop=True)


def transitions(moves, council):
    """Return how many moves there were from each grade to each, and how many are the council's.

    Returns
    -------
    DataFrame
        judgement (area), from_grade, to_grade, inspections, council; also pairs that never were.
    """
    grades = list(tables.labels("judgements", "grade"))
    pairs = pd.MultiIndex.from_product(
        [AREAS, grades, grades], names=["judgement", "from_grade", "to_grade"]
    )
    frame = moves.rename(columns={"area": "judgement"}).astype({"from_grade": str, "to_grade": str})
    own = frame[frame["local_authority"] == council]
    counts = {name: part.groupby(pairs.names).size().reindex(pairs, fill_value=0)
              for name, part in {"inspections": frame, "council": own}.items()}  # fmt: skip
    return pd.DataFrame(counts).reset_index()


def steep(moves):
    """Return every move of two grades or more, area by area, the steepest rise first."""
    frame = moves[moves["steps"].abs() >= 2]
    return frame.sort_values(
        ["area", "steps", "from_grade", "continuity", "local_authority"],
        ascending=[True, False, False, False, True],
        key=lambda column: column.map(AREAS.index) if column.name == "area" else column,
    ).reset_index(drop=True)


def big_moves(moves):
    """Return every move of two grades or more as a table.

    Returns
    -------
    DataFrame
        local_authority, judgement (area), inspection_start_date (of the later inspection),
        from_grade, to_grade, steps.
    """
    columns = {"local_authority": "local_authority", "area": "judgement",
               "to_started": "inspection_start_date", "from_grade": "from_grade",
               "to_grade": "to_grade", "steps": "steps"}  # fmt: skip
    return steep(moves)[list(columns)].rename(columns=columns)


def standing(areas, authorities, council, day):
    """Return the grade of a council by area on a day; none of one abolished by then."""
    own = areas[(areas["local_authority"] == council) & (areas["started"] <= day)]
    gone = (authorities.set_index("short_name")["exists_until"] < day)[council]
    return own.iloc[: 0 if gone else None].groupby("area")["grade"].last()


def shares(areas, authorities, days):
    """Return how many councils stand at each grade on given days.

    A council stands at the grade of its latest inspection begun by that day.

    Parameters
    ----------
    areas : DataFrame
        As returned by ``areas``.
    authorities : DataFrame
        short_name, exists_from, exists_until.
    days : iterable of Timestamp

    Returns
    -------
    DataFrame
        day, area, grade (or "not yet judged"), councils, of (councils that exist on that day),
        share (per cent).
    """
    grades = [NOT_YET, *areas["grade"].cat.categories]
    inspected, rows = areas.sort_values("started"), []
    for day in days:
        there = ~(authorities["exists_from"] > day) & ~(authorities["exists_until"] < day)
        existing = authorities.loc[there, "short_name"]
        by_then = (inspected["started"] <= day) & inspected["local_authority"].isin(existing)
        latest = inspected[by_then].drop_duplicates(["area", "local_authority"], keep="last")
        councils = latest.groupby(["area", "grade"], observed=True).size().to_dict()
        for area in AREAS:
            stand = {grade: councils.get((area, grade), 0) for grade in grades[1:]}
            stand[NOT_YET] = len(existing) - sum(stand.values())
            rows += [(day, area, grade, stand[grade], len(existing)) for grade in grades]
    frame = pd.DataFrame(rows, columns=["day", "area", "grade", "councils", "of"])
    return frame.assign(share=(100 * frame["councils"] / frame["of"]).round(1))


def recoveries(areas, authorities, as_at):
    """Return how long each council judged inadequate overall took to be judged good or better.

    The time runs from the first inspection judged inadequate to the first one judged good or
    better, whatever was judged between; it is not over for councils that have had none.

    Parameters
    ----------
    areas : DataFrame
        As returned by ``areas``.
    authorities : DataFrame
        short_name, exists_until.
    as_at : Timestamp
        Until when the release counts inspections.

    Returns
    -------
    DataFrame
        local_authority, inadequate (day of inspection), until, outcome ("good or better", "still
        waiting" or "abolished"), grade (of the latest inspection by then), years, between (days
        of the inspections in between, as text), sorted by outcome and time.
    """
    ended = authorities.set_index("short_name")["exists_until"]
    overall = areas[areas["area"] == "overall_effectiveness"]
    inspections = overall.sort_values(["local_authority", "started"]).to_dict("records")
    rows = []
    for council, group in groupby(inspections, itemgetter("local_authority")):
        begun, between = None, []
        for row in group:
            if begun is None:
                begun = row["started"] if row["grade"] == "Inadequate" else None
            elif row["grade"] in (GOOD, "Outstanding"):
                rows.append((council, begun, row["started"], "good or better", row["grade"],
                             "; ".join(between)))  # fmt: skip
                begun, between = None, []
            else:
                between = [*between, str(row["started"].date())]
        if begun is not None:
            last = ended[council] if ended[council] <= as_at else as_at
            outcome = "abolished" if last < as_at else "still waiting"
            rows.append((council, begun, last, outcome, row["grade"], "; ".join(between)))
    frame = pd.DataFrame(rows, columns=["local_authority", "inadequate", "until", "outcome",
                                        "grade", "between"])  # fmt: skip
    for day in ("inadequate", "until"):  # also where there is no row
        frame[day] = pd.to_datetime(frame[day])
    frame.insert(5, "years", ((frame["until"] - frame["inadequate"]).dt.days / 365.25).round(1))
    order = {"good or better": 0, "still waiting": 1, "abolished": 2}
    frame = frame.sort_values(
        ["outcome", "years", "local_authority"],
        key=lambda column: column.map(order) if column.name == "outcome" else column,
    )
    return frame.reset_index(drop=True)
