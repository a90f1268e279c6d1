"""Compare the grades that a program read with those of Ofsted's own table, where both have them."""


def differences(read, released):
    """Return the rows of program_judgements whose grade is not that of official_judgements.

    They are named tuples, with Ofsted's grade as official.
    """
    keys = ["ons_code", "started", "judgement"]
    official = released[[*keys, "grade"]].rename(columns={"grade": "official"})
    both = read.merge(official, on=keys)
    return list(both[both["grade"].astype(str) != both["official"].astype(str)].itertuples())


def told(read, released):
    """Return a line for each difference: see ``differences``."""
    return [
        f"{one.local_authority}, {one.started.date()}, {one.judgement}: a program read "
        f"{one.grade}, Ofsted’s own table says {one.official}, which counts"
        for one in differences(read, released)
    ]
