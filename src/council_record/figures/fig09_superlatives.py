"""Figure 9: who said biggest, largest or greatest, of what, and with which amount beside it."""

from council_record.chart import Chart, LeftOut
from council_record.figures import style
from council_record.figures.described import hollow, sources
from council_record.figures.style import CONTEXT, COUNCIL, INK, LOOK_INK, MARGIN, QUIET
from council_record.text import capital, many, number, verb

_NOTHING = {"none": "no amount", "not seen": "none in the part seen"}
_LINE, _SPACE = 0.185, 0.031  # inches from line to line, and from word to word


def chart(superlatives, documents, council):
    """Return the Chart of superlatives, in the documents' own words, or LeftOut.

    Parameters
    ----------
    superlatives : DataFrame
        As returned by ``claims.superlatives``.
    documents : DataFrame
        The council's table.
    council : Council
    """
    if superlatives.empty:
        return LeftOut(__name__, council, f"No superlative about {council} has been coded.")
    data = superlatives
    told = [f"{_title(data)}."]
    for row in data.itertuples():
        words = capital(f"{row.superlative} {row.superlative_of} {row.baseline}")
        told.append(f"{words} ({row.author}, {row.published:%B %Y}).")
    return Chart(
        __name__,
        council,
        title=_title(data),
        subtitle=f"What documents on {council} say, in order of date. Framed: the sums they give "
        f"for the same years.{hollow(data)}",
        alt=" ".join(told),
        source=sources(documents),
        data=data,
        draw=lambda page: _draw(page, data),
    )


def _title(data):
    count = len(data)
    since = data["baseline"].str.replace(r"^(in|for|of|since) ", "", regex=True)
    common = since.value_counts().index[0]
    times = int((since == common).sum())
    amounts = int((~data["amounts"].isin(list(_NOTHING))).sum())
    title = capital(many(count, "superlative"))
    if common not in ("unstated", "not stated", "not seen") and times > 1:
        forms = data.loc[since == common, "baseline"].unique()
        words = " or ".join(f"“{form.removesuffix(common).strip()}”" for form in forms[:-1])
        words = f"{words} or " if words else ""
        of_them = "all" if times == count else f"{number(times)} of them"
        title += f", {of_them} {words}“{forms[-1]}”"
    with_amount = number(amounts) if amounts else "none"
    return f"{title}; {with_amount} {verb(max(amounts, 1), 'comes', 'come')} with an amount"


def _draw(page, data):
    left = MARGIN + (0.22 if page.narrow else 0.92)
    rows, y = [], 0.04
    for row in data.itertuples():
        beside = _NOTHING.get(row.amounts, row.amounts)
        width = style.text_width(beside, weight="semibold")
        room = page.right - left - (0 if page.narrow else width + 0.25)
        lines = _lines(row, room)
        extra = 2 if page.narrow else 0  # lines for the date above and the amount below
        height = (len(lines) + extra) * _LINE + (0.12 if len(lines) + extra > 1 else 0.16)
        rows.append((y, height, row, lines, beside))
        y += height
    axes = page.sheet(y + 0.04)
    for top, height, row, lines, beside in rows:
        axes.plot([MARGIN, page.right], [top, top], color=CONTEXT, linewidth=0.7, zorder=0)
        dated = f"{row.published:%b %Y}"
        first = top + (0.07 if len(lines) > 1 or page.narrow else 0.09)
        if page.narrow:
            style.write(axes, left, first, f"{dated}, {row.author}", color=QUIET)
            first += _LINE
        middle = top + (0.15 if page.narrow else height / 2)
        style.dot(axes, MARGIN + 0.08, middle, COUNCIL, 7.5, 1.8, row.part, gid=row.claim_id)
        if not page.narrow:
            style.write_in_cell(axes, MARGIN + 0.25, middle, dated, ha="left", color=QUIET)
        for place, line in enumerate(lines):
            _write_runs(axes, left, first + place * _LINE, line)
        if page.narrow:
            _amount(axes, left, first + len(lines) * _LINE + 0.08, beside, row.amounts, "left")
        else:
            _amount(axes, page.right - 0.06, middle, beside, row.amounts, "right")


def _lines(row, room):
    """Return the words of a superlative as lines of (words, colour, weight)."""
    parts = [
        (row.superlative, LOOK_INK, "bold"),
        (row.superlative_of, INK, "regular"),
        (row.baseline, COUNCIL, "semibold"),
    ]
    lines, x = [[]], 0
    for words, colour, weight in parts:
        for word in words.split():
            width = style.text_width(word, 11, weight) + _SPACE
            if x + width - _SPACE > room and lines[-1]:
                lines.append([])
                x = 0
            lines[-1].append((word, colour, weight))
            x += width
    return lines


def _write_runs(axes, x, y, line):
    """Write words one after the other, neighbours of one colour as one text."""
    while line:
        _, colour, weight = line[0]
        same = next((at for at, one in enumerate(line) if one[1:] != (colour, weight)), len(line))
        words = " ".join(word for word, *_ in line[:same])
        style.write(axes, x, y, words, 11, color=colour, weight=weight)
        x += style.text_width(words, 11, weight) + _SPACE
        line = line[same:]


def _amount(axes, x, y, words, amounts, ha):
    """Write the sums that stand beside a superlative in a frame, or that there are none."""
    if amounts in _NOTHING:
        style.write_in_cell(axes, x, y, words, ha=ha, color=QUIET)
        return
    frame = {"facecolor": style.TINT, "edgecolor": COUNCIL, "linewidth": 0.9, "pad": 3.5}
    x += 0.05 if ha == "left" else 0
    style.write_in_cell(axes, x, y, words, ha=ha, color=COUNCIL, weight="semibold", bbox=frame)
