import pytest

import amounts_in_text
import toy
from council_record.data import tables
from council_record.data.tables import DataError
from council_tools.checks import rules, selectors


@pytest.fixture
def council(project, monkeypatch):
    monkeypatch.delenv("COUNCIL", raising=False)
    monkeypatch.setenv("TABLES_CHECKED_APART", "1")  # test_tables checks the schema
    toy.write(project)
    return project


# Table, row, what is written there; then the column that is named, the value and what is said.
FAULTS = [
    ("claims", 2, {"value": "106000000"}, "value", "106000000", 'with "£10.6m". Allowed: 10600000'),
    ("claims", 2, {"value": ""}, "value", "", "Allowed: 10600000"),
    ("claims", 2, {"currency": ""}, "currency", "", "Allowed: GBP"),
    ("claims", 2, {"figure_text": "£10"}, "figure_text", "£10", "Allowed: £10.6m"),
    ("claims", 2, {"quote": "£10.6m more than £10.6m"}, "figure_text", "£10.6m", "more than once"),
    ("claims", 3, {"superlative": "", "superlative_of": ""}, "superlative", "",
     "Allowed: a figure or a superlative"),
    ("claims", 3, {"superlative_of": ""}, "superlative_of", "", "what is called so if that is"),
    ("claims", 4, {"period_start": ""}, "period_start", "", '"since 2018" name it'),
    ("excluded", 2, {"reason": "republisher_addition"}, "reason", "republisher_addition",
     "documents of kind republished only. Allowed: another reason"),
    ("claims", 3, {"superlative": "largest"}, "superlative", "largest", "the biggest investment"),
    ("claims", 3, {"value": "7"}, "value", "7", "without a figure_text. Allowed: empty"),
    ("claims", 4, {"period_start": "2018-20"}, "period_start", "2018-20", "Allowed: 2018-19"),
    ("claims", 5, {"period_end": "2020-22"}, "period_end", "2020-22", "Allowed: 2020-21"),
    ("claims", 5, {"period_end": "2018-19"}, "period_end", "2018-19", 'period_start "2019-20"'),
    ("claims", 2, {"period_end": "2020-21", "recurrence": "unstated"}, "period_end", "2020-21",
     'does not fit the words "Our 2019/20 budget". Allowed: 2019-20. Look at the text again'),
    ("claims", 4, {"period_start": "2015-16"}, "period_start", "2015-16",
     'does not fit the words "since 2018". Allowed: 2018-19.'),
    ("claims", 5, {"period_start": "2008-09"}, "period_start", "2008-09",
     "Allowed: 2012-13 to 2032-33. Look at the text again"),
    ("claims", 3, {"at_least": "true"}, "at_least", "True", "figure_text. Allowed: false"),
    ("documents", 2, {"republisher_addition": "[$1m]"}, "republisher_addition", "[$1m]",
     "Allowed: empty, as kind is not republished"),
    ("claims", 3, {"period_start": "2019-20"}, "period_start", "2019-20", "Allowed: empty"),
    ("excluded", 2, {"figure_text": "11"}, "figure_text", "11", "Allowed: 10"),
    ("documents", 2, {"original_publisher": "B"}, "original_publisher", "B", "kind is republished"),
    ("documents", 2, {"republishes": "http://b.uk"}, "republishes", "http://b.uk", "else empty"),
    ("documents", 2, {"signed_by": "A"}, "signed_by", "A", "kind is leader_column, else empty"),
    ("documents", 2, {"kind": "leader_column"}, "signed_by", "", "Allowed: a name if kind is"),
    ("documents", 2, {"published_latest": "2019-03-25"}, "published_latest", "2019-03-25",
     'is before published "2019-03-26". Allowed: that day or later'),
    ("documents", 3, {"published_latest": "2022-09-22"}, "published_latest", "2022-09-22",
     "Allowed: that day"),
    ("documents", 3, {"sha256": ""}, "sha256", "", "Allowed: the SHA-256 of the saved text"),
    ("claims", 2, {"flow": "unseen"}, "flow", "unseen", "fit seen full. Allowed: unstated"),
    ("claims", 2, {"service": "unseen"}, "service", "unseen", "does not fit seen full."),
    ("comparisons", 2, {"gross_or_net": "unseen"}, "gross_or_net", "unseen", "fit seen full."),
    ("statements", 2, {"quote": "", "note": "not kept"}, "quote", "", "only for an excerpt"),
    ("inspections", 3, {"ended": "2019-02-10"}, "ended", "2019-02-10", 'started "2019-02-11"'),
    ("inspections", 2, {"ended": "2014-08-09"}, "published", "2014-08-08",
     'is before ended "2014-08-09"'),
    ("inspections", 2, {"published": "2014-08-09"}, "published", "2014-08-09",
     "is the day of no inspection in Ofsted's release. Allowed: 2014-08-08"),
    ("inspections", 3, {"started": "2019-02-12"}, "started", "2019-02-12",
     "is another day than in Ofsted's release, 2019-02-11. Look at the report again"),
    ("inspections", 3, {"published": "2019-03-26"}, "published", "2019-03-26",
     "is another day than in Ofsted's release, 2019-03-25. Look at the report again"),
    ("inspections", 3, {"started": "2019-02-12", "published": "2019-03-26"}, "started",
     "2019-02-12", "is the day of no inspection in Ofsted's release. Allowed: 2019-02-11, 2022"),
    ("events", 3, {"ended": "2020-03-09"}, "ended", "2020-03-09", 'started "2020-03-10"'),
    ("events", 2, {"source": "page-2018"}, "source", "page-2018",
     "Allowed: page-2019, release-2022"),
    ("judgements", 7, {"missing_reason": ""}, "grade", "", "one of the two, not both"),
    ("judgements", 7, {"grade": "Good"}, "grade", "Good", "one of the two, not both"),
    ("judgements", 3, {"judgement": "impact_of_leaders"}, "judgement", "impact_of_leaders",
     "is not given under sif. Allowed: adoption, care_leavers, overall_effectiveness"),
    ("statements", 2, {"inspection_id": "2022", "grade": "Good", "quote": "our services"},
     "inspection_id", "2022", "published after the document"),
    ("comparisons", 2, {"line": ""}, "scope", "nearest", "does not fit line. Allowed: none if"),
    ("comparisons", 3, {"scope": "none"}, "scope", "none", "does not fit line. Allowed: none if"),
    ("comparisons", 4, {"line": "total"}, "scope", "none", "does not fit line. Allowed: none if"),
    ("comparisons", 4, {"scope": "unclear"}, "scope", "unclear", "Allowed: none if that is empty"),
    ("judgements", 4, {"grade": "Good"}, "grade", "Good", "than in Ofsted's release, "),
    ("judgements", 5, {"grade": "Outstanding"}, "grade", "Outstanding", "release, Inadequate. "),
    ("judgements", 7, {"grade": "Outstanding", "missing_reason": ""}, "grade", "Outstanding",
     "release, Good. Look"),
]  # fmt: skip


def apart(faults):
    """Put each fault into the first group in which no other is in the same row."""
    groups = []
    for fault in faults:
        free = (one for one in groups if fault[:2] not in [other[:2] for other in one])
        group = next(free, None)
        if group is None:
            groups.append(group := [])
        group.append(fault)
    return groups


def named(project, capsys, faults):
    """Make faults and check that each is named in one line, and nothing else is."""
    for table, row, cells, *_ in faults:
        toy.change(project, table, row, **cells)
    lines = toy.refused(project, capsys)
    for table, row, _, column, value, said in faults:
        place = f'data/coded/newham/{table}.csv, row {row}, column {column}: "{value}" '
        (line,) = [one for one in lines if one.startswith(place)]
        assert said in line.removeprefix(place.partition(": ")[0])
    assert len(lines) == len(faults), lines


@pytest.mark.parametrize("faults", apart(FAULTS))
def test_what_does_not_agree_is_named_in_one_line(council, capsys, faults):
    named(council, capsys, faults)


@pytest.fixture
def excerpt(council):
    """Say that of release-2022 only a part was seen, without a text, and code it so."""
    toy.change(council, "documents", 3, seen="excerpt", sha256="")
    toy.change(council, "claims", 4, flow="unseen", baseline="unseen")
    quote = "it totals £47m over the last three financial years … youth services"
    toy.change(council, "claims", 5, stage="unseen", baseline="unseen", quote=quote)
    toy.change(council, "comparisons", 4, gross_or_net="unseen")
    toy.change(council, "statements", 3, quote="", note="its words were not kept")
    return council


def test_an_excerpt_needs_no_text_and_may_leave_words_unseen(excerpt):
    assert rules.check("Newham", excerpt / "texts").lines == []


UNSEEN = [
    ("claims", 4, {"flow": "unstated"}, "flow", "unstated", "seen excerpt. Allowed: unseen"),
    ("claims", 4, {"baseline": "unstated"}, "baseline", "unstated", "does not fit seen"),
    ("comparisons", 4, {"gross_or_net": "unstated"}, "gross_or_net", "unstated", "unseen"),
    ("claims", 4, {"purpose_wording": "schools"}, "purpose_wording", "schools",
     "stands neither in the quote nor in the title. Allowed: words seen"),
    ("claims", 5, {"period_wording": "for four years"}, "period_wording", "for four years",
     "neither in the quote nor"),
    ("statements", 3, {"note": ""}, "quote", "", "with the reason as note"),
]  # fmt: skip


@pytest.mark.parametrize("faults", apart(UNSEEN))
def test_what_an_excerpt_does_not_show_is_refused(excerpt, capsys, faults):
    named(excerpt, capsys, faults)


def test_words_of_an_excerpt_may_stand_in_its_title(excerpt):
    toy.change(excerpt, "documents", 3, title="Rated Good: money for schools")
    toy.change(excerpt, "claims", 4, purpose_wording="schools")
    assert rules.check("Newham").lines == []


def test_every_figure_in_a_title_or_quote_of_an_excerpt_is_coded_or_excluded():
    """Newham's excerpts have no text in which check --documents could look for figures."""
    frames = tables.load(tables.resources("Newham"))
    for _, document in frames["documents"].query("seen == 'excerpt'").iterrows():
        own = [frames[name][frames[name]["document_id"] == document["document_id"]]
               for name in ("claims", "excluded")]  # fmt: skip
        coded = {selectors.plain(text) for rows in own for text in rows["figure_text"].dropna()}
        written = [document["title"], *(quote for rows in own for quote in rows["quote"])]
        found = {
            mention.text
            for text in written
            for mention in amounts_in_text.find(selectors.plain(text))
        }
        assert found <= coded, document["document_id"]


def test_a_measure_that_does_not_agree_is_named_with_the_comparison_that_it_does_not_allow(
    council, capsys
):
    toy.change(council, "claims", 2, measure="count")
    lines = toy.refused(council, capsys)
    folder = "data/coded/newham"
    assert lines == [
        f'{folder}/claims.csv, row 2, column measure: "count" does not agree with "£10.6m". '
        "Allowed: money",
        f'{folder}/comparisons.csv, row 2, column claim_id: "page-2019-1" is no amount and no '
        "percentage. Allowed: claims of money and per cent",
    ]


@pytest.mark.parametrize(
    ("cells", "column", "value"),
    [
        ({"continuity": "none"}, "continuity", "none"),
        ({"to_judgement": ""}, "continuity", "same"),
    ],
)
def test_continuity_must_fit_whether_a_judgement_continues(council, capsys, cells, column, value):
    toy.change(council, "crosswalk", 2, **cells)
    lines = toy.refused(council, capsys)
    assert lines[0].startswith(f'data/crosswalk.csv, row 2, column {column}: "{value}" ')


def test_an_inspection_that_gives_no_grades_is_given_none(council, capsys):
    toy.change(council, "inspections", 2, framework="area-send-2016")
    lines = toy.refused(council, capsys)
    assert [line.split(":")[0] for line in lines] == [
        "data/coded/newham/judgements.csv, row 2, column judgement",
        "data/coded/newham/judgements.csv, row 3, column judgement",
    ]
    assert all(line.endswith("is not given under area-send-2016. Allowed: none") for line in lines)


def test_an_inspection_that_gives_no_grades_may_say_so(council):
    toy.change(council, "inspections", 4, framework="area-send-2016")
    toy.change(council, "judgements", 6, grade="", missing_reason="not_judged")
    toy.change(council, "statements", 3, inspection_id="2019", grade="Inadequate", quote="services")
    assert rules.check("Newham").lines == []


def test_a_republished_text_needs_its_original_and_its_publisher(council, capsys):
    toy.change(council, "documents", 2, kind="republished")
    assert [line.split(": ")[0] for line in toy.refused(council, capsys)] == [
        "data/coded/newham/documents.csv, row 2, column republishes",
        "data/coded/newham/documents.csv, row 2, column original_publisher",
    ]


def test_a_cell_that_breaks_two_rules_has_a_line_for_each(council, capsys):
    period = {"period_start": "2019-20", "period_end": "2018-19", "recurrence": "one_year"}
    toy.change(council, "claims", 2, **period)
    place = 'data/coded/newham/claims.csv, row 2, column period_end: "2018-19" '
    assert toy.refused(council, capsys) == [
        f'{place}is before period_start "2019-20". Allowed: that year or later',
        f"{place}is another year, but recurrence is one_year. Allowed: 2019-20",
        f'{place}does not fit the words "Our 2019/20 budget". Allowed: 2019-20. Look at the text '
        "again",
    ]


def test_a_period_without_a_beginning_is_named_without_a_word_of_python(council, capsys):
    toy.change(council, "claims", 5, period_start="")
    (line,) = toy.refused(council, capsys)
    assert line.startswith('data/coded/newham/claims.csv, row 5, column period_end: "2021-22" ')
    assert "nan" not in line.lower().split('"')


def test_a_fault_stays_one_line_where_a_quote_holds_a_line_break(council, capsys):
    toy.change(council, "claims", 2, quote="includes £11m for\nchildren’s services")
    (line,) = toy.refused(council, capsys)
    assert "Allowed: £11m" in line


def test_several_faults_are_several_lines(council, capsys):
    toy.change(council, "claims", 2, value="106000000", measure="percent")
    toy.change(council, "judgements", 7, missing_reason="")
    assert [line.split(":")[0] for line in toy.refused(council, capsys)] == [
        "data/coded/newham/claims.csv, row 2, column value",
        "data/coded/newham/claims.csv, row 2, column measure",
        "data/coded/newham/judgements.csv, row 7, column grade",
    ]


@pytest.mark.parametrize(
    ("quote", "cells"),
    [
        ("thousands of youth workers", {"figure_text": "thousands", "measure": "count"}),
        ("from three to 43", {"figure_text": "43", "measure": "count", "value": "43"}),
        ("up 2.5% on £1m", {"figure_text": "2.5%", "measure": "percent", "value": "2.5"}),
        ("“£1.3m” for SEND", {"figure_text": "£1.3m", "measure": "money", "value": "1300000",
                              "currency": "GBP"}),
        ("all of £0.1bn", {"figure_text": "£0.1bn", "measure": "money", "value": "1e8",
                           "currency": "GBP"}),
    ],
)  # fmt: skip
def test_a_figure_that_agrees_with_its_quote_passes(council, quote, cells):
    empty = {"measure": "", "value": "", "currency": ""}
    toy.change(council, "claims", 2, quote=quote, **(empty | cells))
    if cells["measure"] == "count":  # only amounts and percentages are set beside the return
        toy.drop(council, "comparisons", 2)
    assert rules.check("Newham").lines == []


def test_a_financial_year_may_end_a_decade(council):
    years = {"period_start": "2009-10", "period_end": "2009-10"}
    toy.change(council, "claims", 2, period_wording="in 2009/10", **years)
    assert rules.check("Newham").lines == []


def test_a_day_to_come_is_named(council, capsys):
    toy.change(council, "events", 2, started="2099-01-01")
    (line,) = toy.refused(council, capsys)
    assert '"2099-01-01" is a day to come. Allowed: days until today, 20' in line


def test_days_that_are_equal_are_in_order(council):
    toy.change(council, "inspections", 2, started="2014-08-08", ended="2014-08-08")
    assert rules.check("Newham").lines == []


def test_rules_are_not_asked_of_tables_that_break_their_schema(council, monkeypatch):
    monkeypatch.delenv("TABLES_CHECKED_APART")
    toy.change(council, "judgements", 2, grade="Poor")
    with pytest.raises(DataError, match="Poor"):
        rules.check("Newham")


@pytest.mark.parametrize(
    ("row", "claim", "named"),
    [(2, "page-2019-1", 2), (3, "release-2022-1", 4), (4, "release-2022-2", 5)],
)
def test_an_amount_that_is_not_set_beside_the_return_is_named(council, capsys, row, claim, named):
    toy.drop(council, "comparisons", row)
    (line,) = toy.refused(council, capsys)
    assert line == (
        f'data/coded/newham/claims.csv, row {named}, column claim_id: "{claim}" has no row in '
        "comparisons.csv. Add one: the nearest line, or scope none"
    )


def test_a_percentage_is_set_beside_the_return_as_an_amount_is(council, capsys):
    toy.change(council, "claims", 2, quote="up 2.5% on £1m", figure_text="2.5%", measure="percent",
               value="2.5", currency="")  # fmt: skip
    assert rules.check("Newham").lines == []
    toy.drop(council, "comparisons", 2)
    (line,) = toy.refused(council, capsys)
    assert "claims.csv, row 2" in line
    assert "has no row in comparisons.csv" in line


@pytest.mark.parametrize("measure", ["superlative", "count"])
def test_what_is_no_amount_is_not_set_beside_the_return(council, capsys, measure):
    if measure == "count":
        toy.change(council, "claims", 3, quote="43 youth workers, the biggest investment",
                   figure_text="43", measure="count", value="43")  # fmt: skip
    toy.change(council, "comparisons", 4, claim_id="page-2019-2")
    assert toy.refused(council, capsys) == [
        'data/coded/newham/claims.csv, row 5, column claim_id: "release-2022-2" has no row in '
        "comparisons.csv. Add one: the nearest line, or scope none",
        'data/coded/newham/comparisons.csv, row 4, column claim_id: "page-2019-2" is no amount and '
        "no percentage. Allowed: claims of money and per cent",
    ]


@pytest.mark.parametrize("scope", ["nearest", "unclear"])
def test_a_line_may_be_near_or_unclear(council, scope):
    toy.change(council, "comparisons", 2, scope=scope, gross_or_net="net")
    assert rules.check("Newham").lines == []


def test_a_grade_is_compared_with_the_report_of_the_same_fortnight_only(council, capsys):
    toy.change(council, "judgements", 4, grade="Good")
    toy.drop(council, "statements", 2)
    for day, compared in (("2019-04-08", 1), ("2019-04-09", 0)):
        toy.change(council, "inspections", 3, published=day)
        lines = toy.refused(council, capsys)
        assert sum("is another grade" in line for line in lines) == compared
        assert sum("is another day" in line for line in lines) == 1


def test_a_framework_begins_no_later_than_the_first_inspection_of_england_under_it(council, capsys):
    leeds = toy.LEEDS.splitlines()[1].replace("2025-", "2018-").replace("ilacs-2023", "ilacs-2018")
    official = toy.OFFICIAL["official_judgements"]
    toy.build(council, "official_judgements", f"{official}{leeds}\n")
    toy.change(council, "frameworks", 3, in_force_from="2018-03-01")
    (line,) = toy.refused(council, capsys)
    assert line.startswith(
        'data/frameworks.csv, row 3, column in_force_from: "2018-03-01" is after'
    )
    assert line.endswith(" the first inspection under it, 2018-02-24")


def test_a_framework_begins_after_the_last_inspection_of_england_under_the_one_before(
    council, capsys
):
    rows = toy.TABLES["frameworks"] + "ilacs-2022,ILACS,2022-07-18,Judged apart.,Ofsted\n"
    (council / "data" / "frameworks.csv").write_text(rows, encoding="utf-8")
    lines = toy.refused(council, capsys)
    assert any(
        'row 5, column in_force_from: "2022-07-18" is before the last inspection under the one '
        "before, 2022-07-18" in line for line in lines)  # fmt: skip


@pytest.mark.parametrize(("day", "wrong"), [("2025-02-24", True), ("2025-02-25", False)])
def test_until_its_last_inspection_of_england_the_release_has_them_all(council, capsys, day, wrong):
    official = toy.OFFICIAL["official_judgements"]
    toy.build(council, "official_judgements", official + toy.LEEDS.splitlines()[1] + "\n")
    toy.change(council, "inspections", 4, started="2025-02-03", ended="2025-02-14", published=day)
    lines = toy.refused(council, capsys)
    assert (
        any("is the day of no inspection in Ofsted's release." in line for line in lines) == wrong
    )


@pytest.mark.parametrize(("day", "wrong"), [("2021-09-22", True), ("2021-09-20", False)])
def test_no_other_inspection_lies_within_a_year_of_one_that_a_program_read(
    council, capsys, day, wrong
):
    toy.build(council, "official_judgements", toy.LEEDS)
    read = toy.OFFICIAL["program_judgements"].replace("E08000025,Birmingham", "E09000025,Newham")
    read = read.replace("2026-06-17", "2022-09-21").replace("2026-04-27", "2022-07-18")
    toy.build(council, "program_judgements", read)
    toy.change(council, "inspections", 3, published=day)
    lines = toy.refused(council, capsys)
    said = "is the day of no inspection a program read in the report. Allowed: 2022-07-18"
    assert any(said in line for line in lines) == wrong


def test_a_grade_of_the_single_framework_and_one_read_by_a_program_are_compared_too(
    council, capsys
):
    toy.change(council, "judgements", 2, grade="Good")
    (line,) = toy.refused(council, capsys)
    assert "is another grade than in Ofsted's release, Requires improvement to be good." in line
    toy.change(council, "judgements", 2, grade="Requires improvement to be good")
    read = toy.OFFICIAL["program_judgements"].replace("E08000025,Birmingham", "E09000025,Newham")
    read = read.replace("2026-06-17", "2022-09-21").replace("impact_of_leaders", "in_care")
    read = read.replace("2026-04-27", "2022-07-18")
    toy.build(council, "program_judgements", read.replace("in_care", "overall_effectiveness"))
    toy.build(council, "official_judgements", toy.LEEDS.replace("E08000035", "E08000025"))
    toy.change(council, "judgements", 6, grade="Outstanding")
    toy.change(council, "statements", 3, grade="Outstanding", quote="services were rated")
    (line,) = toy.refused(council, capsys)
    assert "is another grade than a program read in the report, Good." in line


def test_what_a_program_read_otherwise_than_ofsted_gives_is_told_and_no_fault(council, capsys):
    read = toy.OFFICIAL["program_judgements"].replace("2026-04-27", "2023-02-20")
    read = read.replace("impact_of_leaders,Good", "overall_effectiveness,Inadequate")
    toy.build(council, "program_judgements", read)
    found = rules.check("Newham")
    assert found.lines == []
    assert found.notes == [
        "Birmingham, 2023-02-20, overall_effectiveness: a program read Inadequate, Ofsted’s own "
        "table says Good, which counts"
    ]


def test_a_grade_is_compared_with_those_of_the_same_council_only(council, capsys):
    toy.change(council, "judgements", 4, grade="Good")
    toy.change(council, "statements", 2, grade="Good", quote="our services")
    own = council / "data" / "coded" / "newham"
    own.rename(own.with_name("st-helens"))
    assert rules.check("St. Helens").lines == []
    own.with_name("st-helens").rename(own)
    (line,) = toy.refused(council, capsys)
    assert line == (
        'data/coded/newham/judgements.csv, row 4, column grade: "Good" is another grade than in '
        "Ofsted's release, Inadequate. Look at the report again"
    )


def test_a_grade_that_the_release_does_not_hold_is_left_to_the_report(council):
    release = toy.OFFICIAL["official_judgements"].splitlines(keepends=True)
    without = [row for row in release if "2019-02-11" not in row or "impact_of_leaders" in row]
    toy.build(council, "official_judgements", "".join(without))
    toy.change(council, "judgements", 4, grade="Good")
    assert rules.check("Newham").lines == []


def test_a_release_without_the_council_is_compared_with_nothing(council):
    release = toy.OFFICIAL["official_judgements"].splitlines(keepends=True)
    others = [row for row in release if "Newham" not in row]
    toy.build(council, "official_judgements", "".join(others))
    toy.change(council, "judgements", 4, grade="Good")
    assert rules.check("Newham").lines == []


@pytest.mark.parametrize("name", ["Birmingham", "Cumbria", "Waltham Forest"])
def test_a_council_without_coded_documents_has_no_faults(council, name):
    assert rules.check(name).lines == []
    assert rules.check(name, council / "texts").lines == []
