"""Frames as HTML tables for readers: columns named in words, numbers as people write them."""

import re

import pandas as pd

from council_record import text

# Columns whose name in words is not their name without underscores. One word for one thing.
NAMES = {
    "amount_gbp": "Amount",
    "as_at": "As at",
    "change": "Change (%)",
    "change_cash": "Change in cash (%)",
    "figure_text": "Amount",
    "from_framework": "From framework",
    "local_authority": "Council",
    "per_child": "Per child",
    "started": "Inspection began",
    "to_framework": "To framework",
    "url": "Address",
}
_POUNDS = re.compile(r"(_gbp|^per_child.*|^returned|^amount)$")
_CODE = re.compile("[a-z]+(_[a-z]+)+")  # as the tables hold what words can say
_STYLE = "text-align:left;vertical-align:top"
_FIRST = f"{_STYLE};position:sticky;left:0;background:inherit"


class Table:
    """A frame that a notebook shows as a table which reads well on a phone and aloud."""

    def __init__(self, frame):
        self._html, self._text = html(frame), frame.to_string(index=False)

    def _repr_mimebundle_(self, **_):
        return {"text/html": self._html, "text/plain": self._text}


def show(frame, **names):
    """Show a frame in full, its columns named in words.

    Parameters
    ----------
    frame : DataFrame
        Each column is shown; select them first.
    **names : str
        What to call a column, where neither its name without underscores nor ``NAMES`` is right.

    Returns
    -------
    Table
    """
    return Table(frame.rename(columns=names))


def html(frame):
    """Return a frame as HTML with marked headers; a missing cell is empty."""
    header, *body = rows(frame)
    shown = pd.DataFrame(body, columns=header, dtype=object)
    with pd.option_context("display.max_colwidth", None):
        table = shown.to_html(index=False, border=0, justify="left", na_rep="")
    table = table.replace("<th>", f'<th scope="col" style="{_STYLE}">')
    table = table.replace("<td>", f'<td style="{_STYLE}">')
    for tag in ("th", "td"):  # the first column stays in view
        table = re.sub(rf'(<tr[^>]*>\s*<{tag}[^>]*style="){_STYLE}', rf"\1{_FIRST}", table)
    return f'<div style="overflow-x:auto;background:inherit">{table}</div>'


def rows(frame):
    """Return the names of a frame's columns in words, and its rows as readers write them."""
    body = zip(*([cell(value, name) for value in frame[name]] for name in frame), strict=True)
    return [[heading(name) for name in frame], *map(list, body)]


def heading(name):
    """Return a column's name in words: local_authority is Council, claim_id Claim."""
    words = str(name).removesuffix("_id").replace("_", " ")
    return NAMES.get(name) or text.capital(words)


def cell(value, name=""):
    """Return a value as a reader writes it: £3.4m, 25 March 2019, 10,360, yes, care leavers."""
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return text.long_day(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) or not pd.api.types.is_number(value):
        return str(value).replace("_", " ") if _CODE.fullmatch(str(value)) else str(value)
    if _POUNDS.search(str(name)):
        return text.millions(value)
    if float(value).is_integer():
        return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:.0f}"
    return f"{value:,}"
