"""The blocks of a Markdown text as CommonMark has them, each with its lines.

markdown-it-py reads tables, notes and definitions besides. What it finds is what the whole world's
editors show; `layout` writes it out for Python-Markdown, and `comparison` holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

DEEPEST = 60
"""Blocks inside one another, such as thirty lists. Each level costs both readers some calls."""

NOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*")
"""How a note begins; group 1 is its label."""
CAPTION = re.compile(r"Table:[ \t]+(?=\S)")
"""How the caption of a table begins."""
_DEFINITION = re.compile(r":[ \t]+(?=\S)")
_MARKER = re.compile(r"[ \t]*(?:[-+*]|\d+[.)])")

_Rule: TypeAlias = Callable[[StateBlock, int, int, bool], bool]


@dataclass(frozen=True, slots=True)
class Part:
    """A block, or a part of one."""

    kind: str
    """As HTML names it: `p`, `h2`, `ul`, `li`, `tr`; or `note`, `html`, `caption`."""
    first: int
    """Its first line, counted from 0 in the text."""
    end: int
    """The line after its last."""
    lines: tuple[str, ...] = ()
    """What it says, without what its container puts before each line."""
    parts: tuple[Part, ...] = ()
    """What is inside, in order."""
    column: int = 0
    """How far it is indented in its container; an item's marker counts from the container too."""
    inner: int = 0
    """Where the words of an item begin, counted like `column`."""
    lazy: frozenset[int] = frozenset()
    """Lines that go on with it without being indented as it is."""
    label: str = ""
    """The number of a list, the label of a note, the name of a fence, the side of a cell."""
    markup: str = ""
    """The sign that makes it what it is."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The blocks of a text."""

    parts: tuple[Part, ...]
    addresses: Mapping[str, Address] = field(default_factory=dict[str, "Address"])
    """What the text says in the manner of `[label]: address`, by label."""
    too_deep: int | None = None
    """A line at which blocks stand too deep inside one another to be read."""


@dataclass(frozen=True, slots=True)
class Address:
    """A link's address that is given apart from the link."""

    href: str
    title: str
    line: int


def read_outline(text: str) -> Outline:
    """The blocks of `text`."""
    engine = _make_engine()
    environment: dict[str, Any] = {}
    tokens: list[Token] = []
    engine.block.parse(text, engine, environment, tokens)
    deep = [token for token in tokens if token.level >= DEEPEST - 1]
    if deep:
        return Outline((), too_deep=next((t.map[0] for t in deep if t.map), 0))
    parts, _ = _gather(tokens, 0)
    addresses = {
        label: Address(found["href"], found["title"], found["map"][0])
        for label, found in environment.get("references", {}).items()
    }
    return Outline(parts, addresses)


def walk(parts: Sequence[Part]) -> Iterator[Part]:
    """All `parts`, each before those inside it."""
    for part in parts:
        yield part
        yield from walk(part.parts)


# ------------------------------------------------------------------------------ tokens


def _gather(tokens: list[Token], start: int) -> tuple[tuple[Part, ...], int]:
    """The parts from `start` to the end of what they stand in, and where that end is."""
    parts: list[Part] = []
    i = start
    while i < len(tokens) and tokens[i].nesting >= 0:
        token = tokens[i]
        if token.nesting == 0:
            parts.append(_make_leaf(token))
            i += 1
            continue
        inner, end = _gather(tokens, i + 1)
        parts.extend(_make_part(token, inner))
        i = end + 1
    return _join_definitions(parts), i


def _make_leaf(token: Token) -> Part:
    first, end = token.map or [0, 0]
    lines = tuple(token.content.removesuffix("\n").split("\n")) if token.content else ()
    kind = {"inline": "inline", "hr": "hr", "html_block": "html"}.get(token.type, "pre")
    column = token.meta.get("column", 0)
    return Part(kind, first, end, lines, (), column, label=token.info.strip(), markup=token.markup)


def _make_part(token: Token, inner: tuple[Part, ...]) -> tuple[Part, ...]:
    """What the token opens; its parts alone where it only groups them, as a table's head does."""
    if token.tag in ("thead", "tbody"):
        return inner
    first, end = token.map or [inner[0].first, inner[-1].end]
    lines = inner[0].lines if inner and inner[0].kind == "inline" else ()
    parts = () if lines or (inner and inner[0].kind == "inline") else inner
    label = str(token.attrs.get("start", token.attrs.get("style", token.info)))
    meta = token.meta
    return (
        Part(
            token.tag,
            first,
            end,
            lines,
            parts,
            meta.get("column", 0),
            meta.get("inner", 0),
            meta.get("lazy", frozenset()),
            label,
            meta.get("lost", token.markup),
        ),
    )


def _join_definitions(parts: list[Part]) -> tuple[Part, ...]:
    """`parts` with each run of terms and definitions as one list."""
    joined: list[Part] = []
    for part in parts:
        if part.kind != "dd":
            joined.append(part)
            continue
        term = (replace(joined.pop(), kind="dt"),) if joined[-1].kind == "p" else ()
        before = joined.pop() if joined and joined[-1].kind == "dl" else None
        inside = (*(before.parts if before else ()), *term, part)
        joined.append(Part("dl", inside[0].first, part.end, parts=inside, column=inside[0].column))
    return tuple(joined)


# ------------------------------------------------------------------------------ rules


def _make_engine() -> MarkdownIt:
    """markdown-it-py as the judge of blocks."""
    engine = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table")
    interrupting = ["paragraph", "reference"]
    engine.block.ruler.before("reference", "note", _read_note, {"alt": interrupting})
    engine.block.ruler.before("paragraph", "definition", _read_definition, {"alt": interrupting})
    engine.block.ruler.before("paragraph", "term", _end_definition, {"alt": interrupting})
    engine.block.ruler.before("table", "caption", _end_table, {"alt": ["blockquote"]})
    for rule in engine.block.ruler.__rules__:
        rule.fn = _watch(rule.fn)
    return engine


def _watch(rule: _Rule) -> _Rule:
    """The rule, telling besides where what it finds is indented."""

    def watched(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        count = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        if not silent and len(state.tokens) > count:
            _note_columns(state, start, count)
        return True

    return watched


def _note_columns(state: StateBlock, start: int, count: int) -> None:
    token = state.tokens[count]
    base = state.blkIndent
    token.meta["column"] = max(state.sCount[start] - base, 0)
    match token.type:
        case "paragraph_open" | "heading_open":
            lines = range(start + 1, state.line)
            token.meta["lazy"] = frozenset(i for i in lines if state.sCount[i] < base)
        case "bullet_list_open" | "ordered_list_open":
            for item in state.tokens[count:]:
                if item.type == "list_item_open" and item.level == token.level + 1 and item.map:
                    _note_item(state, item, item.map[0])
        case "table_open":
            for row in state.tokens[count:]:
                if row.type == "tr_open" and row.level == token.level + 2 and row.map:
                    row.meta["lost"] = _find_lost(state, row.map[0], start)
        case _:
            pass


def _note_item(state: StateBlock, item: Token, line: int) -> None:
    column = state.sCount[line] - state.blkIndent
    text = state.getLines(line, line + 1, state.blkIndent, False).expandtabs(4)
    found = _MARKER.match(text)
    after = text[found.end() :] if found else ""
    item.meta["column"] = column
    item.meta["inner"] = len(text) - len(after.lstrip())


def _find_lost(state: StateBlock, line: int, head: int) -> str:
    """What a row has more than its table has columns."""
    row, columns = (_split_row(state, one) for one in (line, head))
    return "|".join(row[len(columns) :]).strip()


def _split_row(state: StateBlock, line: int) -> list[str]:
    text = state.getLines(line, line + 1, state.blkIndent, False).strip()
    cells = escapedSplit(text)
    cells = cells[1:] if cells[0] == "" else cells
    return cells[:-1] if cells and cells[-1] == "" else cells


def _match(state: StateBlock, line: int, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """What the pattern finds at the beginning of the line, unless it is code."""
    if state.is_code_block(line):
        return None
    return pattern.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def _end_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A caption ends the table above it; what it says is a paragraph."""
    return silent and state.parentType == "table" and _match(state, start, CAPTION) is not None


def _end_definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line further out than the definition, with a definition in the next, is the next term."""
    if not silent or state.sCount[start] > state.ddIndent or start + 1 >= state.lineMax:
        return False
    same = state.sCount[start + 1] == state.ddIndent
    return same and _match(state, start + 1, _DEFINITION) is not None


def _read_note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`[^1]: text`, and what is indented by four spaces below it."""
    found = _match(state, start, NOTE)
    if not found or silent:
        return found is not None
    token = state.push("note_open", "note", 1)
    token.info = found[1]
    token.map = [start, _read_inside(state, start, end, found.end(), state.blkIndent + 4)]
    state.push("note_close", "note", -1)
    return True


def _read_definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`: text` after a term, and what is indented by two spaces or more below it."""
    found = _match(state, start, _DEFINITION)
    if not found or silent:
        inside = state.sCount[start] >= state.blkIndent or state.ddIndent >= 0
        return found is not None and inside
    before = state.tokens[-1] if state.tokens else None
    if before is None or before.level != state.level:
        return False
    if before.type not in ("paragraph_close", "dd_close"):
        return False
    token = state.push("dd_open", "dd", 1)
    column = state.sCount[start]
    outer, state.ddIndent = state.ddIndent, column
    token.map = [start, _read_inside(state, start, end, found.end(), column + 2)]
    state.ddIndent = outer
    state.push("dd_close", "dd", -1)
    return True


def _read_inside(state: StateBlock, start: int, end: int, position: int, column: int) -> int:
    """Read what stands from `position` of line `start` on, and in the lines indented to `column`.

    The line after it all.
    """
    kept = state.bMarks[start], state.tShift[start], state.sCount[start], state.blkIndent
    kind, state.parentType = state.parentType, "list"
    state.bMarks[start], state.tShift[start] = position, 0
    state.sCount[start] = state.blkIndent = column
    state.md.block.tokenize(state, start, end)
    state.parentType = kind
    state.bMarks[start], state.tShift[start], state.sCount[start], state.blkIndent = kept
    return state.line
