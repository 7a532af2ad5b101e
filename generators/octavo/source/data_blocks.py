"""What programmes and lists of participants share: where their data are, and who may read a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from octavo.document import Cell, Inlines, Row, Text
from octavo.document.problem import Span
from octavo.document.rows import join_readers
from octavo.source.yaml_cursor import YamlCursor, report, report_unread, validate
from octavo.source.yaml_files import open_data

Entry = TypeVar("Entry", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class BlockData(Generic[Entry]):
    """The entries of a block, from its fence or from the file that it names."""

    entries: Sequence[Entry]
    cursor: YamlCursor
    """In which they stand under their key."""
    sound: bool
    """Whether nothing was wrong with them: what is left of others is not judged together."""


def find_data(
    cursor: YamlCursor,
    file: str,
    key: str,
    model: type[BaseModel],
    entries: Sequence[Entry],
    sound: bool,
) -> BlockData[Entry] | None:
    """The entries that stand under `key` or, as a `model`, in `file`, which `data` names.

    `None`, and a report, unless they stand in exactly one of the two and can be read.
    """
    if bool(file) == bool(entries):
        if sound:
            message = f"both `data` and `{key}`" if file else f"neither `data` nor `{key}`"
            hint = f"write the {key} here, or name a YAML file that lists them as `data`"
            report(cursor, "SRC008" if file else "SRC007", message, hint=hint)
        return None
    if not file:
        return BlockData(entries, cursor, sound)
    opened = open_data(cursor, file, key)
    before = len(cursor.context.source.problems)
    found = validate(opened, model) if opened else None
    if opened is None or found is None:
        return None
    clean = len(cursor.context.source.problems) == before
    return BlockData(getattr(found, key), opened, sound and clean)


def end_data(data: BlockData[Entry], cursor: YamlCursor) -> None:
    """Report what has not been read of a file of data; `cursor` is that of the block itself."""
    if data.cursor is not cursor:
        report_unread(data.cursor)


def make_group(name: str, columns: int, rows: Sequence[Row], span: Span | None = None) -> Row:
    """A row that names those of `rows`, and is for all their readers."""
    cells = (Cell((Text(name),), columns=columns), *(Cell(()),) * (columns - 1))
    audiences = join_readers(row.audiences for row in rows)
    return Row(cells, group=True, audiences=audiences, span=span)


def share_readers(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether anybody reads both."""
    return not one or not other or bool(one & other)


def join_lines(lines: Sequence[Inlines], line_end: Inlines) -> Inlines:
    """`lines` that say something, with `line_end` between them."""
    said = [line for line in lines if line]
    return tuple(one for at, line in enumerate(said) for one in (line_end * bool(at) + line))
