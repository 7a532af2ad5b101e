"""Which short forms a reader is told the meaning of: each once in a part of the document."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.pdf.tags import StructureElement


def keep_first_expansions(root: StructureElement) -> None:
    """Leave each expansion to the first of its short forms in each part under `root`.

    In reading order, of what is drawn: a screen reader says an expansion wherever there is one.
    """
    for part in root.drawn_children():
        known: set[str] = set()
        for element in _walk(part) if isinstance(part, StructureElement) else ():
            if element.expansion in known:
                element.expansion = ""
            elif element.expansion:
                known.add(element.expansion)


def _walk(element: StructureElement) -> Iterator[StructureElement]:
    yield element
    for child in element.drawn_children():
        if isinstance(child, StructureElement):
            yield from _walk(child)
