"""The record of every council in England: its grades, and how they moved.

Abolished councils count until their last day; a successor starts without a grade.
"""

from typing import NamedTuple

import pandas as pd

from council_record.analysis import ratings
from council_record.authorities import region_of
from council_record.data import tables
from council_record.data.errors import DataError

OVERALL = "overall_effectiveness"
# Adoption was graded apart only under the single inspection framework.
AREAS = tuple(area for area in ratings.AREAS if area != "adoption")
BAD, GOOD, BEST = "Inadequate", "Good", "Outstanding"
# The tables that hold inspections of every council, by basis.
RELEASES = {"release": ("sif_judgements", "official_judgements"),
            "report_by_program": ("program_judgements",)}  # fmt: skip


class Counted(NamedTuple):
    """Which inspections count, and what has happened since; charts say it in words.

    Attributes
    ----------
    as_at : Timestamp
        The last day that the tables cover.
    source : str
        The releases, for a chart's foot.
    by_program : Timestamp
        When the first inspection began that a program read from Ofsted's reports; NaT if none.
    no_overall : list of str
        Councils whose latest inspection has grades, and no overall one.
    later : DataFrame
        started, grade: of the council, overall, from inspections after the last day.
    """

    as_at: pd.Timestamp
    source: str
    by_program: pd.Timestamp
    no_overall: list
    later: pd.DataFrame


def areas(data, leave_out=()):
    """Return every grade of every council by area.

    Until 2022 children in care and care leavers had one grade. It stands under children in care
    only, so that it is counted once.

    Parameters
    ----------
    data : Mapping of str to DataFrame
        The tables, for example a ``Council``.
    leave_out : iterable of str
        Bases that do not count: "report_by_program" leaves what Ofsted has released.

    Returns
    -------
    DataFrame
        As returned by ``ratings.by_area``.
    """
    frame = _by_area(data, leave_out)
    return frame[(frame["area"] != "care_leavers") | ~frame["joint"]].reset_index(drop=True)


def _by_area(data, leave_out):
    if unknown := [basis for basis in leave_out if basis not in RELEASES]:
        line = f'LEAVE_OUT names "{unknown[0]}", which is no basis. Allowed: {", ".join(RELEASES)}'
        raise DataError([line])
    inspections, judgements = ratings.england(data)
    inspections = inspections[~inspections["basis"].isin(leave_out)]
    return ratings.by_area(inspections, judgements, data["crosswalk"])


def moves(data, leave_out=()):
    """Return the moves of every council from one inspection to the next, area by area.

    A grade that children in care and care leavers shared is followed by the grade of each; from
    one shared grade to the next is one move, under children in care.

    Returns
    -------
    DataFrame
        As returned by ``ratings.moves``, for the areas of ``AREAS``, and redefined: whether the
        judgement was another one by the second inspection, that of a new framework, or one that
        takes in more or less.
    """
    graded = _by_area(data, leave_out)
    graded = graded[graded["area"].isin(AREAS)].reset_index(drop=True)
    frame = ratings.moves(graded, data["crosswalk"])
    frame = frame[(frame["area"] != "care_leavers") | ~frame["shared"]].reset_index(drop=True)
    frameworks = graded.drop_duplicates("inspection_id").set_index("inspection_id")["framework"]
    before, after = (
        frame[end].map(frameworks).str.split("-").str[0]
        for end in ("from_inspection", "to_inspection")
    )
    kept = frame["continuity"].isin(["same framework", "same"])
    return frame.assign(redefined=(before != after) | ~kept)


def by_year(areas):
    """Return how many inspections with an overall grade began in each year, by framework.

    Returns
    -------
    DataFrame
        year, framework, inspections.
    """
    graded = areas[areas["area"] == OVERALL]
    frame = graded.groupby([graded["started"].dt.year.rename("year"), "framework"]).size()
    return frame.rename("inspections").reset_index()


def counted(council, areas):
    """Return which inspections count and what has happened since; see ``Counted``."""
    bases = [basis for basis in RELEASES if basis in set(areas["basis"])]
    releases = [release for basis in bases for table in RELEASES[basis]
                for release in tables.releases(table)]  # fmt: skip
    as_at = max(pd.Timestamp(release["as_at"]) for release in releases)
    later = ratings.by_area(*ratings.record(council), council["crosswalk"])
    later = later[(later["area"] == OVERALL) & (later["started"] > as_at)]
    latest = areas.groupby("local_authority")["started"].transform("max") == areas["started"]
    last = areas[latest].groupby("local_authority")["area"].agg(set)
    return Counted(
        as_at,
        ". ".join(dict.fromkeys(release["title"] for release in releases)) + ".",
        areas.loc[areas["basis"] == "report_by_program", "started"].min(),
        [name for name, graded in last.items() if OVERALL not in graded],
        later[["started", "grade"]].reset_index(drop=True),
    )


def overall(areas, moves, authorities, as_at):
    """Return the overall grade of every council at each inspection, in order of time.

    Parameters
    ----------
    areas, moves : DataFrame
        As returned by ``areas`` and ``moves``.
    authorities : DataFrame
        local_authority, region, exists_from, exists_until.
    as_at : Timestamp
        The last day counted.

    Returns
    -------
    DataFrame
        region (Inner and Outer London are London), local_authority, exists_until, exists (on the
        last day), started, grade, framework, basis, steps (grades up since the inspection before,
        missing at the first one), redefined (see ``moves``), latest. A council that was never
        graded has one row without a grade.
    """
    known = pd.DataFrame(
        {
            "region": region_of(authorities),
            "local_authority": authorities["local_authority"],
            "exists_until": authorities["exists_until"],
            "exists": ~(authorities["exists_from"] > as_at)
            & ~(authorities["exists_until"] < as_at),
        }
    )
    made = moves.loc[moves["area"] == OVERALL, ["to_inspection", "steps", "redefined"]]
    grades = areas[areas["area"] == OVERALL].merge(
        made.rename(columns={"to_inspection": "inspection_id"}), on="inspection_id", how="left"
    )
    columns = ["started", "grade", "framework", "basis", "steps", "redefined"]
    frame = known.merge(grades[["local_authority", *columns]], how="left")
    frame["steps"] = frame["steps"].astype("Int64")
    frame["redefined"] = frame["redefined"].eq(True)
    frame = frame.sort_values(["region", "local_authority", "started"]).reset_index(drop=True)
    return frame.assign(latest=~frame.duplicated("local_authority", keep="last"))


def standing(overall):
    """Return the latest row of each council that exists on the last day and has a grade."""
    there = overall["exists"] & overall["latest"] & overall["grade"].notna()
    return overall[there].reset_index(drop=True)


def good(grades):
    """Return which of some grades are Good or better."""
    return grades.isin([GOOD, BEST])


def transitions(moves, council):
    """Return how many moves there were from each grade to each, and how many are the council's.

    Returns
    -------
    DataFrame
        area, from_grade, to_grade, redefined, steps, inspections, council; pairs that never were
        have no row.
    """
    keys = ["area", "from_grade", "to_grade", "redefined", "steps"]
    frame = moves.assign(inspections=1, council=(moves["local_authority"] == council).astype(int))
    frame = frame.groupby(keys, observed=True, sort=True)[["inspections", "council"]].sum()
    return _in_order(frame.reset_index())


def big_moves(moves):
    """Return every move of two grades or more, the steepest rise first.

    Areas of one council that made the same move at the same inspection stand in one row.

    Returns
    -------
    DataFrame
        local_authority, from_started, to_started, from_grade, to_grade, steps, areas (list),
        redefined (list of those areas whose judgement was redefined in between).
    """
    keys = ["local_authority", "from_started", "to_started", "from_grade", "to_grade", "steps"]
    frame = _in_order(moves[moves["steps"].abs() >= 2])
    frame = frame.assign(redefined=frame["area"].where(frame["redefined"]))
    frame = frame.groupby(keys, observed=True, sort=False).agg(
        areas=("area", list), redefined=("redefined", lambda areas: list(areas.dropna()))
    )
    frame = frame.reset_index()
    order = frame.assign(size=-frame["areas"].str.len(), up=-frame["steps"])
    order = order.sort_values(["up", "size", "to_started", "local_authority"]).index
    return frame.loc[order].reset_index(drop=True)


def _in_order(frame):
    """Return rows with an area sorted as ``AREAS`` has them; within an area as they stood."""
    return frame.sort_values(
        "area", key=lambda column: column.map(AREAS.index), kind="stable", ignore_index=True
    )
