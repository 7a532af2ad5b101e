"""The house format of a briefing: measures in `style.yaml`, words in `words.<language>.yaml`.

A format is a folder `templates/briefing/<format>/`, built in or in the publication. It is data:
which part stands where, sizes and bounds, and the words a briefing says besides the source's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias, TypeVar

from pydantic import BaseModel, Field

from octavo.library import Library, Memory
from octavo.page import add_excerpts, error, open_page
from octavo.problem import Problem, SourceError, Span
from octavo.schema import Entry
from octavo.validation import validate
from octavo.yaml_tree import Path, Tree, Value, parse_yaml

if TYPE_CHECKING:
    from jinja2 import Template

FORMATS = ("executive", "information-paper", "press", "submission")
"""Those that are built in."""
BASE = "executive"
"""The format that says what another leaves out."""

Part = Literal[
    "question", "bottom-line", "facts", "timing", "messages", "meaning", "asks", "contact"
]
Size = Annotated[float, Field(ge=4, le=100)]
Space = Annotated[float, Field(ge=0, le=300)]
Factor = Annotated[float, Field(ge=1, le=3)]
Share = Annotated[int, Field(ge=1, le=100)]
Sizes = Annotated[list[Size], Field(min_length=1, max_length=16)]


class Margins(Entry):
    """`margins`."""

    left: Space
    right: Space
    foot: Space


class Columns(Entry):
    """`columns`."""

    narrow: Annotated[float, Field(ge=15, le=60)]
    gap: Space
    panel: bool = False


class Headline(Entry):
    """`bottom_line`."""

    sizes: Sizes
    lines: Annotated[int, Field(ge=1, le=12)]


class Numerals(Entry):
    """`facts`."""

    size: Size


class Running(Entry):
    """`text` and `side`: sizes to try, and the bounds of leading and space between paragraphs."""

    sizes: Sizes
    larger: tuple[Size, ...] = ()
    """For pages that would be short otherwise."""
    leading: tuple[Factor, Factor]
    space: tuple[Space, Space]


class Points(Entry):
    """`points`: how many, and what they count."""

    least: Annotated[int, Field(ge=0, le=20)]
    goal: Annotated[int, Field(ge=1, le=20)]
    most: Annotated[int, Field(ge=1, le=20)]
    utmost: Annotated[int, Field(ge=1, le=40)]
    """When the page would be short with `most`."""
    shares: Annotated[list[Share], Field(min_length=1)]
    shorter: Annotated[int, Field(ge=0, le=50)]
    keep: Share
    full: Share


class Format(Entry):
    """`style.yaml`."""

    floor: Size
    small: Size
    margins: Margins
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


class Dates(Entry):
    """`dates`: how a day or a span of days is written."""

    day: str = ""
    days: str = ""
    months: str = ""
    years: str = ""


class Purposes(Entry):
    """`purposes`."""

    decide: str = ""
    note: str = ""
    discuss: str = ""


class Heads(Entry):
    """`columns`: the heads of the table of asks."""

    what: str = ""
    who: str = ""
    by: str = ""


class Kinds(Entry):
    """`kinds`: what a cross reference points to."""

    figure: str = ""
    table: str = ""
    section: str = ""


class Phrases(Entry):
    """`words.<language>.yaml`. What a format leaves out it takes from the executive briefing."""

    head: str = ""
    kicker: str = ""
    title: str = ""
    purposes: Purposes = Purposes()
    headings: dict[Part, str] = Field(default_factory=dict[Part, str])
    columns: Heads = Heads()
    kinds: Kinds = Kinds()
    about: str = ""
    reference: str = ""
    source: str = ""
    shown: str = ""
    legend: str = ""
    contact: str = ""
    full_text: str = ""
    code: str = ""
    handling: str = ""
    rules: dict[str, str] = Field(default_factory=dict[str, str])
    dates: Dates = Dates()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words with the values they wait for."""

    text: str
    """A Jinja2 template."""
    span: Span


Wording: TypeAlias = Mapping[str, Phrase]
"""Phrases by their path, such as `headings.messages`."""
Given: TypeAlias = "str | int | bool | Mapping[str, Given]"
"""What a phrase may be given."""


def load_format(library: Library, name: str) -> Format:
    """The measures of the format called `name`. Raises `SourceError`."""
    file = f"templates/briefing/{name}/style.yaml"
    if not _exists(library, file):
        known = ", ".join(f"`{known}`" for known in FORMATS)
        message = f"there is no briefing format `{name}`"
        hint = f"built in: {known}; or add the folder templates/briefing/{name}"
        raise SourceError((error("BRF002", message, None, hint),))
    found: Format = _parse(library.read(file), file, Format)[0]
    _check(found, file)
    return found


def load_wording(library: Library, name: str, language: str) -> Wording:
    """The phrases of the format in `language`, such as `en-GB`, else `en`.

    What the format does not say itself is said as in the executive briefing. Raises `SourceError`.
    """
    tags = (language, language.split("-")[0])
    files = [
        next((file for tag in tags if _exists(library, file := _words_file(kind, tag))), "")
        for kind in (BASE, name)
    ]
    if not any(files):
        message = f"the briefing format `{name}` has no words for the language `{language}`"
        hint = f"write {_words_file(name, tags[1])}"
        raise SourceError((error("BRF002", message, None, hint),))
    wording: dict[str, Phrase] = {}
    for file in files:
        wording |= _read_phrases(library.read(file), file) if file else {}
    return wording


def _words_file(name: str, language: str) -> str:
    return f"templates/briefing/{name}/words.{language}.yaml"


def say(wording: Wording, name: str, given: Mapping[str, Given]) -> str:
    """The phrase called `name` with what it is given in place; empty when there is none.

    Raises `SourceError` when the phrase asks for something it is not given, or is no template.
    """
    phrase = wording.get(name)
    if phrase is None or not phrase.text:
        return ""
    if "{" not in phrase.text:
        return phrase.text
    from jinja2 import TemplateError

    try:
        return re.sub(" +", " ", _compile(phrase.text).render(given)).strip()
    except (TemplateError, TypeError, ValueError, ArithmeticError) as fault:
        message = f"the phrase `{name}` cannot be said: {fault}"
        raise SourceError((error("BRF003", message, phrase.span),)) from None


@lru_cache(256)
def _compile(text: str) -> Template:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(undefined=StrictUndefined).from_string(text)


Model = TypeVar("Model", bound=BaseModel)


def _exists(library: Library, file: str) -> bool:
    try:
        library.read(file)
    except (FileNotFoundError, ValueError):
        return False
    return True


@lru_cache(32)
def _parse(data: bytes, file: str, model: type[Model]) -> tuple[Model, Tree]:
    problems: list[Problem] = []
    library = Memory({file: data})
    page = open_page(library, file, problems)
    tree = parse_yaml(page, page.text) if page else None
    found = validate(page, tree, model) if page and tree else None
    if problems or found is None or tree is None:
        raise SourceError(add_excerpts(problems, library))
    return found, tree


@lru_cache(32)
def _read_phrases(data: bytes, file: str) -> Wording:
    return _flatten(_parse(data, file, Phrases)[1])


def _flatten(tree: Tree) -> Wording:
    """The texts of the tree by the path that leads to each."""

    def collect(value: Value, path: Path) -> Iterator[tuple[str, Phrase]]:
        if isinstance(value, str):
            yield ".".join(map(str, path)), Phrase(value, tree.values[path])
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from collect(inner, (*path, key))

    return dict(collect(tree.value, ()))


def _check(found: Format, file: str) -> None:
    """Raises `SourceError` when the measures contradict each other."""
    problems: list[Problem] = []
    sizes = (*found.text.sizes, *found.side.sizes, *found.bottom_line.sizes, found.facts.size)
    if min(sizes) < found.floor:
        message = f"a size of {min(sizes):g} points is below the floor of {found.floor:g}"
        problems.append(error("BRF002", message, Span(file, 0)))
    if found.wide.count("messages") != 1:
        problems.append(error("BRF002", "`messages` must stand once in `wide`", Span(file, 0)))
    places = [*found.top, *found.wide, *found.narrow, *found.bottom]
    shares = found.points.shares
    if shares != sorted(shares, reverse=True):
        problems.append(error("BRF002", "`shares` must not grow", Span(file, 0)))
    twice = sorted({part for part in places if places.count(part) > 1})
    problems += [error("BRF002", f"`{part}` stands twice", Span(file, 0)) for part in twice]
    if problems:
        raise SourceError(tuple(problems))
