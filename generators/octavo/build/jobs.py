"""The files to make, from what a publication lists and what the command asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from octavo.build.options import read_options
from octavo.document import Draft, OutputRequest
from octavo.document.problem import Problem, SourceError
from octavo.files.library import Library
from octavo.files.source_file import add_excerpts, error, find_in_file, suggest
from octavo.generator import Generator, find_generator, list_generators
from octavo.selection.audience import find_level
from octavo.selection.portions import name_level
from octavo.source.draft import FILE


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

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process finds the generator by its name."""
        values = self.audience, self.listed, self.wanted, self.quotes
        return _find_again, (self.name, self.request, self.options, *values)

    @property
    def takes_queries(self) -> bool:
        """Whether its document holds the author's queries."""
        return self.generator.takes_queries(self.options)


def _find_again(name: str, request: OutputRequest, options: object, *values: Any) -> Job:
    return Job(name, request, load_generator(request.generator), options, *values)


def load_generator(name: str) -> Generator[Any]:
    """The installed generator called `name`.

    Raises `LookupError` when there is none, and `GeneratorFailure` when its package fails.
    """
    try:
        return find_generator(name)
    except LookupError:
        raise
    except Exception as fault:
        raise GeneratorFailure(f"the generator `{name}` cannot be loaded: {fault!r}") from fault


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
    return tuple(problems)


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
    refuse_unknown("audience", audiences, [audience.id for audience in draft.audiences])
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


def refuse_unknown(what: str, asked: Iterable[str], known: list[str]) -> None:
    """Raise `LookupError`, with the nearest name, for what is `asked` for and not `known`."""
    for name in asked:
        if name not in known:
            near = get_close_matches(name, known, 1)
            names = ", ".join(dict.fromkeys(known))
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


def _name_file(
    draft: Draft,
    request: OutputRequest,
    generator: Generator[Any],
    options: object,
    audience: str | None,
) -> str:
    """The file's name: publication, label, variant, audience, marking, suffix."""
    label = request.generator if generator.label is None else generator.label
    level = find_level(draft, audience)
    marking = name_level(level) if level else ""
    variant = generator.variant(options)
    parts = [draft.publication.name, label, variant, audience or "", marking]
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
