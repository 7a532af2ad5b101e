"""Sound files pass the preflight; each broken one is refused for its own reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from octavo.document.problem import Problem, Severity
from octavo.files.library import read_builtin
from octavo.pdf.preflight import inspect
from octavo.pdf.standards import IMPOSED, MODERN, PRINT, TAGGED
from pdf.pressed import PRESS, change, draw_square, on_sheets, print_pages, with_spot
from pdf.sample import METADATA, make_sample

SOUND = print_pages(("one", "two"), draw_square(300))


def judge(data: bytes) -> list[str]:
    """What is said of a print edition: code and message."""
    return [tell(problem) for problem in inspect(data, PRINT, PRESS)]


def tell(problem: Problem) -> str:
    """The code and the message."""
    return f"{problem.code} {problem.message}"


def test_a_sound_print_edition_passes() -> None:
    assert judge(SOUND) == []


def test_a_spot_colour_passes() -> None:
    assert judge(print_pages(theme=with_spot())) == []


def test_a_sound_screen_edition_passes() -> None:
    assert inspect(make_sample(), TAGGED) == ()


def test_sound_sheets_pass() -> None:
    sheets = on_sheets(SOUND)
    assert inspect(sheets.data, IMPOSED, PRESS, on_sheets=True) == ()


# ---------------------------------------------------------------------------- what is broken


def page_of(pdf: Pdf, number: int = 0) -> Object:
    """A page as an object."""
    return pdf.pages[number].obj


def add_code(pdf: Pdf, code: bytes) -> None:
    """Paint something more on the first page."""
    pdf.pages[0].contents_add(Stream(pdf, code))


def lose_trim(pdf: Pdf) -> None:
    """Leave out where the page is cut."""
    del page_of(pdf).TrimBox


def widen_trim(pdf: Pdf) -> None:
    """Cut outside the bleed."""
    page_of(pdf).TrimBox = Array([0, 0, 260, 360])


def lose_bleed(pdf: Pdf) -> None:
    """Bleed ends where the page is cut."""
    page_of(pdf).BleedBox = page_of(pdf).TrimBox


def shorten_page(pdf: Pdf) -> None:
    """One page is cut shorter than the other."""
    left, bottom, right, top = (float(v) for v in list(page_of(pdf).TrimBox))
    page_of(pdf).TrimBox = Array([left, bottom, right, top - 20])


def lose_intent(pdf: Pdf) -> None:
    """Leave out what the inks mean."""
    del pdf.Root.OutputIntents[0]


def mean_light(pdf: Pdf) -> None:
    """Inks mean light."""
    profile = read_builtin("assets/colour/sRGB-v2-magic.icc")
    pdf.Root.OutputIntents[0].DestOutputProfile = Stream(pdf, profile, N=3)


def miscount_inks(pdf: Pdf) -> None:
    """The profile is said to have three inks."""
    pdf.Root.OutputIntents[0].DestOutputProfile.N = 3


def paint_light(pdf: Pdf) -> None:
    """Paint with red, green and blue."""
    add_code(pdf, b"\n1 0 0 rg 50 50 9 9 re f")


def paint_light_by_name(pdf: Pdf) -> None:
    """Paint with a calibrated red in a form."""
    space = Array([Name.CalRGB, Dictionary(WhitePoint=[0.95, 1, 1.09])])
    resources = Dictionary(ColorSpace=Dictionary(Light=space))
    code = b"/Light cs 1 0 0 scn 50 50 9 9 re f"
    form = Stream(pdf, code, Type=Name.XObject, Subtype=Name.Form, Resources=resources)
    form.BBox = Array([0, 0, 99, 99])
    page_of(pdf).Resources.XObject.Loose = form
    add_code(pdf, b"\n/Loose Do")


def show_light(pdf: Pdf) -> None:
    """Show a picture in red, green and blue."""
    image = Stream(pdf, bytes(300), Type=Name.XObject, Subtype=Name.Image, Width=10, Height=10)
    image.ColorSpace, image.BitsPerComponent = Name.DeviceRGB, 8
    page_of(pdf).Resources.XObject.Loose = image
    add_code(pdf, b"\nq 2 0 0 2 50 50 cm /Loose Do Q")


def drown_paper(pdf: Pdf) -> None:
    """Paint with more ink than paper holds."""
    add_code(pdf, b"\n1 0.9 0.8 0.9 k 50 50 9 9 re f")


def drown_paper_with_a_spot(pdf: Pdf) -> None:
    """Paint with an ink whose stand-in takes too much."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 0.5], N=1)
    space = Array([Name.Separation, Name("/Deep"), Name.DeviceCMYK, tint])
    page_of(pdf).Resources.ColorSpace.Deep = space
    add_code(pdf, b"\n/Deep cs 0.9 scn 50 50 9 9 re f")


def show_soaked_picture(pdf: Pdf) -> None:
    """Show a picture that takes more ink than paper holds."""
    inks = bytes([255, 255, 255, 100]) * 100
    image = Stream(pdf, inks, Type=Name.XObject, Subtype=Name.Image, Width=10, Height=10)
    image.ColorSpace, image.BitsPerComponent = Name.DeviceCMYK, 8
    page_of(pdf).Resources.XObject.Loose = image
    add_code(pdf, b"\nq 2 0 0 2 50 50 cm /Loose Do Q")


def blow_up(pdf: Pdf) -> None:
    """Show the picture eight times as large."""
    add_code(pdf, b"\nq 500 0 0 500 50 50 cm " + picture_name(pdf) + b" Do Q")


def picture_name(pdf: Pdf) -> bytes:
    """The name of the first page's picture."""
    forms = page_of(pdf).Resources.XObject.items()
    return next(key for key, x in forms if x.Subtype == Name.Image).encode()


def lose_font(pdf: Pdf) -> None:
    """Leave out the program of a font."""
    for font in page_of(pdf).Resources.Font.values():
        descriptor = font.DescendantFonts[0].FontDescriptor
        if "SourceSerif" in str(font.BaseFont):
            del descriptor.FontFile2


def name_helvetica(pdf: Pdf) -> None:
    """Name a font that printers are hoped to have."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page_of(pdf).Resources.Font.Loose = font


def add_link(pdf: Pdf) -> None:
    """Put a link on the page."""
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[50, 50, 90, 90])
    page_of(pdf).Annots = Array([pdf.make_indirect(link)])


def lose_version(pdf: Pdf) -> None:
    """Do not declare PDF/X."""
    packet = pdf.Root.Metadata.read_bytes().replace(b"PDF/X-4", b"PDF/Y-4")
    pdf.Root.Metadata.write(packet)


def lose_moment(pdf: Pdf) -> None:
    """Do not say when the file was made."""
    packet = pdf.Root.Metadata.read_bytes()
    start, end = packet.index(b"<xmp:CreateDate>"), packet.index(b"<xmp:ModifyDate>")
    pdf.Root.Metadata.write(packet[:start] + packet[end:])


def spoil_packet(pdf: Pdf) -> None:
    """What the file says of itself is no XML."""
    pdf.Root.Metadata.write(b"<x:xmpmeta")


def lose_trapping(pdf: Pdf) -> None:
    """Do not say whether the file is trapped."""
    del pdf.docinfo.Trapped


def run_script(pdf: Pdf) -> None:
    """Run a script when the file is opened."""
    pdf.Root.OpenAction = pdf.make_indirect(
        Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    )


def run_script_from_link(pdf: Pdf) -> None:
    """Run a script when something on the page is clicked."""
    add_link(pdf)
    page_of(pdf).Annots[0].A = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    page_of(pdf).Annots[0].Rect = [-9, -9, -1, -1]


def run_script_from_outline(pdf: Pdf) -> None:
    """Run a script when a line of the outline is followed."""
    outline = pdf.Root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    outline.First = pdf.make_indirect(Dictionary(Title=String("One"), Parent=outline, A=script))


def act_on_show(pdf: Pdf) -> None:
    """Do something when the page is shown."""
    page_of(pdf).AA = Dictionary(O=Dictionary(S=Name.Named, N=Name.NextPage))


def carry_file(pdf: Pdf) -> None:
    """Carry another file."""
    pdf.attachments["notes.txt"] = b"not for the printer"


def mix_light(pdf: Pdf) -> None:
    """Mix transparent paint as light."""
    page_of(pdf).Group.CS = Name.DeviceRGB


def cut_at_trim(pdf: Pdf) -> None:
    """Let nothing be seen outside the trim, but for the marks that are drawn then."""
    left, bottom, right, top = (float(v) for v in list(page_of(pdf).TrimBox))
    clip = f"{left} {bottom} {right - left} {top - bottom} re W n\n"
    pdf.pages[0].contents_add(Stream(pdf, clip.encode()), prepend=True)


BROKEN: tuple[tuple[Callable[[Pdf], None], str], ...] = (
    (lose_trim, "PRE004 page 1 has no TrimBox"),
    (widen_trim, "PRE004 the boxes of page 1 do not lie one inside the other"),
    (lose_bleed, "PRE004 page 1 has 0.0 mm of bleed, and should have 3.0 mm"),
    (shorten_page, "PRE004 the pages are trimmed to different sizes: 71 × 99 mm, 71 × 106 mm"),
    (lose_intent, "PRE005 the file has 0 output intents GTS_PDFX, and needs one"),
    (mean_light, "PRE005 the profile of an output intent is of the kind `mntr`, `RGB`"),
    (miscount_inks, "PRE005 the profile of an output intent has another number of colours"),
    (paint_light, "PRE007 there is RGB colour on page 1"),
    (paint_light_by_name, "PRE007 there is RGB colour on page 1"),
    (show_light, "PRE007 there are pictures in RGB colour on page 1"),
    (drown_paper, "PRE008 a colour on page 1 takes 360 % of ink; the limit is 300 %"),
    (drown_paper_with_a_spot, "PRE008 a colour on page 1 takes 315 % of ink; the limit is 300 %"),
    (show_soaked_picture, "PRE008 a picture on page 1 takes 339 % of ink; the limit is 300 %"),
    (blow_up, "PRE009 a picture on page 1 (300 × 300 pixels) has 43 pixels to the inch"),
    (name_helvetica, "PRE006 the font `Helvetica` on pages 1, 2 is not in the file"),
    (add_link, "PRE010 there is an annotation (Link) on page 1"),
    (lose_version, "PRE011 the properties say pdfxid:GTS_PDFXVersion is `PDF/Y-4`, not `PDF/X-4`"),
    (lose_moment, "PRE011 the properties lack xmp:CreateDate"),
    (spoil_packet, "PRE011 the file's properties (XMP) are missing or cannot be read"),
    (lose_trapping, "PRE011 the file does not say whether it is trapped"),
    (run_script, "PRE012 the file holds JavaScript"),
    (run_script_from_link, "PRE012 the file holds JavaScript"),
    (run_script_from_outline, "PRE012 the file holds JavaScript"),
    (act_on_show, "PRE012 page 1 does something when it is shown"),
    (carry_file, "PRE012 the file holds other files"),
    (cut_at_trim, "PRE025 art on page 1 reaches the edge (left, right, upper)"),
    (mix_light, "PRE013 transparent paint is mixed as RGB"),
)
"""Ways to spoil a print edition, and what is then said first."""


@pytest.mark.parametrize(
    ("alter", "said"), BROKEN, ids=lambda value: getattr(value, "__name__", "")
)
def test_a_broken_file_is_refused_for_its_own_reason(
    alter: Callable[[Pdf], None], said: str
) -> None:
    found = judge(change(SOUND, alter))
    assert found[0].startswith(said)
    assert {problem.split()[0] for problem in found} == {said.split()[0]}


def test_a_font_without_its_program_is_named() -> None:
    (said,) = judge(change(SOUND, lose_font))
    assert said.startswith("PRE006 the font `")
    assert said.endswith("on pages 1, 2 is not in the file")


def test_a_file_that_is_none_is_refused() -> None:
    (said,) = judge(b"%PDF-1.6 and nothing more")
    assert said.startswith("PRE001 the file cannot be read")


def test_an_encrypted_file_is_refused() -> None:
    locked = change(SOUND, lambda pdf: None, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert judge(locked) == ["PRE001 the file is encrypted, which no standard for print allows"]


def test_a_file_of_a_later_version_is_refused() -> None:
    later = change(SOUND, lambda pdf: None, force_version="1.7")
    assert judge(later) == ["PRE002 the file is PDF 1.7, and should be 1.6 at most"]


def test_a_file_without_an_identifier_is_refused() -> None:
    start = SOUND.rindex(b"/ID")
    assert "PRE003 the file has no identifier in its trailer" in judge(
        SOUND[:start] + b"/XD" + SOUND[start + 3 :]
    )


# ---------------------------------------------------------------------------- by degrees


@pytest.mark.parametrize(
    ("side", "severity"), [(99, Severity.ERROR), (150, Severity.WARNING), (200, None)]
)
def test_a_picture_is_sharp_soft_or_spoilt_in_print(side: int, severity: Severity | None) -> None:
    found = inspect(print_pages(picture=draw_square(side)), PRINT, PRESS)
    assert [problem.severity for problem in found] == ([severity] if severity else [])


def test_a_coarse_picture_is_a_note_on_screen() -> None:
    from octavo.pdf.canvas import PdfCanvas
    from pdf.sample import FACES, THEME

    canvas = PdfCanvas(THEME, FACES, METADATA)
    canvas.begin_page(200, 200, "1")
    with canvas.marked(canvas.root.add("Figure", alternative="A square")):
        canvas.picture(draw_square(50), 10, 10, 72, 72)
    canvas.end_page()
    (found,) = inspect(canvas.finish(), TAGGED)
    assert (found.severity, found.code) == (Severity.NOTE, "PRE009")


def test_paper_that_holds_less_ink_refuses_more() -> None:
    newsprint = replace(PRESS, ink_limit=150)
    found = inspect(SOUND, PRINT, newsprint)
    assert [problem.code for problem in found] == ["PRE008", "PRE008", "PRE008"]


def test_the_ink_of_a_photograph_is_measured() -> None:
    from PIL import Image

    data = BytesIO()
    Image.new("RGB", (300, 300), "#000000").save(data, "JPEG")
    found = inspect(print_pages(picture=data.getvalue()), PRINT, replace(PRESS, ink_limit=250))
    assert tell(found[0]).startswith("PRE008 a picture on page 1 takes")


def test_sheets_have_two_sides() -> None:
    sheets = on_sheets(SOUND).data

    def tear(pdf: Pdf) -> None:
        del pdf.pages[0]

    found = inspect(change(sheets, tear), IMPOSED, PRESS, on_sheets=True)
    assert [tell(problem) for problem in found] == [
        "PRE014 2 pages on 1 sides do not fill whole sheets"
    ]


def test_ink_on_a_screen_is_refused() -> None:
    found = inspect(change(make_sample(), lambda pdf: add_code(pdf, b"\n1 0 0 0 k")), TAGGED)
    assert [tell(problem) for problem in found] == ["PRE007 there is CMYK colour on page 1"]


def test_a_link_that_says_nothing_is_refused_on_screen() -> None:
    found = inspect(make_sample("a link that says nothing"), TAGGED)
    assert [tell(problem) for problem in found] == [
        "PRE010 a link on page 2 does not say where it leads"
    ]


def test_a_file_that_declares_another_standard_is_refused() -> None:
    found = inspect(make_sample(), MODERN)
    assert "PRE011 the properties say pdfaid:part is `2`, not `4`" in map(tell, found)
