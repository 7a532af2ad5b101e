"""The words a generator says besides the source's own, and the models of a template folder.

Phrases are Jinja2 templates in the file of a language; they are data of the house,
sandboxed and strict about unknown names. Content is never a template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias, TypeVar

from pydantic import BaseModel

from octavo.document.problem import Problem, SourceError, Span
from octavo.files.library import Library, Memory
from octavo.files.source_file import add_excerpts, error, open_source
from octavo.files.validation import validate_tree
from octavo.files.yaml_tree import YamlPath, YamlTree, YamlValue, parse_yaml
from octavo.style.language_file import FOLDER, read_section, suggest_words

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words with the values they wait for."""

    text: str
    """A Jinja2 template."""
    span: Span


Phrases: TypeAlias = Mapping[str, Phrase]
"""Phrases by their path, such as `headings.messages`."""
Given: TypeAlias = "str | int | bool | Mapping[str, Given]"
"""What a phrase may be given."""
Frozen: TypeAlias = "tuple[tuple[str, str | int | bool | Frozen], ...]"
"""The same, as a value that can be told from others."""


def load_style(library: Library, file: str, model: type[Model]) -> Model:
    """What the template file says, as a `model`. Raises `SourceError` with all that is wrong."""
    found: Model = _parse(_read(library, file), file, model)
    return found


def load_wording(library: Library, folder: str, language: str, model: type[BaseModel]) -> Phrases:
    """The phrases for a template folder, such as `templates/briefing/press`, in `language`.

    They stand in the file of the language under the names of the folders: `briefing:`, `press:`.
    Raises `SourceError` when there are none, or when they are not what `model` wants.
    """
    refuse_moved(library, folder, language)
    found = read_section(library, language, find_section(folder), model)
    if found is None:
        message = f"`{folder}` has no words for the language `{language}`"
        raise SourceError((error("TPL001", message, None, suggest_words(library, language)),))
    return _list_phrases(found[1])


def refuse_moved(library: Library, folder: str, language: str) -> None:
    """Raises `SourceError` when words stand in the template folder itself, where none are read."""
    for tag in (language.split("-")[0], language):
        file = f"{folder}/words.{tag}.yaml"
        if exists(library, file):
            path = ": ".join(f"{step}" for step in find_section(folder))
            hint = f"move what it says to `{FOLDER}/{tag}.yaml`, under `{path}:`"
            message = f"words in `{file}` are not read"
            raise SourceError((error("TPL001", message, Span(file, 1), hint),))


def find_section(folder: str) -> YamlPath:
    """Where the words for a template folder stand in the file of a language."""
    return tuple(folder.split("/")[1:])


def say(wording: Phrases, name: str, given: Mapping[str, Given] | None = None) -> str:
    """The phrase called `name` with what it is given in place; empty when there is none.

    Raises `SourceError` when the phrase asks for something it is not given, or is no template.
    """
    phrase = wording.get(name)
    if phrase is None or not phrase.text:
        return ""
    if "{" not in phrase.text:
        return phrase.text
    from jinja2 import TemplateError

    try:
        return _render(phrase.text, tuple(_freeze(given or {})))
    except TemplateError as fault:
        message = f"the phrase `{name}` cannot be filled: {fault}"
        hint = "correct it as the built-in phrases are written"
        raise SourceError((error("TPL002", message, phrase.span, hint),)) from None


def exists(library: Library, file: str) -> bool:
    """Whether the library has the file."""
    return _find(library, file) is not None


def _find(library: Library, file: str) -> bytes | None:
    try:
        return library.read(file)
    except (FileNotFoundError, ValueError):
        return None


@lru_cache(4096)
def _render(text: str, given: Frozen) -> str:
    from octavo.style.templates import compile_phrase, render

    return re.sub(" +", " ", render(compile_phrase(text), _thaw(given))).strip()


def _freeze(given: Mapping[str, Given]) -> Iterator[tuple[str, str | int | bool | Frozen]]:
    for name, value in given.items():
        yield name, tuple(_freeze(value)) if isinstance(value, Mapping) else value


def _thaw(given: Frozen) -> dict[str, object]:
    return {name: _thaw(value) if isinstance(value, tuple) else value for name, value in given}


def _read(library: Library, file: str) -> bytes:
    data = _find(library, file)
    if data is None:
        hint = "write it as the built-in one is, or name another folder"
        raise SourceError((error("TPL001", f"there is no file `{file}`", Span(file, 0), hint),))
    return data


@lru_cache(64)
def _parse(data: bytes, file: str, model: type[Model]) -> Model:
    problems: list[Problem] = []
    library = Memory({file: data})
    source = open_source(library, file, problems)
    tree = parse_yaml(source, source.text) if source else None
    found = validate_tree(source, tree, model) if source and tree else None
    if problems or found is None:
        raise SourceError(add_excerpts(problems, library))
    return found


def _list_phrases(tree: YamlTree) -> Phrases:
    """The texts of a tree by the path that leads to each."""

    def collect(value: YamlValue, path: YamlPath) -> Iterator[tuple[str, Phrase]]:
        if isinstance(value, str):
            yield ".".join(map(str, path)), Phrase(value, tree.values[path])
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from collect(inner, (*path, key))

    return dict(collect(tree.value, ()))
