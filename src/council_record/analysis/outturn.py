"""What councils reported having spent: change, place, running total, per child.

Every amount is section 251 outturn: gross expenditure in cash, excluding capital expenditure
charged to the revenue account, as DfE's LAIT prints it.
"""

import pandas as pd

TOTAL, YOUNG = "total", "young_people"


def of_councils(data):
    """Return the outturn of every council, with children and spending per child.

    The children of a financial year are those of the estimate for its first summer: of mid-2018
    for 2018-19.

    Parameters
    ----------
    data : dict of str to DataFrame
        As returned by ``tables.read_all``.

    Returns
    -------
    DataFrame
        la_code, local_authority (short name), region, financial_year, line, amount_gbp (missing
        where there is no return), children, per_child (pounds).
    """
    known = data["authorities"].set_index("la_code")
    frame = data["outturn"]
    frame = frame[frame["geography"] == "council"].copy()
    frame["local_authority"] = frame["la_code"].map(known["short_name"])
    frame["region"] = frame["la_code"].map(known["region"])
    frame["year"] = frame["financial_year"].str[:4].astype("Int64")
    children = data["population"].dropna(subset="la_code")[["la_code", "year", "children"]]
    frame = frame.merge(children, how="left", on=["la_code", "year"])
    frame["per_child"] = (frame["amount_gbp"] / frame["children"]).round(2)
    columns = ["la_code", "local_authority", "region", "financial_year", "line", "amount_gbp",
               "children", "per_child"]  # fmt: skip
    return frame[columns]


def lines(outturn, council):
    """Return the lines of one council that has a return, year by year.

    Returns
    -------
    DataFrame
        financial_year, line, amount_gbp; years without a return are left out.
    """
    frame = outturn[outturn["local_authority"] == council].dropna(subset="amount_gbp")
    return frame[["financial_year", "line", "amount_gbp"]].reset_index(drop=True)


def changes(outturn, base_year, year, line=TOTAL):
    """Return by how many per cent each council's outturn changed, the largest rise first.

    Returns
    -------
    DataFrame
        local_authority, base_year, year, change (per cent); only councils that have both years.
    """
    years = outturn["financial_year"].isin([base_year, year])
    frame = outturn[years & (outturn["line"] == line)]
    amounts = frame.pivot(index="local_authority", columns="financial_year", values="amount_gbp")
    amounts = amounts[amounts[base_year] > 0].dropna(subset=[base_year, year])
    change = (100 * (amounts[year] / amounts[base_year] - 1)).astype(float).round(1)
    frame = change.rename("change").reset_index().assign(base_year=base_year, year=year)
    frame = frame.sort_values(["change", "local_authority"], ascending=[False, True])
    return frame[["local_authority", "base_year", "year", "change"]].reset_index(drop=True)


def place(changes, council):
    """Return the place of a council among all, the largest change being 1; or None."""
    own = changes.loc[changes["local_authority"] == council, "change"]
    return None if own.empty else int((changes["change"] > own.iloc[0]).sum()) + 1


def places(outturn, base_year, council, line=TOTAL):
    """Return the change of a council since a base year, year by year, and its place in each.

    Returns
    -------
    DataFrame
        line, base_year, year, change (per cent), place, councils (that have both years), median
        (the change above which half of them are); only years for which the council has a return.
    """
    rows = []
    for year in sorted(outturn["financial_year"].unique()):
        if year > base_year:
            found = changes(outturn, base_year, year, line)
            own = found.loc[found["local_authority"] == council, "change"]
            for change in own:
                rows.append((line, base_year, year, change, place(found, council), len(found),
                             round(found["change"].median(), 1)))  # fmt: skip
    columns = ["line", "base_year", "year", "change", "place", "councils", "median"]
    return pd.DataFrame(rows, columns=columns)


def neighbours(data, council):
    """Return the statistical neighbours of a council, the nearest first: rank, name, closeness."""
    known = data["authorities"].set_index("la_code")["short_name"]
    frame = data["neighbours"]
    frame = frame[frame["la_code"].map(known) == council]
    return pd.DataFrame({"rank": frame["rank"], "council": frame["neighbour_la_code"].map(known),
                         "closeness": frame["closeness"]})  # fmt: skip


def above_base(outturn, council, base_year, line):
    """Return how much a line was above its base year, each year and all together.

    Returns
    -------
    DataFrame
        line, financial_year, amount_gbp, above_base, running_total (pounds); empty where the
        council has no return for the base year. A year without a return ends the running total.
    """
    own = lines(outturn, council).query("line == @line").set_index("financial_year")["amount_gbp"]
    years = sorted(outturn["financial_year"].unique())
    years = [year for year in years if year > base_year]
    if base_year not in own:
        years = []
    while years and not set(years) <= set(own.index):
        years.pop()
    amounts = own.reindex(years)
    above = amounts - (own[base_year] if years else 0)
    return pd.DataFrame({"line": line, "financial_year": years, "amount_gbp": amounts.array,
                         "above_base": above.array,
                         "running_total": above.cumsum().array})  # fmt: skip


def groups(data, council):
    """Return which councils each line of the chart of spending per child stands for.

    Returns
    -------
    dict of str to list of str
        Name of the group to names of councils: the council, its statistical neighbours, its
        region (London whole), England.
    """
    known = data["authorities"]
    own = known[known["short_name"] == council].iloc[0]
    near = data["neighbours"]
    near = near.loc[near["la_code"] == own["la_code"], "neighbour_la_code"]
    region = own["region"].removeprefix("Inner ").removeprefix("Outer ")
    members = {
        council: [council],
        "statistical neighbours": list(near.map(known.set_index("la_code")["short_name"])),
        region: list(known.loc[known["region"].str.endswith(region), "short_name"]),
        "England": list(known["short_name"]),
    }
    return {name: there for name, there in members.items() if there}


def per_child(outturn, members, line=TOTAL):
    """Return spending per child of groups of councils: all their money over all their children.

    Only councils that have both a return and an estimate of children in a year count in it.

    Returns
    -------
    DataFrame
        group, financial_year, councils, amount_gbp, children, per_child (pounds).
    """
    frame = outturn[outturn["line"] == line].dropna(subset=["amount_gbp", "children"])
    parts = []
    for group, names in members.items():
        part = frame[frame["local_authority"].isin(names)].groupby("financial_year").agg(
            councils=("la_code", "size"), amount_gbp=("amount_gbp", "sum"),
            children=("children", "sum"))  # fmt: skip
        parts.append(part.reset_index().assign(group=group))
    found = pd.concat(parts, ignore_index=True)
    found["per_child"] = (found["amount_gbp"] / found["children"]).round(2)
    return found[["group", "financial_year", "councils", "amount_gbp", "children", "per_child"]]


def real_terms(frame, prices, column="per_child"):
    """Return a frame with a column in the prices of the latest year of an index.

    Parameters
    ----------
    frame : DataFrame
        With a column financial_year.
    prices : DataFrame
        financial_year, index; as read from data/official/prices.csv once there is an official
        index to import. None is part of the project yet, so nothing in real terms is drawn.
    column : str
        Amounts in cash.

    Raises
    ------
    ValueError
        If a year of the frame is not in the index.
    """
    index = prices.set_index("financial_year")["index"]
    if missing := sorted(set(frame["financial_year"]) - set(index.index)):
        raise ValueError(f"prices: no index for {', '.join(missing)}")
    factor = index[index.index.max()] / frame["financial_year"].map(index)
    return frame.assign(**{f"{column}_real": (frame[column] * factor).round()})


def two_returns(data, council):
    """Return services for young people as section 251 and RO3 report them, year by year.

    Returns
    -------
    DataFrame
        financial_year, section_251 (gross), ro3_expenditure (before income), ro3_income, ro3_net
        (pounds; missing where there is no return), ro3_certified (Y or N).
    """
    own = of_councils(data).query("local_authority == @council and line == @YOUNG")
    codes = data["authorities"].loc[data["authorities"]["short_name"] == council, "la_code"]
    other = data["revenue_outturn"]
    other = other[other["la_code"].isin(codes) & (other["line"] == YOUNG)]
    names = {"total_expenditure": "ro3_expenditure", "total_income": "ro3_income",
             "net_current_expenditure": "ro3_net", "certified": "ro3_certified"}  # fmt: skip
    other = other[["financial_year", *names]].rename(columns=names)
    frame = own[["financial_year", "amount_gbp"]].merge(other, how="outer", on="financial_year")
    frame = frame.rename(columns={"amount_gbp": "section_251"})
    for column in ("ro3_expenditure", "ro3_income", "ro3_net"):
        frame[column] = (1000 * frame[column]).round().astype("Int64")
    return frame.dropna(subset=["section_251", "ro3_expenditure"], how="all").reset_index(drop=True)


def by_grade(outturn, areas, financial_year, line=TOTAL):
    """Return the spending per child of each council beside its grade when the year ended.

    Parameters
    ----------
    outturn : DataFrame
        As returned by ``of_councils``.
    areas : DataFrame
        As returned by ``england.areas``.
    financial_year : str

    Returns
    -------
    DataFrame
        local_authority, financial_year, grade (overall effectiveness at the latest inspection
        begun by 31 March), per_child (pounds), children.
    """
    ends = pd.Timestamp(int(financial_year[:4]) + 1, 3, 31)
    overall = areas[(areas["area"] == "overall_effectiveness") & (areas["started"] <= ends)]
    grades = overall.sort_values("started").groupby("local_authority")["grade"].last()
    frame = outturn[(outturn["line"] == line) & (outturn["financial_year"] == financial_year)]
    frame = frame.assign(grade=frame["local_authority"].map(grades)).dropna(
        subset=["grade", "per_child"]
    )
    frame["grade"] = pd.Categorical(frame["grade"], areas["grade"].cat.categories, ordered=True)
    columns = ["local_authority", "financial_year", "grade", "per_child", "children"]
    return frame[columns].sort_values(["grade", "per_child"]).reset_index(drop=True)


def grade_at_end(overall, spending):
    """Return the overall grade of a council when each financial year of its spending ended.

    Returns
    -------
    DataFrame
        financial_year, grade (missing before the first inspection).
    """
    rows = []
    for year in spending["financial_year"]:
        there = overall[overall["started"] <= pd.Timestamp(int(year[:4]) + 1, 3, 31)]
        grade = there.sort_values("started")["grade"].iloc[-1] if len(there) else pd.NA
        rows.append((year, grade))
    return pd.DataFrame(rows, columns=["financial_year", "grade"])
