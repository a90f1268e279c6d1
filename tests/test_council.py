"""The door of the helper: names, tables, and the frames of an analyst."""

import pytest

import council_record
from council_record import Council, England, paths
from council_record.data.errors import DataError


def test_the_door_shows_these_and_nothing_else():
    assert dir(council_record) == ["Council", "England", "export", "save", "show", "style"]
    assert all(callable(getattr(council_record, name)) for name in dir(council_record))


@pytest.mark.parametrize(
    ("name", "known", "region"),
    [("Hull", "Kingston upon Hull", "Yorkshire and The Humber"), ("E09000025", "Newham", "London"),
     ("316", "Newham", "London"), ("", "Newham", "London"), (None, "Newham", "London")],
)  # fmt: skip
def test_a_council_is_found_by_any_name(monkeypatch, name, known, region):
    monkeypatch.delenv("COUNCIL", raising=False)
    council = Council(name)
    assert (council.name, str(council), council.region) == (known, known, region)


def test_a_table_that_is_not_there_is_answered_with_those_that_are():
    with pytest.raises(DataError, match=r'no table "spending"\. There are: documents, claims'):
        Council("Leeds")["spending"]
    assert "spending" not in Council("Leeds")
    assert "Tables: documents, claims" in repr(Council("Leeds"))
    assert "outturn" in Council("Leeds")._ipython_key_completions_()


def test_grades_of_england_hold_what_was_read_by_hand():
    grades = England().grades()
    own = grades[(grades["local_authority"] == "Newham") & grades["latest"]]
    latest = own.set_index("area")["grade"]
    assert latest["overall_effectiveness"] == "Outstanding"
    assert set(own.loc[own["area"] != "adoption", "basis"]) == {"report"}
    assert grades["grade"].cat.ordered
    assert grades[["ons_code", "la_code", "region"]].notna().all(axis=None)
    assert not grades.duplicated(["local_authority", "area", "inspection_id"]).any()


def test_spending_of_england_drops_no_council():
    spending = England().spending()
    council = Council("Newham")
    assert set(spending["local_authority"]) == set(council["authorities"]["local_authority"])
    row = spending.query(
        "local_authority == 'Newham' and financial_year == '2024-25' and line == 'total'"
    ).iloc[0]
    assert row["ons_code"] == council.ons_code
    assert round(row["amount_gbp"] / row["children"]) == round(row["per_child"])


def test_councils_of_a_region_can_be_listed():
    assert len(England().councils("London")) == 33
    assert len(England().councils()) == 153


def test_councils_to_compare_are_named_as_people_name_them(monkeypatch):
    council = Council("Newham")
    monkeypatch.setenv("COMPARE", " Hull, Leeds ,,newham,LEEDS")
    assert council.compared() == ["Kingston upon Hull", "Leeds"]
    assert council.compared("Bradford") == ["Bradford"]
    with pytest.raises(DataError, match='COMPARE "Atlantis" is no local authority'):
        council.compared("Leeds,Atlantis")
    many = ",".join(England().councils("London")[:11])
    with pytest.raises(DataError, match="Allowed: up to 10"):
        council.compared(many)


def test_a_council_has_one_code_and_one_name_in_every_table():
    tables, known = England(), England()["authorities"]
    codes = set(known["ons_code"])
    for name, table in tables.items():
        if "local_authority" in table and name != "authorities":
            own = table[table["geography"] == "council"] if "geography" in table else table
            assert set(own["local_authority"]) <= set(known["local_authority"]), name
            assert set(own["ons_code"]) <= codes, name


def test_without_data_the_first_call_says_what_is_missing(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "DATA", tmp_path / "data")
    with pytest.raises(DataError, match=r"datapackage\.json: no such file\. .* clone"):
        Council("Newham")
