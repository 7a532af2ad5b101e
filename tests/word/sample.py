"""A document that uses every kind of node, made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

from PIL import Image

from octavo.document import (
    Abbreviation,
    Bar,
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
    Emphasis,
    Event,
    Fact,
    Figure,
    Heading,
    Identifier,
    Imprint,
    Indexed,
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
    Signature,
    Statistic,
    Statistics,
    Strong,
    Table,
    Term,
    Text,
    WorldMap,
)
from octavo.files.library import Memory

PUBLICATION = Publication(
    name="sample",
    title="Every Kind of Node",
    subtitle="A document for tests & trials",
    event=Event("The First Gathering of Nodes", "Toulouse", date(2025, 4, 28), date(2025, 4, 30)),
    imprint=Imprint(
        "House of Tests",
        "Toulouse",
        "2025",
        "First edition",
        (Identifier("pdf", "978-0-00-000000-2"), Identifier("docx", "978-0-00-000000-9")),
        "10.0000/test",
        "Text in the public domain.",
        "Reuse is free.",
        "Nothing in here is meant.",
        "By post only.",
        "https://example.org/every-kind-of-node",
        ("Maps made with Natural Earth.",),
    ),
    kind="Conference proceedings",
    description="A document that has one of everything.",
    keywords=("tests", "nodes"),
)


def words(text: str) -> Inlines:
    """Plain text as inlines."""
    return (Text(text),)


def say(text: str, id: str = "") -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph(words(text), id)


def row(*texts: str) -> Row:
    """A row of plain cells, the last one set right."""
    cells = [Cell(words(text)) for text in texts]
    return Row((*cells[:-1], replace(cells[-1], align="right")))


LONG = (
    "Every participant came with a question and left with another, which is how a gathering of "
    "this kind is meant to work; the proceedings keep the questions and let the answers go. "
) * 4

INLINES = Paragraph(
    (
        Text("Plain, "),
        Strong(words("strong")),
        Text(", "),
        Emphasis(words("stressed")),
        Text(", "),
        Strong((Emphasis(words("both")),)),
        Text(", "),
        Link("https://example.org/?a=1&b=2", words("a link")),
        Text(", a note"),
        Note((Text("What the note says, "), Emphasis(words("in its own way")), Text("."))),
        Text(", "),
        Abbreviation("MDO", "Multi-Domain Operations"),
        Text(", "),
        Mention("participants", "about 300"),
        Text(" people, "),
        Reference("fig-pillars", (), "figure", "2"),
        Text(", "),
        Reference("tab-plan", (), "table", "1"),
        Text(", "),
        Reference("chapter", (), "section", "1"),
        Text(", "),
        Reference("panel", (), "section", "Panel 1"),
        Text(", "),
        Reference("foreword", words("the foreword"), "section", ""),
        Text(", "),
        Indexed(words("indexed"), "Ébauche: a “first” one"),
        Text(", a line"),
        Break(),
        Text("that ends; 5 < 6 & 7 > 6, “quoted”."),
    ),
    "chapter-inlines",
)

LISTS: tuple[Listing, ...] = (
    Listing(
        (
            Item((say("First bullet"), say("and its second paragraph"))),
            Item((say("Second bullet"), Listing((Item((say("an inner bullet"),)),)))),
        ),
        id="bullets",
    ),
    Listing((Item((say("One"),)), Item((say("Two"),))), ordered=True, id="numbers"),
    Listing(
        (
            Item((say("Seven"), Listing((Item((say("letter a"),)),), ordered=True))),
            Item((say("Eight"),)),
        ),
        ordered=True,
        start=7,
        id="more-numbers",
    ),
)

TABLE = Table(
    row("What", "Who will do it, with whom and by which means", "Year"),
    tuple(row(f"Step {n}", LONG[: 40 + 17 * n], str(2025 + n)) for n in range(1, 9)),
    words("A plan with a header that repeats"),
    "tab-plan",
    1,
)

CHAPTER = Section(
    "chapter",
    "A Chapter with Everything in It",
    "chapter",
    (
        say(LONG, "chapter-1"),
        INLINES,
        Heading(2, words("Lists, and how they count"), "chapter-lists"),
        *LISTS,
        Heading(3, words("Definitions"), "chapter-definitions"),
        Definitions((Definition(words("Node"), (say("A thing in a tree."),)),), "terms"),
        Heading(4, words("Quotations"), "chapter-quotations"),
        Quote((Paragraph((Text("Quoted with "), Emphasis(words("stress")), Text(".")), "quoted"),)),
        PullQuote(words("A strong sentence, set large so that it is seen."), "pulled"),
        Heading(2, words("Tables"), "chapter-tables"),
        TABLE,
        say("After the table.", "chapter-after"),
        Table(row("Bare", "Table"), (row("without", "caption"),)),
        Paragraph((Text("Type "), Code("octavo check"), Text(":")), "chapter-code"),
        CodeBlock("if errors:\n\tmend(errors)  # < 3\n\nbuild()", "python", "listing"),
        Quote((Paragraph((Text("A quotation with "), Code("code"))),)),
    ),
    number=1,
    standfirst=words(
        "One sentence says what the chapter is about and why one should go on reading."
    ),
    points=(
        Point("keep", words("The first message is short."), "chapter-1"),
        Point(
            "hold",
            words("The second message is longer, so that it runs over the end of the line " * 2),
            "chapter-1",
        ),
        Point("hidden", words("This one is for briefings only."), "chapter-1", key=False),
    ),
)

PANEL = Section(
    "panel",
    "What the Panel Showed",
    "panel",
    (
        say(
            "Figures follow: numbers, drawings of each kind, a map, a chart and a picture.",
            "panel-1",
        ),
        Statistics(
            (
                Statistic("participants", "300", "participants", approximate=True),
                Statistic("countries", "29", "countries", units=29),
                Statistic("sponsors", "22", "sponsors", units=22),
                Statistic("days", "3", "days"),
            ),
            words("The gathering in numbers"),
            "Drawn for this edition",
            "fig-numbers",
            1,
        ),
        Figure(
            Diagram(
                "pillars",
                tuple(DiagramPart(f"Pillar {n}", "What it carries") for n in range(1, 5)),
                "All",
            ),
            words("Four pillars"),
            "Four columns that carry one beam.",
            "Drawn for this edition",
            "fig-pillars",
            2,
        ),
        Figure(
            WorldMap(("250",), (MapPlace("Toulouse", 43.6, 1.44),)),
            words("The place"),
            "A map.",
            "",
            "fig-map",
            3,
        ),
        Figure(
            Chart("bar", (Bar("One", 1.0, "1"), Bar("Three", 3.0, "3")), "people"),
            words("A comparison"),
            "Three is more than one.",
            "",
            "fig-chart",
            4,
        ),
        Figure(
            Picture("images/dot.png"), words("A dot"), "A dot on paper.", "By hand", "fig-dot", 5
        ),
        Figure(Orbits(7), words("Orbits"), "", "", "fig-orbits", 6),
    ),
    label="Panel 1",
    number=2,
    short_title="The panel",
)

FOREWORD = Section(
    "foreword",
    "Foreword",
    "foreword",
    (say(LONG, "foreword-1"), Signature(("Ada Example", "Director, House of Tests"), "signed")),
)

DOCUMENT = Document(
    PUBLICATION,
    (FOREWORD, CHAPTER, PANEL),
    (Fact("participants", "300", "participants", True),),
    (Photo(1, "The opening", "House of Tests"), Photo(2, "The closing", "House of Tests")),
    (Term("MDO", "Multi-Domain Operations"),),
)


def dot() -> bytes:
    """A small picture."""
    held = BytesIO()
    Image.new("RGB", (240, 120), (31, 95, 168)).save(held, "PNG")
    return held.getvalue()


LIBRARY = Memory({"images/dot.png": dot()})
