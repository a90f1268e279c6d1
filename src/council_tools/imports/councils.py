"""Give every row of a release the code and the name that the project uses for its council."""

import pandas as pd

from council_record import authorities
from council_record.paths import slug

# A name as releases write one: no markup, no formula.
_KINDS = {"bc", "cc", "city", "council", "county", "mbc", "of", "the", "towns", "tyne", "ua",
          "upon"}  # fmt: skip
_NAME = r"[A-Za-z][A-Za-z .,'’‘&()/*-]*(\[note \d+\])?"


def codes():
    """Return the three-digit la_code of each ONS code, the earlier codes included."""
    known = authorities.read()
    earlier = known.dropna(subset="earlier_ons_code").set_index("earlier_ons_code")["la_code"]
    return known.set_index("ons_code")["la_code"].to_dict() | earlier.to_dict()


def keyed(frame):
    """Return a frame with ons_code (the present one) and local_authority (as charts write it).

    They follow from la_code, and replace what the release called a council: it has one code and one
    spelling in every table, so that no merge drops it.
    """
    known = authorities.read().set_index("la_code")
    return frame.assign(
        ons_code=frame["la_code"].map(known["ons_code"]),
        local_authority=frame["la_code"].map(known["local_authority"]),
    )


def ordered(frame, keys, column, values):
    """Return rows sorted by some columns, one of which has an order of its own."""
    order = {value: place for place, value in enumerate(values)}
    return frame.sort_values(
        keys, key=lambda cells: cells.map(order) if cells.name == column else cells
    )


def unknown(la_codes):
    """Return a mask of the codes that no council has or had."""
    return ~la_codes.isin(authorities.read()["la_code"])


def by_name(printed, day, abolished=False):
    """Return the la_code of each name that a release prints without a code; None if unknown.

    The day is the last of the release: two councils had the name Dorset, one until 2019. Names are
    looked for among the councils of that day, or among those that were ``abolished`` by then.
    """
    known = authorities.read()
    gone = known["exists_until"] < day
    known = known[(gone == abolished) & ~(known["exists_from"] > day)]
    codes = dict(zip(known["official_name"].map(_plain), known["la_code"], strict=True))
    return printed.map(lambda name: codes.get(_plain(name)))


def names(la_codes):
    """Return the official name of the authority of each la_code; missing where it is unknown."""
    return la_codes.map(authorities.read().set_index("la_code")["official_name"])


def note_misnamed(cells, column):
    """Note the names that are not those of the authority that the la_code of the row belongs to."""
    frame = cells.frame
    named, ours = frame[column], names(frame["la_code"])
    bad = named.map(_plain) != ours.map(_plain, na_action="ignore")
    bad |= ~named.astype(str).str.fullmatch(_NAME)
    message = "is not the name that the code in this row belongs to: " + ours
    message += ". Allowed: name and code of one authority. Give the release as published"
    cells.note(column, bad & ours.notna() & (named != ""), message)


def absent(la_codes, financial_year):
    """Return the names of the councils that began a year, as 2021-22, and have none of these."""
    known, day = authorities.read(), pd.Timestamp(f"{financial_year[:4]}-04-01")
    there = ~(known["exists_from"] > day) & ~(known["exists_until"] < day)
    return list(known.loc[there & ~known["la_code"].isin(la_codes), "local_authority"])


def _plain(name):
    """Return a name without what releases write differently: case, &, City of, UA, brackets."""
    name = str(name).replace("&", "and").removesuffix(" (Pre LG)")
    words = slug(authorities.plain(name)).split("-")
    return " ".join(sorted({*words} - _KINDS))
