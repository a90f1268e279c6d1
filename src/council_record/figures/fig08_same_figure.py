"""Figure 8: sums that keep coming back, followed through the services that the words name."""

from itertools import groupby

from council_record.chart import Chart, LeftOut
from council_record.figures import bands, names, style
from council_record.figures.described import other_years, sources
from council_record.figures.style import CONTEXT, MARGIN
from council_record.text import capital, listed, many, number, verb

_COLOURS = ("#801650", "#505A5F", "#17706A", "#12436D", "#A84300", "#5B4B8A")
_GROUND = style.ground(0.4, alpha=0.85)  # behind words on a line
_TRACK = 0.42  # inches for the dots of a sum in a lane, and the words under them


def chart(recurring, documents, council):
    """Return the Chart of the sums that several documents give, or LeftOut.

    Parameters
    ----------
    recurring : DataFrame
        As returned by ``claims.recurring``.
    documents : DataFrame
        The council's table.
    council : Council
    """
    data = recurring[(recurring["measure"] == "money") & (recurring["service"] != "unseen")]
    data = data[data.groupby("family")["document_id"].transform("nunique") > 1]
    if data.empty:
        reason = f"No two coded documents on {council} give the same sum of money."
        return LeftOut(__name__, council, reason)
    every, moved = _labels(data), _labels(data[data["reworded"].str.contains("service")])
    hollow = " Of hollow dots we could read only a part." if data["part"].any() else ""
    alt = f"Lines for {many(len(every), 'sum')} of money that documents on {council} give again."
    columns = ["family", "label", "claim_id", "document_id", "author", "published", "service",
               "purpose", "period", "recurrence", "flow", "stage", "reworded", "new_event",
               "part"]  # fmt: skip
    return Chart(
        __name__,
        council,
        title=_title(moved, every),
        subtitle="Each line is one sum of money, followed from document to document through the "
        f"service that the words name.{hollow}",
        alt=" ".join([alt, *_moves(data), _senses(data)]),
        source=sources(documents),
        data=data[columns].reset_index(drop=True),
        note=_senses(data),
        draw=lambda page: _draw(page, data),
    )


def _labels(rows):
    return list(rows.drop_duplicates("family")["label"])


def _title(moved, every):
    if not moved:
        count = len(every)
        back = f"{capital(many(count, 'sum'))} {verb(count, 'comes', 'come')} back"
        return f"{back}, for the same service each time"
    which = listed(moved) if len(moved) <= 4 else f"{number(len(moved))} of {len(every)}"
    change = verb(len(moved), "changes what it is for", "change what they are for")
    return f"Same sum, different service: {which} {change}"


def _moves(data):
    """Yield, for each sum, the services that it is for in turn."""
    for _, group in data.groupby("family", sort=False):
        lanes = [service for service, _ in groupby(group["service"])]
        told = listed([names.SERVICES[service].lower() for service in lanes])
        yield f"The words for {group['label'].iloc[0]} name {told.replace('(send)', '(SEND)')}."


def _senses(data):
    """Return which sums become another year's money, and from which the word extra falls away."""
    told = {}
    for row, before in other_years(data):
        first = f"The {row.label} is money of {before.recurrence} in {before.published.year}"
        then = f"of {row.recurrence} in {row.published.year}"
        told.setdefault(row.family, f"{first} and {then}.")
    told = list(told.values())
    extra = data[data["reworded"].str.contains("flow") & (data["flow"] == "not stated")]
    if len(extra):
        labels, count = listed(_labels(extra)), extra["family"].nunique()
        first = f"At first {labels} {verb(count, 'is', 'are')} called extra"
        told.append(f"{first}; a later document does not say so.")
    return " ".join(told)


def _draw(page, data):
    lanes = [lane for lane in names.SERVICES if lane in set(data["service"])]
    families = list(data["family"].unique())
    colours = {one: _COLOURS[place % len(_COLOURS)] for place, one in enumerate(families)}
    left = MARGIN + (0.1 if page.narrow else 1.35)
    in_order = data.sort_values("published", kind="stable")
    laid = bands.lay(in_order, left + 0.5, page.right, page.narrow)
    head, tracks, y, tops = (0.24 if page.narrow else 0.08), {}, bands.HEAD, []
    for lane in lanes:
        tops.append(y)
        levels = _levels(data[data["service"] == lane], laid.slots, page.right)
        tracks |= {(lane, one): y + head + level * _TRACK for one, level in levels.items()}
        y += head + (max(levels.values()) + 1) * _TRACK
    axes = page.sheet(y + 0.06)
    rows = [(track, track + 0.24) for track in sorted(set(tracks.values()))]
    bands.draw(axes, laid.bands, rows)
    for lane, top in zip(lanes, tops, strict=True):
        axes.plot([MARGIN, page.right], [top, top], color=CONTEXT, linewidth=0.8, zorder=0)
        words = style.wrap(names.SERVICES[lane], 9 if page.narrow else 1.3, 11, "semibold")
        style.write(axes, MARGIN, top + 0.06, words, 11, weight="semibold", bbox=_GROUND, zorder=2)
    for one in families:
        _line(page, axes, data[data["family"] == one], laid.slots, tracks, colours[one])


def _levels(claims, slots, end):
    """Return the track of each sum in a lane: the first that has room for its dots and words."""
    found, ends = {}, []
    for family, group in claims.groupby("family", sort=False):
        places = group["document_id"].map(slots)
        words = style.text_width(f"“{group['purpose'].iloc[0]}”")
        start = min(places.min() - 0.7, end - words - 0.1)
        level = next((one for one, taken in enumerate(ends) if taken < start), len(ends))
        ends += [0] * (level + 1 - len(ends))
        ends[level] = max(places.max() + 0.1, places.min() + words)
        found[family] = level
    return found


def _line(page, axes, claims, slots, tracks, colour):
    """Draw one sum: its dots from document to document, its amount and its words."""
    family, end = claims["family"].iloc[0], page.right
    points = [(slots[row.document_id], tracks[row.service, family] + 0.12, row)
              for row in claims.itertuples()]  # fmt: skip
    axes.plot([x for x, _, _ in points], [y for _, y, _ in points], color=colour, linewidth=2.4,
              zorder=1, gid=family)  # fmt: skip
    for x, y, row in points:
        style.dot(axes, x, y, colour, 8, 2, row.part, gid=row.claim_id, zorder=3)
    x, y, first = points[0]
    look = {"color": colour, "bbox": _GROUND, "zorder": 2}
    style.write_in_cell(axes, x - 0.12, y, first.label, 11, ha="right", weight="bold", **look)
    written = {}
    for _, run in groupby(points, key=lambda one: one[1]):
        run = list(run)
        x, y, row = run[0]
        begin, words = written.get(y, MARGIN), f"“{row.purpose}”"
        again = [point.recurrence for *_, point in run if "recurrence" in point.reworded]
        words += f", then {again[0]}" if again else ""
        words = style.shorten(words, end - begin)
        width = style.text_width(words)
        start = max(begin, min(x - 0.06, end - width))
        if start + width > end + 0.05 or start > x + 0.06:  # no room; the words before stand near
            continue
        style.write(axes, start, y + 0.11, words, **look)
        written[y] = start + width + 0.12
