"""What in the section 251 outturn does not sum, or jumps: found by code, never corrected."""

import pandas as pd

from council_record.analysis.outturn import TOTAL
from council_record.data import tables


def not_adding_up(outturn, tolerance=2):
    """Return every area and year in which the seven lines do not sum to the total.

    Parameters
    ----------
    outturn : DataFrame
        As read by ``tables.read``: councils, regions and England.
    tolerance : int
        Pounds, for rounding.

    Returns
    -------
    DataFrame
        area, financial_year, total, lines (their sum), difference, without (lines that are
        missing); areas without any amount in the year are left out.
    """
    wide = outturn.pivot(index=["area", "financial_year"], columns="line", values="amount_gbp")
    names = [name for name in tables.labels("outturn", "line") if name != TOTAL]
    wide = wide[wide.notna().any(axis=1)]
    found = pd.DataFrame({"total": wide[TOTAL], "lines": wide[names].sum(axis=1)})
    found["difference"] = found["lines"] - found["total"]
    found["without"] = ""
    for place, row in wide[wide.isna().any(axis=1)].iterrows():
        found.loc[place, "without"] = ", ".join(row.index[row.isna()])
    bad = (found["difference"].abs() > tolerance) | (found["without"] != "")
    return found[bad.fillna(True)].reset_index()


def not_england(outturn, tolerance=50):
    """Return every line and year in which the councils do not sum to England.

    Parameters
    ----------
    outturn : DataFrame
        As read by ``tables.read``.
    tolerance : int
        Pounds, for rounding.

    Returns
    -------
    DataFrame
        financial_year, line, england, councils (their sum), difference.
    """
    sums = outturn.groupby(["geography", "financial_year", "line"])["amount_gbp"].sum()
    frame = pd.DataFrame({"england": sums["england"], "councils": sums["council"]})
    frame["difference"] = frame["england"] - frame["councils"]
    return frame[frame["difference"].abs() > tolerance].reset_index()


def jumps(outturn, share=50):
    """Return every council total that changed by more than a share from one year to the next.

    Returns
    -------
    DataFrame
        area, financial_year, before, amount_gbp, change (per cent).
    """
    frame = outturn[(outturn["geography"] == "council") & (outturn["line"] == TOTAL)]
    frame = frame.sort_values(["area", "financial_year"])
    frame = frame.assign(before=frame.groupby("la_code")["amount_gbp"].shift())
    frame["change"] = (100 * (frame["amount_gbp"] / frame["before"] - 1)).astype("Float64").round(1)
    frame = frame[(frame["change"].abs() > share).fillna(False)]
    return frame[["area", "financial_year", "before", "amount_gbp", "change"]].reset_index(
        drop=True
    )
