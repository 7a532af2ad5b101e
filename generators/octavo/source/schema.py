"""What publication.yaml, photos.yaml, front matter and figure blocks may say.

Every scalar arrives as text; pydantic turns it into what the field asks for. Unknown keys are
errors. The JSON Schema of these models is what editors use to complete and check.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, TypeAlias, cast

from pydantic import BeforeValidator, Field

from octavo.document.attribution import Attribution
from octavo.files.models import HouseStyleNames, NonEmpty, StrictModel

Id = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=64)]
"""Letters, digits, hyphens and underscores, a letter first."""

FactId = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$", max_length=64)]
"""Letters, digits and underscores, a letter first, so that `facts.name` can name it."""

Scale = Annotated[int, Field(ge=1, le=10)]

Readers = Annotated[list[str], Field(min_length=1)]
"""Ids of audiences; left out, everyone. A list without any would be for nobody."""

SectionKind = Literal[
    "foreword", "theme", "numbers", "note", "chapter", "panel", "conclusion", "annex"
]


Short = Annotated[str, Field(max_length=600)]
"""Words of a fact. Twelve of them with their values, the most that statistics show, are read aloud
as one description, which stays within the 32,767 bytes that PDF/A allows a string. The longest of
the proceedings has 73 characters."""

Keyword = Annotated[str, Field(min_length=1, max_length=100)]
"""A hundred of them, the most there are, stay within those bytes too when a PDF lists them."""


class Event(StrictModel):
    """`event`."""

    name: NonEmpty
    place: str = ""
    start: date | None = None
    end: date | None = None


class Identifier(StrictModel):
    """One of `imprint.identifiers`."""

    format: NonEmpty
    isbn: NonEmpty


class Imprint(StrictModel):
    """`imprint`."""

    publisher: NonEmpty
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


class Fact(StrictModel):
    """One of `facts`."""

    value: Annotated[Short, Field(min_length=1)]
    label: Short = ""
    approximate: bool = False
    as_of: str = ""


class Ask(StrictModel):
    """One of an audience's `asks`."""

    what: NonEmpty
    who: str = ""
    by: str = ""
    rests_on: str = ""


class Audience(StrictModel):
    """One of `audiences`."""

    name: NonEmpty
    question: NonEmpty
    purpose: Literal["decide", "note", "discuss"]
    bottom_line: NonEmpty
    bottom_line_rests_on: str = ""
    so_what: list[NonEmpty] = Field(min_length=1, max_length=4)
    so_what_rests_on: list[str] = []
    asks: list[Ask] = []
    lead_facts: list[str] = []
    timing: str = ""
    handling: str = ""
    public: bool = False


class DiagramPart(StrictModel):
    """One of a diagram's `parts`."""

    title: NonEmpty
    text: str = ""


class MapPlace(StrictModel):
    """One of a map's `places`."""

    name: NonEmpty
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


Number = Annotated[float, Field(allow_inf_nan=False)]


class Bar(StrictModel):
    """One of a chart's `bars`: its `value` and `text`, or `values` and `texts`, one a series."""

    label: NonEmpty
    value: Number | None = None
    text: str = ""
    values: list[Number] = []
    texts: list[str] = []


Country = Annotated[str, Field(pattern=r"^[0-9]{3}$")]
"""ISO 3166-1 numeric code."""


MOST_PARTS = 12
"""Of a figure: three rows of four on a page, and letters from (a) to (l). More are a register of
pictures rather than a figure, and no reader keeps their letters apart."""


class Artwork(StrictModel):
    """What a figure shows; exactly one of the first five."""

    picture: str | None = None
    diagram: Literal["pillars", "imperatives", "architecture", "sequence"] | None = None
    map: Literal["world"] | None = None
    chart: Literal["bar", "column", "line", "share"] | None = None
    orbits: int | None = Field(default=None, ge=0, le=999_999_999)
    title: str = ""
    parts: list[DiagramPart] = Field(default=[], max_length=6)
    countries: list[Country] = []
    places: list[MapPlace] = []
    unit: str = ""
    series: list[NonEmpty] = Field(default=[], max_length=5)
    bars: list[Bar] = Field(default=[], max_length=60)


class FigurePart(Artwork):
    """One of the `parts` of a figure that has several."""

    id: Id | None = None
    marking: str = ""
    caption: str = ""
    credit: str = ""
    alternative: str = ""
    audiences: Readers = []


class Figure(FigurePart):
    """A `figure` block."""

    width: float = Field(default=1.0, ge=0.2, le=1.0)


class FigureGroup(StrictModel):
    """A `figure` block whose `parts` are figures themselves."""

    id: Id | None = None
    marking: str = ""
    parts: list[FigurePart] = Field(min_length=2, max_length=MOST_PARTS)
    caption: str = ""
    credit: str = ""
    width: float = Field(default=1.0, ge=0.2, le=1.0)
    audiences: Readers = []


class Statistic(StrictModel):
    """One of `items` in a `statistics` block."""

    fact: str
    units: int = Field(default=0, ge=0, le=400)
    label: Short = ""


class Statistics(StrictModel):
    """A `statistics` block."""

    id: Id | None = None
    marking: str = ""
    items: list[Statistic] = Field(min_length=1, max_length=12)
    caption: str = ""
    credit: str = ""
    audiences: Readers = []


class Aside(StrictModel):
    """An `aside` block, before its text."""

    id: Id | None = None
    title: NonEmpty
    audiences: Readers = []


def _name(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


def _list(value: object) -> object:
    return cast("object", value) if value is None or isinstance(value, list) else [value]


class Speaker(StrictModel):
    """Who speaks in a session."""

    name: NonEmpty
    affiliation: str = ""
    role: str = ""


Speakers = Annotated[list[Annotated[Speaker, BeforeValidator(_name)]], BeforeValidator(_list)]
"""One or several, each by name alone, or with more."""
Time = Annotated[str, Field(pattern=r"^([01]?[0-9]|2[0-3]):[0-5][0-9]$")]
EndTime = Annotated[str, Field(pattern=r"^(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)$")]


class ProgrammeSession(StrictModel):
    """One of a day's `sessions`."""

    time: Time
    end: EndTime | None = None
    title: NonEmpty
    kind: Literal["session", "break"] = "session"
    speakers: Speakers = []
    chair: Speakers = []
    place: str = ""
    text: str = ""
    audiences: Readers = []


class ProgrammeDay(StrictModel):
    """One of a programme's `days`."""

    date: date
    title: str = ""
    sessions: list[ProgrammeSession] = Field(min_length=1)
    audiences: Readers = []


class ProgrammeDays(StrictModel):
    """The days of a programme in a file of their own, under the one key `days`."""

    days: list[ProgrammeDay] = Field(min_length=1)


class Programme(StrictModel):
    """A `programme` block."""

    id: Id | None = None
    caption: str = ""
    data: str = ""
    days: list[ProgrammeDay] = []
    audiences: Readers = []


class Participant(StrictModel):
    """One of `participants`."""

    name: NonEmpty
    institution: NonEmpty
    country: NonEmpty
    role: str = ""
    sort: str = ""
    audiences: Readers = []


class ParticipantList(StrictModel):
    """The participants in a file of their own, under the one key `participants`."""

    participants: list[Participant] = Field(min_length=1)


class Participants(StrictModel):
    """A `participants` block."""

    id: Id | None = None
    caption: str = ""
    order: Literal["written", "name", "initial", "country"] = "written"
    data: str = ""
    participants: list[Participant] = []
    audiences: Readers = []


FenceModel: TypeAlias = Figure | FigureGroup | Statistics | Aside | Programme | Participants
FENCES: Mapping[str, type[FenceModel]] = {
    "figure": Figure,
    "statistics": Statistics,
    "aside": Aside,
    "programme": Programme,
    "participants": Participants,
}
"""What each kind of fenced block may say."""


class Point(StrictModel):
    """One of a section's `points`."""

    id: Id
    text: NonEmpty
    rests_on: str
    variants: list[NonEmpty] = []
    weight: Scale = 5
    weights: dict[str, Scale] = {}
    required: list[str] = []
    approved: Annotated[str, Field(pattern=r"^([0-9a-f]{8,64})?$")] = ""
    key: bool = True
    marking: str = ""
    audiences: Readers = []


WaiverCode = Literal[
    "ATT001", "ATT003", "ATT004", "ATT005", "ATT006", "ATT007", "ATT008", "ATT011", "ATT014"
]


class Waiver(StrictModel):
    """One of `waivers`."""

    code: WaiverCode
    words: NonEmpty
    reason: NonEmpty


class Person(StrictModel):
    """One entry of the register of people."""

    name: NonEmpty
    posts: list[NonEmpty] = []
    organisations: list[NonEmpty] = []
    aliases: list[NonEmpty] = []


class People(StrictModel):
    """The register of people, under the one key `people`."""

    people: list[Person]


class Author(StrictModel):
    """One of a section's `authors`."""

    name: NonEmpty
    affiliation: str = ""


class Section(StrictModel):
    """The front matter of a section."""

    id: Id
    title: NonEmpty
    kind: SectionKind
    label: str = ""
    short_title: str = ""
    columns: Annotated[int, Field(ge=1, le=2)] = 1
    standfirst: str = ""
    authors: list[Author] = []
    attribution: Attribution | None = None
    marking: str = ""
    audiences: Readers = []
    points: list[Point] = []
    queries: list[NonEmpty] = []
    waivers: list[Waiver] = []


class Photo(StrictModel):
    """One entry of the photo register."""

    number: int = Field(ge=1)
    caption: NonEmpty
    credit: str = ""
    file: str = ""
    audiences: Readers = []


class Photos(StrictModel):
    """The photo register, under the one key `photos`."""

    photos: list[Photo]


def _named(value: object) -> object:
    return {"generator": value} if isinstance(value, str) else value


class OutputRequest(StrictModel):
    """One of `outputs`."""

    generator: NonEmpty
    audiences: Readers = []
    options: dict[str, str] = {}


def _mark(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


class Marking(StrictModel):
    """`marking`: words of one's own, or a level of a scheme."""

    text: str = ""
    scheme: str = ""
    level: str = ""


def _say_in_all(value: object) -> object:
    return {"": value} if isinstance(value, str) else value


Translated = Annotated[dict[str, str], BeforeValidator(_say_in_all)]
"""The same in all languages, or for each language."""
Hex = Annotated[str, Field(pattern=r"^(#[0-9A-Fa-f]{6})?$")]


class MarkingLevel(StrictModel):
    """One of `levels` of a marking scheme."""

    id: Id
    text: Translated = {}
    portion: Translated = {}
    open: bool = False
    colour: Hex = ""
    ground: Hex = ""


class MarkingScheme(StrictModel):
    """A file of `templates/markings/`."""

    name: NonEmpty
    ceiling: Id
    levels: list[MarkingLevel] = Field(min_length=1)
    align: Literal["left", "centre", "right"] = "centre"
    size: float = Field(default=9, ge=6, le=24)


Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}((-[A-Za-z0-9])?-[A-Za-z0-9]{2,8}){0,8}$")]
"""A BCP 47 tag, such as `en-GB-x-house`: one sign alone names the kind of what follows it."""
USUAL_COVER = 2040
"""The seed of the orbits on a cover that is not chosen."""


def _cover(value: object) -> object:
    return {"orbits": str(USUAL_COVER)} if value == "orbits" else value


class Publication(StrictModel):
    """publication.yaml."""

    title: NonEmpty
    event: Event
    imprint: Imprint
    sections: list[NonEmpty] = Field(min_length=1)
    subtitle: str = ""
    language: Language = "en-GB"
    kind: str = ""
    description: str = ""
    keywords: list[Keyword] = Field(default=[], max_length=100)
    marking: Annotated[Marking, BeforeValidator(_mark)] = Marking()
    attribution: Attribution | None = None
    cover: Annotated[Artwork, BeforeValidator(_cover)] = Artwork(orbits=USUAL_COVER)
    facts: dict[FactId, Fact] = {}
    abbreviations: dict[NonEmpty, NonEmpty] = {}
    audiences: dict[Id, Audience] = {}
    photos: str = ""
    people: str = ""
    house_style: HouseStyleNames = []
    waivers: list[Waiver] = []
    outputs: list[Annotated[OutputRequest, BeforeValidator(_named)]] = []
