"""The files of a build, each from its document to its audit.

What several of them share, a maker works out once: the document of each reader, and what to expect
in the files for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from octavo.audit import Claims, ExpectedContents, Reader, audit_copy, audit_file
from octavo.build.jobs import GeneratorFailure, Job, load_generator
from octavo.build.manifest import KEYS, MANIFEST, BuiltFile, digest_copy, digest_document
from octavo.build.restricted_library import list_content, restrict
from octavo.document import Document, Draft, Place
from octavo.document.problem import Problem, SourceError
from octavo.files.library import Library, list_file_names
from octavo.files.near_names import suggest_file
from octavo.files.source_file import find_words
from octavo.generator import Output, list_generators
from octavo.selection.audience import select, tailor
from octavo.style.language_file import place_in_words

Value = TypeVar("Value")
TRACE = ".trace.json"
"""How the name of a file ends that says what another one rests on."""
RECORD = ".dc.xml"
"""How the name of a file ends that says what catalogues say of another one, in Dublin Core."""


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """All that decides what the files of a build are."""

    draft: Draft
    jobs: tuple[Job, ...]
    library: Library


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one job."""

    files: tuple[BuiltFile, ...] = ()
    """None when only its page numbers were asked for, or it could not be made."""
    places: tuple[Place, ...] = ()
    problems: tuple[Problem, ...] = ()
    refused: bool = False
    """Whether it could not be made; `problems` say why."""
    faults: tuple[Problem, ...] = ()
    """What the audit found, where it has looked at the files already."""


class Maker:
    """Makes the files of a plan, and keeps what several of them share."""

    def __init__(self, plan: BuildPlan, tell: Callable[[str], None] = lambda message: None) -> None:
        self.plan = plan
        self._tell = tell
        self._content = list_content(plan.draft)
        self._names = {audience.id: audience.name for audience in plan.draft.audiences}
        self._documents: dict[Reader, tuple[Document, str]] = {}
        self._libraries: dict[object, Library] = {}
        self._expected = ExpectedContents(plan.draft, plan.library)

    def make(self, number: int, places: tuple[Place, ...]) -> Made:
        """What becomes of the job with this number, which quotes `places`.

        Raises `GeneratorFailure`.
        """
        job, library = self.plan.jobs[number], self.plan.library
        document, digest = self._select((job.audience, job.takes_queries))
        if job.recipient:
            document = tailor(document, job.recipient)
            digest = digest_copy(digest, job.recipient)
        document = replace(document, places=places)
        self._tell(f"4 generate {job.name} ({number + 1} of {len(self.plan.jobs)})")
        try:
            output = run(job, document, self._restrict(job, document))
        except SourceError as fault:
            problems = tuple(place_problems(fault.problems, job, self.plan.draft, library))
            return Made(problems=problems, refused=True)
        files = tuple(_list_files(job, output, digest)) if job.wanted else ()
        problems = tuple(point_to_options(output.problems, job, library))
        return Made(files, output.places, problems)

    def _select(self, reader: Reader) -> tuple[Document, str]:
        """What the reader may read, without the pages that it quotes, and its hash."""
        if reader not in self._documents:
            self._tell(f"3 select for {reader[0] or 'everyone'}{', with queries' * reader[1]}")
            document = select(self.plan.draft, *reader)
            self._documents[reader] = document, digest_document(document, self.plan.library)
        return self._documents[reader]

    def _restrict(self, job: Job, document: Document) -> Library:
        """What the job may read: the same for all readers of an audience."""
        key = job.audience, job.takes_queries, repr(job.options), job.foreign
        if key not in self._libraries:
            library = restrict(self.plan.library, document, job.options, self._content, job.foreign)
            self._libraries[key] = library
        return self._libraries[key]

    def audit(self, files: Iterable[BuiltFile]) -> tuple[Problem, ...]:
        """What is wrong with the finished files."""
        return tuple(problem for file in files for problem in self._audit(file))

    def _audit(self, file: BuiltFile) -> tuple[Problem, ...]:
        claims, reader = find_claims(file.generator, file.name), file.recipient
        audience = reader.audience if reader else file.audience or None
        expected = self._expected.find((audience, file.queries))
        if reader is None:
            return audit_file(file.name, file.data, expected, claims)
        names = {reader.name: self._names[reader.audience], reader.id: reader.audience}
        return audit_copy(file.name, file.data, expected, claims, names)


def _list_files(job: Job, output: Output, digest: str) -> Iterator[BuiltFile]:
    """The job's file, and beside it what its maker says of it: on what it rests, and what a
    catalogue says."""
    reader, shown = job.recipient, job.takes_queries
    made = job.request.generator, reader.id if reader else job.audience or ""
    yield BuiltFile(job.name, *made, output.pages, output.data, digest, shown, reader)
    for ending, said in ((TRACE, output.trace), (RECORD, output.record)):
        if said:
            beside = job.name.removesuffix(job.generator.suffix) + ending
            yield BuiltFile(beside, *made, 0, said, digest, recipient=reader)


def call(
    job: Job, step: Callable[[Document, Any, Library], Value], document: Document, library: Library
) -> Value:
    """What a step of the job's generator gives. Raises `SourceError` and `GeneratorFailure`."""
    try:
        return step(document, job.options, library)
    except (SourceError, MemoryError):
        raise
    except Exception as fault:
        raise GeneratorFailure(
            f"the generator `{job.request.generator}` failed: {fault!r}"
        ) from fault


def run(job: Job, document: Document, library: Library) -> Output:
    """What the job's generator makes of the document. Raises as `call` does."""
    output = call(job, job.generator.generate, document, library)
    if type(output) is not Output:
        raise GeneratorFailure(f"the generator `{job.request.generator}` returned no Output")
    return output


# ------------------------------------------------------------------------------ problems


def place_problems(
    problems: Iterable[Problem], job: Job, draft: Draft, library: Library
) -> Iterator[Problem]:
    """The problems, those without a place at the line that asks for the output."""
    placed = place_in_words(problems, library, draft.publication.language)
    for problem in point_to_options(placed, job, library):
        yield problem if problem.span else replace(problem, span=job.request.span)


def point_to_options(problems: Iterable[Problem], job: Job, library: Library) -> Iterator[Problem]:
    """The problems, those of a file without lines that an option names at that option."""
    named = {value for _, value in job.request.options}
    for problem in problems:
        file = _find_file(problem, named)
        if not file:
            yield problem
            continue
        place = find_words(library, job.request.span, file)
        near = "" if file in list_file_names(library) else suggest_file(file, library)
        yield replace(problem, span=place, hint=near or problem.hint)


def _find_file(problem: Problem, named: Iterable[str]) -> str:
    """The one of the `named` values of options that a problem is about; empty for none."""
    if problem.span:
        return problem.span.file if not problem.span.line and problem.span.file in named else ""
    return next((value for value in named if f"`{value}`" in problem.message), "")


# ------------------------------------------------------------------------------ auditing


def find_claims(generator: str, file: str) -> Claims:
    """What a generator says of the `file` that it made, and the words in the names of its files.

    A trace or a record beside one of them is never complete. Of a file that no generator made
    nothing is said, but of the manifest, which lists the files of all.
    """
    if file == MANIFEST:
        listed = (word for name in list_generators() for word in _list_words(name))
        return Claims(known=(*KEYS, *listed))
    if not generator:
        return Claims()
    found = load_generator(generator)
    complete = found.complete and not file.endswith((TRACE, RECORD))
    words = tuple(_list_words(generator))
    return Claims(complete, None if found.vocabulary is None else words, words)


def _list_words(generator: str) -> Iterator[str]:
    """What the files of a generator have besides their source, as far as it says, and their names.

    One that cannot be loaded has made none.
    """
    yield generator
    with suppress(LookupError, GeneratorFailure):
        found = load_generator(generator)
        yield from (*(found.vocabulary or ()), found.label or "", found.suffix, TRACE, RECORD)
