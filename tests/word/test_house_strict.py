"""Strict Open XML: another spelling of the same template."""

from __future__ import annotations

import pytest

from octavo.docx.elements import parse
from octavo.docx.house.strict import make_transitional
from word.house_shapes import (
    SMALL,
    field,
    make_strict,
    open_shape,
    paragraph,
    section,
    shape,
    words,
)
from word.houses import furnish, rich_template

FOOT = paragraph(field("PAGE"))
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
DRAWING = "http://purl.oclc.org/ooxml/drawingml/main"


@pytest.mark.parametrize(
    "template",
    [
        shape(section("header1", "footer1"), {"header1": words("The House"), "footer1": FOOT}),
        pytest.param(rich_template(), marks=pytest.mark.slow),
    ],
)
def test_a_strict_template_gives_the_same_file(template: bytes) -> None:
    strict = make_strict(template)

    assert open_shape(strict).strict
    assert not open_shape(template).strict
    assert furnish(SMALL, strict) == furnish(SMALL, template)


def read(markup: str) -> dict[str, str]:
    """The attributes of an element of Strict Open XML, without their namespaces."""
    root = parse(make_transitional({"part": markup.encode()})["part"])
    assert "purl" not in str(root.tag)
    return {str(key).rpartition("}")[2]: str(value) for key, value in root.attrib.items()}


@pytest.mark.parametrize(
    ("element", "attributes", "transitional"),
    [
        ("pgSz", 'w:w="612pt" w:h="11in"', {"w": "12240", "h": "15840"}),
        ("pgMar", 'w:top="2.54cm" w:left="25.4mm"', {"top": "1440", "left": "1440"}),
        ("spacing", 'w:after="10pt" w:line="240"', {"after": "200", "line": "240"}),
        ("ind", 'w:start="1pc" w:end="0pt"', {"left": "240", "right": "0"}),
        ("sz", 'w:val="11.5pt"', {"val": "23"}),
        ("tblW", 'w:w="100%" w:type="pct"', {"w": "5000", "type": "pct"}),
        ("w", 'w:val="90%"', {"val": "90"}),
        ("tab", 'w:val="end" w:pos="-6pt"', {"val": "right", "pos": "-120"}),
        ("name", 'w:val="12pt Heading"', {"val": "12pt Heading"}),
    ],
)
def test_measures_and_sides_are_as_word_writes_them(
    element: str, attributes: str, transitional: dict[str, str]
) -> None:
    assert read(f'<w:{element} xmlns:w="{STRICT}" {attributes}/>') == transitional


def test_shares_in_drawings_are_counted_in_thousandths() -> None:
    assert read(f'<a:lumMod xmlns:a="{DRAWING}" val="67.5%"/>') == {"val": "67500"}


def test_the_edges_of_tables_have_words_names() -> None:
    borders = f'<w:tblBorders xmlns:w="{STRICT}"><w:start w:val="single"/><w:end/></w:tblBorders>'
    root = parse(make_transitional({"part": borders.encode()})["part"])

    assert [str(one.tag).rpartition("}")[2] for one in root] == ["left", "right"]


def test_a_part_that_is_no_xml_is_left_for_others_to_refuse() -> None:
    spoilt = f'<w:styles xmlns:w="{STRICT}">'.encode()

    assert make_transitional({"a": spoilt})["a"].startswith(b"<w:styles xmlns:w=")


def test_what_is_not_strict_stays_as_it_is() -> None:
    assert make_transitional({"a": b"<x/>", "b": b"\x89PNG"}) == {"a": b"<x/>", "b": b"\x89PNG"}
