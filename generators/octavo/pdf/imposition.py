"""Pages on sheets, two by two, so that folded and stitched through the back they are a booklet."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from octavo.document.drawing import Path
from octavo.document.length import Length, mm
from octavo.pdf.marks import GAP, draw_crops, draw_folds
from octavo.pdf.metadata import stamp_instance
from octavo.pdf.objects import number
from octavo.pdf.paths import write_rectangle, write_steps, write_stroke
from octavo.pdf.press import Press

Side: TypeAlias = "tuple[int | None, int | None]"
"""The pages at the left and at the right of one side of a sheet, from 0; `None` is a blank."""
THICKNESS = mm(0.1)
"""Of a sheet: by so much the pages of each sheet move towards the fold, for the outer edges to be
cut in one line. Office paper of 80 to 90 g/m² is 0.1 mm thick; in a booklet of 48 pages (12 sheets)
the innermost pages would else be 1.1 mm narrower at the edge."""


@dataclass(frozen=True, slots=True)
class Imposed:
    """The sheets of a booklet."""

    data: bytes
    sides: int
    blanks: int
    """Pages that were added to fill the last sheet."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The measures of every sheet."""

    width: Length
    height: Length
    """Of one page."""
    left: Length
    bottom: Length
    """Of the trimmed page on its own sheet."""
    press: Press


def arrange(count: int, *, cover_last: bool = True) -> tuple[Side, ...]:
    """Which pages stand on which side, of the outermost sheet first, its front before its back.

    Blanks fill the last sheet: before the last page when that is the back cover, else at the end.
    """
    blanks = -count % 4
    pages: list[int | None] = [*range(count)]
    at = count - 1 if cover_last and count else count
    pages[at:at] = [None] * blanks
    total = len(pages)
    sides: list[Side] = []
    for sheet in range(total // 4):
        first = 2 * sheet
        sides.append((pages[total - 1 - first], pages[first]))
        sides.append((pages[first + 1], pages[total - 2 - first]))
    return tuple(sides)


def measure_creep(count: int) -> Length:
    """How far the innermost of `count` pages move towards the fold."""
    return THICKNESS * (max(len(arrange(count)), 2) // 2 - 1)


def impose(data: bytes, press: Press, packet: bytes, *, cover_last: bool = True) -> Imposed:
    """The pages of the print edition `data` on sheets; `packet` is what the file says of itself."""
    with pikepdf.open(BytesIO(data)) as source, Pdf.new() as target:
        count = len(source.pages)
        sides = arrange(count, cover_last=cover_last)
        left, bottom, right, top = (float(str(v)) for v in list(source.pages[0].obj.TrimBox))
        sheet = _Sheet(right - left, top - bottom, left, bottom, press)
        forms = [_make_form(target, page) for page in source.pages]
        for place, side in enumerate(sides):
            _add_side(target, sheet, side, forms, THICKNESS * (place // 2))
        _describe(target, source, packet)
        out = BytesIO()
        target.save(
            out,
            deterministic_id=True,
            fix_metadata_version=False,
            force_version=source.pdf_version,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return Imposed(stamp_instance(out.getvalue()), len(sides), -count % 4)


def _make_form(target: Pdf, page: pikepdf.Page) -> Object:
    """The page with its bleed, which a form made of a page is cut without (ISO 32000-1, 14.11.2:
    its bounds are the trim)."""
    form = page.as_form_xobject()
    form.BBox = page.obj.BleedBox
    return target.copy_foreign(form)


def _add_side(target: Pdf, sheet: _Sheet, side: Side, forms: list[Object], creep: Length) -> None:
    slug, bleed = sheet.press.slug, sheet.press.bleed
    width, height = 2 * sheet.width, sheet.height
    shown = Dictionary()
    code: list[str] = []
    for label, page in zip(("Left", "Right"), side, strict=True):
        if page is not None:
            shown[f"/{label}"] = forms[page]
            code.append(_write_page(sheet, label, creep))
    code.append(_write_marks(sheet))
    resources = Dictionary(XObject=shown, ColorSpace=Dictionary(All=_write_space()))
    trim = [slug, slug, slug + width, slug + height]
    over = [slug - bleed, slug - bleed, slug + width + bleed, slug + height + bleed]
    page_object = Dictionary(
        Type=Name.Page,
        MediaBox=_write_box([0.0, 0.0, width + 2 * slug, height + 2 * slug]),
        CropBox=_write_box([0.0, 0.0, width + 2 * slug, height + 2 * slug]),
        BleedBox=_write_box(over),
        TrimBox=_write_box(trim),
        Group=Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceCMYK),
        Resources=resources,
        Contents=Stream(target, "\n".join(code).encode("ascii")),
    )
    target.pages.append(pikepdf.Page(page_object))


def _write_page(sheet: _Sheet, label: str, creep: Length) -> str:
    """One page, cut at the fold and at its bleed, moved towards the fold by `creep`."""
    slug, bleed = sheet.press.slug, sheet.press.bleed
    at_left = label == "Left"
    fold = slug + sheet.width
    start = slug - bleed if at_left else fold
    clip = write_rectangle(start, slug - bleed, sheet.width + bleed, sheet.height + 2 * bleed)
    x = (slug + creep if at_left else fold - creep) - sheet.left
    return f"q {clip} W n 1 0 0 1 {number(x)} {number(slug - sheet.bottom)} cm /{label} Do Q"


def _write_marks(sheet: _Sheet) -> str:
    """Where the sheet is cut, and where it is folded."""
    near, far = sheet.press.bleed + GAP, sheet.press.slug - GAP
    crops = draw_crops(2 * sheet.width, sheet.height, near, far)
    folds = draw_folds(sheet.width, sheet.height, near, far)
    slug = number(sheet.press.slug)
    drawn = " ".join(map(_write_path, (crops, folds)))
    return f"q 1 0 0 1 {slug} {slug} cm /All CS 1 SCN {drawn} Q"


def _write_path(path: Path) -> str:
    return f"{write_stroke(path)} {write_steps(path.steps)} S"


def _write_space() -> Object:
    """The colour space of all inks together."""
    tint = Dictionary(
        FunctionType=2,
        Domain=Array([0, 1]),
        C0=Array([0, 0, 0, 0]),
        C1=Array([1, 1, 1, 1]),
        N=1,
    )
    return Array([Name.Separation, Name.All, Name.DeviceCMYK, tint])


def _write_box(corners: list[Length]) -> Object:
    return Array([round(value, 2) for value in corners])


def _describe(target: Pdf, source: Pdf, packet: bytes) -> None:
    """Give the sheets what the pages said: the press, the title, who made them."""
    intents = [intent for intent in list(source.Root.OutputIntents) if intent.S == Name.GTS_PDFX]
    kept = target.copy_foreign(source.make_indirect(Array(intents)))
    target.Root.OutputIntents = kept
    metadata = Stream(target, packet)
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    target.Root.Metadata = metadata
    for key, value in source.docinfo.items():
        target.docinfo[key] = value
