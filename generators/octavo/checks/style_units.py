"""What a draft says, text by text, as a house style judges it: what is exempt is covered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, assert_never, cast, get_args

from octavo.document import (
    Abbreviation,
    Aside,
    Ask,
    Audience,
    AuthorQuery,
    Bar,
    Break,
    Cell,
    Chart,
    Code,
    CodeBlock,
    Definition,
    Diagram,
    DiagramPart,
    Draft,
    Emphasis,
    Fact,
    Figure,
    FigureGroup,
    Foreign,
    Heading,
    Imprint,
    Indexed,
    Inline,
    Inlines,
    Link,
    Mention,
    Note,
    Paragraph,
    Photo,
    Point,
    Publication,
    PullQuote,
    Quote,
    Reference,
    Section,
    Statistics,
    Strong,
    Table,
    Text,
)
from octavo.document.fields import uses_of
from octavo.document.problem import Span
from octavo.document.walk import query, text_of
from octavo.style.house_style import StylePlace

COVERED = "\ufffc"
"""What stands in the place of each character that no rule looks at."""

READ: Mapping[type, Mapping[str, StylePlace]] = {
    Paragraph: {"children": "text"},
    Heading: {"children": "title"},
    PullQuote: {"children": "text"},
    Definition: {"term": "text"},
    Cell: {"children": "table"},
    Aside: {"title": "title"},
    Table: {"caption": "caption"},
    Figure: {"caption": "caption", "alternative": "caption"},
    FigureGroup: {"caption": "caption"},
    Statistics: {"caption": "caption"},
    Diagram: {"title": "table", "ground": "table"},
    DiagramPart: {"title": "table", "text": "table"},
    Chart: {"series": "table"},
    Bar: {"label": "table"},
    Section: {"title": "title", "short_title": "title", "standfirst": "text"},
    Point: {"children": "point", "variants": "point", "lead": "point"},
    Fact: {"label": "table"},
    Photo: {"caption": "caption"},
    Audience: {
        "question": "point",
        "bottom_line": "point",
        "so_what": "point",
        "timing": "point",
        "clearance": "point",
    },
    Ask: {"what": "point", "by": "point"},
    Publication: {"title": "title", "subtitle": "title", "description": "text"},
    Imprint: {"disclaimer": "text", "notes": "text"},
}
"""Each field that a house style judges, and what kind of place it is."""
EXEMPT = (Quote, CodeBlock)
"""What is quoted is as somebody else wrote it, and so is code: nothing inside them is judged."""
_MARKDOWN = frozenset({Paragraph, Heading, PullQuote, Definition, Cell, Table})
"""Nodes whose words stand in Markdown; those of all others stand in YAML."""
_BEHIND = frozenset({"id", "hidden", "none"})
"""Uses of fields that no reader sees."""
_KEYS = {"children": "text", "variants": "", "series": "", "so_what": "", "notes": ""}
"""What a field is called in YAML, where it has another name; empty for an item of a list."""

SegmentKind: TypeAlias = Literal["text", "mention", "reference"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text that stands in the source as one."""

    text: str
    kind: SegmentKind = "text"
    exempt: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """One text: a paragraph, a title, a caption, a note."""

    text: str
    """As it is read."""
    judged: str
    """The same, with what is exempt covered."""
    segments: tuple[Segment, ...]
    place: StylePlace
    section: str
    """The id of its section; empty outside."""
    span: Span
    """Where the block or the entry begins that it stands in."""
    key: str | None
    """In YAML, the key of the text, empty for an item of a list; in Markdown `None`."""
    note: bool = False
    """Whether it is a note, which stands elsewhere in its file."""


@dataclass(frozen=True, slots=True)
class _Around:
    """In what a node stands."""

    section: str
    span: Span


def list_units(draft: Draft) -> Iterator[Unit]:
    """The texts of the draft, in reading order: the publication's, its sections', then the rest."""
    outside = _Around("", Span("publication.yaml", 1))
    yield from _walk(draft.publication, outside)
    for section in draft.sections:
        yield from _walk(section, outside)
    for part in (draft.photos, draft.facts, draft.audiences):
        yield from _walk(part, outside)


def _walk(node: object, around: _Around) -> Iterator[Unit]:
    if isinstance(node, tuple):
        for one in cast("tuple[object, ...]", node):
            yield from _walk(one, around)
        return
    if isinstance(node, EXEMPT) or (isinstance(node, Table) and node.people):
        return
    kind: type = type(node)
    judged = READ.get(kind, {})
    uses = uses_of(kind)
    here = _enter(node, around) if uses else around
    for name, use in uses.items():
        if name in judged:
            key = None if kind in _MARKDOWN else _KEYS.get(name, name)
            yield from _read(getattr(node, name), judged[name], key, here)
        elif use not in _BEHIND:
            yield from _walk(getattr(node, name), here)


def _enter(node: object, around: _Around) -> _Around:
    span = cast("Span | None", getattr(node, "span", None)) or around.span
    match node:
        case Section():
            return _Around(node.id, Span(span.file, 1))
        case Publication():
            return around
        case _:
            return _Around(around.section, span)


def _read(value: object, place: StylePlace, key: str | None, here: _Around) -> Iterator[Unit]:
    """The texts of a field: a string, the inlines of one text, or several of either."""
    if isinstance(value, str):
        if value:
            segments = (Segment(value),)
            yield Unit(value, _cover(segments), segments, place, here.section, here.span, key)
        return
    parts = cast("tuple[object, ...]", value)
    if parts and not isinstance(parts[0], _INLINE):
        for part in parts:
            yield from _read(part, place, key, here)
        return
    yield from _read_inlines(cast("Inlines", parts), place, key, here)


_INLINE = cast("tuple[type, ...]", get_args(Inline))


def _read_inlines(
    inlines: Inlines, place: StylePlace, key: str | None, here: _Around, note: bool = False
) -> Iterator[Unit]:
    segments = tuple(_cut(inlines))
    text = "".join(segment.text for segment in segments)
    if text.strip():
        covered = _cover(segments)
        yield Unit(text, covered, segments, place, here.section, here.span, key, note)
    for called in query(inlines, Note):
        yield from _read_inlines(called.children, "text", None, here, note=True)


def _cut(inlines: Inlines, exempt: bool = False) -> Iterator[Segment]:
    """The pieces of `inlines`. A note is none, and a reference without words one character."""
    for inline in inlines:
        match inline:
            case Text() | Abbreviation():
                yield Segment(inline.text, exempt=exempt)
            case Mention():
                yield Segment(inline.text, "mention", exempt=True)
            case Code():
                yield Segment(inline.text, exempt=True)
            case Break():
                yield Segment(" ")
            case Note():
                pass
            case Reference(children=()):
                yield Segment(COVERED, "reference", exempt=True)
            case Foreign():
                yield from _cut(inline.children, exempt=True)
            case Emphasis():
                yield from _cut(inline.children, exempt or _is_title(text_of(inline.children)))
            case Link():
                words = text_of(inline.children)
                address = words in inline.target and any(sign in words for sign in "./@")
                yield from _cut(inline.children, exempt or address or _is_title_case(words))
            case Strong() | Reference() | Indexed() | AuthorQuery():
                yield from _cut(inline.children, exempt)
            case _:
                assert_never(inline)


def _is_title(text: str) -> bool:
    """Whether emphasised words are taken for the title of a work: they begin with a capital."""
    return text[:1].isupper()


def _is_title_case(text: str) -> bool:
    """Whether words that lead elsewhere are the title there: each long one has a capital letter."""
    long = [word for word in text.split() if len(word) > 4]
    return len(long) > 1 and all(word[0].isupper() for word in long)


_QUOTED = re.compile(
    r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|(?<!\w)‘[^‘’]*(?:’\w[^‘’]*)*’(?!\w)|\"[^\"]*\""
)
_NO_PROSE = re.compile(r"\S*(?:://|@|www\.|[^\W\d][/_\\]\w)\S*|\S+\.(?:com|org|eu|int|net)\b")
"""Addresses, paths and the like, however they are typed."""


def _cover(segments: tuple[Segment, ...]) -> str:
    """What the segments say, with all that is exempt covered."""
    text = "".join(COVERED * len(one.text) if one.exempt else one.text for one in segments)
    for pattern in (_QUOTED, _NO_PROSE):
        text = pattern.sub(lambda found: COVERED * len(found[0]), text)
    return text
