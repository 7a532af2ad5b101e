"""Figure and statistics blocks: YAML to the nodes they stand for."""

from __future__ import annotations

from octavo import schema
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
from octavo.fences import Fence
from octavo.inlines import Where, read_phrase, read_string
from octavo.page import error, suggest
from octavo.problem import Span
from octavo.setting import Reading
from octavo.validation import find_key, find_value, validate
from octavo.yaml_tree import Path, Tree, parse_yaml

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


def read_fence(fence: Fence, reading: Reading) -> Figure | Statistics | None:
    """The figure or the statistics that a fenced block describes; `None` when it has errors."""
    tree = parse_yaml(reading.page, fence.text, fence.line + 1)
    if tree is None:
        return None
    if fence.kind == "figure":
        return _read_figure(fence, tree, reading)
    return _read_statistics(fence, tree, reading)


def _read_figure(fence: Fence, tree: Tree, reading: Reading) -> Figure | None:
    found = validate(reading.page, tree, schema.Figure)
    if found is None:
        return None
    artwork = read_artwork(found, tree, (), reading)
    audiences = read_audiences(found.audiences, tree, ("audiences",), reading)
    if artwork is None:
        return None
    return Figure(
        artwork,
        read_phrase(found.caption, at(tree, ("caption",), reading)),
        read_string(found.alternative, at(tree, ("alternative",), reading)),
        read_string(found.credit, at(tree, ("credit",), reading)),
        found.id or "",
        audiences=audiences,
        span=Span(reading.page.file, fence.line, 1),
    )


def _read_statistics(fence: Fence, tree: Tree, reading: Reading) -> Statistics | None:
    found = validate(reading.page, tree, schema.Statistics)
    if found is None:
        return None
    items = [
        _read_item(item, tree, ("items", i, "fact"), reading) for i, item in enumerate(found.items)
    ]
    return Statistics(
        tuple(item for item in items if item),
        read_phrase(found.caption, at(tree, ("caption",), reading)),
        read_string(found.credit, at(tree, ("credit",), reading)),
        found.id or "",
        audiences=read_audiences(found.audiences, tree, ("audiences",), reading),
        span=Span(reading.page.file, fence.line, 1),
    )


def _read_item(
    item: schema.StatisticsItem, tree: Tree, path: Path, reading: Reading
) -> Statistic | None:
    fact = reading.setting.facts.get(item.fact)
    if fact is None:
        message = f"there is no fact `{item.fact}`"
        hint = suggest(item.fact, reading.setting.facts)
        reading.page.problems.append(error("FCT001", message, find_value(tree, path), hint))
        return None
    label = read_string(item.label, at(tree, path, reading)) if item.label else fact.label
    return Statistic(fact.id, fact.value, label, fact.approximate, item.units)


def read_artwork(found: schema.Artwork, tree: Tree, path: Path, reading: Reading) -> Artwork | None:
    """What a figure shows; `None`, with the reason reported, unless it is exactly one thing."""
    chosen = [name for name in _KINDS if name in found.model_fields_set]
    if len(chosen) != 1:
        what = f"`{'`, `'.join(chosen)}` together" if chosen else "none"
        message = f"a figure shows one of {', '.join(_KINDS)}; this has {what}"
        reading.page.problems.append(error("SRC008", message, find_value(tree, path)))
        return None
    for name, owner in _BELONGS.items():
        if name in found.model_fields_set and owner != chosen[0]:
            message = f"`{name}` belongs to a {owner}, not to a {chosen[0]}"
            span = find_key(tree, (*path, name))
            reading.page.problems.append(error("SRC008", message, span, "delete it"))
            return None
    where = at(tree, path, reading)
    artwork = _make_artwork(found, where)
    if artwork is None:
        needs = {"diagram": "two to six `parts`", "chart": "`bars`"}.get(chosen[0], "a value")
        span = find_value(tree, (*path, chosen[0]))
        reading.page.problems.append(error("SRC007", f"a {chosen[0]} needs {needs}", span))
    return artwork


def _make_artwork(found: schema.Artwork, where: Where) -> Artwork | None:
    if found.picture:
        return Picture(found.picture)
    if found.diagram and len(found.parts) >= 2:
        parts = [
            DiagramPart(read_string(part.title, where), read_string(part.text, where))
            for part in found.parts
        ]
        return Diagram(found.diagram, tuple(parts), read_string(found.title, where))
    if found.map:
        places = [MapPlace(place.name, place.latitude, place.longitude) for place in found.places]
        return WorldMap(tuple(found.countries), tuple(places))
    if found.chart and found.bars:
        bars = [_make_bar(bar, where) for bar in found.bars]
        return Chart(found.chart, tuple(bars), read_string(found.unit, where))
    return None if found.orbits is None else Orbits(found.orbits)


def _make_bar(bar: schema.Bar, where: Where) -> Bar:
    text = read_string(bar.text, where) or f"{bar.value:g}"
    return Bar(read_string(bar.label, where), bar.value, text)


def at(tree: Tree, path: Path, reading: Reading) -> Where:
    """Where the value under `path` stands."""
    span = find_value(tree, path)
    return Where(reading, span.line if span else 1)


def read_audiences(names: list[str], tree: Tree, path: Path, reading: Reading) -> frozenset[str]:
    """`names` as a set; those that are no audience of the publication are reported."""
    known = reading.setting.audiences
    for i, name in enumerate(names):
        if name not in known:
            message = f"there is no audience `{name}`"
            span = find_value(tree, (*path, i))
            reading.page.problems.append(error("AUD001", message, span, suggest(name, known)))
    return frozenset(names)
