"""Amounts and the marks of figures lead to the words they stand for."""

import functools

import pandas as pd

from council_record import Council, paths
from council_record.data import safe_csv
from council_tools.site import quoted
from council_tools.site.figure import figure


@functools.cache
def claims():
    return quoted.quoted(Council("Newham"))


def test_every_claim_stands_under_one_amount_and_the_largest_sum_comes_first():
    groups = quoted.amounts(claims())
    under = [claim["claim_id"] for _, _, several in groups for claim in several]
    assert sorted(under) == sorted(claim["claim_id"] for claim in claims())
    assert len({place for _, place, _ in groups}) == len(groups)
    money = [several[0]["value"] for _, _, several in groups if several[0]["measure"] == "money"]
    assert money == sorted(money, reverse=True)
    assert groups[-1][0] == "Superlatives"


def test_an_amount_has_every_document_that_gives_it_in_order_of_time():
    (several,) = [several for label, _, several in quoted.amounts(claims()) if label == "£36m"]
    days = [claim["document"]["published"] for claim in several]
    assert days == sorted(days)
    assert {float(claim["value"]) for claim in several} == {36e6}
    others = [claim for claim in claims() if pd.notna(claim["value"]) and claim["value"] == 36e6]
    assert len(several) == len(others)


def test_each_mark_of_a_figure_stands_on_the_picture_and_has_a_claim():
    names = {claim["claim_id"]: claim["name"] for claim in claims()}
    for slug in ("fig07-recurring-figures", "fig08-same-figure", "fig09-superlatives",
                 "fig10-left-unsaid", "fig13-described-and-reported"):  # fmt: skip
        files = {path.name: path.read_bytes() for path in paths.FIGURES.glob(f"{slug}*")}
        about = dict.fromkeys(("title", "subtitle", "alt", "source", "note"), "x") | {"slug": slug}
        found = figure(about, "03-a", files, names)
        rows = safe_csv.rows(files[f"{slug}.csv"].decode())
        column = rows[0].index("claim_id")
        assert set(found["claims"]) == {row[column] for row in rows[1:]}
        family = rows[0].index("family") if slug.startswith("fig07") else None
        again = [row for row in rows[1:] if family is None or int(row[3]) > 1]
        documents = rows[0].index("document_id") if family is not None else column
        drawn = {(row[family or 0], row[documents]): row[column] for row in reversed(again)}
        marked = {mark["claim"] for mark in found["marks"]}
        assert marked == set(drawn.values() if slug.startswith("fig07") else found["claims"]), slug
        wide, high = found["size"]["svg"]
        for mark in found["marks"]:
            left, top, width, height = mark["box"]
            assert 0 <= left < left + width <= wide, (slug, mark)
            assert 0 <= top < top + height <= high + 1, (slug, mark)


def test_a_figure_without_claims_has_no_marks():
    slug = "fig01-grades-by-area"
    files = {path.name: path.read_bytes() for path in paths.FIGURES.glob(f"{slug}*")}
    about = dict.fromkeys(("title", "subtitle", "alt", "source", "note"), "x") | {"slug": slug}
    found = figure(about, "01-a", files, {})
    assert (found["marks"], found["claims"], found["claim_column"]) == ([], [], None)
