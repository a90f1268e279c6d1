"""Numbers, lists, amounts and days in words."""

_SMALL = "no one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = tuple(_SMALL.split())


def number(count):
    """Return a whole number in words up to twelve, in digits above."""
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def listed(items):
    """Return "a", "a and b" or "a, b and c"."""
    *most, last = [str(item) for item in items]
    return f"{', '.join(most)} and {last}" if most else last


def many(count, noun, *, digits=False):
    """Return "one figure" or "two figures"; 1 figure or 2 figures with ``digits``."""
    told = f"{count:,}" if digits else number(count)
    return f"{told} {noun}{'' if count == 1 else 's'}"


def verb(count, one, more):
    """Return the verb that goes with a count: has for 1, have for more or none."""
    return one if count == 1 else more


def of(count):
    """Return a number as it stands before "of": none, one, two."""
    return number(count) if count else "none"


def between(first, last):
    """Return two years as 2014 to 2025, or one."""
    return f"{first}" if first == last else f"{first} to {last}"


def millions(pounds):
    """Return an amount as £10.6m, £0.83m, or in pounds below a hundred thousand."""
    sign, size = ("−" if pounds < 0 else ""), abs(pounds)
    if size < 1e5:
        return f"{sign}£{size:,.0f}"
    return f"{sign}£{size / 1e6:,.{1 if size >= 1e6 else 2}f}m"


def long_day(day):
    """Return a day as 31 March 2025."""
    return f"{day.day} {day:%B %Y}"


def signed(share, places=1):
    """Return a change as +5.0% or −5.0%."""
    return f"{share:+,.{places}f}%".replace("-", "−")


def capital(text):
    """Return a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def possessive(name):
    """Return Newham’s, St. Helens’."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def short_month(day):
    """Return a day as Mar 2025; June and July are not shortened."""
    return f"{day:%B %Y}" if day.month in (5, 6, 7) else f"{day:%b %Y}"
