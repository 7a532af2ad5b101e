"""The rule under which something was said, and what may be printed of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from octavo.document import Draft, Paragraph, Quote, Section, Text
from octavo.library import Library
from octavo.page import error
from octavo.problem import Problem, Span
from octavo.walk import query

_QUOTATION_MARKS = frozenset('“”«»„"')


def find_quotations(draft: Draft, library: Library) -> Iterator[Problem]:
    """Quotations in sections under `chatham-house-plus`, which allows none, not even unnamed."""
    for section in draft.sections:
        if section.attribution == "chatham-house-plus":
            for span in _list_quotations(section):
                hint = "say it in words of your own, or ask the speaker's leave in writing"
                message = "under `chatham-house-plus` nothing may be quoted"
                yield error("ATT001", message, span, hint)


def _list_quotations(section: Section) -> Iterator[Span | None]:
    for quote in query(section.blocks, Quote):
        yield quote.span
    for paragraph in query(section.blocks, Paragraph):
        if any(_QUOTATION_MARKS & set(text.text) for text in query(paragraph, Text)):
            yield paragraph.span
    for point in section.points:
        if any(_QUOTATION_MARKS & set(text.text) for text in query(point, Text)):
            yield point.span


def find_off_record(draft: Draft, library: Library) -> Iterator[Problem]:
    """Sections that were said off the record: nothing of them may be printed."""
    for section in draft.sections:
        if section.attribution == "off-record":
            message = f"the section `{section.id}` was said off the record"
            hint = "leave it out of `sections`, or correct its `attribution`"
            yield error("ATT002", message, section.span, hint)


RULES: tuple[Callable[[Draft, Library], Iterable[Problem]], ...] = (
    find_quotations,
    find_off_record,
)
