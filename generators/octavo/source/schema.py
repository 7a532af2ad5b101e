"""What publication.yaml, photos.yaml, front matter and figure blocks may say.

Every scalar arrives as text; pydantic turns it into what the field asks for. Unknown keys are
errors. The JSON Schema of these models is what editors use to complete and check.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from octavo.document.attribution import Attribution
from octavo.files.models import Entry, Said

Id = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=64)]
"""Letters, digits, hyphens and underscores, a letter first."""

FactId = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$", max_length=64)]
"""Letters, digits and underscores, a letter first, so that `facts.name` can name it."""

Scale = Annotated[int, Field(ge=1, le=10)]

Readers = Annotated[list[str], Field(min_length=1)]
"""Ids of audiences; left out, everyone. A list without any would be for nobody."""

Kind = Literal["foreword", "theme", "numbers", "note", "chapter", "panel", "conclusion", "annex"]


class Event(Entry):
    """`event`."""

    name: Said
    place: str = ""
    start: date | None = None
    end: date | None = None


class Identifier(Entry):
    """One of `imprint.identifiers`."""

    format: Said
    isbn: Said


class Imprint(Entry):
    """`imprint`."""

    publisher: Said
    place: str = ""
    year: str = ""
    edition: str = ""
    identifiers: list[Identifier] = []
    doi: str = ""
    copyright: str = ""
    licence: str = ""
    disclaimer: str = ""
    contact: str = ""
    address: str = ""
    notes: list[str] = []


class Fact(Entry):
    """One of `facts`."""

    value: Said
    label: str = ""
    approximate: bool = False
    as_of: str = ""


class Ask(Entry):
    """One of an audience's `asks`."""

    what: Said
    who: str = ""
    by: str = ""
    rests_on: str = ""


class Audience(Entry):
    """One of `audiences`."""

    name: Said
    question: Said
    purpose: Literal["decide", "note", "discuss"]
    bottom_line: Said
    bottom_line_rests_on: str = ""
    so_what: list[Said] = Field(min_length=1, max_length=4)
    so_what_rests_on: list[str] = []
    asks: list[Ask] = []
    lead_facts: list[str] = []
    timing: str = ""
    handling: str = ""
    public: bool = False


class Part(Entry):
    """One of a diagram's `parts`."""

    title: Said
    text: str = ""


class Place(Entry):
    """One of a map's `places`."""

    name: Said
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class Bar(Entry):
    """One of a chart's `bars`."""

    label: Said
    value: float = Field(allow_inf_nan=False)
    text: str = ""


Country = Annotated[str, Field(pattern=r"^[0-9]{3}$")]
"""ISO 3166-1 numeric code."""


class Artwork(Entry):
    """What a figure shows; exactly one of the first five."""

    picture: str | None = None
    diagram: Literal["pillars", "imperatives", "architecture", "sequence"] | None = None
    map: Literal["world"] | None = None
    chart: Literal["bar", "column", "line", "share"] | None = None
    orbits: int | None = None
    title: str = ""
    parts: list[Part] = Field(default=[], max_length=6)
    countries: list[Country] = []
    places: list[Place] = []
    unit: str = ""
    bars: list[Bar] = Field(default=[], max_length=60)


class Figure(Artwork):
    """A `figure` block."""

    id: Id | None = None
    marking: str = ""
    caption: str = ""
    credit: str = ""
    alternative: str = ""
    audiences: Readers = []


class StatisticsItem(Entry):
    """One of `items` in a `statistics` block."""

    fact: str
    units: int = Field(default=0, ge=0, le=400)
    label: str = ""


class Statistics(Entry):
    """A `statistics` block."""

    id: Id | None = None
    marking: str = ""
    items: list[StatisticsItem] = Field(min_length=1, max_length=12)
    caption: str = ""
    credit: str = ""
    audiences: Readers = []


class Point(Entry):
    """One of a section's `points`."""

    id: Id
    text: Said
    rests_on: str
    variants: list[Said] = []
    weight: Scale = 5
    weights: dict[str, Scale] = {}
    required: list[str] = []
    approved: Annotated[str, Field(pattern=r"^([0-9a-f]{8,64})?$")] = ""
    key: bool = True
    marking: str = ""
    audiences: Readers = []


WaiverCode = Literal["ATT001", "ATT003", "ATT004", "ATT005", "ATT006", "ATT007", "ATT008", "ATT011"]


class Waiver(Entry):
    """One of `waivers`."""

    code: WaiverCode
    words: Said
    reason: Said


class Person(Entry):
    """One entry of the register of people."""

    name: Said
    posts: list[Said] = []
    organisations: list[Said] = []
    aliases: list[Said] = []


class People(Entry):
    """The register of people, under the one key `people`."""

    people: list[Person]


class Section(Entry):
    """The front matter of a section."""

    id: Id
    title: Said
    kind: Kind
    label: str = ""
    short_title: str = ""
    columns: Annotated[int, Field(ge=1, le=2)] = 1
    standfirst: str = ""
    attribution: Attribution | None = None
    marking: str = ""
    audiences: Readers = []
    points: list[Point] = []
    queries: list[Said] = []
    waivers: list[Waiver] = []


class Photo(Entry):
    """One entry of the photo register."""

    number: int = Field(ge=1)
    caption: Said
    credit: str = ""
    file: str = ""
    audiences: Readers = []


class Photos(Entry):
    """The photo register, under the one key `photos`."""

    photos: list[Photo]


def _named(value: object) -> object:
    return {"generator": value} if isinstance(value, str) else value


class Output(Entry):
    """One of `outputs`."""

    generator: Said
    audiences: Readers = []
    options: dict[str, str] = {}


def _mark(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


class Marking(Entry):
    """`marking`: words of one's own, or a level of a scheme."""

    text: str = ""
    scheme: str = ""
    level: str = ""


def _say_in_all(value: object) -> object:
    return {"": value} if isinstance(value, str) else value


Translated = Annotated[dict[str, str], BeforeValidator(_say_in_all)]
"""The same in all languages, or for each language."""
Hex = Annotated[str, Field(pattern=r"^(#[0-9A-Fa-f]{6})?$")]


class MarkingLevel(Entry):
    """One of `levels` of a marking scheme."""

    id: Id
    text: Translated = {}
    portion: Translated = {}
    open: bool = False
    colour: Hex = ""
    ground: Hex = ""


class MarkingScheme(Entry):
    """A file of `templates/markings/`."""

    name: Said
    ceiling: Id
    levels: list[MarkingLevel] = Field(min_length=1)
    align: Literal["left", "centre", "right"] = "centre"
    size: float = Field(default=9, ge=6, le=24)


def _cover(value: object) -> object:
    return {"orbits": "2040"} if value == "orbits" else value


class Publication(Entry):
    """publication.yaml."""

    title: Said
    event: Event
    imprint: Imprint
    sections: list[Said] = Field(min_length=1)
    subtitle: str = ""
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")] = "en-GB"
    kind: str = ""
    description: str = ""
    keywords: list[str] = []
    marking: Annotated[Marking, BeforeValidator(_mark)] = Marking()
    attribution: Attribution = "chatham-house"
    cover: Annotated[Artwork, BeforeValidator(_cover)] = Artwork(orbits=2040)
    facts: dict[FactId, Fact] = {}
    abbreviations: dict[Said, Said] = {}
    audiences: dict[Id, Audience] = {}
    photos: str = ""
    people: str = ""
    waivers: list[Waiver] = []
    outputs: list[Annotated[Output, BeforeValidator(_named)]] = []
