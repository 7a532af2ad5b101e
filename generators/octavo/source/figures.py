"""Figure and statistics blocks: YAML to the nodes they stand for."""

from __future__ import annotations

from octavo.document import (
    Artwork,
    Bar,
    Chart,
    Diagram,
    DiagramPart,
    Figure,
    MapPlace,
    Orbits,
    Picture,
    Statistic,
    Statistics,
    WorldMap,
)
from octavo.document.problem import Span
from octavo.files.source_file import error, suggest
from octavo.files.yaml_tree import parse_yaml
from octavo.source import schema
from octavo.source.context import Reading
from octavo.source.fences import Fence
from octavo.source.schemes import read_level
from octavo.source.yaml_cursor import (
    Sheet,
    complain,
    inside,
    key_of,
    phrase,
    read_audiences,
    report_unread,
    say,
    understand,
)

_KINDS = ("picture", "diagram", "map", "chart", "orbits")
_BELONGS = {
    "title": "diagram",
    "parts": "diagram",
    "countries": "map",
    "places": "map",
    "unit": "chart",
    "bars": "chart",
}
"""Which keys only one kind of artwork has."""
_NEEDS = {"diagram": "two to six `parts`", "chart": "`bars`"}


def read_fence(fence: Fence, reading: Reading) -> Figure | Statistics | None:
    """The figure or the statistics that a fenced block describes; `None` when it has errors."""
    tree = parse_yaml(reading.page, fence.text, fence.line + 1)
    if tree is None:
        return None
    sheet = Sheet(reading, tree)
    span = Span(reading.page.file, fence.line, 1)
    found = _read_figure(sheet, span) if fence.kind == "figure" else _read_statistics(sheet, span)
    if found is not None:
        report_unread(sheet)
    return found


def _read_figure(sheet: Sheet, span: Span) -> Figure | None:
    found = understand(sheet, schema.Figure)
    artwork = read_artwork(found, sheet) if found else None
    if found is None or artwork is None:
        return None
    return Figure(
        artwork=artwork,
        caption=phrase(sheet, found.caption, "caption"),
        alternative=say(sheet, found.alternative, "alternative"),
        credit=say(sheet, found.credit, "credit"),
        id=found.id or "",
        marking=read_level(sheet, found.marking, "marking"),
        audiences=read_audiences(sheet, found.audiences, "audiences"),
        span=span,
    )


def _read_statistics(sheet: Sheet, span: Span) -> Statistics | None:
    found = understand(sheet, schema.Statistics)
    if found is None:
        return None
    items = [_read_item(item, inside(sheet, "items", i)) for i, item in enumerate(found.items)]
    return Statistics(
        items=tuple(item for item in items if item),
        caption=phrase(sheet, found.caption, "caption"),
        credit=say(sheet, found.credit, "credit"),
        id=found.id or "",
        marking=read_level(sheet, found.marking, "marking"),
        audiences=read_audiences(sheet, found.audiences, "audiences"),
        span=span,
    )


def _read_item(item: schema.StatisticsItem, sheet: Sheet) -> Statistic | None:
    facts = sheet.reading.setting.facts
    fact = facts.get(item.fact)
    if fact is None:
        hint = suggest(item.fact, facts)
        complain(sheet, "FCT001", f"there is no fact `{item.fact}`", "fact", hint=hint)
        return None
    label = say(sheet, item.label, "label") if item.label else fact.label
    return Statistic(fact.id, fact.value, label, fact.approximate, item.units)


def read_artwork(found: schema.Artwork, sheet: Sheet) -> Artwork | None:
    """What a figure shows; `None`, with the reason reported, unless it is exactly one thing."""
    chosen = [name for name in _KINDS if name in found.model_fields_set]
    if len(chosen) != 1:
        what = f"`{'`, `'.join(chosen)}` together" if chosen else "none"
        message = f"a figure shows one of {', '.join(_KINDS)}; this has {what}"
        complain(sheet, "SRC008", message)
        return None
    kind = chosen[0]
    for name, owner in _BELONGS.items():
        if name in found.model_fields_set and owner != kind:
            message = f"`{name}` belongs to a {owner}, not to a {kind}"
            problem = error("SRC008", message, key_of(sheet, name), "delete it")
            sheet.reading.page.problems.append(problem)
            return None
    artwork = _make_artwork(found, sheet)
    if artwork is None:
        complain(sheet, "SRC007", f"a {kind} needs {_NEEDS.get(kind, 'a value')}", kind)
    return artwork


def _make_artwork(found: schema.Artwork, sheet: Sheet) -> Artwork | None:
    if found.picture:
        return Picture(found.picture)
    if found.diagram and len(found.parts) >= 2:
        parts = tuple(_make_part(part, sheet) for part in found.parts)
        return Diagram(found.diagram, parts, say(sheet, found.title, "title"))
    if found.map:
        places = tuple(_make_place(place, sheet) for place in found.places)
        return WorldMap(tuple(found.countries), places)
    if found.chart and found.bars:
        bars = tuple(_make_bar(bar, sheet) for bar in found.bars)
        return Chart(found.chart, bars, say(sheet, found.unit, "unit"))
    return None if found.orbits is None else Orbits(found.orbits)


def _make_part(part: schema.Part, sheet: Sheet) -> DiagramPart:
    return DiagramPart(say(sheet, part.title, "parts"), say(sheet, part.text, "parts"))


def _make_place(place: schema.Place, sheet: Sheet) -> MapPlace:
    return MapPlace(say(sheet, place.name, "places"), place.latitude, place.longitude)


def _make_bar(bar: schema.Bar, sheet: Sheet) -> Bar:
    text = say(sheet, bar.text, "bars") or f"{bar.value:g}"
    return Bar(say(sheet, bar.label, "bars"), bar.value, text)
