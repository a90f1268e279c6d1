"""The eight figures of Newham, each as its notebook makes it."""

from types import SimpleNamespace

import pytest

from council_record import words
from council_record.analysis import claims
from council_record.analysis import ratings as judgements
from council_record.data import tables
from council_record.figures import ratings, spending, style

COUNCIL = "Newham"


@pytest.fixture(scope="session")
def newham():
    """Return Newham's tables and what the notebooks make of them."""
    frames = tables.read_all(COUNCIL)
    data = SimpleNamespace(**frames)
    data.inspections, data.judgements = judgements.record(frames, COUNCIL)
    data.areas = judgements.by_area(data.inspections, data.judgements, data.crosswalk)
    data.moves = judgements.moves(data.areas, data.crosswalk)
    data.entries = judgements.timeline(
        data.inspections, data.judgements, data.events, data.documents
    )
    data.grid = judgements.stated_beside_official(
        data.documents, data.statements, data.inspections, data.judgements
    )
    data.described = claims.described(data.claims, data.documents)
    data.recurring = claims.recurring(data.described)
    data.superlatives = claims.superlatives(data.described)
    data.unsaid = claims.left_unsaid(data.described)
    return data


# slug: the chart, its arguments, the words, their arguments, the source
FIGURES = {
    "fig01-judgement-grades": lambda d: (
        (ratings.judgement_grades, d.areas, d.frameworks),
        words.judgement_grades(d.areas, COUNCIL),
        words.sources(d.inspections),
    ),
    "fig02-grade-moves": lambda d: (
        (ratings.grade_moves, d.moves, d.areas),
        words.grade_moves(d.moves, COUNCIL),
        words.sources(d.inspections),
    ),
    "fig03-timeline": lambda d: (
        (ratings.timeline, d.entries),
        words.timeline(d.entries, d.inspections, d.documents, COUNCIL),
        words.timeline_sources(d.events),
    ),
    "fig04-grades-documents-stated": lambda d: (
        (ratings.grades_documents_stated, d.grid, d.inspections, d.documents),
        words.grades_documents_stated(d.grid, COUNCIL),
        f"{words.sources(d.inspections)} {words.documents_read(d.documents)}",
    ),
    "fig09-figures-by-document": lambda d: (
        (spending.figures_by_document, d.described, d.documents),
        words.figures_by_document(d.described, d.documents, COUNCIL),
        words.documents_read(d.documents),
    ),
    "fig10-wording-of-a-figure": lambda d: (
        (spending.wording_of_a_figure, d.recurring, d.documents),
        words.wording_of_a_figure(d.recurring, d.documents, COUNCIL),
        words.documents_read(d.documents),
    ),
    "fig11-superlatives": lambda d: (
        (spending.superlatives, d.superlatives, d.documents),
        words.superlatives(d.superlatives, d.documents, COUNCIL),
        words.documents_read(d.documents),
    ),
    "fig12-left-unsaid": lambda d: (
        (spending.left_unsaid, d.unsaid, d.documents),
        words.left_unsaid(d.unsaid, d.documents, COUNCIL),
        words.documents_read(d.documents),
    ),
}


@pytest.fixture(scope="session", params=FIGURES)
def called(request, newham):
    """Return a chart's function and arguments, its subtitle and its source."""
    call, told, source = FIGURES[request.param](newham)
    return call, told["subtitle"], source


@pytest.fixture(scope="session")
def figure(called):
    """Return a finished figure: chart, subtitle and source."""
    (chart, *frames), subtitle, source = called
    made = chart(*frames)
    style.finish(made, subtitle, source)
    return made
