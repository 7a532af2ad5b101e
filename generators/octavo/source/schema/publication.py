"""What publication.yaml may say."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticKnownError

from octavo.document import MotifKind, OpenerKind, SectionKind
from octavo.document.attribution import Attribution
from octavo.files.models import HouseStyleNames, NonEmpty, StrictModel
from octavo.source.schema.figures import Artwork
from octavo.source.schema.section import Waiver
from octavo.source.schema.values import (
    MARKING,
    FactId,
    Id,
    Keyword,
    Language,
    ListFile,
    Readers,
    Short,
)


class Event(StrictModel):
    """`event`: what the publication reports on."""

    name: NonEmpty = Field(description="What it was called.", examples=["Observatory open day"])
    place: str = Field(default="", description="Where it was held.", examples=["Toulouse, France"])
    start: date | None = Field(
        default=None,
        description="First day, written year-month-day. An edition for print needs it.",
        examples=["2025-04-28"],
    )
    end: date | None = Field(
        default=None, description="Last day. Left out: one day.", examples=["2025-04-30"]
    )


class Identifier(StrictModel):
    """One of `imprint.identifiers`."""

    format: NonEmpty = Field(
        description="Which format has it: each has an ISBN of its own.", examples=["pdf", "print"]
    )
    isbn: NonEmpty = Field(description="The ISBN.", examples=["978-0-306-40615-7"])


class Imprint(StrictModel):
    """`imprint`: who publishes it, and on what terms."""

    publisher: NonEmpty = Field(
        description="Who publishes it; the author in the properties of every file.",
        examples=["Institute of Samples"],
    )
    place: str = Field(default="", description="Where it is published.", examples=["Toulouse"])
    year: str = Field(default="", description="Year of publication.", examples=["2025"])
    edition: str = Field(default="", description="Which edition it is.", examples=["First edition"])
    identifiers: list[Identifier] = Field(
        default=[],
        description="ISBNs, one for each format.",
        examples=[[{"format": "pdf", "isbn": "978-0-306-40615-7"}]],
    )
    doi: str = Field(default="", description="DOI, without its address.", examples=["10.1000/182"])
    copyright: str = Field(
        default="", description="Who holds the rights.", examples=["© 2025 Institute of Samples"]
    )
    licence: str = Field(
        default="",
        description="What others may do with it.",
        examples=["Reproduction is authorised if the source is named."],
    )
    disclaimer: str = Field(
        default="",
        description="For what the publisher does not answer.",
        examples=["The views are those of the speakers."],
    )
    contact: str = Field(
        default="",
        description="Where to write with questions: one line or, after `|`, several.",
        examples=["office@example.org"],
    )
    address: str = Field(
        default="",
        description="Web address at which the full text can be found.",
        examples=["https://example.org/proceedings"],
    )
    notes: list[str] = Field(
        default=[],
        description="Further paragraphs, such as the credits of maps and typefaces.",
        examples=[["Maps made with Natural Earth."]],
    )


class Fact(StrictModel):
    """One of `facts`: a number or name that is defined once."""

    value: Annotated[Short, Field(min_length=1)] = Field(
        description="The value, as it is printed.", examples=[300]
    )
    label: Short = Field(default="", description="What is counted.", examples=["participants"])
    approximate: bool = Field(
        default=False, description="Whether “about” stands before it.", examples=[True]
    )
    as_of: str = Field(default="", description="When it was so.", examples=["April 2025"])
    marking: str = Field(default="", description=MARKING, examples=["restricted"])


class Ask(StrictModel):
    """One of an audience's `asks`."""

    what: NonEmpty = Field(
        description="What this audience is asked to do.", examples=["Name one contact for it"]
    )
    who: str = Field(default="", description="Who should do it.", examples=["The council"])
    by: str = Field(default="", description="By when.", examples=["October"])
    rests_on: str = Field(
        default="", description="Id of the paragraph that says why.", examples=["policy-next"]
    )
    marking: str = Field(default="", description=MARKING, examples=["restricted"])


class Audience(StrictModel):
    """One of `audiences`: readers who get a briefing of their own."""

    name: NonEmpty = Field(description="What they are called.", examples=["The town council"])
    question: NonEmpty = Field(
        description="The question they come with.",
        examples=["What must be decided, and what if it is not?"],
    )
    purpose: Literal["decide", "note", "discuss"] = Field(
        description="What they are to do with the briefing.", examples=["decide"]
    )
    bottom_line: NonEmpty = Field(
        description="The answer, in one sentence of at most 30 words.",
        examples=["The open day filled the dome and should come back."],
    )
    bottom_line_rests_on: str = Field(
        default="",
        description="Id of the paragraph that says it at length.",
        examples=["evening-count"],
    )
    bottom_line_marking: str = Field(
        default="",
        description="Level of the publication's marking scheme that the bottom line has.",
        examples=["restricted"],
    )
    so_what: list[NonEmpty] = Field(
        min_length=1,
        max_length=4,
        description="What it means for them: one to four short paragraphs.",
        examples=[["Dark streets cost nothing and are what visitors asked for most."]],
    )
    so_what_rests_on: list[str] = Field(
        default=[],
        description="Id of a paragraph for each of them, in the same order.",
        examples=[["evening-lamps"]],
    )
    so_what_marking: str = Field(
        default="",
        description="Level of the marking scheme that each paragraph of `so_what` has.",
        examples=["restricted"],
    )
    asks: list[Ask] = Field(
        default=[],
        description="What is asked of them.",
        examples=[[{"what": "Switch off the lamps for one evening", "by": "October"}]],
    )
    lead_facts: list[str] = Field(
        default=[],
        description="Names of the facts that stand as large numerals.",
        examples=[["participants", "countries"]],
    )
    timing: str = Field(
        default="", description="Why now.", examples=["The programme is decided in October."]
    )
    handling: str = Field(
        default="",
        description="How the briefing is to be handled.",
        examples=["Not for publication."],
    )
    date: str = Field(
        default="", description="Date of the briefing itself.", examples=["4 May 2026"]
    )
    clearance: str = Field(
        default="",
        description="Who cleared the briefing: a sentence.",
        examples=["Cleared by the head of policy."],
    )
    public: bool = Field(
        default=False, description="Whether these readers are everyone.", examples=[True]
    )


def _named(value: object) -> object:
    return {"generator": value} if isinstance(value, str) else value


class OutputRequest(StrictModel):
    """One of `outputs`: a kind of file to make."""

    generator: NonEmpty = Field(
        description="What makes it; `octavo generators` lists what is installed.",
        examples=["booklet", "word", "briefing", "briefing-word", "digest"],
    )
    audiences: Readers | ListFile = Field(
        default=[],
        description="Audiences for which it is made, or a CSV file with a row for each reader who "
        "gets a copy. Left out: as the generator has it.",
        examples=[["industry"], "readers.csv"],
    )
    options: dict[str, str] = Field(
        default={},
        description="What the generator may be told.",
        examples=[{"edition": "print"}, {"page_numbers": "libreoffice"}],
    )


def _mark(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


def _list_one(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Marking(StrictModel):
    """`marking`: words of one's own, or a level of a scheme."""

    text: str = Field(default="", description="Words of your own.", examples=["DRAFT"])
    scheme: str = Field(
        default="",
        description="A scheme of `templates/markings/`: built in are nato, tlp, uk and us-cui.",
        examples=["tlp"],
    )
    level: str = Field(
        default="", description="The scheme's level of the whole.", examples=["green"]
    )
    additions: dict[Id, Annotated[list[NonEmpty], BeforeValidator(_list_one)]] = Field(
        default={},
        description="What stands beside the level, by the kinds that the scheme knows.",
        examples=[{"handling": ["RECIPIENTS ONLY"]}, {"releasable_to": ["JPN", "UKR"]}],
    )
    designation: dict[Id, NonEmpty] = Field(
        default={},
        description="Lines on the first page, by the names that the scheme has for them.",
        examples=[{"controlled_by": "Institute of Samples", "poc": "office@example.org"}],
    )
    decided: date | None = Field(
        default=None,
        description="When the level was decided: files then have a STANAG 4774 label.",
        examples=["2026-05-04"],
    )
    review: date | None = Field(
        default=None,
        description="When it is to be decided again. Left out: five years after `decided`.",
        examples=["2031-05-04"],
    )


class Logo(StrictModel):
    """`logo`: the emblem of whoever publishes."""

    picture: NonEmpty = Field(
        description="File of a JPEG or PNG, from the publication's folder on.",
        examples=["images/logo.png"],
    )
    alternative: str = Field(
        default="",
        description="What is read aloud in its place. Left out: the publisher's name.",
        examples=["Institute of Samples, with a sundial"],
    )


def _pictured(value: object) -> object:
    return {"picture": value} if isinstance(value, str) else value


USUAL_ORBITS = 2040
"""The seed of the orbits on a cover that names no other."""


class CoverArtwork(Artwork):
    """`cover`: what it shows, a motif or one of what a figure may show."""

    motif: MotifKind | None = Field(
        default=None,
        description="Art that is made from geometry, in the colours of the theme.",
        examples=["contours"],
    )
    seed: int = Field(
        default=0,
        ge=0,
        le=999_999_999,
        description="Of a motif: another number gives it another form.",
        examples=[7],
    )


NO_COVER = "none"
"""What is written for a cover without art."""


def _cover(value: object) -> object:
    """What is written in a word, spelt out; nothing shown is an artwork of no kind."""
    if not isinstance(value, str):
        return value
    words: dict[str, dict[str, str]] = {"orbits": {"orbits": str(USUAL_ORBITS)}, NO_COVER: {}}
    words |= {motif: {"motif": motif} for motif in MOTIFS}
    if value not in words:
        raise PydanticKnownError("literal_error", {"expected": _COVERS})
    return words[value]


MOTIFS: tuple[MotifKind, ...] = get_args(MotifKind)
CoverWord = Literal["orbits", "none", "contours", "waves", "dots", "arcs", "facets", "strata"]
USUAL_COVER: MotifKind = "contours"
"""What a cover shows when its author says nothing: lines that stand for no trade."""
_COVER_WORDS = ", ".join(f"'{word}'" for word in get_args(CoverWord))
_COVERS = f"{_COVER_WORDS} or '{{picture: images/cover.jpg}}'"
"""What a cover can be, as an author who wrote another word is told."""


class Publication(StrictModel):
    """publication.yaml."""

    title: NonEmpty = Field(description="The title.", examples=["The Night Sky for Everyone"])
    event: Event = Field(
        description="What the publication reports on.",
        examples=[{"name": "Observatory open day", "start": "2026-10-03"}],
    )
    imprint: Imprint = Field(
        description="Who publishes it, and on what terms.",
        examples=[{"publisher": "Institute of Samples"}],
    )
    sections: list[NonEmpty] = Field(
        min_length=1,
        description="The files of the sections, in their order.",
        examples=[["01-foreword.md", "02-panel.md"]],
    )
    subtitle: str = Field(
        default="", description="The subtitle.", examples=["What a small telescope can show"]
    )
    language: Language = Field(
        default="en-GB",
        description=(
            "Language as a BCP 47 tag. Built in: German, English, Spanish, French, Italian, Dutch, "
            "Polish and Portuguese."
        ),
        examples=["en-GB", "en-US"],
    )
    kind: str = Field(
        default="", description="What it is, on the cover.", examples=["Conference proceedings"]
    )
    description: str = Field(
        default="",
        description="One or two sentences for catalogues, and for the back cover.",
        examples=["What was said on the open day, and what follows from it."],
    )
    keywords: list[Keyword] = Field(
        default=[],
        max_length=100,
        description="Words under which catalogues should find it.",
        examples=[["astronomy", "light pollution"]],
    )
    marking: Annotated[Marking, BeforeValidator(_mark, json_schema_input_type=str | Marking)] = (
        Field(
            default=Marking(),
            description="At head and foot of each page: your words, or a scheme and its level.",
            examples=["DRAFT", {"scheme": "tlp", "level": "green"}],
            json_schema_extra={"default": ""},
        )
    )
    attribution: Attribution | None = Field(
        default=None,
        description="Rule of attribution, for sections without their own. Left out: no rule.",
        examples=["chatham-house"],
    )
    cover: Annotated[
        CoverArtwork, BeforeValidator(_cover, json_schema_input_type=CoverWord | CoverArtwork)
    ] = Field(
        default=CoverArtwork(motif=USUAL_COVER),
        description="What it shows: a motif, orbits, a picture, or none; see “The cover”.",
        examples=["waves", "none", {"picture": "images/cover.jpg"}],
        json_schema_extra={"default": USUAL_COVER},
    )
    openers: dict[SectionKind, OpenerKind] = Field(
        default={},
        description=(
            "How sections of a kind open in the booklet: under a band of art, with a page of it, "
            "or quiet. Kinds that are left out open as the template has it."
        ),
        examples=[{"panel": "page", "chapter": "quiet"}],
    )
    logo: Annotated[Logo, BeforeValidator(_pictured, json_schema_input_type=str | Logo)] | None = (
        Field(
            default=None,
            description="Your emblem, on front and back cover and at the head of briefings.",
            examples=[
                "images/logo.png",
                {"picture": "images/logo.png", "alternative": "A sundial"},
            ],
        )
    )
    facts: dict[FactId, Fact] = Field(
        default={},
        description="Numbers and names that are defined once; `{{ facts.name }}` prints one.",
        examples=[{"participants": {"value": 300, "label": "participants", "approximate": True}}],
    )
    abbreviations: dict[NonEmpty, NonEmpty] = Field(
        default={},
        description="Abbreviations that the text uses, and what they stand for.",
        examples=[{"EU": "European Union"}],
    )
    audiences: dict[Id, Audience] = Field(
        default={},
        description="Readers who get a briefing of their own, by an id.",
        examples=[
            {
                "council": {
                    "name": "The town council",
                    "question": "Should the open day come back?",
                    "purpose": "decide",
                    "bottom_line": "It filled the dome.",
                    "so_what": ["It costs nothing."],
                }
            }
        ],
    )
    photos: str = Field(
        default="", description="YAML file of the photo register.", examples=["photos.yaml"]
    )
    people: str = Field(
        default="",
        description="YAML file of the people who must not be named, for `octavo check` alone.",
        examples=["people.yaml"],
    )
    house_style: HouseStyleNames = Field(
        default=[],
        description="House styles that `octavo check` holds the text to, in their order.",
        examples=["plain-language", ["plain-language", "title-case"]],
    )
    waivers: list[Waiver] = Field(
        default=[],
        description="Words outside the sections that may stand although a rule is against them.",
        examples=[
            [{"code": "ATT003", "words": "Jane Placeholder", "reason": "She has agreed to it."}]
        ],
    )
    outputs: list[
        Annotated[
            OutputRequest, BeforeValidator(_named, json_schema_input_type=str | OutputRequest)
        ]
    ] = Field(
        default=[],
        description="The files to make: names of generators, or names with options.",
        examples=[["booklet", "word", "briefing"]],
    )
