"""Lines for the feet and keys of charts: where the data are from, and what they lack."""

import pandas as pd

from council_record import paths
from council_record.data.tables import labels, releases
from council_record.text import capital, listed, long_day, many, millions, number, percent


def sources(inspections):
    """Return the line for the foot of charts of one council's inspections."""
    graded = inspections[~inspections["framework"].str.startswith("area-send")]
    reports = graded[graded["basis"] == "report"]
    lines = []
    if len(reports):
        latest = inspections.loc[inspections["basis"] == "report", "published"].max()
        days = listed(long_day(day) for day in reports["published"].sort_values())
        lines.append(f"Ofsted inspection reports published {days}, read by hand; as at "
                     f"{long_day(latest)}.")  # fmt: skip
    lines += [
        f"{source}." for source in graded.loc[graded["basis"] == "release", "source"].unique()
    ]
    return " ".join(lines)


def release(*names, documents=None):
    """Return the line for the foot of charts drawn from official releases, and from documents."""
    told = []
    for about in [about for name in names for about in releases(name)]:
        day = f", as at {long_day(pd.Timestamp(about['as_at']))}" if "-" in about["as_at"] else ""
        told.append(about["title"] + ("" if "as at" in about["title"] else day))
    if "official_judgements" in names:
        told[0] += "; later inspections are not counted"
    line = ". ".join(dict.fromkeys(told)) + "."
    coded = documents is not None and len(documents)
    return f"{line} {documents_read(documents)}" if coded else line


def no_move(council):
    """Return why there is no chart of moves."""
    return f"{council} has no two inspections in this record, so there is no move to show."


def nothing_described(council):
    """Return why a chart of descriptions is left out."""
    if not paths.coded(council).exists():
        return f"No documents on {council} have been coded, so there is nothing to show."
    return f"The coded documents on {council} hold nothing of this kind."


def no_return(council):
    """Return why charts of the return are left out."""
    return f"{council} has no amount in the section 251 outturn here, so there is nothing to show."


def no_base_year(council, base_year):
    """Return why there is no running total."""
    return (
        f"{council} has no return for {base_year} and the year after it, so there is no running "
        "total to show. A council that replaced others does not inherit their returns."
    )


def no_neighbours(council):
    """Return why there is no table of neighbours."""
    return f"The model names no statistical neighbours of {council}."


def no_grade(council):
    """Return why there is no chart of grades."""
    return f"{council} has no grade in this record, so there is nothing to show."


def not_by_grade(spending, by_grade, council):
    """Return why a council is not among those of a year by their grade, or an empty text."""
    if council in set(by_grade["local_authority"]):
        return ""
    year = by_grade["financial_year"].iloc[0]
    returned = year in set(spending["financial_year"])
    return f"{council} has no {'grade by the end of' if returned else 'return for'} {year}."


def members(spending, councils):
    """Return how many councils each group of the chart of spending per child holds.

    And which councils that had children in the last year have no amount in it.
    """
    counts = spending.groupby("group", sort=False)["councils"].agg(["min", "max"]).iloc[1:]
    told = [
        f"{name}: {row['min']}" + (f" to {row['max']}" if row["max"] > row["min"] else "")
        for name, row in counts.iterrows()
    ]
    total = councils[councils["line"] == "total"]
    last = total[total["financial_year"] == total["financial_year"].max()]
    without = last.loc[last["amount_gbp"].isna() & last["children"].notna(), "local_authority"]
    line = f"Councils that count in a year: {'; '.join(told)}."
    if len(without):
        line += (
            f" Without an amount in {last['financial_year'].iloc[0]}: {listed(sorted(without))}."
        )
    return line


_FAR = 5  # times as much as the next largest amount: told, so that nobody takes it for a finding


def about_returns(returns):
    """Return what the two returns lack, and which amount stands far above all others."""
    told = []
    for words, found in {
        "No amount in section 251": returns["section_251"].isna(),
        "No amount in RO3, return too late for the release": returns["ro3_certified"] == "[x]",
    }.items():
        if found.any():
            told.append(f"{words}: {listed(returns.loc[found, 'financial_year'])}.")
    amounts = pd.concat([returns["section_251"], returns["ro3_expenditure"]]).dropna().sort_values()
    if len(amounts) > 1 and amounts.iloc[-1] > _FAR * amounts.iloc[-2]:
        told.append(f"One amount, {millions(amounts.iloc[-1])}, is more than {number(_FAR)} times "
                    "any other here; it is drawn as released.")  # fmt: skip
    return " ".join(told)


_JUMP = 50  # per cent in a year, as in the notes on the data


def about_totals(above):
    """Return where a running total rests on a base of nothing or a jump, or ends early."""
    told, last, lines = [], above["financial_year"].max(), labels("outturn", "line")
    for line, group in above.groupby("line", sort=False):
        amounts = group["amount_gbp"].astype(float)
        base = amounts.iloc[0] - float(group["above_base"].iloc[0])
        if base == 0:
            told.append(f"{lines[line]}: the base is £0, so the running total is all of the money.")
        changes = 100 * (amounts / amounts.shift(fill_value=base) - 1)
        for year, change in zip(group["financial_year"], changes, strict=True):
            if line == "total" and abs(change) > _JUMP:
                told.append(f"In {year} the total {percent(change)} within a year, as released.")
        end = group["financial_year"].max()
        if end < last:
            told.append(f"{lines[line]}: the running total ends with {end}, the last year before "
                        "one without an amount.")  # fmt: skip
    return " ".join(told)


def not_coded(council):
    """Return why charts of documents are left out for a council."""
    return (
        f"No documents on {council} have been coded, so there is nothing to show here. "
        "`data/coded/CODEBOOK.md` says how documents are coded."
    )


def timeline_sources(events):
    """Return the line for the foot of the time axis."""
    releases = events.loc[events["basis"] == "official_release", "source"].unique()
    named = "; ".join(["Ofsted inspection reports", *releases])
    return (
        f"{named}; council pages and press reports, some seen as excerpts. The source of each "
        "entry stands in the data of this figure."
    )


def documents_read(documents):
    """Return the line for the foot of charts drawn from documents."""
    full = int((documents["seen"] == "full").sum())
    publishers = listed(pd.unique(documents.sort_values("published")["publisher"]))
    read = "all read in full"
    if full < len(documents):
        read = f"{number(full)} read in full, the others in part"
    return (
        f"{capital(many(len(documents), 'document'))} published by {publishers}, {read}; their "
        "addresses and the words quoted stand in the data of the project."
    )
