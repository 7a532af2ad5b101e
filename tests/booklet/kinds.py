"""Publications of other kinds than the proceedings, made up from a seed: for measures of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle
from random import Random

from booklet.making import change_style, draw_picture, read_files
from octavo.document import Document
from octavo.files.library import Library

WORDS = {
    "en-GB": "the a of and in for with report committee measures region considerable agreement "
    "annual on by costs members responsibility year is are was water harbour information without "
    "programme development international to it this that their review from results under",
    "fr": "le la de et dans pour avec rapport commission mesures région accord annuel des les "
    "coûts membres responsabilité année est sont eau port information sans programme développement "
    "international cette leur examen résultats sous une un gouvernement travaux considérable",
    "de": "der die das und in für mit Bericht Ausschuss Maßnahmen Gebiet erheblich Vereinbarung "
    "jährlich auf von Kosten Mitglieder Verantwortlichkeit Jahr ist sind war Wasser Hafen Auskunft "
    "ohne Entwicklungszusammenarbeit Zuständigkeitsbereich diese ihre Überprüfung Ergebnisse unter",
}
PAPERS = ("A5", "B5", "A4", "letter")
HEAD = """\
title: A publication
language: {language}
description: It is made for measures.
event: {{name: Gathering, place: Toulouse, start: 2025-04-28, end: 2025-04-30}}
imprint: {{publisher: The publisher}}
sections: [{sections}]
outputs: [booklet]
"""


class Writer:
    """Text that means nothing, in one language."""

    def __init__(self, language: str, seed: int) -> None:
        self.language = language
        self.random = Random(seed)
        self.words = WORDS[language].split()
        self.count = 0

    def say(self, least: int, most: int) -> str:
        """A sentence of so many words."""
        said = " ".join(self.random.choices(self.words, k=self.random.randint(least, most)))
        return f"{said[0].upper()}{said[1:]}."

    def paragraph(self, sentences: int = 7) -> str:
        """Some sentences."""
        return " ".join(self.say(6, 19) for _ in range(self.random.randint(2, sentences)))

    def heading(self) -> str:
        """A heading of one line or two."""
        return f"## {self.say(2, 7)[:-1]}"

    def items(self) -> str:
        """A list."""
        return "\n".join(f"- {self.say(4, 16)}" for _ in range(self.random.randint(3, 7)))

    def table(self) -> str:
        """A table with a caption."""
        self.count += 1
        rows = "\n".join(
            f"| {self.say(1, 3)[:-1]} | {self.random.randint(1, 999)} | {self.say(2, 8)} |"
            for _ in range(self.random.randint(3, 14))
        )
        caption = f"Table: {self.say(3, 9)} {{#tab-{self.count}}}"
        return f"| Name | Count | Note |\n|---|--:|---|\n{rows}\n{caption}"

    def figure(self, picture: str = "images/a.png") -> str:
        """A picture with a caption."""
        self.count += 1
        return (
            f"```figure\nid: fig-{self.count}\npicture: {picture}\n"
            f"caption: {self.say(4, 20)}\nalternative: In words.\n```"
        )

    def note(self) -> str:
        """A paragraph that calls a note."""
        self.count += 1
        label = f"n{self.count}"
        return f"{self.paragraph()}[^{label}]\n\n[^{label}]: {self.say(6, 25)}"

    def quote(self) -> str:
        """A pull quote."""
        return f"{self.say(6, 12)} {{.pull}}"


Kind = Callable[[Writer], Iterator[str]]


def report(writer: Writer) -> Iterator[str]:
    """A chapter of an annual report: headings, figures, some quotes."""
    for part in range(writer.random.randint(2, 6)):
        if part:
            yield writer.heading()
        for _ in range(writer.random.randint(2, 5)):
            yield writer.paragraph()
        yield writer.random.choice((writer.figure, writer.quote, writer.table))()
        yield writer.paragraph()


def minutes(writer: Writer) -> Iterator[str]:
    """An item of minutes: short paragraphs and lists under many headings."""
    for _ in range(writer.random.randint(3, 9)):
        yield writer.heading()
        yield writer.paragraph(3)
        if writer.random.random() < 0.6:
            yield writer.items()
        yield writer.paragraph(4)


def guidelines(writer: Writer) -> Iterator[str]:
    """A chapter of guidelines: text with notes and lists."""
    for _ in range(writer.random.randint(2, 6)):
        yield writer.heading()
        for _ in range(writer.random.randint(1, 4)):
            yield writer.random.choice((writer.note, writer.paragraph))()
        yield writer.items()


def annex(writer: Writer) -> Iterator[str]:
    """A part of a statistical annex: tables with little text."""
    for _ in range(writer.random.randint(2, 5)):
        yield writer.heading()
        yield writer.paragraph(4)
        yield writer.table()
        yield writer.paragraph()


def pictures(writer: Writer) -> Iterator[str]:
    """A chapter of a photo report: pictures between paragraphs."""
    for _ in range(writer.random.randint(3, 6)):
        yield writer.paragraph()
        yield writer.paragraph()
        yield writer.figure(writer.random.choice(("images/a.png", "images/b.png")))
        yield writer.paragraph()


KINDS: dict[str, Kind] = {
    "annual report": report,
    "minutes": minutes,
    "guidelines": guidelines,
    "statistical annex": annex,
    "photo report": pictures,
}
SECTIONS = 6


def list_kinds(count: int = 20) -> list[tuple[str, str, str, int]]:
    """Kind, paper, language and seed of so many publications: each kind on each paper first."""
    pairs = [(kind, paper) for paper in PAPERS for kind in KINDS]
    languages = cycle(WORDS)
    return [(*pairs[seed % len(pairs)], next(languages), seed) for seed in range(count)]


def read_kind(kind: str, paper: str, language: str, seed: int) -> tuple[Document, Library]:
    """A publication of a kind."""
    writer = Writer(language, seed)
    names = [f"s{number}.md" for number in range(SECTIONS)]
    files = {
        "publication.yaml": HEAD.format(language=language, sections=", ".join(names)).encode(),
        "images/a.png": draw_picture(480, 320),
        "images/b.png": draw_picture(320, 420),
        **change_style(page=paper).files,
    }
    for number, name in enumerate(names):
        body = "\n\n".join(KINDS[kind](writer))
        columns = "columns: 2\n" if paper in ("A4", "letter") and number % 2 else ""
        front = f"id: s{number}\ntitle: {writer.say(2, 5)[:-1]}\nkind: chapter\n{columns}"
        standfirst = f"standfirst: {writer.say(6, 20)}\n"
        files[name] = f"---\n{front}{standfirst}---\n\n{body}\n".encode()
    return read_files(files)
