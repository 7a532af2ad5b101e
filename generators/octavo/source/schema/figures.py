"""What figures, statistics and asides may say."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from octavo.files.models import NonEmpty, StrictModel
from octavo.source.schema.values import (
    CAPTION,
    CREDIT,
    ID,
    MARKING,
    READERS,
    Country,
    Id,
    Number,
    Readers,
    Short,
)

Share = Annotated[float, Field(ge=0, le=1)]


class DiagramPart(StrictModel):
    """One of a diagram's `parts`."""

    title: NonEmpty = Field(
        description="What the part is called.", examples=["Education and Training"]
    )
    text: str = Field(
        default="", description="One sentence below it.", examples=["From officers up."]
    )


class MapPlace(StrictModel):
    """One of a map's `places`."""

    name: NonEmpty = Field(description="What stands beside the dot.", examples=["Toulouse"])
    latitude: float = Field(
        ge=-90, le=90, description="Degrees north of the equator.", examples=[43.6]
    )
    longitude: float = Field(
        ge=-180, le=180, description="Degrees east of Greenwich.", examples=[1.44]
    )


class Bar(StrictModel):
    """One of a chart's `bars`: its `value` and `text`, or `values` and `texts`, one a series."""

    label: NonEmpty = Field(description="What the value belongs to.", examples=["2025"])
    value: Number | None = Field(
        default=None, description="The value, in a chart without series.", examples=[12.5]
    )
    text: str = Field(
        default="",
        description="How the value is printed. Left out: as the language writes numbers.",
        examples=["about 12"],
    )
    values: list[Number] = Field(
        default=[],
        description="A value of each of the series, in their order.",
        examples=[[12.5, 9]],
    )
    texts: list[str] = Field(
        default=[],
        description="How each of the values is printed, in their order.",
        examples=[["12.5", "about 9"]],
    )


MOST_PARTS = 12
"""Of a figure: three rows of four on a page, and letters from (a) to (l). More are a register of
pictures rather than a figure, and no reader keeps their letters apart."""


class Artwork(StrictModel):
    """What a figure shows; exactly one of the first five."""

    picture: str | None = Field(
        default=None,
        description="File of a JPEG or PNG, from the publication's folder on.",
        examples=["images/opening.jpg"],
    )
    focus: tuple[Share, Share] = Field(
        default=(0.5, 0.5),
        description=(
            "Of a picture: what must be seen when it is cropped, as parts of its width from the "
            "left and of its height from the top."
        ),
        examples=[[0.3, 0.4]],
    )
    diagram: Literal["pillars", "imperatives", "architecture", "sequence"] | None = Field(
        default=None, description="Kind of diagram, drawn from `parts`.", examples=["pillars"]
    )
    map: Literal["world"] | None = Field(
        default=None,
        description="A map of the world, with `countries` and `places`.",
        examples=["world"],
    )
    chart: Literal["bar", "column", "line", "share"] | None = Field(
        default=None, description="Kind of chart, drawn from `bars`.", examples=["bar"]
    )
    orbits: int | None = Field(
        default=None,
        ge=0,
        le=999_999_999,
        description="Orbits round a planet; another number gives other orbits.",
        examples=[7],
    )
    title: str = Field(
        default="",
        description="Words at the head of a diagram.",
        examples=["Four pillars of one centre"],
    )
    ground: str = Field(
        default="",
        description="Of a diagram: what all of it stands on, below it.",
        examples=["Trust between those who take part"],
    )
    parts: list[DiagramPart] = Field(
        default=[],
        max_length=6,
        description="Of a diagram: its two to six parts.",
        examples=[[{"title": "Doctrine"}, {"title": "Training"}]],
    )
    countries: list[Country] = Field(
        default=[],
        description="Of a map: the countries that stand out, as ISO 3166-1 numeric codes.",
        examples=[["250", "276"]],
    )
    places: list[MapPlace] = Field(
        default=[],
        description="Of a map: places with a dot and a name.",
        examples=[[{"name": "Toulouse", "latitude": 43.6, "longitude": 1.44}]],
    )
    unit: str = Field(
        default="", description="Of a chart: what its values count.", examples=["participants"]
    )
    series: list[NonEmpty] = Field(
        default=[],
        max_length=5,
        description="Of a chart with several values for each label: what they are, up to five.",
        examples=[["2024", "2025"]],
    )
    bars: list[Bar] = Field(
        default=[],
        max_length=60,
        description="Of a chart: its values, up to sixty.",
        examples=[[{"label": "First day", "value": 120}, {"label": "Second day", "value": 90}]],
    )


class FigurePart(Artwork):
    """One of the `parts` of a figure that has several."""

    id: Id | None = Field(default=None, description=ID, examples=["fig-opening"])
    marking: str = Field(default="", description=MARKING, examples=["restricted"])
    caption: str = Field(default="", description=CAPTION, examples=["The opening session"])
    credit: str = Field(default="", description=CREDIT, examples=["Photograph by the Institute"])
    alternative: str = Field(
        default="",
        description="What it shows, read aloud to those who cannot see it.",
        examples=["Two hundred people in a round hall, seen from its gallery."],
    )
    audiences: Readers = Field(default=[], description=READERS, examples=[["industry"]])


class Figure(FigurePart):
    """A `figure` block."""

    width: float = Field(
        default=1.0,
        ge=0.2,
        le=1.0,
        description="Part of the measure that it takes.",
        examples=[0.6],
    )
    place: Literal["column", "page", "bleed", "spread"] = Field(
        default="column",
        description=(
            "Of a picture, in the booklet: in the text, instead of a page's text, to the edges of "
            "a page, or over two facing pages."
        ),
        examples=["bleed"],
    )


class FigureGroup(StrictModel):
    """A `figure` block whose `parts` are figures themselves."""

    id: Id | None = Field(default=None, description=ID, examples=["fig-sensors"])
    marking: str = Field(default="", description=MARKING, examples=["restricted"])
    parts: list[FigurePart] = Field(
        min_length=2,
        max_length=MOST_PARTS,
        description="The two to twelve figures that stand together, lettered (a), (b), (c).",
        examples=[
            [
                {"picture": "images/radar.jpg", "caption": "The radar", "alternative": "A mast."},
                {"picture": "images/dome.jpg", "caption": "The dome", "alternative": "A dome."},
            ]
        ],
    )
    caption: str = Field(default="", description=CAPTION, examples=["Two sensors"])
    credit: str = Field(default="", description=CREDIT, examples=["Photographs by the Institute"])
    width: float = Field(
        default=1.0,
        ge=0.2,
        le=1.0,
        description="Part of the measure that they take.",
        examples=[0.8],
    )
    place: Literal["column", "page"] = Field(
        default="column",
        description="In the booklet: in the text, or two to six pictures that fill a page.",
        examples=["page"],
    )
    audiences: Readers = Field(default=[], description=READERS, examples=[["industry"]])


class Statistic(StrictModel):
    """One of `items` in a `statistics` block."""

    fact: str = Field(
        description="Name of a fact of publication.yaml, which has the value and the label.",
        examples=["participants"],
    )
    units: int = Field(
        default=0,
        ge=0,
        le=400,
        description="Marks of a unit chart below the value. Left out: no such chart.",
        examples=[29],
    )
    label: Short = Field(
        default="",
        description="Words in place of the fact's own label.",
        examples=["people in the hall"],
    )


class Statistics(StrictModel):
    """A `statistics` block: facts as large numerals."""

    id: Id | None = Field(default=None, description=ID, examples=["fig-numbers"])
    marking: str = Field(default="", description=MARKING, examples=["restricted"])
    items: list[Statistic] = Field(
        min_length=1,
        max_length=12,
        description="The facts, up to twelve.",
        examples=[[{"fact": "participants"}, {"fact": "countries", "units": 29}]],
    )
    caption: str = Field(default="", description=CAPTION, examples=["The conference in numbers"])
    credit: str = Field(default="", description=CREDIT, examples=["Drawn for this edition"])
    place: Literal["column", "page"] = Field(
        default="column",
        description="In the booklet: in the text, or as large as they can be on a page of ink.",
        examples=["page"],
    )
    audiences: Readers = Field(default=[], description=READERS, examples=[["industry"]])


class Aside(StrictModel):
    """An `aside` block, before its text."""

    id: Id | None = Field(default=None, description=ID, examples=["box-domain"])
    title: NonEmpty = Field(
        description="Words at the head of the box.", examples=["What makes a domain"]
    )
    audiences: Readers = Field(default=[], description=READERS, examples=[["industry"]])
