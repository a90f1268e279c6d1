"""What frames every page: templates, style sheet, type, and the method that all pages share."""

import functools
import importlib.resources
import io

import jinja2
import yaml

from council_record import paths
from council_tools.site import markdown

_METHOD = {  # the sections of the page on method: file, and section of it or None for all
    "What this does not show": ("README.md", "What this does not show"),
    "Where the data come from": ("data/README.md", "Where it comes from"),
    "Words used here": ("GLOSSARY.md", None),
    "Known limits": ("data/README.md", "Known limits"),
    "How documents and reports were coded": ("data/coded/CODEBOOK.md", None),
    "Report a fault": ("CONTRIBUTING.md", "Report a fault"),
    "Corrections and changes": ("CHANGELOG.md", None),
    "How to cite": ("README.md", "How to cite"),
}
_PAGES = {"CHANGELOG.md": "method.html#corrections-and-changes",
          "CONTRIBUTING.md": "method.html#report-a-fault",
          "GLOSSARY.md": "method.html#words-used-here",
          "data/coded/CODEBOOK.md": "method.html#how-documents-and-reports-were-coded"}  # fmt: skip


@functools.cache
def _templates():
    return jinja2.Environment(
        loader=jinja2.PackageLoader("council_tools.site"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@functools.cache
def cite():
    """Return what CITATION.cff says."""
    return yaml.safe_load(paths.inside(paths.ROOT / "CITATION.cff").read_text(encoding="utf-8"))


def page(name, context):
    """Return a page as bytes, from the template of that name and what it asks for.

    In the context, root leads from the page to the folder of all pages.
    """
    context = {"cite": cite(), "council": None, **context}
    return (_templates().get_template(f"{name}.html").render(context) + "\n").encode()


def beside():
    """Return the files that all pages share: the style sheet, the type and the method."""
    css = importlib.resources.files("council_tools.site") / "templates" / "report.css"
    method = page("method", {"root": "", "sections": list(_method())})
    return {"report.css": css.read_bytes(), "method.html": method} | _type()


@functools.cache
def _type():
    """Return the type in the form that browsers take, whole as it comes, with its licence."""
    from fontTools.ttLib import TTFont

    folder = importlib.resources.files("font_source_sans_pro") / "files"
    found = {"fonts/LICENSE.txt": (folder / "LICENSE.txt").read_bytes()}
    for face in ("Regular", "Semibold"):
        with TTFont(str(folder / f"SourceSansPro-{face}.otf"), recalcTimestamp=False) as font:
            font.flavor, buffer = "woff", io.BytesIO()
            font.save(buffer)
        found[f"fonts/SourceSansPro-{face}.woff"] = buffer.getvalue()
    return found


def _method():
    for heading, (name, section) in _METHOD.items():
        text = paths.inside(paths.ROOT / name).read_text(encoding="utf-8")
        if section:
            text, deeper = markdown.section(text, section), 0
        else:
            text, deeper = text.partition("\n")[2], 1
        base = name.rpartition("/")[0]
        html = markdown.html(text, base=base, known=_PAGES, deeper=deeper)
        yield {"id": paths.slug(heading), "heading": heading, "html": html}
