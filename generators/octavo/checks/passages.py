"""Everything that a draft says, piece by piece, with the rule it was said under and its readers.

Every field of every node is looked at, as `octavo.document.fields` classifies it: a new kind of
node is covered the day it is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, cast, get_args

from octavo.document import (
    EVERYONE,
    Audience,
    AuthorQuery,
    Draft,
    Figure,
    Heading,
    Inline,
    Inlines,
    Note,
    Photo,
    Picture,
    Point,
    Quote,
    Reference,
    Section,
)
from octavo.document.fields import Use, read_fields
from octavo.document.problem import Span
from octavo.document.walk import list_blocks, query, text_of

PassagePlace: TypeAlias = Literal["text", "caption", "name"]
"""`caption`: what stands beside a photograph; `name`: the name of a file, an id, an address."""

_ADDRESSES = frozenset({"target", "address"})
_BESIDE = frozenset({"caption", "alternative"})
_BEHIND = frozenset({"file", "queries"})
"""Fields that no reader's file has, and that say something to whoever gets the source."""
_SAID = {
    "alternative": "the alternative text",
    "caption": "the caption",
    "credit": "the credit",
    "description": "the description",
    "entry": "the index",
    "file": "the name of a file",
    "id": "an id",
    "keywords": "the keywords",
    "standfirst": "the standfirst",
    "target": "a link",
    "title": "the title",
}
"""How fields are called whose words may surprise where they stand."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of what a draft says."""

    text: str
    rule: str
    """Of attribution."""
    section: str = ""
    """The id of its section; empty outside."""
    place: PassagePlace = "text"
    what: str = ""
    """Such as `the caption`; empty for running text."""
    answers: bool = False
    """Whether it stands where questions are answered."""
    quoted: bool = False
    """Whether all of it is a quotation."""
    readers: frozenset[str] = EVERYONE
    """Who may read it; empty for everyone."""
    span: Span | None = None


def list_passages(draft: Draft, questions: re.Pattern[str]) -> Iterator[Passage]:
    """The passages of the draft; `questions` tells headings under which questions are answered."""
    publication = draft.publication
    outside = Passage("", publication.attribution, span=Span("publication.yaml", 1))
    yield replace(outside, text=publication.name, place="name", what="the publication's name")
    for part in (publication, draft.facts, draft.photos, draft.abbreviations, draft.audiences):
        yield from _walk(part, outside, frozenset())
    for section in draft.sections:
        own = replace(outside, rule=section.attribution, section=section.id, span=section.span)
        if section.span:
            yield replace(own, text=section.span.file, place="name", what="the name of a file")
        yield from _walk(section, own, _list_answers(section, questions))


def _list_answers(section: Section, questions: re.Pattern[str]) -> frozenset[str]:
    """The ids of blocks under a heading about questions, and of points that rest on them."""
    found: set[str] = set()
    level = 0
    for block in section.blocks:
        if isinstance(block, Heading) and (not level or block.level <= level):
            level = block.level if questions.search(text_of(block.children)) else 0
        if level:
            found.update(one.id for one in list_blocks((block,)) if one.id)
    found.update(point.id for point in section.points if point.rests_on in found)
    return frozenset(found)


def _walk(node: object, around: Passage, answers: frozenset[str]) -> Iterator[Passage]:
    if isinstance(node, str):
        if node:
            yield replace(around, text=node)
    elif isinstance(node, tuple):
        yield from _walk_all(cast("tuple[object, ...]", node), around, answers)
    else:
        here = _enter(node, around, answers)
        for name, use, value in read_fields(node):
            if _says_something(name, use):
                yield from _walk(value, _name(node, name, use, here), answers)


def _says_something(name: str, use: Use) -> bool:
    """Whether a field has words of its own in it, which are not looked at elsewhere.

    Of all names that only programs use, what points to another node says no more than that node.
    """
    match use:
        case "none":
            return False
        case "id":
            return name == "id"
        case "hidden":
            return name in _BEHIND
        case _:
            return True


def _walk_all(
    nodes: tuple[object, ...], around: Passage, answers: frozenset[str]
) -> Iterator[Passage]:
    if not nodes or not isinstance(nodes[0], _INLINE):
        for one in nodes:
            yield from _walk(one, around, answers)
        return
    inlines = cast("Inlines", nodes)
    yield replace(around, text=text_of(inlines))
    for note in query(inlines, Note):
        yield from _walk(note.children, replace(around, what="a note"), answers)
    for question in query(inlines, AuthorQuery):
        yield replace(around, text=question.text, what="a question", span=question.span)
    for name, text in _list_hidden(inlines):
        yield replace(around, text=text, place="name", what=_SAID[name])


_INLINE = cast("tuple[type, ...]", get_args(Inline))


def _list_hidden(inlines: Inlines) -> Iterator[tuple[str, str]]:
    """What stands behind the words: addresses of links, entries of the index."""
    for inline in inlines:
        for name in ("target", "entry"):
            text = getattr(inline, name, "")
            if text and not isinstance(inline, Reference):
                yield name, text
        if not isinstance(inline, Note):
            yield from _list_hidden(cast("Inlines", getattr(inline, "children", ())))


def _enter(node: object, around: Passage, answers: frozenset[str]) -> Passage:
    """What is known of the passages in `node`."""
    readers = frozenset({node.id}) if isinstance(node, Audience) else EVERYONE
    readers = cast("frozenset[str]", getattr(node, "audiences", EVERYONE)) or readers
    both = around.readers & readers if around.readers and readers else around.readers or readers
    return replace(
        around,
        readers=both,
        span=cast("Span | None", getattr(node, "span", None)) or around.span,
        answers=around.answers or getattr(node, "id", "") in answers,
        quoted=around.quoted or isinstance(node, Quote),
    )


def _name(node: object, field: str, use: Use, here: Passage) -> Passage:
    """What is known of the passages in one field of `node`."""
    photograph = isinstance(node, Photo) or (
        isinstance(node, Figure) and isinstance(node.artwork, Picture)
    )
    beside: PassagePlace = "caption" if photograph and field in _BESIDE else here.place
    named = use == "id" or field == "file" or field in _ADDRESSES
    place: PassagePlace = "name" if named else beside
    what = (
        "a point"
        if isinstance(node, Point) and field in {"children", "variants", "lead"}
        else here.what
    )
    return replace(here, place=place, what=_SAID.get(field, what))
