"""Read the text of a document: plain text, a web page, Markdown or a PDF."""

import re
import sys
from pathlib import Path

from council_record.data.errors import DataError, problem

SUFFIXES = (".txt", ".html", ".htm", ".md", ".pdf")
_BLOCKS = (
    "address,article,aside,blockquote,br,dd,div,dl,dt,figcaption,figure,footer,form,h1,h2"
    ",h3,h4,h5,h6,header,hr,li,main,nav,ol,option,p,pre,section,summary,table,td,th,title"
    ",tr,ul"
)
_UNSEEN = ["script", "style", "noscript", "template", "svg", "iframe"]
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([a-zA-Z0-9_-]{3,20})")
_BREAK = "\ue000"  # between blocks, while all other white space is made one space


def read(path):
    """Return the text of a file by its ending, or of standard input for ``-``.

    Any ending but .html, .htm, .md and .pdf is read as plain text in UTF-8.

    Raises
    ------
    DataError
        If the file cannot be read as what it says it is, or the library for it is missing.
    """
    if str(path) == "-":
        return _decoded(path, sys.stdin.buffer.read())
    path = Path(path)
    suffix = path.suffix.lower()
    try:
        if suffix == ".pdf":
            return _pdf(path)
        raw = path.read_bytes()
        if suffix in (".html", ".htm"):
            charset = _CHARSET.search(raw[:4096])
            return _html(_decoded(path, raw, charset[1].decode() if charset else "utf-8"))
        return _markdown(_decoded(path, raw)) if suffix == ".md" else _decoded(path, raw)
    except ImportError as error:
        package = error.name.partition(".")[0]
        message = f"cannot be read without {package}. Install it: python -m pip install {package}"
        raise _refused(path, message) from None
    except OSError as error:
        raise _refused(path, f"cannot be read: {error.strerror or error}") from None


def files(paths):
    """Return the files that some paths name; of a folder those with a known ending, in order."""
    found = []
    for path in map(Path, paths):
        inside = path.is_dir()
        found += sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES
                        and file.is_file()) if inside else [path]  # fmt: skip
    return found


def _refused(path, message):
    return DataError([problem(path, message)])


def _decoded(path, raw, charset="utf-8"):
    try:
        text = raw.decode("utf-8-sig" if charset.lower() in ("utf-8", "utf8") else charset)
    except (UnicodeDecodeError, LookupError):
        raise _refused(path, f"is not {charset.upper()}. Save the text as UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _html(source):
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(source)
    tree.strip_tags(_UNSEEN)
    for node in tree.css(_BLOCKS):
        node.insert_before(_BREAK)
        node.insert_after(_BREAK)
    words = re.sub(r"[^\S\xa0\u2009\u202f]+", " ", tree.root.text() if tree.root else "")
    return re.sub(rf" *(?:{_BREAK} *)+", "\n", words).strip() + "\n"


def _markdown(source):
    import mistune

    return _html(mistune.html(source))


def _pdf(path):
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as pdf:
            pages = [page.get_textpage().get_text_bounded() for page in pdf]
    except pypdfium2.PdfiumError as error:
        raise _refused(path, f"is not a PDF that can be read ({error})") from None
    text = "\n".join(pages).replace("\r\n", "\n").replace("\ufffe", "-")
    if not text.strip():
        raise _refused(path, "holds pictures of pages, no text. Have it read by OCR first")
    return text
