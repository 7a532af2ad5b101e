"""What a style comes to with what lies beneath it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, strategies as st

from octavo.docx.elements import XmlElement, parse
from octavo.docx.pages import resolved_styles
from octavo.docx.pages.resolved_styles import ParagraphFormat, read_styles

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NO_LISTS = parse(f"<w:numbering {W}/>".encode())


def sheet(beneath: Mapping[str, str], kind: str = "paragraph") -> XmlElement:
    """Styles by the ids of those that they are based on; each has its number as its left indent
    when that is even, and as its right one when it is odd.
    """
    written = "".join(
        f'<w:style w:type="{kind}" w:styleId="{id}"><w:basedOn w:val="{other}"/><w:pPr>'
        f'<w:ind w:{("left", "right")[int(id) % 2]}="{int(id) * 20}"/></w:pPr></w:style>'
        for id, other in beneath.items()
    )
    return parse(f"<w:styles {W}>{written}</w:styles>".encode())


def walk(beneath: Mapping[str, str], id: str) -> list[int]:
    """The style `id` and those beneath it, each once."""
    found: list[int] = []
    while id in beneath and int(id) not in found:
        found.append(int(id))
        id = beneath[id]
    return found


@given(st.dictionaries(st.sampled_from("23456"), st.sampled_from("234567"), min_size=1))
def test_a_style_has_what_the_nearest_beneath_it_says(beneath: dict[str, str]) -> None:
    rings = {id for id in beneath if beneath.get(str(walk(beneath, id)[-1]), "") in beneath}
    found = read_styles(sheet(beneath), NO_LISTS, {}).styles

    for id in beneath.keys() - rings:
        numbers = walk(beneath, id)
        left = next((float(n) for n in numbers if n % 2 == 0), None)
        right = next((float(n) for n in numbers if n % 2), None)
        assert found[id].paragraph == ParagraphFormat(left=left, right=right)


def test_a_chain_of_styles_is_read_link_by_link(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hostile template has 4,000 styles, each based on the one before."""
    read: list[XmlElement | None] = []
    own = resolved_styles.read_paragraph

    def count(properties: XmlElement | None) -> ParagraphFormat:
        read.append(properties)
        return own(properties)

    monkeypatch.setattr(resolved_styles, "read_paragraph", count)
    read_styles(sheet({str(n): str(n - 1) for n in range(2, 502)}), NO_LISTS, {})
    assert len(read) == 501
