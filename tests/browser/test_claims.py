"""Read the linked data as a program does that has no network."""

import json

from pyld import jsonld

from council_record import paths
from council_record.data import tables

SCHEMA = "https://schema.org/"
BASE = "https://example.org/report/"


def refuse(url, options):
    raise AssertionError(f"it asks for {url}")


def test_each_claim_is_a_claim_of_schema_org_with_its_appearances(site):
    given = json.loads((site / "newham" / "claims.jsonld").read_text(encoding="utf-8"))
    nodes = jsonld.expand(given, {"base": BASE, "documentLoader": refuse})
    claims = {node["@id"]: node for node in nodes if SCHEMA + "Claim" in node.get("@type", [])}
    data = tables.load(tables.resources(paths.DEFAULT_COUNCIL))
    about = data["documents"].set_index("document_id")
    assert len(claims) == len(data["claims"])
    works = {
        node["@id"]: node for node in nodes if SCHEMA + "CreativeWork" in node.get("@type", [])
    }
    for row in data["claims"].to_dict("records"):
        claim = claims[f"{BASE}claims.html#{row['claim_id']}"]
        assert claim[SCHEMA + "text"] == [{"@value": row["quote"]}]
        appearances = [one["@id"] for one in claim[SCHEMA + "appearance"]]
        document = about.loc[row["document_id"]]
        assert appearances[0] == document["url"]
        work = works[appearances[0]]
        assert work[SCHEMA + "name"] == [{"@value": document["title"]}]
        publisher = work[SCHEMA + "publisher"][0]
        assert publisher[SCHEMA + "name"] == [{"@value": document["publisher"]}]
        if document["published_basis"] == "stated":
            assert work[SCHEMA + "datePublished"] == [
                {"@type": SCHEMA + "Date", "@value": f"{document['published']:%Y-%m-%d}"}
            ]
        else:
            assert SCHEMA + "datePublished" not in work
        assert len(appearances) == 1 + (row["document_id"] == "send-release-2022")


def test_no_claim_has_a_verdict_and_every_word_is_of_schema_org(site):
    text = (site / "newham" / "claims.jsonld").read_text(encoding="utf-8")
    nodes = jsonld.expand(json.loads(text), {"base": BASE, "documentLoader": refuse})
    keys = {key for node in nodes for key in node}
    assert {key for key in keys if not key.startswith("@")} == {
        SCHEMA + name
        for name in ("about", "appearance", "author", "creator", "datePublished", "description",
                     "hasPart", "identifier", "inLanguage", "license", "name", "publisher", "text",
                     "url", "version")
    }  # fmt: skip
    for word in ("rating", "review", "verdict", "worst", "best"):
        assert f'"{word}' not in text.lower()
    triples = jsonld.to_rdf(json.loads(text), {"base": BASE, "documentLoader": refuse})
    assert len(triples["@default"]) > 200
