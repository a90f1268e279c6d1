"""What the charts of notebook 03 draw."""

import re

import numpy as np
import pandas as pd
import pytest
from drawn import boxes, faults, table, texts, words_of
from matplotlib.collections import QuadMesh

from council_record import claims
from council_record.charts import spending, style
from council_record.documents import full_name, in_order

LONG = "our investment across all services for young people and their families in every ward"
COUNCIL = "Bournemouth, Christchurch and Poole Council"  # the longest name there is


def documents_of(*rows):
    """Return documents; each row says what is other than in a page of 25 March 2019."""
    usual = {
        "document_id": "page",
        "publisher": "Newham Council",
        "original_publisher": pd.NA,
        "kind": "council_page",
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
        "family": "one",
        "purpose_wording": "youth services",
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


def year_columns(axes):
    """Return left and right of the column of each financial year."""
    years = {text.get_text(): text.get_position()[0] for text in axes.texts
             if re.fullmatch(r"\d{4}-\d\d", text.get_text())}  # fmt: skip
    uprights = sorted({line.get_xdata()[0] for line in axes.lines
                       if len(set(line.get_xdata())) == 1 < len(line.get_xdata())})  # fmt: skip
    return {
        year: (max(edge for edge in uprights if edge < x), min(e for e in uprights if e > x))
        for year, x in years.items()
    }


def years_covered(axes):
    """Return, by claim, the years that each of its boxes covers."""
    found = {}
    for box in axes.patches:
        left, right = box.get_x(), box.get_x() + box.get_width()
        spans = year_columns(axes)
        within = [year for year, (start, end) in spans.items() if left < end and right > start]
        assert left - spans[within[0]][0] == pytest.approx(0.05)
        assert spans[within[-1]][1] - right == pytest.approx(0.05)
        found.setdefault(box.get_gid(), []).append(within)
    return found


def listing(figure):
    """Return the rows of the list left of the years: figure, then purpose and period."""
    return [row[:2] for row in words_in(table(figure.axes[0]))]


@pytest.fixture(scope="module")
def newham_figures(newham):
    return spending.figures_by_document(newham.described, newham.documents)


def test_boxes_cover_the_financial_years_of_each_amount_of_newham(newham_figures):
    every = ["2018-19", "2019-20", "2020-21", "2021-22"]
    assert (
        years_covered(newham_figures.axes[0])
        == {
            "council-page-2019-2": [["2019-20"]],
            "council-page-2019-3": [["2019-20"]],
            "council-page-2019-4": [["2019-20"]],
            "council-page-2019-5": [["2018-19"]],
            "council-page-2019-6": [["2018-19"]],
            "mayor-column-2019-2": [["2019-20"]],
            "mayor-column-2019-3": [["2019-20"]],
            "mayor-column-2019-4": [["2019-20"]],
            "send-release-2022-1": [[year] for year in every],  # annually since 2018
            "send-release-2022-3": [every],  # since 2018, added up
            "council-release-2022-2": [every[1:]],  # over the last three financial years
        }
    )


def test_only_amounts_of_money_with_a_period_have_boxes(newham, newham_figures):
    drawn = {box.get_gid() for box in newham_figures.axes[0].patches}
    rows = newham.described.set_index("claim_id")
    dated = rows[(rows["measure"] == "money") & rows["period_start"].notna()]
    assert drawn == set(dated.index)
    assert {"send-release-2022-4", "send-release-2022-2", "council-page-2019-7"}.isdisjoint(drawn)


def test_each_box_stands_beside_the_words_of_its_claim(newham, newham_figures):
    rows = newham.described.set_index("claim_id")
    axes = newham_figures.axes[0]
    named = [text for text in axes.texts if text.get_color() == style.FOCUS]
    beside = {}
    for box in axes.patches:
        middle = box.get_y() + box.get_height() / 2
        above = [text for text in named if text.get_position()[1] < middle + 0.1]
        beside[box.get_gid()] = max(above, key=lambda text: text.get_position()[1]).get_text()
    assert beside == {claim: rows.loc[claim, "figure_text"] for claim in beside}


def test_every_document_and_figure_is_listed_in_order_with_purpose_and_period(
    newham, newham_figures
):
    expected = []
    for document in in_order(newham.documents).to_dict("records"):
        expected.append([full_name(document), ""])
        told = newham.described[newham.described["document_id"] == document["document_id"]]
        told = told.dropna(subset="figure_text").to_dict("records")
        for claim in told:
            period = claim["period"]
            period = "period not stated" if period == "not stated" else f"“{period}”"
            if claim["baseline"] != "not stated":
                period += f", measured from: “{claim['baseline']}”"
            figure = f"{claim['figure_text']} {claim['seen']}".strip()
            expected.append([figure, f"{claim['purpose']} {period}"])
        if not told:
            expected.append(["no figure", ""])
    drawn = listing(newham_figures)
    assert drawn == expected
    assert drawn[:3] == [
        ["Newham Recorder, news report, 25 Mar 2019", ""],
        ["no figure", ""],
        ["Newham Council, web page, 25 to 31 Mar 2019", ""],
    ]
    seen = [figure.partition(" ")[2] for figure, _ in drawn if figure.startswith("£")]
    assert seen.count("again") == 3
    assert seen.count("another sum") == seen.count("million again, reworded") == 1


def test_the_years_are_named_once_for_each_document_with_a_figure(newham, newham_figures):
    named = [word for word in words_of(newham_figures) if re.fullmatch(r"\d{4}-\d\d", word)]
    documents = newham.described.dropna(subset="figure_text")["document_id"].nunique()
    assert named == ["2018-19", "2019-20", "2020-21", "2021-22"] * documents


def test_an_arrowhead_marks_exactly_the_open_ends(newham, newham_figures):
    axes = newham_figures.axes[0]
    heads = [line.get_ydata()[0] for line in axes.lines if line.get_marker() == ">"]
    middles = {box.get_gid(): box.get_y() + box.get_height() / 2 for box in axes.patches}
    rows = newham.described.set_index("claim_id")
    still_open = [middles[claim] for claim in middles if pd.isna(rows.loc[claim, "period_end"])]
    assert heads == pytest.approx(still_open)
    assert len(heads) == 2


def test_one_year_each_year_and_added_up_have_different_boxes():
    documents = documents_of({})
    over = {"period_start": "2017-18", "period_end": "2019-20"}
    described = described_of(
        documents,
        {"claim_id": "once"},
        {"claim_id": "yearly", "recurrence": "each_year"} | over,
        {"claim_id": "in all", "recurrence": "cumulative"} | over,
        {"claim_id": "people", "figure_text": "43", "measure": "count"} | over,
        {"claim_id": "rise", "figure_text": "50 per cent", "measure": "percent"} | over,
        {"claim_id": "undated", "period_start": pd.NA, "period_end": pd.NA,
         "period_wording": "unstated"},
    )  # fmt: skip
    figure = spending.figures_by_document(described, documents)
    assert years_covered(figure.axes[0]) == {
        "once": [["2019-20"]],
        "yearly": [["2017-18"], ["2018-19"], ["2019-20"]],
        "in all": [["2017-18", "2018-19", "2019-20"]],
    }
    figures = [figure for figure, _ in listing(figure)[1:]]
    assert figures == ["£1m", "£1m", "£1m", "43", "50 per cent", "£1m"]
    assert faults(figure) == []


def test_an_amount_that_states_neither_once_nor_added_up_is_drawn_as_neither():
    """Over three years, not stated: neither the same amount each year nor one added up."""
    documents = documents_of({})
    shapes = {}
    for recurrence in ("each_year", "cumulative", "unstated"):
        described = described_of(documents, {"recurrence": recurrence, "period_start": "2017-18"})
        axes = spending.figures_by_document(described, documents).axes[0]
        shapes[recurrence] = [
            (box.get_bbox().bounds, box.get_facecolor(), box.get_linewidth())
            for box in axes.patches
        ]
    assert shapes["unstated"] not in (shapes["each_year"], shapes["cumulative"])


def test_an_open_period_ends_with_the_financial_year_of_the_document():
    documents = documents_of(
        {"document_id": "march", "published": pd.Timestamp("2022-03-31")},
        {"document_id": "april", "published": pd.Timestamp("2022-04-01")},
    )
    since = {"period_start": "2020-21", "period_end": pd.NA, "recurrence": "each_year"}
    described = described_of(
        documents,
        {"claim_id": "a", "document_id": "march"} | since,
        {"claim_id": "b", "document_id": "april"} | since,
    )
    axes = spending.figures_by_document(described, documents).axes[0]
    assert years_covered(axes) == {
        "a": [["2020-21"], ["2021-22"]],
        "b": [["2020-21"], ["2021-22"], ["2022-23"]],
    }


@pytest.mark.parametrize("recurrence", ["each_year", "cumulative"])
def test_an_open_period_that_begins_after_the_document_covers_its_first_year(recurrence):
    """A page of March 2019 on money each year from 2019-20 on."""
    documents = documents_of({})
    described = described_of(documents, {"period_end": pd.NA, "recurrence": recurrence})
    axes = spending.figures_by_document(described, documents).axes[0]
    assert years_covered(axes) == {"claim-0": [["2019-20"]]}


def test_documents_without_any_period_are_listed_without_a_strip():
    documents = documents_of({})
    described = described_of(
        documents,
        {"figure_text": "33 per cent", "measure": "percent", "period_wording": "unstated",
         "period_start": pd.NA, "period_end": pd.NA},
    )  # fmt: skip
    figure = spending.figures_by_document(described, documents)
    assert "33 per cent" in words_of(figure)
    assert len(figure.axes[0].patches) == 0


def test_again_never_stands_above_the_document_that_told_it_first():
    """One page is dated to a span of days, the other to its first day."""
    span = {"published_latest": pd.Timestamp("2019-03-31")}
    documents = documents_of({"document_id": "a-page"} | span, {"document_id": "b-report"})
    described = described_of(documents, {"document_id": "a-page"}, {"document_id": "b-report"})
    rows = listing(spending.figures_by_document(described, documents))
    assert [words for words, _ in rows if words.startswith("£1m")] == ["£1m", "£1m again"]


@pytest.mark.parametrize(
    ("claim", "publisher"),
    [
        pytest.param({"purpose_wording": LONG, "period_wording": LONG}, "Newham", id="words"),
        pytest.param({"figure_text": "more than £36.5 million"}, "Newham", id="figure"),
        pytest.param({"period_start": "2016-17"}, COUNCIL, id="publisher and four years"),
        pytest.param({"period_start": "2009-10", "recurrence": "cumulative"}, "Newham",
                     id="eleven years"),
    ],
)  # fmt: skip
def test_a_list_of_another_shape_draws_without_overlap(claim, publisher):
    """A publisher has a press release, dated to a span of days."""
    release = {"kind": "press_release", "published_latest": pd.Timestamp("2019-03-31")}
    documents = documents_of({"publisher": publisher} | release)
    figure = spending.figures_by_document(described_of(documents, claim), documents)
    assert faults(figure) == []


# The wording of a figure


def quoted(words):
    return words if words == "not stated" else f"“{words}”"


def wordings(figure):
    """Return the rows of the table, headings of figures among them."""
    return table(figure.axes[0])


def by_changes(recurring):
    """Return the figures in the order drawn: those with most changes first."""
    groups = [group for _, group in recurring.groupby("family", sort=False)]
    return sorted(groups, key=lambda group: group["changed"].sum(), reverse=True)


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
    assert drawn[2] == [
        ("“SEND provision”", "filled"),
        ("“since 2018”", "filled"),
        ("each year", "filled"),
        ("not stated", ""),
        ("spent", "filled"),
    ]
    assert len(newham_wordings.axes[0].patches) == newham.recurring["changed"].sum() == 4


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
    names = {row["document_id"]: full_name(row) for row in newham.documents.to_dict("records")}
    expected = []
    for family in by_changes(newham.recurring):
        first = family.iloc[0]
        expected.append(f"{first['figure_text']}, {first['wording']}")
        for claim in family.drop_duplicates("claim_id").to_dict("records"):
            name = names[claim["document_id"]]
            expected.append(name if claim["same_figure"] else f"Another £10.6m: {name}")
    drawn = [row[0] for row in words_in(wordings(newham_wordings))]
    assert drawn == expected
    another = [text.get_text() for text in texts(newham_wordings)
               if text.get_color() == style.SECOND_INK]  # fmt: skip
    assert " ".join(another) == "Another £10.6m: Newham Council, web page, 25 to 31 Mar 2019"


def test_what_is_not_stated_is_quiet(newham_wordings):
    looks = {text.get_color() for text in texts(newham_wordings)
             if text.get_text() == "not stated"}  # fmt: skip
    assert looks == {style.QUIET}


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
        ("Another £1m: Newham Council, web page, 1 May 2021", ""),
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
    assert heads == ["superlative", "of what", "measured from", "with amounts"]
    assert [row[0] for row in rows[::2]] == [
        "Newham Recorder, news report, 25 Mar 2019, quoting Mayor Rokhsana Fiaz",
        "Newham Council, web page, 25 to 31 Mar 2019",
        "Mayor Rokhsana Fiaz, column in Newham Recorder, 25 to 31 Mar 2019",
        "Newham Council, press release, 21 Sep 2022",
    ]
    columns = ["superlative", "superlative_of", "baseline", "amounts"]
    assert rows[1::2] == newham.superlatives[columns].to_numpy().tolist()
    assert rows[1::2][0] == [
        "greatest",
        "investment in services for Newham’s children and young people",
        "in a generation",
        "none",
    ]


def test_the_key_names_the_documents_without_a_superlative(newham):
    figure = spending.superlatives(newham.superlatives, newham.documents)
    (key,) = [" ".join(words.split()) for words in words_of(figure) if "Amounts:" in words]
    assert key.endswith("No superlative: Newham Council, text on Loss of Brain Trust (blog), "
                        "15 Mar 2022.")  # fmt: skip


@pytest.mark.parametrize(
    ("voice", "words"),
    [("own", ""), ("quoted", ", quoting The Mayor"), ("reported", ", reporting The Mayor")],
)
def test_a_heading_names_who_said_it_unless_the_document_itself_did(voice, words):
    documents = documents_of({})
    rows = claims.superlatives(described_of(documents, SUPERLATIVE | {"voice": voice}))
    _, (heading, *_), _ = superlative_rows(spending.superlatives(rows, documents))
    assert heading == f"Newham Council, web page, 25 Mar 2019{words}"


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


def heat_map(figure):
    """Return the axes of the heat map and its array, rows from the top."""
    (axes,) = [axes for axes in figure.axes if axes.collections]
    (mesh,) = axes.collections
    assert isinstance(mesh, QuadMesh)
    assert axes.yaxis_inverted()
    return axes, mesh.get_array()


def expected_rows(unsaid):
    """Return a list of figure, purpose, wordings and 1 or 0 for each claim, by document."""
    rows = []
    for document, claimed in unsaid.groupby("document_id", sort=False):
        rows.append((document, None))
        for _, claim in claimed.groupby("claim_id", sort=False):
            words = claim["wording"].where(claim["said"] != "does not apply", "–")
            first = claim.iloc[0]
            rows.append(([first["figure_text"], first["purpose"], *words],
                         (claim["said"] == "stated").tolist()))  # fmt: skip
    return rows


@pytest.fixture(scope="module")
def newham_unsaid(newham):
    return spending.left_unsaid(newham.unsaid, newham.documents)


def test_a_cell_is_filled_exactly_where_the_document_states_it(newham, newham_unsaid):
    _, array = heat_map(newham_unsaid)
    rows = expected_rows(newham.unsaid)
    assert len(array) == len(rows)
    for drawn, (_, stated) in zip(array, rows, strict=True):
        if stated is None:
            assert np.ma.getmaskarray(drawn).all()
        else:
            assert drawn.tolist() == stated
    assert array.sum() == (newham.unsaid["said"] == "stated").sum() == 37


def test_filled_is_the_colour_of_the_focus(newham_unsaid):
    axes, _ = heat_map(newham_unsaid)
    colour = axes.collections[0].to_rgba(np.array([0.0, 1.0]))
    found = ["#" + "".join(f"{round(part * 255):02X}" for part in row[:3]) for row in colour]
    assert found == [style.TINT, style.FOCUS]


def test_the_words_drawn_equal_the_table(newham, newham_unsaid):
    names = {row["document_id"]: full_name(row) for row in newham.documents.to_dict("records")}
    drawn = words_in(table(newham_unsaid.axes[0]))
    expected = [
        [names[words], *[""] * 6] if stated is None else words
        for words, stated in expected_rows(newham.unsaid)
    ]
    assert drawn == expected
    assert drawn[-1][2:] == ["2019-20 to 2021-22", "added up", "not stated", "not stated", "–"]


def test_the_words_of_a_cell_stand_inside_it(newham_unsaid):
    axes, array = heat_map(newham_unsaid)
    inside = set()
    for text, box in boxes(newham_unsaid):
        corners = axes.transData.inverted().transform([(box.x0, box.y0), (box.x1, box.y1)])
        (left, bottom), (right, top) = corners
        if text.axes is not None and 0 < (left + right) / 2 < 5 and (top + bottom) / 2 > 0:
            assert (int(left), int(bottom)) == (int(right), int(top))
            inside.add((int(bottom), int(left)))
    assert inside == {(row, column) for row, column in np.argwhere(~np.ma.getmaskarray(array))}


def test_the_counts_above_equal_the_table(newham, newham_unsaid):
    counts = [text for text in newham_unsaid.axes[0].texts 
              if re.fullmatch(r"\d+ of \d+", text.get_text())]  # fmt: skip
    counts.sort(key=lambda text: text.get_position()[0])
    stated = newham.unsaid.assign(stated=newham.unsaid["said"] == "stated")
    expected = [
        f"{group['stated'].sum()} of {(group['said'] != 'does not apply').sum()}"
        for _, group in stated.groupby("attribute", sort=False)
    ]
    assert [text.get_text() for text in counts] == expected
    assert expected == ["11 of 13", "11 of 11", "4 of 13", "10 of 13", "1 of 4"]


def test_what_does_not_apply_is_a_dash_and_not_counted():
    documents = documents_of({})
    rise = {"figure_text": "5%", "measure": "percent", "recurrence": "unstated", "flow": "change"}
    described = described_of(documents, {}, {"flow": "total"}, rise | {"baseline": "2018"})
    unsaid = claims.left_unsaid(described)
    figure = spending.left_unsaid(unsaid, documents)
    _, *rows = words_in(table(figure.axes[0]))
    assert [row[-1] for row in rows] == ["not stated", "–", "2018"]
    assert [row[3] for row in rows] == ["one year", "one year", "–"]
    counts = [words for words in words_of(figure) if " of " in words and words[0].isdigit()]
    assert counts == ["3 of 3", "2 of 2", "3 of 3", "3 of 3", "1 of 2"]
    _, array = heat_map(figure)
    assert array[1:, -1].tolist() == [0, 0, 1]
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
