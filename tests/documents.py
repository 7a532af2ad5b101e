"""Random documents that use every kind of block and inline, a few pages long, for Hypothesis.

They are drafts as a source could give them, brought to their reader by `select`: numbered, and with
references that lead somewhere. Words come from a list of difficult ones, so that few draws make
much text.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from itertools import cycle, islice
from typing import Literal, TypeAlias, TypeVar, cast, get_args

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from nodes import list_fields
from octavo.document import (
    Abbreviation,
    Bar,
    Block,
    Blocks,
    Break,
    Cell,
    Chart,
    Code,
    CodeBlock,
    Definition,
    Definitions,
    Diagram,
    DiagramPart,
    Document,
    Draft,
    Emphasis,
    Event,
    Fact,
    Figure,
    FigureGroup,
    Foreign,
    Heading,
    Identifier,
    Imprint,
    Inlines,
    Item,
    Link,
    Listing,
    MapPlace,
    Mention,
    Note,
    Orbits,
    Paragraph,
    Photo,
    Picture,
    Point,
    Publication,
    Quote,
    Reference,
    Row,
    Section,
    SectionKind,
    Signature,
    Statistic,
    Statistics,
    Strong,
    Table,
    Term,
    Text,
    WorldMap,
)
from octavo.document.grid import drop_covered_rows
from octavo.document.walk import query
from octavo.selection.audience import select

TEXT = (
    "The offices file efficient waffles of first-rate fjords, and Allies’ “flags” fly (often) in"
    " 2040; NATO’s multinational interoperability – about 1,234.5 % – is not a matter of taste. Who"
    " decides? Æsir, naïve œuvre, Łódź, Škoda, İstanbul and São Tomé; “don’t”, he said… It takes"
    " counter-unmanned-aircraft-systems, and/or Bundesweltraumlagezentrumsverordnungsentwurf at"
    " https://example.org/a/very/long/address/of/a/page?with=questions to see 28–30 April, A—B, a"
    " 5\N{NO-BREAK SPACE}km orbit, διάστημα and космос! Space is one domain among five, and the"
    " staff that plans without it will find its timetables wrong from the first hour of the day."
)
WORDS = TEXT.split(" ")
"""Ligatures, accents, dashes, long words, addresses, figures, other scripts, and plain ones."""

EXPANSIONS = {"MDO": "Multi-Domain Operations", "COE": "Centre of Excellence"}
PICTURE = "images/picture.png"
"""The picture that random documents show; the test gives it."""

Value = TypeVar("Value")


def write(least: int, most: int) -> SearchStrategy[str]:
    """So many of `WORDS` in a row, from any place on."""

    def pick(at: int, count: int) -> str:
        return " ".join(islice(cycle(WORDS), at, at + count))

    return st.builds(pick, st.integers(0, len(WORDS) - 1), st.integers(least, most))


# ------------------------------------------------------------------------------ inlines


def plain(least: int = 1, most: int = 12) -> SearchStrategy[Inlines]:
    """A few words, as one text."""
    return st.builds(_say, write(least, most))


def _say(text: str) -> Inlines:
    return (Text(text),)


def _stress(inner: Inlines) -> Strong:
    return Strong((Emphasis(inner),))


def _refer(at: int) -> Reference:
    """A reference that `_aim` will lead somewhere, in words."""
    return Reference(f"?{at}", (Text("the other place"),))


def _name(at: int) -> Reference:
    """One that will print the name of its target."""
    return Reference(f"!{at}")


LEAVES = st.one_of(
    st.builds(Strong, plain()),
    st.builds(Emphasis, plain()),
    st.builds(_stress, plain()),
    st.builds(Foreign, plain(), st.sampled_from(["fr", "de-AT"])),
    st.builds(Link, st.just("https://example.org/?a=1&b=2"), plain()),
    st.builds(_refer, st.integers(0, 50)),
    st.builds(_name, st.integers(0, 50)),
    st.sampled_from([Abbreviation(short, long) for short, long in EXPANSIONS.items()]),
    st.just(Mention("countries", "29")),
    st.builds(Code, write(1, 4)),
    st.sampled_from([Code("a  = b['c']  "), Code("src/octavo/__main__.py:3.11")]),
)
"""What may stand anywhere in a text, beside text."""


@st.composite
def texts(draw: st.DrawFn, most: int = 40, notes: bool = True) -> Inlines:
    """Text with other inlines in it, now and then without a space between them."""
    inlines: list[object] = [Text(draw(write(1, most)))]
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.integers(0, 9))
        if kind == 0 and notes:
            inlines += [Note(draw(plain(2, 30)))]
        elif kind == 1:
            inlines += [Break()]
        elif kind == 2:
            inlines += [Text(" ("), draw(LEAVES), Text(")")]
        else:
            inlines += [Text(" "), draw(LEAVES), Text(" ")]
        inlines += [Text(draw(write(1, most)))]
    return cast("Inlines", tuple(inlines))


# ------------------------------------------------------------------------------ blocks

PARAGRAPHS = st.builds(Paragraph, texts(60))


@st.composite
def code_blocks(draw: st.DrawFn) -> CodeBlock:
    """Code of some lines, or of more than a page, some of them too long."""
    lines: list[str] = []
    for _ in range(draw(st.integers(0, 8))):
        indent = draw(st.sampled_from(["", "", "    ", "\t", "\t\t  "]))
        text = draw(st.one_of(write(1, 5), write(1, 40), st.just("")))
        lines.append((indent + text).rstrip())
    lines *= draw(st.sampled_from([1, 1, 9]))
    return CodeBlock("\n".join([*lines, draw(write(1, 5))]), draw(st.sampled_from(["", "python"])))


CODE = code_blocks()
Side: TypeAlias = Literal["left", "centre", "right"]
SIDES: tuple[Side, ...] = ("left", "centre", "right")


def items(inner: SearchStrategy[Block]) -> SearchStrategy[tuple[Item, ...]]:
    """Items of a list, each with a paragraph and perhaps more."""
    more = st.lists(inner, max_size=1)
    return st.lists(st.builds(_gather, PARAGRAPHS, more), min_size=1, max_size=4).map(tuple)


def _gather(first: Paragraph, more: list[Block]) -> Item:
    return Item((first, *more))


def listings(inner: SearchStrategy[Block]) -> SearchStrategy[Listing]:
    """Lists with bullets or numbers."""
    return st.builds(Listing, items(inner), st.booleans(), st.sampled_from([1, 1, 9, 98]))


LISTINGS = listings(st.one_of(PARAGRAPHS, listings(PARAGRAPHS), CODE))
QUOTES = st.builds(Quote, st.lists(PARAGRAPHS, min_size=1, max_size=2).map(tuple))
DEFINITIONS = st.builds(
    Definitions,
    st.lists(
        st.builds(Definition, texts(4), st.lists(PARAGRAPHS, min_size=1, max_size=2).map(tuple)),
        min_size=1,
        max_size=3,
    ).map(tuple),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of one to four columns, some of them longer than a page, some with empty cells."""
    count = draw(st.integers(1, 4))
    sides: list[Side] = [draw(st.sampled_from(SIDES)) for _ in range(count)]
    pool = draw(st.lists(texts(8), min_size=1, max_size=4))
    cells = [(), *pool]
    header = Row(tuple(Cell(draw(plain(1, 3)), side) for side in sides))
    rows = tuple(
        Row(tuple(Cell(cells[(row * 3 + at) % len(cells)], side) for at, side in enumerate(sides)))
        for row in range(draw(st.sampled_from([1, 3, 8, 40])))
    )
    if count > 1 and draw(st.booleans()):
        rows = (_join_cells(header, draw(st.integers(1, 2)), draw(st.integers(1, 2))), *rows)
        blank = Row(tuple(replace(cell, children=()) for cell in header.cells))
        rows = (rows[0], Row((*blank.cells[:2], *header.cells[2:])), *rows[1:])
    elif draw(st.booleans()):
        name = replace(header.cells[0], columns=count)
        beside = tuple(replace(cell, children=()) for cell in header.cells[1:])
        rows = (rows[0], Row((name, *beside), group=True), *rows, *rows)
    heads: tuple[Row, ...] = ()
    if draw(st.booleans()):
        below = Row(tuple(Cell(draw(plain(1, 3)), side) for side in sides))
        first = header.cells[0]
        if draw(st.booleans()):
            header = Row((replace(first, rows=2), *header.cells[1:]))
            below = Row((replace(first, children=()), *below.cells[1:]))
        heads = (below,)
    source = draw(st.one_of(st.just(()), texts(8)))
    caption = draw(st.one_of(st.just(()), texts(12)))
    stub, total = draw(st.booleans()), draw(st.booleans())
    made = Table(header, rows, caption, source=source, stub=stub, total=total, more_heads=heads)
    made = replace(made, continued=draw(st.sampled_from(["", "(continued)"])))
    return drop_covered_rows(made)


def _join_cells(row: Row, columns: int, rows: int) -> Row:
    """The row, whose first cell goes over others, which are empty."""
    first, second, *others = row.cells
    beside = replace(second, children=()) if columns > 1 else second
    return Row((replace(first, columns=columns, rows=rows), beside, *others))


def parts(most: int) -> SearchStrategy[tuple[DiagramPart, ...]]:
    """The parts of a diagram."""
    made = st.builds(DiagramPart, write(1, 3), st.one_of(st.just(""), write(1, 6)))
    return st.lists(made, min_size=2, max_size=most).map(tuple)


def _weigh(label: str, value: int) -> Bar:
    return Bar(label, float(value), str(value))


def _complete(bars: list[Bar]) -> tuple[Bar, ...]:
    """The bars, and one more that is not nothing."""
    return (*bars, Bar("Others", 10.0, "10"))


BARS = st.lists(st.builds(_weigh, write(1, 3), st.integers(0, 90)), min_size=2, max_size=6).map(
    _complete
)
ARTWORK = st.one_of(
    st.just(Picture(PICTURE)),
    st.builds(
        Diagram,
        st.sampled_from(["pillars", "imperatives", "architecture", "sequence"]),
        parts(4),
        write(1, 3),
    ),
    st.builds(
        WorldMap,
        st.just(("250", "040")),
        st.just((MapPlace("Toulouse", 43.6, 1.44), MapPlace("Tokyo", 35.68, 139.69))),
    ),
    st.builds(Orbits, st.integers(1, 3)),
    st.builds(Chart, st.sampled_from(["bar", "column", "line", "share"]), BARS, st.just("people")),
)
FIGURES = st.builds(Figure, ARTWORK, texts(20), write(3, 12), st.sampled_from(["", "The owner"]))
FIGURE_GROUPS = st.builds(
    FigureGroup,
    st.lists(FIGURES, min_size=2, max_size=5).map(
        lambda parts: tuple(replace(part, part=at) for at, part in enumerate(parts, 1))
    ),
    texts(20),
    st.sampled_from(["", "The owner"]),
)
FACTS = st.sampled_from(
    [
        Statistic("countries", "29", "countries", units=29),
        Statistic("participants", "300", "participants", approximate=True),
        Statistic("years", "2040", ""),
    ]
)
STATISTICS = st.builds(
    Statistics,
    st.lists(FACTS, min_size=1, max_size=3).map(tuple),
    st.one_of(st.just(()), texts(10)),
    st.sampled_from(["", "The owner"]),
)
HEADINGS = st.builds(Heading, st.just(2), texts(8))
SIGNATURES = st.builds(Signature, st.lists(write(1, 5), min_size=1, max_size=3).map(tuple))
FILL: dict[object, SearchStrategy[object]] = {
    Inlines: texts(14),
    Blocks: st.lists(st.one_of(PARAGRAPHS, LISTINGS, QUOTES, CODE), min_size=1, max_size=3).map(
        tuple
    ),
    str: write(1, 6),
}
"""What stands in fields of kinds of blocks that have no strategy of their own."""


def build_others(own: set[type]) -> list[SearchStrategy[Block]]:
    """A strategy for each kind of block but those in `own`, made from the types of its fields."""
    return [
        st.builds(
            kind,
            **{
                name: FILL[hint]
                for name, hint, use in list_fields(kind)
                if hint in FILL and use in {"required", "optional"}
            },
        )
        for kind in cast("tuple[type[Block], ...]", get_args(Block))
        if kind not in own
    ]


BLOCKS = st.one_of(
    PARAGRAPHS,
    PARAGRAPHS,
    PARAGRAPHS,
    HEADINGS,
    LISTINGS,
    DEFINITIONS,
    QUOTES,
    SIGNATURES,
    tables(),
    FIGURES,
    FIGURE_GROUPS,
    STATISTICS,
    CODE,
    *build_others(
        {Paragraph, Heading, Listing, Definitions, Quote, Signature, Table, Figure, Statistics}
        | {CodeBlock, FigureGroup}
    ),
)


# ------------------------------------------------------------------------------ sections

KINDS: tuple[SectionKind, ...] = (
    "foreword",
    "numbers",
    "note",
    "chapter",
    "chapter",
    "panel",
    "conclusion",
    "annex",
)


@st.composite
def sections(draw: st.DrawFn) -> Section:
    """A section with some blocks, and points when it has room for them."""
    blocks: list[Block] = draw(st.lists(BLOCKS, min_size=1, max_size=7))
    return Section(
        "",
        draw(write(1, 9)),
        draw(st.sampled_from(KINDS)),
        _join_headings([Paragraph(draw(texts(50))), *blocks, Paragraph(draw(plain(1, 40)))]),
        draw(st.sampled_from(["", "Panel 1"])),
        standfirst=draw(st.one_of(st.just(()), texts(20, notes=False))),
        points=tuple(
            Point("", children, "")
            for children in draw(st.lists(texts(16, notes=False), max_size=4))
        ),
    )


def _join_headings(blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks, a heading right after a heading one level lower."""
    made: list[Block] = []
    for block in blocks:
        before = made[-1] if made else None
        if isinstance(block, Heading) and isinstance(before, Heading):
            block = replace(block, level=min(before.level + 1, 4))
        made.append(block)
    return tuple(made)


PUBLICATIONS = st.builds(
    Publication,
    st.just("random"),
    write(1, 6),
    st.builds(Event, write(2, 8), write(1, 2), st.just(date(2025, 4, 28))),
    st.builds(
        Imprint,
        write(1, 5),
        year=st.sampled_from(["", "2025"]),
        identifiers=st.sampled_from([(), (Identifier("pdf", "978-3-16-148410-0"),)]),
        disclaimer=write(1, 30),
        address=st.sampled_from(["", "https://example.org/small"]),
    ),
    subtitle=st.one_of(st.just(""), write(1, 8)),
    kind=st.sampled_from(["", "Proceedings"]),
    description=st.one_of(st.just(""), write(5, 30)),
    cover=st.builds(Orbits, st.just(2040)),
)
PHOTOS = st.lists(write(2, 12), max_size=3).map(
    lambda captions: tuple(
        Photo(number, caption, "The owner") for number, caption in enumerate(captions, 1)
    )
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """What the general reader may read of a random publication."""
    made = draw(st.lists(sections(), min_size=1, max_size=4))
    named = tuple(_name_section(section, at) for at, section in enumerate(made, 1))
    facts = (Fact("countries", "29", "countries"), Fact("participants", "300", "participants"))
    draft = Draft(
        draw(PUBLICATIONS),
        _aim(named, _list_targets(named)),
        facts,
        draw(PHOTOS),
        tuple(Term(short, long) for short, long in EXPANSIONS.items()),
    )
    return select(draft)


def _name_section(section: Section, at: int) -> Section:
    """The section with an id for itself, its blocks and its points."""
    name = f"s-{at}"
    blocks = tuple(replace(block, id=f"{name}-{n}") for n, block in enumerate(section.blocks, 1))
    points = tuple(
        replace(point, id=f"{name}-point-{n}", rests_on=f"{name}-1")
        for n, point in enumerate(section.points, 1)
    )
    return replace(section, id=name, blocks=blocks, points=points)


@dataclass(frozen=True)
class _Targets:
    """The ids that references can lead to."""

    numbered: tuple[str, ...]
    """Of figures and tables, which can be named without words."""
    every: tuple[str, ...]


def _list_targets(made: tuple[Section, ...]) -> _Targets:
    numbered = [figure.id for figure in query(made, Figure) if not figure.part]
    numbered += [group.id for group in query(made, FigureGroup)]
    numbered += [table.id for table in query(made, Table) if table.caption]
    every = [section.id for section in made]
    every += [block.id for section in made for block in section.blocks]
    return _Targets(tuple(numbered), tuple(every))


def _aim(node: Value, targets: _Targets) -> Value:
    """`node` with references that lead somewhere."""
    if isinstance(node, Reference):
        return cast("Value", _aim_reference(node, targets))
    if isinstance(node, tuple):
        return cast("Value", tuple(_aim(one, targets) for one in cast("tuple[object]", node)))
    if is_dataclass(node) and not isinstance(node, type):
        found = {one.name: getattr(node, one.name) for one in fields(node)}
        changed = {name: _aim(value, targets) for name, value in found.items() if value}
        return cast("Value", replace(node, **changed))
    return node


def _aim_reference(reference: Reference, targets: _Targets) -> Reference:
    mark, number = reference.target[0], int(reference.target[1:])
    if mark == "!" and targets.numbered:
        return Reference(targets.numbered[number % len(targets.numbered)])
    target = targets.every[number % len(targets.every)]
    return Reference(target, reference.children or (Text("that place"),))
