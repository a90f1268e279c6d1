"""Read the text of a document: plain text, a web page, an e-mail, Markdown or a PDF."""

import re
import sys
from pathlib import Path

from council_record.data.errors import DataError, problem

SUFFIXES = (".txt", ".html", ".htm", ".eml", ".md", ".pdf")
# What a reporter gets too, and cannot be read here: what it is.
_OTHERS = {
    **dict.fromkeys((".doc", ".docx", ".docm"), "a Word file"),
    **dict.fromkeys((".odt", ".rtf", ".pages"), "a file of a word processor"),
    **dict.fromkeys((".xls", ".xlsx", ".ods", ".csv"), "a spreadsheet"),
    **dict.fromkeys((".ppt", ".pptx", ".odp"), "a file of slides"),
    **dict.fromkeys((".msg", ".mbox"), "a file of a mail program"),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".heic"), "a picture"),
    **dict.fromkeys((".zip", ".gz", ".7z"), "an archive"),
}
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8"}
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

    Any ending but .html, .htm, .eml, .md and .pdf is read as plain text, in UTF-8 or, where a mark
    at its start says so, in UTF-16.

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
        if suffix in _OTHERS:
            message = f"is {_OTHERS[suffix]}, which is not read. Save it as text or as PDF"
            raise _refused(path, message)
        raw = path.read_bytes()
        if suffix == ".eml":
            return _email(path, raw)
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
    """Return the files that some paths name; of a folder all that may be documents, in order."""
    found, endings = [], {*SUFFIXES, *_OTHERS}
    for path in map(Path, paths):
        inside = path.is_dir()
        found += sorted(file for file in path.rglob("*") if file.suffix.lower() in endings
                        and file.is_file()) if inside else [path]  # fmt: skip
    return found


def _refused(path, message):
    return DataError([problem(path, message)])


def _decoded(path, raw, charset="utf-8"):
    charset = _MARKS.get(raw[:2]) or _MARKS.get(raw[:3]) or charset
    try:
        text = raw.decode("utf-8-sig" if charset.lower() in ("utf-8", "utf8") else charset)
    except (UnicodeDecodeError, LookupError):
        raise _refused(path, f"is not {charset.upper()}. Save the text as UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _email(path, raw):
    """Return the subject and the text of an e-mail; its web page where it has no plain text."""
    import email
    from email import policy

    message = email.message_from_bytes(raw, policy=policy.default)
    body = message.get_body(("plain", "html"))
    try:
        text = body.get_content() if body else ""
    except (LookupError, UnicodeDecodeError):
        raise _refused(path, "is an e-mail whose text cannot be decoded. Save it as text") from None
    if not text.strip():
        raise _refused(
            path, "is an e-mail without a text. Save what it brings as files of their own"
        )
    text = _html(text) if body.get_content_type() == "text/html" else text.replace("\r\n", "\n")
    return f"{message['subject'] or ''}\n\n{text}".lstrip()


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
