"""Pages on sheets, two by two, so that folded and stitched through the back they are a booklet."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TypeAlias

import pikepdf
from pikepdf import Array, Name, Object, Pdf, Stream

from octavo.document.length import Length
from octavo.pdf.canvas import PdfCanvas
from octavo.pdf.metadata import stamp_instance
from octavo.pdf.objects import number as write_number
from octavo.pdf.paths import write_rectangle
from octavo.pdf.press import Press

Side: TypeAlias = "tuple[int | None, int | None]"
"""The pages at the left and at the right of one side of a sheet, from 0; `None` is a blank."""
SHEET = 4
"""Pages on a sheet that is printed on both sides and folded once; there is no smaller one."""


@dataclass(frozen=True, slots=True)
class Imposed:
    """The sheets of a booklet."""

    data: bytes
    sides: int
    blanks: int
    """Pages that were added to fill the last sheet."""


def arrange(count: int, *, cover_last: bool = True) -> tuple[Side, ...]:
    """Which pages stand on which side, of the outermost sheet first, its front before its back.

    Blanks fill the last sheet: before the last page when that is the back cover, else at the end.
    """
    blanks = -count % SHEET
    pages: list[int | None] = [*range(count)]
    at = count - 1 if cover_last and count else count
    pages[at:at] = [None] * blanks
    total = len(pages)
    sides: list[Side] = []
    for sheet in range(total // SHEET):
        first = 2 * sheet
        sides.append((pages[total - 1 - first], pages[first]))
        sides.append((pages[first + 1], pages[total - 2 - first]))
    return tuple(sides)


def measure_creep(count: int, thickness: Length) -> Length:
    """How far the innermost of `count` pages on paper of that thickness move towards the fold.

    By so much the pages of each sheet move for the outer edges to be cut in one line: in a booklet
    of 48 pages on 12 sheets of office paper, the innermost would else be 1.1 mm narrower there.
    """
    return thickness * (max(len(arrange(count)), 2) // 2 - 1)


def impose(
    data: bytes,
    canvas: PdfCanvas,
    packet: bytes,
    *,
    cover_last: bool = True,
    blank_last: bool = False,
) -> Imposed:
    """The pages of the print edition `data` on sheets that are drawn on the empty `canvas`.

    `packet` is what the file says of itself. With `blank_last` the last page of `data` stands where
    a blank fills the last sheet, and nowhere else: what is marked is marked on blanks too.
    """
    press = canvas.press
    assert press is not None, "only pages for a press are put on sheets"
    with pikepdf.open(BytesIO(data)) as source:
        count = len(source.pages) - blank_last
        sides = arrange(count, cover_last=cover_last)
        left, bottom, right, top = (float(str(v)) for v in list(source.pages[0].obj.TrimBox))
        page = _Page(right - left, top - bottom, left, bottom)
        with pikepdf.open(BytesIO(_draw_sheets(canvas, page, len(sides)))) as target:
            used = count + (blank_last and count % SHEET > 0)
            forms = [_make_form(target, one) for one in list(source.pages)[:used]]
            blank = forms[count] if used > count else None
            for place, (sheet, side) in enumerate(zip(target.pages, sides, strict=True)):
                creep = press.thickness * (place // 2)
                shown = [blank if number is None else forms[number] for number in side]
                _fill_side(sheet, shown, page, press, creep)
            _describe(target, source, packet)
            out = BytesIO()
            target.save(
                out,
                deterministic_id=True,
                fix_metadata_version=False,
                force_version=source.pdf_version,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
            )
    return Imposed(stamp_instance(out.getvalue()), len(sides), -count % SHEET)


@dataclass(frozen=True, slots=True)
class _Page:
    """The measures of every page of the print edition."""

    width: Length
    height: Length
    """Trimmed."""
    left: Length
    bottom: Length
    """Of what is trimmed on the page's own sheet."""


def _draw_sheets(canvas: PdfCanvas, page: _Page, sides: int) -> bytes:
    """The sheets with nothing but their marks, which say which sheet and which side each is: `3/12
    (1)` is the side of the third sheet that has the outer pages, in all languages."""
    for place in range(sides):
        label = f"{place // 2 + 1}/{sides // 2} ({place % 2 + 1})"
        canvas.begin_page(2 * page.width, page.height, label, folded=True)
        canvas.end_page()
    return canvas.finish(tagged=False)


def _make_form(target: Pdf, page: pikepdf.Page) -> Object:
    """The page with its bleed, which a form made of a page is cut without (ISO 32000-1, 14.11.2:
    its bounds are the trim)."""
    form = page.as_form_xobject()
    form.BBox = page.obj.BleedBox
    return target.copy_foreign(form)


def _fill_side(
    sheet: pikepdf.Page, forms: list[Object | None], page: _Page, press: Press, creep: Length
) -> None:
    """Put two pages on one side of a sheet, below its marks."""
    code: list[str] = []
    for label, form in zip(("Left", "Right"), forms, strict=True):
        if form is not None:
            sheet.add_resource(form, Name.XObject, Name(f"/{label}"), replace_existing=False)
            code.append(_write_page(page, press, label, creep))
    sheet.contents_add("\n".join(code).encode("ascii"), prepend=True)


def _write_page(page: _Page, press: Press, label: str, creep: Length) -> str:
    """One page, cut at the fold and at its bleed, moved towards the fold by `creep`."""
    slug, bleed = press.slug, press.bleed
    at_left = label == "Left"
    fold = slug + page.width
    start = slug - bleed if at_left else fold
    clip = write_rectangle(start, slug - bleed, page.width + bleed, page.height + 2 * bleed)
    x = (slug + creep if at_left else fold - creep) - page.left
    place = f"{write_number(x)} {write_number(slug - page.bottom)}"
    return f"q {clip} W n 1 0 0 1 {place} cm /{label} Do Q"


def _describe(target: Pdf, source: Pdf, packet: bytes) -> None:
    """Give the sheets what the pages said: the press, the title, who made them."""
    intents = [intent for intent in list(source.Root.OutputIntents) if intent.S == Name.GTS_PDFX]
    kept = target.copy_foreign(source.make_indirect(Array(intents)))
    target.Root.OutputIntents = kept
    target.Root.ViewerPreferences = target.copy_foreign(
        source.make_indirect(source.Root.ViewerPreferences)
    )
    metadata = Stream(target, packet)
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    target.Root.Metadata = metadata
    for key, value in source.docinfo.items():
        target.docinfo[key] = value
