"""What the tests of the engine share."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import octavo.build.jobs
from engine.outputs import USUAL
from octavo import Generator

SMALL = Path(__file__).parents[1] / "publications" / "small"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small publication, to be changed at will."""
    return Path(shutil.copytree(SMALL, tmp_path / "content" / "small"))


@pytest.fixture
def generators(monkeypatch: pytest.MonkeyPatch) -> dict[str, Generator[Any]]:
    """The generators that are installed, as a dictionary to be changed at will."""
    installed = dict(USUAL)
    monkeypatch.setattr(octavo.build.jobs, "list_generators", lambda: tuple(sorted(installed)))
    monkeypatch.setattr(octavo.build.jobs, "find_generator", installed.__getitem__)
    return installed
