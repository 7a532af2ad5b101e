"""What programmes and lists of participants may say."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal, cast

from pydantic import BeforeValidator, Field

from octavo.files.models import NonEmpty, StrictModel
from octavo.source.schema.values import CAPTION, ID, READERS, EndTime, Id, Readers, Time


def _name(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


def _list(value: object) -> object:
    return cast("object", value) if value is None or isinstance(value, list) else [value]


class Speaker(StrictModel):
    """Who speaks in a session."""

    name: NonEmpty = Field(
        description="Name, as it is printed in the programme.", examples=["Jane Placeholder"]
    )
    affiliation: str = Field(
        default="", description="For whom they work.", examples=["Institute of Samples"]
    )
    role: str = Field(
        default="", description="What they do in this session.", examples=["Moderator"]
    )


Speakers = Annotated[
    list[Annotated[Speaker, BeforeValidator(_name, json_schema_input_type=str | Speaker)]],
    BeforeValidator(_list, json_schema_input_type=str | Speaker | list[str | Speaker]),
]
"""One or several, each by name alone, or with more."""


class ProgrammeSession(StrictModel):
    """One of a day's `sessions`."""

    time: Time = Field(
        description="When it begins, on the clock of 24 hours.", examples=["9:00", "14:30"]
    )
    end: EndTime | None = Field(default=None, description="When it ends.", examples=["10:30"])
    title: NonEmpty = Field(description="What is on.", examples=["Opening session"])
    kind: Literal["session", "break"] = Field(
        default="session", description="`break` is set quietly.", examples=["break"]
    )
    speakers: Speakers = Field(
        default=[],
        description="Who speaks: a name, or names with `affiliation` and `role`.",
        examples=[["Jane Placeholder"], [{"name": "Speaker 1", "role": "Moderator"}]],
    )
    chair: Speakers = Field(default=[], description="Who chairs it.", examples=["Jane Placeholder"])
    place: str = Field(default="", description="Where it is.", examples=["Hall A"])
    text: str = Field(
        default="",
        description="A sentence or two below the title.",
        examples=["Two papers, then questions."],
    )
    audiences: Readers = Field(default=[], description=READERS, examples=[["industry"]])


class ProgrammeDay(StrictModel):
    """One of a programme's `days`."""

    date: datetime.date = Field(
        description="The day, written year-month-day.", examples=["2025-04-28"]
    )
    title: str = Field(default="", description="Words behind the date.", examples=["Opening day"])
    sessions: list[ProgrammeSession] = Field(
        min_length=1,
        description="What is on that day, in order.",
        examples=[[{"time": "9:00", "title": "Opening session"}]],
    )
    audiences: Readers = Field(default=[], description=READERS, examples=[["industry"]])


class ProgrammeDays(StrictModel):
    """The days of a programme in a file of their own, under the one key `days`."""

    days: list[ProgrammeDay] = Field(
        min_length=1,
        description="The days, in order.",
        examples=[
            [{"date": "2025-04-28", "sessions": [{"time": "9:00", "title": "Opening session"}]}]
        ],
    )


class Programme(StrictModel):
    """A `programme` block."""

    id: Id | None = Field(default=None, description=ID, examples=["programme"])
    caption: str = Field(default="", description=CAPTION, examples=["The programme"])
    data: str = Field(
        default="", description="YAML file that lists the days.", examples=["programme.yaml"]
    )
    days: list[ProgrammeDay] = Field(
        default=[],
        description="The days, when no file has them.",
        examples=[
            [{"date": "2025-04-28", "sessions": [{"time": "9:00", "title": "Opening session"}]}]
        ],
    )
    audiences: Readers = Field(default=[], description=READERS, examples=[["industry"]])


class Participant(StrictModel):
    """One of `participants`."""

    name: NonEmpty = Field(description="Name, as it is printed.", examples=["Jane Placeholder"])
    institution: NonEmpty = Field(
        description="For whom they took part.", examples=["Institute of Samples"]
    )
    country: NonEmpty = Field(description="From which country.", examples=["Sampleland"])
    role: str = Field(default="", description="What they did there.", examples=["Speaker"])
    sort: str = Field(
        default="",
        description="By what the name is sorted. Left out: the family name.",
        examples=["Van Placeholder"],
    )
    audiences: Readers = Field(default=[], description=READERS, examples=[["industry"]])


class ParticipantList(StrictModel):
    """The participants in a file of their own, under the one key `participants`."""

    participants: list[Participant] = Field(
        min_length=1,
        description="The participants.",
        examples=[
            [
                {
                    "name": "Jane Placeholder",
                    "institution": "Institute of Samples",
                    "country": "Sampleland",
                }
            ]
        ],
    )


class Participants(StrictModel):
    """A `participants` block."""

    id: Id | None = Field(default=None, description=ID, examples=["participants"])
    caption: str = Field(default="", description=CAPTION, examples=["Who took part"])
    order: Literal["written", "name", "initial", "country"] = Field(
        default="written",
        description="As written, by name, by name under letters, or by name under countries.",
        examples=["country"],
    )
    data: str = Field(
        default="",
        description="YAML file that lists the participants.",
        examples=["participants.yaml"],
    )
    participants: list[Participant] = Field(
        default=[],
        description="The participants, when no file has them.",
        examples=[
            [
                {
                    "name": "Jane Placeholder",
                    "institution": "Institute of Samples",
                    "country": "Sampleland",
                }
            ]
        ],
    )
    audiences: Readers = Field(default=[], description=READERS, examples=[["industry"]])
