"""Figure 12: the change in spending since a base year, to every later year, among all councils."""

import math

import seaborn as sns

from council_record.chart import Chart, LeftOut
from council_record.figures import style
from council_record.figures.style import COUNCIL, INK, LOOK_INK, MARGIN, QUIET, REST, WHITE
from council_record.financial_year import FinancialYear
from council_record.text import capital, listed, many, number, possessive, signed, verb

_GROUND = style.ground(0.6, alpha=0.85)  # behind words on dots


def chart(changes, described, council, source, prices=None):
    """Return the Chart of changes of all councils since a base year, or LeftOut.

    Parameters
    ----------
    changes : DataFrame
        As returned by ``outturn.changes``.
    described : DataFrame
        Percentages that documents give, as returned by ``comparison.percentages``; may be empty.
    council : Council
    source : str
        For the foot: ``council.source("outturn")``.
    prices : str, optional
        The financial year in whose prices the changes are; by default they are of cash.
    """
    if changes.empty:
        return LeftOut(__name__, council, "The return has no year after the base year.")
    own = changes[changes["local_authority"] == council.name]
    base, last = changes["base_year"].iloc[0], changes["year"].max()
    years = sorted(changes["year"].unique())
    marks = _marks(described, years)
    low, high = _axis(changes, own, marks)
    beyond = changes.loc[~changes["change"].between(low, high), "local_authority"].nunique()
    inflation = f"in {prices} prices" if prices else "not adjusted for inflation"
    large = f" The large dot is {council}." if len(own) else f" {council} has no return for {base}."
    told = [
        f"Rows of dots, one for each end year from {years[0]} to {last}, a dot for each council."
    ]
    for row in (own if len(own) else changes.drop_duplicates("year")).itertuples():
        rank = f"{council} {signed(row.change)}, rank {row.rank} of {row.councils}, "
        middle = f"the middle council {signed(row.median)}"
        told.append(f"To {row.year}: {rank if len(own) else ''}{middle}.")
    data = changes.assign(drawn="council")
    if len(marks):
        added = marks.assign(
            local_authority=council.name, base_year=base, drawn="described percentage"
        )
        data = data.merge(added, how="outer", on=list(data.columns.intersection(added.columns)))
    return Chart(
        __name__,
        council,
        title=_title(own, changes, council),
        subtitle=f"Change in spending on children’s services from {base} to each later year. Each "
        f"small dot is a council; the bar is the middle one.{large} Outturn, gross, {inflation}.",
        alt=" ".join(told),
        source=source,
        data=data,
        note=_note(marks, beyond, prices),
        draw=lambda page: _draw(page, changes, own, marks, years, (low, high)),
    )


def _marks(described, years):
    """Return described percentages at the year they are of, or in which they were published."""
    marks = described.drop_duplicates("family")[
        ["claim_id", "figure_text", "value", "purpose", "author", "published", "period_end", "part"]
    ].rename(columns={"value": "change"})
    published = marks["published"].map(lambda day: str(FinancialYear.of(day)))
    marks["year"] = marks["period_end"].astype(object).fillna(published.astype(object))
    return marks[marks["year"].isin(years)].reset_index(drop=True)


def _axis(changes, own, marks):
    """Return ends of the axis, in steps of 20, that leave out only the few that lie far away."""
    inside = [changes["change"].quantile(share) for share in (0.005, 0.98)]
    values = [0, *inside, *own["change"], *marks["change"]]
    return math.floor(min(values) / 20) * 20, math.ceil(max(values) / 20) * 20


def _title(own, changes, council):
    base, last = changes["base_year"].iloc[0], changes["year"].max()
    if own.empty:
        middle = changes.loc[changes["year"] == last, "median"].iloc[0]
        moved = f"{'rose' if middle >= 0 else 'fell'} by {abs(middle):.0f}%"
        return f"The middle council’s spending {moved} from {base} to {last}"
    own = own.sort_values("year")
    more = list(own["change"] > own["median"])
    name, years = possessive(council.name), many(len(more), "end year")
    switches = [at for at in range(1, len(more)) if more[at] != more[at - 1]]
    first, then = ("more", "less") if more[0] else ("less", "more")
    if not switches:
        return f"{name} spending grew {first} than most, whichever year it ends"
    if len(switches) == 1:
        first = f"{first} than most for {many(switches[0], 'year')}"
        return f"{name} spending grew {first}, then {then}"
    return f"{name} spending grew more than most by {number(sum(more))} of {years}"


def _note(marks, beyond, prices):
    told = []
    if len(marks):
        of = listed(f"“{purpose}”" for purpose in marks["purpose"])
        rises = verb(len(marks), "a rise", "rises")
        cash = ", and none is adjusted for inflation" if prices else ""
        told.append(f"Orange: {rises} that documents describe, of {of}.")
        told.append(f"None is known to be of this total{cash}.")
    if beyond:
        lie = f"{capital(many(beyond, 'council'))} {verb(beyond, 'lies', 'lie')}"
        told.append(f"{lie} beyond the axis at some time.")
    return " ".join(told)


def _draw(page, changes, own, marks, years, limits):
    narrow = page.narrow
    label, right = (0.1, 0.12) if narrow else (0.75, 1.45)
    row, head = (0.72 if narrow else 0.46), (0.05 if narrow else 0.24)
    height = len(years) * row
    axes = page.sheet(head + height + 0.34)
    width = page.width - 2 * MARGIN - label - right
    panel = page.panel(MARGIN + label, head, width, height)
    others = changes[~changes["local_authority"].isin(own["local_authority"])]
    shown, size = others[others["change"].between(*limits)], 2.6 if narrow else 3
    sns.swarmplot(data=shown, x="change", y="year", order=years, ax=panel, color=REST, size=size,
                  warn_thresh=1, zorder=1)  # fmt: skip
    panel.set(xlim=limits, ylim=(len(years) - 0.5, -0.5), xlabel="", ylabel="", yticks=[])
    steps = 40 if narrow and limits[1] - limits[0] > 120 else 20
    panel.set_xticks(range(math.ceil(limits[0] / steps) * steps, limits[1] + 1, steps))
    panel.xaxis.set_major_formatter(lambda value, _: signed(value, 0) if value else "0%")
    panel.grid(axis="x", color="#D5DADE", linewidth=0.7)
    panel.axvline(0, color=QUIET, linewidth=1.2, zorder=0.5)
    panel.spines["bottom"].set_visible(False)
    middles = changes.drop_duplicates("year").set_index("year")["median"]
    ranks = own.set_index("year")
    if not narrow and len(own):
        style.write(axes, page.right, 0.02, "rank, 1 = largest rise", color=QUIET, ha="right")
    for place, year in enumerate(years):
        x, ends = [middles[year]] * 2, [place - 0.36, place + 0.36]
        panel.plot(x, ends, color=INK, linewidth=2.6, zorder=3, gid="middle")
        y, told = head + (place + 0.5) * row, ""
        if year in ranks.index:
            one = ranks.loc[year]
            panel.plot(one["change"], place, "o", color=COUNCIL, markersize=10, zorder=4,
                       markeredgecolor=WHITE, markeredgewidth=1.4, gid="own")  # fmt: skip
            told = f"{signed(one['change'])}, {one['rank']} of {one['councils']}"
        if narrow:
            level = head + place * row + 0.02
            look = {"weight": "semibold", "bbox": _GROUND}
            style.write(axes, MARGIN, level, year, **look)
            style.write(axes, page.right, level, told, color=COUNCIL, ha="right", **look)
        else:
            look = {"size": 11, "weight": "semibold"}
            style.write_in_cell(axes, MARGIN, y, year, ha="left", **look)
            style.write_in_cell(axes, page.right, y, told, ha="right", color=COUNCIL, **look)
    look = {"color": LOOK_INK, "weight": "semibold", "bbox": _GROUND, "zorder": 6}
    for mark in marks.itertuples():
        place = years.index(mark.year)
        panel.plot([mark.change] * 2, [place - 0.42, place + 0.42], color=LOOK_INK, linewidth=2,
                   linestyle=(0, (2, 1)), zorder=2, gid="described")  # fmt: skip
        x = MARGIN + label + (mark.change - limits[0]) * width / (limits[1] - limits[0]) + 0.05
        y = head + (place + 0.5) * row - (0.2 if narrow else 0.17)
        style.write(axes, x, y, f"“{mark.change:g}%”", **look)
