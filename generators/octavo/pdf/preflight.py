"""Whether a finished PDF can go to the printer or the reader: every rule, on the file's bytes.

What is found are problems like any other. No validator of PDF/X can be had freely, so these are the
rules of PDF/X-4 (ISO 15930-7) that a generator can break, and what printers send files back for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Stream

from octavo.document.length import Length
from octavo.document.problem import Problem, Severity, Span
from octavo.pdf.bleed import find_missing_bleed, list_reaching
from octavo.pdf.declarations import read_declarations
from octavo.pdf.finished_pdf import (
    FinishedPdf,
    PreflightRule,
    list_numbers,
    read_box,
    say_error,
)
from octavo.pdf.painted import list_painted
from octavo.pdf.press import Press
from octavo.pdf.press_rules import list_press_problems
from octavo.pdf.standards import Standard
from octavo.pdf.usage import ALL_INKS, judge_space, list_usage
from octavo.pdf.visibility import MM, KnownPage, find_unseen

SHARP, POOR = 200, 100
"""Pixels to the inch: below the first a picture is soft in print, below the second it is spoilt. At
200 a pixel is 0.127 mm, about what an eye resolves at 40 cm; printers ask for 300 and take 200 with
a warning. At 100 each pixel is seen as a step."""
SLACK = 0.02
"""Points by which boxes may differ. They are written to a hundredth, so that two corners are off by
0.01 at most; 0.02 points are 7 µm, far less than any cut."""
ROUNDING = 0.5
"""Per cent of ink that a colour may have too much: four inks are each written to a thousandth, so
that their sum is off by 0.2 at most."""
PAPER_SLACK = 2
"""Per cent of ink that are measured too much at most: inks are halved and added in eighths of bits,
and one step of the sum is 1.6 %. With 0 pictures that a profile has limited to 300 % would be
refused."""
OUTSIDE = {"/PrinterMark", "/TrapNet"}
"""Annotations that PDF/X allows."""
STATED = (
    *("dc:title", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"),
    *("xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass", "pdf:Trapped"),
)
"""What a file for the press says of itself in XMP."""


def inspect(
    data: bytes,
    standard: Standard,
    press: Press | None = None,
    layout: Sequence[KnownPage] = (),
    *,
    on_sheets: bool = False,
) -> tuple[Problem, ...]:
    """What is wrong with the PDF `data` that was to follow `standard`.

    What is known of its pages, `layout`, tells where in the source something stands.
    """
    try:
        pdf = pikepdf.open(BytesIO(data))
    except pikepdf.PasswordError:
        return (say_error("PRE001", "the file is encrypted, which no standard for print allows"),)
    except pikepdf.PdfError as fault:
        return (say_error("PRE001", f"the file cannot be read: {fault}"),)
    with pdf:
        painted = list_painted(pdf) if press else ()
        file = FinishedPdf(pdf, standard, press, on_sheets, list_usage(pdf), painted, layout)
        found = tuple(problem for rule in RULES for problem in rule(file))
        reaching = list_reaching(pdf, painted)
    bleed = find_missing_bleed(data, reaching) if press else ()
    return (*found, *bleed, *find_unseen(data, layout))


# ------------------------------------------------------------------------------ the file


def _check_version(file: FinishedPdf) -> Iterator[Problem]:
    found = file.pdf.pdf_version
    if file.pdf.is_encrypted:
        yield say_error("PRE001", "the file is encrypted, which no standard for print allows")
    if found > file.standard.version:
        wanted = file.standard.version
        yield say_error("PRE002", f"the file is PDF {found}, and should be {wanted} at most")


def _check_identifier(file: FinishedPdf) -> Iterator[Problem]:
    if "/ID" not in file.pdf.trailer:
        yield say_error("PRE003", "the file has no identifier in its trailer")


def _check_boxes(file: FinishedPdf) -> Iterator[Problem]:
    if file.press is None:
        return
    sizes: set[tuple[float, float]] = set()
    for number, page in enumerate(file.pdf.pages, 1):
        missing = [key for key in ("MediaBox", "TrimBox", "BleedBox") if f"/{key}" not in page.obj]
        if missing:
            yield say_error("PRE004", f"page {number} has no {', '.join(missing)}")
            continue
        media, bleed, trim = (
            read_box(page.obj[key]) for key in ("/MediaBox", "/BleedBox", "/TrimBox")
        )
        if not (_is_inside(trim, bleed) and _is_inside(bleed, media)):
            yield say_error("PRE004", f"the boxes of page {number} do not lie one inside the other")
        elif _bleed_of(trim, bleed) < file.press.bleed - SLACK:
            yield say_error("PRE004", _say_bleed(number, _bleed_of(trim, bleed), file.press.bleed))
        sizes.add((round(trim[2] - trim[0], 1), round(trim[3] - trim[1], 1)))
    if len(sizes) > 1:
        said = ", ".join(f"{w / MM:.0f} × {h / MM:.0f} mm" for w, h in sorted(sizes))
        yield say_error("PRE004", f"the pages are trimmed to different sizes: {said}")


def _say_bleed(page: int, found: Length, wanted: Length) -> str:
    return f"page {page} has {found / MM:.1f} mm of bleed, and should have {wanted / MM:.1f} mm"


def _check_sheets(file: FinishedPdf) -> Iterator[Problem]:
    count = len(file.pdf.pages)
    if file.on_sheets and count % 2:
        yield say_error("PRE014", f"{count * 2} pages on {count} sides do not fill whole sheets")


# ------------------------------------------------------------------------------ colour


def _check_intents(file: FinishedPdf) -> Iterator[Problem]:
    found = list(file.pdf.Root.get("/OutputIntents", Array([])))
    wanted = ["/GTS_PDFX"] if file.standard.exchange else []
    wanted += ["/GTS_PDFA1"] if file.standard.archive else []
    for kind in wanted:
        count = sum(str(intent.get("/S")) == kind for intent in found)
        if count != 1:
            yield say_error(
                "PRE005", f"the file has {count} output intents {kind[1:]}, and needs one"
            )
    for intent in found:
        yield from _check_profile(intent, "CMYK" if file.press else "RGB")


def _check_profile(intent: Object, wanted: str) -> Iterator[Problem]:
    if "/OutputConditionIdentifier" not in intent:
        yield say_error("PRE005", "an output intent does not name its printing condition")
    profile = intent.get("/DestOutputProfile")
    data = profile.read_bytes() if isinstance(profile, Stream) else b""
    if profile is None or len(data) < 128 or data[36:40] != b"acsp":
        yield say_error("PRE005", "an output intent has no ICC profile")
        return
    space, kind = data[16:20].decode("latin-1").strip(), data[12:16].decode("latin-1")
    if space != wanted or kind not in {"prtr", "mntr"} or (wanted == "CMYK" and kind != "prtr"):
        message = f"the profile of an output intent is of the kind `{kind}`, `{space}`"
        yield say_error("PRE005", f"{message}; it should be of a {wanted} device")
    if int(profile.get("/N", 0)) != {"CMYK": 4, "RGB": 3}[wanted]:
        yield say_error("PRE005", "the profile of an output intent has another number of colours")


def _check_colours(file: FinishedPdf) -> Iterator[Problem]:
    """Light has no place on paper, nor inks on a screen, nor what cannot be told."""
    stranger = "light" if file.press else "ink"
    for kind, said in ((stranger, "RGB" if file.press else "CMYK"), ("unknown", "no known")):
        uses = list(enumerate(file.pages, 1))
        painted = [n for n, page in uses if kind in {paint.kind for paint in page.paints}]
        shown = [n for n, page in uses if kind in {picture.kind for picture in page.pictures}]
        if painted:
            yield say_error("PRE007", f"there is {said} colour on {list_numbers(painted)}")
        if shown:
            yield say_error(
                "PRE007", f"there are pictures in {said} colour on {list_numbers(shown)}"
            )


def _check_ink(file: FinishedPdf) -> Iterator[Problem]:
    if file.press is None:
        return
    limit = file.press.ink_limit
    for number, page in enumerate(file.pages, 1):
        paints = [paint.ink for paint in page.paints if paint.space != ALL_INKS]
        for what, inks, slack in (
            ("a colour", paints, ROUNDING),
            ("a picture", [picture.ink for picture in page.pictures], PAPER_SLACK),
        ):
            most = max(inks, default=0.0)
            if most > limit + slack:
                message = (
                    f"{what} on page {number} takes {most:.0f} % of ink; the limit is {limit} %"
                )
                yield say_error("PRE008", message)


def _check_blending(file: FinishedPdf) -> Iterator[Problem]:
    """Transparent paint is to be mixed as the colours that are printed, or shown."""
    if file.press is None:
        return
    for thing in file.pdf.objects:
        group = thing.get("/Group") if isinstance(thing, Dictionary | Stream) else None
        if (
            isinstance(group, Dictionary)
            and judge_space(group.get("/CS", Name.DeviceCMYK))[0] == "light"
        ):
            yield say_error("PRE013", "transparent paint is mixed as RGB")
            return


# ------------------------------------------------------------------------------ what is shown


def _check_fonts(file: FinishedPdf) -> Iterator[Problem]:
    loose = sorted({font for page in file.pages for font in page.unembedded_fonts})
    for font in loose:
        pages = [n for n, page in enumerate(file.pages, 1) if font in page.unembedded_fonts]
        yield say_error("PRE006", f"the font `{font}` on {list_numbers(pages)} is not in the file")


def _check_resolution(file: FinishedPdf) -> Iterator[Problem]:
    for number, page in enumerate(file.pages, 1):
        for picture in page.pictures:
            size, printed = (picture.columns, picture.rows), file.press is not None
            if told := judge_resolution(size, picture.resolution, printed, f" on page {number}"):
                yield told


def judge_resolution(
    size: tuple[int, int], found: float, printed: bool, place: str = "", span: Span | None = None
) -> Problem | None:
    """What is wrong with a picture of so many pixels that is shown at `found` to the inch."""
    severity = _judge_severity(found, printed)
    message = f"a picture{place} ({size[0]} × {size[1]} pixels) has {found:.0f} pixels to the inch"
    hint = f"use a larger file, or show it smaller: {SHARP} are sharp in print"
    return Problem(severity, "PRE009", message, span, hint) if severity else None


def _judge_severity(found: float, printed: bool) -> Severity | None:
    if found < POOR:
        return Severity.ERROR if printed else Severity.NOTE
    return Severity.WARNING if printed and found < SHARP else None


def _check_annotations(file: FinishedPdf) -> Iterator[Problem]:
    for number, page in enumerate(file.pdf.pages, 1):
        for annotation in list(page.obj.get("/Annots", Array([]))):
            kind = str(annotation.get("/Subtype", ""))
            if file.press and kind not in OUTSIDE and _is_seen(annotation, page):
                yield say_error("PRE010", f"there is an annotation ({kind[1:]}) on page {number}")
            elif file.press is None and not str(annotation.get("/Contents", "")):
                yield say_error("PRE010", f"a link on page {number} does not say where it leads")


def _is_seen(annotation: Object, page: Page) -> bool:
    """Whether the annotation touches the page and its bleed."""
    left, bottom, right, top = read_box(annotation.Rect)
    own = read_box(page.obj.get("/BleedBox", page.obj.MediaBox))
    return left < own[2] and right > own[0] and bottom < own[3] and top > own[1]


# ------------------------------------------------------------------------------ what is said


def _check_declarations(file: FinishedPdf) -> Iterator[Problem]:
    metadata = file.pdf.Root.get("/Metadata")
    said = read_declarations(metadata.read_bytes()) if isinstance(metadata, Stream) else None
    if said is None:
        yield say_error("PRE011", "the file's properties (XMP) are missing or cannot be read")
        return
    wanted = {
        "pdfxid:GTS_PDFXVersion": file.standard.exchange,
        "pdfaid:part": str(file.standard.archive or ""),
        "pdfaid:conformance": file.standard.conformance,
        "pdfuaid:part": str(file.standard.accessible or ""),
    }
    for key, value in wanted.items():
        if said.get(key, "") != value:
            message = f"the properties say {key} is `{said.get(key, '')}`, not `{value}`"
            yield say_error("PRE011", message)
    if file.press:
        yield from _check_stated(file, said)


def _check_stated(file: FinishedPdf, said: dict[str, str]) -> Iterator[Problem]:
    missing = [key for key in STATED if not said.get(key)]
    if missing:
        hint = "give the event a date in publication.yaml" if "xmp:CreateDate" in missing else ""
        yield say_error("PRE011", f"the properties lack {', '.join(missing)}", hint)
    if str(file.pdf.docinfo.get("/Trapped", "")) not in {"/True", "/False"}:
        yield say_error("PRE011", "the file does not say whether it is trapped")


def _check_actions(file: FinishedPdf) -> Iterator[Problem]:
    """Nothing runs, and nothing is carried that was not asked for."""
    root = file.pdf.Root
    names = root.get("/Names", Dictionary())
    if "/JavaScript" in names or "/JavaScript" in {str(a.get("/S")) for a in _list_actions(file)}:
        yield say_error("PRE012", "the file holds JavaScript")
    for key in ("/OpenAction", "/AA"):
        if key in root:
            yield say_error("PRE012", f"the file does something when it is opened ({key[1:]})")
    for number, page in enumerate(file.pdf.pages, 1):
        if "/AA" in page.obj:
            yield say_error("PRE012", f"page {number} does something when it is shown")
    allowed = file.standard.archive == 3 or file.standard.conformance == "F"
    if "/EmbeddedFiles" in names and not allowed:
        yield say_error("PRE012", "the file holds other files")


def _list_actions(file: FinishedPdf) -> Iterator[Object]:
    """What is done on opening the file or a page, or on following a link or a line of the outline.

    To look for actions among all objects would take much memory: a long book has tens of thousands.
    """
    root = file.pdf.Root
    pages = [page.obj for page in file.pdf.pages]
    holders = [root, *pages, *_list_titles(root.get("/Outlines"))]
    holders += [link for page in pages for link in list(page.get("/Annots", Array([])))]
    for holder in holders:
        moments = holder.get("/AA", Dictionary())
        found = (holder.get("/OpenAction"), holder.get("/A"), *dict(moments).values())
        yield from (action for action in found if isinstance(action, Dictionary))


def _list_titles(parent: Object | None) -> Iterator[Object]:
    """The lines of the outline under `parent`."""
    title = parent.get("/First") if parent is not None else None
    while title is not None:
        yield title
        yield from _list_titles(title)
        title = title.get("/Next")


# ------------------------------------------------------------------------------ boxes


def _is_inside(
    inner: tuple[float, float, float, float], outer: tuple[float, float, float, float]
) -> bool:
    lower = all(inner[side] >= outer[side] - SLACK for side in (0, 1))
    return lower and all(inner[side] <= outer[side] + SLACK for side in (2, 3))


def _bleed_of(
    trim: tuple[float, float, float, float], bleed: tuple[float, float, float, float]
) -> Length:
    return min(abs(one - other) for one, other in zip(trim, bleed, strict=True))


RULES: tuple[PreflightRule, ...] = (
    _check_version,
    _check_identifier,
    _check_boxes,
    _check_sheets,
    _check_intents,
    _check_colours,
    _check_ink,
    _check_blending,
    _check_fonts,
    _check_resolution,
    _check_annotations,
    _check_declarations,
    _check_actions,
    list_press_problems,
)
"""All rules, in the order in which their findings are told."""
