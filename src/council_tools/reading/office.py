"""The words of files of word processors: Word, OpenDocument and Rich Text Format."""

import zipfile
import zlib
from xml.etree import ElementTree

from council_record.data.errors import refusal

_MOST = 50_000_000  # bytes of XML
_STEP = 100_000
_WORD = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")


def read_docx(path, notes):
    """Return the words of a Word file, a line for each paragraph, then its notes.

    What was deleted with changes tracked is left out.
    """
    return _packed(path, "a Word file", _WORD, {
        "lines": {"p"}, "words": {"t"}, "unseen": {"moveFrom", "Fallback", "del"},
        "marks": {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"},
    })  # fmt: skip


def read_odt(path, notes):
    """Return the words of an OpenDocument text, a line for each paragraph."""
    return _packed(path, "an OpenDocument text", ("content.xml",), {
        "lines": {"p", "h"}, "words": {"p", "h"},
        "unseen": {"tracked-changes", "annotation", "note-citation", "object"},
        "marks": {"s": " ", "tab": "\t", "line-break": "\n"},
    })  # fmt: skip


def read_rtf(path, notes):
    """Return the words of a file in Rich Text Format."""
    from striprtf.striprtf import rtf_to_text

    raw = path.read_bytes()
    if not raw.lstrip().startswith(b"{\\rtf"):
        raise refusal(path, "is not a file in Rich Text Format")
    try:
        text = rtf_to_text(raw.decode("latin-1"), errors="strict")
    except (UnicodeError, LookupError, ValueError):
        raise refusal(path, "is a damaged file in Rich Text Format") from None
    return _with_words(path, text.replace("\r\n", "\n"))


def _packed(path, what, members, rules):
    try:
        with zipfile.ZipFile(path) as packed:
            there = [name for name in members if name in packed.namelist()]
            if members[0] not in there:
                raise refusal(path, f"is not {what}")
            if sum(packed.getinfo(name).file_size for name in there) > _MOST:
                told = f"unpacks to more than {_MOST // 1_000_000} MB. Save it as text"
                raise refusal(path, told)
            text = "\n".join(_words(packed, name, rules) for name in there)
    except zipfile.BadZipFile:
        raise refusal(path, f"is not {what}, is damaged or has a password") from None
    except (ElementTree.ParseError, RuntimeError, EOFError, ValueError, zlib.error):
        raise refusal(path, f"is {what} that is damaged or has a password") from None
    return _with_words(path, text)


def _words(packed, name, rules):
    parser = ElementTree.XMLParser(target=_Words(**rules))
    with packed.open(name) as file:
        while part := file.read(_STEP):
            parser.feed(part)
    return parser.close()


class _Words:
    """Takes the parts of an XML text as they come, and keeps what a reader sees."""

    def __init__(self, lines, words, unseen, marks):
        self._lines, self._words, self._unseen, self._marks = lines, words, unseen, marks
        self._found, self._within, self._hidden = [], 0, 0

    def start(self, tag, attributes):
        name = tag.rpartition("}")[2]
        self._hidden += name in self._unseen
        self._within += name in self._words
        if not self._hidden and name in self._marks:
            self._found.append(self._marks[name])

    def data(self, text):
        if self._within and not self._hidden:
            self._found.append(text)

    def end(self, tag):
        name = tag.rpartition("}")[2]
        self._within -= name in self._words
        if name in self._lines and not self._hidden:
            self._found.append("\n")
        self._hidden -= name in self._unseen

    def close(self):
        return "".join(self._found)


def _with_words(path, text):
    if not text.strip():
        raise refusal(path, "holds no words, perhaps pictures of pages. Have it read by OCR first")
    return text
