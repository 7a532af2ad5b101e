"""What a generator is, and how to find one by name."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Generic, TypeVar

from octavo.document import Document, Place
from octavo.document.kept_values import KeptValues
from octavo.document.problem import Problem, Span
from octavo.files.library import Library

Options = TypeVar("Options")
GROUP = "octavo.generators"


@dataclass(frozen=True, slots=True)
class Output:
    """A finished file, with what its maker noticed on the way."""

    data: bytes
    pages: int = 0
    """Number of pages; 0 when the format has none of its own."""
    problems: tuple[Problem, ...] = ()
    places: tuple[Place, ...] = ()
    """On which page each section, paragraph and figure begins, in reading order."""
    origins: tuple[tuple[Span | None, ...], ...] = ()
    """Of each page of a PDF, where in the source its marked content stands, by number."""
    trace: bytes = b""
    """What each line rests on, as JSON, to be written beside the file; empty when it says nothing
    of that."""
    record: bytes = b""
    """What a catalogue says of the file, as XML, to be written beside it; empty when none is asked
    for."""


@dataclass(frozen=True, slots=True)
class PartFile:
    """Pages in a PDF of their own, to be looked at."""

    data: bytes
    """Empty without pages."""
    origins: tuple[tuple[Span | None, ...], ...]
    """As those of `Output`."""


@dataclass(frozen=True, slots=True)
class PreviewOutput:
    """The pages of a file, as a preview shows them; a part that has not changed is the same object
    as it was the last time."""

    parts: tuple[PartFile, ...]
    """In order."""
    places: tuple[Place, ...] = ()
    """As those of `Output`."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What became of one point that the reader may see."""

    id: str
    section: str
    """The id of its section."""
    text: str
    """In full, as plain text."""
    weight: int
    """For this reader, from 1 to 10."""
    required: bool
    shown: bool
    wording: int = 0
    """In which wording it is shown: 0 in full, 1 the author's first shorter one, and so on."""
    repeats: str = ""
    """The id of a better point that says the same; empty when there is none."""


@dataclass(frozen=True, slots=True)
class MoreRoom:
    """What a little more room would change."""

    points: float
    """How much higher the page would be."""
    added: tuple[str, ...] = ()
    """Ids of points that would be shown."""
    dropped: tuple[str, ...] = ()
    lengthened: tuple[str, ...] = ()
    shortened: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FitReport:
    """How an output was made to fit, for the people who answer for it."""

    text: str
    """For a terminal."""
    json: str
    """The same, as one JSON object."""
    choices: tuple[Choice, ...]
    """In the order of the source."""
    more: MoreRoom | None = None
    """`None` when nothing is known of that."""


@dataclass(frozen=True, slots=True)
class TemplateReport:
    """What a generator makes of a house's own template."""

    rows: tuple[tuple[str, str, str], ...]
    """Of a table: which kind of thing, what the template has, what becomes of it."""
    problems: tuple[Problem, ...]


def _never(options: object) -> bool:
    return False


def _usual(options: object) -> str:
    return ""


def _whole(document: Document) -> Document:
    return document


@dataclass(frozen=True, slots=True)
class Generator(Generic[Options]):
    """A way to turn a document into one file. A generator is a value: there is nothing to subclass.

    `generate` is pure: the same document, options and library give the same bytes. It reads nothing
    but its arguments, writes nothing, and raises only on a fault of its own or `SourceError`.
    """

    suffix: str
    """File name ending, with its dot."""
    media_type: str
    options: type[Options]
    """A frozen dataclass; every field has a default."""
    generate: Callable[[Document, Options, Library], Output]
    label: str | None = None
    """What stands between the publication's name and the suffix; `None` for the generator's own
    name, empty for nothing."""
    per_audience: bool = False
    """Whether it makes one file for each audience rather than one for all."""
    variant: Callable[[Options], str] = _usual
    """What the file's name says of the options, such as `print`; empty for the usual ones. Two
    outputs of one publication that differ only in their options need different variants."""
    title: Callable[[Options], str] = _usual
    """What the file is to those who choose among several: `Booklet for the printer`; empty for the
    generator's own name."""
    gives_places: bool = False
    """Whether others may quote its page numbers, `Output.places`. Where a publication lists several
    such outputs, the first one for the reader's own audience is quoted, else the first general one.
    Such a generator is given no places itself."""
    needs_places: bool = False
    """Whether it quotes them: only then does `Document.places` hold any, and the output that they
    come from is made even when it is not asked for."""
    takes_queries: Callable[[Options], bool] = _never
    """Whether the document holds the author's queries: a copy for those who edit the text."""
    check: Callable[[Document, Options, Library], tuple[Problem, ...]] | None = None
    """What `generate` would refuse, found before it is asked, for `octavo check`; a problem without
    a place is told at the output in `publication.yaml`. It may raise `SourceError` instead."""
    narrow: Callable[[Document], Document] = _whole
    """The document without what its check does not look at; that is given no other. Where only the
    rest has changed, the generator is not asked again."""
    explain: Callable[[Document, Options, Library], FitReport] | None = None
    """How `generate` would choose from the same arguments; `None` when it chooses nothing."""
    explain_pages: Callable[[Document, Options, Library], FitReport] | None = None
    """How `generate` would choose what stands on which page; `None` when it chooses nothing."""
    preview: Callable[[Document, Options, Library, KeptValues], PreviewOutput] | None = None
    """The pages that `generate` makes, before the finished file is looked through: in a preview,
    the look comes later. `None` when that is `generate` itself."""
    describe: Callable[[str, Library], TemplateReport] | None = None
    """What it takes from the template of that name, and what not; `None` when it takes none. It
    raises `SourceError` for one that it cannot use."""
    complete: bool = False
    """Whether its files show all that their readers may read: the audit asks for every word."""
    vocabulary: tuple[str, ...] | None = None
    """Every word and name that its files have beside those of the source, the templates and their
    format, such as a program's name: whatever else is in them, the audit refuses. `None` when
    nobody can tell; then it only looks for what is for other readers."""


def list_generators() -> tuple[str, ...]:
    """The names of all installed generators, sorted."""
    return tuple(sorted({entry.name for entry in _list_entries(tuple(sys.path))}))


def list_packages() -> tuple[str, ...]:
    """The names of the modules and packages that the generators stand in, sorted."""
    return tuple(sorted({entry.module for entry in _list_entries(tuple(sys.path))}))


def is_foreign(name: str) -> bool:
    """Whether the generator called `name` stands in another package than Octavo."""
    found = [entry for entry in _list_entries(tuple(sys.path)) if entry.name == name]
    return not found or found[0].module.partition(".")[0] != "octavo"


@lru_cache(1)
def _list_entries(path: tuple[str, ...]) -> tuple[EntryPoint, ...]:
    """The entry points of all generators of the packages on `path`, which is `sys.path`. Kept: a
    build asks several times, and each time takes 10 ms."""
    return tuple(entry_points(group=GROUP))


def find_generator(name: str) -> Generator[Any]:
    """The installed generator called `name`.

    Raises `LookupError`, with the names known and the nearest one, when there is none, and
    `TypeError` when what is installed under that name is no `Generator`.
    """
    found = [entry for entry in _list_entries(tuple(sys.path)) if entry.name == name]
    if not found:
        near = get_close_matches(name, list_generators(), 1)
        hint = f"; did you mean `{near[0]}`?" if near else ""
        raise LookupError(f"no generator `{name}`; installed: {', '.join(list_generators())}{hint}")
    entry = found[0]
    generator: Generator[Any] = entry.load()
    if type(generator) is not Generator:
        raise TypeError(f"{entry.value} is not a Generator")
    return generator
