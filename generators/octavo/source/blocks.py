"""Elements to blocks: the text of one section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal, cast
from xml.etree import ElementTree

from octavo.document import (
    EVERYONE,
    Block,
    Blocks,
    Cell,
    Definition,
    Definitions,
    Heading,
    Inlines,
    Item,
    Listing,
    Paragraph,
    PullQuote,
    Quote,
    Row,
    Signature,
    Table,
    Text,
)
from octavo.document.problem import Problem, Span
from octavo.document.walk import blocks_in, query
from octavo.files.source_file import error, locate, suggest
from octavo.source.context import FileContext
from octavo.source.fences import PLACEHOLDER, Fence, get_fence, take_apart
from octavo.source.figures import FencedBlock, read_fence
from octavo.source.inlines import InlineContext, convert, is_bounded, read_lines, read_phrase
from octavo.source.markdown import BLOCKS, HEADINGS, parse_blocks

_AUDIENCE = "audience-"
_ROLES = ("pull", "signature")


@dataclass
class _Text:
    """The text of a section while it is read."""

    context: FileContext
    first: int
    """Line of the file on which the text begins."""
    fences: list[Fence]
    captions: dict[int, str]
    """Those not yet claimed by a table."""


@dataclass(frozen=True, slots=True)
class _Marks:
    """What `{#id .name}` says about a block."""

    id: str = ""
    roles: frozenset[str] = frozenset()
    audiences: frozenset[str] = EVERYONE


def read_blocks(context: FileContext, text: str, first: int) -> Blocks:
    """The blocks of `text`, which begins at line `first`, each with its place.

    Their ids are those that stand in the text; `name_blocks` gives the others one. What is wrong is
    reported to the page.
    """
    parts = take_apart(context.source, text, first)
    context = replace(context, notes=parts.notes)
    _report_unused_notes(context, text)
    if not _is_bounded(parts.lines, context, first):
        return ()
    try:
        root = parse_blocks(context.shared.engine, "\n".join(parts.lines))
    except RecursionError:
        message = "lists, quotes or definitions are nested too deeply, or too many without a gap"
        context.source.problems.append(error("TXT009", message, Span(context.source.file, first)))
        return ()
    except Exception as fault:  # Python-Markdown fails on a few texts, in ways of its own
        message = f"Python-Markdown cannot read this section: {fault!r}"
        context.source.problems.append(error("TXT009", message, Span(context.source.file, first)))
        return ()
    state = _Text(context, first, parts.fences, parts.captions)
    blocks = _read_all(list(root), state)
    for line in state.captions:
        hint = "a caption stands on the line after its table"
        span = Span(context.source.file, line, 1)
        context.source.problems.append(error("TXT006", "a caption without a table", span, hint))
    return blocks


def _is_bounded(lines: list[str], context: FileContext, first: int) -> bool:
    """Whether every block can be read in reasonable time; reports those that cannot."""
    good = True
    start = 0
    for end in [i for i, line in enumerate(lines) if not line.strip()] + [len(lines)]:
        block = "\n".join(lines[start:end])
        good = is_bounded(block, InlineContext(context, first + start)) and good
        start = end + 1
    return good


def _report_unused_notes(context: FileContext, text: str) -> None:
    for label, found in context.notes.items():
        if not re.search(rf"\[\^{re.escape(label)}\](?!:)", text):
            message = f"the note `{label}` is never called"
            span = Span(context.source.file, found.line, 1)
            hint = f"write `[^{label}]` where it belongs, or delete it"
            context.source.problems.append(error("TXT007", message, span, hint))


# ------------------------------------------------------------------------------ elements


def _read_all(elements: list[ElementTree.Element], state: _Text) -> Blocks:
    blocks = [_read(element, state) for element in elements]
    return tuple(block for block in blocks if block is not None)


def _read(element: ElementTree.Element, state: _Text) -> Block | None:
    span = _span(element, state)
    match element.tag:
        case "p":
            return _read_paragraph(element, span, state)
        case "ul" | "ol":
            return _read_list(element, span, state)
        case "dl":
            return _read_definitions(element, span, state)
        case "blockquote":
            marks = _read_marks(element, span, state)
            inner = _read_all(_drop_headings(list(element), state), state)
            return Quote(inner, marks.id, marks.audiences, span)
        case "table":
            return _read_table(element, span, state)
        case "h2" | "h3" | "h4":
            marks = _read_marks(element, span, state)
            level = int(element.tag[1])
            words = convert(element, _where(span, state, plain=True))
            return Heading(level, words, marks.id, marks.audiences, span)
        case other:
            state.context.source.problems.append(_refuse(other, span))
            return None


_REFUSED = {
    "h1": ("a heading of the first level", "the section's title is the first level; write `## `"),
    "hr": ("a rule across the page", "delete it, or write a heading"),
    "pre": ("a block of code", "take out the four spaces at the beginning of the line"),
}


def _refuse(tag: str, span: Span) -> Problem:
    what, hint = _REFUSED.get(tag, (f"a block `{tag}`", "write it in another way"))
    return error("TXT003", f"{what} has no place in a section", span, hint)


def _span(element: ElementTree.Element, state: _Text) -> Span:
    return Span(state.context.source.file, state.first + int(element.get("line", "0")), 1)


def _where(span: Span, state: _Text, plain: bool = False) -> InlineContext:
    return InlineContext(state.context, span.line, plain)


def _read_paragraph(element: ElementTree.Element, span: Span, state: _Text) -> Block | None:
    held = PLACEHOLDER.fullmatch((element.text or "").strip())
    if "\n" in (element.text or "") and re.search(
        r"\n\|?[-:| ]*-[-:| ]*\|[-:| ]*\n", element.text or ""
    ):
        message = "a table needs an empty line before it"
        state.context.source.problems.append(error("TXT008", message, span))
    marks = _read_marks(element, span, state)
    if held:
        return _read_held(get_fence(held[1], state.fences), marks, state)
    if "signature" in marks.roles:
        lines = read_lines(element, _where(span, state, plain=True))
        return Signature(lines, marks.id, marks.audiences, span)
    words = convert(element, _where(span, state))
    if "pull" in marks.roles:
        return PullQuote(words, marks.id, marks.audiences, span)
    if not words and marks != _Marks():
        mark = element.get("marks", "")
        hint = "write them at the end of what they are for, or in a paragraph after it"
        _report_mark("marks with nothing before them", mark, span, state, hint)
    return Paragraph(words, marks.id, marks.audiences, span) if words else None


def _read_held(fence: Fence, marks: _Marks, state: _Text) -> FencedBlock | None:
    found = read_fence(fence, state.context)
    if found is None or marks == _Marks():
        return found
    span = found.span or Span(state.context.source.file, fence.line)
    both = _join(marks, _Marks(found.id, audiences=found.audiences), span, state)
    return replace(found, id=both.id, audiences=both.audiences)


def _read_list(element: ElementTree.Element, span: Span, state: _Text) -> Listing:
    marks = _read_marks(element, span, state)
    items = tuple(Item(_read_content(item, span, state)) for item in element)
    start = int(element.get("start", "1"))
    return Listing(items, element.tag == "ol", start, marks.id, marks.audiences, span)


def _read_content(element: ElementTree.Element, outer: Span, state: _Text) -> Blocks:
    """The blocks of an item or a definition: its own words first, as a paragraph."""
    span = _span(element, state) if element.get("line") else outer
    if element.get("marks"):
        message = "marks on a single item are not possible"
        hint = "put them on a line of their own after the list, or write a paragraph"
        _report_mark(message, element.get("marks", ""), span, state, hint)
    words = convert(element, _where(span, state))
    own: Blocks = (Paragraph(words, span=span),) if words else ()
    inner = _drop_headings([child for child in element if child.tag in BLOCKS], state)
    for child in inner:
        if child.get("alone"):
            message = "it is not clear whether these marks are for the paragraph or for the list"
            hint = "write an empty line before them, without spaces at the beginning, for the list"
            state.context.source.problems.append(error("TXT004", message, span, hint))
        if not child.get("line"):
            child.set("line", str(span.line - state.first))
    return own + _read_all(inner, state)


def _drop_headings(elements: list[ElementTree.Element], state: _Text) -> list[ElementTree.Element]:
    """The elements that are no headings; headings, which divide only sections, are reported."""
    for element in elements:
        if element.tag in HEADINGS:
            message = "a heading inside a list or a quotation"
            hint = "write it outside, or make it **important**"
            problem = error("TXT003", message, _span(element, state), hint)
            state.context.source.problems.append(problem)
    return [element for element in elements if element.tag not in HEADINGS]


def _read_definitions(element: ElementTree.Element, span: Span, state: _Text) -> Definitions:
    marks = _read_marks(element, span, state)
    items: list[Definition] = []
    terms: list[Inlines] = []
    for child in element:
        if child.tag == "dt":
            terms.append(convert(child, _where(span, state, plain=True)))
            continue
        blocks = _read_content(child, span, state)
        items.extend(Definition(term, blocks) for term in terms)
        if not terms and items:
            items[-1] = replace(items[-1], blocks=items[-1].blocks + blocks)
        terms = []
    return Definitions(tuple(items), marks.id, marks.audiences, span)


def _read_table(element: ElementTree.Element, span: Span, state: _Text) -> Table:
    rows = [_read_row(row, span, state) for row in element.iter("tr")]
    after = span.line + len(rows) + 1
    line = after if after in state.captions else after + 1
    marks = _read_marks(element, span, state)
    caption: Inlines = ()
    if line in state.captions:
        holder = ElementTree.Element("p")
        text, found = _cut_marks(state.captions.pop(line))
        holder.set("marks", found)
        below = Span(span.file, line, 1)
        caption = read_phrase(text, _where(below, state))
        own = _read_marks(holder, below, state)
        marks = _join(own, marks, below, state)
    return Table(rows[0], tuple(rows[1:]), caption, marks.id, audiences=marks.audiences, span=span)


def _cut_marks(text: str) -> tuple[str, str]:
    found = re.search(r"(?:^|\s)\{([#.][^{}]*)\}\s*$", text)
    return (text[: found.start()], found[1]) if found else (text, "")


def _read_row(element: ElementTree.Element, span: Span, state: _Text) -> Row:
    lost = element.get("lost", "")
    if lost:
        message = f"`{lost}` has no column: the row has more cells than the head"
        place = locate(state.context.source, lost, span.line)
        state.context.source.problems.append(error("TXT008", message, place, "delete it"))
    return Row(tuple(_read_cell(cell, span, state) for cell in element))


def _read_cell(element: ElementTree.Element, span: Span, state: _Text) -> Cell:
    style = element.get("style", "")
    align = {"text-align: right;": "right", "text-align: center;": "centre"}.get(style, "left")
    side = cast(Literal["left", "centre", "right"], align)
    return Cell(convert(element, _where(span, state)), side)


# ------------------------------------------------------------------------------ marks


def _read_marks(element: ElementTree.Element, span: Span, state: _Text) -> _Marks:
    """What the marks of an element say; unknown ones are reported."""
    id = ""
    roles: set[str] = set()
    audiences: set[str] = set()
    for mark in element.get("marks", "").split():
        name = mark[1:]
        if mark.startswith("#") and re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", name):
            id = name
        elif mark.startswith("." + _AUDIENCE):
            audiences.add(name.removeprefix(_AUDIENCE))
            _check_audience(name.removeprefix(_AUDIENCE), mark, span, state)
        elif mark.startswith(".") and name in _ROLES and element.tag == "p":
            roles.add(name)
        else:
            known = [f".{role}" for role in _ROLES if element.tag == "p"]
            known += [f".{_AUDIENCE}{audience}" for audience in state.context.shared.audiences]
            _report_mark(f"unknown mark `{mark}`", mark, span, state, suggest(mark, known))
    return _Marks(id, frozenset(roles), frozenset(audiences))


def _join(one: _Marks, other: _Marks, span: Span, state: _Text) -> _Marks:
    """What two sets of marks for one block say together; reports when they do not agree."""
    differ = one.id and other.id and one.id != other.id
    if differ or (one.audiences and other.audiences and one.audiences != other.audiences):
        message = "the same block is marked twice, and not in the same way"
        state.context.source.problems.append(error("TXT004", message, span, "keep one of them"))
    return _Marks(one.id or other.id, one.roles, one.audiences or other.audiences)


def _check_audience(name: str, mark: str, span: Span, state: _Text) -> None:
    known = state.context.shared.audiences
    if name not in known:
        place = locate(state.context.source, mark, span.line)
        problem = error("AUD001", f"there is no audience `{name}`", place, suggest(name, known))
        state.context.source.problems.append(problem)


def _report_mark(message: str, mark: str, span: Span, state: _Text, hint: str) -> None:
    place = locate(state.context.source, mark, span.line)
    state.context.source.problems.append(error("TXT004", message, place, hint))


# ------------------------------------------------------------------------------ ids

_SERIES: Mapping[type[Block], str] = {Paragraph: "", Listing: "list", PullQuote: "pull"}
"""What blocks are called in ids, where that is not the name of their kind."""


def name_blocks(blocks: Blocks, section: str) -> Blocks:
    """`blocks` with an id each: the author's, else the section's and a running number.

    Paragraphs count by themselves (`panel-1-3`), the others by their kind (`panel-1-list-1`).
    Blocks for some audiences only do not count, so that no gap betrays them: their id is made from
    what all of their readers may read in them. Those that say the same for the same readers are
    told apart by a number; for different readers, that number would betray one to the other, so
    they get one id, which `check` refuses.
    """
    counts: Counter[tuple[str, frozenset[str]]] = Counter()
    return tuple(_name(block, section, counts) for block in blocks)


def _name(block: Block, section: str, counts: Counter[tuple[str, frozenset[str]]]) -> Block:
    series = _SERIES.get(type(block), type(block).__name__.lower())
    stem = f"{section}-{series}" if series else section
    readers = _find_readers(block)
    if readers:
        said = "\n".join(_list_texts(block, readers))
        stem = f"{stem}-x{sha256(said.encode()).hexdigest()[:8]}"
    counts[stem, readers] += 1
    count = counts[stem, readers]
    id = stem if readers and count == 1 else f"{stem}-{count}"
    return block if block.id else replace(block, id=id)


def _find_readers(block: Block) -> frozenset[str]:
    """For whom any of the block is left; empty when that is everyone."""
    if block.audiences:
        return block.audiences
    inner = [_find_readers(one) for one in blocks_in(block)]
    return frozenset[str]().union(*inner) if all(inner) else EVERYONE


def _list_texts(block: Block, readers: frozenset[str]) -> Iterator[str]:
    """What all of the `readers` may read in the block."""
    inner = blocks_in(block)
    if not inner:
        yield from (text.text for text in query(block, Text))
    for one in inner:
        if not one.audiences or readers <= one.audiences:
            yield from _list_texts(one, readers)
