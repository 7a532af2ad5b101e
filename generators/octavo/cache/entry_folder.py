"""The folder on this machine in which entries are kept; it may be deleted at any time.

Entries have words of the source in them, so nobody else may look into the folder. Whatever is
wrong with it is no error: what is not there is worked out.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

VARIABLE = "OCTAVO_CACHE"
OFF = "off"
"""What this variable says when nothing is to be kept."""
NAME = "verdicts"
"""Of the folder with the entries, in the one that the system or the user has for Octavo's cache."""
MOST_BYTES = 32 * 1024 * 1024
"""Of all entries together; the oldest go first. What is kept of the proceedings takes 40 KB, so
these are some hundreds of publications, and less than a browser keeps of one page."""
LARGEST_ENTRY = 1024 * 1024
"""Bytes: a list of three thousand problems. What has more is being written, and changes anyway."""
_TAG = "CACHEDIR.TAG"
_SIGNATURE = b"Signature: 8a477f597d28d172789f06886806bc55\n# Made by Octavo. Delete it at will.\n"
"""By this file, programs that make backups know a folder that they need not copy."""
_OTHERS = 0o077
"""The bits of a folder's mode that let anybody but its owner in."""


class Unusable(Exception):  # noqa: N818  it is a reason, and no error of anybody
    """The folder cannot hold entries; the message says why."""


@dataclass(frozen=True, slots=True)
class EntryFolder:
    """Entries by key, each checked to be whole."""

    path: Path

    def read(self, key: str) -> bytes | None:
        """What is kept under `key`; `None` for what is not there, damaged, or not Octavo's."""
        file = self.path / key
        try:
            if file.stat().st_size > LARGEST_ENTRY + len(key):
                return None
            data = file.read_bytes()
        except OSError:
            return None
        digest, _, content = data.partition(b"\n")
        if digest != _seal(key, content):
            return None
        with suppress(OSError):
            os.utime(file)  # what is used stays longest
        return content

    def write(self, key: str, content: bytes) -> None:
        """Keep `content` under `key`, if there is room for it."""
        if len(content) > LARGEST_ENTRY - 64:
            return
        with suppress(OSError):
            handle, name = tempfile.mkstemp(prefix=".new-", dir=self.path)
            new = Path(name)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_seal(key, content) + b"\n" + content)
                new.replace(self.path / key)
            except BaseException:
                new.unlink(missing_ok=True)
                raise

    def tidy(self, most: int = MOST_BYTES) -> None:
        """Delete the oldest entries, until the others have no more than `most` bytes."""
        with suppress(OSError):
            found = [(path.stat(), path) for path in self.path.iterdir() if path.name != _TAG]
            left = sum(about.st_size for about, _ in found)
            for about, path in sorted(found, key=lambda one: one[0].st_mtime_ns):
                if left <= most:
                    return
                path.unlink(missing_ok=True)
                left -= about.st_size


def _seal(key: str, content: bytes) -> bytes:
    """What stands before the content of an entry, and tells that it is whole and its own."""
    return sha256(key.encode() + b"\n" + content).hexdigest().encode()


def choose_place(environment: Mapping[str, str]) -> Path | None:
    """Where the cache is: where OCTAVO_CACHE says, else where the system has caches.

    `None` when it is switched off, or nobody has a home.
    """
    chosen = environment.get(VARIABLE, "")
    if chosen == OFF:
        return None
    if chosen:
        return Path(chosen).absolute()
    if sys.platform == "win32" and environment.get("LOCALAPPDATA"):
        return Path(environment["LOCALAPPDATA"], "octavo", "Cache")
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "octavo"
    base = Path(environment.get("XDG_CACHE_HOME", ""))
    return (base if base.is_absolute() else home / ".cache") / "octavo"


def open_entries(place: Path, publication: Path) -> EntryFolder:
    """The folder of entries at `place`, made if need be. Raises `Unusable`.

    It is never inside the folder of the `publication`, nor one that others can look into.
    """
    folder = place / NAME
    try:
        if folder.resolve().is_relative_to(publication.resolve()):
            raise Unusable("it is in the publication's folder")
        place.mkdir(parents=True, exist_ok=True)
        if not folder.exists():
            folder.mkdir(mode=0o700, exist_ok=True)
            (folder / _TAG).write_bytes(_SIGNATURE)
        about = folder.lstat()
    except (OSError, RuntimeError) as fault:
        raise Unusable(getattr(fault, "strerror", None) or str(fault)) from fault
    if not folder.is_dir() or folder.is_symlink():
        raise Unusable(f"`{folder}` is no folder")
    if sys.platform != "win32":
        if about.st_uid != os.geteuid():
            raise Unusable(f"`{folder}` belongs to somebody else")
        if about.st_mode & _OTHERS:
            raise Unusable(f"others may look into `{folder}`; delete it")
    return EntryFolder(folder)
