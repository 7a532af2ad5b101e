"""Sections of Word: stretches of pages with their own headers and footers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

from octavo.document.length import Length
from octavo.docx.layout import Layout, twips
from octavo.docx.markup import paragraph, spacing_before

HeaderFooterKind: TypeAlias = Literal["header", "footer"]
"""What stands above the text of a page, or below it."""
_PARAGRAPH_END = "</w:pPr>"
_TABLE = "<w:tbl>"
_LATER = ("<w:ind ", "<w:jc ", "<w:sectPr>")
"""Properties of a paragraph that stand behind its spacing."""
_SPACED = ("Heading", "IntenseQuote", "Figure")
"""Beginnings of styles that have much space above them."""


def section_properties(
    layout: Layout,
    headers_footers: Sequence[tuple[HeaderFooterKind, str, str]] = (),
    opener: bool = True,
    numbered_lines: bool = False,
) -> str:
    """The `w:sectPr` of a section that starts on a new page.

    `headers_footers` names what is new: `header` or `footer`, `first`, `default` or `even`,
    relationship; the rest goes on as before. With an `opener`, the first page has its own.
    """
    references = "".join(
        f'<w:{kind}Reference w:type="{pages}" r:id="{relationship}"/>'
        for kind, pages, relationship in headers_footers
    )
    margins = " ".join(
        f'w:{side}="{twips(length)}"'
        for side, length in (
            ("top", layout.top),
            ("right", layout.right),
            ("bottom", layout.bottom),
            ("left", layout.left),
            ("header", layout.header),
            ("footer", layout.footer),
            ("gutter", layout.gutter),
        )
    )
    turned = ' w:orient="landscape"' if layout.width > layout.height else ""
    size = f'<w:pgSz w:w="{twips(layout.width)}" w:h="{twips(layout.height)}"{turned}/>'
    lines = '<w:lnNumType w:countBy="5" w:restart="newPage"/>' if numbered_lines else ""
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/>{size}'
        f'<w:pgMar {margins}/>{lines}<w:cols w:space="708"/>'
        f"{'<w:titlePg/>' if opener else ''}</w:sectPr>"
    )


def separate_tables(written: Sequence[str], space: Length) -> list[str]:
    """`written` with `space` below each table, which Word cannot give to a table itself.

    What follows gets it above; where that is another table, a paragraph keeps the two apart.
    """
    separated = list(written[:1])
    for above, below in pairwise(written):
        if not above.startswith(_TABLE):
            separated.append(below)
        elif below.startswith(_TABLE):
            separated += [paragraph("Normal", ""), below]
        else:
            separated.append(_push_down(below, space))
    return separated


def _push_down(below: str, space: Length) -> str:
    """The paragraph `below` with `space` above it, unless its style or it itself says how much."""
    place = below.index(_PARAGRAPH_END)
    style, properties = below[:place].split("/>", 1)
    if "<w:spacing " in properties or any(f'"{name}' in style for name in _SPACED):
        return below
    spacing = spacing_before(twips(space))
    later = [at for tag in _LATER if (at := below.find(tag, 0, place)) >= 0]
    place = min([*later, place])
    return f"{below[:place]}{spacing}{below[place:]}"


def end_section(written: list[str], properties: str, apart: bool = False) -> list[str]:
    """`written` with its last paragraph ending the section.

    After a table, where there is no paragraph, a thin one is added; so it is where the end is to
    stand `apart`. A contents list needs that: LibreOffice 7.4 shows no page numbers in the heads
    of a section whose last paragraph ends a field that began in another.
    """
    last = written[-1] if written else ""
    if apart or not last.startswith("<w:p>"):
        thin = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        return [*written, paragraph("Normal", "", thin + properties)]
    place = last.index(_PARAGRAPH_END)
    return [*written[:-1], f"{last[:place]}{properties}{last[place:]}"]
