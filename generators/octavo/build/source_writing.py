"""Files of the source, written anew or for the first time: whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from octavo.files.library import check_name


def replace_file(file: Path, data: bytes) -> None:
    """Have `data` in `file`, which keeps its permissions; where it is a link, in what that names.

    Raises `OSError` when it cannot be written; then the old file is as it was.
    """
    target = file.resolve()
    beside = target.with_name(f".octavo-{target.name}")
    try:
        with beside.open("wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        beside.chmod(target.stat().st_mode)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def create_file(file: Path, data: bytes) -> None:
    """Have `data` in the new `file`, whose folders are made.

    Raises `NotWritten` when it is there already, and `OSError` when it cannot be written.
    """
    from octavo.build.writing import NotWritten

    if file.exists():
        raise NotWritten(f"`{file}` is there already")
    write_file(file, data)


def write_file(file: Path, data: bytes) -> None:
    """Have `data` in `file`, new or not, whose folders are made.

    Raises `OSError` when it cannot be written; then nothing is new, but for folders.
    """
    new = not file.exists()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    try:
        replace_file(file, data)
    except BaseException:
        if new:
            file.unlink()
        raise


def create_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Have `files`, by name, in the new or empty `folder`: all of them, or none.

    Raises `NotWritten` when something stands there already, or it cannot be written, and
    `ValueError` when a name leads out of it. Then nothing is new.
    """
    from octavo.build.writing import NotWritten

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotWritten(f"`{folder}` is there, and not empty")
    new = [parent for parent in folder.parents if not parent.exists()]
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _fill_folder(folder, files)
    except BaseException as fault:
        for parent in new:
            with suppress(OSError):
                parent.rmdir()
        if not isinstance(fault, OSError):
            raise
        reason = fault.strerror or fault
        raise NotWritten(f"`{folder}` cannot be written: {reason}") from fault


def _fill_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` beside `folder`, and move them there when they are all there."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix=".octavo-", dir=folder.parent) as beside:
        made = Path(beside) / "new"
        for name, data in files.items():
            file = made / check_name(name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        if folder.exists():
            _move_entries(made, folder)
        else:
            made.rename(folder)


def _move_entries(source: Path, folder: Path) -> None:
    """Move all that is in `source` to the empty `folder`, in which somebody may be, or nothing."""
    moved: list[Path] = []
    try:
        for entry in tuple(source.iterdir()):
            moved.append(entry)
            entry.rename(folder / entry.name)
    except BaseException:
        for entry in moved:
            with suppress(OSError):
                (folder / entry.name).rename(entry)
        raise
