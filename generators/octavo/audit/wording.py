"""What a draft says, string by string: to whom, and whether a whole edition has to say it.

Every field of every node is looked at, as `octavo.document.fields` classifies it: a node without a
row there fails a test, so a new kind of node is covered the day it is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from string import ascii_lowercase
from typing import TypeAlias, cast, get_args

from octavo.audit.letters import LONGEST_NUMBER
from octavo.document import (
    Abbreviation,
    Audience,
    AuthorQuery,
    Bar,
    Block,
    Break,
    Code,
    CodeBlock,
    Draft,
    FigureGroup,
    Indexed,
    Inline,
    Item,
    Link,
    Listing,
    Mention,
    Note,
    Paragraph,
    Point,
    Reference,
    Section,
    Statistic,
    Table,
    Text,
)
from octavo.document.fields import Use, uses_of, weaken

Readers: TypeAlias = "frozenset[str] | None"
"""The ids of those who may read something; `None` for everyone."""
HOLE = "\0"
"""Where a generator may put something of its own between an author's words: the mark of a note, the
number of a target, the page on which it stands."""
DEEPEST = 120
"""How deep blocks without an id may stand in one another: a list inside a list has two levels, and
no source has more than 60 of both kinds."""
QUERY = "query"
"""The field of a statement that is an author's question: a review copy shows it."""
QUERY_ON_POINT = "query on a point"
"""The same about a point, which a review copy may show."""
NAMED = frozenset({"id", "name", "language"})
"""Fields of use `id` that name what they stand in; all others point at something else."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One text of a draft."""

    parts: tuple[str, ...]
    """The pieces into which holes divide it."""
    readers: Readers
    use: Use
    field: str = ""
    """In which it stands."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Something defined once for the whole draft, where a text uses it."""

    kind: str
    """`fact`: as words; `statistic`: shown large; `lead`: shown in a briefing; `term`."""
    name: str
    """The id of the fact, or the short form."""
    text: str
    """What is shown of it; empty where all is."""
    readers: Readers


@dataclass(slots=True)
class DraftWording:
    """All that a draft says."""

    statements: list[Statement] = field(default_factory=list[Statement])
    mentioned: list[Mentioned] = field(default_factory=list[Mentioned])
    derived: dict[str, list[str]] = field(default_factory=dict[str, "list[str]"])
    """By id: what generators may call the parts of its node."""
    marked: list[tuple[str, Readers]] = field(default_factory=list["tuple[str, Readers]"])
    """The id of each level that something is marked with, and who may read that."""
    in_point: bool = False
    """Whether what is being read stands in a point."""


def may_read(readers: Readers, audience: str | None) -> bool:
    """Whether `audience` is among `readers`; `None` is the general reader."""
    return readers is None or audience in readers


def read_wording(draft: Draft) -> DraftWording:
    """What `draft` says but for its facts, abbreviations and levels, which only show where used."""
    wording = DraftWording()
    parts = (draft.publication, draft.sections, draft.photos, draft.audiences)
    _read(parts, None, "required", "", wording)
    return wording


def list_texts(nodes: tuple[object, ...], audience: str | None) -> Iterator[str]:
    """Each text under `nodes` that `audience` may read, ids included."""
    wording = DraftWording()
    _read(nodes, None, "required", "", wording)
    for one in wording.statements:
        if one.use != "hidden" and may_read(one.readers, audience):
            yield " ".join(one.parts)


def _meet(above: Readers, node: object) -> Readers:
    """Who may read `node`, which stands in something that `above` may read."""
    if isinstance(node, Audience):
        own = frozenset({node.id})
    else:
        own = cast("frozenset[str]", getattr(node, "audiences", frozenset[str]()))
    told = [readers for readers in (above, own or None, _join_rows(node)) if readers is not None]
    return frozenset[str].intersection(*told) if told else None


def _join_rows(node: object) -> Readers:
    """Who may read any row of a table: nobody else has anything of it. `None` for all else."""
    own = [row.audiences for row in node.rows] if isinstance(node, Table) else []
    return frozenset[str]().union(*own) if own and all(own) else None


def _read(value: object, readers: Readers, use: Use, name: str, wording: DraftWording) -> None:
    if use == "none" or value is None:
        return
    if isinstance(value, str):
        if value and (use != "id" or name in NAMED):
            wording.statements.append(Statement((value,), readers, use, name))
    elif isinstance(value, tuple):
        nodes = cast("tuple[object, ...]", value)
        if nodes and isinstance(nodes[0], _INLINE):
            parts = tuple("".join(_say(nodes)).split(HOLE))
            wording.statements.append(Statement(parts, readers, use, name))
            _read_inlines(nodes, readers, use, wording)
        else:
            for node in nodes:
                _read(node, readers, use, name, wording)
    else:
        _read_node(value, readers, use, wording)


_INLINE = cast("tuple[type, ...]", get_args(Inline))
_BLOCK = cast("tuple[type, ...]", get_args(Block))


def _read_node(node: object, above: Readers, use: Use, wording: DraftWording) -> None:
    readers = _meet(above, node)
    _note(node, readers, wording)
    before, wording.in_point = wording.in_point, wording.in_point or isinstance(node, Point)
    for name, own in uses_of(type(node)).items():
        _read(getattr(node, name), readers, _limit(node, name, weaken(use, own)), name, wording)
    wording.in_point = before


def _limit(node: object, name: str, use: Use) -> Use:
    """The use of a field, where it depends on what else its node says."""
    match node:
        case Section(kind="theme") if name == "points":
            return weaken(use, "optional")
        case Point(key=False):
            return weaken(use, "optional")
        case _:
            return use


_MARKING = ("marking", "bottom_line_marking", "so_what_marking")
"""The fields that name a level."""


def _note(node: object, readers: Readers, wording: DraftWording) -> None:
    """Take down what only a kind of its own says."""
    for name in _MARKING:
        marking = cast("str", getattr(node, name, ""))
        if marking:
            wording.marked.append((marking, readers))
    id = cast("str", getattr(node, "id", ""))
    if id:
        wording.derived.setdefault(id, []).extend(_derive(id, node))
    for first, items in _list_joined(getattr(node, "blocks", ())):
        wording.derived.setdefault(first.id, []).extend(_count_parts(first.id, items, 0))
        wording.statements += _number(first, len(items), _meet(readers, first))
    match node:
        case Statistic():
            for text in (node.value, node.label):
                wording.mentioned.append(Mentioned("statistic", node.fact, text, readers))
        case Audience():
            leads = (Mentioned("lead", fact, "", readers) for fact in node.lead_facts)
            wording.mentioned.extend(leads)
        case FigureGroup():
            letters = (Statement((letter,), readers, "optional") for letter in ascii_lowercase)
            wording.statements += islice(letters, len(node.parts))
        case Listing():
            wording.statements += _number(node, len(node.items), readers)
        case Bar():
            texts = {f"{node.value:g}", str(node.value), f"{node.value:.0f}"}
            wording.statements += [
                Statement((text,), readers, "optional") for text in sorted(texts)
            ]
        case _:
            pass


def _number(listing: Listing, count: int, readers: Readers) -> Iterator[Statement]:
    """The numbers of a list's items that are too long to stand anywhere."""
    first = max(listing.start, 10**LONGEST_NUMBER)
    for number in range(first, listing.start + count) if listing.ordered else ():
        yield Statement((str(number),), readers, "optional")


def _list_joined(blocks: tuple[object, ...]) -> Iterator[tuple[Listing, tuple[object, ...]]]:
    """First part and items of each list as it is for readers who miss what parts it."""
    runs: list[list[Listing]] = []
    parted = False
    for block in blocks:
        if isinstance(block, Listing) and parted and runs:
            runs[-1].append(block)
        elif isinstance(block, Listing):
            runs.append([block])
        parted = isinstance(block, Listing) or (parted and _meet(None, block) is not None)
    for run in runs:
        for at, first in enumerate(run[:-1]):
            yield first, tuple(item for listing in run[at:] for item in listing.items)


def _derive(id: str, node: object, depth: int = 0) -> Iterator[str]:
    """What generators may call the fields of a node, and the parts without an id in them."""
    if isinstance(node, CodeBlock):
        yield from _count_parts(id, tuple(node.text.split("\n")), DEEPEST)
    for name in uses_of(type(node)):
        value: object = getattr(node, name)
        if depth == 0:
            yield f"{id}/{name}"
        if isinstance(value, tuple) and not (value and isinstance(value[0], _INLINE)):
            parts = cast("tuple[object, ...]", value)
            beside = isinstance(node, Item) and isinstance(next(iter(parts), None), Paragraph)
            yield from _count_parts(id, parts, depth, int(beside))


def _count_parts(id: str, parts: tuple[object, ...], depth: int, beside: int = 0) -> Iterator[str]:
    """Parts after a dot or a slash, and what is in them.

    Blocks stand after a slash, counted without the paragraph `beside` the marker of an item; what
    is no block, such as items, after a dot.
    """
    for count in range(len(parts) + 1):
        yield from (f"{id}.{count}", f"{id}/{count}")
    for count, part in enumerate(parts, 1) if depth < DEEPEST else ():
        if not getattr(part, "id", ""):
            own = f"{id}/{count - beside}" if isinstance(part, _BLOCK) else f"{id}.{count}"
            yield from _derive(own, part, depth + 1)


def _read_inlines(
    nodes: tuple[object, ...], readers: Readers, use: Use, wording: DraftWording
) -> None:
    """What inlines say beside the words of their block, and blocks of their own in them."""
    for node in nodes:
        children = cast("tuple[object, ...]", getattr(node, "children", ()))
        match node:
            case Text() | Code() | Break():
                continue
            case Note():
                _read(children, readers, use, "note", wording)
                continue
            case Mention():
                wording.mentioned.append(Mentioned("fact", node.fact, node.text, readers))
            case Abbreviation():
                wording.mentioned.append(Mentioned("term", node.text, "", readers))
            case _:
                pass
        _read_fields(node, readers, use, wording)
        _read_inlines(children, readers, use, wording)


def _read_fields(node: object, readers: Readers, use: Use, wording: DraftWording) -> None:
    """The strings of an inline that do not stand in its line, and its own words for an index."""
    for name, own in uses_of(type(node)).items():
        value = getattr(node, name)
        if name == "children":
            if value and isinstance(node, Link | Indexed):
                parts = tuple("".join(_say(value)).split(HOLE))
                wording.statements.append(Statement(parts, readers, "optional", name))
        elif isinstance(node, AuthorQuery):
            if name == "text":
                field = QUERY_ON_POINT if wording.in_point else QUERY
                wording.statements.append(Statement((node.text,), readers, "hidden", field))
        else:
            _read(value, readers, weaken("optional", weaken(use, own)), name, wording)


def _say(nodes: tuple[object, ...]) -> Iterator[str]:
    """The words of inlines, in order, with holes."""
    for node in nodes:
        match node:
            case Text() | Abbreviation() | Mention() | Code():
                yield node.text
            case Break():
                yield " "
            case Note():
                yield HOLE
            case Reference():
                yield from _say(node.children)
                yield HOLE
            case _:
                yield from _say(cast("tuple[object, ...]", getattr(node, "children", ())))
