"""Ids and what points to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from octavo.document import Block, Draft, Figure, FigureGroup, Reference, Section, Statistics, Table
from octavo.document.problem import Problem, Span
from octavo.document.walk import list_blocks, query
from octavo.files.library import Library
from octavo.files.source_file import error, find_near
from octavo.selection.audience import keep_sections

MOST_GUESSES = 100
"""Unknown ids for which the nearest one is looked for: among thousands of ids that takes some
milliseconds each, and `check` shows ten."""


def find_duplicates(draft: Draft, library: Library) -> Iterator[Problem]:
    """Ids that two sections or blocks share, and those that two points share."""
    points = [(point.id, point.span) for section in draft.sections for point in section.points]
    for what, ids in (("id", _list_ids(draft.sections)), ("id of a point", points)):
        seen: dict[str, Span | None] = {}
        for id, span in ids:
            if id in seen:
                message = f"duplicate {what} `{id}`; the first is at {seen[id]}"
                yield error("REF002", message, span, "give one of the two another id")
            seen.setdefault(id, span)


def _list_ids(sections: tuple[Section, ...]) -> Iterator[tuple[str, Span | None]]:
    for section in sections:
        yield section.id, section.span
        for block in list_blocks(section.blocks):
            if block.id:
                yield block.id, block.span


def find_broken(draft: Draft, library: Library) -> Iterator[Problem]:
    """References to what does not exist, and references without words to what has no number."""
    ids = {id for id, _ in _list_ids(draft.sections)}
    bare = {
        id
        for section in draft.sections
        for block in list_blocks(section.blocks)
        for id in _list_unnumbered(block)
    }
    guesses = MOST_GUESSES
    for reference in query((draft.sections, draft.audiences), Reference):
        if reference.target not in ids:
            message = f"there is nothing with the id `{reference.target}`"
            near = find_near(reference.target, ids) if guesses else ""
            mark = f"write {{#{reference.target}}} at the end of what is meant"
            hint = f"did you mean `{near}`?" if near else mark
            guesses = max(0, guesses - 1)
            yield error("REF001", message, reference.span, hint)
        elif not reference.children and reference.target in bare:
            message = f"`{reference.target}` has no number to refer to"
            hint = "give it a caption, or write words between the square brackets"
            yield error("REF005", message, reference.span, hint)


def _list_unnumbered(block: Block) -> Iterator[str]:
    """The ids that no number stands for, for want of a caption."""
    match block:
        case Figure(part=part) if part:
            """Its letter stands for it, behind the number of the whole."""
        case FigureGroup() if not block.caption:
            yield from (block.id, *(part.id for part in block.parts if part.id))
        case Figure() | Table() | Statistics() if not block.caption:
            yield block.id
        case _:
            """It has a number, or none is asked for."""


def find_hidden(draft: Draft, library: Library) -> Iterator[Problem]:
    """What some reader may see that points to what this reader may not see."""
    known = {id for id, _ in _list_ids(draft.sections)}
    found: dict[tuple[str, Span | None], list[str]] = {}
    for audience in (None, *(audience.id for audience in draft.audiences)):
        sections = keep_sections(draft, audience)
        seen = {id for id, _ in _list_ids(sections)}
        for target, span in _list_pointers(draft, sections, audience):
            if target in known and target not in seen:
                found.setdefault((target, span), []).append(audience or "the general reader")
    for (target, span), readers in found.items():
        names = ", ".join(dict.fromkeys(readers))
        message = f"the target `{target}` of this reference cannot be seen by {names}"
        yield error("REF004", message, span, "give both the same audiences, or neither any")


def _list_pointers(
    draft: Draft, sections: tuple[Section, ...], audience: str | None
) -> Iterator[tuple[str, Span | None]]:
    for reference in query(sections, Reference):
        yield reference.target, reference.span
    for section in sections:
        for point in section.points:
            yield point.rests_on, point.span
    for reader in draft.audiences:
        if reader.id == audience:
            for reference in query(reader, Reference):
                yield reference.target, reference.span
            asked = (ask.rests_on for ask in reader.asks)
            for id in (reader.bottom_line_rests_on, *reader.so_what_rests_on, *asked):
                yield id, reader.span


RULES: tuple[Callable[[Draft, Library], Iterable[Problem]], ...] = (
    find_duplicates,
    find_broken,
    find_hidden,
)
