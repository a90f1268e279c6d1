"""The answer of notebook 4: what the council reported to government."""

from council_record.figures import names
from council_record.text import capital, listed, many, millions, number, of, signed, verb

_BUDGET_FROM = {"returned": "the council", "imputed": "an estimate of the ministry"}


def returns(lines, changes, beside, council, prices=None):
    """Return the answer in a few sentences.

    Parameters
    ----------
    lines, changes : DataFrame
        As returned by ``outturn.lines`` and ``outturn.changes``.
    beside : DataFrame
        As returned by ``comparison.beside_return``.
    council : Council
    prices : str, optional
        The financial year in whose prices changes are measured; by default they are of cash.
    """
    total = lines[lines["line"] == "total"].sort_values("financial_year")
    if total.empty:
        return f"{council} has no amount in the section 251 outturn."
    first, last = total.iloc[0], total.iloc[-1]
    spent = f"{millions(last['amount_gbp'])} on children’s services in {last['financial_year']}"
    if len(total) > 1:
        spent += f", after {millions(first['amount_gbp'])} in {first['financial_year']}"
    told = [
        f"{council} reported spending {spent}.",
        "That is gross outturn, in the pounds of each year.",
    ]
    if prices and len(total) > 1:
        rise = 100 * (last["amount_real"] / first["amount_real"] - 1)
        told.append(f"In the prices of {prices}, the change is {signed(rise)}.")
    told += [*_among(changes, council, prices), *_described(beside)]
    return " ".join(told)


def _among(changes, council, prices):
    """Yield how the change stands among those of all councils, for every end year together."""
    own = changes[changes["local_authority"] == council.name]
    if own.empty:
        return
    more = own.loc[own["change"] > own["median"], "year"]
    base, years = own["base_year"].iloc[0], many(len(own), "later year")
    base += f" in the prices of {prices}" if prices else ""
    if len(more) in (0, len(own)):
        way, which = ("more" if len(more) else "less"), f"each of {years}"
    else:
        way, which = "more", f"{number(len(more))} of {years} ({listed(more)})"
    yield f"Measured from {base}, it grew {way} than the middle council by {which}."


def _described(beside):
    if beside.empty:
        return
    yield f"We found {len(beside)} sums and percentages described."
    planned, spent = (int((beside["money"] == money).sum()) for money in ("budget", "spent"))
    concern = verb(planned, "concerns", "concern")
    yield f"{capital(of(planned))} {concern} a budget, {of(spent)} money spent."
    net = int(beside["gross_or_net"].isin(["gross", "net"]).sum())
    yield f"{capital(of(net))} says whether it is gross or net."
    there = int(beside["returned"].notna().sum())
    if there:
        yield f"For {number(there)} there is a line of the return to set beside."


def ranks(changes, council):
    """Return the council's change and rank by end year, as a table for readers."""
    own = changes[changes["local_authority"] == council.name]
    return own[["base_year", "year", "change", "median", "rank", "councils", "change_cash"]]


def plans(planned):
    """Return what was planned and reported, with the names of lines, as a table for readers."""
    return planned.assign(
        line=planned["line"].map(names.LINES), status=planned["status"].map(_BUDGET_FROM)
    )


def in_words(compared):
    """Return what can be compared on what, with the names of lines, as a table for readers."""
    lines = {name: compared[name].map(names.LINES).fillna("none")
             for name in ("line", "budget_line")}  # fmt: skip
    return compared.assign(**lines)


def members(spending, councils):
    """Return which councils each group of spending per child holds, and which have no amount."""
    counts = spending.groupby("group", sort=False)["councils"].agg(["min", "max"]).iloc[1:]
    told = [
        f"{name}: {row['min']}" + (f" to {row['max']}" if row["max"] > row["min"] else "")
        for name, row in counts.iterrows()
    ]
    total = councils[councils["line"] == "total"]
    last = total[total["financial_year"] == total["financial_year"].max()]
    without = last.loc[last["amount_gbp"].isna() & last["children"].notna(), "local_authority"]
    line = f"Councils that count in a year: {'; '.join(told)}." if told else ""
    if len(without):
        year = last["financial_year"].iloc[0]
        line += f" Without an amount in {year}: {listed(sorted(without))}."
    return line
