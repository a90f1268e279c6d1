"""Charts of notebook 03: how spending was described, document by document."""

import pandas as pd
import seaborn as sns
from matplotlib.colors import ListedColormap
from matplotlib.patches import Rectangle

from ..claims import ATTRIBUTES
from ..documents import full_name, in_order
from . import style
from .columns import Cell, draw
from .style import CONTEXT, FOCUS, INK, MARGIN, QUIET, SMALL, TINT, WHITE, WIDTH


@style.house()
def figures_by_document(described, documents):
    """Draw each figure of each document with its wording, and the years it speaks of.

    Parameters
    ----------
    described : DataFrame
        As returned by ``claims.described``.
    documents : DataFrame
        All documents, also those without a figure.

    Returns
    -------
    Figure
    """
    figures = described.dropna(subset="figure_text")
    years = _financial_years(figures)
    step = min(0.56, 2.6 / max(len(years), 1))
    strip = WIDTH - MARGIN - 0.05 - step * len(years)
    blocks, drawn = [], []
    for document in in_order(documents).to_dict("records"):
        claims = figures[figures["document_id"] == document["document_id"]].to_dict("records")
        rows = [_figure_row(claim) for claim in claims] or [[Cell("no figure", "quiet"), Cell("")]]
        blocks.append((full_name(document), rows))
        drawn += claims or [None]
    key = (
        "Blocks show the years of an amount, not its size, as coded from the words quoted: one "
        "block for one year, several for the same amount in each year, a long bar for an amount "
        "added up over years, an arrowhead for an open end (since). Again: an earlier document "
        "gives the same figure. Another sum: the same amount, but other money."
    )
    unspread = figures[figures["period_start"].notna() & (figures["recurrence"] == "not stated")]
    if (unspread["measure"] == "money").any():
        key += " Outlined: how the amount falls on the years is not stated."
    figure, axes, spans = draw(blocks, [MARGIN, 1.4, strip], key=key)
    named = set()
    for claim, span in zip(drawn, spans, strict=True):
        if claim is None:
            continue
        if claim["document_id"] not in named:
            each = 1 if step > 0.4 else 2  # short names, every second one, where years are many
            for number, year in list(enumerate(years))[::each]:
                x = strip + (number + 0.5) * step
                name = year if each == 1 else year[2:]
                style.write_in_cell(axes, x, span[0] - 0.08, name, color=QUIET)
            named.add(claim["document_id"])
        for number in range(len(years) + 1):
            x = strip + number * step
            axes.plot([x, x], span, color=CONTEXT, linewidth=0.6, zorder=0)
        if claim["measure"] == "money" and pd.notna(claim["period_start"]):
            _strip(axes, claim, years, strip, step, span[0] + 0.17)
    return figure


def _figure_row(claim):
    period = "period not stated"
    if claim["period"] != "not stated":
        period = f"“{claim['period']}”"
    if claim["baseline"] != "not stated":
        period += f", measured from: “{claim['baseline']}”"
    return [
        Cell(claim["figure_text"], "strong", claim["seen"], size=12),
        Cell(claim["purpose"], "plain", period, size=10),
    ]


def _financial_years(figures):
    """Return every financial year from the first period to the last, as 2018-19."""
    dated = figures.dropna(subset="period_start")
    if dated.empty:
        return []
    first = int(dated["period_start"].min()[:4])
    last = max(int(_last_year(claim)[:4]) for claim in dated.to_dict("records"))
    return [f"{year}-{(year + 1) % 100:02}" for year in range(first, last + 1)]


def _last_year(claim):
    """Return the last financial year of a period; an open one runs to the document's own."""
    if pd.notna(claim["period_end"]):
        return claim["period_end"]
    day = claim["published"]
    year = day.year if day.month >= 4 else day.year - 1
    return max(f"{year}-{(year + 1) % 100:02}", claim["period_start"])


def _strip(axes, claim, years, left, step, y):
    """Draw the years of an amount as blocks, or as one bar where they are added up."""
    start, end = years.index(claim["period_start"]), years.index(_last_year(claim))
    spans = [(start, end + 1)]
    if claim["recurrence"] in ("one year", "each year"):
        spans = [(number, number + 1) for number in range(start, end + 1)]
    for begin, stop in spans:
        corner, length = (left + begin * step + 0.05, y - 0.085), (stop - begin) * step - 0.1
        told = claim["recurrence"] != "not stated"
        axes.add_patch(Rectangle(corner, length, 0.17, facecolor=FOCUS if told else WHITE,
                                 edgecolor=FOCUS, linewidth=0 if told else 1,
                                 gid=claim["claim_id"]))  # fmt: skip
    if pd.isna(claim["period_end"]):
        axes.plot(left + (end + 1) * step + 0.03, y, ">", color=FOCUS, markersize=7.5,
                  markeredgewidth=0)  # fmt: skip


@style.house()
def wording_of_a_figure(recurring, documents):
    """Draw the same figure from document to document, with the changed wording filled.

    Parameters
    ----------
    recurring : DataFrame
        As returned by ``claims.recurring``.
    documents : DataFrame
        Publisher, kind and day of each document.

    Returns
    -------
    Figure
    """
    attributes = [name for name in ATTRIBUTES if name != "baseline"]
    names = _names(documents)
    blocks = []
    reworded = recurring.groupby("family")["changed"].sum()
    order = sorted(recurring["family"].unique(), key=lambda family: -reworded[family])
    for family in order:
        group = recurring[recurring["family"] == family]
        first, rows = group.iloc[0], []
        for _, cells in group.groupby("claim_id", sort=False):
            name = Cell(names[cells["document_id"].iloc[0]])
            words = zip(cells["wording"], cells["attribute"], cells["changed"], strict=True)
            if not cells["same_figure"].iloc[0]:
                name = Cell(f"Another {cells['figure_text'].iloc[0]}: {name.words}", "other")
            rows.append([name, *(_wording(*told) for told in words)])
        blocks.append((f"{first['figure_text']}, {first['wording']}", rows))
    key = (
        "Filled: other words for what it is for, or another meaning, than in the row above. In "
        "quotation marks: the documents’ own words; the rest is coded from them. Another: the same "
        "amount, but other money."
    )
    room = (WIDTH - MARGIN - 1.5) / len(attributes)
    edges = [MARGIN, *(1.5 + number * room for number in range(len(attributes) + 1))]
    return draw(blocks, edges, heads=["", *(ATTRIBUTES[name] for name in attributes)], key=key)[0]


def _wording(text, attribute, changed):
    if attribute in ("purpose", "period") and text != "not stated":
        text = f"“{text}”"
    return Cell(text, "filled" if changed else "quiet" if text == "not stated" else "plain")


def _names(documents):
    return {row["document_id"]: full_name(row) for row in documents.to_dict("records")}


@style.house()
def superlatives(rows, documents):
    """Draw the superlatives one under the other: the word, of what, since when, said by whom.

    Parameters
    ----------
    rows : DataFrame
        As returned by ``claims.superlatives``.
    documents : DataFrame
        Publisher, kind and day of each document.

    Returns
    -------
    Figure
    """
    blocks = []
    about = {row["document_id"]: row for row in documents.to_dict("records")}
    for row in rows.to_dict("records"):
        document = about[row["document_id"]]
        heading = full_name(document)
        if row["voice"] != "own":
            heading += (
                f", {'quoting' if row['voice'] == 'quoted' else 'reporting'} {row['speaker']}"
            )
        amounts = Cell(row["amounts"], "quiet" if row["amounts"] == "none" else "plain", size=11)
        line = [Cell(row["superlative"], "strong", size=11), Cell(row["superlative_of"], size=11),
                Cell(row["baseline"], size=11), amounts]  # fmt: skip
        blocks.append((heading, [line]))
    without = in_order(documents[~documents["document_id"].isin(rows["document_id"])])
    key = (
        "In the documents’ own words. Amounts: those given for the same period as the superlative."
    )
    if len(without):
        key += f" No superlative: {'; '.join(map(full_name, without.to_dict('records')))}."
    heads = ["superlative", "of what", "measured from", "with amounts"]
    return draw(blocks, [MARGIN, 1.0, 4.0, 5.13, WIDTH - 0.02], heads=heads, key=key)[0]


@style.house()
def left_unsaid(unsaid, documents):
    """Draw figure by attribute as a heat map of what documents state, and what they do not.

    Parameters
    ----------
    unsaid : DataFrame
        As returned by ``claims.left_unsaid``.
    documents : DataFrame
        Publisher, kind and day of each document.

    Returns
    -------
    Figure
    """
    if unsaid.empty:
        return draw([], [MARGIN, WIDTH - MARGIN], key="No amount of money and no percentage.")[0]
    attributes = [name for name in ATTRIBUTES if name != "purpose"]
    left = 2.5
    room = (WIDTH - left - MARGIN) / len(attributes)
    order = []  # claims, with the document before its first one: an empty row for its name
    for document, group in unsaid.groupby("document_id", sort=False):
        order += [document, *group["claim_id"].unique()]
    facts = unsaid.drop_duplicates("claim_id").set_index("claim_id")
    figures = facts["figure_text"].map(lambda text: style.wrap(text, 0.86, 10, "bold"))
    purposes = facts["purpose"].map(lambda text: style.wrap(text, left - 1.1, SMALL))
    wide = unsaid.pivot(index="claim_id", columns="attribute").reindex(order)
    words = wide["wording"][attributes].where(wide["said"][attributes] != "does not apply", "–")
    words = words.map(lambda text: style.wrap(text, room - 0.1, SMALL), na_action="ignore")
    stated = (wide["said"][attributes] == "stated").astype(float).where(words.notna())
    texts = [*figures, *purposes, *words.stack().dropna()]
    line = max(0.385, 0.26 + 0.16 * max(text.count("\n") for text in texts))
    key = (
        "Filled: the document states it; the words in the boxes are coded from its own. A dash: "
        "the question does not apply. At the head: how many state it, of those it applies to."
    )
    head = style.height_of(key) + 0.78
    figure = style.page(head + line * len(order))
    style.key(figure, key)
    sheet = style.sheet(figure)
    sheet.set_zorder(1)
    axes = style.panel(figure, left, head, room * len(attributes), line * len(order))
    sns.heatmap(stated, ax=axes, cbar=False, cmap=ListedColormap([TINT, FOCUS]), vmin=0, vmax=1,
                linewidths=2, linecolor=WHITE, xticklabels=False, yticklabels=False)  # fmt: skip
    axes.set(xlabel="", ylabel="")
    for number, name in enumerate(attributes):
        asked = unsaid[(unsaid["attribute"] == name) & (unsaid["said"] != "does not apply")]
        x, count = left + (number + 0.5) * room, (asked["said"] == "stated").sum()
        style.write_in_cell(sheet, x, head - 0.37, style.wrap(ATTRIBUTES[name], room - 0.1, SMALL))
        style.write_in_cell(sheet, x, head - 0.06, f"{count} of {len(asked)}", 10.5, weight="bold")
    names = _names(documents)
    for row, claim in enumerate(order):
        middle = head + (row + 0.5) * line
        if claim in names:
            style.write(sheet, MARGIN, middle + line / 2 - 0.2, names[claim], 10.5,
                        weight="semibold")  # fmt: skip
            continue
        style.write_in_cell(sheet, MARGIN, middle, figures[claim], 10, ha="left", weight="bold",
                            color=FOCUS)  # fmt: skip
        style.write_in_cell(sheet, 1.05, middle, purposes[claim], ha="left")
        for number, name in enumerate(attributes):
            x, colour = left + (number + 0.5) * room, WHITE if stated.loc[claim, name] else INK
            style.write_in_cell(sheet, x, middle, words.loc[claim, name], color=colour)
    return figure
