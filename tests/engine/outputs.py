"""Generators that write text, in the place of the real ones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from octavo import Document, Generator, Library, Output, Problem, Severity, SourceError
from octavo.document import Place, Point
from octavo.document.walk import query, text_of


@dataclass(frozen=True, slots=True)
class Options:
    """One option of each type that can be written in publication.yaml."""

    edition: Literal["screen", "print"] = "screen"
    copies: int = 1
    scale: float = 1.0
    loud: bool = False
    words: tuple[str, ...] = ()
    title: str = ""


def write(document: Document, options: Options, library: Library) -> Output:
    """The document's points, one a line, after whom it is for and where its sections stand."""
    reader = document.audience.id if document.audience else "everyone"
    places = ",".join(f"{place.id}={place.page}" for place in document.places)
    lines = [f"{reader} {places} {options.edition}".replace("  ", " ")]
    lines += [text_of(point.children) for point in query(document.sections, Point)]
    return Output("\n".join(lines).encode(), 1)


def write_pages(document: Document, options: Options, library: Library) -> Output:
    """The same, with places."""
    places = tuple(Place(section.id, str(i)) for i, section in enumerate(document.sections, 1))
    return Output(write(document, options, library).data, 4, (), places)


def fail(document: Document, options: Options, library: Library) -> Output:
    """Nothing: it always fails."""
    raise ZeroDivisionError("no page")


def forget(document: Document, options: Options, library: Library) -> None:
    """Nothing, where an output is expected."""


def overflow(document: Document, options: Options, library: Library) -> Output:
    """An error that says what did not fit."""
    return Output(b"", 2, (Problem(Severity.ERROR, "FIT001", "it does not fit on one page"),))


def refuse(document: Document, options: Options, library: Library) -> Output:
    """Nothing: it says for whom it cannot be made."""
    reader = document.audience.id if document.audience else "everyone"
    message = f"nothing fits for {reader}"
    raise SourceError((Problem(Severity.ERROR, "FIT001", message),))


def warn(document: Document, options: Options, library: Library) -> Output:
    """A file, with a warning."""
    return Output(b"x", 1, (Problem(Severity.WARNING, "TYP001", "a line is loose"),))


def tell_variant(options: Options) -> str:
    """The edition, unless it is the usual one."""
    return "" if options.edition == "screen" else options.edition


def generator(make: Any = write, label: str | None = "", **more: Any) -> Generator[Any]:
    """A generator of text files."""
    suffix, variant = more.pop("suffix", ".txt"), more.pop("variant", tell_variant)
    return Generator(suffix, "text/plain", Options, make, label, variant=variant, **more)


USUAL = {
    "booklet": generator(write_pages, suffix=".pdf", gives_places=True),
    "word": generator(suffix=".docx"),
    "briefing": generator(label=None, per_audience=True, needs_places=True, suffix=".pdf"),
}


def replace_text(folder: Path, file: str, old: str, new: str) -> None:
    """Change `old` into `new` in a file of the publication."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
