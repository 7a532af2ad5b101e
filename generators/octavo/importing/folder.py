"""The folder that an import writes, all of it or nothing, and the files beside a document."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from octavo.files.library import LARGEST_FILE, check_name
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


def write_folder(
    folder: Path,
    files: Mapping[str, bytes],
    add: Callable[[Path], Mapping[str, bytes]] = lambda made: {},
) -> None:
    """Have `files` in `folder`, which is made, or is empty, and those that `add` makes of them.

    They are written beside it first, so that nobody meets half of them. Raises `OSError`; then
    nothing has changed.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".octavo-import-", dir=folder.parent) as beside:
        made = Path(beside) / "made"
        _write_all(made, files)
        _write_all(made, add(made))
        if folder.exists():
            folder.rmdir()
        shutil.move(made, folder)


def _write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        file = folder / check_name(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


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
