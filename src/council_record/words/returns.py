"""Sentences of notebooks 04 and 05: what the returns say, beside descriptions and grades."""

import pandas as pd

from council_record.analysis.outturn import place
from council_record.figures.returns import LINES, unclear
from council_record.text import (
    between,
    capital,
    headline,
    listed,
    many,
    millions,
    number,
    of,
    percent,
    short,
    signed,
    verb,
)
from council_record.words.notes import about_returns, about_totals

GROSS = "section 251 outturn, gross, in cash"


def returns_answer(lines, places, year, beside, council):
    """Return the answer of notebook 04 in a few sentences; ``places`` as of ``outturn.places``."""
    total = _line(lines, "total")
    ends = total.iloc[sorted({0, len(total) - 1})].itertuples()
    amounts = listed(f"{millions(end.amount_gbp)} in {end.financial_year}" for end in ends)
    told = (
        f"{council} reported spending on children and young people’s services of {amounts} "
        f"({GROSS})."
    )
    picked = places[places["year"].isin([year, places["year"].max()])]
    if len(picked):
        changes = listed(
            f"{percent(row.change)} to {row.year} (place {row.place} of {row.councils}; half of "
            f"the councils: more than {row.median:.1f}%)"
            for row in picked.itertuples()
        )
        told += f" From {picked['base_year'].iloc[0]} it {changes}."
    if len(beside):
        parts = beside["part"].sum()
        planned, spent = ((beside["money"] == money).sum() for money in ("budget", "spent"))
        net = beside["gross_or_net"].isin(["gross", "net"]).sum()
        nouns = verb(len(beside), "amount or percentage is", "amounts and percentages are")
        told += (
            f" {capital(number(len(beside)))} {nouns} described"
            f"{f', {number(parts)} of them in documents seen in part' if parts else ''}: "
            f"{of(planned)} of a budget or of money added to one, {of(spent)} worded as money "
            f"spent, {of(net)} said to be gross or net; {of(beside['returned'].notna().sum())} can "
            "be set beside a line of the return, over the same years."
        )
    return told


def _line(lines, name):
    return lines[lines["line"] == name].sort_values("financial_year")


def outturn_lines(lines, council):
    """Describe the chart of the seven lines."""
    years = sorted(lines["financial_year"].unique())
    seven = lines[lines["line"] != "total"]
    ends = seven[seven["financial_year"] == years[-1]]
    biggest = ends.loc[ends["amount_gbp"].idxmax()]
    total = ends["amount_gbp"].sum()
    told = "; ".join(
        f"{LINES[line].lower()} "
        + " to ".join(dict.fromkeys(map(millions, part["amount_gbp"].iloc[[0, -1]])))
        for line, part in seven.sort_values("financial_year").groupby("line", sort=False)
    )
    share = 100 * biggest["amount_gbp"] / total
    most = f"{share:.0f}% on {LINES[biggest['line']].lower()}"
    return {
        "title": headline(council, f"{most}, {years[-1]}", most),
        "subtitle": f"Spending on children and young people’s services by line, £m: {council}, "
        f"{between(years[0], years[-1])}; {GROSS}",
        "alt": f"Rows of bars, one for each line of the outturn, by financial year. "
        f"{between(years[0], years[-1])}: {told}.",
    }


def growth_in_england(changes, marks, council):
    """Describe the chart of changes of all councils."""
    own, first = changes[changes["local_authority"] == council], changes.iloc[0]
    low, high = changes["change"].min(), changes["change"].max()
    base, year = first["base_year"], first["year"]
    rank = place(changes, council)
    title = f"Half of the councils rose by more than {changes['change'].median():.1f}%"
    told = f"{council} has no return for both years."
    if len(own):
        change = own["change"].iloc[0]
        ranked = f"{signed(change)}, place {rank} of {len(changes)}"
        title = headline(council, f"{ranked} councils", ranked)
        told = f"{council} {percent(change)}, place {rank}, the largest rise being place 1."
    marked = marks.drop_duplicates("family")
    described = "".join(f" Described and marked: {row.figure_text}, {row.purpose}"
                        f"{'' if row.line == 'total' else ' (not this total)'}."
                        for row in marked.itertuples())  # fmt: skip
    return {
        "title": title,
        "subtitle": f"Change in spending on children and young people’s services: councils in "
        f"England, {base} to {year}; {GROSS}",
        "alt": f"Dots for {len(changes)} councils along an axis of per cent, from {signed(low)} to "
        f"{signed(high)}, half of them above {signed(changes['change'].median())}. "
        f"{told}{described}",
    }


def youth_services(returns, described, council):
    """Describe the chart of services for young people in two returns."""
    first, last = returns.iloc[0], returns.iloc[-1]
    both = returns.dropna(subset=["section_251", "ro3_expenditure"])
    pairs = "; ".join(
        f"{row.figure_text} for {row.purpose} ({row.period}), return "
        + (f"{millions(row.returned)} in {row.return_years}" if pd.notna(row.returned) else "none")
        + unclear({"scope": row.scope}).replace(";", ",")
        for row in described.itertuples()
    )
    other = "; ".join(
        f"{row.financial_year} {millions(row.section_251)} and {millions(row.ro3_expenditure)}"
        for row in both.itertuples()
    )
    title = shorter = f"services for young people, {last['financial_year']}"
    if len(both):
        one = both.iloc[-1]
        amounts = [millions(one[name]) for name in ("section_251", "ro3_expenditure")]
        title = f"{amounts[0]} in one return, {amounts[1]} in another, {one['financial_year']}"
        shorter = f"{amounts[0]}, in RO3 {amounts[1]}, {one['financial_year']}"
    years = between(first["financial_year"], last["financial_year"])
    return {
        "title": headline(council, title, shorter),
        "subtitle": f"Spending on services for young people, £m: {council}, {years}; outturn, "
        "before income, in cash" + (", beside described amounts" if pairs else ""),
        "alt": f"Bars by financial year. Section 251 and RO3 where there are both: "
        f"{other or 'in no year'}. {about_returns(returns)}".rstrip()
        + (f" Described: {pairs}." if pairs else ""),
    }


def cumulative_extra(above, described, council, base_year):
    """Describe the chart of running totals above a base year."""
    ends = above.groupby("line", sort=False).last()
    told = listed(
        f"{LINES[line].lower()} {millions(row.running_total)} by {row.financial_year}"
        for line, row in zip(ends.index, ends.itertuples(index=False), strict=True)
    )
    marked = "".join(f" Described: {row.figure_text} {row.period}, {row.purpose}; this may be all "
                     f"of the money{unclear({'scope': row.scope})}."
                     for row in described.itertuples())  # fmt: skip
    total = ends.iloc[0]
    below = " or below" if (above["running_total"] < 0).any() else ""
    way = "above" if total["running_total"] >= 0 else "below"
    return {
        "title": headline(council, f"{millions(abs(total['running_total']))} {way} {base_year} by "
                          f"{total['financial_year']}"),
        "subtitle": f"Spending above{below} {base_year}, added up: {council}, "
        f"{between(above['financial_year'].min(), above['financial_year'].max())}; {GROSS}",
        "alt": f"Bars of the running total of what lines of the outturn were above {base_year}, "
        f"year by year: {told}. {about_totals(above)}".rstrip() + marked,
    }  # fmt: skip


def spend_per_child(spending, council):
    """Describe the chart of spending per child."""
    own = spending[spending["group"] == council].dropna(subset="per_child")
    last = own["financial_year"].max()
    ends = spending[spending["financial_year"] == last].set_index("group")["per_child"]
    first = own["financial_year"].min()
    begins = spending[spending["financial_year"] == first].set_index("group")["per_child"]
    told = "; ".join(
        f"{group} £{value:,.0f}"
        if first == last
        else f"{group} £{begins[group]:,.0f} and £{value:,.0f}"
        if group in begins
        else f"{group} £{value:,.0f} in {last}"
        for group, value in ends.items()
    )
    title = f"£{ends[council]:,.0f} per child, England £{ends['England']:,.0f}"
    years = first if first == last else f"{first} and {last}"
    return {
        "title": headline(council, f"{title}, {last}", title),
        "subtitle": f"Spending on children and young people’s services per child aged 0 to 17: "
        f"{council} and others, {spending['financial_year'].min()} to "
        f"{spending['financial_year'].max()}; {GROSS}",
        "alt": f"Lines by financial year for {listed(spending['group'].unique())}. "
        f"In {years}: {told}.",
    }  # fmt: skip


def together_answer(overall, spending, by_grade, council):
    """Return the answer of notebook 05."""
    medians = by_grade.groupby("grade", observed=True)["per_child"].agg(["median", "size"])
    told = listed(
        f"£{row['median']:,.0f} (of {row['size']:.0f} judged {short(grade)})"
        for grade, row in medians.iterrows()
    )
    year = by_grade["financial_year"].iloc[0]
    judged = "has no grade in this record"
    if len(overall):
        grades = (f"{short(row.grade)} in {row.started.year}" for row in overall.itertuples())
        judged = f"was judged {listed(grades)} overall"
    spent = "no return is here to divide by its children"
    if len(spending):
        ends = spending.iloc[sorted({0, len(spending) - 1})].itertuples()
        money = listed(f"£{row.per_child:,.0f} in {row.financial_year}" for row in ends)
        spent = f"its reported spending comes to {money} per child ({GROSS})"
    return (
        f"{council} {judged}; {spent}. By grade, half of the councils of England spent "
        f"more per child in {year} than {told}{_overlap(by_grade)}. Neither the years of one "
        "council nor one year of all say that money moved a grade, or a grade money."
    )


def _range(by_grade):
    """Return the range in which there are councils of every grade, or None."""
    ends = by_grade.groupby("grade", observed=True)["per_child"].agg(["min", "max"])
    low, high = ends["min"].max(), ends["max"].min()
    return (low, high) if low < high else None


def _overlap(by_grade):
    between = _range(by_grade)
    if not between:
        return ""
    return f"; from £{between[0]:,.0f} to £{between[1]:,.0f} there are councils of every grade"


def two_timelines(overall, spending, council):
    """Describe the chart of grades above spending per child."""
    grades = ", ".join(f"{short(row.grade)} {row.started:%b %Y}" for row in overall.itertuples())
    low, high = (
        f"£{end.per_child:,.0f} in {end.financial_year}"
        for end in spending.sort_values("per_child").iloc[[0, -1]].itertuples()
    )
    told = low if low == high else f"lowest {low}, highest {high}"
    money = " to ".join(dict.fromkeys(end.split()[0] for end in (low, high))) + " per child"
    years = spending["financial_year"].str[:4].astype(int)
    first, last = overall["started"].dt.year.agg(["min", "max"])
    return {
        "title": headline(
            council, f"{money}, {many(len(overall), 'inspection', digits=True)}", money
        ),
        "subtitle": f"Overall grade, and spending per child aged 0 to 17: {council}, "
        f"{between(min(first, years.min()), max(last, years.max() + 1))}; {GROSS}",
        "alt": f"Two charts on one time axis. Overall grade: {grades}. Spending per child: {told}.",
    }


def spend_by_grade(by_grade, council):
    """Describe the chart of spending per child by grade."""
    year = by_grade["financial_year"].iloc[0]
    medians = by_grade.groupby("grade", observed=True)["per_child"].median()
    between = _range(by_grade)
    title = f"Spending per child by overall grade, {year}"
    if between:
        title = f"Grades overlap: every grade from £{between[0]:,.0f} to £{between[1]:,.0f}"
    told = listed(f"{short(grade)} £{value:,.0f}" for grade, value in medians.items())
    own = by_grade[by_grade["local_authority"] == council]
    stands = "".join(f" {council}: {short(row.grade)}, £{row.per_child:,.0f}."
                     for row in own.itertuples())  # fmt: skip
    return {
        "title": title,
        "subtitle": f"Spending per child aged 0 to 17 by overall grade: councils in England, "
        f"{year}; {GROSS}",
        "alt": f"Dots for {len(by_grade)} councils in rows by overall grade as {year} ended. "
        f"Half of a row spent more than: {told}{_overlap(by_grade)}.{stands}",
    }
