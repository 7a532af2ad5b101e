"""What the text of a publication is read against: its facts, abbreviations, audiences, language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from markdown import Markdown

from octavo.document import Fact, Term
from octavo.document.marking import Scheme
from octavo.files.library import Library
from octavo.files.source_file import SourceFile
from octavo.source.expressions import Expression
from octavo.source.outline import Address
from octavo.style.words import Conventions, LanguageWords

UNDEFINED = "define it under `audiences` in publication.yaml"
"""What to do about an audience where there are none."""


@dataclass(frozen=True, slots=True)
class ReadContext:
    """What holds in the whole publication."""

    facts: Mapping[str, Fact]
    terms: tuple[Term, ...]
    audiences: tuple[str, ...]
    """Ids."""
    words: LanguageWords
    engine: Markdown
    """Reads the Markdown; it keeps nothing from one text to the next."""
    conventions: Conventions
    """By which numbers and days are written."""
    library: Library
    """What files with data are read from."""
    scheme: Scheme | None = None
    """By which parts are marked; `None` when the publication names none."""
    files: list[str] = field(default_factory=list[str])
    """The files with data that have been read, in order; grows while sections are read."""


@dataclass(frozen=True, slots=True)
class FileContext:
    """One page being read in a setting."""

    source: SourceFile
    shared: ReadContext
    expressions: tuple[Expression, ...]
    """Those covered in the page's text."""
    notes: Mapping[str, NoteText] = field(default_factory=dict[str, "NoteText"])
    """The notes defined on the page, by label."""
    addresses: Mapping[str, Address] = field(default_factory=dict[str, "Address"])
    """What the page says in the manner of `[label]: address`, by label."""
    evaluated: set[str] = field(default_factory=set[str])
    """Marks of the expressions whose words have been set; grows while the page is read."""
    called: set[str] = field(default_factory=set[str])
    """Labels of the notes that have been called; grows while the page is read."""
    told: set[tuple[int, str]] = field(default_factory=set[tuple[int, str]])
    """In which line what was said to look like mark-up; grows while the page is read."""


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note as it was typed."""

    text: str
    line: int


@lru_cache(64)
def match_terms(terms: tuple[Term, ...]) -> re.Pattern[str] | None:
    """A pattern that finds the short forms of `terms` as whole words; `None` without any."""
    if not terms:
        return None
    longest_first = sorted((term.short for term in terms), key=lambda short: (-len(short), short))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
