"""Figures with their captions: one picture or chart, or several in a table without lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from octavo.artwork.side_by_side import GUTTER, PartRow, PartsFrame, PlacedPart, arrange
from octavo.document import Chart, Figure, FigureGroup, Inlines, Picture, Statistics
from octavo.document.length import Length, add_up
from octavo.docx.artwork import read_shape, render
from octavo.docx.charts import measure_chart, place_chart
from octavo.docx.identity import heading_name, label_name
from octavo.docx.inlines import NO_BREAK_SPACE, spell, write_inlines
from octavo.docx.layout import twips
from octavo.docx.markup import Marks, TableCell, TableMarkup, field, paragraph, run, table
from octavo.docx.part_state import ListEntry, WriteContext, name_block, name_place
from octavo.docx.pictures import AltText, place_rendering
from octavo.fonts.faces import load_faces

GAP = "\u2002"
"""Between the label of a caption and its words: half an em."""
AFTER_PART = 80
"""Twips below the caption of a part, 4 points: what is said of all parts belongs to them, and with
the space of other captions it seems to begin the text."""
WHOLE = 0.7
"""How much of a page the pictures of a figure take that is kept on one: captions of two lines below
four rows take the rest. At 0.85 figures are kept that do not fit, and Word parts pictures from
their captions; at 0.4 it parts figures of two rows."""
LABEL = Marks(style="CaptionLabel")
_TO_THE_EDGE = '<w:tcMar><w:right w:w="0" w:type="dxa"/></w:tcMar>'


def write_caption(
    name: str,
    number: int,
    caption: Inlines,
    id: str,
    writing: WriteContext,
    after: int | None = None,
) -> str:
    """A caption whose number Word counts: `name` is the label, such as `Figure`.

    With `after`, it keeps to what follows, that many twips below it. Without a number it is the
    words alone: the mark of what has no caption.
    """
    state = writing.state
    kept = "" if after is None else f'<w:keepNext/><w:spacing w:after="{after}"/>'
    if not number:
        return paragraph("Caption", write_inlines(caption, writing), kept)
    label = run(f"{name}{NO_BREAK_SPACE}", LABEL) + field(
        f"SEQ {name} \\* ARABIC", str(number), LABEL
    )
    named = name_place(state, label_name(id), label)
    words = write_inlines(caption, writing)
    content = name_place(state, heading_name(id), f"{named}{run(GAP)}{words}")
    title = f"{name}{NO_BREAK_SPACE}{number}{GAP}{spell(caption, writing)}"
    state.entries.append(ListEntry(name, 1, "", title, heading_name(id)))
    return paragraph("Caption", content, kept)


def write_figure(block: Figure, id: str, writing: WriteContext) -> list[str]:
    """The picture or chart, its caption and its credit."""
    name = f"{writing.words.figure} {block.number}"
    shown, _ = _place(block, name, writing.layout.measure * block.width, writing)
    written = [paragraph("Figure", name_block(writing.state, id, shown))]
    return written + write_legend(block, id, writing)


def write_legend(
    block: Figure | FigureGroup | Statistics, id: str, writing: WriteContext
) -> list[str]:
    """The caption and the credit of a figure."""
    figure = writing.words.figure
    written: list[str] = []
    if block.caption:
        after = 0 if block.credit else None
        written.append(write_caption(figure, block.number, block.caption, id, writing, after))
    if block.credit:
        written.append(paragraph("Credit", run(block.credit)))
    return written


def write_figure_group(block: FigureGroup, id: str, writing: WriteContext) -> list[str]:
    """The parts, side by side in the cells of a table without lines, then what is said of all."""
    rows = _arrange(block, writing)
    shown = [[_place_part(placed, block, writing) for placed in row] for row in rows]
    high = add_up(max(height for _, height in row) for row in shown)
    said = bool(block.caption or block.credit)
    # Were the rows of a figure that is taller than its page kept to each other, Word would take
    # none of them as kept, and part a picture from its caption.
    kept = said and high <= WHOLE * _measure_page(writing)
    written: list[str] = []
    for row, drawn in zip(rows, shown, strict=True):
        written += _write_row(row, drawn, id, said if row is rows[-1] else kept, writing)
    return written + write_legend(block, id, writing)


def _arrange(block: FigureGroup, writing: WriteContext) -> tuple[PartRow, ...]:
    layout, theme = writing.layout, writing.theme
    shapes = {
        part.artwork.file: read_shape(part.artwork, writing, part.span)
        for part in block.parts
        if isinstance(part.artwork, Picture)
    }
    frame = PartsFrame(layout.measure * block.width, _measure_page(writing), layout.scale)
    return arrange(block.parts, shapes, frame, theme, load_faces(theme, writing.conventions))


def _measure_page(writing: WriteContext) -> Length:
    """How high a page's text is."""
    layout = writing.layout
    return layout.height - layout.top - layout.bottom


def _write_row(
    row: PartRow,
    shown: Sequence[tuple[str, Length]],
    id: str,
    kept: bool,
    writing: WriteContext,
) -> list[str]:
    """A table of one row; a part that stands alone needs none. `kept` keeps it to what follows."""
    high = max(height for _, height in shown)
    cells = [
        _write_part(placed.figure, run, high - height, id, kept, writing)
        for placed, (run, height) in zip(row, shown, strict=True)
    ]
    if len(cells) == 1:
        return cells[0]
    edges = [twips(placed.left) for placed in row] + [twips(row[-1].left + row[-1].measure)]
    columns = tuple(end - start for start, end in pairwise(edges))
    grid = TableMarkup("FigureParts", columns, heads=0, margin=twips(GUTTER))
    written = [TableCell("".join(cell)) for cell in cells]
    return [table(grid, [[*written[:-1], replace(written[-1], properties=_TO_THE_EDGE)]])]


def _place_part(
    placed: PlacedPart, group: FigureGroup, writing: WriteContext
) -> tuple[str, Length]:
    figure = placed.figure
    name = f"{writing.words.figure} {group.number} {figure.label}".strip()
    return _place(figure, name, placed.width, writing)


def _write_part(
    figure: Figure, shown: str, above: Length, id: str, held: bool, writing: WriteContext
) -> list[str]:
    """The artwork, so far down that all of its row end at one height, over caption and credit."""
    theme = writing.theme
    before = twips(theme.leading * writing.layout.scale + above)
    spaced = f'<w:spacing w:before="{before}"/>' if above else ""
    named = name_block(writing.state, figure.id or f"{id}/{figure.part}", shown)
    written = [paragraph("Figure", named, spaced)]
    label = run(figure.label, LABEL) + run(GAP) if figure.label else ""
    words = label + write_inlines(figure.caption, writing)
    kept = ("<w:keepNext/>" if held else "") + f'<w:spacing w:after="{AFTER_PART}"/>'
    if words:
        close = '<w:keepNext/><w:spacing w:after="0"/>' if figure.credit else kept
        written.append(paragraph("Caption", words, close))
    if figure.credit:
        written.append(paragraph("Credit", run(figure.credit), kept))
    return written


def _place(figure: Figure, name: str, width: Length, writing: WriteContext) -> tuple[str, Length]:
    """The run that shows the artwork, and how high it is."""
    alt_text = AltText(name, figure.alternative)
    artwork = figure.artwork
    if isinstance(artwork, Chart):
        share = width / writing.layout.measure
        shown = place_chart(artwork, share, alt_text, writing, figure.span)
        return shown, measure_chart(artwork, share, writing)
    rendering = render(artwork, width, writing, figure.span)
    return place_rendering(rendering, alt_text, writing.state), rendering.height
