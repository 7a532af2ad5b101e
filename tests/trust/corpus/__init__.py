"""Sentences that say who said something, and sentences that only look so, each labelled by hand.

The sentences were written before the guard that is measured on them. Half of them, chosen by their
hashes, served to tune it; the other half was held out. `reports` were written after the guard, as
reporters would say the same, and nothing was tuned on them.

`summaries` are sentences as the summaries of international meetings have them, each of one kind,
which tells who spoke or only looks so. Their halves, too, are chosen by hash; they have a register
of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

HERE = Path(__file__).parent
CLASSES = ("identity", "post", "affiliation", "attribution", "descriptor", "quotation", "caption")
PLACES = ("text", "caption", "file", "comment")
Part = Literal["tuning", "held out", "reports", "afterwards", "fresh"]
HALVES: tuple[Part, ...] = ("tuning", "held out")
LANGUAGES = ("en", "fr", "de", "es", "it", "nl", "pl", "pt")
SUMMARISED = ("en", "fr")
"""Languages with summaries."""
SUMMARY_KINDS = ("nation", "organisation", "office", "descriptor", "name", "verb")
"""What tells who spoke in a summary; `verb` is for those that speak by another verb than to say."""
REPORTED = ("de", "es", "it", "nl", "pl", "pt")
"""Languages with reports."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One sentence."""

    language: str
    place: str
    classes: frozenset[str]
    """What has to be found in it; empty when nothing may be."""
    sentence: str
    part: Part


@dataclass(frozen=True, slots=True)
class Summarised:
    """One sentence of a summary."""

    language: str
    kind: str
    breach: bool
    """Whether it tells who spoke."""
    sentence: str
    part: Part


def read_summaries(language: str) -> tuple[Summarised, ...]:
    """The sentences of summaries in a language, and those seen later, which served to tune."""
    lines, seen = _list_lines(f"{language}-summaries"), _list_lines(f"{language}-seen")
    return (
        *(_read_summary(language, line, _choose_half) for line in lines),
        *(_read_summary(language, line, lambda _: "tuning") for line in seen),
    )


def read_afterwards(language: str) -> tuple[Summarised, ...]:
    """Such sentences that were written after the guard, and for which nothing was changed; those
    that are `fresh` without a look at its patterns."""
    lines, fresh = _list_lines(f"{language}-afterwards"), _list_lines(f"{language}-fresh")
    return (
        *(_read_summary(language, one, lambda _: "afterwards") for one in lines),
        *(_read_summary(language, one, lambda _: "fresh") for one in fresh),
    )


def _read_summary(language: str, line: str, choose: Callable[[str], Part]) -> Summarised:
    kind, label, sentence = line.split(" | ")
    return Summarised(language, kind, label == "breach", sentence, choose(sentence))


def read_corpus(language: str) -> tuple[Labelled, ...]:
    """The sentences of both halves in a language, in the order of its file."""
    return tuple(_read(language, line, _choose_half) for line in _list_lines(language))


def read_reports(language: str) -> tuple[Labelled, ...]:
    """The reports in a language."""
    return tuple(
        _read(language, line, lambda _: "reports") for line in _list_lines(f"{language}-reports")
    )


def _list_lines(name: str) -> list[str]:
    lines = (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def _choose_half(sentence: str) -> Part:
    return "tuning" if sha256(sentence.encode()).digest()[0] % 2 else "held out"


def _read(language: str, line: str, choose: Callable[[str], Part]) -> Labelled:
    place, classes, sentence = line.split(" | ")
    found = frozenset(classes.split()) - {"-"}
    return Labelled(language, place, found, sentence, choose(sentence))
