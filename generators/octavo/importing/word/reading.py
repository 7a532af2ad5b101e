"""What is known while a Word file is read: its parts, how far it counted, what it reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from octavo.docx.elements import XmlElement
from octavo.docx.house.package import Relation
from octavo.importing.tree import ForeignBlock, ImportFinding, Outcome
from octavo.importing.word.fields import WordField
from octavo.importing.word.numbering import Numbering
from octavo.importing.word.opening import WordFile, relations
from octavo.importing.word.styles import StyleSheet
from octavo.importing.word.wording import first_words, squeeze, words_of

RIGHT_TO_LEFT = "paragraphs from right to left"
"""The name under which such paragraphs are counted and reported."""


@dataclass(frozen=True, slots=True)
class WordNote:
    """A footnote or endnote."""

    part: str
    element: XmlElement


@dataclass(frozen=True, slots=True)
class WordComment:
    """A comment of a reader of the document, with the answers to it."""

    text: str
    answers: tuple[str, ...] = ()
    """The ids of the comments that answer it."""
    settled: bool = False
    is_answer: bool = False


@dataclass(frozen=True, slots=True)
class WordDocument:
    """The parts of a file on which its text depends."""

    file: WordFile
    sheet: StyleSheet
    numbering: Numbering
    notes: Mapping[tuple[str, str], WordNote]
    """By kind, `footnote` or `endnote`, and id."""
    comments: Mapping[str, WordComment]
    language: str
    """Of most of its words, as BCP 47; empty when it does not say."""
    text_width: float
    """Of the text on a page, in points; 0 when it does not say."""


BlockReader: TypeAlias = Callable[["Reading", Iterable[XmlElement]], tuple[ForeignBlock, ...]]


@dataclass(slots=True)
class Reading:
    """A part that is being read, with what it has in common with the other parts."""

    document: WordDocument
    part: str
    relations: Mapping[str, Relation]
    read_blocks: BlockReader
    """Reads what stands inside something else: a note, a cell, a text box."""
    findings: list[ImportFinding] = field(default_factory=list[ImportFinding])
    used: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    """Notes and comments that the text calls."""
    counts: Counter[str] = field(default_factory=Counter[str])
    place: str = ""
    """Where everything stands that is read now; empty in the body, which counts paragraphs."""
    fields: list[WordField] = field(default_factory=list[WordField])
    ranges: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    """The words in this paragraph that each open comment is about."""
    anchors: list[str] = field(default_factory=list[str])
    """Bookmarks that stand before the next paragraph."""

    def enter(self, place: str, part: str = "") -> Reading:
        """The same reading at a `place` inside, or in another part, where no field is open."""
        part = part or self.part
        related = self.relations if part == self.part else relations(self.document.file, part)
        return Reading(
            self.document,
            part,
            related,
            self.read_blocks,
            self.findings,
            self.used,
            self.counts,
            place,
        )

    def report(self, outcome: Outcome, kind: str, words: str, reason: str, place: str = "") -> None:
        """Say what became of `words`; of what was imported, only the first."""
        said = squeeze(words)
        said = said if outcome == "not imported" else first_words(said)
        place = place or self.place
        self.findings.append(ImportFinding(outcome, kind, place, said, reason))

    def begin_paragraph(self) -> None:
        """Part the words of a paragraph from those before it, in whatever goes over several."""
        for words in self.ranges.values():
            words.clear()
        for one in self.fields:
            if one.words:
                one.words.append("\n")

    def name_all(self, outcome: Outcome, kind: str, words: str, reason: str) -> None:
        """Say what became of `words`, all of them, which are not in the text as they stood."""
        self.findings.append(ImportFinding(outcome, kind, self.place, squeeze(words), reason))


def report_unknown(element: XmlElement, reading: Reading) -> None:
    """Report the words of an element that no part of the format has in its place."""
    if words := words_of(element):
        reading.report("not imported", "unknown parts", words, _UNKNOWN)


_UNKNOWN = "the format of Word files has no such part there: open the file in Word, and save it"
