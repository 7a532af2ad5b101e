"""What was built, from what and for whom; what each reader may be given of it; and verifying it.

The whole manifest is for those who publish: it names every audience and every source. The part
that goes with one reader's files says nothing that the files do not, so that it stays the same
whatever is changed that this reader may not see.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import cast

from octavo.build.writing import FileContent, hash_content
from octavo.document import Document, Picture, Recipient
from octavo.document.problem import Problem, Severity, Span
from octavo.document.walk import query
from octavo.files.library import Library

MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.p7s"
"""The detached signature of the manifest beside it: CMS in DER, under the ending of RFC 5751."""
SEAL = "seal"
"""The key under which a signed manifest says whose signature belongs to it."""
KEYS = (
    *("octavo", "files", "name", "generator", "audience", "pages", "bytes", "sha256"),
    *("document", "audit", "passed", "whole", SEAL, "certificate"),
)
"""The keys in the part of it that goes with one reader's files."""
PRIVATE = frozenset({"queries", "source"})
"""What the entry of a file says that its readers are not given."""


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """One file that was made."""

    name: str
    generator: str
    audience: str
    """Id; empty for the general edition."""
    pages: int
    content: FileContent = field(repr=False)
    """As it was made here, or where another process has put it."""
    document: str = ""
    """The hash of what its readers may read, from which it was made."""
    queries: bool = False
    """Whether it shows the author's queries."""
    recipient: Recipient | None = None
    """The reader for whom it is a copy of what is for an audience; `None` for the audience's."""

    @property
    def data(self) -> bytes:
        """The file itself. Raises `OSError` when it was put on disk and cannot be read there."""
        return self.content if isinstance(self.content, bytes) else self.content.path.read_bytes()

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.content) if isinstance(self.content, bytes) else self.content.size

    @property
    def sha256(self) -> str:
        """The hash of its bytes, in hexadecimal digits."""
        return hash_content(self.content)

    def move(self, folder: Path) -> BuiltFile:
        """The same file, where it stands in `folder` now if it stood on disk."""
        if isinstance(self.content, bytes):
            return self
        return replace(self, content=replace(self.content, path=folder / self.name))


@dataclass(frozen=True, slots=True)
class Result:
    """What a build made."""

    folder: Path
    files: tuple[BuiltFile, ...]
    problems: tuple[Problem, ...]
    """Warnings and notes, in order of file and line."""
    unchanged: bool = False
    """Whether the files stood there already, just as they would be made."""


def list_own(folder: Path) -> list[str]:
    """The publication's own templates and assets."""
    found = (path for part in ("templates", "assets") for path in folder.glob(f"{part}/**/*"))
    return [path.relative_to(folder).as_posix() for path in found if path.is_file()]


def digest_document(document: Document, library: Library) -> str:
    """One SHA-256 over what `document` says and the files that it names."""
    total = sha256(repr(document).encode())
    for name in list_pictures(document):
        total.update(library.read(name))
    return total.hexdigest()


def digest_copy(digest: str, reader: Recipient) -> str:
    """One SHA-256 over a document that has this one, and what it says to one of its readers."""
    own = reader.id, reader.name, reader.weights
    return sha256(f"{digest} {own!r}".encode()).hexdigest()


def digest_whole(document: Document) -> str:
    """One SHA-256 over what `document` says and where in the source each part of it stands."""
    places = tuple(query(document, Span))
    return sha256(repr((document, places)).encode()).hexdigest()


def list_pictures(document: Document) -> tuple[str, ...]:
    """The picture files that the document names, each once."""
    named = [picture.file for picture in query(document, Picture)]
    photos = [photo.file for photo in document.photos if photo.file]
    return tuple(sorted({*named, *photos}))


def digest_sources(library: Library, files: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of each source file, by name."""
    return {name: sha256(library.read(name)).hexdigest() for name in sorted(set(files))}


def join_digests(sources: Mapping[str, str]) -> str:
    """One SHA-256 over the names and the hashes of all source files."""
    lines = (f"{name}\0{digest}\n" for name, digest in sources.items())
    return sha256("".join(lines).encode()).hexdigest()


def describe(file: BuiltFile, source: str, whole: bool) -> dict[str, object]:
    """The entry of a file that stood up to the audit, `whole` or for what must not be in it."""
    return {
        "name": file.name,
        "generator": file.generator,
        "audience": file.audience,
        "pages": file.pages,
        "bytes": file.size,
        "sha256": file.sha256,
        "document": file.document,
        "audit": {"passed": True, "whole": whole},
        "queries": file.queries,
        "source": source,
    }


def write_manifest(
    sources: Mapping[str, str],
    audiences: Iterable[str],
    entries: Iterable[Mapping[str, object]],
    waivers: Iterable[Mapping[str, object]] = (),
) -> str:
    """The whole manifest, as JSON: for those who publish."""
    return _write(
        {
            "octavo": version("octavo"),
            "source": join_digests(sources),
            "sources": dict(sources),
            "audiences": list(audiences),
            "waivers": list(waivers),
            "files": sorted(entries, key=lambda entry: str(entry["name"])),
        }
    )


def write_part(audience: str, entries: Iterable[Mapping[str, object]]) -> str:
    """What goes with the files of `audience`, as JSON: these files, and nothing about others.

    Copies with the author's queries are no reader's, and not among them.
    """
    own = [
        {key: value for key, value in entry.items() if key not in PRIVATE}
        for entry in entries
        if entry.get("audience", "") == audience and not entry.get("queries")
    ]
    files = sorted(own, key=lambda entry: str(entry["name"]))
    return _write({"octavo": version("octavo"), "files": files})


def add_seal(manifest: bytes, files: Mapping[str, bytes], certificate: str) -> bytes:
    """The manifest for the signed `files`, with the hash of the signer's certificate.

    Raises `ValueError` when it is none.
    """
    found: dict[str, object] = json.loads(manifest)
    entries = cast("list[dict[str, object]]", found["files"])
    for entry in entries:
        data = files.get(str(entry["name"]))
        if data is not None:
            entry |= {"bytes": len(data), "sha256": sha256(data).hexdigest()}
    return _write({**found, SEAL: {"certificate": certificate}}).encode()


def read_seal(folder: Path) -> str:
    """The hash of the certificate whose signature belongs to the manifest; empty for none."""
    try:
        return str(json.loads((folder / MANIFEST).read_bytes())[SEAL]["certificate"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _write(manifest: Mapping[str, object]) -> str:
    return json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"


def read_entries(folder: Path) -> list[dict[str, object]]:
    """What the manifest in `folder` lists; empty when there is none that can be read."""
    return _read(folder)[0]


def _read(folder: Path) -> tuple[list[dict[str, object]], str]:
    """The same, and the hash of the source that the newest of the files were made from."""
    try:
        found = json.loads((folder / MANIFEST).read_bytes())
        entries = [dict(entry) for entry in found["files"] if isinstance(entry["name"], str)]
        return entries, str(found.get("source", ""))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return [], ""


def list_older(entries: Iterable[Mapping[str, object]], source: str) -> tuple[str, ...]:
    """The names of files that were made from another source than the one with the hash `source`.

    What does not say what it was made from, as in a reader's part, is not among them.
    """
    return tuple(str(entry["name"]) for entry in entries if entry.get("source", source) != source)


def extract(folder: Path, audience: str) -> str:
    """Of the manifest in `folder`, what goes with the files of `audience`; empty for everyone's.

    Raises `LookupError` when it lists no such file.
    """
    part = [entry for entry in read_entries(folder) if entry.get("audience", "") == audience]
    if not part:
        readers = f"for `{audience}`" if audience else "for everyone"
        raise LookupError(f"no {MANIFEST} in `{folder}` lists a file {readers}")
    return write_part(audience, part)


def verify(folder: Path) -> tuple[Problem, ...]:
    """How the files in `folder`, a finished publication, differ from what its manifest lists.

    Raises `LookupError` when there is no manifest that can be read.
    """
    entries, source = _read(folder)
    if not entries:
        raise LookupError(f"there is no {MANIFEST} in `{folder}` that lists files")
    present = {path.name: path for path in sorted(folder.iterdir())}
    said = [(str(entry["name"]), str(entry.get("sha256"))) for entry in entries]
    problems = [*_find_odd_names([name for name, _ in said])]
    if present[MANIFEST].is_symlink():
        problems.append(_tell_link(MANIFEST))
    problems += [
        problem
        for name, hash in said
        if _is_plain(name)
        for problem in _compare(name, present.get(name), hash)
    ]
    problems += map(_tell_older, list_older(entries, source))
    listed = {MANIFEST, SIGNATURE, *(name for name, _ in said)}
    for name in (name for name in present if name not in listed):
        message = f"`{name}` is not in the manifest"
        hint = "keep files of your own elsewhere"
        problems.append(Problem(Severity.WARNING, "VER003", message, hint=hint))
    return tuple(problems)


def _find_odd_names(names: list[str]) -> Iterator[Problem]:
    """What no build writes into a manifest: a file elsewhere, or one name twice."""
    for name in dict.fromkeys(names):
        if not _is_plain(name) or names.count(name) > 1:
            found = "twice" if _is_plain(name) else "which is no file of this folder"
            message = f"the manifest lists `{name}`, {found}"
            hint = "somebody has edited the manifest: build again"
            yield Problem(Severity.ERROR, "VER006", message, hint=hint)


def _is_plain(name: str) -> bool:
    """Whether the name is that of a file in the folder itself."""
    return name not in {"", ".", ".."} and not any(sign in name for sign in "/\\\0")


def _tell_older(name: str) -> Problem:
    message = f"`{name}` is from an older source than the files that were made last"
    hint = "it may say different things from them, and quote other pages: build all of them again"
    return Problem(Severity.ERROR, "VER004", message, hint=hint)


def _tell_link(name: str) -> Problem:
    message = f"`{name}` is a link to another file, not the file that was built"
    hint = "what it leads to can change: put the file itself in its place, or build it again"
    return Problem(Severity.ERROR, "VER005", message, hint=hint)


def _compare(name: str, path: Path | None, hash: str) -> Iterator[Problem]:
    if path is not None and path.is_symlink():
        yield _tell_link(name)
    elif path is None or not path.is_file():
        yield Problem(Severity.ERROR, "VER001", f"`{name}` is missing", hint="build it again")
    elif sha256(path.read_bytes()).hexdigest() != hash:
        message = f"`{name}` is not the file that was built"
        yield Problem(Severity.ERROR, "VER002", message, hint="build it again")
