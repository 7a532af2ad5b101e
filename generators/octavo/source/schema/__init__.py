"""What publication.yaml, photos.yaml, front matter and fenced blocks may say.

Every scalar arrives as text; pydantic turns it into what the field asks for. Unknown keys are
errors. Each key is described here, and nowhere else: `source.json_schema` makes of it what editors
use to complete and check, and `docs/keys.md` is written from that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from octavo.source.schema.figures import (
    MOST_PARTS,
    Artwork,
    Aside,
    Bar,
    DiagramPart,
    Figure,
    FigureGroup,
    FigurePart,
    MapPlace,
    Statistic,
    Statistics,
)
from octavo.source.schema.lists import (
    Participant,
    ParticipantList,
    Participants,
    Programme,
    ProgrammeDay,
    ProgrammeDays,
    ProgrammeSession,
    Speaker,
)
from octavo.source.schema.markings import (
    DesignationLine,
    MarkingAddition,
    MarkingLevel,
    MarkingPolicy,
    MarkingScheme,
    MarkingWord,
)
from octavo.source.schema.publication import (
    NO_COVER,
    USUAL_COVER,
    Ask,
    Audience,
    CoverArtwork,
    Event,
    Fact,
    Identifier,
    Imprint,
    Logo,
    Marking,
    OutputRequest,
    Publication,
)
from octavo.source.schema.section import (
    Author,
    People,
    Person,
    Photo,
    Photos,
    Point,
    Section,
    Waiver,
)

__all__ = [
    "FENCES",
    "MOST_PARTS",
    "NO_COVER",
    "USUAL_COVER",
    "Artwork",
    "Aside",
    "Ask",
    "Audience",
    "Author",
    "Bar",
    "CoverArtwork",
    "DesignationLine",
    "DiagramPart",
    "Event",
    "Fact",
    "FenceModel",
    "Figure",
    "FigureGroup",
    "FigurePart",
    "Identifier",
    "Imprint",
    "Logo",
    "MapPlace",
    "Marking",
    "MarkingAddition",
    "MarkingLevel",
    "MarkingPolicy",
    "MarkingScheme",
    "MarkingWord",
    "OutputRequest",
    "Participant",
    "ParticipantList",
    "Participants",
    "People",
    "Person",
    "Photo",
    "Photos",
    "Point",
    "Programme",
    "ProgrammeDay",
    "ProgrammeDays",
    "ProgrammeSession",
    "Publication",
    "Section",
    "Speaker",
    "Statistic",
    "Statistics",
    "Waiver",
]

FenceModel: TypeAlias = Figure | FigureGroup | Statistics | Aside | Programme | Participants
FENCES: Mapping[str, type[FenceModel]] = {
    "figure": Figure,
    "statistics": Statistics,
    "aside": Aside,
    "programme": Programme,
    "participants": Participants,
}
"""What each kind of fenced block may say."""
