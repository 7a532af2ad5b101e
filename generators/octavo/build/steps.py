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

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from octavo.audit import audit_file, expect_each
from octavo.build.gc_tuning import collect_seldom
from octavo.build.jobs import (
    GeneratorFailure,
    Job,
    check_options,
    check_requests,
    choose_examples,
    find_explanation,
    load_generator,
    plan_jobs,
    refuse_unknown,
)
from octavo.build.making import BuildPlan, Maker, call, find_claims, place_problems, run
from octavo.build.manifest import (
    BuiltFile,
    Result,
    digest_sources,
    digest_whole,
    list_own,
)
from octavo.build.output_folder import BuildRecord, EditedFiles, list_names, write_files
from octavo.build.restricted_library import list_content, restrict
from octavo.build.spreading import Workers, spread
from octavo.build.unused_files import find_unused
from octavo.build.writing import NotWritten, open_staging
from octavo.cache.answers import Cache
from octavo.cache.verdicts import recall_problems
from octavo.checks import check, list_waived
from octavo.document import Document, Draft, Place
from octavo.document.problem import Problem, SourceError, has_error
from octavo.files.library import Folder, Library
from octavo.files.source_file import add_excerpts
from octavo.generator import FitReport
from octavo.selection.audience import select, tailor
from octavo.source.consequences import is_consequence
from octavo.source.draft import ReadResult, read_source
from octavo.style.language_file import place_in_words

Problems: TypeAlias = tuple[Problem, ...]


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
    workers: Workers | Executor | None = None,
) -> Result:
    """The files made from the publication in `folder`, written to `output`/its name.

    `only` names generators, `audiences` ids; empty means all that the publication asks for.
    `tell` hears of each step; `edited` says what becomes of files that were changed since they were
    made; `library` is what the folder is read through, if not by itself. `workers`, or the executor
    in their place, make the files side by side instead of this process: the bytes are the same.

    Raises `SourceError` with every problem when there is an error in the source, `LookupError` when
    `only` or `audiences` names what there is not, `GeneratorFailure` when a generator fails,
    `AuditFailure` when a file does not stand up to the audit, `NotWritten` when the files cannot be
    written, and `WorkersLost` when those who make them are gone; then nothing is changed on disk.
    """
    library = library or Folder(folder)
    name, only, audiences = folder.resolve().name, tuple(only), tuple(audiences)
    tell(f"1 read {name}")
    found = read_source(library, name)
    tell("2 check")
    draft, problems = _judge(found, library)
    named = (*found.files, *list_content(draft), *list_own(folder))
    sources = digest_sources(library, named)
    plan = BuildPlan(draft, plan_jobs(draft, only, audiences, library), library)
    with _make_all(plan, output / name, workers, tell) as (files, said, find_faults):
        problems = add_excerpts((*problems, *said), library)
        if has_error(problems):
            raise SourceError(problems)
        tell("5 audit")
        if faults := find_faults():
            raise AuditFailure(faults)
        tell("6 write")
        _refuse_changed(sources, digest_sources(library, named))
        record = _record(draft, files, sources, library)
        said = write_files(output / name, record, bool(only or audiences), edited)
    written = tuple(file.move(output / name) for file in files)
    return Result(output / name, written, (*problems, *said))


@collect_seldom()
def make_files(
    draft: Draft, library: Library, only: Iterable[str] = (), audiences: Iterable[str] = ()
) -> tuple[BuiltFile, ...]:
    """The files of the outputs that `draft` lists, neither checked, audited nor written.

    `only` and `audiences` are those of `publish`. Raises `SourceError` when an output cannot be
    made, `LookupError` as `publish` does, and `GeneratorFailure` when a generator fails.
    """
    jobs = plan_jobs(draft, tuple(only), tuple(audiences), library)
    files, problems, _ = _generate(BuildPlan(draft, jobs, library))
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
    pages: bool = False,
) -> tuple[Draft, tuple[OutputFit, ...]]:
    """The draft in `folder`, and how each output for `audiences`, or for all, is made to fit.

    Only outputs that choose what they show are explained; with `pages`, those that choose what
    stands on which page, one of each kind for each reader. Raises as `publish` does.
    """
    library = Folder(folder)
    found = read_source(library, folder.resolve().name)
    draft, _ = _judge(found, library)
    listed = dict.fromkeys(request.generator for request in draft.outputs)
    only = tuple(name for name in listed if find_explanation(load_generator(name), pages))
    if not only:
        chosen = "which rows stand on which page" if pages else "what it shows"
        raise LookupError(f"no output of this publication chooses {chosen}")
    asked = tuple(audiences)
    every = plan_jobs(draft, only, asked, library)
    jobs = [job for job in every if asked or job.recipient is None]
    content = list_content(draft)
    explained: list[OutputFit] = []
    places: dict[str, tuple[Place, ...]] = {"": ()}
    for job in jobs:
        tell(f"explain {job.name}")
        document = select(draft, job.audience, job.takes_queries)
        document = tailor(document, job.recipient) if job.recipient else document
        document = replace(document, places=places[job.quotes])
        restricted = restrict(library, document, job.options, content, job.foreign)
        if job.name in {other.quotes for other in jobs}:
            places[job.name] = run(job, document, restricted).places
        name = job.request.generator
        reader = job.recipient.id if job.recipient else job.audience or ""
        explains = find_explanation(job.generator, pages)
        again = pages and any((one.generator, one.audience) == (name, reader) for one in explained)
        if job.wanted and explains and not again:
            report = call(job, explains, document, restricted)
            explained.append(OutputFit(job.name, name, reader, report))
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
    files, problems, maker = _generate(BuildPlan(draft, meant, library))
    return (*problems, *maker.audit(files))


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
    for job in choose_examples(jobs):
        if job.generator.check is None:
            continue
        reader = job.audience, job.takes_queries
        if reader not in documents:
            documents[reader] = select(draft, *reader)
        document = tailor(documents[reader], job.recipient) if job.recipient else documents[reader]
        restricted = restrict(library, document, job.options, content, job.foreign)
        found = _ask(job, job.generator.narrow(document), restricted, cache)
        yield from place_problems(found, job, draft, library)


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
        return call(job, check_output, document, library) if check_output else ()
    except SourceError as fault:
        return fault.problems


# ------------------------------------------------------------------------------ generating


@contextmanager
def _make_all(
    plan: BuildPlan, target: Path, workers: Workers | Executor | None, tell: Callable[[str], None]
) -> Generator[tuple[tuple[BuiltFile, ...], Problems, Callable[[], Problems]]]:
    """The files of the plan, what is to be said of them, and how to ask what the audit finds.

    What several workers make stands beside `target` until the context is left.
    """
    if workers is None or len(plan.jobs) < 2:
        files, problems, maker = _generate(plan, tell)
        yield files, problems, lambda: maker.audit(files)
        return
    with open_staging(target) as folder:
        every = spread(plan, workers, folder, tell)
        files = tuple(file for made in every for file in made.files)
        faults = tuple(problem for made in every for problem in made.faults)
        yield files, tuple(problem for made in every for problem in made.problems), lambda: faults


def _generate(
    plan: BuildPlan, tell: Callable[[str], None] = lambda message: None
) -> tuple[tuple[BuiltFile, ...], tuple[Problem, ...], Maker]:
    """The files of the plan, what is to be said of them, and what can audit them."""
    maker, places = Maker(plan, tell), dict[str, tuple[Place, ...]]({"": ()})
    files: list[BuiltFile] = []
    problems: list[Problem] = []
    for number, job in enumerate(plan.jobs):
        if job.quotes not in places:
            continue  # the file that it quotes could not be made, which is told already
        made = maker.make(number, places[job.quotes])
        problems.extend(made.problems)
        files.extend(made.files)
        if not made.refused:
            places[job.name] = made.places
    return tuple(files), tuple(problems), maker


# ------------------------------------------------------------------------------ auditing


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
