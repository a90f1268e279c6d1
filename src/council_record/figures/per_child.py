"""Figure 17: spending per child of a council and of groups of councils."""

from council_record.figures import style
from council_record.figures.style import FOCUS, SECOND_INK, SMALL, WIDTH

_COLOURS = (FOCUS, SECOND_INK, "#801650", "#28A197")
_INKS = {"#28A197": "#17706A"}  # dark enough for small type


@style.house()
def spend_per_child(spending, council, prices=None):
    """Draw spending per child of the council and of groups of councils, year by year.

    Parameters
    ----------
    spending : DataFrame
        As returned by ``outturn.per_child``; with ``prices``, per_child_real too.
    council : str
    prices : str, optional
        The year whose prices the second panel is in; without it there is cash only.

    Returns
    -------
    Figure
    """
    panels = {"In cash": "per_child"}
    if prices:
        panels[f"In prices of {prices}"] = "per_child_real"
    key = (
        "Each line: all money of the group divided by all its children; councils without a return "
        "in a year, or without an estimate of children, are left out of that year. England "
        "includes the region, and the region the council; neighbours can lie outside it."
    )
    height, gap, left, right = 2.6, 0.6, 0.6, 1.55
    years = sorted(spending["financial_year"].unique())
    top = style.height_of(key) + 0.15
    figure = style.page(top + len(panels) * (height + gap))
    style.key(figure, key)
    groups = [council, *(name for name in spending["group"].unique() if name != council)]
    colours = dict(zip(groups, _COLOURS, strict=False))
    for number, (head, column) in enumerate(panels.items()):
        y = top + number * (height + gap) + 0.3
        axes = style.panel(figure, left, y, WIDTH - left - right, height)
        ends = []
        for group, part in spending.groupby("group", sort=False):
            values = part.set_index("financial_year")[column].reindex(years).astype(float)
            axes.plot(range(len(years)), values, "o-", color=colours[group], gid=group,
                      markersize=4.5 if group != council else 6.5,
                      linewidth=1.5 if group != council else 2.8)  # fmt: skip
            last = values.last_valid_index()
            if last is not None:
                ends.append((values[last], group, years.index(last)))
        top_value = 1.06 * spending[column].max()
        axes.set(xlim=(-0.3, len(years) - 0.85), ylim=(0, top_value), gid=column)
        axes.set_xticks(range(len(years)), years, size=SMALL)
        axes.yaxis.set_major_formatter(lambda value, _: f"£{value:,.0f}")
        axes.grid(axis="y", color="#E3E3E3", linewidth=0.7)
        head = head if len(panels) > 1 else ""
        axes.text(0, 1.04, head, size=10.5, weight="semibold", transform=axes.transAxes)
        ends.sort(key=lambda end: end[0])
        texts = [f"{group} £{value:,.0f}" + (f" ({years[at]})" if at < len(years) - 1 else "")
                 for value, group, at in ends]  # fmt: skip
        texts = [style.wrap(text, right - 0.27, SMALL, "semibold") for text in texts]
        unit = top_value * 0.175 / height
        places = style.spread([end[0] for end in ends],
                              [unit * (text.count("\n") + 1) for text in texts])  # fmt: skip
        for (_, group, _), text, place in zip(ends, texts, places, strict=True):
            ink = _INKS.get(colours[group], colours[group])
            axes.text(1.02, place, text, size=SMALL, color=ink, va="center",
                      weight="semibold" if group == council else "regular",
                      linespacing=1.15, transform=axes.get_yaxis_transform())  # fmt: skip
    return figure
