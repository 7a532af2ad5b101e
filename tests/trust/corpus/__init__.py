"""Sentences that say who said something, and sentences that only look so, each labelled by hand.

The sentences were written before the guard that is measured on them. Half of them, chosen by their
hashes, served to tune it; the other half was held out.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

HERE = Path(__file__).parent
CLASSES = ("identity", "post", "affiliation", "attribution", "descriptor", "quotation", "caption")
PLACES = ("text", "caption", "file", "comment")
Half = Literal["tuning", "held out"]
HALVES: tuple[Half, ...] = ("tuning", "held out")
LANGUAGES = ("en", "fr")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One sentence."""

    language: str
    place: str
    classes: frozenset[str]
    """What has to be found in it; empty when nothing may be."""
    sentence: str

    @property
    def half(self) -> Half:
        """Whether the guard was tuned on it."""
        return "tuning" if sha256(self.sentence.encode()).digest()[0] % 2 else "held out"


def read_corpus(language: str) -> tuple[Labelled, ...]:
    """The sentences of a language, in the order of its file."""
    lines = (HERE / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(_read(language, line) for line in lines if not line.startswith("#"))


def _read(language: str, line: str) -> Labelled:
    place, classes, sentence = line.split(" | ")
    return Labelled(language, place, frozenset(classes.split()) - {"-"}, sentence)
