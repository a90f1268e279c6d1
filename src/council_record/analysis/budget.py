"""What a council planned to spend beside what it reported spending, net, by line and year."""


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
    keys = ["financial_year", "line"]
    planned = _net(data["budget"], council, "planned_gbp")[[*keys, "planned_gbp", "status"]]
    reported = _net(data["revenue_outturn"], council, "reported_gbp")
    frame = planned.merge(reported[[*keys, "reported_gbp", "certified"]], on=keys)
    columns = [*keys, "planned_gbp", "reported_gbp", "certified", "status"]
    return frame[columns].sort_values(keys, ignore_index=True)


def lines(data, council):
    """Return the lines of a council's budgets: financial_year, line, amount_gbp (net, cash)."""
    return _net(data["budget"], council, "amount_gbp")[["financial_year", "line", "amount_gbp"]]


def _net(frame, council, name):
    own = frame[frame["local_authority"] == str(council)]
    own = own.dropna(subset="net_current_expenditure").reset_index(drop=True)
    return own.assign(**{name: (1000 * own["net_current_expenditure"]).round().astype("Int64")})
