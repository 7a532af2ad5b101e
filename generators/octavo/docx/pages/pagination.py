"""On which page things stand: the file's own text set in lines, and the lines in pages.

Word counts pages only when it opens a file, and asks its reader first. So the numbers in the
contents list are counted here, from the metrics of the faces, the way Word does: lines broken one
after the other, widows and orphans avoided, paragraphs kept with the next, rows whole, notes at
the foot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from octavo.document.length import add_up
from octavo.docx.elements import XmlElement, attribute, child, children, name_of, number
from octavo.docx.pages.lines import SetParagraph, Setter, grid_widths, picture_height, set_paragraph
from octavo.docx.pages.resolved_styles import ParagraphFormat

_PARAGRAPH, _TABLE, _CONTROL = name_of("w:p"), name_of("w:tbl"), name_of("w:sdt")
_SEPARATOR = 14.4
"""Height of the line above a page's first note, in points: an empty line of 12 pt with Word's
leading of 1.2. From 0 to 28.8 no page number of the proceedings changes: pages with notes are
seldom full to the line."""
_CELL_EDGES = 1.0
"""Height that the borders of a row take, in points: two of half a point. With 2.0, 18 instead of 13
of 556 page numbers are not those of LibreOffice; with 0 as many as now."""
_DEPTH = 0.245
"""How much of a line lies below its baseline, on which pictures stand, as part of its height: the
descent of our text face against ascent and descent. LibreOffice leaves nothing below a picture that
is alone in its paragraph, so a page that is full to the last 4 points ends elsewhere there. Of 556
page numbers 13 are not those of LibreOffice from 0.12 to 0.245."""
_UNKNOWN_WIDTH = 100.0
"""Points of a cell beyond the columns that a table tells of, as a house's own
head may have: a fifth of A4's measure. Its height is then a guess, and no worse than none."""
_SLACK = 0.5
"""Points by which a line may overrun the page before it moves to the next: our widths and heights
are rounded to twentieths, and some 40 lines add up. With 0 or 0.25, 18 of 556 page numbers are not
those of LibreOffice; from 0.5 to 3.0, 13."""


@dataclass(frozen=True, slots=True)
class PageBlock:
    """What is placed as one: a paragraph, or a row of a table. Lengths in points."""

    heights: tuple[float, ...]
    """Of lines; a row has one."""
    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False
    ends_section: bool = False
    style: str = ""
    contextual: bool = False
    edges: tuple[float, float] = (0.0, 0.0)
    """Heights of the borders above and below, which neighbours with the same do without."""
    header: float = 0.0
    """Height of the header row that is repeated above it when it begins a page."""
    notes: tuple[tuple[int, float], ...] = ()
    """The line and the height of each footnote."""
    names: tuple[tuple[int, str], ...] = ()
    """The line and the name of what begins there."""


@dataclass(slots=True)
class _WordPage:
    """The page being filled."""

    height: float
    page: int = 1
    y: float = 0.0
    """How much of the page is taken."""
    notes: float = 0.0
    """How much of its foot notes take."""
    fresh: bool = True
    """Whether a break the author asked for began the page, rather than a full one."""
    space: float = 0.0
    """What the last paragraph wants below it."""
    edges: tuple[float, float] = (0.0, 0.0)
    """Of the borders of the last paragraph."""
    style: str = ""
    contextual: bool = False
    pages: dict[str, list[int]] = field(default_factory=dict[str, list[int]])


def count_pages(
    body: XmlElement, notes: Mapping[str, XmlElement], setter: Setter
) -> tuple[Mapping[str, list[int]], int]:
    """The pages on which each bookmark and each entry of the index begins, and how many there are.

    A bookmark has one page, an entry as many as it stands on.
    """
    rooms = [_page_room(properties) for properties in body.iter(name_of("w:sectPr"))]
    pieces = list(_cut(body, rooms[0][0], notes, setter))
    press = _WordPage(rooms[0][1])
    place = section = 0
    while place < len(pieces):
        press.height = rooms[section][1]
        end = _place_chain(pieces, place, press)
        section += any(piece.ends_section for piece in pieces[place:end])
        place = end
    return press.pages, press.page


def _page_room(properties: XmlElement) -> tuple[float, float]:
    """Width and height of the text on a page of a section."""
    size, margins = child(properties, "w:pgSz"), child(properties, "w:pgMar")
    width = (number(size, "w:w") or 0) - add_up(
        number(margins, f"w:{s}") or 0 for s in ("left", "right", "gutter")
    )
    height = (number(size, "w:h") or 0) - add_up(
        number(margins, f"w:{s}") or 0 for s in ("top", "bottom")
    )
    return width / 20, height / 20


def _cut(
    body: XmlElement, width: float, notes: Mapping[str, XmlElement], setter: Setter
) -> Iterator[PageBlock]:
    for element in _flow(body):
        if element.tag == _PARAGRAPH:
            yield _cut_paragraph(element, width, notes, setter)
        else:
            yield from _cut_table(element, notes, setter)


def _flow(body: XmlElement) -> Iterator[XmlElement]:
    """Paragraphs and tables in order, those in content controls too."""
    for element in body:
        if element.tag == _CONTROL:
            content = child(element, "w:sdtContent")
            if content is not None:
                yield from _flow(content)
        elif element.tag in {_PARAGRAPH, _TABLE}:
            yield element


def _cut_paragraph(
    element: XmlElement, width: float, notes: Mapping[str, XmlElement], setter: Setter
) -> PageBlock:
    paragraph = set_paragraph(element, width, setter)
    look = paragraph.look
    picture = picture_height(element)
    heights = paragraph.heights
    if picture:
        heights = (*heights[:-1], picture + heights[-1] * _DEPTH)
    return PageBlock(
        heights,
        look.before or 0.0,
        look.after or 0.0,
        bool(look.keep_next),
        bool(look.keep_lines),
        bool(look.new_page),
        child(child(element, "w:pPr"), "w:sectPr") is not None,
        paragraph.style,
        bool(look.contextual),
        (look.edge_above or 0.0, look.edge_below or 0.0),
        notes=_note_heights(paragraph, width, notes, setter),
        names=paragraph.names,
    )


def _note_heights(
    paragraph: SetParagraph, width: float, notes: Mapping[str, XmlElement], setter: Setter
) -> tuple[tuple[int, float], ...]:
    return tuple(
        (line, add_up(_stack(children(notes[id], "w:p"), width, setter)))
        for line, id in paragraph.notes
        if id in notes
    )


def _stack(paragraphs: Iterable[XmlElement], width: float, setter: Setter) -> Iterator[float]:
    """The heights of paragraphs one below the other, with the space round them."""
    for element in paragraphs:
        paragraph = set_paragraph(element, width, setter)
        look: ParagraphFormat = paragraph.look
        yield add_up(paragraph.heights) + (look.before or 0.0) + (look.after or 0.0)


def _cut_table(
    table: XmlElement, notes: Mapping[str, XmlElement], setter: Setter
) -> Iterator[PageBlock]:
    widths = grid_widths(table)
    style = attribute(child(child(table, "w:tblPr"), "w:tblStyle"), "w:val")
    header = 0.0
    for row in children(table, "w:tr"):
        height, names, keep = _set_row(row, widths, style, setter)
        is_header = child(child(row, "w:trPr"), "w:tblHeader") is not None
        repeated = 0.0 if is_header else header
        header = header + height if is_header else header
        yield PageBlock((height,), keep_next=is_header or keep, header=repeated, names=tuple(names))


def _set_row(
    row: XmlElement, widths: list[float], style: str, setter: Setter
) -> tuple[float, list[tuple[int, str]], bool]:
    """The height of a row, the bookmarks in it, and whether it keeps to the next row."""
    margins = setter.resolved.cell_margins.get(style, 0.0)
    tallest, names, keep = 0.0, list[tuple[int, str]](), False
    place = 0
    for cell in children(row, "w:tc"):
        count = int(number(child(child(cell, "w:tcPr"), "w:gridSpan"), "w:val") or 1)
        own, place = widths[place : place + count], place + count
        width = add_up(own) - margins if own else _UNKNOWN_WIDTH
        total = 0.0
        for element in children(cell, "w:p"):
            paragraph = set_paragraph(element, width, setter)
            look = paragraph.look
            total += add_up(paragraph.heights) + (look.before or 0.0) + (look.after or 0.0)
            names += [(0, name) for _, name in paragraph.names]
            keep = keep or bool(look.keep_next)
        tallest = max(tallest, total)
    return tallest + _CELL_EDGES, names, keep


def _place_chain(pieces: list[PageBlock], place: int, press: _WordPage) -> int:
    """Place a piece with all that it must be kept with; the place of the next one."""
    end = place
    while pieces[end].keep_next and end + 1 < len(pieces) and not pieces[end].ends_section:
        end += 1
    chain = pieces[place : end + 1]
    needed = max(press.space, chain[0].before) + _chain_height(chain)
    if press.y > 0 and len(chain) > 1 and _room(press) < needed <= press.height:
        _turn(press, fresh=False)
    for piece in chain:
        _place(piece, press)
    return end + 1


def _chain_height(chain: list[PageBlock]) -> float:
    """How much room pieces need that are kept together, the last only as far as it must be."""
    gaps = add_up(max(one.after, other.before) for one, other in pairwise(chain))
    whole = add_up(add_up(piece.heights) for piece in chain[:-1])
    return chain[0].edges[0] + gaps + whole + _least(chain[-1])


def _least(piece: PageBlock) -> float:
    """How much room a piece needs to begin on a page."""
    lines = piece.heights if piece.keep_lines or len(piece.heights) <= 3 else piece.heights[:2]
    return add_up(lines)


def _room(press: _WordPage) -> float:
    return press.height - press.y - press.notes + _SLACK


def _turn(press: _WordPage, fresh: bool) -> None:
    press.page += 1
    press.y = press.notes = press.space = 0.0
    press.edges = (0.0, 0.0)
    press.fresh = fresh
    press.style = ""


def _place(piece: PageBlock, press: _WordPage) -> None:
    if piece.new_page and press.y > 0:
        _turn(press, fresh=True)
    _add_space(piece, press)
    notes = dict(piece.notes)
    whole = add_up(piece.heights) + add_up(notes.values())
    if piece.keep_lines and press.y > 0 and whole > _room(press):
        _turn(press, fresh=False)
    rest = list(enumerate(piece.heights))
    while rest:
        count = _fit(rest, notes, press, first=len(rest) == len(piece.heights))
        if count == 0:
            _turn(press, fresh=False)
            press.y += piece.header
            count = max(1, _fit(rest, notes, press, first=False))
        for line, height in rest[:count]:
            press.y += height
            _add_note(notes.get(line, 0.0), press)
        _note_places(piece.names, {line for line, _ in rest[:count]}, press)
        rest = rest[count:]
    press.space = piece.after
    press.style, press.contextual = piece.style, piece.contextual
    if piece.ends_section:
        _turn(press, fresh=True)


def _add_space(piece: PageBlock, press: _WordPage) -> None:
    """Space between paragraphs: the larger of what one wants below and the other above.

    There is none above the first of a page that the text itself filled.
    """
    same = piece.style == press.style and bool(piece.style)
    below = 0.0 if same and press.contextual else press.space
    above = 0.0 if same and piece.contextual else piece.before
    if press.y > 0 or press.fresh:
        press.y += max(below, above)
    if piece.edges != press.edges:
        press.y += press.edges[1] + piece.edges[0]
    press.space, press.edges = 0.0, piece.edges


def _fit(
    rest: list[tuple[int, float]], notes: Mapping[int, float], press: _WordPage, first: bool
) -> int:
    """How many of the lines fit, leaving neither a widow nor an orphan."""
    y, foot, count = press.y, press.notes, 0
    for line, height in rest:
        note = notes.get(line, 0.0)
        foot += note + (_SEPARATOR if note and not foot else 0.0)
        y += height
        if y + foot > press.height + _SLACK:
            break
        count += 1
    left = len(rest) - count
    if left == 1 and count > 1:
        count -= 1
    if first and left and count == 1:
        count = 0
    return count


def _note_places(names: Iterable[tuple[int, str]], lines: set[int], press: _WordPage) -> None:
    """Remember the page for what begins in `lines`."""
    for line, name in names:
        pages = press.pages.setdefault(name, [])
        if line in lines and press.page not in pages:
            pages.append(press.page)


def _add_note(height: float, press: _WordPage) -> None:
    if height:
        press.notes += height + (0.0 if press.notes else _SEPARATOR)
