"""Pages for the press: inks and not light, boxes and marks, pictures, what the file declares."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import cast

import pikepdf
import pytest
from pikepdf import Name, Pdf
from PIL import Image

from octavo.files.library import read_builtin
from octavo.pdf.canvas import PdfCanvas
from octavo.pdf.press import PROFILE, read_press
from octavo.pdf.standards import PRINT
from octavo.pdf.usage import list_usage
from pdf.pressed import PAGE, PRESS, draw_square, print_pages, with_spot
from pdf.reading import open_pdf, read_content
from pdf.sample import FACES, METADATA, THEME, make_sample, say

MM = 72 / 25.4


def read_boxes(data: bytes) -> dict[str, list[float]]:
    """The boxes of the first page, in millimetres."""
    with open_pdf(data) as pdf:
        page = pdf.pages[0].obj
        keys = ("MediaBox", "CropBox", "BleedBox", "TrimBox")
        return {key: [round(float(v) / MM, 1) for v in list(page[f"/{key}"])] for key in keys}


def read_image(data: bytes) -> tuple[dict[str, str], Image.Image | None]:
    """The entries of the only picture, and the picture when it is a JPEG."""
    with open_pdf(data) as pdf:
        (image,) = (x for x in pdf.pages[0].resources.XObject.values() if x.Subtype == Name.Image)
        entries = {key: str(image.get(key)) for key in ("/ColorSpace", "/Filter", "/SMask")}
        if image.get("/Filter") != Name.DCTDecode:
            return entries, None
        return entries, Image.open(BytesIO(image.read_raw_bytes()))


# ---------------------------------------------------------------------------- boxes and marks


def test_a_page_has_bleed_around_it_and_marks_around_that() -> None:
    width, height = PAGE[0] / MM, PAGE[1] / MM
    assert read_boxes(print_pages()) == {
        "MediaBox": [0, 0, round(width + 24, 1), round(height + 24, 1)],
        "CropBox": [0, 0, round(width + 24, 1), round(height + 24, 1)],
        "BleedBox": [9, 9, round(width + 15, 1), round(height + 15, 1)],
        "TrimBox": [12, 12, round(width + 12, 1), round(height + 12, 1)],
    }


def test_marks_are_printed_by_every_ink() -> None:
    with open_pdf(print_pages()) as pdf:
        (space,) = pdf.pages[0].resources.ColorSpace.values()
        assert [str(part) for part in list(space)[:3]] == ["/Separation", "/All", "/DeviceCMYK"]
        assert [int(share) for share in list(space[3].C1)] == [1, 1, 1, 1]


def test_no_mark_touches_the_bleed() -> None:
    image = _render(print_pages(colour="paper"))
    left, bottom = (round((PRESS.slug - PRESS.bleed) * 4) for _ in range(2))
    inside = image.crop((left + 1, bottom + 1, image.width - left - 1, image.height - bottom - 1))
    text = (round((PRESS.slug + 30) * 4), round((PRESS.slug + PAGE[1] - 215) * 4))
    inside.paste("white", (text[0] - left - 8, text[1] - bottom, text[0] + 200, text[1] + 120))
    assert inside.getextrema() == ((255, 255),) * 3


def test_art_runs_to_the_edge_of_the_bleed() -> None:
    image = _render(print_pages())
    x, y = (round((PRESS.slug - PRESS.bleed) * 4) + 3 for _ in range(2))
    assert image.getpixel((x, y)) != (255, 255, 255)
    assert image.getpixel((x - 8, y + 40)) == (255, 255, 255)


def test_the_slug_line_says_which_page_it_is() -> None:
    from pypdfium2 import PdfDocument

    pdf = PdfDocument(print_pages(("one", "two")))
    said = pdf[1].get_textpage().get_text_bounded()
    pdf.close()
    assert "2 Space & time" in " ".join(said.split())


def test_a_screen_page_has_none_of_it() -> None:
    with open_pdf(make_sample()) as pdf:
        assert "/TrimBox" not in pdf.pages[0].obj
        assert "/ColorSpace" not in pdf.pages[0].resources


def _render(data: bytes) -> Image.Image:
    """The first page, four pixels to the point."""
    from pypdfium2 import PdfDocument

    pdf = PdfDocument(data)
    image = pdf[0].render(scale=4).to_pil().convert("RGB")
    pdf.close()
    return image


# ---------------------------------------------------------------------------- colours


def test_colours_are_the_inks_of_the_theme() -> None:
    assert "0.22 0.44 0.92 0.08 k" in read_content(print_pages(), 0)


def test_text_is_black_ink_alone() -> None:
    assert "0 0 0 1 k" in read_content(print_pages(), 0)


def test_there_is_no_light_in_print() -> None:
    data = print_pages(picture=draw_square())
    with open_pdf(data) as pdf:
        (page,) = list_usage(pdf)
    assert {paint.kind for paint in page.paints} == {"ink"}
    assert [picture.kind for picture in page.pictures] == ["ink"]


def test_a_spot_colour_is_an_ink_of_its_own_with_inks_that_stand_in_for_it() -> None:
    with open_pdf(print_pages(theme=with_spot())) as pdf:
        spaces = {str(s[1]): s for s in pdf.pages[0].resources.ColorSpace.values()}
        spot = spaces["/PANTONE 871 C"]
        assert [float(share) for share in list(spot[3].C1)] == [0.22, 0.44, 0.92, 0.08]
        (page,) = list_usage(pdf)
    assert {paint.space for paint in page.paints} == {"All", "DeviceCMYK", "PANTONE 871 C"}


def test_a_spot_colour_is_a_plain_colour_on_screen() -> None:
    canvas = PdfCanvas(with_spot(), FACES, METADATA)
    canvas.begin_page(100, 100, "1")
    with canvas.artifact():
        canvas.rectangle(0, 0, 10, 10, "gold")
    canvas.end_page()
    assert "0.7216 0.5255 0.1686 rg" in read_content(canvas.finish(), 0)


# ---------------------------------------------------------------------------- pictures


def test_a_photograph_becomes_inks_and_stays_a_jpeg() -> None:
    entries, picture = read_image(print_pages(picture=draw_square(form="JPEG")))
    assert (entries["/ColorSpace"], entries["/Filter"]) == ("/DeviceCMYK", "/DCTDecode")
    assert picture is not None
    assert picture.mode == "CMYK"


def test_red_is_printed_with_magenta_and_yellow() -> None:
    red = BytesIO()
    Image.new("RGB", (64, 64), "#E00000").save(red, "JPEG")
    _, picture = read_image(print_pages(picture=red.getvalue()))
    assert picture is not None
    cyan, magenta, yellow, black = (low for low, _ in _extrema(picture))
    assert (cyan < 30, magenta > 220, yellow > 220, black < 30) == (True, True, True, True)


def _extrema(picture: Image.Image) -> tuple[tuple[int, int], ...]:
    """The least and the most of each ink."""
    return cast("tuple[tuple[int, int], ...]", picture.getextrema())


def test_a_drawing_becomes_inks_without_loss() -> None:
    entries, _ = read_image(print_pages(picture=draw_square()))
    assert (entries["/ColorSpace"], entries["/Filter"]) == ("/DeviceCMYK", "/FlateDecode")


def test_the_inks_of_a_drawing_and_of_a_photograph_are_shown_alike() -> None:
    drawn, photographed = (
        _render(print_pages(picture=_fill("#2060A0", form), colour="paper"))
        for form in ("PNG", "JPEG")
    )
    at = (round((PRESS.slug + 60) * 4), round((PRESS.slug + PAGE[1] - 140) * 4))
    one, other = drawn.getpixel(at), photographed.getpixel(at)
    assert isinstance(one, tuple)
    assert isinstance(other, tuple)
    assert one == pytest.approx(other, abs=3)
    assert one[2] > one[0] + 60


def _fill(colour: str, form: str) -> bytes:
    data = BytesIO()
    Image.new("RGB", (72, 72), colour).save(data, form)
    return data.getvalue()


def test_a_grey_picture_stays_grey() -> None:
    entries, _ = read_image(print_pages(picture=draw_square(mode="L", form="JPEG")))
    assert entries["/ColorSpace"] == "/DeviceGray"


def test_a_picture_may_be_transparent_in_print() -> None:
    image = Image.new("RGBA", (300, 300), (200, 40, 40, 90))
    data = BytesIO()
    image.save(data, "PNG")
    entries, _ = read_image(print_pages(picture=data.getvalue()))
    assert entries["/ColorSpace"] == "/DeviceCMYK"
    assert entries["/SMask"] != "None"


# ---------------------------------------------------------------------------- what it declares


def test_it_is_pdf_x_4_with_one_profile_for_all_that_ask() -> None:
    with open_pdf(print_pages()) as pdf:
        intents = list(pdf.Root.OutputIntents)
        assert [str(intent.S) for intent in intents] == ["/GTS_PDFX", "/GTS_PDFA1"]
        assert {str(intent.OutputConditionIdentifier) for intent in intents} == {"FOGRA39"}
        assert len({intent.DestOutputProfile.objgen for intent in intents}) == 1
        assert pdf.pdf_version == "1.6"
        assert pdf.docinfo.Trapped == Name("/False")
        packet = pdf.Root.Metadata.read_bytes().decode()
    assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in packet
    assert "<xmp:CreateDate>2025-04-28T00:00:00Z</xmp:CreateDate>" in packet


def test_the_same_pages_are_the_same_bytes() -> None:
    picture = draw_square(form="JPEG")
    assert print_pages(picture=picture) == print_pages(picture=picture)


def test_no_link_is_on_paper() -> None:
    canvas = PdfCanvas(THEME, FACES, METADATA, PRINT, PRESS)
    canvas.begin_page(*PAGE, "1")
    link = canvas.root.add("P").add("Link")
    canvas.text([say("a page", element=link)], 30, 200)
    canvas.link(link, (30, 190, 60, 210), "https://example.org/", "A page")
    canvas.end_page()
    with open_pdf(canvas.finish()) as pdf:
        assert "/Annots" not in pdf.pages[0].obj


def test_a_figure_is_where_it_stands_on_the_sheet() -> None:
    with open_pdf(print_pages(picture=draw_square())) as pdf:
        figure = next(kid for kid in list(pdf.Root.StructTreeRoot.K.K) if str(kid.S) == "/Figure")
        left, bottom, *_ = (float(value) for value in list(figure.A.BBox))
    assert (left, bottom) == pytest.approx((30 + PRESS.slug, 100 + PRESS.slug), abs=0.02)


# ---------------------------------------------------------------------------- the profile


def test_a_profile_says_what_it_describes() -> None:
    press = read_press(read_builtin(PROFILE))
    assert press.description == "Coated FOGRA39L (derived)"


def test_a_printer_s_own_profile_has_its_description_and_no_registered_name() -> None:
    press = replace(PRESS, condition="")
    with open_pdf(print_pages(press=press)) as pdf:
        intent = pdf.Root.OutputIntents[0]
        assert str(intent.OutputConditionIdentifier) == "Custom"
        assert str(intent.Info) == "Coated FOGRA39L (derived)"
        assert "/RegistryName" not in intent


@pytest.mark.parametrize(
    ("profile", "reason"),
    [
        (b"not a profile", "it is not an ICC profile"),
        (
            read_builtin("assets/colour/sRGB-v2-magic.icc"),
            "it is not the profile of a CMYK printer",
        ),
        (PRESS.profile[:8] + b"\x05" + PRESS.profile[9:], "it follows version 5 of ICC"),
        (PRESS.profile[:200], "it cannot be read"),
    ],
)
def test_what_is_no_profile_of_a_press_is_refused(profile: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_press(profile)


def test_pikepdf_opens_it_without_complaint() -> None:
    with pikepdf.open(BytesIO(print_pages(picture=draw_square()))) as pdf:
        assert isinstance(pdf, Pdf)
        assert pdf.check_pdf_syntax() == []
