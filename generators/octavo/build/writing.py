"""Files into a folder: all of them or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = ".octavo-"


class Busy(Exception):  # noqa: N818  a state, not an error
    """Another build is writing to the same folder."""


def replace_folder(target: Path, files: Mapping[str, bytes], keep: frozenset[str]) -> None:
    """Make `target` hold `files`, and of what stood there before only the names in `keep`.

    Everything is first written beside the target; then the two folders change places. Whatever
    goes wrong before that, the disk full, the power gone, leaves what stood there untouched.
    Raises `OSError`, and `Busy` when another build is at work.
    """
    parent = target.parent
    parent.mkdir(parents=True, exist_ok=True)
    with _lock(parent):
        _sweep(target)
        staging = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{target.name}-", dir=parent))
        try:
            _fill(staging, files)
            _carry_over(target, staging, keep - files.keys())
            _open_up(staging)
            _swap(target, staging)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def _lock(folder: Path) -> Generator[None]:
    """Keep other builds out of `folder`; without effect where the system has no such locks."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise Busy(f"another build is writing to {folder}") from None
    finally:
        os.close(handle)


def _old(target: Path) -> Path:
    return target.parent / f"{_PREFIX}{target.name}.old"


def _sweep(target: Path) -> None:
    """Put right what an interrupted build left behind."""
    old = _old(target)
    if old.exists() and not target.exists():
        old.rename(target)
    for left in target.parent.glob(f"{_PREFIX}{target.name}*"):
        if left.name == old.name or left.name.startswith(f"{_PREFIX}{target.name}-"):
            shutil.rmtree(left, ignore_errors=True)


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        with (folder / name).open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    _sync(folder)


def _carry_over(target: Path, staging: Path, keep: frozenset[str]) -> None:
    for name in sorted(keep):
        source = target / name
        if source.is_dir() and not source.is_symlink():
            shutil.copytree(source, staging / name, symlinks=True)
        elif source.is_symlink() or source.exists():
            shutil.copy2(source, staging / name, follow_symlinks=False)


def _open_up(folder: Path) -> None:
    """Give a private temporary folder the permissions that any new folder has."""
    mask = os.umask(0)
    os.umask(mask)
    folder.chmod(0o777 & ~mask)


def _swap(target: Path, staging: Path) -> None:
    old = _old(target)
    if target.exists():
        target.rename(old)
    try:
        staging.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    _sync(target.parent)
    shutil.rmtree(old, ignore_errors=True)


def _sync(folder: Path) -> None:
    """Have the folder's entries written to disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
