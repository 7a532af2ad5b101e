"""The rows and cells of a table of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast

from lxml.html import HtmlElement

Alignment: TypeAlias = Literal["", "left", "center", "right"]

_PARTS = frozenset(("thead", "tbody", "tfoot"))
_ALIGN = re.compile(r"text-align\s*:\s*(left|center|right)")
_MOST = 1_000
"""Columns or rows of one cell, as in HTML; a page that says more is not meant so."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as it is in the page."""

    element: HtmlElement
    columns: int
    rows: int
    alignment: Alignment


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows in the order in which they are shown."""

    rows: tuple[tuple[GridCell, ...], ...]
    heads: int
    others: tuple[HtmlElement, ...]
    """Elements that stand between the rows although nothing may."""


def read_grid(table: HtmlElement) -> Grid:
    """The cells of a table, but not of the tables in its cells."""
    heads = [row for part in table if part.tag == "thead" for row in _list_rows(part)]
    bodies = [
        row for part in table if part.tag not in {"thead", "tfoot"} for row in _list_rows(part)
    ]
    feet = [row for part in table if part.tag == "tfoot" for row in _list_rows(part)]
    rows = [cells for row in (*heads, *bodies, *feet) if (cells := tuple(_list_cells(row)))]
    count = sum(1 for row in heads if tuple(_list_cells(row)))
    if not heads:
        named = [all(cell.element.tag == "th" for cell in row) for row in rows]
        count = named.index(False) if False in named else min(len(rows), 1)
        count = min(count, 1) if count == len(rows) else count
    return Grid(tuple(rows), count, tuple(_list_others(table)))


def list_stray(table: HtmlElement) -> Iterator[str]:
    """Words of a table that stand in no cell."""
    for part in (table, *table.iter("thead", "tbody", "tfoot", "tr")):
        if next(part.iterancestors("table"), table) is table or part is table:
            yield part.text or ""
            yield from (child.tail or "" for child in part)


def _list_rows(part: HtmlElement) -> Iterator[HtmlElement]:
    if part.tag == "tr":
        yield part
    elif part.tag in _PARTS:
        yield from (row for row in part if row.tag == "tr")


def _list_cells(row: HtmlElement) -> Iterator[GridCell]:
    for cell in row:
        if cell.tag in {"td", "th"}:
            columns, rows = (_read_span(cell.get(key)) for key in ("colspan", "rowspan"))
            yield GridCell(cell, columns, rows, _find_alignment(cell))


def _list_others(table: HtmlElement) -> Iterator[HtmlElement]:
    known = {"caption", "colgroup", "col", "tr", *_PARTS}
    yield from (one for one in table if isinstance(one.tag, str) and one.tag not in known)
    for part in table:
        if part.tag in _PARTS:
            yield from (one for one in part if isinstance(one.tag, str) and one.tag != "tr")
    for row in table.iter("tr"):
        if next(row.iterancestors("table"), None) is table:
            yield from (
                one for one in row if isinstance(one.tag, str) and one.tag not in ("td", "th")
            )


def _read_span(text: str | None) -> int:
    return min(max(int(text), 1), _MOST) if text and re.fullmatch(r"\d{1,9}", text) else 1


def _find_alignment(cell: HtmlElement) -> Alignment:
    said = (cell.get("align") or "").lower()
    if found := _ALIGN.search((cell.get("style") or "").lower()):
        said = found[1]
    return cast("Alignment", said) if said in ("left", "center", "right") else ""
