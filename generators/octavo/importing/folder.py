"""The folder that an import writes, and the files beside a document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from octavo.files.library import LARGEST_FILE
from octavo.importing.opening import ReadFile, refuse
from octavo.importing.pictures import make_slug

LONGEST_NAME = 60
"""Characters of the name of a folder, which is part of the name of every file that is built."""


def choose_folder(files: Sequence[Path], output: Path | None) -> Path:
    """The folder to write: `output`, else one beside here that is called after the first file.

    Raises `SourceError` when it has files already.
    """
    folder = output or Path.cwd() / (make_slug(files[0].stem, LONGEST_NAME) or "publication")
    if folder.exists() and any(folder.iterdir()):
        hint = "name another one with `--output`, or move away what is in it"
        raise refuse("IMF006", "the folder has files already", folder.name, hint)
    return folder


def open_beside(folder: Path) -> ReadFile:
    """What gives the files in `folder`, and none outside of it, as a document names them."""
    root = folder.resolve()

    def read(name: str) -> bytes | None:
        try:
            file = (root / name).resolve()
            inside = file.is_relative_to(root) and file.is_file()
            return file.read_bytes() if inside and file.stat().st_size <= LARGEST_FILE else None
        except (OSError, ValueError):
            return None

    return read
