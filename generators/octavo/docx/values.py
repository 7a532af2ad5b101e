"""A small YAML file as words: every scalar under its dotted path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import yaml

from octavo.document.problem import Problem, Severity, SourceError, Span
from octavo.files.library import Library


def read_values(library: Library, file: str) -> dict[str, str]:
    """The scalars of `file` by path, such as `page.width`, exactly as they are written.

    Raises `SourceError` when the file is not YAML.
    """
    try:
        root = yaml.compose(library.read(file).decode(), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SourceError((wrong_value(file, f"this is not YAML: {error}"),)) from None
    return dict(_walk(root, ()))


def wrong_value(file: str, message: str) -> Problem:
    """An error in one of the Word version's own templates."""
    hint = "correct it as the built-in template has it, or delete your own"
    return Problem(Severity.ERROR, "WRD001", message, Span(file, 1), hint)


def take_number(values: Mapping[str, str], path: str, file: str, problems: list[Problem]) -> float:
    """The number at `path`; 0, and one problem more, when there is none."""
    try:
        return float(values[path])
    except KeyError:
        problems.append(wrong_value(file, f"`{path}` is missing"))
    except ValueError:
        problems.append(wrong_value(file, f"`{path}` is not a number: `{values[path]}`"))
    return 0.0


def _walk(node: yaml.Node | None, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(node, yaml.ScalarNode):
        yield ".".join(path), str(node.value)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _walk(value, (*path, str(key.value)))
