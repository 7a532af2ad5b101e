"""Characters of a document that no face of its theme has, and where they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from octavo.document import Document
from octavo.document.code import collect_code
from octavo.document.problem import Problem, Severity, Span
from octavo.document.texts import list_texts
from octavo.fonts.faces import Faces, is_code

PACKAGES = {
    "BENGALI": "Hind Siliguri",
    "DEVANAGARI": "Noto Sans Devanagari",
    "KHMER": "Noto Sans Khmer",
    "TAMIL": "Noto Sans Tamil",
    "TELUGU": "Noto Sans Telugu",
    "THAI": "Noto Sans Thai",
}
"""By how the names of a script's characters begin, a family that has them and comes as a package
`fontpkg-…`; known to be there in November 2026."""


def find_doubtful(document: Document, more: Iterable[str], faces: Faces) -> str:
    """The characters of the document and of `more` that some role has no face for, sorted.

    They may stand in others only: what a face has to show is known when the pages are set.
    """
    texts = (*more, *(text for text, _, _ in list_texts(document)))
    shown = {character for text in texts for character in text}
    visible = {c for c in shown if not c.isspace() and unicodedata.category(c) not in {"Cf", "Cc"}}
    code = bool(collect_code(document))
    roles = [face.role for face in faces.theme.typefaces if code or not is_code(face.role)]
    made = [faces.face(role, 10.0) for role in roles]
    return "".join(sorted(c for c in visible if not all(face.has(c) for face in made)))


def list_missing(document: Document, missing: str, in_code: str = "") -> tuple[Problem, ...]:
    """An error for each of the characters `missing` in a face at each place where it stands.

    Those `in_code` are missing in a face of code. What is in no text of the document is in a
    template, and told without a place.
    """
    found = dict.fromkeys(
        (character, span)
        for text, span, code in list_texts(document)
        for character in text
        if character in (in_code if code else missing)
    )
    elsewhere = sorted(set(missing) - {character for character, _ in found})
    return tuple(_tell(*each) for each in (*found, *((one, None) for one in elsewhere)))


def _tell(character: str, span: Span | None) -> Problem:
    name = unicodedata.name(character, "")
    called = f"U+{ord(character):04X}, {name}" if name else f"U+{ord(character):04X}"
    message = f"no face of the theme has `{character}` ({called})"
    family = PACKAGES.get(name.partition(" ")[0], "")
    package = f"fontpkg-{family.lower().replace(' ', '-')}"
    such = f", such as {family} (the package `{package}`)" if family else ""
    hint = f"name a family that has it{such} under `fallback` in templates/theme.yaml"
    return Problem(
        Severity.ERROR,
        "TYP001",
        message,
        span,
        f"{hint}, or write it another way",
        sought=character,
    )
