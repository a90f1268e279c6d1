"""Amounts described: what recurs, what changed in the wording, what was left unsaid."""

import re

import pandas as pd

from council_record.financial_year import between
from council_record.text import millions

# Attributes of an amount, with the words that a table heads them with.
ATTRIBUTES = {
    "purpose": "for what",
    "period": "which period",
    "recurrence": "one year or each year",
    "flow": "extra, total or change",
    "stage": "agreed or spent",
    "baseline": "measured from",
}
# A later document that differs in one of these describes the amount otherwise. Words that can only
# mean the same do not count: the coded service and years are compared, not the letters. That a
# budget is proposed, agreed, then spent is another event, not another description.
MEANING = ("service", "period", "recurrence", "flow", "baseline")
# What a document read in full does not state, and what the part seen of another one does not show.
NOT_STATED, NOT_SEEN = "not stated", "not seen"
_WORDS = {
    "unstated": NOT_STATED,
    "unseen": NOT_SEEN,
    "one_year": "one year",
    "each_year": "each year",
    "cumulative": "added up",
    "in_year": "in-year",
}


def described(claims, documents):
    """Return the claims with their documents, in order of publication.

    Parameters
    ----------
    claims, documents : DataFrame
        The council's tables.

    Returns
    -------
    DataFrame
        The columns of claims, figure_text with "or more" where the document says so; published,
        author and kind of the document; part, whether only a part of it was seen; a column of
        words for each of ``ATTRIBUTES`` ("not stated", or "not seen" in a part); again, whether an
        earlier document gives the same amount; reworded, which of ``MEANING`` it then tells
        otherwise, as text; new_event, whether it is then at another stage; other_sum, whether the
        same amount stood for something else before.
    """
    about = documents[["document_id", "published", "published_latest", "kind"]].assign(
        author=documents["signed_by"]
        .fillna(documents["original_publisher"])
        .fillna(documents["publisher"]),
        part=documents["seen"] == "excerpt",
    )
    order = ["published", "published_latest", "document_id"]
    frame = claims.merge(about, on="document_id")
    frame = frame.sort_values(order, kind="stable", ignore_index=True)
    frame["figure_text"] = frame["figure_text"].mask(
        frame["at_least"].astype(bool), frame["figure_text"] + " or more"
    )
    frame["purpose"] = frame["purpose_wording"]
    frame["period"] = frame["period_wording"]
    for column in ATTRIBUTES:
        frame[column] = frame[column].replace(_WORDS)
    first = frame.groupby("family")["document_id"].transform("first")
    frame["again"] = first != frame["document_id"]
    changes = {name: _changed(frame, name) for name in (*MEANING, "stage")}
    frame["reworded"] = [
        ", ".join(name for name in MEANING if changes[name][row]) for row in frame.index
    ]
    frame["new_event"] = changes["stage"]
    numbered = frame["value"].notna()
    sums = frame[numbered].groupby(["measure", "value"])["family"].transform("first")
    new = ~frame["family"].duplicated()
    frame["other_sum"] = new & numbered & (sums.reindex(frame.index) != frame["family"])
    return frame


def _changed(frame, name):
    """Return where an amount is told otherwise than where another document last told it."""
    told, known = _meant(frame, name)
    keys = ["family", "document_id"]
    last = told[known].groupby([frame[key] for key in keys], sort=False).last()
    before = frame[keys].join(last.groupby("family").shift().rename("before"), on=keys)["before"]
    return known & before.notna() & (before != told)


def _meant(frame, name):
    """Return what each claim tells of an attribute, and whether the part seen shows it."""
    if name == "service":
        return frame["service"], frame["service"] != "unseen"
    if name == "period":
        years = frame["period_start"].fillna("") + " " + frame["period_end"].fillna("")
        return years, frame["period_start"].notna()
    return frame[name].str.casefold(), frame[name] != NOT_SEEN


def recurring(described):
    """Return the amounts that several documents give, a row for each time one gives it.

    Returns
    -------
    DataFrame
        The columns of ``described``, and label: the amount as charts write it.
    """
    amounts = described.dropna(subset="figure_text")
    documents = amounts.groupby("family")["document_id"].transform("nunique")
    frame = amounts[documents > 1].reset_index(drop=True)
    return frame.assign(label=[label(row) for row in frame.itertuples()])


def label(claim):
    """Return an amount as charts write it: £10.6m, 33%, 40."""
    if pd.isna(claim.value):
        return claim.figure_text
    if claim.measure == "money":
        return re.sub(r"\.?0m$", "m", millions(claim.value))
    return f"{claim.value:g}%" if claim.measure == "percent" else f"{claim.value:g}"


def superlatives(described):
    """Return the superlatives in order of publication.

    Returns
    -------
    DataFrame
        claim_id, document_id, author, kind, published, part, speaker, voice, superlative,
        superlative_of, baseline, amounts: those that the same document gives for the same
        period ("none" where it gives none, or names no period; "not seen" in a part).
    """
    frame = described.dropna(subset="superlative").copy()
    money = described[described["measure"] == "money"]
    money = money.assign(label=[label(row) for row in money.itertuples()])
    years = ["document_id", "period_start", "period_end"]
    beside = money.dropna(subset=years).groupby(years)["label"].agg(", ".join)
    frame = frame.merge(beside.rename("amounts").reset_index(), how="left", on=years)
    none = frame["part"].map({True: NOT_SEEN, False: "none"})
    frame["amounts"] = frame["amounts"].astype(object).fillna(none)
    columns = ["claim_id", "document_id", "author", "kind", "published", "part", "speaker", "voice",
               "superlative", "superlative_of", "baseline", "amounts"]  # fmt: skip
    return frame[columns].reset_index(drop=True)


def left_unsaid(described):
    """Return, for each sum of money and percentage, which attributes its document states.

    What an amount is measured from is asked only of those said to be an addition or a change, and
    one year or each year only of sums of money.

    Returns
    -------
    DataFrame
        claim_id, document_id, author, kind, published, part, label, purpose, attribute, said
        ("stated", "not stated", "not seen" or "does not apply"), wording.
    """
    frame = described[described["measure"].isin(["money", "percent"])].copy()
    frame["label"] = [label(row) for row in frame.itertuples()]
    frame["period"] = [years(row) for row in frame.itertuples()]
    keys = ["claim_id", "document_id", "author", "kind", "published", "part", "label", "purpose"]
    asked = [name for name in ATTRIBUTES if name != "purpose"]
    long = frame.melt([*keys, "measure"], asked, "attribute", "wording", ignore_index=False)
    long["said"] = long["wording"].where(long["wording"].isin([NOT_STATED, NOT_SEEN]), "stated")
    differs = frame["flow"].isin(["extra", "change", "fall", NOT_SEEN]).reindex(long.index)
    idle = (long["attribute"] == "baseline") & ~differs
    idle |= (long["attribute"] == "recurrence") & (long["measure"] == "percent")
    long["said"] = long["said"].mask(idle & (long["said"] != "stated"), "does not apply")
    long = long.drop(columns="measure").sort_index(kind="stable").reset_index(drop=True)
    return long[[*keys, "attribute", "said", "wording"]]


def years(claim):
    """Return the financial years of a claim, or its words where they fix none."""
    start, end = claim.period_start, claim.period_end
    if pd.isna(start):
        return claim.period
    if pd.isna(end):
        return f"from {start}"
    return start if start == end else f"{start} to {end}"


def readings(described):
    """Return what a percentage and a total in one sentence imply about the base year.

    "An increase of p per cent, which totals T over n years" can be read in two ways: T is the
    increase, or T is all of the money. Both take each of the n years to be p per cent above the
    base year.

    Returns
    -------
    DataFrame
        document_id, quote, reading, base_year_gbp (to the nearest 100,000): two rows for each
        sentence with one change in per cent and one sum over whole financial years.
    """
    rows = []
    for (document, quote), group in described.groupby(["document_id", "quote"], sort=False):
        change = group[(group["measure"] == "percent") & (group["flow"] == "change")]
        total = group[(group["measure"] == "money") & group["period_end"].notna()]
        if len(change) != 1 or len(total) != 1:
            continue
        share = change["value"].iloc[0] / 100
        first, last = total[["period_start", "period_end"]].iloc[0]
        a_year = total["value"].iloc[0] / len(between(first, last))
        for reading, base in {
            "the total is the increase": a_year / share,
            "the total is all of the money": a_year / (1 + share),
        }.items():
            rows.append((document, quote, reading, round(base / 1e5) * 100_000))
    return pd.DataFrame(rows, columns=["document_id", "quote", "reading", "base_year_gbp"])
