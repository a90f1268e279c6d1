"""What a council reported having spent: its lines, how they changed, its rank, two returns.

Every amount is section 251 outturn: gross, excluding capital expenditure charged to the revenue
account, as DfE's LAIT prints it. Columns that end in ``_real`` are in the prices of the last year
of the GDP deflator, ``prices.csv``; all others are cash.
"""

import pandas as pd

from council_record.data.errors import DataError

TOTAL, YOUNG = "total", "young_people"


def of_councils(data):
    """Return the outturn of every council, with children, spending per child and real terms.

    The children of a financial year are those of the estimate for its first summer: of mid-2018
    for 2018-19.

    Parameters
    ----------
    data : Mapping of str to DataFrame
        The tables, for example a ``Council``.

    Returns
    -------
    DataFrame
        la_code, local_authority (short name), region, financial_year, line, amount_gbp (missing
        where there is no return), amount_real, children, per_child, per_child_real (pounds).
    """
    known = data["authorities"].set_index("la_code")
    frame = data["outturn"]
    frame = frame[frame["geography"] == "council"].copy()
    frame["local_authority"] = frame["la_code"].map(known["local_authority"])
    frame["region"] = frame["la_code"].map(known["region"])
    frame["year"] = frame["financial_year"].str[:4].astype("Int64")
    children = data["population"].dropna(subset="la_code")[["la_code", "year", "children"]]
    frame = frame.merge(children, how="left", on=["la_code", "year"])
    frame["per_child"] = (frame["amount_gbp"] / frame["children"]).round(2)
    factor = price_factor(frame["financial_year"], data["prices"])
    reals = (("amount_gbp", "amount_real", 0), ("per_child", "per_child_real", 2))
    for cash, real, places in reals:
        frame[real] = (frame[cash].astype("Float64") * factor).astype(float).round(places)
    columns = ["la_code", "local_authority", "region", "financial_year", "line", "amount_gbp",
               "amount_real", "children", "per_child", "per_child_real"]  # fmt: skip
    return frame[columns]


def price_factor(years, prices):
    """Return what makes the pounds of each financial year those of the last year of the index.

    ``years`` is a Series of them, ``prices`` the table; a float each, missing for a year without.
    """
    index = prices.set_index("financial_year")["deflator"].astype(float)
    return index[index.index.max()] / years.map(index)


def price_year(data):
    """Return the financial year in whose prices real amounts are: the last of the index."""
    return data["prices"]["financial_year"].max()


def known_year(outturn, year):
    """Return a financial year of the return, or raise a DataError that names those there are."""
    years = sorted(outturn["financial_year"].unique())
    if year not in years:
        raise DataError(
            [f'The return has no financial year "{year}". Allowed: {years[0]} to {years[-1]}']
        )
    return year


def lines(outturn, council):
    """Return the lines of one council that has a return, year by year.

    Returns
    -------
    DataFrame
        financial_year, line, amount_gbp, amount_real; years without a return are left out.
    """
    frame = outturn[outturn["local_authority"] == str(council)].dropna(subset="amount_gbp")
    return frame[["financial_year", "line", "amount_gbp", "amount_real"]].reset_index(drop=True)


def changes(outturn, base_year, amount="amount_real"):
    """Return by how many per cent each council's outturn changed since a base year.

    Parameters
    ----------
    outturn : DataFrame
        As returned by ``of_councils``.
    base_year : str
    amount : str
        amount_real, or amount_gbp for changes of cash.

    Returns
    -------
    DataFrame
        local_authority, base_year, year, change (per cent), rank (1 the largest rise), councils
        (that have both years), median (the change of the middle council), change_cash (per cent).
    """
    frame = outturn[outturn["line"] == TOTAL]
    keys = ["local_authority", "year"]
    long = _changes(frame, base_year, amount, "change")
    cash = _changes(frame, base_year, "amount_gbp", "change_cash")
    long = long.merge(cash, how="left", on=keys).assign(base_year=base_year)
    by_year = long.groupby("year")["change"]
    long["rank"] = by_year.rank(method="min", ascending=False).astype(int)
    long["councils"] = by_year.transform("size")
    long["median"] = by_year.transform("median").round(1)
    long = long.sort_values(["year", "rank", "local_authority"]).reset_index(drop=True)
    columns = ["local_authority", "base_year", "year", "change", "rank", "councils", "median",
               "change_cash"]  # fmt: skip
    return long[columns]


def _changes(frame, base_year, amount, name):
    """Return the change of an amount by council and later year; without the missing ones."""
    amounts = frame.pivot(index="local_authority", columns="financial_year", values=amount)
    amounts = amounts[amounts[base_year] > 0].astype(float)
    later = [year for year in amounts if year > base_year]
    change = (100 * (amounts[later].div(amounts[base_year], axis=0) - 1)).round(1)
    long = change.melt(var_name="year", value_name=name, ignore_index=False)
    return long.dropna(subset=name).reset_index()


def two_returns(data, council):
    """Return services for young people as section 251 and RO3 report them, year by year.

    Returns
    -------
    DataFrame
        financial_year, section_251 (gross), ro3_expenditure (before income), ro3_income, ro3_net
        (pounds; missing where there is no return), ro3_certified (Y or N).
    """
    own = lines(of_councils(data), council).query("line == @YOUNG")
    other = data["revenue_outturn"]
    other = other[(other["local_authority"] == str(council)) & (other["line"] == YOUNG)]
    names = {"total_expenditure": "ro3_expenditure", "total_income": "ro3_income",
             "net_current_expenditure": "ro3_net", "certified": "ro3_certified"}  # fmt: skip
    other = other[["financial_year", *names]].rename(columns=names)
    frame = own[["financial_year", "amount_gbp"]].merge(other, how="outer", on="financial_year")
    frame = frame.rename(columns={"amount_gbp": "section_251"})
    for column in ("ro3_expenditure", "ro3_income", "ro3_net"):
        frame[column] = (1000 * frame[column]).round().astype("Int64")
    return frame.dropna(subset=["section_251", "ro3_expenditure"], how="all").reset_index(drop=True)


def not_adding_up(outturn):
    """Return every area and year in which the seven lines miss the total by more than £2.

    Parameters
    ----------
    outturn : DataFrame
        The table ``outturn``: councils, regions and England.

    Returns
    -------
    DataFrame
        area, financial_year, total, lines (their sum), difference, without (lines that are
        missing); areas without any amount in the year are left out.
    """
    wide = outturn.pivot(index=["area", "financial_year"], columns="line", values="amount_gbp")
    names = [name for name in wide.columns if name != TOTAL]
    wide = wide[wide.notna().any(axis=1)]
    found = pd.DataFrame({"total": wide[TOTAL], "lines": wide[names].sum(axis=1)})
    found["difference"] = found["lines"] - found["total"]
    found["without"] = wide.isna().dot(wide.columns + ", ").str.removesuffix(", ")
    bad = (found["difference"].abs() > 2) | (found["without"] != "")
    return found[bad.fillna(True)].reset_index()
