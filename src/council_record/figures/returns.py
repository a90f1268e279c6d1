"""Charts of notebook 04: what the council reported, beside what was described."""

import pandas as pd

from council_record.analysis.documents import PARTS, marked
from council_record.data.tables import labels
from council_record.figures import style
from council_record.figures.per_child import spend_per_child
from council_record.figures.style import (
    CONTEXT,
    FOCUS,
    INK,
    MARGIN,
    QUIET,
    SECOND,
    SECOND_INK,
    SMALL,
    WHITE,
    WIDTH,
    write,
)
from council_record.text import millions, pounds

__all__ = ["cumulative_extra", "outturn_lines", "spend_per_child", "youth_services"]
LINES = labels("outturn", "line")
_FEW = 6  # years: with fewer, bars are no wider and room is left on the right


def _figure(value, largest):
    """Return millions as 10.6, or as 0.058 where the largest is less than one; 0 is nothing."""
    places = 1 if largest >= 1 else 3
    told = f"{value:,.{places}f}"
    return told if float(told.replace(",", "")) else "0" if value == 0 else f"<{10**-places}"


@style.house()
def outturn_lines(lines, years):
    """Draw the seven lines of the outturn, a row of bars for each, all on one scale.

    Parameters
    ----------
    lines : DataFrame
        As returned by ``outturn.lines``.
    years : list of str
        The financial years of the release.

    Returns
    -------
    Figure
    """
    height, gap, left = 0.56, 0.38, 1.75
    key = (
        "One scale for all rows: a bar twice as tall is twice the money. Numbers are millions of "
        "pounds. "
    )
    names = [line for line in LINES if line != "total"]
    wide = lines.pivot(index="financial_year", columns="line", values="amount_gbp").reindex(years)
    wide = wide.reindex(columns=names).astype(float) / 1e6
    if wide.isna().any(axis=None):
        key += "A dash: no amount in the release for that year."
    top = style.height_of(key) + 0.3
    figure = style.page(top + len(names) * (height + gap) + 0.05)
    style.key(figure, key)
    for number, line in enumerate(names):
        y = top + number * (height + gap) + 0.2
        axes = style.panel(figure, left, y, WIDTH - left - MARGIN, height)
        values = wide[line]
        axes.bar(range(len(years)), values.fillna(0), width=0.72, color=FOCUS)
        axes.set(xlim=(-0.55, len(years) - 0.45), ylim=(0, wide.max().max()), gid=line, yticks=[])
        axes.set_xticks([])
        for place, value in enumerate(values):
            words = "–" if pd.isna(value) else _figure(value, wide.max().max())
            axes.annotate(words, (place, 0 if pd.isna(value) else value), (0, 2), ha="center",
                          textcoords="offset points", size=SMALL)  # fmt: skip
        words = style.wrap(LINES[line], left - MARGIN - 0.1, 10, "semibold")
        axes.text(-(left - MARGIN) / (WIDTH - left - MARGIN), 0, words, size=10, va="bottom",
                  weight="semibold", transform=axes.transAxes, linespacing=1.1)  # fmt: skip
        if number in (0, len(names) - 1):
            for place, year in enumerate(years):
                y = 1.58 if number == 0 else -0.3
                axes.text(place, y, year, size=SMALL, ha="center", color=QUIET,
                          transform=axes.get_xaxis_transform())  # fmt: skip
    return figure


@style.house()
def youth_services(returns, described, notes=""):
    """Draw services for young people in both returns, and described amounts beside them.

    Parameters
    ----------
    returns : DataFrame
        As returned by ``outturn.two_returns``.
    described : DataFrame
        Amounts with this line, as returned by ``beside.once``; may be empty.
    notes : str
        What the returns lack or what stands out in them; see ``words.about_returns``.

    Returns
    -------
    Figure
    """
    there = returns.dropna(subset="ro3_expenditure")
    key = "Filled, blue: section 251 outturn, gross."
    if len(there):
        key += (" Orange: revenue outturn RO3, expenditure before income, another return of the "
                "same year by other rules.")  # fmt: skip
    if (there["ro3_certified"] == "N").any():
        key += " Orange outline: RO3 that the council had not certified."
    pairs = [pair for row in described.to_dict("records") for pair in _pair(row)]
    if pairs:
        key += f" Dashed outline: as described. {PARTS}"
    key = f"{key} {notes}".rstrip()
    top = style.height_of(key) + 0.36
    upper = 1.5
    bottom = top + upper + 0.32
    lower = 0.42 + sum(_bar_height(words) for _, words, _ in pairs) if pairs else 0
    figure = style.page(bottom + lower)
    style.key(figure, key)
    axes = style.panel(figure, MARGIN + 0.1, top, WIDTH - 2 * MARGIN - 0.2, upper)
    both = (
        returns.set_index("financial_year")[["section_251", "ro3_expenditure"]].astype(float) / 1e6
    )
    for place, (first, second) in enumerate(both.to_numpy()):
        two = pd.notna(second) and pd.notna(first)
        hollow = returns["ro3_certified"].iloc[place] == "N"
        for value, shift, colour, fill, ink in (
            (first, -0.2, FOCUS, FOCUS, INK),
            (second, 0.2, SECOND, WHITE if hollow else SECOND, SECOND_INK),
        ):
            if pd.notna(value):
                x = place + (shift if two else 0)
                axes.bar(x, value, width=0.36, facecolor=fill, edgecolor=colour, linewidth=1.2)
                axes.annotate(_figure(value, both.max().max()), (x, max(value, 0)), (0, 2),
                              ha="center", size=SMALL,
                              color=ink, textcoords="offset points")  # fmt: skip
    axes.set_xticks(range(len(both)), both.index, size=SMALL)
    axes.set(yticks=[], xlim=(-0.6, max(len(both), _FEW) - 0.4))
    axes.text(0, 1.13, "Year by year, £m", size=10.5, weight="semibold", transform=axes.transAxes)
    if pairs:
        _bars(style.sheet(figure), pairs, bottom)
    return figure


def unclear(row):
    """Return a remark where the wording leaves open which lines or other money are meant."""
    return "; which services is unclear" if row["scope"] == "unclear" else ""


def _pair(row):
    """Return a described amount and what the return gives for the same years."""
    money = {"budget": "a budget", "spent": "as spent"}.get(
        row["money"], f"budget or spent {row['money']}"
    )
    words = f"{row['figure_text']}, {row['purpose']} ({row['period']}): {money}{unclear(row)}"
    words = marked(words, row["part"])
    yield row["value"] / 1e6, style.wrap(words, _WORDS - MARGIN - 0.1, SMALL), "described"
    if pd.notna(row["returned"]):
        yield row["returned"] / 1e6, f"return, {row['return_years']}", "returned"
    else:
        yield 0, f"return: {row['return_years']}", "none"


_WORDS = 3.55  # inches for the words left of level bars


def _bar_height(words):
    return 0.1 + 0.155 * (words.count("\n") + 1)


def _bars(axes, pairs, top):
    """Draw level bars one below the other, each with its words, under one heading."""
    axes.plot([MARGIN, WIDTH - MARGIN], [top + 0.06] * 2, color=CONTEXT, linewidth=0.8)
    write(axes, MARGIN, top + 0.14, "Described, and the return for the same years, £m", 10.5,
          weight="semibold")  # fmt: skip
    inch = (WIDTH - _WORDS - 0.6) / max(value for value, _, _ in pairs)
    y = top + 0.42
    for value, words, kind in pairs:
        look = (
            {"color": FOCUS}
            if kind == "returned"
            else {"facecolor": WHITE, "edgecolor": FOCUS, "linewidth": 1.4, "linestyle": "--"}
        )
        middle = y + _bar_height(words) / 2
        if kind != "none":
            axes.barh(middle, value * inch, height=0.16, left=_WORDS, gid=kind, **look)
            style.write_in_cell(axes, _WORDS + value * inch + 0.06, middle, f"{value:,.1f}",
                                ha="left")  # fmt: skip
        style.write_in_cell(axes, _WORDS - 0.1, middle, words, ha="right",
                            color=INK if kind == "described" else QUIET)  # fmt: skip
        y += _bar_height(words)


@style.house()
def cumulative_extra(above, described, notes=""):
    """Draw how far lines were above their base year, added up, beside described totals.

    Parameters
    ----------
    above : DataFrame
        Rows of ``outturn.above_base`` of one or more lines.
    described : DataFrame
        Amounts added up over years, as returned by ``beside.once``; may be empty.
    notes : str
        On what the totals rest; see ``words.about_totals``.

    Returns
    -------
    Figure
    """
    key = "Bars: the return, added up from the year after the base year; each panel has its scale."
    if len(described):
        key += (" Dashed lines: totals as described, over the years that they name; a described "
                "total may hold all of the money, not only what is above a base year. "
                + PARTS)  # fmt: skip
    key = f"{key} {notes}".rstrip()
    years = sorted(above["financial_year"].unique())
    groups = list(above.groupby("line", sort=False))
    gap, right = 0.62, 2.0 if len(described) else 0.1
    words = [
        [style.wrap(_total(row), right - 0.25, SMALL)
         for row in described[described["line"] == line].sort_values("value").to_dict("records")]
        for line, _ in groups
    ]  # fmt: skip
    heights = [max(1.7, sum(map(_words_height, texts))) for texts in words]
    width = WIDTH - 2 * MARGIN - 0.1 - right
    top = style.height_of(key) + 0.05
    figure = style.page(top + sum(heights) + len(groups) * gap + 0.1)
    style.key(figure, key)
    for (line, group), height, texts in zip(groups, heights, words, strict=True):
        axes = style.panel(figure, MARGIN + 0.1, top + 0.34, width, height)
        top += height + gap
        values = group["running_total"].astype(float) / 1e6
        places = [years.index(year) for year in group["financial_year"]]
        axes.bar(places, values, width=0.62, color=FOCUS)
        own = described[described["line"] == line].sort_values("value")
        levels = list(own["value"].astype(float) / 1e6)
        low, high = min([0, *values]), max([0, *values, *levels])
        room = (high - low) or 1
        for place, value in zip(places, values, strict=True):
            words = pounds(1e6 * value, 1e6 * values.abs().max())
            axes.annotate(words, (place, value), (0, 2 if value >= 0 else -2),
                          ha="center", va="bottom" if value >= 0 else "top", size=SMALL,
                          textcoords="offset points", bbox=_BLANK)  # fmt: skip
        axes.set(xlim=(-0.6, max(len(years), _FEW) - 0.4), yticks=[], gid=line,
                 ylim=(low - 0.12 * room * (low < 0), high + 0.16 * room))  # fmt: skip
        axes.set_xticks(range(len(years)), [f"to {year}" for year in years], size=SMALL)
        axes.axhline(0, color=QUIET, linewidth=0.8)
        axes.spines["bottom"].set_visible(False)
        axes.text(0, 1.06, LINES[line], size=10.5, weight="semibold", transform=axes.transAxes)
        _totals(axes, own.to_dict("records"), levels, texts, years, height)
    return figure


def _total(row):
    """Return a described total in words, with all that the line holds in the same years."""
    words = f"{row['figure_text']} described, {row['period']}: {row['purpose']}"
    words = marked(words, row["part"])
    if pd.isna(row["returned"]):
        return words
    line = f"this line, {row['return_years']}, in all: {millions(row['returned'])}"
    return f"{words} ({line}{unclear(row)})"


def _words_height(text):
    return 0.17 * (text.count("\n") + 1.2)


def _totals(axes, rows, levels, texts, years, height):
    """Draw described totals over the years that they name, with their words right of the bars."""
    bottom, top = axes.get_ylim()
    heights = [_words_height(text) * (top - bottom) / height for text in texts]
    places = style.spread(levels, heights)
    over = max([0, *(at + tall / 2 - top for at, tall in zip(places, heights, strict=True))])
    places = [at - over for at in places]  # none above the panel, in the key
    beside = axes.get_yaxis_transform()
    for row, level, text, place in zip(rows, levels, texts, places, strict=True):
        start, end = (int(row[name][:4]) - int(years[0][:4]) for name in ("period_start",
                                                                        "period_end"))  # fmt: skip
        ends = [max(start - 0.4, -0.6), min(end, len(years) - 1) + 0.4]
        axes.plot(ends, [level, level], color=SECOND, linestyle="--", linewidth=1.6, zorder=1)
        axes.plot([ends[1], axes.get_xlim()[1]], [level, level], color=SECOND_INK, linewidth=0.6,
                  linestyle=":", zorder=0)  # fmt: skip
        axes.plot([1, 1.04], [level, place], color=SECOND_INK, linewidth=0.6, linestyle=":",
                  transform=beside, clip_on=False)  # fmt: skip
        axes.text(1.05, place, text, size=SMALL, color=SECOND_INK, va="center", linespacing=1.15,
                  transform=beside)  # fmt: skip


_BLANK = {"facecolor": WHITE, "edgecolor": "none", "pad": 0.8}
