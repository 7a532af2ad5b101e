"""Ids written into a source: `{#panel-1-k3f9}` at the end of paragraphs that have none.

Where a mark belongs is guessed from the lines and proved by reading: what is written must leave a
draft that differs in nothing but these ids.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from octavo.document import Audience, Block, Blocks, Draft, Paragraph, Point, PullQuote, Section
from octavo.document.problem import Problem, Severity, SourceError, Span
from octavo.document.walk import list_blocks, rewrite, text_of
from octavo.files.library import Library
from octavo.source.draft import ReadResult, read_source
from octavo.source.grounds import MOVES

_SIGNS = "bcdfghjkmnpqrstvwxz23456789"
"""What ids are made of: no vowels, so that no word comes out; nothing that looks like another."""
_LENGTH = 4
"""Signs of an id: half a million, so that few need a second try in a publication."""
_LINE_END = re.compile("(\r\n|\r|\n)")
_MARK = re.compile(r"(?:^|(?<=[ \t>]))\{:?[ ]*(?=[#.][^{}]*\}[ ]*$)")
"""Marks at the end of a line, up to the first."""
_LONE_MARK = re.compile(r"[ \t>]*\{:?[ ]*(?=[#.][^{}]*\}[ ]*$)")
_BREAK = re.compile(
    r"[ \t>]*(?:$|```|~~~|\[\^[^\]\s]+\]:|Table:[ ]|#{1,6}[ ]|:[ ]|[-*+][ ]|[0-9]+[.)][ ])"
)
"""A line with which a paragraph is over."""
_VALUE = re.compile(r"([\"']?)([A-Za-z][\w-]*)\1")


@dataclass(frozen=True, slots=True)
class AddedIds:
    """What was added to a source."""

    files: Mapping[str, bytes]
    """The new bytes of each file that changed."""
    ids: Mapping[str, tuple[str, ...]]
    """The new ids in each file of a section, in order."""


@dataclass(frozen=True, slots=True)
class _Edit:
    """Text that comes into a line, in the place of `length` characters."""

    file: str
    line: int
    """Counted from 0, as is `column`."""
    column: int
    text: str
    length: int = 0


@dataclass(frozen=True, slots=True)
class _NewId:
    """A paragraph that is to have an id of its own."""

    old: str
    """Its running number; empty when it has none."""
    new: str
    place: int
    """Among all blocks of the source, counted from 0."""
    span: Span
    at: _Edit | None = None
    """Where the mark is to come."""


@dataclass(frozen=True, slots=True)
class _Source:
    """A source as it was, and as far as it is read."""

    library: Library
    draft: Draft
    moves: tuple[Problem, ...]
    """What rests on running numbers."""
    lines: Mapping[str, Sequence[str]]
    """The lines of each file, and the line ends between them."""
    single: frozenset[str]
    """The ids that one block has. Two paragraphs for different readers may share theirs."""


def add_ids(library: Library, every: bool = False) -> AddedIds:
    """The source with an id for each paragraph that something rests on by its running number.

    With `every`, for each paragraph and pull quote that can have one. What rested on a running
    number names the new id. Nothing else changes, in no line. Raises `SourceError` when the source
    has other errors, or when a paragraph that needs an id cannot have one.
    """
    found = read_source(library)
    wrong = _list_errors(found)
    if found.draft is None or wrong:
        raise SourceError(wrong)
    moves = tuple(problem for problem in found.problems if problem.code == MOVES)
    files = {name: _split(library.read(name)) for name in found.files}
    counts = Counter(_list_ids(found.draft))
    single = frozenset(id for id, count in counts.items() if count == 1)
    source = _Source(library, found.draft, moves, files, single)
    wanted = [replace(one, at=_guess(one, files)) for one in _list_wanted(source, found, every)]
    good = _drop_refused(wanted, source)
    _require(good, source)
    ids: dict[str, tuple[str, ...]] = {}
    for one in good:
        ids[one.span.file] = (*ids.get(one.span.file, ()), one.new)
    return AddedIds(_write(good, source), ids)


def _list_errors(found: ReadResult) -> tuple[Problem, ...]:
    errors = (p for p in found.problems if p.severity is Severity.ERROR)
    return tuple(problem for problem in errors if problem.code != MOVES)


# ------------------------------------------------------------------------------ which


def _list_wanted(source: _Source, found: ReadResult, every: bool) -> Iterator[_NewId]:
    """What is to have an id, in order of the source."""
    draft = source.draft
    resting = set(_list_grounds(draft)) - found.given - {""}
    doubtful = resting - source.single
    taken = {section.id for section in draft.sections} | set(_list_ids(draft))
    place = -1
    for section in draft.sections:
        for block in list_blocks(section.blocks):
            place += 1
            if not isinstance(block, Paragraph | PullQuote) or block.id in found.given | doubtful:
                continue
            if block.span and (every or block.id in resting):
                new = _make_id(section.id, text_of(block.children), taken)
                taken.add(new)
                yield _NewId(block.id, new, place, block.span)


def _list_ids(draft: Draft) -> Iterator[str]:
    """The id of each block, as often as it stands."""
    for section in draft.sections:
        yield from (block.id for block in list_blocks(section.blocks))


def _list_grounds(draft: Draft) -> Iterator[str]:
    for section in draft.sections:
        yield from (point.rests_on for point in section.points)
    for audience in draft.audiences:
        yield audience.bottom_line_rests_on
        yield from audience.so_what_rests_on
        yield from (ask.rests_on for ask in audience.asks)


def _make_id(section: str, words: str, taken: set[str]) -> str:
    """An id from the section's and the words, and not one of those `taken`."""
    trial = 0
    while True:
        number = int.from_bytes(sha256(f"{words}\n{trial}".encode()).digest())
        signs: list[str] = []
        for _ in range(_LENGTH):
            number, place = divmod(number, len(_SIGNS))
            signs.append(_SIGNS[place])
        id = f"{section}-{''.join(signs)}"
        if id not in taken and not all(sign.isdigit() for sign in signs):
            return id
        trial += 1


# ------------------------------------------------------------------------------ where


def _split(data: bytes) -> list[str]:
    """The lines of a file, with the line end after each but the last. A BOM is no part of them."""
    return _LINE_END.split(data.decode("utf-8-sig"))


def _guess(wanted: _NewId, files: Mapping[str, Sequence[str]]) -> _Edit:
    """Where the mark for a paragraph seems to belong."""
    lines = files[wanted.span.file][::2]
    first = wanted.span.line - 1
    last = _find_last(lines, first)
    after = next((at for at in range(last + 1, len(lines)) if lines[at].strip(" \t>")), last)
    alone = after > last + 1 and _LONE_MARK.match(lines[after])
    if alone:
        return _Edit(wanted.span.file, after, alone.end(), f"#{wanted.new} ")
    return _mark(wanted, last, lines)


def _find_last(lines: Sequence[str], first: int) -> int:
    """The last line of the paragraph that begins in `first`."""
    ends = (at for at in range(first + 1, len(lines)) if _BREAK.match(lines[at]))
    return next(ends, len(lines)) - 1


def _mark(wanted: _NewId, line: int, lines: Sequence[str]) -> _Edit:
    """The mark at the end of a line, or among the marks that stand there."""
    there = _MARK.search(lines[line])
    if there:
        return _Edit(wanted.span.file, line, there.end(), f"#{wanted.new} ")
    return _Edit(wanted.span.file, line, len(lines[line].rstrip()), f" {{#{wanted.new}}}")


# ------------------------------------------------------------------------------ proof


def _drop_refused(wanted: list[_NewId], source: _Source) -> list[_NewId]:
    """Those that the source can have: it reads, and says the same as before."""
    while wanted:
        lines = _try(wanted, source)
        if lines is None:
            return wanted
        kept = [one for one in wanted if one.at and (one.at.file, one.at.line) not in lines]
        if len(kept) == len(wanted) or any(one.old for one in wanted if one not in kept):
            return _part(wanted, source)
        wanted = kept
    return wanted


def _part(wanted: list[_NewId], source: _Source) -> list[_NewId]:
    """The same, found by halves."""
    if not wanted or _try(wanted, source) is None:
        return wanted
    if len(wanted) == 1:
        return [one for one in _move(wanted[0], source) if _try([one], source) is None][:1]
    middle = len(wanted) // 2
    return _part(wanted[:middle], source) + _part(wanted[middle:], source)


def _move(wanted: _NewId, source: _Source) -> Iterator[_NewId]:
    """The paragraph with its mark at the end of each of its lines, up to an empty one.

    None for a paragraph without an id, which few places inside others can give it.
    """
    lines = source.lines[wanted.span.file][::2]
    first = wanted.span.line - 1
    for line in range(first, len(lines) if wanted.old else first):
        if not lines[line].strip(" \t>"):
            break
        yield replace(wanted, at=_mark(wanted, line, lines))


def _try(wanted: Sequence[_NewId], source: _Source) -> frozenset[tuple[str, int]] | None:
    """`None` when the source can have these ids; else the lines of what is wrong then."""
    found = read_source(_Changed(source.library, _write(wanted, source)))
    wrong = _list_errors(found)
    names = {one.new: one.old for one in wanted}
    if not wrong and found.draft and _rename(found.draft, names) == source.draft:
        ids = list(_list_ids(found.draft))
        if all(ids[one.place] == one.new for one in wanted):
            return None
    spans = (problem.span for problem in wrong if problem.span)
    return frozenset((span.file, span.line - 1) for span in spans)


def _require(good: Sequence[_NewId], source: _Source) -> None:
    """Raise `SourceError` when something still rests on a running number."""
    found = read_source(_Changed(source.library, _write(good, source)))
    left = tuple(p for p in found.problems if p.severity is Severity.ERROR)
    if left:
        hint = "write `{#name}` at the end of the paragraph yourself, and the name here"
        raise SourceError(tuple(replace(problem, hint=hint) for problem in left))


@dataclass(frozen=True)
class _Changed:
    """A library with some files as they would be."""

    library: Library
    files: Mapping[str, bytes]

    def read(self, name: str) -> bytes:
        """The new bytes of the file, or those it has."""
        return self.files[name] if name in self.files else self.library.read(name)


def _rename(draft: Draft, names: Mapping[str, str]) -> Draft:
    """The draft with other names for the paragraphs, and for what rests on them."""

    def change(block: Block) -> Blocks:
        return (replace(block, id=names[block.id]),) if block.id in names else (block,)

    return replace(
        draft,
        sections=tuple(
            replace(
                section,
                blocks=rewrite(section.blocks, change),
                points=_rename_points(section, names),
            )
            for section in draft.sections
        ),
        audiences=tuple(_rename_audience(one, names) for one in draft.audiences),
    )


def _rename_points(section: Section, names: Mapping[str, str]) -> tuple[Point, ...]:
    return tuple(
        replace(point, rests_on=names.get(point.rests_on, point.rests_on))
        for point in section.points
    )


def _rename_audience(audience: Audience, names: Mapping[str, str]) -> Audience:
    line = audience.bottom_line_rests_on
    return replace(
        audience,
        bottom_line_rests_on=names.get(line, line),
        so_what_rests_on=tuple(names.get(id, id) for id in audience.so_what_rests_on),
        asks=tuple(
            replace(ask, rests_on=names.get(ask.rests_on, ask.rests_on)) for ask in audience.asks
        ),
    )


# ------------------------------------------------------------------------------ writing


def _write(wanted: Sequence[_NewId], source: _Source) -> dict[str, bytes]:
    """The files that change, with the marks and with what rests on them."""
    names = {one.old: one.new for one in wanted}
    edits = [one.at for one in wanted if one.at]
    edits += _list_renamings(names, source)
    changed = dict.fromkeys(edit.file for edit in edits)
    return {
        file: _apply([edit for edit in edits if edit.file == file], file, source)
        for file in changed
    }


def _list_renamings(names: Mapping[str, str], source: _Source) -> Iterator[_Edit]:
    """Where running numbers are named on which something rests, and what comes there."""
    for span in (problem.span for problem in source.moves):
        if span is None:
            continue
        line = source.lines[span.file][2 * (span.line - 1)]
        value = _VALUE.match(line, span.column - 1)
        if value and value[2] in names:
            yield _Edit(span.file, span.line - 1, value.start(2), names[value[2]], len(value[2]))


def _apply(edits: Iterable[_Edit], file: str, source: _Source) -> bytes:
    parts = [*source.lines[file]]
    for edit in sorted(edits, key=lambda edit: (edit.line, edit.column), reverse=True):
        line = parts[2 * edit.line]
        after = edit.column + edit.length
        parts[2 * edit.line] = line[: edit.column] + edit.text + line[after:]
    mark = source.library.read(file)[:3]
    return (mark if mark == BOM_UTF8 else b"") + "".join(parts).encode()
