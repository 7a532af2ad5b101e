"""The last hand on a drawn booklet: its pages on sheets, and the preflight of the file."""

from __future__ import annotations

from dataclasses import replace

from octavo.booklet.editions import Options
from octavo.booklet.leaves import Book
from octavo.generator import Output
from octavo.page import note
from octavo.pdf.metadata import write_xmp
from octavo.pdf.preflight import inspect
from octavo.pdf.standards import IMPOSED
from octavo.problem import Problem, Severity, SourceError


def finish(book: Book, options: Options, output: Output) -> Output:
    """The output as it leaves the house.

    Raises `SourceError` when the file could not be printed or read.
    """
    canvas = book.desk.canvas
    imposed = options.edition == "imposed"
    made = _impose(book, output) if imposed else output
    standard = IMPOSED if imposed else canvas.standard
    found = inspect(made.data, standard, canvas.press, on_sheets=imposed)
    if any(problem.severity is Severity.ERROR for problem in found):
        raise SourceError(found)
    return replace(made, problems=(*made.problems, *found))


def _impose(book: Book, output: Output) -> Output:
    from octavo.pdf.imposition import impose

    canvas = book.desk.canvas
    assert canvas.press is not None, "only pages for a press are put on sheets"
    packet = write_xmp(canvas.metadata, IMPOSED)
    covered = book.template.parts[-1:] == ("back-cover",)
    sheets = impose(output.data, canvas.press, packet, cover_last=covered)
    problems = (*output.problems, *_tell_blanks(sheets.blanks, covered))
    return replace(output, data=sheets.data, pages=sheets.sides, problems=problems)


def _tell_blanks(blanks: int, covered: bool) -> tuple[Problem, ...]:
    if not blanks:
        return ()
    pages = f"{blanks} blank page{'s' if blanks > 1 else ''}"
    where = "before the back cover" if covered else "at the end"
    return (note("PRE015", f"{pages} {where} fill the last sheet", None),)
