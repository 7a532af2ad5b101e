"""The only door to the outside: everything a generator may read comes through a `Library`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path
from typing import Protocol

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes; a larger file is refused before it is read. A photograph of 50 million pixels (the most,
`checks.images`) has 20 to 40 MiB as a JPEG; the largest of the proceedings' files, an ICC profile,
has 0.2. It stops devices without an end and disk images put here by mistake."""


class Library(Protocol):
    """Files by name, such as `images/delegates.jpg` or `templates/theme.yaml`."""

    def read(self, name: str) -> bytes:
        """The bytes of the file called `name`.

        Raises `FileNotFoundError` when there is none, and `ValueError` when `name` is absolute, a
        URL, climbs out with `..` or through a symlink, is no ordinary file, or is too large.
        """
        ...


@dataclass(frozen=True)
class Memory:
    """A library held in a mapping, over the built-in templates and assets."""

    files: Mapping[str, bytes]

    def read(self, name: str) -> bytes:
        """The bytes of `name`: from the mapping, else built in."""
        checked = check_name(name)
        return self.files[checked] if checked in self.files else read_builtin(checked)


@dataclass(frozen=True)
class Folder:
    """A library in a folder, over the built-in templates and assets."""

    root: Path

    def read(self, name: str) -> bytes:
        """The bytes of `name`: from the folder, else built in."""
        path = self.root / check_name(name)
        if not path.exists():
            return read_builtin(name)
        if not path.resolve().is_relative_to(self.root.resolve()):
            raise ValueError(f"`{name}` leads out of the publication's folder")
        if not path.is_file():
            raise ValueError(f"`{name}` is not an ordinary file")
        if path.stat().st_size > LARGEST_FILE:
            raise ValueError(f"`{name}` is larger than {LARGEST_FILE // 2**20} MiB")
        return path.read_bytes()


@dataclass(frozen=True)
class Changed:
    """A library some of whose files have other bytes."""

    library: Library
    files: Mapping[str, bytes]

    def read(self, name: str) -> bytes:
        """The bytes of `name`: the new ones, if there are any."""
        return self.files[name] if name in self.files else self.library.read(name)


LISTED = "/"
"""How the list of all files is called among the answers of a library; no file is called so."""


@dataclass(frozen=True, eq=False)
class Recording:
    """A library that remembers what it was asked, and a digest of what it answered."""

    library: Library
    answers: dict[str, str] = field(default_factory=dict[str, str])
    """By the name of a file, there or not; by `LISTED` for the list of all. Empty for what was
    answered in one way and then in another."""

    def read(self, name: str) -> bytes:
        """The bytes of `name`, as the library has them."""
        try:
            data = self.library.read(name)
        except (OSError, ValueError) as fault:
            self.note(name, f"{type(fault).__name__}: {fault}")
            raise
        self.note(name, sha256(data).hexdigest())
        return data

    def note(self, name: str, answer: str) -> None:
        """Remember an answer."""
        known = self.answers.setdefault(name, answer)
        if known != answer:
            self.answers[name] = ""


def anchor(library: Library) -> Library:
    """The same library for a process whose current folder is another."""
    match library:
        case Folder():
            return Folder(library.root.resolve())
        case Changed() | Recording():
            return replace(library, library=anchor(library.library))
        case _:
            return library


def answers_alike(library: Library, answers: Mapping[str, str]) -> bool:
    """Whether `library` gives the `answers` that a recording has of one."""
    again = Recording(library)
    for name, answer in answers.items():
        with suppress(OSError, ValueError):
            list_file_names(again) if name == LISTED else again.read(name)
        if not answer or again.answers[name] != answer:
            return False
    return True


MOST_LISTED = 2000
"""Files of a folder that are listed: two hundred times what a publication has. A folder with more
is somebody's home, and looking through it would take longer than the check."""


def list_file_names(library: Library) -> tuple[str, ...]:
    """The files that somebody put into the library, in order; none where it cannot list them.

    What stands in a hidden folder or begins with a dot is not listed, nor what a link leads to.
    """
    match library:
        case Memory():
            return tuple(sorted(library.files))
        case Changed():
            return list_file_names(library.library)
        case Recording():
            names = list_file_names(library.library)
            library.note(LISTED, sha256("\0".join(names).encode("utf-8", "replace")).hexdigest())
            return names
        case Folder():
            return tuple(sorted(islice(_walk(library.root), MOST_LISTED)))
        case _:
            return ()


def _walk(folder: Path, before: str = "") -> Iterator[str]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return  # a folder that may not be looked into has no names for us
    for path in entries:
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            yield from _walk(path, f"{before}{path.name}/")
        elif path.is_file():
            yield before + path.name


def check_name(name: str) -> str:
    """`name`, when it is a relative path that stays inside. Raises `ValueError` otherwise."""
    parts = name.split("/")
    odd = "\\" in name or "\0" in name or ":" in parts[0] or name.startswith(("/", "~"))
    if odd or not name or any(part in {"", ".", ".."} for part in parts):
        raise ValueError(f"`{name}` is not the name of a file in the publication's folder")
    return name


@lru_cache(128)
def read_builtin(name: str) -> bytes:
    """The bytes of a built-in template or asset, read once. Raises `FileNotFoundError`."""
    if not name.startswith(("templates/", "assets/")):
        raise FileNotFoundError(name)
    found = builtin().joinpath(name)
    if not found.is_file():
        raise FileNotFoundError(name)
    return found.read_bytes()


def read_folder(name: str) -> Iterator[tuple[str, bytes]]:
    """The files of a built-in folder, in order, each under its name in it."""
    for found in sorted(builtin().joinpath(name).iterdir(), key=lambda one: one.name):
        if found.is_file():
            yield found.name, found.read_bytes()


@cache
def builtin() -> Traversable:
    """The folder of templates/ and assets/: the package when installed, else the checkout."""
    package = files("octavo")
    return package if package.joinpath("templates").is_dir() else Path(__file__).parents[3]
