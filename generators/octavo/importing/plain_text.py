"""Plain text as blocks: headings by their shape, lists, tables with tabs, words between stars."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from octavo.importing.capitals import is_capitals
from octavo.importing.guesses import split_label
from octavo.importing.tree import (
    ForeignBlock,
    ForeignCell,
    ForeignDivider,
    ForeignHeading,
    ForeignInlines,
    ForeignItem,
    ForeignList,
    ForeignParagraph,
    ForeignQuotation,
    ForeignRun,
    ForeignTable,
    Imported,
    RunEmphasis,
)

LONGEST_HEADING = 120
"""Characters of a heading, all its lines together: longer ones are sentences."""
MOST_HEADING_LINES = 4
"""Lines of a heading on a title page, broken for its look; a stanza has as many or more."""
FULL_LINE = 0.75
"""Part of the longest line of a text from which on a line is full: it ended because there was no
room for the next word. Words have ten letters at most for the most part, lines some seventy."""
NARROWEST = 45
"""Characters of the longest line of a text whose lines are broken at a margin; shorter ones are
verse, addresses or names."""
_RULE = re.compile(r"[ \t]*(?:[-=_*~•·][ \t]*){3,}$")
_UNDERLINE = re.compile(r"[ \t]*(?P<sign>[=~#*-])(?P=sign){2,}[ \t]*$")
_NUMBERED = re.compile(
    r"(?P<number>(?:\d{1,2}(?:\.\d{1,2}){0,4}\.?|[IVXL]{1,6}\.|[A-Z]\.))\s+(?P<words>\S.*)"
)
_BULLET = re.compile(r"(?P<indent>\s*)(?P<sign>[-*+•◦▪‣●○■·–—])\s+(?P<words>\S.*)")
_ITEM = re.compile(
    r"(?P<indent>\s*)\(?(?P<number>\d{1,3}|[a-z]|[ivx]{2,5})(?P<sign>[.)])\s+(?P<words>\S.*)"
)
_CONTENTS = re.compile(r".*\S\s*(?:\.\s?){4,}\s*\d{1,4}\s*$")
_HASHES = re.compile(r"(?P<hashes>#{1,6})\s+(?P<words>\S.*?)\s*#*\s*$")
_MARKED = re.compile(
    r"(?P<bold>\*\*|__)(?=\S)(?P<strong>.+?)(?<=\S)(?P=bold)"
    r"|(?<![\w*])\*(?=[^\s*])(?P<stress>[^*]+?)(?<=[^\s*])\*(?![\w*])"
    r"|(?<!\w)_(?=[^\s_])(?P<italic>[^_]+?)(?<=[^\s_])_(?!\w)",
    re.DOTALL,
)
_BARE_WORDS = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class _TextLines:
    """Lines without an empty one between."""

    first: int
    """The number of the first, from 1."""
    lines: tuple[str, ...]

    @property
    def place(self) -> str:
        """For people."""
        return f"line {self.first}"

    @property
    def text(self) -> str:
        return "\n".join(line.strip() for line in self.lines)


@dataclass(frozen=True, slots=True)
class _TextShape:
    """What holds for the whole text."""

    width: int
    """Characters of its longest lines, where these are broken at a margin; else 0."""
    capitals: bool
    """Whether headings are in capitals, underlined or numbered, so that others are not sought."""


def read_plain_text(text: str, name: str) -> Imported:
    """The text as a document called `name`. Headings and lists are known by their shape alone."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    groups = list(_group(text.expandtabs(8) if "\t" not in text else text))
    shape = _find_shape(groups)
    blocks = [block for group in groups for block in _read_group(group, shape)]
    if not any(isinstance(block, ForeignHeading) for block in blocks):
        blocks = [block for place in range(len(blocks)) for block in _find_titled(blocks, place)]
    return Imported(name, tuple(_join_lists(blocks)))


def _group(text: str) -> Iterator[_TextLines]:
    """The lines of `text` in groups, the indentation of most of them taken away."""
    lines = [line.replace("\x0c", "") for line in text.split("\n")]
    full = [line for line in lines if line.strip()]
    indents = Counter(len(line) - len(line.lstrip(" ")) for line in full)
    margin = indents.most_common(1)[0][0] if indents else 0
    usual = " " * margin
    kept: list[str] = []
    first = 1
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            first = number if not kept else first
            kept.append(line.removeprefix(usual).rstrip())
        elif kept:
            yield _TextLines(first, tuple(kept))
            kept = []


def _find_shape(groups: Sequence[_TextLines]) -> _TextShape:
    lines = [line for group in groups if len(group.lines) > 1 for line in group.lines]
    lengths = sorted(map(len, lines))
    width = lengths[int(len(lengths) * 0.95)] if lengths else 0
    long = [line for line in lines if len(line) >= FULL_LINE * width]
    wrapped = width >= NARROWEST and len(long) * 3 >= len(lines)
    marked = any(_read_marked_heading(group) for group in groups)
    return _TextShape(width if wrapped else 0, marked)


# ------------------------------------------------------------------------------ groups


def _read_group(group: _TextLines, shape: _TextShape) -> Iterator[ForeignBlock]:
    """The blocks that a group of lines is."""
    if _RULE.fullmatch(group.text):
        yield ForeignDivider(place=group.place)
        return
    heading = _read_marked_heading(group)
    if heading:
        yield heading
        return
    if all(map(_CONTENTS.fullmatch, group.lines)):
        for at, line in enumerate(group.lines):
            place = f"line {group.first + at}"
            yield ForeignParagraph(place=place, text=(ForeignRun(line.strip()),), role="contents")
        return
    table = _read_table(group)
    if table:
        yield table
        return
    under = len(group.lines) > 2 and _UNDERLINE.fullmatch(group.lines[1])
    if under and len(next(iter(group.lines))) <= LONGEST_HEADING:
        head = _TextLines(group.first, group.lines[:2])
        yield from _read_group(head, shape)
        yield from _read_group(_TextLines(group.first + 2, group.lines[2:]), shape)
        return
    yield from _read_lists(group, shape)


def _read_marked_heading(group: _TextLines) -> ForeignHeading | None:
    """The heading that the group is: in capitals, underlined, numbered or behind `#`."""
    lines = [line.strip() for line in group.lines]
    text = "\n".join(lines)
    hashes = _HASHES.fullmatch(text)
    if hashes:
        return _make_heading(group, len(hashes["hashes"]), hashes["words"], "", "it begins with #")
    words, _, last = text.rpartition("\n")
    under = _UNDERLINE.fullmatch(last) if words else None
    if under and len(words) <= LONGEST_HEADING and _has_words(words):
        level = 1 if under["sign"] in "=#*" else 2
        return _make_heading(group, level, words, "", "it is underlined")
    short = len(text) <= LONGEST_HEADING and len(lines) <= MOST_HEADING_LINES
    plain = _MARKED.sub(lambda found: _inside(found)[0], text)
    if not short or not _has_words(plain) or plain[-1] in ".,;":
        return None
    numbered = _NUMBERED.fullmatch(plain) if len(lines) == 1 else None
    if numbered and (is_capitals(numbered["words"]) or "." in numbered["number"].rstrip(".")):
        level = numbered["number"].rstrip(".").count(".") + 1
        return _make_heading(group, level, numbered["words"], numbered["number"], "it is numbered")
    if is_capitals(plain) and not _BULLET.match(group.lines[0]):
        return _make_heading(group, 1, plain, "", "it is in capitals")
    if split_label(plain).label or split_label(f"{plain}: x").label == plain:
        return _make_heading(group, 1, plain, "", "it is numbered")
    return None


def _has_words(text: str) -> bool:
    return bool(_BARE_WORDS.search(text))


def _make_heading(
    group: _TextLines, level: int, words: str, number: str, why: str
) -> ForeignHeading:
    text = tuple(_read_marks(words))
    return ForeignHeading(place=group.place, level=level, text=text, number=number, guessed=why)


def _find_titled(blocks: Sequence[ForeignBlock], place: int) -> Iterator[ForeignBlock]:
    """The block at `place`; a short line above a long paragraph as a heading."""
    block = blocks[place]
    following = blocks[place + 1] if place + 1 < len(blocks) else None
    said = _plain(block.text) if isinstance(block, ForeignParagraph) else ""
    below = _plain(following.text) if isinstance(following, ForeignParagraph) else ""
    short = said and "\n" not in said and len(said) <= LONGEST_HEADING // 2
    if (
        isinstance(block, ForeignParagraph)
        and short
        and said[0].isupper()
        and said[-1].isalnum()
        and len(below) > 2 * len(said)
        and below[-1] in '.!?:”"'
    ):
        why = "it is a short line above a paragraph"
        numbered = _NUMBERED.fullmatch(said)
        number, words = (numbered["number"], numbered["words"]) if numbered else ("", said)
        level = number.rstrip(".").count(".") + 1
        text = tuple(_read_marks(words)) if numbered else block.text
        yield ForeignHeading(place=block.place, level=level, text=text, number=number, guessed=why)
    else:
        yield block


def _plain(text: ForeignInlines) -> str:
    return "".join(one.text for one in text if isinstance(one, ForeignRun)).strip()


def _read_table(group: _TextLines) -> ForeignTable | None:
    """Lines with equally many tabs, two at least."""
    counts = {line.strip().count("\t") for line in group.lines}
    if len(group.lines) < 2 or len(counts) != 1 or not counts.pop():
        return None
    rows = tuple(
        tuple(
            ForeignCell(blocks=(_make_paragraph(f"line {group.first + at}", cell.strip()),))
            for cell in line.strip().split("\t")
        )
        for at, line in enumerate(group.lines)
    )
    return ForeignTable(place=group.place, rows=rows)


# ------------------------------------------------------------------------------ lists


@dataclass
class _Open:
    """An item that is being read."""

    kind: str
    indent: int
    number: str
    lines: list[str]
    first: int
    inner: list[_Open]


def _read_lists(group: _TextLines, shape: _TextShape) -> Iterator[ForeignBlock]:
    """The group as a paragraph, a list, or a paragraph with a list below it."""
    begins = [at for at, line in enumerate(group.lines) if _match_item(line)]
    if begins and begins[0] > 0 and len(begins) == 1 and not _BULLET.match(group.lines[begins[0]]):
        begins = []  # a number that a line happens to begin with
    head = group.lines[: begins[0]] if begins else group.lines
    if head:
        yield _read_words(_TextLines(group.first, head), shape)
    if begins:
        items = _read_items(group, begins)
        yield from _make_lists(items, shape)


def _match_item(line: str) -> re.Match[str] | None:
    found = _BULLET.fullmatch(line) or _ITEM.fullmatch(line)
    return None if found and _RULE.fullmatch(line) else found


def _read_items(group: _TextLines, begins: Sequence[int]) -> list[_Open]:
    """The items of the group, those that are indented further inside the ones above them."""
    top: list[_Open] = []
    path: list[_Open] = []
    ends = [*begins[1:], len(group.lines)]
    for begin, end in zip(begins, ends, strict=True):
        found = _match_item(group.lines[begin])
        assert found, "an item begins there"
        indent = len(found["indent"].expandtabs(4))
        number = found.groupdict().get("number") or ""
        lines = [found["words"], *(line.strip() for line in group.lines[begin + 1 : end])]
        item = _Open("numbers" if number else "bullets", indent, number, lines, 0, [])
        item.first = group.first + begin
        while path and path[-1].indent >= indent:
            path.pop()
        (path[-1].inner if path else top).append(item)
        path.append(item)
    return top


def _make_lists(items: Sequence[_Open], shape: _TextShape) -> Iterator[ForeignList]:
    """Items one after the other as lists, a new one where bullets follow numbers."""
    start = 0
    for at in range(1, len(items) + 1):
        if at == len(items) or items[at].kind != items[start].kind:
            yield _make_list(items[start:at], shape)
            start = at


def _make_list(items: Sequence[_Open], shape: _TextShape) -> ForeignList:
    made = tuple(
        ForeignItem(
            blocks=(
                _read_words(_TextLines(item.first, tuple(item.lines)), shape),
                *_make_lists(item.inner, shape),
            )
        )
        for item in items
    )
    number = items[0].number
    place = f"line {items[0].first}"
    if items[0].kind == "bullets":
        return ForeignList(place=place, kind="bullets", items=made)
    start = int(number) if number.isdecimal() else 1
    roman = number in ("i", "ii", "iv", "v", "vi", "ix", "x") and (number != "v")
    form: Literal["decimal", "letters", "roman"] = (
        "decimal" if number.isdecimal() else "roman" if roman else "letters"
    )
    return ForeignList(place=place, kind="numbers", items=made, start=start, form=form)


def _join_lists(blocks: Sequence[ForeignBlock]) -> Iterator[ForeignBlock]:
    """`blocks` with lists as one whose items had empty lines between them."""
    before: ForeignBlock | None = None
    for block in blocks:
        if isinstance(before, ForeignList) and isinstance(block, ForeignList):
            follows = block.kind == before.kind and (
                block.kind == "bullets" or block.start == before.start + len(before.items)
            )
            if follows:
                before = replace(before, items=before.items + block.items)
                continue
        if before:
            yield before
        before = block
    if before:
        yield before


# ------------------------------------------------------------------------------ words


def _read_words(group: _TextLines, shape: _TextShape) -> ForeignParagraph | ForeignQuotation:
    """Lines as a paragraph: broken at a margin they are one, else each stands by itself."""
    indent = min(len(line) - len(line.lstrip(" ")) for line in group.lines)
    lines = [line.strip() for line in group.lines]
    text = lines[0]
    for before, line in pairwise(lines):
        full = shape.width and len(before) + 1 + len(line.split(" ")[0]) > FULL_LINE * shape.width
        text += f" {line}" if full else f"\n{line}"
    paragraph = _make_paragraph(group.place, text)
    if indent >= 4 and len(lines) > 1:
        return ForeignQuotation(place=group.place, blocks=(paragraph,))
    return paragraph


def _make_paragraph(place: str, text: str) -> ForeignParagraph:
    return ForeignParagraph(place=place, text=tuple(_read_marks(text)))


def _read_marks(text: str) -> Iterator[ForeignRun]:
    """`text` with what stands between stars or underscores bold or italic."""
    end = 0
    for found in _MARKED.finditer(text):
        if found.start() > end:
            yield ForeignRun(text[end : found.start()])
        words, emphasis = _inside(found)
        yield ForeignRun(words, frozenset[RunEmphasis]({emphasis}))
        end = found.end()
    if end < len(text):
        yield ForeignRun(text[end:])


def _inside(found: re.Match[str]) -> tuple[str, RunEmphasis]:
    if found["bold"]:
        return found["strong"], "bold"
    return found["stress"] or found["italic"], "italic"
