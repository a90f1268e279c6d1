"""Read an executed notebook: its prose, its results, its figures and what it left out."""

import json
import re

import bleach
from markupsafe import Markup

from council_tools.site import markdown

_EXPORTED = re.compile(r"export\((fig\d\d_\w+)\.")  # as a cell names the figure it exports
_TABLE = {"table", "thead", "tbody", "tr", "th", "td"}


class Notebook:
    """An executed notebook as the report shows it.

    Attributes
    ----------
    stem, number : str
        Of its file: 01-grades-across-areas, 1.
    question, answer : str
        Its heading without the number; its first sentence that was computed, as HTML.
    parts : list of (str, object)
        In order: ("prose", HTML), ("code", str), ("table", HTML), ("figure", dict of words),
        ("text", str).
    figures : dict of str to dict
        The words of each figure that it exported (slug, title, subtitle, alt, source, note).
    left_out : dict of str to str
        Why it left a figure out, by slug.
    missing : list of str
        Figures that it names and neither saved nor left out: it has not been run.
    """

    def __init__(self, stem, text):
        self.stem = stem
        self.number = stem.lstrip("0").partition("-")[0]
        self.question, self.answer = stem, ""
        self.parts, self.figures, self.left_out, self.missing = [], {}, {}, []
        for cell in json.loads(text)["cells"]:
            source = "".join(cell["source"])
            if cell["cell_type"] == "markdown":
                self._prose(source)
            elif cell["cell_type"] == "code":
                self._results(source, cell["outputs"])
                self.parts.append(("code", source))

    def _prose(self, source):
        first, _, rest = source.partition("\n")
        if first.startswith("# "):
            self.question, source = re.sub(r"^# (\d+\. )?", "", first), rest
        self.parts.append(("prose", markdown.html(source)))

    def _results(self, source, outputs):
        told = []
        for output in outputs:
            data = {kind: "".join(text) for kind, text in output.get("data", {}).items()}
            about = output.get("metadata", {}).get("council-record", {})
            if "left_out" in about:
                self.left_out[about["slug"]] = about["left_out"]
                self.parts.append(("prose", markdown.html(about["left_out"])))
            elif about:
                self.figures[about["slug"]] = about
                self.parts.append(("figure", about))
            elif "text/markdown" in data:
                told.append(markdown.html(data["text/markdown"]))
                self.parts.append(("prose", told[-1]))
            elif "text/html" in data:
                self.parts.append(("table", _table(data["text/html"])))
            else:
                self.parts.append(("text", data.get("text/plain") or "".join(output["text"])))
        slugs = [name.replace("_", "-") for name in _EXPORTED.findall(source)]
        self.missing += [slug for slug in slugs if slug not in self.figures | self.left_out]
        if told and not self.answer:
            self.answer = told[0]


def _table(html):
    """Return the tables of an output as HTML, with nothing else in them that a browser obeys."""
    kept = bleach.clean(html, tags=_TABLE, attributes={"th": ["scope"]}, strip=True)
    return Markup(bleach.linkify(kept, callbacks=[_address]))


def _address(link, new):
    """Keep a link that was made of an address, and none of what only looks like one."""
    return link if re.match("https?://", link["_text"]) else None
