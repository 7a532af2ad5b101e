"""Small publications, each for something that a booklet must get right, as source texts."""

from __future__ import annotations

from booklet.making import Made, change_style, draw_picture, make, read_files
from octavo.document import Document
from octavo.files.library import Library

PUBLICATION = """\
title: A small publication
language: {language}
description: It is made for tests.
event: {{name: A gathering, place: Toulouse, start: 2025-04-28}}
imprint: {{publisher: The publisher}}
facts:
  participants: {{value: 300, label: participants, approximate: true}}
  countries: {{value: 29, label: countries}}
abbreviations: {{MDO: Multi-Domain Operations}}
sections: [a.md]
outputs: [booklet]
"""
SECTION = "---\nid: a\ntitle: The section\nkind: {kind}\n{front}---\n\n{body}\n"
SENTENCE = "The staff that plans without Space will find its timetables wrong from the first hour. "
FIGURE = "```figure\nid: fig-a\n{}\ncaption: What it shows\nalternative: In words.\n```\n"
BARS = "unit: people\nbars:\n" + "".join(
    f'  - {{label: {label}, value: {value}, text: "{value}"}}\n'
    for label, value in (("Industry", 12), ("States", 17), ("Academia", 0))
)
PARTS = "title: The whole\nparts:\n" + "".join(
    f"  - {{title: Part {number}, text: What it does}}\n" for number in (1, 2, 3)
)
NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _table(rows: int, columns: int = 2) -> str:
    head = "| " + " | ".join(f"Column {NAMES[n]}" for n in range(columns)) + " |"
    line = "|" + "---|" * columns
    body = "\n".join(
        "| " + " | ".join(f"cell {row} {NAMES[n]}" for n in range(columns)) + " |"
        for row in range(rows)
    )
    return f"{head}\n{line}\n{body}\n"


BODIES: dict[str, str] = {
    "one word": "Word.",
    "many paragraphs": "\n\n".join(SENTENCE * 6 for _ in range(30)),
    "headings in steps": "## One\n\nText.\n\n### Two\n\nText.\n\n#### Three\n\n" + SENTENCE * 9,
    "nested lists": "1. One\n    - two\n        1. three\n        2. more\n    - two\n2. One\n\n"
    "- A list\n\n    with a second paragraph\n\n- and on\n",
    "a list from ninety-eight": "98. One\n99. Two\n100. Three\n101. Four\n",
    "notes": "\n\n".join(f"{SENTENCE * 2}[^{n}]" for n in range(1, 9))
    + "\n\n"
    + "\n".join(f"[^{n}]: The note, {SENTENCE}" for n in range(1, 9)),
    "a hundred notes": " ".join(f"Word[^{n}]" for n in range(1, 102))
    + "\n\n"
    + "\n".join(f"[^{n}]: Note." for n in range(1, 102)),
    "notes everywhere": "## Heading[^1]\n\nStrong[^2] words. {.pull}\n\n- item[^3]\n\n"
    "| A[^4] | B |\n|---|---|\n| c[^5] | d |\nTable: Caption[^6] {#tab-a}\n\n> quoted[^7]\n\n"
    "Term[^8]\n:   Meaning[^9]\n\n" + "\n".join(f"[^{n}]: Note {n}." for n in range(1, 10)),
    "a table": _table(4) + "Table: The caption {#tab-a}\n\nSee [](#tab-a).",
    "a table over pages": SENTENCE * 20 + "\n\n" + _table(90, 3),
    "a wide table": _table(3, 7),
    "a table with empty cells": "| A | B | C |\n|---|:-:|--:|\n|   | x |   |\n| y |   | 1 |\n",
    "an empty table": "Words.\n\n| A | B |\n|---|---|\n|   |   |\n",
    "a picture": FIGURE.format("picture: images/a.png") + "\nSee [](#fig-a).",
    "a photograph": FIGURE.format("picture: images/a.jpg\ncredit: The owner"),
    "a tall picture": SENTENCE * 8 + "\n\n" + FIGURE.format("picture: images/tall.png"),
    "a bar chart": FIGURE.format(f"chart: bar\n{BARS}"),
    "a column chart": FIGURE.format(f"chart: column\n{BARS}"),
    "a line chart": FIGURE.format(f"chart: line\n{BARS}"),
    "shares": FIGURE.format(f"chart: share\n{BARS}"),
    "pillars": FIGURE.format(f"diagram: pillars\n{PARTS}"),
    "imperatives": FIGURE.format(f"diagram: imperatives\n{PARTS}"),
    "an architecture": FIGURE.format(f"diagram: architecture\n{PARTS}"),
    "a sequence": FIGURE.format(f"diagram: sequence\n{PARTS}"),
    "a map": FIGURE.format(
        'map: world\ncountries: ["250"]\nplaces:\n'
        "  - {name: Toulouse, latitude: 43.60, longitude: 1.44}"
    ),
    "orbits": FIGURE.format("orbits: 7"),
    "statistics": "```statistics\nitems:\n  - {fact: participants}\n"
    "  - {fact: countries, units: 29}\n```\n",
    "definitions": "Launch\n:   Going up.\n\nOrbit\n:   Staying up.\n\n    For long.\n",
    "quotations": "> Quoted.\n>\n> And more.\n\nA strong sentence. {.pull}\n",
    "a signature": "Words.\n\nCol. Somebody\nDirector\n{.signature}\n",
    "links": "[a page](https://example.org/a?b=1&c=2), [a letter](mailto:a@example.org), "
    "[this section](#a), [](#a) and MDO, *MDO* and **[MDO](https://example.org/)**. " * 9,
    "long words": "Bundesweltraumlagezentrumsverordnungsentwurfsfassungsnummer "
    "https://example.org/a/very/long/address/without/any/end?question=of%20the%20day " * 9,
    "marks of all kinds": "“Quoted” – ‘twice’ — and 5&nbsp;km… 1,234.5 % or £5, €7; naïve œuvre, "
    "Łódź, Škoda, διάστημα, космос, 28–30 April; first  \nsecond line, a\\*b.",
}
"""By what it shows: the text of the only section."""

PICTURES = {
    "images/a.png": draw_picture(),
    "images/a.jpg": draw_picture(300, 200, "JPEG"),
    "images/tall.png": draw_picture(60, 400),
}
FRENCH = "« Bonjour ! » : l’espace est-il un domaine ? Oui ; et l’Alliance -- 29 pays -- le dit. "
POINTS = "standfirst: One sentence.\npoints:\n" + "".join(
    f"  - {{id: p-{n}, text: A point that is made, rests_on: a-1}}\n" for n in range(4)
)
KINDS = ("foreword", "theme", "numbers", "note", "panel", "conclusion", "annex")
PAPERS = ("B5", "A4", "letter")


def list_publications() -> list[str]:
    """The names of all of them."""
    kinds = [f"a {kind}" for kind in KINDS]
    papers = [f"on {paper}" for paper in PAPERS]
    orders = ["in the order of gpo", "in the order of chicago"]
    return [*BODIES, *kinds, *papers, *orders, "in French", "with points"]


def make_publication(name: str) -> Made:
    """The booklet of the publication called `name`."""
    return make(*read_publication(name))


def read_publication(name: str) -> tuple[Document, Library]:
    """What the general reader reads of the publication called `name`, and its files."""
    kind, last = "chapter", name.split()[-1]
    language, front, body, style = "en-GB", "", BODIES.get(name, SENTENCE * 30), {}
    if name.startswith("on "):
        style = {"page": last}
    elif name.startswith("in the order"):
        style = {"parts": last, "front_matter": "roman"}
    elif name == "in French":
        language, body = "fr", FRENCH * 30
    elif name == "with points":
        front, body = POINTS, f"Words. {{#a-1}}\n\n{body}"
    elif last in KINDS:
        kind, front, body = last, "standfirst: One sentence.\n", SENTENCE * 4
    files = {
        "publication.yaml": PUBLICATION.format(language=language).encode(),
        "a.md": SECTION.format(kind=kind, front=front, body=body).encode(),
        **PICTURES,
        **change_style(**style).files,
    }
    return read_files(files)
