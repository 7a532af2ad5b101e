"""The booklet of a preview: parts that did not change are not drawn again, and none is stale."""

from __future__ import annotations

from dataclasses import replace

import pytest

from booklet.making import draw_picture
from octavo.booklet import BookletOptions, preview
from octavo.document import Document, Draft
from octavo.document.kept_values import KeptValues, Placed
from octavo.document.problem import has_error
from octavo.files.library import Memory
from octavo.generator import PreviewOutput
from octavo.selection.audience import select
from octavo.source.draft import read_source
from octavo.source.kept_sections import KeptSections

PUBLICATION = b"""title: Two
language: en
event: {name: A meeting, start: 2025-04-28, end: 2025-04-30}
imprint: {publisher: The publisher, place: Here, year: "2025"}
facts:
  people: {value: 12, label: people}
  boats: {value: 7, label: boats}
sections: [one.md, two.md]
"""
ONE = b"""---
id: one
title: One
kind: chapter
---

First words.[^1]

```figure
id: fig-square
picture: square.png
caption: A square
credit: Drawn for this edition
alternative: A square
```

[^1]: A note.
"""
TWO = b"""---
id: two
title: Two
kind: chapter
---

Second words of {{ facts.people }} people.[^1]

[^1]: Another note.
"""
FILES = {
    "publication.yaml": PUBLICATION,
    "one.md": ONE,
    "two.md": TWO,
    "square.png": draw_picture(),
}


class Author:
    """Somebody who changes a source, and what is kept meanwhile."""

    def __init__(self) -> None:
        self.files = dict(FILES)
        self.sections = KeptSections()
        self._selected = KeptValues()
        self._parts = KeptValues()

    def read(self) -> Draft:
        found = read_source(Memory(self.files), "two", self.sections)
        assert found.draft is not None
        assert not has_error(found.problems)
        return found.draft

    def select(self) -> Document:
        return select(self.read(), kept=self._selected)

    def show(self) -> PreviewOutput:
        document = self.select()
        return preview(document, BookletOptions(), Memory(self.files), self._parts)

    def show_fresh(self) -> PreviewOutput:
        document = select(Author.read(replace_files(self.files)))
        return preview(document, BookletOptions(), Memory(self.files), KeptValues())


def replace_files(files: dict[str, bytes]) -> Author:
    author = Author()
    author.files = dict(files)
    return author


def list_drawn(before: PreviewOutput, after: PreviewOutput) -> int:
    """How many parts were drawn anew."""
    old = {id(part) for part in before.parts}
    return sum(id(part) not in old for part in after.parts)


def test_what_did_not_change_is_not_drawn_again() -> None:
    author = Author()
    before = author.show()
    author.files["two.md"] = author.files["two.md"].replace(b"Second", b"Other")

    assert list_drawn(before, author.show()) == 1
    assert list_drawn(author.show(), author.show()) == 0


def test_a_fact_changes_the_sections_that_name_it() -> None:
    author = Author()
    before, read = author.show(), author.read()
    author.files["publication.yaml"] = PUBLICATION.replace(b"value: 12", b"value: 13")
    again = author.read()

    assert again.sections[0] is read.sections[0], "it names no fact, and is not read again"
    assert again.sections[1] != read.sections[1]
    assert list_drawn(before, author.show()) == 1


def test_a_fact_that_comes_and_goes_is_noticed() -> None:
    author = Author()
    author.read()
    for facts in (b"crews", b"people", b"persons", b"people"):
        author.files["publication.yaml"] = PUBLICATION.replace(b"  people:", b"  " + facts + b":")
        warm = read_source(Memory(author.files), "two", author.sections)
        cold = read_source(Memory(author.files), "two", KeptSections())
        assert warm == cold
        assert has_error(warm.problems) == (facts != b"people")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("one.md", b"First words", b"Other words"),
        ("one.md", b"\n\nFirst", b"\n\n\n\nFirst"),  # the same words at another place
        ("one.md", b"[^1]\n", b"[^1] And.[^2]\n\n[^2]: More.\n"),  # notes behind it are renumbered
        ("one.md", b"title: One", b"title: Another one"),
        ("one.md", b"First words.", b"First words. " * 900),  # pages behind it move
        ("one.md", b"First words.", b"## A heading {#here}\n\nFirst words."),
        ("square.png", FILES["square.png"], draw_picture(40, 20)),
        ("publication.yaml", b"title: Two", b"title: Three"),
        ("publication.yaml", b"value: 12", b"value: 13"),
        ("publication.yaml", b"value: 7", b"value: 8"),
        ("publication.yaml", b"[one.md, two.md]", b"[two.md, one.md]"),
        ("publication.yaml", b"[one.md, two.md]", b"[two.md]"),
    ],
)
def test_whatever_changes_is_shown(file: str, old: bytes, new: bytes) -> None:
    author = Author()
    author.show()
    assert old in author.files[file]
    author.files[file] = author.files[file].replace(old, new, 1)

    shown, fresh = author.show(), author.show_fresh()
    assert [part.data for part in shown.parts] == [part.data for part in fresh.parts]
    assert [part.origins for part in shown.parts] == [part.origins for part in fresh.parts]
    assert shown.places == fresh.places


def test_a_section_that_did_not_change_is_the_same_object_for_its_reader() -> None:
    author = Author()
    before = author.select()
    author.files["two.md"] = author.files["two.md"].replace(b"Second", b"Other")
    after = author.select()

    assert after.sections[0] is before.sections[0]
    assert after == select(author.read())


def test_a_node_is_another_one_at_another_place() -> None:
    author = Author()
    before = author.select().sections[0]
    author.files["one.md"] = author.files["one.md"].replace(b"\n\nFirst", b"\n\n\nFirst")
    after = author.select().sections[0]

    assert before == after
    assert Placed(before) != Placed(after)
    assert Placed(after) == Placed(replace(after))


def test_on_paper_all_pages_are_drawn() -> None:
    author = Author()
    document, library = author.select(), Memory(author.files)
    options = BookletOptions(edition="print")

    (part,) = preview(document, options, library, KeptValues()).parts
    assert len(part.origins) > 2
