"""The words of a web page, or of a Markdown text, block by block."""

import re

from council_tools.reading import plain

_BLOCKS = {
    *("address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt"),
    *("fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "li", "main", "nav"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "ol", "option", "p", "pre", "section", "summary"),
    *("table", "td", "th", "title", "tr", "ul"),
}
_UNSEEN = ["script", "style", "noscript", "template", "svg", "iframe"]
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([a-zA-Z0-9_-]{3,20})")
_BREAK = "\ue000"  # between blocks, while all other white space is made one space
_WITHIN = 100  # elements between a word and its block, at most


def read(path, notes):
    """Return the words of a web page."""
    raw = path.read_bytes()
    charset = _CHARSET.search(raw[:4096])
    return words(plain.decoded(path, raw, notes, charset[1].decode() if charset else "utf-8"))


def read_markdown(path, notes):
    """Return the words of a Markdown text."""
    import mistune

    return words(mistune.html(plain.read(path, notes)))


def words(source):
    """Return the words of HTML, a line for each block."""
    from selectolax.lexbor import LexborHTMLParser

    tree, parts, last = LexborHTMLParser(source), [], None
    tree.strip_tags(_UNSEEN)
    for node in tree.root.traverse(include_text=True) if tree.root else ():
        if node.tag == "-text":
            block = _block(node)
            parts += [_BREAK] * (block != last) + [node.text_content]
            last = block
        elif node.tag in _BLOCKS:
            parts.append(_BREAK)
    joined = re.sub(r"[^\S\xa0\u2009\u202f]+", " ", "".join(parts))
    return re.sub(rf" *(?:{_BREAK} *)+", "\n", joined).strip() + "\n"


def _block(node):
    """Return a number for the block that a text stands in."""
    for _ in range(_WITHIN):
        node = node.parent
        if node is None or node.tag in _BLOCKS:
            break
    return node.mem_id if node is not None else None
