"""The files of a publication, made again when its source has changed and somebody looks at them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from octavo.build.gc_tuning import collect_seldom
from octavo.build.jobs import GeneratorFailure, Job, check_options, check_requests, plan_jobs
from octavo.build.restricted_library import list_content, restrict
from octavo.document import Document, Draft, Heading, Place
from octavo.document.kept_values import KeptValues
from octavo.document.problem import Problem, Severity, SourceError, Span, has_error
from octavo.document.walk import text_of
from octavo.files.library import Folder, Library
from octavo.files.source_file import add_excerpts
from octavo.generator import Output, PartFile, PreviewOutput
from octavo.preview.page_blocks import ShownBlock, list_blocks
from octavo.preview.page_images import PageImages
from octavo.preview.shown import (
    ShownChoice,
    ShownChoices,
    ShownFile,
    ShownHeading,
    ShownPages,
    ShownState,
)
from octavo.preview.word_pages import NotInstalled, make_pdf
from octavo.selection.audience import select
from octavo.source.draft import read_source
from octavo.source.kept_sections import KeptSections

KINDS = {".pdf": "pdf", ".docx": "office"}
"""How files are shown, by the ends of their names."""


@dataclass(frozen=True, slots=True)
class _Version:
    """What one state of the source makes possible."""

    state: ShownState
    library: Library
    draft: Draft | None
    """`None` while the source has an error."""
    jobs: tuple[Job, ...]
    documents: dict[tuple[str | None, bool], Document]
    made: dict[str, PreviewOutput | tuple[Problem, ...]]
    """Files that were made from it, or why they could not be."""


class Preview:
    """The publication in a folder as it was read last, and its files so far as somebody looked.

    One thread at a time reads and makes; others wait.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._version: _Version | None = None
        self._draft: Draft | None = None
        """What the source said when it last had no error."""
        self._shown: dict[str, ShownPages] = {}
        self._kept = KeptSections()
        self._selected = KeptValues()
        self._outputs: dict[str, PreviewOutput] = {}
        """What is shown of each file: while the source has an error, what was made last."""
        self._parts: dict[str, KeptValues] = {}
        """The drawn parts of each file."""
        self.images = PageImages()

    def read(self) -> ShownState:
        """The state of the source now."""
        with self._lock, collect_seldom():
            number = self._version.state.version + 1 if self._version else 1
            self._version = self._read(number)
            self._draft = self._version.draft or self._draft
            names = frozenset(file.name for file in self._version.state.files)
            self.images.forget(names)
            self._parts = {name: kept for name, kept in self._parts.items() if name in names}
            self._outputs = {name: one for name, one in self._outputs.items() if name in names}
            return self._version.state

    def _read(self, number: int) -> _Version:
        try:
            return self._read_source(number)
        except Exception as fault:  # whatever a file does to us, the preview goes on
            before = self._version.state if self._version else None
            title, files = (before.title, before.files) if before else (self._folder.name, ())
            problem = report_failure(f"the source could not be read: {fault!r}")
            state = ShownState(number, title, files, (problem,), False)
            return _Version(state, Folder(self._folder), None, (), {}, {})

    def _read_source(self, number: int) -> _Version:
        library = Folder(self._folder)
        found = read_source(library, self._folder.resolve().name, self._kept)
        draft, problems = found.draft, found.problems
        jobs: tuple[Job, ...] = ()
        if draft is not None:
            problems = (*problems, *check_requests(draft), *check_options(draft))
            if not has_error(problems):
                try:
                    every = plan_jobs(draft, (), (), library)
                    jobs = tuple(job for job in every if job.recipient is None)
                except SourceError as fault:
                    problems = (*problems, *fault.problems)
        problems = add_excerpts(problems, library)
        readable = draft is not None and not has_error(problems)
        before = self._version.state if self._version else None
        files = tuple(_list_files(jobs, draft)) if draft and readable else ()
        title = draft.publication.title if draft and readable else ""
        state = ShownState(
            number,
            title or (before.title if before else self._folder.name),
            files or (before.files if before else ()),
            problems,
            readable,
        )
        return _Version(state, library, draft if readable else None, jobs, {}, {})

    def show(self, name: str) -> ShownPages | None:
        """The pages of the file called `name`, made from the newest source; `None` for no such
        file. When it cannot be made, its last good pages with the problems."""
        with self._lock, collect_seldom():
            version = self._version
            if version is None or not _is_listed(version, name):
                return None
            number = version.state.version
            before = self._shown.get(name, ShownPages(name, 0, ()))
            if before.version == number:
                return before
            output = self._make(version, name) if version.draft else ()
            if isinstance(output, PreviewOutput):
                self._outputs[name] = output
            else:
                problems = add_excerpts(output, version.library)
                return self._keep(replace(before, version=number, problems=problems))
            if name.endswith(".pdf"):
                pages = self.images.keep(name, [part.data for part in output.parts])
                return self._keep(ShownPages(name, number, pages))
        try:  # LibreOffice takes seconds, in which others may go on
            data = make_pdf(output.parts[0].data)
        except NotInstalled as fault:
            return ShownPages(name, number, (), wanting=str(fault))
        with self._lock:
            newer = self._shown.get(name)
            if newer is not None and newer.version > number:
                return newer
            return self._keep(ShownPages(name, number, self.images.keep(name, [data])))

    def _keep(self, shown: ShownPages) -> ShownPages:
        self._shown[shown.name] = shown
        return shown

    def find_blocks(self, name: str, page: int) -> tuple[ShownBlock, ...] | None:
        """What a page shows of the source, each block once; the page is counted from 0. `None`
        when there is no such page."""
        for part in self.list_parts(name):
            if 0 <= page < len(part.origins):
                return list_blocks(part.data, page, part.origins[page])
            page -= len(part.origins)
        return None

    def find_page(self, name: str, file: str, line: int) -> int | None:
        """On which page of the file called `name`, from 0, stands what the source says in a line
        of one of its files; `None` when that is on none."""
        found = [
            (span.line, -page)
            for page, spans in enumerate(self._list_origins(name))
            for span in spans
            if span is not None and span.file == file and span.line <= line
        ]
        return -max(found)[1] if found and line else None

    def list_contents(self, name: str) -> tuple[ShownHeading, ...]:
        """The sections and headings that a file shows, each with its page."""
        if self._draft is None:
            return ()
        pages: dict[Span, int] = {}
        for page, spans in enumerate(self._list_origins(name)):
            for span in spans:
                if span is not None:
                    pages.setdefault(span, page)
        found: list[ShownHeading] = []
        for section in self._draft.sections:
            headings = [one for one in section.blocks if isinstance(one, Heading)]
            titles = [(section.span, section.title, 1)]
            titles += [(one.span, text_of(one.children), one.level) for one in headings]
            found += [
                ShownHeading(title, level, pages[span])
                for span, title, level in titles
                if span in pages
            ]
        return tuple(found)

    def _list_origins(self, name: str) -> Iterator[tuple[Span | None, ...]]:
        for part in self.list_parts(name):
            yield from part.origins

    def list_parts(self, name: str) -> tuple[PartFile, ...]:
        """The PDFs that the pages of a file are in, as they are shown."""
        output = self._outputs.get(name)
        return output.parts if output else ()

    def list_choices(self, name: str) -> ShownChoices:
        """What became of each point that the reader of a file may see; none for what chooses
        nothing."""
        with self._lock, collect_seldom():
            version = self._version
            if version is None or version.draft is None or not _is_listed(version, name):
                return ShownChoices()
            try:
                job, document, library = self._prepare(version, name)
                explain = job.generator.explain
                if explain is None:
                    return ShownChoices()
                report = explain(document, job.options, library)
            except Exception:  # it is told with the pages, which cannot be made either
                return ShownChoices()
            points = {p.id: p for section in version.draft.sections for p in section.points}
            known = ((choice, points.get(choice.id)) for choice in report.choices)
            shown = tuple(
                ShownChoice(choice, point.span, point.key)
                for choice, point in known
                if point and point.span
            )
            return ShownChoices(job.audience or "", shown, report.more)

    def _make(self, version: _Version, name: str) -> PreviewOutput | tuple[Problem, ...]:
        """The file, after the one that it quotes, or why it cannot be made."""
        if name not in version.made:
            try:
                version.made[name] = _generate(
                    *self._prepare(version, name), self._parts.setdefault(name, KeptValues())
                )
            except SourceError as fault:
                version.made[name] = fault.problems
            except (GeneratorFailure, MemoryError) as fault:
                version.made[name] = (report_failure(str(fault) or "there is not enough memory"),)
        return version.made[name]

    def _prepare(self, version: _Version, name: str) -> tuple[Job, Document, Library]:
        """What the generator of the file is given. Raises `SourceError`."""
        assert version.draft is not None, "nothing is made of a source with an error"
        job = next(job for job in version.jobs if job.name == name)
        places: tuple[Place, ...] = ()
        if job.quotes:
            quoted = self._make(version, job.quotes)
            if isinstance(quoted, tuple):
                raise SourceError(quoted)
            places = quoted.places
        reader = job.audience, job.takes_queries
        if reader not in version.documents:
            version.documents[reader] = select(version.draft, *reader, self._selected)
        document = replace(version.documents[reader], places=places)
        content = list_content(version.draft)
        return job, document, restrict(version.library, document, job.options, content)


def _is_listed(version: _Version, name: str) -> bool:
    return any(file.name == name for file in version.state.files)


def report_failure(what: str) -> Problem:
    """That something failed which is no fault of the source."""
    hint = "if the source is right, tell the makers of Octavo or of the generator"
    return Problem(Severity.ERROR, "OUT010", what, hint=hint)


def _generate(job: Job, document: Document, library: Library, kept: KeptValues) -> PreviewOutput:
    try:
        if job.generator.preview:
            return job.generator.preview(document, job.options, library, kept)
        output = job.generator.generate(document, job.options, library)
        if type(output) is not Output:
            raise TypeError("it returned no Output")
        return PreviewOutput((PartFile(output.data, output.origins),), output.places)
    except (SourceError, MemoryError):
        raise
    except Exception as fault:
        message = f"the generator `{job.request.generator}` failed: {fault!r}"
        raise GeneratorFailure(message) from fault


def _list_files(jobs: Iterable[Job], draft: Draft) -> Iterable[ShownFile]:
    readers = {audience.id: audience.name for audience in draft.audiences}
    for job in jobs:
        if job.listed:
            audience = job.audience or ""
            kind = KINDS.get(job.generator.suffix, "other")
            reader = readers.get(audience, "")
            generator = job.request.generator
            label = job.generator.title(job.options) or generator
            yield ShownFile(job.name, generator, audience, reader, label, kind)
