"""Characters of a document that the faces of its theme do not have, and where they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import is_dataclass
from typing import cast

from octavo.document import Code, CodeBlock, Document
from octavo.document.code import collect_code
from octavo.document.fields import read_fields
from octavo.document.problem import Problem, Severity, Span
from octavo.fonts.faces import Faces, is_code

_SHOWN = frozenset({"required", "drawn", "optional"})
"""Uses of fields whose text stands on a page, or may."""
_PUBLICATION = Span("publication.yaml", 0)
"""Where stands what has no place of its own."""


def find_doubtful(document: Document, more: Iterable[str], faces: Faces) -> str:
    """The characters of the document and of `more` that some face of the theme lacks, sorted.

    They may stand in others only: what a face has to show is known when the pages are set.
    """
    texts = (*more, *(text for text, _, _ in _list_texts(document, _PUBLICATION)))
    shown = {character for text in texts for character in text}
    visible = {c for c in shown if not c.isspace() and unicodedata.category(c) not in {"Cf", "Cc"}}
    code = bool(collect_code(document))
    roles = [face.role for face in faces.theme.typefaces if code or not is_code(face.role)]
    fonts = [faces.face(role, 10.0).hb_font for role in roles]
    return "".join(
        sorted(c for c in visible if any(font.get_nominal_glyph(ord(c)) is None for font in fonts))
    )


def list_missing(document: Document, missing: str, in_code: str = "") -> tuple[Problem, ...]:
    """An error for each place in the source where characters stand that are `missing` in a face.

    Those `in_code` are missing in a face of code. What is in no text of the document is in a
    template, and told without a place.
    """
    found: dict[Span, dict[str, None]] = {}
    for text, span, code in _list_texts(document, _PUBLICATION):
        lacking = in_code if code else missing
        for character in text:
            if character in lacking:
                found.setdefault(span, {})[character] = None
    elsewhere = set(missing).difference(*found.values())
    problems = [_tell("".join(characters), span) for span, characters in found.items()]
    return (*problems, *([_tell("".join(sorted(elsewhere)), None)] if elsewhere else []))


def _tell(characters: str, span: Span | None) -> Problem:
    shown = ", ".join(f"`{character}` (U+{ord(character):04X})" for character in characters)
    message = f"the faces of the theme have no {shown}"
    hint = "name a face that has them in templates/theme.yaml, or write it another way"
    return Problem(Severity.ERROR, "TYP001", message, span, hint, sought=characters[0])


def _list_texts(node: object, span: Span, code: bool = False) -> Iterator[tuple[str, Span, bool]]:
    """The texts that pages may show of what is under `node`, each with the nearest place known, and
    whether it is code."""
    if isinstance(node, tuple):
        for one in cast("tuple[object, ...]", node):
            yield from _list_texts(one, span, code)
    elif isinstance(node, str):
        yield node, span, code
    elif is_dataclass(node):
        own: object = getattr(node, "span", None)
        here = own if isinstance(own, Span) else span
        for _, use, value in read_fields(node):
            if use in _SHOWN:
                yield from _list_texts(value, here, isinstance(node, Code | CodeBlock))
