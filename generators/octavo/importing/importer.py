"""Files of other programs become a publication, all or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from octavo.build.gc_tuning import collect_seldom
from octavo.build.source_writing import create_folder
from octavo.build.steps import list_problems
from octavo.build.unused_files import IMPORT_REPORT
from octavo.document.problem import Problem, Severity
from octavo.files.library import Memory
from octavo.importing.opening import ReadFile, open_document, refuse
from octavo.importing.publication_files import WrittenPublication, write_publication
from octavo.importing.report import write_report
from octavo.importing.structure import plan_publication
from octavo.importing.tree import ForeignFigure, Imported, ImportFinding
from octavo.importing.tree_words import words_of


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """A file to import."""

    name: str
    """Without folders."""
    data: bytes
    read_file: ReadFile
    """Gives the files that it names, such as pictures beside it."""


@dataclass(frozen=True, slots=True)
class ImportedPublication:
    """A publication that was imported."""

    sections: int
    findings: tuple[ImportFinding, ...]
    problems: tuple[Problem, ...]
    """What `octavo check` says of its source; its pages are laid out when they are built."""


def import_publication(
    sources: Sequence[ForeignFile],
    folder: Path,
    language: str = "",
    title: str = "",
    tell: Callable[[str], None] = lambda message: None,
) -> ImportedPublication:
    """The publication that the files are, in their order, written to `folder` with a report.

    `tell` hears of each step. Raises `SourceError` when one of the files cannot be imported, and
    `NotWritten` when the folder cannot be written; then nothing is.
    """
    made = convert_files(sources, language, title, tell)
    tell("check")
    _, problems = list_problems(Memory(made.files), folder.name)
    names = [source.name for source in sources]
    report = write_report(names, made.findings, tuple(_summarise(problems)))
    tell("write")
    create_folder(folder, {**made.files, IMPORT_REPORT: report.encode("utf-8")})
    sections = sum(name.endswith(".md") for name in made.files)
    return ImportedPublication(sections, made.findings, problems)


@collect_seldom()
def convert_files(
    sources: Sequence[ForeignFile],
    language: str = "",
    title: str = "",
    tell: Callable[[str], None] = lambda message: None,
) -> WrittenPublication:
    """The files of the publication. Raises `SourceError` when one cannot be imported."""
    documents: list[Imported] = []
    for number, source in enumerate(sources, 1):
        tell(f"read {source.name} ({number} of {len(sources)})")
        documents.append(_open(source))
    tell("arrange")
    return write_publication(plan_publication(documents, language, title))


def _open(source: ForeignFile) -> Imported:
    """The document in the file. Raises `SourceError` when there is nothing in it."""
    document = open_document(source.data, source.name, source.read_file)
    if any(isinstance(one, ForeignFigure) or words_of(one) for one in document.blocks):
        return document
    message = "there are no words in it that could be imported"
    hint = "a scanned page is a picture: have its words recognised first"
    raise refuse("IMF005", message, source.name, hint)


def _summarise(problems: Sequence[Problem]) -> Iterator[str]:
    """The first problem of each kind, with how many there are; notes apart."""
    told = [problem for problem in problems if problem.severity is not Severity.NOTE]
    counts = Counter((problem.severity, problem.code) for problem in told)
    firsts = {(problem.severity, problem.code): problem for problem in reversed(told)}
    for (severity, code), problem in sorted(firsts.items(), key=lambda one: one[0][0].value):
        more = counts[severity, code] - 1
        others = f", and {more} more of this kind" if more else ""
        hint = f"; {problem.hint}" if problem.hint else ""
        yield f"{severity.value} {code} in {problem.span}: {problem.message}{hint}{others}"
