"""Fenced blocks to the nodes they stand for: figures, statistics, asides, lists of people."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias, assert_never

from octavo.document import (
    Artwork,
    Aside,
    Bar,
    Blocks,
    Chart,
    CodeBlock,
    Definitions,
    Diagram,
    DiagramPart,
    Figure,
    FigureGroup,
    Listing,
    MapPlace,
    Orbits,
    Paragraph,
    Picture,
    Quote,
    Statistic,
    Statistics,
    Table,
    WorldMap,
)
from octavo.document.problem import Span
from octavo.document.walk import list_blocks
from octavo.files.source_file import error, suggest
from octavo.files.yaml_tree import YamlValue, parse_yaml
from octavo.source import schema
from octavo.source.context import FileContext
from octavo.source.fences import Fence
from octavo.source.marking_schemes import read_level
from octavo.source.participants import make_participants
from octavo.source.programme import make_programme
from octavo.source.yaml_cursor import (
    YamlCursor,
    inside,
    key_of,
    read_audiences,
    read_inlines,
    read_text,
    report,
    report_unread,
    span_of,
    validate,
)
from octavo.style.numbers import format_number

_KINDS = ("picture", "diagram", "map", "chart", "orbits")
_BELONGS = {
    "focus": "picture",
    "place": "picture",
    "title": "diagram",
    "ground": "diagram",
    "parts": "diagram",
    "countries": "map",
    "places": "map",
    "unit": "chart",
    "bars": "chart",
    "series": "chart",
}
"""Which keys only one kind of artwork has."""
STAND_IN_ARTWORK = Orbits(0)
"""For a figure that is wrong in other ways, so that its words and its id are read."""
_NEEDS = {"diagram": "two to six `parts`", "chart": "`bars`"}
_RULE = re.compile(r"^-{3,}[ \t]*$", re.MULTILINE)
_ASIDE_BLOCKS = (Paragraph, Listing, Definitions, Quote, CodeBlock)
"""What an aside may hold: text alone, since a Word table, which it becomes, holds no other."""
FencedBlock: TypeAlias = Figure | FigureGroup | Statistics | Aside | Table
"""What a fenced block can become."""
TextReader: TypeAlias = Callable[[str, int], Blocks]
"""Reads a Markdown text that begins at a line of the file."""


def read_fence(fence: Fence, context: FileContext, read_blocks: TextReader) -> FencedBlock | None:
    """What a fenced block describes; `None` when it has errors.

    `read_blocks` reads the text of an aside, which stands below a rule.
    """
    rule = _RULE.search(fence.text) if schema.FENCES[fence.kind] is schema.Aside else None
    data = fence.text[: rule.start()] if rule else fence.text
    tree = parse_yaml(context.source, data, fence.line + 1, fence.indent)
    if tree is None:
        return None
    cursor = YamlCursor(context, tree)
    span = Span(context.source.file, fence.line, 1)
    before = len(context.source.problems)
    found = validate(cursor, _choose_model(fence.kind, tree.value))
    sound = len(context.source.problems) == before
    first = fence.line + 1 + data.count("\n")
    blocks = read_blocks(fence.text[rule.end() :], first) if rule else ()
    block = _make_block(found, blocks, cursor, span, sound) if found else None
    if block is not None:
        report_unread(cursor)
    return block


def _choose_model(kind: str, value: YamlValue) -> type[schema.FenceModel]:
    """What the block may say: a figure whose `parts` are no diagram's has figures in them."""
    model = schema.FENCES[kind]
    grouped = isinstance(value, dict) and "parts" in value and "diagram" not in value
    return schema.FigureGroup if grouped and model is schema.Figure else model


def _make_block(
    found: schema.FenceModel, blocks: Blocks, cursor: YamlCursor, span: Span, sound: bool
) -> FencedBlock | None:
    match found:
        case schema.Figure():
            return _make_figure(found, cursor, span, sound)
        case schema.FigureGroup():
            return _make_group(found, cursor, span, sound)
        case schema.Statistics():
            return _make_statistics(found, cursor, span)
        case schema.Aside():
            return _make_aside(found, blocks, cursor, span)
        case schema.Programme():
            return make_programme(found, cursor, span, sound)
        case schema.Participants():
            return make_participants(found, cursor, span, sound)
        case _:
            assert_never(found)


def _make_figure(
    found: schema.Figure | schema.FigurePart,
    cursor: YamlCursor,
    span: Span | None,
    sound: bool,
    part: int = 0,
) -> Figure | None:
    # What a figure shows is not judged by what is left of it when parts of it are wrong.
    artwork = read_artwork(found, cursor) if sound else STAND_IN_ARTWORK
    if artwork is None:
        return None
    return Figure(
        artwork=artwork,
        caption=read_inlines(cursor, found.caption, "caption"),
        alternative=read_text(cursor, found.alternative, "alternative"),
        credit=read_text(cursor, found.credit, "credit"),
        width=found.width if isinstance(found, schema.Figure) else 1.0,
        place=found.place if isinstance(found, schema.Figure) else "column",
        id=found.id or "",
        part=part,
        marking=read_level(cursor, found.marking, "marking"),
        audiences=read_audiences(cursor, found.audiences, "audiences"),
        span=span,
    )


def _make_group(
    found: schema.FigureGroup, cursor: YamlCursor, span: Span, sound: bool
) -> FigureGroup:
    cursors = [inside(cursor, "parts", at) for at in range(len(found.parts))]
    parts = [
        _make_figure(part, at, span_of(at), sound, place)
        for place, (part, at) in enumerate(zip(found.parts, cursors, strict=True), 1)
    ]
    if found.place == "page" and not _fills_page(found):
        message = f"a page of photographs has two to {MOST_ON_PAGE} pictures, and nothing else"
        hint = "write `place: column`, or make two figures of it"
        report(cursor, "SRC008", message, "place", hint=hint)
    return FigureGroup(
        blocks=tuple(part for part in parts if part),
        place=found.place,
        caption=read_inlines(cursor, found.caption, "caption"),
        credit=read_text(cursor, found.credit, "credit"),
        width=found.width,
        id=found.id or "",
        marking=read_level(cursor, found.marking, "marking"),
        audiences=read_audiences(cursor, found.audiences, "audiences"),
        span=span,
    )


MOST_ON_PAGE = 6
"""Pictures that fill a page together: on A5 each is then as large as a matchbox, the least at which
a face can be told; a seventh would be a stamp."""


def _fills_page(found: schema.FigureGroup) -> bool:
    return len(found.parts) <= MOST_ON_PAGE and all(part.picture for part in found.parts)


def _make_statistics(found: schema.Statistics, cursor: YamlCursor, span: Span) -> Statistics:
    items = [_read_item(item, inside(cursor, "items", i)) for i, item in enumerate(found.items)]
    return Statistics(
        items=tuple(item for item in items if item),
        caption=read_inlines(cursor, found.caption, "caption"),
        credit=read_text(cursor, found.credit, "credit"),
        id=found.id or "",
        marking=read_level(cursor, found.marking, "marking"),
        audiences=read_audiences(cursor, found.audiences, "audiences"),
        place=found.place,
        span=span,
    )


def _make_aside(found: schema.Aside, blocks: Blocks, cursor: YamlCursor, span: Span) -> Aside:
    problems = cursor.context.source.problems
    if not blocks:
        hint = "write a line `---` under its title, and the text below"
        problems.append(error("SRC007", "the text of the aside is missing", span, hint))
    for block in list_blocks(blocks):
        if not isinstance(block, _ASIDE_BLOCKS):
            refuse_in_aside(cursor.context, block.span)
    title = read_inlines(cursor, found.title, "title")
    audiences = read_audiences(cursor, found.audiences, "audiences")
    return Aside(title, blocks, found.id or "", audiences, span)


def refuse_in_aside(context: FileContext, span: Span | None) -> None:
    """Report a block that an aside cannot hold."""
    message = "an aside holds paragraphs, lists, lists of terms, quotations and code, and no more"
    hint = "write this before the aside or after it"
    context.source.problems.append(error("TXT003", message, span, hint))


def _read_item(item: schema.Statistic, cursor: YamlCursor) -> Statistic | None:
    facts = cursor.context.shared.facts
    fact = facts.get(item.fact)
    if fact is None:
        hint = suggest(item.fact, facts) or "define it under `facts` in publication.yaml"
        report(cursor, "FCT001", f"there is no fact `{item.fact}`", "fact", hint=hint)
        return None
    label = read_text(cursor, item.label, "label") if item.label else fact.label
    return Statistic(fact.id, fact.value, label, fact.approximate, item.units)


def read_artwork(found: schema.Artwork, cursor: YamlCursor) -> Artwork | None:
    """What a figure shows; `None`, with the reason reported, unless it is exactly one thing."""
    chosen = [name for name in _KINDS if name in found.model_fields_set]
    if len(chosen) != 1:
        what = f"`{'`, `'.join(chosen)}` together" if chosen else "none"
        message = f"a figure shows one of {', '.join(_KINDS)}; this has {what}"
        report(cursor, "SRC008", message, hint="write exactly one of them")
        return None
    kind = chosen[0]
    for name, owner in _BELONGS.items():
        if name in found.model_fields_set and owner != kind:
            message = f"`{name}` belongs to a {owner}, not to a {kind}"
            problem = error("SRC008", message, key_of(cursor, name), "delete it")
            cursor.context.source.problems.append(problem)
            return None
    artwork = _make_artwork(found, cursor)
    if artwork is None:
        needed = _NEEDS.get(kind, "a value")
        report(cursor, "SRC007", f"a {kind} needs {needed}", kind, hint=f"write {needed} below it")
    return artwork


def _make_artwork(found: schema.Artwork, cursor: YamlCursor) -> Artwork | None:
    if found.picture:
        return Picture(found.picture, found.focus)
    if found.diagram and len(found.parts) >= 2:
        parts = tuple(_make_part(part, cursor) for part in found.parts)
        title = read_text(cursor, found.title, "title")
        return Diagram(found.diagram, parts, title, read_text(cursor, found.ground, "ground"))
    if found.map:
        places = tuple(
            _make_place(place, inside(cursor, "places", at))
            for at, place in enumerate(found.places)
        )
        return WorldMap(tuple(found.countries), places)
    if found.chart and found.bars:
        bars = tuple(
            one
            for at, bar in enumerate(found.bars)
            for one in _make_bars(bar, len(found.series), inside(cursor, "bars", at))
        )
        names = tuple(read_text(cursor, name, "series") for name in found.series)
        return Chart(found.chart, bars, read_text(cursor, found.unit, "unit"), names)
    return None if found.orbits is None else Orbits(found.orbits)


def _make_part(part: schema.DiagramPart, cursor: YamlCursor) -> DiagramPart:
    return DiagramPart(
        read_text(cursor, part.title, "parts"), read_text(cursor, part.text, "parts")
    )


def _make_place(place: schema.MapPlace, cursor: YamlCursor) -> MapPlace:
    span = span_of(cursor, "latitude")
    return MapPlace(read_text(cursor, place.name, "name"), place.latitude, place.longitude, span)


def _make_bars(bar: schema.Bar, series: int, cursor: YamlCursor) -> tuple[Bar, ...]:
    """One value of each series; one alone when there are none."""
    label = read_text(cursor, bar.label, "label")
    if not series:
        if bar.value is None or bar.values or bar.texts:
            hint = "write its `value`, or name the `series` of the chart"
            report(cursor, "SRC007", f"`{label}` needs one `value`", "label", hint=hint)
        values, texts = [bar.value or 0.0], [bar.text]
        spans = [span_of(cursor, "value")]
    else:
        if len(bar.values) != series or bar.value is not None or bar.text:
            message = f"`{label}` needs {series} `values`, one for each of the series"
            hint = "write them in the order of `series`, and how they are printed under `texts`"
            report(cursor, "SRC007", message, "label", hint=hint)
        values, texts = list(bar.values), list(bar.texts)
        spans = [span_of(cursor, "values", at) for at in range(len(values))]
    if len(texts) > len(values):
        hint = "delete what is too much"
        report(cursor, "SRC007", f"`{label}` has more `texts` than `values`", "label", hint=hint)
    conventions = cursor.context.shared.conventions
    said = [read_text(cursor, text, "label") for text in texts[: len(values)]]
    said += [""] * (len(values) - len(said))
    return tuple(
        Bar("" if at else label, value, text or format_number(value, conventions), span)
        for at, (value, text, span) in enumerate(zip(values, said, spans, strict=True))
    )
