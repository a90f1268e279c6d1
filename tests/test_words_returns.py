"""The sentences of notebooks 04 and 05, and lines on sources, against numbers added up by hand."""

import importlib

import pandas as pd
import pytest

from council_record import words

GRADES = ["Inadequate", "Requires improvement to be good", "Good", "Outstanding"]
LOW, FAIR, GOOD, HIGH = GRADES
OWN = "Testham"
LONG = [
    "Tower Hamlets",
    "Richmond upon Thames",
    "Bath and North East Somerset",
    "Bournemouth, Christchurch and Poole",
]
GROSS = "section 251 outturn, gross, in cash"


def pounds(*millions):
    return pd.array([pd.NA if m is None else round(1e6 * m) for m in millions], dtype="Int64")


# The returns

AMOUNTS = {  # millions of pounds in 2018-19, 2021-22 and 2024-25
    "safeguarding": (40, 45, 30),
    "children_looked_after": (30, 45, 90),
    "young_people": (10, 0.25, 0.08),
    "total": (80, 90.25, 120.08),
}
YEARS = ["2018-19", "2021-22", "2024-25"]


def lines_of(amounts, years):
    """Return what outturn.lines returns."""
    rows = [(year, line, amount) for line, there in amounts.items()
            for year, amount in zip(years, there, strict=True)]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["financial_year", "line", "amount_gbp"])
    return frame.assign(amount_gbp=pounds(*frame["amount_gbp"]))


LINES = lines_of(AMOUNTS, YEARS)
PLACES = pd.DataFrame(
    [
        ("total", "2018-19", "2019-20", 2.5, 3, 150, 4.0),
        ("total", "2018-19", "2021-22", 12.8, 120, 148, 20.0),
        ("total", "2018-19", "2024-25", -50.1, 90, 147, 48.6),
    ],
    columns=["line", "base_year", "year", "change", "place", "councils", "median"],
)
BESIDE = pd.DataFrame(
    {
        "part": [False, False, False, True, True, True],
        "money": ["budget", "budget", "spent", "spent", "spent", "not stated"],
        "gross_or_net": ["net", "gross", *["not stated"] * 4],
        "returned": pounds(2.3, 1.1, None, None, None, None),
    }
)
REPORTED = (
    "Testham reported spending on children and young people’s services of £80.0m in 2018-19 and "
    f"£120.1m in 2024-25 ({GROSS})."
)


def test_the_answer_on_returns_tells_totals_changes_places_and_what_can_be_compared():
    assert words.returns_answer(LINES, PLACES, "2021-22", BESIDE, OWN) == (
        f"{REPORTED} From 2018-19 it rose by 12.8% to 2021-22 (place 120 of 148; half of the "
        "councils: more than 20.0%) and fell by 50.1% to 2024-25 (place 90 of 147; half of the "
        "councils: more than 48.6%). Six amounts and percentages are described, three of them in "
        "documents seen in part: two of a budget or of money added to one, three worded as money "
        "spent, two said to be gross or net; two can be set beside a line of the return, over the "
        "same years."
    )


def test_the_answer_on_returns_leaves_out_what_a_council_lacks():
    shuffled = LINES.sample(frac=1, random_state=1)
    told = words.returns_answer(shuffled, PLACES.iloc[:0], "2021-22", BESIDE.iloc[:0], OWN)
    assert told == REPORTED
    one = words.returns_answer(LINES.iloc[-1:], PLACES.iloc[:0], "2021-22", BESIDE.iloc[:0], OWN)
    assert one.endswith(f" people’s services of £120.1m in 2024-25 ({GROSS}).")


def test_one_described_amount_is_not_told_as_many():
    two = words.returns_answer(LINES, PLACES, "2021-22", BESIDE.iloc[[1, 2]], OWN)
    assert two.endswith(
        " Two amounts and percentages are described: one of a budget or of money added to one, one "
        "worded as money spent, one said to be gross or net; one can be set beside a line of the "
        "return, over the same years."
    )
    one = words.returns_answer(LINES, PLACES, "2021-22", BESIDE.iloc[[2]], OWN)
    assert one.endswith(
        " One amount or percentage is described: none of a budget or of money added to one, one "
        "worded as money spent, none said to be gross or net; none can be set beside a line of the "
        "return, over the same years."
    )


def test_the_lines_are_told_by_the_biggest_and_from_first_to_last_year():
    assert words.outturn_lines(LINES, OWN) == {
        "title": "Testham: 75% on children looked after, 2024-25",
        "subtitle": "Spending on children and young people’s services by line, £m: Testham, "
        f"2018-19 to 2024-25; {GROSS}",
        "alt": "Rows of bars, one for each line of the outturn, by financial year. 2018-19 to "
        "2024-25: safeguarding children and young people’s services £40.0m to £30.0m; children "
        "looked after £30.0m to £90.0m; services for young people £10.0m to £80,000.",
    }


def test_the_lines_of_one_year_are_told_once():
    told = words.outturn_lines(LINES[LINES["financial_year"] == "2024-25"], OWN)
    assert told["subtitle"].endswith(f"£m: Testham, 2024-25; {GROSS}")
    assert "children looked after £90.0m; services" in told["alt"]


# Change in England


def changes_of(own, others, council=OWN):
    rows = [(f"council {n}", "2018-19", "2021-22", float(change))
            for n, change in enumerate(others)]  # fmt: skip
    rows += [] if own is None else [(council, "2018-19", "2021-22", float(own))]
    frame = pd.DataFrame(rows, columns=["local_authority", "base_year", "year", "change"])
    return frame.sort_values("change", ascending=False).reset_index(drop=True)


MARKS = pd.DataFrame(
    [
        ("rise", "33 per cent", "the budget", "total"),
        ("rise", "33 per cent", "the budget again", "total"),
        ("half", "50 per cent", "youth services", "young_people"),
    ],
    columns=["family", "figure_text", "purpose", "line"],
)


def test_the_change_is_told_with_its_place_and_what_was_described_once():
    """Of 40, 20, 10, 10, -5: two rose as much as Testham or more than the middle council."""
    assert words.growth_in_england(changes_of(10, [40, 20, 10, -5]), MARKS, OWN) == {
        "title": "Testham: +10.0%, place 3 of 5 councils",
        "subtitle": "Change in spending on children and young people’s services: councils in "
        f"England, 2018-19 to 2021-22; {GROSS}",
        "alt": "Dots for 5 councils along an axis of per cent, from −5.0% to +40.0%, half of them "
        "above +10.0%. Testham rose by 10.0%, place 3, the largest rise being place 1. Described "
        "and marked: 33 per cent, the budget. Described and marked: 50 per cent, youth services "
        "(not this total).",
    }


def test_a_fall_is_told_as_one_and_a_missing_return_too():
    told = words.growth_in_england(changes_of(-5, [40, 20, 10]), MARKS.iloc[:0], OWN)
    assert told["title"] == "Testham: −5.0%, place 4 of 4 councils"
    assert told["alt"].endswith("Testham fell by 5.0%, place 4, the largest rise being place 1.")
    without = words.growth_in_england(changes_of(None, [40, 20, 10]), MARKS.iloc[:0], OWN)
    assert without["title"] == "Half of the councils rose by more than 20.0%"
    assert without["alt"].endswith("above +20.0%. Testham has no return for both years.")


# Services for young people


def two_returns_of(*rows):
    years, first, second = zip(*rows, strict=True)
    return pd.DataFrame({"financial_year": years, "section_251": pounds(*first),
                         "ro3_expenditure": pounds(*second), "ro3_certified": "Y"})  # fmt: skip


TWO = two_returns_of(("2021-22", 3.4, None), ("2022-23", 4.8, 1.3), ("2023-24", 5.2, 0.7),
                     ("2024-25", None, 1.5))  # fmt: skip
DESCRIBED = pd.DataFrame(
    {
        "figure_text": ["£1.4m", "£36 million"],
        "purpose": ["youth services", "an inclusive service"],
        "period": ["2019/20", "since 2018"],
        "returned": pounds(2.3, None),
        "return_years": ["2019-20", "no return for 2024-25"],
        "scope": ["nearest", "unclear"],
    }
)


def test_the_latest_year_with_both_returns_is_the_headline():
    assert words.youth_services(TWO, DESCRIBED, OWN) == {
        "title": "Testham: £5.2m in one return, £0.70m in another, 2023-24",
        "subtitle": "Spending on services for young people, £m: Testham, 2021-22 to 2024-25; "
        "outturn, before income, in cash, beside described amounts",
        "alt": "Bars by financial year. Section 251 and RO3 where there are both: 2022-23 £4.8m "
        "and £1.3m; 2023-24 £5.2m and £0.70m. No amount in section 251: 2024-25. "
        "Described: £1.4m for youth services (2019/20), "
        "return £2.3m in 2019-20; £36 million for an inclusive service (since 2018), return none, "
        "which services is unclear.",
    }


@pytest.mark.parametrize("last", [("2024-25", 8.1, None), ("2024-25", None, 1.5)])
def test_without_a_year_with_both_returns_the_words_say_so(last):
    told = words.youth_services(two_returns_of(last), DESCRIBED.iloc[:0], OWN)
    assert told["title"].startswith("Testham: services for young people")
    assert told["subtitle"].endswith("£m: Testham, 2024-25; outturn, before income, in cash")
    lacking = " No amount in section 251: 2024-25." if last[1] is None else ""
    assert told["alt"].endswith(f"where there are both: in no year.{lacking}")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("2022-23", 4.8, 1.3, "Y"), ("2023-24", 5.2, 0.7, "N")], ""),
        (
            [("2022-23", 4.8, None, "[x]"), ("2023-24", 5.2, None, "[x]"), ("2024-25", 5, 1, "Y")],
            "No amount in RO3, return too late for the release: 2022-23 and 2023-24.",
        ),
        (
            [("2023-24", None, 47.454, "N"), ("2024-25", 1.733, None, None)],
            "No amount in section 251: 2023-24. One amount, £47.5m, is more than five times any "
            "other here; it is drawn as released.",
        ),
        ([("2023-24", 5.0, 1.0, "Y")], ""),
        ([("2023-24", 0.0, 1.0, "Y")],
         "One amount, £1.0m, is more than five times any other here; it is drawn as released."),
        ([("2023-24", 5.0, None, None)], ""),
    ],
)  # fmt: skip
def test_what_returns_lack_and_what_stands_far_above_is_told(rows, told):
    frame = two_returns_of(*(row[:3] for row in rows)).assign(
        ro3_certified=[row[3] for row in rows]
    )
    assert words.about_returns(frame) == told
    assert words.youth_services(frame, DESCRIBED.iloc[:0], OWN)["alt"].endswith(told or ".")


# Running totals


def above_of(line, *totals, base=40):
    """Return what outturn.above_base returns of running totals and a base, in millions."""
    years = [f"20{19 + n}-{20 + n}" for n in range(len(totals))]
    frame = pd.DataFrame({"line": line, "financial_year": years, "running_total": pounds(*totals)})
    above = frame["running_total"] - frame["running_total"].shift(fill_value=0)
    return frame.assign(above_base=above, amount_gbp=above + round(1e6 * base))


def test_running_totals_are_told_as_they_ended_with_the_described_ones():
    above = pd.concat([above_of("total", 7.2, 21.9), above_of("young_people", 0.8, -1.5)])
    assert words.cumulative_extra(above, DESCRIBED, OWN, "2018-19") == {
        "title": "Testham: £21.9m above 2018-19 by 2020-21",
        "subtitle": "Spending above or below 2018-19, added up: Testham, 2019-20 to "
        f"2020-21; {GROSS}",
        "alt": "Bars of the running total of what lines of the outturn were above 2018-19, year by "
        "year: children and young people’s services, total £21.9m by 2020-21 and services for "
        "young people −£1.5m by 2020-21. Described: £1.4m 2019/20, youth services; this may be all "
        "of the money. Described: £36 million since 2018, an inclusive service; this may be all of "
        "the money; which services is unclear.",
    }


def test_a_running_total_that_ended_below_the_base_year_is_told_as_below():
    told = words.cumulative_extra(above_of("total", 2, -3), DESCRIBED.iloc[:0], OWN, "2018-19")
    assert told["title"] == "Testham: £3.0m below 2018-19 by 2020-21"
    assert told["alt"].endswith("total −£3.0m by 2020-21.")
    above = words.cumulative_extra(above_of("total", 2, 3), DESCRIBED.iloc[:0], OWN, "2018-19")
    assert above["subtitle"].startswith("Spending above 2018-19, added up")


YOUNG, TOTAL = "Services for young people", "Children and young people’s services, total"


@pytest.mark.parametrize(
    ("above", "told"),
    [
        ([above_of("total", 7, 20), above_of("young_people", 30, 90)], ""),
        (
            [above_of("total", 7), above_of("young_people", 1.2, 2.6, base=0)],
            f"{TOTAL}: the running total ends with 2019-20, the last year before one without an "
            f"amount. {YOUNG}: the base is £0, so the running total is all of the money.",
        ),
        (
            [above_of("total", 77.2, 80.9, 91.9, base=60.1)],
            "In 2019-20 the total rose by 128.5% within a year, as released. In 2020-21 the total "
            "fell by 53.5% within a year, as released.",
        ),
        ([above_of("total", 20), above_of("young_people", 20, base=4)], ""),
    ],
)
def test_what_a_running_total_rests_on_is_told(above, told):
    """A total of 40 that rises to 60 changes by half, and not by more."""
    above = pd.concat(above, ignore_index=True)
    assert words.about_totals(above) == told
    alt = words.cumulative_extra(above, DESCRIBED.iloc[:0], OWN, "2018-19")["alt"]
    assert alt.endswith(told or ".")


# Spending per child


def spending_of(groups, years):
    rows = [(group, year, amount) for group, amounts in groups.items()
            for year, amount in zip(years, amounts, strict=True) if amount]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["group", "financial_year", "per_child"])
    return frame.astype({"per_child": "Int64"})


def test_spending_per_child_is_told_for_the_first_and_last_year_of_the_council():
    """Testham has no return for 2024-25; London none for 2018-19."""
    groups = {OWN: (983, 1448, None), "London": (None, 1413, 1500), "England": (782, 1325, 1400)}
    assert words.spend_per_child(spending_of(groups, YEARS), OWN) == {
        "title": "Testham: £1,448 per child, England £1,325, 2021-22",
        "subtitle": "Spending on children and young people’s services per child aged 0 to 17: "
        f"Testham and others, 2018-19 to 2024-25; {GROSS}",
        "alt": "Lines by financial year for Testham, London and England. In 2018-19 and 2021-22: "
        "Testham £983 and £1,448; London £1,413 in 2021-22; England £782 and £1,325.",
    }


def test_spending_per_child_of_one_year_is_told_once():
    groups = {OWN: (None, None, 1614), "England": (782, 1325, 1325)}
    told = words.spend_per_child(spending_of(groups, YEARS), OWN)["alt"]
    assert told.endswith("In 2024-25: Testham £1,614; England £1,325.")


# Grades and spending

JUDGED = [("2014-06-03", FAIR), ("2019-02-11", LOW), ("2022-07-18", LOW)]
SPENT = spending_of({OWN: (983, 940, 1448)}, YEARS)


def overall_of(rows):
    frame = pd.DataFrame(rows, columns=["started", "grade"])
    return frame.assign(started=pd.to_datetime(frame["started"]))


def by_grade_of(spent):
    rows = [(f"{grade} {n}", "2024-25", grade, amount) for grade, amounts in spent.items()
            for n, amount in enumerate(amounts)]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["local_authority", "financial_year", "grade", "per_child"])
    frame["grade"] = pd.Categorical(frame["grade"], GRADES, ordered=True)
    return frame.astype({"per_child": "Int64"})


BY_GRADE = by_grade_of({HIGH: (900, 1300, 2100), GOOD: (800, 1000, 1200, 1400), LOW: (950, 1550)})
MIDDLES = (
    "By grade, half of the councils of England spent more per child in 2024-25 than £1,250 (of 2 "
    "judged Inadequate), £1,100 (of 4 judged Good) and £1,300 (of 3 judged Outstanding); from £950 "
    "to £1,400 there are councils of every grade. Neither the years of one council nor one year of "
    "all say that money moved a grade, or a grade money."
)


def test_the_answer_on_both_tells_grades_spending_and_that_grades_overlap():
    told = words.together_answer(overall_of(JUDGED), SPENT, BY_GRADE, OWN)
    assert told == (
        "Testham was judged Requires improvement in 2014, Inadequate in 2019 and Inadequate in "
        "2022 overall; its reported spending comes to £983 in 2018-19 and £1,448 in 2024-25 per "
        f"child ({GROSS}). {MIDDLES}"
    )


def test_the_answer_on_both_says_what_a_council_lacks():
    none = words.together_answer(overall_of([]), SPENT.iloc[:0], BY_GRADE, OWN)
    assert none == (
        "Testham has no grade in this record; no return is here to divide by its children. "
        f"{MIDDLES}"
    )
    one = words.together_answer(overall_of(JUDGED[:1]), SPENT.iloc[:1], BY_GRADE, OWN)
    assert one.startswith(
        "Testham was judged Requires improvement in 2014 overall; its reported spending comes to "
        f"£983 in 2018-19 per child ({GROSS})."
    )


def test_grades_that_do_not_overlap_are_not_said_to():
    apart = by_grade_of({HIGH: (900, 1000), LOW: (1100, 1200)})
    told = words.together_answer(overall_of(JUDGED), SPENT, apart, OWN)
    assert "£950 (of 2 judged Outstanding). Neither" in told
    assert (
        words.spend_by_grade(apart, OWN)["title"] == "Spending per child by overall grade, 2024-25"
    )


def test_two_timelines_are_told_by_the_lowest_and_highest_year():
    assert words.two_timelines(overall_of(JUDGED), SPENT, OWN) == {
        "title": "Testham: £940 to £1,448 per child, 3 inspections",
        "subtitle": "Overall grade, and spending per child aged 0 to 17: Testham, 2014 to 2025; "
        f"{GROSS}",
        "alt": "Two charts on one time axis. Overall grade: Requires improvement Jun 2014, "
        "Inadequate Feb 2019, Inadequate Jul 2022. Spending per child: lowest £940 in 2021-22, "
        "highest £1,448 in 2024-25.",
    }


def test_one_inspection_and_one_return_are_told_once_and_the_years_are_of_both():
    told = words.two_timelines(overall_of([("2027-06-03", FAIR)]), SPENT.iloc[-1:], OWN)
    assert told["title"] == "Testham: £1,448 per child, 1 inspection"
    assert "Testham, 2024 to 2027; " in told["subtitle"]
    assert told["alt"].endswith("Spending per child: £1,448 in 2024-25.")


def test_spending_by_grade_is_told_by_the_middle_of_each_row_and_the_council():
    """Every grade from 950, the lowest judged Inadequate, to 1,400, the highest judged Good."""
    assert words.spend_by_grade(BY_GRADE, "Good 3") == {
        "title": "Grades overlap: every grade from £950 to £1,400",
        "subtitle": "Spending per child aged 0 to 17 by overall grade: councils in England, "
        f"2024-25; {GROSS}",
        "alt": "Dots for 9 councils in rows by overall grade as 2024-25 ended. Half of a row spent "
        "more than: Inadequate £1,250, Good £1,100 and Outstanding £1,300; from £950 to £1,400 "
        "there are councils of every grade. Good 3: Good, £1,400.",
    }
    assert words.spend_by_grade(BY_GRADE, OWN)["alt"].endswith("councils of every grade.")


# Headlines


@pytest.mark.parametrize("council", [OWN, *LONG])
def test_every_headline_has_at_most_ten_words(council):
    groups = {council: (983, 940, 1448), "England": (782, 1325, 1400)}
    titles = [
        words.growth_in_england(changes_of(10, [40, 20], council), MARKS, council)["title"],
        words.growth_in_england(changes_of(None, [40, 20]), MARKS, council)["title"],
        words.youth_services(TWO, DESCRIBED, council)["title"],
        words.youth_services(TWO.iloc[:1], DESCRIBED, council)["title"],
        words.cumulative_extra(above_of("total", 1, 2), DESCRIBED, council, "2018-19")["title"],
        words.spend_per_child(spending_of(groups, YEARS), council)["title"],
        words.two_timelines(overall_of(JUDGED), SPENT, council)["title"],
        words.spend_by_grade(BY_GRADE, council)["title"],
    ]
    for line in ("sure_start", "safeguarding", "other_children_and_families"):
        titles.append(words.outturn_lines(lines_of({line: (1, 2, 3)}, YEARS), council)["title"])
    assert [title for title in titles if len(title.split()) > 10] == []
    assert all(title[0].isupper() or title[0].isdigit() or title[0] in "£+−" for title in titles)


# Sources

RELEASES = {
    "one": [{"title": "Ofsted, Outcomes as at 31 March 2025", "as_at": "2025-03-31"}],
    "two": [
        {"title": "DfE, Outturn", "as_at": "2025-03-05"},
        {"title": "MHCLG, RO3 2022-23", "as_at": "2023-12-14"},
        {"title": "DfE, Outturn", "as_at": "2025-03-05"},
    ],
    "model": [{"title": "DfE, Neighbours, model of 2025", "as_at": "2025"}],
}


@pytest.fixture
def releases(monkeypatch):
    module = importlib.import_module("council_record.words.notes")
    monkeypatch.setattr(module, "releases", RELEASES.__getitem__)


DOCUMENTS = pd.DataFrame(
    {
        "seen": ["full", "excerpt", "full"],
        "published": pd.to_datetime(["2022-09-21", "2019-03-25", "2023-01-01"]),
        "publisher": ["Testham Council", "Recorder", "Testham Council"],
    }
)
READ = (
    "Three documents published by Recorder and Testham Council, two read in full, the others "
    "in part; their addresses and the words quoted stand in the data of the project."
)


@pytest.mark.parametrize(
    ("names", "line"),
    [
        (["one"], "Ofsted, Outcomes as at 31 March 2025."),
        (["two"], "DfE, Outturn, as at 5 March 2025. MHCLG, RO3 2022-23, as at 14 December 2023."),
        (["model", "one"], "DfE, Neighbours, model of 2025. Ofsted, Outcomes as at 31 March 2025."),
    ],
)
def test_each_release_is_named_once_with_its_day(releases, names, line):
    assert words.release(*names) == line
    assert words.release(*names, documents=DOCUMENTS.iloc[:0]) == line
    assert words.release(*names, documents=DOCUMENTS) == f"{line} {READ}"


def test_one_document_read_in_full_is_told_as_one():
    assert words.documents_read(DOCUMENTS.iloc[:1]).startswith(
        "One document published by Testham Council, all read in full;"
    )


def test_the_releases_of_the_project_are_named_in_its_sources():
    grades = "Ofsted, Local authority inspection outcomes as at 31 March 2025"
    assert words.release("official_judgements") == f"{grades}; later inspections are not counted."
    told = words.release("official_judgements", "outturn", "population", "neighbours")
    assert told.startswith(
        f"{grades}; later inspections are not counted. Department for Education, "
    )
    assert told.count("later inspections are not counted") == 1
    assert "later inspections" not in words.release("outturn", "population", "neighbours")
    assert told.count("as at") == 3
    assert told.endswith("Department for Education, statistical neighbours, model of 2025.")


def inspections_of(*rows):
    """Return what judgements.record returns; a row is framework, basis, day of the report."""
    frame = pd.DataFrame(rows, columns=["framework", "basis", "published"])
    source = frame["basis"].map({"release": "Ofsted, Outcomes as at 31 March 2025",
                                 "report": "https://example.org"})  # fmt: skip
    return frame.assign(source=source, published=pd.to_datetime(frame["published"]))


REPORTS = [("sif", "report", "2014-08-08"), ("ilacs-2018", "report", "2022-09-21")]
RELEASED = [("ilacs-2018", "release", "2019-03-25"), ("ilacs-2023", "release", "2025-01-12")]
IN_RELEASE = "Ofsted, Outcomes as at 31 March 2025."
BY_HAND = "Ofsted inspection reports published 8 August 2014 and 21 September 2022, read by hand;"


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        (REPORTS[::-1], f"{BY_HAND} as at 21 September 2022."),
        (RELEASED, IN_RELEASE),
        ([*REPORTS, *RELEASED], f"{BY_HAND} as at 21 September 2022. {IN_RELEASE}"),
        ([*REPORTS, ("area-send-2023", "report", "2025-02-03")],
         f"{BY_HAND} as at 3 February 2025."),
        ([], ""),
    ],
    ids=["report", "release", "mixed", "without grades", "none"],
)  # fmt: skip
def test_the_source_of_grades_is_the_reports_read_by_hand_and_the_release(rows, line):
    assert words.sources(inspections_of(*rows)) == line


def test_the_groups_are_told_with_how_many_councils_count_in_a_year():
    """The council itself is not a group; neighbours are ten in every year."""
    rows = [(OWN, 1), (OWN, 1), ("statistical neighbours", 10), ("statistical neighbours", 10),
            ("England", 148), ("England", 151)]  # fmt: skip
    spending = pd.DataFrame(rows, columns=["group", "councils"])
    lines = ["total"] * 4 + ["young_people"]
    councils = pd.DataFrame(
        {"local_authority": ["York", "Bury", "Poole", "Leeds", "Kent"], "line": lines,
         "financial_year": [*["2024-25"] * 3, "2023-24", "2024-25"],
         "amount_gbp": pounds(None, None, None, None, None), "children": [9, 9, None, 9, 9]}
    )  # fmt: skip
    counts = "Councils that count in a year: statistical neighbours: 10; England: 148 to 151."
    assert (
        words.members(spending, councils)
        == f"{counts} Without an amount in 2024-25: Bury and York."
    )
    there = councils.assign(amount_gbp=pounds(1, 1, None, 1, 1))
    assert words.members(spending, there) == counts


@pytest.mark.parametrize(
    ("council", "spent", "reason"),
    [
        ("Good 3", SPENT, ""),
        (OWN, SPENT, "Testham has no grade by the end of 2024-25."),
        (OWN, SPENT.iloc[:2], "Testham has no return for 2024-25."),
        (OWN, SPENT.iloc[:0], "Testham has no return for 2024-25."),
    ],
)
def test_why_a_council_is_not_among_the_others_by_grade_is_told(council, spent, reason):
    assert words.not_by_grade(spent, BY_GRADE, council) == reason


def test_without_documents_none_are_said_to_be_coded():
    assert words.nothing_described("Leeds") == (
        "No documents on Leeds have been coded, so there is nothing to show."
    )
    assert words.nothing_described("Newham") == (
        "The coded documents on Newham hold nothing of this kind."
    )


@pytest.mark.parametrize(
    "reason",
    ["no_move", "no_return", "no_grade", "no_base_year", "no_neighbours", "not_coded",
     "nothing_described"],
)  # fmt: skip
def test_what_is_left_out_is_said_in_a_sentence_that_names_the_council(reason):
    year = ["2018-19"] if reason == "no_base_year" else []
    line = getattr(words, reason)(LONG[3], *year)
    assert LONG[3] in line
    assert all(part in line for part in year)
    assert line.endswith(".")
