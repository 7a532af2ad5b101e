"""What a language sets: its marks, its few words, and its rules for numbers, lines and lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from octavo.document import TargetNames
from octavo.document.problem import Problem
from octavo.files.library import Library, Memory
from octavo.files.models import NonEmpty
from octavo.files.source_file import error
from octavo.files.validation import find_value
from octavo.style.dates import find_locale
from octavo.style.language_file import (
    LanguageFile,
    knows_locale,
    knows_patterns,
    read_head,
    read_language,
)

NO_PATTERNS = "none"
"""The name of the patterns of a language whose words are never divided."""


class _Strict(BaseModel):
    """Spaces at the ends of a mark are part of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


_Mark = Annotated[str, Field(pattern=r"^[^\w\s]$")]
_MarkOrSpace = Annotated[str, Field(pattern=r"^\W$")]
_Marks = Annotated[str, Field(pattern=r"^[^\w\s]*$")]


class _Numbers(_Strict):
    """`numbers`: marks that Unicode's data do not have so, and how long a number is grouped."""

    decimal: _Mark = Field(
        default="", description="The mark between units and tenths.", examples=[","]
    )
    thousands: _MarkOrSpace = Field(
        default="", description="The mark between groups of three digits.", examples=["."]
    )
    grouped_from: Annotated[int, Field(ge=4, le=16)] = Field(
        default=4, description="Digits of the shortest number that is grouped.", examples=[5]
    )


class _Hyphenation(_Strict):
    """`hyphenation`: the name of the patterns, and what they do not know."""

    patterns: str = Field(
        default="",
        description="Name of the patterns; `none` for no hyphens. Left out: the language's own.",
        examples=["en_GB", "none"],
    )
    capital_nouns: bool = Field(
        default=False, description="Whether a capital is no sign of a name.", examples=[True]
    )
    exceptions: tuple[str, ...] = Field(
        default=(),
        description="Words that the patterns divide wrongly, with a hyphen where they may be.",
        examples=[["satel-lite", "whether"]],
    )
    undivided_ends: tuple[str, ...] = Field(
        default=(),
        description="Ends of words that no hyphen parts from what is before them.",
        examples=[["ded", "ted"]],
    )


_ALPHABET = r"^(?:\w(?: [^\s,]+)+(?:, \w(?: [^\s,]+)+)*)?$"
"""A letter and those that stand behind it, then another: `n ñ, z å/aa`."""


class _Lists(_Strict):
    """`lists`: what stands in programmes and lists of participants."""

    time: NonEmpty = Field(description="At the head of the times.", examples=["Time"])
    session: NonEmpty = Field(description="At the head of what is on.", examples=["Session"])
    chair: NonEmpty = Field(description="What those are who chair.", examples=["Chair"])
    name: NonEmpty = Field(description="At the head of the names.", examples=["Name"])
    institution: NonEmpty = Field(
        description="At the head of the institutions.", examples=["Institution"]
    )
    country: NonEmpty = Field(description="At the head of the countries.", examples=["Country"])
    continued: NonEmpty = Field(
        description="Behind what is set again on the next page.", examples=["(continued)"]
    )


class LanguageHead(_Strict):
    """What a file of `templates/words/` says outside its sections."""

    about: Annotated[str, Field(pattern=r"\{value\}")] = Field(
        default="about {value}",
        description="How an approximate fact is said, with `{value}` for the value.",
        examples=["about {value}"],
    )
    double: tuple[str, str] = Field(
        default=('"', '"'),
        description="What the straight double quotation mark becomes at both ends.",
        examples=[["“", "”"]],
    )
    single: tuple[str, str] = Field(
        default=("'", "'"),
        description="What the straight single quotation mark becomes at both ends.",
        examples=[["‘", "’"]],
    )
    apostrophe: NonEmpty = Field(default="'", description="The apostrophe.", examples=["’"])
    space_before: _Marks = Field(
        default="", description="Marks that have a narrow space before them.", examples=["»;!?:"]
    )
    space_after: _Marks = Field(
        default="", description="Marks that have a narrow space after them.", examples=["«"]
    )
    units: str = Field(
        default="", description="Signs that have a narrow space after a number.", examples=["%"]
    )
    groups_apart: bool = Field(
        default=False,
        description="Whether a narrow space parts the thousands of a number typed with spaces.",
        examples=[True],
    )
    elided: tuple[str, ...] = Field(
        default=(),
        description="Words before which a straight quotation mark is an apostrophe.",
        examples=[["tis", "twas"]],
    )
    elided_at_times: tuple[str, ...] = Field(
        default=(), description="The same, unless a quotation ends there.", examples=[["cause"]]
    )
    figure: str = Field(
        default="", description="What a reference to a figure says.", examples=["Figure"]
    )
    table: str = Field(
        default="", description="What a reference to a table says.", examples=["Table"]
    )
    section: str = Field(
        default="", description="What a reference to a section says.", examples=["Section"]
    )
    lists: _Lists | None = Field(
        default=None,
        description="Words of programmes and lists of participants.",
        examples=[
            {
                "time": "Time",
                "session": "Session",
                "chair": "Chair",
                "name": "Name",
                "institution": "Institution",
                "country": "Country",
                "continued": "(continued)",
            }
        ],
    )
    locale: str = Field(
        default="",
        description="Tag under which Unicode's data have days and numbers. Left out: the language.",
        examples=["en"],
    )
    numbers: _Numbers = Field(
        default=_Numbers(),
        description="Marks of numbers that are not those of Unicode's data.",
        examples=[{"grouped_from": 5}],
        json_schema_extra={"default": {}},
    )
    alphabet: Annotated[str, Field(pattern=_ALPHABET)] = Field(
        default="",
        description="Letters of their own, each after the letter behind which it stands.",
        examples=["n ñ", "z å/aa"],
    )
    ends_no_line: tuple[str, ...] = Field(
        default=(), description="Words that no line ends with.", examples=[["w", "z"]]
    )
    ends_no_display_line: tuple[str, ...] = Field(
        default=(),
        description="Words that a line of a title or a pull quote ends with only for want of room.",
        examples=[["a", "the", "of"]],
    )
    hyphenation: _Hyphenation = Field(
        default=_Hyphenation(),
        description="How words are divided.",
        examples=[{"exceptions": ["satel-lite"]}],
    )
    figure_part: Annotated[str, Field(pattern=r"\{letter\}")] = Field(
        default="({letter})",
        description="How the caption of a part of a figure begins.",
        examples=["{letter})"],
    )
    to_figure_part: Annotated[str, Field(pattern=r"\{letter\}")] = Field(
        default="{letter}",
        description="What stands behind the number of a figure whose part is meant.",
        examples=["{letter}"],
    )


@dataclass(frozen=True, slots=True)
class ListWords:
    """What stands in programmes and lists of participants."""

    time: str
    """At the head of the times."""
    session: str
    """At the head of what is on at these times."""
    chair: str
    """What those are who chair: `Chair`."""
    name: str
    institution: str
    country: str
    continued: str
    """Behind what is set again on another page: `(continued)`."""


PLAIN_LISTS = ListWords(
    time="Time",
    session="Session",
    chair="Chair",
    name="Name",
    institution="Institution",
    country="Country",
    continued="(continued)",
)
"""What serves in a language without words for them, so that the rest can be read."""


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """How a language says and marks things."""

    about: str
    """With `{value}` where the value stands: `about {value}`."""
    double: tuple[str, str]
    """What `"` becomes at the beginning and at the end."""
    single: tuple[str, str]
    """What `'` becomes at the beginning and at the end."""
    apostrophe: str
    space_before: str
    """Marks that have a narrow space before them."""
    names: TargetNames
    space_after: str = ""
    """Marks that have a narrow space after them."""
    units: str = ""
    """Signs that have a narrow space before them where they follow a number: `%`."""
    groups_apart: bool = False
    """Whether a narrow space divides the thousands of a number."""
    elided: tuple[str, ...] = ()
    """Words, in small letters, before which `'` is always an apostrophe: `tis`."""
    elided_at_times: tuple[str, ...] = ()
    """Words before which it is one unless it has an end: `'cause`, but `'cause and effect'`."""
    lists: ListWords = PLAIN_LISTS


PLAIN_WORDS = LanguageWords(
    about="about {value}",
    double=('"', '"'),
    single=("'", "'"),
    apostrophe="'",
    space_before="",
    names=TargetNames("Figure", "Table", "Section"),
)
"""What serves in a language without words, so that the rest can be read."""


@dataclass(frozen=True, slots=True, eq=False)
class Conventions:
    """How a language writes numbers and days, divides words and orders a list.

    Read once and compared by identity: it is part of what every measured word is kept under.
    """

    language: str
    locale: str
    """The tag under which Unicode's locale data have its days and numbers."""
    decimal: str = ""
    """The mark between units and tenths, where it is not that of the locale."""
    thousands: str = ""
    """The mark between groups of three digits, where it is not that of the locale."""
    grouped_from: int = 4
    """Digits of the shortest number that is grouped: `1,234`, but in Spanish `1234`."""
    alphabet: str = ""
    """The letters that are letters of their own, after the letter behind which they stand; letters
    with a stroke between them are equal: `n ñ, z å/aa`."""
    ends_no_line: frozenset[str] = frozenset()
    """Words, in small letters, that no line ends with: in Polish those of one letter."""
    ends_no_display_line: frozenset[str] = frozenset()
    """Words, in small letters, that lean on the next: lines of titles end before them."""
    patterns: str = ""
    """The name of the patterns that divide words."""
    capital_nouns: bool = False
    """Whether a capital is no sign of a name."""
    exceptions: Mapping[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])
    """Where words may be divided that the patterns divide wrongly."""
    undivided_ends: frozenset[str] = frozenset()
    """Ends of words before which none is divided: `fun-ded`."""


def load_words(library: Library, language: str, problems: list[Problem]) -> LanguageWords | None:
    """The words of `language`, such as `en-GB`, from its file in `templates/words/`.

    `None` when there is no such file, or when it is wrong; then `problems` tells why.
    """
    file = read_language(library, language)
    found = read_head(file, LanguageHead, problems) if file else None
    if found is None or file is None or not _names_known_rules(found, file, language, problems):
        return None
    return LanguageWords(
        found.about,
        found.double,
        found.single,
        found.apostrophe,
        found.space_before,
        TargetNames(
            found.figure, found.table, found.section, found.figure_part, found.to_figure_part
        ),
        found.space_after,
        found.units,
        found.groups_apart,
        found.elided,
        found.elided_at_times,
        ListWords(**found.lists.model_dump()) if found.lists else PLAIN_LISTS,
    )


def load_conventions(library: Library, language: str) -> Conventions:
    """The conventions of `language`; where its file does not say them, those usual for its tag."""
    return _make_conventions(read_language(library, language), language)


@lru_cache(256)
def find_conventions(language: str) -> Conventions:
    """The conventions of `language` as they are built in: for words in another language."""
    return load_conventions(Memory({}), language)


@lru_cache(64)
def _make_conventions(file: LanguageFile | None, language: str) -> Conventions:
    head = (read_head(file, LanguageHead, []) if file else None) or LanguageHead()
    numbers, hyphenation = head.numbers, head.hyphenation
    return Conventions(
        language,
        head.locale or language,
        numbers.decimal,
        numbers.thousands,
        numbers.grouped_from,
        head.alphabet,
        frozenset(map(str.lower, head.ends_no_line)),
        frozenset(map(str.lower, head.ends_no_display_line)),
        hyphenation.patterns or language,
        hyphenation.capital_nouns,
        dict(map(_read_exception, hyphenation.exceptions)),
        frozenset(hyphenation.undivided_ends),
    )


def bind_words(text: str, conventions: Conventions) -> str:
    """`text` with a no-break space after each word that no line ends with."""
    if not conventions.ends_no_line:
        return text
    return _match_bound(conventions.ends_no_line).sub("\\1\N{NO-BREAK SPACE}", text)


@lru_cache(16)
def _match_bound(words: frozenset[str]) -> re.Pattern[str]:
    known = "|".join(map(re.escape, sorted(words)))
    return re.compile(rf"(?<![\w'’.-])({known}) +", re.IGNORECASE)


def _read_exception(word: str) -> tuple[str, tuple[int, ...]]:
    """`hy-phen` without its hyphens, and where they stood."""
    places: list[int] = []
    *parts, last = word.split("-")
    for part in parts:
        places.append((places[-1] if places else 0) + len(part))
    return "".join((*parts, last)).lower(), tuple(places)


def _names_known_rules(
    head: LanguageHead, file: LanguageFile, language: str, problems: list[Problem]
) -> bool:
    """Whether the locale and patterns that the file names are there, and its numbers can be read;
    else it is told."""
    before = len(problems)
    if head.locale and not knows_locale(head.locale):
        span = find_value(file.tree, ("locale",))
        hint = "name a language that Unicode's locale data have, such as `en`"
        problems.append(error("SRC008", f"there is no locale `{head.locale}`", span, hint))
    elif len(marks := _find_marks(head, language)) == 1:
        message = f"units and thousands have one mark, `{min(marks)}`"
        span = find_value(file.tree, ("numbers",))
        hint = "choose another `decimal` or `thousands`, so that 1,234 is not 1.234"
        problems.append(error("SRC008", message, span, hint))
    name = head.hyphenation.patterns
    if name not in {"", NO_PATTERNS} and not knows_patterns(name):
        span = find_value(file.tree, ("hyphenation", "patterns"))
        hint = f"name those of a related language, or write `{NO_PATTERNS}`"
        problems.append(error("SRC008", f"there are no patterns `{name}`", span, hint))
    return len(problems) == before


def _find_marks(head: LanguageHead, language: str) -> frozenset[str]:
    """What stands before tenths, and what between thousands."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    locale = find_locale(head.locale or language)
    decimal = head.numbers.decimal or get_decimal_symbol(locale)
    return frozenset({decimal, head.numbers.thousands or get_group_symbol(locale)})
