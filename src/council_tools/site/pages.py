"""The pages of one council and all files beside them, from notebooks, figures and tables."""

from council_record import authorities, paths
from council_record.analysis import claims, per_child
from council_record.data import tables
from council_record.text import listed, number, possessive
from council_tools.site import described, jsonld, quoted, shell, side_by_side
from council_tools.site.figure import figure

LEADS = ("fig01", "fig06", "fig10", "fig13", "fig16")  # on the front page, where they are drawn
_OFFICIAL = ("sif_judgements", "official_judgements", "program_judgements", "outturn", "budget",
             "revenue_outturn", "need", "population", "neighbours", "prices")  # fmt: skip


def contents(council, notebooks, files, compared=(), others=()):
    """Return every file of a council's pages, by its path in the council's folder.

    ``notebooks`` are those of the council as they were executed (``notebook.Notebook``), ``files``
    the contents of the files of their figures by name. ``compared`` are councils of the reader's
    choice to set beside it, ``others`` the names of all that have pages.
    """
    found = quoted.quoted(council)
    titles = {claim["claim_id"]: claim["name"] for claim in found}
    figures = {slug: figure(words, one.stem, files, titles)
               for one in notebooks for slug, words in one.figures.items()}  # fmt: skip
    names = [name for one in figures.values() for name in one["files"].values() if name]
    site = {f"figures/{name}": files[name] for name in names}
    known = described.described(council.name)
    own = [one for one in known if not described.shared(one)]
    site |= {one["file"]: described.text(one) for one in own if one["rows"]}
    coded = any(one["rows"] for one in own)
    shared = {
        "root": "../", "council": council.name, "whose": possessive(council.name),
        "notebooks": notebooks, "figures": figures, "claims": found, "coded": coded,
        "tables": [one for one in known if one["rows"]], "attributes": claims.ATTRIBUTES,
        "missing": tables.described()["missing"], "compared": compared,
        "near": _near(council, others),
    }  # fmt: skip
    leads = {one.stem: figures.get(_lead(one)) for one in notebooks}
    sources = list(dict.fromkeys(_sources(council)))
    site["index.html"] = shell.page("index", shared | {"leads": leads, "sources": sources})
    site["data.html"] = shell.page("data", shared)
    for one in shared["tables"]:
        site[f"table-{one['name']}.html"] = shell.page("table", shared | {"one": one})
    for place, one in enumerate(notebooks):
        about = {"notebook": one, "place": place}
        site[f"{one.stem}.html"] = shell.page("notebook", shared | about)
    for one in figures.values():
        site[f"{one['key']}.html"] = shell.page("figure", shared | {"figure": one})
    if found:
        drawn = {name: [one for one in figures.values() if name in one["claims"]]
                 for name in titles}  # fmt: skip
        about = {"amounts": quoted.amounts(found), "drawn": drawn}
        site["claims.html"] = shell.page("claims", shared | about)
        site["claims.jsonld"] = jsonld.text(found, _cited(known)).encode()
    if compared:
        parts = side_by_side.parts([council.name, *compared])
        site |= {f"data/{one['file']}": one["csv"] for one in parts}
        site["compare.html"] = shell.page("compare", shared | {"parts": parts})
    return site


def _cited(known):
    """Return what the linked data say of themselves."""
    cite = shell.cite()
    return {
        "name": cite["title"], "version": cite["version"],
        "license": known[0]["licence"]["path"],
        "creator": {"@type": "Organization", "name": cite["authors"][0]["name"]},
    }  # fmt: skip


def _lead(notebook):
    """Return the figure of a notebook that stands on the front page, or None."""
    slugs = list(notebook.figures)
    return next((slug for slug in slugs if slug[:5] in LEADS), slugs[0] if slugs else None)


def _near(council, others):
    """Return the statistical neighbours, the nearest first, and where the pages of each are."""
    near = per_child.neighbours(council, council)["council"]
    return [(name, f"../{paths.slug(name)}/index.html" if name in others else "") for name in near]


def _sources(council):
    """Yield where the pages are from: releases, then documents."""
    yield from (f"{about['title']}." for name in _OFFICIAL for about in tables.releases(name))
    documents = council["documents"]
    if len(documents):
        publishers = listed(documents.sort_values("published")["publisher"].unique())
        full = int((documents["seen"] == "full").sum())
        yield (f"{len(documents)} documents published by {publishers}, "
               f"{number(full) if full else 'none'} of them read in full.")  # fmt: skip


def there():
    """Return the names of the councils that have pages."""
    known = authorities.read()["local_authority"]
    return {name for name in known if (paths.REPORT / paths.slug(name) / "index.html").is_file()}
