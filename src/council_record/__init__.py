"""How a council's children's services were judged, described and reported."""

__version__ = "0.1.0"
