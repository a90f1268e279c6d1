"""Figure 10: what the wording of each amount leaves unsaid."""

from itertools import groupby

from matplotlib.patches import Rectangle

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
    """Return the chart of what documents read in full leave unsaid.

    Parameters
    ----------
    unsaid : DataFrame
        As returned by ``claims.left_unsaid``.
    documents : DataFrame
        The council's table.
    council : Council

    Returns
    -------
    Chart or LeftOut
    """
    full = unsaid[~unsaid["part"]]
    if full.empty:
        reason = f"No document on {council} that was read in full gives an amount."
        return LeftOut(__name__, council, reason)
    data = full.drop(columns="part").reset_index(drop=True)
    others = unsaid.loc[unsaid["part"], "claim_id"].nunique()
    note = ""
    if others:
        note = (f"Another {many(others, 'amount')} {verb(others, 'stands', 'stand')} in documents "
                "that we could read only in part. They are not counted here.")  # fmt: skip
    answered = [f"{question} {_count(data, name)} say." for name, question in QUESTIONS.items()
                if _asked(data, name).any()]  # fmt: skip
    count = data["claim_id"].nunique()
    return Chart(
        __name__,
        council,
        title=title(data),
        subtitle=f"The {many(count, 'amount', digits=True)} in the documents on {council} that we "
        "read in full. Each orange gap is what a reader would still have to ask.",
        alt=f"Grid of {many(count, 'amount', digits=True)} by five questions. {title(data)}. "
        + " ".join(answered),
        source=_source(documents, data),
        data=data,
        note=note,
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
        return f"The {many(count, 'amount')} leave none of five questions open" if count > 1 else (
            "The one amount leaves none of five questions open"
        )  # fmt: skip
    name, missing = gaps.index[0], int(gaps.iloc[0])
    asked = int(_asked(data, name).sum())
    return f"{capital(number(missing))} of {many(asked, 'amount', digits=True)} " \
           f"{verb(missing, 'does', 'do')} not say {_OPEN[name]}"  # fmt: skip


def _source(documents, data):
    read = documents[documents["document_id"].isin(data["document_id"])]
    publishers = listed(read.sort_values("published")["publisher"].unique())
    return f"coding of {many(len(read), 'document')} published by {publishers}."


def _draw(page, data):
    claims = data.drop_duplicates("claim_id").to_dict("records")
    if page.narrow:
        _draw_down(page, data, claims)
    else:
        _draw_across(page, data, claims)


def _draw_across(page, data, claims):
    """Draw questions down and amounts across, under their documents."""
    left, right, row = MARGIN + 1.62, MARGIN + page.room - 0.68, 0.38
    step = min((right - left) / len(claims), 0.5)
    head = 0.82
    axes = page.sheet(head + len(QUESTIONS) * row + 0.42)
    place = 0
    for _, run in groupby(claims, key=lambda one: one["document_id"]):
        run = list(run)
        x0, x1 = left + place * step + 0.03, left + (place + len(run)) * step - 0.03
        name = style.wrap(run[0]["author"], max(x1 - x0, 0.6), weight="semibold")
        words = f"{name}\n{short_month(run[0]['published'])}"
        lines = words.count("\n") + 1
        style.write(axes, (x0 + x1) / 2, 0.52 - lines * 0.172, words, ha="center",
                    weight="semibold")  # fmt: skip
        axes.plot([x0, x1], [0.53, 0.53], color=INK, linewidth=0.8)
        place += len(run)
    for place, claim in enumerate(claims):
        style.write_in_cell(axes, left + (place + 0.5) * step, 0.68, claim["label"].lstrip("£")
                            .rstrip("m"), color=COUNCIL, weight="semibold")  # fmt: skip
    style.write_in_cell(axes, left - 0.08, 0.68, "£ million, or %", ha="right", color=COUNCIL)
    for number_, (name, question) in enumerate(QUESTIONS.items()):
        y = head + number_ * row
        style.write_in_cell(axes, MARGIN, y + row / 2, question, 10.5, "left", weight="semibold")
        for place, claim in enumerate(claims):
            said = _said(data, claim, name)
            _cell(axes, said, left + place * step, y, step, row, claim["claim_id"])
        style.write_in_cell(axes, MARGIN + page.room, y + row / 2, _count(data, name), 11, "right",
                            weight="bold")  # fmt: skip
    _key(axes, left, head + len(QUESTIONS) * row + 0.22)


def _draw_down(page, data, claims):
    """Draw amounts down and questions across, as a phone has room for them."""
    left, row = MARGIN + 0.55, 0.3
    step = (page.room - 0.55) / len(QUESTIONS)
    heads = [
        style.wrap(question, step - 0.06, weight="semibold") for question in QUESTIONS.values()
    ]
    head = (max(words.count("\n") for words in heads) + 1) * 0.175 + 0.1
    groups = [list(run) for _, run in groupby(claims, key=lambda one: one["document_id"])]
    axes = page.sheet(head + len(groups) * 0.27 + len(claims) * row + 0.66)
    for place, words in enumerate(heads):
        top = head - 0.06 - (words.count("\n") + 1) * 0.175
        style.write(axes, left + (place + 0.5) * step, top, words, ha="center", weight="semibold")
    y = head
    for run in groups:
        words = f"{run[0]['author']}, {short_month(run[0]['published'])}"
        style.write(axes, MARGIN, y + 0.06, words, color=QUIET)
        y += 0.27
        for claim in run:
            style.write_in_cell(axes, MARGIN, y + row / 2, claim["label"], ha="left",
                                color=COUNCIL, weight="semibold")  # fmt: skip
            for place, name in enumerate(QUESTIONS):
                said = _said(data, claim, name)
                _cell(axes, said, left + place * step, y, step, row, claim["claim_id"])
            y += row
    for place, name in enumerate(QUESTIONS):
        style.write_in_cell(axes, left + (place + 0.5) * step, y + 0.14, _count(data, name),
                            weight="bold")  # fmt: skip
    _key(axes, MARGIN, y + 0.46)


def _said(data, claim, name):
    found = data[(data["claim_id"] == claim["claim_id"]) & (data["attribute"] == name)]
    return found["said"].iloc[0]


def _cell(axes, said, x, y, width, height, claim=None):
    if said == "does not apply":
        style.write_in_cell(axes, x + width / 2, y + height / 2, "–", color=REST)
        return
    gap = said == NOT_STATED
    axes.add_patch(Rectangle((x + 0.02, y + 0.02), width - 0.04, height - 0.04, edgecolor="none",
                             facecolor=LOOK if gap else _SAID, gid=claim))  # fmt: skip
    if gap:
        style.write_in_cell(axes, x + width / 2, y + height / 2, "?", 11, weight="bold")


def _key(axes, x, y):
    for said, words in (("stated", "it says"), (NOT_STATED, "it does not say"),
                        ("does not apply", "does not apply")):  # fmt: skip
        _cell(axes, said, x, y - 0.12, 0.26, 0.24)
        style.write_in_cell(axes, x + 0.3, y, words, ha="left")
        x += 0.3 + style.text_width(words) + 0.22
