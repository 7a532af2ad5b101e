"""What the tests of artwork share: the house's theme and faces, and how to take a drawing apart."""

from __future__ import annotations

import pytest

from octavo.files.library import Memory
from octavo.fonts.faces import Faces, load_faces
from octavo.style.theme import Theme, load_theme


@pytest.fixture(scope="session")
def theme() -> Theme:
    """The built-in theme."""
    return load_theme(Memory({}))


@pytest.fixture(scope="session")
def faces(theme: Theme) -> Faces:
    """The faces of the built-in theme."""
    return load_faces(theme)
