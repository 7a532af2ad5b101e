"""What a draft says to one audience, and what it says only to others, worked out from its fields.

Every string of every node is looked at, whatever the node is called: a new kind of node is covered
the day it is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, cast, get_args

from octavo.document import (
    Abbreviation,
    Audience,
    AuthorQuery,
    Bar,
    Break,
    Diagram,
    DiagramPart,
    Draft,
    Figure,
    Inline,
    MapPlace,
    Mention,
    Note,
    OutputRequest,
    Photo,
    Picture,
    Publication,
    Reference,
    Section,
    Statistic,
    Text,
)

SILENT = frozenset(
    {"span", "kind", "attribution", "align", "purpose", "language", "lead_facts", "countries"}
    | {"rests_on", "bottom_line_rests_on", "so_what_rests_on"}
    | {"target", "fact", "weights", "format", "marking", "banner"}
)
"""Fields that say nothing of their own: choices from a list, and ids of other nodes."""
SAID = frozenset({"kind", "marking"})
"""Those that say something in a publication."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The strings of a draft, as one audience stands to them."""

    may: tuple[str, ...]
    """What the audience may read, ids included."""
    may_not: tuple[str, ...]
    """What only others may read, and what nobody may: the names of files."""
    must: tuple[tuple[str, ...], ...]
    """What the whole publication has to say, block by block; a block in the pieces into which
    notes and numbers divide it."""
    described: tuple[tuple[str, ...], ...]
    """The alternative texts of its figures."""
    drawn: tuple[tuple[str, ...], ...]
    """What stands in its diagrams, charts and maps; Word has them as pictures."""


def read_wording(draft: Draft, audience: str | None, queries: bool) -> Wording:
    """The strings of `draft`, as `audience` stands to them; `queries` are for editors only."""
    parts = (draft.publication, draft.sections, draft.photos, draft.audiences)
    said = list(list_strings(parts, audience, True))
    used = _list_used(draft, audience)
    for fact in draft.facts:
        said += list_strings(fact, audience, f"fact {fact.id}" in used)
    for term in draft.abbreviations:
        said += [(term.short in used, text) for text in (term.short, term.expansion)]
    asked = tuple(_list_queries(draft, audience)) if queries else ()
    said += [(True, text) for text in asked]
    marks = _list_marks(draft, audience)
    said += [(allowed, text) for allowed, text, _ in marks]
    said += [(True, portion) for allowed, _, portion in marks if allowed]
    may = tuple(dict.fromkeys(text for allowed, text in said if allowed and text))
    may_not = tuple(dict.fromkeys(text for allowed, text in said if not allowed and text))
    printed = [text for allowed, text, _ in marks if allowed and text]
    musts = _list_musts(draft, audience, used)
    must = (*musts, *((text,) for text in (*asked, *printed[-1:])))
    figures = (one for one in _list_nodes(draft.sections, audience) if isinstance(one, Figure))
    described = tuple((figure.alternative,) for figure in figures)
    return Wording(may, may_not, must, described, tuple(_list_drawn(draft, audience)))


def _list_used(draft: Draft, audience: str | None) -> frozenset[str]:
    """The short forms, and the ids of facts, that what the audience may read uses."""
    found: set[str] = set()
    for node in _list_nodes((draft.sections, draft.audiences), audience):
        match node:
            case Abbreviation():
                found.add(node.text)
            case Mention() | Statistic():
                found.add(f"fact {node.fact}")
            case Audience():
                found.update(f"fact {fact}" for fact in node.lead_facts)
            case _:
                pass
    return frozenset(found)


def _list_marks(draft: Draft, audience: str | None) -> list[tuple[bool, str, str]]:
    """Of each level of the scheme, the lowest first: whether something that the audience may read
    is marked with it, how it is printed, and how before a part.
    """
    if draft.scheme is None:
        return []
    nodes = _list_nodes(draft.sections, audience)
    marks = {draft.level, *(getattr(node, "marking", "") for node in nodes)}
    return [(level.id in marks, level.text, level.portion) for level in draft.scheme.levels]


def _may_read(node: object, audience: str | None) -> bool:
    if isinstance(node, Audience):
        return node.id == audience
    marked = cast("frozenset[str]", getattr(node, "audiences", frozenset[str]()))
    return not marked or audience in marked


def _fields(node: object) -> Iterator[tuple[str, object]]:
    for name in _list_names(cast("type", type(node))):
        yield name, getattr(node, name)


@cache
def _list_names(kind: type) -> tuple[str, ...]:
    """The fields of a kind of node; none of anything else."""
    return tuple(field.name for field in fields(cast("Any", kind))) if is_dataclass(kind) else ()


def _list_nodes(node: object, audience: str | None) -> Iterator[object]:
    """Every node that the audience may read."""
    if isinstance(node, tuple):
        for one in cast("tuple[object, ...]", node):
            yield from _list_nodes(one, audience)
    elif is_dataclass(node) and _may_read(node, audience):
        yield node
        for name, value in _fields(node):
            if name not in {"span", "weights", "audiences"}:
                yield from _list_nodes(value, audience)


# ------------------------------------------------------------------------------ every string


def list_strings(node: object, audience: str | None, may: bool) -> Iterator[tuple[bool, str]]:
    """Every string under `node`, each with whether the audience may read it."""
    if isinstance(node, str):
        yield may, node
    elif isinstance(node, tuple):
        nodes = cast("tuple[object, ...]", node)
        if _are_inlines(nodes):
            yield may, "".join(_say(nodes))
        for one in nodes:
            yield from list_strings(one, audience, may)
    elif isinstance(node, OutputRequest | date | int | float | frozenset):
        return
    else:
        yield from _list_fields(node, audience, may and _may_read(node, audience))


def _list_fields(node: object, audience: str | None, may: bool) -> Iterator[tuple[bool, str]]:
    for name, value in _fields(node):
        if name == "file" and isinstance(node, Picture | Photo):
            yield False, str(value).rsplit(".", 1)[0]
        elif name == "text" and isinstance(node, AuthorQuery):
            yield False, str(value)
        elif name == "target" and not isinstance(node, Reference):
            yield may, str(value)
        elif name not in SILENT or (isinstance(node, Publication) and name in SAID):
            yield from list_strings(value, audience, may)


_INLINE = cast("tuple[type, ...]", get_args(Inline))


def _are_inlines(nodes: tuple[object, ...]) -> bool:
    return bool(nodes) and isinstance(nodes[0], _INLINE)


def _say(nodes: tuple[object, ...], hole: str = " ") -> Iterator[str]:
    """The words of inlines, in order; notes and numbers of targets are a `hole`."""
    for node in nodes:
        match node:
            case Text() | Abbreviation() | Mention():
                yield node.text
            case Break():
                yield " "
            case Note():
                yield hole
            case Reference(children=()):
                yield hole
            case _:
                inner = cast("tuple[object, ...]", getattr(node, "children", ()))
                yield from _say(inner, hole)


# ------------------------------------------------------------------------------ what must be


def _list_musts(
    draft: Draft, audience: str | None, used: frozenset[str]
) -> Iterator[tuple[str, ...]]:
    """What a whole edition says, a block at a time."""
    publication, imprint = draft.publication, draft.publication.imprint
    titles = (publication.title, publication.subtitle, publication.description, publication.kind)
    for text in (*titles, publication.event.name, publication.event.place, *publication.keywords):
        yield (text,)
    texts = (imprint.publisher, imprint.place, imprint.edition, imprint.doi, imprint.copyright)
    more = (imprint.licence, imprint.disclaimer, imprint.year, imprint.contact, imprint.address)
    for text in (*texts, *more, *imprint.notes):
        yield (text,)
    for one in imprint.identifiers:
        yield (one.isbn,)
    for section in draft.sections:
        if _may_read(section, audience):
            yield from _list_required(section, audience)
            yield from _list_key_points(section, audience)
    for photo in draft.photos:
        if _may_read(photo, audience):
            yield from ((photo.caption,), (photo.credit,))
    for term in draft.abbreviations:
        if term.short in used:
            yield from ((term.short,), (term.expansion,))


def _list_key_points(section: Section, audience: str | None) -> Iterator[tuple[str, ...]]:
    for point in section.points if section.kind != "theme" else ():
        if point.key and _may_read(point, audience):
            yield from _list_required(point.children, audience)


def _list_queries(draft: Draft, audience: str | None) -> Iterator[str]:
    """What the author asks about the text of the sections that the audience may read."""
    for section in draft.sections:
        if _may_read(section, audience):
            shown = (section.queries, section.standfirst, section.blocks)
            nodes = _list_nodes(shown, audience)
            yield from (node.text for node in nodes if isinstance(node, AuthorQuery))


def _list_drawn(draft: Draft, audience: str | None) -> Iterator[tuple[str, ...]]:
    for node in _list_nodes(draft.sections, audience):
        match node:
            case DiagramPart():
                yield from ((node.title,), (node.text,))
            case Diagram():
                yield (node.title,)
            case Bar():
                yield from ((node.label,), (node.text,))
            case MapPlace():
                yield (node.name,)
            case _:
                pass


def _list_required(node: object, audience: str | None) -> Iterator[tuple[str, ...]]:
    """What the node has to say on paper."""
    if isinstance(node, str):
        yield (node,)
    elif isinstance(node, tuple):
        nodes = cast("tuple[object, ...]", node)
        if _are_inlines(nodes):
            yield tuple("".join(_say(nodes, "\0")).split("\0"))
            nodes = tuple(_list_notes(nodes))
        for one in nodes:
            yield from _list_required(one, audience)
    elif is_dataclass(node) and _may_read(node, audience):
        for name, value in _fields(node):
            if name in _PRINTED.get(type(node).__name__, _USUAL):
                yield from _list_required(value, audience)


def _list_notes(nodes: tuple[object, ...]) -> Iterator[object]:
    """What notes say, as blocks of their own."""
    for node in nodes:
        inner = cast("tuple[object, ...]", getattr(node, "children", ()))
        if isinstance(node, Note):
            yield inner
        else:
            yield from _list_notes(inner)


_USUAL = frozenset({"blocks", "children", "items", "cells", "header", "rows", "caption", "lines"})
_PRINTED: dict[str, frozenset[str]] = {
    "Section": frozenset({"title", "label", "standfirst", "blocks"}),
    "Figure": frozenset({"caption", "credit"}),
    "Statistics": frozenset({"items", "caption", "credit"}),
    "Statistic": frozenset({"value", "label"}),
    "Definition": frozenset({"term", "blocks"}),
}
