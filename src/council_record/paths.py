"""Where things are: the only module that knows the folders."""

import errno
import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
NOTEBOOKS = ROOT / "notebooks"
FIGURES = ROOT / "figures"
REPORT = ROOT / "report"
CACHE = ROOT / ".cache"
STYLE = Path(__file__).parent / "figures" / "house.mplstyle"

# The council whose figures stand in figures/ itself; any other council gets a folder there.
DEFAULT_COUNCIL = "Newham"


def council():
    """Return the council chosen by the environment variable COUNCIL, or the default."""
    return os.environ.get("COUNCIL", "").strip() or DEFAULT_COUNCIL


def slug(name):
    """Return a council's name as a folder name: St. Helens and St Helen's are st-helens."""
    plain = re.sub("[.'’]", "", name.lower()).replace("&", " and ")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def coded(name):
    """Return the folder of the hand-coded tables of a council."""
    return DATA / "coded" / slug(name)


def figures(name):
    """Return the folder of a council's figures."""
    return FIGURES if slug(name) == slug(DEFAULT_COUNCIL) else FIGURES / slug(name)


def shown(path):
    """Return a path as messages print it: from the project's folder, with forward slashes."""
    path = Path(path)
    return (path.relative_to(ROOT) if path.is_relative_to(ROOT) else path).as_posix()


def inside(path, root=None):
    """Return a path of the project; raise an OSError if links lead from it to somewhere else."""
    if not path.resolve().is_relative_to((root or ROOT).resolve()):
        message = "a link in it leads out of the project. Take the link away"
        raise OSError(errno.ELOOP, message, os.fspath(path))
    return path
