import pandas as pd
import pytest

import toy
from council_record import documents
from council_record.__main__ import main

PAGE, RELEASE = toy.TEXTS["page-2019"], toy.TEXTS["release-2022"]


@pytest.fixture
def council(project, monkeypatch):
    monkeypatch.delenv("COUNCIL", raising=False)
    toy.write(project)
    return project


@pytest.fixture
def refused(council, capsys):
    return lambda: toy.refused(council, capsys, "--documents", str(council / "texts"))


def document(**cells):
    first = {"publisher": "Testham Council", "original_publisher": None, "signed_by": None,
             "kind": "council_page", "seen": "full", "published": "2019-03-25",
             "published_latest": "2019-03-31"}  # fmt: skip
    row = pd.Series(first | cells)
    return row.replace({row[name]: pd.Timestamp(row[name]) for name in row.index[-2:]})


def test_documents_that_agree_with_the_tables_pass(council, capsys):
    folder = council / "texts"
    assert main(["check", "--documents", str(folder)]) == 0
    printed = capsys.readouterr()
    assert printed.out == (f"Newham: every table is sound, against the documents in {folder}.\n")
    assert printed.err == ""


def test_a_quote_that_is_not_in_its_document_is_named(council, refused):
    toy.change(council, "claims", 3, quote="the biggest investment in our children")
    (line,) = refused()
    assert line == (
        "data/coded/newham/claims.csv, row 3, column quote: "
        '"the biggest investment in our children" does not stand in page-2019. Allowed: its words '
        "exactly; only white space and the form of quotation marks may differ"
    )


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "document_id"),
    [
        ("claims", 2, "purpose_wording", "the young", "page-2019"),
        ("claims", 2, "period_wording", "next year", "page-2019"),
        ("claims", 3, "baseline", "in two generations", "page-2019"),
        ("claims", 3, "superlative_of", "money for schools", "page-2019"),
        ("claims", 4, "on_top_of", "what there was", "release-2022"),
        ("statements", 3, "quote", "services were rated outstanding", "release-2022"),
        ("events", 2, "quote", "budget, agreed this month", "page-2019"),
    ],
)
def test_every_wording_is_looked_up_in_its_document(
    council, refused, table, row, column, value, document_id
):
    toy.change(council, table, row, **{column: value})
    (line,) = refused()
    assert line.startswith(
        f'data/coded/newham/{table}.csv, row {row}, column {column}: "{value}" '
        f"does not stand in {document_id}. Allowed: "
    )


def test_a_quote_whose_digit_differs_from_the_document_is_named(council, refused):
    toy.rewrite(council, "page-2019", PAGE.replace("£10.6m", "£10.7m"))
    quote, figure = refused()
    assert quote.startswith(
        "data/coded/newham/claims.csv, row 2, column quote: "
        '"includes £10.6m for children’s services" does not stand in page-2019.'
    )
    assert figure.startswith('page-2019: the figure "£10.7m" in ')


def test_a_figure_of_the_text_that_is_neither_coded_nor_excluded_is_named(council, refused):
    toy.rewrite(council, "page-2019", PAGE + "There are now 43 youth workers.\n")
    (line,) = refused()
    assert line.startswith('page-2019: the figure "43" in "... ')
    assert "There are now 43 youth workers." in line
    assert line.endswith(
        "is neither in claims.csv nor in excluded.csv. Code it, or exclude it with a reason"
    )


def test_the_same_figure_elsewhere_in_the_text_is_not_accounted_for_by_the_first(council, refused):
    toy.rewrite(council, "page-2019", PAGE + "Another £10.6m will follow.\n")
    (line,) = refused()
    assert line.startswith('page-2019: the figure "£10.6m" in ')
    assert "Another £10.6m will follow." in line


def test_a_quote_that_begins_within_a_longer_number_does_not_account_for_it(council, refused):
    toy.change(council, "excluded", 2, quote="10 months of work")
    toy.rewrite(council, "page-2019", PAGE.replace("After 10 months", "After 110 months"))
    (line,) = refused()
    assert line.startswith('page-2019: the figure "110" in ')


@pytest.mark.parametrize(("written", "stands"), [(2, 1), (1, 2), (3, 2)])
def test_a_wrong_number_of_times_is_named_with_the_right_one(council, refused, written, stands):
    toy.rewrite(council, "page-2019", PAGE + "After 10 months of work ...\n" * (stands - 1))
    toy.change(council, "excluded", 2, times=str(written))
    (line,) = refused()
    assert line == (
        f'data/coded/newham/excluded.csv, row 2, column times: "{written}" is not how often the '
        f"quote stands in page-2019. Allowed: {stands}"
    )


def test_an_excluded_figure_that_is_printed_twice_passes_where_times_says_so(council):
    toy.rewrite(council, "page-2019", PAGE + "After 10 months of work ...\n")
    toy.change(council, "excluded", 2, times="2")
    assert main(["check", "--documents", str(council / "texts")]) == 0


def test_a_document_that_is_not_in_the_folder_is_named(council, refused):
    text = council / "texts" / toy.NAMES["release-2022"]
    text.write_text(RELEASE + " ", encoding="utf-8")
    (line,) = refused()
    assert line.startswith(
        "data/coded/newham/documents.csv, row 3, column sha256: "
        f'"{toy.digest(RELEASE)}" fits none of the 2 files in '
    )


def test_a_document_that_is_not_utf_8_is_named(council, refused):
    toy.rewrite(council, "page-2019", PAGE.encode("cp1252"))
    (line,) = refused()
    assert toy.NAMES["page-2019"] in line
    assert "UTF-8" in line


def test_a_folder_of_documents_that_is_not_there_is_named(council, capsys):
    folder = council / "nowhere"
    assert toy.refused(council, capsys, "--documents", str(folder)) == [
        f"{folder}: no such folder. Give the folder with the texts"
    ]


def test_a_document_seen_only_in_part_is_not_looked_for(council):
    (council / "texts" / toy.NAMES["release-2022"]).unlink()
    toy.change(council, "documents", 3, seen="excerpt", sha256="")
    cells = {"flow": "unseen", "stage": "unseen", "baseline": "unseen"}
    toy.change(council, "claims", 4, **cells)
    toy.change(council, "claims", 5, **cells | {"purpose_wording": "it"})
    toy.change(council, "comparisons", 4, gross_or_net="unseen")
    assert main(["check", "--documents", str(council / "texts")]) == 0


def test_white_space_and_the_form_of_quotation_marks_may_differ(council):
    text = RELEASE.replace("’", "'").replace("‘", "'").replace(" for ", "\u00a0for\n\t")
    toy.rewrite(council, "release-2022", text)
    assert main(["check", "--documents", str(council / "texts")]) == 0


def test_documents_may_stand_in_folders_under_any_name(council):
    within = council / "texts" / "deep" / "er"
    within.mkdir(parents=True)
    (council / "texts" / toy.NAMES["page-2019"]).rename(within / "000_a1.html")
    assert main(["check", "--documents", str(council / "texts")]) == 0


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2019-03-25", "2019-03-25", "25 Mar 2019"),
        ("2019-03-01", "2019-03-30", "1 to 30 Mar 2019"),
        ("2019-03-02", "2019-03-31", "2 to 31 Mar 2019"),
        ("2020-02-01", "2020-02-29", "Feb 2020"),
        ("2020-02-01", "2020-03-31", "1 Feb to 31 Mar 2020"),
        ("2019-03-28", "2019-04-03", "28 Mar to 3 Apr 2019"),
        ("2018-12-28", "2019-01-03", "28 Dec 2018 to 3 Jan 2019"),
    ],
)
def test_the_days_between_which_a_document_was_published_can_be_read_off(first, last, words):
    assert documents.published(document(published=first, published_latest=last)) == words


@pytest.mark.parametrize(
    ("original", "author"), [(None, "A blog"), ("Testham Council", "Testham Council")]
)
def test_the_author_is_who_published_the_original(original, author):
    assert documents.author(document(publisher="A blog", original_publisher=original)) == author


def test_a_document_is_named_by_author_kind_and_day():
    named = document(kind="press_release")
    assert documents.full_name(named) == "Testham Council, press release, 25 to 31 Mar 2019"


def test_a_signed_document_is_its_signer_s_and_says_where_it_stood():
    named = document(publisher="Testham Times", kind="leader_column", signed_by="The mayor")
    assert documents.author(named) == "The mayor"
    assert documents.kind(named) == "column in Testham Times"


def test_a_republished_document_says_where_it_was_read():
    named = document(publisher="A blog", kind="republished", original_publisher="Testham Council")
    assert documents.author(named) == "Testham Council"
    assert documents.kind(named) == "text on A blog"


def test_documents_of_one_day_come_in_order_with_a_day_that_is_known_first():
    frame = pd.DataFrame(
        {
            "document_id": ["inferred", "known-b", "known-a", "early"],
            "published": toy.days("2019-03-25", "2019-03-25", "2019-03-25", "2019-03-20"),
            "published_latest": toy.days("2019-03-31", "2019-03-25", "2019-03-25", "2019-04-30"),
        }
    )
    assert documents.in_order(frame)["document_id"].tolist() == [
        "early", "known-a", "known-b", "inferred"]  # fmt: skip


def test_every_kind_of_document_has_a_name():
    from council_record.tables import labels

    names = [
        documents.kind({"kind": kind, "publisher": "A blog", "seen": "full"})
        for kind in labels("documents", "kind")
    ]
    assert len(set(names)) == len(names) == 6
