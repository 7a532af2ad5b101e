"""Tables as spreadsheets save them: separated by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from octavo.document.problem import Span, stretch
from octavo.files.source_file import SourceFile

SEPARATORS = ",;\t"
"""Between cells: what programs write by themselves, in countries with a decimal comma too."""
_TOLD = re.compile(r"sep=(.)")
"""The line by which a file tells Excel its separator."""


class BadTableError(ValueError):
    """A text that is no table; `line` is where that is seen."""

    def __init__(self, said: str, line: int) -> None:
        super().__init__(said)
        self.line = line


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row that has something in it."""

    line: int
    """Where it begins."""
    cells: tuple[str, ...]
    """Without spaces around them, and with single ones inside."""


@dataclass(frozen=True)
class CsvTable:
    """The table in a file. The first row names its columns."""

    source: SourceFile

    @cached_property
    def lines(self) -> list[str]:
        """The file's lines."""
        return self.source.text.split("\n")

    @cached_property
    def _begin(self) -> int:
        """How many lines stand before the table."""
        return 1 if _TOLD.fullmatch(self.lines[0].strip()) else 0

    @cached_property
    def separator(self) -> str:
        """What stands between cells: as the file says, or what divides its first row most often."""
        told = _TOLD.fullmatch(self.lines[0].strip())
        if told:
            return told[1]
        return max(SEPARATORS, key=self.lines[0].count)

    def list_rows(self) -> Iterator[TableRow]:
        """The rows in order, that of the names of columns first. Raises `BadTableError`."""
        reader = csv.reader(
            (f"{line}\n" for line in self.lines[self._begin :]),
            delimiter=self.separator,
            strict=True,
        )
        line = self._begin + 1
        while True:
            try:
                row = next(reader, None)
            except csv.Error as fault:
                raise BadTableError(str(fault), line) from fault
            if row is None:
                return
            cells = tuple(" ".join(cell.split()) for cell in row)
            if any(cells):
                yield TableRow(line, cells)
            line = self._begin + reader.line_num + 1

    def locate(self, row: TableRow, column: int) -> Span:
        """Where a cell of a row stands; the end of the row where it has no such cell."""
        text = "\n".join(self.lines[row.line - 1 : row.line + MOST_LINES])
        one = re.escape(self.separator)
        cell = re.compile(rf'("(?:[^"]|"")*"|[^{one}\n]*)({one}|\n|$)')
        at = 0
        for _ in range(column):
            found = cell.match(text, at)
            if found is None or found[2] != self.separator:
                break
            at = found.end()
        found = cell.match(text, at)
        before = text[:at]
        span = Span(self.source.file, row.line + before.count("\n"), at - before.rfind("\n"))
        return stretch(span, found[1]) if found and found[1] else span


MOST_LINES = 50
"""Lines of a row in which a cell is sought: a postal address, the longest that people put into a
cell, has ten."""
