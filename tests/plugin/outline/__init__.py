"""The outline of a publication, as plain text."""

from __future__ import annotations

from dataclasses import dataclass

from octavo import Document, Generator, Heading, Library, Output, query, text_of


@dataclass(frozen=True, slots=True)
class Options:
    """What `options` may say in `publication.yaml`."""

    depth: int = 2
    """How many levels of headings are listed."""
    bullet: str = "-"


def generate(document: Document, options: Options, library: Library) -> Output:
    """The titles and headings of the document, one to a line, indented by level."""
    lines = [document.publication.title]
    for section in document.sections:
        lines.append(f"{options.bullet} {section.title}")
        for heading in query(section, Heading):
            if heading.level <= options.depth:
                indent = "  " * (heading.level - 1)
                lines.append(f"{indent}{options.bullet} {text_of(heading.children)}")
    return Output("\n".join([*lines, ""]).encode())


generator = Generator(
    suffix=".txt",
    media_type="text/plain",
    options=Options,
    generate=generate,
)
