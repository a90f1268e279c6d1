"""Every notebook for eight councils, compared with what was looked at and kept.

A line that differs is a change that a reader would see. Where it is meant, keep it:
`make golden`, then read the difference in git as you would read the page.
"""

import hashlib
import os
from pathlib import Path

import pytest

import drawn
import shown
from council_record import paths
from council_record.chart import Chart, LeftOut
from council_record.data import safe_csv
from council_record.figures import page

HERE = Path(__file__).parent
ENGLAND = ("Newham", "Poole", "City of London")
WIDTHS = {"wide": page.WIDE, "narrow": page.NARROW}


def digest(content):
    return hashlib.sha256(content).hexdigest()[:16]


def told(stem, value, council):
    """Return what a cell shows as lines: words in full, pictures and tables as digests.

    Pictures of all England differ from council to council by one mark: three of them are drawn.
    """
    if isinstance(value, LeftOut):
        return [f"{value.slug}: left out. {value.reason}"]
    if isinstance(value, Chart):
        words = ("title", "subtitle", "alt", "note", "source")
        lines = [f"{value.slug} {name}: {getattr(value, name)}" for name in words]
        lines.append(f"{value.slug} csv {digest(safe_csv.text(value.data).encode())}")
        alike = stem.startswith("02") and council not in ENGLAND
        for name, width in ({} if alike else WIDTHS).items():
            faults, drawing = drawn.looked_at(value.figure(width))
            assert (value.slug, name, faults) == (value.slug, name, [])
            lines.append(f"{value.slug} {name} {drawing}")
        return lines
    bundle = value._repr_mimebundle_() if hasattr(value, "_repr_mimebundle_") else {}
    text = getattr(value, "data", None) if bundle == {} else bundle.get("text/html")
    if text is None:
        return []
    return [f"{stem}: {text}" if "<" not in text else f"{stem} table {digest(text.encode())}"]


@pytest.mark.parametrize("council", shown.HARD)
def test_notebooks_show_what_was_kept(council):
    lines = [line for stem, value in shown.cells(council) for line in told(stem, value, council)]
    kept = HERE / f"{paths.slug(council)}.txt"
    if os.environ.get("KEEP_GOLDEN"):
        kept.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == kept.read_text(encoding="utf-8").splitlines()
