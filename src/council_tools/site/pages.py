"""The pages of the report and all files beside them, from notebooks, figures and tables."""

import functools
import importlib.resources
import io
import re

import jinja2
import pandas as pd
import yaml

from council_record import paths, table
from council_record.analysis import claims, documents
from council_record.data import safe_csv, tables
from council_record.text import capital, listed, number, possessive
from council_tools.site import jsonld, markdown

LEADS = ("fig01", "fig06", "fig10", "fig13", "fig16")  # on the front page, where they are drawn
_OFFICIAL = ("sif_judgements", "official_judgements", "program_judgements", "outturn", "budget",
             "revenue_outturn", "need", "population", "neighbours", "prices")  # fmt: skip
_METHOD = {  # the sections of the page on method: file, and section of it or None for all
    "What this does not show": ("README.md", "What this does not show"),
    "Where the data come from": ("data/README.md", "Where it comes from"),
    "Words used here": ("GLOSSARY.md", None),
    "Known limits": ("data/README.md", "Known limits"),
    "How documents and reports were coded": ("data/coded/CODEBOOK.md", None),
    "Corrections and changes": ("CHANGELOG.md", None),
    "How to cite": ("README.md", "How to cite"),
}
_PAGES = {"data/README.md": "data.html", "CHANGELOG.md": "method.html#corrections-and-changes",
          "GLOSSARY.md": "method.html#words-used-here",
          "data/coded/CODEBOOK.md": "method.html#how-documents-and-reports-were-coded"}  # fmt: skip


def contents(council, notebooks, files):
    """Return every file of the report, and a line for each thing that is not there.

    Parameters
    ----------
    council : str
    notebooks : list of reading.Notebook
    files : dict of str to bytes
        The files of their figures, by name.

    Returns
    -------
    site : dict of str to bytes
        By their paths in the report's folder.
    lacking : list of str
    """
    figures = {slug: _figure(words, one.stem, files)
               for one in notebooks for slug, words in one.figures.items()}  # fmt: skip
    lacking = [f"notebooks/{one.stem}.ipynb does not show {slug}"
               for one in notebooks for slug in one.missing]  # fmt: skip
    lacking += [f"figures/{slug}.{kind} is missing" for slug, one in figures.items()
                for kind, name in one["files"].items() if not name]  # fmt: skip
    names = [name for one in figures.values() for name in one["files"].values() if name]
    site = {f"figures/{name}": files[name] for name in names}
    data = tables.read_all(council)
    described = [_table(resource, council) for resource in tables.resources(council).values()]
    site |= {one["file"]: one.pop("raw") for one in described if one["rows"]}
    known = {path: path for path in site} | _PAGES
    known |= {f"notebooks/{one.stem}.ipynb": f"{one.stem}.html" for one in notebooks}
    quoted = _claims(data)
    cite = yaml.safe_load((paths.ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    site["claims.jsonld"] = jsonld.text(quoted, {
        "name": cite["title"], "version": cite["version"],
        "license": described[0]["licence"]["path"],
        "creator": {"@type": "Organization", "name": cite["authors"][0]["name"]},
    }).encode()  # fmt: skip
    site |= _beside()
    shared = {
        "council": council, "whose": possessive(council), "notebooks": notebooks,
        "figures": figures, "cite": cite, "tables": described, "missing": tables.missing(),
        "claims": quoted, "attributes": claims.ATTRIBUTES,
        "licences": {one["licence"]["title"]: one["licence"] for one in described}.values(),
        "sources": list(dict.fromkeys(_sources(data))),
    }  # fmt: skip
    leads = {one.stem: figures.get(_lead(one)) for one in notebooks}
    site["index.html"] = _page("index", shared | {"leads": leads})
    site["data.html"] = _page("data", shared)
    site["method.html"] = _page("method", shared | {"sections": list(_method(known))})
    for place, one in enumerate(notebooks):
        site[f"{one.stem}.html"] = _page("notebook", shared | {"notebook": one, "place": place})
    return site, [f"{line}. Run: make figures" for line in lacking]


def _lead(notebook):
    """Return the figure of a notebook that stands on the front page, or None."""
    slugs = list(notebook.figures)
    return next((slug for slug in slugs if slug[:5] in LEADS), slugs[0] if slugs else None)


@functools.cache
def _templates():
    return jinja2.Environment(
        loader=jinja2.PackageLoader("council_tools.site"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _page(name, context):
    return (_templates().get_template(f"{name}.html").render(context) + "\n").encode()


def _beside():
    """Return the style sheet, and the type in the form that browsers take, whole as it comes."""
    from fontTools.ttLib import TTFont

    css = importlib.resources.files("council_tools.site") / "templates" / "report.css"
    folder = importlib.resources.files("font_source_sans_pro") / "files"
    beside = {
        "report.css": css.read_bytes(),
        "fonts/LICENSE.txt": (folder / "LICENSE.txt").read_bytes(),
    }
    for face in ("Regular", "Semibold"):
        with TTFont(str(folder / f"SourceSansPro-{face}.otf"), recalcTimestamp=False) as font:
            font.flavor, buffer = "woff", io.BytesIO()
            font.save(buffer)
        beside[f"fonts/SourceSansPro-{face}.woff"] = buffer.getvalue()
    return beside


def _figure(about, stem, files):
    """Return the words of a figure with its number, its files by kind, its size and its data."""
    slug = about["slug"]
    there = {
        "narrow": f"{slug}-narrow.svg",
        **{kind: f"{slug}.{kind}" for kind in ("png", "svg", "csv", "txt")},
    }
    there = {kind: name if name in files else None for kind, name in there.items()}
    rows = safe_csv.rows(files[there["csv"]].decode()) if there["csv"] else []
    return about | {
        "key": slug[:5], "number": int(slug[3:5]), "page": f"{stem}.html", "files": there,
        "size": {kind: _size(files.get(there[kind], b"")) for kind in ("svg", "narrow")},
        "table": table.rows(table.typed(rows)) if rows else [],
    }  # fmt: skip


def _size(svg):
    """Return width and height of an SVG in its own units, or None of what is none."""
    found = re.search(rb'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    return [round(float(side)) for side in found.groups()] if found else None


def _table(resource, council):
    """Return what the page of tables shows of one: about it, its columns and rows of the council.

    Of a table that was built for all of England only the rows that name the council are shown.
    """
    built, path = "hash" in resource, resource["path"]
    rows = safe_csv.rows(path.read_text(encoding="utf-8")) if path.is_file() else []
    of_all = not built or not {"local_authority", "area"} & set(rows[0] if rows else [])
    shown = [row for row in rows[1:] if of_all or council in row]
    safe = safe_csv.text(pd.DataFrame(rows[1:], columns=rows[0])).encode() if rows else b""
    licence, count = resource["licenses"][0], max(len(rows) - 1, 0)
    return {
        "name": resource["name"], "title": resource["title"],
        "description": resource["description"],
        "file": paths.shown(path), "raw": safe, "built": built,
        "header": rows[0] if rows else [], "shown": shown, "rows": count, "licence": licence,
        "sources": resource["sources"], "verified": resource.get("verified", ""),
        "key": resource["schema"]["primaryKey"], "fields": resource["schema"]["fields"],
    }  # fmt: skip


def _claims(data):
    """Return each claim with its document, in order of publication."""
    about = data["documents"].set_index("document_id", drop=False)
    found = []
    for claim in claims.described(data["claims"], data["documents"]).to_dict("records"):
        document = about.loc[claim["document_id"]]
        told = f"{claim['figure_text']}: {claim['purpose_wording']}"
        if pd.isna(claim["figure_text"]):
            told = capital(f"{claim['superlative']} {claim['superlative_of']}")
        found.append(claim | {
            "name": told, "document": document, "day": documents.published(document),
            "appearances": list(_appearances(document)),
        })  # fmt: skip
    return found


def _appearances(document):
    """Yield the document in which a claim was read and the one that it republishes, if any."""
    day = documents.published(document)
    yield {
        "url": document["url"],
        "name": document["title"],
        "publisher": {"@type": "Organization", "name": document["publisher"]},
        "description": f"Published {day}, {document['published_basis']}",
    } | (
        {"datePublished": f"{document['published']:%Y-%m-%d}"}
        if document["published"] == document["published_latest"]
        else {}
    )
    if pd.notna(document["republishes"]):
        publisher = {"@type": "Organization", "name": document["original_publisher"]}
        yield {"url": document["republishes"], "publisher": publisher}


def _sources(data):
    """Yield where the report is from: releases, then documents."""
    yield from (f"{about['title']}." for name in _OFFICIAL for about in tables.releases(name))
    documents = data["documents"]
    if len(documents):
        publishers = listed(documents.sort_values("published")["publisher"].unique())
        full = int((documents["seen"] == "full").sum())
        yield (f"{len(documents)} documents published by {publishers}, "
               f"{number(full) if full else 'none'} of them read in full.")  # fmt: skip


def _method(known):
    for heading, (name, section) in _METHOD.items():
        text = (paths.ROOT / name).read_text(encoding="utf-8")
        if section:
            text, deeper = markdown.section(text, section), 0
        else:
            text, deeper = text.partition("\n")[2], 1
        base = name.rpartition("/")[0]
        html = markdown.html(text, base=base, known=known, deeper=deeper)
        yield {"id": paths.slug(heading), "heading": heading, "html": html}
