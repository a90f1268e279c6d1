import csv

import labelled
import pytest

import amounts_in_text as mentions
import toy
from amounts_in_text import drafts
from council_tools.__main__ import main
from council_tools.checks import selectors as quotes

TEXT = (
    "Our budget includes an extra £4.5m a year for young people until 2023, on top of £1.3m for\n"
    "schools. More than £36 million was injected since 2018; the budget rose by 33 per cent.\n\n"
    "In 2019/20 we spend £2-3m on youth work. It totals £47m over the last three financial years.\n"
    "It is the biggest investment in our children in a generation.\n"
)


def drafted(text=TEXT):
    return {draft.mention.text: draft for draft in drafts.drafts(text, "page")}


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ("£4.5m", {"value": "4500000", "measure": "money", "currency": "GBP", "at_least": "false",
                   "recurrence": "each_year", "flow": "extra", "period_wording": "until 2023",
                   "period_start": "", "period_end": ""}),
        ("£1.3m", {"value": "1300000", "flow": "unstated", "recurrence": "unstated",
                   "period_wording": "unstated"}),
        ("£36 million", {"at_least": "true", "period_wording": "since 2018",
                         "period_start": "2018-19", "period_end": "", "flow": "unstated"}),
        ("33 per cent", {"value": "33", "measure": "percent", "currency": "", "flow": "change",
                         "period_wording": "unstated", "recurrence": "unstated"}),
        ("£2-3m", {"value": "2000000", "period_wording": "In 2019/20", "period_start": "2019-20",
                   "period_end": "2019-20", "recurrence": "one_year"}),
        ("£47m", {"flow": "total", "recurrence": "cumulative",
                  "period_wording": "over the last three financial years"}),
        ("biggest", {"superlative": "biggest", "superlative_of": "investment in our children",
                     "baseline": "in a generation", "at_least": "false"}),
    ],
)  # fmt: skip
def test_a_draft_says_what_the_words_next_to_a_figure_state(figure, said):
    row = drafted()[figure].row
    assert {name: row.get(name) for name in said} == said


def test_what_only_a_reader_can_say_is_unstated():
    for draft in drafted().values():
        row = draft.row
        assert {row[name] for name in ("family", "purpose_wording", "stage", "speaker")} == {
            "unstated"
        }
        assert {row[name] for name in ("service", "voice")} == {"to code"}


def test_the_sentence_before_is_noted_where_a_sentence_points_back_to_it():
    text = "Early help was cut.\nThis saved £3m in 2019. Pools cost £4m."
    notes = {draft.mention.text: draft.row["note"] for draft in drafts.drafts(text, "a")}
    assert notes["£3m"].endswith("; after “Early help was cut.”")
    assert "after" not in notes["£4m"]


@pytest.mark.parametrize(
    ("text", "figure", "note"),
    [
        (TEXT, "£2-3m", "characters 200 to 205; a range, to 3000000"),
        (TEXT, "£36 million", "characters 110 to 121; “More than”"),
        ("We have 43 youth workers.", "43", "characters 8 to 10; of youth workers"),
        ("It cost £3,5m.", "£3,5m", "characters 8 to 13; no exact number, or not read"),
        ("down to a gap of -£3m", "-£3m", "characters 17 to 21; with a minus sign"),
        ("£1m [$1.3M]", "$1.3M",
         "characters 5 to 10; the figure before it in another currency"),
    ],
)  # fmt: skip
def test_the_note_holds_the_span_and_what_has_no_column(text, figure, note):
    draft = drafted(text)[figure]
    assert draft.row["note"] == note
    assert text[draft.start : draft.end] == figure
    assert draft.sentence[draft.at :].startswith(figure)


def test_a_sentence_ends_where_the_next_one_begins_and_not_at_a_title_or_a_point():
    text = "Cllr. Price spent £1.3m. “We spent c. £2m,” he said! It was No. 3 of £4m"
    assert [draft.sentence for draft in drafts.drafts(text, "page")] == [
        "Cllr. Price spent £1.3m.", "“We spent c. £2m,” he said!", "It was No. 3 of £4m",
    ]  # fmt: skip


@pytest.mark.parametrize("name", labelled.texts())
def test_every_quote_stands_in_its_text_and_its_figure_once_in_the_quote(name):
    text, labels = labelled.read(labelled.texts()[name])
    figures = 0
    for draft in drafts.drafts(text, name):
        quote = draft.row["quote"]
        assert quotes.places(quote, text)
        assert len(quote.split()) <= 20
        if "figure_text" in draft.row:
            figures += 1
            standing = [quotes.plain(one.text) for one in mentions.find(quotes.plain(quote))]
            assert standing.count(quotes.plain(draft.row["figure_text"])) == 1
    assert figures == len(labels)


def test_a_figure_that_stands_twice_close_together_has_a_short_quote():
    text = "They took £2m and gave £2m and £2m more to each of the many clubs of the whole borough."
    found = [draft.row["quote"] for draft in drafts.drafts(text, "page")]
    assert found == ["took £2m and", "gave £2m and", "and £2m more"]


def test_drafts_are_sound_claims_once_a_coder_has_filled_the_rest(project, monkeypatch, capsys):
    monkeypatch.delenv("COUNCIL", raising=False)
    folder = toy.write(project)
    main(["find", str(folder / toy.NAMES["page-2019"]), str(folder / toy.NAMES["release-2022"])])
    rows = list(csv.reader(capsys.readouterr().out.splitlines()))
    assert rows[0] == toy.TABLES["claims"].splitlines()[0].split(",")
    names, claims, compared = rows[0], rows[:1], [["claim_id", "line", "budget_line", "scope",
                                                   "gross_or_net", "note"]]  # fmt: skip
    excluded = {("page-2019", "10"), ("release-2022", "three")}
    for row in rows[1:]:
        cells = dict(zip(names, row, strict=True))
        if (cells["document_id"], cells["figure_text"]) not in excluded:
            cells |= {"service": "youth_services", "purpose_wording": "services", "voice": "own"}
            claims.append(list(cells.values()))
            if cells["figure_text"]:
                compared.append([cells["claim_id"], "", "", "none", "unstated", "no line"])
    assert len(claims) == 5
    toy.write_rows(toy.path(project, "claims"), claims)
    toy.write_rows(toy.path(project, "comparisons"), compared)
    code = main(["check", "--documents", str(folder)])
    assert (code, capsys.readouterr().err) == (0, "")
