"""What became of one notebook for one council; how it is put in place and noted, or compared."""

import errno
import os
from dataclasses import dataclass, field
from pathlib import Path

from council_record import paths
from council_tools.pipeline import atomic, manifest


def executed(name, stem):
    """Return where an executed notebook is kept; the project holds those of the default council.

    Of any other council only what the report shows is kept: all but the pictures.
    """
    if paths.figures(name) == paths.FIGURES:
        return paths.NOTEBOOKS / f"{stem}.ipynb"
    return paths.CACHE / "notebooks" / paths.slug(name) / f"{stem}.json"


@dataclass
class Outcome:
    """What became of a notebook for a council, or of a check of its tables."""

    notebook: Path  # None for a check
    council: str
    why: list = field(default_factory=list)  # it ran
    seconds: float = 0.0
    error: str = ""  # what broke, in a line
    faults: list = field(default_factory=list)  # of data or a parameter, a line each
    problem: OSError | None = None  # with the system: a full disk is no fault of a notebook
    trace: str = ""  # the traceback of any of these
    text: bytes = b""  # the executed notebook
    files: dict = field(default_factory=dict)  # its figures as bytes, by file name
    left_out: dict = field(default_factory=dict)  # why figures were, by slug
    before: str = ""  # digest of the notebook as it was read
    code: str = ""  # digest of its code
    read: dict = field(default_factory=dict)  # digests of the files that were read; see ``worker``

    @property
    def made(self):
        """Whether it came to its end: there are figures to be written."""
        return not (self.error or self.faults or self.problem)

    @property
    def slugs(self):
        """The names of its figures."""
        return sorted(name.removesuffix(".png") for name in self.files if name.endswith(".png"))

    def contents(self):
        """Return what it made, by path: figures, and the executed notebook."""
        folder, kept = paths.figures(self.council), executed(self.council, self.notebook.stem)
        contents = {folder / name: content for name, content in self.files.items()}
        return contents | {kept: self.text}


def may_write(councils):
    """Raise an OSError, before anything runs, if the figures of a council cannot be written."""
    folders = {paths.figures(council) for council in councils}
    folders |= {paths.FIGURES} | ({paths.NOTEBOOKS} if paths.FIGURES in folders else set())
    for folder in folders:
        if folder.exists() and not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, "Permission denied", os.fspath(folder))


def write(outcome, compare):
    """Put a notebook's figures in place, the notebook itself for the default council, and note it.

    If something cannot be written, the OSError is raised, and all is as it was.
    """
    council, notebook, contents = outcome.council, outcome.notebook, outcome.contents()
    folder, entries = paths.figures(council), manifest.load(council)["entries"]
    made = {paths.shown(path): manifest.made(path, new) for path, new in contents.items()}
    gone = [path for slug in outcome.left_out for path in folder.glob(f"{slug[:5]}-*")]
    earlier = entries.pop(notebook.stem, {}).get("made", {})
    others = {name for entry in entries.values() for name in entry["made"]}
    gone += [paths.ROOT / name for name in set(earlier) - set(made) - others]
    entries[notebook.stem] = {
        "read": outcome.read, "packages": manifest.packages(), "compare": compare,
        "code": outcome.code, "made": made, "left_out": outcome.left_out,
    }  # fmt: skip
    if notebook in contents and manifest.digest(notebook) != outcome.before:
        raise OSError(errno.EBUSY, "it was edited while it ran", os.fspath(notebook))
    contents[manifest.file(council)] = manifest.text(council, entries)
    atomic.together(contents, paths.CACHE, gone)


def take_away(council):
    """Remove what was made of a council's figures, and the record of it."""
    entries = manifest.load(council)["entries"]
    gone = [paths.ROOT / name for entry in entries.values() for name in entry["made"]]
    atomic.together({}, paths.CACHE, [*gone, manifest.file(council)])
    folder = paths.figures(council)
    if folder != paths.FIGURES and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def differences(outcome):
    """Return the files that a run has just made otherwise than they are, and why."""
    return {
        path: f"out of date. Run: {command(outcome.council)}"
        for path, content in outcome.contents().items()
        if paths.CACHE not in path.parents and (not path.is_file() or path.read_bytes() != content)
    }


def command(council):
    """Return the command that makes the figures of a council."""
    of = "" if paths.figures(council) == paths.FIGURES else f' COUNCIL="{council}"'
    return f"make figures{of}"


def left_over(council, outcomes, notebooks):
    """Return the figures of a council that no notebook makes, and what to do.

    Of ``notebooks``, those that did not run make what was noted; nothing is told where that is
    unknown.
    """
    folder, entries = paths.figures(council), manifest.load(council)["entries"]
    others = {path.stem for path in notebooks} - {outcome.notebook.stem for outcome in outcomes}
    if not all(outcome.made for outcome in outcomes) or others - entries.keys():
        return {}
    made = {folder / name for outcome in outcomes for name in outcome.files}
    made |= {paths.ROOT / name for stem in others for name in entries[stem]["made"]}
    return {
        path: "no notebook makes this file. Take it out"
        for path in sorted(folder.glob("fig*.*"))
        if path not in made
    }
