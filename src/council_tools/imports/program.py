"""Read grades that a program of Data to Insight took from Ofsted's reports: not a release."""

import pandas as pd

from council_record import paths
from council_record.data import tables
from council_record.data.errors import problem
from council_tools.checks import overlap
from council_tools.imports import councils, csv_file, ofsted
from council_tools.imports.cells import Cells

_KINDS = {"short": "ILACS Short Inspection", "standard": "ILACS Standard Inspection"}
_JUDGEMENTS = ("overall_effectiveness", "impact_of_leaders", "help_and_protection", "in_care",
               "care_leavers")  # fmt: skip
_GRADES = {
    "inadequate": "Inadequate",
    "requires improvement": "Requires improvement to be good",
    "good": "Good",
    "outstanding": "Outstanding",
}
_FACTS = ("la_code", "ons_code", "local_authority", "inspection_type", "inspection_start_date",
          "inspection_end_date", "published")  # fmt: skip
_COLUMNS = [*_FACTS, *(f"{name}_grade" for name in _JUDGEMENTS), "report"]
_DAYS = {"inspection_start_date": "started", "inspection_end_date": "ended",
         "published": "published"}  # fmt: skip
_SEPARATE = pd.Timestamp("2023-01-01")  # care leavers are judged apart from this day on
_NO_OVERALL = pd.Timestamp("2026-04-01")  # no overall grade from this day on
_LONGEST = pd.Timedelta(days=60)  # an inspection; the longest lasted 11
_LATEST = pd.Timedelta(days=366)  # until its report; the last came after 214
_REPORT = r"https://files\.ofsted\.gov\.uk/v1/file/[0-9]+"


def read(file):
    """Return the grades of each inspection that a program read from Ofsted's reports.

    The file is ilacs_published_..., .csv: the table of Data to Insight without its columns on
    inspectors, days as 2026-04-27. Inspections that Ofsted's own table has are kept too, for
    comparison; a grade that is not that of Ofsted's table is refused. The as_at is the last day on
    which a report was published.
    """
    frame = csv_file.strict(file, _COLUMNS)
    days = {new: pd.to_datetime(frame[old], format="%Y-%m-%d", errors="coerce")
            for old, new in _DAYS.items()}  # fmt: skip
    _check(file, frame, days)
    frame = frame.drop(columns=list(_DAYS)).assign(**days)
    frame["inspection_type"] = frame["inspection_type"].map(_KINDS)
    without = frame["overall_effectiveness_grade"] == ""
    frame["framework"] = without.map({True: "ilacs-2026", False: "ilacs-2023"})
    frame = councils.keyed(frame).rename(columns=lambda name: name.removesuffix("_grade"))
    facts = ["ons_code", "local_authority", "inspection_type", *days, "framework", "report"]
    long = ofsted.by_judgement(frame, facts, _JUDGEMENTS).rename_axis("row").reset_index()
    long["grade"] = long["grade"].map(_GRADES)
    released = tables.Tables(paths.DEFAULT_COUNCIL)["official_judgements"]
    if differing := overlap.differences(long, released):
        raise tables.DataError([
            problem(file, f"is not what Ofsted’s table says: {row.official}. Allowed: the "
                           "grades of Ofsted’s table where it has the inspection", row=row.row,
                           column=f"{row.judgement}_grade", value=row.grade)
            for row in differing
        ])  # fmt: skip
    last = days["published"].max()
    for name in days:
        long[name] = long[name].dt.strftime("%Y-%m-%d")
    title = f"Data to Insight, grades read by a program from Ofsted’s reports to {last:%-d %B %Y}"
    return {"program_judgements": long}, {"title": title, "as_at": f"{last:%Y-%m-%d}"}


def _check(file, frame, days):
    """Raise a DataError that lists every cell that is not what its column allows."""
    known = councils.codes()
    cells = Cells(file, frame)
    cells.note("la_code", ~frame["la_code"].isin(known.values()), "is no number of a local "
               "authority. Allowed: a la_code that stands in "
               "data/official/authorities.csv")  # fmt: skip
    cells.note("ons_code", ~frame["ons_code"].isin(known), "is no code of a local authority. "
               "Allowed: a code, of today or earlier, that stands in "
               "authorities.csv")  # fmt: skip
    name, of_code = (councils.names(codes) for codes in (
        frame["la_code"], frame["ons_code"].map(known)))  # fmt: skip
    other = name.notna() & of_code.notna() & (name != of_code)
    cells.note("ons_code", other, "is the code of another authority than la_code. Allowed: its own")
    councils.note_misnamed(cells, "local_authority")
    cells.note("inspection_type", ~frame["inspection_type"].isin(_KINDS), "is no kind. Allowed: "
               f"{', '.join(_KINDS)}")  # fmt: skip
    for old, new in _DAYS.items():
        cells.note(old, days[new].isna(), "is not a day. Allowed: for example 2026-04-27")
    started, ended, published = days.values()
    cells.note("inspection_end_date", ended < started, "is before the first day of the inspection. "
               "Allowed: that day or later")  # fmt: skip
    cells.note("published", published < ended, "is before the inspection ended. Allowed: that day "
               "or later")  # fmt: skip
    long = (started >= _SEPARATE) & (ended - started > _LONGEST)
    cells.note("inspection_end_date", long, "is long after the first day. Allowed: "
               f"up to {_LONGEST.days} days")  # fmt: skip
    cells.note("published", published - ended > _LATEST, "is long after the inspection ended. "
               f"Allowed: up to {_LATEST.days} days")  # fmt: skip
    cells.note("inspection_start_date", started < _SEPARATE, "is before care leavers were judged "
               f"apart. Allowed: {_SEPARATE:%-d %B %Y} or later")  # fmt: skip
    twice = frame.duplicated(["la_code", "inspection_start_date"])
    cells.note("inspection_start_date", twice, "stands there before for this authority. Allowed: "
               "each inspection once")  # fmt: skip
    for name in _JUDGEMENTS:
        column = f"{name}_grade"
        empty = (name == "overall_effectiveness") & (frame[column] == "")
        cells.note(column, ~frame[column].isin(_GRADES) & ~empty, "is no grade. Allowed: "
                   f"{', '.join(_GRADES)}")  # fmt: skip
        cells.note(column, empty & (started < _NO_OVERALL), "is empty. Allowed: no overall grade "
                   f"only for inspections from {_NO_OVERALL:%-d %B %Y} on")  # fmt: skip
    cells.note("report", ~frame["report"].str.fullmatch(_REPORT), "is no address of a report. "
               "Allowed: https://files.ofsted.gov.uk/v1/file/ and a number")  # fmt: skip
    cells.stop()
