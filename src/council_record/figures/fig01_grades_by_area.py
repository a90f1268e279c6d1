"""Figure 1: the grade of each area at each inspection, and how far it moved."""

from itertools import groupby

import pandas as pd

from council_record.chart import Chart, LeftOut
from council_record.figures import names, style
from council_record.figures.style import INK, LOOK_INK, MARGIN, QUIET
from council_record.text import capital, listed, long_day, many, number, possessive, short_month

OVERALL = "overall_effectiveness"
_SHORT = {"Inadequate": "Inad.", "Requires improvement": "Req. impr.", "Outstanding": "Outst."}
_NO_GRADE = {"adoption": "not graded separately since 2018", OVERALL: "no overall grade"}
_COLUMNS = ["area", "started", "published", "framework", "judgement", "grade", "steps", "joint",
            "basis"]  # fmt: skip
_GAP, _LINE = 0.045, 0.17  # inches between cells, and from line to line


def chart(areas, inspections, council):
    """Return the Chart of a council's grades, or LeftOut.

    Parameters
    ----------
    areas : DataFrame
        As returned by ``ratings.by_area``, of one council.
    inspections : DataFrame
        As returned by ``ratings.record``.
    council : Council
    """
    if areas.empty:
        return LeftOut(__name__, council, f"{council} has no grade in this record.")
    data = areas.sort_values("started", kind="stable")
    codes = data["grade"].cat.codes.astype("Int64")
    data = data.assign(steps=codes.groupby(data["area"]).diff())
    count = data["inspection_id"].nunique()
    arrows = " Arrows count the grades moved since the inspection before." if count > 1 else ""
    return Chart(
        __name__,
        council,
        title=_title(data),
        subtitle=f"Ofsted’s grade for each area of {possessive(council.name)} children’s services "
        f"at {many(count, 'inspection')}.{arrows}",
        alt=_alt(data, council),
        source=_source(inspections),
        data=pd.concat([data.loc[data["area"] == area, _COLUMNS] for area in _areas(data)]),
        note=_note(data, council),
        draw=lambda page: _draw(page, data),
    )


def _areas(data):
    return [area for area in names.AREAS if area in set(data["area"])]


def _title(data):
    """Return the finding: the way to the latest overall grade, and whether all areas share it."""
    overall = data[data["area"] == OVERALL]
    latest = data[data["started"] == data["started"].max()]
    year = latest["started"].iloc[0].year
    graded = [(names.GRADES[row.grade], row.started.year) for row in overall.itertuples()]
    if OVERALL not in set(latest["area"]):
        ended = f"no overall grade in {year}, when Ofsted no longer gave one"
        return f"{graded[-1][0]} overall in {graded[-1][1]}; {ended}" if graded else capital(ended)
    last, everywhere = graded[-1][0], latest["grade"].nunique() == 1 and len(latest) > 1
    where = f"{last} in every area in {year}" if everywhere else f"{last} overall in {year}"
    codes = list(overall["grade"].cat.codes)
    if len(set(codes)) == 1:
        if len(codes) == 1:
            return where
        all_of_them = "both" if len(codes) == 2 else f"all {number(len(codes))}"
        return f"{last} overall at {all_of_them} inspections since {graded[0][1]}"
    extreme = min(codes) if codes[-1] > min(codes) else max(codes)
    start = len(codes) - 1 - codes[::-1].index(extreme)
    path = codes[start:]
    if path in (sorted(path), sorted(path, reverse=True)):
        return f"From {graded[start][0]} in {graded[start][1]} to {where}"
    shown = [f"{grade} in {at}" for grade, at in graded[-3:-1]]
    return f"{', '.join(shown)}, then {where}"


def _alt(data, council):
    rows = many(data["area"].nunique(), "area")
    columns = many(data["inspection_id"].nunique(), "inspection")
    told = [f"Table of {possessive(council.name)} grades, {rows} by {columns}."]
    for area in _areas(data):
        grades = [
            f"{names.GRADES[row.grade]}{' (shared)' if row.joint else ''} in {row.started.year}"
            for row in data[data["area"] == area].itertuples()
        ]
        told.append(f"{names.AREAS[area]}: {listed(grades)}.")
    return " ".join(told)


def _note(data, council):
    told = []
    if data["joint"].any():
        told.append("* One grade for children in care and care leavers together.")
    if data["framework"].nunique() > 1:
        told.append("The yardstick changed between brackets.")
    if ((data["framework"] == "sif") & (data["basis"] == "release")).any():
        told.append("Inspections before 2018 stand at the day of publication.")
    if "sif" not in set(data["framework"]):
        known = council["authorities"].set_index("local_authority")
        formed = known.loc[council.name, "exists_from"]
        unknown = "Earlier grades are not in this record."
        told.append(
            unknown if pd.isna(formed) else f"The council was formed on {long_day(formed)}."
        )
    return " ".join(told)


def _source(inspections):
    """Return whose reports were read by hand, and which releases and programs gave the rest."""
    graded = inspections[~inspections["framework"].str.startswith("area-send")]
    days = graded.sort_values("published").groupby("basis")["published"]
    days = {basis: listed(map(long_day, those)) for basis, those in days}
    told = [f"Ofsted reports of {days['report']}."] if "report" in days else []
    released = graded.loc[graded["basis"] == "release", "source"].unique()
    told += [f"{source.rstrip('.')}." for source in released]
    if read := days.get("report_by_program"):
        told.append(f"Ofsted report of {read}, read by a program of Data to Insight.")
    return " ".join(told)


def _draw(page, data):
    areas = _areas(data)
    columns = data.drop_duplicates("inspection_id").to_dict("records")
    # On a phone the name of an area stands above its row, so that the cells have all the width.
    label, cell = (0, 0.48) if page.narrow else (1.15, 0.4)
    row = cell + 0.26 if page.narrow else cell + _GAP
    apart = 0 if page.narrow else 0.08  # between the grade overall and those of areas
    head, gap = 0.34, _GAP if page.narrow else 0.3
    room = page.room - label
    width = min((room + gap) / len(columns) - gap, 2.2)
    brackets = _brackets(columns, width, gap)
    foot = 0.2 + _LINE * max(words.count("\n") + 1 for *_, words in brackets)
    dates = [style.wrap(short_month(one["started"]), width, 11, "semibold") for one in columns]
    head += 0.19 * max(date.count("\n") for date in dates)
    axes = page.sheet(head + len(areas) * row + apart + foot)
    lefts = [MARGIN + label + number * (width + gap) for number in range(len(columns))]
    for left, date in zip(lefts, dates, strict=True):
        style.write_in_cell(axes, left + width / 2, head / 2, date, 11, weight="semibold")
    y = head
    for area in areas:
        weight = "bold" if area == OVERALL else "semibold"
        if page.narrow:
            style.write(axes, MARGIN, y + 0.07, names.AREAS[area], weight=weight)
        else:
            words = style.wrap(names.AREAS[area], label - 0.1, 11, weight)
            style.write_in_cell(axes, MARGIN, y + cell / 2, words, 11, ha="left", weight=weight)
        top = y + (row - cell if page.narrow else 0)
        _row(page, axes, data[data["area"] == area], columns, lefts, (width, cell, top), area)
        y += row + (apart if area == OVERALL else 0)
    for left, right, words in brackets:
        x, end, level = MARGIN + label + left, MARGIN + label + right, y + 0.08
        levels = [level - 0.05, level, level, level - 0.05]
        axes.plot([x, x, end, end], levels, color=INK, linewidth=0.8)
        style.write(axes, (x + end) / 2, level + 0.05, words, color=QUIET, ha="center")


def _brackets(columns, width, gap):
    """Return left, right and name of each run of inspections under one framework, in inches."""
    found, number = [], 0
    for framework, run in groupby(columns, key=lambda one: one["framework"]):
        size = len(list(run))
        left, right = number * (width + gap), (number + size) * (width + gap) - gap
        words = style.wrap(names.FRAMEWORKS[framework], right - left - 0.02)
        found.append((left, right, words))
        number += size
    return found


def _row(page, axes, graded, columns, lefts, size, area):
    """Draw the cells of an area; what it has no grade for is said once for a run of columns."""
    width, cell, top = size
    records = {record["inspection_id"]: record for record in graded.to_dict("records")}
    places = list(zip(columns, lefts, strict=True))
    for there, run in groupby(places, key=lambda one: one[0]["inspection_id"] in records):
        run = list(run)
        if there:
            for column, left in run:
                _cell(page, axes, records[column["inspection_id"]], left, size)
        else:
            first, last = run[0][1], run[-1][1]
            words = style.wrap(_NO_GRADE.get(area, "not graded separately"), last + width - first)
            style.write_in_cell(axes, first, top + cell / 2, words, ha="left", color=QUIET)


def _cell(page, axes, record, left, size):
    """Draw a grade, and how far it moved: before the cell, or on a phone in it."""
    (width, cell, top), steps = size, record["steps"]
    fill = style.GRADES[record["grade"]]
    ink = style.ink_on(fill)
    style.box(axes, left, top, width, cell, fill)
    words = _fitting(names.GRADES[record["grade"]], width - 0.04, "*" if record["joint"] else "")
    middle, first = top + cell / 2, pd.isna(steps)
    if page.narrow and not first:
        y = middle + (words.count("\n") + 1) * _LINE / 2
        _move(axes, left + width / 2, y, steps, ink, ink, beside=True)
        middle -= _LINE / 2
    elif not first:
        colour = LOOK_INK if steps < 0 else style.COUNCIL
        _move(axes, left - 0.15, middle, steps, colour)
    style.write_in_cell(axes, left + width / 2, middle, words, color=ink, weight="semibold")


def _fitting(grade, room, mark):
    """Return a grade in one line, in two, or shortened, as it fits into a cell."""
    short = _SHORT.get(grade, grade)
    for words in (grade, grade.replace(" ", "\n"), short, short.replace(" ", "\n")):
        words += mark
        if max(style.text_width(line, weight="semibold") for line in words.split("\n")) <= room:
            break
    return words


def _move(axes, x, y, steps, colour, still=QUIET, *, beside=False):
    """Draw how many grades an area moved: an arrowhead over a number or beside it, or "="."""
    if steps == 0:
        style.write_in_cell(axes, x, y, "=", color=still)
        return
    head, number, size = ((-0.07, 0), (0.06, 0), 6) if beside else ((0, -0.09), (0, 0.085), 6.5)
    marker = "^" if steps > 0 else "v"
    axes.plot(x + head[0], y + head[1], marker, color=colour, markersize=size, markeredgewidth=0)
    x, y = x + number[0], y + number[1]
    style.write_in_cell(axes, x, y, f"{abs(steps)}", color=colour, weight="bold")
