"""Inlines to tokens: what is set without a space inside, cut into fragments of one face each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from octavo.document import (
    Abbreviation,
    Break,
    Emphasis,
    Inline,
    Inlines,
    Link,
    Mention,
    Note,
    Reference,
    Strong,
    Text,
)
from octavo.length import Length
from octavo.typeset.fonts import Face, Faces, Features, emphasised
from octavo.typeset.pieces import Mark

SUPERIOR_SIZE = 0.64
"""Size of a note's number against the text's."""
SUPERIOR_RISE = 0.34


@dataclass(frozen=True, slots=True)
class Manner:
    """How a run of characters is set."""

    role: str
    size: Length
    colour: str
    features: Features = ()
    rise: Length = 0.0
    tracking: Length = 0.0
    mark: Mark | None = None
    strong_colour: str = ""
    link_colour: str = ""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Characters of one token that are set in one manner."""

    text: str
    face: Face
    manner: Manner
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """Fragments with no space between them, and whether the line ends after them."""

    fragments: tuple[Fragment, ...]
    ends_line: bool = False

    @property
    def text(self) -> str:
        """The characters of all fragments."""
        return "".join(fragment.text for fragment in self.fragments)


@dataclass(frozen=True, slots=True)
class Names:
    """The words for what a reference points to, by its kind."""

    kinds: Mapping[str, str]
    """`figure`, `table` and `section` to `Figure` …"""
    leads_to: str = "{target}"
    """What a link inside the publication is described as."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters to be cut into tokens; a break when `text` is a line feed."""

    text: str
    manner: Manner
    note: Note | None = None


def cut_tokens(
    inlines: Inlines, manner: Manner, faces: Faces, names: Names, first_note: int = 1
) -> tuple[Token, ...]:
    """The tokens of `inlines`; notes are numbered from `first_note`."""
    counter = _Counter(first_note)
    tokens: list[Token] = []
    open_fragments: list[Fragment] = []

    def close(ends_line: bool = False) -> None:
        if open_fragments or ends_line:
            tokens.append(Token(tuple(open_fragments), ends_line))
            open_fragments.clear()

    for run in _runs(inlines, manner, names, counter):
        if run.text == "\n":
            close(ends_line=True)
            continue
        face = faces.face(run.manner.role, run.manner.size)
        for index, part in enumerate(_SPACE.split(run.text)):
            if index:
                close()
            if part:
                open_fragments.append(Fragment(part, face, run.manner, run.note))
    close()
    return tuple(tokens)


_SPACE = re.compile("[ \t\n]+")


class _Counter:
    """Numbers of notes and marks, as they come."""

    def __init__(self, first_note: int) -> None:
        self.note = first_note
        self.mark = 0

    def next_mark(self) -> int:
        self.mark += 1
        return self.mark


def _runs(inlines: Inlines, manner: Manner, names: Names, counter: _Counter) -> Iterator[_Run]:
    for inline in inlines:
        yield from _run(inline, manner, names, counter)


def _run(inline: Inline, manner: Manner, names: Names, counter: _Counter) -> Iterator[_Run]:
    match inline:
        case Text() | Mention():
            yield _Run(inline.text.replace("\n", " "), manner)
        case Strong():
            yield from _runs(inline.children, _embolden(manner), names, counter)
        case Emphasis():
            role = emphasised(manner.role, bold=False, italic=True)
            yield from _runs(inline.children, replace(manner, role=role), names, counter)
        case Link():
            mark = Mark("link", inline.target, inline.target, counter.next_mark())
            inner = replace(manner, mark=mark, colour=manner.link_colour or manner.colour)
            yield from _runs(inline.children, inner, names, counter)
        case Reference():
            yield from _refer(inline, manner, names, counter)
        case Note():
            yield _call(inline, manner, counter)
        case Abbreviation():
            mark = manner.mark or Mark("abbreviation", inline.expansion, "", counter.next_mark())
            yield _Run(inline.text, replace(manner, mark=mark))
        case Break():
            yield _Run("\n", manner)
        case _:
            assert_never(inline)


def _embolden(manner: Manner) -> Manner:
    role = emphasised(manner.role, bold=True, italic=False)
    return replace(manner, role=role, colour=manner.strong_colour or manner.colour)


def _refer(reference: Reference, manner: Manner, names: Names, counter: _Counter) -> Iterator[_Run]:
    label = name_target(reference, names)
    contents = names.leads_to.format(target=label)
    mark = Mark("reference", f"#{reference.target}", contents, counter.next_mark())
    inner = replace(manner, mark=mark, colour=manner.link_colour or manner.colour)
    children = reference.children or (Text(label),)
    yield from _runs(children, inner, names, counter)


def name_target(reference: Reference, names: Names) -> str:
    """What a reference points to, in words: `Figure 3`, `Panel 2`."""
    if not reference.number[:1].isdigit():
        return reference.number
    kind = names.kinds.get(reference.kind, "")
    return f"{kind}\N{NO-BREAK SPACE}{reference.number}".strip()


def _call(note: Note, manner: Manner, counter: _Counter) -> _Run:
    number = str(counter.note)
    counter.note += 1
    mark = Mark("note", f"#note-{number}", number, counter.next_mark())
    inner = replace(
        manner,
        size=manner.size * SUPERIOR_SIZE,
        rise=manner.size * SUPERIOR_RISE,
        mark=mark,
        features=tuple(f for f in manner.features if f != "onum"),
    )
    return _Run(number, inner, note)
