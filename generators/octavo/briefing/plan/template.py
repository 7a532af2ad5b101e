"""The house format of a briefing: measures in `style.yaml`, words in the file of the language.

A format is a folder `templates/briefing/<format>/`, built in or in the publication, and for the
digest `templates/digest/`. It is data: which part stands where, sizes and bounds, and the words a
briefing says besides the source's own.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import Field

from octavo.document import Audience
from octavo.document.problem import Problem, SourceError, Span
from octavo.files.library import Library
from octavo.files.models import StrictModel
from octavo.files.source_file import error
from octavo.style import phrases
from octavo.style.language_file import has_section
from octavo.style.phrases import Phrase, Phrases, exists, find_section, load_style

FORMATS = ("executive", "information-paper", "press", "submission")
"""Those that are built in."""
BASE = "executive"
"""The format that says what another leaves out."""
DIGEST = "templates/digest"
"""The folder of the digest."""

Part = Literal[
    "question",
    "bottom-line",
    "facts",
    "timing",
    "messages",
    "meaning",
    "asks",
    "handling",
    "contact",
]
Size = Annotated[float, Field(ge=4, le=100)]
Space = Annotated[float, Field(ge=0, le=300)]
Factor = Annotated[float, Field(ge=1, le=3)]
Share = Annotated[int, Field(ge=1, le=100)]
Sizes = Annotated[list[Size], Field(min_length=1, max_length=16)]


class FormatMargins(StrictModel):
    """`margins`."""

    left: Space
    right: Space
    foot: Space


class Columns(StrictModel):
    """`columns`."""

    narrow: Annotated[float, Field(ge=15, le=60)]
    gap: Space
    panel: bool = False
    side: Annotated[float, Field(ge=0, le=50)] = 0
    """Of the text, in per cent, what stands free for headings at the side; 0: they stand above."""


class Headline(StrictModel):
    """`bottom_line`."""

    sizes: Sizes
    lines: Annotated[int, Field(ge=1, le=12)]


class Numerals(StrictModel):
    """`facts`."""

    size: Size


class Running(StrictModel):
    """`text` and `side`: sizes to try, and the bounds of leading and space between paragraphs."""

    sizes: Sizes
    larger: tuple[Size, ...] = ()
    """For pages that would be short otherwise."""
    leading: tuple[Factor, Factor]
    space: tuple[Space, Space]


class Points(StrictModel):
    """`points`: how many, and what they count."""

    least: Annotated[int, Field(ge=0, le=20)]
    goal: Annotated[int, Field(ge=1, le=100)]
    most: Annotated[int, Field(ge=1, le=100)]
    utmost: Annotated[int, Field(ge=1, le=100)]
    """When the page would be short with `most`."""
    shares: Annotated[list[Share], Field(min_length=1)]
    shorter: Annotated[int, Field(ge=0, le=50)]
    keep: Share
    full: Share
    words: Annotated[int, Field(ge=0, le=2000)] = 0
    """How many words stand between head and foot at most, references not counted; 0: any number."""


class Arrangement(StrictModel):
    """`decide`: what stands where for readers who decide."""

    top: list[Part]
    wide: list[Part]
    narrow: list[Part] = Field(default_factory=list[Part])
    bottom: list[Part] = Field(default_factory=list[Part])


class Format(StrictModel):
    """`style.yaml`."""

    floor: Size
    small: Size
    margins: FormatMargins
    band: Annotated[float, Field(ge=40, le=200)]
    columns: Columns
    top: list[Part]
    wide: list[Part]
    narrow: list[Part]
    bottom: list[Part]
    bottom_line: Headline
    facts: Numerals
    text: Running
    side: Running
    points: Points
    decide: Arrangement | None = None
    """Another arrangement for readers who decide."""
    purpose: Literal["decide", "note", "discuss"] | None = None
    """The purpose of every briefing of the format, whatever its audience's own."""
    section_numbers: bool = True
    """Whether references name a section by its number; else by its title."""


class DigestFormat(Format):
    """`style.yaml` of the digest."""

    pages: Annotated[int, Field(ge=1, le=12)]
    """How many there are at most."""
    groups: tuple[Space, Space]
    """The bounds of the space between two sections."""
    wide: list[Part] = Field(default=["messages"], max_length=1)
    narrow: list[Part] = Field(default=[], max_length=0)


class Purposes(StrictModel):
    """`purposes`."""

    decide: str = ""
    note: str = ""
    discuss: str = ""


class Heads(StrictModel):
    """`columns`: the heads of the table of asks."""

    what: str = ""
    who: str = ""
    by: str = ""


class ReferenceKinds(StrictModel):
    """`kinds`: what a cross reference points to."""

    figure: str = ""
    table: str = ""
    section: str = ""


class FormatPhrases(StrictModel):
    """The words of a format. What it leaves out it takes from the executive briefing."""

    head: str = ""
    kicker: str = ""
    title: str = ""
    purposes: Purposes = Purposes()
    headings: dict[Part, str] = Field(default_factory=dict[Part, str])
    columns: Heads = Heads()
    kinds: ReferenceKinds = ReferenceKinds()
    about: str = ""
    not_stated: str = "–"
    """In the table of asks, where the source does not say who or by when."""
    reference: str = ""
    source: str = ""
    shown: str = ""
    legend: str = ""
    contact: str = ""
    full_text: str = ""
    code: str = ""
    handling: str = ""
    rules: dict[str, str] = Field(default_factory=dict[str, str])
    group: str = ""
    """The head of a section in the digest."""
    place: str = ""
    """Where the section stands in the booklet."""
    continued: str = ""
    running: str = ""
    folio: str = ""


def load_format(library: Library, name: str) -> Format:
    """The measures of the format called `name`. Raises `SourceError`."""
    file = f"{find_folder(name)}/style.yaml"
    if not exists(library, file):
        known = ", ".join(f"`{known}`" for known in FORMATS)
        message = f"there is no briefing format `{name}`"
        hint = f"built in: {known}; or add the folder templates/briefing/{name}"
        raise SourceError((error("BRF002", message, None, hint),))
    found = load_style(library, file, Format)
    _check(found, file)
    return found


def load_digest(library: Library) -> DigestFormat:
    """The measures of the digest. Raises `SourceError`."""
    file = f"{DIGEST}/style.yaml"
    found = load_style(library, file, DigestFormat)
    _check(found, file)
    return found


def load_wording(library: Library, folder: str, language: str) -> Phrases:
    """The phrases of the format in `folder`, in `language`, such as `en-GB`, else `en`.

    What the format does not say itself is said as in the executive briefing. Raises `SourceError`.
    """
    phrases.refuse_moved(library, folder, language)
    folders = [
        found
        for found in dict.fromkeys((find_folder(BASE), folder))
        if has_section(library, language, find_section(found))
    ]
    wording: dict[str, Phrase] = {}
    for found in folders or [folder]:
        wording |= phrases.load_wording(library, found, language, FormatPhrases)
    return wording


def find_folder(name: str) -> str:
    """The folder of the briefing format called `name`."""
    return f"templates/briefing/{name}"


FormatKind = TypeVar("FormatKind", bound=Format)


def arrange(form: FormatKind, audience: Audience) -> FormatKind:
    """The format as it is for `audience`: with the asks first where these readers decide."""
    if form.decide is None or (form.purpose or audience.purpose) != "decide":
        return form
    return form.model_copy(update=dict(form.decide))


def list_parts(form: Format | Arrangement) -> tuple[Part, ...]:
    """The parts that stand somewhere on the page, from top to bottom."""
    return (*form.top, *form.wide, *form.narrow, *form.bottom)


def has_twice(form: Format | Arrangement) -> bool:
    """Whether a part has two places."""
    places = list_parts(form)
    return len(set(places)) < len(places)


def _check(found: Format, file: str) -> None:
    """Raises `SourceError` when the measures contradict each other."""
    problems: list[Problem] = []
    sizes = (*found.text.sizes, *found.side.sizes, *found.bottom_line.sizes, found.facts.size)
    if min(sizes) < found.floor:
        message = f"a size of {min(sizes):g} points is below the floor of {found.floor:g}"
        problems.append(error("BRF002", message, Span(file, 1), "enlarge it, or lower `floor`"))
    if found.wide.count("messages") != 1:
        message = "`wide` does not have `messages` exactly once"
        problems.append(error("BRF002", message, Span(file, 1), "name it there once"))
    places = list_parts(found)
    decide = found.decide
    if decide and (decide.wide.count("messages") != 1 or has_twice(decide)):
        message = "`decide` does not have `messages` once in `wide`, and each part once at most"
        problems.append(error("BRF002", message, Span(file, 1), "name each part in one place"))
    shares = found.points.shares
    if shares != sorted(shares, reverse=True):
        message = "a share in `shares` is larger than the one before it"
        problems.append(error("BRF002", message, Span(file, 1), "list the largest first"))
    twice = sorted({part for part in places if places.count(part) > 1})
    hint = "name each part in one place"
    problems += [error("BRF002", f"duplicate part `{p}`", Span(file, 1), hint) for p in twice]
    if problems:
        raise SourceError(tuple(problems))
