"""Sentences computed from frames: answers, headlines, subtitles and text alternatives.

Every number that a reader meets in the notebooks comes from here, none is typed into prose. Each
function named after a chart returns the ``title``, ``subtitle`` and ``alt`` of that chart.
"""

from .england import (
    biggest_moves,
    england_answer,
    grade_shares,
    moves_matrix,
    time_to_recover,
)
from .ratings import (
    grade_moves,
    grades_documents_stated,
    judgement_grades,
    ratings_answer,
    timeline,
)
from .returns import (
    cumulative_extra,
    growth_in_england,
    outturn_lines,
    returns_answer,
    spend_by_grade,
    spend_per_child,
    together_answer,
    two_timelines,
    youth_services,
)
from .sources import (
    documents_read,
    members,
    no_base_year,
    no_grade,
    no_move,
    no_neighbours,
    no_return,
    not_coded,
    nothing_described,
    release,
    sources,
    timeline_sources,
)
from .spending import (
    figures_by_document,
    left_unsaid,
    spending_answer,
    superlatives,
    wording_of_a_figure,
)
