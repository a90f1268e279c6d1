"""Text, and the characters that its bytes stand for."""

import codecs
import re

from council_record.data.errors import problem, refusal

_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8"}
# What stands in English prose beyond ASCII. Any other character is a sign of another coding.
_ENGLISH = set("£€¢–—‘’“”‚„…•·«»©®™°±×÷½¼¾²³¹§¶¬´¨ªº\xa0\xadéèêëáàâäãåçñóòôöøúùûüíìîïÉÈÁÀÇÑÓÖÜß")
_SEVERAL = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")  # one character in UTF-8
_KNOWN = re.compile(
    r"utf-?(8|16|16[lb]e)|(windows-|cp)125\d|(iso-?)?8859-\d+|latin-?1|(us-)?ascii|"
    r"(x-)?mac-?roman|macintosh|koi8-[ru]|gb(k|2312|18030)|big5|shift_jis|euc-(jp|kr)"
)
_WESTERN = ("ascii", "iso8859-1")  # browsers take these for Windows-1252


def read(path, notes):
    """Return the text of a file."""
    return decoded(path, path.read_bytes(), notes)


def decoded(path, raw, notes, charset="utf-8"):
    """Return bytes as text, with simple line ends, or raise a DataError.

    A mark at the start says which UTF it is. What is not UTF-8 is taken for Windows-1252 if all its
    characters are such as stand in English, and a note says so. A character set that a page names
    must be a known one.
    """
    charset = _MARKS.get(raw[:2]) or _MARKS.get(raw[:3]) or charset
    if not _KNOWN.fullmatch(charset.lower().replace("_", "-").replace("shift-", "shift_")):
        message = f'names the character set "{charset}", which is not known. Save it as UTF-8'
        raise refusal(path, message)
    name = codecs.lookup(charset).name
    name = "cp1252" if name in _WESTERN else "utf-8-sig" if name == "utf-8" else name
    try:
        text = raw.decode(name)
    except (UnicodeError, ValueError):
        text = _western(raw) if name == "utf-8-sig" else None
        if text is None:
            told = "UTF-8" if name == "utf-8-sig" else charset
            message = f"is not in {told}, or a part of it is damaged. Save the text as UTF-8"
            raise refusal(path, message) from None
        notes.append(problem(path, "is not in UTF-8. It was read as Windows-1252"))
    if "\0" in text:
        raise refusal(path, "holds NUL characters, as no text does. Save it as UTF-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _western(raw):
    """Return bytes as Windows-1252, or None if they are more likely something else."""
    if _SEVERAL.search(raw):
        return None
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
    others = {character for character in text if not character.isascii()}
    return text if others <= _ENGLISH else None
