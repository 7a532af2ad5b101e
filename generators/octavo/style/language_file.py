"""The file of a language, `templates/words/<language>.yaml`: all that is needed to set it.

A publication's own file is laid over the built-in one, and that of a country (`pt-BR`) over that
of its language (`pt`): a file says only what it says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias, TypeVar

from pydantic import BaseModel

from octavo.document.problem import Problem, SourceError, Span
from octavo.files.library import Library, Memory, read_builtin
from octavo.files.source_file import (
    SourceFile,
    add_excerpts,
    error,
    find_near,
    find_written,
    open_source,
    suggest,
)
from octavo.files.validation import find_key, validate_tree
from octavo.files.yaml_tree import YamlPath, YamlTree, YamlValue, parse_yaml

Model = TypeVar("Model", bound=BaseModel)
Layers: TypeAlias = "tuple[tuple[str, bytes], ...]"
"""Names and bytes of files, each laid over those before it."""

FOLDER = "templates/words"
_ENGLISH = f"{FOLDER}/en.yaml"
"""The file that has all there is: it tells what others lack."""
_OPTIONAL = frozenset(
    {
        *("space_before", "space_after", "units", "groups_apart", "elided", "elided_at_times"),
        *("numbers", "alphabet", "ends_no_line", "ends_no_display_line", "hyphenation", "checks"),
    }
)
"""What a language can do without: marks it does not have, rules that Unicode's data and the usual
patterns know, and words that checks look for."""


@dataclass(frozen=True, slots=True, eq=False)
class LanguageFile:
    """What the files of a language say together."""

    tree: YamlTree
    problems: tuple[Problem, ...]
    """What cannot be read at all."""
    sources: Memory
    """The files themselves."""


class _Mapping(BaseModel):
    """Any keys at all."""


def read_language(library: Library, language: str) -> LanguageFile | None:
    """What is said of `language`, such as `en-GB`, and of its kin `en`; `None` for nothing."""
    layers: dict[tuple[str, bytes], None] = {}
    for tag in dict.fromkeys((language.split("-")[0], language)):
        name = f"{FOLDER}/{tag}.yaml"
        for read in (read_builtin, library.read):
            with suppress(OSError, ValueError):
                layers[name, read(name)] = None
    return _read_layers(tuple(layers)) if layers else None


def read_section(
    library: Library, language: str, path: YamlPath, model: type[Model]
) -> tuple[Model, YamlTree] | None:
    """What stands under `path` in the file of `language`, as a `model` and as it is written.

    `None` when nothing stands there. Raises `SourceError` with all that is wrong with it.
    """
    file = read_language(library, language)
    return _read_section(file, path, model) if file else None


def has_section(library: Library, language: str, path: YamlPath) -> bool:
    """Whether anything stands under `path` in the file of `language`."""
    file = read_language(library, language)
    return file is not None and find_words(file.tree.value, path) is not None


def read_head(file: LanguageFile, model: type[Model], problems: list[Problem]) -> Model | None:
    """What the file says outside its sections, as a `model`.

    `None` when it is wrong; then `problems` tells why.
    """
    value = file.tree.value
    own = value if isinstance(value, dict) else {}
    fields = model.model_fields
    head: YamlValue = {
        key: one for key, one in own.items() if key in fields or not isinstance(one, dict)
    }
    source = _open(file)
    found = validate_tree(source, YamlTree(head, file.tree.values, file.tree.keys), model)
    sections = [key for key in own if key not in fields and isinstance(own[key], dict)]
    source.problems.extend(_find_misspelt(sections, file.tree))
    problems += [*file.problems, *source.problems]
    return None if file.problems or source.problems else found


def list_lacking(library: Library, language: str) -> tuple[str, ...]:
    """What `language` needs and its file does not say, each as it is found there: `booklet.index`,
    or only `booklet` when all of it is wanting."""
    file = read_language(library, language)
    return (*_list_lacking(file.tree.value if file else {}), *_list_unknown(language, file))


def find_emptied(library: Library, language: str) -> Span | None:
    """Where a file of the language has the key of the first thing that it lacks, without a value;
    `None` when no file has it."""
    file = read_language(library, language)
    places = (tuple(name.split(".")) for name in list_lacking(library, language))
    return next((file.tree.keys[path] for path in places if file and path in file.tree.keys), None)


def suggest_words(library: Library, language: str) -> str:
    """A hint that names all that a language lacks at once."""
    lacking = ", ".join(f"`{name}`" for name in list_lacking(library, language))
    if not lacking:
        return "choose another language"
    emptied = find_emptied(library, language)
    file = emptied.file if emptied else f"{FOLDER}/{language.split('-')[0]}.yaml"
    return f"supply in `{file}`: {lacking}; or choose another language"


def place_in_words(
    problems: Iterable[Problem], library: Library, language: str
) -> Iterator[Problem]:
    """The problems, those of words that are not in their file where the words of the language have
    them."""
    file = read_language(library, language)
    names = tuple(file.sources.files) if file else ()
    for problem in problems:
        span, sought = problem.span, problem.sought
        if not sought or (span and find_written(library, span.file, sought)):
            yield problem
        else:
            found = (find_written(library, name, sought) for name in names)
            yield replace(problem, span=next(filter(None, found), span))


# ------------------------------------------------------------------------------ reading


@lru_cache(64)
def _read_layers(layers: Layers) -> LanguageFile:
    problems: list[Problem] = []
    tree = YamlTree({}, {}, {})
    for name, data in layers:
        source = open_source(Memory({name: data}), name, problems)
        found = parse_yaml(source, source.text) if source else None
        if source and found and found.value and not isinstance(found.value, dict):
            validate_tree(source, found, _Mapping)
        elif found:
            tree = _lay_over(tree, found)
    return LanguageFile(tree, tuple(problems), Memory(dict(layers)))


def _lay_over(under: YamlTree, over: YamlTree) -> YamlTree:
    """What `under` says, but where `over` says something else."""
    value = _merge(under.value, over.value)
    return YamlTree(value, {**under.values, **over.values}, {**under.keys, **over.keys})


def _merge(under: YamlValue, over: YamlValue) -> YamlValue:
    if isinstance(under, dict) and over is None:
        return under
    if not (isinstance(under, dict) and isinstance(over, dict)):
        return over
    return {**under, **{key: _merge(under.get(key), one) for key, one in over.items()}}


@lru_cache(128)
def _read_section(
    file: LanguageFile, path: YamlPath, model: type[Model]
) -> tuple[Model, YamlTree] | None:
    value = find_words(file.tree.value, path)
    if value is None:
        return None
    depth = len(path)
    values = {p[depth:]: at for p, at in file.tree.values.items() if p[:depth] == path}
    keys = {p[depth:]: at for p, at in file.tree.keys.items() if p[:depth] == path}
    tree, source = YamlTree(value, values, keys), _open(file)
    found = validate_tree(source, tree, model)
    problems = (*file.problems, *source.problems)
    if problems or found is None:
        raise SourceError(add_excerpts(problems, file.sources))
    return found, tree


def _open(file: LanguageFile) -> SourceFile:
    """A page to tell problems on: where each stands is in the tree."""
    return SourceFile([*file.sources.files][-1], "", [])


def find_words(value: YamlValue, path: YamlPath) -> YamlValue:
    """What stands under `path` in what a file says; `None` when nothing does."""
    for step in path:
        value = value.get(str(step)) if isinstance(value, dict) else None
    return value


def _find_misspelt(sections: list[str], tree: YamlTree) -> Iterator[Problem]:
    """Sections that no generator of ours reads, and that look like one that they do."""
    known = _list_sections()
    for key in sections:
        if key not in known and find_near(key, known):
            span = find_key(tree, (key,))
            yield error("SRC006", f"unknown key `{key}`", span, suggest(key, known))


# ------------------------------------------------------------------------------ what is lacking


@lru_cache(1)
def read_english() -> Mapping[str, YamlValue]:
    """What the file of English says, which has all there is."""
    value = _read_layers(((_ENGLISH, read_builtin(_ENGLISH)),)).tree.value
    return value if isinstance(value, dict) else {}


def _list_sections() -> list[str]:
    return [key for key, value in read_english().items() if isinstance(value, dict)]


def _list_lacking(own: YamlValue) -> Iterator[str]:
    def walk(english: Mapping[str, YamlValue], own: YamlValue, path: YamlPath) -> Iterator[str]:
        said = own if isinstance(own, dict) else {}
        for key, value in english.items():
            inner = (*path, key)
            if not value or inner[0] in _OPTIONAL:
                continue
            if said.get(key) is None:
                yield ".".join(map(str, inner))
            elif isinstance(value, dict):
                yield from walk(value, said[key], inner)

    yield from walk(read_english(), own, ())


def _list_unknown(language: str, file: LanguageFile | None) -> Iterator[str]:
    """Names of rules that are known of no language of this tag."""
    value = file.tree.value if file else {}
    if find_words(value, ("locale",)) is None and not knows_locale(language):
        yield "locale"
    if find_words(value, ("hyphenation", "patterns")) is None and not knows_patterns(language):
        yield "hyphenation.patterns"


@lru_cache(64)
def knows_locale(language: str) -> bool:
    """Whether Unicode's locale data say how `language` writes days and numbers."""
    from babel import Locale, UnknownLocaleError

    with suppress(ValueError, UnknownLocaleError):
        return bool(Locale.parse(language.split("-")[0]))
    return False


@lru_cache(64)
def knows_patterns(name: str) -> bool:
    """Whether there are patterns for dividing words of the language called `name`."""
    import pyphen

    return bool(pyphen.language_fallback(name))
