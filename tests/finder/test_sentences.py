"""1,120 made-up texts in the style of reports, minutes, papers and news, labelled before any run.

``sentences.csv`` and ``labels.csv`` in data: a row for each figure, as it is printed, with its
measure, value, flow, recurrence and period; ``?`` where the words can be read in two ways, a stroke
between readings that are both right. ``accept``: novalue, count, split, optional, value:N.
"""

import csv
import re
from collections import Counter, defaultdict
from fractions import Fraction

import pytest
from labelled import DATA

from amounts_in_text import drafts

NAMES = {"points": "percentage_points"}
LEADING = re.compile(
    r"^(?:(?:in|for|during|over|within|of|at|to|by|the|an?|our|its|on|across)\s+)+"
)


def rows(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def scored():
    """Return counts of what is right, wrong and extra, and a line for each fault."""
    labels, counts, faults = defaultdict(list), defaultdict(Counter), []
    for label in rows("labels"):
        labels[label["id"]].append(label)
    for row in rows("sentences"):
        text = row["text"]
        found = [one for one in drafts.drafts(text, row["id"]) if one.row.get("figure_text")]
        met = set()
        for label in labels[row["id"]]:
            start = [match.start() for match in re.finditer(re.escape(label["figure_text"]), text)][
                int(label["occurrence"]) - 1
            ]
            end = start + len(label["figure_text"])
            over = [one for one in found if one.start < end and start < one.end]
            met.update(map(id, over))
            faults += [f"{row['id']} {said}" for said in judge(label, over, counts)]
        for one in found:
            if id(one) not in met:
                counts[measure(one)]["extra"] += 1
                faults.append(f"{row['id']} no figure: {one.mention.text}")
    return counts, faults


def measure(one):
    return NAMES.get(one.mention.measure, one.mention.measure)


def number(written):
    return abs(Fraction(str(written))) if written not in ("", None) else None


def judge(label, over, counts):
    """Count how one label was read, and yield what was wrong."""
    accept = label["accept"].split(";")
    kinds, tally = {label["measure"], *accept}, counts[label["measure"]]
    if "optional" in accept and not over:
        return
    wanted = [number(label["value"])]
    wanted += [number(one.removeprefix("value:")) for one in accept if one.startswith("value:")]
    upper = number(label["value_to"])
    tally["labels"] += "optional" not in accept

    def right(one):
        value = number(one.mention.value)
        if value is None:
            return measure(one) in kinds and (wanted[0] is None or "novalue" in accept)
        ends = upper is None or number(one.mention.upper) == upper or "split" in accept
        return measure(one) in kinds and value in wanted and ends

    best = next((one for one in over if right(one)), None)
    tally["right"] += best is not None and "optional" not in accept
    if any(one.mention.value is not None and not right(one) for one in over) and not best:
        tally["wrong"] += 1
        yield f"wrong value: {label['figure_text']}: {[one.mention.text for one in over]}"
    elif not best:
        yield f"not found, or without its value: {label['figure_text']}"
    if best:
        for column in ("flow", "recurrence", "period_wording"):
            yield from stated(label, column, best.row, counts[column])


def stated(label, column, row, tally):
    """Count whether the words next to a figure were read as the label says."""
    wanted, got = label[column], row[column].replace("unstated", "")
    if wanted == "?" or (column == "recurrence" and label["measure"] != "money"):
        return
    allowed = {one.replace("unstated", "") for one in wanted.split("/")}
    if column == "period_wording":
        bracket, wanted = wanted.startswith("("), wanted.strip("()")
        allowed = {got if same(got, wanted) else wanted} | (
            {""} if bracket or not wanted else set()
        )
    tally["judged"] += 1
    tally["stated"] += "" not in allowed
    tally["right"] += "" not in allowed and got in allowed
    tally["wrong"] += bool(got) and got not in allowed
    if got not in allowed:
        yield f"{column} {got or 'unstated'}, not {wanted}: {label['figure_text']}"


def same(got, wanted):
    """Return whether two wordings are one but for words such as in and over the."""
    one, other = (LEADING.sub("", re.sub(r"\s+", " ", each.lower())).strip(" .,;()")
                  for each in (got, wanted))  # fmt: skip
    one, other = (each.removesuffix(" financial year") for each in (one, other))
    short, long = sorted((one, other), key=len)
    return bool(short) and f" {short} " in f" {long} "


def test_money_and_per_cent_are_found_with_no_wrong_value(scored):
    counts, faults = scored
    total = sum((counts[name] for name in ("money", "percent", "percentage_points")), Counter())
    assert total["labels"] > 1500
    assert total["wrong"] == 0, faults
    assert total["right"] >= 0.99 * total["labels"], faults
    assert total["right"] >= 0.99 * (total["right"] + total["extra"]), faults


def test_counts_are_found_and_numbers_that_count_nothing_are_not(scored):
    counts, faults = scored
    tally = counts["count"]
    assert tally["labels"] > 700
    assert tally["right"] >= 0.98 * tally["labels"], faults
    assert tally["right"] >= 0.95 * (tally["right"] + tally["wrong"] + tally["extra"]), faults


@pytest.mark.parametrize("column", ["flow", "recurrence", "period_wording"])
def test_what_the_words_state_is_read_and_nothing_else(scored, column):
    counts, faults = scored
    tally = counts[column]
    assert tally["stated"] > 250
    assert tally["right"] >= 0.95 * tally["stated"], faults
    assert tally["wrong"] <= 0.02 * tally["judged"], faults
