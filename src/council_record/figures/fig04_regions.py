"""Where in England: a tile for each council, by region, with its latest overall grade."""

import pandas as pd
from matplotlib.patches import Polygon, Rectangle

from council_record import paths
from council_record.analysis import england
from council_record.chart import Chart
from council_record.figures import counted as counting
from council_record.figures import grade_key, names, style
from council_record.figures.style import INK, MARGIN, QUIET, write
from council_record.figures.titles import fitting
from council_record.text import listed, long_day, many

# As they lie on a map: from north to south, and from west to east.
_MAP = ("North West", "North East", "Yorkshire and The Humber", "West Midlands", "East Midlands",
        "East of England", "South West", "South East", "London")  # fmt: skip
_WIDE, _HIGH, _GAP, _HEAD, _AFTER = 0.276, 0.198, 0.02, 0.23, 0.08  # inches


def chart(overall, counted, council):
    """Return the Chart of a tile for every council that exists, by region and grade.

    Parameters
    ----------
    overall : DataFrame
        As returned by ``england.overall``.
    counted : england.Counted
    council : Council
        Its tile has a frame.
    """
    tiles = _tiles(overall)
    on, counts = counting.on(counted), _counts(tiles)
    rose, fell = (tiles["steps"] > 0).sum(), (tiles["steps"] < 0).sum()
    grades = tiles["grade"].value_counts().sort_index(ascending=False)
    told = listed(f"{count} {names.GRADES[grade]}" for grade, count in grades.items())
    regions = " ".join(
        f"{row.Index}: {row.good} of {row.councils} Good or better." for row in counts.itertuples()
    )
    crossing = (
        "A hollow arrow compares grades of two frameworks." if tiles["redefined"].any() else ""
    )
    return Chart(
        __name__,
        council,
        _title(tiles, counts),
        f"Each tile is a council, with the colour and letter of its overall Ofsted grade {on}. "
        "Arrows: it rose or fell at its latest inspection. Beside each region: how many are Good "
        "or better.",
        f"Tiles by region for {many(len(tiles), 'council', digits=True)} {on}: {told}. "
        f"{regions} Of {tiles['steps'].notna().sum()} inspected more than once, {rose} rose and "
        f"{fell} fell at the latest inspection. {_own(tiles, council)}",
        counted.source,
        tiles.drop(columns=["exists", "exists_until", "latest"]),
        lambda page: _draw(page, tiles, counts, council.name),
        counting.remarks(counted, council, crossing, _absent(overall, council)),
    )


def _tiles(overall):
    """Return the councils that stand at a grade, in the order of the tiles: the best first."""
    frame = england.standing(overall)
    order = frame.assign(up=frame["steps"].fillna(0), low=-frame["grade"].cat.codes.astype(int))
    order = order.sort_values(["low", "up", "local_authority"], ascending=[True, False, True])
    return frame.loc[order.index].reset_index(drop=True)


def _counts(tiles):
    good = tiles.assign(good=england.good(tiles["grade"])).groupby("region")["good"]
    frame = good.agg(councils="size", good="sum")
    known = [region for region in _MAP if region in frame.index]
    return frame.loc[[*known, *frame.index.difference(known)]]


def _title(tiles, counts):
    """Return the regions with the highest and the lowest share, or how many councils in all."""
    share = counts["good"] / counts["councils"]
    plain = f"{counts['good'].sum()} of {len(tiles)} councils in England are Good or better"
    if len(share) == 1 or (share == share.max()).sum() > 1 or (share == share.min()).sum() > 1:
        return plain
    ends = counts.loc[[share.idxmax(), share.idxmin()]]
    (a, b), (c, d) = ends[["good", "councils"]].to_numpy()
    best, worst = (_with_article(region) for region in ends.index)
    return fitting(
        f"{a} of {best}’s {b} councils are Good or better, {c} of {d} in {worst}",
        f"Good or better: {a} of {b} councils in {best}, {c} of {d} in {worst}",
        f"Good or better: {best} {a} of {b}, {worst} {c} of {d}".replace(" the ", " "),
        plain,
    )


def _with_article(region):
    """Return London, Yorkshire and Humber, the North West."""
    name = names.REGIONS.get(region, region)
    return name if name.startswith(("London", "Yorkshire")) else f"the {name}"


def _own(tiles, council):
    own = tiles[tiles["local_authority"] == council.name]
    if own.empty:
        return f"{council} has no tile."
    return f"{council}: {names.GRADES[own['grade'].iloc[0]]}."


def _absent(overall, council):
    """Return why a council has no tile, or an empty text."""
    own = overall[overall["local_authority"] == council.name].iloc[-1]
    if not own["exists"]:
        last = f"Its last grade was {names.GRADES[own['grade']]}." if pd.notna(own["grade"]) else ""
        return f"{council} was abolished after {long_day(own['exists_until'])}. {last}".rstrip()
    return f"{council} has no overall grade yet." if pd.isna(own["grade"]) else ""


def _draw(page, tiles, counts, marked):
    columns, between = (1, 0) if page.narrow else (3, 0.22)
    width = (page.room - (columns - 1) * between) / columns
    across = int((width + _GAP) / (_WIDE + _GAP))
    regions = list(counts.index)
    bands = [regions[start : start + columns] for start in range(0, len(regions), columns)]
    rows = [max(-(-counts["councils"][region] // across) for region in band) for band in bands]
    heights = [_HEAD + number * (_HIGH + _GAP) + _AFTER for number in rows]
    there = marked if marked in set(tiles["local_authority"]) else ""
    entries, key = grade_key.layout(page, tiles["grade"].value_counts(), there)
    y = key + 0.04
    axes = page.sheet(y + sum(heights))
    grade_key.draw(axes, entries)
    for band, height in zip(bands, heights, strict=True):
        for number, region in enumerate(band):
            left = MARGIN + number * (width + between)
            told, size = names.REGIONS.get(region, region), 11
            write(axes, left, y, told, size, weight="bold")
            count = f"{counts['good'][region]} of {counts['councils'][region]}"
            x = left + style.text_width(told, size, "bold") + 0.08
            write(axes, x, y, count, size, color=QUIET)
            own = tiles[tiles["region"] == region]
            for place, tile in enumerate(own.itertuples()):
                row, column = divmod(place, across)
                x = left + column * (_WIDE + _GAP)
                _tile(axes, x, y + _HEAD + row * (_HIGH + _GAP), tile, marked)
        y += height


def _tile(axes, x, y, tile, marked):
    """Draw a tile with its letter, an arrow where the council moved, and a frame if marked."""
    gid, moved = paths.slug(tile.local_authority), pd.notna(tile.steps) and tile.steps != 0
    at = 0.31 if moved else 0.5
    grade_key.cell(axes, x, y, _WIDE, _HIGH, tile.grade, gid=gid, at=at)
    if tile.local_authority == marked:
        for inset, edge, wide in ((-0.012, INK, 2.6), (0.008, style.WHITE, 0.9)):
            box = (x + inset, y + inset), _WIDE - 2 * inset, _HIGH - 2 * inset
            look = {"fill": False, "edgecolor": edge, "linewidth": wide, "zorder": 3}
            axes.add_patch(Rectangle(*box, gid="own", **look))
    if moved:
        up, centre, middle = (1 if tile.steps > 0 else -1), x + _WIDE * 0.72, y + _HIGH / 2
        ink = style.ink_on(style.GRADES[tile.grade])
        corners = [(centre - 0.042, middle + 0.04 * up), (centre + 0.042, middle + 0.04 * up),
                   (centre, middle - 0.05 * up)]  # fmt: skip
        face = "none" if tile.redefined else ink
        axes.add_patch(Polygon(corners, facecolor=face, edgecolor=ink, linewidth=1, gid="move"))
