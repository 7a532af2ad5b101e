"""What the theme's faces lack is in a Word file in a face that has it, and that face is there."""

from __future__ import annotations

from html import unescape

import pytest
import uharfbuzz as hb
from hypothesis import given, strategies as st

from octavo.docx.faces import embed_faces, mask_face
from octavo.docx.markup import Marks, run
from octavo.docx.substitutes import find_substituted, name_families
from octavo.files.library import Memory
from octavo.style.theme import load_theme

THEME = load_theme(Memory({}))


def test_a_run_is_divided_where_the_family_changes() -> None:
    named = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:eastAsia="{0}" w:cs="{0}"/>'.format
    assert name_families(run("a ∈ B"), THEME) == (
        run("a ")
        + f'<w:r><w:rPr>{named("Vollkorn")}</w:rPr><w:t xml:space="preserve">∈</w:t></w:r>'
        + run(" B")
    )


def test_a_word_with_marks_is_in_one_run() -> None:
    written = name_families(run("so kr\u0323\u0310ta, so", Marks(style="Strong", bold=True)), THEME)
    assert '<w:rStyle w:val="Strong"/><w:rFonts w:ascii="Noto Serif"' in written
    assert '<w:t xml:space="preserve">kr\u0323\u0310ta</w:t>' in written


@pytest.mark.parametrize("text", ["plain", "Ελλάδα, Україна, Việt", "a\u00a0b\u202fc\u2011d"])
def test_what_the_faces_have_is_left_alone(text: str) -> None:
    assert name_families(run(text), THEME) == run(text)


@given(st.text("ab<&\"→∈★✗ẽr\u0323\u0310 '\u00ad", max_size=12))
def test_no_character_is_lost(text: str) -> None:
    written = name_families(run(text), THEME).replace("<w:softHyphen/>", "\u00ad")
    pieces = written.replace("<w:t ", "<").split("<")
    assert unescape("".join(one.partition(">")[2] for one in pieces)) == text


def test_the_faces_that_are_named_travel_with_the_file() -> None:
    text = "∈ ★ kr\u0323\u0310ta"
    named = find_substituted(THEME, text)
    assert named.keys() == {"Vollkorn", "Inter", "Noto Serif"}
    for face in embed_faces(THEME, 10.0, text=text):
        if face.family in named:
            font = hb.Font(hb.Face(mask_face(face.data, face.key.strip("{}"))))
            assert all(font.get_nominal_glyph(ord(c)) for c in named[face.family])
