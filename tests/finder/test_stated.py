"""What the words around a figure state: rise, fall, level, extra or total, and its period."""

import pytest

from amounts_in_text import drafts, find


def stated(text):
    """Return the row of each figure by its text."""
    return {draft.row["figure_text"]: draft.row for draft in drafts.drafts(text, "page")
            if draft.row.get("figure_text")}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "flow"),
    [
        ("Spending fell by £3m.", {"£3m": "fall"}),
        ("Spending on libraries has been cut by £3m since then.", {"£3m": "fall"}),
        ("It means a reduction of £3m.", {"£3m": "fall"}),
        ("A 12 per cent cut in grants is proposed.", {"12 per cent": "fall"}),
        ("£3m was cut from the parks budget.", {"£3m": "fall"}),
        ("Takings were down 12% on the year.", {"12%": "fall"}),
        ("The council halved the grant.", {"halved": "fall"}),
        ("Fees rose by 12%.", {"12%": "change"}),
        ("There was an increase of £3m.", {"£3m": "change"}),
        ("A 12% rise was agreed.", {"12%": "change"}),
        ("Places have doubled.", {"doubled": "change"}),
        ("It costs double that.", {"double": "unstated"}),
        ("Costs went from £2m to £3m.", {"£2m": "total", "£3m": "total"}),
        ("Costs rose by £1m to £3m.", {"£1m": "change", "£3m": "total"}),
        ("It was £3m, up from £2m.", {"£3m": "unstated", "£2m": "total"}),
        ("They found an extra £3m.", {"£3m": "extra"}),
        ("They found £3m more.", {"£3m": "extra"}),
        ("They found £3m in total.", {"£3m": "total"}),
        ("They pay up to £3m to the fund.", {"£3m": "unstated"}),
        ("They spent £3m.", {"£3m": "unstated"}),
    ],
)
def test_the_words_next_to_a_figure_say_where_it_went(text, flow):
    assert {figure: row["flow"] for figure, row in stated(text).items()} == flow


def test_the_second_of_two_levels_has_the_first_as_baseline():
    assert stated("Costs went from £2m to £3m.")["£3m"]["baseline"] == "£2m"


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("They spent £2m in 2018/19 and £3m in 2019/20.",
         {"£2m": "in 2018/19", "£3m": "in 2019/20"}),
        ("In 2018/19, they spent £2m on parks and £3m on pools.",
         {"£2m": "In 2018/19", "£3m": "In 2018/19"}),
        ("They spent £2m during 2018/19 and lost 40 posts.",
         {"£2m": "during 2018/19", "40": "unstated"}),
        ("They cut £2m from parks, pools and paths over the next three years.",
         {"£2m": "over the next three years"}),
        ("The budget for 2018/19 (without pools) was £2m.", {"£2m": "for 2018/19"}),
        ("They gave £2m to the club that opened last year.", {"£2m": "unstated"}),
        ("Sales rose by 12% in the year to March.", {"12%": "in the year to March"}),
    ],
)  # fmt: skip
def test_a_period_belongs_to_the_figure_that_it_is_said_of(text, periods):
    rows = {figure: row for figure, row in stated(text).items() if figure in periods}
    assert {figure: row["period_wording"] for figure, row in rows.items()} == periods


@pytest.mark.parametrize(
    ("text", "recurrence"),
    [
        ("They pay £2m a year.", "each_year"),
        ("They pay £2m per week in 2018/19.", "unstated"),
        ("They paid £2m in 2018/19.", "one_year"),
        ("They paid £2m over the last three years.", "cumulative"),
        ("Costs rose from £1m to £2m over the last three years.", "unstated"),
    ],
)
def test_what_recurs_and_what_adds_up(text, recurrence):
    assert stated(text)["£2m"]["recurrence"] == recurrence


@pytest.mark.parametrize(
    "text",
    [
        "See page 12, table 3 and slides 5 – 6.",
        "Item 6, pages 12 to 18 (PDF 220 KB).",
        "1) Notes the paper;\n2) Approves Option 3.",
        "3.2 The board met.",
        "Sections 17 and 20 apply.",
        "Clause 14(3) applies.",
        "Swimmers aged 14 to 18 and members aged 60 or over.",
        "Post-16 transport after COVID-19.",
        "It moved to 14 Mill Lane.",
        "Month 7 and Tuesday May, 21.",
        "A 15-year-old joined.",
        "Version 2.1 is out.",
    ],
)
def test_a_number_that_names_a_thing_is_no_figure(text):
    assert [found.text for found in find(text)] == []


@pytest.mark.parametrize(
    ("text", "figure", "value"),
    [
        ("It grew by £1\u00ad.6m.", "£1\u00ad.6m", 1_600_000),
        ("They paid £2\u200b.4m.", "£2\u200b.4m", 2_400_000),
        ("Some 1\u202f300 anglers came.", "1\u202f300", 1300),
        ("About ﬁfty per cent came.", "ﬁfty per cent", 50),
        ("About ２５ per cent came.", "２５ per cent", 25),
        ("A loan of £2,764, 000 was made.", "£2,764, 000", 2_764_000),
        ("Wardens get £14.3500 an hour.", "£14.3500", 14.35),
    ],
)
def test_what_is_not_seen_in_a_number_does_not_break_it(text, figure, value):
    (found,) = find(text)
    assert (found.text, float(found.value)) == (figure, value)
    assert text[found.start : found.end] == figure


def test_a_dash_is_no_range_and_between_two_counts_is_one():
    assert [float(found.value) for found in find("It showed 97 – 70 per cent – above plan.")] == [
        97,
        70,
    ]
    (found,) = find("Between 300 and 700 clubs shut.")
    assert (found.value, found.upper) == (300, 700)


@pytest.mark.parametrize(
    "table",
    [
        "Budget in £m\nService | 2013/14 | Change\n | £m | £m\nFostering | 9.8 | 8\nRest | 3 | (1)",
        "£m £m £m\nBridges 14.2 15.9 1.7",
        "2014/15\n£'000\n2015/16\n£'000\nFerries\n2,318\n2,406",
    ],
)
def test_a_cell_under_a_head_in_thousands_has_no_value_of_its_own(table):
    found = find(table)
    assert len(found) >= 2
    assert {one.value for one in found} == {None}


def test_below_a_table_prose_counts_again():
    text = "£000\nBridges | 14\n\nIn all we looked at the papers of 12 boards in the county."
    assert [found.value for found in find(text)] == [None, 12]


def test_drafting_one_long_line_takes_time_as_its_length_does():
    line = "They spent £2m in 2018/19 and £3m in 2019/20, "
    assert len(drafts.drafts(line * 1000, "page")) == 2000
