"""Keep what one audience may read, and nothing that betrays the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial
from string import ascii_lowercase
from typing import Literal

from octavo.document import (
    EVERYONE,
    Abbreviation,
    Audience,
    Block,
    Blocks,
    Document,
    Draft,
    Fact,
    Figure,
    FigureGroup,
    Inline,
    Inlines,
    Mention,
    Photo,
    Point,
    Recipient,
    Reference,
    Section,
    Statistic,
    Statistics,
    Table,
    TargetNames,
    Term,
)
from octavo.document.kept_values import KeptValues, Placed
from octavo.document.marking import Level
from octavo.document.queries import drop_queries
from octavo.document.rows import keep_rows
from octavo.document.walk import (
    join_lists,
    list_blocks,
    map_inlines,
    query,
    rewrite,
    rewrite_inlines,
)
from octavo.selection.portions import (
    PortionMarks,
    find_highest,
    find_portion_marks,
    list_shown_marks,
    mark_fact,
    mark_photo,
    mark_publication,
    mark_reader,
    mark_section,
)

LETTERS = ascii_lowercase
"""Of the parts of a figure, in their order: those of English, which captions in every Latin script
have; a figure has twelve parts at most, and a Polish `ą` would be taken for an `a`."""
NUMBERED = frozenset({"chapter", "panel", "conclusion"})
"""Kinds of sections that have a number."""


def select(
    draft: Draft,
    audience: str | None = None,
    queries: bool = False,
    kept: KeptValues | None = None,
) -> Document:
    """What `audience` may read; `None` is the general reader, who sees only what is unmarked.

    Figures, tables, sections and photographs are numbered among what is left, and references point
    to those numbers; a reference whose target is gone becomes its words. The author's queries are
    gone, unless `queries` asks for them: they are for those who edit the text. Sections that are
    `kept` from before are the same objects. Raises `ValueError`, with the nearest name, when the
    draft knows no such audience.
    """
    reader = _find(draft, audience)
    marks = _find_marks(draft, audience)
    numbered, targets = _number_all(draft, audience, marks, kept or KeptValues())

    def change(inlines: Inlines) -> Inlines:
        return _link(inlines if queries else drop_queries(inlines), targets, draft.names)

    def link(section: Section) -> _LinkedSection:
        asked = section if queries else replace(section, queries=())
        linked = _ground_section(map_inlines(asked, change), targets)
        return _LinkedSection(linked, _list_shown(linked), _list_short(linked))

    made = tuple(
        (kept or KeptValues()).find(
            ("linked", audience, queries, one.id),
            (Placed(one), targets, draft.names),
            partial(link, one),
        )
        for one in numbered
    )
    linked = tuple(one.section for one in made)
    reader = _ground_audience(map_inlines(reader, change), targets) if reader else None
    reader = mark_reader(reader, marks) if reader and marks else reader
    photos = keep_photos(draft, audience)
    counted = tuple(
        replace(photo, number=number, audiences=EVERYONE) for number, photo in enumerate(photos, 1)
    )
    counted = tuple(mark_photo(photo, marks) for photo in counted) if marks else counted
    facts = _keep_facts(draft.facts, (_list_shown(reader), *(one.shown for one in made)), reader)
    facts = tuple(mark_fact(fact, marks) for fact in facts) if marks else facts
    terms = _keep_terms(draft, (_list_short(reader), *(one.short for one in made)))
    level = find_level(draft, audience)
    publication = mark_publication(draft.publication, level) if level else draft.publication
    return Document(publication, linked, facts, counted, terms, reader)


def tailor(document: Document, reader: Recipient) -> Document:
    """The `document` of an audience, with the name and the weights of one of its readers."""
    weights = dict(reader.weights)

    def weigh(point: Point) -> Point:
        weight = weights.get(point.id, point.weight)
        return point if weight == point.weight else replace(point, weight=weight)

    def change(section: Section) -> Section:
        points = tuple(map(weigh, section.points))
        return section if points == section.points else replace(section, points=points)

    own = document.audience
    audience = replace(own, id=reader.id, name=reader.name) if own else None
    sections = tuple(map(change, document.sections)) if weights else document.sections
    return replace(document, sections=sections, audience=audience)


@dataclass(frozen=True, slots=True)
class _LinkedSection:
    """A section as a reader sees it, and what it shows of facts and abbreviations."""

    section: Section
    shown: frozenset[tuple[str, str]]
    short: frozenset[str]


@dataclass(frozen=True, slots=True)
class _NumberedSection:
    """A section with its numbers, and how many have been given after it."""

    section: Section
    counts: _Counts
    targets: Mapping[str, ReferenceTarget]


def _number_all(
    draft: Draft, audience: str | None, marks: PortionMarks | None, kept: KeptValues
) -> tuple[tuple[Section, ...], Mapping[str, ReferenceTarget]]:
    """The sections that `audience` may read, numbered, and what references may lead to."""
    counts = _Counts()
    numbered: list[Section] = []
    targets: dict[str, ReferenceTarget] = {}
    for section in draft.sections:
        if not _may_read(section.audiences, audience):
            continue
        made = kept.find(
            ("numbered", audience, section.id),
            (Placed(section), counts, marks, draft.names),
            partial(_number_one, section, audience, counts, marks, draft.names),
        )
        counts = made.counts
        numbered.append(made.section)
        targets |= {id: target for id, target in made.targets.items() if id not in targets}
    known: Mapping[str, ReferenceTarget] = kept.find(
        ("targets", audience), (targets,), lambda: targets
    )
    return tuple(numbered), known


def _number_one(
    section: Section,
    audience: str | None,
    before: _Counts,
    marks: PortionMarks | None,
    names: TargetNames,
) -> _NumberedSection:
    (one,) = _letter_parts((_select_section(section, audience),), names)
    counts = replace(before)
    numbered = _number_section(one, counts)
    marked = mark_section(numbered, marks) if marks else numbered
    return _NumberedSection(marked, counts, find_targets((marked,)))


def find_level(draft: Draft, audience: str | None) -> Level | None:
    """The highest level of what `audience` may read; `None` without a marking scheme."""
    if draft.scheme is None:
        return None
    return find_highest(_list_levels(draft, audience), draft.scheme, draft.level)


def mark_all(draft: Draft) -> str:
    """How something is marked that shows what any reader gets: as the highest of theirs."""
    readers = (None, *(one.id for one in draft.audiences))
    found = {find_level(draft, reader) for reader in readers}
    levels = draft.scheme.levels if draft.scheme else ()
    return next((one.text for one in reversed(levels) if one in found), draft.publication.marking)


def _find_marks(draft: Draft, audience: str | None) -> PortionMarks | None:
    """How the parts that `audience` may read are marked; `None` without a marking scheme."""
    if draft.scheme is None:
        return None
    shown = _list_levels(draft, audience)
    return find_portion_marks(shown, draft.facts, draft.scheme, draft.level)


def _list_levels(draft: Draft, audience: str | None) -> frozenset[str]:
    """The ids of the levels of everything marked that `audience` may read, in any file."""
    reader = tuple(one for one in draft.audiences if one.id == audience)
    shown = (keep_sections(draft, audience), keep_photos(draft, audience), reader)
    return list_shown_marks(shown, draft.facts)


def keep_photos(draft: Draft, audience: str | None) -> tuple[Photo, ...]:
    """The photographs that `audience` may see."""
    return tuple(photo for photo in draft.photos if _may_read(photo.audiences, audience))


def keep_sections(draft: Draft, audience: str | None) -> tuple[Section, ...]:
    """The sections that `audience` may read, with what they may read of each; nothing numbered."""
    return tuple(
        _select_section(section, audience)
        for section in draft.sections
        if _may_read(section.audiences, audience)
    )


def _find(draft: Draft, audience: str | None) -> Audience | None:
    if audience is None:
        return None
    for known in draft.audiences:
        if known.id == audience:
            return known
    names = [known.id for known in draft.audiences]
    near = get_close_matches(audience, names, 1)
    hint = f"; did you mean `{near[0]}`?" if near else f"; known: {', '.join(names)}"
    raise ValueError(f"there is no audience `{audience}`{hint}")


def _may_read(audiences: frozenset[str], audience: str | None) -> bool:
    return not audiences or audience in audiences


# ------------------------------------------------------------------------------ selecting


def _select_section(section: Section, audience: str | None) -> Section:
    def keep(block: Block) -> Blocks:
        if not _may_read(block.audiences, audience):
            return ()
        if isinstance(block, Table) and block.rows:
            block = _select_rows(block, audience)
            if not block.rows:
                return ()
        return (replace(block, audiences=EVERYONE),) if block.audiences else (block,)

    points = tuple(
        _select_point(point, audience)
        for point in section.points
        if _may_read(point.audiences, audience)
    )
    blocks = rewrite(section.blocks, keep, join_lists)
    return replace(section, blocks=blocks, points=points, audiences=EVERYONE)


def _select_rows(table: Table, audience: str | None) -> Table:
    """The table with the rows that `audience` may read."""
    kept = keep_rows(table, lambda audiences: _may_read(audiences, audience))
    if not any(row.audiences for row in kept.rows):
        return kept
    return replace(kept, rows=tuple(replace(row, audiences=EVERYONE) for row in kept.rows))


def _select_point(point: Point, audience: str | None) -> Point:
    """The point with the weight it has for `audience`."""
    own = next((weight for weight in point.weights if weight.audience == audience), None)
    weight = own.value if own else point.weight
    required = own.required if own else False
    return replace(point, weight=weight, required=required, weights=(), audiences=EVERYONE)


# ------------------------------------------------------------------------------ numbering


@dataclass
class _Counts:
    """How many have been numbered so far."""

    sections: int = 0
    figures: int = 0
    tables: int = 0


def _number_section(section: Section, counts: _Counts) -> Section:
    if section.kind in NUMBERED:
        counts.sections += 1
    number = counts.sections if section.kind in NUMBERED else 0
    blocks = rewrite(section.blocks, lambda block: (_number_block(block, counts),))
    return replace(section, number=number, blocks=blocks)


def _number_block(block: Block, counts: _Counts) -> Block:
    match block:
        case Figure(part=part) if part:
            return block
        case Figure() | FigureGroup() | Statistics() if block.caption:
            counts.figures += 1
            return replace(block, number=counts.figures)
        case Table() if block.caption:
            counts.tables += 1
            return replace(block, number=counts.tables)
        case _:
            return block


def _letter_parts(sections: tuple[Section, ...], names: TargetNames) -> tuple[Section, ...]:
    """The sections with a letter for each part of a figure; one that is left alone has none."""

    def letter(block: Block) -> Blocks:
        if not isinstance(block, FigureGroup):
            return (block,)
        several = len(block.parts) > 1
        parts = tuple(
            replace(
                part, part=at, label=names.part.format(letter=LETTERS[at - 1]) if several else ""
            )
            for at, part in enumerate(block.parts, 1)
        )
        return (replace(block, blocks=parts),)

    return tuple(replace(one, blocks=rewrite(one.blocks, letter)) for one in sections)


# ------------------------------------------------------------------------------ references


@dataclass(frozen=True, slots=True)
class ReferenceTarget:
    """What a reference can point to."""

    kind: Literal["figure", "table", "section", ""]
    number: str
    """As printed; empty for a figure or table without a number."""
    letter: str = ""
    """Of a part of a figure."""


def find_targets(sections: tuple[Section, ...]) -> Mapping[str, ReferenceTarget]:
    """What each id in `sections` names; paragraphs and headings stand for their section.

    A part of a figure has the number of the whole, and its own letter if it is one of several.
    """
    targets: dict[str, ReferenceTarget] = {}
    for section in sections:
        own = ReferenceTarget("section", _name_section(section))
        targets[section.id] = own
        for block in list_blocks(section.blocks):
            if block.id:
                targets.setdefault(block.id, _name_block(block, own))
            if isinstance(block, FigureGroup):
                named = (part for part in block.parts if part.id)
                targets.update((part.id, _name_part(part, block)) for part in named)
    return targets


def _name_part(part: Figure, group: FigureGroup) -> ReferenceTarget:
    letter = LETTERS[part.part - 1] if part.label and group.number else ""
    return ReferenceTarget("figure", str(group.number or ""), letter)


def _name_section(section: Section) -> str:
    return section.label or (str(section.number) if section.number else section.title)


def _name_block(block: Block, section: ReferenceTarget) -> ReferenceTarget:
    match block:
        case Figure() | FigureGroup() | Statistics():
            return ReferenceTarget("figure", str(block.number or ""))
        case Table():
            return ReferenceTarget("table", str(block.number or ""))
        case _:
            return section


def _ground_section(section: Section, targets: Mapping[str, ReferenceTarget]) -> Section:
    """The section, in which no point rests on a paragraph that is gone."""
    points = tuple(
        replace(point, rests_on=_keep(point.rests_on, targets)) for point in section.points
    )
    return replace(section, points=points)


def _ground_audience(audience: Audience, targets: Mapping[str, ReferenceTarget]) -> Audience:
    """The audience, where nothing that is said to it rests on a paragraph that is gone."""
    return replace(
        audience,
        bottom_line_rests_on=_keep(audience.bottom_line_rests_on, targets),
        so_what_rests_on=tuple(_keep(id, targets) for id in audience.so_what_rests_on),
        asks=tuple(replace(ask, rests_on=_keep(ask.rests_on, targets)) for ask in audience.asks),
    )


def _keep(id: str, targets: Mapping[str, ReferenceTarget]) -> str:
    return id if id in targets else ""


def _link(inlines: Inlines, targets: Mapping[str, ReferenceTarget], names: TargetNames) -> Inlines:
    def change(inline: Inline) -> Inlines:
        if not isinstance(inline, Reference):
            return (inline,)
        target = targets.get(inline.target)
        if target is None:
            return inline.children
        part = names.to_part.format(letter=target.letter) if target.letter else ""
        name = _spell_target(target, names) + part
        linked = replace(inline, kind=target.kind, number=target.number, part=part, name=name)
        return (inline,) if linked == inline else (linked,)

    return rewrite_inlines(inlines, change)


def _spell_target(target: ReferenceTarget, names: TargetNames) -> str:
    """What a text calls the target: its kind and number, or the label it has instead."""
    if not (target.kind and target.number[:1].isdigit()):
        return target.number
    kind: str = getattr(names, target.kind)
    return f"{kind} {target.number}".strip()


# ------------------------------------------------------------------------------ facts, terms


def _list_shown(root: object) -> frozenset[tuple[str, str]]:
    """Which facts are shown under `root`, each with the words of it that are."""
    mentioned = {(one.fact, one.text) for one in query(root, Mention)}
    statistics = query(root, Statistic)
    drawn = {(one.fact, words) for one in statistics for words in (one.value, one.label)}
    return frozenset(mentioned | drawn)


def _list_short(root: object) -> frozenset[str]:
    """The abbreviations that are used under `root`."""
    return frozenset(abbreviation.text for abbreviation in query(root, Abbreviation))


def _keep_facts(
    facts: tuple[Fact, ...],
    mentioned: Iterable[frozenset[tuple[str, str]]],
    reader: Audience | None,
) -> tuple[Fact, ...]:
    """The facts that what is selected shows, without the fields that it does not show."""
    shown: dict[str, set[str]] = {}
    for fact, words in frozenset[tuple[str, str]]().union(*mentioned):
        shown.setdefault(fact, set()).add(words)
    leads = set(reader.lead_facts) if reader else set[str]()
    return tuple(
        _keep_fields(fact, shown.get(fact.id, set()), fact.id in leads)
        for fact in facts
        if fact.id in shown or fact.id in leads
    )


def _keep_fields(fact: Fact, shown: set[str], is_lead: bool) -> Fact:
    return replace(
        fact,
        value=fact.value if is_lead or fact.value in shown else "",
        label=fact.label if is_lead or fact.label in shown else "",
        as_of=fact.as_of if fact.as_of in shown else "",
    )


def _keep_terms(draft: Draft, used: Iterable[frozenset[str]]) -> tuple[Term, ...]:
    short = frozenset[str]().union(*used)
    kept = {term.short: term for term in draft.abbreviations if term.short in short}
    return tuple(kept.values())
