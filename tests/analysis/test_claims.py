"""What counts as the same amount, and what as another description of it."""

import pandas as pd
import pytest

from council_record.analysis import claims

DOCUMENTS = pd.DataFrame(
    {
        "document_id": ["a", "b", "c"],
        "publisher": ["Testham Council", "Testham News", "Testham News"],
        "kind": ["press_release", "newspaper", "newspaper"],
        "signed_by": None,
        "original_publisher": None,
        "published": pd.to_datetime(["2019-02-01", "2019-03-01", "2022-03-01"]),
        "published_latest": pd.to_datetime(["2019-02-01", "2019-03-01", "2022-03-01"]),
        "seen": ["full", "full", "excerpt"],
    }
)
CLAIM = {
    "claim_id": "a-1", "document_id": "a", "quote": "£5m", "figure_text": "£5m", "value": 5e6,
    "measure": "money", "at_least": False, "family": "youth", "purpose_wording": "youth services",
    "service": "youth_services", "period_wording": "in 2019/20", "period_start": "2019-20",
    "period_end": "2019-20", "recurrence": "one_year", "flow": "extra", "stage": "proposed",
    "baseline": "unstated", "superlative": None, "superlative_of": None, "speaker": "x",
    "voice": "own",
}  # fmt: skip


def described(*changes):
    rows = [CLAIM | {"claim_id": f"{n}", "document_id": "abc"[n]} | change
            for n, change in enumerate(changes)]  # fmt: skip
    return claims.described(pd.DataFrame(rows), DOCUMENTS)


@pytest.mark.parametrize(
    ("later", "reworded", "new_event"),
    [
        ({"purpose_wording": "the Youth Service"}, "", False),
        ({"purpose_wording": "youth services", "service": "send"}, "service", False),
        ({"period_wording": "2019-20"}, "", False),
        ({"period_end": "2020-21"}, "period", False),
        ({"period_start": None, "period_end": None}, "", False),
        ({"recurrence": "each_year"}, "recurrence", False),
        ({"recurrence": "unseen"}, "", False),
        ({"flow": "unstated"}, "flow", False),
        ({"baseline": "in 2018"}, "baseline", False),
        ({"stage": "agreed"}, "", True),
        ({"stage": "unseen"}, "", False),
        ({"service": "send", "flow": "total", "stage": "spent"}, "service, flow", True),
    ],
)
def test_only_what_can_change_the_meaning_is_another_description(later, reworded, new_event):
    one, other = described({}, later).to_dict("records")
    assert (one["again"], one["reworded"], one["new_event"]) == (False, "", False)
    assert (other["again"], other["reworded"], other["new_event"]) == (True, reworded, new_event)


def test_what_a_part_does_not_show_is_passed_over():
    found = described({}, {"flow": "unseen"}, {"flow": "total"})
    assert list(found["reworded"]) == ["", "", "flow"]


def test_within_one_document_nothing_comes_again():
    found = described({}, {"document_id": "a", "service": "send"})
    assert list(found["again"]) == [False, False]
    assert list(found["reworded"]) == ["", ""]


def test_the_same_amount_of_another_family_is_another_sum():
    found = described({}, {"family": "other"}, {"family": "other"})
    assert list(found["other_sum"]) == [False, True, False]
    assert not described({}, {"family": "other", "measure": "percent"})["other_sum"].any()


def test_only_what_several_documents_give_recurs():
    found = claims.recurring(described({}, {"family": "once"}, {}))
    assert list(found["document_id"]) == ["a", "c"]
    assert list(found["label"]) == ["£5m", "£5m"]


@pytest.mark.parametrize(
    ("value", "measure", "label"),
    [(1.06e7, "money", "£10.6m"), (3.6e7, "money", "£36m"), (1.72e5, "money", "£0.17m"),
     (4e5, "money", "£0.4m"), (5000, "money", "£5,000"), (33, "percent", "33%"),
     (40, "count", "40"), (None, "ratio", "a third")],
)  # fmt: skip
def test_an_amount_is_written_as_charts_write_it(value, measure, label):
    claim = pd.Series({"value": value, "measure": measure, "figure_text": "a third"})
    assert claims.label(claim) == label


def test_a_superlative_stands_beside_the_sums_of_its_years():
    most = {"superlative": "biggest", "superlative_of": "rise", "value": None, "figure_text": None,
            "family": "most", "measure": None}  # fmt: skip
    found = claims.superlatives(described(most, most, most).assign(document_id=["a", "b", "c"]))
    assert list(found["amounts"]) == ["none", "none", "not seen"]
    beside = claims.superlatives(described(most, {"document_id": "a"}))
    assert list(beside["amounts"]) == ["£5m"]


def test_what_is_left_unsaid_is_asked_only_where_it_applies():
    found = claims.left_unsaid(
        described({"flow": "unstated", "recurrence": "unstated"},
                  {"measure": "percent", "recurrence": "unstated"}, {"flow": "unseen"})
    )  # fmt: skip
    said = found.pivot(index="claim_id", columns="attribute", values="said")
    assert said.loc["0", "flow"] == said.loc["0", "recurrence"] == "not stated"
    assert said.loc["0", "baseline"] == "does not apply"
    assert said.loc["1", "recurrence"] == "does not apply"
    assert said.loc["1", "baseline"] == "not stated"
    assert said.loc["2", "flow"] == "not seen"


def test_a_percentage_and_a_total_can_be_read_in_two_ways():
    change = {"measure": "percent", "value": 50, "flow": "change", "document_id": "a"}
    total = {"value": 47e6, "period_start": "2019-20", "period_end": "2021-22", "document_id": "a"}
    found = claims.readings(described(change, total))
    assert list(found["base_year_gbp"]) == [31_300_000, 10_400_000]
    assert claims.readings(described({}, total)).empty


def test_years_are_said_as_far_as_they_are_fixed():
    claim = pd.Series({"period_start": "2018-19", "period_end": None, "period": "since 2018"})
    assert claims.years(claim) == "from 2018-19"
    assert claims.years(claim.replace("2018-19", None)) == "since 2018"
