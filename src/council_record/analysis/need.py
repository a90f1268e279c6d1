"""How many children are looked after, in need or on a child protection plan, by council."""

HEADINGS = {
    "year": "31 March of",
    "looked_after": "Looked after, per 10,000 children",
    "in_need": "In need, per 10,000",
    "protection_plan": "On a protection plan, per 10,000",
}


def latest(need):
    """Return the rates of each council in the last year of the table.

    Parameters
    ----------
    need : DataFrame
        The table ``need``.

    Returns
    -------
    DataFrame
        local_authority, year, looked_after, in_need, protection_plan (children per 10,000 aged
        under 18; missing where the release has none).
    """
    frame = need[(need["geography"] == "council") & (need["year"] == need["year"].max())]
    wide = frame.pivot(index=["local_authority", "year"], columns="measure", values="rate")
    return wide.reset_index()[["local_authority", "year", "looked_after", "in_need",
                               "protection_plan"]].rename_axis(columns=None)  # fmt: skip
