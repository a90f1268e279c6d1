"""What each notebook read and made when it last ran, and whether that still stands.

One file for each council, .cache/COUNCIL.json, outside git: digits of SHA-256 by file, versions by
package. What it cannot vouch for is run again.
"""

import hashlib
import importlib.metadata
import json
import platform
from functools import cache

from council_record import paths


def digest(path):
    """Return the first 16 digits of a file's SHA-256, or None where there is no such file."""
    try:
        return _short(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def file(council):
    """Return the path of a council's record."""
    return paths.CACHE / f"{paths.slug(council)}.json"


def load(council):
    """Return a council's record; all of it is empty if there is none that can be read.

    Returns
    -------
    dict
        council: its name; check: the entry of the check of its tables; notebooks: the entry of
        each notebook by name.
    """
    try:
        found = json.loads(file(council).read_text(encoding="utf-8"))
        entries = [*found["notebooks"].values(), *([found["check"]] if found["check"] else [])]
        if all({"read", "versions"} <= entry.keys() for entry in entries):
            return {name: found[name] for name in ("council", "check", "notebooks")}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return {"council": None, "check": None, "notebooks": {}}


def text(record):
    """Return a record as it is written."""
    return (json.dumps(record, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()


def entry(trace):
    """Return what a trace tells (see ``warm.Trace``): {"read": files, "versions": packages}."""
    read, packages = {}, set()
    for line in trace.splitlines():
        kind, rest = line.split(" ", 1)
        if kind == "import":
            packages.add(rest)
        else:
            known, path = rest.split(" ", 1)
            read[path] = None if known == "-" else known
    return {"read": dict(sorted(read.items())), "versions": _versions(packages)}


def _versions(packages):
    """Return the version of Python and of each package imported, and of those that these need."""
    owners, found = _owners(), {}
    wanted = [owner for package in packages for owner in owners.get(package, [])]
    while wanted:
        name = wanted.pop().lower()
        if name not in found and name != "council-record":
            found[name], needed = _installed(name)
            wanted += needed
    there = {name: version for name, version in sorted(found.items()) if version}
    return {"python": platform.python_version()} | there


@cache
def _owners():
    return importlib.metadata.packages_distributions()


@cache
def _installed(name):
    """Return the version of a package and the names of those it needs here; None if not there."""
    from packaging.requirements import Requirement

    needed = [Requirement(line) for line in _required(name)]
    return _version(name), [
        one.name for one in needed if not one.marker or one.marker.evaluate({"extra": ""})
    ]


def _required(name):
    try:
        return importlib.metadata.requires(name) or []
    except importlib.metadata.PackageNotFoundError:
        return []  # needed on another system


def code(raw):
    """Return a digest of the code cells of a notebook given as bytes; its prose may change."""
    return _digest([cell["source"] for cell in _cells(raw)[1]])


def made(path, raw):
    """Return a digest of a file that a run makes; of a notebook, of all but its prose."""
    return _digest(_cells(raw)) if path.suffix == ".ipynb" else _short(raw)


def _cells(raw):
    try:
        content = json.loads(raw)
        cells = [cell for cell in content.pop("cells") if cell["cell_type"] == "code"]
        return [content, [cell | {"source": "".join(cell["source"])} for cell in cells]]
    except (ValueError, KeyError, TypeError):
        return [{"unreadable": _short(raw)}, []]


def _digest(content):
    return _short(json.dumps(content, sort_keys=True).encode())


def _short(raw):
    return hashlib.sha256(raw).hexdigest()[:16]


class Now:
    """Compares records with what is there now; each file is read once."""

    def __init__(self):
        self._digest = cache(lambda path: digest(paths.ROOT / path))
        self._version = cache(_version)

    def differs(self, known):
        """Return why an entry no longer stands for what it read, one reason a line."""
        if known is None:
            return ["no record of a run here"]
        reasons = []
        for path, before in known["read"].items():
            now = self._digest(path)
            if now != before:
                what = "is new" if before is None else "is gone" if now is None else "changed"
                reasons.append(f"{path} {what}")
        for name, before in known["versions"].items():
            if (now := self._version(name)) != before:
                reasons.append(f"{name} {before} became {now or 'missing'}")
        return reasons

    def stale(self, notebook, known):
        """Return why a notebook must run, one reason a line; none if its record stands."""
        reasons = self.differs(known)
        if known is None:
            return reasons
        raw = notebook.read_bytes()
        if code(raw) != known["code"]:
            reasons.insert(0, "its code changed")
        for name, before in known["made"].items():
            path = paths.ROOT / name
            now = made(path, raw) if path == notebook else self._digest(name)
            if now != before:
                reasons.append(f"{name} {'is missing' if now is None else 'is not as it was made'}")
        return reasons


def _version(name):
    if name == "python":
        return platform.python_version()
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None
