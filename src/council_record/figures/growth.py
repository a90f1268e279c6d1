"""Figure 14: the change of one council among all, with described percentages marked."""

import seaborn as sns

from council_record.analysis.outturn import place
from council_record.figures import style
from council_record.figures.style import FOCUS, MARGIN, QUIET, SECOND_INK, SMALL, WIDTH
from council_record.text import signed

_FLAG = 0.2  # inches for a line of words beside a mark


@style.house()
def growth_in_england(changes, council, marks):
    """Draw the change of every council as a dot, the council's own and described ones marked.

    Parameters
    ----------
    changes : DataFrame
        As returned by ``outturn.changes``.
    council : str
    marks : DataFrame
        Described percentages, as returned by ``beside.beside_return``; may be empty.

    Returns
    -------
    Figure
    """
    own = changes.loc[changes["local_authority"] == council, "change"]
    middle = changes["change"].median()
    above = [(middle, f"half of the councils above, half below: {signed(middle)}", QUIET, "--")]
    if len(own):
        rank = f"place {place(changes, council)} of {len(changes)}"
        words = f"{council}: {signed(own.iloc[0])}, {rank}"
        above.append((own.iloc[0], words, FOCUS, "-"))
    below = []
    for row in marks.drop_duplicates("family").to_dict("records"):
        other = row["line"] != "total"
        who = f"{row['author']}, {row['published'].year}"
        words = f"{who}: {row['figure_text']}, {row['purpose']}"
        below.append((row["value"], words + (" (not\xa0this\xa0total)" if other else ""),
                      SECOND_INK, ":" if other else "-"))  # fmt: skip
    key = "Each dot is a council; place 1 is the largest rise."
    if own.empty:
        key += f" {council} has no return for both years."
    if below:
        key += (" Orange: percentages that documents give, each of what is named beside it and not "
                "of this total in these years.")  # fmt: skip
    swarm, left = 1.7, MARGIN + 0.1
    width = WIDTH - 2 * left
    low = min([changes["change"].min(), *(note[0] for note in below)]) - 6
    high = max([changes["change"].max(), *(note[0] for note in below)]) + 6
    above, below = (_flags(notes, low, width / (high - low), width) for notes in (above, below))
    rooms = [sum(lines for *_, lines in flags) * _FLAG for flags in (above, below)]
    top = style.height_of(key) + 0.1
    figure = style.page(top + rooms[0] + swarm + rooms[1] + 0.45)
    style.key(figure, key)
    height = rooms[0] + swarm + rooms[1]
    axes = style.panel(figure, left, top, width, height)
    others = changes.loc[changes["local_authority"] != council, "change"].astype(float)
    sns.swarmplot(x=others, y=[""] * len(others), ax=axes, color="#8A97A3", size=4.6)
    axes.set(xlim=(low, high), ylim=(swarm / 2 + rooms[1], -swarm / 2 - rooms[0]), yticks=[],
             xlabel="", ylabel="")  # fmt: skip
    axes.xaxis.set_major_formatter(lambda value, _: signed(value, 0) if value else "0%")
    if len(own):
        axes.plot(own, [0], "o", color=FOCUS, markersize=9, zorder=5, gid="own")
    for flags, side in ((above, -1), (below, 1)):
        y = swarm / 2 + sum(lines for *_, lines in flags) * _FLAG
        for value, words, colour, dash, after, lines in flags:
            level = y - lines * _FLAG / 2
            axes.plot([value, value], [-side * swarm / 2, side * (level + 0.06)], color=colour,
                      linewidth=1.4, linestyle=dash, zorder=1)  # fmt: skip
            shift = (0.06 if after else -0.06) * (high - low) / width
            axes.text(value + shift, side * level, words, size=SMALL, color=colour, va="center",
                      weight="semibold", ha="left" if after else "right",
                      linespacing=1.0)  # fmt: skip
            y -= lines * _FLAG
    return figure


def _flags(notes, low, inch, width):
    """Return value, words, colour, dash, whether the words stand on the right, and their lines.

    The outermost comes first: no upright line of a later one reaches its words.
    """
    notes = sorted(notes, key=lambda note: note[0])
    rooms = [width - (note[0] - low) * inch - 0.1 for note in notes]
    after = all(style.text_width(note[1], SMALL, "semibold") < room
                for note, room in zip(notes, rooms, strict=True))  # fmt: skip
    found = []
    for (value, words, colour, dash), room in zip(notes, rooms, strict=True):
        words = style.wrap(words, (room if after else width - room) - 0.2, SMALL, "semibold")
        found.append((value, words, colour, dash, after, words.count("\n") + 1))
    return found if after else found[::-1]
