"""Markdown of the project as HTML: no HTML of its own, no link that leads nowhere."""

import posixpath
import re

import mistune
from markupsafe import Markup
from mistune.plugins.table import render_table


class _Renderer(mistune.HTMLRenderer):
    def __init__(self, base, known, deeper):
        super().__init__(escape=True)
        self._base, self._known, self._deeper = base, known, deeper

    def heading(self, text, level, **attrs):
        return super().heading(text, level + self._deeper)

    def link(self, text, url, title=None):
        """Keep a link to the web, turn one into the project to the page that has it, drop others.

        What is dropped is the link, not its words.
        """
        if not re.match("https?://", url):
            url = self._known.get(posixpath.normpath(posixpath.join(self._base, url)))
        return super().link(text, url) if url else text

    def image(self, text, url, title=None):
        return text  # the figures of a page stand there with all that belongs to them

    def table(self, text):
        scroll = '<div class="scroll" role="group" aria-label="Table" tabindex="0">'
        return f"{scroll}{render_table(self, text)}</div>"

    def table_cell(self, text, align=None, head=False):
        return f'<th scope="col">{text}</th>' if head else f"<td>{text}</td>"

    def block_code(self, code, info=None):
        return super().block_code(code, info).replace("<pre>", '<pre tabindex="0">', 1)


def html(text, *, base="", known=None, deeper=0):
    """Return Markdown as HTML, its headings lowered by some levels.

    Its links are from the folder ``base``; ``known`` has where the report has a file of the
    project, by its path.
    """
    made = mistune.create_markdown(renderer=_Renderer(base, known or {}, deeper), plugins=["table"])
    return Markup(made(text))


def section(text, heading):
    """Return what stands below a heading of the second level, or nothing if there is none."""
    parts = re.split(r"^## (.+)\n", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True)).get(heading, "")
