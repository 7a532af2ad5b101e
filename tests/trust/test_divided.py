"""That what a page divides is explained: nothing hidden makes a stranger of a piece of a word."""

from __future__ import annotations

import pypdfium2
import pytest

from octavo.audit import Extract, audit_extracts, expect, extract
from octavo.build.making import find_claims
from octavo.build.manifest import BuiltFile
from octavo.build.steps import make_files
from octavo.document import Draft
from octavo.files.library import Folder
from octavo.source.draft import read

PUBLICATION = """\
title: Small
event: {name: The Event, start: 2025-04-28}
imprint: {publisher: The Publisher}
sections: [one.md]
outputs:
  - word
  - {generator: booklet, options: {attach_source: true}}
  - {generator: booklet, options: {edition: print}}
  - {generator: booklet, options: {edition: imposed}}
audiences:
  industry:
    name: Industry
    question: What to build?
    purpose: note
    bottom_line: Build it.
    so_what: [It will be bought.]
"""
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
HEAD = ("Telecommunicationsinfrastructuresurveys" * 3, *"ABCDEFGHI")
ADDRESS = "https://example.org/" + "/".join(f"a-rather-long-part-{n}" for n in range(1, 9))
ROWS = "\n".join(f"| Row {n} |{' words |' * 9}" for n in range(1, 91))
SECTION = f"""\
---
id: one
title: One
kind: chapter
---

Read all of it at {ADDRESS} before you come.

```figure
id: fig-months
chart: column
unit: visitors
bars:
{"".join(f"  - {{label: {month}, value: {at + 3}}}{chr(10)}" for at, month in enumerate(MONTHS))}\
caption: Visitors
alternative: A dozen columns.
```

| {" | ".join(HEAD)} |
|{"---|" * 10}
{ROWS}

Table: The rows

chapter {{.audience-industry}}

Septem ber tember {{.audience-industry}}

Telecommuni cations inter operability {{.audience-industry}}

example rather-long part {{.audience-industry}}
"""


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> tuple[Draft, Folder]:
    """A publication with much that has to be divided, and pieces of it hidden as words."""
    folder = tmp_path_factory.mktemp("source") / "small"
    folder.mkdir()
    (folder / "publication.yaml").write_text(PUBLICATION, encoding="utf-8")
    (folder / "one.md").write_text(SECTION, encoding="utf-8")
    return read(folder), Folder(folder)


@pytest.fixture(scope="module")
def made(draft: tuple[Draft, Folder]) -> tuple[tuple[BuiltFile, tuple[Extract, ...]], ...]:
    """Each file of it, with what is found in it."""
    files = make_files(*draft)
    return tuple((file, extract(file.name, file.data)) for file in files)


def read_pages(data: bytes) -> str:
    """The text of a PDF as its lines show it, with a stroke wherever a hyphen divides a word."""
    with pypdfium2.PdfDocument(data) as pages:
        text = "".join(page.get_textpage().get_text_range() for page in pages)
    return text.replace("\ufffe", "|")


@pytest.mark.slow
def test_a_repeated_head_and_an_address_are_divided(
    made: tuple[tuple[BuiltFile, tuple[Extract, ...]], ...],
) -> None:
    pages = read_pages(next(file.data for file, _ in made if file.name == "small-print.pdf"))

    assert "a-rather|long-part-2" in pages
    assert pages.count("Telecom") > 1
    assert HEAD[0] not in pages


@pytest.mark.slow
def test_nothing_is_wrong_with_any_of_the_files(
    draft: tuple[Draft, Folder], made: tuple[tuple[BuiltFile, tuple[Extract, ...]], ...]
) -> None:
    expected = expect(draft[0], None, draft[1])

    assert len(made) == 4
    for file, extracts in made:
        claims = find_claims(file.generator, file.name)
        assert audit_extracts(file.name, extracts, expected, claims) == ()
