"""Charts of notebook 01: how a council's grades moved, and which grades documents told."""

from itertools import groupby

import pandas as pd

from council_record.analysis.documents import PARTS, author, day, kind, marked
from council_record.analysis.ratings import LANES
from council_record.data.tables import labels
from council_record.figures import style
from council_record.figures.columns import Cell, draw
from council_record.figures.steps import AREAS, GRADES, judgement_grades
from council_record.figures.style import (
    CONTEXT,
    FOCUS,
    MARGIN,
    QUIET,
    SECOND,
    SMALL,
    WHITE,
    WIDTH,
    write,
)
from council_record.text import many, short

__all__ = ["grade_moves", "grades_documents_stated", "judgement_grades", "timeline"]


@style.house()
def grade_moves(moves, areas):
    """Draw, per area, each move from one inspection to the next as an arrow between grades.

    Parameters
    ----------
    moves : DataFrame
        As returned by ``judgements.moves``.
    areas : DataFrame
        As returned by ``judgements.by_area``: names the areas judged once, which never moved.

    Returns
    -------
    Figure
    """
    line, head, left = 0.27, 0.34, 1.7
    once = areas[~areas["area"].isin(moves["area"])]
    groups = list(moves.groupby("area", sort=False))
    key = (
        "From the circle to the arrowhead: the grade at one inspection and at the next. A dot: no "
        "change. Dashed: the framework changed in between."
    )
    if moves["shared"].any() or moves["from_shared"].any():
        key += (" Shared: one grade for children in care and care leavers together, at both "
                "inspections; from shared: at the first alone.")  # fmt: skip
    top = style.height_of(key) + 0.7
    bottom = top + len(groups) * head + len(moves) * line
    figure = style.page(bottom + 0.1 + 0.24 * len(once))
    style.key(figure, key)
    axes = style.sheet(figure)
    columns = {grade: left + 0.3 + 1.02 * number for number, grade in enumerate(GRADES)}
    for grade, x in columns.items():
        axes.plot([x, x], [top - 0.05, bottom], color=CONTEXT, linewidth=0.8, zorder=0)
        words = style.wrap(grade, 1.0, 9.5)
        write(axes, x, top - 0.22 - 0.165 * words.count("\n"), words, 9.5, ha="center",
              weight="semibold")  # fmt: skip
    y = top
    for area, group in groups:
        write(axes, MARGIN, y + 0.12, AREAS[area], 11, weight="semibold")
        y += head
        for move in group.to_dict("records"):
            ends = columns[move["from_grade"]], columns[move["to_grade"]]
            style.arrow(axes, *ends, y + line / 2, move["crosses_break"])
            years = f"{move['from_started'].year} to {move['to_started'].year}"
            write(axes, left - 0.35, y + 0.08, years, ha="right")
            words = _steps_in_words(move["steps"]) + ", shared" * move["shared"]
            words += ", from shared" * move["from_shared"]
            write(axes, WIDTH - MARGIN, y + 0.08, words, ha="right",
                  weight="semibold" if move["steps"] else "regular")  # fmt: skip
            y += line
    for record in once.to_dict("records"):
        words = f"{AREAS[record['area']]}: judged once, {record['grade']} in "
        write(axes, MARGIN, y + 0.14, f"{words}{record['started'].year}", color=QUIET)
        y += 0.24
    return figure


def _steps_in_words(steps):
    """Return "up 2 grades", "down 1 grade" or "no change"."""
    way = "up" if steps > 0 else "down"
    return f"{way} {many(abs(steps), 'grade', digits=True)}" if steps else "no change"


@style.house()
def timeline(entries):
    """Draw what happened on one time axis that runs downwards, in three columns.

    Parameters
    ----------
    entries : DataFrame
        As returned by ``judgements.timeline``.

    Returns
    -------
    Figure
    """
    first = pd.Timestamp(entries["day"].min().year, 1, 1)
    last = max(entries["day"].max(), entries["ended"].max())
    years = range(first.year, last.year + 2)
    inch, left, top = 0.75, 0.62, 0.42  # inches a year; room for the years; room for lane names
    room = (WIDTH - left - MARGIN) / len(LANES)

    def depth(date):
        return top + (date - first).days / 365.25 * inch

    key = (
        "Orange: how long an intervention lasted. Or later: the source gives the earliest day. "
        f"Documents: {PARTS} "
        "SIF: single inspection framework. ILACS: inspection of local authority children’s "
        "services. SEND: special educational needs and disabilities. CQC: Care Quality Commission."
    )
    top += style.height_of(key) + 0.05
    lanes = {
        lane: _placed(_by_month(entries[entries["lane"] == lane], lane), room - 0.3, depth)
        for lane in LANES
    }
    places = {year: depth(pd.Timestamp(year, 1, 1)) for year in years}
    ends = [label[-1] for labels_ in lanes.values() for label in labels_]
    figure = style.page(max([places[years[-1]], *ends]) + 0.1)
    style.key(figure, key)
    axes = style.sheet(figure)
    for year, y in places.items():
        write(axes, left - 0.08, y - 0.05, str(year), 9.5, ha="right")
    for number, (lane, placed) in enumerate(lanes.items()):
        x = left + number * room + 0.05
        write(axes, x - 0.05, top - 0.32, lane, 11, weight="semibold")
        axes.plot([x, x], [top - 0.08, places[years[-1]]], color=QUIET, linewidth=0.8, zorder=0)
        for y in places.values():
            axes.plot([x - 0.06, x + 0.06], [y, y], color=QUIET, linewidth=0.8, zorder=0)
        for entry, y, text, place, _ in placed:
            if pd.notna(entry["ended"]):
                axes.fill_between([x - 0.045, x + 0.045], y, depth(entry["ended"]), color=SECOND,
                                  linewidth=0, zorder=1)  # fmt: skip
            for mark in entry["marks"]:
                inner = WHITE if mark["seen"] == "excerpt" else FOCUS
                axes.plot(x, depth(mark["day"]), "D" if lane == LANES[2] else "o", color=FOCUS,
                          markersize=5, markerfacecolor=inner, zorder=3,
                          gid=mark["label"])  # fmt: skip
            middle = place + 0.62 * SMALL / 72
            axes.plot([x, x + 0.1, x + 0.16], [y, y, middle], color=QUIET, linewidth=0.7)
            write(axes, x + 0.2, place, text, SMALL)
    return figure


def _by_month(entries, lane):
    """Return entries with their marks; documents of one month are one entry, named together."""
    records = entries.to_dict("records")
    if lane != LANES[2]:
        return [entry | {"marks": [entry]} for entry in records]
    months = []
    for month, marks in groupby(records, lambda entry: f"{entry['day']:%b %Y}"):
        marks = list(marks)
        names = [marked(mark["label"], mark["seen"] == "excerpt") for mark in marks]
        entry = marks[0] | {"marks": marks, "label": ", ".join(names)}
        months.append(entry | {"when": month} if len(marks) > 1 else entry)
    return months


def _placed(entries, room, depth):
    """Return each entry of a lane with its depth, its words, and their top and bottom.

    Words stand beside their day, or lower where they would collide with those above.
    """
    placed, free, line = [], 0.0, 1.25 * SMALL / 72
    for entry in entries:
        y = depth(entry["day"])
        text = style.wrap(f"{entry['when']}: {entry['label']}", room, SMALL)
        place = max(y - line / 2, free)
        bottom = place + (text.count("\n") + 1) * line
        free = bottom + 0.06
        placed.append((entry, y, text, place, bottom))
    return placed


@style.house()
def grades_documents_stated(grid, inspections, documents):
    """Draw document by area: grade stated, implied or left out, under the official record.

    Parameters
    ----------
    grid : DataFrame
        As returned by ``judgements.stated_beside_official``.
    inspections, documents : DataFrame
        Name the inspections and the documents.

    Returns
    -------
    Figure
    """
    widest = max(block["judgement"].nunique() for _, block in grid.groupby("inspection_id"))
    facts, about = inspections.set_index("inspection_id"), documents.set_index("document_id")
    blocks = []
    for inspection, block in grid.groupby("inspection_id", sort=False):
        official = block.drop_duplicates("judgement")
        rows = [[Cell("Official record", size=10),
                 *(_official(grade) for grade in official["official"])]]  # fmt: skip
        if official["official"].notna().any():
            rows.insert(0, [Cell(""), *(Cell(_head(name)) for name in official["judgement"])])
        for document, cells in block.groupby("document_id", sort=False):
            source = about.loc[document]
            detail = f"{kind(source)}, {source['published']:%b %Y}"
            told = [_told(cell) for cell in cells.to_dict("records")]
            name = marked(author(source), source["seen"] == "excerpt")
            rows.append([Cell(name, detail=detail, size=10), *told])
        rows = [row + [Cell("")] * (widest + 1 - len(row)) for row in rows]
        name, out = facts.loc[inspection, ["kind", "published"]]
        blocks.append((f"{name[:1].upper()}{name[1:]}, report of {day(out)}", rows))
    key = (
        f"{PARTS[:-1]}, and here only where that part gives a grade. Pale: Ofsted’s own grade. "
        "Dark: the document states it. Dashed outline: it only implies it. Not seen: the part that "
        "was seen does not say. Requires improvement is short for Requires improvement to be good."
    )
    graded = inspections[~inspections["framework"].str.startswith("area-send")]
    untold = graded.loc[~graded["inspection_id"].isin(grid["inspection_id"]), "started"]
    if len(untold):
        years = " and ".join(str(year) for year in untold.dt.year)
        noun = "inspections" if len(untold) > 1 else "inspection"
        key += f" No document read gives a grade of the {noun} of {years}."
    left = 1.85 if widest < 6 else 1.6
    room = (WIDTH - MARGIN - left) / widest
    edges = [MARGIN, *(left + number * room for number in range(widest + 1))]
    return draw(blocks, edges, key=key, centred=1)[0]


def _head(judgement):
    """Return a judgement's name short enough for a column."""
    name = labels("judgements", "judgement")[judgement].split(" (")[0]
    name = name.removeprefix("The ").removeprefix("experiences and progress of ")
    name = name.removeprefix("children who need ").split(" on ")[0]
    return name[:1].upper() + name[1:]


def _official(grade):
    if pd.isna(grade):
        return Cell("gives no grades", "quiet")
    return Cell(short(grade), "tinted", size=9.5)


def _told(cell):
    if cell["how"] == "no grade given":
        return Cell("none to state", "quiet")
    if cell["how"] in ("not stated", "not seen"):
        return Cell(cell["how"], "quiet")
    look = {"stated": "filled", "implied": "outlined"}[cell["how"]]
    return Cell(short(cell["told"]) + (" (implied)" if look == "outlined" else ""), look, size=9.5)
