"""A paragraph of a Word file as it was read, before it is known what it is among its neighbours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from octavo.importing.tree import (
    ForeignBlock,
    ForeignInline,
    ForeignInlines,
    ForeignPicture,
    ForeignReference,
    ForeignRun,
    ParagraphRole,
    RunEmphasis,
)
from octavo.importing.word.numbering import ListLabel

ROLES: dict[str, ParagraphRole] = {
    "title": "title",
    "subtitle": "subtitle",
    "author": "author",
    "authors": "author",
    "byline": "author",
    "date": "date",
    "abstract": "abstract",
}
"""What paragraphs of these styles are; styles beneath count as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordParagraph:
    """A paragraph, or the part of one between two page breaks."""

    place: str
    text: ForeignInlines
    anchors: tuple[str, ...] = ()
    style: str = ""
    """The English name of its style, in small letters."""
    names: tuple[str, ...] = ()
    """Of its style and all beneath."""
    outline: int = 0
    label: ListLabel | None = None
    indent: float = 0
    centred: bool = False
    bold: bool = False
    """Whether every word of it is bold."""
    italic: bool = False
    caps: bool = False
    """Whether every word of it is in capitals, typed or by its look."""
    size: float = 0
    """Of its largest words, in half-points."""
    counted: int = 0
    """Letters up to the end of a number that Word counts (a field SEQ); 0 without."""
    drawn: bool = False
    """Whether it has a line below or above it."""

    @property
    def words(self) -> str:
        """Its words without notes and marks."""
        return plain_text(self.text)

    @property
    def looks(self) -> tuple[RunEmphasis, ...]:
        """The emphases that all its words have, which tell none of them from the others."""
        whole: tuple[tuple[RunEmphasis, bool], ...] = (
            ("bold", self.bold),
            ("italic", self.italic),
        )
        return tuple(name for name, true in whole if true)

    @property
    def plain(self) -> bool:
        """Whether it holds nothing but words and marks."""
        return not any(isinstance(one, ForeignPicture) for one in self.text)


StoryItem: TypeAlias = WordParagraph | ForeignBlock


def plain_text(text: ForeignInlines) -> str:
    """The words of `text` that stand in the line itself."""
    shown = (one for one in text if isinstance(one, ForeignRun | ForeignReference))
    return "".join(one.text for one in shown)


def drop_letters(text: ForeignInlines, count: int) -> ForeignInlines:
    """`text` without its first `count` letters, and without spaces at its beginning."""
    begun = False
    kept: list[ForeignInline] = []
    for one in text:
        if not isinstance(one, ForeignRun | ForeignReference):
            kept.append(one)
            continue
        rest = one.text[count:] if begun or count < len(one.text) else ""
        count = max(0, count - len(one.text))
        rest = rest if begun else rest.lstrip()
        if rest:
            begun = True
            kept.append(replace(one, text=rest))
    return tuple(kept)


def trim(text: ForeignInlines) -> ForeignInlines:
    """`text` without spaces at its beginning and its end."""
    kept = list(drop_letters(text, 0))
    for at in range(len(kept) - 1, -1, -1):
        one = kept[at]
        if not isinstance(one, ForeignRun):
            break
        rest = one.text.rstrip()
        if rest:
            kept[at] = ForeignRun(rest, one.emphasis, one.language, one.link)
            break
        del kept[at]
    return tuple(kept)


def drop_emphasis(text: ForeignInlines, *emphases: str) -> ForeignInlines:
    """`text` without some of its emphases, as a head or a caption has them by its nature."""
    gone = frozenset(emphases)
    return join_runs(
        tuple(
            ForeignRun(one.text, one.emphasis - gone, one.language, one.link)
            if isinstance(one, ForeignRun)
            else one
            for one in text
        )
    )


def join_runs(text: ForeignInlines) -> ForeignInlines:
    """`text` with neighbours of one look as one run."""
    kept: list[ForeignInline] = []
    for one in text:
        last = kept[-1] if kept else None
        if (
            isinstance(one, ForeignRun)
            and isinstance(last, ForeignRun)
            and (one.emphasis, one.language, one.link) == (last.emphasis, last.language, last.link)
        ):
            kept[-1] = ForeignRun(last.text + one.text, one.emphasis, one.language, one.link)
        else:
            kept.append(one)
    return tuple(kept)
