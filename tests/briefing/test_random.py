"""One page or a clear error, whatever the publication."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from briefing.brute_force import best_by_trying_all, count_choices
from briefing.pages import count_pages, find_overlaps, find_spots, find_strays
from briefing.random_publications import make_random_document
from octavo.briefing import BriefingOptions, explain, generate
from octavo.briefing.fit_report import ReportContext
from octavo.briefing.layout.measures import count_fixed, count_words
from octavo.document import Document
from octavo.document.problem import SourceError
from octavo.document.walk import text_of
from octavo.files.library import Memory

MOST_POINTS, MOST_CHOICES = 12, 1_000_000
"""Of a publication for whose page every choice is tried."""


def find_faults(document: Document) -> list[object]:
    """What is wrong with the briefing of `document`; nothing when it does not fit and says so."""
    made = fit_page(document)
    if not isinstance(made, ReportContext):
        return [] if made == ["FIT001"] else [made]
    return judge_page(made)


def fit_page(document: Document) -> ReportContext | list[str]:
    """The briefing of `document`, fitted; or the codes of the problems for which there is none."""
    try:
        return explain(document, BriefingOptions(), Memory({}))
    except SourceError as error:
        return [problem.code for problem in error.problems]


def judge_page(made: ReportContext) -> list[object]:
    """What is wrong with a page."""
    page = made.page
    spots = find_spots(page)
    return [
        *find_overlaps(spots),
        *find_strays(page, spots, 48),
        *(spot for spot in spots if spot.size < 7.8),
        *(["short"] if is_short(made) else []),
        *(["not the best choice"] if is_small(made) and not is_the_best(made) else []),
    ]


def is_short(made: ReportContext) -> bool:
    """Whether the page is not full though another point would have fitted in its room."""
    fit = made.page.fit
    if fit.fill >= 0.92 or len(fit.selection.chosen) >= fit.rules.most:
        return False
    left = [
        candidate
        for candidate in fit.candidates
        if not is_chosen(made, candidate.id)
        and made.words + min(list_words(made)[candidate.id]) <= made.most
    ]
    return any(min(candidate.heights) <= fit.room - fit.selection.height for candidate in left)


def is_chosen(made: ReportContext, id: str) -> bool:
    return any(taken.id == id for taken in made.page.fit.selection.chosen)


def is_small(made: ReportContext) -> bool:
    """Whether every choice of points can be tried."""
    points = made.page.fit.candidates
    return len(points) <= MOST_POINTS and count_choices(points) <= MOST_CHOICES


def list_words(made: ReportContext) -> dict[str, tuple[int, ...]]:
    """How many words each point has in each wording."""
    return {
        message.id: tuple(count_words(text_of(wording)) for wording in message.wordings)
        for message in made.plan.messages
    }


def has_too_many(made: ReportContext, chosen: list[tuple[str, int]]) -> bool:
    """Whether a choice has more words than the format lets stand there."""
    words = list_words(made)
    return count_fixed(made.plan) + sum(words[id][wording] for id, wording in chosen) > made.most


def is_the_best(made: ReportContext) -> bool:
    """Whether the choice on the page is that of trying all; where that has too many words, whether
    it has fewer, or what must be there has as many."""
    fit = made.page.fit
    chosen = [(taken.id, taken.wording) for taken in fit.selection.chosen]
    found = chosen, fit.selection.height, fit.selection.value
    best = best_by_trying_all(fit.candidates, fit.room, fit.rules, fit.floors)
    if has_too_many(made, best[0]):
        few = len(chosen) <= fit.rules.least
        must = any(candidate.required for candidate in fit.candidates)
        return few or must or not has_too_many(made, chosen)
    return found == best


@pytest.mark.slow
@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32))
def test_a_random_publication_gets_one_page_or_a_clear_error(number: int) -> None:
    assert find_faults(make_random_document(number)) == []


@pytest.mark.slow
def test_the_choice_for_a_small_random_publication_is_that_of_trying_all() -> None:
    made = [fit_page(make_random_document(number)) for number in range(30)]
    small = [page for page in made if isinstance(page, ReportContext) and is_small(page)]
    assert len(small) >= 3
    assert all(is_the_best(page) for page in small)


@pytest.mark.slow
@settings(max_examples=8, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32))
def test_the_pdf_of_a_random_publication_has_one_page(number: int) -> None:
    try:
        data = generate(make_random_document(number), BriefingOptions(), Memory({})).data
    except SourceError:
        return
    assert count_pages(data) == 1
