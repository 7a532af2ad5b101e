"""The last hand on a drawn booklet: its pages on sheets, and the preflight of the file."""

from __future__ import annotations

from dataclasses import dataclass, replace

from octavo.booklet.editions import BookletOptions
from octavo.booklet.sheets import judge_sheets, tell_unfilled
from octavo.document.length import Length
from octavo.document.problem import Problem, SourceError, has_error
from octavo.files.source_file import note
from octavo.fonts.faces import Faces
from octavo.generator import Output
from octavo.pdf.canvas import PdfCanvas
from octavo.pdf.metadata import Metadata, write_xmp
from octavo.pdf.preflight import inspect
from octavo.pdf.press import Press
from octavo.pdf.standards import IMPOSED, Standard
from octavo.pdf.visibility import KnownPage
from octavo.style.theme import Theme


@dataclass(frozen=True, slots=True)
class DrawnBooklet:
    """A book that is off the canvas, which is let go of: a long book needs the memory."""

    output: Output
    metadata: Metadata
    theme: Theme
    faces: Faces
    standard: Standard
    press: Press | None
    layout: tuple[KnownPage, ...]
    covered: bool
    """Whether its last page is the back cover."""
    inner: Length
    """Of the margin at the fold."""
    blank: bool = False
    """Whether a page more is in it, for the blanks that fill the last sheet: a marked one."""


def finish(book: DrawnBooklet, options: BookletOptions) -> Output:
    """The output as it leaves the house.

    Raises `SourceError` when the file could not be printed or read.
    """
    found = inspect(book.output.data, book.standard, book.press, book.layout)
    _refuse(found)
    if options.edition != "imposed":
        unfilled = tell_unfilled(book.output.pages) if book.press else ()
        return replace(book.output, problems=(*book.output.problems, *found, *unfilled))
    assert book.press is not None, "only pages for a press are put on sheets"
    _refuse(tuple(judge_sheets(book.output.pages, book.inner, book.press.thickness)))
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
    press = replace(book.press, reserve=0.0)
    canvas = PdfCanvas(book.theme, book.faces, book.metadata, IMPOSED, press)
    sheets = impose(
        book.output.data, canvas, packet, cover_last=book.covered, blank_last=book.blank
    )
    problems = (*book.output.problems, *_tell_blanks(sheets.blanks, book.covered))
    return replace(book.output, data=sheets.data, pages=sheets.sides, problems=problems)


def _tell_blanks(blanks: int, covered: bool) -> tuple[Problem, ...]:
    if not blanks:
        return ()
    pages = f"{blanks} blank page{'s' if blanks > 1 else ''}"
    where = "before the back cover" if covered else "at the end"
    return (note("PRE015", f"{pages} {where} fill the last sheet", None),)
