"""Figure 8: from an inadequate inspection to a good one."""

import pandas as pd

from council_record.figures import style
from council_record.figures.style import CONTEXT, FOCUS, MARGIN, QUIET, SMALL, WHITE, WIDTH, write
from council_record.text import short

_BLANK = {"facecolor": WHITE, "edgecolor": "none", "pad": 1}  # behind words on a grid


@style.house()
def time_to_recover(recoveries, council, as_at, absent=""):
    """Draw a line per council from an inadequate inspection to a good one, or until now.

    Parameters
    ----------
    recoveries : DataFrame
        As returned by ``england.recoveries``.
    council : str
        Drawn in the first colour.
    as_at : Timestamp
        The last day that the release counts.
    absent : str
        Why the council has no grade on that day; see ``words.absent``.

    Returns
    -------
    Figure
    """
    heads = {
        "good or better": "Judged good or better",
        "still waiting": f"Not judged good or better by {as_at.day} {as_at:%B %Y}",
        "abolished": "Abolished before a good grade",
    }
    key = (
        "From the inspection judged inadequate, whose month stands beside the name: a dot is the "
        "first one judged good or better, an arrowhead a council without one so far, a tick an "
        "inspection in between, a cross the end of the authority. On the right: the latest grade."
    )
    if council not in set(recoveries["local_authority"]):
        key += f" {council} was not judged inadequate overall under ILACS. {absent}".rstrip()
    line, left, head = 0.2, 3.15, 0.34
    groups = list(recoveries.groupby("outcome", sort=False))
    top = style.height_of(key) + 0.3
    bottom = top + len(recoveries) * line + len(groups) * head
    figure = style.page(bottom + 0.4)
    style.key(figure, key)
    axes = style.sheet(figure)
    longest = int(recoveries["years"].max()) + 1
    inch = (WIDTH - left - 1.45) / longest

    def place(day, row):
        return left + (day - row["inadequate"]).days / 365.25 * inch

    for year in range(longest + 1):
        x = left + year * inch
        axes.plot([x, x], [top - 0.06, bottom + 0.05], color=CONTEXT, linewidth=0.6, zorder=0)
        write(axes, x, bottom + 0.08, str(year), 9.5, ha="center")
    write(axes, left - 0.15, bottom + 0.08, "years since the inspection", 9.5, ha="right")
    y = top
    for outcome, group in groups:
        write(axes, MARGIN, y + 0.1, f"{heads[outcome]}: {len(group)}", 10.5, weight="semibold",
              zorder=4, bbox=_BLANK)  # fmt: skip
        y += head
        for row in group.to_dict("records"):
            own = row["local_authority"] == council
            colour, middle, weight = FOCUS if own else QUIET, y + line / 2, "bold" if own else None
            end = place(row["until"], row)
            axes.plot([left, end], [middle] * 2, color=colour, linewidth=2.4 if own else 1.3)
            for day in filter(None, row["between"].split("; ")):
                x = place(pd.Timestamp(day), row)
                axes.plot([x, x], [middle - 0.06, middle + 0.06], color=colour, linewidth=1.3,
                          gid="between")  # fmt: skip
            marker = {"good or better": "o", "still waiting": ">", "abolished": "x"}[outcome]
            tip = end - (3 / 72 if marker == ">" else 0)  # so that an arrowhead ends there
            axes.plot(tip, middle, marker, color=colour, markersize=6, gid=row["local_authority"])
            name = f"{row['local_authority']}, {row['inadequate']:%b %Y}"
            name = style.shorten(name, left - MARGIN - 0.2, SMALL)
            write(axes, left - 0.1, y + 0.05, name, SMALL,
                  ha="right", weight=weight or "regular")  # fmt: skip
            if outcome != "abolished":
                write(axes, end + 0.1, y + 0.05, short(row["grade"]), SMALL, color=colour,
                      weight=weight or "regular", bbox=_BLANK)  # fmt: skip
            y += line
    return figure
