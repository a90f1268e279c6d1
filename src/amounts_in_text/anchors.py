"""Where in a text a figure, or words about one, may stand: the one pass over all of it."""

import functools
import re

from amounts_in_text.patterns import ABOUT, FIRST

_WHITE = "\n\r\t\v\f\xa0\u2002\u2003\u2007\u2008\u2009\u200a\u200b\u202f\u2060\u3000\ufeff"
_SMALL = {code: code + 32 for code in range(65, 91)}
# A byte for each character: small letters, and a space for all that is no letter.
_LETTERS = bytes(
    code if 97 <= code <= 122 else code + 32 if 65 <= code <= 90 else 32 for code in range(256)
)
_WANTED = frozenset(word.encode() for word in FIRST | ABOUT)
_MARK = re.compile(r"[0-9£$€½¼¾&][0-9]*+")  # & may begin &pound;


def level(text):
    """Return a text of the same length in small letters, with plain spaces only."""
    low = text.lower()
    if len(low) != len(text):  # a few letters are two when small
        low = text.translate(_SMALL)
    return spaced(low)


def spaced(text):
    """Return a text of the same length in which every white space is a plain space."""
    for white in _WHITE:
        text = text.replace(white, " ")
    return text


@functools.lru_cache(maxsize=1)
def marks(text):
    """Return the level text, and each run of digits and sign of a currency with its place."""
    low = level(text)
    return low, [(match.start(), match[0]) for match in _MARK.finditer(low)]


@functools.lru_cache(maxsize=1)
def words(text):
    """Return the words that may begin a figure, and those that may describe one, with their places.

    Splitting a text and looking its words up in a set takes a tenth of the time of a pattern.
    """
    letters = b" %b " % text.encode("latin-1", "replace").translate(_LETTERS)
    begin, about, at = [], [], 0
    for word in filter(_WANTED.__contains__, letters.split()):
        at = letters.find(b" %b " % word, at) + 1
        word = word.decode()
        (begin if word in FIRST else about).append((at - 1, word))
    return begin, about
