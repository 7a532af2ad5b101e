"""What each field of each node says to readers, decided once for all who look through a document.

A node that holds others hands its own use down to them: what is under an optional field may be
shown, whatever the fields below say. `tests/test_fields.py` holds the table against the nodes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Literal, TypeAlias

from octavo.document import tree
from octavo.document.attribution import Person, Waiver
from octavo.document.illustration import (
    Bar,
    Chart,
    Diagram,
    DiagramPart,
    Logo,
    MapPlace,
    Motif,
    Orbits,
    Picture,
    WorldMap,
)
from octavo.document.imprint import Event, Identifier, Imprint
from octavo.document.marking import Banner, ConfidentialityLabel, LabelCategory, Level, Scheme
from octavo.document.problem import Span

Use: TypeAlias = Literal[
    "required", "described", "drawn", "property", "optional", "id", "hidden", "none"
]
"""`required`: text that a whole edition has to show; `drawn`: the same, but Word files may have it
as a picture; `described`: has to be there for those who cannot see, in files with structure;
`property`: has to be among what a file says of itself, as far as there is room;
`optional`: text that may be shown; `id`: a name that only programs use, and that may be in a file;
`hidden`: what no reader's file has, such as the names of picture files; `none`: no text of its own,
such as numbers, choices from a list, and where a node stands."""

Uses: TypeAlias = Mapping[str, Use]
_BLOCK: Uses = {"id": "id", "audiences": "none", "span": "none"}
_INLINE: Uses = {"children": "required"}

FIELDS: Mapping[type, Uses] = {
    # inlines
    tree.Text: {"text": "required"},
    tree.Strong: _INLINE,
    tree.Emphasis: _INLINE,
    tree.Link: {"target": "optional", **_INLINE},
    tree.Reference: {
        "target": "id",
        "kind": "none",
        "number": "optional",
        "part": "optional",
        "name": "optional",
        "span": "none",
        **_INLINE,
    },
    tree.Note: _INLINE,
    tree.Abbreviation: {"text": "required", "expansion": "optional"},
    tree.Indexed: {"entry": "optional", **_INLINE},
    tree.Foreign: {"language": "id", **_INLINE},
    tree.Mention: {"fact": "id", "text": "required"},
    tree.AuthorQuery: {"text": "hidden", "span": "none", **_INLINE},
    tree.Code: {"text": "required"},
    tree.Break: {},
    # blocks
    tree.Paragraph: {"children": "required", "marking": "hidden", "mark": "optional", **_BLOCK},
    tree.Heading: {"level": "none", "children": "required", "marking": "hidden", **_BLOCK},
    tree.Item: {"blocks": "required"},
    tree.Listing: {"items": "required", "ordered": "none", "start": "none", **_BLOCK},
    tree.Definition: {"term": "required", "blocks": "required"},
    tree.Definitions: {"items": "required", **_BLOCK},
    tree.Quote: {"blocks": "required", **_BLOCK},
    tree.Aside: {"title": "required", "blocks": "required", "marking": "hidden", **_BLOCK},
    tree.CodeBlock: {"text": "required", "language": "id", "marking": "hidden", **_BLOCK},
    tree.PullQuote: {"children": "required", "marking": "hidden", **_BLOCK},
    tree.Signature: {"lines": "required", **_BLOCK},
    tree.Cell: {
        "children": "required",
        "align": "none",
        "columns": "none",
        "rows": "none",
        "span": "none",
    },
    tree.Row: {"cells": "required", "group": "none", "audiences": "none", "span": "none"},
    tree.Table: {
        "header": "required",
        "rows": "required",
        "caption": "required",
        "number": "none",
        "source": "required",
        "stub": "none",
        "total": "none",
        "more_heads": "required",
        "continued": "optional",
        "people": "none",
        "marking": "hidden",
        **_BLOCK,
    },
    tree.Figure: {
        "artwork": "required",
        "caption": "required",
        "alternative": "described",
        "credit": "required",
        "width": "none",
        "place": "none",
        "number": "none",
        "part": "none",
        "label": "optional",
        "marking": "hidden",
        **_BLOCK,
    },
    tree.FigureGroup: {
        "blocks": "required",
        "caption": "required",
        "credit": "required",
        "width": "none",
        "place": "none",
        "number": "none",
        "marking": "hidden",
        **_BLOCK,
    },
    tree.Statistic: {
        "fact": "id",
        "value": "required",
        "label": "required",
        "approximate": "none",
        "units": "none",
    },
    tree.Statistics: {
        "items": "required",
        "place": "none",
        "caption": "required",
        "credit": "required",
        "number": "none",
        "marking": "hidden",
        **_BLOCK,
    },
    # what figures show
    Picture: {"file": "hidden", "focus": "none"},
    Logo: {"picture": "optional", "alternative": "optional"},
    DiagramPart: {"title": "drawn", "text": "drawn"},
    Diagram: {"kind": "none", "parts": "drawn", "title": "drawn", "ground": "drawn"},
    MapPlace: {"name": "drawn", "latitude": "none", "longitude": "none", "span": "none"},
    WorldMap: {"countries": "none", "places": "drawn"},
    Orbits: {"seed": "none"},
    Motif: {"kind": "none", "seed": "none"},
    Bar: {"label": "drawn", "value": "none", "text": "drawn", "span": "none"},
    Chart: {"kind": "none", "bars": "drawn", "unit": "optional", "series": "drawn"},
    # sections
    tree.Weight: {"audience": "hidden", "value": "none", "required": "none"},
    tree.Point: {
        "children": "required",
        "rests_on": "id",
        "variants": "optional",
        "lead": "optional",
        "weight": "none",
        "weights": "hidden",
        "required": "none",
        "key": "none",
        "approved": "hidden",
        "mark": "optional",
        "marking": "hidden",
        **_BLOCK,
    },
    tree.Author: {"name": "required", "affiliation": "required"},
    tree.Section: {
        "title": "required",
        "kind": "none",
        "blocks": "required",
        "label": "required",
        "number": "none",
        "short_title": "optional",
        "standfirst": "required",
        "authors": "required",
        "attribution": "none",
        "columns": "none",
        "points": "required",
        "queries": "hidden",
        "marking": "hidden",
        **_BLOCK,
    },
    # the whole
    Event: {"name": "required", "place": "required", "start": "none", "end": "none"},
    Identifier: {"format": "optional", "isbn": "required"},
    Imprint: {
        "publisher": "required",
        "place": "required",
        "year": "required",
        "edition": "required",
        "identifiers": "required",
        "doi": "required",
        "copyright": "required",
        "licence": "required",
        "disclaimer": "required",
        "contact": "required",
        "address": "required",
        "notes": "required",
    },
    tree.Publication: {
        "name": "id",
        "title": "required",
        "event": "required",
        "imprint": "required",
        "subtitle": "required",
        "language": "id",
        "kind": "required",
        "description": "property",
        "keywords": "property",
        "marking": "required",
        "banner": "none",
        "designation": "required",
        "label": "none",
        "attribution": "none",
        "openers": "none",
        "cover": "required",
        "logo": "optional",
        "span": "none",
    },
    Banner: {"align": "none", "size": "none", "colour": "none", "ground": "none"},
    Level: {
        "id": "hidden",
        "text": "optional",
        "portion": "optional",
        "open": "none",
        "banner": "none",
        "name": "optional",
        "designation": "optional",
        "lacking": "none",
        "refused": "none",
        "label": "none",
    },
    ConfidentialityLabel: {
        "policy": "id",
        "classification": "id",
        "created": "none",
        "review": "none",
        "uri": "id",
        "categories": "none",
    },
    LabelCategory: {"tag": "id", "kind": "none", "values": "id", "uri": "id"},
    Scheme: {"name": "hidden", "levels": "optional", "ceiling": "hidden", "portions": "none"},
    tree.Fact: {
        "id": "id",
        "value": "optional",
        "label": "optional",
        "approximate": "none",
        "as_of": "optional",
        "marking": "hidden",
        "span": "none",
    },
    tree.Photo: {
        "number": "none",
        "caption": "required",
        "credit": "required",
        "file": "hidden",
        "marking": "hidden",
        "audiences": "none",
        "span": "none",
    },
    tree.Term: {"short": "required", "expansion": "required"},
    tree.Ask: {
        "what": "optional",
        "who": "optional",
        "by": "optional",
        "rests_on": "id",
        "marking": "hidden",
        "span": "none",
    },
    tree.Audience: {
        "id": "id",
        "name": "optional",
        "question": "optional",
        "purpose": "none",
        "bottom_line": "optional",
        "so_what": "optional",
        "asks": "optional",
        "lead_facts": "id",
        "timing": "optional",
        "handling": "optional",
        "date": "optional",
        "clearance": "optional",
        "bottom_line_rests_on": "id",
        "so_what_rests_on": "id",
        "bottom_line_marking": "hidden",
        "so_what_marking": "hidden",
        "public": "none",
        "span": "none",
        "spans": "none",
    },
    tree.Place: {"id": "id", "page": "none"},
    tree.OutputRequest: {
        "generator": "none",
        "audiences": "none",
        "options": "none",
        "readers": "none",
        "recipients": "none",
        "span": "none",
    },
    tree.Recipient: {
        "id": "hidden",
        "name": "hidden",
        "audience": "none",
        "weights": "none",
        "options": "none",
        "span": "none",
    },
    Person: {
        "name": "hidden",
        "posts": "hidden",
        "organisations": "hidden",
        "aliases": "hidden",
        "span": "none",
    },
    Waiver: {
        "code": "hidden",
        "words": "hidden",
        "reason": "hidden",
        "section": "hidden",
        "span": "none",
    },
    Span: {
        "file": "none",
        "line": "none",
        "column": "none",
        "end_line": "none",
        "end_column": "none",
    },
    tree.TargetNames: {
        "figure": "optional",
        "table": "optional",
        "section": "optional",
        "part": "none",
        "to_part": "none",
    },
    tree.Draft: {
        "publication": "required",
        "sections": "required",
        "facts": "optional",
        "photos": "required",
        "abbreviations": "required",
        "audiences": "optional",
        "outputs": "none",
        "people": "hidden",
        "waivers": "hidden",
        "scheme": "optional",
        "level": "hidden",
        "names": "optional",
        "house_style": "none",
    },
    tree.Document: {
        "publication": "required",
        "sections": "required",
        "facts": "optional",
        "photos": "required",
        "abbreviations": "required",
        "audience": "optional",
        "places": "none",
    },
}


_ORDER: tuple[Use, ...] = (
    "required",
    "described",
    "drawn",
    "property",
    "optional",
    "id",
    "hidden",
    "none",
)
"""Of two uses that meet on the way to a string, the later one counts."""


def weaken(above: Use, own: Use) -> Use:
    """The use of a string in a field of use `own`, in a node that stands in one of use `above`."""
    return own if _ORDER.index(own) > _ORDER.index(above) else above


def uses_of(kind: type) -> Uses:
    """The use of each field of a kind of node; none of anything else."""
    return FIELDS.get(kind, {})


def read_fields(node: object) -> Iterator[tuple[str, Use, object]]:
    """The fields of a node, in the order of its class, each with its use and its value."""
    kind: type = type(node)
    uses = uses_of(kind)
    for field in fields(kind) if uses else ():
        yield field.name, uses[field.name], getattr(node, field.name)
