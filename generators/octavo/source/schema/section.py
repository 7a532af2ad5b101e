"""What the front matter of a section may say, and the registers of photographs and people."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from octavo.document.attribution import Attribution
from octavo.files.models import NonEmpty, StrictModel
from octavo.source.schema.values import (
    MARKING,
    READERS,
    Id,
    Readers,
    Scale,
    SectionKind,
    WaiverCode,
)


class Point(StrictModel):
    """One of a section's `points`: a key message, and what the briefings choose among."""

    id: Id = Field(description="Name of the point, which no other has.", examples=["embed-early"])
    text: NonEmpty = Field(
        description="The point in one sentence.",
        examples=["Space has to be part of the plan from its first line."],
    )
    rests_on: str = Field(
        description="Id of the paragraph of this section that says it at length.",
        examples=["panel-1-plan"],
    )
    variants: list[NonEmpty] = Field(
        default=[],
        description="Shorter wordings for a full page, the longest first.",
        examples=[["Plan with Space from the start."]],
    )
    lead: str = Field(
        default="",
        description="Two to five words that begin it in bold in briefings and digests.",
        examples=["Plan with Space"],
    )
    weight: Scale = Field(
        default=5,
        description="From 1 to 10: how much it matters to audiences not named in `weights`.",
        examples=[8],
    )
    weights: dict[str, Scale] = Field(
        default={},
        description="How much it matters to single audiences, from 1 to 10.",
        examples=[{"command": 9, "public": 2}],
    )
    required: list[str] = Field(
        default=[], description="Audiences whose briefing must have it.", examples=[["command"]]
    )
    approved: Annotated[str, Field(pattern=r"^([0-9a-f]{8,64})?$")] = Field(
        default="",
        description="What the paragraph said when somebody approved the point: `octavo approve`.",
        examples=["0123456789abcdef"],
    )
    key: bool = Field(
        default=True,
        description="Whether it stands among the key messages where the section opens.",
        examples=[False],
    )
    marking: str = Field(default="", description=MARKING, examples=["restricted"])
    audiences: Readers = Field(default=[], description=READERS, examples=[["command"]])


class Waiver(StrictModel):
    """One of `waivers`: words that stand although a rule of attribution is against them."""

    code: WaiverCode = Field(description="Code of the problem that is waived.", examples=["ATT003"])
    words: NonEmpty = Field(
        description="The words, as the problem quotes them.", examples=["Jane Placeholder"]
    )
    reason: NonEmpty = Field(
        description="Why they may stand; listed in the manifest.",
        examples=["She signs the foreword and has agreed to be named."],
    )


class Person(StrictModel):
    """One entry of the register of people, who must not be named where a rule protects them."""

    name: NonEmpty = Field(description="Full name.", examples=["Jane Placeholder"])
    posts: list[NonEmpty] = Field(
        default=[],
        description="Posts by which they could be recognised.",
        examples=[["Director of the Institute of Samples"]],
    )
    organisations: list[NonEmpty] = Field(
        default=[],
        description="Organisations by which they could be recognised.",
        examples=[["Institute of Samples"]],
    )
    aliases: list[NonEmpty] = Field(
        default=[], description="Other spellings of the name.", examples=[["J. Placeholder"]]
    )


class People(StrictModel):
    """The register of people, under the one key `people`."""

    people: list[Person] = Field(
        description="Who took part, for `octavo check` and the audit alone: no file has it.",
        examples=[[{"name": "Jane Placeholder"}]],
    )


class Author(StrictModel):
    """One of a section's `authors`."""

    name: NonEmpty = Field(description="Name, as it is signed.", examples=["Jane Placeholder"])
    affiliation: str = Field(
        default="", description="For whom they write.", examples=["Institute of Samples"]
    )


class Section(StrictModel):
    """The front matter of a section."""

    id: Id = Field(description="Name of the section, which no other has.", examples=["panel-1"])
    title: NonEmpty = Field(
        description="Title, set where the section opens; the text does not repeat it.",
        examples=["What a sample can say"],
    )
    kind: SectionKind = Field(
        description=(
            "What it is. Chapters, panels and the conclusion are numbered and open with art; a "
            "theme is a page of its own; the others open quietly. `openers` in publication.yaml "
            "says it otherwise."
        ),
        examples=["chapter"],
    )
    label: str = Field(
        default="",
        description="Stands before the title where the section is named in full.",
        examples=["Panel 1"],
    )
    short_title: str = Field(
        default="", description="For running heads. Left out: the title.", examples=["Samples"]
    )
    columns: Annotated[int, Field(ge=1, le=2)] = Field(
        default=1, description="Columns of text in the booklet, 1 or 2.", examples=[2]
    )
    standfirst: str = Field(
        default="",
        description="One sentence that opens the section, set large.",
        examples=["What one measurement can prove, and what it cannot."],
    )
    authors: list[Author] = Field(
        default=[],
        description="Who wrote it and signs it. Left out: nobody.",
        examples=[[{"name": "Jane Placeholder", "affiliation": "Institute of Samples"}]],
    )
    attribution: Attribution | None = Field(
        default=None,
        description="Rule of attribution that holds here. Left out: that of the publication.",
        examples=["on-record"],
    )
    marking: str = Field(default="", description=MARKING, examples=["restricted"])
    audiences: Readers = Field(default=[], description=READERS, examples=[["industry"]])
    points: list[Point] = Field(
        default=[],
        description="Its key messages, among which the briefings choose.",
        examples=[[{"id": "early", "text": "Begin early.", "rests_on": "panel-1-plan"}]],
    )
    queries: list[NonEmpty] = Field(
        default=[],
        description="Questions to whoever edits the text, about the section as a whole.",
        examples=[["Is this section still wanted?"]],
    )
    waivers: list[Waiver] = Field(
        default=[],
        description="Words that may stand here although the rule of attribution is against them.",
        examples=[
            [{"code": "ATT003", "words": "Jane Placeholder", "reason": "She has agreed to it."}]
        ],
    )


class Photo(StrictModel):
    """One entry of the photo register."""

    number: int = Field(ge=1, description="Number in the register.", examples=[1])
    caption: NonEmpty = Field(description="What it shows.", examples=["The opening session"])
    credit: str = Field(default="", description="Whose it is.", examples=["Institute of Samples"])
    file: str = Field(
        default="",
        description="JPEG or PNG, from the publication's folder on. Left out: listed, not shown.",
        examples=["images/opening.jpg"],
    )
    marking: str = Field(default="", description=MARKING, examples=["restricted"])
    audiences: Readers = Field(default=[], description=READERS, examples=[["industry"]])


class Photos(StrictModel):
    """The photo register, under the one key `photos`."""

    photos: list[Photo] = Field(
        description="The photographs, in order.",
        examples=[[{"number": 1, "caption": "The opening session"}]],
    )
