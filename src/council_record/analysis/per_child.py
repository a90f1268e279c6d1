"""Spending per child: of a council, of groups of councils, beside grades, in prices of one year."""

import pandas as pd

from council_record.analysis.outturn import TOTAL
from council_record.authorities import region_of
from council_record.financial_year import FinancialYear


def neighbours(data, council):
    """Return the statistical neighbours of a council, the nearest first: rank, name, closeness."""
    known = data["authorities"].set_index("la_code")["local_authority"]
    frame = data["neighbours"]
    frame = frame[frame["la_code"].map(known) == str(council)]
    return pd.DataFrame({"rank": frame["rank"], "council": frame["neighbour_la_code"].map(known),
                         "closeness": frame["closeness"]}).reset_index(drop=True)  # fmt: skip


def groups(data, council):
    """Return which councils each line of the chart of spending per child stands for.

    Returns
    -------
    dict of str to list of str
        Name of the group to names of councils: the council, its statistical neighbours, its
        region (London whole), England.
    """
    known = data["authorities"]
    regions = region_of(known)
    region = regions[known["local_authority"] == str(council)].item()
    members = {
        str(council): [str(council)],
        "statistical neighbours": list(neighbours(data, council)["council"]),
        region: list(known.loc[regions == region, "local_authority"]),
        "England": list(known["local_authority"]),
    }
    return {name: there for name, there in members.items() if there}


def per_child(outturn, members):
    """Return spending per child of groups of councils: all their money over all their children.

    Only councils that have both a return and an estimate of children in a year count in it.

    Returns
    -------
    DataFrame
        group, financial_year, councils, amount_gbp, children, per_child (pounds, cash),
        per_child_real (in the prices of the last year of the index).
    """
    frame = outturn[outturn["line"] == TOTAL].dropna(subset=["amount_gbp", "children"])
    parts = [
        frame[frame["local_authority"].isin(names)]
        .groupby("financial_year")
        .agg(
            councils=("la_code", "size"),
            amount_gbp=("amount_gbp", "sum"),
            amount_real=("amount_real", "sum"),
            children=("children", "sum"),
        )
        .reset_index()
        .assign(group=group)
        for group, names in members.items()
    ]
    found = pd.concat(parts, ignore_index=True)
    for amount, each in (("amount_gbp", "per_child"), ("amount_real", "per_child_real")):
        found[each] = (found[amount] / found["children"]).astype(float).round(2)
    return found[["group", "financial_year", "councils", "amount_gbp", "children", "per_child",
                  "per_child_real"]]  # fmt: skip


def by_grade(outturn, areas, financial_year):
    """Return the spending per child of each council beside its grade when the year ended.

    Parameters
    ----------
    outturn : DataFrame
        As returned by ``outturn.of_councils``.
    areas : DataFrame
        As returned by ``england.areas``.
    financial_year : str

    Returns
    -------
    DataFrame
        local_authority, financial_year, grade (overall, at the latest inspection begun by 31
        March), per_child (pounds, cash), children.
    """
    ends = FinancialYear.parse(financial_year).last_day
    overall = areas[(areas["area"] == "overall_effectiveness") & (areas["started"] <= ends)]
    grades = overall.sort_values("started").groupby("local_authority")["grade"].last()
    frame = outturn[(outturn["line"] == TOTAL) & (outturn["financial_year"] == financial_year)]
    frame = frame.merge(grades, on="local_authority").dropna(subset=["grade", "per_child"])
    columns = ["local_authority", "financial_year", "grade", "per_child", "children"]
    return frame[columns].sort_values(["grade", "per_child"]).reset_index(drop=True)


def beside(outturn, areas, names):
    """Return the overall grades of councils at each inspection, and their spending per child.

    Parameters
    ----------
    outturn, areas : DataFrame
        As returned by ``outturn.of_councils`` and ``england.areas``.
    names : list of str
        Councils, in the order in which they are to stand.

    Returns
    -------
    grades : DataFrame
        local_authority, started, framework, grade; in order of names, then of time.
    spending : DataFrame
        local_authority, financial_year (the last of the return), per_child (missing where the
        council has no return for it).
    """
    overall = areas[areas["area"] == "overall_effectiveness"]
    grades = overall[overall["local_authority"].isin(names)].sort_values("started")
    grades = grades.sort_values("local_authority", key=lambda column: column.map(names.index),
                                kind="stable")  # fmt: skip
    last = outturn["financial_year"].max()
    there = outturn[(outturn["line"] == TOTAL) & (outturn["financial_year"] == last)]
    spending = pd.DataFrame({"local_authority": names, "financial_year": last})
    amounts = there.set_index("local_authority")["per_child"]
    spending["per_child"] = spending["local_authority"].map(amounts.astype(float))
    columns = ["local_authority", "started", "framework", "grade"]
    return grades[columns].reset_index(drop=True), spending


def table(grades, spending, neighbours, need):
    """Return grades at each inspection and spending per child as a table for readers.

    Parameters
    ----------
    grades, spending : DataFrame
        As returned by ``beside``.
    neighbours : DataFrame
        As returned by ``neighbours``.
    need : DataFrame
        As returned by ``need.latest``.

    Returns
    -------
    DataFrame
        local_authority, per_child (pounds), the columns of ``need``, grades (in order of time),
        closeness (by the model).
    """
    told = grades["grade"].astype(str) + " (" + grades["started"].dt.strftime("%b %Y") + ")"
    steps = told.groupby(grades["local_authority"]).agg(", then ".join)
    close = neighbours.set_index("council")["closeness"]
    frame = spending[["local_authority", "per_child"]].merge(need, how="left", on="local_authority")
    names = frame["local_authority"]
    return frame.assign(grades=names.map(steps), closeness=names.map(close))
