"""What a publication's own phrases ask for, found before anything is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from jinja2 import Environment, TemplateError, nodes

from octavo.document.problem import Problem
from octavo.files.library import Library, Memory
from octavo.files.source_file import error
from octavo.files.validation import find_value
from octavo.files.yaml_tree import YamlPath, YamlValue
from octavo.style.language_file import find_words, read_language
from octavo.style.templates import compile_phrase

ENGLISH = "en"
"""The language whose built-in phrases show what each phrase is given."""


def list_unfillable(library: Library, language: str) -> tuple[Problem, ...]:
    """What is wrong with the phrases that a publication brings for `language`: no templates, or
    names in them that the English phrase, which shows what each is given, has not.
    """
    file, built_in = read_language(library, language), read_language(Memory({}), language)
    if file is None or (built_in is not None and file.tree.value == built_in.tree.value):
        return ()
    usual = built_in.tree.value if built_in else None
    problems: list[Problem] = []
    for path, text in _list_texts(file.tree.value):
        if "{" not in text or text == find_words(usual, path) or path[0] not in _read_english():
            continue
        fault = _find_fault(text, list_given(path))
        if fault:
            message = f"the phrase `{path[-1]}` cannot be filled: {fault}"
            hint = "correct it as the built-in phrases are written"
            problems.append(error("TPL002", message, find_value(file.tree, path), hint))
    return tuple(problems)


def list_names(text: str) -> frozenset[str]:
    """The values that a phrase asks for, such as `page` and `audience.name`. Raises
    `TemplateError` when it is none."""
    compile_phrase(text)
    tree = Environment().parse(text)
    return frozenset(filter(None, map(_name, tree.find_all((nodes.Name, nodes.Getattr)))))


def list_given(path: YamlPath) -> frozenset[str]:
    """What the English phrase at `path` asks for; if it has none there, all those of its name, for
    a house's own format is filled as ours are.
    """
    texts = dict(_list_texts(_read_english()))
    like = [text for place, text in texts.items() if place[-1] == path[-1]]
    shown = [texts[path]] if path in texts else like
    return frozenset(name for text in shown for name in list_names(text))


def _find_fault(text: str, given: frozenset[str]) -> str:
    try:
        unknown = list_names(text) - given
    except TemplateError as fault:
        return str(fault)
    return f"it is given no `{min(unknown)}`" if unknown else ""


@lru_cache(1)
def _read_english() -> Mapping[str, YamlValue]:
    file = read_language(Memory({}), ENGLISH)
    value = file.tree.value if file else None
    return value if isinstance(value, dict) else {}


def _list_texts(
    value: YamlValue | Mapping[str, YamlValue], path: YamlPath = ()
) -> Iterator[tuple[YamlPath, str]]:
    if isinstance(value, str) and path:
        yield path, value
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _list_texts(inner, (*path, key))


def _name(node: nodes.Node) -> str:
    """`audience.name` for a name and what follows it; empty for anything else."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr) and (before := _name(node.node)):
        return f"{before}.{node.attr}"
    return ""
