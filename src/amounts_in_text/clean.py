"""Take out what stands unseen inside numbers and words, and keep where each letter was."""

import re

_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphens and spaces without width
_NARROW = "\u2007\u2009\u202f\xa0"  # spaces that part thousands
_LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
_SIGNS = [*_UNSEEN, *_NARROW, *_LIGATURES, *"０１２３４５６７８９"]
_ODD = re.compile(rf"[{_UNSEEN}ﬀ-ﬆ０-９]|(?<=[0-9])[{_NARROW}](?=[0-9]{{3}}(?![0-9]))")


def clean(text):
    """Return a text as it is read, and for each of its letters where it stood; None if unchanged.

    Ligatures are two letters, wide digits are digits, narrow spaces between thousands are commas.
    """
    if not any(sign in text for sign in _SIGNS) or not _ODD.search(text):
        return text, None
    pieces, places, end = [], [], 0
    for match in _ODD.finditer(text):
        pieces.append(text[end : match.start()])
        places += range(end, match.start())
        end, odd = match.end(), match[0]
        if odd in _UNSEEN:
            continue
        new = _LIGATURES.get(odd) or (str(ord(odd) - ord("０")) if odd >= "０" else ",")
        pieces.append(new)
        places += [match.start()] * len(new)
    pieces.append(text[end:])
    places += range(end, len(text) + 1)
    return "".join(pieces), places
