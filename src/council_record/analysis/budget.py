"""What a council planned to spend beside what it reported spending, net, by line and year."""

_COLUMNS = ["financial_year", "line", "planned_gbp", "reported_gbp", "certified", "status"]


def beside_outturn(data, council):
    """Return a council's budget beside its revenue outturn, where it has both.

    Both returns go to the ministry for local government and have the same lines. Both amounts
    are net current expenditure: income is taken off.

    Parameters
    ----------
    data : Mapping of str to DataFrame
        The tables ``budget`` and ``revenue_outturn``, for example of a ``Council``.
    council : Council or str

    Returns
    -------
    DataFrame
        financial_year, line, planned_gbp, reported_gbp (pounds, net, cash), certified (Y or N:
        whether the council had certified the outturn; missing in a summary), status (whether
        the council returned the budget or the ministry imputed it).
    """
    planned, reported = (_net(data[name], council) for name in ("budget", "revenue_outturn"))
    frame = planned.merge(reported, on=["financial_year", "line"], suffixes=("_p", "_r"))
    frame = frame.rename(columns={"amount_gbp_p": "planned_gbp", "amount_gbp_r": "reported_gbp"})
    order = ["financial_year", "line"]
    return frame[_COLUMNS].sort_values(order, ignore_index=True)


def lines(data, council):
    """Return the lines of a council's budgets: financial_year, line, amount_gbp (net, cash)."""
    return _net(data["budget"], council)[["financial_year", "line", "amount_gbp"]]


def _net(frame, council):
    own = frame[frame["local_authority"] == str(council)]
    own = own.dropna(subset="net_current_expenditure").reset_index(drop=True)
    return own.assign(amount_gbp=(1000 * own["net_current_expenditure"]).round().astype("Int64"))
