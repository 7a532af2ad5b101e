"""One page or a clear error, whatever the publication."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st

from briefing.pages import count_pages, find_overlaps, find_spots, find_strays
from briefing.random_publications import make_random_document
from octavo.briefing import Options, explain, generate
from octavo.briefing.account import Report
from octavo.document import Document
from octavo.library import Memory
from octavo.problem import SourceError


def find_faults(document: Document) -> list[object]:
    """What is wrong with the briefing of `document`; nothing when it does not fit and says so."""
    try:
        made = explain(document, Options(), Memory({}))
    except SourceError as error:
        codes = [problem.code for problem in error.problems]
        return [] if codes == ["FIT001"] else [codes]
    page = made.page
    spots = find_spots(page)
    return [
        *find_overlaps(spots),
        *find_strays(page, spots, 48),
        *(spot for spot in spots if spot.size < 7.8),
        *(["short"] if is_short(made) else []),
    ]


def is_short(made: Report) -> bool:
    """Whether the page is not full though another point would have fitted in its room."""
    fit = made.page.fit
    if fit.fill >= 0.92:
        return False
    left = [candidate for candidate in fit.candidates if not is_chosen(made, candidate.id)]
    return any(min(candidate.heights) <= fit.room - fit.selection.height for candidate in left)


def is_chosen(made: Report, id: str) -> bool:
    return any(taken.id == id for taken in made.page.fit.selection.chosen)


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32))
def test_a_random_publication_gets_one_page_or_a_clear_error(number: int) -> None:
    assert find_faults(make_random_document(number)) == []


@settings(max_examples=8, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32))
def test_the_pdf_of_a_random_publication_has_one_page(number: int) -> None:
    try:
        data = generate(make_random_document(number), Options(), Memory({})).data
    except SourceError:
        return
    assert count_pages(data) == 1
