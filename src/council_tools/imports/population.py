"""Read ONS mid-year estimates of children, and DfE's statistical neighbours."""

import re
from pathlib import Path

import pandas as pd

from council_record import authorities
from council_tools.imports import councils, csv_file
from council_tools.imports.cells import Cells, refuse

_NAME = r"[A-Za-z][A-Za-z .,'’&()-]*"
_COLUMNS = ["time_period", "time_identifier", "geographic_level", "country_code", "country_name",
            "region_code", "region_name", "old_la_code", "new_la_code", "la_name", "age_group",
            "population_estimate"]  # fmt: skip
_LEVELS = {"National": "england", "Regional": "region", "Local authority": "council"}
_CODES = {"england": "country_code", "region": "region_code", "council": "new_la_code"}
_NAMES = {"england": "country_name", "region": "region_name", "council": "la_name"}
_MOST = 0.75  # of the authorities of the fullest year; far fewer change at once
_NEIGHBOURS = 10
_CLOSENESS = ("Extremely close", "Very close", "Close", "Somewhat close", "Not close")


def read(file):
    """Return children aged 0 to 17 by area and year, and the authorities that there are.

    The file has ONS mid-year population estimates as published by DfE beside its statistics, .csv.
    Children are empty where it prints x. Reorganisations take effect on 1 April, so an authority
    first estimated for the middle of 2019 exists from 1 April 2019.
    """
    frame = csv_file.strict(file, _COLUMNS)
    children = pd.to_numeric(frame["population_estimate"], errors="coerce")
    frame["geography"] = frame["geographic_level"].map(_LEVELS)
    council = frame["geography"] == "council"
    if not council.any():
        refuse(file, "names no local authority. Allowed: a release with rows of them",
               column="geographic_level")  # fmt: skip
    counts = frame.loc[council, "time_period"].value_counts()
    years = sorted(counts.index[counts >= _MOST * counts.max()])
    unknown = frame["population_estimate"] == "x"
    digits = frame["population_estimate"].str.fullmatch("[0-9]{1,8}")
    region = frame["geography"] == "region"
    year = ["time_period", "geography"]
    twice = ~council & frame.duplicated([*year, "region_code"])
    twice |= council & (frame.duplicated([*year, "old_la_code"])
                        | frame.duplicated([*year, "new_la_code"]))  # fmt: skip
    cells = Cells(file, frame)
    cells.note("geographic_level", frame["geography"].isna(), f"Allowed: {', '.join(_LEVELS)}")
    dated = frame["time_period"].isin(years) & frame["time_period"].str.fullmatch("20[0-9][0-9]")
    cells.note("time_period", ~dated, "is not a year in which most authorities are estimated. "
               f"Allowed: {', '.join(years)}")  # fmt: skip
    age = "Children aged 0 to 17 years"
    cells.note("age_group", frame["age_group"] != age, f"Allowed: {age}")
    for column, pattern, told in (("old_la_code", "[0-9]{3}", "three digits"),
                                  ("new_la_code", "E[0-9]{8}", "E and eight digits")):  # fmt: skip
        cells.note(column, council & ~frame[column].str.fullmatch(pattern), f"Allowed: {told}")
    cells.note("population_estimate", ~(digits & (children <= 2e7) | unknown),
               "Allowed: a number of children from 0 to 20 million, or x")  # fmt: skip
    cells.note("la_name", council & (frame["la_name"] == ""), "is empty. A name is required")
    wrong = {column: ~frame[column].str.fullmatch(_NAME) & (frame[column] != "")
             for column in ("la_name", "region_name")}  # fmt: skip
    cells.note("la_name", council & wrong["la_name"], "is no name. Allowed: letters, spaces and "
               ". , ' & ( ) -")  # fmt: skip
    cells.note("region_name", region & wrong["region_name"], "is no name. Allowed: letters and "
               "spaces")  # fmt: skip
    wrong = (frame["geography"] == "england") & (frame["country_name"] != "England")
    cells.note("country_name", wrong, "is not allowed. Allowed: England")
    for column, told in (("region_name", "name"), ("region_code", "code")):
        cells.note(column, region & (frame[column] == ""), f"is empty. A {told} is required")
    cells.note("new_la_code", twice, "stands there before for this year. Allowed: each area once a "
               "year")  # fmt: skip
    cells.stop()
    known = _authorities(frame[council])
    names = frame["old_la_code"].map(known.set_index("la_code")["local_authority"])
    population = pd.DataFrame(
        {
            "ons_code": _by_geography(frame, _CODES),
            "la_code": frame["old_la_code"],
            "area": names.where(council, _by_geography(frame, _NAMES)),
            "geography": frame["geography"],
            "year": frame["time_period"].astype(int),
            "children": children.astype("Int64"),
        }
    ).sort_values(["geography", "ons_code", "year"], kind="stable")
    last = population["year"].max()
    source = {
        "title": f"Office for National Statistics, mid-year population estimates to mid-{last}, "
        "children aged 0 to 17, as published by the Department for Education",
        "as_at": f"{last}-06-30",
    }
    return {"authorities": known, "population": population}, source


def _by_geography(frame, columns):
    return frame.apply(lambda row: row[columns[row["geography"]]], axis=1)


def _authorities(frame):
    """Return one row per number of a local authority, with the years in which it was estimated."""
    first, last = frame["time_period"].min(), frame["time_period"].max()
    rows = []
    for code, group in frame.sort_values("time_period").groupby("old_la_code"):
        latest, years = group.iloc[-1], group["time_period"]
        codes = list(dict.fromkeys(group["new_la_code"]))
        ended = "" if years.max() == last else f"{int(years.max()) + 1}-03-31"
        begun = "" if years.min() == first else f"{years.min()}-04-01"
        rows.append(
            {
                "la_code": code,
                "ons_code": codes[-1],
                "earlier_ons_code": codes[-2] if len(codes) > 1 else "",
                "official_name": latest["la_name"],
                "local_authority": authorities.plain(latest["la_name"]),
                "region": latest["region_name"],
                "exists_from": begun,
                "exists_until": ended,
            }
        )
    found = pd.DataFrame(rows)
    again = found["local_authority"].duplicated(keep=False) & (found["exists_until"] != "")
    found.loc[again, "local_authority"] += " (until " + found["exists_until"].str[:4] + ")"
    return found


def read_neighbours(file):
    """Return the ten statistical neighbours of each authority.

    The file is DfE's statistical neighbours model, .csv; the year of the model stands in its name.
    """
    pairs = [(f"SN_{rank}", f"SN_{rank}P") for rank in range(1, _NEIGHBOURS + 1)]
    names = ["old_la_code", "la_name", "region_ind", "region_name", *(n for p in pairs for n in p)]
    frame = csv_file.strict(file, names)
    year = re.search(r"20\d\d", Path(file).name)
    if not year:
        refuse(file, "has no year in its name. Allowed: the year of the model, as in "
               "sn_model_2025_wide.csv")  # fmt: skip
    unknown = "is no number of a local authority. Allowed: a la_code of authorities.csv"
    own = frame["la_code"] = frame["old_la_code"]
    cells = Cells(file, frame)
    cells.note("old_la_code", councils.unknown(own), unknown)
    cells.note("old_la_code", own.duplicated(), "stands there before. Allowed: each authority once")
    cells.note("la_name", frame["la_name"] == "", "is empty. A name is required")
    parts = []
    for rank, (code, closeness) in enumerate(pairs, 1):
        frame[closeness] = frame[closeness].str.strip()
        before = frame[[earlier for earlier, _ in pairs[: rank - 1]]]
        cells.note(code, councils.unknown(frame[code]), unknown)
        cells.note(code, frame[code] == own, "is the authority itself. Allowed: another authority")
        cells.note(code, before.eq(frame[code], axis=0).any(axis=1), "stands there before in this "
                   "row. Allowed: ten different authorities")  # fmt: skip
        cells.note(closeness, ~frame[closeness].isin(_CLOSENESS), "Allowed: "
                   f"{', '.join(_CLOSENESS)}")  # fmt: skip
        part = {"la_code": own, "neighbour_la_code": frame[code], "closeness": frame[closeness]}
        parts.append(pd.DataFrame(part).assign(rank=rank))
    cells.stop()
    councils.note_misnamed(cells, "la_name")
    cells.stop()
    columns = ["ons_code", "la_code", "local_authority", "rank", "neighbour_la_code", "closeness"]
    neighbours = councils.keyed(pd.concat(parts))[columns].sort_values(["la_code", "rank"])
    source = {
        "title": f"Department for Education, statistical neighbours, model of {year[0]}",
        "as_at": year[0],
    }
    return {"neighbours": neighbours}, source
