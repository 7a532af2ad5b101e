"""YAML files of a publication: opened, with their expressions covered, and parsed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from octavo.document.problem import Problem, Span
from octavo.files.library import Library
from octavo.files.near_names import find_same_file, fix_word
from octavo.files.source_file import SourceFile, open_source
from octavo.files.yaml_tree import YamlTree, parse_yaml
from octavo.source.context import FileContext, ReadContext
from octavo.source.expressions import Covered, cover
from octavo.source.yaml_cursor import YamlCursor, span_of


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A YAML file, parsed."""

    source: SourceFile
    covered: Covered
    tree: YamlTree


def parse_file(source: SourceFile | None) -> YamlFile | None:
    """What stands in the file; `None` when it is no YAML, which is reported."""
    if source is None:
        return None
    covered = cover(source)
    source.problems.extend(covered.strays)
    tree = parse_yaml(source, covered.text)
    return YamlFile(source, covered, tree) if tree else None


def read_list(opened: YamlFile, key: str, shared: ReadContext) -> YamlCursor:
    """The list that the file holds, as the value of `key`."""
    context = FileContext(opened.source, shared, opened.covered.expressions)
    return YamlCursor(context, _put_under(key, opened.tree))


def _put_under(key: str, tree: YamlTree) -> YamlTree:
    return YamlTree(
        {key: tree.value},
        {(key, *path): span for path, span in tree.values.items()},
        {(key, *path): span for path, span in tree.keys.items()},
    )


def open_data(cursor: YamlCursor, file: str, key: str) -> YamlCursor | None:
    """The list in `file`, which `cursor` names under `data`, as the value of `key`.

    `None`, and a report, when it cannot be read.
    """
    shared, problems = cursor.context.shared, cursor.context.source.problems
    source = open_source(shared.library, file, problems)
    if source is None:
        move_problem(shared.library, problems, file, span_of(cursor, "data"))
    else:
        shared.files.append(file)
    opened = parse_file(source)
    return read_list(opened, key, shared) if opened else None


def move_problem(library: Library, problems: list[Problem], file: str, span: Span | None) -> None:
    """Have the last problem, when it is about a whole file, point to where the file is named."""
    if problems[-1].span == Span(file, 0):
        fixes = fix_word(span, file, find_same_file(file, library))
        problems[-1] = replace(problems[-1], span=span, fixes=fixes)
