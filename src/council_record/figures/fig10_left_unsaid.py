"""Figure 10: what the wording of each amount leaves unsaid."""

from itertools import groupby

from council_record.analysis.claims import NOT_STATED
from council_record.chart import Chart, LeftOut
from council_record.figures import style
from council_record.figures.style import COUNCIL, INK, LOOK, MARGIN, QUIET, REST
from council_record.text import capital, listed, many, number, short_month, verb

QUESTIONS = {
    "recurrence": "Once, or every year?",
    "period": "Which years?",
    "stage": "Planned or spent?",
    "flow": "Extra, or the total?",
    "baseline": "Measured from when?",
}
_OPEN = {
    "recurrence": "whether it is one year’s money or every year’s",
    "period": "which years they cover",
    "stage": "whether the money was planned or spent",
    "flow": "whether the money was extra or the total",
    "baseline": "what they are measured from",
}
_SAID = "#C9D6E3"


def chart(unsaid, documents, council):
    """Return the Chart of what documents read in full leave unsaid, or LeftOut.

    Parameters
    ----------
    unsaid : DataFrame
        As returned by ``claims.left_unsaid``.
    documents : DataFrame
        The council's table.
    council : Council
    """
    full = unsaid[~unsaid["part"]]
    if full.empty:
        reason = f"No document on {council} that was read in full gives an amount."
        return LeftOut(__name__, council, reason)
    data = full.drop(columns="part").reset_index(drop=True)
    others = unsaid.loc[unsaid["part"], "claim_id"].nunique()
    note = (
        f"Another {many(others, 'amount')} {verb(others, 'stands', 'stand')} in documents that we "
        "could read only in part. They are not counted here."
    )
    count = many(data["claim_id"].nunique(), "amount", digits=True)
    told = [f"Grid of {count} by five questions. {title(data)}."]
    for name, question in QUESTIONS.items():
        if _asked(data, name).any():
            told.append(f"{question} {_count(data, name)} say.")
    return Chart(
        __name__,
        council,
        title=title(data),
        subtitle=f"The {count} in the documents on {council} that we read in full. Each orange gap "
        "is what a reader would still have to ask.",
        alt=" ".join(told),
        source=_source(documents, data),
        data=data,
        note=note if others else "",
        draw=lambda page: _draw(page, data),
    )


def _asked(data, name):
    return (data["attribute"] == name) & (data["said"] != "does not apply")


def _count(data, name):
    asked = data[_asked(data, name)]
    return f"{int((asked['said'] == 'stated').sum())} of {len(asked)}"


def title(data):
    """Return the question that most amounts leave open, as a sentence."""
    gaps = data[data["said"] == NOT_STATED]["attribute"].value_counts()
    count = data["claim_id"].nunique()
    if gaps.empty:
        leave = verb(count, "leaves", "leave")
        return f"The {many(count, 'amount')} {leave} none of five questions open"
    name, missing = gaps.index[0], gaps.iloc[0]
    asked = many(_asked(data, name).sum(), "amount", digits=True)
    say = f"{verb(missing, 'does', 'do')} not say {_OPEN[name]}"
    return f"{capital(number(missing))} of {asked} {say}"


def _source(documents, data):
    read = documents[documents["document_id"].isin(data["document_id"])]
    publishers = listed(read.sort_values("published")["publisher"].unique())
    return f"coding of {many(len(read), 'document')} published by {publishers}."


def _draw(page, data):
    amounts = [
        (about.iloc[0], dict(zip(about["attribute"], about["said"], strict=True)))
        for _, about in data.groupby("claim_id", sort=False)
    ]
    counts = [_count(data, name) for name in QUESTIONS]
    (_draw_down if page.narrow else _draw_across)(page, amounts, counts)


def _by_document(amounts):
    return [list(run) for _, run in groupby(amounts, key=lambda one: one[0]["document_id"])]


def _draw_across(page, amounts, counts):
    """Draw questions down and amounts across, under their documents."""
    left, row, head = MARGIN + 1.62, 0.38, 0.82
    step = min((page.right - 0.68 - left) / len(amounts), 0.5)
    axes = page.sheet(head + len(QUESTIONS) * row + 0.42)
    place = 0
    for run in _by_document(amounts):
        about = run[0][0]
        x0, x1 = left + place * step + 0.03, left + (place + len(run)) * step - 0.03
        name = style.wrap(about["author"], max(x1 - x0, 0.6), weight="semibold")
        words = f"{name}\n{short_month(about['published'])}"
        top = 0.52 - (words.count("\n") + 1) * 0.172
        style.write(axes, (x0 + x1) / 2, top, words, ha="center", weight="semibold")
        axes.plot([x0, x1], [0.53, 0.53], color=INK, linewidth=0.8)
        place += len(run)
    lefts = [left + place * step for place in range(len(amounts))]
    for x, (about, _) in zip(lefts, amounts, strict=True):
        words, look = about["label"].lstrip("£").rstrip("m"), {"color": COUNCIL}
        style.write_in_cell(axes, x + step / 2, 0.68, words, weight="semibold", **look)
    style.write_in_cell(axes, left - 0.08, 0.68, "£ million, or %", ha="right", color=COUNCIL)
    y = head
    for (name, question), count in zip(QUESTIONS.items(), counts, strict=True):
        style.write_in_cell(axes, MARGIN, y + row / 2, question, 10.5, "left", weight="semibold")
        for x, (about, said) in zip(lefts, amounts, strict=True):
            _cell(axes, said[name], x, y, step, row, about["claim_id"])
        style.write_in_cell(axes, page.right, y + row / 2, count, 11, "right", weight="bold")
        y += row
    _key(axes, left, y + 0.22)


def _draw_down(page, amounts, counts):
    """Draw amounts down and questions across, as a phone has room for them."""
    left, row = MARGIN + 0.55, 0.3
    step = (page.room - 0.55) / len(QUESTIONS)
    middles = [left + (place + 0.5) * step for place in range(len(QUESTIONS))]
    heads = [style.wrap(words, step - 0.06, weight="semibold") for words in QUESTIONS.values()]
    y = (max(words.count("\n") for words in heads) + 1) * 0.175 + 0.1
    documents = _by_document(amounts)
    axes = page.sheet(y + len(documents) * 0.27 + len(amounts) * row + 0.66)
    for x, words in zip(middles, heads, strict=True):
        top = y - 0.06 - (words.count("\n") + 1) * 0.175
        style.write(axes, x, top, words, ha="center", weight="semibold")
    for run in documents:
        words = f"{run[0][0]['author']}, {short_month(run[0][0]['published'])}"
        style.write(axes, MARGIN, y + 0.06, words, color=QUIET)
        y += 0.27
        for about, said in run:
            words, look = about["label"], {"color": COUNCIL, "weight": "semibold"}
            style.write_in_cell(axes, MARGIN, y + row / 2, words, ha="left", **look)
            for x, name in zip(middles, QUESTIONS, strict=True):
                _cell(axes, said[name], x - step / 2, y, step, row, about["claim_id"])
            y += row
    for x, count in zip(middles, counts, strict=True):
        style.write_in_cell(axes, x, y + 0.14, count, weight="bold")
    _key(axes, MARGIN, y + 0.46)


def _cell(axes, said, x, y, width, height, claim=None):
    x, y, width, height = x + 0.02, y + 0.02, width - 0.04, height - 0.04
    middle = x + width / 2, y + height / 2
    if said == "does not apply":
        style.write_in_cell(axes, *middle, "–", color=REST)
        return
    style.box(axes, x, y, width, height, LOOK if said == NOT_STATED else _SAID, gid=claim)
    if said == NOT_STATED:
        style.write_in_cell(axes, *middle, "?", 11, weight="bold")


def _key(axes, x, y):
    for said, words in (
        ("stated", "it says"),
        (NOT_STATED, "it does not say"),
        ("does not apply", "does not apply"),
    ):
        _cell(axes, said, x, y - 0.12, 0.26, 0.24)
        style.write_in_cell(axes, x + 0.3, y, words, ha="left")
        x += 0.3 + style.text_width(words) + 0.22
