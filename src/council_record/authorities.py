"""The local authorities of England: the name that charts use, codes, and how long each existed."""

import re
from difflib import get_close_matches

from council_record import paths
from council_record.data import tables

_NOT_ALONE = {"london", "with", "sea"}  # words of one name that do not stand for its authority
_ALSO = {"brum": "birmingham"}  # names that people use and no table has
# Counties that have no council of their own, by the councils in them.
_COUNTIES = {
    "bedfordshire": "Bedford, Central Bedfordshire, Luton",
    "berkshire": "Bracknell Forest, Reading, Slough, West Berkshire, Windsor and Maidenhead, "
    "Wokingham",
    "cheshire": "Cheshire East, Cheshire West and Chester, Halton, Warrington",
    "greater-manchester": "Bolton, Bury, Manchester, Oldham, Rochdale, Salford, Stockport, "
    "Tameside, Trafford, Wigan",
    "merseyside": "Knowsley, Liverpool, Sefton, St. Helens, Wirral",
    "south-yorkshire": "Barnsley, Doncaster, Rotherham, Sheffield",
    "tyne-and-wear": "Gateshead, Newcastle upon Tyne, North Tyneside, South Tyneside, Sunderland",
    "west-yorkshire": "Bradford, Calderdale, Kirklees, Leeds, Wakefield",
}  # fmt: skip


def plain(name):
    """Return the name that people use: Bristol, City of is Bristol; County Durham is Durham."""
    return re.sub(r", (City|County) of$|^County | Borough$", "", name)


def read():
    """Return the table of authorities: a row for each, abolished ones too."""
    return tables.Tables(paths.DEFAULT_COUNCIL)["authorities"]


def region_of(table):
    """Return the region of each authority; Inner and Outer London are London."""
    return table["region"].str.replace(r"^(Inner|Outer) ", "", regex=True)


def current(table, region=None):
    """Return the names of the authorities that exist today, of a region or of all England."""
    there = table["exists_until"].isna() & ((region_of(table) == region) | (region is None))
    return sorted(table.loc[there, "local_authority"])


def _parts(slug):
    """Return the words of a name, and its first letters where they are three or more."""
    words = slug.split("-")
    letters = {"".join(word[0] for word in words if word != out) for out in ("", "and")}
    return {*words, *(first for first in letters if len(first) > 2)}


def _forms(name):
    """Yield a name, then without Council and the like, then without Borough of and the like."""
    kind = "(Metropolitan |City |County |District |Borough )*"
    yield plain(name)
    name = re.sub(rf" {kind}(Council|Corporation)$", "", name, flags=re.I)
    yield plain(name)
    yield re.sub(r"^((London |Royal |Metropolitan )?Borough|City|County) of ", "", name, flags=re.I)


def named(name, asked="COUNCIL"):
    """Return the name of an authority as charts use it.

    Parameters
    ----------
    name : str
        As people write it: Bristol, Bristol, City of or Bristol City Council; a word (Hull) or
        the first letters (BCP) of one authority alone; with & or and; in any case.
    asked : str
        What the name was given as, for the line of the error.

    Raises
    ------
    DataError
        If there is none of that name; the line gives the three nearest.
    """
    table = read()
    codes = table.melt("local_authority", ["earlier_ons_code", "ons_code", "la_code"]).dropna()
    by_code = codes.set_index("value")["local_authority"].to_dict()
    if (code := name.strip().upper()) in by_code:
        return by_code[code]
    known = {paths.slug(plain(short)): short for short in table["local_authority"]}
    slugs = [paths.slug(form) for form in _forms(name.strip())]
    slug = next((slug for slug in slugs if slug in known), slugs[-1])
    slug = _ALSO.get(slug, slug)
    if slug in known:
        return known[slug]
    regions = {paths.slug(region): region for region in region_of(table)}
    within = [match for match in known if slug in _parts(match)]
    if slug in _COUNTIES:
        line = f"{name.strip()} has several councils: {_COUNTIES[slug]}. Choose one"
    elif slug in regions:
        region, there = regions[slug], current(table, regions[slug])
        line = f"{region} is {len(there)} councils. Choose one; to list them: "
        line += f'England().councils("{region}")'
    elif len(within) == 1 and slug not in _NOT_ALONE:
        return known[within[0]]
    else:
        nearest = [*within, *get_close_matches(slug, known, n=3, cutoff=0)]
        names = [known[match] for match in dict.fromkeys(nearest)][:3]
        line = f'{asked} "{name}" is no local authority with children’s services in England. '
        line += f"The nearest names: {'; '.join(names)}"
    raise tables.DataError([line])
