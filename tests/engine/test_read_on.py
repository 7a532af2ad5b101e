"""What is wrong in one place does not hide what is wrong in others, nor make it look wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.outputs import replace_text
from octavo.build.steps import review

PUBLICATION = """title: T
event: {name: E}
imprint: {publisher: P}
facts:
  people: {value: 12, label: people}
audiences:
  crew:
    name: The crew
    question: What now?
    purpose: note
    bottom_line: Go on.
    so_what: [Go on.]
sections: [one.md, two.md]
outputs: [booklet]
"""
ONE = """---
id: one
title: One
kind: chapter
points:
  - {id: told, text: We were {{ facts.people }}, rests_on: one-1, audiences: [crew]}
---
See [this](#two). {#one-1 .audience-crew}

```figure
id: fig-one
diagram: pillars
parts: [{title: A}, {title: B}]
caption: Both
alternative: Two pillars
```
"""
TWO = """---
id: two
title: Two
kind: chapter
---
See [](#fig-one).
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A publication of two sections that refer to each other."""
    for name, text in {"publication.yaml": PUBLICATION, "one.md": ONE, "two.md": TWO}.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def errors(folder: Path) -> list[str]:
    """Codes and places of the errors."""
    problems = review(folder)[1]
    return [f"{p.span} {p.code}" for p in problems if p.severity.value == "error"]


def test_the_publication_has_no_errors(folder: Path) -> None:
    assert errors(folder) == []


def test_an_unknown_key_hides_nothing(folder: Path) -> None:
    replace_text(folder, "publication.yaml", "imprint: {", "subtitel: S\nimprint: {editon: 2, ")
    replace_text(folder, "one.md", "this](#two)", "this](#tow)")
    replace_text(folder, "two.md", "See", "See <b>this")

    assert errors(folder) == [
        "one.md:8:11 REF001",
        "publication.yaml:3:1 SRC006",
        "publication.yaml:4:11 SRC006",
        "two.md:6:5 TXT001",
    ]


def test_a_missing_key_hides_nothing(folder: Path) -> None:
    replace_text(folder, "publication.yaml", "title: T\nevent: {name: E}", "event: {}")
    replace_text(folder, "publication.yaml", "    purpose: note\n", "")
    replace_text(folder, "two.md", "See", "See <b>this")

    assert errors(folder) == [
        "publication.yaml:1:1 SRC007",
        "publication.yaml:1:8 SRC007",
        "publication.yaml:7:5 SRC007",
        "two.md:6:5 TXT001",
    ]


def test_a_key_that_is_misspelt_is_not_missing_too(folder: Path) -> None:
    replace_text(folder, "publication.yaml", "title: T", "titel: T")
    replace_text(folder, "publication.yaml", "purpose: note", "porpose: note")

    assert errors(folder) == ["publication.yaml:1:1 SRC006", "publication.yaml:10:5 SRC006"]


def test_bad_front_matter_does_not_hide_the_text_below_it(folder: Path) -> None:
    replace_text(folder, "one.md", "kind: chapter", "kind: chaptre\nlevel: 1")
    replace_text(folder, "one.md", "rests_on: one-1", "rest_on: one-1")
    replace_text(folder, "one.md", "See", "See <b>this")

    assert errors(folder) == [
        "one.md:4:7 SRC008",
        "one.md:5:1 SRC006",
        "one.md:7:50 SRC006",
        "one.md:9:5 TXT001",
    ]


@pytest.mark.parametrize("head", ["title: [", "id: one: two", "- one", "5"])
def test_front_matter_that_is_no_mapping_does_not_hide_the_text(folder: Path, head: str) -> None:
    (folder / "two.md").write_text(f"---\n{head}\n---\nSee <b>this.\n")

    first, *others = errors(folder)
    assert first.startswith("two.md:2:") or first.startswith("two.md:3:")
    assert others == ["two.md:4:5 TXT001"]


def test_nothing_is_said_about_what_stands_in_for_a_mistake(folder: Path) -> None:
    replace_text(folder, "one.md", "text: We were {{ facts.people }}, ", "")
    replace_text(folder, "one.md", "rests_on: one-1, ", "variants: [We were 14], ")

    assert errors(folder) == ["one.md:6:5 SRC007", "one.md:6:5 SRC007"]
    assert not any("stand-in" in str(problem) for problem in review(folder)[1])


def test_missing_front_matter_does_not_hide_the_text(folder: Path) -> None:
    (folder / "two.md").write_text("See <b>this.\n")

    assert errors(folder) == ["two.md:1:1 SRC009", "two.md:1:5 TXT001"]


def test_front_matter_that_is_not_closed_is_said_so(folder: Path) -> None:
    (folder / "two.md").write_text("---\nid: two\nSee <b>this.\n")

    (problem,) = (p for p in review(folder)[1] if p.severity.value == "error")
    assert problem.message == "the front matter is never closed"


def test_what_refers_to_a_section_that_is_missing_is_not_told_off(folder: Path) -> None:
    (folder / "two.md").unlink()

    assert errors(folder) == ["publication.yaml:13:20 SRC001"]


def test_what_refers_to_a_figure_that_is_wrong_is_not_told_off(folder: Path) -> None:
    replace_text(folder, "one.md", "diagram: pillars", "diagram: pilars")

    assert errors(folder) == ["one.md:12:10 SRC008"]


def test_the_words_of_a_figure_that_is_wrong_are_read(folder: Path) -> None:
    replace_text(folder, "one.md", "caption: Both", "caption: <b>A\ncredits: C")

    assert errors(folder) == ["one.md:14:10 TXT001", "one.md:15:1 SRC006"]


def test_names_are_not_unknown_when_nobody_knows_which_there_are(folder: Path) -> None:
    text = (folder / "publication.yaml").read_text()
    start, end = text.index("facts:"), text.index("sections:")
    names = "facts: [people]\naudiences: crew\n"
    (folder / "publication.yaml").write_text(text[:start] + names + text[end:])

    assert errors(folder) == ["publication.yaml:4:8 SRC008", "publication.yaml:5:12 SRC008"]


def test_a_register_that_is_wrong_hides_nothing(folder: Path) -> None:
    (folder / "photos.yaml").write_text("- {number: one}\n")
    replace_text(folder, "publication.yaml", "outputs:", "photos: photos.yaml\noutputs:")
    replace_text(folder, "two.md", "See", "See <b>this")

    assert errors(folder) == [
        "photos.yaml:1:3 SRC007",
        "photos.yaml:1:12 SRC008",
        "two.md:6:5 TXT001",
    ]


def test_options_are_looked_at_beside_everything_else(folder: Path) -> None:
    outputs = "outputs: [{generator: booklet, options: {papr: a4}}, {generator: bookelt}]"
    replace_text(folder, "publication.yaml", "outputs: [booklet]", outputs)
    replace_text(folder, "two.md", "See", "See <b>this")

    assert errors(folder) == [
        "publication.yaml:14:42 OUT002",
        "publication.yaml:14:54 OUT001",
        "two.md:6:5 TXT001",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1. One.\n\n  Is this part of the list?\n", "TXT015"),
        ("Launch\n:   Going up.\n    Orbit\n:   Staying up.\n", "TXT008"),
    ],
)
def test_a_section_whose_text_is_refused_is_not_called_empty(
    folder: Path, text: str, code: str
) -> None:
    (folder / "two.md").write_text(TWO.replace("See [](#fig-one).\n", text))
    _, problems = review(folder)

    assert [one.code for one in problems] == [code]
