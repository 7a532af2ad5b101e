"""The values that several models share."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

Id = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=64)]
"""Letters, digits, hyphens and underscores, a letter first."""

FactId = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$", max_length=64)]
"""Letters, digits and underscores, a letter first, so that `facts.name` can name it."""

Scale = Annotated[int, Field(ge=1, le=10)]

Readers = Annotated[list[str], Field(min_length=1)]
"""Ids of audiences; left out, everyone. A list without any would be for nobody."""

ListFile = Annotated[str, Field(pattern=r"\.[Cc][Ss][Vv]$")]
"""A CSV file, in the publication's folder: a list of readers."""

Short = Annotated[str, Field(max_length=600)]
"""Words of a fact. Twelve of them with their values, the most that statistics show, are read aloud
as one description, which stays within the 32,767 bytes that PDF/A allows a string. The longest of
the proceedings has 73 characters."""

Keyword = Annotated[str, Field(min_length=1, max_length=100)]
"""A hundred of them, the most there are, stay within those bytes too when a PDF lists them."""

Number = Annotated[float, Field(allow_inf_nan=False)]

Country = Annotated[str, Field(pattern=r"^[0-9]{3}$")]
"""ISO 3166-1 numeric code."""

Time = Annotated[str, Field(pattern=r"^([01]?[0-9]|2[0-3]):[0-5][0-9]$")]
EndTime = Annotated[str, Field(pattern=r"^(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)$")]

Hex = Annotated[str, Field(pattern=r"^(#[0-9A-Fa-f]{6})?$")]

Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}((-[A-Za-z0-9])?-[A-Za-z0-9]{2,8}){0,8}$")]
"""A BCP 47 tag, such as `en-GB-x-house`: one sign alone names the kind of what follows it."""

SectionKind = Literal[
    "foreword", "theme", "numbers", "note", "chapter", "panel", "conclusion", "annex"
]

WaiverCode = Literal[
    "ATT001", "ATT003", "ATT004", "ATT005", "ATT006", "ATT007", "ATT008", "ATT011", "ATT014"
]


def _say_in_all(value: object) -> object:
    return {"": value} if isinstance(value, str) else value


Translated = Annotated[
    dict[str, str], BeforeValidator(_say_in_all, json_schema_input_type=str | dict[str, str])
]
"""The same in all languages, or for each language."""

READERS = "Ids of the audiences that may read this. Left out: everyone."
ID = "Name by which text and points refer to this. Left out: one is made from where it stands."
MARKING = "Level of the publication's marking scheme that this part has."
CAPTION = "What stands below it, with its number."
CREDIT = "Whose it is, in small type at the end of the caption."
