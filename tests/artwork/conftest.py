"""What the tests of artwork share: the house's theme and faces, and how to take a drawing apart."""

from __future__ import annotations

import pytest

from octavo.library import Memory
from octavo.theme import Theme, load_theme
from octavo.typeset.fonts import Faces, load_faces


@pytest.fixture(scope="session")
def theme() -> Theme:
    """The built-in theme."""
    return load_theme(Memory({}))


@pytest.fixture(scope="session")
def faces(theme: Theme) -> Faces:
    """The faces of the built-in theme."""
    return load_faces(theme)
