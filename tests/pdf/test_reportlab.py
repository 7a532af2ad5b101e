"""ReportLab still has each private thing that `octavo.pdf` relies on (see `sheet.py`)."""

from __future__ import annotations

# ReportLab's types leave much open.
# pyright: reportUnknownMemberType=false
from io import BytesIO

import pytest
import reportlab
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen import canvas

from octavo.pdf.objects import Stream, array, dictionary, name, string, write_object
from octavo.pdf.operator_canvas import OperatorCanvas
from octavo.pdf.press import Boxes


def test_it_is_the_version_that_was_read() -> None:
    assert reportlab.__version__.startswith("5.1.")


def test_a_canvas_of_ours_names_no_font() -> None:
    sheet = OperatorCanvas("en-GB")
    sheet.emit("0 0 m")
    sheet.close_page(10, 10, None)
    assert b"Tf" not in _contents(sheet)
    assert b"Helvetica" not in b"".join(_objects(sheet))


def test_a_plain_canvas_would_name_helvetica() -> None:
    plain = canvas.Canvas(BytesIO())
    assert "Tf" in vars(plain)["_preamble"]


def test_what_is_emitted_becomes_the_page_in_order() -> None:
    sheet = OperatorCanvas("en-GB")
    sheet.emit("1 0 0 rg")
    sheet.saveState()
    sheet.emit("0 0 9 9 re f")
    sheet.restoreState()
    sheet.close_page(10, 10, None)
    assert _contents(sheet).split() == b"1 0 0 rg q 0 0 9 9 re f Q".split()


def test_what_is_collected_does_not_reach_the_page() -> None:
    sheet = OperatorCanvas("en-GB")
    with sheet.collected() as code:
        sheet.emit("n")
    sheet.emit("q Q")
    sheet.close_page(10, 10, None)
    assert code == ["n"]
    assert _contents(sheet).split() == [b"q", b"Q"]


def test_a_page_takes_keys_that_reportlab_does_not_know() -> None:
    sheet = OperatorCanvas("en-GB")
    sheet.emit("q Q")
    sheet.close_page(10, 10, 7)
    page = _page(sheet)
    assert b"/StructParents 7" in page
    assert b"/Tabs /S" in page
    assert "Tabs" not in pdfdoc.PDFPage.__NoDefault__


def test_pages_are_known_by_their_number() -> None:
    sheet = OperatorCanvas("en-GB")
    for expected in (1, 2):
        assert sheet.page == expected
        sheet.emit("q Q")
        sheet.close_page(10, 10, None)
    assert {"Page1", "Page2"} <= sheet.document.idToObject.keys()


def test_an_annotation_is_on_the_page_and_known_by_name() -> None:
    sheet = OperatorCanvas("en-GB")
    label = sheet.annotate(dictionary({"Type": "/Annot"}))
    sheet.emit("q Q")
    sheet.close_page(10, 10, None)
    assert label in sheet.document.idToObject
    assert b"/Annots" in _page(sheet)


def test_forms_are_among_the_resources_under_their_own_name() -> None:
    sheet = OperatorCanvas("en-GB")
    sheet.show_form("Art1", Stream(b"n"))
    sheet.close_page(10, 10, None)
    assert b"/FormXob.Art1 Do" in _contents(sheet)
    assert b"/XObject" in _page(sheet)


def test_fonts_are_shared_by_all_pages() -> None:
    sheet = OperatorCanvas("en-GB")
    sheet.set_fonts({"F9": "null"})
    shared = sheet.document.idToObject[pdfdoc.BasicFonts]
    assert b"/F9" in write_object(shared, sheet.document)


def test_graphics_states_are_those_of_the_sheet() -> None:
    sheet = OperatorCanvas("en-GB")
    sheet.emit(sheet.opacity(0.25))
    sheet.close_page(10, 10, None)
    assert b"/ExtGState" in _page(sheet)
    assert b"/ca .25" in write_object(sheet.states, sheet.document)


def test_objects_have_numbers_in_the_order_of_their_registration() -> None:
    document = OperatorCanvas("en-GB").document
    before = len(document.numberToId)
    first, second = Stream(b"1"), Stream(b"2")
    document.Reference(first)
    document.Reference(second)
    document.Reference(first)
    known = [document.idToObject[document.numberToId[before + n]] for n in (1, 2)]
    assert known == [first, second]
    assert len(document.numberToId) == before + 2


def test_a_stream_is_written_by_reference_and_ends_as_pdf_a_wants_it() -> None:
    document = OperatorCanvas("en-GB").document
    stream = Stream(b"abc", packed=False)
    assert write_object(array([stream]), document).endswith(b" 0 R]")
    assert stream.format(document).endswith(b"abc\nendstream")


def test_names_and_strings_are_escaped() -> None:
    document = OperatorCanvas("en-GB").document
    assert name("A B#") == "/A#20B#23"
    assert name("Gold é χ") == "/Gold#20#c3#a9#20#cf#87"
    assert write_object(string("a(b)\\"), document) == b"(a\\(b\\)\\\\)"
    assert write_object(string("Ж"), document) == b"(\\376\\377\\004\\026)"


def test_a_string_is_no_longer_than_pdf_a_allows() -> None:
    assert string("é" * 16_382)
    with pytest.raises(ValueError, match="a string of 16383 characters, which begins with 'ééé"):
        string("é" * 16_383)


def _objects(sheet: OperatorCanvas) -> list[bytes]:
    document = sheet.document
    return [write_object(thing, document) for thing in list(document.idToObject.values())]


def _page(sheet: OperatorCanvas) -> bytes:
    return write_object(sheet.document.idToObject["Page1"], sheet.document)


def _contents(sheet: OperatorCanvas) -> bytes:
    contents = sheet.document.Pages.pages[0].Contents
    assert isinstance(contents, Stream)
    return contents.data


def test_a_page_takes_boxes_and_says_how_paint_is_mixed() -> None:
    sheet = OperatorCanvas("en-GB")
    sheet.emit("q Q")
    boxes = Boxes((0, 0, 30, 40), (5, 5, 25, 35), (8, 8, 22, 32))
    sheet.close_page(14, 24, None, boxes)
    page = _page(sheet)
    for entry in (
        b"/MediaBox [0 0 30 40]",
        b"/BleedBox [5 5 25 35]",
        b"/TrimBox [8 8 22 32]",
    ):
        assert entry in page
    assert b"/CS /DeviceCMYK" in page
    assert "Group" not in pdfdoc.PDFPage.__NoDefault__


def test_pages_and_art_share_colour_spaces() -> None:
    sheet = OperatorCanvas("en-GB")
    sheet.add_spaces({"Ink1": array([name("Separation")])})
    sheet.emit("q Q")
    sheet.close_page(10, 10, None)
    assert b"/ColorSpace <<\n/Ink1" in _page(sheet).replace(b"<< /", b"<<\n/")
    assert b"/ColorSpace" in write_object(sheet.list_resources(), sheet.document)
