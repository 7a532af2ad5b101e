"""Random publications to make briefings of: 5 to 80 points, from one word to a paragraph."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from briefing.publications import say
from octavo.document import (
    Ask,
    Audience,
    Document,
    Event,
    Fact,
    Imprint,
    Inlines,
    Paragraph,
    Place,
    Point,
    Publication,
    Section,
)

ENGLISH = (
    "space domain allies command decision interoperability of the and in to for with a",
    "deterrence by denial, industry procurement; exercises satellites (29) 2040 resilience",
)
FRENCH = "l’espace défense européenne décision où cœur à l’été naïveté première «garçon» Noël"
GREEK = "διάστημα συμμαχία άμυνα απόφαση και το της μέλλον ασφάλεια"
RUSSIAN = "космос оборона союз решение и на для будущее безопасность"
LONG = "Bundesweltraumlagezentrumsverordnung https://example.org/a/very/long/address/of/a/page"
VOCABULARIES = tuple(
    tuple(text.split()) for text in (" ".join(ENGLISH), FRENCH, GREEK, RUSSIAN, LONG + ENGLISH[0])
)


@st.composite
def texts(draw: st.DrawFn, least: int, most: int) -> str:
    """Words of one script, made a sentence."""
    words = draw(st.sampled_from(VOCABULARIES))
    count = draw(st.integers(least, most))
    start, step = draw(st.integers(0, len(words) - 1)), draw(st.integers(1, 7))
    chosen = [words[(start + step * at + at // 5) % len(words)] for at in range(count)]
    return f"{' '.join(chosen).strip(' ,;')}."


phrases = texts(1, 60).map(say)


@st.composite
def points(draw: st.DrawFn, at: int, required: bool) -> Point:
    """A point with up to two shorter wordings."""
    text = draw(texts(1, 60) if at % 5 else texts(1, 25))
    words = text.split()
    variants: list[Inlines] = []
    for share in draw(st.sampled_from([(), (2,), (2, 4)])):
        if len(words) // share > 0:
            variants.append(say(" ".join(words[: len(words) // share])))
    return Point(
        f"point-{at}",
        say(text),
        f"p-{at}",
        tuple(variants),
        draw(st.integers(1, 10)),
        required=required,
    )


@st.composite
def audiences(draw: st.DrawFn) -> Audience:
    """A reader with a so-what of one to four paragraphs and up to five asks."""
    asks = tuple(
        Ask(draw(texts(2, 16)), draw(st.sampled_from(["", "Staffs", "All Nations"])), when)
        for when in draw(st.lists(st.sampled_from(["", "2026", "Before the summit"]), max_size=5))
    )
    return Audience(
        "reader",
        draw(texts(1, 6)),
        draw(texts(0, 14)),
        draw(st.sampled_from(["decide", "note", "discuss"])),
        say(draw(texts(3, 30))),
        tuple(draw(st.lists(texts(3, 45).map(say), min_size=1, max_size=4))),
        asks,
        tuple(draw(st.lists(st.sampled_from(["a", "b", "c"]), max_size=3, unique=True))),
        draw(st.sampled_from(["", "A decision is wanted by May."])),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A publication for one reader."""
    count = draw(st.integers(5, 60))
    sections = draw(st.integers(1, 8))
    required = draw(st.integers(0, 3))
    made = [draw(points(at, at < required)) for at in range(count)]
    parts = tuple(
        Section(
            f"s-{number}",
            draw(texts(1, 9)),
            "chapter",
            tuple(Paragraph(point.children, point.rests_on) for point in made[number::sections]),
            number=number % 7,
            points=tuple(made[number::sections]),
        )
        for number in range(sections)
    )
    address = draw(st.sampled_from(["", "https://example.org/a.pdf"]))
    imprint = Imprint("A publisher", contact=draw(st.sampled_from(["", "us"])), address=address)
    event = Event("A conference", "Somewhere", date(2025, 4, 28))
    return Document(
        replace(
            Publication("random", draw(texts(1, 8)), event, imprint),
            marking=draw(st.sampled_from(["", "RESTRICTED"])),
        ),
        parts,
        (
            Fact("a", "300", draw(texts(1, 12)), approximate=True),
            Fact("b", "five"),
            Fact("c", "1 234 567 890 000", "words"),
        ),
        audience=draw(audiences()),
        places=tuple(Place(f"p-{at}", str(at + 3)) for at in range(count)),
    )
