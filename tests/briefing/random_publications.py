"""Random publications to make briefings of: 5 to 80 points, from one word to a paragraph.

Each is made from one number, so that a publication that fails can be named.
"""

from __future__ import annotations

from datetime import date
from random import Random

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
    "space domain allies command decision interoperability of the and in to for with a is by"
    " deterrence by denial, industry procurement; exercises satellites (29) 2040 resilience"
    " some speakers said that nations must share what they see and act on it together in time"
)
FRENCH = "l’espace défense européenne décision où cœur à l’été naïveté première «garçon» Noël"
GREEK = "διάστημα συμμαχία άμυνα απόφαση και το της μέλλον ασφάλεια"
RUSSIAN = "космос оборона союз решение и на для будущее безопасность"
LONG = "Bundesweltraumlagezentrumsverordnung https://example.org/a/very/long/address/of/a/page of"
VOCABULARIES = tuple(tuple(t.split()) for t in (ENGLISH, ENGLISH, FRENCH, GREEK, RUSSIAN, LONG))


def make_random_document(seed: int) -> Document:
    """The publication number `seed`, for one reader."""
    random = Random(seed)
    count = random.randint(5, 80)
    longest = random.choice((4, 15, 30, 60, 110))
    required = random.choice((0, 0, 1, 2, 5))
    points = [make_point(random, at, longest, at < required) for at in range(count)]
    number = random.randint(1, 10)
    sections = tuple(make_section(random, at, tuple(points[at::number])) for at in range(number))
    facts = (
        Fact("a", "300", write(random, 1, 12), approximate=True),
        Fact("b", write(random, 1, random.choice((1, 1, 9)))),
        Fact("c", "1 234 567 890 000", "words"),
    )
    places = tuple(Place(f"p-{at}", str(at + 3)) for at in range(count))
    return Document(
        make_publication(random), sections, facts, audience=make_audience(random), places=places
    )


def make_publication(random: Random) -> Publication:
    """Title and imprint, with and without marking, contact and address."""
    imprint = Imprint(
        "A publisher",
        contact=random.choice(("", "the press office")),
        address=random.choice(("", "https://example.org/a.pdf")),
    )
    event = Event("A conference", "Somewhere", date(2025, 4, 28))
    marking = random.choice(("", "RESTRICTED"))
    return Publication("random", write(random, 1, 8), event, imprint, marking=marking)


def make_section(random: Random, at: int, points: tuple[Point, ...]) -> Section:
    """A section with a paragraph for each of its points."""
    paragraphs = tuple(Paragraph(point.children, point.rests_on) for point in points)
    title = write(random, 1, 9)
    return Section(f"s-{at}", title, "chapter", paragraphs, number=at % 7, points=points)


def make_point(random: Random, at: int, longest: int, required: bool) -> Point:
    """A point with up to two shorter wordings."""
    text = write(random, 1, longest)
    words = text.split()
    shares = random.choice(((), (2,), (2, 4)))
    variants = tuple(say(" ".join(words[: max(1, len(words) // share)])) for share in shares)
    weight = random.randint(1, 10)
    return Point(f"point-{at}", say(text), f"p-{at}", variants, weight, required=required)


def make_audience(random: Random) -> Audience:
    """A reader with a so-what of one to four paragraphs and up to five asks."""
    longest = random.choice((10, 30, 50, 80))
    asks = tuple(
        Ask(write(random, 2, 16), random.choice(("", "Staffs", "All Nations")), when)
        for when in random.choices(("", "2026", "Before the summit"), k=random.randint(0, 5))
    )
    so_what: tuple[Inlines, ...] = tuple(
        say(write(random, 3, longest)) for _ in range(random.randint(1, 4))
    )
    return Audience(
        "reader",
        write(random, 1, random.choice((3, 6, 14))),
        random.choice(("", write(random, 3, 14))),
        random.choice(("decide", "note", "discuss")),
        say(write(random, 3, 30)),
        so_what,
        asks,
        tuple(random.sample(("a", "b", "c"), random.randint(0, 3))),
        random.choice(("", "A decision is wanted by May.")),
    )


def write(random: Random, least: int, most: int) -> str:
    """A sentence of so many words in one script."""
    words = random.choice(VOCABULARIES)
    count = random.randint(least, most)
    return f"{' '.join(random.choice(words) for _ in range(count)).strip(' ,;')}."
