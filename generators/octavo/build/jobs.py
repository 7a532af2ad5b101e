"""The files to make, from what a publication lists and what the command asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from typing import Any

from octavo.build.isolation import find_isolated, is_isolated
from octavo.build.options import read_options
from octavo.document import Document, Draft, OutputRequest, Recipient
from octavo.document.problem import Problem, SourceError, Span
from octavo.files.library import Library
from octavo.files.source_file import add_excerpts, error, find_in_file, note, suggest
from octavo.generator import (
    FitReport,
    Generator,
    find_generator,
    is_foreign,
    list_generators,
)
from octavo.selection.audience import find_level
from octavo.selection.portions import name_level
from octavo.source.draft import FILE
from octavo.source.recipients import COLUMNS


class GeneratorFailure(Exception):  # noqa: N818  it is not an error of the source or the command
    """A generator failed in a way that is its own fault. `__cause__` is what it raised."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to make."""

    name: str
    """Of the file; no two jobs of a plan have the same."""
    request: OutputRequest
    generator: Generator[Any]
    options: object
    audience: str | None
    listed: bool
    """Whether the publication lists it; otherwise only the command asks for it."""
    wanted: bool
    """Whether it is written; what others quote is also made for its page numbers alone."""
    quotes: str = ""
    """The name of the file whose page numbers it is given; empty for none."""
    recipient: Recipient | None = None
    """The one of the audience's readers for whom it is; `None` for all of them."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process finds the generator by its name."""
        values = self.audience, self.listed, self.wanted, self.quotes, self.recipient
        return _find_again, (self.name, self.request, self.options, *values)

    @property
    def takes_queries(self) -> bool:
        """Whether its document holds the author's queries."""
        return self.generator.takes_queries(self.options)

    @property
    def foreign(self) -> str:
        """The name of its generator, if that stands in another package; else empty."""
        name = self.request.generator
        return name if is_foreign(name) else ""


def _find_again(name: str, request: OutputRequest, options: object, *values: Any) -> Job:
    return Job(name, request, load_generator(request.generator), options, *values)


MOST_NAMED = 20
"""Names that a message lists of those that there are: of a thousand readers nobody reads more."""


def load_generator(name: str) -> Generator[Any]:
    """The installed generator called `name`.

    Raises `LookupError` when there is none, and `GeneratorFailure` when its package fails.
    """
    try:
        return find_isolated(name) if is_isolated() and is_foreign(name) else find_generator(name)
    except LookupError:
        raise
    except Exception as fault:
        raise GeneratorFailure(f"the generator `{name}` cannot be loaded: {fault!r}") from fault


def find_explanation(
    generator: Generator[Any], pages: bool
) -> Callable[[Document, Any, Library], FitReport] | None:
    """What tells how an output is made to fit: what it shows, or what stands on which page."""
    return generator.explain_pages if pages else generator.explain


def check_requests(draft: Draft) -> tuple[Problem, ...]:
    """What is wrong with the list of outputs."""
    problems: list[Problem] = []
    installed = list_generators()
    for request in draft.outputs:
        if request.generator not in installed:
            message = f"there is no generator `{request.generator}`"
            hint = suggest(request.generator, installed)
            problems.append(error("OUT001", message, request.span, hint))
    return tuple(problems)


def check_options(draft: Draft) -> tuple[Problem, ...]:
    """What is wrong with the options of the outputs whose generators there are."""
    problems: list[Problem] = []
    installed = list_generators()
    for request in draft.outputs:
        if request.options and request.generator in installed:
            kind = load_generator(request.generator).options
            problems.extend(read_options(kind, request.options, request.span)[1])
        if request.readers and request.generator in installed:
            problems.extend(_check_list(request, load_generator(request.generator)))
    return tuple(problems)


def _check_list(request: OutputRequest, generator: Generator[Any]) -> Iterator[Problem]:
    """What is wrong with what the list of readers says of options."""
    if not generator.per_audience:
        message = f"`{request.generator}` makes one file for all, and none for each of a list"
        yield error("AUD011", message, request.span, "name ids of audiences, or leave it out")
        return
    known = [field.name for field in fields(generator.options)]
    tried: set[tuple[tuple[str, str], ...]] = set()
    strange: set[str] = set()
    for reader in request.recipients:
        if reader.options not in tried:
            tried.add(reader.options)
            strange.update(name for name, _ in reader.options if name not in known)
            own = tuple((name, value) for name, value in reader.options if name in known)
            yield from read_options(generator.options, own, reader.span)[1]
    for name in sorted(strange):
        message = f"`{request.generator}` makes nothing of the column `{name}` of the list"
        hint = suggest(name, [*known, *COLUMNS])
        yield note("AUD013", message, Span(request.readers, 1), hint)


def plan_jobs(
    draft: Draft, only: tuple[str, ...], audiences: tuple[str, ...], library: Library
) -> tuple[Job, ...]:
    """The files to make, each after the one whose page numbers it quotes.

    `only` names generators, `audiences` ids; empty means all. Which file is quoted depends on what
    the publication lists, never on what is asked for now: the same file has the same bytes whatever
    else is made. Raises `LookupError`, `SourceError` and `GeneratorFailure`.
    """
    if not draft.outputs:
        hint = "write what is wanted, such as `outputs: [booklet, word, briefing]`"
        span = find_in_file(library, FILE, "outputs:")
        raise SourceError((error("OUT004", "`outputs` lists nothing to make", span, hint),))
    refuse_unknown("output", only, [request.generator for request in draft.outputs])
    refuse_unknown("audience", audiences, list_readers(draft))
    jobs: list[Job] = []
    problems: list[Problem] = []
    for request, generator in _choose_requests(draft, only):
        options, wrong = read_options(generator.options, request.options, request.span)
        problems.extend(wrong)
        if options is not None:
            jobs.extend(_list_jobs(draft, request, generator, options, only, audiences))
    listed = {job.name for job in jobs if job.listed}
    jobs = [job for job in jobs if job.listed or job.name not in listed]
    problems = problems or _find_clashes(jobs)
    if problems:
        raise SourceError(add_excerpts(problems, library))
    return _link(jobs)


def list_readers(draft: Draft) -> list[str]:
    """The ids of all for whom there are files: the audiences, then those in lists."""
    listed = (reader.id for request in draft.outputs for reader in request.recipients)
    return list(dict.fromkeys((*(audience.id for audience in draft.audiences), *listed)))


def refuse_unknown(what: str, asked: Iterable[str], known: list[str]) -> None:
    """Raise `LookupError`, with the nearest name, for what is `asked` for and not `known`."""
    for name in asked:
        if name not in known:
            near = get_close_matches(name, known, 1)
            names = ", ".join([*dict.fromkeys(known)][:MOST_NAMED])
            hint = f"did you mean `{near[0]}`?" if near else f"known: {names}"
            raise LookupError(f"this publication has no {what} `{name}`; {hint}")


def _choose_requests(
    draft: Draft, only: tuple[str, ...]
) -> list[tuple[OutputRequest, Generator[Any]]]:
    """The outputs asked for, and when one of them quotes page numbers, all that could give them."""
    asked = [
        (request, load_generator(request.generator))
        for request in draft.outputs
        if not only or request.generator in only
    ]
    if len(asked) == len(draft.outputs) or not any(one.needs_places for _, one in asked):
        return asked
    every = [(request, load_generator(request.generator)) for request in draft.outputs]
    return [
        (request, generator)
        for request, generator in every
        if request.generator in only or generator.gives_places
    ]


def _list_jobs(
    draft: Draft,
    request: OutputRequest,
    generator: Generator[Any],
    options: object,
    only: tuple[str, ...],
    audiences: tuple[str, ...],
) -> Iterator[Job]:
    """A job for each audience that the request makes a file for, now or in a full build."""
    if request.readers:
        yield from _list_copies(draft, request, generator, only, audiences)
        return
    everyone = [audience.id for audience in draft.audiences] if generator.per_audience else [None]
    editions: list[str | None] = [*request.audiences] or [*everyone]
    asked = request.generator in only or not only
    for audience in editions:
        name = _name_file(draft, request, generator, options, audience)
        wanted = asked and (not audiences or audience in audiences)
        yield Job(name, request, generator, options, audience, listed=True, wanted=wanted)
    if request.generator in only and editions == [None]:
        for audience in audiences:
            name = _name_file(draft, request, generator, options, audience)
            yield Job(name, request, generator, options, audience, listed=False, wanted=True)


def _list_copies(
    draft: Draft,
    request: OutputRequest,
    generator: Generator[Any],
    only: tuple[str, ...],
    audiences: tuple[str, ...],
) -> Iterator[Job]:
    """A job for each reader in the list of the request."""
    asked = request.generator in only or not only
    choices: dict[tuple[tuple[str, str], ...], object] = {}
    markings: dict[str, str] = {}
    for reader in request.recipients:
        id = reader.audience
        if reader.options not in choices:
            written = join_options(request, reader, generator)
            choices[reader.options] = read_options(generator.options, written, reader.span)[0]
        if id not in markings:
            markings[id] = _name_marking(draft, id)
        options = choices[reader.options]
        if options is None:
            continue  # check_options has told why
        name = _join_name(draft, request, generator, options, reader.id, markings[id])
        wanted = asked and (not audiences or id in audiences or reader.id in audiences)
        yield Job(name, request, generator, options, id, True, wanted, "", reader)


def join_options(
    request: OutputRequest, reader: Recipient, generator: Generator[Any]
) -> tuple[tuple[str, str], ...]:
    """The options for one of the request's readers: those of the list before those of all."""
    known = [field.name for field in fields(generator.options)]
    own = {name: value for name, value in reader.options if name in known}
    return tuple((dict(request.options) | own).items())


def choose_examples(jobs: Iterable[Job]) -> Iterator[Job]:
    """The jobs, of those for a long list of readers some that stand for all others.

    What must be on a page is the same for all readers of an audience but for their names: of those
    who have the same options, these are the ones with the longest names, and so many more that each
    letter of any name is in one of them.
    """
    alike: dict[object, list[Job]] = {}
    for job in jobs:
        if job.recipient is None:
            yield job
        else:
            alike.setdefault((job.request.generator, job.audience, repr(job.options)), []).append(
                job
            )
    for same in alike.values():
        same.sort(key=lambda job: len(_find_name(job)), reverse=True)
        letters = set[str]()
        for place, job in enumerate(same):
            name = set(_find_name(job))
            if place < EXAMPLES or not name <= letters:
                yield job
            letters |= name


def _find_name(job: Job) -> str:
    return job.recipient.name if job.recipient else ""


EXAMPLES = 5
"""Readers of one kind whose pages a check sets: the widest name may have a letter less than the
longest, and hardly five."""


def _name_file(
    draft: Draft,
    request: OutputRequest,
    generator: Generator[Any],
    options: object,
    audience: str | None,
) -> str:
    marking = _name_marking(draft, audience)
    return _join_name(draft, request, generator, options, audience or "", marking)


def _name_marking(draft: Draft, audience: str | None) -> str:
    level = find_level(draft, audience)
    return name_level(level) if level else ""


def _join_name(
    draft: Draft,
    request: OutputRequest,
    generator: Generator[Any],
    options: object,
    reader: str,
    marking: str,
) -> str:
    """The file's name: publication, label, variant, reader, marking, suffix."""
    label = request.generator if generator.label is None else generator.label
    parts = [draft.publication.name, label, generator.variant(options), reader, marking]
    return "-".join(part for part in parts if part) + generator.suffix


def _find_clashes(jobs: list[Job]) -> list[Problem]:
    problems: list[Problem] = []
    seen: set[str] = set()
    for job in jobs:
        if job.name in seen:
            message = f"two outputs would both be called `{job.name}`"
            problems.append(error("OUT003", message, job.request.span, "delete one of them"))
        seen.add(job.name)
    return problems


def _link(jobs: list[Job]) -> tuple[Job, ...]:
    """The jobs that are wanted, each with what it quotes, and that before them."""
    givers = [job for job in jobs if job.listed and job.generator.gives_places]
    wanted = [replace(job, quotes=_find_giver(job, givers)) for job in jobs if job.wanted]
    quoted = {job.quotes for job in wanted}
    unwritten = [job for job in givers if job.name in quoted and not job.wanted]
    wanted.sort(key=lambda job: not job.generator.gives_places)
    return (*unwritten, *wanted)


def _find_giver(job: Job, givers: list[Job]) -> str:
    """The name of the file that `job` quotes: for its own audience, else for everyone."""
    if not job.generator.needs_places or job.generator.gives_places:
        return ""
    for audience in (job.audience, None):
        for giver in givers:
            if giver.audience == audience:
                return giver.name
    return ""
