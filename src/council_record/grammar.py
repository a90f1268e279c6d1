"""Numbers, lists and headlines in words."""

_SMALL = "no one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = tuple(_SMALL.split())


def number(count):
    """Return a whole number in words up to twelve, in digits above."""
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def listed(items):
    """Return "a", "a and b" or "a, b and c"."""
    *most, last = [str(item) for item in items]
    return f"{', '.join(most)} and {last}" if most else last


def many(count, noun):
    """Return "one figure" or "two figures"."""
    return f"{number(count)} {noun}{'' if count == 1 else 's'}"


def of(count):
    """Return a number as it stands before "of": none, one, two."""
    return number(count) if count else "none"


def headline(council, text):
    """Return the text with the council before it, where ten words allow."""
    named = f"{council}: {text}"
    return named if len(named.split()) <= 10 else capital(text)


def short(grade):
    """Return a grade without its "to be good"."""
    return str(grade).removesuffix(" to be good")


def span(days):
    """Return the first and the last year of days, as 2014 to 2025."""
    return f"{days.dt.year.min()} to {days.dt.year.max()}"


def capital(text):
    """Return a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
