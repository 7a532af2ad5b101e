"""Random publications in which every string is a word of its own, and what becomes of each.

A word says for whom it is. After the publication was made for everyone in every form, it has to be
in all files in which it must be, and in none in which it may not be.

    python tests/trust/canaries.py 100         # publications number 0 to 99
    python tests/trust/canaries.py 5 --from 40
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from octavo.audience import select
from octavo.audit import examine, inquire, unpack
from octavo.audit.judgement import clean
from octavo.build import restrict
from octavo.document import (
    Abbreviation,
    Ask,
    Audience,
    Bar,
    Block,
    Cell,
    Chart,
    Definition,
    Definitions,
    Diagram,
    DiagramPart,
    Draft,
    Emphasis,
    Event,
    Fact,
    Figure,
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
    PullQuote,
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
from octavo.generator import find
from octavo.library import Memory

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

    def say(self, channel: str, readers: Readers, must: bool = True) -> Inlines:
        """A new word among common ones."""
        fill = " ".join(self.random.choices(FILLER, k=self.random.randint(1, 9)))
        return (Text(f"{self.mint(channel, readers, must)} {fill}."),)


def make_draft(seed: int) -> tuple[Draft, Nest]:
    """The publication number `seed`, and the fate of its words."""
    random = Random(seed)
    nest = Nest(random, frozenset({""}))
    ids = [nest.mint("audience id", frozenset()) for _ in range(3)]
    nest.all = frozenset({"", *ids})
    for id in ids:
        nest.may[id] = frozenset({id})
    kinds: list[SectionKind] = ["foreword", "chapter", "panel", "annex", "conclusion"]
    sections = tuple(make_section(nest, kind) for kind in kinds[: random.randint(2, 5)])
    photos = tuple(make_photo(nest, number) for number in range(1, random.randint(2, 5)))
    audiences = tuple(make_audience(nest, id) for id in ids)
    draft = Draft(make_publication(nest), sections, tuple(nest.facts), photos)
    return Draft(
        draft.publication, sections, tuple(nest.facts), photos, tuple(nest.terms), audiences
    ), nest


def make_publication(nest: Nest) -> Publication:
    """What everyone reads."""

    def word(channel: str, must: bool = True) -> str:
        return nest.mint(channel, nest.all, must)

    imprint = Imprint(
        word("publisher"),
        word("place"),
        "2025",
        word("edition"),
        (Identifier("pdf", "978-3-16-148410-0"),),
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
        marking=word("marking", must=False),
    )


def make_photo(nest: Nest, number: int) -> Photo:
    """An entry of the register, some with a picture."""
    audiences, readers = nest.choose(nest.all)
    caption = nest.mint("photo caption", readers, must=True)
    credit = nest.mint("photo credit", readers, must=True)
    file = make_picture(nest) if nest.random.random() < 0.5 else ""
    return Photo(number, caption, credit, file, audiences)


def make_audience(nest: Nest, id: str) -> Audience:
    """A reader; all that is said to them is for them alone."""
    own = frozenset({id})
    fact = make_fact(nest, own)
    ask = Ask(nest.mint("ask", own), nest.mint("ask who", own), nest.mint("ask by", own))
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
    )


def make_fact(nest: Nest, readers: Readers) -> Fact:
    """A fact that only `readers` see mentioned."""
    id, value, label, as_of = (
        nest.mint(f"fact {part}", readers) for part in ("id", "value", "label", "as of")
    )
    fact = Fact(id, value, label, as_of=as_of)
    nest.facts.append(fact)
    return fact


def make_picture(nest: Nest) -> str:
    """The name of a new picture, in which words stand that nobody may read."""
    nobody = frozenset[str]()
    image = Image.new("RGB", (48, 32), nest.random.choice(("#1F5FA8", "#B8860B")))
    data = BytesIO()
    folder, stem = nest.mint("folder name", nobody), nest.mint("file name", nobody)
    if nest.random.random() < 0.5:
        tags = Image.Exif()
        tags[0x013B] = nest.mint("image EXIF artist", nobody)
        tags[0x010E] = nest.mint("image EXIF description", nobody)
        image.save(data, "JPEG", exif=tags, comment=nest.mint("image comment", nobody))
        name = f"{folder}/{stem}.jpg"
    else:
        notes = PngInfo()
        notes.add_text("Author", nest.mint("image PNG text", nobody))
        notes.add_itxt("XML:com.adobe.xmp", nest.mint("image XMP", nobody))
        image.save(data, "PNG", pnginfo=notes)
        name = f"{folder}/{stem}.png"
    nest.files[name] = data.getvalue()
    return name


# ------------------------------------------------------------------------------ sections


def make_section(nest: Nest, kind: SectionKind) -> Section:
    """A section with blocks of every kind, each for whoever chance chooses."""
    audiences, readers = nest.choose(nest.all)
    id = nest.mint("section id", readers)
    made = nest.random.sample(MAKERS, nest.random.randint(3, len(MAKERS)))
    blocks: list[Block] = [make_paragraph(nest, readers, frozenset())]
    blocks += [make_block(nest, readers, make) for make in made]
    blocks += [make_paragraph(nest, readers, frozenset())]
    points = tuple(make_point(nest, readers, blocks[0].id) for _ in range(3))
    return Section(
        id,
        nest.mint("section title", readers, must=True),
        kind,
        tuple(blocks),
        nest.mint("section label", readers, must=True) if kind == "panel" else "",
        short_title=nest.mint("short title", readers),
        standfirst=nest.say("standfirst", readers),
        points=points,
        audiences=audiences,
    )


def make_point(nest: Nest, above: Readers, rests_on: str) -> Point:
    """A key message with a shorter wording."""
    audiences, readers = nest.choose(above)
    key = nest.random.random() < 0.7
    return Point(
        nest.mint("point id", readers),
        nest.say("point", readers, must=key),
        rests_on,
        (nest.say("variant", readers, must=False),),
        key=key,
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
        Text(" or "),
        Reference(id, nest.say("reference", readers)),
    )
    return Paragraph(children, id, audiences)


def make_heading(nest: Nest, readers: Readers, audiences: frozenset[str]) -> Heading:
    """A heading."""
    id = nest.mint("heading id", readers)
    return Heading(2, (Text(nest.mint("heading", readers, must=True)),), id, audiences)


def make_inner(nest: Nest, above: Readers, channel: str) -> Paragraph:
    """A paragraph inside another block, with an audience set of its own."""
    audiences, readers = nest.choose(above)
    return Paragraph(nest.say(channel, readers), nest.mint("inner id", readers), audiences)


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


def make_quote(nest: Nest, readers: Readers, audiences: frozenset[str]) -> Quote:
    """Quoted paragraphs, one of them for some only."""
    first = Paragraph(nest.say("quotation", readers), nest.mint("inner id", readers))
    blocks = (first, make_inner(nest, readers, "quotation"))
    return Quote(blocks, nest.mint("quote id", readers), audiences)


def make_pull_quote(nest: Nest, readers: Readers, audiences: frozenset[str]) -> PullQuote:
    """A pull quote."""
    return PullQuote(nest.say("pull quote", readers), nest.mint("pull id", readers), audiences)


def make_signature(nest: Nest, readers: Readers, audiences: frozenset[str]) -> Signature:
    """Who signs."""
    lines = tuple(nest.mint("signature", readers, must=True) for _ in range(2))
    return Signature(lines, nest.mint("signature id", readers), audiences)


def make_table(nest: Nest, readers: Readers, audiences: frozenset[str]) -> Table:
    """A table with a caption."""

    def row(channel: str) -> Row:
        words = (nest.mint(channel, readers, must=True) for _ in range(2))
        return Row(tuple(Cell((Text(word),)) for word in words))

    caption = nest.say("table caption", readers)
    id = nest.mint("table id", readers)
    return Table(row("table head"), (row("cell"), row("cell")), caption, id, audiences=audiences)


def make_figure(nest: Nest, readers: Readers, audiences: frozenset[str]) -> Figure:
    """A figure with any artwork."""

    def word(channel: str) -> str:
        return nest.mint(channel, readers)

    bars = tuple(Bar(word("bar"), float(number), str(number)) for number in (3, 5))
    parts = tuple(DiagramPart(word("diagram part"), word("diagram text")) for _ in range(3))
    artwork = nest.random.choice(
        (
            Chart(nest.random.choice(("bar", "column", "line", "share")), bars, word("unit")),
            Diagram(nest.random.choice(("pillars", "sequence")), parts, word("diagram title")),
            WorldMap(("250",), (MapPlace(word("place on a map"), 43.6, 1.44),)),
            Orbits(7),
            Picture(make_picture(nest)),
        )
    )
    return Figure(
        artwork,
        nest.say("figure caption", readers),
        nest.mint("alternative text", readers, must=True),
        nest.mint("credit", readers, must=True),
        nest.mint("figure id", readers),
        audiences=audiences,
    )


def make_statistics(nest: Nest, readers: Readers, audiences: frozenset[str]) -> Statistics:
    """Facts shown large."""
    fact = make_fact(nest, readers)
    label = nest.mint("statistic label", readers, must=True)
    return Statistics(
        (Statistic(fact.id, "29", label),),
        nest.say("statistics caption", readers),
        nest.mint("statistics credit", readers, must=True),
        nest.mint("statistics id", readers),
        audiences=audiences,
    )


MAKERS: tuple[Maker, ...] = (
    make_paragraph,
    make_heading,
    make_list,
    make_definitions,
    make_quote,
    make_pull_quote,
    make_signature,
    make_table,
    make_figure,
    make_figure,
    make_statistics,
)


# ------------------------------------------------------------------------------ files


@dataclass(frozen=True)
class Made:
    """One file of a publication."""

    name: str
    generator: str
    audience: str
    data: bytes = field(repr=False)


def make_files(draft: Draft, files: dict[str, bytes]) -> Iterator[Made]:
    """Every output for everyone, as a build makes them."""
    library = Memory(files)
    for reader in (None, *(audience.id for audience in draft.audiences)):
        document = select(draft, reader)
        names = ("booklet", "word") if reader is None else ("booklet", "word", "briefing")
        for name in names:
            generator = find(name)
            shelf = restrict(library, document)
            output = generator.generate(document, generator.options(), shelf)
            ending = f"-{reader}" if reader else ""
            file = f"{draft.publication.name}{ending}{generator.suffix}"
            yield Made(file, name, reader or "", output.data)


def find_faults(seed: int, editions: Callable[[Made], bool] = lambda made: True) -> list[str]:
    """Each word of publication `seed` that is where it may not be, or is not where it must be.

    And whatever else the scanner says against a file, for there is nothing to find.
    """
    draft, nest = make_draft(seed)
    faults: list[str] = []
    for made in make_files(draft, nest.files):
        if editions(made):
            faults += [f"{seed}: {fault}" for fault in judge_made(made, draft, nest)]
    return faults


def judge_made(made: Made, draft: Draft, nest: Nest) -> Iterator[str]:
    """What is wrong with one file."""
    where = f"{made.generator} for {made.audience or 'everyone'}"
    said = clean("\n".join(one.text for one in unpack("", made.data) if one.kind != "foul"))
    for word, readers in nest.may.items():
        there = word in said
        if there and made.audience not in readers:
            yield f"{where}: {nest.channel[word]} `{word}` leaks"
        if not there and made.audience in readers and _must(word, made, nest):
            yield f"{where}: {nest.channel[word]} `{word}` is lost"
    wanted = inquire(draft, made.audience or None, Memory(nest.files))
    for problem in examine(made.name, made.data, wanted, made.generator):
        yield f"{where}: {problem}"


def _must(word: str, made: Made, nest: Nest) -> bool:
    return word in nest.must and made.generator != "briefing"


def main() -> int:
    """Try as many publications as asked for, and say what was wrong; 1 when anything was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--from", dest="first", type=int, default=0)
    asked = parser.parse_args()
    wrong = 0
    for seed in range(asked.first, asked.first + asked.count):
        for fault in find_faults(seed):
            wrong += 1
            print(fault, flush=True)  # noqa: T201  it is a command
    print(f"{asked.count} publications, {wrong} faults")  # noqa: T201  it is a command
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    raise SystemExit(main())
