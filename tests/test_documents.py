import pandas as pd
import pytest

import toy
from council_record.analysis import documents


def document(**cells):
    first = {"publisher": "Testham Council", "original_publisher": None, "signed_by": None,
             "kind": "council_page", "seen": "full", "published": "2019-03-25",
             "published_latest": "2019-03-31"}  # fmt: skip
    row = pd.Series(first | cells)
    return row.replace({row[name]: pd.Timestamp(row[name]) for name in row.index[-2:]})


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
    from council_record.data.tables import labels

    names = [
        documents.kind({"kind": kind, "publisher": "A blog", "seen": "full"})
        for kind in labels("documents", "kind")
    ]
    assert len(set(names)) == len(names) == 6
