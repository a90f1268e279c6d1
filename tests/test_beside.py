"""Described amounts beside the return."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from council_record.analysis import claims, outturn
from council_record.analysis import comparison as beside
from council_record.data import tables
from toy import days

DOCUMENTS = pd.DataFrame(
    {
        "document_id": ["page", "release"],
        "publisher": ["Testham Council", "A blog"],
        "original_publisher": [None, "The mayor"],
        "kind": ["council_page", "republished"],
        "published": days("2019-03-25", "2022-03-15"),
        "published_latest": days("2019-04-02", "2022-03-15"),
        "seen": ["full", "full"],
    }
)
DEFAULTS = {
    "quote": "q",
    "figure_text": "£1m",
    "measure": "money",
    "value": 1_000_000,
    "at_least": False,
    "family": "a",
    "purpose_wording": "youth services",
    "service": "youth_services",
    "period_wording": "unstated",
    "period_start": None,
    "period_end": None,
    "recurrence": "unstated",
    "flow": "unstated",
    "stage": "unstated",
    "baseline": "unstated",
    "speaker": "The mayor",
    "voice": "own",
    "superlative": None,
    "superlative_of": None,
    "note": "of the claim",
}


def described(*rows):
    """Return claims as described; each row names its document and what differs."""
    numbered = [DEFAULTS | {"claim_id": f"c{number}"} | row for number, row in enumerate(rows, 1)]
    frame = pd.DataFrame(numbered).astype({"value": "Float64"})
    return claims.described(frame, DOCUMENTS)


def comparisons(*rows):
    """Return comparisons: each row gives the claim, the line, how near, and gross or net."""
    columns = ["claim_id", "line", "scope", "gross_or_net"]
    return pd.DataFrame(rows, columns=columns).assign(note="of the comparison")


def returned(*rows):
    frame = pd.DataFrame(rows, columns=["financial_year", "line", "amount_gbp"])
    return frame.astype({"amount_gbp": "Int64"})


LINES = returned(
    ("2018-19", "young_people", 10), ("2019-20", "young_people", 20),
    ("2020-21", "young_people", 30), ("2021-22", "young_people", 40),
    ("2019-20", "total", 900), ("2021-22", "total", 901),
)  # fmt: skip
NEAREST = ("young_people", "nearest", "unstated")


def compared(row, *comparison, lines=LINES):
    """Return one claim of a document beside the return."""
    about = comparisons(("c1", *(comparison or NEAREST)))
    (found,) = beside.beside_return(
        described({"document_id": "release"} | row), about, lines
    ).to_dict("records")
    return found


# Financial years


@pytest.mark.parametrize(
    ("day", "year"),
    [
        ("2019-03-31", "2018-19"),
        ("2019-04-01", "2019-20"),
        ("2019-12-31", "2019-20"),
        ("2020-01-01", "2019-20"),
        ("2022-03-04", "2021-22"),
        ("2000-03-31", "1999-00"),
        ("2009-04-01", "2009-10"),
        ("1999-04-01", "1999-00"),
    ],
)
def test_a_financial_year_runs_from_the_first_of_april_to_the_last_of_march(day, year):
    assert beside.financial_year(pd.Timestamp(day)) == year


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        ("2018-19", "2018-19", ["2018-19"]),
        ("2018-19", "2020-21", ["2018-19", "2019-20", "2020-21"]),
        ("1998-99", "2000-01", ["1998-99", "1999-00", "2000-01"]),
        ("2008-09", "2009-10", ["2008-09", "2009-10"]),
        ("2019-20", "2018-19", []),
    ],
)
def test_the_years_between_are_counted_with_the_first_and_the_last(first, last, years):
    assert beside.years_between(first, last) == years


# One claim beside one line


def test_a_claim_stands_beside_the_sum_of_its_line_over_its_years():
    claim = {"figure_text": "£47m", "value": 47, "period_wording": "over three years",
             "period_start": "2019-20", "period_end": "2021-22", "recurrence": "cumulative",
             "flow": "total", "stage": "spent", "baseline": "the 18/19 budget"}  # fmt: skip
    found = beside.beside_return(
        described({"document_id": "release"} | claim),
        comparisons(("c1", "young_people", "unclear", "net")),
        LINES,
    )
    expected = pd.DataFrame(
        {
            "claim_id": ["c1"],
            "author": ["The mayor"],
            "published": days("2022-03-15"),
            "part": [False],
            "figure_text": ["£47m"],
            "measure": ["money"],
            "value": pd.array([47], dtype="Float64"),
            "family": ["a"],
            "purpose": ["youth services"],
            "flow": ["total"],
            "recurrence": ["added up"],
            "money": ["spent"],
            "return_money": ["spent (outturn)"],
            "gross_or_net": ["net"],
            "return_gross_or_net": ["gross"],
            "period": ["over three years"],
            "baseline": ["the 18/19 budget"],
            "period_start": ["2019-20"],
            "period_end": ["2021-22"],
            "return_years": ["2019-20 to 2021-22"],
            "line": ["young_people"],
            "scope": ["unclear"],
            "returned": pd.array([90], dtype="Int64"),
            "note": ["of the comparison"],
        }
    )
    assert_frame_equal(found, expected)


@pytest.mark.parametrize(
    ("period", "years", "pounds"),
    [
        (("2019-20", "2019-20"), "2019-20", 20),
        (("2018-19", "2019-20"), "2018-19 to 2019-20", 30),
        (("2018-19", None), "2018-19 to 2021-22", 100),  # published on 15 March 2022
        (("2021-22", None), "2021-22", 40),
    ],
)
def test_a_period_without_an_end_runs_to_the_year_of_publication(period, years, pounds):
    start, end = period
    found = compared({"period_start": start, "period_end": end})
    assert (found["return_years"], found["returned"]) == (years, pounds)


@pytest.mark.parametrize(
    ("day", "end", "pounds"), [("2020-03-31", "2019-20", 30), ("2020-04-01", "2020-21", 60)]
)
def test_the_year_of_publication_begins_on_the_first_of_april(day, end, pounds):
    documents = DOCUMENTS.assign(published=days(day, day), published_latest=days(day, day))
    claim = DEFAULTS | {"claim_id": "c1", "document_id": "page", "period_start": "2018-19"}
    frame = claims.described(pd.DataFrame([claim]).astype({"value": "Float64"}), documents)
    (found,) = beside.beside_return(frame, comparisons(("c1", *NEAREST)), LINES).to_dict("records")
    assert (found["period_end"], found["returned"]) == (end, pounds)


def test_a_claim_without_years_stands_beside_none():
    found = compared({})
    assert found["return_years"] == "none"
    assert pd.isna(found["returned"])
    assert pd.isna(found["period_end"])


def test_a_claim_without_a_line_stands_beside_none():
    found = compared({"period_start": "2019-20", "period_end": "2019-20"}, None, "none", "unstated")
    assert found["return_years"] == "none"
    assert pd.isna(found["returned"])
    assert found["scope"] == "none"


@pytest.mark.parametrize(
    ("line", "start", "end", "missing"),
    [
        ("young_people", "2017-18", "2019-20", "2017-18"),
        ("total", "2018-19", "2021-22", "2018-19, 2020-21"),
        ("young_people", "2021-22", "2023-24", "2022-23, 2023-24"),
        ("safeguarding", "2019-20", "2019-20", "2019-20"),
    ],
)
def test_years_without_a_return_are_named_and_nothing_is_added_up(line, start, end, missing):
    claim = {"period_start": start, "period_end": end}
    found = compared(claim, line, "nearest", "unstated")
    assert found["return_years"] == f"no return for {missing}"
    assert pd.isna(found["returned"])


def test_a_council_without_any_return_has_nothing_to_stand_beside():
    claim = {"period_start": "2018-19", "period_end": "2019-20"}
    found = compared(claim, lines=LINES.iloc[:0])
    assert found["return_years"] == "no return for 2018-19, 2019-20"
    assert pd.isna(found["returned"])


def test_only_the_line_that_is_named_is_added_up():
    found = compared(
        {"period_start": "2019-20", "period_end": "2019-20"}, "total", "nearest", "net"
    )
    assert found["returned"] == 900


@pytest.mark.parametrize(
    ("stage", "money"),
    [("proposed", "budget"), ("agreed", "budget"), ("in_year", "budget"), ("spent", "spent"),
     ("unstated", "not stated")],
)  # fmt: skip
def test_what_is_proposed_agreed_or_added_in_the_year_is_a_budget(stage, money):
    assert compared({"stage": stage})["money"] == money


@pytest.mark.parametrize(
    ("coded", "told"), [("gross", "gross"), ("net", "net"), ("unstated", "not stated")]
)
def test_gross_or_net_is_told_as_coded(coded, told):
    found = compared({}, "total", "nearest", coded)
    assert (found["gross_or_net"], found["return_gross_or_net"]) == (told, "gross")


def test_claims_come_in_the_order_of_publication_and_only_those_compared():
    frame = described(
        {"document_id": "release"}, {"document_id": "page"}, {"document_id": "page"},
        {"document_id": "release"},
    )  # fmt: skip
    about = comparisons(("c4", *NEAREST), ("c2", None, "none", "net"), ("c1", *NEAREST))
    found = beside.beside_return(frame, about, LINES)
    assert found["claim_id"].tolist() == ["c2", "c1", "c4"]
    assert found["author"].tolist() == ["Testham Council", "The mayor", "The mayor"]


def test_without_comparisons_nothing_is_compared():
    found = beside.beside_return(described({"document_id": "page"}), comparisons(), LINES)
    assert len(found) == 0
    assert found["returned"].dtype == "Int64"


def test_the_frames_are_left_as_they_were():
    frame, about, lines = described({"document_id": "page"}), comparisons(("c1", *NEAREST)), LINES
    before = [given.copy() for given in (frame, about, lines)]
    beside.beside_return(frame, about, lines)
    for now, then in zip((frame, about, lines), before, strict=True):
        assert_frame_equal(now, then)


# What a chart marks, and what the table says


def several():
    year = {"period_start": "2019-20", "period_end": "2019-20"}
    frame = described(
        {"document_id": "page", **year},
        {"document_id": "page", **year, "family": "b"},
        {"document_id": "page", "family": "b", "value": 2},
        {"document_id": "page", **year, "measure": "percent", "family": "c", "value": 33},
        {"document_id": "release", **year, "figure_text": "£1 million"},
        {"document_id": "release", **year, "value": 3, "recurrence": "cumulative"},
    )
    about = comparisons(
        ("c1", *NEAREST), ("c2", "total", "nearest", "unstated"), ("c3", *NEAREST),
        ("c4", *NEAREST), ("c5", *NEAREST), ("c6", *NEAREST),
    )  # fmt: skip
    return beside.beside_return(frame, about, LINES)


def several_of(*rows, documents=DOCUMENTS, gross_or_net="unstated"):
    """Return claims beside the young people's line; all else is as it is usual."""
    numbered = [DEFAULTS | {"claim_id": f"c{number}"} | row for number, row in enumerate(rows, 1)]
    frame = pd.DataFrame(numbered).astype({"value": "Float64"})
    nearest = [(row["claim_id"], *NEAREST[:2], gross_or_net) for row in numbered]
    return beside.beside_return(claims.described(frame, documents), comparisons(*nearest), LINES)


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, ["c1", "c2", "c6"]),
        ({"line": "young_people"}, ["c1", "c6"]),
        ({"line": "total"}, ["c2"]),
        ({"recurrence": "added up"}, ["c6"]),
        ({"recurrence": "added up", "line": "total"}, []),
    ],
)
def test_an_amount_that_names_years_is_marked_once_however_many_documents_give_it(chosen, found):
    marked = beside.once(several(), **chosen)
    assert marked["claim_id"].tolist() == found
    assert marked.index.tolist() == list(range(len(found)))
    assert set(beside.COMPARED) <= set(marked.columns)


def test_of_several_documents_one_read_in_full_is_marked():
    year = {"period_start": "2019-20", "period_end": "2019-20"}
    about = DOCUMENTS.assign(seen=["excerpt", "full"])
    frame = several_of({"document_id": "page", **year}, {"document_id": "release", **year},
                       documents=about)  # fmt: skip
    assert beside.once(frame)["claim_id"].tolist() == ["c2"]


def test_what_a_part_does_not_say_is_not_seen():
    frame = several_of({"document_id": "page", "stage": "unseen"}, gross_or_net="unseen",
                       documents=DOCUMENTS.assign(seen="excerpt"))  # fmt: skip
    assert frame[["money", "gross_or_net"]].values.tolist() == [["not seen", "not seen"]]


def test_an_amount_of_each_year_stands_beside_the_average_of_the_years():
    over = {"period_start": "2019-20", "period_end": "2021-22", "recurrence": "each_year"}
    (row,) = several_of({"document_id": "page"} | over).to_dict("records")
    assert row["returned"] == 30
    assert row["return_years"] == "2019-20 to 2021-22, a year on average"


def test_percentages_stand_once_each_and_falls_are_negative():
    percent = {"document_id": "page", "measure": "percent"}
    frame = several_of(
        percent | {"value": 33, "family": "rise", "flow": "change"},
        percent | {"value": 34, "family": "rise", "document_id": "release"},
        percent | {"value": 20, "family": "fall", "flow": "fall"},
        percent | {"value": 80, "family": "before", "flow": "fall", "period_start": "2017-18",
                   "period_end": "2018-19"},
        percent | {"value": 5, "family": "after", "period_start": "2018-19",
                   "period_end": "2019-20"},
        {"document_id": "page", "family": "money"},
    )  # fmt: skip
    assert beside.percentages(frame, "2018-19")["value"].tolist() == [33, -20, 5]


def test_the_table_says_what_the_document_says_and_what_the_return_is():
    frame = described(
        {"document_id": "page", "stage": "agreed", "period_wording": "in 2019/20",
         "period_start": "2019-20", "period_end": "2019-20", "baseline": "last year"},
        {"document_id": "release", "figure_text": "£2m"},
    )  # fmt: skip
    about = comparisons(("c1", *NEAREST), ("c2", None, "none", "gross"))
    expected = pd.DataFrame(
        {
            "described": ["£1m", "£2m"],
            "of what": ["youth services"] * 2,
            "by": ["Testham Council", "The mayor"],
            "budget or spent": ["budget / spent (outturn)", "not stated / spent (outturn)"],
            "gross or net": ["not stated / gross", "gross / gross"],
            "years": ["in 2019/20 / 2019-20", "not stated / none"],
            "measured from": ["last year", "not stated"],
            "nearest line": ["Services for young people", "none"],
            "how near": ["nearest", "none"],
            "note": ["of the comparison"] * 2,
        }
    )
    found = beside.comparable(beside.beside_return(frame, about, LINES))
    assert_frame_equal(found, expected, check_dtype=False)
    assert found.notna().all(axis=None)


# Newham: what its documents describe, beside its returns


@pytest.fixture(scope="module")
def newham():
    data = tables.read_all("Newham")
    lines = outturn.lines(outturn.of_councils(data), "Newham")
    return beside.beside_return(
        claims.described(data["claims"], data["documents"]), data["comparisons"], lines
    ).set_index("claim_id")


def test_all_amounts_and_percentages_of_newham_are_compared(newham):
    assert newham["part"].value_counts().to_dict() == {True: 22, False: 13}
    full, parts = newham[~newham["part"]], newham[newham["part"]]
    assert full["measure"].value_counts().to_dict() == {"money": 11, "percent": 2}
    assert full["returned"].notna().sum() == 7
    assert full["money"].value_counts().to_dict() == {"budget": 8, "not stated": 3, "spent": 2}
    assert set(full["gross_or_net"]) == {"not stated"}
    assert parts["measure"].value_counts().to_dict() == {"money": 20, "percent": 2}
    assert set(parts["gross_or_net"]) == {"not seen"}
    assert "not stated" not in set(parts["money"])


@pytest.mark.parametrize(
    ("claim", "years", "pounds"),
    [
        ("council-page-2019-2", "2019-20", 89_396_388),
        ("council-page-2019-5", "2018-19", 82_211_003),
        ("mayor-column-2019-3", "2019-20", 2_344_194),
        ("send-release-2022-3", "2018-19 to 2021-22", 11_110_197),
        ("council-release-2022-2", "2019-20 to 2021-22", 9_599_120),
    ],
)
def test_the_return_adds_up_to_what_the_release_prints(newham, claim, years, pounds):
    assert newham.loc[claim, "return_years"] == years
    assert newham.loc[claim, "returned"] == pounds
