"""Read how many children are in need of help, from DfE's Local Authority Interactive Tool."""

import pandas as pd

from council_tools.imports import councils, section251
from council_tools.imports.cells import Cells

SERIES = {"LAC": "looked_after", "CIN": "in_need", "CPP_rate": "protection_plan"}
_MOST = 3000  # per 10,000 children


def read(file, dictionary=None):
    """Return children in need, looked after and on protection plans per 10,000 aged under 18.

    The files are lait_bds_long_0.parquet of the LAIT and its dictionary, as in ``section251``. A
    year has the count of its 31 March; a rate is empty where the release prints "-".
    """
    frame = section251.series(file, SERIES)
    rates = pd.to_numeric(frame["value"], errors="coerce")
    council = frame["geography"] == "council"
    cells = Cells(file, frame, section251.PRINTED)
    section251.note_unknown(cells)
    cells.note("period", ~frame["period"].str.fullmatch(r"20\d\d"), "is no year. Allowed: for "
               "example 2024")  # fmt: skip
    cells.note("value", rates.isna() & (frame["value"] != "-"), "is no rate. Allowed: a number or "
               '"-" where there is none')  # fmt: skip
    cells.note("value", ~rates.between(0, _MOST) & rates.notna(), "cannot be a rate per 10,000 "
               f"children. Allowed: 0 to {_MOST:,}")  # fmt: skip
    cells.note("line", frame.duplicated(["la_code", "period", "line"]), section251.TWICE)
    cells.stop()
    section251.note_misnamed(cells)
    cells.stop()
    made = councils.keyed(frame)
    made["local_authority"] = made["local_authority"].where(council, made["area"])
    made = made.assign(year=made["period"], measure=made["line"].map(SERIES), rate=rates.round(1))
    made = councils.ordered(made, ["la_code", "year", "measure"], "measure", SERIES.values())
    columns = ["ons_code", "la_code", "local_authority", "geography", "year", "measure", "rate"]
    last = max(made["year"])
    as_at = section251.last_update(dictionary, SERIES) if dictionary else f"{last}-03-31"
    title = "Department for Education, Local Authority Interactive Tool, children looked after, " \
            f"in need and on protection plans to {last}"  # fmt: skip
    return {"need": made[columns]}, {"title": title, "as_at": as_at}
