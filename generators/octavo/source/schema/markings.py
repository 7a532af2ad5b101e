"""What a file of `templates/markings/` may say."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from octavo.files.models import NonEmpty, StrictModel
from octavo.source.schema.values import Hex, Id, Translated


class MarkingLevel(StrictModel):
    """One of `levels` of a marking scheme."""

    id: Id = Field(description="Name of the level, for `marking`.", examples=["green"])
    text: Translated = Field(
        default={},
        description="What is printed at head and foot of each page, once or by language.",
        examples=["TLP:GREEN", {"en": "RESTRICTED"}],
    )
    portion: Translated = Field(
        default={}, description="What stands before a part of that level.", examples=["(R)"]
    )
    open: bool = Field(
        default=False, description="Whether such pages may be read by everyone.", examples=[True]
    )
    colour: Hex = Field(default="", description="Colour of the letters.", examples=["#33FF00"])
    ground: Hex = Field(
        default="", description="Colour of the ground behind them.", examples=["#000000"]
    )


class MarkingScheme(StrictModel):
    """A file of `templates/markings/`."""

    name: NonEmpty = Field(description="What the scheme is called.", examples=["TLP 2.0"])
    ceiling: Id = Field(
        description="The highest level that a publication may have.", examples=["green"]
    )
    levels: list[MarkingLevel] = Field(
        min_length=1,
        description="The levels, the lowest first.",
        examples=[[{"id": "clear", "open": True}, {"id": "green", "text": "TLP:GREEN"}]],
    )
    align: Literal["left", "centre", "right"] = Field(
        default="centre", description="Where the marking stands.", examples=["right"]
    )
    portions: Literal["marked", "all"] = Field(
        default="marked",
        description="Which parts have a mark: those that you mark, or all as soon as one has.",
        examples=["all"],
    )
    size: float = Field(default=9, ge=6, le=24, description="Its size in points.", examples=[12])
