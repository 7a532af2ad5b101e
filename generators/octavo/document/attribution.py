"""Who must not be named, and what may stand all the same. Of no reader's document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from octavo.document.problem import Span

Attribution: TypeAlias = Literal[
    "on-record", "chatham-house", "chatham-house-plus", "rusi", "off-record"
]
"""The rule under which something was said."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the register, whom the rules of attribution may protect; only in a `Draft`."""

    name: str
    posts: tuple[str, ...] = ()
    """Each as one may write it: `Director of the Centre`."""
    organisations: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """Other names and spellings."""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Waiver:
    """Words that stand although the rule of attribution is against them; only in a `Draft`."""

    code: str
    """Of the problem that is waived: `ATT003`."""
    words: str
    """As the problem quotes them."""
    reason: str
    section: str = ""
    """The id of the section in which it holds; empty for everything outside the sections."""
    span: Span | None = field(default=None, compare=False, repr=False)
