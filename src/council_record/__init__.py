"""How a council's children's services were judged, described and reported.

``Council("Bradford")`` and ``England()`` give the tables, ``show`` shows one, ``export`` writes a
chart of ``council_record.figures`` and shows it; ``style`` and ``save`` are for charts of your own.
"""

from importlib import import_module

__version__ = "0.2.0"

_HOMES = {
    "Council": "council",
    "England": "council",
    "export": "exports",
    "save": "exports",
    "show": "table",
    "style": "figures.style",
}
__all__ = ["Council", "England", "export", "save", "show", "style"]


def __getattr__(name):
    """Import what a notebook asks for; the command line needs none of it to say "up to date"."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = import_module(f"{__name__}.{_HOMES[name]}")
    return found.house if name == "style" else getattr(found, name)


def __dir__():
    return __all__
