"""Texts of 1 to 3,000 words in every place that takes text, and tables of every shape up to thirty
columns, in twelve languages: built whole, or refused by `check`.

Eight of the languages are built in; of four the publication brings the words.

The finished files are read back as in every build: nothing off its page, cut or covered
(`octavo.pdf.visibility`), and every word there (`octavo.audit`).

    python tests/trust/long_content.py 1000
    python tests/trust/long_content.py 20 --from 40
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from made_up_words import VOWELS, make_up_words
from trust.check_decides import Verdict, main, quote, try_source

MOST = 3000
"""Words of the longest text: seven pages of a booklet."""
USUAL = 8
WORDS = """
en-GB: committee plan money work results members speakers haste projects hall town council how not
yet measurement responsibility implementation municipalities ten 1,400 2040 of the and to in a who
would several Telecommunications-Strategy don't

fr: comité plan argent travail résultats membres orateurs précipitation projets salle ville
conseil dix responsabilité constitutionnellement interopérabilité œuvre 1400 2040 de la et à l'eau
qu'il aujourd'hui

de: Ausschuss Plan Geld Arbeit Ergebnisse Mitglieder Übereinkunft Straße Rat der die und zu zehn
1.400 Telekommunikationsüberwachungsverordnung Zusammenarbeit 2040 über geht's

es: comité plan dinero trabajo resultados miembros año ciudad consejo responsabilidad de la y diez
1400 telecomunicaciones interoperabilidad 2040 ¿quién? ¡sí!

it: comitato piano denaro lavoro risultati membri città consiglio responsabilità di la e dieci
1.400 precipitevolissimevolmente interoperabilità 2040 l'acqua perché

nl: commissie plan geld werk resultaten leden stad raad verantwoordelijkheid de het en van tien
1.400 arbeidsongeschiktheidsverzekering samenwerking 2040 's ochtends één

pl: komisja plan pieniądze praca wyniki członkowie miasto rada odpowiedzialność w z i a o u
dziesięć 1400 konstantynopolitańczykowianeczka współpraca 2040 źródło żółty

pt: comité plano dinheiro trabalho resultados membros cidade conselho responsabilidade de a e dez
1400 telecomunicações interoperabilidade 2040 ação não

sv: kommitté plan pengar arbete resultat ledamöter stad råd ansvar och att det som är för på tio
1400 realisationsvinstbeskattning samarbete 2040 öppen älv ångström

cs: výbor plán peníze práce výsledky členové město rada odpovědnost a i o u s z v k deset 1400
2040 nejneobhospodařovávatelnější spolupráce řeka žluťoučký

ro: comitet plan bani muncă rezultate membri oraș consiliu responsabilitate de și la în zece 1.400
2040 telecomunicațiile interoperabilitate țară într-un

fi: komitea suunnitelma raha työ tulokset jäsenet kaupunki neuvosto vastuu ja on ei että kymmenen
1400 epäjärjestelmällistyttämättömyydellään yhteistyö 2040 äiti yö
"""
INVENTED = 400
"""Made-up words of each language: with the few real ones alone, every cell of a table could be part
of any other text, which no publication is like."""


def _invent(tag: str, words: Sequence[str]) -> list[str]:
    """The words, and others of their syllables, which are hyphenated as the language wants it."""
    random = Random(tag)
    parts = [word[at : at + 3] for word in words if word.isalpha() for at in range(0, len(word), 3)]
    sizes = random.choices((1, 2, 3, 4, 6), (2, 5, 4, 2, 1), k=INVENTED)
    return [*words, *("".join(random.choices(parts, k=size)).lower() for size in sizes)]


LANGUAGES: dict[str, list[str]] = {
    tag: _invent(tag, words.split())
    for tag, words in (one.split(":", 1) for one in WORDS.strip().split("\n\n"))
}
"""Words of each, very long ones and numbers among them."""
WORDY = (
    *("paragraph", "item", "inner item", "quotation", "term", "definition", "cell", "head cell"),
    *("figure caption", "table caption", "note", "note in cell", "pull quote", "aside title"),
    *("aside", "heading", "title", "label", "standfirst", "key message", "theme", "book title"),
    *("subtitle", "event", "disclaimer", "expansion", "short form", "photograph", "marking"),
    *("contact", "description", "source", "table cell", "table head", "audience", "question"),
    *("bottom line", "so what", "ask", "timing", "handling", "fact"),
)
"""Every place that takes text."""

SECTION = """\
---
id: s{number}
title: {title}
kind: {kind}
short_title: A section
label: {label}
standfirst: {standfirst}
columns: {columns}
points: [{{id: k{number}, text: {message}, rests_on: p{number}}}]
---

A paragraph that points rest on, about MDO. {{#p{number}}}

{paragraph}

## {heading}

- {item}
    - {inner}

> {quotation}

{term}
:   {definition}

| {head} | Second |
|---|---|
| {cell} | a[^t{number}] |

Table: {table_caption} {{#tab-{number}}}

{table}

{pull} {{.pull}}

```figure
id: fig-{number}
diagram: pillars
title: The whole
parts:
  - {{title: Part, text: What it does}}
  - {{title: Part two, text: What it does}}
caption: {figure_caption}
alternative: In words.
```

```aside
id: box-{number}
title: {aside_title}
---
{aside}
```

A last paragraph.[^n{number}]

[^n{number}]: {note}

[^t{number}]: {note_in_cell}
"""
THEME = """\
---
id: theme
title: The theme
kind: theme
standfirst: What it is about.
---

{theme}
"""
PUBLICATION = """\
title: {book_title}
subtitle: {subtitle}
language: {language}
marking: {marking}
facts: {{sum: {{value: "300", label: {fact}}}}}
audiences:
  crew:
    name: {audience}
    question: {question}
    purpose: note
    bottom_line: {bottom_line}
    so_what: [{so_what}]
    asks: [{{what: {ask}, who: The crew, by: "2027"}}]
    lead_facts: [sum]
    timing: {timing}
    handling: {handling}
description: {description}
event: {{name: {event}, place: Somewhere, start: 2025-04-28}}
imprint: {{publisher: The publisher, disclaimer: {disclaimer}, contact: {contact}}}
abbreviations: {{MDO: {expansion}, {short_form}: A short form}}
photos: photos.yaml
sections: [theme.md, s0.md, s1.md]
outputs: [{outputs}]
"""
OUTPUTS = (
    *("booklet", "booklet", "booklet", "word", "briefing", "briefing-word", "digest"),
    "{generator: booklet, options: {edition: print}}",
    "{generator: booklet, options: {edition: imposed}}",
)


def write_publication(random: Random, folder: Path) -> None:
    """A publication of two sections and a theme, one or two of whose texts are long."""
    long = set(random.sample(WORDY, random.randint(1, 2)))

    language = random.choice([*LANGUAGES])

    def say(place: str) -> str:
        most = MOST if place in long else USUAL
        count = max(1, round(most ** random.random()))
        return " ".join(random.choices(LANGUAGES[language], k=count))

    sections = [write_section(number, random, say) for number in range(2)]
    for number, text in enumerate(sections):
        (folder / f"s{number}.md").write_text(text, encoding="utf-8")
    (folder / "theme.md").write_text(THEME.format(theme=say("theme")), encoding="utf-8")
    photo = f"- {{number: 1, caption: {quote(say('photograph'))}, credit: Someone}}\n"
    (folder / "photos.yaml").write_text(photo, encoding="utf-8")
    publication = PUBLICATION.format(
        book_title=quote(say("book title")),
        subtitle=quote(say("subtitle")),
        language=language,
        fact=quote(say("fact")),
        audience=quote(say("audience")),
        question=quote(say("question")),
        bottom_line=quote(say("bottom line")),
        so_what=quote(say("so what")),
        ask=quote(say("ask")),
        timing=quote(say("timing")),
        handling=quote(say("handling")),
        marking=quote(say("marking")),
        description=quote(say("description")),
        event=quote(say("event")),
        disclaimer=quote(say("disclaimer")),
        contact=quote(say("contact")),
        expansion=quote(say("expansion")),
        short_form="".join(word[0].upper() for word in say("short form").split()[:40]) + "X",
        outputs=", ".join(sorted({random.choice(OUTPUTS) for _ in range(2)})),
    )
    (folder / "publication.yaml").write_text(publication, encoding="utf-8")
    if language in VOWELS:
        words = folder / "templates" / "words" / f"{language}.yaml"
        words.parent.mkdir(parents=True)
        words.write_text(make_up_words(language), encoding="utf-8")


def write_section(number: int, random: Random, say: Callable[[str], str]) -> str:
    """A section that has every kind of block."""
    return SECTION.format(
        number=number,
        kind=random.choice(("chapter", "note", "panel", "annex")),
        title=quote(say("title")),
        label=quote(say("label")),
        standfirst=quote(say("standfirst")),
        columns=random.choice((1, 2)),
        message=quote(say("key message")),
        paragraph=say("paragraph"),
        heading=say("heading"),
        item=say("item"),
        inner=say("inner item"),
        quotation=say("quotation"),
        term=say("term"),
        definition=say("definition"),
        head=say("head cell"),
        cell=say("cell"),
        table_caption=say("table caption"),
        table=write_table(number, random, say),
        pull=say("pull quote"),
        figure_caption=quote(say("figure caption")),
        aside_title=quote(say("aside title")),
        aside=say("aside"),
        note=say("note"),
        note_in_cell=say("note in cell"),
    )


COLUMNS, ROWS = 30, 200
"""Of the largest tables."""
EMPTY, JOINED = 0.1, 0.04
"""How often a cell is empty, or goes over another."""


def write_table(number: int, random: Random, say: Callable[[str], str]) -> str:
    """A table of any shape: words and numbers in columns, cells over others, a stub, a total."""
    columns = max(1, round(COLUMNS ** random.random()))
    rows = max(1, round(random.choice((8, 8, 30, ROWS)) ** random.random()))
    kinds = random.choices(("number", "word", "text"), (columns + 1, 2, 1), k=columns)
    rule = [random.choice(("---", "---", ":-:", "--:")) for _ in range(columns)]
    grid = [[_fill(kind, random, say) for kind in kinds] for _ in range(rows)]
    for row in range(rows - 1):
        for column in range(columns - 1):
            near = "".join(
                cell for row_near in grid[max(row - 1, 0) : row + 2] for cell in row_near
            )
            if random.random() < JOINED and "span" not in near:
                _join(grid, row, column, random)
    head = [say("table head") if random.random() > EMPTY else "" for _ in kinds]
    if not any(head):
        head[0] = "x"
    lines = ["| " + " | ".join(cells) + " |" for cells in (head, rule, *grid)]
    marks = random.choice(("", "", " .stub", " .total", " .stub .total"))
    lines.append(f"Table: {say('table caption')} {{#tab-of-{number}{marks}}}")
    if random.random() < 0.3:
        lines += ["", f"{say('source')} {{.source}}"]
    return "\n".join(lines)


def _fill(kind: str, random: Random, say: Callable[[str], str]) -> str:
    if random.random() < EMPTY:
        return ""
    if kind == "number":
        return str(round(random.gauss(0, 1) * 10 ** random.randint(0, 5), random.randint(0, 3)))
    text = say("table cell")
    return text if kind == "text" else text.split()[0]


def _join(grid: list[list[str]], row: int, column: int, random: Random) -> None:
    """Let a cell go over the one at its right, or the one below."""
    over, below, right = random.choice((("colspan", 0, 1), ("rowspan", 1, 0)))
    grid[row][column] = f"x {{{over}=2}}"
    grid[row + below][column + right] = ""


def try_long(seed: int) -> tuple[Verdict, str]:
    """Whether publication number `seed` was built or refused, and what is wrong with that."""
    return try_source(seed, write_publication)


if __name__ == "__main__":
    raise SystemExit(main(try_long, __doc__ or ""))
