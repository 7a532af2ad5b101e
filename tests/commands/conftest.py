"""What the tests of the command line share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

SMALL = Path(__file__).parents[1] / "publications" / "small"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small publication, to be changed at will; the current folder is around it."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return Path(shutil.copytree(SMALL, tmp_path / "content" / "small"))


def change(folder: Path, file: str, old: str, new: str) -> None:
    """Write `new` for the one `old` in a file of the publication."""
    path = folder / file
    text = path.read_bytes().decode()
    assert text.count(old) == 1, (file, old)
    path.write_bytes(text.replace(old, new).encode())
