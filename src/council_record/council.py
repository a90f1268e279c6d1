"""The door of the helper: one council, or all of England, with the tables that belong to it."""

import os

import pandas as pd

from council_record import authorities, paths
from council_record.analysis import claims, outturn, ratings
from council_record.data import tables
from council_record.text import listed

MOST_COMPARED = 10  # as many as a council has statistical neighbours


class England(tables.Tables):
    """Every table that speaks of all councils, by name: ``England()["outturn"]``."""

    name = "England"

    def __init__(self):
        super().__init__(paths.DEFAULT_COUNCIL)

    def __repr__(self):
        return f"{type(self).__name__}: {self.name}. Tables: {', '.join(self)}"

    def _ipython_key_completions_(self):
        return list(self)

    def councils(self, region=None):
        """Return the names of the councils that exist today, of a region or of all England."""
        return authorities.current(self["authorities"], region)

    def grades(self):
        """Return every grade of every council, those read by hand from reports included.

        Returns
        -------
        DataFrame
            local_authority, ons_code, la_code, region, inspection_id, framework, started,
            published, area, judgement, grade (ordered), joint (one grade of two areas), basis,
            latest (whether it is the council's last grade in the area).
        """
        folders = sorted(path for path in (paths.DATA / "coded").iterdir() if path.is_dir())
        coded = {council.name: council for council in (Council(path.name) for path in folders)}
        frame = ratings.by_area(*ratings.england(self), self["crosswalk"])
        frame = frame[~frame["local_authority"].isin(coded)]
        own = [ratings.by_area(*ratings.record(one), self["crosswalk"]) for one in coded.values()]
        frame = pd.concat([frame, *own], ignore_index=True)
        last = frame.groupby(["local_authority", "area"])["started"].transform("max")
        return self._with_codes(frame.assign(latest=frame["started"] == last))

    def spending(self):
        """Return what every council reported spending, by line and year.

        Returns
        -------
        DataFrame
            local_authority, ons_code, la_code, region, financial_year, line, amount_gbp (cash,
            gross outturn), amount_real (in the prices of the last year), children, per_child,
            per_child_real (pounds).
        """
        frame = outturn.of_councils(self).drop(columns=["la_code", "region"])
        return self._with_codes(frame)

    def _with_codes(self, frame):
        known = self["authorities"][["local_authority", "ons_code", "la_code", "region"]]
        merged = frame.merge(known, on="local_authority", validate="many_to_one")
        first = list(known.columns)
        return merged[[*first, *(name for name in frame.columns if name not in first)]]

    def source(self, *names):
        """Return the line for a chart’s foot: the releases that tables were built from."""
        releases = {}
        for about in (about for name in names for about in tables.releases(name)):
            title, _, last = about["title"].rpartition(" ")
            releases.setdefault(title, {})[last] = None
        return ". ".join(f"{title} {listed(last)}" for title, last in releases.items()) + "."


class Council(England):
    """One council, its tables by name, and its folders.

    Parameters
    ----------
    name : str, optional
        Any name that people use, or its ONS or DfE code. By default the council of the run: the
        environment's COUNCIL, else Newham.

    Raises
    ------
    DataError
        If there is no such council in England; the line gives the nearest names.
    """

    def __init__(self, name=None):
        self.name = authorities.named(name or paths.council())
        tables.Tables.__init__(self, self.name)
        table = self["authorities"]
        known = table.assign(region=authorities.region_of(table)).set_index("local_authority")
        own = known.loc[self.name]
        self.region, self.ons_code, self.la_code = own[["region", "ons_code", "la_code"]]
        self.abolished = own["exists_until"]  # the last day it existed, or NaT

    def __str__(self):
        return self.name

    def claims(self):
        """Return the coded claims with their documents; see ``claims.described``."""
        return claims.described(self["claims"], self["documents"])

    def compared(self, names=None):
        """Return the councils to set beside this one: those named, else those of the run.

        Parameters
        ----------
        names : str, optional
            Names that people use, with commas between; by default the environment's COMPARE.

        Raises
        ------
        DataError
            If one of them is no council, or more than ten are named.
        """
        given = [
            name for name in (names or os.environ.get("COMPARE", "")).split(",") if name.strip()
        ]
        known = dict.fromkeys(authorities.named(name, "COMPARE") for name in given)
        known.pop(self.name, None)
        if len(known) > MOST_COMPARED:
            raise tables.DataError(
                [f"COMPARE names {len(known)} councils. Allowed: up to {MOST_COMPARED}"]
            )
        return list(known)
