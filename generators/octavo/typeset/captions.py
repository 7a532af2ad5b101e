"""Captions of figures and tables to rows."""

from __future__ import annotations

from octavo.document import Inlines, Strong, Text
from octavo.document.walk import text_of
from octavo.pdf.tags import StructureElement
from octavo.typeset.context import Region, TypesetContext
from octavo.typeset.flow import FlowItem
from octavo.typeset.paragraphs import set_text


def set_caption(
    label: str,
    caption: Inlines,
    credit: str,
    context: TypesetContext,
    region: Region,
    parent: StructureElement,
) -> tuple[FlowItem, ...]:
    """The lines of a caption: label, words and credit, as far as there are any."""
    words: list[Inlines] = []
    if label:
        words.append((Strong((Text(f"{label}  "),)),))
    words.append(caption)
    if credit:
        stop = "" if text_of(caption).rstrip().endswith((".", "!", "?")) or not caption else "."
        words.append((Text(f"{stop} {credit}."),))
    joined = tuple(inline for part in words for inline in part)
    if not text_of(joined).strip():
        return ()
    return set_text(joined, context.styles.caption, parent.add("Caption"), context, region)
