"""Figure 7: which amounts keep coming back, in which documents."""

from council_record.analysis import claims
from council_record.chart import Chart, LeftOut
from council_record.figures import bands, names, style
from council_record.figures.described import hollow, sources
from council_record.figures.style import CONTEXT, COUNCIL, LOOK, MARGIN, QUIET, REST
from council_record.text import between, capital, many, number, verb

_ROW = {True: 0.46, False: 0.36}  # inches, on a narrow page and on a wide one


def chart(described, documents, council):
    """Return the Chart of amounts that several documents give, or LeftOut.

    Parameters
    ----------
    described : DataFrame
        As returned by ``claims.described``.
    documents : DataFrame
        The council's table.
    council : Council
    """
    amounts = described.dropna(subset="figure_text")
    if amounts.empty:
        return LeftOut(__name__, council, f"No amounts described for {council} have been coded.")
    data = _data(amounts)
    again = data[data["documents"] > 1].drop_duplicates("family")
    once = data.loc[data["documents"] == 1, "family"].nunique()
    title = _title(again["documents"], once)
    told = [
        f"Dots in a row for each amount, one for each document on {council} that gives it. {title}."
    ]
    for row in again.itertuples():
        told.append(f"{capital(row.purpose)}: {row.label} in {many(row.documents, 'document')}.")
    told.append(f"{capital(many(once, 'more amount'))} {verb(once, 'is', 'are')} given once.")
    return Chart(
        __name__,
        council,
        title=title,
        subtitle="Each dot is a document that gives the amount. Blue: the council or its leader. "
        f"Orange: the press or others.{hollow(data)}",
        alt=" ".join(told),
        source=sources(documents),
        data=data,
        draw=lambda page: _draw(page, data),
    )


def _title(counts, once):
    if counts.empty:
        return f"{capital(many(once, 'amount'))} {verb(once, 'was', 'were')} described, none of " \
               "them in two documents"  # fmt: skip
    most = counts[counts > 2]
    title = f"{capital(many(len(counts), 'amount'))} {verb(len(counts), 'comes', 'come')} back"
    if len(counts) > 2 and 0 < len(most) < len(counts):
        times = between(number(most.min()), number(most.max()))
        title += f", {number(len(most))} of them in {times} documents"
    return title


def _data(amounts):
    """Return a row for each amount in each document, what most documents give first."""
    families = amounts.groupby("family")
    common = families["purpose"].agg(_most_common)
    frame = amounts.assign(
        label=[claims.label(row) for row in amounts.itertuples()],
        documents=families["document_id"].transform("nunique"),
        purpose=amounts["family"].map(common),
        by=amounts["kind"].isin(names.COUNCIL_KINDS).map({True: "council", False: "press"}),
        first=families["published"].transform("min"),
    )
    frame = frame.sort_values(["documents", "first"], ascending=[False, True], kind="stable")
    columns = ["family", "label", "purpose", "documents", "document_id", "author", "published",
               "by", "part", "claim_id", "figure_text"]  # fmt: skip
    return frame[columns].reset_index(drop=True)


def _most_common(words):
    """Return the words that most documents use, whatever their capitals; of several the longest."""
    counts = words.groupby(words.str.casefold(), sort=False).transform("size")
    return max(words[counts == counts.max()], key=len)


def _draw(page, data):
    again, once = data[data["documents"] > 1], data[data["documents"] == 1]
    families = list(again.groupby("family", sort=False))
    row, narrow = _ROW[page.narrow], page.narrow
    left = MARGIN if narrow else MARGIN + 2.55
    in_order = data.sort_values("published", kind="stable")
    laid = bands.lay(in_order, left, page.right - 0.38, narrow)
    bottom = bands.HEAD + len(families) * row
    last = bottom + (row if narrow else 0.36) if len(once) else bottom
    axes = page.sheet(last + 0.06)
    rows = [(bands.HEAD, last)]
    if narrow:  # behind the dots alone, so that no edge runs through words
        ends = [bands.HEAD + (place + 1) * row for place in range(len(families) + bool(len(once)))]
        rows = [(end - 0.25, end - 0.02) for end in ends]
    bands.draw(axes, laid.bands, rows)
    style.write_in_cell(axes, page.right, bands.HEAD / 2, "docs", color=QUIET, ha="right")
    for place, (_, group) in enumerate(families):
        y = bands.HEAD + place * row
        middle = y + (row - 0.13 if narrow else row / 2)
        _name(axes, group, y, middle, left, narrow)
        dots = group.drop_duplicates("document_id")
        places = dots["document_id"].map(laid.slots)
        axes.plot([places.min(), places.max()], [middle] * 2, color=CONTEXT, linewidth=1.6,
                  zorder=1)  # fmt: skip
        for x, dot in zip(places, dots.itertuples(), strict=True):
            colour = COUNCIL if dot.by == "council" else LOOK
            style.dot(axes, x, middle, colour, 8.5, 2, dot.part, gid=dot.claim_id, zorder=2)
        _count(axes, page, middle, len(dots))
    if len(once):
        _given_once(axes, page, once, laid, bottom)


def _count(axes, page, middle, count):
    style.write_in_cell(axes, page.right, middle, str(count), 11, ha="right", weight="bold")


def _name(axes, group, y, middle, left, narrow):
    """Write the amount and, in the words of most documents, what it is for."""
    amount, purpose = group["label"].iloc[0], group["purpose"].iloc[0]
    if narrow:
        style.write(axes, MARGIN, y + 0.05, amount, 11, weight="bold")
        x = MARGIN + style.text_width(amount, 11, "bold") + 0.1
        style.write(axes, x, y + 0.06, style.shorten(purpose, 2.6))
        return
    style.write_in_cell(axes, MARGIN, middle, amount, 12, ha="left", weight="bold")
    room = left - MARGIN - 0.8
    words = style.wrap(style.shorten(purpose, 1.8 * room), room)
    style.write_in_cell(axes, MARGIN + 0.7, middle, words, ha="left")


def _given_once(axes, page, once, laid, top):
    """Write how many amounts of each band are given once."""
    axes.plot([MARGIN, page.right], [top + 0.02] * 2, color=REST, linewidth=0.8, zorder=3)
    total = once["family"].nunique()
    level = top + (0.12 if page.narrow else 0.19)
    words = f"{total} given once"
    style.write_in_cell(axes, MARGIN, level, words, ha="left", weight="semibold")
    middle = top + (_ROW[True] - 0.13 if page.narrow else 0.19)
    places = once.drop_duplicates("family")["document_id"].map(laid.slots)
    for _, left, end in laid.bands:
        if count := places.between(left, end).sum():
            x, look = (left + end) / 2, {"color": QUIET, "weight": "semibold"}
            style.write_in_cell(axes, x, middle, str(count), **look)
    _count(axes, page, middle, total)
