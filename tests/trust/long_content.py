"""Texts of 1 to 3,000 words in every place that takes text: built whole, or refused by `check`.

The finished files are read back as in every build: nothing off its page, cut or covered
(`octavo.pdf.visibility`), and every word there (`octavo.audit`).

    python tests/trust/long_content.py 1000
    python tests/trust/long_content.py 20 --from 40
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from trust.check_decides import Verdict, main, quote, try_source

MOST = 3000
"""Words of the longest text: seven pages of a booklet."""
USUAL = 8
WORDS = """
committee plan money work results members speakers haste projects hall town council harbour flood
measurement responsibility implementation interoperability municipalities ten 1,400 2040 of the and
to in a for by with what who how was were should would not yet several Telecommunications-Strategy
"""
VOCABULARY: list[str] = [*WORDS.split()]
WORDY = (
    *("paragraph", "item", "inner item", "quotation", "term", "definition", "cell", "head cell"),
    *("figure caption", "table caption", "note", "note in cell", "pull quote", "aside title"),
    *("aside", "heading", "title", "label", "standfirst", "key message", "theme", "book title"),
    *("subtitle", "event", "disclaimer", "expansion", "short form", "photograph", "marking"),
    *("contact", "description"),
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
description: {description}
event: {{name: {event}, place: Somewhere, start: 2025-04-28}}
imprint: {{publisher: The publisher, disclaimer: {disclaimer}, contact: {contact}}}
abbreviations: {{MDO: {expansion}, {short_form}: A short form}}
photos: photos.yaml
sections: [theme.md, s0.md, s1.md]
outputs: [{outputs}]
"""
OUTPUTS = (
    *("booklet", "booklet", "booklet", "word"),
    "{generator: booklet, options: {edition: print}}",
    "{generator: booklet, options: {edition: imposed}}",
)


def write_publication(random: Random, folder: Path) -> None:
    """A publication of two sections and a theme, one or two of whose texts are long."""
    long = set(random.sample(WORDY, random.randint(1, 2)))

    def say(place: str) -> str:
        most = MOST if place in long else USUAL
        count = max(1, round(most ** random.random()))
        return " ".join(random.choices(VOCABULARY, k=count))

    sections = [write_section(number, random, say) for number in range(2)]
    for number, text in enumerate(sections):
        (folder / f"s{number}.md").write_text(text, encoding="utf-8")
    (folder / "theme.md").write_text(THEME.format(theme=say("theme")), encoding="utf-8")
    photo = f"- {{number: 1, caption: {quote(say('photograph'))}, credit: Someone}}\n"
    (folder / "photos.yaml").write_text(photo, encoding="utf-8")
    publication = PUBLICATION.format(
        book_title=quote(say("book title")),
        subtitle=quote(say("subtitle")),
        language=random.choice(("en-GB", "fr", "en-US")),
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
        pull=say("pull quote"),
        figure_caption=quote(say("figure caption")),
        aside_title=quote(say("aside title")),
        aside=say("aside"),
        note=say("note"),
        note_in_cell=say("note in cell"),
    )


def try_long(seed: int) -> tuple[Verdict, str]:
    """Whether publication number `seed` was built or refused, and what is wrong with that."""
    return try_source(seed, write_publication)


if __name__ == "__main__":
    raise SystemExit(main(try_long, __doc__ or ""))
