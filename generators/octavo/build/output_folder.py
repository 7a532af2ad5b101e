"""The folder of a publication's finished files, with its manifest: what changes in it, what stays.

Files that Octavo did not make stay, and so do those of an earlier build when only some are made.
What somebody changed since it was made is not thrown away unless that is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from octavo.build.manifest import (
    MANIFEST,
    SIGNATURE,
    BuiltFile,
    describe,
    join_digests,
    list_older,
    read_entries,
    write_manifest,
)
from octavo.build.writing import (
    FileContent,
    NotWritten,
    hash_content,
    open_folder,
    replace_folder,
)
from octavo.document.problem import Problem, Severity

if TYPE_CHECKING:
    from octavo.checks.attribution import Waived

EditedFiles: TypeAlias = Literal["refuse", "overwrite", "keep"]
"""What becomes of files that were changed since they were made, and are made anew or no longer:
they stop the build, they are lost, or they stay under another name."""
MOST = 5
"""Names that a message lists before it counts the others: they fit in two lines, and show what kind
of files they are."""

Entry: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """All that a build made, and what it made it from."""

    files: tuple[BuiltFile, ...]
    whole: frozenset[str]
    """The names of the files that were audited for being complete."""
    sources: Mapping[str, str]
    """The hash of each source file."""
    audiences: tuple[str, ...]
    waived: tuple[Waived, ...]


def write_files(
    target: Path, made: BuildRecord, partial: bool, edited: EditedFiles = "refuse"
) -> tuple[Problem, ...]:
    """Put the files into the folder `target`, and say what its user should know about the others.

    After a `partial` build those of an earlier one stay. Raises `NotWritten`; then nothing has
    changed.
    """
    contents: dict[str, FileContent] = {file.name: file.content for file in made.files}
    with open_folder(target) as folder:
        earlier = read_entries(folder)
        kept = [
            entry
            for entry in earlier
            if partial and entry["name"] not in contents and (folder / str(entry["name"])).exists()
        ]
        staying = {str(entry["name"]) for entry in kept}
        dropped = {SIGNATURE, *(str(entry["name"]) for entry in earlier)} - staying
        contents[MANIFEST] = _write_manifest(made, kept)
        rename = _rescue(folder, earlier, contents, dropped, edited)
        left = replace_folder(folder, contents, dropped, rename)
    return (*_warn_of_older(kept, made), *_warn_of_left(left))


def _write_manifest(made: BuildRecord, kept: Iterable[Entry]) -> bytes:
    source = join_digests(made.sources)
    new = (describe(file, source, file.name in made.whole) for file in made.files)
    waivers = map(asdict, made.waived)
    return write_manifest(made.sources, made.audiences, (*kept, *new), waivers).encode()


# ------------------------------------------------------------------------------ edited files


def _rescue(
    folder: Path,
    earlier: Iterable[Entry],
    contents: Mapping[str, FileContent],
    dropped: Iterable[str],
    edited: EditedFiles,
) -> dict[str, str]:
    """New names for the files that would be lost. Raises `NotWritten` when they stop the build."""
    if edited == "overwrite":
        return {}
    hashes = {str(entry["name"]): str(entry.get("sha256")) for entry in earlier}
    ours = {MANIFEST, SIGNATURE} if hashes else set[str]()
    names = [
        name
        for name in sorted({*contents, *dropped} - ours)
        if _is_edited(folder / name, hashes.get(name, ""), contents.get(name))
    ]
    rename = {name: _name_beside(folder, name) for name in names}
    if names and edited == "refuse":
        said = "is not as Octavo made it" if len(names) == 1 else "are not as Octavo made them"
        reason = f"{list_names(names)} in `{folder}` {said}, and would be lost"
        hint = f"--keep-edited keeps {list_names(rename.values())}, --overwrite keeps nothing"
        raise NotWritten(reason, hint)
    return rename


def _is_edited(path: Path, hash: str, new: FileContent | None) -> bool:
    """Whether what stands there is neither what was built before nor what is written now."""
    if not path.is_file():
        return path.exists() or path.is_symlink()
    found = sha256(path.read_bytes()).hexdigest()
    return found != hash and (new is None or found != hash_content(new))


def _name_beside(folder: Path, name: str) -> str:
    """A free name for what somebody made of `small.docx`: `small.edited.docx`, `-2.docx` and on."""
    stem, suffix = Path(name).stem, Path(name).suffix
    count, new = 1, f"{stem}.edited{suffix}"
    while (folder / new).exists():
        count += 1
        new = f"{stem}.edited-{count}{suffix}"
    return new


def list_names(names: Iterable[str]) -> str:
    """The names as a message lists them, and how many more there are."""
    every = [f"`{name}`" for name in names]
    more = [f"{len(every) - MOST} more"] if len(every) > MOST else []
    shown = every[:MOST] + more
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if shown[1:] else shown)


# ------------------------------------------------------------------------------ what is told


def _warn_of_older(kept: Iterable[Entry], made: BuildRecord) -> tuple[Problem, ...]:
    older = list_older(kept, join_digests(made.sources))
    if not older:
        return ()
    verb = "is" if len(older) == 1 else "are"
    message = f"{list_names(older)} {verb} from an older source than what was made now"
    hint = "they may say different things: build without --only and --audience to make all anew"
    return (Problem(Severity.WARNING, "OUT005", message, hint=hint),)


def _warn_of_left(left: Path | None) -> tuple[Problem, ...]:
    if left is None:
        return ()
    message = f"the files are written; those before them could not be deleted, and are in `{left}`"
    hint = "have their owner delete them"
    return (Problem(Severity.WARNING, "OUT006", message, hint=hint),)
