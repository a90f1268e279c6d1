"""How long councils judged Inadequate took to be Good or better, those that still wait included."""

import numpy as np
import pandas as pd

from council_record.analysis import recovery
from council_record.chart import Chart
from council_record.figures import counted as counting
from council_record.figures import style
from council_record.figures.style import COUNCIL, INK, MARGIN, QUIET, REST, TINT, write
from council_record.text import capital, number, verb

_HIGH, _LEFT, _FOOT = 2.2, 0.62, 0.94  # inches: the curve's room, its left edge, what is below it


def chart(recoveries, counted, council):
    """Return the Chart of the share that is Good or better after so many years.

    Parameters
    ----------
    recoveries : DataFrame
        As returned by ``recovery.recoveries``.
    counted : england.Counted
    council : Council
        Marked on the curve.
    """
    done = recoveries["outcome"] == recovery.RECOVERED
    curve = recovery.kaplan_meier(recoveries["years"], done)
    first, day = counting.first_year(recoveries["inadequate"]), counting.until(counted)
    return Chart(
        __name__,
        council,
        _title(recoveries),
        "Share of councils judged Inadequate overall that were Good or better so many years after "
        f"that inspection: England, {first} to {day}. Each tick is a council that still waits, or "
        "was abolished. Shaded: the range of uncertainty (95%).",
        f"A curve that rises in steps over the years since a council was judged Inadequate. "
        f"{_answer(recoveries, curve)} {own(recoveries, counted, council)}",
        counted.source,
        _data(recoveries, curve),
        lambda page: _draw(page, recoveries, curve, council),
        counting.remarks(counted, council, _note(recoveries, counted, council)),
    )


def _title(recoveries):
    done = recoveries.loc[recoveries["outcome"] == recovery.RECOVERED, "years"]
    of = f"of {len(recoveries)} councils judged Inadequate"
    if done.empty:
        return f"None {of} has been Good or better since"
    were = verb(len(done), "was", "were")
    low, high = (int(np.floor(years + 0.5)) for years in (done.min(), done.max()))
    after = f"{low} to {high} years" if low < high else f"about {low} years"
    return f"{capital(number(len(done)))} {of} {were} later Good or better, after {after}"


def _answer(recoveries, curve):
    """Return how many have recovered, wait or were abolished, and the estimate."""
    counts = recoveries["outcome"].value_counts()
    done, gone = counts[recovery.RECOVERED], counts[recovery.ABOLISHED]
    told = f"{done} of {len(recoveries)} were later Good or better"
    told += f", {counts[recovery.WAITING]} still wait"
    told += f", {gone} {verb(gone, 'was', 'were')} abolished" if gone else ""
    last = curve.iloc[-1]
    estimate = f"The estimate is {last['share']:.0%} after {last['years']:.1f} years"
    band = f" ({last['low']:.0%} to {last['high']:.0%})" if pd.notna(last["low"]) else ""
    return f"{told}. {estimate}{band}."


def own(recoveries, counted, council):
    """Return how long the council took, or waits, in a sentence."""
    rows = recoveries[recoveries["local_authority"] == council.name]
    if rows.empty:
        first, day = counting.first_year(recoveries["inadequate"]), counting.until(counted)
        return f"{council} was not judged Inadequate overall from {first} to {day}."
    row = rows.iloc[0]
    since, took = f"in {row['inadequate']:%B %Y}", f"{row['years']:.1f} years"
    again = "" if pd.isna(row["again"]) else f", and Inadequate again in {row['again'].year}"
    told = {
        recovery.RECOVERED: f"was Good or better after {took}{again}",
        recovery.ABOLISHED: f"was abolished after {took}",
        recovery.WAITING: f"was not Good or better {took} later",
    }[row["outcome"]]
    return f"{council}, judged Inadequate {since}, {told}."


def _note(recoveries, counted, council):
    """Return for how many the framework changed on the way, and that the council has no mark."""
    count = recoveries["redefined"].sum()
    told = f"For {count} of the councils the framework changed in between." if count else ""
    told += " Before 2018 the day of publication counts as the day of inspection."
    there = council.name in set(recoveries["local_authority"])
    return f"{told} {'' if there else own(recoveries, counted, council)}".strip()


def _data(recoveries, curve):
    """Return every council with the place of its mark on the curve, and the band there."""
    on = curve.drop(columns="recovered").rename(columns={"followed": "followed_at_last_step"})
    rows = recoveries.sort_values("years", kind="stable")
    followed = [int((rows["years"] >= years).sum()) for years in rows["years"]]
    rows = pd.merge_asof(rows, on, on="years").assign(followed=followed)
    columns = ["local_authority", "inadequate", "until", "outcome", "years", "followed", "share",
               "low", "high", "between", "latest", "again", "redefined"]  # fmt: skip
    rows = rows[columns].rename(columns={"redefined": "framework_changed"})
    return rows.round(dict.fromkeys(["years", "share", "low", "high"], 3))


class _Room:
    """The room of the curve on the sheet: where a share and a number of years stand, in inches."""

    def __init__(self, page, longest):
        self.right = page.width - (0.78 if page.narrow else 0.9)
        self._inch = (self.right - _LEFT) / (1.01 * longest)
        self.foot = 0.08 + _HIGH

    def x(self, years):
        return _LEFT + self._inch * np.asarray(years)

    def y(self, share):
        return self.foot - _HIGH * np.asarray(share)


def _draw(page, recoveries, curve, council):
    data, longest = _data(recoveries, curve), recoveries["years"].max()
    room = _Room(page, longest)
    axes = page.sheet(_HIGH + _FOOT)
    _scales(axes, room, recoveries["years"])
    x = room.x([*curve["years"], longest])
    ends = pd.concat([curve, curve.tail(1)])
    share, low, high = (room.y(ends[name]) for name in ("share", "low", "high"))
    axes.fill_between(x, low, high, step="post", color=TINT, linewidth=0, gid="band")
    axes.step(x, share, where="post", color=REST, linewidth=2, gid="curve")
    waits = data[data["outcome"] != recovery.RECOVERED]
    look = {"color": QUIET, "markersize": 8, "markeredgewidth": 1.1, "gid": "waiting"}
    axes.plot(room.x(waits["years"]), room.y(waits["share"]), "|", **look)
    told = f"{curve['share'].iloc[-1]:.0%}"
    write(axes, room.right + 0.06, share[-1] - 0.13, told, 12, weight="bold", color=QUIET)
    write(axes, room.right + 0.06, share[-1] + 0.07, "estimated", color=QUIET)
    mark = data[data["local_authority"] == council.name]
    if len(mark):
        _mark(axes, page, room, mark.iloc[0], data, council)


def _scales(axes, room, years):
    """Write the shares at the left, the years below, and how many councils still wait then."""
    for share in (0, 0.25, 0.5, 0.75, 1):
        y, color = room.y(share), TINT if share else INK
        axes.plot([_LEFT, room.right], [y, y], color=color, linewidth=0.8, zorder=0)
        style.write_in_cell(axes, _LEFT - 0.07, y, f"{share:.0%}", ha="right")
    for year in range(int(years.max()) + 1):
        x, waiting = room.x(year), (years >= year).sum()
        style.write_in_cell(axes, x, room.foot + 0.13, str(year))
        style.write_in_cell(axes, x, room.foot + 0.72, str(waiting), color=QUIET)
    write(axes, _LEFT, room.foot + 0.23, "years after it was judged Inadequate")
    told = "Councils not yet Good or better, and followed so long:"
    write(axes, MARGIN, room.foot + 0.45, told, color=QUIET)


def _mark(axes, page, room, mark, data, council):
    """Draw the council's mark on the curve, and its name above the band, or else below it."""
    told = {
        recovery.RECOVERED: f"Good or better after {mark['years']:.1f} years",
        recovery.WAITING: f"not yet, {mark['years']:.1f} years later",
        recovery.ABOLISHED: f"abolished after {mark['years']:.1f} years",
    }[mark["outcome"]]
    x, y = float(room.x(mark["years"])), float(room.y(mark["share"]))
    text, left, top, wide, high = _free(page, room, data, x, f"{council}: {told}")
    end = (min(max(x, left), left + wide), top + high if top + high < y else top)
    axes.plot([end[0], x], [end[1], y], color=COUNCIL, linewidth=0.9, zorder=3)
    look = {"color": COUNCIL, "weight": "bold", "bbox": style.ground(1.5), "zorder": 5}
    write(axes, left, top, text, **look)
    style.dot(axes, x, y, COUNCIL, 8, 2, mark["outcome"] != recovery.RECOVERED, zorder=4, gid="own")


def _free(page, room, data, x, text):
    """Return a label in lines, and where it goes: above the band, or else below the curve."""
    for limit in (4.5, 2.6, 1.9, 1.4):
        lines = style.wrap(text, limit, weight="bold")
        wide = max(style.text_width(line, weight="bold") for line in lines.split("\n"))
        high = 0.174 * (lines.count("\n") + 1)
        centred = min(max(_LEFT + 0.05, x - wide / 2), page.width - MARGIN - wide)
        for left in (centred, _LEFT + 0.05):
            there = data[room.x(data["years"]) <= left + wide + 0.05]  # the curve only rises
            highest = np.nanmax([0, *there["high"], *there["share"]])
            top = float(room.y(highest)) - high - 0.16
            if top > 0.02:
                return lines, left, top, wide, high
    return lines, room.right - wide, room.foot - high - 0.08, wide, high
