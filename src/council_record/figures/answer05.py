"""The answer of notebook 5: grades and spending side by side."""

from council_record.figures import names


def together(by_grade, spending, overall, council, prices):
    """Return the answer in a few sentences.

    Parameters
    ----------
    by_grade : DataFrame
        As returned by ``per_child.by_grade``.
    spending : DataFrame
        As returned by ``per_child.per_child``, of the council alone.
    overall : DataFrame
        The council's rows of ``ratings.by_area`` on the whole service.
    council : Council
    prices : str
        The financial year in whose prices the council's spending is told.
    """
    told = []
    if len(spending) and len(overall):
        first, last = spending.iloc[0], spending.iloc[-1]
        told.append(f"{council} was rated {names.history(overall.sort_values('started'))}.")
        then = f"£{last['per_child_real']:,.0f} per child in {last['financial_year']}"
        if len(spending) > 1:
            then += f", after £{first['per_child_real']:,.0f} in {first['financial_year']}"
        told.append(f"In the prices of {prices}, it spent {then}.")
    if by_grade.empty:
        return " ".join(told)
    year = by_grade["financial_year"].iloc[0]
    groups = by_grade.groupby("grade", observed=True)["per_child"]
    low, high = groups.min().max(), groups.max().min()
    if low < high:
        told.append(
            f"In {year}, between £{low:,.0f} and £{high:,.0f} per child you will find councils "
            "with every grade."
        )
    for grade, middle in groups.median().items():
        told.append(f"The middle {names.GRADES[grade]} council spent £{middle:,.0f}.")
    return " ".join(told)


def ranges(by_grade):
    """Return how many councils have each grade, and the range of their spending per child."""
    groups = by_grade.groupby("grade", observed=True)["per_child"]
    found = groups.agg(councils="size", lowest="min", middle="median", highest="max")
    pounds = found[["lowest", "middle", "highest"]].astype(float).map("£{:,.0f}".format)
    return found[["councils"]].join(pounds).reset_index()
