"""Inlines: what stands within a line, words and what is said of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from octavo.document.problem import Span


@dataclass(frozen=True, slots=True)
class Text:
    """Characters as they should be read, with typographic quotes and dashes already in place."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that matter more than their neighbours."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words said with stress, or a title."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a place outside the publication."""

    target: str
    """An `https:`, `http:` or `mailto:` address."""
    children: Inlines


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointer to a figure, table or section of this publication.

    A generator prints `children`, or, without any, the kind and number of the target: "Figure 3".
    It may have words of its own for the kinds; `name` has those of the publication's language.
    """

    target: str
    """The id of the target, without `#`."""
    children: Inlines = ()
    kind: Literal["figure", "table", "section", ""] = ""
    """What the target is; empty until `select` has found it."""
    number: str = ""
    """The target's number (`3`) or label (`Panel 2`); empty until `select` has found it."""
    name: str = ""
    """What a text calls the target: `Figure 3`, `Panel 2`; empty until `select` has found it."""
    part: str = ""
    """What a text adds to the number for a part of a figure: the `b` of `Figure 3b`."""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Note:
    """A note, called at this place; printed at the page foot."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form whose expansion is known."""

    text: str
    expansion: str


@dataclass(frozen=True, slots=True)
class Indexed:
    """Words that the index leads to."""

    children: Inlines
    entry: str
    """Under what they stand in the index."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in a language other than that of the publication."""

    children: Inlines
    language: str
    """BCP 47."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A fact quoted by name: its value as words."""

    fact: str
    """The id of the fact."""
    text: str


@dataclass(frozen=True, slots=True)
class AuthorQuery:
    """A question of the author's to whoever edits the text. Only a review copy has any."""

    text: str
    children: Inlines = ()
    """The words that it is about, which stay when it goes; empty for the place where it stands."""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Code:
    """Characters of a program or of what is typed into one, exactly as written."""

    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line that the author asked for."""


Inline: TypeAlias = (
    Text
    | Strong
    | Emphasis
    | Link
    | Reference
    | Note
    | Abbreviation
    | Indexed
    | Foreign
    | Mention
    | AuthorQuery
    | Code
    | Break
)
Inlines: TypeAlias = tuple[Inline, ...]
