"""Figure 7: which amounts keep coming back, in which documents."""

from council_record.analysis import claims
from council_record.chart import Chart, LeftOut
from council_record.figures import bands, names, style
from council_record.figures.style import CONTEXT, COUNCIL, LOOK, MARGIN, QUIET, REST, WHITE
from council_record.text import capital, many, number, verb

_ROW = {True: 0.46, False: 0.36}  # inches, on a narrow page and on a wide one


def chart(described, documents, council):
    """Return the chart of amounts that several documents give.

    Parameters
    ----------
    described : DataFrame
        As returned by ``claims.described``.
    documents : DataFrame
        The council's table.
    council : Council

    Returns
    -------
    Chart or LeftOut
    """
    amounts = described.dropna(subset="figure_text")
    if amounts.empty:
        reason = f"No amounts described for {council} have been coded."
        return LeftOut(__name__, council, reason)
    data = _data(amounts)
    again = data[data["documents"] > 1]
    once = data.loc[data["documents"] == 1, "family"].nunique()
    counts = again.drop_duplicates("family")["documents"]
    parts = " Hollow: we could read only part of the document." if data["part"].any() else ""
    lists = [
        f"{capital(group['purpose'].iloc[0])}: {group['label'].iloc[0]} in "
        f"{many(group['document_id'].nunique(), 'document')}."
        for _, group in again.groupby("family", sort=False)
    ]
    return Chart(
        __name__,
        council,
        title=_title(counts, once),
        subtitle="Each dot is a document that gives the amount. Blue: the council or its leader. "
        f"Orange: the press or others.{parts}",
        alt=f"Dots in a row for each amount, one for each document on {council} that gives it. "
        f"{_title(counts, once)}. " + "".join(f"{told} " for told in lists)
        + f"{capital(many(once, 'more amount'))} {verb(once, 'is', 'are')} given once.",
        source=sources(documents),
        data=data,
        draw=lambda page: _draw(page, data),
    )  # fmt: skip


def sources(documents):
    """Return how many documents were read, in full and in part, for a chart's foot."""
    full = int((documents["seen"] == "full").sum())
    years = documents["published"].dt.year
    read = f"{number(full)} read in full" if full else "none read in full"
    return (
        f"coding of {len(documents)} documents, {years.min()} to {years.max()} ({read}); each is "
        "named in the data."
    )


def _title(counts, once):
    if counts.empty:
        return f"{capital(many(once, 'amount'))} {verb(once, 'was', 'were')} described, none of " \
               "them in two documents"  # fmt: skip
    most = counts[counts > 2]
    title = f"{capital(many(len(counts), 'amount'))} {verb(len(counts), 'comes', 'come')} back"
    if len(counts) > 2 and 0 < len(most) < len(counts):
        title += f", {number(len(most))} of them in {_between(most.min(), most.max())} documents"
    return title


def _between(least, most):
    return number(least) if least == most else f"{number(least)} to {number(most)}"


def _data(amounts):
    """Return a row for each amount in each document, what most documents give first."""
    frame = amounts.assign(label=[claims.label(row) for row in amounts.itertuples()])
    frame["documents"] = frame.groupby("family")["document_id"].transform("nunique")
    common = frame.groupby("family")["purpose"].agg(_most_common)
    frame["purpose"] = frame["family"].map(common)
    frame["by"] = frame["kind"].isin(names.COUNCIL_KINDS).map({True: "council", False: "press"})
    frame["first"] = frame.groupby("family")["published"].transform("min")
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
    right = MARGIN + page.room - 0.38
    laid = bands.lay(data.sort_values("published", kind="stable"), left, right, narrow)
    bottom = bands.HEAD + len(families) * row
    last = bottom + (row if narrow else 0.36) if len(once) else bottom
    axes = page.sheet(last + 0.06)
    rows = [(bands.HEAD, last)]
    if narrow:  # behind the dots alone, so that no edge runs through words
        ends = [bands.HEAD + (place + 1) * row for place in range(len(families) + bool(len(once)))]
        rows = [(end - 0.25, end - 0.02) for end in ends]
    bands.draw(axes, laid.bands, rows)
    style.write_in_cell(axes, MARGIN + page.room, bands.HEAD / 2, "docs", color=QUIET, ha="right")
    for place, (_, group) in enumerate(families):
        y = bands.HEAD + place * row
        middle = y + (row - 0.13 if narrow else row / 2)
        _name(axes, group, y, middle, left, narrow)
        dots = group.drop_duplicates("document_id")
        places = [laid.slots[document] for document in dots["document_id"]]
        axes.plot([min(places), max(places)], [middle] * 2, color=CONTEXT, linewidth=1.6, zorder=1)
        for x, dot in zip(places, dots.itertuples(), strict=True):
            colour = COUNCIL if dot.by == "council" else LOOK
            axes.plot(x, middle, "o", markersize=8.5, markeredgewidth=2, color=colour, zorder=2,
                      markerfacecolor=WHITE if dot.part else colour, gid=dot.claim_id)  # fmt: skip
        _count(axes, page, middle, len(dots))
    if len(once):
        _given_once(axes, page, once, laid, bottom)


def _count(axes, page, middle, count):
    x = MARGIN + page.room
    style.write_in_cell(axes, x, middle, str(count), 11, ha="right", weight="bold")


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
    axes.plot([MARGIN, MARGIN + page.room], [top + 0.02] * 2, color=REST, linewidth=0.8, zorder=3)
    total = once["family"].nunique()
    level = top + (0.12 if page.narrow else 0.19)
    words = f"{total} given once"
    style.write_in_cell(axes, MARGIN, level, words, ha="left", weight="semibold")
    middle = top + (_ROW[True] - 0.13 if page.narrow else 0.19)
    inside = {document: name for document, x in laid.slots.items()
              for name, left, end in laid.bands if left <= x <= end}  # fmt: skip
    counts = once.drop_duplicates("family")["document_id"].map(inside).value_counts()
    for name, left, end in laid.bands:
        if name in counts:
            style.write_in_cell(axes, (left + end) / 2, middle, str(counts[name]),
                                color=QUIET, weight="semibold")  # fmt: skip
    _count(axes, page, middle, total)
