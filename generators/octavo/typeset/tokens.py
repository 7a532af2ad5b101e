"""Inlines to runs of characters, each set in one style, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from octavo.document import (
    Abbreviation,
    AuthorQuery,
    Break,
    Code,
    Emphasis,
    Foreign,
    Indexed,
    Inline,
    Inlines,
    Link,
    Mention,
    Note,
    Reference,
    Strong,
    Text,
)
from octavo.document.length import Length
from octavo.document.walk import text_of
from octavo.fonts.faces import CODE_FEATURES, Features, code_role, emphasised
from octavo.typeset.pieces import InlineTag, InlineTagKind

SUPERIOR_SIZE = 0.64
"""Size of a note's number against the text's: what superior figures of typefaces have, 0.6 to 0.65.
In text it is 6.1 points, as small as can be read."""
SUPERIOR_RISE = 0.34
"""How far it stands above the baseline, in sizes of the text: its head, at 0.77, is a little above
the ascenders, at 0.73, and in the leading of 1.375 well clear of the descenders above, at 1.13."""
SMALL_CAPITALS = ("c2sc", "smcp")
"""Features that set capitals and small letters as small capitals."""
CODE_SIZE = 0.94
"""Size of code against the text's around it: its small letters are then 0.46 of that size high, and
those of our text 0.50. At 1 code, whose letters are a third wider, looks larger than the text; at
0.88 lines of text have letters of two sizes."""
FIGURES = frozenset({"onum", "pnum", "tnum"})
"""Features that choose figures; a note's number has none of them."""


@dataclass(frozen=True, slots=True)
class RunStyle:
    """How a run of characters is set."""

    role: str
    size: Length
    colour: str
    features: Features = ()
    rise: Length = 0.0
    tracking: Length = 0.0
    tag: InlineTag | None = None
    language: str = ""
    """BCP 47; empty for that of the setting."""
    strong_colour: str = ""
    link_colour: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in one style. The line ends there when `text` is a line feed."""

    text: str
    style: RunStyle
    note: Note | None = None
    """What the characters call, when they are the number of a note."""


@dataclass(frozen=True, slots=True)
class ReferenceNames:
    """The words for what a reference points to, by its kind."""

    kinds: Mapping[str, str]
    """`figure`, `table`, `section` and `note` to `Figure` …"""
    leads_to: str = "{target}"
    """What a link inside the publication is described as."""
    pages: Mapping[str, str] = field(default_factory=dict[str, str])
    """The printed page of each target, for paper; empty where links can be followed."""
    note_back: str = "{note}"
    """What the link from a note to its call is described as."""
    on_page: str = ", {page}"
    """How the page is added to a reference."""
    here: str = ""
    """The page on which the block begins that is set: of what stands there none is told."""
    block: str = ""
    """Its id, to tell the pages on which its references stand; empty where they are not known."""
    small_capitals: bool = False
    """Whether acronyms in running text are set in small capitals."""


def cut_runs(
    inlines: Inlines, style: RunStyle, names: ReferenceNames, first_note: int = 1
) -> tuple[Run, ...]:
    """The runs of `inlines`; notes are numbered from `first_note`."""
    return tuple(_runs(inlines, style, names, _Counter(first_note, _fold(text_of(inlines)))))


class _Counter:
    """Numbers of notes and marks, as they come."""

    def __init__(self, first_note: int, said: str) -> None:
        self.note = first_note
        self.said = said
        """All the words, to see what is written out among them."""
        self.marks = 0

    def mark(self, kind: InlineTagKind, target: str, contents: str, style: RunStyle) -> InlineTag:
        """A mark like no other, for words in the language of `style`."""
        self.marks += 1
        return InlineTag(kind, target, contents, self.marks, style.language)


def _runs(
    inlines: Inlines, style: RunStyle, names: ReferenceNames, counter: _Counter
) -> Iterator[Run]:
    for inline in inlines:
        yield from _run(inline, style, names, counter)


def _run(
    inline: Inline, style: RunStyle, names: ReferenceNames, counter: _Counter
) -> Iterator[Run]:
    match inline:
        case Text() | Mention():
            yield Run(inline.text.replace("\n", " "), style)
        case Strong():
            yield from _runs(inline.children, _embolden(style), names, counter)
        case Emphasis():
            role = emphasised(style.role, bold=False, italic=True)
            yield from _runs(inline.children, replace(style, role=role), names, counter)
        case Link():
            mark = counter.mark("link", inline.target, inline.target, style)
            inner = replace(style, tag=mark, colour=style.link_colour or style.colour)
            yield from _runs(inline.children, inner, names, counter)
        case Reference():
            yield from _refer(inline, style, names, counter)
        case Note():
            yield _call(inline, style, names, counter)
        case Indexed():
            mark = _find_mark(style) or counter.mark("index", inline.entry, "", style)
            inner = replace(style, tag=mark)
            yield from _runs(inline.children, inner, names, counter)
        case Abbreviation():
            written = _fold(inline.expansion) in counter.said
            tag = style.tag if written else _mark_short_form(inline, style, counter)
            small = names.small_capitals and style.role.startswith("text")
            features = (*style.features, *SMALL_CAPITALS) if small else style.features
            yield Run(inline.text, replace(style, tag=tag, features=features))
        case Code():
            yield Run(inline.text, _encode(style, counter))
        case Foreign():
            yield from _runs(inline.children, _translate(inline, style, counter), names, counter)
        case AuthorQuery():
            yield from _runs(inline.children, style, names, counter)
        case Break():
            yield Run("\n", style)
        case _:
            assert_never(inline)


def _mark_short_form(short: Abbreviation, style: RunStyle, counter: _Counter) -> InlineTag:
    return _find_mark(style) or counter.mark("abbreviation", short.expansion, "", style)


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


def _encode(style: RunStyle, counter: _Counter) -> RunStyle:
    """The style of code in text of `style`."""
    mark = _find_mark(style) or counter.mark("code", "", "", style)
    role, size = code_role(style.role), style.size * CODE_SIZE
    return replace(style, role=role, size=size, features=CODE_FEATURES, tracking=0.0, tag=mark)


def _translate(foreign: Foreign, style: RunStyle, counter: _Counter) -> RunStyle:
    """The style of words in another language: marked for that, besides what else they are."""
    inner, mark = replace(style, language=foreign.language), _find_mark(style)
    if mark is None:
        return replace(inner, tag=counter.mark("foreign", "", "", inner))
    return replace(inner, tag=replace(mark, language=foreign.language))


def _find_mark(style: RunStyle) -> InlineTag | None:
    """The mark that words have already, unless it only tells their language."""
    mark = style.tag
    return None if mark is None or mark.kind == "foreign" else mark


def _embolden(style: RunStyle) -> RunStyle:
    role = emphasised(style.role, bold=True, italic=False)
    return replace(style, role=role, colour=style.strong_colour or style.colour)


def _refer(
    reference: Reference, style: RunStyle, names: ReferenceNames, counter: _Counter
) -> Iterator[Run]:
    label = name_target(reference, names)
    contents = names.leads_to.format(target=label)
    mark = counter.mark("reference", f"#{reference.target}", contents, style)
    inner = replace(style, tag=mark, colour=style.link_colour or style.colour)
    children = reference.children or (Text(label),)
    yield from _runs(children, inner, names, counter)
    page = names.pages.get(reference.target)
    if page and page != names.pages.get(name_mention(names.block, reference.target), names.here):
        yield Run(names.on_page.format(page=page), style)


MENTIONS = " → "
"""Between a block and what it refers to; no id has it."""


def name_mention(block: str, target: str) -> str:
    """What the place is called at which a block refers to a target."""
    return f"{block}{MENTIONS}{target}"


def name_target(reference: Reference, names: ReferenceNames) -> str:
    """What a reference points to, in words: `Figure 3`, `Panel 2`."""
    if not reference.number[:1].isdigit():
        return reference.number
    kind = names.kinds.get(reference.kind, "")
    return f"{kind}\N{NO-BREAK SPACE}{reference.number}{reference.part}".strip()


def _call(note: Note, style: RunStyle, names: ReferenceNames, counter: _Counter) -> Run:
    number = str(counter.note)
    counter.note += 1
    said = f"{names.kinds.get('note', '')} {number}".strip()
    mark = counter.mark("note", f"#note-{number}", said, style)
    inner = replace(
        style,
        size=style.size * SUPERIOR_SIZE,
        rise=style.size * SUPERIOR_RISE,
        tag=mark,
        features=tuple(f for f in style.features if f not in FIGURES),
    )
    return Run(number, inner, note)
