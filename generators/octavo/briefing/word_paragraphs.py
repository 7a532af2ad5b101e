"""Paragraphs and tables in their places as WordprocessingML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise

from octavo.briefing.layout.flow import (
    FlowCell,
    FlowCode,
    FlowElement,
    FlowParagraph,
    FlowTable,
    FlowText,
)
from octavo.briefing.layout.parts import TICK
from octavo.briefing.layout.setting import LayoutContext
from octavo.briefing.provenance import name_place
from octavo.document.length import Length
from octavo.docx import markup
from octavo.docx.layout import twips
from octavo.docx.markup import TAB, escape, outer_link, paragraph
from octavo.docx.part_state import PartState, link_relationship, name_block
from octavo.docx.pictures import AltText, Rendering, place_rendering
from octavo.docx.style_ids import BriefingStyleId, BriefingTableStyleId
from octavo.docx.template import StyleChoice
from octavo.fonts.faces import code_role, emphasised, is_code
from octavo.style.theme import colour

NAMES: Mapping[tuple[str, str], tuple[BriefingStyleId, str]] = {
    ("head", "H1"): ("Heading1", "heading 1"),
    ("head", "P"): ("BriefingHead", "Briefing Head"),
    ("", "H2"): ("Heading2", "heading 2"),
    ("question", "P"): ("Question", "Question"),
    ("bottom-line", "P"): ("BottomLine", "Bottom Line"),
    ("facts", "P"): ("FactLabel", "Fact Label"),
    ("messages", "P"): ("KeyMessage", "Key Message"),
    ("asks", "P"): ("Ask", "Ask"),
    ("asks", "TH"): ("AskHead", "Ask Head"),
    ("asks", "TD"): ("AskText", "Ask Text"),
    ("foot", "P"): ("BriefingFoot", "Briefing Foot"),
    ("", "P"): ("BriefingText", "Briefing Text"),
}
"""The id and the name of each style, by part of the briefing and role."""
LEVELS: Mapping[BriefingStyleId, int] = {"Heading1": 1, "Heading2": 2}
"""Levels in the outline of a file, by style: the question is its title, the parts are below it; all
other paragraphs have none."""
EVEN = 1.015
"""How much more than their measure large lines get: for another way of measuring. With 1.0, 13 of
52 briefings run over their page in LibreOffice, since a title that just fitted takes a line more;
with 1.015 or 1.03, 4."""
APART = 8.0
"""How far lines keep away from the next cell, in points: a space and a half of text. With 0 as many
briefings stay within their page, but words of neighbouring cells can touch."""


@dataclass(slots=True)
class WordPageState:
    """What is called for while a page is written."""

    context: LayoutContext
    families: tuple[str, str, str]
    code_family: str
    state: PartState = field(default_factory=PartState)
    styles: dict[str, StyleChoice] = field(default_factory=dict[str, StyleChoice])
    """As they are met."""
    code: list[str] = field(default_factory=list[str])
    """All that is code, in order."""
    faces: set[tuple[str, bool, bool]] = field(default_factory=set[tuple[str, bool, bool]])
    """Families, each bold or not and italic or not, in which something is set."""


@dataclass(frozen=True, slots=True)
class TextArea:
    """Where paragraphs stand, from the left edge of the page."""

    left: Length
    right: Length
    inset: Length = 0.0
    """How far lines keep away from the right."""


def write_items(
    items: Sequence[FlowElement], top: Length, column: TextArea, state: WordPageState
) -> tuple[list[str], Length]:
    """The items under each other, the first below `top`; and where the last of them ends."""
    written: list[str] = []
    for item in items:
        match item:
            case FlowParagraph():
                before = max(0.0, item.top - top)
                written.append(write_passage(item, before, column, state))
                top += before + item.lines * item.leading
            case FlowTable():
                if item.top - top >= 1 or (written and written[-1].startswith("<w:tbl>")):
                    written.append(write_gap(item.top - top))
                    top = max(item.top, top + 1)
                written.append(write_grid(item, column, state))
                top = max(top, item.bottom)
            case FlowCode():
                written.append(paragraph("Normal", write_code(item, state)))
                top += item.size
    return written, top


def write_gap(height: Length) -> str:
    """An empty paragraph of a height."""
    high = max(20, twips(height))
    return paragraph("Gap", "", f'<w:spacing w:line="{high}" w:lineRule="exact"/>')


def write_passage(
    passage: FlowParagraph, before: Length, column: TextArea, state: WordPageState
) -> str:
    """A paragraph, `before` below the one above it."""
    style = find_style(passage, state)
    left = passage.left - column.left
    tab = twips(column.right - column.inset - column.left)
    properties = (
        f'<w:tabs><w:tab w:val="right" w:pos="{tab}"/></w:tabs>' if passage.after else "",
        f'<w:spacing w:before="{twips(before)}" w:after="0" '
        f'w:line="{twips(passage.leading)}" w:lineRule="exact"/>',
        write_indent(left, find_inset(passage, column), TICK if style.listed else 0.0),
        "" if passage.style.align == style.align else f'<w:jc w:val="{passage.style.align}"/>',
    )
    content = "".join(write_words(words, style, state) for words in passage.words)
    if passage.after:
        content += (markup.LINE_BREAK if passage.apart else "") + TAB
        content += "".join(write_words(words, style, state) for words in passage.after)
    named = name_block(state.state, name_place(passage.stand.part, passage.stand.item), content)
    return paragraph(style.id, named, "".join(properties))


def find_inset(passage: FlowParagraph, column: TextArea) -> Length:
    """How far lines keep away from the right; the large ones so far that they are equally long."""
    if passage.stand.part != "bottom-line" or passage.lines == 1:
        return column.inset
    return max(column.inset, column.right - passage.left - EVEN * passage.width)


def write_indent(left: Length, right: Length, hanging: Length) -> str:
    """The indents of a paragraph; empty without any."""
    start = f' w:left="{twips(left + hanging)}"' if round(left + hanging, 2) else ""
    end = f' w:right="{twips(right)}"' if right else ""
    hang = f' w:hanging="{twips(hanging)}"' if hanging else ""
    return f"<w:ind{start}{end}{hang}/>" if start or end or hang else ""


# ------------------------------------------------------------------------------ looks


def find_style(passage: FlowParagraph, state: WordPageState) -> StyleChoice:
    """The style of a paragraph, made when it is first met."""
    stand, style = passage.stand, passage.style
    large = stand.part == "facts" and style.role.startswith("display")
    key = (stand.part, stand.role)
    id, name = NAMES.get(key) or NAMES.get(("", stand.role)) or NAMES["", "P"]
    if large:
        id, name = "FactNumber", "Fact Number"
    elif stand.part == "head" and style.align == "right":
        id, name = "BriefingAbout", "Briefing About"
    if id not in state.styles:
        state.styles[id] = StyleChoice(
            id,
            name,
            find_family(style.role, state),
            halve(style.size),
            passage.leading,
            style.colour,
            "bold" in style.role,
            "italic" in style.role,
            style.align,
            LEVELS.get(id, 0),
            passage.ticked,
        )
    return state.styles[id]


def find_family(role: str, state: WordPageState) -> str:
    """The family of a role in a Word file."""
    if is_code(role):
        return state.code_family
    text, display, sans = state.families
    return {"display": display, "sans": sans}.get(role.split("-")[0], text)


def write_words(words: FlowText, style: StyleChoice, state: WordPageState) -> str:
    """A run, as different from the style of its paragraph as it looks; perhaps a link."""
    piece, theme = words.piece, state.context.setting.theme
    role = find_role(words, state)
    family, bold, italic = find_family(role, state), "bold" in role, "italic" in role
    size = halve(piece.size)
    state.faces.add((family, bold, italic))
    if is_code(role):
        state.code.append(words.text)
    properties = (
        f'<w:rFonts w:ascii="{family}" w:hAnsi="{family}" w:cs="{family}"/>'
        if family != style.family
        else "",
        switch("b", bold) if bold != style.bold else "",
        switch("i", italic) if italic != style.italic else "",
        "<w:noProof/>" if is_code(role) else "",
        f'<w:color w:val="{colour(theme, piece.colour).screen[1:]}"/>'
        if piece.colour != style.colour
        else "",
        f'<w:sz w:val="{round(2 * size)}"/><w:szCs w:val="{round(2 * size)}"/>'
        if size != style.size
        else "",
    )
    looks = "".join(properties)
    marked = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    text, space = words.text, ""
    if is_code(role) and text.endswith(" "):
        text, space = text[:-1], markup.run(" ")  # as wide as other spaces of the line
    run = f'<w:r>{marked}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    mark = piece.tag
    if mark is None or mark.kind != "link":
        return run + space
    return outer_link(link_relationship(state.state, mark.target), mark.target, run) + space


def find_role(words: FlowText, state: WordPageState) -> str:
    """The role whose face the words were set in: that of their style, or a stressed one."""
    faces, role = state.context.setting.faces, words.style.role
    both = (False, True)
    stressed = [emphasised(role, bold, italic) for italic in both for bold in both]
    size = words.piece.size
    possible = (*stressed, *map(code_role, stressed[:2]))
    return next((own for own in possible if faces.face(own, size) is words.piece.face), role)


SLIP = 0.001
"""What rounding may have taken from a size, in half points: 11.0 must not become 10.5."""


def halve(size: Length) -> Length:
    """The size in half points, in which Word counts; none is larger than it was measured."""
    return int(2 * size + SLIP) / 2


def switch(tag: str, on: bool) -> str:
    """The property that turns bold or italics on or off."""
    value = "" if on else ' w:val="0"'
    return f"<w:{tag}{value}/><w:{tag}Cs{value}/>"


# ------------------------------------------------------------------------------ tables


def write_grid(grid: FlowTable, column: TextArea, state: WordPageState) -> str:
    """A table, its rows as high as they are on the page."""
    lefts = [cell.left for cell in grid.rows[0]]
    widths = tuple(twips(b - a) for a, b in pairwise([*lefts, column.right]))
    ends = [*grid.tops[1:], grid.bottom]
    heights = tuple(twips(end - top) for top, end in zip(grid.tops, ends, strict=True))
    rows = [
        [write_cell(cell, top, column, state) for cell, column in pair_up(row, column.right)]
        for row, top in zip(grid.rows, grid.tops, strict=True)
    ]
    kind: BriefingTableStyleId = "BriefingTable" if grid.ruled else "BriefingColumns"
    return markup.table(markup.TableMarkup(kind, widths, int(grid.ruled), heights=heights), rows)


def pair_up(row: Sequence[FlowCell], right: Length) -> list[tuple[FlowCell, TextArea]]:
    """Each cell of a row, and where its lines stand."""
    columns = [(cell, TextArea(cell.left, after.left, APART)) for cell, after in pairwise(row)]
    return [*columns, (row[-1], TextArea(row[-1].left, right))]


def write_cell(
    cell: FlowCell, top: Length, column: TextArea, state: WordPageState
) -> markup.TableCell:
    """A cell; one without words has an empty paragraph."""
    written, _ = write_items(cell.items, top, column, state)
    line = colour(state.context.setting.theme, "line").screen[1:]
    edge = f'<w:left w:val="single" w:sz="4" w:space="0" w:color="{line}"/>'
    edges = f"<w:tcBorders>{edge}</w:tcBorders>" if cell.edged else ""
    return markup.TableCell("".join(written) or write_gap(1), edges)


def write_code(picture: FlowCode, state: WordPageState) -> str:
    """A QR code in the line."""
    import segno

    code = segno.make(picture.address, error="m", micro=False)
    raster, vector = BytesIO(), BytesIO()
    code.save(raster, kind="png", scale=8, border=0)
    code.save(vector, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None)
    size = picture.size
    rendering = Rendering(size, size, raster.getvalue(), ".png", vector.getvalue())
    return place_rendering(rendering, AltText("QR", picture.alternative), state.state)
