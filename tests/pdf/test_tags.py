"""The roles of the structure tree, held against both editions of the standard."""

from __future__ import annotations

from typing import cast, get_args

import pytest

from octavo.pdf.tags import ROLES, Role, StructureElement

OLD = frozenset(
    {
        *(
            "Document",
            "Part",
            "Art",
            "Sect",
            "Div",
            "BlockQuote",
            "Caption",
            "TOC",
            "TOCI",
            "Index",
        ),
        *("NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6"),
        *("L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"),
        *("Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot"),
        *("Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"),
    }
)
"""The standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4)."""
NEW = frozenset(
    {
        *("Document", "DocumentFragment", "Part", "Sect", "Div", "Aside", "NonStruct"),
        *("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Title", "FENote", "Sub"),
        *("Lbl", "Span", "Em", "Strong", "Link", "Annot", "Form"),
        *("Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "L", "LI", "LBody"),
        *("Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Caption", "Figure"),
        *("Formula", "Artifact"),
    }
)
"""Those of PDF 2.0 (ISO 32000-2, 14.8.4)."""


def roles(kind: object) -> set[str]:
    """The words of a type that is made of literals."""
    parts = get_args(kind)
    return {word for part in parts for word in ([part] if isinstance(part, str) else roles(part))}


def test_every_role_has_a_structure_type() -> None:
    assert set(ROLES) == roles(Role)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_written_as_a_type_that_pdf_1_7_knows(role: Role) -> None:
    assert ROLES[role].old in OLD


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_written_as_a_type_that_pdf_2_0_knows(role: Role) -> None:
    kind = ROLES[role]

    assert kind.new in NEW if kind.new else kind.old not in NEW


def test_an_unknown_role_is_an_error() -> None:
    with pytest.raises(KeyError, match="Sidebar"):
        StructureElement(cast("Role", "Sidebar"))
