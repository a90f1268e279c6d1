"""The claims as linked data: JSON-LD in the words of schema.org, all of its vocabulary inline."""

import json

_SCHEMA = "https://schema.org/"
_TERMS = ("CreativeWork", "Claim", "Dataset", "Organization", "Thing", "author", "creator",
          "description", "hasPart", "identifier", "inLanguage", "name", "publisher", "text",
          "version")  # fmt: skip
_LINKS = ("about", "appearance", "license", "url")
CONTEXT = (
    {term: _SCHEMA + term for term in _TERMS}
    | {term: {"@id": _SCHEMA + term, "@type": "@id"} for term in _LINKS}
    | {"datePublished": {"@id": _SCHEMA + "datePublished", "@type": _SCHEMA + "Date"}}
)


def text(claims, about):
    """Return the claims as JSON-LD: what was said, where it appeared; no verdict and no rating.

    Each claim has claim_id, quote, name, family, speaker and appearances: what is known of each
    document, in the words of schema.org. ``about`` has name, version, license and creator of the
    data set.
    """
    works, families, nodes = {}, {}, []
    for claim in claims:
        for work in claim["appearances"]:
            known = works.setdefault(work["url"], {"@id": work["url"], "@type": "CreativeWork"})
            known |= work  # of the original of a republished text, less may be known elsewhere
        family = f"claims.html#figure-{claim['family']}"
        families.setdefault(family, {"@id": family, "@type": "Thing", "name": claim["name"]})
        nodes.append(
            {
                "@id": f"claims.html#{claim['claim_id']}",
                "@type": "Claim",
                "identifier": claim["claim_id"],
                "name": claim["name"],
                "text": claim["quote"],
                "inLanguage": "en-GB",
                "author": {"name": claim["speaker"]},
                "about": family,
                "appearance": [work["url"] for work in claim["appearances"]],
            }
        )
    parts = [node["@id"] for node in nodes]
    dataset = {"@id": "claims.jsonld", "@type": "Dataset"} | about
    dataset["hasPart"] = [{"@id": part} for part in parts]
    graph = [dataset, *nodes, *works.values(), *families.values()]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, indent=1, ensure_ascii=False) + "\n"
