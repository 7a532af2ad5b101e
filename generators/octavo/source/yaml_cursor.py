"""A part of a YAML text that is being understood: its values, where they stand, what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from pydantic import BaseModel

from octavo.document import Inlines, Waiver
from octavo.document.problem import Span
from octavo.files.source_file import error, suggest
from octavo.files.validation import complete_tree, find_key, find_value
from octavo.files.yaml_tree import YamlPath, YamlTree, YamlValue
from octavo.source.context import FileContext
from octavo.source.expressions import COVERED, get_expression
from octavo.source.inlines import InlineContext, read_phrase, read_value
from octavo.source.schema import Waiver as Waived

Step = str | int
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class YamlCursor:
    """A mapping or a list, as far as it is told apart by its path."""

    context: FileContext
    tree: YamlTree
    """Of the whole text."""
    path: YamlPath = ()
    """Leads to the part that is meant."""


def inside(cursor: YamlCursor, *steps: Step) -> YamlCursor:
    """The part of `cursor` under `steps`."""
    return replace(cursor, path=(*cursor.path, *steps))


def validate(cursor: YamlCursor, model: type[Model]) -> Model | None:
    """The whole text as a `model`, with stand-ins for what is wrong, which is reported.

    `None` when it is no mapping.
    """
    return complete_tree(cursor.context.source, cursor.tree, model)


def span_of(cursor: YamlCursor, *steps: Step) -> Span | None:
    """Where the value under `steps` stands."""
    return find_value(cursor.tree, (*cursor.path, *steps))


def key_of(cursor: YamlCursor, *steps: Step) -> Span | None:
    """Where the key at the end of `steps` stands."""
    return find_key(cursor.tree, (*cursor.path, *steps))


def read_text(cursor: YamlCursor, text: str, *steps: Step) -> str:
    """`text`, which stands under `steps`, as plain words."""
    return read_value(text, _where(cursor, *steps))


def read_inlines(cursor: YamlCursor, text: str, *steps: Step) -> Inlines:
    """`text`, which stands under `steps`, as inlines."""
    return read_phrase(text, _where(cursor, *steps))


def _where(cursor: YamlCursor, *steps: Step) -> InlineContext:
    span = span_of(cursor, *steps)
    return InlineContext(cursor.context, span.line if span else 1)


def report(cursor: YamlCursor, code: str, message: str, *steps: Step, hint: str) -> None:
    """Report an error in the value under `steps`."""
    cursor.context.source.problems.append(error(code, message, span_of(cursor, *steps), hint))


def refuse_unknown(
    cursor: YamlCursor,
    code: str,
    what: str,
    names: Iterable[str],
    known: Iterable[str],
    *steps: Step,
) -> None:
    """Report each of `names`, a list under `steps`, that is not `known`."""
    allowed = tuple(known)
    for i, name in enumerate(names):
        if name not in allowed:
            hint = suggest(name, allowed) or "define it in publication.yaml first"
            report(cursor, code, f"there is no {what} `{name}`", *steps, i, hint=hint)


def read_audiences(cursor: YamlCursor, names: list[str], *steps: Step) -> frozenset[str]:
    """`names`, a list under `steps`, as a set; reports those that are no audiences."""
    known = cursor.context.shared.audiences
    refuse_unknown(cursor, "AUD001", "audience", names, known, *steps)
    return frozenset(names)


def read_waivers(
    cursor: YamlCursor, entries: list[Waived], section: str = ""
) -> tuple[Waiver, ...]:
    """The `waivers` of a file, which hold in `section`, or else outside the sections."""
    return tuple(
        Waiver(entry.code, entry.words, entry.reason, section, span_of(cursor, "waivers", i))
        for i, entry in enumerate(entries)
    )


def report_unread(cursor: YamlCursor) -> None:
    """Report each expression that stands where only plain text may stand."""
    for mark in _list_marks(cursor.tree.value):
        if mark not in cursor.context.evaluated:
            expression = get_expression(mark, cursor.context.expressions)
            message = f"`{{{{ {expression.source} }}}}` cannot stand here"
            problem = error("FCT002", message, expression.span, "write the words themselves")
            cursor.context.source.problems.append(problem)


def _list_marks(value: YamlValue) -> Iterator[str]:
    if isinstance(value, str):
        yield from COVERED.findall(value)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _list_marks(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _list_marks(inner)
