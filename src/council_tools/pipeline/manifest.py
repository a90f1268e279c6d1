"""What each notebook read and made when it last ran, and whether that still stands.

One file for each council, .cache/COUNCIL.json, and one for the checks of tables, outside git. They
hold digits of SHA-256 by file. What they cannot vouch for is run again.
"""

import hashlib
import json
import platform
import sys
from functools import cache
from pathlib import Path

from council_record import paths

NO_RECORD = "first run here"
CHECKS = "checks"  # stands where a council stands; the entries are by ``checked_as``


def digest_of(raw):
    """Return the first 16 digits of the SHA-256 of bytes."""
    return hashlib.sha256(raw).hexdigest()[:16]


def digest(path):
    """Return the digest of a file, or None where there is no such file."""
    try:
        return digest_of(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


@cache
def packages():
    """Return a digest of Python and of the packages installed, by name and version."""
    found = {path.name for folder in sys.path for path in Path(folder).glob("*.dist-info")}
    others = sorted(name for name in found if not name.startswith("council_record-"))
    return _digest([platform.python_version(), *others])


def file(council):
    """Return the path of a council's manifest."""
    return paths.CACHE / f"{paths.slug(council)}.json"


def load(council):
    """Return a council's manifest, or that of ``CHECKS``, as a dict.

    It has council: its name, or None; entries: what each notebook read and made, by name; missing:
    why a notebook that has no entry must run.
    """
    empty, path = {"council": None, "entries": {}, "missing": NO_RECORD}, file(council)
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if all({"read", "packages"} <= entry.keys() for entry in found["entries"].values()):
            return empty | {"council": found["council"], "entries": found["entries"]}
    except FileNotFoundError:
        return empty
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    return empty | {"missing": f"the record {paths.shown(path)} cannot be read"}


def text(council, entries):
    """Return a manifest as it is written."""
    content = {"council": council, "entries": entries}
    return (json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()


def checked_as(council):
    """Return the name of the check that serves a council: one for all without own tables."""
    return paths.slug(council) if paths.coded(council).is_dir() else ""


def code(raw):
    """Return a digest of the code cells of a notebook given as bytes; its prose may change."""
    return _digest([cell["source"] for cell in _cells(raw)[1]])


def made(path, raw):
    """Return a digest of a file that a run makes; of a notebook, of all but its prose."""
    return _digest(_cells(raw)) if path.suffix == ".ipynb" else digest_of(raw)


def _cells(raw):
    try:
        content = json.loads(raw)
        cells = [cell for cell in content.pop("cells") if cell["cell_type"] == "code"]
        return [content, [cell | {"source": "".join(cell["source"])} for cell in cells]]
    except (ValueError, KeyError, TypeError):
        return [{"unreadable": digest_of(raw)}, []]


def _digest(content):
    return digest_of(json.dumps(content, sort_keys=True).encode())


class Now:
    """Compares manifests with what is there now; each file is read once."""

    def __init__(self, compare=""):
        self._digest = cache(lambda path: digest(paths.ROOT / path))
        self._compare = compare

    def differs(self, known, missing=NO_RECORD):
        """Return why an entry no longer stands for what it read, one reason a line."""
        if known is None:
            return [missing]
        reasons = []
        for path, before in known["read"].items():
            now = self._digest(path)
            if now != before:
                what = "is new" if before is None else "is gone" if now is None else "changed"
                reasons.append(f"{path} {what}")
        if known["packages"] != packages():
            reasons.append("the installed packages changed")
        return reasons

    def stale(self, notebook, manifest):
        """Return why a notebook must run, one reason a line; none if its entry stands."""
        known = manifest["entries"].get(notebook.stem)
        reasons = self.differs(known, manifest["missing"])
        if known is None:
            return reasons
        raw = notebook.read_bytes()
        if known["compare"] != self._compare:
            reasons.insert(0, "COMPARE changed")
        if known["code"] != code(raw):
            reasons.insert(0, "its code changed")
        for name, before in known["made"].items():
            path = paths.ROOT / name
            now = made(path, raw) if path == notebook else self._digest(name)
            if now != before:
                reasons.append(f"{name} {'is missing' if now is None else 'is not as it was made'}")
        return reasons
