"""The codes of problems with files, YAML and text: a part of the table in `codes`."""

from __future__ import annotations

from octavo.document.problem_code import ANY, ERROR, NOTE, WARNING, ProblemCode

TEXT_CODES: tuple[ProblemCode, ...] = (
    # ---------------------------------------------------------------------- files and YAML
    ProblemCode(
        "SRC001",
        ERROR,
        "a file is missing, too large, or cannot be read as UTF-8",
        "sections: [one.md, two.md]",
        "publication.yaml",
    ),
    ProblemCode(
        "SRC002",
        ERROR,
        "a character that no source may have, or a line that is too long",
        "A control character, &#7;, spelt out.",
    ),
    ProblemCode("SRC003", ERROR, "this is not YAML", "subtitle: One: two", "publication.yaml"),
    ProblemCode(
        "SRC004",
        ERROR,
        "a part of YAML that is not allowed: an alias, a tag, a second document, deep nesting",
        "subtitle: !!str One",
        "publication.yaml",
    ),
    ProblemCode(
        "SRC005",
        ERROR,
        "a duplicate key, or a section that is listed twice",
        "subtitle: One\nsubtitle: Two",
        "publication.yaml",
    ),
    ProblemCode("SRC006", ERROR, "an unknown key", "sub-title: One", "publication.yaml"),
    ProblemCode("SRC007", ERROR, "a key is missing", "event: {place: Paris}", "publication.yaml"),
    ProblemCode("SRC008", ERROR, "a value of the wrong kind", "columns: three", "front matter"),
    ProblemCode(
        "SRC009", ERROR, "a section without front matter", "Text without a head.", "section"
    ),
    ProblemCode(
        "SRC010",
        WARNING,
        "a value of which YAML reads only what stands before ` #`",
        "subtitle: What we learnt on pier #3",
        "publication.yaml",
    ),
    ProblemCode(
        "SRC011",
        WARNING,
        "a value between quotation marks that YAML reads as a part of it",
        "subtitle: “What we learnt”",
        "publication.yaml",
    ),
    ProblemCode("SRC012", NOTE, "a section or a picture in the folder that nothing names"),
    # ---------------------------------------------------------------------- text
    ProblemCode("TXT001", ERROR, "raw HTML", "Text in <b>bold</b>."),
    ProblemCode(
        "TXT002",
        (*ERROR, *WARNING),
        "a link to what cannot be linked to, or the address or title of one that nobody would see",
        "See [this](file:///etc/hosts).",
    ),
    ProblemCode(
        "TXT003",
        ERROR,
        "something that cannot stand here: a picture in a line, a rule, a heading of level 1",
        "# A heading of level 1\n\nText.",
    ),
    ProblemCode(
        "TXT004",
        ERROR,
        "attributes that are unknown, or that nothing can have here",
        "A paragraph. {.importnat}",
    ),
    ProblemCode(
        "TXT005",
        (*ERROR, *WARNING),
        "a fenced block with a name that is nearly another's, without an end, or with more behind"
        " its language",
        "```figur\npicture: one.png\n```",
    ),
    ProblemCode("TXT006", ERROR, "a caption without a table", "Text.\n\nTable: A caption"),
    ProblemCode(
        "TXT007",
        (*ERROR, *NOTE),
        "a note that is missing, unused, called twice or inside another",
        "Text.[^1]",
    ),
    ProblemCode(
        "TXT008",
        ERROR,
        "a list, a term or a table that Markdown would not read as one",
        "Launch\n:   Going up.\n    Orbit\n:   Staying up.",
    ),
    ProblemCode(
        "TXT009", ERROR, "text that is nested too deeply, or too long to be read", "[" * 1001
    ),
    ProblemCode("TXT010", ERROR, "a skipped level of headings", "### Too deep\n\nText."),
    ProblemCode("TXT011", WARNING, "a heading with nothing below it", "## One\n\n## Two\n\nText."),
    ProblemCode(
        "TXT012",
        WARNING,
        "a section without text",
        "---\nid: one\ntitle: One\nkind: chapter\n---\n",
        "section",
    ),
    ProblemCode("TXT013", ERROR, "a query that is incomplete, or cannot stand here", "Text {>>so"),
    ProblemCode("TXT014", ERROR, "an unknown language", "[Bonjour]{lang=french!}, says the sign."),
    ProblemCode(
        "TXT015",
        ERROR,
        "text that could be read in two ways",
        "1. One.\n\n  Is this part of the list?",
    ),
    ProblemCode(
        "TXT016",
        WARNING,
        "signs that look like mark-up of another kind of Markdown, and are printed as they stand;"
        " words that are indented nearly as code is",
        "The square of 3 is 3^2^, not ~~6~~.",
    ),
    ProblemCode(
        "TXT017",
        ERROR,
        "a cell that goes over others that are not empty, or over the edge of its table",
        "| One {colspan=2} | Two |\n|---|---|\n| Three | Four |",
    ),
    ProblemCode(
        "TXT018",
        ANY,
        "a backslash that a formatter may take away, with another text then",
        "An author writes \\{.pull} behind a paragraph.",
    ),
    # ---------------------------------------------------------------------- lists of people
    ProblemCode(
        "LST001",
        ERROR,
        "days or sessions of a programme that are not in order, or overlap in one place",
        """\
```programme
days:
  - date: 2025-04-28
    sessions:
      - {time: 9:00, end: 10:30, title: The opening}
      - {time: 10:00, title: Coffee, kind: break}
```""",
    ),
    ProblemCode(
        "LST002",
        ERROR,
        "a participant who is listed twice",
        """\
---
id: one
title: One
kind: annex
attribution: on-record
---

```participants
participants:
  - {name: Participant 17, institution: Institute of Samples, country: Samples}
  - {name: Participant 17, institution: Institute of Samples, country: Samples}
```
""",
        "section",
    ),
    ProblemCode(
        "LST003",
        ERROR,
        "a session for readers from whom its day is hidden",
        """\
```programme
days:
  - date: 2025-04-28
    audiences: [industry]
    sessions:
      - {time: 9:00, title: The opening, audiences: [planners]}
```""",
    ),
    # ---------------------------------------------------------------------- queries, facts
    ProblemCode("QRY001", NOTE, "a query that is still open", "Some 300 people{>>or 350?<<} came."),
    ProblemCode("FCT001", ERROR, "an unknown fact", "We were {{ facts.particpants }}."),
    ProblemCode("FCT002", ERROR, "an expression that does not name a fact", "It is {{ 1 + 1 }}."),
    ProblemCode(
        "FCT003",
        NOTE,
        "a fact that nothing mentions",
        "facts:\n  participants: {value: 300}\n  cities: {value: 12}",
        "publication.yaml",
    ),
    ProblemCode(
        "ABB001",
        NOTE,
        "an abbreviation that the text never uses",
        "abbreviations: {ESA: European Space Agency}",
        "publication.yaml",
    ),
)
"""In order of group and number."""
