"""Files into a folder: all of them or none.

A new folder is filled beside the one that stands there, on disk to the last byte; then the two
change places. Until then nothing that existed is touched, and from then on the new files are there:
a full disk, a fault or a killed process leaves the one folder or the other, whole.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from octavo.build.exchange import exchange_folders

_NEW = ".octavo-new-"
"""How the name of a folder begins that is of no use to anyone once its build has ended; eight
letters and the publication's name follow, so that no name can be taken for another's."""
_MADE = ".octavo-made-"
"""How the name of a folder begins in which processes put what they make; eight letters and the
publication's name follow. While its build runs, that holds a lock on it."""
_OLD = ".octavo-old-"
"""How the name of a folder begins that waits to be put back; the publication's name follows."""
PATIENCE = 10.0
"""Seconds to wait for another build. It writes for a fraction of one, or for a few on a slow disk;
what takes longer hangs, and that has to be told."""
_PAUSE = 0.05
"""Seconds between two looks whether it is done: too short to be noticed, and no load."""

_ADVICE = {
    errno.EACCES: "have its owner let you write there, or name another folder with --output",
    errno.ENOSPC: "make room on the disk, or name a folder on another one with --output",
    errno.EROFS: "name a folder that can be written to with --output",
    errno.ENOTDIR: "move it away, or name another folder with --output",
    errno.EBUSY: "a mounted disk cannot be replaced: name a folder on it with --output",
    errno.ENAMETOOLONG: "give the publication's folder a shorter name",
}
_ALIKE = {
    errno.EPERM: errno.EACCES,
    errno.EDQUOT: errno.ENOSPC,
    errno.EFBIG: errno.ENOSPC,
    errno.EXDEV: errno.EBUSY,
    errno.EEXIST: errno.ENOTDIR,
    errno.ELOOP: errno.ENOTDIR,
    errno.ENOENT: errno.ENOTDIR,
}
"""Faults that call for the same advice as another."""


class NotWritten(Exception):  # noqa: N818  it is said in the past tense
    """The files were not written, and what stood in their folder is as it was."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(f"nothing was written: {reason}" + (f"\n  hint: {hint}" if hint else ""))
        self._said = reason, hint

    def __reduce__(self) -> tuple[type[NotWritten], tuple[str, str]]:
        """A process that writes files for another tells it why it could not."""
        return type(self), self._said


class Busy(NotWritten):
    """Another build is writing to the same folder, and does not finish."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A finished file that waits on the disk of its folder, written to the last byte."""

    path: Path
    size: int
    sha256: str


FileContent: TypeAlias = bytes | StoredFile
"""What a file has, or where that stands."""


def hash_content(content: FileContent) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    return sha256(content).hexdigest() if isinstance(content, bytes) else content.sha256


def store_file(folder: Path, name: str, data: bytes) -> StoredFile:
    """A file of a staging folder, in the place of one that was begun before.

    Raises `NotWritten`.
    """
    try:
        (folder / name).unlink(missing_ok=True)
        _write(folder / name, data)
    except OSError as fault:
        raise explain_fault(fault, folder) from fault
    return StoredFile(folder / name, len(data), sha256(data).hexdigest())


@contextmanager
def open_staging(target: Path) -> Generator[Path]:
    """A folder beside `target` for files that several processes make; afterwards it is gone.

    Raises `NotWritten` when there cannot be one.
    """
    try:
        folder = _follow(target)
        missing = [one for one in folder.parents if not one.exists()]
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = tempfile.mkdtemp(prefix=_MADE, suffix=f"-{folder.name}", dir=folder.parent)
    except OSError as fault:
        raise explain_fault(fault, target) from fault
    staging = Path(made)
    try:
        with _lock(staging, 0.0):
            yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        for one in missing:
            with suppress(OSError):
                one.rmdir()  # of a build that wrote nothing


@contextmanager
def open_folder(target: Path, patience: float = PATIENCE) -> Generator[Path]:
    """Where the files of `target` are, with no other build writing there, to be replaced inside.

    A link leads to the folder that it names. What an interrupted build left is put right first.
    Raises `NotWritten`, for every `OSError` inside too, and `Busy`.
    """
    try:
        folder = _follow(target)
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _lock(folder.parent, patience):
            _sweep(folder)
            yield folder
    except OSError as fault:
        raise explain_fault(fault, target) from fault


def explain_fault(fault: OSError, target: Path) -> NotWritten:
    """What is said of a system that does not let us write to `target`, or a file in it."""
    number = fault.errno or 0
    reason = f"`{fault.filename or target}`: {fault.strerror or fault}"
    return NotWritten(reason, _ADVICE.get(_ALIKE.get(number, number), ""))


def replace_folder(
    folder: Path,
    files: Mapping[str, FileContent],
    drop: Iterable[str] = (),
    rename: Mapping[str, str] | None = None,
) -> Path | None:
    """Make an opened folder hold `files`, and of what stands there all but those and `drop`.

    `rename` has new names under which some of the old ones stay all the same. The result is where
    the old files are when they could not be deleted: they may be somebody else's. Raises
    `OSError`; then nothing is changed.
    """
    parent, replaced = folder.parent, files.keys() | set(drop)
    staging = Path(tempfile.mkdtemp(prefix=_NEW, suffix=f"-{folder.name}", dir=parent))
    try:
        _fill(staging, files)
        known = _carry_over(folder, staging, replaced, rename or {})
        _copy_permissions(folder, staging)
        old = _swap(folder, staging)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    # the new files are there: whatever goes wrong from here on is no reason to say they are not
    with suppress(OSError):
        _sync(parent)
    return _remove(old, folder, known | replaced) if old else None


def _follow(target: Path) -> Path:
    """The folder that `target` is or leads to, or where it will be. Raises `OSError`."""
    if target.is_symlink() and not target.exists():
        raise FileNotFoundError(errno.ENOENT, "a link that leads to nothing", str(target))
    folder = target.resolve()
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "a file, where a folder is wanted", str(target))
    return folder


# ------------------------------------------------------------------------------ one at a time


@contextmanager
def _lock(folder: Path, patience: float) -> Generator[None]:
    """Keep other builds out of `folder`; without effect where the system has no such locks."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        waited = 0.0
        while not _try_lock(fcntl.flock, handle, fcntl.LOCK_EX | fcntl.LOCK_NB):
            if waited >= patience:
                raise Busy(f"another build is writing to `{folder}`", "try again when it is done")
            time.sleep(_PAUSE)
            waited += _PAUSE
        yield
    finally:
        with suppress(OSError):
            os.close(handle)


def _try_lock(flock: Callable[[int, int], object], handle: int, kind: int) -> bool:
    """Whether the lock is ours, or cannot be had at all on this disk."""
    try:
        flock(handle, kind)
    except BlockingIOError:
        return False
    except OSError as fault:
        if fault.errno not in {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP}:
            raise
    return True


def _sweep(folder: Path) -> None:
    """Put right what an interrupted build left behind of this folder, and of no other."""
    old = _name_old(folder)
    if old.exists() and not folder.exists():
        old.rename(folder)
    elif old.exists():
        _set_aside(old, folder)
    for path in folder.parent.iterdir():
        name = path.name.removeprefix(_NEW)
        made = path.name.removeprefix(_MADE)
        ours = re.compile(rf".{{8}}-{re.escape(folder.name)}")
        if (name != path.name and ours.fullmatch(name)) or (
            made != path.name and ours.fullmatch(made) and _is_left(path)
        ):
            shutil.rmtree(path, ignore_errors=True)


def _is_left(staging: Path) -> bool:
    """Whether the build that made the folder has ended; where that cannot be told, no."""
    try:
        import fcntl

        handle = os.open(staging, os.O_RDONLY)
    except (ImportError, OSError):
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


def _name_old(folder: Path) -> Path:
    return folder.parent / f"{_OLD}{folder.name}"


def _set_aside(old: Path, folder: Path) -> None:
    """Move the folder `old` out of the way, so that its name is free even if it cannot be deleted.

    It stays under the same folder: somebody else's may be renamed there, but not moved elsewhere.
    """
    aside = Path(tempfile.mkdtemp(prefix=_NEW, suffix=f"-{folder.name}", dir=folder.parent))
    aside.rmdir()
    old.rename(aside)


# ------------------------------------------------------------------------------ filling


def _fill(folder: Path, files: Mapping[str, FileContent]) -> None:
    for name, content in files.items():
        if isinstance(content, StoredFile):
            content.path.rename(folder / name)
        else:
            _write(folder / name, content)
    _sync(folder)


def _write(path: Path, data: bytes) -> None:
    """Write a new file, on disk to the last byte."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _carry_over(
    folder: Path, staging: Path, replaced: Iterable[str], rename: Mapping[str, str]
) -> frozenset[str]:
    """The names of all that stands in `folder`; what stays of it is in `staging` too."""
    if not folder.exists():
        return frozenset()
    present = sorted(folder.iterdir())
    for path in present:
        if path.name in rename:
            _carry(path, staging / rename[path.name])
        elif path.name not in replaced:
            _carry(path, staging / path.name)
    return frozenset(path.name for path in present)


def _carry(source: Path, place: Path) -> None:
    if source.is_dir() and not source.is_symlink():
        shutil.copytree(source, place, symlinks=True, copy_function=_link)
    else:
        _link(str(source), str(place))


def _link(source: str, place: str) -> None:
    """Have the file in a second place: the same one, so that whoever has it open writes to both.

    A copy where the system allows no links, as between disks, or to somebody else's files.
    """
    try:
        os.link(source, place, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, place, follow_symlinks=False)


def _copy_permissions(folder: Path, staging: Path) -> None:
    """Give a private temporary folder the permissions of the old one, or those of any new one."""
    if folder.exists():
        shutil.copymode(folder, staging)
        return
    mask = os.umask(0)
    os.umask(mask)
    staging.chmod(0o777 & ~mask)


# ------------------------------------------------------------------------------ changing places


def _swap(folder: Path, staging: Path) -> Path | None:
    """Where the old folder is, after the new one took its place; `None` when there was none.

    Raises what went wrong, `KeyboardInterrupt` too, with the old folder in its place.
    """
    if not folder.exists():
        staging.rename(folder)
        return None
    if exchange_folders(folder, staging):
        return staging
    old = _name_old(folder)
    try:
        folder.rename(old)
        staging.rename(folder)
    except BaseException:
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise
    return old


def _remove(old: Path, folder: Path, known: frozenset[str]) -> Path | None:
    """Delete the old folder; the result is where it is if that cannot be done.

    What somebody put into it since it was listed goes to the new one.
    """
    with suppress(OSError):
        for path in old.iterdir():
            if path.name not in known:
                path.rename(folder / path.name)
    with suppress(OSError):
        old.chmod(0o700)  # it may have been made read-only
    with suppress(OSError):
        shutil.rmtree(old, ignore_errors=True)
    try:
        return old if old.exists() else None
    except OSError:
        return old


def _sync(folder: Path) -> None:
    """Have the folder's entries written to disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
