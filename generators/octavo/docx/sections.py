"""Sections of Word: stretches of pages with their own furniture."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.docx.layout import Layout, twips
from octavo.docx.markup import paragraph

_PARAGRAPH_END = "</w:pPr>"


def section_properties(
    layout: Layout,
    furniture: Sequence[tuple[str, str, str]] = (),
    opener: bool = True,
    numbered_lines: bool = False,
) -> str:
    """The `w:sectPr` of a section that starts on a new page.

    `furniture` names what is new: `header` or `footer`, `first`, `default` or `even`, relationship;
    the rest goes on as before. With an `opener`, the first page has furniture of its own.
    """
    references = "".join(
        f'<w:{kind}Reference w:type="{pages}" r:id="{relationship}"/>'
        for kind, pages, relationship in furniture
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
        )
    )
    size = f'<w:pgSz w:w="{twips(layout.width)}" w:h="{twips(layout.height)}"/>'
    lines = '<w:lnNumType w:countBy="5" w:restart="newPage"/>' if numbered_lines else ""
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/>{size}'
        f'<w:pgMar {margins} w:gutter="0"/>{lines}<w:cols w:space="708"/>'
        f"{'<w:titlePg/>' if opener else ''}</w:sectPr>"
    )


def end_section(written: list[str], properties: str) -> list[str]:
    """`written` with its last paragraph ending the section.

    After a table, where there is no paragraph, a thin one is added.
    """
    last = written[-1] if written else ""
    if not last.startswith("<w:p>"):
        thin = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        return [*written, paragraph("Normal", "", thin + properties)]
    place = last.index(_PARAGRAPH_END)
    return [*written[:-1], f"{last[:place]}{properties}{last[place:]}"]
