"""Sentences computed from frames: answers, headlines, subtitles and text alternatives.

Every number that a reader meets in the notebooks comes from here, none is typed into prose. Each
function named after a chart returns the ``title``, ``subtitle`` and ``alt`` of that chart.
"""

from importlib import import_module

_FUNCTIONS = {
    "england": "absent biggest_moves england_answer grade_shares moves_matrix time_to_recover",
    "ratings": "grade_moves grades_documents_stated judgement_grades ratings_answer timeline",
    "returns": """
        about_returns about_totals cumulative_extra growth_in_england outturn_lines returns_answer
        spend_by_grade spend_per_child together_answer two_timelines youth_services
    """,
    "notes": """
        documents_read members no_base_year no_grade no_move no_neighbours no_return
        not_by_grade not_coded nothing_described release sources timeline_sources
    """,
    "spending": "figures_by_document left_unsaid spending_answer superlatives wording_of_a_figure",
}
_MODULES = {name: module for module, names in _FUNCTIONS.items() for name in names.split()}


def __getattr__(name):
    """Return a function; its module is imported when first asked for.

    A notebook thus depends on the modules whose sentences it uses, and on no others.
    """
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_MODULES[name]}", __name__), name)
