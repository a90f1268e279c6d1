"""The local authorities of England: the name that charts use, codes, and how long each existed."""

import re
from difflib import get_close_matches

from . import paths, tables


def plain(name):
    """Return the name that people use: Bristol, City of is Bristol; County Durham is Durham."""
    return re.sub(r", (City|County) of$|^County | Borough$", "", name)


def read():
    """Return one row per authority, abolished ones too; see ``tables.read``."""
    return tables.read("authorities")


def current():
    """Return the names of the authorities that exist today, in alphabetical order."""
    known = read()
    return sorted(known.loc[known["exists_until"].isna(), "short_name"])


def codes():
    """Return the three-digit la_code of each ONS code, the earlier codes included."""
    known = read()
    earlier = known.dropna(subset="earlier_ons_code").set_index("earlier_ons_code")["la_code"]
    return known.set_index("ons_code")["la_code"].to_dict() | earlier.to_dict()


def named(name):
    """Return the name of an authority as charts use it.

    Parameters
    ----------
    name : str
        As people write it: Bristol or Bristol, City of; with & or and; in any case.

    Raises
    ------
    DataError
        If there is none of that name; the line gives the three nearest.
    """
    known = {paths.slug(plain(short)): short for short in read()["short_name"]}
    slug = paths.slug(plain(name.strip()))
    if slug not in known:
        within = [match for match in known if slug in match.split("-")]
        nearest = [*within, *get_close_matches(slug, known, n=3, cutoff=0)]
        names = [known[match] for match in dict.fromkeys(nearest)][:3]
        message = f'COUNCIL "{name}" is no local authority with children’s services in England.'
        raise tables.DataError([f"{message} The nearest names: {'; '.join(names)}"])
    return known[slug]
