"""What a language needs in order to be set: which of its files there are, and which are wanting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from importlib.resources.abc import Traversable

from octavo.files.library import Library, builtin

_BY_KEY = ("templates/word/words.yaml",)
"""Files that have the words of all languages, each under its tag."""
_FIRST = "templates/words"
_OPTIONAL = frozenset(
    {
        "templates/attribution",
        "templates/checks",
        "templates/briefing/information-paper",
        "templates/briefing/press",
        "templates/briefing/submission",
    }
)
"""Folders without which a language can do: checks then find less, and formats of briefings say what
the executive one says."""


def list_lacking(library: Library, language: str) -> tuple[str, ...]:
    """What a publication in `language` may want and the library does not have, as one writes it.

    For `sv-FI`, files for `sv` will do.
    """
    tags = dict.fromkeys((language, language.split("-")[0]))
    lacking: list[str] = []
    found = _list_files(builtin().joinpath("templates"), "templates")
    for english in sorted(found, key=lambda file: (not file.startswith(_FIRST), file)):
        files = [f"{english.removesuffix('en.yaml')}{tag}.yaml" for tag in tags]
        if not any(_read(library, file) for file in files):
            lacking.append(f"`{files[-1]}`")
    for file in _BY_KEY:
        lines = _read(library, file).splitlines()
        if not any(f"{tag}:" in lines for tag in tags):
            lacking.append(f"`{[*tags][-1]}:` in `{file}`")
    return tuple(lacking)


def suggest_words(library: Library, language: str) -> str:
    """A hint that names all that a language lacks at once."""
    first, *others = list_lacking(library, language) or ("another language",)
    more = f", and for all kinds of files {', '.join(others)}" if others else ""
    return f"supply {first}{more}; or choose another language"


def _list_files(folder: Traversable, name: str) -> Iterator[str]:
    """The built-in files for English of which each language has its own."""
    for entry in folder.iterdir():
        path = f"{name}/{entry.name}"
        if entry.is_dir() and path not in _OPTIONAL:
            yield from _list_files(entry, path)
        elif entry.name in {"en.yaml", "words.en.yaml"}:
            yield path


def _read(library: Library, file: str) -> str:
    with suppress(OSError, ValueError):
        return library.read(file).decode()
    return ""
