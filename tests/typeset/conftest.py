"""What the tests of typesetting share: the house's theme and faces, and a setting for text."""

from __future__ import annotations

import pytest

from octavo.files.library import Memory
from octavo.fonts.faces import Face, Faces, load_faces
from octavo.style.theme import Theme, load_theme
from octavo.style.words import find_conventions
from octavo.typeset.text import TextContext
from octavo.typeset.tokens import ReferenceNames


@pytest.fixture(scope="session")
def theme() -> Theme:
    """The built-in theme."""
    return load_theme(Memory({}))


@pytest.fixture(scope="session")
def faces(theme: Theme) -> Faces:
    """The faces of the built-in theme."""
    return load_faces(theme)


@pytest.fixture(scope="session")
def serif(faces: Faces) -> Face:
    """The face of running text at its size."""
    return faces.face("text", 9.6)


@pytest.fixture(scope="session")
def setting(theme: Theme, faces: Faces) -> TextContext:
    """English text in the house's faces."""
    names = ReferenceNames({"figure": "Figure", "table": "Table", "section": "Section"})
    return TextContext(theme, faces, find_conventions("en-GB"), names)
