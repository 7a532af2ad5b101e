"""What the tests of the cache share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

SMALL = Path(__file__).parents[1] / "publications" / "small"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small publication, to be changed at will."""
    return Path(shutil.copytree(SMALL, tmp_path / "content" / "small"))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a cache is, which is in use."""
    monkeypatch.setenv("OCTAVO_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"
