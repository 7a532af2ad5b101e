"""What a file of `templates/markings/` may say."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

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
    classification: str = Field(
        default="",
        description="Its Classification in a STANAG 4774 label. Left out: it has no label.",
        examples=["RESTRICTED"],
    )
    colour: Hex = Field(default="", description="Colour of the letters.", examples=["#33FF00"])
    ground: Hex = Field(
        default="", description="Colour of the ground behind them.", examples=["#000000"]
    )


class MarkingWord(StrictModel):
    """One of `words` of an addition."""

    text: str = Field(default="", description="The words.", examples=["NOFORN"])
    pattern: str = Field(
        default="",
        description="In place of them: a regular expression that the words match from end to end.",
        examples=["[A-Z ]+ USE ONLY"],
    )
    codes: bool = Field(
        default=False,
        description="Whether codes of countries follow: USA, then three letters, then four.",
        examples=[True],
    )
    levels: list[Id] = Field(
        default=[],
        description="Levels with which they may stand. Left out: all that are printed.",
        examples=[["official"]],
    )
    open: bool = Field(
        default=False, description="Whether everyone may read what has them.", examples=[True]
    )
    excludes: list[NonEmpty] = Field(
        default=[],
        description="How other words begin that cannot stand beside them.",
        examples=[["REL TO"]],
    )
    needs: list[NonEmpty] = Field(
        default=[],
        description="Words or lines of the designation of which one has to be there too.",
        examples=[["PRIVILEGE", "SP-PRIVILEGE"]],
    )


Spaced = Annotated[str, StringConstraints(strip_whitespace=False)]
"""Words whose spaces at both ends count."""


def _write_word(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


class MarkingAddition(StrictModel):
    """One of `additions`: what may stand beside the level."""

    id: Id = Field(description="Key in `marking.additions`.", examples=["dissemination"])
    place: Literal["before", "behind"] = Field(
        default="behind", description="Before the level or behind it.", examples=["before"]
    )
    lead: Translated = Field(
        default={}, description="Words before the first.", examples=["RELEASABLE TO"]
    )
    separator: Spaced = Field(
        default=" ", description="Between it and the level, or what stands there.", examples=["//"]
    )
    between: Spaced = Field(default=", ", description="Between several of them.", examples=["/"])
    words: list[
        Annotated[
            MarkingWord, BeforeValidator(_write_word, json_schema_input_type=str | MarkingWord)
        ]
    ] = Field(default=[], description="What it may say. Left out: anything.", examples=[["NOFORN"]])
    order: Literal["written", "alphabet"] = Field(
        default="written", description="In which order they are printed.", examples=["alphabet"]
    )
    first: list[NonEmpty] = Field(
        default=[],
        description="How those begin that come before the others.",
        examples=[["SP-"]],
    )
    tag: str = Field(
        default="",
        description="Its category in a STANAG 4774 label. Left out: `id`.",
        examples=["Releasable To"],
    )
    kind: Literal["PERMISSIVE", "RESTRICTIVE", "INFORMATIVE"] = Field(
        default="INFORMATIVE", description="The kind of that category.", examples=["PERMISSIVE"]
    )
    uri: str = Field(
        default="",
        description="The address of that category.",
        examples=["urn:oid:1.3.26.1.4.2"],
    )


class DesignationLine(StrictModel):
    """One of the `lines` of a designation."""

    id: Id = Field(description="Key in `marking.designation`.", examples=["controlled_by"])
    text: Translated = Field(description="What stands before it.", examples=["Controlled by:"])
    addition: str = Field(
        default="",
        description="Id of the addition that it says. Left out: what the source says.",
        examples=["categories"],
    )
    required: bool = Field(
        default=False, description="Whether it has to be there.", examples=[True]
    )


class MarkingDesignation(StrictModel):
    """`designation`: lines on the first page, and levels that have them."""

    levels: list[Id] = Field(
        min_length=1, description="The levels that have them.", examples=[["cui"]]
    )
    lines: list[DesignationLine] = Field(
        min_length=1,
        description="The lines, in their order.",
        examples=[[{"id": "controlled_by", "text": "Controlled by:"}]],
    )


class LabelValue(StrictModel):
    """One of the `categories` that each label of the scheme has."""

    tag: NonEmpty = Field(description="Its name.", examples=["Context"])
    kind: Literal["PERMISSIVE", "RESTRICTIVE", "INFORMATIVE"] = Field(
        description="Its kind.", examples=["PERMISSIVE"]
    )
    uri: str = Field(default="", description="Its address.", examples=["urn:oid:1.3.26.1.4.4"])
    values: list[NonEmpty] = Field(description="What it says.", examples=[["NATO"]])
    released: list[NonEmpty] = Field(
        default=[],
        description="What it says besides where one of `addition` is given.",
        examples=[["Releasable"]],
    )
    addition: str = Field(
        default="", description="Id of that addition.", examples=["releasable_to"]
    )


class MarkingPolicy(StrictModel):
    """`policy`: how a STANAG 4774 label names the scheme."""

    name: NonEmpty = Field(description="Its PolicyIdentifier.", examples=["NATO"])
    uri: str = Field(
        default="",
        description="The address of the policy, by its object identifier.",
        examples=["urn:oid:1.3.26.1.3.1"],
    )
    categories: list[LabelValue] = Field(
        default=[],
        description="Categories that every label has.",
        examples=[[{"tag": "Context", "kind": "PERMISSIVE", "values": ["NATO"]}]],
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
    additions: list[MarkingAddition] = Field(
        default=[],
        description="What may stand beside the level, in the order in which it is printed.",
        examples=[[{"id": "handling", "separator": " - ", "words": ["RECIPIENTS ONLY"]}]],
    )
    designation: MarkingDesignation | None = Field(
        default=None,
        description="Lines on the first page.",
        examples=[
            {"levels": ["cui"], "lines": [{"id": "controlled_by", "text": "Controlled by:"}]}
        ],
    )
    policy: MarkingPolicy | None = Field(
        default=None,
        description="How a STANAG 4774 label names the scheme. Left out: files have no label.",
        examples=[{"name": "NATO", "uri": "urn:oid:1.3.26.1.3.1"}],
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
