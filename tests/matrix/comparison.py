"""Which of the files that several environments made are not the same, byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Difference:
    """A file of which there is more than one version."""

    file: str
    versions: tuple[tuple[str, ...], ...]
    """The environments that agree with one another; those that made no such file agree too."""

    def __str__(self) -> str:
        return f"{self.file}: " + " against ".join(map(" and ".join, self.versions))


def hash_files(folder: Path) -> Mapping[str, str]:
    """The SHA-256 of each file under `folder`, by its name from there."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def compare(made: Mapping[str, Mapping[str, str]]) -> tuple[Difference, ...]:
    """Where the files that each environment made differ, given as hashes, by name of the file."""
    files = sorted({file for hashes in made.values() for file in hashes})
    found = (Difference(file, _group(file, made)) for file in files)
    return tuple(difference for difference in found if len(difference.versions) > 1)


def _group(file: str, made: Mapping[str, Mapping[str, str]]) -> tuple[tuple[str, ...], ...]:
    groups: dict[str, list[str]] = {}
    for environment, hashes in made.items():
        groups.setdefault(hashes.get(file, ""), []).append(environment)
    return tuple(map(tuple, groups.values()))
