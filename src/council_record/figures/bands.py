"""Documents side by side in order of publication, in bands of a month, or on phones of a year."""

from typing import NamedTuple

from council_record.figures import style

_GROUND = "#F3F5F7"
HEAD = 0.42  # inches for the names of the bands


class Bands(NamedTuple):
    """Where documents stand.

    Attributes
    ----------
    slots : dict of str to float
        The middle of each document's place, in inches, by document_id.
    bands : list of (str, float, float)
        Name, left and right of each band.
    """

    slots: dict
    bands: list


def lay(claims, left, right, narrow):
    """Return the places of documents between two edges.

    Parameters
    ----------
    claims : DataFrame
        document_id, published; in order of publication.
    left, right : float
        In inches.
    narrow : bool
        Whether bands are years, as on a phone.
    """
    documents = claims.drop_duplicates("document_id")
    names = documents["published"].dt.strftime("%Y" if narrow else "%b\n%Y")
    least, gap = 0.34, 0.08
    counts = names.groupby(names, sort=False).size()
    spare = right - left - gap * (len(counts) - 1)
    # A band of one document needs the room of its name; the others share what is left.
    slot = spare / counts.sum()
    for _ in range(9):
        slim = counts * slot < least
        room = spare - least * slim.sum()
        slot = room / max(counts[~slim].sum(), 1)
    slot = min(slot, 0.36)
    slots, bands, x = {}, [], left
    for name, count in counts.items():
        width = max(count * slot, least)
        step = width / count
        inside = documents.loc[names == name, "document_id"]
        slots |= {one: x + (place + 0.5) * step for place, one in enumerate(inside)}
        bands.append((name, x, x + width))
        x += width + gap
    return Bands(slots, bands)


def draw(axes, bands, rows):
    """Draw the bands behind rows, with their names above the first.

    Parameters
    ----------
    rows : list of (float, float)
        Top and bottom of each, in inches.
    """
    for name, left, right in bands:
        for top, bottom in rows:
            style.box(axes, left, top, right - left, bottom - top, _GROUND, zorder=0)
        style.write_in_cell(axes, (left + right) / 2, HEAD / 2, name, weight="semibold")
