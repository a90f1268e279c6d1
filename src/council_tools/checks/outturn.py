"""What the section 251 outturn is found to hold that does not fit; told, not corrected."""

import pandas as pd

from council_record.analysis.outturn import TOTAL


def not_england(outturn):
    """Return every line and year in which the councils miss England by more than £50.

    Parameters
    ----------
    outturn : DataFrame
        The table ``outturn``.

    Returns
    -------
    DataFrame
        financial_year, line, england, councils (their sum), difference.
    """
    sums = outturn.groupby(["geography", "financial_year", "line"])["amount_gbp"].sum()
    frame = pd.DataFrame({"england": sums["england"], "councils": sums["council"]})
    frame["difference"] = frame["england"] - frame["councils"]
    return frame[frame["difference"].abs() > 50].reset_index()


def jumps(outturn):
    """Return every council total that changed by more than half from one year to the next.

    Returns
    -------
    DataFrame
        area, financial_year, before, amount_gbp, change (per cent).
    """
    frame = outturn[(outturn["geography"] == "council") & (outturn["line"] == TOTAL)]
    frame = frame.sort_values(["area", "financial_year"])
    frame = frame.assign(before=frame.groupby("la_code")["amount_gbp"].shift())
    frame["change"] = (100 * (frame["amount_gbp"] / frame["before"] - 1)).astype("Float64").round(1)
    frame = frame[(frame["change"].abs() > 50).fillna(False)].reset_index(drop=True)
    return frame[["area", "financial_year", "before", "amount_gbp", "change"]]
