"""Random publications in which every string is a word of its own, and every picture a number.

A word tells for whom it is; so does the number that the pixels of a picture spell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import Any, Literal, cast, get_args, get_type_hints

from nodes import find_record, list_fields, make_node
from octavo.document import (
    ART,
    Abbreviation,
    Artwork,
    Ask,
    Audience,
    AuthorQuery,
    Bar,
    Block,
    Blocks,
    Cell,
    Chart,
    Code,
    CodeBlock,
    Definition,
    Definitions,
    Diagram,
    DiagramPart,
    Draft,
    Emphasis,
    Event,
    Fact,
    Figure,
    FigureGroup,
    Heading,
    Identifier,
    Imprint,
    Indexed,
    Inlines,
    Item,
    Link,
    Listing,
    Logo,
    MapPlace,
    Mention,
    Note,
    Orbits,
    Paragraph,
    Person,
    Photo,
    Picture,
    Point,
    Publication,
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
    Waiver,
    Weight,
    WorldMap,
)
from octavo.document.fields import Use, uses_of
from octavo.document.marking import Level, Scheme
from octavo.document.problem import Span
from octavo.document.rows import join_readers
from trust.photographs import BITS, BLOCK, draw_number, write_jpeg, write_png

Readers = frozenset[str]
"""The editions a word may be in: ids of audiences, and `` for the general one."""

SYLLABLES = tuple(first + second for first in "bdfgklmnprstvz" for second in "aeiou")
FILLER = ["space", "the", "of", "nations", "and", "for", "in", "with", "its", "allies", "are", "to"]


@dataclass
class Nest:
    """The words of one publication, each with its fate."""

    random: Random
    all: Readers
    may: dict[str, Readers] = field(default_factory=dict[str, Readers])
    must: set[str] = field(default_factory=set[str])
    """Words that a booklet and a Word version have to show to those who may read them."""
    channel: dict[str, str] = field(default_factory=dict[str, str])
    numbers: dict[int, str] = field(default_factory=dict[int, str])
    """The word that stands for what a picture shows, by the number in its pixels."""
    levels: tuple[Level, ...] = ()
    """Of the marking scheme, the lowest first."""
    places: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    """Ids that can be referred to, each with the section it stands in."""
    files: dict[str, bytes] = field(default_factory=dict[str, bytes])
    facts: list[Fact] = field(default_factory=list[Fact])
    terms: list[Term] = field(default_factory=list[Term])

    def mint(self, channel: str, readers: Readers, must: bool = False, syllables: int = 6) -> str:
        """A new word of twelve letters that only `readers` may read."""
        word = "".join(self.random.choices(SYLLABLES, k=syllables))
        self.may[word] = readers
        self.channel[word] = channel
        if must:
            self.must.add(word)
        return word

    def choose(self, readers: Readers) -> tuple[frozenset[str], Readers]:
        """A random audience set, and who of `readers` is left by it."""
        named = sorted(self.all - {""})
        if self.random.random() < 0.5:
            return frozenset(), readers
        chosen = frozenset(self.random.sample(named, self.random.randint(1, len(named))))
        return chosen, readers & chosen

    def mark(self, readers: Readers) -> str:
        """A random level for a part that `readers` may read, or none."""
        if self.random.random() < 0.6:
            return ""
        level = self.random.choice(self.levels)
        for word in (level.text, level.portion):
            self.may[word] |= readers
        return level.id

    def say(self, channel: str, readers: Readers, must: bool = True) -> Inlines:
        """A new word among common ones."""
        fill = " ".join(self.random.choices(FILLER, k=self.random.randint(1, 9)))
        return (Text(f"{self.mint(channel, readers, must)} {fill}."),)


PORTIONS: tuple[Literal["marked", "all"], ...] = ("marked", "all")


def make_draft(seed: int) -> tuple[Draft, Nest]:
    """The publication number `seed`, and the fate of its words."""
    random = Random(seed)
    nest = Nest(random, frozenset({""}))
    nobody = frozenset[str]()
    ids = [nest.mint("audience id", nobody) for _ in range(random.randint(1, 3))]
    nest.all = frozenset({"", *ids})
    for id in ids:
        nest.may[id] = frozenset({id})
    nest.levels = tuple(make_level(nest) for _ in range(3))
    base = nest.mark(nest.all) or nest.levels[0].id
    nest.may[next(level.text for level in nest.levels if level.id == base)] = nest.all
    kinds: list[SectionKind] = ["foreword", "numbers", "chapter", "panel", "annex", "conclusion"]
    chosen = sorted(random.sample(range(len(kinds)), random.randint(1, 3)))
    sections = tuple(make_section(nest, kinds[at]) for at in chosen)
    photos = tuple(make_photo(nest, number) for number in range(1, random.randint(1, 3) + 1))
    audiences = tuple(make_audience(nest, id) for id in ids)
    publication = make_publication(nest)
    facts, terms = tuple(nest.facts), tuple(nest.terms)
    secret = (make_person(nest),), (make_waiver(nest),)
    name, portions = nest.mint("scheme", nobody), random.choice(PORTIONS)
    if portions == "all":
        nest.may[next(level.portion for level in nest.levels if level.id == base)] = nest.all
    scheme = Scheme(name, nest.levels, nest.levels[-1].id, portions)
    said = publication, sections, facts, photos, terms, audiences
    return Draft(*said, (), *secret, scheme, base), nest


def make_level(nest: Nest) -> Level:
    """A level that nothing is marked with yet; its id nobody may read."""
    id, text, portion = (nest.mint(f"level {part}", frozenset()) for part in ("id", "text", "mark"))
    return Level(id, text, portion)


def make_person(nest: Nest) -> Person:
    """Somebody whom no file may name."""
    parts = ("name", "post", "organisation", "alias")
    name, post, organisation, alias = (nest.mint(f"person's {part}", frozenset()) for part in parts)
    return Person(name, (post,), (organisation,), (alias,))


def make_waiver(nest: Nest) -> Waiver:
    """A waiver, which the manifest tells of, and no file."""
    parts = ("code", "words", "reason", "section")
    code, words, reason, section = (nest.mint(f"waiver's {part}", frozenset()) for part in parts)
    return Waiver(code, words, reason, section)


def make_publication(nest: Nest) -> Publication:
    """What everyone reads."""

    def word(channel: str, must: bool = True) -> str:
        return nest.mint(channel, nest.all, must)

    imprint = Imprint(
        word("publisher"),
        word("place"),
        "2025",
        word("edition"),
        (Identifier("pdf", word("ISBN")),),
        doi=word("DOI"),
        copyright=word("copyright"),
        licence=word("licence"),
        disclaimer=word("disclaimer"),
        contact=word("contact"),
        address=f"https://example.org/{word('address')}",
        notes=(word("imprint note"),),
    )
    event = Event(word("event"), word("event place"), date(2025, 4, 28), date(2025, 4, 30))
    return Publication(
        word("name", must=False),
        word("title"),
        event,
        imprint,
        word("subtitle"),
        kind=word("kind"),
        description=word("description"),
        keywords=(word("keyword"), word("keyword")),
        cover=Picture(make_picture(nest, nest.all, block=FULL))
        if nest.random.random() < 0.3
        else ART,
        logo=make_logo(nest) if nest.random.random() < 0.3 else None,
    )


def make_logo(nest: Nest) -> Logo:
    """The logo of the publisher, which everybody may see."""
    words = nest.mint("logo", nest.all)
    return Logo(Picture(make_picture(nest, nest.all)), words)


def make_photo(nest: Nest, number: int) -> Photo:
    """An entry of the register, some with a picture."""
    audiences, readers = nest.choose(nest.all)
    caption = nest.mint("photo caption", readers, must=True)
    credit = nest.mint("photo credit", readers, must=True)
    file = make_picture(nest, readers) if nest.random.random() < 0.5 else ""
    return Photo(number, caption, credit, file, audiences, marking=nest.mark(readers))


def make_audience(nest: Nest, id: str) -> Audience:
    """A reader; all that is said to them is for them alone."""
    own = frozenset({id})
    fact = make_fact(nest, own)
    what, who, by = (nest.mint(f"ask{part}", own) for part in ("", " who", " by"))
    ask = Ask(what, who, by, nest.random.choice(nest.places)[0], marking=nest.mark(own))
    return Audience(
        id,
        nest.mint("audience name", own),
        nest.mint("question", own),
        nest.random.choice(("decide", "note", "discuss")),
        nest.say("bottom line", own, must=False),
        (nest.say("so what", own, must=False),),
        (ask,),
        (fact.id,),
        nest.mint("timing", own),
        nest.mint("handling", own),
        nest.random.choice(nest.places)[0],
        (nest.random.choice(nest.places)[0],),
        date=nest.mint("date", own),
        clearance=nest.mint("clearance", own),
        bottom_line_marking=nest.mark(own),
        so_what_marking=nest.mark(own),
    )


def make_fact(nest: Nest, readers: Readers) -> Fact:
    """A fact that only `readers` see mentioned."""
    id, value, label, as_of = (
        nest.mint(f"fact {part}", readers) for part in ("id", "value", "label", "as of")
    )
    fact = Fact(id, value, label, as_of=as_of, marking=nest.mark(readers))
    nest.facts.append(fact)
    return fact


FULL = 5 * BLOCK
"""Pixels to a square of a picture that fills a cover: with fewer it is too coarse for print."""


def make_picture(nest: Nest, readers: Readers, must: bool = False, block: int = BLOCK) -> str:
    """The name of a new picture for `readers`; in its file stand words that nobody may read."""

    def tell(channel: str) -> str:
        return nest.mint(f"picture {channel}", frozenset())

    number = nest.random.getrandbits(BITS)
    nest.numbers[number] = nest.mint("picture", readers, must)
    photograph = nest.random.random() < 0.5
    write, suffix = (write_jpeg, ".jpg") if photograph else (write_png, ".png")
    name = f"{tell('folder name')}/{tell('file name')}{suffix}"
    nest.files[name] = write(draw_number(number, block), tell)
    return name


# ------------------------------------------------------------------------------ sections


def make_section(nest: Nest, kind: SectionKind) -> Section:
    """A section with blocks of every kind, each for whoever chance chooses."""
    audiences, readers = nest.choose(nest.all)
    id = nest.mint("section id", readers)
    nest.places.append((id, id))
    made = nest.random.sample(MAKERS, nest.random.randint(2, 5))
    blocks: list[Block] = [make_paragraph(nest, readers, frozenset())]
    blocks += [make_block(nest, readers, make) for make in made]
    nest.places += [(block.id, id) for block in blocks]
    points = tuple(make_point(nest, readers, blocks) for _ in range(nest.random.randint(1, 3)))
    section = Section(
        id,
        nest.mint("section title", readers, must=True),
        kind,
        tuple(blocks),
        nest.mint("section label", readers, must=True) if kind == "panel" else "",
        short_title=nest.mint("short title", readers),
        marking=nest.mark(readers),
        standfirst=nest.say("standfirst", readers),
        points=points,
        queries=(AuthorQuery(nest.mint("query", frozenset())),),
        audiences=audiences,
        span=Span(f"{nest.mint('source file', frozenset())}.md", 3),
    )
    records = {
        name: (make_record(nest, record, readers),)
        for name, hint, _ in list_fields(Section)
        if (record := find_record(hint))
    }
    return replace(section, **cast("dict[str, Any]", records))


def make_record(nest: Nest, kind: type, readers: Readers) -> object:
    """A node of nothing but words."""
    fields = list_fields(kind)
    words = {
        name: fill_field(nest, f"{kind.__name__} {name}", hint, use, readers)
        for name, hint, use in fields
    }
    return make_node(kind, words)


def make_point(nest: Nest, above: Readers, blocks: list[Block]) -> Point:
    """A key message with a shorter wording."""
    audiences, readers = nest.choose(above)
    key = nest.random.random() < 0.7
    return Point(
        nest.mint("point id", readers),
        nest.say("point", readers, must=key),
        nest.random.choice(blocks).id,
        (nest.say("variant", readers, must=False),),
        weights=tuple(Weight(id, nest.random.randint(1, 10)) for id in sorted(nest.all - {""})),
        key=key,
        approved=nest.mint("approval", frozenset()),
        marking=nest.mark(readers),
        audiences=audiences,
    )


Maker = Callable[[Nest, Readers, frozenset[str]], Block]


def make_block(nest: Nest, above: Readers, make: Maker) -> Block:
    """A block for a random audience set."""
    audiences, readers = nest.choose(above)
    return make(nest, readers, audiences)


def make_paragraph(nest: Nest, readers: Readers, audiences: frozenset[str]) -> Paragraph:
    """Text with every kind of inline."""
    term = Term(
        nest.mint("short form", readers, must=True, syllables=4).capitalize(),
        nest.mint("expansion", readers, must=True),
    )
    nest.terms.append(term)
    fact = make_fact(nest, readers)
    address = f"https://example.org/{nest.mint('link target', readers)}"
    id = nest.mint("paragraph id", readers)
    children = (
        *nest.say("text", readers),
        Strong(nest.say("strong", readers)),
        Emphasis(nest.say("emphasis", readers)),
        Link(address, nest.say("link", readers)),
        Note(nest.say("note", readers)),
        Abbreviation(term.short, term.expansion),
        Text(" and "),
        Mention(fact.id, fact.value),
        Text(" in "),
        Code(nest.mint("code in a line", readers, must=True)),
        Text(" or "),
        Indexed(nest.say("indexed", readers), nest.mint("index entry", readers, must=True)),
        AuthorQuery(nest.mint("query", frozenset()), nest.say("asked about", readers)),
        Reference(nest.random.choice(nest.places)[0], nest.say("reference", readers)),
    )
    return Paragraph(children, id, audiences, marking=nest.mark(readers))


def make_heading(nest: Nest, readers: Readers, audiences: frozenset[str]) -> Heading:
    """A heading."""
    id = nest.mint("heading id", readers)
    words = (Text(nest.mint("heading", readers, must=True)),)
    return Heading(2, words, id, audiences, marking=nest.mark(readers))


def make_inner(nest: Nest, above: Readers, channel: str) -> Paragraph:
    """A paragraph inside another block, with an audience set of its own."""
    audiences, readers = nest.choose(above)
    words, id = nest.say(channel, readers), nest.mint("inner id", readers)
    return Paragraph(words, id, audiences, marking=nest.mark(readers))


def make_list(nest: Nest, readers: Readers, audiences: frozenset[str]) -> Listing:
    """A list, with an item for some only."""
    first = Paragraph(nest.say("list item", readers), nest.mint("inner id", readers))
    items = (Item((first,)), Item((make_inner(nest, readers, "list item"),)))
    ordered = nest.random.random() < 0.5
    return Listing(items, ordered, id=nest.mint("list id", readers), audiences=audiences)


def make_definitions(nest: Nest, readers: Readers, audiences: frozenset[str]) -> Definitions:
    """A term with its meaning."""
    meaning = Paragraph(nest.say("definition", readers), nest.mint("inner id", readers))
    item = Definition(nest.say("term", readers), (meaning,))
    return Definitions((item,), nest.mint("definitions id", readers), audiences)


def make_code(nest: Nest, readers: Readers, audiences: frozenset[str]) -> CodeBlock:
    """Two lines of code, and the name of its language."""
    lines = [f"{nest.mint('code', readers, must=True)} = {number}" for number in (1, 2)]
    language, id = nest.mint("language of code", readers), nest.mint("code id", readers)
    return CodeBlock("\n\t".join(lines), language, id, audiences, marking=nest.mark(readers))


def make_signature(nest: Nest, readers: Readers, audiences: frozenset[str]) -> Signature:
    """Who signs."""
    lines = tuple(nest.mint("signature", readers, must=True) for _ in range(2))
    return Signature(lines, nest.mint("signature id", readers), audiences)


def make_table(nest: Nest, readers: Readers, audiences: frozenset[str]) -> Table:
    """A table with a caption, and rows that only some may read, below a name for them all."""
    chosen = [nest.choose(readers) for _ in range(nest.random.randint(1, 3))]
    left = frozenset[str]().union(*(readers for _, readers in chosen))

    def row(channel: str, readers: Readers) -> Row:
        words = (nest.mint(channel, readers, must=True) for _ in range(2))
        return Row(tuple(Cell((Text(word),)) for word in words))

    named = row("group", left)
    group = replace(named, group=True, audiences=join_readers(own for own, _ in chosen))
    rows = [replace(row("cell", readers), audiences=own) for own, readers in chosen]
    caption = nest.say("table caption", left)
    id = nest.mint("table id", left)
    head = row("table head", left)
    table = Table(head, (group, *rows), caption, id, people=True, audiences=audiences)
    return replace(table, marking=nest.mark(left))


def make_figure(nest: Nest, readers: Readers, audiences: frozenset[str]) -> Figure:
    """A figure with any artwork."""

    def word(channel: str) -> str:
        return nest.mint(channel, readers)

    def draw() -> Artwork:
        match nest.random.choice(("chart", "diagram", "map", "orbits", "picture", "picture")):
            case "chart":
                bars = tuple(Bar(word("bar"), float(n), word("bar value")) for n in (3, 5))
                kind = nest.random.choice(CHARTS)
                series = () if kind == "share" else (word("series"),)
                return Chart(kind, bars, word("unit"), series)
            case "diagram":
                parts = (DiagramPart(word("diagram part"), word("diagram text")) for _ in range(3))
                kind = nest.random.choice(DIAGRAMS)
                return Diagram(kind, tuple(parts), word("diagram title"), word("diagram ground"))
            case "map":
                return WorldMap(("250",), (MapPlace(word("place on a map"), 43.6, 1.44),))
            case "orbits":
                return Orbits(7)
            case _:
                return Picture(make_picture(nest, readers, must=True))

    return Figure(
        draw(),
        nest.say("figure caption", readers),
        nest.mint("alternative text", readers, must=True),
        nest.mint("credit", readers, must=True),
        nest.mint("figure id", readers),
        marking=nest.mark(readers),
        audiences=audiences,
    )


def make_figure_group(nest: Nest, readers: Readers, audiences: frozenset[str]) -> FigureGroup:
    """A figure of one to three parts, those after the first for some of its readers only."""
    parts: list[Block] = [replace(make_figure(nest, readers, frozenset()), part=1)]
    for at in range(2, nest.random.choice((2, 3, 4))):
        own, left = nest.choose(readers)
        parts.append(replace(make_figure(nest, left, own), part=at))
    return FigureGroup(
        tuple(parts),
        nest.say("group caption", readers),
        nest.mint("group credit", readers),
        nest.mint("group id", readers),
        marking=nest.mark(readers),
        audiences=audiences,
    )


def make_statistics(nest: Nest, readers: Readers, audiences: frozenset[str]) -> Statistics:
    """Facts shown large."""
    fact = make_fact(nest, readers)
    label = nest.mint("statistic label", readers, must=True)
    return Statistics(
        (Statistic(fact.id, fact.value, label, units=nest.random.choice((0, 7))),),
        nest.say("statistics caption", readers),
        nest.mint("statistics credit", readers, must=True),
        nest.mint("statistics id", readers),
        marking=nest.mark(readers),
        audiences=audiences,
    )


def make_other(kind: type) -> Maker:
    """What makes blocks of a kind that only its type tells, with a word in each of its fields."""

    def make(nest: Nest, readers: Readers, audiences: frozenset[str]) -> Block:
        fields = list_fields(kind)
        values = {
            name: fill_field(nest, f"{kind.__name__} {name}", hint, use, readers)
            for name, hint, use in fields
            if use != "none" and name != "marking"
        }
        marked = {"marking": nest.mark(readers)} if "marking" in uses_of(kind) else {}
        block: Block = make_node(kind, {**values, **marked, "audiences": audiences})
        return block

    return make


def fill_field(nest: Nest, channel: str, hint: object, use: Use, readers: Readers) -> object:
    """What stands in a field of a block: text, or two paragraphs, one of them for some only."""
    if hint == Inlines:
        return nest.say(channel, readers, must=use == "required")
    if hint == Blocks:
        first = Paragraph(nest.say(channel, readers), nest.mint("inner id", readers))
        return (first, make_inner(nest, readers, channel))
    assert hint is str, f"{channel} is {hint}"
    return nest.mint(channel, readers, must=use == "required")


CHARTS = get_args(get_type_hints(Chart)["kind"])
DIAGRAMS = get_args(get_type_hints(Diagram)["kind"])
OWN: tuple[Maker, ...] = (
    make_paragraph,
    make_heading,
    make_list,
    make_definitions,
    make_code,
    make_signature,
    make_table,
    make_figure,
    make_figure,
    make_figure_group,
    make_statistics,
)
MAKERS: tuple[Maker, ...] = (
    *OWN,
    *(
        make_other(kind)
        for kind in cast("tuple[type, ...]", get_args(Block))
        if kind not in {get_type_hints(make)["return"] for make in OWN}
    ),
)
