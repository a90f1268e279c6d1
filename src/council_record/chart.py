"""A chart with all that belongs to it: what is drawn, its words, its source and its data."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from council_record import picture
from council_record.figures import page, style

MOST_WORDS = 16  # of a title


@dataclass(frozen=True)
class Chart:
    """A chart and its words.

    Parameters
    ----------
    module : str
        ``__name__`` of the figure's file, whose name is the name of the figure.
    council : Council
        Whose figure it is.
    title : str
        What was found, as a sentence of at most 16 words; printed at the head.
    subtitle : str
        What is plotted, of what, when, in prose; printed under the title.
    alt : str
        Text alternative: kind of chart, what is plotted, the finding with its numbers.
    source : str
        Where the data are from and until when; printed at the foot.
    data : DataFrame
        All that is drawn, lines of reference too.
    draw : callable
        Draws on the ``Page`` that it is given.
    note : str
        One caveat, a full sentence or two; printed above the source.
    """

    module: str
    council: object
    title: str
    subtitle: str
    alt: str
    source: str
    data: pd.DataFrame
    draw: Callable
    note: str = ""

    def __post_init__(self):
        """Refuse what would make a figure without its words or data, or a title too long."""
        for name in ("title", "subtitle", "alt", "source"):
            if not getattr(self, name).strip():
                raise ValueError(f"{self.slug}: {name} is empty; a figure needs it")
        if len(self.title.split()) > MOST_WORDS:
            raise ValueError(f'{self.slug}: the title "{self.title}" has over {MOST_WORDS} words')
        if self.data.empty:
            raise ValueError(f"{self.slug}: there are no data to draw")

    @property
    def slug(self):
        """The name of its files: fig01-grades-by-area."""
        return _slug(self.module)

    @style.house()
    def figure(self, width=page.WIDE):
        """Return the chart drawn on a sheet of this width, as a matplotlib figure."""
        sheet = page.Page(width, self.title, self.subtitle, self.source, self.note)
        self.draw(sheet)
        return sheet.figure

    def _repr_mimebundle_(self, **_):
        """Show the chart without exporting it."""
        return {"image/png": picture.png(self.figure(), self), "text/plain": self.alt}


@dataclass(frozen=True)
class LeftOut:
    """A figure that a council has nothing for; ``reason`` is a sentence that says why."""

    module: str
    council: object
    reason: str

    @property
    def slug(self):
        """The name that its files would have."""
        return _slug(self.module)

    def _repr_mimebundle_(self, **_):
        shown = {"text/markdown": self.reason, "text/plain": self.reason}
        return shown, {"council-record": {"slug": self.slug, "left_out": self.reason}}


def _slug(module):
    return module.rpartition(".")[2].replace("_", "-")
