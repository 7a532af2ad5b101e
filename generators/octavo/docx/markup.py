"""WordprocessingML as strings: runs, paragraphs, fields, bookmarks, links.

Everything here is a pure function from strings to a string. Text is escaped where it becomes a run
and nowhere else; what is called `content` is markup already.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from octavo.docx.style_ids import (
    BriefingStyleId,
    BriefingTableStyleId,
    CharacterStyleId,
    ParagraphStyleId,
    TableStyleId,
)

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'mc:Ignorable="w14 w15"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def escape(text: str) -> str:
    """`text` as it may stand in an element or an attribute."""
    return text.translate(_ESCAPES)


@lru_cache(64)
def name_language(tag: str) -> str:
    """The language `tag` as Word knows it, with the region where it is spoken most: `fr-FR`."""
    from babel.core import get_global

    likely = str(get_global("likely_subtags").get(tag, tag)).split("_")
    return f"{tag}-{likely[-1]}" if len(likely) > 1 else tag


@dataclass(frozen=True, slots=True)
class Marks:
    """How a run differs from the style of its paragraph."""

    style: CharacterStyleId | None = None
    bold: bool = False
    italic: bool | None = None
    """`None` for as the paragraph is."""
    slanted: bool = False
    """Whether the paragraph is in italics, so that stress means roman."""
    language: str = ""
    """BCP 47; empty for that of the file."""
    size: float = 0.0
    """In points; 0 for that of the paragraph."""

    @property
    def properties(self) -> str:
        """The `w:rPr` of the run; empty when it does not differ."""
        halves = round(2 * self.size)
        content = "".join(
            (
                f'<w:rStyle w:val="{self.style}"/>' if self.style else "",
                "<w:b/><w:bCs/>" if self.bold else "",
                "<w:i/><w:iCs/>" if self.italic else "",
                '<w:i w:val="0"/><w:iCs w:val="0"/>' if self.italic is False else "",
                f'<w:sz w:val="{halves}"/><w:szCs w:val="{halves}"/>' if halves else "",
                f'<w:lang w:val="{name_language(self.language)}"/>' if self.language else "",
            )
        )
        return f"<w:rPr>{content}</w:rPr>" if content else ""


PLAIN = Marks()
TAB = "<w:r><w:tab/></w:r>"
LINE_BREAK = "<w:r><w:br/></w:r>"


def run(text: str, marks: Marks = PLAIN) -> str:
    """A run of `text`; empty when `text` is."""
    if not text:
        return ""
    return f"<w:r>{marks.properties}{write_text(text)}</w:r>"


def write_text(text: str) -> str:
    """`text` inside a run. Word shows U+00AD as a hyphen, so a soft one is an element there."""
    parts = [
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else ""
        for part in text.split("\N{SOFT HYPHEN}")
    ]
    return "<w:softHyphen/>".join(parts)


ALIGNED: Mapping[str, str] = {"left": "left", "centre": "center", "right": "right"}
"""How a paragraph is aligned, in the words of Word."""


def shade(ground: str) -> str:
    """The property of a run that stands on the colour `ground`, `#RRGGBB`."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{ground[1:]}"/>'


def paragraph(style: ParagraphStyleId | BriefingStyleId, content: str, properties: str = "") -> str:
    """A paragraph in a style, with `properties` of its own."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def field(instruction: str, result: str, marks: Marks = PLAIN) -> str:
    """A field with its result, and no wish to be updated."""
    start, end = open_field(instruction, marks), close_field(marks)
    return f"{start}{run(result, marks)}{end}"


def open_field(instruction: str, marks: Marks = PLAIN) -> str:
    """The start of a field whose result follows."""
    properties = marks.properties
    return (
        f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{properties}<w:instrText xml:space="preserve"> {escape(instruction)} '
        "</w:instrText></w:r>"
        f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'
    )


def close_field(marks: Marks = PLAIN) -> str:
    """The end of a field."""
    return f'<w:r>{marks.properties}<w:fldChar w:fldCharType="end"/></w:r>'


def index_entry(entry: str) -> str:
    """A field that shows nothing and has Word's index lead here, under `entry`."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(quote_entry(entry))} '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def quote_entry(entry: str) -> str:
    """The instruction of the field that marks a place for `entry`."""
    quoted = entry.replace("\\", "\\\\").replace('"', '\\"').replace(":", "\\:")
    return f'XE "{quoted}"'


def bookmark(number: int, name: str, content: str) -> str:
    """`content` with a bookmark round it."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


def comment(number: int, content: str) -> str:
    """`content` with a comment on it; the part of the comments has its words."""
    return (
        f'<w:commentRangeStart w:id="{number}"/>{content}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
        f'<w:commentReference w:id="{number}"/></w:r>'
    )


def inner_link(name: str, content: str) -> str:
    """`content` as a link to the bookmark called `name`."""
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{content}</w:hyperlink>'


LONGEST_TOOLTIP = 260
"""UTF-16 units that Word lets a tooltip have (ISO/IEC 29500-4, and its own validator)."""


def outer_link(relationship: str, tooltip: str, content: str) -> str:
    """`content` as a link to the address behind `relationship`; a tooltip too long is left out."""
    told = f'w:tooltip="{escape(tooltip)}" ' if fits_tooltip(tooltip) else ""
    return f'<w:hyperlink r:id="{relationship}" {told}w:history="1">{content}</w:hyperlink>'


def fits_tooltip(text: str) -> bool:
    """Whether Word takes `text` as a tooltip."""
    return len(text.encode("utf-16-le")) // 2 <= LONGEST_TOOLTIP


def spacing_before(twips: int) -> str:
    """The property of a paragraph that stands `twips` below what comes before it."""
    return f'<w:spacing w:before="{twips}"/>'


Alignment = Literal["left", "centre", "right"]
_ALIGNMENTS = {"left": "", "centre": '<w:jc w:val="center"/>', "right": '<w:jc w:val="right"/>'}


def alignment(name: Alignment) -> str:
    """The property of a paragraph set to one side; empty for the left."""
    return _ALIGNMENTS[name]


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell: paragraphs, never none."""

    content: str
    properties: str = ""
    columns: int = 1
    """How many of the table it goes over."""


@dataclass(frozen=True, slots=True)
class TableMarkup:
    """A table before it is written."""

    style: TableStyleId | BriefingTableStyleId
    columns: tuple[int, ...]
    """Widths in twips."""
    heads: int
    """How many rows at its top are a head, which repeats on every page."""
    title: str = ""
    description: str = ""
    stub: bool = False
    """Whether the first column names the rows."""
    total: bool = False
    """Whether the last row sums up the others."""
    banded: bool = False
    """Whether its rows have grounds in turn, if its style has any."""
    margin: int = 0
    """At the right of each cell, in twips; 0 for what the style has."""
    heights: tuple[int, ...] = ()
    """The least height of each row, in twips; none for as high as what stands in it."""


def table(grid: TableMarkup, rows: Sequence[Sequence[TableCell]]) -> str:
    """A table of `rows`, none of which breaks over two pages."""
    first, stub, last = ("1" if is_so else "0" for is_so in (grid.heads, grid.stub, grid.total))
    bands = 0x400 if grid.banded else 0x600
    look = f"{bands + 0x20 * (grid.heads > 0) + 0x40 * grid.total + 0x80 * grid.stub:04X}"
    named = f'<w:tblCaption w:val="{escape(grid.title)}"/>' if grid.title else ""
    told = f'<w:tblDescription w:val="{escape(grid.description)}"/>' if grid.description else ""
    edge = f'<w:tblCellMar><w:right w:w="{grid.margin}" w:type="dxa"/></w:tblCellMar>'
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid.columns)
    heights = grid.heights or (0,) * len(rows)
    written = (
        _row(row, grid.columns, place < grid.heads, heights[place])
        for place, row in enumerate(rows)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{grid.style}"/>'
        f'<w:tblW w:w="{sum(grid.columns)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"{edge if grid.margin else ''}"
        f'<w:tblLook w:val="{look}" w:firstRow="{first}" w:lastRow="{last}" '
        f'w:firstColumn="{stub}" '
        f'w:lastColumn="0" w:noHBand="{int(not grid.banded)}" w:noVBand="1"/>{named}{told}'
        "</w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(written)}</w:tbl>"
    )


def _row(cells: Sequence[TableCell], widths: Sequence[int], header: bool, height: int) -> str:
    repeated = "<w:tblHeader/>" if header else ""
    high = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    written = ""
    edges = (0, *accumulate(widths))
    start = 0
    for cell in cells:
        end = start + cell.columns
        width, start = edges[end] - edges[start], end
        over = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
        written += (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}{cell.properties}</w:tcPr>'
            f"{cell.content}</w:tc>"
        )
    return f"<w:tr><w:trPr><w:cantSplit/>{high}{repeated}</w:trPr>{written}</w:tr>"


_CORE = (
    "xmlns:ns0='http://purl.org/dc/elements/1.1/' "
    "xmlns:ns1='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' "
)
_TITLE_CONTROL = 2040100
"""Where the ids of the controls begin that show the title, one for each place: away from that of
the contents list, since Word repairs a file in which two are the same."""


def bound_title(title: str, place: int) -> str:
    """The title of the file as a control: changed at one place, it changes at all of them.

    `place` tells the places apart.
    """
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="Title"/><w:tag w:val="title"/>'
        f'<w:id w:val="{_TITLE_CONTROL + place}"/><w:dataBinding w:prefixMappings="{_CORE}" '
        'w:xpath="/ns1:coreProperties[1]/ns0:title[1]" '
        'w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/><w:text/></w:sdtPr>'
        f"<w:sdtContent>{run(title)}</w:sdtContent></w:sdt>"
    )
