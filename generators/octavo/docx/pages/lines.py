"""Paragraphs into lines, by the widths of their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from octavo.docx.elements import XmlElement, attribute, child, name_of, number
from octavo.docx.metrics import FaceMetrics, Metrics, find_face, measure_word
from octavo.docx.pages.resolved_styles import (
    ParagraphFormat,
    ResolvedStyle,
    ResolvedStyles,
    RunFormat,
    lay_paragraph,
    lay_run,
    read_paragraph,
    read_run,
)

_PIECES = re.compile(
    r"[^\S\u00a0\u202f]+|[^\s\-\u2010\u2013\u2014]*[\-\u2010\u2013\u2014]|[^\s\-\u2010\u2013\u2014]+|[\u00a0\u202f]"
)
_CLINGING = ",.;:!?)’”"
"""What never begins a line."""
_TAB_WIDTH = 20.0
"""What a tab takes that stands between words, in points, where the next stop is not reckoned: about
half of Word's usual 36, as is the mean. Among 556 page numbers of the proceedings and shortened
forms of it, 13 are not those of LibreOffice with 10 or 20, 40 with 40."""
_RAISED = 0.65
"""Size of superscripts, in sizes of their surroundings: what Word takes. From 0.33 to 1 no page
number of the proceedings changes, since marks of notes are a figure or two wide."""
_SIZE, _SINGLE = 10.0, 240.0
"""Points of text and 240ths of a line for styles that say nothing: what Word takes then (ECMA-376,
17.3.2.38 and 17.3.1.33)."""
_SLIP = 0.01
"""Points by which a line may be too wide before it breaks: Word counts in twentieths, and sums are
rounded. No number here stands for another way of measuring."""
_EMU = 12700
"""English metric units of a point (ECMA-376, 20.1.2.1): 914,400 to the inch."""


@dataclass(frozen=True, slots=True)
class Setter:
    """What lines are set with."""

    resolved: ResolvedStyles
    metrics: Metrics


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """A paragraph as lines. Lengths in points."""

    look: ParagraphFormat
    style: str
    heights: tuple[float, ...]
    """Of each line."""
    notes: tuple[tuple[int, str], ...]
    """The line and the id of each footnote called."""
    names: tuple[tuple[int, str], ...]
    """The line and the name of each bookmark that begins in it, and of each entry of the index,
    which begins with `XE`."""


@dataclass(slots=True)
class _LineFill:
    """Lines while they are being filled."""

    width: float
    x: float = 0.0
    pending: float = 0.0
    """Width of the space that vanishes at a line's end."""
    height: float = 0.0
    heights: list[float] | None = None


def set_paragraph(paragraph: XmlElement, width: float, setter: Setter) -> SetParagraph:
    """`paragraph` in lines no wider than `width`."""
    properties = child(paragraph, "w:pPr")
    style = _style_of(properties, setter.resolved)
    look = _format_of(properties, style, setter.resolved)
    left, right = look.left or 0.0, look.right or 0.0
    galley = _LineFill(
        width - left - right, 0.0 if look.list_id not in {None, "0"} else _first(look)
    )
    galley.heights = []
    notes: list[tuple[int, str]] = []
    names: list[tuple[int, str]] = []
    for kind, element, words in _walk(paragraph):
        if kind == "name":
            names.append((len(galley.heights), words))
            continue
        run_look = _run_format(element, style, setter.resolved)
        if kind == "note":
            notes.append((len(galley.heights), words))
        _take(galley, kind, words, run_look, look, setter)
    if galley.height == 0.0:
        galley.height = _line_height(style.run, look, setter)
    galley.heights.append(galley.height)
    return SetParagraph(look, style.id, tuple(galley.heights), tuple(notes), tuple(names))


def entry_name(instruction: str) -> str:
    """How the places of an entry of the index are found: by what its field says."""
    return " ".join(instruction.split())


def _first(look: ParagraphFormat) -> float:
    """Where the first line begins, from the left of the others."""
    return look.first or 0.0


def _style_of(properties: XmlElement | None, resolved: ResolvedStyles) -> ResolvedStyle:
    name = attribute(child(properties, "w:pStyle"), "w:val")
    return resolved.styles.get(name, resolved.default)


def _format_of(
    properties: XmlElement | None, style: ResolvedStyle, resolved: ResolvedStyles
) -> ParagraphFormat:
    """Style, then the indents of the list, then what the paragraph says itself."""
    is_plain = properties is not None and len(properties) == 1
    if is_plain and style.id in resolved.plain:
        return resolved.plain[style.id]
    own = read_paragraph(properties)
    look = lay_paragraph(style.paragraph, own)
    indents = resolved.indents.get((look.list_id or "0", look.list_level or "0"))
    if indents is not None:
        look = lay_paragraph(lay_paragraph(style.paragraph, indents), own)
    if is_plain:
        resolved.plain[style.id] = look
    return look


def _walk(paragraph: XmlElement) -> Iterator[tuple[str, XmlElement, str]]:
    """What stands in a paragraph: kind, the element that holds it, and its words."""
    for element in paragraph.iter():
        match element.tag:
            case tag if tag == _TEXT:
                parent = element.getparent()
                if parent is not None and element.text:
                    yield "text", parent, element.text
            case tag if tag == _START:
                yield "name", element, attribute(element, "w:name")
            case tag if tag == _INSTRUCTION:
                if (element.text or "").startswith(" XE "):
                    yield "name", element, entry_name(element.text or "")
            case tag if tag == _NOTE:
                parent = element.getparent()
                if parent is not None:
                    yield "note", parent, attribute(element, "w:id")
            case tag if tag in (_TAB, _BREAK):
                parent = element.getparent()
                if parent is not None and parent.tag == _RUN:
                    yield ("tab" if tag == _TAB else "break"), parent, ""
            case tag if tag == _INLINE:
                yield "picture", element, ""
            case _:
                pass


_INSTRUCTION = name_of("w:instrText")
_TEXT, _START = name_of("w:t"), name_of("w:bookmarkStart")
_NOTE, _TAB, _BREAK = name_of("w:footnoteReference"), name_of("w:tab"), name_of("w:br")
_RUN, _INLINE = name_of("w:r"), name_of("wp:inline")


def _run_format(element: XmlElement, style: ResolvedStyle, resolved: ResolvedStyles) -> RunFormat:
    properties = child(element, "w:rPr")
    if properties is None:
        return style.run
    named = resolved.styles.get(attribute(child(properties, "w:rStyle"), "w:val"))
    beneath = lay_run(style.run, named.run) if named is not None else style.run
    return lay_run(beneath, read_run(properties, resolved.theme_fonts))


def _take(
    galley: _LineFill,
    kind: str,
    element_words: str,
    run: RunFormat,
    look: ParagraphFormat,
    setter: Setter,
) -> None:
    """Put one thing on the line, or on the next."""
    height = _line_height(run, look, setter)
    match kind:
        case "break":
            galley.height = max(galley.height, height)
            _end_line(galley)
        case "tab":
            galley.x += _TAB_WIDTH
        case "note":
            galley.x += _size(run) * 0.5
        case "text":
            _take_text(galley, element_words, run, height, setter)
        case _:
            pass


def _take_text(galley: _LineFill, text: str, run: RunFormat, height: float, setter: Setter) -> None:
    face, size = _face(run, setter.metrics), _size(run)
    for piece in _PIECES.findall(text):
        width = measure_word(face, piece) * size
        if piece.isspace() and piece not in "\u00a0\u202f":
            galley.pending += width
            continue
        full = galley.x + galley.pending + width > galley.width + _SLIP
        if full and galley.x > 0 and (galley.pending or piece[:1] not in _CLINGING):
            _end_line(galley)
        galley.x += galley.pending + width
        galley.pending = 0.0
        galley.height = max(galley.height, height)


def _end_line(galley: _LineFill) -> None:
    assert galley.heights is not None
    galley.heights.append(galley.height)
    galley.x = galley.pending = galley.height = 0.0


def picture_height(paragraph: XmlElement) -> float:
    """The height of the tallest picture in the lines of `paragraph`; 0 without any."""
    extents = (child(inline, "wp:extent") for inline in paragraph.iter(_INLINE))
    heights = [float(extent.get("cy", "0")) / _EMU for extent in extents if extent is not None]
    return max(heights, default=0.0)


def _face(run: RunFormat, metrics: Metrics) -> FaceMetrics:
    return find_face(metrics, run.family or "", bool(run.bold), bool(run.italic))


def _size(run: RunFormat) -> float:
    size = run.size or _SIZE
    return size * _RAISED if run.raised else size


def _line_height(run: RunFormat, look: ParagraphFormat, setter: Setter) -> float:
    natural = _face(run, setter.metrics).height * _size(run)
    line = look.line if look.line is not None else _SINGLE
    match look.rule:
        case "exact":
            return line
        case "atLeast":
            return max(line, natural)
        case _:
            return natural * line / 240


def grid_widths(table: XmlElement) -> list[float]:
    """The widths of the columns of `table`, in points."""
    grid = child(table, "w:tblGrid")
    if grid is None:
        return []
    return [(number(column, "w:w") or 0.0) / 20 for column in grid]
