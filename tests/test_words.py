import re

import pandas as pd
import pytest

import toy
from council_record import paths, words
from council_record import text as grammar
from council_record.analysis import (
    claims,
    england,
    outturn,
)
from council_record.analysis import (
    comparison as beside,
)
from council_record.analysis import (
    ratings as judgements,
)
from council_record.data import tables
from toy import RIGB, days

COUNCIL = "Testham"
LONG_NAMES = [
    "Tower Hamlets",
    "Richmond upon Thames",
    "Bath and North East Somerset",
    "Bournemouth, Christchurch and Poole",
]


def areas(*rows):
    """Return grades by area: each row gives the area, the year of the inspection and the grade."""
    area, years, given = zip(*rows, strict=True)
    started = days(*(f"{year}-06-01" for year in years))
    return pd.DataFrame(
        {
            "local_authority": COUNCIL,
            "area": area,
            "inspection_id": [str(year) for year in years],
            "framework": "ilacs-2018",
            "started": started,
            "published": started,
            "judgement": area,
            "grade": toy.grades(*given),
            "joint": False,
        }
    )


OVERALL = "overall_effectiveness"
RECORD = areas(
    (OVERALL, 2014, "Good"),
    (OVERALL, 2018, "Inadequate"),
    (OVERALL, 2021, RIGB),
    ("in_care", 2014, RIGB),
    ("in_care", 2018, RIGB),
    ("in_care", 2021, "Outstanding"),
    ("adoption", 2014, "Good"),
)
NO_LINKS = pd.DataFrame(columns=["area", "from_framework", "to_framework", "continuity"])
MOVES = judgements.moves(RECORD, NO_LINKS)


@pytest.mark.parametrize(
    ("count", "written"),
    [(0, "no"), (1, "one"), (2, "two"), (12, "twelve"), (13, "13"), (1234, "1,234")],
)
def test_numbers_are_written_in_words_up_to_twelve(count, written):
    assert grammar.number(count) == written


@pytest.mark.parametrize(
    ("items", "written"),
    [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"), ((1, 2), "1 and 2")],
)
def test_items_are_listed_with_and_before_the_last(items, written):
    assert grammar.listed(items) == written


def test_the_answer_on_ratings_tells_the_record_the_largest_move_and_the_latest_grades():
    assert words.ratings_answer(RECORD, MOVES, COUNCIL) == (
        "Ofsted judged the overall effectiveness of Testham’s children’s services Good in 2014, "
        "Inadequate in 2018 and Requires improvement to be good in 2021. The largest move in any "
        "area was in overall effectiveness, down two grades from Good in 2014 to Inadequate in "
        "2018; at the latest inspection 1 of 2 judgements was Outstanding."
    )


def test_a_joint_judgement_is_one_judgement_in_the_answer_on_ratings():
    joint = areas(
        (OVERALL, 2014, RIGB),
        (OVERALL, 2022, "Good"),
        ("in_care", 2022, "Good"),
        ("care_leavers", 2022, "Good"),
    )
    both = joint["area"].isin(["in_care", "care_leavers"])
    joint.loc[both, "judgement"] = "in_care_and_care_leavers"
    joint["joint"] = both
    answer = words.ratings_answer(joint, judgements.moves(joint, NO_LINKS), COUNCIL)
    assert answer.endswith("at the latest inspection 2 of 2 judgements were Good.")


@pytest.mark.parametrize(
    ("record", "title"),
    [
        (("Good", "Inadequate", RIGB),
         "Testham: Inadequate overall in 2014, Requires improvement in 2015"),
        (("Outstanding", "Inadequate", "Good"),
         "Testham: Inadequate overall in 2014, Good in 2015"),
        ((RIGB, "Good", "Outstanding"),
         "Testham: Requires improvement overall in 2013, Outstanding in 2015"),
        (("Outstanding", "Good", RIGB), "Testham: Requires improvement overall in 2015"),
        (("Good", "Good", "Inadequate"), "Testham: Inadequate overall in 2015"),
        (("Good", "Good", "Good"), "Testham: Good overall in 2015"),
        ((RIGB,), "Testham: Requires improvement overall in 2013"),
    ],
)  # fmt: skip
def test_the_headline_compares_grades_in_their_order_and_never_by_their_letters(record, title):
    rows = [(OVERALL, 2013 + number, grade) for number, grade in enumerate(record)]
    assert words.judgement_grades(areas(*rows), COUNCIL)["title"] == title


def test_the_headline_does_not_depend_on_the_order_of_the_rows():
    shuffled = RECORD.sample(frac=1, random_state=2)
    title = "Testham: Inadequate overall in 2018, Requires improvement in 2021"
    assert words.judgement_grades(shuffled, COUNCIL)["title"] == title


def test_the_chart_of_grades_is_told_area_by_area():
    told = words.judgement_grades(RECORD, COUNCIL)
    assert told["subtitle"] == (
        "Ofsted grade at each inspection, by judgement area: Testham, 2014 to 2021"
    )
    assert told["alt"] == (
        "Step charts, one for each of three judgement areas, of the grade at each inspection of "
        "Testham. Overall effectiveness Good 2014, Inadequate 2018, Requires improvement 2021; "
        "children in care Requires improvement 2014, Requires improvement 2018, Outstanding 2021; "
        "adoption Good 2014."
    )


@pytest.mark.parametrize("council", LONG_NAMES)
def test_the_headline_of_a_council_with_a_long_name_has_at_most_ten_words(council):
    record = areas((OVERALL, 2014, RIGB), (OVERALL, 2018, "Good"))
    moves = judgements.moves(record, NO_LINKS)
    still = moves.assign(steps=0)
    titles = [
        words.judgement_grades(record, council)["title"],
        words.grade_moves(moves, council)["title"],
        words.grade_moves(still, council)["title"],
    ]
    assert {title: len(title.split()) for title in titles if len(title.split()) > 10} == {}


@pytest.mark.parametrize(
    ("before", "after", "title", "direction"),
    [
        ("Inadequate", "Outstanding", "Overall effectiveness rose three grades", "up three grades"),
        ("Good", "Outstanding", "Overall effectiveness rose one grade", "up one grade"),
        ("Good", "Inadequate", "Overall effectiveness fell two grades", "down two grades"),
    ],
)
def test_the_largest_move_is_told_with_its_direction(before, after, title, direction):
    record = areas((OVERALL, 2014, before), (OVERALL, 2018, after))
    told = words.grade_moves(judgements.moves(record, NO_LINKS), COUNCIL)
    assert told["title"] == f"{title}, 2014 to 2018"
    assert told["alt"].endswith(
        f"The largest is overall effectiveness, {direction} from {before} to {after}."
    )


def test_moves_are_counted_up_down_and_still():
    told = words.grade_moves(MOVES.assign(crosses_break=[True, False, True, False]), COUNCIL)
    assert told["subtitle"] == (
        "How far each grade moved from inspection to inspection: Testham, 2014 to 2021"
    )
    assert told["alt"] == (
        "Arrow chart of 4 moves between consecutive inspections (2014 to 2018 and 2018 to 2021): "
        "2 up, 1 down, 1 without change; 2 cross a change of framework. The largest is overall "
        "effectiveness, down two grades from Good to Inadequate."
    )


def test_where_no_grade_moved_the_headline_says_so():
    still = judgements.moves(areas((OVERALL, 2014, "Good"), (OVERALL, 2018, "Good")), NO_LINKS)
    told = words.grade_moves(still, COUNCIL)
    assert told["title"] == "No grade of Testham moved"
    assert told["alt"].endswith("0 cross a change of framework. No grade moved.")
    answer = words.ratings_answer(areas((OVERALL, 2014, "Good")), still, COUNCIL)
    assert " No grade moved; at the latest inspection 1 of 1 judgements was Good." in answer


@pytest.mark.parametrize(
    ("after", "title", "way"),
    [
        ("Good", "Children in care: up two from a shared grade, 2023", "up two grades"),
        (RIGB, "Children in care: up one from a shared grade, 2023", "up one grade"),
    ],
)
def test_a_largest_move_from_a_shared_grade_is_told_to_be_one(after, title, way):
    record = areas(("in_care", 2019, "Inadequate"), ("in_care", 2023, after))
    record["joint"] = [True, False]
    moves = judgements.moves(record, NO_LINKS)
    shared = (
        f"{way} from Inadequate{{}} (one grade for children in care and care leavers) to {after}"
    )
    told = words.grade_moves(moves, COUNCIL)
    assert told["title"] == title
    assert (
        "; one starts from a grade that areas shared. The largest is children in care, "
        in (told["alt"])
    )
    assert told["alt"].endswith(f"{shared.format('')}.")
    answer = words.ratings_answer(areas((OVERALL, 2023, after)), moves, COUNCIL)
    assert shared.format(" in 2019") in answer


@pytest.mark.parametrize(
    ("council", "headline"),
    [
        ("Leeds", "Leeds: one of each and more than one, 2024"),
        ("Bournemouth, Christchurch and Poole", "Bournemouth, Christchurch and Poole: one, 2024"),
        ("A name of a council that is very long", "One of each and more than one, 2024"),
    ],
)
def test_a_headline_is_shortened_before_it_loses_the_name(council, headline):
    assert grammar.headline(council, "one of each and more than one, 2024", "one, 2024") == headline


@pytest.mark.parametrize(
    ("amount", "largest", "told"),
    [
        (43_081, 76_554, "£43,081"),
        (-96_506, 343_000, "−£96,506"),
        (830_000, 18.6e6, "£0.8m"),
        (-96_506, 2e6, "−£0.1m"),
        (9_126, 2e6, "£0.01m"),
        (0, 2e6, "£0.0m"),
        (102.46e6, 102.46e6, "£102.5m"),
    ],
)
def test_amounts_side_by_side_have_one_unit(amount, largest, told):
    assert grammar.pounds(amount, largest) == told


@pytest.mark.parametrize(("share", "told"), [(5.04, "+5.0%"), (-2.6, "−2.6%"), (0, "+0.0%")])
def test_a_fall_is_signed_with_a_minus(share, told):
    assert grammar.signed(share) == told


REPORTS = pd.DataFrame({"published": days("2019-03-25", "2022-09-21")})


def near(*published):
    """Return the words for documents of these days, which follow the reports or do not."""
    documents = pd.DataFrame({"published_latest": days(*published), "seen": "full"})
    lanes = ["Inspected"] * 3 + ["Council and government"] * 2 + ["Documents"] * len(published)
    entries = pd.DataFrame(
        {
            "lane": pd.Categorical(lanes, judgements.LANES, ordered=True),
            "day": days(
                "2019-02-11", "2022-07-18", "2020-01-01", "2019-02-18", "2019-03-01", *published
            ),
        }
    )
    return words.timeline(entries, REPORTS, documents, COUNCIL)


def test_documents_that_follow_a_report_within_a_week_are_counted():
    told = near("2019-03-25", "2019-03-31", "2019-04-02", "2022-09-20", "2022-09-22")
    assert told["title"].startswith("Three of five documents")
    assert told["subtitle"] == (
        "When Testham was inspected, what was decided and what was described, 2019 to 2022"
    )
    assert told["alt"] == (
        "Time axis from 2019 to 2022 in three columns: 3 inspections and visits, 2 entries on "
        "council and government, 5 documents. Three of five documents appeared within a week of "
        "reports by Ofsted."
    )


@pytest.mark.parametrize(
    ("published", "beginning"),
    [
        (("2019-03-25", "2022-09-21"), "All two documents appeared"),
        (("2019-03-25", "2020-01-01"), "One of two documents appeared"),
        (("2021-03-25", "2020-01-01"), "None of two documents appeared"),
        (("2019-03-25", "2022-09-21", "2020-01-01"), "Two of three documents appeared"),
    ],
)
def test_the_headline_of_the_timeline_has_at_most_ten_words(published, beginning):
    title = near(*published)["title"]
    assert title.startswith(beginning)
    assert len(title.split()) <= 10


def grid(*rows):
    frame = pd.DataFrame(rows, columns=["document_id", "official", "told", "how"])
    frame["part"] = frame["document_id"].str.startswith("part")
    for column in ("official", "told"):
        frame[column] = toy.grades(*frame[column])
    return frame


TOLD = [
    ("a", "Good", "Good", "stated"),
    ("a", "Good", None, "not stated"),
    ("b", "Inadequate", "Inadequate", "stated"),
    ("b", RIGB, RIGB, "implied"),
    ("c", None, None, "no grade given"),
]


def test_stated_implied_and_left_out_grades_are_counted_without_those_that_were_not_given():
    told = {
        "title": "Of 4 grades, documents state 2 and imply 1",
        "subtitle": "Grades that each document states, beside Ofsted’s: Testham",
        "alt": "Grid of 2 documents read in full by judgement area under Ofsted’s own grades: 2 "
        "stated, 1 implied, 1 not stated. Every grade told agrees with the official record.",
    }
    assert words.grades_documents_stated(grid(*TOLD), COUNCIL) == told
    parts = [("part", "Good", "Good", "stated"), ("part", RIGB, None, "not seen")]
    with_part = words.grades_documents_stated(grid(*TOLD, *parts), COUNCIL)
    assert with_part["title"] == told["title"]
    assert "1 not stated; the parts seen of one others state 1 and imply 0." in with_part["alt"]


def test_a_grade_that_differs_from_the_official_record_is_counted():
    told = words.grades_documents_stated(grid(*TOLD, ("a", RIGB, "Good", "stated")), COUNCIL)
    assert told["title"] == "Of 5 grades, documents state 3 and imply 1"
    assert "One of the grades told differ" in told["alt"]
    assert "agrees" not in told["alt"]


DOCUMENTS = pd.DataFrame(
    {
        "document_id": ["page", "release"],
        "publisher": ["Testham Council", "A blog"],
        "original_publisher": [None, "The mayor"],
        "kind": ["council_page", "republished"],
        "published": days("2019-03-25", "2022-09-21"),
        "published_latest": days("2019-03-31", "2022-09-21"),
        "seen": ["full", "full"],
    }
)
PARTLY = DOCUMENTS.assign(seen=["full", "excerpt"])
DEFAULTS = {
    "quote": "q",
    "figure_text": None,
    "measure": None,
    "value": None,
    "at_least": False,
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
MONEY = {"measure": "money", "value": 1_000_000, "figure_text": "£1m", "family": "again"}
GREATEST = {"superlative": "greatest", "baseline": "in a generation", "family": "greatest"}
YEAR = {"period_wording": "2019/20", "period_start": "2019-20", "period_end": "2019-20"}
CLAIMS = [
    {"document_id": "page", "recurrence": "one_year", **MONEY, **YEAR},
    {"document_id": "page", **MONEY, "family": "another", "purpose_wording": "roads",
     "flow": "extra", "stage": "agreed"},
    {"document_id": "page", "superlative_of": "investment", **GREATEST, **YEAR},
    {"document_id": "release", "recurrence": "each_year", "stage": "spent", **MONEY,
     "figure_text": "£1 million"},
    {"document_id": "release", "figure_text": "50%", "measure": "percent", "value": 50,
     "family": "percent", "flow": "change", "baseline": "the 18/19 budget"},
    {"document_id": "release", "figure_text": "43", "measure": "count", "value": 43,
     "family": "workers"},
    {"document_id": "release", "superlative_of": "sum", **GREATEST},
    {"document_id": "release", "superlative_of": "sum", **GREATEST},
]  # fmt: skip


def coded(*rows, documents=DOCUMENTS):
    frame = pd.DataFrame([DEFAULTS | {"claim_id": f"c{n}"} | row for n, row in enumerate(rows)])
    return claims.described(frame.astype({"value": "Float64"}), documents)


DESCRIBED = coded(*CLAIMS)
RECURRING = claims.recurring(DESCRIBED)
UNSAID = claims.left_unsaid(DESCRIBED)


def test_the_answer_on_spending_counts_figures_superlatives_and_what_is_stated():
    assert words.spending_answer(DESCRIBED, RECURRING, UNSAID, COUNCIL) == (
        "The documents read on Testham give 5 figures and 3 superlatives about its services for "
        "children; £1m is money of one year in 2019 and of each year in 2022; £1m stands for two "
        "different sums. Of 4 amounts and percentages, two say whether they are extra, a total or "
        "a change; of the two that are said to be an addition or a change, one says what it is "
        "measured from."
    )


def test_only_additions_and_changes_are_counted_where_it_is_said_that_they_are():
    based = {**MONEY, "flow": "total", "family": "total", "value": 9, "baseline": "nothing"}
    described = coded(*CLAIMS, {"document_id": "release", **based})
    answer = words.spending_answer(
        described, claims.recurring(described), claims.left_unsaid(described), COUNCIL
    )
    assert answer.endswith(
        "Of 5 amounts and percentages, three say whether they are extra, a total or a change; of "
        "the two that are said to be an addition or a change, one says what it is measured from."
    )


def test_the_answer_on_spending_claims_no_change_and_no_second_sum_where_there_is_none():
    rows = [CLAIMS[0], CLAIMS[0] | {"document_id": "release"}]
    described = coded(*rows)
    answer = words.spending_answer(
        described, claims.recurring(described), claims.left_unsaid(described), COUNCIL
    )
    assert answer.startswith(
        "The documents read on Testham give 2 figures and 0 superlatives about its services for "
        "children. Of 2 amounts and percentages, "
    )


def test_the_answer_on_spending_stands_where_no_figure_recurs():
    described = coded(CLAIMS[0])
    answer = words.spending_answer(
        described, claims.recurring(described), claims.left_unsaid(described), COUNCIL
    )
    assert answer.startswith("The documents read on Testham give 1 figure")


def test_figures_by_document_are_counted_and_listed():
    assert words.figures_by_document(DESCRIBED, DOCUMENTS, COUNCIL) == {
        "title": "5 figures in two documents, one of them repeated",
        "subtitle": "Figures on spending and staff for children, by service named: Testham, "
        "documents of 2019 to 2022",
        "alt": "Table of 5 figures, one row per document and one column per service that the words "
        "name. Testham Council, March 2019: £1m, £1m; The mayor, September 2022: "
        "£1 million, 50%, 43.",
    }


def test_where_no_figure_is_told_again_the_headline_says_none():
    told = words.figures_by_document(coded(*CLAIMS[:2]), DOCUMENTS, COUNCIL)
    assert "none of them repeated" in told["title"]


def test_what_changes_in_the_wording_of_a_figure_is_told():
    more = [
        {"document_id": name, "figure_text": "£2m", "measure": "money", "value": 2, "family": "b"}
        for name in DOCUMENTS["document_id"]
    ]
    told = words.wording_of_a_figure(claims.recurring(coded(*CLAIMS, *more)), DOCUMENTS, COUNCIL)
    assert told["title"] == "Two figures recur; the wording of one changes"
    assert told["subtitle"] == (
        "The same figure from document to document: Testham, documents of 2019 to 2022"
    )
    listed, changed = told["alt"].split(" Changed: ")
    assert listed.startswith("Table of 2 figures that more than one document gives (")
    assert {"£1m", "£2m"} == set(re.findall(r"£\dm", listed))
    assert changed == "£1m: which period, one year or each year and agreed or spent."


def test_superlatives_are_told_in_order_with_what_they_are_measured_from():
    told = words.superlatives(claims.superlatives(DESCRIBED), DOCUMENTS, COUNCIL)
    assert told == {
        "title": "Three superlatives, two wordings of what is meant",
        "subtitle": "Who said biggest, largest or greatest, and of what: Testham, documents of "
        "2019 to 2022",
        "alt": "Lines of text set one under the other: greatest investment (March 2019); greatest "
        "sum (September 2022); greatest sum (September 2022). Compared with: in a generation; two "
        "of three come without an amount.",
    }


def test_one_superlative_is_told_in_the_singular():
    told = words.superlatives(claims.superlatives(coded(CLAIMS[2])), DOCUMENTS, COUNCIL)
    assert told["title"] == "One superlative, one wording of what is meant"


def test_what_is_left_unsaid_is_counted_attribute_by_attribute():
    assert words.left_unsaid(UNSAID, DOCUMENTS, COUNCIL) == {
        "title": "Two of 4 figures say if extra, total or change",
        "subtitle": "What the wording of each amount and percentage states: Testham, documents of "
        "2019 to 2022",
        "alt": "Grid of 4 amounts and percentages by five attributes, filled where the document "
        "states it. How many state it, of those read in full to which it applies: which period 1 "
        "of 4; one year or each year 2 of 3; extra, total or change 2 of 4; agreed or spent 2 of "
        "4; measured from 1 of 2.",
    }


def test_what_a_part_does_not_say_is_counted_nowhere():
    unsaid = claims.left_unsaid(coded(*CLAIMS, documents=PARTLY))
    told = words.left_unsaid(unsaid, PARTLY, COUNCIL)
    assert told["title"] == "One of 2 figures say if extra, total or change"
    assert told["alt"].startswith(
        "Grid of 4 amounts and percentages (1 document read in full, 1 in part) by five attributes"
    )
    assert "which period 1 of 2; one year or each year 1 of 2;" in told["alt"]
    described = coded(*CLAIMS, documents=PARTLY)
    answer = words.spending_answer(described, claims.recurring(described), unsaid, COUNCIL)
    assert answer.startswith(
        "The documents read on Testham give 5 figures and 3 superlatives about its services for "
        "children, 3 and 2 of them in documents seen in part; "
    )
    assert " Of 2 amounts and percentages in those read in full, one says whether " in answer
    superlatives = words.superlatives(claims.superlatives(described), PARTLY, COUNCIL)
    assert superlatives["alt"].endswith(
        "; none of one in documents read in full come without an amount."
    )


def test_a_figure_for_young_people_that_becomes_one_for_youth_services_is_told():
    wide = CLAIMS[0] | {"service": "children_and_young_people", "purpose_wording": "the young",
                        "at_least": True}  # fmt: skip
    narrow = CLAIMS[3] | {"service": "youth_services", "purpose_wording": "youth work"}
    described = coded(wide, narrow)
    answer = words.spending_answer(
        described, claims.recurring(described), claims.left_unsaid(described), COUNCIL
    )
    assert (
        "; £1m or more is for “the young” in March 2019 and for “youth work” in September 2022."
    ) in answer
    back = coded(narrow | {"document_id": "page"}, wide | {"document_id": "release"})
    answer = words.spending_answer(back, claims.recurring(back), claims.left_unsaid(back), COUNCIL)
    assert "the young" not in answer


def test_where_no_figure_says_if_it_is_extra_total_or_change_the_headline_says_none():
    unsaid = claims.left_unsaid(coded(CLAIMS[0]))
    title = words.left_unsaid(unsaid, DOCUMENTS, COUNCIL)["title"]
    assert title.startswith("None of 1 figures")


def test_the_source_of_grades_names_the_reports_with_grades_and_the_latest_day():
    inspections = pd.DataFrame(
        {
            "framework": ["ilacs-2018", "sif", "area-send-2023"],
            "published": days("2019-03-25", "2014-08-08", "2024-11-28"),
            "basis": "report",
            "source": ["https://b", "https://a", "https://c"],
        }
    )
    assert words.sources(inspections) == (
        "Ofsted inspection reports published 8 August 2014 and 25 March 2019, read by hand; as at "
        "28 November 2024."
    )


RELEASE = "Ofsted, Local authority inspection outcomes as at 31 March 2025"


def test_the_source_of_grades_from_the_release_is_the_release_named_once():
    inspections = pd.DataFrame(
        {
            "framework": ["ilacs-2018", "ilacs-2023"],
            "published": days("2019-03-25", "2023-08-08"),
            "basis": "release",
            "source": RELEASE,
        }
    )
    assert words.sources(inspections) == f"{RELEASE}."


def test_reports_and_the_release_are_both_named_and_each_for_its_own_days():
    inspections = pd.DataFrame(
        {
            "framework": ["sif", "ilacs-2018", "ilacs-2023"],
            "published": days("2014-08-08", "2019-03-25", "2025-03-25"),
            "basis": ["report", "report", "release"],
            "source": ["https://a", "https://b", RELEASE],
        }
    )
    assert words.sources(inspections) == (
        "Ofsted inspection reports published 8 August 2014 and 25 March 2019, read by hand; as at "
        f"25 March 2019. {RELEASE}."
    )


def test_the_source_of_the_timeline_names_each_official_release_once():
    events = pd.DataFrame(
        {
            "basis": ["document", "official_release", "official_release", "excerpt"],
            "source": ["page", "Ofsted, outcomes", "Ofsted, outcomes", "https://x"],
        }
    )
    assert words.timeline_sources(events) == (
        "Ofsted inspection reports; Ofsted, outcomes; council pages and press reports, some seen "
        "as excerpts. The source of each entry stands in the data of this figure."
    )


def test_the_source_of_descriptions_counts_the_documents_and_names_their_publishers_in_time():
    assert words.documents_read(PARTLY.iloc[::-1]) == (
        "Two documents published by Testham Council and A blog, one read in full, the others in "
        "part; their addresses and the words quoted stand in the data of the project."
    )
    all_read = words.documents_read(DOCUMENTS.assign(seen="full"))
    assert "A blog, all read in full; " in all_read


def beside_all_others(data, described, name):
    """Return the answers of notebooks 02 and 04, and the words of the chart shown in the readme."""
    found = england.areas(data)
    until = pd.Timestamp(tables.releases("official_judgements")[0]["as_at"])
    councils = outturn.of_councils(data)
    lines = outturn.lines(councils, name)
    compared = beside.beside_return(described, data["comparisons"], lines)
    return {
        "england": words.england_answer(
            england.moves(data), england.recoveries(found, data["authorities"], until), name
        ),
        "returns": words.returns_answer(
            lines, outturn.places(councils, "2018-19", name), "2021-22", compared, name
        ),
        "growth": words.growth_in_england(
            outturn.changes(councils, "2018-19", "2021-22"),
            compared[compared["measure"] == "percent"],
            name,
        ),
    }


@pytest.fixture(scope="module")
def real():
    """Return the frames of the committed data, and the words of each chart by its name."""
    name = paths.DEFAULT_COUNCIL
    data = tables.read_all(name)
    documents = data["documents"]
    inspections, judged = judgements.record(data, name)
    graded = judgements.by_area(inspections, judged, data["crosswalk"])
    moves = judgements.moves(graded, data["crosswalk"])
    entries = judgements.timeline(inspections, judged, data["events"], documents)
    told = judgements.stated_beside_official(documents, data["statements"], inspections, judged)
    described = claims.described(data["claims"], documents)
    recurring, unsaid = claims.recurring(described), claims.left_unsaid(described)
    superlatives = claims.superlatives(described)
    return {
        "answers": (
            words.ratings_answer(graded, moves, name),
            words.spending_answer(described, recurring, unsaid, name),
        ),
        **beside_all_others(data, described, name),
        "charts": {
            "judgement_grades": words.judgement_grades(graded, name),
            "grade_moves": words.grade_moves(moves, name),
            "timeline": words.timeline(entries, inspections, documents, name),
            "grades_documents_stated": words.grades_documents_stated(told, name),
            "figures_by_document": words.figures_by_document(described, documents, name),
            "wording_of_a_figure": words.wording_of_a_figure(recurring, documents, name),
            "superlatives": words.superlatives(superlatives, documents, name),
            "left_unsaid": words.left_unsaid(unsaid, documents, name),
        },
    }


CHARTS = ["judgement_grades", "grade_moves", "timeline", "grades_documents_stated",
          "figures_by_document", "wording_of_a_figure", "superlatives", "left_unsaid"]  # fmt: skip


def sentences(text):
    return [part for part in re.split(r"(?<=[.!?])\s+", text) if part]


@pytest.mark.parametrize("chart", CHARTS)
def test_headlines_have_at_most_ten_words_and_text_alternatives_one_to_three_sentences(real, chart):
    told = real["charts"][chart]
    assert set(told) == {"title", "subtitle", "alt"}
    assert 3 <= len(told["title"].split()) <= 10
    assert 1 <= len(sentences(told["alt"])) <= 3
    assert told["alt"].endswith(".")
    assert paths.DEFAULT_COUNCIL in told["subtitle"]
    for text in told.values():
        assert not re.search(r"\b(nan|NaT|None|<NA>)\b|_|  ", text)


@pytest.mark.parametrize("chart", CHARTS)
def test_the_committed_text_alternative_is_the_one_of_the_committed_data(real, chart):
    (file,) = paths.FIGURES.glob(f"fig??-{chart.replace('_', '-')}.txt")
    assert file.read_text(encoding="utf-8") == real["charts"][chart]["alt"] + "\n"


@pytest.mark.parametrize("number", [0, 1], ids=["ratings", "spending"])
def test_each_answer_has_two_sentences(real, number):
    assert len(sentences(real["answers"][number])) == 2


def readme():
    return (paths.ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_gives_the_findings_as_the_data_do(real):
    ratings, spending = real["answers"]
    record, _ = sentences(ratings)
    text = " ".join(readme().split())
    findings = (record, real["england"], spending, real["returns"])
    assert [told for told in findings if told not in text] == []


def test_the_readme_shows_each_figure_with_its_headline_and_its_text_alternative(real):
    shown = re.findall(r"^### (.+)\n\n!\[(.+)\]\(figures/(.+)\.png\)$", readme(), re.MULTILINE)
    assert len(shown) == readme().count("![") >= 3
    titles = {told["title"] for told in [*real["charts"].values(), real["growth"]]}
    for title, alt, slug in shown:
        assert title in titles
        assert alt == (paths.FIGURES / f"{slug}.txt").read_text(encoding="utf-8").strip()


def test_a_move_that_two_areas_share_is_told_to_be_one(real):
    assert (
        "; two of them are one move of a grade that areas share; two start from a grade that areas "
        "shared." in (real["charts"]["grade_moves"]["alt"])
    )


def test_nothing_is_said_of_shared_moves_where_there_are_none():
    assert "share" not in words.grade_moves(MOVES, COUNCIL)["alt"]
