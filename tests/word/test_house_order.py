"""Properties that a converter has written in any order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, strategies as st

from judges.checkers import list_faults
from octavo.docx.elements import parse, serialise
from octavo.docx.house.order import set_in_order
from word.house_shapes import SMALL, W, section, shape, words
from word.houses import furnish
from word.readback import part

pytestmark = pytest.mark.slow

LETTERS = ("rFonts", "b", "i", "caps", "color", "sz", "szCs", "u", "vertAlign", "lang")
ORDERLY = "".join(f"<w:{name}/>" for name in LETTERS)


@given(st.permutations(LETTERS))
def test_properties_come_in_the_order_of_the_schema(names: list[str]) -> None:
    root = parse(f"<w:rPr {W}>{''.join(f'<w:{name}/>' for name in names)}</w:rPr>".encode())

    set_in_order(root)
    assert ORDERLY in serialise(root).decode()


def test_a_style_written_in_any_order_and_based_on_none_gives_a_valid_file() -> None:
    inner = [
        '<w:name w:val="Odd"/>',
        "<w:qFormat/>",
        '<w:basedOn w:val="Nowhere"/>',
        '<w:link w:val="NowhereChar"/>',
        '<w:rPr><w:sz w:val="20"/><w:i/><w:b/></w:rPr>',
        '<w:pPr><w:jc w:val="left"/><w:keepNext/></w:pPr>',
    ]
    random.Random(3).shuffle(inner)
    style = f'<w:style w:type="paragraph" w:styleId="Odd">{"".join(inner)}</w:style>'

    assert list_faults(furnish(SMALL, shape(section(), styles=style))) == []


def test_words_wrapped_for_programs_stay_without_what_wraps_them() -> None:
    tagged = (
        '<w:p><w:smartTag w:element="place" w:uri="urn:traceable"><w:smartTagPr/>'
        "<w:r><w:t>Port Example</w:t></w:r></w:smartTag></w:p>"
    )
    made = furnish(SMALL, shape(section("header1"), {"header1": words("A") + tagged}))

    (head,) = {
        text for n in range(1, 5) if "Port Example" in (text := part(made, f"word/header{n}.xml"))
    }
    assert "smartTag" not in head
    assert "traceable" not in head
