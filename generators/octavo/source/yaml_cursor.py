"""A part of a YAML text that is being understood: its values, where they stand, what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from pydantic import BaseModel

from octavo.document import Inlines, Waiver
from octavo.document.problem import Span
from octavo.files.source_file import error, suggest
from octavo.files.validation import find_key, find_value, validate
from octavo.files.yaml_tree import Path, Tree, Value
from octavo.source.context import Reading
from octavo.source.expressions import COVERED, get_expression
from octavo.source.inlines import Where, read_phrase, read_string
from octavo.source.schema import Waiver as Waived

Step = str | int
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A mapping or a list, as far as it is told apart by its path."""

    reading: Reading
    tree: Tree
    """Of the whole text."""
    path: Path = ()
    """Leads to the part that is meant."""


def inside(sheet: Sheet, *steps: Step) -> Sheet:
    """The part of `sheet` under `steps`."""
    return replace(sheet, path=(*sheet.path, *steps))


def understand(sheet: Sheet, model: type[Model]) -> Model | None:
    """The whole text as a `model`; `None`, with the reasons reported, when it is none."""
    return validate(sheet.reading.page, sheet.tree, model)


def span_of(sheet: Sheet, *steps: Step) -> Span | None:
    """Where the value under `steps` stands."""
    return find_value(sheet.tree, (*sheet.path, *steps))


def key_of(sheet: Sheet, *steps: Step) -> Span | None:
    """Where the key at the end of `steps` stands."""
    return find_key(sheet.tree, (*sheet.path, *steps))


def say(sheet: Sheet, text: str, *steps: Step) -> str:
    """`text`, which stands under `steps`, as plain words."""
    return read_string(text, _where(sheet, *steps))


def phrase(sheet: Sheet, text: str, *steps: Step) -> Inlines:
    """`text`, which stands under `steps`, as inlines."""
    return read_phrase(text, _where(sheet, *steps))


def _where(sheet: Sheet, *steps: Step) -> Where:
    span = span_of(sheet, *steps)
    return Where(sheet.reading, span.line if span else 1)


def complain(sheet: Sheet, code: str, message: str, *steps: Step, hint: str = "") -> None:
    """Report an error in the value under `steps`."""
    sheet.reading.page.problems.append(error(code, message, span_of(sheet, *steps), hint))


def refuse_unknown(
    sheet: Sheet, code: str, what: str, names: Iterable[str], known: Iterable[str], *steps: Step
) -> None:
    """Report each of `names`, a list under `steps`, that is not `known`."""
    allowed = tuple(known)
    for i, name in enumerate(names):
        if name not in allowed:
            hint = suggest(name, allowed)
            complain(sheet, code, f"there is no {what} `{name}`", *steps, i, hint=hint)


def read_audiences(sheet: Sheet, names: list[str], *steps: Step) -> frozenset[str]:
    """`names`, a list under `steps`, as a set; reports those that are no audiences."""
    known = sheet.reading.setting.audiences
    refuse_unknown(sheet, "AUD001", "audience", names, known, *steps)
    return frozenset(names)


def read_waivers(sheet: Sheet, entries: list[Waived], section: str = "") -> tuple[Waiver, ...]:
    """The `waivers` of a file, which hold in `section`, or else outside the sections."""
    return tuple(
        Waiver(entry.code, entry.words, entry.reason, section, span_of(sheet, "waivers", i))
        for i, entry in enumerate(entries)
    )


def report_unread(sheet: Sheet) -> None:
    """Report each expression that stands where only plain text may stand."""
    for mark in _list_marks(sheet.tree.value):
        if mark not in sheet.reading.evaluated:
            expression = get_expression(mark, sheet.reading.expressions)
            message = f"`{{{{ {expression.source} }}}}` cannot stand here"
            problem = error("FCT002", message, expression.span, "write the words themselves")
            sheet.reading.page.problems.append(problem)


def _list_marks(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield from COVERED.findall(value)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _list_marks(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _list_marks(inner)
