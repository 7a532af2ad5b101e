"""The page as a Word file: the same points in the same words, in one column, for those who edit it.

Lines are broken by Word there, one by one, so the page is laid out anew with lines a little shorter
than they could be, and every paragraph has lines of an exact height: what is one page here is one
page there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from typing import Literal

from octavo.briefing.layout.boxes import Box, at_glue_ratio
from octavo.briefing.layout.flow import FlowCode, FlowElement, FlowParagraph, read_items
from octavo.briefing.layout.frame import Paper
from octavo.briefing.layout.head import BESIDE
from octavo.briefing.layout.logo import PLATE
from octavo.briefing.layout.page import BriefingPage, PlacedBox, Zone, lay_out
from octavo.briefing.layout.setting import LayoutContext
from octavo.briefing.pdf_page import RULE
from octavo.briefing.plan.contents import KeyMessage
from octavo.briefing.plan.template import Format, Running
from octavo.briefing.word_paragraphs import (
    TextArea,
    WordPageState,
    halve,
    write_code,
    write_gap,
    write_items,
)
from octavo.document import Document
from octavo.document.length import Length
from octavo.docx import markup
from octavo.docx.artwork import round_colour
from octavo.docx.faces import WESTERN, code_family, embed_faces, families
from octavo.docx.identity import file_identity
from octavo.docx.layout import Layout, twips
from octavo.docx.markup import paragraph
from octavo.docx.package import (
    HeaderFooter,
    PackageContent,
    Properties,
    add_headers_footers,
    close_package,
    open_package,
)
from octavo.docx.part_state import PartState
from octavo.docx.pictures import (
    AltText,
    Plate,
    Rendering,
    place_at,
    place_behind,
    set_on_plate,
)
from octavo.docx.sections import section_properties
from octavo.docx.substitutes import name_families
from octavo.docx.template import EmbeddedFace, TemplateChoice, build_template
from octavo.files.library import Library
from octavo.fonts.faces import load_faces
from octavo.style.theme import colour

SLACK = 0.985
"""How much of each line is filled: the rest is for the other program's way of measuring. With 1.0,
16 of 52 briefings run over their page in LibreOffice; with 0.985 or 0.97, 4. One line more that
breaks is enough to do so."""
TIGHTER = (1.0, 0.97, 0.94, 0.9)
"""What leading is multiplied with, step by step, when the page would run over otherwise. No
briefing of the proceedings needs a step; 0.9 of the text's 1.375 is 1.24, and LEAST bounds what
smaller sizes get."""
MARGIN = 72.0
"""The least margins at the sides, in points, 25 mm: between them stand 85 letters of 11 points, a
few more than are read with ease. At 48, as on pages with two columns, there would be 95."""
SMALLER = (13.0, 11.0)
"""Sizes for a bottom line of words so long that they take far more lines than on the page, where
letters are hyphenated as they are here not. No briefing of the proceedings needs them; 11 is the
size of the text, below which a bottom line would be less than what it sums up."""
SPARE = 6.0
"""Height that is left free for the same reason, in points: half a line. With none, one more of 52
briefings runs over its page in LibreOffice; with a whole line no fewer do."""
FOLDER = "templates/briefing-word"
HEADER, FOOTER = "rIdHeader", "rIdFooter"
REFERENCES: tuple[tuple[Literal["header", "footer"], str, str], ...] = (
    ("header", "default", HEADER),
    ("footer", "default", FOOTER),
)
_FIRST_DRAWING = 900_000
"""Where the numbers of drawings in heads begin, out of the way of those in the text: they are
counted from 1 in each part, Word wants them different in the whole file, and none has 900,000."""
TOP = 11.0
"""The least margin above the text, in points: 4 mm, the least that office printers leave free."""
LOW = 12.0
"""Where the running foot ends, from below, when there is a marking in it, in points: 4 mm, what
office printers can print. Higher up it would lie in the foot of the page."""
LEAST = 1.14
"""The least leading, in sizes: in our text face the ring of Å stands 0.91 above the baseline and
the foot of g 0.23 below, so that from 1.14 on lines never touch. With 1.0 no briefing of the
proceedings changes, with 1.3 some get a step less of `TIGHTER`."""
TEXT, TITLES = 10.0, 24.0
"""The sizes that the cuts of the faces for text and for titles are made for, in points: those of
a briefing's points and of its question. A file holds one cut of each, to be no larger than it
must."""


def repeat(
    context: LayoutContext, page: BriefingPage, paper: Paper
) -> tuple[LayoutContext, BriefingPage] | None:
    """The page in lines as another program breaks them, with the points and wordings of `page`;
    with fewer or shorter ones where these are too much; `None` when even that is no page."""
    theme = context.setting.theme
    faces = load_faces(theme, context.setting.language, (("text", TEXT), ("display", TITLES)))
    own = replace(context, setting=replace(context.setting, faces=faces), slack=SLACK)
    same, fewer = keep_messages(context, page)
    formats = [tighten(stack_columns(context.format), factor) for factor in TIGHTER]
    smallest = add_smaller(formats[-1])
    trials = [*((same, form) for form in formats), (same, smallest), (fewer, smallest)]
    for messages, form in trials:
        tried = replace(own, plan=replace(context.plan, messages=messages), format=form)
        again = lay_out(tried, paper)
        if again:
            return tried, again
    return None


def stack_columns(form: Format) -> Format:
    """The format with what stands in its narrow column below what stands in its wide one.

    Columns of different widths need a table in an office program: it is read cell by cell, and
    nobody can go on writing in it. A format that has one column is as it is.
    """
    if not form.narrow and not form.columns.side:
        return form
    sides = {side: max(MARGIN, getattr(form.margins, side)) for side in ("left", "right")}
    margins = form.margins.model_copy(update=sides)
    columns = form.columns.model_copy(update={"side": 0})
    parts = {"wide": [*form.wide, *form.narrow], "narrow": []}
    update = {**parts, "margins": margins, "columns": columns, "decide": None}
    return form.model_copy(update=update)


def keep_messages(
    context: LayoutContext, page: BriefingPage
) -> tuple[tuple[KeyMessage, ...], tuple[KeyMessage, ...]]:
    """The messages of `page`, as they are there; and the same, to choose among, perhaps shorter."""
    wordings = {chosen.id: chosen.wording for chosen in page.fit.selection.chosen}
    fewer = tuple(
        replace(message, wordings=message.wordings[wordings[message.id] :])
        for message in context.plan.messages
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
"""The zones between head and foot, in the order in which they are read."""


def write_body(
    zones: Mapping[Zone, PlacedBox],
    items: Mapping[Zone, tuple[FlowElement, ...]],
    top: Length,
    column: TextArea,
    state: WordPageState,
) -> str:
    """All that stands between the running head and foot, from `top` on."""
    body = write_head(items["head"], zones["head"], top, column, state)
    end = zones["head"].box.height.natural + RULE
    for zone in FLOWING:
        written, end = write_items(items.get(zone, ()), end, column, state)
        body += written
    return "".join(body) + (write_gap(1) if body[-1].startswith("<w:tbl>") else "")


def write_office(
    context: LayoutContext, page: BriefingPage, document: Document, library: Library
) -> bytes:
    """The Word file of a page that was laid out for one."""
    theme = context.setting.theme
    state = WordPageState(context, families(theme, TITLES), code_family(theme))
    zones: dict[Zone, PlacedBox] = {placed.zone: placed for placed in page.boxes}
    column = TextArea(context.format.margins.left, page.width - context.format.margins.right)
    items: dict[Zone, tuple[FlowElement, ...]] = {
        zone: read_items(placed) for zone, placed in zones.items()
    }
    top = max(TOP, min(item.top for item in items["head"]))
    body = name_families(write_body(zones, items, top, column, state), theme)
    headers_footers = (
        write_band(page, context),
        write_foot(items["foot"], zones["foot"], column, state),
    )
    layout = lay_sheet(page, context, top, zones["foot"])
    ends = section_properties(layout, REFERENCES, opener=False)
    manuscript = PackageContent(body + ends, state.state, _describe(context, document))
    choice = TemplateChoice(
        context.setting.language,
        file_identity(document.publication.name, context.plan.title),
        state.families,
        state.code_family if state.code else "",
        document.publication.imprint.publisher,
        faces=_embed_faces(body + headers_footers[1].content, state),
        folder=FOLDER,
        styles=tuple(state.styles.values()),
    )
    template = build_template(theme, layout, choice, library)
    package = open_package(template, manuscript, library)
    add_headers_footers(package, headers_footers)
    return close_package(package, document.publication.label)


def _embed_faces(written: str, state: WordPageState) -> tuple[EmbeddedFace, ...]:
    """The faces in which something is set, and those of the text for who changes a word: with few
    letters beside those of the page, for all faces with all letters are heavier than fifty pages.
    """
    text, _, sans = state.families
    wanted = {*state.faces, (text, False, False), (text, True, False), (sans, True, False)}
    used = frozenset((family, _STYLES[bold, italic]) for family, bold, italic in wanted)
    theme = state.context.setting.theme
    return embed_faces(theme, TEXT, TITLES, written, "".join(state.code), WESTERN, used)


_STYLES = {
    (False, False): "Regular",
    (True, False): "Bold",
    (False, True): "Italic",
    (True, True): "Bold Italic",
}
"""The names of styles, by whether they are bold and italic."""


def lay_sheet(page: BriefingPage, context: LayoutContext, top: Length, foot: PlacedBox) -> Layout:
    """The page of the Word file: what its running head and foot leave for the text."""
    margins = context.format.margins
    low = LOW if context.plan.marking else margins.foot - SPARE
    bottom = margins.foot - SPARE + foot.box.height.natural
    sides = margins.left, margins.right
    return Layout(1.0, page.width, page.height, top, bottom, *sides, 1.0, low)


def write_head(
    items: tuple[FlowElement, ...],
    head: PlacedBox,
    top: Length,
    column: TextArea,
    state: WordPageState,
) -> list[str]:
    """What stands in the band: for whom on the left, what on the right."""
    logo = state.context.logo
    end = column.right - (logo.room if logo else 0.0)
    middle = end - BESIDE
    texts = [item for item in items if isinstance(item, FlowParagraph)]
    sides = (
        ([text for text in texts if text.left < middle], TextArea(column.left, middle, 20.0)),
        ([text for text in texts if text.left >= middle], TextArea(middle, end)),
    )
    cells = ["".join(write_items(own, top, side, state)[0]) for own, side in sides]
    widths = tuple(twips(side.right - side.left) for _, side in sides)
    height = twips(head.box.height.natural + RULE - top)
    grid = markup.TableMarkup("BriefingColumns", widths, 0, heights=(height,))
    return [markup.table(grid, [[markup.TableCell(cell or write_gap(1)) for cell in cells]])]


def write_band(page: BriefingPage, context: LayoutContext) -> HeaderFooter:
    """The running head: the band behind the text, and the marking."""
    state = PartState(drawings=_FIRST_DRAWING, stem="band")
    band = place_behind(_draw_band(page, context), AltText("Band"), state)
    glow = _mark(context, "glow") if context.plan.marking else ""
    logo = _place_logo(page, context, state)
    content = paragraph("Header", band + logo + glow, _place_marking(context, 3.0))
    return HeaderFooter("header", HEADER, content, state.media)


def _place_logo(page: BriefingPage, context: LayoutContext, state: PartState) -> str:
    """The run with the logo, where it stands on the page; empty without one."""
    logo = context.logo
    if logo is None:
        return ""
    head = next(placed.box for placed in page.boxes if placed.zone == "head")
    box = next(one for one in head.children if isinstance(one, Box) and one.role == "Figure")
    paper = round_colour(context.setting.theme, "paper")
    rendering = set_on_plate(logo.data, "logo", (logo.width, logo.height), Plate(PLATE, paper))
    corner = head.x + box.x, at_glue_ratio(head.y, 0.0) + at_glue_ratio(box.y, 0.0)
    return place_at(rendering, AltText("Picture", logo.alternative), state, corner)


def _place_marking(context: LayoutContext, above: Length) -> str:
    """Where the paragraph of the marking stands, `above` being the space over it."""
    banner = context.plan.banner
    line = twips(banner.size)
    exact = f'<w:spacing w:before="{twips(above)}" w:line="{line}" w:lineRule="exact"/>'
    return f'{exact}<w:jc w:val="{markup.ALIGNED[banner.align]}"/>'


def _mark(context: LayoutContext, tone: str) -> str:
    """The marking as a run."""
    sans = families(context.setting.theme)[2]
    banner = context.plan.banner
    shade = colour(context.setting.theme, banner.colour or tone).screen[1:]
    size = round(2 * banner.size)
    ground = markup.shade(banner.ground) if banner.ground else ""
    return (
        f'<w:r><w:rPr><w:rFonts w:ascii="{sans}" w:hAnsi="{sans}" w:cs="{sans}"/><w:b/><w:bCs/>'
        f'<w:color w:val="{shade}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{ground}</w:rPr>'
        f'<w:t xml:space="preserve">{markup.escape(context.plan.marking)}</w:t></w:r>'
    )


def _draw_band(page: BriefingPage, context: LayoutContext) -> Rendering:
    """The dark band with the gold rule under it, as a picture one pixel wide."""
    from PIL import Image

    theme, height = context.setting.theme, page.band
    ink, gold = (colour(theme, name).screen for name in ("ink", "gold"))
    rows = [round(20 * length) for length in (height, RULE)]
    picture = Image.new("RGB", (1, sum(rows)), gold)
    picture.paste(Image.new("RGB", (1, rows[0]), ink), (0, 0))
    saved = BytesIO()
    picture.save(saved, "PNG")
    return Rendering(page.width, height + RULE, saved.getvalue())


def write_foot(
    items: tuple[FlowElement, ...], foot: PlacedBox, column: TextArea, page_state: WordPageState
) -> HeaderFooter:
    """The running foot: source, handling, contact; the code; the marking."""
    context = page_state.context
    state = PartState(drawings=_FIRST_DRAWING + 1, stem="code")
    own = replace(page_state, state=state)
    top = at_glue_ratio(foot.box.y, 0.0)
    texts = [item for item in items if isinstance(item, FlowParagraph)]
    codes = [item for item in items if isinstance(item, FlowCode)]
    middle = codes[0].left - 6 if codes else column.right
    written, _ = write_items(texts, top + 1, TextArea(column.left, middle), own)
    cells = [markup.TableCell("".join(written))]
    widths = [twips(middle - column.left)]
    if codes:
        place = '<w:spacing w:before="140" w:line="240" w:lineRule="auto"/><w:jc w:val="right"/>'
        cells.append(markup.TableCell(paragraph("Gap", write_code(codes[0], own), place)))
        widths.append(twips(column.right - middle))
    height = twips(foot.box.height.natural - 1)
    grid = markup.TableMarkup("BriefingTable", tuple(widths), 0, heights=(height,))
    low = max(0.0, context.format.margins.foot - SPARE - LOW - context.plan.banner.size)
    below = (
        paragraph("Header", _mark(context, "text"), _place_marking(context, low))
        if context.plan.marking
        else write_gap(1)
    )
    return HeaderFooter(
        "footer", FOOTER, markup.table(grid, [cells]) + below, state.media, state.links
    )


def _describe(context: LayoutContext, document: Document) -> Properties:
    """The properties of the file: what is known of the publication, and nothing of who made it."""
    publication = document.publication
    return Properties(
        context.plan.title,
        publication.imprint.publisher,
        publication.language,
        keywords=publication.keywords,
        description=publication.description,
        category=publication.kind,
        day=publication.event.end or publication.event.start,
    )
