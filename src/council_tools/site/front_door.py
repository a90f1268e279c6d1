"""The front door: all of England on one page, and the way to the pages of each council."""

import pandas as pd

from council_record import paths
from council_record.analysis import england, outturn, per_child, recovery
from council_record.data import tables
from council_record.figures import counted as counting
from council_record.figures.names import GRADES
from council_record.text import long_day, millions, number, verb
from council_tools.site import described, markdown, shell, spreadsheet
from council_tools.site.figure import figure

MAP = "fig03"  # the figure of every council
_YEARLY = ("official_judgements", "outturn", "budget", "revenue_outturn", "population", "need")
_SERIES = (*_YEARLY, "program_judgements", "prices")


def contents(council, notebooks, files, there):
    """Return every file that stands beside the councils' folders, the front door among them.

    The figure of every council is taken from the notebooks of ``council``, which is marked in it.
    ``notebooks`` and ``files`` are as ``pages.contents`` has them; ``there`` are the names of the
    councils that have pages.
    """
    shown = [figure(words, one.stem, files, {}) for one in notebooks
             for slug, words in one.figures.items() if slug.startswith(MAP)]  # fmt: skip
    site = {f"figures/{name}": files[name] for one in shown
            for name in one["files"].values() if name}  # fmt: skip
    known = described.described(council.name)
    everyone = [one for one in known if described.shared(one)]
    site |= {one["file"]: described.text(one) for one in everyone}
    rows, recovered, told = _councils(council)
    site["index.html"] = shell.page("england", {
        "root": "", "figure": shown[0] if shown else None, "council": None, "rows": rows,
        "default": council.name,
        "page": {name: f"{paths.slug(name)}/index.html" for name in there},
        "recovered": recovered, "told": told, "tables": everyone,
        "workbook": spreadsheet.NAME if (paths.REPORT / spreadsheet.NAME).is_file() else "",
        "series": list(_series()), "changes": _changes(),
        "year": council["outturn"]["financial_year"].max(),
        "since": england.areas(council)["started"].min().year,
    })  # fmt: skip
    return site | shell.beside()


def _councils(council):
    """Return a row for each council of today, those that recovered, and both in a sentence."""
    areas = england.areas(council)
    counted = england.counted(council, areas)
    known = england.overall(areas, england.moves(council), council["authorities"], counted.as_at)
    today = sorted(known.loc[known["exists"], "local_authority"].unique())
    _, spent = per_child.beside(outturn.of_councils(council), areas, today)
    spent, rows = spent.set_index("local_authority")["per_child"], []
    for name, own in known[known["exists"]].groupby("local_authority"):
        graded, each = own.dropna(subset="grade"), spent.get(name)
        history = [f"{GRADES[one.grade]} {one.started.year}" for one in graded.itertuples()]
        last = graded.iloc[-1] if len(graded) else None
        rows.append({
            "name": name, "region": own["region"].iloc[0],
            "grade": GRADES[last["grade"]] if len(graded) else "none yet",
            "day": long_day(last["started"]) if len(graded) else "",
            "history": ", ".join(history), "none_since": name in counted.no_overall,
            "per_child": millions(each) if pd.notna(each) else "no return",
        })  # fmt: skip
    recoveries = recovery.recoveries(known, counted.as_at)
    done = recoveries[recoveries["outcome"] == recovery.RECOVERED].sort_values("until")
    recovered = [
        {"name": one.local_authority, "from": one.inadequate.year, "to": one.until.year,
         "latest": GRADES[one.latest]} for one in done.itertuples()
    ]  # fmt: skip
    told = (
        f"Of {len(recoveries)} councils judged Inadequate since {areas['started'].min().year}, "
        f"{number(len(done))} {verb(len(done), 'was', 'were')} later Good or better. The counts "
        f"run to {counting.until(counted)}."
    )
    if pd.notna(counted.by_program):
        told += (f" A program read the grades since {counted.by_program:%B %Y} from Ofsted’s "
                 "reports.")  # fmt: skip
    return rows, recovered, told


def _series():
    """Yield each release that new ones follow: its title, its last day and what is to come next."""
    for name in _SERIES:
        about = tables.releases(name)[-1]
        day = str(about["as_at"])
        later = _day(f"{int(day[:4]) + 1}{day[4:]}") if name in _YEARLY else "not yearly"
        yield {"title": about["title"], "day": _day(day), "next": later}


def _day(text):
    return long_day(pd.Timestamp(text)) if len(text) == 10 else text


def _changes():
    """Return the first changes of the newest version, as HTML."""
    text = paths.inside(paths.ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = text.partition("\n## ")[2].partition("\n## ")[0].partition("\n")[2]
    return markdown.html("\n- ".join(newest.split("\n- ")[:4]).strip())
