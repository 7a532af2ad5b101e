"""What rests on a paragraph, or leads to a block: whether its id stands in the source.

A block that the author gives no id has a running number (`panel-1-3`). That moves when a paragraph
comes before it, and whatever rested on the one would rest on another without a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from octavo.document import Audience, Paragraph, Reference, Section
from octavo.document.problem import Problem
from octavo.document.walk import list_blocks, query
from octavo.files.source_file import suggest, warning
from octavo.source.yaml_cursor import Step, YamlCursor, report

MOVES = "REF006"
"""The code of an error that `octavo ids` mends."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """The ids of the paragraphs on which something may rest."""

    all: frozenset[str]
    given: frozenset[str]
    """Those that stand in the source."""
    where: str
    """How a message about what is missing begins."""


def find_grounds(root: Section | tuple[Section, ...], given: frozenset[str]) -> Grounds:
    """The paragraphs of a section or of all; the ids in `given` stand in the source."""
    ids = frozenset(one.id for one in query(root, Paragraph) if one.id)
    return Grounds(
        ids, ids & given, "this section has" if isinstance(root, Section) else "there is"
    )


def check_ground(id: str, grounds: Grounds, cursor: YamlCursor, *steps: Step) -> None:
    """Report when `id`, the value under `steps`, is no paragraph, or one by its running number."""
    if id not in grounds.all:
        hint = suggest(id, grounds.given) or "write `{#name}` at the end of the paragraph meant"
        report(cursor, "REF003", f"{grounds.where} no paragraph `{id}`", *steps, hint=hint)
    elif id not in grounds.given:
        message = f"`{id}` is a running number: it moves when a paragraph comes before it"
        hint = "give the paragraph an id of its own: octavo ids"
        report(cursor, MOVES, message, *steps, hint=hint)


def list_moving_references(
    sections: tuple[Section, ...], audiences: tuple[Audience, ...], given: frozenset[str]
) -> Iterable[Problem]:
    """A warning for each reference that names its target by a running number."""
    moving = {block.id for one in sections for block in list_blocks(one.blocks)} - given
    for reference in query((sections, audiences), Reference):
        if reference.target in moving:
            message = f"`{reference.target}` is a running number: it moves with what comes before"
            hint = "give what it leads to an id of its own, such as `{#name}` at its end"
            yield warning("REF007", message, reference.span, hint)
