"""The codes of all problems: how bad each is, what it means, and a source that has it.

This is the one table. `docs/codes.md` is printed from it; `tests/test_codes.py` holds every problem
in the code to it, and runs the examples.
"""

from __future__ import annotations

from collections.abc import Iterator

from octavo.document.output_codes import OUTPUT_CODES
from octavo.document.output_remedies import OUTPUT_REMEDIES
from octavo.document.problem_code import (
    ERROR as _ERROR,
    NOTE as _NOTE,
    WARNING as _WARNING,
    ExamplePlace as ExamplePlace,
    ProblemCode as ProblemCode,
)
from octavo.document.source_remedies import SOURCE_REMEDIES
from octavo.document.style_codes import STYLE_CODES
from octavo.document.text_codes import TEXT_CODES

GROUPS = {
    "SRC": "Files and YAML",
    "TXT": "Text",
    "LST": "Programmes and lists of participants",
    "QRY": "Queries",
    "FCT": "Facts",
    "ABB": "Abbreviations",
    "STY": "House style",
    "REF": "Ids and references",
    "AUD": "Audiences",
    "PNT": "Key messages and their paragraphs",
    "MRK": "Markings",
    "ATT": "Attribution",
    "IMP": "The imprint",
    "IMG": "Pictures",
    "OUT": "Outputs and their options",
    "THM": "The theme",
    "TPL": "Templates and their words",
    "TYP": "Characters and typefaces",
    "PRE": "Print, and the finished PDF",
    "WRD": "The Word version",
    "BRF": "Formats of briefings",
    "FIT": "What does not fit its page",
    "FIL": "The audit of finished files",
    "VER": "Files and their manifest",
    "IMF": "Files to import",
}
"""What the codes that begin with these letters are about."""

CODES: tuple[ProblemCode, ...] = (
    *TEXT_CODES,
    *STYLE_CODES,
    # ---------------------------------------------------------------------- ids and references
    ProblemCode("REF001", _ERROR, "a reference to an unknown id", "See [](#fig-nowhere)."),
    ProblemCode("REF002", _ERROR, "a duplicate id", "One. {#same}\n\nTwo. {#same}"),
    ProblemCode(
        "REF003",
        _ERROR,
        "an unknown paragraph under `rests_on`",
        "points:\n  - {id: p, text: A key message, rests_on: one-9}",
        "front matter",
    ),
    ProblemCode(
        "REF004",
        _ERROR,
        "a reference whose target some of its readers cannot see",
        "See [this](#secret).\n\nNot for everyone. {#secret .audience-industry}",
    ),
    ProblemCode(
        "REF005",
        _ERROR,
        "a reference without words to something without a number",
        "See [](#rows).\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n{#rows}",
    ),
    ProblemCode(
        "REF006",
        _ERROR,
        "a paragraph named under `rests_on` by its running number, which moves: `octavo ids`",
        "---\nid: one\ntitle: One\nkind: chapter\npoints:\n"
        "  - {id: p, text: A key message, rests_on: one-1}\n---\nThe words behind it.\n",
        "section",
    ),
    ProblemCode(
        "REF007",
        _WARNING,
        "a reference that names its target by a running number, which moves",
        "See [the next](#one-2).\n\nThis is meant.",
    ),
    # ---------------------------------------------------------------------- audiences, points
    ProblemCode("AUD001", _ERROR, "an unknown audience", "Text. {.audience-industri}"),
    ProblemCode(
        "AUD002",
        _WARNING,
        "a bottom line of more than 30 words, or of more than one sentence",
        """\
audiences:
  industry:
    name: Industry
    question: What can we do?
    purpose: note
    bottom_line: Come early. Talk to us.
    so_what: [Come early.]""",
        "publication.yaml",
    ),
    ProblemCode(
        "AUD003",
        _WARNING,
        "an audience with fewer than five key messages to choose among",
        "points: []",
        "front matter",
    ),
    ProblemCode(
        "AUD004",
        _WARNING,
        "an audience that is to decide, without `asks` or without a date",
        """\
audiences:
  industry:
    name: Industry
    question: What can we do?
    purpose: decide
    bottom_line: Come early.
    so_what: [Come early.]""",
        "publication.yaml",
    ),
    ProblemCode(
        "AUD005",
        _NOTE,
        "more than five key messages in one section",
        """\
points:
  - {id: a, text: A, rests_on: one-1}
  - {id: b, text: B, rests_on: one-1}
  - {id: c, text: C, rests_on: one-1}
  - {id: d, text: D, rests_on: one-1}
  - {id: e, text: E, rests_on: one-1}
  - {id: f, text: F, rests_on: one-1}""",
        "front matter",
    ),
    ProblemCode(
        "AUD006",
        _WARNING,
        "a part without readers: its audiences and its section's do not overlap",
        """\
---
id: one
title: One
kind: chapter
audiences: [industry]
---
For nobody. {.audience-planners}""",
        "section",
    ),
    ProblemCode(
        "AUD007",
        _WARNING,
        "a numbered label such as `Panel 3` without the one before it",
        "label: Panel 3",
        "front matter",
    ),
    ProblemCode(
        "AUD009",
        _WARNING,
        "an audience whose briefing must have more than seven key messages",
        """\
points:
  - {id: a, text: A, rests_on: one-1, required: [industry]}
  - {id: b, text: B, rests_on: one-1, required: [industry]}
  - {id: c, text: C, rests_on: one-1, required: [industry]}
  - {id: d, text: D, rests_on: one-1, required: [industry]}
  - {id: e, text: E, rests_on: one-1, required: [industry]}
  - {id: f, text: F, rests_on: one-1, required: [industry]}
  - {id: g, text: G, rests_on: one-1, required: [industry]}
  - {id: h, text: H, rests_on: one-1, required: [industry]}""",
        "front matter",
    ),
    ProblemCode(
        "AUD010",
        _NOTE,
        "an audience with lead facts, but not three",
        """\
audiences:
  industry:
    name: Industry
    question: What can we do?
    purpose: note
    bottom_line: Come early.
    so_what: [Come early.]
    lead_facts: [participants]""",
        "publication.yaml",
    ),
    ProblemCode("AUD011", _ERROR, "a list of readers that cannot be read"),
    ProblemCode("AUD012", _ERROR, "a reader in a list of whom something is wrong"),
    ProblemCode("AUD013", _NOTE, "what a list of readers says and nobody uses"),
    ProblemCode(
        "PNT001",
        _WARNING,
        "a paragraph that was changed since its key message was approved",
        "points:\n  - {id: p, text: A, rests_on: one-1, approved: 00000000}",
        "front matter",
    ),
    ProblemCode(
        "PNT002",
        _WARNING,
        "a key message with a number that neither its paragraph nor any fact has",
        "points:\n  - {id: p, text: There were 41 of them, rests_on: one-1}",
        "front matter",
    ),
    ProblemCode(
        "PNT003",
        _WARNING,
        "a key message that is surer than its paragraph, or than its longer wording",
        """\
points:
  - id: p
    text: Several gaps remain
    variants: [Gaps remain]
    rests_on: one-1""",
        "front matter",
    ),
    # ---------------------------------------------------------------------- markings, attribution
    ProblemCode(
        "MRK001",
        _ERROR,
        "an unknown marking scheme",
        "marking: {scheme: natto, level: restricted}",
        "publication.yaml",
    ),
    ProblemCode(
        "MRK002",
        _ERROR,
        "a level that the marking scheme does not have, or a level without a scheme",
        "marking: {scheme: nato, level: secrett}",
        "publication.yaml",
    ),
    ProblemCode(
        "MRK003",
        _ERROR,
        "a level above the highest that Octavo may be used for",
        "marking: {scheme: nato, level: secret}",
        "publication.yaml",
    ),
    ProblemCode(
        "MRK004",
        _ERROR,
        "something marked that a public audience would read",
        """\
marking: For members only
audiences:
  industry:
    name: Industry
    question: What can we do?
    purpose: note
    bottom_line: Come early.
    so_what: [Come early.]
    public: true""",
        "publication.yaml",
    ),
    ProblemCode(
        "MRK005",
        _ERROR,
        "a marked fact in words that show no marking, such as a title",
        """\
marking: {scheme: nato, level: unclassified}
subtitle: "For {{ facts.participants }} of us"
facts:
  participants: {value: 300, marking: restricted}""",
        "publication.yaml",
    ),
    ProblemCode(
        "MRK006",
        _ERROR,
        "what the scheme does not have beside a level, or not beside this one",
        """\
marking:
  scheme: us-cui
  level: cui
  additions: {dissemination: [NOFORM]}
  designation: {controlled_by: Institute of Samples}""",
        "publication.yaml",
    ),
    ProblemCode(
        "MRK007",
        _WARNING,
        "a level without what its scheme wants to be said with it",
        "marking: {scheme: us-cui, level: cui}",
        "publication.yaml",
    ),
    ProblemCode(
        "ATT001", (*_ERROR, *_NOTE), "somebody's own words, quoted", '"We are late", it was said.'
    ),
    ProblemCode(
        "ATT002",
        _ERROR,
        "a section that was said off the record",
        "attribution: off-record",
        "front matter",
    ),
    ProblemCode("ATT003", _ERROR, "the name of a person", "Jane Placeholder was there."),
    ProblemCode(
        "ATT004",
        _ERROR,
        "the post of a person",
        "The Director of the Institute of Samples was there.",
    ),
    ProblemCode(
        "ATT005", _ERROR, "where a participant comes from", "A participant from France was there."
    ),
    ProblemCode("ATT006", _ERROR, "who said something", "According to the chair, it is late."),
    ProblemCode(
        "ATT007",
        (*_ERROR, *_WARNING),
        "a description that fits one person only",
        "The only astronaut on the panel slept.",
    ),
    ProblemCode(
        "ATT008",
        (*_ERROR, *_WARNING),
        "a picture of a person beside that person's view",
        "- {number: 1, caption: A speaker warns against delay}",
        "photos.yaml",
    ),
    ProblemCode(
        "ATT009",
        _WARNING,
        "a waiver that waives nothing",
        "waivers: [{code: ATT003, words: Nobody, reason: Asked}]",
        "front matter",
    ),
    ProblemCode(
        "ATT010",
        _ERROR,
        "a reason for a waiver that tells what the waiver should help to hide",
        "waivers: [{code: ATT003, words: Nobody, reason: Jane Placeholder agreed}]",
        "front matter",
    ),
    ProblemCode("ATT011", _WARNING, "a person in the metadata of a picture"),
    ProblemCode(
        "ATT012",
        _NOTE,
        "a language for which only the names in the register are looked for",
    ),
    ProblemCode(
        "ATT013",
        _WARNING,
        "a register of people without a rule of attribution",
        "people: people.yaml\nattribution:  # none",
        "publication.yaml",
    ),
    ProblemCode(
        "ATT014",
        (*_ERROR, *_WARNING, *_NOTE),
        "a list of people who took part, under a rule that does not let them be named",
        """\
```participants
participants:
  - {name: Jane Placeholder, institution: Institute of Samples, country: Samples}
```""",
    ),
    # ---------------------------------------------------------------------- imprint, pictures
    ProblemCode(
        "IMP001",
        _ERROR,
        "an ISBN whose digits do not fit together",
        """\
imprint:
  publisher: A publisher
  identifiers: [{format: PDF, isbn: 978-3-16-148410-1}]""",
        "publication.yaml",
    ),
    ProblemCode(
        "IMP002",
        _ERROR,
        "this is not a DOI",
        "imprint: {publisher: A publisher, doi: 'https://doi.org/10.1000/182'}",
        "publication.yaml",
    ),
    ProblemCode(
        "IMP003",
        _ERROR,
        "an address that is none of the web, or too long for a QR code",
        "imprint: {publisher: A publisher, address: example.org}",
        "publication.yaml",
    ),
    ProblemCode(
        "IMG001",
        _ERROR,
        "a picture that is missing or cannot be read",
        "```figure\npicture: nowhere.png\nalternative: A picture\n```",
    ),
    ProblemCode(
        "IMG002",
        _ERROR,
        "a picture that is damaged, too large, or neither JPEG nor PNG; or its colour profile is",
    ),
    ProblemCode(
        "IMG003",
        _ERROR,
        "a figure without a description for those who cannot see it",
        "```figure\ndiagram: pillars\nparts: [{title: One}, {title: Two}]\n```",
    ),
    ProblemCode(
        "IMG004",
        _NOTE,
        "a photograph of the register that is not supplied",
        "- {number: 1, caption: The opening}",
        "photos.yaml",
    ),
    ProblemCode(
        "IMG005",
        _ERROR,
        "a figure whose data cannot be drawn",
        """```figure
chart: share
bars: [{label: One, value: 0}]
alternative: A share of nothing
```""",
    ),
    # ---------------------------------------------------------------------- outputs, templates
    ProblemCode("OUT001", _ERROR, "an unknown generator", "outputs: [bookelt]", "publication.yaml"),
    ProblemCode(
        "OUT002",
        _ERROR,
        "an option that the generator does not have, or a value it cannot use",
        "outputs: [{generator: booklet, options: {papr: a4}}]",
        "publication.yaml",
    ),
    ProblemCode(
        "OUT003",
        _ERROR,
        "two outputs with the same file name",
        "outputs: [word, word]",
        "publication.yaml",
    ),
    ProblemCode("OUT004", _ERROR, "no outputs", "outputs: []", "publication.yaml"),
    ProblemCode("OUT005", _WARNING, "files that an earlier build made from an older source"),
    ProblemCode("OUT006", _WARNING, "files that could not be deleted when new ones were written"),
    ProblemCode(
        "OUT007",
        _ERROR,
        "something that the page of a theme has no place for",
        "---\nid: one\ntitle: One\nkind: theme\n---\n\nFruit.\n\n- Apples\n- Pears",
        "section",
    ),
    ProblemCode(
        "OUT008",
        _WARNING,
        "a drawing as cover, which the booklet does not show: it has orbits",
        'cover: {map: world, countries: ["250"]}',
        "publication.yaml",
    ),
    ProblemCode(
        "OUT009",
        _ERROR,
        "a marking that is too long for the head and the foot of a page",
        "marking: " + 60 * "Not to be passed on. ",
        "publication.yaml",
    ),
    ProblemCode("OUT010", _ERROR, "a file that its generator could not make, told by the preview"),
    ProblemCode(
        "THM001",
        _ERROR,
        "a value of the theme that is none",
        "leading: much",
        "templates/theme.yaml",
    ),
    ProblemCode("THM002", _WARNING, "text and ground of the theme with too little contrast"),
    ProblemCode("THM003", _ERROR, "a font of the theme that is not installed or cannot be used"),
    ProblemCode("TPL001", _ERROR, "a template folder without a file or a language that is needed"),
    ProblemCode("TPL002", _ERROR, "a phrase of a template that cannot be filled"),
    ProblemCode(
        "TYP001",
        _ERROR,
        "a character that no typeface of the theme has, nor one of those that stand in for them",
        "Two signs on clay, \U00012000 and \U00012001.",
    ),
    ProblemCode(
        "TYP002",
        _ERROR,
        "a script that Octavo cannot set: one that runs from right to left, Chinese, Japanese, "
        "Korean, or emoji",
        "The sign says \u05e9\u05dc\u05d5\u05dd.",
    ),
    *OUTPUT_CODES,
)


REMEDIES = {**SOURCE_REMEDIES, **OUTPUT_REMEDIES}
"""Why each kind of problem matters, and what to do about it, by code."""


def list_group(letters: str) -> Iterator[ProblemCode]:
    """The codes that begin with `letters`, in the order of their numbers."""
    return (entry for entry in CODES if entry.code.startswith(letters))


_INTRODUCTIONS: dict[ExamplePlace, str] = {
    "text": "In the text of a section:",
    "front matter": "In the front matter of a section:",
    "section": "A section:",
}


def introduce_example(place: ExamplePlace) -> str:
    """What is said before an example: where it stands."""
    return _INTRODUCTIONS.get(place, f"In `{place}`:")
