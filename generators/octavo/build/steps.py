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

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from octavo.audit import WHOLE, examine, inquire
from octavo.build.gc_tuning import collect_seldom
from octavo.build.manifest import (
    MANIFEST,
    BuiltFile,
    describe,
    digest_document,
    digest_sources,
    join_digests,
    list_pictures,
    read_entries,
    write_manifest,
)
from octavo.build.options import read_options
from octavo.build.writing import replace_folder
from octavo.checks import check, list_waived
from octavo.document import Document, Draft, OutputRequest, Picture, Place
from octavo.document.problem import Problem, Severity, SourceError, Span
from octavo.document.walk import query
from octavo.files.library import Folder, Library
from octavo.files.source_file import add_excerpts, error, suggest
from octavo.generator import FitReport, Generator, Output, find_generator, list_generators
from octavo.selection.audience import find_level, select
from octavo.selection.portions import name_level
from octavo.source.draft import FILE, read_source

if TYPE_CHECKING:
    from octavo.checks.attribution import Waived

Made = TypeVar("Made")
TRACE = ".trace.json"
"""How the name of a file ends that says what another one rests on."""
PAGED = "booklet"
"""The generator whose page numbers the others quote."""


class GeneratorFailure(Exception):  # noqa: N818  it is not an error of the source or the command
    """A generator failed in a way that is its own fault. `__cause__` is what it raised."""


class AuditFailure(GeneratorFailure):
    """A finished file has what its readers may not see, or lacks what they should."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("a finished file is not what it should be; nothing was written")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Result:
    """What a build made."""

    folder: Path
    files: tuple[BuiltFile, ...]
    problems: tuple[Problem, ...]
    """Warnings and notes, in order of file and line."""


@dataclass(frozen=True, slots=True)
class OutputFit:
    """One output, with how it was made to fit."""

    name: str
    generator: str
    audience: str
    """Id."""
    report: FitReport


@dataclass(frozen=True, slots=True)
class _Job:
    """One output to make."""

    request: OutputRequest
    generator: Generator[Any]
    options: object
    audience: str | None
    wanted: bool
    """Whether it is written; a booklet is also made for the page numbers it gives the others."""


@collect_seldom()
def publish(
    folder: Path,
    output: Path,
    only: Iterable[str] = (),
    audiences: Iterable[str] = (),
    tell: Callable[[str], None] = lambda message: None,
) -> Result:
    """The files made from the publication in `folder`, written to `output`/its name.

    `only` names generators, `audiences` ids; empty means all that the publication asks for.
    `tell` hears of each step. Raises `SourceError` with every problem when there is an error in the
    source, `LookupError` when `only` or `audiences` names what there is not, `Fault` when a
    generator fails, `Breach` when a file does not stand up to the audit, `OSError` when the files
    cannot be written; then nothing is changed on disk.
    """
    library = Folder(folder)
    name = folder.resolve().name
    tell(f"1 read {name}")
    found = read_source(library, name)
    tell("2 check")
    draft, problems = _judge(found.draft, found.problems, library)
    jobs = _plan(draft, tuple(only), tuple(audiences), library)
    files, said = _generate(draft, jobs, library, tell)
    problems = add_excerpts((*problems, *said), library)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise SourceError(problems)
    tell("5 audit")
    if faults := _audit(draft, files, library):
        raise AuditFailure(faults)
    tell("6 write")
    named = (*found.files, *_list_pictures(draft), *_list_own(folder))
    partial = bool(tuple(only) or tuple(audiences))
    sources, waived = digest_sources(library, named), list_waived(draft, library)
    _write(output / name, draft, files, sources, waived, partial)
    return Result(output / name, files, problems)


@collect_seldom()
def make_files(draft: Draft, library: Library) -> tuple[BuiltFile, ...]:
    """The files of all outputs that `draft` lists, neither checked, audited nor written.

    Raises `SourceError` when an output cannot be made, and `Fault` when a generator fails.
    """
    jobs = _plan(draft, (), (), library)
    files, problems = _generate(draft, jobs, library, lambda message: None)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise SourceError(problems)
    return files


def review(folder: Path) -> tuple[Draft | None, tuple[Problem, ...]]:
    """The draft in `folder`, as far as it can be read, and every problem found in it."""
    library = Folder(folder)
    found = read_source(library, folder.resolve().name)
    if found.draft is None:
        return None, found.problems
    extra = [*check(found.draft, library), *_check_outputs(found.draft)]
    for request in found.draft.outputs:
        if request.options and request.generator in list_generators():
            generator = _load(request.generator)
            extra.extend(read_options(generator.options, request.options, request.span)[1])
    return found.draft, add_excerpts((*found.problems, *extra), library)


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
    draft, _ = _judge(found.draft, found.problems, library)
    listed = dict.fromkeys(request.generator for request in draft.outputs)
    only = tuple(name for name in listed if _load(name).explain)
    if not only:
        raise LookupError("no output of this publication chooses what it shows")
    explained: list[OutputFit] = []
    places: tuple[Place, ...] = ()
    for job in _plan(draft, only, tuple(audiences), library):
        tell(f"explain {name_file(draft, job)}")
        document = replace(select(draft, job.audience, _takes_queries(job)), places=places)
        restricted = restrict(library, document)
        if job.generator.explain is None:
            places = _run(job, document, restricted).places
        else:
            account = _call(job, job.generator.explain, document, restricted)
            named = name_file(draft, job), job.request.generator, job.audience or ""
            explained.append(OutputFit(*named, account))
    return draft, tuple(explained)


def _judge(
    draft: Draft | None, problems: tuple[Problem, ...], library: Library
) -> tuple[Draft, tuple[Problem, ...]]:
    if draft is not None:
        problems = (*problems, *check(draft, library), *_check_outputs(draft))
        problems = add_excerpts(problems, library)
    if draft is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise SourceError(problems)
    return draft, problems


# ------------------------------------------------------------------------------ planning


def _check_outputs(draft: Draft) -> tuple[Problem, ...]:
    """What is wrong with the list of outputs."""
    problems: list[Problem] = []
    for request in draft.outputs:
        if request.generator not in list_generators():
            message = f"there is no generator `{request.generator}`"
            hint = suggest(request.generator, list_generators())
            problems.append(error("OUT001", message, request.span, hint))
    return tuple(problems)


def _plan(
    draft: Draft, only: tuple[str, ...], audiences: tuple[str, ...], library: Library
) -> tuple[_Job, ...]:
    """The outputs to make, the booklet first. Raises `LookupError` and `SourceError`."""
    if not draft.outputs:
        raise SourceError((error("OUT004", "`outputs` lists nothing to make", Span(FILE, 0)),))
    requests = [request.generator for request in draft.outputs]
    _refuse_unknown("output", only, requests)
    _refuse_unknown("audience", audiences, [audience.id for audience in draft.audiences])
    problems: list[Problem] = []
    jobs: list[_Job] = []
    for request in draft.outputs:
        if only and request.generator not in (*only, PAGED):
            continue
        generator = _load(request.generator)
        options, wrong = read_options(generator.options, request.options, request.span)
        problems.extend(wrong)
        named = request.generator in only
        for audience, wanted in _list_editions(draft, request, generator, named, audiences):
            chosen = wanted and (named or not only)
            jobs.append(_Job(request, generator, options, audience, chosen))
    problems = problems or _find_clashes(draft, jobs)
    if problems:
        raise SourceError(add_excerpts(problems, library))
    jobs.sort(key=lambda job: job.request.generator != PAGED)
    return _drop_unwanted(jobs)


def _load(name: str) -> Generator[Any]:
    try:
        return find_generator(name)
    except LookupError:
        raise
    except Exception as fault:
        raise GeneratorFailure(f"the generator `{name}` cannot be loaded: {fault!r}") from fault


def _drop_unwanted(jobs: list[_Job]) -> tuple[_Job, ...]:
    """The jobs that are wanted, and before them a booklet that gives them their page numbers."""
    wanted = [job for job in jobs if job.wanted]
    paged = any(_gives_places(job) for job in wanted)
    first = next((job for job in jobs if _gives_places(job)), None)
    needed = wanted and first and not paged and any(j.generator.per_audience for j in wanted)
    return (first, *wanted) if needed and first else tuple(wanted)


def _gives_places(job: _Job) -> bool:
    return job.request.generator == PAGED and job.audience is None


def _list_editions(
    draft: Draft,
    request: OutputRequest,
    generator: Generator[Any],
    named: bool,
    audiences: tuple[str, ...],
) -> list[tuple[str | None, bool]]:
    """For whom the request makes a file, each with whether it is wanted now."""
    everyone = [audience.id for audience in draft.audiences] if generator.per_audience else [None]
    editions: list[str | None] = [*request.audiences] or [*everyone]
    if not audiences:
        return [(edition, True) for edition in editions]
    if named and editions == [None]:
        return [(None, False), *((audience, True) for audience in audiences)]
    return [(edition, edition in audiences) for edition in editions]


def _refuse_unknown(what: str, asked: tuple[str, ...], known: list[str]) -> None:
    for name in asked:
        if name not in known:
            near = get_close_matches(name, known, 1)
            names = ", ".join(dict.fromkeys(known))
            hint = f"did you mean `{near[0]}`?" if near else f"known: {names}"
            raise LookupError(f"this publication has no {what} `{name}`; {hint}")


def name_file(draft: Draft, job: _Job) -> str:
    """The name of the job's file: publication, label, edition, audience, marking, suffix."""
    label = job.request.generator if job.generator.label is None else job.generator.label
    edition = getattr(job.options, "edition", "")
    usual = getattr(job.generator.options(), "edition", "")
    special = edition if edition != usual else ""
    level = find_level(draft, job.audience)
    marking = name_level(level) if level else ""
    parts = [draft.publication.name, label, special, job.audience or "", marking]
    return "-".join(part for part in parts if part) + job.generator.suffix


def _find_clashes(draft: Draft, jobs: list[_Job]) -> list[Problem]:
    problems: list[Problem] = []
    seen: dict[str, _Job] = {}
    for job in jobs:
        name = name_file(draft, job)
        if name in seen:
            message = f"two outputs would both be called `{name}`"
            problems.append(error("OUT003", message, job.request.span, "delete one of them"))
        seen[name] = job
    return problems


# ------------------------------------------------------------------------------ generating


@dataclass(frozen=True, slots=True)
class _DocumentLibrary:
    """Of a library, what one document may use: templates, assets, and the files it names."""

    library: Library
    files: frozenset[str]

    def read(self, name: str) -> bytes:
        """The bytes of `name`. Raises `FileNotFoundError` for a file the document does not name."""
        if name not in self.files and not name.startswith(("templates/", "assets/")):
            raise FileNotFoundError(name)
        return self.library.read(name)


def restrict(library: Library, document: Document) -> Library:
    """Of `library`, what `document` may use; other files do not exist for its generators."""
    return _DocumentLibrary(library, frozenset(list_pictures(document)))


def _generate(
    draft: Draft, jobs: tuple[_Job, ...], library: Library, tell: Callable[[str], None]
) -> tuple[tuple[BuiltFile, ...], tuple[Problem, ...]]:
    places: dict[str | None, tuple[Place, ...]] = {}
    documents: dict[tuple[str | None, bool], tuple[Document, str]] = {}
    files: list[BuiltFile] = []
    problems: list[Problem] = []
    for job in jobs:
        reader = job.audience, _takes_queries(job)
        if reader not in documents:
            tell(f"3 select for {job.audience or 'everyone'}{', with queries' * reader[1]}")
            selected = select(draft, *reader)
            documents[reader] = selected, digest_document(selected, library)
        document, digest = documents[reader]
        known = places.get(job.audience) or places.get(None, ())
        name = name_file(draft, job)
        tell(f"4 generate {name}")
        try:
            output = _run(job, replace(document, places=known), restrict(library, document))
        except SourceError as fault:
            problems.extend(fault.problems)
            if job.request.generator == PAGED:
                break
            continue
        places.setdefault(job.audience, output.places)
        problems.extend(output.problems)
        if job.wanted:
            made = job.request.generator, job.audience or ""
            files.append(BuiltFile(name, *made, output.pages, output.data, digest, reader[1]))
            if output.trace:
                beside = name.removesuffix(job.generator.suffix) + TRACE
                files.append(BuiltFile(beside, *made, 0, output.trace, digest))
    return tuple(files), tuple(problems)


def _takes_queries(job: _Job) -> bool:
    return job.generator.takes_queries(job.options)


def _call(
    job: _Job, step: Callable[[Document, Any, Library], Made], document: Document, library: Library
) -> Made:
    """What a step of the job's generator gives. Raises `SourceError` and `Fault`."""
    try:
        return step(document, job.options, library)
    except SourceError:
        raise
    except Exception as fault:
        raise GeneratorFailure(
            f"the generator `{job.request.generator}` failed: {fault!r}"
        ) from fault


def _run(job: _Job, document: Document, library: Library) -> Output:
    output = _call(job, job.generator.generate, document, library)
    if type(output) is not Output:
        raise GeneratorFailure(f"the generator `{job.request.generator}` returned no Output")
    return output


# ------------------------------------------------------------------------------ auditing


def _audit(draft: Draft, files: tuple[BuiltFile, ...], library: Library) -> tuple[Problem, ...]:
    """What is wrong with the finished files."""
    readers = dict.fromkeys((file.audience, file.queries) for file in files)
    wanted = {reader: inquire(draft, reader[0] or None, library, reader[1]) for reader in readers}
    found = (examine(f.name, f.data, wanted[f.audience, f.queries], f.generator) for f in files)
    return tuple(problem for problems in found for problem in problems)


def inspect(folder: Path, files: Iterable[Path], audience: str | None) -> tuple[Problem, ...]:
    """What is wrong with `files`, made from the publication in `folder` for `audience`.

    A file that has the name of an output of the publication is held to what such an output has to
    say; any other only to what it may not. Raises `SourceError`, `LookupError` and `OSError`.
    """
    library = Folder(folder)
    found = read_source(library, folder.resolve().name)
    draft, _ = _judge(found.draft, found.problems, library)
    _refuse_unknown("audience", (audience,) if audience else (), [a.id for a in draft.audiences])
    jobs = {name_file(draft, job): job for job in _plan(draft, (), (), library)}
    reviewed = {name for name, job in jobs.items() if _takes_queries(job)}
    wanted = {asked: inquire(draft, audience, library, asked) for asked in (False, True)}
    makers = {name: job.request.generator for name, job in jobs.items()}
    problems = (
        examine(f.name, f.read_bytes(), wanted[f.name in reviewed], makers.get(f.name, ""))
        for f in files
    )
    return tuple(problem for every in problems for problem in every)


# ------------------------------------------------------------------------------ writing


def _write(
    target: Path,
    draft: Draft,
    files: tuple[BuiltFile, ...],
    sources: Mapping[str, str],
    waived: tuple[Waived, ...],
    partial: bool,
) -> None:
    """Replace what an earlier build left in `target`; files that are not Octavo's stay."""
    earlier = read_entries(target)
    present = {path.name for path in target.iterdir()} if target.is_dir() else set[str]()
    foreign = present - {MANIFEST} - {str(entry["name"]) for entry in earlier}
    made = {file.name for file in files}
    kept = [e for e in earlier if partial and e["name"] not in made and e["name"] in present]
    source = join_digests(sources)
    entries = (*kept, *(describe(file, source, file.generator in WHOLE) for file in files))
    audiences = (audience.id for audience in draft.audiences)
    text = write_manifest(sources, audiences, entries, map(asdict, waived))
    contents = {file.name: file.data for file in files} | {MANIFEST: text.encode()}
    keep = foreign | {str(entry["name"]) for entry in kept}
    replace_folder(target, contents, frozenset(keep))


def _list_pictures(draft: Draft) -> list[str]:
    """The picture files that the draft names."""
    names = [picture.file for picture in query((draft.publication, draft.sections), Picture)]
    return names + [photo.file for photo in draft.photos if photo.file]


def _list_own(folder: Path) -> list[str]:
    """The publication's own templates and assets."""
    found = (path for part in ("templates", "assets") for path in folder.glob(f"{part}/**/*"))
    return [path.relative_to(folder).as_posix() for path in found if path.is_file()]
