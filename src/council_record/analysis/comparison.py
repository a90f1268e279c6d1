"""Described amounts beside the return: on what the two can be compared, and on what they cannot."""

import pandas as pd

from council_record.analysis.claims import NOT_SEEN, NOT_STATED, label, years
from council_record.financial_year import FinancialYear, between

_MONEY = {"proposed": "budget", "agreed": "budget", "in-year": "budget"}
RETURN_IS = {"return_money": "spent (outturn)", "return_gross_or_net": "gross"}


def beside_return(described, comparisons, lines, budgets=None):
    """Return each amount and percentage beside the line of the return that is nearest to it.

    A period without an end runs to the financial year in which the document was published.

    Parameters
    ----------
    described : DataFrame
        As returned by ``claims.described``.
    comparisons : DataFrame
        The council’s table: the line nearest to each claim.
    lines : DataFrame
        The council's outturn, as returned by ``outturn.lines``.
    budgets : DataFrame, optional
        The council's budgets, as returned by ``budget.lines``.

    Returns
    -------
    DataFrame
        claim_id, author, published, part, figure_text, measure, value, family, purpose, flow,
        recurrence; money (budget, spent, not stated or not seen), return_money; gross_or_net,
        return_gross_or_net; period (in the document's words), baseline, period_start,
        period_end, return_years; line, scope, note;
        returned (pounds: what the line adds up to in these years, or their average for an amount
        of each year; missing where no years or no line are named, or a year has no return);
        budget_line, planned and budget_years: the same of the revenue account budget. Everything
        is in the pounds of its day.
    """
    frame = described.merge(comparisons, on="claim_id", suffixes=("_of_claim", ""))
    frame["money"] = frame["stage"].replace(_MONEY)
    silence = {"unstated": NOT_STATED, "unseen": NOT_SEEN}
    frame["gross_or_net"] = frame["gross_or_net"].replace(silence)
    frame = frame.assign(**RETURN_IS)
    open_ended = frame["period_end"].isna() & frame["period_start"].notna()
    frame["period_end"] = frame["period_end"].where(
        ~open_ended, frame["published"].map(lambda day: str(FinancialYear.of(day)))
    )
    sides = [("line", "returned", "return_years", lines, "return")]
    if budgets is not None:
        sides.append(("budget_line", "planned", "budget_years", budgets, "budget on record"))
    for line, amount, span, table, name in sides:
        known = table.set_index(["line", "financial_year"])["amount_gbp"]
        pairs = zip(frame.itertuples(), frame[line], strict=True)
        sums = [_returned(claim, there, known, name) for claim, there in pairs]
        frame[amount] = pd.array([found for found, _ in sums], dtype="Int64")
        frame[span] = [told for _, told in sums]
    columns = ["claim_id", "author", "published", "part", "figure_text", "measure", "value",
               "family", "service", "purpose", "flow", "recurrence", "money", "return_money",
               "gross_or_net", "return_gross_or_net", "period", "baseline", "period_start",
               "period_end", "return_years", "line", "scope", "returned", "budget_line",
               "budget_years", "planned", "note"]  # fmt: skip
    return frame[[name for name in columns if name in frame]]


def once(beside):
    """Return amounts of money that name years, each once however many documents give it.

    Of several documents one read in full counts.
    """
    frame = beside[beside["measure"] == "money"].dropna(subset="period_start")
    return _each_once(frame, ["family", "value"])


def percentages(beside, base_year):
    """Return percentages, each once, but for those of years up to the base year; falls negative."""
    frame = beside[(beside["measure"] == "percent") & ~(beside["period_end"] <= base_year)]
    frame = frame.assign(value=frame["value"].where(frame["flow"] != "fall", -frame["value"]))
    return _each_once(frame, ["family"])


def _each_once(frame, keys):
    """Return a row for each key, of a document read in full before one seen in part."""
    first = frame.sort_values("part", kind="stable").drop_duplicates(keys).sort_index()
    return first.reset_index(drop=True)


def comparable(beside):
    """Return the table that says, claim by claim, what differs between description and return.

    Returns
    -------
    DataFrame
        label, purpose, author; money, gross_or_net, years and baseline: what the document says,
        then after a stroke what the return is; line, budget_line, budget_years (those of the
        claim, or which of them have no budget on record), scope, note.
    """
    return beside.assign(
        label=[label(row) for row in beside.itertuples()],
        money=beside["money"] + " / " + beside["return_money"],
        gross_or_net=beside["gross_or_net"] + " / " + beside["return_gross_or_net"],
        years=beside["period"] + " / " + beside["return_years"],
    )[["label", "purpose", "author", "money", "gross_or_net", "years", "baseline", "line",
       "budget_line", "budget_years", "scope", "note"]]  # fmt: skip


def _returned(claim, line, known, name):
    """Return what a line adds up to in the years of a claim, and these years in words."""
    if pd.isna(claim.period_start) or pd.isna(line):
        return pd.NA, "none"
    wanted = [(line, year) for year in between(claim.period_start, claim.period_end)]
    missing = [key[1] for key in wanted if key not in known.index]
    if missing:
        return pd.NA, f"no {name} for {', '.join(missing)}"
    total, told = known[wanted].sum(), years(claim)
    if claim.recurrence != "each year":
        return int(total), told
    return int(total / len(wanted)), told + (", a year on average" if len(wanted) > 1 else "")
