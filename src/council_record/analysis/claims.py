"""Figures described: what recurs, what changed in the wording, what was left unsaid."""

import pandas as pd

from council_record.analysis.documents import author

# Attributes followed from document to document, with the words a chart heads them with.
ATTRIBUTES = {
    "purpose": "for what",
    "period": "which period",
    "recurrence": "one year or each year",
    "flow": "extra, total or change",
    "stage": "agreed or spent",
    "baseline": "measured from",
}
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
        As read by ``tables.read``.

    Returns
    -------
    DataFrame
        The columns of claims, figure_text with "or more" where the document says so; then
        published, author and kind of the document, and part: whether only a part of it was seen;
        one column of words for each of ``ATTRIBUTES`` ("not stated" where the document does not
        state it, "not seen" where the part seen does not); and seen: whether an earlier document
        in this order gives the same figure ("again"; "again, reworded" where it then says
        something else), or the same amount stands for something else before ("another sum"), or
        neither ("").
    """
    about = documents[["document_id", "published", "published_latest", "kind"]].assign(
        author=documents.apply(author, axis=1), part=documents["seen"] == "excerpt"
    )
    order = claims.assign(position=range(len(claims)))
    frame = order.merge(about, on="document_id").sort_values(
        ["published", "published_latest", "document_id", "position"]
    )
    figures = zip(frame["figure_text"], frame["at_least"], strict=True)
    frame["figure_text"] = [f"{text} or more" if more else text for text, more in figures]
    frame["purpose"] = frame["purpose_wording"]
    frame["period"] = frame["period_wording"]
    for column in ATTRIBUTES:
        frame[column] = frame[column].replace(_WORDS)
    records = frame.to_dict("records")
    frame["seen"] = [_seen(claim, records[:place]) for place, claim in enumerate(records)]
    return frame.drop(columns="position").reset_index(drop=True)


def _seen(claim, earlier):
    """Return how a claim relates to those before it; see ``described``."""
    same = [before for before in earlier if before["family"] == claim["family"]]
    elsewhere = [before for before in same if before["document_id"] != claim["document_id"]]
    if elsewhere:
        return "again, reworded" if _reworded(elsewhere, claim) else "again"
    amounts = {(before["measure"], before["value"]) for before in earlier
               if pd.notna(before["value"])}  # fmt: skip
    return "another sum" if not same and (claim["measure"], claim["value"]) in amounts else ""


def _reworded(earlier, claim):
    """Return the attributes told otherwise than where an earlier description last told them."""
    found = []
    for name in [name for name in ATTRIBUTES if name != "baseline"]:
        told = [_told(before, name) for before in earlier if before[name] != NOT_SEEN]
        if told and claim[name] != NOT_SEEN and _told(claim, name) != told[-1]:
            found.append(name)
    return found


def figures(described):
    """Return what the chart of figures by document shows: one row per figure."""
    columns = ["document_id", "author", "published", "claim_id", "part", "figure_text", "measure",
               "value", "service", *ATTRIBUTES, "period_start", "period_end", "seen"]  # fmt: skip
    frame = described.dropna(subset="figure_text")[columns].reset_index(drop=True)
    return frame.assign(value=frame["value"].convert_dtypes())


def recurring(described):
    """Return the figures that several documents describe, and what changed in the wording.

    Parameters
    ----------
    described : DataFrame
        As returned by ``described``.

    Returns
    -------
    DataFrame
        One row per figure, document and attribute: family, claim_id, document_id, published,
        figure_text, service, part, attribute, wording, changed (from where it was last told),
        same_figure. Where the same amount stands for something else, that claim closes the group,
        same_figure False.
        ``period`` counts as changed only where the years differ. What figures are measured from is
        left to ``left_unsaid``.
    """
    columns = ["family", "claim_id", "document_id", "published", "figure_text", "service", "part",
               "attribute", "wording", "changed", "same_figure"]  # fmt: skip
    figures = described.dropna(subset="figure_text")
    documents = figures.groupby("family")["document_id"].transform("nunique")
    rows = []
    for family, group in figures[documents > 1].groupby("family", sort=False):
        alike = figures["value"].isin(group["value"]) & figures["measure"].isin(group["measure"])
        others = figures[alike & (figures["family"] != family)]
        earlier = []
        for claim in pd.concat([group, others]).to_dict("records"):
            same = claim["family"] == family
            changed = _reworded(earlier, claim) if same else []
            facts = [claim[name] for name in columns[1:7]]
            rows += [
                [family, *facts, name, claim[name], name in changed, same]
                for name in ATTRIBUTES if name != "baseline"
            ]  # fmt: skip
            earlier.append(claim)
    return pd.DataFrame(rows, columns=columns)


def _told(claim, attribute):
    """Return what a wording says, so that 2019/20 and 2019-20 do not count as a change."""
    if attribute == "period" and pd.notna(claim["period_start"]):
        return claim["period_start"], "" if pd.isna(claim["period_end"]) else claim["period_end"]
    return claim[attribute].casefold()


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
    years = ["document_id", "period_start", "period_end"]
    beside = money.dropna(subset=years).groupby(years)["figure_text"].agg(", ".join)
    frame = frame.merge(beside.rename("amounts").reset_index(), how="left", on=years)
    none = frame["part"].map({True: NOT_SEEN, False: "none"})
    frame["amounts"] = frame["amounts"].fillna(none)
    columns = ["claim_id", "document_id", "author", "kind", "published", "part", "speaker", "voice",
               "superlative", "superlative_of", "baseline", "amounts"]  # fmt: skip
    return frame[columns].reset_index(drop=True)


def left_unsaid(described):
    """Return, for each amount of money and percentage, which attributes its document states.

    What a figure is measured from is asked only of figures that are said to be an addition or a
    change, and one year or each year only of amounts of money.

    Returns
    -------
    DataFrame
        claim_id, document_id, part, figure_text, purpose, attribute, said ("stated", "not
        stated", "not seen" or "does not apply"), wording; a period as financial years.
    """
    columns = ["claim_id", "document_id", "part", "figure_text", "purpose", "attribute", "said",
               "wording"]  # fmt: skip
    rows = []
    for claim in described[described["measure"].isin(["money", "percent"])].to_dict("records"):
        differs = ("extra", "change", "fall", NOT_SEEN)
        idle = set() if claim["flow"] in differs else {"baseline"}
        idle |= {"recurrence"} if claim["measure"] == "percent" else set()
        for attribute in [name for name in ATTRIBUTES if name != "purpose"]:
            wording = years(claim) if attribute == "period" else claim[attribute]
            said = wording if wording in (NOT_STATED, NOT_SEEN) else "stated"
            if said != "stated" and attribute in idle:
                said = "does not apply"
            rows.append([*(claim[name] for name in columns[:5]), attribute, said, wording])
    return pd.DataFrame(rows, columns=columns)


def years(claim):
    """Return the financial years of a claim, or its words where they fix none."""
    start, end = claim["period_start"], claim["period_end"]
    if pd.isna(start):
        return claim["period"]
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
        document_id, quote, reading, pounds_in_base_year (to the nearest 100,000): two rows for
        each sentence with one change in per cent and one amount over whole financial years; empty
        where there is none.
    """
    rows = []
    for (document, quote), group in described.groupby(["document_id", "quote"], sort=False):
        change = group[(group["measure"] == "percent") & (group["flow"] == "change")]
        total = group[(group["measure"] == "money") & group["period_end"].notna()]
        if len(change) != 1 or len(total) != 1:
            continue
        share = change["value"].iloc[0] / 100
        first, last = total[["period_start", "period_end"]].iloc[0]
        a_year = total["value"].iloc[0] / (int(last[:4]) - int(first[:4]) + 1)
        for reading, base in {
            "the total is the increase": a_year / share,
            "the total is all of the money": a_year / (1 + share),
        }.items():
            rows.append((document, quote, reading, round(base / 1e5) * 100_000))
    return pd.DataFrame(rows, columns=["document_id", "quote", "reading", "pounds_in_base_year"])
