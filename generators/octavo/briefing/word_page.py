"""The page as a Word file: the same points in the same words and places, for those who edit it.

Lines are broken by Word there, one by one, so the page is laid out anew with lines a little shorter
than they could be, and every paragraph has lines of an exact height: what is one page here is one
page there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Literal

from octavo.briefing.layout.boxes import Ground, at_ease
from octavo.briefing.layout.flow import Item, Passage, Picture, read_items
from octavo.briefing.layout.frame import OVERHANG, PANEL, Paper
from octavo.briefing.layout.page import Page, Placed, Zone, lay_out
from octavo.briefing.layout.parts import BESIDE, Desk
from octavo.briefing.pdf_page import RULE
from octavo.briefing.plan.contents import Message
from octavo.briefing.plan.template import Format, Running
from octavo.briefing.word_paragraphs import Column, Sheet, halve, write_code, write_gap, write_items
from octavo.document import Document
from octavo.document.length import Length
from octavo.docx import markup
from octavo.docx.faces import embed_faces, families
from octavo.docx.identity import file_identity
from octavo.docx.layout import Layout, twips
from octavo.docx.markup import paragraph
from octavo.docx.package import (
    Furniture,
    Manuscript,
    Properties,
    close_package,
    furnish,
    open_package,
)
from octavo.docx.parts_state import Ledger
from octavo.docx.pictures import Rendering, Telling, place_behind
from octavo.docx.sections import section_properties
from octavo.docx.template import TemplateChoice, build_template
from octavo.files.library import Library
from octavo.fonts.faces import load_faces
from octavo.style.theme import colour

SLACK = 0.985
"""How much of each line is filled: the rest is for the other program's way of measuring."""
TIGHTER = (1.0, 0.97, 0.94, 0.9)
"""What leading is multiplied with, step by step, when the page would run over otherwise."""
SMALLER = (13.0, 11.0)
"""Sizes for a bottom line of words so long that they take far more lines than on the page."""
SPARE = 6.0
"""Height that is left free for the same reason, in points."""
FOLDER = "templates/briefing-word"
HEADER, FOOTER = "rIdHeader", "rIdFooter"
REFERENCES: tuple[tuple[Literal["header", "footer"], str, str], ...] = (
    ("header", "default", HEADER),
    ("footer", "default", FOOTER),
)
_FIRST_DRAWING = 900_000
"""Where the numbers of drawings in heads begin, out of the way of those in the text."""
TOP = 11.0
"""The least margin above the text, in points: the running head stands there."""
LOW = 12.0
"""Where the running foot ends, from below, when there is a marking in it."""
LEAST = 1.14
"""The least leading, in sizes."""
TEXT, TITLES = 10.0, 24.0
"""The sizes that the cuts of the faces for text and for titles are made for."""


def repeat(desk: Desk, page: Page, paper: Paper) -> tuple[Desk, Page] | None:
    """The page in lines as another program breaks them, with the points and wordings of `page`;
    with fewer or shorter ones where these are too much; `None` when even that is no page."""
    theme = desk.setting.theme
    faces = load_faces(theme, (("text", TEXT), ("display", TITLES)))
    own = replace(desk, setting=replace(desk.setting, faces=faces), slack=SLACK)
    same, fewer = keep_messages(desk, page)
    formats = [tighten(desk.format, factor) for factor in TIGHTER]
    smallest = add_smaller(formats[-1])
    trials = [*((same, form) for form in formats), (same, smallest), (fewer, smallest)]
    for messages, form in trials:
        tried = replace(own, plan=replace(desk.plan, messages=messages), format=form)
        again = lay_out(tried, paper)
        if again:
            return tried, again
    return None


def keep_messages(desk: Desk, page: Page) -> tuple[tuple[Message, ...], tuple[Message, ...]]:
    """The messages of `page`, as they are there; and the same, to choose among, perhaps shorter."""
    wordings = {chosen.id: chosen.wording for chosen in page.fit.selection.chosen}
    fewer = tuple(
        replace(message, wordings=message.wordings[wordings[message.id] :])
        for message in desk.plan.messages
        if message.id in wordings
    )
    same = tuple(replace(m, wordings=m.wordings[:1], required=True) for m in fewer)
    return same, fewer


def tighten(form: Format, factor: float) -> Format:
    """The format in sizes that Word knows, with some height to spare, and less room between lines
    and paragraphs."""

    def change(running: Running) -> Running:
        leading = (max(LEAST, factor * running.leading[0]), running.leading[1])
        space = (factor**4 * running.space[0], running.space[1])
        sizes = sorted({max(form.floor, halve(size)) for size in running.sizes}, reverse=True)
        larger = tuple(halve(size) for size in running.larger)
        update = {"sizes": sizes, "larger": larger, "leading": leading, "space": space}
        return running.model_copy(update=update)

    margins = form.margins.model_copy(update={"foot": form.margins.foot + SPARE})
    update = {"text": change(form.text), "side": change(form.side), "small": halve(form.small)}
    return form.model_copy(update={**update, "margins": margins})


def add_smaller(form: Format) -> Format:
    """The format with smaller sizes for the bottom line, down to the floor."""
    sizes = form.bottom_line.sizes
    smaller = [size for size in SMALLER if form.floor <= size < min(sizes)]
    headline = form.bottom_line.model_copy(update={"sizes": [*sizes, *smaller]})
    return form.model_copy(update={"bottom_line": headline})


FLOWING: tuple[Zone, ...] = ("top", "wide", "bottom")
"""The zones under each other, between head and foot."""


def write_body(
    zones: Mapping[Zone, Placed],
    items: Mapping[Zone, tuple[Item, ...]],
    top: Length,
    column: Column,
    sheet: Sheet,
) -> str:
    """All that stands between the running head and foot, from `top` on."""
    body = write_head(items["head"], zones["head"], top, column, sheet)
    end = zones["head"].box.height.least + RULE
    for zone in FLOWING:
        if zone == "wide" and "narrow" in zones:
            written, end = write_columns(items, zones, end, column, sheet)
        else:
            written, end = write_items(items.get(zone, ()), end, column, sheet)
        body += written
    return "".join(body) + (write_gap(1) if body[-1].startswith("<w:tbl>") else "")


def write_office(desk: Desk, page: Page, document: Document, library: Library) -> bytes:
    """The Word file of a page that was laid out for one."""
    theme = desk.setting.theme
    sheet = Sheet(desk, families(theme, TITLES))
    zones: dict[Zone, Placed] = {placed.zone: placed for placed in page.boxes}
    column = Column(desk.format.margins.left, page.width - desk.format.margins.right)
    items: dict[Zone, tuple[Item, ...]] = {
        zone: read_items(placed) for zone, placed in zones.items()
    }
    top = max(TOP, min(item.top for item in items["head"]))
    body = write_body(zones, items, top, column, sheet)
    furniture = (write_band(page, desk), write_foot(items["foot"], zones["foot"], column, sheet))
    layout = lay_sheet(page, desk, top, zones["foot"])
    ends = section_properties(layout, REFERENCES, opener=False)
    manuscript = Manuscript(body + ends, sheet.ledger, _describe(desk, document))
    choice = TemplateChoice(
        desk.plan.language,
        file_identity(document.publication.name, desk.plan.title),
        sheet.families,
        document.publication.imprint.publisher,
        faces=embed_faces(theme, TEXT, TITLES, body + furniture[1].content),
        folder=FOLDER,
        styles=tuple(sheet.styles.values()),
    )
    template = build_template(theme, layout, choice, library)
    package = open_package(template, manuscript, library)
    furnish(package, furniture)
    return close_package(package)


def lay_sheet(page: Page, desk: Desk, top: Length, foot: Placed) -> Layout:
    """The page of the Word file: what its running head and foot leave for the text."""
    margins = desk.format.margins
    low = LOW if desk.plan.marking else margins.foot - SPARE
    bottom = margins.foot - SPARE + foot.box.height.least
    sides = margins.left, margins.right
    return Layout(1.0, page.width, page.height, top, bottom, *sides, 1.0, low)


def write_head(
    items: tuple[Item, ...], head: Placed, top: Length, column: Column, sheet: Sheet
) -> list[str]:
    """What stands in the band: for whom on the left, what on the right."""
    middle = column.right - BESIDE
    texts = [item for item in items if isinstance(item, Passage)]
    sides = (
        ([text for text in texts if text.left < middle], Column(column.left, middle, 20.0)),
        ([text for text in texts if text.left >= middle], Column(middle, column.right)),
    )
    cells = ["".join(write_items(own, top, side, sheet)[0]) for own, side in sides]
    widths = tuple(twips(side.right - side.left) for _, side in sides)
    height = twips(head.box.height.least + RULE - top)
    grid = markup.Grid("BriefingColumns", widths, False, heights=(height,))
    return [markup.table(grid, [[markup.Cell(cell or write_gap(1)) for cell in cells]])]


def write_columns(
    items: Mapping[Zone, tuple[Item, ...]],
    zones: Mapping[Zone, Placed],
    above: Length,
    column: Column,
    sheet: Sheet,
) -> tuple[list[str], Length]:
    """The two columns beside each other, and where they end."""
    wide, narrow = zones["wide"], zones["narrow"]
    ground = next((kid for kid in narrow.box.kids if isinstance(kid, Ground)), None)
    over, inset = (OVERHANG, PANEL) if ground else (0.0, 0.0)
    left = narrow.box.x
    sides = (
        Column(column.left, column.left + wide.width),
        Column(column.left + wide.width, left),
        Column(left, column.right, inset),
    )
    contents = (items["wide"], (), items["narrow"])
    tops = (item.top for own in contents for item in own)
    top = min(at_ease(narrow.box.y, 0.0) - over, *tops)
    written = [
        write_column(own, top, side, sheet) for own, side in zip(contents, sides, strict=True)
    ]
    low = top + at_ease(ground.height, narrow.ease) if ground else 0.0
    end = max(low, *(end for _, end in written))
    mist = colour(sheet.desk.setting.theme, "mist").screen[1:]
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{mist}"/>' if ground else ""
    cells = [markup.Cell(content) for content, _ in written]
    cells[-1] = replace(cells[-1], properties=shade)
    rows, heights = [cells], [end - top]
    if ground and end - low > 1:
        rows, heights = shorten_last(cells), [low - top, end - low]
    widths = tuple(twips(side.right - side.left) for side in sides)
    grid = markup.Grid("BriefingColumns", widths, False, heights=tuple(map(twips, heights)))
    return [write_gap(top - above), markup.table(grid, rows)], end


def write_column(
    items: tuple[Item, ...], top: Length, side: Column, sheet: Sheet
) -> tuple[str, Length]:
    """What stands in a column, a paragraph at its end, and where it ends."""
    written, end = write_items(items, top, side, sheet)
    written += [write_gap(1)] if not written or written[-1].startswith("<w:tbl>") else []
    return "".join(written), end


def shorten_last(cells: Sequence[markup.Cell]) -> list[list[markup.Cell]]:
    """The cells as two rows, over both of which all but the last reach."""
    *through, last = cells
    first = [replace(cell, properties='<w:vMerge w:val="restart"/>') for cell in through]
    below = [markup.Cell(write_gap(1), "<w:vMerge/>") for _ in through]
    return [[*first, last], [*below, markup.Cell(write_gap(1))]]


def write_band(page: Page, desk: Desk) -> Furniture:
    """The running head: the band behind the text, and the marking."""
    ledger = Ledger(drawings=_FIRST_DRAWING, stem="band")
    band = place_behind(_draw_band(page, desk), Telling("Band"), ledger)
    glow = _mark(desk, "glow") if desk.plan.marking else ""
    content = paragraph("Header", band + glow, _place_marking(desk, 3.0))
    return Furniture("header", HEADER, content, ledger.media)


def _place_marking(desk: Desk, above: Length) -> str:
    """Where the paragraph of the marking stands, `above` being the space over it."""
    banner = desk.plan.banner
    line = twips(banner.size)
    exact = f'<w:spacing w:before="{twips(above)}" w:line="{line}" w:lineRule="exact"/>'
    return f'{exact}<w:jc w:val="{markup.ALIGNED[banner.align]}"/>'


def _mark(desk: Desk, tone: str) -> str:
    """The marking as a run."""
    sans = families(desk.setting.theme)[2]
    banner = desk.plan.banner
    shade = colour(desk.setting.theme, banner.colour or tone).screen[1:]
    size = round(2 * banner.size)
    ground = markup.shade(banner.ground) if banner.ground else ""
    return (
        f'<w:r><w:rPr><w:rFonts w:ascii="{sans}" w:hAnsi="{sans}" w:cs="{sans}"/><w:b/><w:bCs/>'
        f'<w:color w:val="{shade}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{ground}</w:rPr>'
        f'<w:t xml:space="preserve">{markup.escape(desk.plan.marking)}</w:t></w:r>'
    )


def _draw_band(page: Page, desk: Desk) -> Rendering:
    """The dark band with the gold rule under it, as a picture one pixel wide."""
    from PIL import Image

    theme, height = desk.setting.theme, page.band
    ink, gold = (colour(theme, name).screen for name in ("ink", "gold"))
    rows = [round(20 * length) for length in (height, RULE)]
    picture = Image.new("RGB", (1, sum(rows)), gold)
    picture.paste(Image.new("RGB", (1, rows[0]), ink), (0, 0))
    saved = BytesIO()
    picture.save(saved, "PNG")
    return Rendering(page.width, height + RULE, saved.getvalue())


def write_foot(items: tuple[Item, ...], foot: Placed, column: Column, sheet: Sheet) -> Furniture:
    """The running foot: source, handling, contact; the code; the marking."""
    desk = sheet.desk
    ledger = Ledger(drawings=_FIRST_DRAWING + 1, stem="code")
    own = Sheet(desk, sheet.families, ledger, sheet.styles)
    top = at_ease(foot.box.y, 0.0)
    texts = [item for item in items if isinstance(item, Passage)]
    codes = [item for item in items if isinstance(item, Picture)]
    middle = codes[0].left - 6 if codes else column.right
    written, _ = write_items(texts, top + 1, Column(column.left, middle), own)
    cells = [markup.Cell("".join(written))]
    widths = [twips(middle - column.left)]
    if codes:
        place = '<w:spacing w:before="140" w:line="240" w:lineRule="auto"/><w:jc w:val="right"/>'
        cells.append(markup.Cell(paragraph("Gap", write_code(codes[0], own), place)))
        widths.append(twips(column.right - middle))
    height = twips(foot.box.height.least - 1)
    grid = markup.Grid("BriefingTable", tuple(widths), False, heights=(height,))
    low = max(0.0, desk.format.margins.foot - SPARE - LOW - desk.plan.banner.size)
    below = (
        paragraph("Header", _mark(desk, "text"), _place_marking(desk, low))
        if desk.plan.marking
        else write_gap(1)
    )
    return Furniture(
        "footer", FOOTER, markup.table(grid, [cells]) + below, ledger.media, ledger.links
    )


def _describe(desk: Desk, document: Document) -> Properties:
    """The properties of the file: what is known of the publication, and nothing of who made it."""
    publication = document.publication
    return Properties(
        desk.plan.title,
        publication.imprint.publisher,
        publication.language,
        keywords=publication.keywords,
        description=publication.description,
        category=publication.kind,
        day=publication.event.end or publication.event.start,
    )
