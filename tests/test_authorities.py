"""The names and codes of local authorities."""

import functools

import pytest

from council_record import authorities
from council_record.data import tables
from council_tools.imports import councils


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Newham", "Newham"),
        ("newham", "Newham"),
        ("  NEWHAM ", "Newham"),
        ("Hammersmith and Fulham", "Hammersmith and Fulham"),
        ("Hammersmith & Fulham", "Hammersmith and Fulham"),
        ("hammersmith&fulham", "Hammersmith and Fulham"),
        ("Bristol", "Bristol"),
        ("Bristol, City of", "Bristol"),
        ("Kingston upon Hull, City of", "Kingston upon Hull"),
        ("Herefordshire, County of", "Herefordshire"),
        ("Bournemouth, Christchurch and Poole", "Bournemouth, Christchurch and Poole"),
        ("St. Helens", "St. Helens"),
        ("St Helens", "St. Helens"),
        ("St Helen's", "St. Helens"),
        ("St Helen’s", "St. Helens"),
        ("Stockton on Tees", "Stockton-on-Tees"),
        ("Durham", "Durham"),
        ("County Durham", "Durham"),
        ("Bedford", "Bedford"),
        ("Bedford Borough", "Bedford"),
        ("Cumbria", "Cumbria"),
        ("Northamptonshire", "Northamptonshire"),
        ("Dorset", "Dorset"),
        ("Dorset (until 2019)", "Dorset (until 2019)"),
        ("City of London", "City of London"),
        ("City of London Corporation", "City of London"),
        ("City of Bristol", "Bristol"),
        ("City of York Council", "York"),
        ("Newham Council", "Newham"),
        ("London Borough of Newham", "Newham"),
        ("birmingham city council", "Birmingham"),
        ("Kent County Council", "Kent"),
        ("Durham County Council", "Durham"),
        ("Bedford Borough Council", "Bedford"),
        ("Wigan Metropolitan Borough Council", "Wigan"),
        ("Royal Borough of Kensington and Chelsea", "Kensington and Chelsea"),
        ("Royal Borough of Windsor & Maidenhead", "Windsor and Maidenhead"),
        ("Borough of Poole", "Poole"),
        ("Hull", "Kingston upon Hull"),
        ("Hull City Council", "Kingston upon Hull"),
        ("Scilly", "Isles of Scilly"),
        ("BCP", "Bournemouth, Christchurch and Poole"),
        ("bcp council", "Bournemouth, Christchurch and Poole"),
        ("BANES", "Bath and North East Somerset"),
    ],
)
def test_an_authority_is_found_as_people_write_its_name(project, written, name):
    assert authorities.named(written) == name


def test_every_authority_is_found_by_its_own_name(monkeypatch):
    monkeypatch.setattr(authorities, "read", functools.cache(authorities.read))
    names = authorities.read()["local_authority"].tolist()
    assert [authorities.named(name) for name in names] == names


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("Newhma", "Newham"),
        ("Tower Hamlet", "Tower Hamlets"),
        ("Kingston", "Kingston upon Thames"),
        ("Yorkshire", "East Riding of Yorkshire"),
        ("with", "Blackburn with Darwen"),
        ("Council", None),
        ("HF", None),
        ("Camelot", None),
        ("x", None),
        ("", None),
        ("North", None),
    ],
)
def test_an_unknown_name_is_answered_with_the_three_nearest(project, written, first):
    with pytest.raises(tables.DataError) as raised:
        authorities.named(written)
    (line,) = raised.value.problems
    start, _, names = line.partition(" The nearest names: ")
    assert start == (
        f'COUNCIL "{written}" is no local authority with children’s services in England.'
    )
    nearest = names.split("; ")
    assert len(set(nearest)) == 3
    assert set(nearest) <= set(authorities.read()["local_authority"])
    assert nearest[0] == (first or nearest[0])


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("Bristol, City of", "Bristol"),
        ("Herefordshire, County of", "Herefordshire"),
        ("County Durham", "Durham"),
        ("Bedford Borough", "Bedford"),
        ("City of London", "City of London"),
        ("Bournemouth, Christchurch and Poole", "Bournemouth, Christchurch and Poole"),
        ("Isle of Wight", "Isle of Wight"),
    ],
)
def test_a_name_is_made_plain(printed, plain):
    assert authorities.plain(printed) == plain


def test_the_names_of_charts_are_the_plain_names_and_each_stands_once(project):
    known = authorities.read().set_index("la_code")
    other = known["local_authority"] != known["official_name"].map(authorities.plain)
    assert known.loc[other, "local_authority"].to_dict() == {"835": "Dorset (until 2019)"}
    assert known["local_authority"].is_unique


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("E09000025", "316"),
        ("E06000065", "815"),
        ("E10000023", "815"),
        ("E10000009", "835"),
        ("E06000059", "838"),
        ("E10000006", "909"),
    ],
)
def test_codes_of_today_and_earlier_ones_lead_to_the_number(project, code, number):
    assert councils.codes()[code] == number


def test_a_code_that_no_authority_has_leads_nowhere(project):
    known = councils.codes()
    assert "E09000099" not in known
    assert "" not in known
    assert all(isinstance(code, str) for code in known)


def test_there_are_the_authorities_of_today_and_those_that_were_abolished(project):
    known = authorities.read().set_index("local_authority")
    assert known["exists_until"].dropna().dt.strftime("%Y-%m-%d").to_dict() == {
        "Dorset (until 2019)": "2019-03-31",
        "Poole": "2019-03-31",
        "Bournemouth": "2019-03-31",
        "Northamptonshire": "2021-03-31",
        "Cumbria": "2023-03-31",
    }
    assert known["exists_until"].isna().sum() == 153
    assert known.loc["Cumberland", "exists_from"].isoformat() == "2023-04-01T00:00:00"


@pytest.mark.parametrize(
    ("code", "name"), [("E09000025", "Newham"), ("316", "Newham"), ("e06000063", "Cumberland")]
)
def test_a_code_names_its_authority(project, code, name):
    assert authorities.named(code) == name


@pytest.mark.parametrize(("region", "count"), [("London", 33), ("north west", 24)])
def test_a_region_is_answered_with_how_to_list_its_councils(project, region, count):
    with pytest.raises(tables.DataError, match=rf"is {count} councils\. .*England\(\)\.councils"):
        authorities.named(region)
