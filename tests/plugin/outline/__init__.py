"""The outline of a publication, as plain text."""

from __future__ import annotations

from dataclasses import dataclass

from octavo import (
    Document,
    Generator,
    Heading,
    Library,
    Output,
    Problem,
    Severity,
    SourceError,
    query,
    text_of,
)

PAGES = {"en": "page", "fr": "page", "de": "Seite"}
"""Our only word, in the languages that we know."""


@dataclass(frozen=True, slots=True)
class Options:
    """What `options` may say in `publication.yaml`."""

    depth: int = 2
    """How many levels of headings are listed."""
    bullet: str = "-"


def generate(document: Document, options: Options, library: Library) -> Output:
    """The titles and headings of the document, one to a line, indented by level.

    Where the booklet has the section, its page is told. Raises `SourceError` for a language that we
    have no word in.
    """
    publication = document.publication
    pages = {place.id: place.page for place in document.places}
    word = find_word(publication.language) if pages else ""
    lines = [publication.title]
    for section in document.sections:
        page = f" ({word} {pages[section.id]})" if section.id in pages else ""
        lines.append(f"{options.bullet} {section.title}{page}")
        for heading in query(section, Heading):
            if heading.level <= options.depth:
                indent = "  " * (heading.level - 1)
                lines.append(f"{indent}{options.bullet} {text_of(heading.children)}")
    if publication.marking:
        lines = [publication.marking, *lines, publication.marking]
    return Output("\n".join([*lines, ""]).encode())


def find_word(language: str) -> str:
    """Our word in a language such as `en-GB`. Raises `SourceError` when there is none."""
    word = PAGES.get(language.split("-")[0])
    if word is None:
        message = f"the outline has no words for the language `{language}`"
        raise SourceError((Problem(Severity.ERROR, "OUTLINE001", message),))
    return word


generator = Generator(
    suffix=".txt",
    media_type="text/plain",
    options=Options,
    generate=generate,
    needs_places=True,
    vocabulary=tuple(PAGES.values()),
)
