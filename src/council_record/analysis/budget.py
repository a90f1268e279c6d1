"""What a council planned to spend beside what it reported spending, net, by line and year."""

import pandas as pd

_COLUMNS = ["financial_year", "line", "planned_gbp", "reported_gbp", "certified"]


def beside_outturn(data, council):
    """Return a council's budget beside its revenue outturn, where it has both.

    Both returns go to the ministry for local government and have the same lines. Both amounts
    are net current expenditure: income is taken off.

    Parameters
    ----------
    data : Mapping of str to DataFrame
        The tables, for example a ``Council``: budget (la_code, financial_year, line,
        net_current_expenditure in thousands of pounds) and revenue_outturn.
    council : Council or str

    Returns
    -------
    DataFrame
        financial_year, line, planned_gbp, reported_gbp (pounds, net, cash), certified (Y or N:
        whether the council had certified the outturn). No rows where there is no table budget.
    """
    if "budget" not in data:
        return pd.DataFrame(columns=_COLUMNS)
    known = data["authorities"]
    codes = known.loc[known["short_name"] == str(council), "la_code"]
    planned, reported = (_net(data[name], codes) for name in ("budget", "revenue_outturn"))
    frame = planned.merge(reported, on=["financial_year", "line"], suffixes=("_p", "_r"))
    frame = frame.rename(columns={"gbp_p": "planned_gbp", "gbp_r": "reported_gbp"})
    order = ["financial_year", "line"]
    return frame[_COLUMNS].sort_values(order, ignore_index=True)


def _net(frame, codes):
    own = frame[frame["la_code"].isin(codes)].dropna(subset="net_current_expenditure")
    own = own.assign(gbp=(1000 * own["net_current_expenditure"]).round().astype("Int64"))
    return own[[name for name in ("financial_year", "line", "gbp", "certified") if name in own]]
