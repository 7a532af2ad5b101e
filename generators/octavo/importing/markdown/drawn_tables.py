"""Tables that are drawn with characters, as Pandoc has them: grid, simple and multiline tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

_BORDER = re.compile(r"\+(?:[-=:]+\+)+")
_LINE = re.compile(r"[+|].*[+|]")
_RULER = re.compile(r"-{2,}(?:[ ]+-{2,})*|-+(?:[ ]+-+)+")
_FRAME = re.compile(r"-{3,}")
_WIDEST = 600
"""Characters of a line of a grid; more is no table that a person drew."""
_MOST_RULES = 3
"""Rules of one table without borders: above it, below its head and below it."""
_MOST_LINES = 1_000
"""Lines of a grid that are looked at: the corners are sought anew for each cell."""


@dataclass(frozen=True, slots=True)
class _Box:
    """A cell of a grid: the places of its borders."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    line: int
    """The line of its first words, counted from the first of the table."""
    columns: int = 1
    rows: int = 1
    alignment: str = ""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A table with its rows, the first `heads` of which are the head."""

    rows: tuple[tuple[_Cell, ...], ...]
    heads: int
    lines: int


def install(engine: MarkdownIt) -> None:
    """Have `engine` read these tables."""
    alt = ["paragraph", "reference"]
    engine.block.ruler.before("table", "grid_table", _read_grid_rule, {"alt": alt})
    engine.block.ruler.before("hr", "simple_table", _read_simple_rule, {"alt": []})
    engine.block.ruler.before("lheading", "headed_table", _read_simple_rule, {"alt": []})


def _read_grid_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not _begins_with(state, start, "+") or not _BORDER.fullmatch(
        _get_line(state, start).strip()
    ):
        return False
    lines: list[str] = []
    for number in range(start, min(end, start + _MOST_LINES)):
        line = _get_line(state, number).strip()
        if not _LINE.fullmatch(line) or len(line) > _WIDEST:
            break
        lines.append(line)
    drawn = _read_grid(lines)
    return drawn is not None and _push(state, start, drawn, silent)


def _read_simple_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if silent or not (_begins_with(state, start, "-") or _begins_with(state, start + 1, "-")):
        return False
    lines: list[str] = []
    rules = 0
    for number in range(start, min(end, start + _MOST_LINES)):
        if rules == _MOST_RULES or (
            not state.isEmpty(number) and state.sCount[number] < state.blkIndent
        ):
            break
        lines.append(_get_line(state, number).rstrip())
        rules += _RULER.fullmatch(lines[-1].strip()) is not None
        if len(lines) == 1 and not _begins_simple(state, start, end, lines[0]):
            return False
    drawn = _read_multiline(lines) or _read_simple(lines)
    return drawn is not None and _push(state, start, drawn, silent)


def _begins_simple(state: StateBlock, start: int, end: int, line: str) -> bool:
    """Whether a line can be the first of a table: a rule, or one with a rule below."""
    if _RULER.fullmatch(line.strip()):
        return True
    below = _get_line(state, start + 1).strip() if start + 1 < end else ""
    return _RULER.fullmatch(below) is not None and " " in below


def _begins_with(state: StateBlock, line: int, letter: str) -> bool:
    if line >= state.lineMax or state.is_code_block(line):
        return False
    return state.src.startswith(letter, state.bMarks[line] + state.tShift[line])


def _get_line(state: StateBlock, line: int) -> str:
    return state.getLines(line, line + 1, state.blkIndent, False).expandtabs(4)


# ------------------------------------------------------------------------------- grids


def _read_grid(lines: Sequence[str]) -> _Drawn | None:
    while lines and not _BORDER.fullmatch(lines[-1]):
        lines = lines[:-1]
    if len(lines) < 3:
        return None
    width = max(map(len, lines))
    grid = [line.ljust(width) for line in lines]
    boxes = _find_boxes(grid)
    if boxes is None:
        return None
    tops, lefts = (sorted({_get(box, side) for box in boxes}) for side in ("top", "left"))
    row_of = {top: number for number, top in enumerate([*tops, len(grid) - 1])}
    column_of = {left: number for number, left in enumerate([*lefts, width - 1])}
    rows: list[list[_Cell]] = [[] for _ in tops]
    for box in sorted(boxes, key=lambda box: box.left):
        if box.bottom not in row_of or box.right not in column_of:
            return None
        text = "\n".join(line[box.left + 1 : box.right] for line in grid[box.top + 1 : box.bottom])
        columns = column_of[box.right] - column_of[box.left]
        count = row_of[box.bottom] - row_of[box.top]
        cell = _Cell(_dedent(text), box.top + 1, columns, count)
        rows[row_of[box.top]].append(cell)
    head = next((row_of[top] for top in row_of if top and "=" in grid[top]), 0)
    head = head if head < len(tops) else 0
    return _Drawn(tuple(map(tuple, rows)), head, len(lines))


def _get(box: _Box, side: str) -> int:
    return box.top if side == "top" else box.left


def _find_boxes(grid: Sequence[str]) -> list[_Box] | None:
    """All cells, from corner to corner; `None` where they do not fill the grid."""
    width = len(grid[0])
    corners, known, done = [(0, 0)], {(0, 0)}, [-1] * width
    boxes: list[_Box] = []
    area = 0
    while corners:
        top, left = heappop(corners)
        if top == len(grid) - 1 or left == width - 1 or top <= done[left]:
            continue
        box = _trace(grid, top, left)
        if box is None:
            continue
        boxes.append(box)
        area += (box.bottom - top) * (box.right - left)
        done[left : box.right] = [box.bottom - 1] * (box.right - left)
        for corner in {(top, box.right), (box.bottom, left)} - known:
            known.add(corner)
            heappush(corners, corner)
    return boxes if area == (len(grid) - 1) * (width - 1) else None


def _trace(grid: Sequence[str], top: int, left: int) -> _Box | None:
    """The smallest cell whose upper left corner is there."""
    if grid[top][left] != "+":
        return None
    for right in range(left + 1, len(grid[0])):
        bottom = _find_bottom(grid, top, left, right) if grid[top][right] == "+" else None
        if bottom is not None:
            return _Box(top, left, bottom, right)
        if grid[top][right] not in "-=:+":
            return None
    return None


def _find_bottom(grid: Sequence[str], top: int, left: int, right: int) -> int | None:
    """The lower border of the cell between two columns, if there is one."""
    for bottom in range(top + 1, len(grid)):
        if grid[bottom][right] == "+" and _is_closed(grid, top, left, bottom, right):
            return bottom
        if grid[bottom][right] not in "|+":
            return None
    return None


def _is_closed(grid: Sequence[str], top: int, left: int, bottom: int, right: int) -> bool:
    sides = all(line[left] in "|+" for line in grid[top : bottom + 1])
    return sides and all(letter in "-=:+" for letter in grid[bottom][left : right + 1])


# ---------------------------------------------------------------------- simple, multiline


def _read_simple(lines: Sequence[str]) -> _Drawn | None:
    """Columns below a rule of dashes, to an empty line or a rule."""
    at = next((n for n in (0, 1) if n < len(lines) and _is_ruler(lines[n])), None)
    if at is None or (at == 1 and _starts_outside(lines[0], _find_columns(lines[1]))):
        return None
    columns = _find_columns(lines[at])
    body: list[tuple[int, str]] = []
    last = at
    for number in range(at + 1, len(lines)):
        last = number
        if not lines[number] or _is_ruler(lines[number]):
            break
        body.append((number, lines[number]))
    closed = last < len(lines) and _is_ruler(lines[last])
    cut = any(_starts_outside(line, columns) for _, line in body)
    if cut or not body or (at == 0 and not closed):
        return None
    head = [_cut(lines[0], columns, 0)] if at else []
    rows = (*head, *(_cut(line, columns, number) for number, line in body))
    return _Drawn(tuple(rows), len(head), last + closed if closed else body[-1][0] + 1)


def _read_multiline(lines: Sequence[str]) -> _Drawn | None:
    """Columns between two rules; rows have an empty line between them."""
    if not lines or not _FRAME.match(lines[0]) or not _RULER.fullmatch(lines[0]):
        return None
    at = next((n for n in range(1, min(len(lines), 12)) if _RULER.fullmatch(lines[n])), None)
    headless = _is_ruler(lines[0])
    if not headless and (at is None or not _is_ruler(lines[at]) or not all(lines[1:at])):
        return None
    begin = 0 if headless else at or 0
    columns = _find_columns(lines[begin])
    end = next((n for n in range(begin + 1, len(lines)) if _RULER.fullmatch(lines[n])), None)
    if end is None or not any(lines[begin + 1 : end]) or "" not in lines[begin + 1 : end]:
        return None
    if any(line and _starts_outside(line, columns) for line in lines[begin + 1 : end]):
        return None
    groups = list(_group(lines, begin + 1, end))
    head = [] if headless else [range(1, begin)]
    rows = [_join_cells(lines, part, columns) for part in (*head, *groups)]
    return _Drawn(tuple(rows), len(head), end + 1)


def _is_ruler(line: str) -> bool:
    return _RULER.fullmatch(line.strip()) is not None and " " in line.strip()


def _find_columns(ruler: str) -> tuple[tuple[int, int], ...]:
    """Where each column begins and ends; the last one goes on."""
    starts = [found.start() for found in re.finditer("-+", ruler)]
    return (*pairwise(starts), (starts[-1], 1_000_000))


def _starts_outside(line: str, columns: Sequence[tuple[int, int]]) -> bool:
    """Whether a line is empty, or a word of it goes over the gap between two columns."""
    return not line.strip() or any(line[begin - 1 : begin].strip() for begin, _ in columns[1:])


def _cut(line: str, columns: Sequence[tuple[int, int]], number: int) -> tuple[_Cell, ...]:
    first = (0, columns[0][1])
    ends = (first, *columns[1:])
    return tuple(_Cell(line[begin:end].strip(), number) for begin, end in ends)


def _group(lines: Sequence[str], begin: int, end: int) -> Iterator[range]:
    start = begin
    for number in range(begin, end + 1):
        if number == end or not lines[number]:
            if start < number:
                yield range(start, number)
            start = number + 1


def _join_cells(
    lines: Sequence[str], part: range, columns: Sequence[tuple[int, int]]
) -> tuple[_Cell, ...]:
    cut = [_cut(lines[number], columns, number) for number in part]
    texts = ("\n".join(filter(None, (cell.text for cell in one))) for one in zip(*cut, strict=True))
    return tuple(_Cell(text, part.start) for text in texts)


# ------------------------------------------------------------------------------- tokens


def _push(state: StateBlock, start: int, drawn: _Drawn, silent: bool) -> bool:
    if silent:
        return True
    state.push("table_open", "table", 1).map = [start, start + drawn.lines]
    for number, row in enumerate(drawn.rows):
        state.push("tr_open", "tr", 1).map = [start, start + drawn.lines]
        for cell in row:
            _push_cell(state, start, cell, "th" if number < drawn.heads else "td")
        state.push("tr_close", "tr", -1)
    state.push("table_close", "table", -1)
    state.line = start + drawn.lines
    return True


def _push_cell(state: StateBlock, start: int, cell: _Cell, tag: str) -> None:
    opening = state.push(f"{tag}_open", tag, 1)
    line = start + cell.line
    opening.map = [line, line + 1]
    opening.attrs = {"colspan": cell.columns, "rowspan": cell.rows}
    tokens: list[Token] = []
    state.md.block.parse(cell.text, state.md, state.env, tokens)
    for token in tokens:
        token.level += state.level
        token.map = [line + token.map[0], line + token.map[1]] if token.map else None
    state.tokens += tokens
    state.push(f"{tag}_close", tag, -1)


def _dedent(text: str) -> str:
    """The lines of a cell without the space at its left border."""
    lines = [line.rstrip() for line in text.split("\n")]
    indent = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[min(indent, 1) :] if indent < 2 else line[indent:] for line in lines)
