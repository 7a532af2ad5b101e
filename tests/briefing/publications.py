"""Documents to make briefings of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

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
    Text,
)


def say(text: str) -> Inlines:
    return (Text(text),)


COMMAND = Audience(
    "command",
    "Military command",
    "What changes for operations and exercises?",
    "discuss",
    say("Plan every operation with Space from its first line, and train for the day it is denied."),
    (
        say("Staffs that plan without Space will find their timetables wrong from the first hour."),
        say("Command models made for single operations do not suit a domain that never pauses."),
    ),
    (
        Ask("Put the loss of satellite links into every exercise.", "Exercise planners", "2026"),
        Ask("Name a Space Coordinator in each headquarters.", "Commanders"),
    ),
    ("participants", "countries", "horizon"),
)

POINTS = (
    "Space has to be part of the plan from its first line; what is added later comes too late.",
    "Losing access to Space would put the credibility of deterrence at risk within hours.",
    "Exercises have to show what a denied environment does to timetables, fires and supply.",
    "Procedures differ between headquarters; harmonised ones would save time when it matters.",
    "Commercial services are quicker to field than systems that one government builds alone.",
    "A persistent command model suits a domain in which operations never pause.",
    "Shared standards from the first design phase are cheaper than adapters in the last.",
    "Ground stations need the same protection as the satellites that they speak to.",
    "Education decides whether the staff understands what the domain can do for them.",
)


def make_point(at: int, weight: int = 5) -> Point:
    text = POINTS[at % len(POINTS)]
    paragraph = f"section-{at % 4}-{at // 4 + 1}"
    return Point(f"point-{at}", say(text), paragraph, (say(text.split(";")[0]),), weight)


def make_section(number: int, points: tuple[Point, ...]) -> Section:
    blocks = tuple(Paragraph(say(POINTS[n]), f"section-{number}-{n + 1}") for n in range(3))
    title = ("Keynotes", "Operations", "Industry", "Panel on deterrence")[number]
    return Section(f"section-{number}", title, "chapter", blocks, number=number + 1, points=points)


def make_document(audience: Audience | None = COMMAND, count: int = 9) -> Document:
    """A document with `count` points in four sections."""
    points = tuple(make_point(at, 4 + at % 5) for at in range(count))
    sections = tuple(make_section(n, points[n::4]) for n in range(4))
    event = Event("A conference on Space", "Toulouse, France", date(2025, 4, 28), date(2025, 4, 30))
    return Document(
        Publication(
            "space",
            "Space in 2040",
            event,
            Imprint("A centre of excellence"),
            "Deterrence and innovation",
            kind="Conference proceedings",
        ),
        sections,
        (
            Fact("participants", "300", "participants", approximate=True),
            Fact("countries", "29", "countries"),
            Fact("horizon", "2040", "the horizon of the conference"),
        ),
        audience=audience,
        places=(Place("section-0", "7"), Place("section-0-1", "8"), Place("section-1", "12")),
    )


def change_audience(document: Document, **changes: Any) -> Document:
    """`document` with other values in its audience."""
    assert document.audience is not None
    return replace(document, audience=replace(document.audience, **changes))


def change_publication(document: Document, **changes: Any) -> Document:
    """`document` with other values in its publication."""
    return replace(document, publication=replace(document.publication, **changes))
