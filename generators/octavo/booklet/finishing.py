"""The last hand on a drawn booklet: its pages on sheets, and the preflight of the file."""

from __future__ import annotations

from dataclasses import dataclass, replace

from octavo.booklet.editions import BookletOptions
from octavo.booklet.sheets import judge_sheets
from octavo.document.length import Length
from octavo.document.problem import Problem, SourceError, has_error
from octavo.files.source_file import note
from octavo.generator import Output
from octavo.pdf.metadata import Metadata, write_xmp
from octavo.pdf.preflight import inspect
from octavo.pdf.press import Press
from octavo.pdf.standards import IMPOSED, Standard
from octavo.pdf.visibility import KnownPage


@dataclass(frozen=True, slots=True)
class DrawnBooklet:
    """A book that is off the canvas, which is let go of: a long book needs the memory."""

    output: Output
    metadata: Metadata
    standard: Standard
    press: Press | None
    layout: tuple[KnownPage, ...]
    covered: bool
    """Whether its last page is the back cover."""
    inner: Length
    """Of the margin at the fold."""


def finish(book: DrawnBooklet, options: BookletOptions) -> Output:
    """The output as it leaves the house.

    Raises `SourceError` when the file could not be printed or read.
    """
    found = inspect(book.output.data, book.standard, book.press, book.layout)
    _refuse(found)
    if options.edition != "imposed":
        return replace(book.output, problems=(*book.output.problems, *found))
    _refuse(tuple(judge_sheets(book.output.pages, book.inner)))
    made = _impose(book)
    found = inspect(made.data, IMPOSED, book.press, on_sheets=True)
    _refuse(found)
    return replace(made, problems=(*made.problems, *found))


def _refuse(found: tuple[Problem, ...]) -> None:
    if has_error(found):
        raise SourceError(found)


def _impose(book: DrawnBooklet) -> Output:
    from octavo.pdf.imposition import impose

    assert book.press is not None, "only pages for a press are put on sheets"
    packet = write_xmp(book.metadata, IMPOSED)
    sheets = impose(book.output.data, book.press, packet, cover_last=book.covered)
    problems = (*book.output.problems, *_tell_blanks(sheets.blanks, book.covered))
    return replace(book.output, data=sheets.data, pages=sheets.sides, problems=problems)


def _tell_blanks(blanks: int, covered: bool) -> tuple[Problem, ...]:
    if not blanks:
        return ()
    pages = f"{blanks} blank page{'s' if blanks > 1 else ''}"
    where = "before the back cover" if covered else "at the end"
    return (note("PRE015", f"{pages} {where} fill the last sheet", None),)
