"""The marking of a document, in heads and feet."""

from __future__ import annotations

from octavo.document import Publication
from octavo.document.marking import PLAIN, Banner
from octavo.docx.markup import ALIGNED, escape, paragraph, shade


def write_marking(publication: Publication, colour: str = "") -> str:
    """The paragraph with the marking, as its scheme has it; empty when there is none.

    `colour`, as `#RRGGBB`, is for letters that have none of their own on a page that is not white.
    """
    if not publication.marking:
        return ""
    banner = publication.banner
    text = f'<w:t xml:space="preserve">{escape(publication.marking)}</w:t>'
    run = f"<w:r>{_dress(banner, colour)}{text}</w:r>"
    align = f'<w:jc w:val="{ALIGNED[banner.align]}"/>' if banner.align != PLAIN.align else ""
    return paragraph("Marking", run, align)


def _dress(banner: Banner, colour: str) -> str:
    """What the letters differ in from the style of markings."""
    letters = banner.colour or colour
    size = round(2 * banner.size)
    sized = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    parts = (
        f'<w:color w:val="{letters[1:]}"/>' if letters else "",
        sized if banner.size != PLAIN.size else "",
        shade(banner.ground) if banner.ground else "",
    )
    return f"<w:rPr>{''.join(parts)}</w:rPr>" if any(parts) else ""
