"""Read how many children are in need of help, from DfE's Local Authority Interactive Tool."""

import pandas as pd

from council_record import authorities
from council_record.data import tables
from council_tools.imports import councils, section251
from council_tools.imports.workbook import lines

SERIES = {"LAC": "looked_after", "CIN": "in_need", "CPP_rate": "protection_plan"}
_MOST = 3000  # per 10,000 children


def read(file, dictionary=None):
    """Return children in need, looked after and on protection plans per 10,000 children.

    Parameters
    ----------
    file : Path
        lait_bds_long_0.parquet of the LAIT.
    dictionary : Path, optional
        lait_data_dictionary.csv of the LAIT, which says when the series were last updated.

    Returns
    -------
    tables : dict of str to DataFrame
        need: ons_code, la_code, local_authority, geography, year (the count is of 31 March),
        measure, rate (children per 10,000 aged under 18; empty where the release prints "-").
    source : dict
        title and as_at of the release: the day of the last update of the three series, or without
        a dictionary the last 31 March.

    Raises
    ------
    DataError
        If the file is not such a release, or a cell is not what its column allows.
    """
    frame = section251.series(file, SERIES)
    rates = pd.to_numeric(frame["value"], errors="coerce")
    known = set(authorities.read()["la_code"])
    council = frame["geography"] == "council"
    checks = [
        ("la_code", "LA Number", council & ~frame["la_code"].isin(known), "is no number of a local "
         "authority, region or England. Allowed: a la_code of data/official/authorities.csv, 970 "
         "or 980 to 990"),
        ("period", "Years", ~frame["period"].str.fullmatch(r"20\d\d"), "is no year. Allowed: for "
         "example 2024"),
        ("value", "Values", rates.isna() & (frame["value"] != "-"), 'is no rate. Allowed: a number '
         'or "-" where there is none'),
        ("value", "Values", ~rates.between(0, _MOST) & rates.notna(), "cannot be a rate per 10,000 "
         f"children. Allowed: 0 to {_MOST:,}"),
        ("line", "Short Desc", frame.duplicated(["la_code", "period", "line"]), "stands there "
         "before for this authority and year. Allowed: each once"),
    ]  # fmt: skip
    found = [line for column, name, bad, message in checks
             for line in lines(file, frame, column, name, bad, message)]  # fmt: skip
    if not found:
        named = frame[council].drop_duplicates(["la_code", "area"])
        found = councils.misnamed(file, named, "area", "LA and Regions")
    if found:
        raise tables.DataError(found)
    made = councils.keyed(frame)
    made["local_authority"] = made["local_authority"].where(council, made["area"])
    made = made.assign(year=made["period"], measure=made["line"].map(SERIES), rate=rates.round(1))
    made["measure"] = pd.Categorical(made["measure"], SERIES.values())
    made = made.sort_values(["la_code", "year", "measure"]).astype({"measure": str})
    columns = ["ons_code", "la_code", "local_authority", "geography", "year", "measure", "rate"]
    last = max(made["year"])
    as_at = section251.last_update(dictionary, SERIES) if dictionary else f"{last}-03-31"
    title = "Department for Education, Local Authority Interactive Tool, children looked after, " \
            f"in need and on protection plans to {last}"  # fmt: skip
    return {"need": made[columns]}, {"title": title, "as_at": as_at}
