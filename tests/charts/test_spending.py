"""What the charts of notebook 03 draw."""

import pandas as pd
import pytest

from council_record.analysis import claims
from council_record.analysis.documents import author, in_order, kind, marked_name, published
from council_record.figures import spending, style
from drawn import faults, table, texts, words_of

LONG = "our investment across all services for young people and their families in every ward"
COUNCIL = "Bournemouth, Christchurch and Poole Council"  # the longest name there is


def documents_of(*rows):
    """Return documents; each row says what is other than in a page of 25 March 2019."""
    usual = {
        "document_id": "page",
        "publisher": "Newham Council",
        "original_publisher": pd.NA,
        "kind": "council_page",
        "seen": "full",
        "published": pd.Timestamp("2019-03-25"),
    }
    frame = pd.DataFrame([usual | row for row in rows])
    if "published_latest" not in frame:
        frame["published_latest"] = pd.NaT
    return frame.assign(published_latest=frame["published_latest"].fillna(frame["published"]))


def described_of(documents, *rows):
    """Return claims as described; each row says what is other than in £1m of 2019-20."""
    usual = {
        "document_id": "page",
        "quote": "£1m",
        "figure_text": "£1m",
        "measure": "money",
        "value": 1e6,
        "at_least": False,
        "family": "one",
        "purpose_wording": "youth services",
        "service": "youth_services",
        "period_wording": "2019/20",
        "period_start": "2019-20",
        "period_end": "2019-20",
        "recurrence": "one_year",
        "flow": "extra",
        "stage": "agreed",
        "baseline": "unstated",
        "speaker": "The Mayor",
        "voice": "quoted",
        "superlative": pd.NA,
        "superlative_of": pd.NA,
    }
    claimed = [usual | {"claim_id": f"claim-{n}"} | row for n, row in enumerate(rows)]
    return claims.described(pd.DataFrame(claimed), documents)


def words_in(rows):
    return [[words for words, _ in row] for row in rows]


# Figures by document

SERVICES = ["children’s services", "children and young people", "youth services",
            "special needs and others"]  # fmt: skip


def listing(figure):
    """Return what stands in the columns of services, by document or year."""
    rows = words_in(table(figure.axes[0]))
    return {name.replace("\N{NO-BREAK SPACE}", " "): cells for name, *cells in rows}


@pytest.fixture(scope="module")
def newham_figures(newham):
    return spending.figures_by_document(newham.described, newham.documents)


def test_figures_stand_in_the_column_of_the_service_named_with_purpose_and_years(newham_figures):
    rows = listing(newham_figures)
    assert rows["◆ Newham Council web page, 25 to 31 Mar"] == [
        "£10.6m children’s services, 2019-20 (reworded) £10.6m children services, 2018-19 (another "
        "sum) two proposed new roles",
        "",
        "£1.4m youth services, 2019-20 (reworded)",
        "£1.3m special education provision, 2019-20 £172,000 those most vulnerable, 2018-19",
    ]
    assert rows["◊ Children & Young People Now trade press (part), 13 Feb"] == [
        "",
        "£4.5m to support children and young people, each year (reworded)",
        "£4.5m youth services £4.5m youth services spending (reworded) 40 extra youth workers "
        "(reworded)",
        "",
    ]
    assert rows["◊ Newham Recorder news report (part), 19 to 31 Oct"] == [
        "",
        "£36million or more services for youngsters, from 2018-19, added up",
        "",
        "33 per cent the budget",
    ]
    june = rows["◊ Children & Young People Now trade press (part), 12 Jun"]
    assert "80 per cent or more youth services, 2017-18, fall" in june[2]


def test_each_column_is_named_above_it(newham_figures):
    axes = newham_figures.axes[0]
    top = min(text.get_position()[1] for text in axes.texts if text.get_text() == "2014")
    heads = {}
    for text in axes.texts:
        if text.get_position()[1] < top and text.get_text():
            heads.setdefault(text.get_position()[0], []).append(text.get_text())
    assert [" ".join(heads[x]) for x in sorted(heads)] == SERVICES
    (spent,) = [text for text in axes.texts if text.get_text() == "£172,000"]
    assert spent.get_position()[0] == max(heads)


def test_documents_run_down_in_time_under_their_years(newham, newham_figures):
    drawn = list(listing(newham_figures))
    years = [name for name in drawn if name.isdigit()]
    assert years == ["2014", "2019", "2020", "2021", "2022", "2026"]
    expected = []
    for document in in_order(newham.documents).to_dict("records"):
        year = str(document["published"].year)
        expected += [] if year in expected else [year]
        mark = "◆" if document["seen"] == "full" else "◊"
        about = f"{kind(document)}, {published(document)}".removesuffix(f" {year}")
        expected.append(f"{mark} {author(document)} {about}")
    assert drawn == expected
    assert len(drawn) - len(years) == len(newham.documents) == 20


def test_every_figure_is_drawn_once(newham, newham_figures):
    figures = newham.described.dropna(subset="figure_text")
    drawn = [text.get_text() for text in newham_figures.axes[0].texts
             if text.get_fontsize() == 10.5 and text.get_weight() != "semibold"]  # fmt: skip
    assert sorted(drawn) == sorted(figures["figure_text"])


def test_a_document_without_a_figure_says_so_and_a_part_only_that_none_was_seen(newham_figures):
    rows = listing(newham_figures)
    assert rows["◆ Newham Recorder news report, 25 Mar"][0] == "no figure"
    assert rows["◊ Newham Council press release (part), 25 Mar"][0] == "no figure seen"


def test_a_figure_is_bold_where_it_is_new_and_orange_where_it_is_reworded():
    documents = documents_of({}, {"document_id": "later", "published": pd.Timestamp("2020-01-01")})
    described = described_of(
        documents,
        {"figure_text": "£1m"},
        {"document_id": "later", "figure_text": "£1.0m"},
        {"document_id": "later", "figure_text": "£1.00m", "purpose_wording": "roads"},
        {"document_id": "later", "figure_text": "£2m", "family": "two", "value": 2e6},
    )
    figure = spending.figures_by_document(described, documents)
    looks = {text.get_text(): (text.get_weight(), text.get_color())
             for text in figure.axes[0].texts if text.get_text().startswith("£")}  # fmt: skip
    assert looks == {
        "£1m": ("bold", style.FOCUS),
        "£1.0m": ("regular", style.INK),
        "£1.00m": ("regular", style.SECOND_INK),
        "£2m": ("bold", style.FOCUS),
    }
    assert "youth services, 2019-20" in listing(figure)["◆ Newham Council web page, 1 Jan"][2]
    assert faults(figure) == []


def test_again_never_stands_above_the_document_that_told_it_first():
    """One page is dated to a span of days, the other to its first day."""
    span = {"published_latest": pd.Timestamp("2019-03-31")}
    documents = documents_of({"document_id": "a-page"} | span, {"document_id": "b-report"})
    described = described_of(documents, {"document_id": "a-page"}, {"document_id": "b-report"})
    figure = spending.figures_by_document(described, documents)
    weights = {
        text.get_position()[1]: text.get_weight()
        for text in figure.axes[0].texts if text.get_text() == "£1m"
    }  # fmt: skip
    assert [weights[y] for y in sorted(weights)] == ["bold", "regular"]


@pytest.mark.parametrize(
    ("claim", "publisher"),
    [
        pytest.param({"purpose_wording": LONG, "period_wording": LONG}, "Newham", id="words"),
        pytest.param({"figure_text": "more than £36.5 million"}, "Newham", id="figure"),
        pytest.param({"period_start": "2016-17"}, COUNCIL, id="publisher and four years"),
        pytest.param({"service": "all_council", "purpose_wording": LONG}, COUNCIL, id="others"),
    ],
)
@pytest.mark.parametrize("seen", ["full", "excerpt"])
def test_a_list_of_another_shape_draws_without_overlap(claim, publisher, seen):
    """A publisher has a press release, dated to a span of days."""
    release = {"kind": "press_release", "published_latest": pd.Timestamp("2019-03-31")}
    documents = documents_of({"publisher": publisher, "seen": seen} | release)
    described = described_of(documents, claim, claim | {"service": "childrens_services"})
    assert faults(spending.figures_by_document(described, documents)) == []


# The wording of a figure


def quoted(words):
    return words if words in ("not stated", "not seen") else f"“{words}”"


def wordings(figure):
    """Return the rows of the table, headings of figures among them."""
    return table(figure.axes[0])


def by_changes(recurring):
    """Return the figures in the order drawn: told of several services first, then most changed."""
    groups = [group for _, group in recurring.groupby("family", sort=False)]
    services = [set(group.loc[group["same_figure"], "service"]) - {"unseen"} for group in groups]
    changes = [group["changed"].sum() for group in groups]
    order = sorted(range(len(groups)), key=lambda n: (len(services[n]) == 1, -changes[n]))
    return [groups[n] for n in order]


@pytest.fixture(scope="module")
def newham_wordings(newham):
    return spending.wording_of_a_figure(newham.recurring, newham.documents)


def test_boxes_are_filled_exactly_where_the_wording_changed(newham, newham_wordings):
    drawn = [row[1:] for row in wordings(newham_wordings) if any(words for words, _ in row[1:])]
    expected = [
        [
            (
                quoted(row["wording"])
                if row["attribute"] in ("purpose", "period")
                else row["wording"],
                "filled" if row["changed"] else "",
            )
            for row in claim.to_dict("records")
        ]
        for family in by_changes(newham.recurring)
        for _, claim in family.groupby("claim_id", sort=False)
    ]
    assert drawn == expected
    assert [
        ("“SEND”", "filled"),
        ("“since 2018”", "filled"),
        ("each year", "filled"),
        ("not seen", ""),
        ("spent", "filled"),
    ] in drawn
    assert len(newham_wordings.axes[0].patches) == newham.recurring["changed"].sum() == 23


def test_the_figure_told_of_most_services_comes_first_and_within_one_article_it_changes(newham):
    figure = spending.wording_of_a_figure(newham.recurring, newham.documents)
    rows = words_in(wordings(figure))
    assert rows[0][0] == "£4.5m, young people"
    names = [row[0].replace("\N{NO-BREAK SPACE}", " ") for row in rows]
    first = names.index("◊ Children & Young People Now trade press (part), 13 Feb 2020")
    assert names[first + 1 : first + 3] == ["the same document", "the same document"]
    assert [row[1] for row in rows[first : first + 3]] == [
        "“youth services”",
        "“youth services spending”",
        "“to support children and young people”",
    ]


def test_at_least_is_told_where_it_was_dropped(newham, newham_wordings):
    rows = [row[0] for row in words_in(wordings(newham_wordings))]
    assert "£36million or more, services for youngsters" in rows
    assert sum(row.endswith("15 Mar 2022, here £36 million") for row in rows) == 1


def test_the_columns_are_named_by_attribute(newham, newham_wordings):
    axes = newham_wordings.axes[0]
    lefts = sorted({text.get_position()[0] for text in axes.texts})[1:]
    top = min(text.get_position()[1] for text in axes.texts if text.get_weight() == "semibold")
    above = [text for text in axes.texts if text.get_position()[1] < top and text.get_text()]
    heads = [
        " ".join(text.get_text() for text in above if text.get_position()[0] == x) for x in lefts
    ]
    assert heads == [claims.ATTRIBUTES[name] for name in newham.recurring["attribute"].unique()]


def test_another_names_exactly_the_rows_of_another_sum(newham, newham_wordings):
    another = [text.get_text() for text in texts(newham_wordings)
               if text.get_color() == style.SECOND_INK]  # fmt: skip
    assert " ".join(another) == "◆\N{NO-BREAK SPACE}Another £10.6m: Newham Council"
    assert (~newham.recurring["same_figure"]).sum() == newham.recurring["attribute"].nunique()


def test_what_is_not_stated_or_not_seen_is_quiet_unless_it_was_stated_before(newham_wordings):
    looks = {(text.get_text(), text.get_color()) for text in texts(newham_wordings)
             if text.get_text() in ("not stated", "not seen")}  # fmt: skip
    assert looks == {
        ("not stated", style.QUIET),
        ("not stated", style.WHITE),  # extra before, and then not
        ("not seen", style.QUIET),
    }


def test_a_change_back_is_filled_again():
    documents = documents_of(
        *[{"document_id": n, "published": pd.Timestamp(f"20{n}-05-01")} for n in (19, 20, 21)]
    )
    described = described_of(
        documents,
        {"document_id": 19},
        {"document_id": 20, "flow": "total"},
        {"document_id": 21},
        {"document_id": 21, "family": "another", "purpose_wording": "roads"},
    )
    figure = spending.wording_of_a_figure(claims.recurring(described), documents)
    rows = wordings(figure)
    assert [row[4] for row in rows[1:]] == [
        ("extra", ""),
        ("total", "filled"),
        ("extra", "filled"),
        ("extra", ""),
    ]
    assert rows[0][0][0] == "£1m, youth services"
    assert rows[4][:2] == [
        ("◆\N{NO-BREAK SPACE}Another £1m: Newham Council web page, 1 May 2021", ""),
        ("“roads”", ""),
    ]
    assert faults(figure) == []


@pytest.mark.parametrize("publisher", ["Newham", COUNCIL], ids=["short", "long"])
@pytest.mark.parametrize("purpose", ["youth services", LONG], ids=["short", "long"])
def test_long_wordings_and_publishers_draw_without_overlap(publisher, purpose):
    documents = documents_of(
        {"publisher": publisher}, {"document_id": "second", "publisher": publisher}
    )
    described = described_of(
        documents,
        {"purpose_wording": purpose},
        {"document_id": "second", "purpose_wording": f"{purpose} again", "period_wording": LONG},
    )
    figure = spending.wording_of_a_figure(claims.recurring(described), documents)
    rows = words_in(wordings(figure))
    assert [row[1] for row in rows[1:]] == [f"“{purpose}”", f"“{purpose} again”"]
    assert faults(figure) == []


def test_figures_that_no_second_document_gives_draw_an_empty_table():
    documents = documents_of({})
    recurring = claims.recurring(described_of(documents, {}))
    figure = spending.wording_of_a_figure(recurring, documents)
    assert len(figure.axes[0].patches) == 0


# Superlatives


def superlative_rows(figure):
    return words_in(table(figure.axes[0]))


def test_superlatives_stand_in_order_word_for_word(newham):
    figure = spending.superlatives(newham.superlatives, newham.documents)
    heads, *rows = superlative_rows(figure)
    assert heads == ["superlative", "of what", "compared with", "with amounts"]
    headings = [row[0].replace("\N{NO-BREAK SPACE}", " ") for row in rows[::2]]
    assert headings[:4] == [
        "◊ Newham Council, press release (part), 4 to 10 Feb 2019",
        "◊ Newham Council, press release (part), 18 Feb 2019, in words of Mayor Rokhsana Fiaz",
        "◊ Newham Council, press release (part), 25 Mar 2019, in words of Newham Council and Mayor "
        "Rokhsana Fiaz",
        "◆ Newham Recorder, news report, 25 Mar 2019, quoting Mayor Rokhsana Fiaz",
    ]
    assert headings[-1] == "◆ Newham Council, press release, 21 Sep 2022"
    columns = ["superlative", "superlative_of", "baseline", "amounts"]
    assert rows[1::2] == newham.superlatives[columns].to_numpy().tolist()
    assert rows[1::2][1] == [
        "biggest",
        "increased investment in our children and young people",
        "for a generation",
        "£1.3 million, £10.6 million, £1.4 million",
    ]


def test_the_key_counts_the_documents_without_a_superlative_apart(newham):
    figure = spending.superlatives(newham.superlatives, newham.documents)
    (key,) = [" ".join(words.split()) for words in words_of(figure) if "Amounts:" in words]
    assert key.endswith(
        "Without a superlative: 1 of those read in full and what was seen of 10 others."
    )


@pytest.mark.parametrize(
    ("voice", "words"),
    [
        ("own", ""),
        ("quoted", ", quoting The Mayor"),
        ("reported", ", reporting The Mayor"),
        ("unseen", ", in words of The Mayor"),
    ],
)
def test_a_heading_names_who_said_it_unless_the_document_itself_did(voice, words):
    documents = documents_of({})
    rows = claims.superlatives(described_of(documents, SUPERLATIVE | {"voice": voice}))
    _, (heading, *_), _ = superlative_rows(spending.superlatives(rows, documents))
    assert heading == f"◆\N{NO-BREAK SPACE}Newham Council, web page, 25 Mar 2019{words}"


SUPERLATIVE = {
    "figure_text": pd.NA,
    "value": pd.NA,
    "measure": pd.NA,
    "superlative": "most significant",
    "superlative_of": LONG,
    "baseline": "since records of it began in 1965",
}


def test_a_long_superlative_draws_without_overlap():
    documents = documents_of({})
    amounts = [f"£{n}.5m" for n in range(9)]
    given = [{"figure_text": amount} for amount in amounts]
    rows = claims.superlatives(described_of(documents, SUPERLATIVE, *given))
    figure = spending.superlatives(rows, documents)
    line = ["most significant", LONG, "since records of it began in 1965", ", ".join(amounts)]
    assert superlative_rows(figure)[2] == line
    assert faults(figure) == []


def test_a_superlative_by_a_long_publisher_draws_without_overlap():
    documents = documents_of({"publisher": COUNCIL})
    described = described_of(
        documents, SUPERLATIVE | {"speaker": "the Lead Member for Children and Young People"}
    )
    assert faults(spending.superlatives(claims.superlatives(described), documents)) == []


# What is left unsaid

LOOKS = {"stated": "filled", "not stated": "tinted", "not seen": "", "does not apply": ""}


def grid(figure):
    """Return the rows of counts, documents and claims, without the names of the columns."""
    return table(figure.axes[0])


@pytest.fixture(scope="module")
def newham_unsaid(newham):
    return spending.left_unsaid(newham.unsaid, newham.documents)


def test_a_cell_is_filled_where_it_is_stated_and_pale_where_a_whole_document_does_not(
    newham, newham_unsaid
):
    drawn = [row for row in grid(newham_unsaid) if any(words for words, _ in row[2:])][1:]
    expected = []
    for _, claim in newham.unsaid.groupby("claim_id", sort=False):
        words = claim["wording"].where(claim["said"] != "does not apply", "–")
        cells = zip(words, claim["said"].map(LOOKS), strict=True)
        first = claim.iloc[0]
        expected.append([(first["figure_text"], ""), (first["purpose"], ""), *cells])
    assert drawn == expected
    assert len(drawn) == 35


def test_no_part_is_blamed_for_what_was_not_seen_of_it(newham, newham_unsaid):
    parts = set(newham.documents.loc[newham.documents["seen"] == "excerpt", "document_id"])
    unsaid = newham.unsaid[newham.unsaid["document_id"].isin(parts)]
    assert "not stated" not in set(unsaid["said"]) | set(unsaid["wording"])
    full = newham.unsaid[~newham.unsaid["document_id"].isin(parts)]
    assert "not seen" not in set(full["said"]) | set(full["wording"])
    pale = [box for box in newham_unsaid.axes[0].patches if box.get_gid() == "tinted"]
    assert len(pale) == (full["said"] == "not stated").sum()


def test_every_document_with_a_figure_is_named_with_its_mark(newham, newham_unsaid):
    names = {row["document_id"]: marked_name(row) for row in newham.documents.to_dict("records")}
    drawn = [row[0][0] for row in grid(newham_unsaid) if row[0][0] in names.values()]
    assert drawn == [names[name] for name in newham.unsaid["document_id"].unique()]


def test_the_counts_above_are_of_documents_read_in_full(newham, newham_unsaid):
    counts = words_in(grid(newham_unsaid))[0]
    assert counts[0].endswith("Stated, of those read in full that it applies to")
    full = newham.unsaid[~newham.unsaid["part"]]
    expected = [
        f"{(group['said'] == 'stated').sum()} of {(group['said'] != 'does not apply').sum()}"
        for _, group in full.groupby("attribute", sort=False)
    ]
    assert counts[2:] == expected == ["11 of 13", "11 of 11", "4 of 13", "10 of 13", "1 of 4"]


def test_what_does_not_apply_is_a_dash_and_not_counted():
    documents = documents_of({}, {"document_id": "part", "seen": "excerpt"})
    rise = {"figure_text": "5%", "measure": "percent", "recurrence": "unstated", "flow": "change"}
    unseen = {"document_id": "part", "flow": "unseen", "baseline": "unseen"}
    described = described_of(documents, {}, {"flow": "total"}, rise | {"baseline": "2018"}, unseen)
    figure = spending.left_unsaid(claims.left_unsaid(described), documents)
    rows = [row for row in words_in(grid(figure)) if any(row[2:])]
    assert [row[-1] for row in rows[1:]] == ["not stated", "–", "2018", "not seen"]
    assert [row[3] for row in rows[1:]] == ["one year", "one year", "–", "one year"]
    assert rows[0][2:] == ["3 of 3", "2 of 2", "3 of 3", "3 of 3", "1 of 2"]
    assert faults(figure) == []


@pytest.mark.parametrize(
    ("claim", "publisher"),
    [
        pytest.param({}, "Newham", id="short"),
        pytest.param({"purpose_wording": LONG}, "Newham", id="purpose"),
        pytest.param({"baseline": LONG}, "Newham", id="measured from"),
        pytest.param({"figure_text": "more than £36.5 million"}, "Newham", id="figure"),
        pytest.param({}, COUNCIL, id="publisher"),
    ],
)
def test_a_grid_of_another_shape_draws_without_overlap(claim, publisher):
    documents = documents_of({"publisher": publisher})
    unsaid = claims.left_unsaid(described_of(documents, claim, claim))
    figure = spending.left_unsaid(unsaid, documents)
    assert faults(figure) == []


def test_figures_of_people_alone_draw_an_empty_grid():
    documents = documents_of({})
    unsaid = claims.left_unsaid(described_of(documents, {"measure": "count"}))
    figure = spending.left_unsaid(unsaid, documents)
    assert [word for word in words_of(figure) if " of " in word and word[0].isdigit()] == []
