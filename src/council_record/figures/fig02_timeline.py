"""Figure 2: inspections, decisions and documents on one time axis."""

import pandas as pd

from council_record.analysis.documents import in_order, published
from council_record.chart import Chart, LeftOut
from council_record.figures import names, style
from council_record.figures.style import CONTEXT, LOOK, LOOK_INK, MARGIN, QUIET, REST, WHITE
from council_record.text import between, capital, listed, many, number, short_month

LANES = ("Inspected", "Council and government", "Documents")
_COLUMNS = ["lane", "day", "ended", "report", "grade", "label", "source", "near_report", "seen"]
_WEEK = pd.Timedelta(days=6)  # after the day of a report
_GROUND = style.ground(1)  # behind words on a line
_LINE, _DOT = 0.18, 0.12  # inches from label to label, and from dot to dot
_LEVEL = 0.32  # inches from the head of a lane to its marks


def chart(inspections, judgements, events, documents, council):
    """Return the Chart of what happened when, or LeftOut.

    Parameters
    ----------
    inspections, judgements : DataFrame
        As returned by ``ratings.record``.
    events, documents : DataFrame
        The council's tables.
    council : Council
    """
    if documents.empty:
        reason = f"No documents on {council} have been coded, so there is no timeline of them."
        return LeftOut(__name__, council, reason)
    lanes = _inspected(inspections, judgements), _decided(events), _told(documents, inspections)
    data = pd.concat(lanes, ignore_index=True)[_COLUMNS]
    told = data[data["lane"] == LANES[2]]
    certain, possible = (int((told["near_report"] == how).sum()) for how in ("yes", "perhaps"))
    counts = data["lane"].value_counts()
    parts = int((told["seen"] == "excerpt").sum())
    return Chart(
        __name__,
        council,
        title=_title(certain, possible, len(told)),
        subtitle=f"{council}, {between(data['day'].min().year, data['day'].max().year)}. Each dot "
        "is a document; orange ones followed an Ofsted report within a week."
        + (" Of hollow ones we could read only a part." if parts else ""),
        alt=f"Time axis in three lanes: {counts[LANES[0]]} inspections and visits, "
        f"{many(int(counts.get(LANES[1], 0)), 'event')} of council and government, and "
        f"{many(len(told), 'document')}. {_title(certain, possible, len(told))}. "
        f"Overall grades: {_grades(data)}.",
        source="Ofsted; council pages, press releases and news reports, each named in the data.",
        data=data,
        draw=lambda page: _draw(page, data),
    )


def _title(certain, possible, count):
    what = "followed an Ofsted report within a week"
    if count == 1:
        return f"{'The one' if certain else 'No'} document {what}"
    if certain == count:
        return f"All {many(count, 'document')} {what}"
    least = "at least " if possible else ""
    return capital(f"{least}{number(certain) if certain else 'none'} of {count} documents {what}")


def _grades(data):
    graded = data.dropna(subset="grade")
    return listed(f"{names.GRADES[row.grade]} in {row.day.year}" for row in graded.itertuples())


def _inspected(inspections, judgements):
    """Return inspections as entries, with their overall grade."""
    overall = judgements[judgements["judgement"] == "overall_effectiveness"]
    grades = inspections["inspection_id"].map(overall.set_index("inspection_id")["grade"])
    kinds = inspections["kind"].str.contains("SEND").map({True: "area SEND, no grade", False: ""})
    words = grades.astype(object).map(names.GRADES, na_action="ignore").fillna(kinds)
    label = (inspections["started"].map(short_month) + ": " + words).str.removesuffix(": ")
    frame = inspections.rename(columns={"started": "day", "published": "report"})
    return frame[["day", "ended", "report", "source"]].assign(
        lane=LANES[0], grade=grades, label=label
    )


def _decided(events):
    """Return events as entries; the lane of a visit is that of the inspections."""
    labels = []
    for row in events.itertuples():
        when = short_month(row.started)
        when += " or later" if row.started_precision == "not_before" else ""
        when += "" if pd.isna(row.ended) else f" to {short_month(row.ended)}"
        labels.append(f"{when}: {row.label}")
    lanes = (events["lane"] == "visit").map({True: LANES[0], False: LANES[1]})
    frame = events.rename(columns={"started": "day"})
    return frame[["day", "ended", "source"]].assign(lane=lanes, label=labels)


def _told(documents, inspections):
    """Return documents as entries, and whether they came out within a week of a report."""
    documents = in_order(documents)
    first, last = documents["published"], documents["published_latest"]
    certain, possible = pd.Series(False, first.index), pd.Series(False, first.index)
    for report in inspections["published"]:
        certain |= (first >= report) & (last <= report + _WEEK)
        possible |= (last >= report) & (first <= report + _WEEK)
    near = pd.Series("no", first.index).mask(possible, "perhaps").mask(certain, "yes")
    labels = [f"{published(row)}: {row['title']}" for _, row in documents.iterrows()]
    named = {"published": "day", "published_latest": "ended", "url": "source"}
    frame = documents.rename(columns=named)[[*named.values(), "seen"]]
    return frame.assign(lane=LANES[2], near_report=near, label=labels)


def _draw(page, data):
    first, last = data["day"].min().year, data[["day", "ended"]].max().max().year + 1
    inch = page.room / (pd.Timestamp(last, 1, 1) - pd.Timestamp(first, 1, 1)).days

    def place(day):
        return MARGIN + (day - pd.Timestamp(first, 1, 1)).days * inch

    labelled = data["grade"].notna() | (data["lane"] == LANES[1])
    lanes = [_placed(page, data[labelled & (data["lane"] == lane)], place) for lane in LANES[:2]]
    dots = _stacked(data[data["lane"] == LANES[2]], place)
    high = max(level for *_, level in dots) * _DOT + 0.12
    tops, y = [], 0.05
    for labels in lanes:
        tops.append(y)
        rows = max((row + label.count("\n") + 1 for _, _, label, _, row in labels), default=0)
        y += 0.5 + rows * _LINE
    axes = page.sheet(y + 0.2 + high + 0.3)
    axis = y + 0.2 + high
    for year in range(first, last + 1):
        x = place(pd.Timestamp(year, 1, 1))
        axes.plot([x, x], [axis, axis + 0.05], color=QUIET, linewidth=0.8)
        if year < last and (not page.narrow or (year - first) % 2 == 0):
            middle = (x + place(pd.Timestamp(year + 1, 1, 1))) / 2
            style.write(axes, middle, axis + 0.1, str(year), ha="center")
    axes.plot([MARGIN, page.right], [axis, axis], color=QUIET, linewidth=0.8)
    for report in data["report"].dropna():
        axes.plot([place(report)] * 2, [tops[0] + 0.42, axis], color=CONTEXT, linewidth=0.8,
                  zorder=0, gid="report")  # fmt: skip
    for day in data.loc[~labelled & (data["lane"] == LANES[0]), "day"]:
        axes.plot(place(day), tops[0] + _LEVEL, "o", color=REST, markersize=5, gid="no grade")
    for top, lane, labels in zip(tops, LANES[:2], lanes, strict=True):
        _lane(axes, top, lane + (" (grey: no grade)" if lane == LANES[0] else ""), labels)
    style.write(axes, MARGIN, y, LANES[2], 11, weight="semibold", bbox=_GROUND)
    for x, entry, level in dots:
        colour, near = LOOK if entry["near_report"] == "yes" else REST, entry["near_report"]
        y, part = axis - 0.1 - level * _DOT, entry["seen"] == "excerpt"
        style.dot(axes, x, y, colour, 7, 1.6, part, gid=near, zorder=3)


def _placed(page, entries, place):
    """Return x, its end, label, entry and row of each: the first row in which it has room."""
    found, ends, right = [], [], page.right
    for entry in entries.sort_values("day", kind="stable").to_dict("records"):
        x = place(entry["day"])
        label = style.wrap(entry["label"], min(page.room, 5))
        width = max(style.text_width(line) for line in label.split("\n"))
        left = min(x, right - width)
        lines = label.count("\n") + 1
        row = 0
        while any(end > left for end in ends[row : row + lines]):
            row += 1
        ends += [0] * (row + lines - len(ends))
        ends[row : row + lines] = [left + width + 0.12] * lines
        lasts = entry["lane"] == LANES[1] and pd.notna(entry["ended"])
        until = place(entry["ended"]) if lasts else x
        found.append(((x, until), left, label, entry, row))
    return found


def _lane(axes, top, name, labels):
    style.write(axes, MARGIN, top, name, 11, weight="semibold", bbox=_GROUND)
    level = top + _LEVEL
    for (x, until), left, label, entry, row in labels:
        y, colour = level + 0.13 + row * _LINE, style.GRADES.get(entry["grade"])
        if until > x:
            axes.plot([x, until], [level, level], color=LOOK_INK, linewidth=3, gid="lasts")
        if colour:
            look = {"edgecolor": WHITE, "gid": "grade", "zorder": 4}
            style.box(axes, x - 0.08, level - 0.08, 0.16, 0.16, colour, **look)
        else:
            axes.plot(x, level, "o", color=QUIET, markersize=5, zorder=3)
        axes.plot([x, x], [level, y + 0.02], color=CONTEXT, linewidth=0.7, zorder=1)
        weight = "semibold" if colour else "regular"
        style.write(axes, left, y, label, weight=weight, bbox=_GROUND, zorder=5)


def _stacked(documents, place):
    """Return x, document and level of each: those of nearly one day stand on each other."""
    found = []
    for entry in documents.to_dict("records"):
        x = place(entry["day"])
        taken = {level for other, _, level in found if abs(other - x) < _DOT}
        level = next(level for level in range(len(found) + 1) if level not in taken)
        found.append((x, entry, level))
    return found
