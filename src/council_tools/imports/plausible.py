"""What a release does only if it is meant: change much of a table, rename a council, leap."""

import pandas as pd

from council_record import authorities, paths
from council_record.analysis import outturn
from council_record.data import tables
from council_record.data.errors import problem
from council_tools.checks import overlap

_SHARE, _FEW = 0.02, 3  # of the rows there were may change or go, and so many in any case
_FORCE = "If that is right, import it with --force"
# Amount, year, what they are of, and how many times the years before and after it may be.
_LEAPS = {
    "population": ("children", "year", ["geography", "area"], 3),
    "need": ("rate", "year", ["geography", "local_authority", "measure"], 8),
    "outturn": ("amount_gbp", "financial_year", ["geography", "la_code", "line"], 8),
    "budget": ("net_current_expenditure", "financial_year", ["la_code", "line"], 3),
    "revenue_outturn": ("net_current_expenditure", "financial_year", ["la_code", "line"], 3),
    "prices": ("deflator", "financial_year", [], 1.3),
}
_CORRECTED = 2  # times what it was, or half of it
_LEAST = 1e6  # pounds: smaller lines of the outturn leap in the releases, too


def much(path, changed, before):
    """Return a line if more of a table changed or went than a new release changes."""
    if changed <= max(_FEW, _SHARE * before):
        return []
    return [
        f"{paths.shown(path)}: {changed:,} of its {before:,} rows changed or are gone. Allowed: up "
        f"to {_SHARE * 100:.0f} in 100. {_FORCE}"
    ]


def renamed(file, known):
    """Return a line for each council that the table of authorities has not, or otherwise."""
    try:
        before = authorities.read().set_index("la_code")
    except tables.DataError:  # the first import makes it
        return []
    lines = []
    for row in known.itertuples():
        place = {"column": "la_name", "value": row.official_name}
        if row.la_code not in before.index:
            told = "is a council that data/official/authorities.csv has not"
            lines.append(problem(file, f"{told}. {_FORCE}", **place))
            continue
        for column in ("official_name", "ons_code", "exists_from", "exists_until"):
            was, now = (
                _text(one) for one in (before.at[row.la_code, column], getattr(row, column))
            )
            if was != now:
                told = f"has {column} {now}, and {was} in data/official/authorities.csv"
                lines.append(problem(file, f"{told}. {_FORCE}", **place))
    return lines


def _text(cell):
    return "none" if pd.isna(cell) or cell == "" else str(cell).removesuffix(" 00:00:00")


def leaps(file, name, frame):
    """Return a line for each amount that is far from those of the years before and after it."""
    if name not in _LEAPS:
        return []
    column, year, keys, times = _LEAPS[name]
    frame = frame.assign(amount=pd.to_numeric(frame[column], errors="coerce").astype(float))
    frame = frame[frame["amount"] > 0].sort_values([*keys, year])
    frame, keys = (frame, keys) if keys else (frame.assign(all="all"), ["all"])
    if name == "outturn":
        wrong = outturn.not_adding_up(
            frame.assign(amount_gbp=frame["amount"].round().astype("Int64"))
        )
        wrong = set(zip(wrong["area"], wrong["financial_year"], strict=True))
        apart = [pair in wrong for pair in zip(frame["area"], frame[year], strict=True)]
        shown = (frame["line"] == outturn.TOTAL) | (pd.Series(apart, frame.index) & (
            frame["amount"] >= _LEAST))  # fmt: skip
    elif "line" in frame:  # lines leap in the ministry's releases, and add up to the total in each
        shown = frame["line"] == "total"
    else:
        shown = pd.Series(True, frame.index)
    groups, far, sides = frame.groupby(keys, dropna=False)["amount"], shown, 0
    for step in (1, -1):
        other = groups.shift(step)
        ratio = frame["amount"] / other
        far = far & (other.isna() | (ratio > times) | (ratio < 1 / times))
        sides = sides + other.notna()
    told = f"is more than {times} times that of the years beside it, or less than 1/{times} of it"
    return [
        problem(file, f"of {_whose(row)} in {getattr(row, year)} {told}. {_FORCE}",
                column=column, value=getattr(row, column))
        for row in frame[far & (sides > 0)].itertuples()
    ]  # fmt: skip


def corrected(file, name, frame, before):
    """Return a line for each amount that is more than twice what the table has, or less than half.

    What stands in all years ten times, or in a total with its line, leaps nowhere.
    """
    if name not in _LEAPS or before.empty:
        return []
    column, year, keys, _ = _LEAPS[name]
    was = before[[*keys, year, column]].rename(columns={column: "was"})
    both = frame.astype({key: str for key in (*keys, year)}).merge(was, on=[*keys, year])
    ratio = pd.to_numeric(both[column], errors="coerce") / pd.to_numeric(both["was"])
    far = both[(ratio > _CORRECTED) | (ratio < 1 / _CORRECTED)]
    return [
        problem(file, f"of {_whose(row)} in {getattr(row, year)} is more than twice what the table "
                f"has, {row.was}, or less than half of it. {_FORCE}", column=column,
                value=getattr(row, column))
        for row in far.itertuples()
    ]  # fmt: skip


def regions(file, frame, before):
    """Return a line for each region that a table of grades has not yet."""
    if not {"region"} <= {*frame} & {*before} or before.empty:
        return []
    known = sorted({*before["region"]})
    return [
        problem(file, f"is no region of the table. Allowed: {', '.join(known)}. {_FORCE}",
                column="region", value=name)
        for name in sorted({*frame["region"].astype(str)} - {*known})
    ]  # fmt: skip


def _whose(row):
    return getattr(row, "area", None) or getattr(row, "local_authority", "prices")


def otherwise(official):
    """Return a line if a program read many grades otherwise than Ofsted's new table, and each."""
    try:
        read = tables.Tables(paths.DEFAULT_COUNCIL)["program_judgements"]
    except tables.DataError:  # not imported yet, or changed by hand, which the check tells
        return [], []
    official = official.assign(started=pd.to_datetime(official["started"]))
    told = overlap.told(read, official)
    both = len(read.merge(official, on=["ons_code", "started", "judgement"]))
    if len(told) <= max(_FEW, _SHARE * both):
        return [], told
    return [
        f"{len(told)} of {both} grades are not those of data/official/program_judgements.csv. "
        f"Allowed: up to {_SHARE * 100:.0f} in 100. {_FORCE}"
    ], told
