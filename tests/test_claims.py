import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from council_record.analysis import claims
from toy import days

DOCUMENTS = pd.DataFrame(
    {
        "document_id": ["release", "page", "column", "blog"],
        "publisher": ["Testham Council", "Testham Council", "Testham Times", "A blog"],
        "original_publisher": [None, None, None, "The mayor"],
        "kind": ["press_release", "council_page", "leader_column", "republished"],
        "published": days("2022-09-21", "2019-03-25", "2019-03-25", "2022-03-15"),
        "published_latest": days("2022-09-21", "2019-03-31", "2019-03-29", "2022-03-15"),
        "seen": "full",
    }
)
DEFAULTS = {
    "figure_text": "£1m",
    "measure": "money",
    "value": 1_000_000,
    "at_least": False,
    "family": "a",
    "purpose_wording": "schools",
    "service": "childrens_services",
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
}
NO_FIGURE = {"figure_text": None, "measure": None, "value": None}


def coded(*rows):
    """Return claims as read from their table: each row names its document and what differs."""
    numbered = [
        DEFAULTS | {"claim_id": f"c{number}", "quote": "q"} | row
        for number, row in enumerate(rows, start=1)
    ]
    return pd.DataFrame(numbered).astype({"value": "Float64"})


def described(*rows):
    return claims.described(coded(*rows), DOCUMENTS)


def test_claims_come_in_the_order_of_publication_and_of_the_text():
    frame = described(
        {"document_id": "release"},
        {"document_id": "page", "family": "b"},
        {"document_id": "page", "family": "b"},
        {"document_id": "column"},
        {"document_id": "blog"},
    )
    assert frame["claim_id"].tolist() == ["c4", "c2", "c3", "c5", "c1"]
    council = "Testham Council"
    assert frame["author"].tolist() == ["Testham Times", council, council, "The mayor", council]
    assert frame["kind"].tolist()[0] == "leader_column"
    assert frame["published"].tolist()[0] == pd.Timestamp("2019-03-25")
    assert frame.index.tolist() == list(range(5))


def test_a_figure_is_seen_again_only_where_an_earlier_document_gave_it():
    frame = described(
        {"document_id": "release", "family": "a"},
        {"document_id": "page", "family": "b", "value": 2},
        {"document_id": "page", "family": "b", "value": 2},
        {"document_id": "blog", "family": "b", "value": 2},
        {"document_id": "column", "family": "a"},
    )
    seen = frame.set_index("claim_id")["seen"].to_dict()
    assert seen == {"c5": "", "c2": "", "c3": "", "c4": "again", "c1": "again"}


def test_a_figure_that_a_later_document_gives_twice_is_seen_again_both_times():
    frame = described({"document_id": "page"}, {"document_id": "blog"}, {"document_id": "blog"})
    assert frame["seen"].tolist() == ["", "again", "again"]


@pytest.mark.parametrize(
    ("cells", "seen"),
    [
        ({"purpose_wording": "SCHOOLS"}, "again"),
        ({"purpose_wording": "roads"}, "again, reworded"),
        ({"recurrence": "each_year"}, "again, reworded"),
        ({"period_wording": "2019/20", "period_start": "2019-20"}, "again, reworded"),
        ({"family": "other"}, "another sum"),
        ({"family": "other", "value": 7}, ""),
        ({"family": "other", "measure": "count"}, ""),
        ({"family": "other", "value": None}, ""),
    ],
)
def test_what_is_seen_again_may_be_reworded_or_another_sum(cells, seen):
    frame = described({"document_id": "page"}, {"document_id": "release"} | cells)
    assert frame["seen"].tolist() == ["", seen]


def test_figures_without_an_exact_number_are_never_seen_as_another_sum():
    vague = {"measure": "count", "value": None}
    frame = described(
        {"document_id": "page", **vague}, {"document_id": "blog", "family": "b", **vague}
    )
    assert frame["seen"].tolist() == ["", ""]


def test_codes_become_words_and_unstated_becomes_not_stated():
    (row,) = described(
        {"document_id": "page", "period_wording": "since 2018", "recurrence": "each_year",
         "stage": "in_year"}).to_dict("records")  # fmt: skip
    assert {name: row[name] for name in claims.ATTRIBUTES} == {
        "purpose": "schools",
        "period": "since 2018",
        "recurrence": "each year",
        "flow": "not stated",
        "stage": "in-year",
        "baseline": "not stated",
    }


@pytest.mark.parametrize(
    ("code", "words"),
    [("one_year", "one year"), ("cumulative", "added up"), ("each_year", "each year")],
)
def test_every_recurrence_has_words(code, words):
    assert described({"document_id": "page", "recurrence": code})["recurrence"].tolist() == [words]


def test_described_leaves_the_coded_claims_as_they_were():
    frame = coded({"document_id": "release"}, {"document_id": "page"})
    before, documents = frame.copy(), DOCUMENTS.copy()
    claims.described(frame, documents)
    assert_frame_equal(frame, before)
    assert_frame_equal(documents, DOCUMENTS)


def test_the_chart_of_figures_leaves_out_superlatives_without_a_figure():
    frame = claims.figures(
        described({"document_id": "page"} | NO_FIGURE, {"document_id": "page", "value": 2})
    )
    assert frame["claim_id"].tolist() == ["c2"]
    assert frame["value"].tolist() == [2]
    assert frame.columns.tolist() == [
        "document_id", "author", "published", "claim_id", "part", "figure_text", "measure", "value",
        "service", "purpose", "period", "recurrence", "flow", "stage", "baseline", "period_start",
        "period_end", "seen"]  # fmt: skip


def test_what_recurs_is_told_attribute_by_attribute_with_what_changed():
    year = {"period_start": "2019-20", "period_end": "2019-20"}
    frame = claims.recurring(
        described(
            {"document_id": "page", "period_wording": "2019/20", "recurrence": "one_year"} | year,
            {"document_id": "release", "period_wording": "since 2018", "recurrence": "each_year",
             "period_start": "2018-19", "figure_text": "£1 million"},
            {"document_id": "release", "family": "told_once", "value": 7},
        )
    )  # fmt: skip
    common = {"family": "a", "same_figure": True}
    page = common | {"claim_id": "c1", "document_id": "page", "published": days("2019-03-25")[0],
                     "figure_text": "£1m", "service": "childrens_services",
                     "part": False}  # fmt: skip
    release = page | {"claim_id": "c2", "document_id": "release",
                      "published": days("2022-09-21")[0], "figure_text": "£1 million"}  # fmt: skip
    rows = [
        page | {"attribute": "purpose", "wording": "schools", "changed": False},
        page | {"attribute": "period", "wording": "2019/20", "changed": False},
        page | {"attribute": "recurrence", "wording": "one year", "changed": False},
        page | {"attribute": "flow", "wording": "not stated", "changed": False},
        page | {"attribute": "stage", "wording": "not stated", "changed": False},
        release | {"attribute": "purpose", "wording": "schools", "changed": False},
        release | {"attribute": "period", "wording": "since 2018", "changed": True},
        release | {"attribute": "recurrence", "wording": "each year", "changed": True},
        release | {"attribute": "flow", "wording": "not stated", "changed": False},
        release | {"attribute": "stage", "wording": "not stated", "changed": False},
    ]
    columns = ["family", "claim_id", "document_id", "published", "figure_text", "service", "part",
               "attribute", "wording", "changed", "same_figure"]  # fmt: skip
    assert_frame_equal(frame, pd.DataFrame(rows)[columns])


@pytest.mark.parametrize(
    ("first", "second", "attribute", "changed"),
    [
        ({"purpose_wording": "Schools"}, {"purpose_wording": "schools"}, "purpose", False),
        ({"purpose_wording": "schools"}, {"purpose_wording": "the schools"}, "purpose", True),
        ({"flow": "unstated"}, {"flow": "extra"}, "flow", True),
        (
            {"period_wording": "2019/20", "period_start": "2019-20", "period_end": "2019-20"},
            {"period_wording": "next year", "period_start": "2019-20", "period_end": "2019-20"},
            "period",
            False,
        ),
        (
            {"period_wording": "since 2018", "period_start": "2018-19"},
            {"period_wording": "from 2018", "period_start": "2018-19"},
            "period",
            False,
        ),
        (
            {"period_wording": "since 2018", "period_start": "2018-19"},
            {"period_wording": "2018/19", "period_start": "2018-19", "period_end": "2018-19"},
            "period",
            True,
        ),
        (
            {"period_wording": "since 2018", "period_start": "2018-19"},
            {"period_wording": "unstated"},
            "period",
            True,
        ),
        ({"period_wording": "unstated"}, {"period_wording": "unstated"}, "period", False),
    ],
)
def test_a_wording_counts_as_changed_only_where_it_says_something_else(
    first, second, attribute, changed
):
    frame = claims.recurring(
        described({"document_id": "page"} | first, {"document_id": "release"} | second)
    )
    told = frame[frame["attribute"] == attribute].set_index("document_id")["changed"]
    assert told.to_dict() == {"page": False, "release": changed}


def test_the_same_amount_for_something_else_closes_the_group_and_changes_nothing():
    frame = claims.recurring(
        described(
            {"document_id": "page", "family": "other", "purpose_wording": "roads"},
            {"document_id": "page"},
            {"document_id": "release"},
            {"document_id": "release", "family": "count", "measure": "count"},
            {"document_id": "release", "family": "more", "value": 2_000_000},
        )
    )
    purpose = frame[frame["attribute"] == "purpose"]
    assert purpose[["claim_id", "same_figure", "changed"]].values.tolist() == [
        ["c2", True, False],
        ["c3", True, False],
        ["c1", False, False],
    ]
    assert set(frame["family"]) == {"a"}


def test_a_figure_told_twice_by_one_document_does_not_recur():
    frame = claims.recurring(
        described(
            {"document_id": "page", "family": "twice"},
            {"document_id": "page", "family": "twice"},
            {"document_id": "page", "family": "b", "value": 3},
            {"document_id": "blog", "family": "b", "value": 3},
        )
    )
    assert set(frame["claim_id"]) == {"c3", "c4"}


def test_figures_without_an_exact_number_are_never_the_same_amount():
    vague = {"measure": "count", "value": None}
    frame = claims.recurring(
        described(
            {"document_id": "page", "figure_text": "thousands"} | vague,
            {"document_id": "release", "figure_text": "thousands"} | vague,
            {"document_id": "blog", "figure_text": "dozens", "family": "other"} | vague,
        )
    )
    assert set(frame["claim_id"]) == {"c1", "c2"}


def test_superlatives_do_not_recur_as_figures():
    greatest = NO_FIGURE | {"superlative": "greatest"}
    frame = claims.recurring(
        described(
            {"document_id": "page"} | greatest,
            {"document_id": "release"} | greatest,
            {"document_id": "page", "family": "b"},
            {"document_id": "release", "family": "b"},
        )
    )
    assert set(frame["family"]) == {"b"}


PARTS = DOCUMENTS.assign(seen=["excerpt", "excerpt", "full", "excerpt"])


def seen_in_part(*rows):
    """Return claims as described; of the page, the release and the blog a part was seen."""
    return claims.described(coded(*rows), PARTS)


def test_what_a_part_does_not_say_is_not_seen_and_no_change():
    frame = claims.recurring(
        seen_in_part(
            {"document_id": "page", "flow": "extra", "recurrence": "one_year"},
            {"document_id": "blog", "flow": "unseen", "recurrence": "each_year"},
            {"document_id": "release", "flow": "total", "recurrence": "unseen"},
        )
    )
    flow, recurrence = (
        frame.loc[frame["attribute"] == name, ["wording", "changed"]].values.tolist()
        for name in ("flow", "recurrence")
    )
    assert flow == [["extra", False], ["not seen", False], ["total", True]]
    assert recurrence == [["one year", False], ["each year", True], ["not seen", False]]
    assert frame["part"].all()


def test_a_wording_is_compared_with_where_it_was_last_told():
    frame = claims.recurring(
        seen_in_part(
            {"document_id": "page", "stage": "agreed"},
            {"document_id": "blog", "stage": "unseen"},
            {"document_id": "release", "stage": "agreed"},
        )
    )
    assert not frame["changed"].any()


def test_what_a_part_does_not_say_is_neither_stated_nor_unstated():
    frame = claims.left_unsaid(
        seen_in_part(
            {"document_id": "page", "flow": "unseen", "stage": "unseen", "baseline": "unseen",
             "recurrence": "unseen", "period_wording": "unseen"},
            {"document_id": "page", "flow": "total", "stage": "agreed", "baseline": "unseen",
             "recurrence": "one_year", "period_wording": "unseen"},
            {"document_id": "column"},
        )
    )  # fmt: skip
    told = frame.groupby("claim_id", sort=False)["said"].agg(list).to_dict()
    assert told["c1"] == ["not seen"] * 5
    assert told["c2"] == ["not seen", "stated", "stated", "stated", "does not apply"]
    assert told["c3"] == ["not stated"] * 4 + ["does not apply"]
    assert frame.groupby("claim_id")["part"].first().tolist() == [True, True, False]


def test_a_superlative_of_a_part_without_amounts_says_that_none_was_seen():
    greatest = NO_FIGURE | {"superlative": "greatest", "superlative_of": "investment"}
    frame = claims.superlatives(
        seen_in_part({"document_id": "page"} | greatest, {"document_id": "column"} | greatest)
    )
    assert frame.set_index("document_id")["amounts"].to_dict() == {
        "column": "none",
        "page": "not seen",
    }


def test_a_figure_that_is_given_as_the_least_is_told_so():
    frame = described({"document_id": "page", "at_least": True}, {"document_id": "release"})
    assert frame["figure_text"].tolist() == ["£1m or more", "£1m"]


def test_what_a_fall_is_measured_from_is_asked():
    frame = claims.left_unsaid(described({"document_id": "page", "flow": "fall"}))
    assert frame["said"].tolist()[-1] == "not stated"


def test_where_no_figure_recurs_there_is_no_row_but_every_column():
    frame = claims.recurring(described({"document_id": "page"}))
    assert len(frame) == 0
    assert {"family", "attribute", "changed", "same_figure"} <= set(frame.columns)


def test_a_superlative_stands_beside_the_amounts_of_its_document_and_period():
    year = {"period_start": "2019-20", "period_end": "2019-20"}
    greatest = NO_FIGURE | {"superlative": "greatest", "superlative_of": "investment",
                            "baseline": "in a generation"}  # fmt: skip
    frame = claims.superlatives(
        described(
            {"document_id": "page"} | greatest | year,
            {"document_id": "page", "figure_text": "£1m"} | year,
            {"document_id": "page", "figure_text": "£2m", "period_start": "2018-19",
             "period_end": "2018-19"},
            {"document_id": "page", "figure_text": "£3m"} | year,
            {"document_id": "page", "figure_text": "5", "measure": "count"} | year,
            {"document_id": "blog", "figure_text": "£4m"},
            {"document_id": "blog"} | greatest,
            {"document_id": "release"} | greatest | year,
            {"document_id": "column", "figure_text": "£5m"} | year,
        )
    )  # fmt: skip
    expected = pd.DataFrame(
        {
            "claim_id": ["c1", "c7", "c8"],
            "document_id": ["page", "blog", "release"],
            "author": ["Testham Council", "The mayor", "Testham Council"],
            "kind": ["council_page", "republished", "press_release"],
            "published": days("2019-03-25", "2022-03-15", "2022-09-21"),
            "part": False,
            "speaker": "The mayor",
            "voice": "own",
            "superlative": "greatest",
            "superlative_of": "investment",
            "baseline": "in a generation",
            "amounts": ["£1m, £3m", "none", "none"],
        }
    )
    assert_frame_equal(frame, expected, check_dtype=False)


def test_every_amount_and_percentage_is_asked_five_questions_and_nothing_else():
    frame = claims.left_unsaid(
        described(
            {"document_id": "page", "flow": "total", "stage": "agreed", "period_wording": "2019/20",
             "period_start": "2019-20", "period_end": "2019-20"},
            {"document_id": "page", "figure_text": "5", "measure": "count"},
            {"document_id": "page"} | NO_FIGURE,
            {"document_id": "page", "figure_text": "50%", "measure": "percent", "flow": "change",
             "baseline": "the 18/19 budget"},
            {"document_id": "page", "flow": "extra"},
            {"document_id": "page"},
        )
    )  # fmt: skip
    asked = frame.set_index(["claim_id", "attribute"])["said"]
    assert asked["c5", "baseline"] == "not stated"
    assert asked["c6", "baseline"] == "does not apply"
    frame = frame[frame["claim_id"].isin(["c1", "c4"])]
    first = {"claim_id": "c1", "document_id": "page", "part": False, "figure_text": "£1m",
             "purpose": "schools"}  # fmt: skip
    last = first | {"claim_id": "c4", "figure_text": "50%"}
    expected = [
        first | {"attribute": "period", "said": "stated", "wording": "2019-20"},
        first | {"attribute": "recurrence", "said": "not stated", "wording": "not stated"},
        first | {"attribute": "flow", "said": "stated", "wording": "total"},
        first | {"attribute": "stage", "said": "stated", "wording": "agreed"},
        first | {"attribute": "baseline", "said": "does not apply", "wording": "not stated"},
        last | {"attribute": "period", "said": "not stated", "wording": "not stated"},
        last | {"attribute": "recurrence", "said": "does not apply", "wording": "not stated"},
        last | {"attribute": "flow", "said": "stated", "wording": "change"},
        last | {"attribute": "stage", "said": "not stated", "wording": "not stated"},
        last | {"attribute": "baseline", "said": "stated", "wording": "the 18/19 budget"},
    ]
    assert_frame_equal(frame, pd.DataFrame(expected))


@pytest.mark.parametrize(
    ("cells", "wording"),
    [
        ({"period_wording": "2019/20", "period_start": "2019-20", "period_end": "2019-20"},
         "2019-20"),
        ({"period_wording": "three years", "period_start": "2019-20", "period_end": "2021-22"},
         "2019-20 to 2021-22"),
        ({"period_wording": "since 2018", "period_start": "2018-19"}, "from 2018-19"),
        ({"period_wording": "in recent years"}, "in recent years"),
        ({"period_wording": "unstated"}, "not stated"),
    ],
)  # fmt: skip
def test_a_period_is_told_in_financial_years_where_the_wording_names_them(cells, wording):
    frame = claims.left_unsaid(described({"document_id": "page"} | cells))
    assert frame.loc[frame["attribute"] == "period", "wording"].tolist() == [wording]


CHANGE = {"figure_text": "50 per cent", "measure": "percent", "value": 50, "flow": "change"}
TOTAL = {"figure_text": "£45m", "value": 45_000_000, "recurrence": "cumulative",
         "period_start": "2019-20", "period_end": "2021-22"}  # fmt: skip


def test_a_percentage_and_a_total_in_one_sentence_are_read_in_two_ways():
    sentence = {"document_id": "page", "quote": "up 50 per cent, £45m over three years"}
    other = {"document_id": "page", "quote": "another sentence"}
    frame = claims.readings(described(sentence | CHANGE, sentence | TOTAL, other | TOTAL))
    expected = pd.DataFrame(
        {
            "document_id": ["page", "page"],
            "quote": [sentence["quote"]] * 2,
            "reading": ["the total is the increase", "the total is all of the money"],
            "pounds_in_base_year": [30_000_000, 10_000_000],
        }
    )
    assert_frame_equal(frame, expected)


@pytest.mark.parametrize(
    "rows",
    [
        [CHANGE],
        [TOTAL],
        [CHANGE | {"flow": "total"}, TOTAL],
        [CHANGE, TOTAL | {"period_end": None}],
        [CHANGE, CHANGE, TOTAL],
        [CHANGE, TOTAL, TOTAL],
    ],
)
def test_a_sentence_without_one_change_and_one_dated_total_has_no_readings(rows):
    frame = claims.readings(described(*({"document_id": "page", **row} for row in rows)))
    assert len(frame) == 0
    assert frame.columns.tolist() == ["document_id", "quote", "reading", "pounds_in_base_year"]


def test_a_percentage_and_a_total_of_two_documents_are_not_read_together():
    frame = described({"document_id": "page", **CHANGE}, {"document_id": "blog", **TOTAL})
    assert len(claims.readings(frame)) == 0
