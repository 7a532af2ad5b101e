"""A document of another program as its reader understands it, before it becomes a publication.

Every reader (`word`, `markdown`, `plain_text`) makes an `Imported`; `structure` puts it in order,
`writing` writes it as YAML and Markdown. What a reader does not take over is named with all
its words, so that no word of a document is lost without being named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

RunEmphasis: TypeAlias = Literal["bold", "italic", "code", "superscript", "subscript", "struck"]
Outcome: TypeAlias = Literal["kept", "guessed", "not imported"]
ParagraphRole: TypeAlias = Literal[
    "text", "title", "subtitle", "author", "date", "caption", "source", "contents", "abstract"
]


@dataclass(frozen=True, slots=True)
class ForeignRun:
    """Words of one look."""

    text: str
    """As it was typed, entities and escapes resolved. A line feed is a line break."""
    emphasis: frozenset[RunEmphasis] = frozenset()
    language: str = ""
    """BCP 47, where the words are in another language than the document's; else empty."""
    link: str = ""
    """Where they lead: an address, or `#` and the anchor of a block. Empty for no link."""


@dataclass(frozen=True, slots=True)
class ForeignNote:
    """The mark of a footnote or endnote, which carries its text."""

    blocks: tuple[ForeignBlock, ...]


@dataclass(frozen=True, slots=True)
class ForeignIndexMark:
    """An entry of the index at this place, main entry first."""

    entry: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForeignComment:
    """A question or remark of somebody who read the document, about the runs before it."""

    text: str
    about: str = ""
    """The words it is about, as far as they stand in the same block."""


@dataclass(frozen=True, slots=True)
class ForeignPicture:
    """A picture, in text or alone."""

    name: str
    """The name of its file, without folders."""
    data: bytes
    """Empty where the document only names a file that is not there."""
    alternative: str = ""
    share: float = 0
    """The part of the text's width at which it is shown; 0 where the document does not say."""


@dataclass(frozen=True, slots=True)
class ForeignReference:
    """The mark of a cross reference: `text` as it was shown, to a block with `anchor`."""

    text: str
    anchor: str


ForeignInline: TypeAlias = (
    ForeignRun | ForeignNote | ForeignIndexMark | ForeignComment | ForeignPicture | ForeignReference
)
ForeignInlines: TypeAlias = tuple[ForeignInline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _ForeignBlock:
    place: str
    """Where it stands, for people: `line 12` of a text, `paragraph 40` or `table 3` of a Word file,
    with its first words where that helps."""
    anchors: tuple[str, ...] = ()
    """Names by which links and references of the document lead here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignHeading(_ForeignBlock):
    """A heading; `level` 1 is the highest."""

    level: int
    text: ForeignInlines
    number: str = ""
    """Its number as the document shows it, which is not part of `text`; empty for none."""
    guessed: str = ""
    """Why it is taken for a heading, where no style says so; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignParagraph(_ForeignBlock):
    """A paragraph; `role` where the document says what it is."""

    text: ForeignInlines
    role: ParagraphRole = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignItem:
    """An item of a list."""

    blocks: tuple[ForeignBlock, ...]
    term: ForeignInlines = ()
    """The term of a list of definitions; else empty."""
    done: bool | None = None
    """Whether a task is done; `None` for what is no task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignList(_ForeignBlock):
    """A list with bullets, numbers or terms."""

    kind: Literal["bullets", "numbers", "terms"]
    items: tuple[ForeignItem, ...]
    start: int = 1
    form: Literal["decimal", "letters", "roman"] = "decimal"
    """How the numbers are written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignCell:
    """A cell of a table, with the rows and columns it goes over."""

    blocks: tuple[ForeignBlock, ...]
    columns: int = 1
    rows: int = 1
    alignment: Literal["", "left", "center", "right"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignTable(_ForeignBlock):
    """A table: each row has the cells that begin in it."""

    rows: tuple[tuple[ForeignCell, ...], ...]
    heads: int = 0
    """Rows at the top that are the head."""
    caption: ForeignInlines = ()
    layout: bool = False
    """Whether it only arranges blocks on the page and holds no data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignFigure(_ForeignBlock):
    """A picture that stands alone, with its caption where that is known."""

    picture: ForeignPicture
    caption: ForeignInlines = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignQuotation(_ForeignBlock):
    """Words of others, set apart."""

    blocks: tuple[ForeignBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignAside(_ForeignBlock):
    """A box: a text box, an admonition."""

    blocks: tuple[ForeignBlock, ...]
    title: ForeignInlines = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignCode(_ForeignBlock):
    """A block of code."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignDivider(_ForeignBlock):
    """A rule between two parts of a text, or a page or section break that somebody made."""


ForeignBlock: TypeAlias = (
    ForeignHeading
    | ForeignParagraph
    | ForeignList
    | ForeignTable
    | ForeignFigure
    | ForeignQuotation
    | ForeignAside
    | ForeignCode
    | ForeignDivider
)


@dataclass(frozen=True, slots=True)
class ImportFinding:
    """What became of a part of the document, for the report."""

    outcome: Outcome
    kind: str
    """What it is, in a plural noun that stands for all alike: `tracked insertions`, `equations`."""
    place: str = ""
    words: str = ""
    """All words that were not imported; of what was kept or guessed, the first few at most."""
    reason: str = ""
    """Why it was not imported or what was guessed, and what its author can do."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A document as it was read."""

    name: str
    """Of its file, without folders."""
    blocks: tuple[ForeignBlock, ...]
    properties: tuple[tuple[str, str], ...] = ()
    """Pairs of `title`, `subtitle`, `author`, `publisher`, `date`, `description`, `keywords`,
    `language` and the words, as the file's own properties or front matter say them."""
    findings: tuple[ImportFinding, ...] = ()
