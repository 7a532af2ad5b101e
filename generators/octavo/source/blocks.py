"""Elements to blocks: the text of one section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, cast
from urllib.parse import unquote
from xml.etree import ElementTree

from markdown_it.common.utils import normalizeReference

from octavo.document import (
    EVERYONE,
    Aside,
    Block,
    Blocks,
    Cell,
    CodeBlock,
    Definition,
    Definitions,
    Figure,
    Heading,
    Inlines,
    Item,
    Listing,
    Paragraph,
    Picture,
    PullQuote,
    Quote,
    Row,
    Signature,
    Table,
)
from octavo.document.grid import drop_covered_rows
from octavo.document.problem import Problem, Span
from octavo.files.source_file import error, get_line, locate, suggest, warning
from octavo.source.ambiguities import report_ambiguities
from octavo.source.cells import find_cells, find_clash, take_spans
from octavo.source.comparison import match_blocks
from octavo.source.context import UNDEFINED, FileContext
from octavo.source.fences import (
    CODE,
    MOST_FENCES,
    is_code,
    list_captions,
    make_code,
    make_fence,
    mark_captions,
    read_info,
    read_notes,
)
from octavo.source.figures import FencedBlock, read_fence, refuse_in_aside
from octavo.source.inlines import (
    InlineContext,
    convert,
    decode,
    is_bounded,
    read_lines,
    read_phrase,
    read_string,
    say_literally,
)
from octavo.source.layout import write_out
from octavo.source.markdown import HEADINGS, parse_blocks, parse_words, split_marks
from octavo.source.marking_schemes import hand_on, take_level
from octavo.source.outline import CAPTION, Outline, Part, read_outline, walk

_AUDIENCE, _MARKING = "audience-", "marking-"
_ROLES = ("pull", "signature", "source")
_HEADS = {"heads-2": 2, "heads-3": 3}
"""How many rows the head of a table has, by its mark."""
_TABLE_ROLES = ("stub", "total", *_HEADS)


@dataclass
class _Text:
    """The text of a section while it is read."""

    context: FileContext
    first: int
    """Line of the file on which the text begins."""
    held: Mapping[int, Part]
    """What is kept as it was typed, by its line in the text."""
    captions: dict[int, Part]
    """By the first line of their table."""
    lost: Mapping[int, str]
    """What rows have more than their table has columns, by line."""
    boxed: bool = False
    """Whether it stands in an aside."""


@dataclass(frozen=True, slots=True)
class _Marks:
    """What `{#id .name}` says about a block."""

    id: str = ""
    roles: frozenset[str] = frozenset()
    audiences: frozenset[str] = EVERYONE
    marking: str = ""
    """The id of a level."""


def read_blocks(context: FileContext, text: str, first: int, boxed: bool = False) -> Blocks:
    """The blocks of `text`, which begins at line `first`, each with its place.

    Text that is `boxed` stands in an aside; notes and addresses of the text around it hold there
    too. Ids are those that stand in the text; `name_blocks` gives the others one. What is wrong is
    reported to the page.
    """
    outline = read_outline(text)
    if outline.too_deep is not None:
        message = "lists, quotes or definitions are nested too deeply"
        hint = "end the outer ones before it, or write paragraphs under headings"
        _report(context, "TXT009", message, first + outline.too_deep, hint)
        return ()
    if not _is_bounded(outline.parts, context, first) or _has_many(outline.parts, context, first):
        return ()
    parts = mark_captions(outline.parts)
    _report_addresses(context, outline, text, first)
    clear = report_ambiguities(context.source, parts, first)
    notes = read_notes(context.source, parts, first)
    _report_unused_notes(replace(context, notes=notes), text)
    outline = replace(outline, addresses={**context.addresses, **outline.addresses})
    context = replace(context, notes={**context.notes, **notes}, addresses=outline.addresses)
    root = _parse(replace(outline, parts=parts), context, first, clear)
    if root is None:
        return ()
    state = _Text(
        context,
        first,
        {part.first: part for part in walk(parts) if part.kind in CODE},
        dict(list_captions(parts)),
        {part.first: part.markup for part in walk(parts) if part.kind == "tr"},
        boxed,
    )
    return _read_all(list(root), state)


def _parse(
    outline: Outline, context: FileContext, first: int, clear: bool
) -> ElementTree.Element | None:
    """What Python-Markdown makes of the blocks; `None` unless it is the same.

    This is reported when nothing that is not `clear` has been reported before.
    """
    engine = context.shared.engine
    try:
        root = parse_blocks(engine, write_out(outline.parts))
        other = match_blocks(root, outline.parts)
    except Exception as fault:  # Python-Markdown fails on a few texts, in ways of its own
        message = f"Python-Markdown cannot read this section: {fault!r}"
        hint = (
            "take out one half of it after the other to find the lines, and write these otherwise"
        )
        _report(context, "TXT009", message, first, hint)
        return None
    if other:
        message = "what stands here could be read in two ways"
        hint = "put an empty line before it, and take out spaces at the beginning of its lines"
        if clear:
            _report(context, "TXT015", message, first + other.first, hint)
        return None
    split_marks(root)
    parse_words(engine, root, outline.addresses)
    return root


def _report_addresses(context: FileContext, outline: Outline, text: str, first: int) -> None:
    """Report what looks like the address of a link and belongs to none outside of asides.

    It is not printed; and formatters, to which an aside is code, delete what asides alone use.
    """
    asides = (part for part in walk(outline.parts) if part.kind == "pre" and part.label == "aside")
    aside = _count_labels("\n".join(line for part in asides for line in part.lines))
    named = _count_labels(text) - aside
    for label, address in outline.addresses.items():
        if named[label] > 1:
            continue
        shown, span = f"[{label.lower()}]:", Span(context.source.file, first + address.line, 1)
        message = f"no link uses the address that `{shown}` gives, and it is not printed"
        hint = "delete it, or put a backslash before the `[` to have it printed"
        found = warning("TXT002", message, span, hint)
        if aside[label]:
            message = f"only an aside uses the address `{shown}`, and formatters would delete it"
            found = error("TXT002", message, span, "write it inside the aside")
        context.source.problems.append(found)


def _count_labels(text: str) -> Counter[str]:
    """How often each label of a link stands in `text`."""
    return Counter(map(normalizeReference, re.findall(r"\[([^\[\]]+)\]", text)))


def _report(context: FileContext, code: str, message: str, line: int, hint: str) -> None:
    span = Span(context.source.file, line, 1)
    context.source.problems.append(error(code, message, span, hint))


def _is_bounded(parts: Sequence[Part], context: FileContext, first: int) -> bool:
    """Whether all words can be read in reasonable time; reports those that cannot."""
    good = True
    for part in walk(parts):
        if part.lines and part.kind not in CODE:
            where = InlineContext(context, first + part.first)
            good = is_bounded("\n".join(part.lines), where) and good
    return good


def _has_many(parts: Sequence[Part], context: FileContext, first: int) -> bool:
    """Whether there are more blocks of code than a section may have; reports the first of these."""
    rest = [part for part in walk(parts) if part.kind in CODE][MOST_FENCES:]
    for part in rest[:1]:
        hint = "divide the section into two files"
        _report(context, "TXT005", f"more than {MOST_FENCES} blocks", first + part.first, hint)
    return bool(rest)


def _report_unused_notes(context: FileContext, text: str) -> None:
    for label, found in context.notes.items():
        if not re.search(rf"\[\^{re.escape(label)}\](?!:)", text):
            message = f"the note `{label}` is never called"
            span = Span(context.source.file, found.line, 1)
            hint = f"write `[^{label}]` where it belongs, or delete it"
            context.source.problems.append(error("TXT007", message, span, hint))


# ------------------------------------------------------------------------------ elements


def _read_all(elements: list[ElementTree.Element], state: _Text) -> Blocks:
    blocks: list[Block] = []
    for element in elements:
        if element.tag == "p" and ".source" in element.get("marks", "").split():
            _add_source(element, blocks, state)
        elif block := _read(element, state):
            blocks.append(block)
    return tuple(blocks)


def _add_source(element: ElementTree.Element, blocks: list[Block], state: _Text) -> None:
    """Give the words of a paragraph marked `.source` to the table before it."""
    span = _span(element, state)
    table = blocks[-1] if blocks else None
    marks = _read_marks(element, span, state)
    if not isinstance(table, Table) or table.source:
        hint = "write it right after a table, one for each"
        _report_mark("a source line without a table", ".source", span, state, hint)
    elif marks.id or marks.audiences or marks.marking:
        hint = "mark the table, which the line belongs to"
        _report_mark("a source line has no mark but `.source`", ".source", span, state, hint)
    else:
        blocks[-1] = replace(table, source=convert(element, _where(span, state)))


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
            inner = _read_all(_drop_misplaced(list(element), state), state)
            return Quote(hand_on(inner, marks.marking), marks.id, marks.audiences, span)
        case "table":
            return _read_table(element, span, state)
        case "h2" | "h3" | "h4":
            marks = _read_marks(element, span, state)
            level = int(element.tag[1])
            words = convert(element, _where(span, state, plain=True))
            if not words:
                _report(state.context, "TXT003", "a heading without words", span.line, "delete it")
            return Heading(level, words, marks.id, marks.audiences, span, marks.marking)
        case other:
            state.context.source.problems.append(_refuse(other, span))
            return None


_REFUSED = {
    "h1": ("a heading of the first level", "the section's title is the first level; write `## `"),
    "h5": ("a heading of the fifth level", "the fourth level is the last"),
    "h6": ("a heading of the sixth level", "the fourth level is the last"),
    "hr": ("a rule across the page", "delete it, or write a heading"),
}


def _refuse(tag: str, span: Span) -> Problem:
    what, hint = _REFUSED.get(tag, (f"a block `{tag}`", "write it in another way"))
    return error("TXT003", f"{what} has no place in a section", span, hint)


def _span(element: ElementTree.Element, state: _Text) -> Span:
    return Span(state.context.source.file, state.first + int(element.get("line", "0")), 1)


def _where(span: Span, state: _Text, plain: bool = False) -> InlineContext:
    return InlineContext(state.context, span.line, plain)


def _read_paragraph(element: ElementTree.Element, span: Span, state: _Text) -> Block | None:
    marks = _read_marks(element, span, state)
    if element.get("held"):
        return _read_held(state.held[int(element.get("held", "0"))], marks, state)
    if _is_figure(element) and not marks.roles:
        return _read_picture(element[0], marks, span, state)
    if "signature" in marks.roles:
        lines = read_lines(element, _where(span, state, plain=True))
        if marks.marking:
            hint = "mark the text above it, or its section"
            mark = f".{_MARKING}{marks.marking}"
            _report_mark("a signature has no marking of its own", mark, span, state, hint)
        return Signature(lines, marks.id, marks.audiences, span)
    words = convert(element, _where(span, state))
    if "pull" in marks.roles:
        return PullQuote(words, marks.id, marks.audiences, span, marks.marking)
    if not words and marks != _Marks():
        mark = element.get("marks", "")
        hint = "write them at the end of what they are for, or in a paragraph after it"
        _report_mark("marks with nothing before them", mark, span, state, hint)
    if not words:
        return None
    return Paragraph(words, marks.id, marks.audiences, span, marks.marking)


def _is_figure(element: ElementTree.Element) -> bool:
    """Whether a picture is all that stands in the paragraph."""
    alone = len(element) == 1 and element[0].tag == "img"
    return alone and not (element.text or "").strip() and not (element[0].tail or "").strip()


def _read_picture(picture: ElementTree.Element, marks: _Marks, span: Span, state: _Text) -> Figure:
    """`![what it shows](file "caption")` as a figure; its file is an address, with `%20`."""
    where = _where(span, state)
    said = [decode(picture.get(name, "")) for name in ("src", "alt", "title")]
    return Figure(
        artwork=Picture(unquote(said[0])),
        caption=read_phrase(said[2], where),
        alternative=read_string(said[1], where),
        id=marks.id,
        marking=marks.marking,
        audiences=marks.audiences,
        span=span,
    )


def _read_held(part: Part, marks: _Marks, state: _Text) -> FencedBlock | CodeBlock | None:
    if part.kind == "html":
        message = f"raw HTML, `{part.lines[0].strip()}`"
        hint = "write it in Markdown, or put a backslash before a `<` that is meant as such"
        _report(state.context, "TXT001", message, state.first + part.first, hint)
        return None
    span, info = Span(state.context.source.file, state.first + part.first, 1), read_info(part)
    if info.marks:
        typed = ElementTree.Element("pre", {"marks": info.marks})
        marks = _join(_read_marks(typed, span, state), marks, span, state)
    found = _read_code(part, span, state) if is_code(part) else _read_fence(part, state)
    if found is None or marks == _Marks():
        return found
    own = _Marks(found.id, audiences=found.audiences, marking=found.marking)
    both = _join(marks, own, found.span or span, state)
    marked = replace(found, id=both.id, audiences=both.audiences, marking=both.marking)
    if isinstance(marked, Aside):
        return replace(marked, blocks=hand_on(marked.blocks, marked.marking))
    return marked


def _read_code(part: Part, span: Span, state: _Text) -> CodeBlock | None:
    text = make_code(state.context.source, part, state.first)
    if text is None:
        return None
    return CodeBlock(say_literally(text, state.context), read_info(part).name, span=span)


def _read_fence(part: Part, state: _Text) -> FencedBlock | None:
    fence = make_fence(state.context.source, part, state.first)
    if fence and state.boxed:
        refuse_in_aside(state.context, Span(state.context.source.file, fence.line, 1))
        return None
    read_text = partial(read_blocks, state.context, boxed=True)
    return read_fence(fence, state.context, read_text) if fence else None


def _read_list(element: ElementTree.Element, span: Span, state: _Text) -> Listing:
    marks = _read_marks(element, span, state)
    items = tuple(Item(hand_on(_read_content(item, state), marks.marking)) for item in element)
    start = int(element.get("start", "1"))
    return Listing(items, element.tag == "ol", start, marks.id, marks.audiences, span)


def _read_content(element: ElementTree.Element, state: _Text) -> Blocks:
    """The blocks of an item or a definition."""
    first = element[0] if len(element) and element[0].tag == "p" else None
    marks = first.get("marks", "") if first is not None and not first.get("unclear") else ""
    if first is not None and re.search(r"(?:^|\s)[^#\s]", marks):
        message = "a single item can have an id, and no other marks"
        hint = "put them on a line of their own after the list, or write a paragraph"
        _report_mark(message, first.attrib.pop("marks"), _span(first, state), state, hint)
    return _read_all(_drop_misplaced(list(element), state), state)


def _drop_misplaced(elements: list[ElementTree.Element], state: _Text) -> list[ElementTree.Element]:
    """The elements that may stand inside others; headings and figures are reported."""
    kept: list[ElementTree.Element] = []
    for element in elements:
        line = _span(element, state).line
        if element.tag in HEADINGS:
            hint = "write it outside, or make it **important**"
            _report(state.context, "TXT003", "a heading inside a list or a quotation", line, hint)
        elif (held := element.get("held")) and _is_block_of_data(state.held[int(held)]):
            hint = "write it outside, before or after"
            message = "a fenced block cannot stand inside a list or a quotation"
            _report(state.context, "TXT005", message, line, hint)
        elif element.tag == "p" and _is_figure(element):
            hint = "write it outside, before or after"
            message = "a figure cannot stand inside a list or a quotation"
            _report(state.context, "TXT005", message, line, hint)
        else:
            kept.append(element)
    return kept


def _is_block_of_data(part: Part) -> bool:
    return part.kind == "pre" and not is_code(part)


def _read_definitions(element: ElementTree.Element, span: Span, state: _Text) -> Definitions:
    marks = _read_marks(element, span, state)
    items: list[Definition] = []
    terms: list[Inlines] = []
    for child in element:
        if child.tag == "dt":
            terms.append(convert(child, _where(span, state, plain=True)))
            continue
        blocks = hand_on(_read_content(child, state), marks.marking)
        items.extend(Definition(term, blocks) for term in terms)
        if not terms and items:
            items[-1] = replace(items[-1], blocks=items[-1].blocks + blocks)
        terms = []
    return Definitions(tuple(items), marks.id, marks.audiences, span)


def _read_table(element: ElementTree.Element, span: Span, state: _Text) -> Table:
    rows = [_read_row(row, state) for row in element.iter("tr")]
    marks = _read_marks(element, span, state)
    caption: Inlines = ()
    found = state.captions.get(span.line - state.first)
    if found:
        below = Span(span.file, state.first + found.first, 1)
        text, mark = _cut_marks(CAPTION.sub("", "\n".join(found.lines), count=1))
        caption = read_phrase(text, _where(below, state))
        own = _read_marks(ElementTree.Element("caption", {"marks": mark}), below, state)
        marks = _join(own, marks, below, state)
    heads = max((count for mark, count in _HEADS.items() if mark in marks.roles), default=1)
    if heads >= len(rows):
        message = f"a table with a head of {heads} rows and no row below it"
        hint = "write a row below them, or take the mark away"
        state.context.source.problems.append(error("TXT008", message, span, hint))
    table = Table(
        rows[0],
        tuple(rows[heads:]),
        caption,
        marks.id,
        stub="stub" in marks.roles or not any(row.cells[0].children for row in rows[:heads]),
        total="total" in marks.roles,
        more_heads=tuple(rows[1:heads]),
        continued=state.context.shared.words.lists.continued,
        marking=marks.marking,
        audiences=marks.audiences,
        span=span,
    )
    return _drop_covered(table, state)


def _drop_covered(table: Table, state: _Text) -> Table:
    if what := find_clash(table):
        hint = "write a smaller number, or leave the cells empty that it goes over"
        message = f"a cell of this table goes over {what}"
        state.context.source.problems.append(error("TXT017", message, table.span, hint))
        return table
    return drop_covered_rows(table)


def _cut_marks(text: str) -> tuple[str, str]:
    found = re.search(r"(?:^|\s)\{([#.][^{}]*)\}\s*$", text)
    return (text[: found.start()], found[1]) if found else (text, "")


def _read_row(element: ElementTree.Element, state: _Text) -> Row:
    span = _span(element, state)
    lost = state.lost[span.line - state.first]
    if lost:
        message = f"`{lost}` has no column: the row has more cells than the head"
        place = locate(state.context.source, lost, span.line)
        state.context.source.problems.append(error("TXT008", message, place, "delete it"))
    places = find_cells(get_line(state.context.source, span.line))
    cells = [_read_cell(cell, span, state) for cell in element]
    placed = [
        replace(cell, span=replace(span, column=start + 1))
        for cell, (start, _) in zip(cells, places, strict=False)
    ]
    return Row((*placed, *cells[len(placed) :]), span=span)


def _read_cell(element: ElementTree.Element, span: Span, state: _Text) -> Cell:
    style = element.get("style", "")
    align = {"text-align: right;": "right", "text-align: center;": "centre"}.get(style, "left")
    side = cast(Literal["left", "centre", "right"], align)
    spans = take_spans(element)
    words = convert(element, _where(span, state), is_cell=True)
    return Cell(words, side, spans.get("colspan", 1), spans.get("rowspan", 1))


# ------------------------------------------------------------------------------ marks


def _read_marks(element: ElementTree.Element, span: Span, state: _Text) -> _Marks:
    """What the marks of an element say; unknown ones are reported, and those without an owner."""
    if element.get("unclear"):
        what = element.get("unclear")
        message = f"it is not clear whether these marks are for the paragraph or for the {what}"
        hint = f"write an empty line before them, without spaces at the beginning, for the {what}"
        _report_mark(message, element.get("marks", ""), span, state, hint)
    id = ""
    roles: set[str] = set()
    audiences: set[str] = set()
    marking = ""
    for mark in element.get("marks", "").split():
        name = mark[1:]
        if mark.startswith("#") and re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", name):
            id = name
        elif mark.startswith("." + _AUDIENCE):
            audiences.add(name.removeprefix(_AUDIENCE))
            _check_audience(name.removeprefix(_AUDIENCE), mark, span, state)
        elif mark.startswith("." + _MARKING):
            place, known = locate(state.context.source, mark, span.line), state.context.shared
            level = name.removeprefix(_MARKING)
            marking = take_level(level, known.scheme, place, state.context.source.problems)
        elif mark.startswith(".") and name in _list_roles(element):
            roles.add(name)
        else:
            names = [f".{role}" for role in _list_roles(element)]
            names += [f".{_AUDIENCE}{audience}" for audience in state.context.shared.audiences]
            scheme = state.context.shared.scheme
            names += [f".{_MARKING}{one.id}" for one in (scheme.levels if scheme else ())]
            _report_mark(f"unknown attribute `{mark}`", mark, span, state, suggest(mark, names))
    return _Marks(id, frozenset(roles), frozenset(audiences), marking)


def _list_roles(element: ElementTree.Element) -> tuple[str, ...]:
    return {"p": _ROLES, "table": _TABLE_ROLES, "caption": _TABLE_ROLES}.get(element.tag, ())


def _join(one: _Marks, other: _Marks, span: Span, state: _Text) -> _Marks:
    """What two sets of marks for one block say together; reports when they do not agree."""
    differ = one.id and other.id and one.id != other.id
    differ = differ or (one.marking and other.marking and one.marking != other.marking)
    if differ or (one.audiences and other.audiences and one.audiences != other.audiences):
        message = "the same block is marked twice, and not in the same way"
        state.context.source.problems.append(error("TXT004", message, span, "keep one of them"))
    roles = one.roles | other.roles
    marking = one.marking or other.marking
    return _Marks(one.id or other.id, roles, one.audiences or other.audiences, marking)


def _check_audience(name: str, mark: str, span: Span, state: _Text) -> None:
    known = state.context.shared.audiences
    if name not in known:
        place = locate(state.context.source, mark, span.line)
        hint = suggest(name, known) or UNDEFINED
        problem = error("AUD001", f"there is no audience `{name}`", place, hint)
        state.context.source.problems.append(problem)


def _report_mark(message: str, mark: str, span: Span, state: _Text, hint: str) -> None:
    place = locate(state.context.source, mark, span.line)
    state.context.source.problems.append(error("TXT004", message, place, hint))


# ------------------------------------------------------------------------------ ids
