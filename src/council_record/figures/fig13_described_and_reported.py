"""Figure 13: sums that documents describe, beside the nearest line of the return."""

from council_record.analysis import claims
from council_record.chart import Chart, LeftOut
from council_record.figures import names, style
from council_record.figures.described import sources
from council_record.figures.style import CONTEXT, COUNCIL, LOOK_INK, MARGIN, QUIET, WHITE
from council_record.figures.titles import fitting
from council_record.text import capital, millions

_HEADS = {"nearest": "", "unclear": "Which services are meant is not clear"}
_MONEY = {"budget": "planned", "not stated": "not said if spent", "not seen": "not seen if spent"}
_COLOURS = {"described": LOOK_INK, "reported": COUNCIL}
_AMOUNT = 0.78  # inches for the amount, before its words


def chart(pairs, documents, council, source):
    """Return the Chart of described sums beside what was reported, or LeftOut.

    Parameters
    ----------
    pairs : DataFrame
        As returned by ``comparison.once``.
    documents : DataFrame
        The council's table.
    council : Council
    source : str
        For the foot: ``council.source("outturn")``.
    """
    data = pairs[(pairs["line"] != "total") & pairs["scope"].isin(_HEADS)]
    data = data.dropna(subset=["returned", "value"])
    if data.empty:
        reason = f"No sum described for {council} can be set beside a line of the return."
        return LeftOut(__name__, council, reason)
    data = data.assign(label=[claims.label(row) for row in data.itertuples()])
    data = data.sort_values(["scope", "value"], ascending=[True, False]).reset_index(drop=True)
    lines = " and ".join(f"“{names.LINES[line]}”" for line in data["line"].unique())
    told = ["Pairs of bars."]
    note = [
        "A difference does not show that either is wrong: a budget is not spending, and a document "
        "may mean more services than the line."
    ]
    for row in data.itertuples():
        told.append(f"Described: {row.label} for “{row.purpose}” ({row.period}).")
        told.append(f"Reported: {millions(row.returned)} in {row.return_years}.")
        if "average" in row.return_years:
            note.append(f"{row.label} stands beside the average of its years.")
    columns = ["claim_id", "author", "published", "part", "label", "purpose", "period", "money",
               "scope", "value", "line", "return_years", "returned"]  # fmt: skip
    hollow = " Hollow dots: read in part." if data["part"].any() else ""
    return Chart(
        __name__,
        council,
        title=_title(data),
        subtitle=f"Sums that documents on {council} describe (outlined) and what the council "
        f"reported for {lines} in the same years (filled). Gross outturn, cash.{hollow}",
        alt=" ".join(told),
        source=f"{source} {capital(sources(documents))}",
        data=data[columns],
        note=" ".join(note),
        draw=lambda page: _draw(page, data),
    )


def _title(data):
    near = data[data["scope"] == "nearest"]
    rows = near if len(near) else data
    gap = (rows["value"] - rows["returned"].astype(float)).abs()
    row = rows.loc[gap.idxmax()]
    amount = row["returned"]
    shown = f"£{amount / 1e6:.0f}m" if amount >= 9.95e6 else millions(amount)
    line = "nearest line" if row["scope"] == "nearest" else "line"
    end = f"the {line} of the return shows {shown}"
    described, service = f"{row['label']} described for", names.SERVICES[row["service"]].lower()
    return fitting(f"{described} {row['purpose']}; {end}", f"{described} {service}; {end}")


def _draw(page, data):
    narrow = page.narrow
    label, head = (0 if narrow else 3.0), 0.28
    rows = [_height(one, narrow, label) for one in data.itertuples()]
    groups = [(_HEADS[scope], part) for scope, part in data.groupby("scope")]
    axes = page.sheet(sum(rows) + sum(head for words, _ in groups if words) + 0.32)
    left = MARGIN + label
    most = max(data["value"].max(), data["returned"].max())
    inch = (page.room - label - 0.62) / float(most)
    y = 0.02
    for words, part in groups:
        if words:
            axes.plot([MARGIN, page.right], [y + 0.03] * 2, color=CONTEXT, linewidth=0.8)
            style.write(axes, MARGIN, y + 0.09, words, color=QUIET, weight="semibold")
            y += head
        for one in part.itertuples():
            _pair(page, axes, one, y, left, inch)
            y += _height(one, narrow, label)
    _key(axes, left, y + 0.16)


def _purpose(one, label):
    """Return the words of a document for what a sum is for, in lines before the bars."""
    return style.wrap(one.purpose, label - _AMOUNT - 0.08)


def _height(one, narrow, label):
    return 0.86 if narrow else 0.42 + 0.16 * _purpose(one, label).count("\n")


def _pair(page, axes, one, top, left, inch):
    """Draw what is described as an outline and what was reported filled, with the words."""
    detail = f"{one.return_years.partition(',')[0]}, {_MONEY.get(one.money, one.money)}"
    style.dot(axes, MARGIN + 0.05, top + 0.14, LOOK_INK, 7, 1.7, one.part, gid=one.claim_id)
    start = MARGIN + 0.17
    style.write(axes, start, top + 0.06, one.label, 11, color=LOOK_INK, weight="bold")
    if page.narrow:
        x = start + style.text_width(one.label, 11, "bold") + 0.08
        words = style.shorten(one.purpose, page.right - x)
        style.write(axes, x, top + 0.07, words)
        style.write(axes, MARGIN, top + 0.25, style.shorten(detail, page.room), color=QUIET)
        bars = top + 0.44
    else:
        x = MARGIN + _AMOUNT
        words = _purpose(one, left - MARGIN)
        style.write(axes, x, top + 0.06, words)
        below = top + 0.23 + 0.174 * words.count("\n")
        style.write(axes, x, below, detail, color=QUIET)
        bars = top + 0.05
    for told, level, value in (
        ("described", bars, float(one.value)),
        ("reported", bars + 0.18, float(one.returned)),
    ):
        _bar(axes, left, level, value * inch, told, gid=told)
        words = f"{value / 1e6:,.1f}".removesuffix(".0")
        x, look = left + value * inch + 0.06, {"color": _COLOURS[told], "weight": "semibold"}
        style.write_in_cell(axes, x, level + 0.07, words, ha="left", **look)


def _bar(axes, x, y, width, told, **look):
    face = WHITE if told == "described" else _COLOURS[told]
    style.box(axes, x, y, width, 0.14, face, edgecolor=_COLOURS[told], linewidth=1.6, **look)


def _key(axes, x, y):
    for told, colour in _COLOURS.items():
        words = f"{told}, £ million"
        _bar(axes, x, y - 0.07, 0.24, told)
        style.write_in_cell(axes, x + 0.3, y, words, ha="left", color=colour)
        x += 0.3 + style.text_width(words) + 0.2
