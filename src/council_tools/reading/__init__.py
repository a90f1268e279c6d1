"""Read the text of a document of any kind that reaches a reporter, or say what it is."""

import stat
import sys
from pathlib import Path

from amounts_in_text import anchors
from council_record.data.errors import refusal
from council_tools.reading import guard, mail, office, pdf, plain, web

# By ending: what a document is, what reads it, and the library for it.
_KINDS = {
    **dict.fromkeys((".txt", ".text"), ("a text", plain.read, None)),
    **dict.fromkeys((".html", ".htm"), ("a web page", web.read, "selectolax")),
    ".md": ("a Markdown text", web.read_markdown, "selectolax"),
    ".eml": ("an e-mail", mail.read, "selectolax"),
    ".docx": ("a Word file", office.read_docx, None),
    ".odt": ("an OpenDocument text", office.read_odt, None),
    ".rtf": ("a file in Rich Text Format", office.read_rtf, "striprtf"),
    ".pdf": ("a PDF", pdf.read, "pypdfium2"),
}
SUFFIXES = tuple(_KINDS)
# What a reporter gets too and cannot be read here: what it is, and what to save it as.
_OTHERS = {
    **dict.fromkeys((".doc", ".docm", ".pages", ".wpd"), "a file of a word processor"),
    **dict.fromkeys((".xls", ".xlsx", ".ods", ".csv"), "a spreadsheet"),
    **dict.fromkeys((".ppt", ".pptx", ".odp"), "a file of slides"),
    **dict.fromkeys((".msg", ".mbox"), "a file of a mail program"),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".heic"), "a picture"),
    **dict.fromkeys((".zip", ".gz", ".7z"), "an archive"),
}
_MOST_NUMBERS = 100_000
# So many numbers, or words of figures, so near to each other, are no text; it would take minutes.
_MOST_CLOSE = {"numbers and signs": (30_000, 25), "words of figures": (10_000, 40)}
_MOST = 12_000_000  # bytes of a file, and characters of a text
_SPLIT = "Split it, or save the part that matters"
_MOST_PACKED = 60_000_000  # bytes of a file that holds more than text
_PACKED = (".docx", ".odt", ".pdf")


def read(path, notes=None):
    """Return the text of a file by its ending, or of standard input for ``-``.

    A file with any other ending is read as plain text. All but plain text is read in a process of
    its own, with limits on time and memory. ``notes`` takes a line about a text that is not in
    UTF-8: how it was read. What cannot be read as what it says it is, takes too much time or
    memory, or lacks the library for it, raises a DataError.
    """
    notes = [] if notes is None else notes
    if str(path) == "-":
        raw = sys.stdin.buffer.read(_MOST + 1)
        if len(raw) > _MOST:
            raise refusal(path, f"holds more than {_MOST // 1_000_000} MB. Split it")
        return _bounded(path, plain.decoded(path, raw, notes))
    path = Path(path)
    suffix = path.suffix.lower()
    try:
        if suffix in _OTHERS and not path.is_dir():
            message = f"is {_OTHERS[suffix]}, which is not read. Save it as text or as PDF"
            raise refusal(path, message)
        what, function, library = _KINDS.get(suffix, _KINDS[".txt"])
        size = _size(path, _MOST_PACKED if suffix in _PACKED else _MOST)
        if function is plain.read:
            text = plain.read(path, notes)
        else:
            size = size if suffix in _PACKED else min(size, 10_000_000)  # two seconds
            text, told = guard.within(function, path, what, size, library)
            notes += told
    except OSError as error:
        raise refusal(path, f"cannot be read: {error.strerror or error}") from None
    return _bounded(path, text)


def files(paths):
    """Return the files that some paths name; of a folder all that may be documents, in order.

    Links in a folder are not followed.
    """
    found, endings = [], {*SUFFIXES, *_OTHERS}
    for path in map(Path, paths):
        inside = path.rglob("*") if path.is_dir() else ()
        found += [path] if not path.is_dir() else sorted(
            file for file in inside if file.suffix.lower() in endings and file.is_file()
            and not file.is_symlink())  # fmt: skip
    return found


def _bounded(path, text):
    """Return a text, or refuse it where its figures would take minutes to find."""
    if len(text) > _MOST:
        raise refusal(path, f"holds {len(text):,} characters. Allowed: {_MOST:,}. {_SPLIT}")
    numbers, words = len(anchors.marks(text)[1]), sum(map(len, anchors.words(text)))
    if numbers > _MOST_NUMBERS:
        raise refusal(path, f"holds {numbers:,} numbers. Allowed: {_MOST_NUMBERS:,}. {_SPLIT}")
    for count, (what, (most, apart)) in zip((numbers, words), _MOST_CLOSE.items(), strict=True):
        if count > most and count * apart > len(text):
            told = f"holds {count:,} {what} in {len(text):,} characters"
            raise refusal(path, f"{told}. Allowed: {most:,}, or one in {apart}. {_SPLIT}")
    return text


def _size(path, most):
    """Return how many bytes a file has; refuse what is no file, or too large."""
    about = path.stat()
    if stat.S_ISDIR(about.st_mode):
        raise refusal(path, "is a folder. Give a file")
    if not stat.S_ISREG(about.st_mode):
        raise refusal(path, "is no file, but a pipe or a device. Give a file")
    if about.st_size > most:
        told = f"has {about.st_size / 1e6:.0f} MB. Allowed: {most // 1_000_000} MB. Split it"
        raise refusal(path, told)
    return about.st_size
