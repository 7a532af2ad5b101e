"""Codes are read back as the characters they show, and nothing unused is embedded."""

from __future__ import annotations

import struct

import pytest
import uharfbuzz as hb

from octavo.fonts.faces import Glyph
from octavo.pdf.fonts import DocumentFont
from pdf.reading import open_pdf, read_fonts, read_words
from pdf.sample import FACES, close, make_sample, new_canvas, say


def _show(text: str, features: tuple[str, ...] = (), role: str = "text") -> bytes:
    canvas = new_canvas()
    canvas.text([say(text, role=role, features=features)], 10, 10, canvas.root.add("P"))
    return close(canvas)


def _characters(data: bytes) -> set[str]:
    return {text for codes in read_fonts(data).values() for text in codes.values()}


def test_a_ligature_is_read_as_its_letters() -> None:
    data = _show("waffle fjord")
    assert {"ffl", "fj"} <= _characters(data)
    assert read_words(data) == "waffle fjord"


def test_a_small_capital_is_read_as_its_letter() -> None:
    assert read_words(_show("NATO now", ("smcp", "c2sc"))) == "NATO now"


def test_a_figure_is_one_code_for_each_of_its_shapes() -> None:
    canvas = new_canvas()
    element = canvas.root.add("P")
    canvas.text(
        [say("2040", features=("onum", "pnum")), say("2040", 40, features=("lnum",))],
        9,
        9,
        element,
    )
    data = close(canvas)
    assert read_words(data) == "2040 2040"
    assert sum(text == "2" for codes in read_fonts(data).values() for text in codes.values()) == 2


def test_a_letter_made_of_two_glyphs_is_read_as_typed() -> None:
    assert read_words(_show("q\u0323x")) == "q\u0323x"


def test_a_mark_keeps_its_height() -> None:
    face = FACES.face("text", 10)
    font = DocumentFont(face, "F1")
    word = face.shape("q\u0323")
    heights = [glyph.y for glyph in word.glyphs]
    assert [rise for rise, _ in font.show(word)] == list(dict.fromkeys(heights))


def test_codes_are_given_out_in_order_and_again() -> None:
    face = FACES.face("text", 10)
    font = DocumentFont(face, "F1")
    first, second = Glyph(40, "one", 500, 0, 0), Glyph(41, "two", 500, 0, 0)
    codes = font.encode([first, second, first])
    start = int.from_bytes(codes[:2], "big")
    assert start > 100
    assert codes == b"".join((start + at).to_bytes(2, "big") for at in (0, 1, 0))


def test_words_of_the_alphabet_are_shown_alike_in_every_document() -> None:
    face = FACES.face("text", 10)
    word, other = face.shape("Space"), face.shape("δέλτα")
    one, two = DocumentFont(face, "F1"), DocumentFont(face, "F1")
    one.show(other)
    assert one.show(word) is two.show(word)


def test_kerning_moves_the_next_letter() -> None:
    face = FACES.face("text", 10)
    font = DocumentFont(face, "F1")
    word = face.shape("AV")
    kerned = face.advance(word.glyphs[0].id) - word.glyphs[0].advance
    first, second = (font.encode([glyph]).hex().upper() for glyph in word.glyphs)
    ((_, shown),) = font.show(word)
    assert kerned > 20
    assert shown == f"<{first}>{kerned:g}<{second}>"


def test_only_the_alphabet_and_what_is_shown_is_embedded() -> None:
    assert _embed("aba") == _embed("Quite another text.")
    assert _embed("aba δλτ") == _embed("aba") + 3
    assert _embed("aba") < 200


def _embed(text: str) -> int:
    """How many glyphs the font has with which `text` is shown."""
    with open_pdf(_show(text)) as pdf:
        ((_, font),) = pdf.pages[0].obj.Resources.Font.items()
        return _count_glyphs(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes())


def _count_glyphs(program: bytes) -> int:
    entry = program.index(b"maxp")
    (start,) = struct.unpack_from(">I", program, entry + 8)
    (count,) = struct.unpack_from(">H", program, start + 4)
    return int(count)


@pytest.mark.parametrize("role", ["text", "text-italic", "display", "sans-bold"])
def test_widths_are_those_of_the_embedded_glyphs(role: str) -> None:
    with open_pdf(_show("Hamburgefonstiv 123", role=role)) as pdf:
        ((_, font),) = pdf.pages[0].obj.Resources.Font.items()
        descendant = font.DescendantFonts[0]
        told = [float(width) for width in descendant.W[1]]
        places = descendant.CIDToGIDMap.read_bytes()
        face = hb.Face(descendant.FontDescriptor.FontFile2.read_bytes())
    glyphs = [int.from_bytes(places[at : at + 2], "big") for at in range(0, len(places), 2)]
    advance = hb.Font(face).get_glyph_h_advance
    real = [advance(glyph) * 1000 / face.upem for glyph in glyphs]
    assert told == pytest.approx(real, abs=0.51)


def test_an_italic_face_says_so() -> None:
    with open_pdf(_show("italic", role="text-italic")) as pdf:
        ((_, font),) = pdf.pages[0].obj.Resources.Font.items()
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert int(descriptor.Flags) & 64
        assert -20 < float(descriptor.ItalicAngle) < -4


def test_no_font_is_named_but_not_embedded() -> None:
    with open_pdf(make_sample()) as pdf:
        fonts = [font for page in pdf.pages for font in page.obj.Resources.Font.values()]
        assert {str(font.Subtype) for font in fonts} == {"/Type0"}
        assert all("/FontFile2" in f.DescendantFonts[0].FontDescriptor for f in fonts)
