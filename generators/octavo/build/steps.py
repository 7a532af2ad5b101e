"""From a publication's folder to finished files, all or nothing.

The steps have the same numbers as in docs/architecture.md:

1. read the source into a draft;
2. check it;
3. select what each audience may read;
4. generate each output;
5. audit each file, with a second pair of eyes;
6. write all of them, with a manifest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from octavo.audit import Claims, audit_file, expect_each
from octavo.build.gc_tuning import collect_seldom
from octavo.build.jobs import (
    GeneratorFailure,
    Job,
    check_options,
    check_requests,
    load_generator,
    plan_jobs,
    refuse_unknown,
)
from octavo.build.manifest import (
    KEYS,
    MANIFEST,
    BuiltFile,
    Result,
    digest_document,
    digest_sources,
    digest_whole,
    list_own,
)
from octavo.build.output_folder import BuildRecord, EditedFiles, list_names, write_files
from octavo.build.restricted_library import list_content, restrict
from octavo.build.unused_files import find_unused
from octavo.build.writing import NotWritten
from octavo.cache.answers import Cache
from octavo.cache.verdicts import recall_problems
from octavo.checks import check, list_waived
from octavo.document import Document, Draft, Place
from octavo.document.problem import Problem, SourceError, has_error
from octavo.files.library import Folder, Library, list_file_names
from octavo.files.near_names import suggest_file
from octavo.files.source_file import add_excerpts, find_words
from octavo.generator import FitReport, Output, list_generators
from octavo.selection.audience import select
from octavo.source.consequences import is_consequence
from octavo.source.draft import ReadResult, read_source
from octavo.style.language_file import place_in_words

Made = TypeVar("Made")
Problems: TypeAlias = tuple[Problem, ...]
TRACE = ".trace.json"
"""How the name of a file ends that says what another one rests on."""
RECORD = ".dc.xml"
"""How the name of a file ends that says what catalogues say of another one, in Dublin Core."""


class AuditFailure(GeneratorFailure):
    """A finished file has what its readers may not see, or lacks what they should."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("a finished file is not what it should be; nothing was written")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class OutputFit:
    """One output, with how it was made to fit."""

    name: str
    generator: str
    audience: str
    """Id."""
    report: FitReport


@collect_seldom()
def publish(
    folder: Path,
    output: Path,
    only: Iterable[str] = (),
    audiences: Iterable[str] = (),
    tell: Callable[[str], None] = lambda message: None,
    edited: EditedFiles = "refuse",
    library: Library | None = None,
) -> Result:
    """The files made from the publication in `folder`, written to `output`/its name.

    `only` names generators, `audiences` ids; empty means all that the publication asks for.
    `tell` hears of each step; `edited` says what becomes of files that were changed since they were
    made; `library` is what the folder is read through, if not by itself.

    Raises `SourceError` with every problem when there is an error in the source, `LookupError` when
    `only` or `audiences` names what there is not, `GeneratorFailure` when a generator fails,
    `AuditFailure` when a file does not stand up to the audit, `NotWritten` when the files cannot be
    written; then nothing is changed on disk.
    """
    library = library or Folder(folder)
    name, only, audiences = folder.resolve().name, tuple(only), tuple(audiences)
    tell(f"1 read {name}")
    found = read_source(library, name)
    tell("2 check")
    draft, problems = _judge(found, library)
    named = (*found.files, *list_content(draft), *list_own(folder))
    sources = digest_sources(library, named)
    jobs = plan_jobs(draft, only, audiences, library)
    files, said = _generate(draft, jobs, library, tell)
    problems = add_excerpts((*problems, *said), library)
    if has_error(problems):
        raise SourceError(problems)
    tell("5 audit")
    if faults := _audit(draft, files, library):
        raise AuditFailure(faults)
    tell("6 write")
    _refuse_changed(sources, digest_sources(library, named))
    record = _record(draft, files, sources, library)
    said = write_files(output / name, record, bool(only or audiences), edited)
    return Result(output / name, files, (*problems, *said))


@collect_seldom()
def make_files(
    draft: Draft, library: Library, only: Iterable[str] = (), audiences: Iterable[str] = ()
) -> tuple[BuiltFile, ...]:
    """The files of the outputs that `draft` lists, neither checked, audited nor written.

    `only` and `audiences` are those of `publish`. Raises `SourceError` when an output cannot be
    made, `LookupError` as `publish` does, and `GeneratorFailure` when a generator fails.
    """
    jobs = plan_jobs(draft, tuple(only), tuple(audiences), library)
    files, problems = _generate(draft, jobs, library, lambda message: None)
    if has_error(problems):
        raise SourceError(problems)
    return files


@collect_seldom()
def review(
    folder: Path, library: Library | None = None, cache: Cache | None = None
) -> tuple[Draft | None, tuple[Problem, ...]]:
    """The draft in `folder`, as far as it can be read, and every problem found in it.

    `library` is what the folder is read through, if not by itself; `cache` has what was said of its
    outputs before.
    """
    library = library or Folder(folder)
    draft, problems = list_problems(library, folder.resolve().name)
    if draft and not has_error(problems):
        problems = add_excerpts((*problems, *_check_outputs(draft, library, cache)), library)
    return draft, problems


def list_problems(library: Library, name: str) -> tuple[Draft | None, tuple[Problem, ...]]:
    """The draft called `name`, as far as it can be read, and what can be said of the source alone.

    No generator is asked about its outputs.
    """
    found = read_source(library, name)
    return found.draft, _list_problems(found, library)


@collect_seldom()
def explain(
    folder: Path,
    audiences: Iterable[str] = (),
    tell: Callable[[str], None] = lambda message: None,
) -> tuple[Draft, tuple[OutputFit, ...]]:
    """The draft in `folder`, and how each output for `audiences`, or for all, is made to fit.

    Only outputs that choose what they show are explained. Raises as `publish` does.
    """
    library = Folder(folder)
    found = read_source(library, folder.resolve().name)
    draft, _ = _judge(found, library)
    listed = dict.fromkeys(request.generator for request in draft.outputs)
    only = tuple(name for name in listed if load_generator(name).explain)
    if not only:
        raise LookupError("no output of this publication chooses what it shows")
    jobs = plan_jobs(draft, only, tuple(audiences), library)
    content = list_content(draft)
    explained: list[OutputFit] = []
    places: dict[str, tuple[Place, ...]] = {"": ()}
    for job in jobs:
        tell(f"explain {job.name}")
        document = replace(
            select(draft, job.audience, job.takes_queries), places=places[job.quotes]
        )
        restricted = restrict(library, document, job.options, content)
        if job.name in {other.quotes for other in jobs}:
            places[job.name] = _run(job, document, restricted).places
        if job.wanted and job.generator.explain:
            report = _call(job, job.generator.explain, document, restricted)
            name = job.request.generator
            explained.append(OutputFit(job.name, name, job.audience or "", report))
    return draft, tuple(explained)


@collect_seldom()
def examine(folder: Path, names: Iterable[str]) -> tuple[Problem, ...]:
    """What the audit finds in the files called so, when they are made from the source in `folder`.

    Raises `SourceError` and `GeneratorFailure` as `publish` does.
    """
    library, named = Folder(folder), frozenset(names)
    draft = read_source(library, folder.resolve().name).draft
    jobs = plan_jobs(draft, (), (), library) if draft else ()
    quoted = {job.quotes for job in jobs if job.name in named}
    meant = tuple(
        replace(job, wanted=job.name in named) for job in jobs if job.name in named | quoted
    )
    if draft is None or not meant:
        return ()
    files, problems = _generate(draft, meant, library, lambda message: None)
    return (*problems, *_audit(draft, files, library))


def _judge(found: ReadResult, library: Library) -> tuple[Draft, tuple[Problem, ...]]:
    problems = _list_problems(found, library)
    if found.draft is None or has_error(problems):
        raise SourceError(problems)
    return found.draft, problems


def _list_problems(found: ReadResult, library: Library) -> tuple[Problem, ...]:
    """Everything that is wrong with a source: what reading found, and what looking at it finds."""
    draft = found.draft
    if draft is None:
        return found.problems
    found_in_texts = place_in_words(check(draft, library), library, draft.publication.language)
    checked = (*found_in_texts, *check_requests(draft), *check_options(draft))
    checked += tuple(find_unused(found, library))
    real = (problem for problem in checked if not is_consequence(problem, found.losses))
    return add_excerpts((*found.problems, *real), library)


def _check_outputs(draft: Draft, library: Library, cache: Cache | None) -> Iterator[Problem]:
    """What a build would refuse in a source that has no error of its own."""
    try:
        jobs = plan_jobs(draft, (), (), library)
    except SourceError as fault:
        yield from fault.problems
        return
    content = list_content(draft)
    documents: dict[tuple[str | None, bool], Document] = {}
    for job in jobs:
        if job.generator.check is None:
            continue
        reader = job.audience, job.takes_queries
        if reader not in documents:
            documents[reader] = select(draft, *reader)
        restricted = restrict(library, documents[reader], job.options, content)
        found = _ask(job, job.generator.narrow(documents[reader]), restricted, cache)
        yield from _place(found, job, draft, library)


def _ask(job: Job, document: Document, library: Library, cache: Cache | None) -> Problems:
    """What the job's generator would refuse, or would have refused of the same document before."""
    if cache is None:
        return find_refused(job, document, library)
    options, digest = repr(job.request.options), digest_whole(document)
    question = "output", job.request.generator, options, digest
    return recall_problems(
        cache, question, library, lambda library: find_refused(job, document, library)
    )


def find_refused(job: Job, document: Document, library: Library) -> Problems:
    """What the job's generator would refuse; nothing where it cannot say."""
    check_output = job.generator.check
    try:
        return _call(job, check_output, document, library) if check_output else ()
    except SourceError as fault:
        return fault.problems


def _place(
    problems: Iterable[Problem], job: Job, draft: Draft, library: Library
) -> Iterator[Problem]:
    """The problems, those without a place at the line that asks for the output."""
    placed = place_in_words(problems, library, draft.publication.language)
    for problem in _point_to_options(placed, job, library):
        yield problem if problem.span else replace(problem, span=job.request.span)


def _point_to_options(problems: Iterable[Problem], job: Job, library: Library) -> Iterator[Problem]:
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


# ------------------------------------------------------------------------------ generating


def _generate(
    draft: Draft, jobs: tuple[Job, ...], library: Library, tell: Callable[[str], None]
) -> tuple[tuple[BuiltFile, ...], tuple[Problem, ...]]:
    places: dict[str, tuple[Place, ...]] = {"": ()}
    documents: dict[tuple[str | None, bool], tuple[Document, str]] = {}
    content = list_content(draft)
    files: list[BuiltFile] = []
    problems: list[Problem] = []
    for number, job in enumerate(jobs, 1):
        if job.quotes not in places:
            continue  # the file that it quotes could not be made, which is told already
        reader = job.audience, job.takes_queries
        if reader not in documents:
            tell(f"3 select for {job.audience or 'everyone'}{', with queries' * reader[1]}")
            selected = select(draft, *reader)
            documents[reader] = selected, digest_document(selected, library)
        document, digest = documents[reader]
        document = replace(document, places=places[job.quotes])
        tell(f"4 generate {job.name} ({number} of {len(jobs)})")
        try:
            output = _run(job, document, restrict(library, document, job.options, content))
        except SourceError as fault:
            problems.extend(_place(fault.problems, job, draft, library))
            continue
        places[job.name] = output.places
        problems.extend(_point_to_options(output.problems, job, library))
        if job.wanted:
            files.extend(_list_files(job, output, digest))
    return tuple(files), tuple(problems)


def _list_files(job: Job, output: Output, digest: str) -> Iterator[BuiltFile]:
    """The job's file, and beside it what its maker says of it: on what it rests, and what a
    catalogue says."""
    made = job.request.generator, job.audience or ""
    yield BuiltFile(job.name, *made, output.pages, output.data, digest, job.takes_queries)
    for ending, said in ((TRACE, output.trace), (RECORD, output.record)):
        if said:
            beside = job.name.removesuffix(job.generator.suffix) + ending
            yield BuiltFile(beside, *made, 0, said, digest)


def _call(
    job: Job, step: Callable[[Document, Any, Library], Made], document: Document, library: Library
) -> Made:
    """What a step of the job's generator gives. Raises `SourceError` and `GeneratorFailure`."""
    try:
        return step(document, job.options, library)
    except (SourceError, MemoryError):
        raise
    except Exception as fault:
        raise GeneratorFailure(
            f"the generator `{job.request.generator}` failed: {fault!r}"
        ) from fault


def _run(job: Job, document: Document, library: Library) -> Output:
    output = _call(job, job.generator.generate, document, library)
    if type(output) is not Output:
        raise GeneratorFailure(f"the generator `{job.request.generator}` returned no Output")
    return output


# ------------------------------------------------------------------------------ auditing


def _audit(draft: Draft, files: tuple[BuiltFile, ...], library: Library) -> tuple[Problem, ...]:
    """What is wrong with the finished files."""
    readers = dict.fromkeys((file.audience or None, file.queries) for file in files)
    expected = expect_each(draft, readers, library)
    found = (
        audit_file(
            f.name,
            f.data,
            expected[f.audience or None, f.queries],
            find_claims(f.generator, f.name),
        )
        for f in files
    )
    return tuple(problem for problems in found for problem in problems)


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


def inspect(folder: Path, files: Iterable[Path], audience: str | None) -> tuple[Problem, ...]:
    """What is wrong with `files`, made from the publication in `folder` for `audience`.

    A file that has the name of an output of the publication is held to what such an output has to
    say; any other only to what it may not. Raises `SourceError`, `LookupError` and `OSError`.
    """
    library = Folder(folder)
    found = read_source(library, folder.resolve().name)
    draft, _ = _judge(found, library)
    refuse_unknown("audience", (audience,) if audience else (), [a.id for a in draft.audiences])
    jobs = {job.name: job for job in plan_jobs(draft, (), (), library)}
    reviewed = {name for name, job in jobs.items() if job.takes_queries}
    expected = expect_each(draft, ((audience, False), (audience, True)), library)
    makers = {name: job.request.generator for name, job in jobs.items()}
    problems = (
        audit_file(
            f.name,
            f.read_bytes(),
            expected[audience, f.name in reviewed],
            find_claims(makers.get(f.name, ""), f.name),
        )
        for f in files
    )
    return tuple(problem for every in problems for problem in every)


# ------------------------------------------------------------------------------ writing


def _record(
    draft: Draft, files: tuple[BuiltFile, ...], sources: Mapping[str, str], library: Library
) -> BuildRecord:
    claims = {file.name: find_claims(file.generator, file.name) for file in files}
    whole = frozenset(name for name, claim in claims.items() if claim.complete)
    audiences = tuple(audience.id for audience in draft.audiences)
    return BuildRecord(files, whole, sources, audiences, list_waived(draft, library))


def _refuse_changed(before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Raise `NotWritten` when the source is no longer what the files were made from."""
    changed = [name for name, digest in before.items() if after[name] != digest]
    if changed:
        raise NotWritten(f"{list_names(changed)} changed while the files were made", "build again")
