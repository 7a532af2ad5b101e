"""What a generator may read: of a library, the part that belongs to one document and its output."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from typing import cast

from octavo.build.manifest import list_pictures
from octavo.document import Document, Draft, Picture, Row
from octavo.document.walk import query
from octavo.files.library import Library, list_file_names, read_builtin


@dataclass(frozen=True, slots=True)
class _RestrictedLibrary:
    """Of a library, what one document may use; other files do not exist for its generator."""

    library: Library
    own: frozenset[str]
    """Files that the document or an option of its output names."""
    content: frozenset[str]
    """All files that the publication is read from, for whomever."""
    foreign: str = ""
    """The name of a generator of another package; empty for one of Octavo's."""

    def read(self, name: str) -> bytes:
        """The bytes of `name`.

        Raises `FileNotFoundError` for a file of the publication's that the document does not name,
        unless it is a template, or stands in the place of a built-in asset. A generator of another
        package has fewer templates, and Octavo's own in the place of those made for others.
        """
        if self.foreign and not self._may_be_foreign(name):
            return read_builtin(name)
        template = name.startswith("templates/")
        house = name not in self.content and (template or _is_builtin(name))
        if name not in self.own and not house:
            raise FileNotFoundError(name)
        return self.library.read(name)

    def _may_be_foreign(self, name: str) -> bool:
        """Whether a generator of another package may have the publication's own file `name`."""
        house = name == THEME or name.startswith((WORDS, f"templates/{self.foreign}/"))
        return name in self.own or house or (name.startswith("assets/") and _is_builtin(name))


THEME = "templates/theme.yaml"
WORDS = "templates/words/"
"""The only templates that all generators share: colours and faces, and the words of a language."""


def restrict(
    library: Library,
    document: Document,
    options: object,
    content: frozenset[str],
    foreign: str = "",
) -> Library:
    """Of `library`, what `document` may use; `content` is all that its publication is read from.

    These are the pictures that it names; templates; assets that Octavo has itself, in the
    publication's own version; and files in `assets/` that an option of the output names.
    `foreign` is the name of a generator of another package: of the publication's templates it has
    the theme, words, those in the folder of its name, and those that an option names.
    """
    folders = ("assets/", "templates/") if foreign else ("assets/",)
    named = {name for name in _list_texts(options) if name.startswith(folders)}
    own = frozenset(list_pictures(document)) | (named - content if foreign else named)
    return _RestrictedLibrary(library, own, content, foreign)


def read_all(library: Library) -> dict[str, bytes]:
    """All files of the publication's that a restricted library gives, by name; built-in ones are
    not among them, but those that it gives in their place are.
    """
    if not isinstance(library, _RestrictedLibrary):
        raise TypeError("only a restricted library says what it gives")
    found: dict[str, bytes] = {}
    for name in dict.fromkeys((*sorted(library.own), *list_file_names(library.library))):
        with suppress(FileNotFoundError):
            found[name] = library.read(name)
    return found


def list_content(draft: Draft) -> frozenset[str]:
    """The files that the draft was read from, and the pictures that it names, for whomever."""
    spans = [section.span for section in draft.sections]
    spans += [row.span for row in query(draft.sections, Row)]
    spans += [person.span for person in draft.people]
    spans += [photo.span for photo in draft.photos]
    spans += [audience.span for audience in draft.audiences]
    files = {span.file for span in spans if span}
    pictures = query((draft.publication, draft.sections), Picture)
    photos = {photo.file for photo in draft.photos if photo.file}
    return frozenset(files | photos | {picture.file for picture in pictures})


def _list_texts(options: object) -> Iterator[str]:
    """The texts among the values of a generator's options."""
    if not is_dataclass(options):
        return
    for field in fields(options):
        value: object = getattr(options, field.name)
        words = cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,)
        yield from (word for word in words if isinstance(word, str))


def _is_builtin(name: str) -> bool:
    """Whether Octavo has an asset of this name."""
    try:
        read_builtin(name)
    except (FileNotFoundError, ValueError):
        return False
    return True
