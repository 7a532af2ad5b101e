"""Codes are read back as the characters they show, and nothing unused is embedded."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from contextlib import closing

import pikepdf
import pytest
import uharfbuzz as hb
from hypothesis import given, strategies as st
from pypdfium2 import PdfDocument

from octavo.fonts.faces import CAPITALS, Glyph
from octavo.pdf.fonts import DocumentFont, write_shown
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


def test_words_in_capitals_are_read_as_they_are_written() -> None:
    data = _show("Tagung fünf", (CAPITALS,))
    assert read_words(data) == "Tagung fünf"
    shown, capitals = (
        FACES.face("text", 10).shape(text, features).glyphs
        for text, features in (("Tagung", (CAPITALS,)), ("TAGUNG", ()))
    )
    assert [glyph.id for glyph in shown] == [glyph.id for glyph in capitals]


def test_a_word_that_has_more_letters_in_capitals_is_read_as_it_is_shown() -> None:
    assert read_words(_show("Straße", (CAPITALS,))) == "STRASSE"


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


@pytest.mark.parametrize("marked", ["Ṩ", "kṝta", "r̥̄", "ṃ̐", "Nguyễn", "Việt", "q\u0323\u0307"])
def test_what_follows_a_letter_with_marks_stands_next_to_it(marked: str) -> None:
    for role in ("text", "sans", "display-italic"):
        data = _show(f"{marked} after", role=role)
        width = FACES.face(role, 10).width(f"{marked} after ", 10)
        assert read_words(data) == f"{marked} after"
        assert _find_right(data) == pytest.approx(10 + width, abs=1.5)


def _find_right(data: bytes) -> float:
    """Where the ink of a page ends, as PDFium shows it."""
    with closing(PdfDocument(data)) as pdf:
        text = pdf[0].get_textpage()
        return max(text.get_charbox(at)[2] for at in range(text.count_chars()))


OPERANDS = st.lists(
    st.floats(-4000, 4000) | st.binary(min_size=2, max_size=2).map(lambda code: f"<{code.hex()}>")
)


@given(st.lists(OPERANDS))
def test_moves_and_codes_are_read_as_they_were_meant(rows: list[list[str | float]]) -> None:
    operands = [operand for row in rows for operand in row]
    written = f"[{''.join(write_shown(row) for row in rows)}]TJ"
    with pikepdf.new() as pdf:
        (shown,) = pikepdf.parse_content_stream(pikepdf.Stream(pdf, written.encode()))
        read = [_read_operand(operand) for operand in list(shown.operands[0])]
    assert _sum_up(read) == pytest.approx(_sum_up(operands), abs=0.06 * (len(operands) + 1))


def _read_operand(operand: object) -> str | float:
    return bytes(operand).hex() if isinstance(operand, pikepdf.String) else float(str(operand))


def _sum_up(operands: Iterable[str | float]) -> dict[str, float]:
    """Where each code stands, by its place in the row and itself: how far it was moved."""
    at, count = 0.0, 0
    places: dict[str, float] = {}
    for operand in operands:
        if not isinstance(operand, str):
            at += operand
            continue
        digits = operand.strip("<>")
        for code in (digits[n : n + 4] for n in range(0, len(digits), 4)):
            places[f"{count} {code}"] = at
            count += 1
    return places | {"end": at}


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
