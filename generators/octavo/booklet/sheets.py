"""Whether pages can be folded and stitched through the back."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.document import Document
from octavo.document.length import Length, mm
from octavo.document.problem import Problem
from octavo.document.texts import list_texts
from octavo.files.source_file import error, note
from octavo.pdf.imposition import SHEET, measure_creep

LETTERS, TEXTS = 100_000, 300
"""Of a publication whose pages are counted before it is said to fit on sheets. Margins of 10 mm
allow 400 pages. A page of less than 250 letters has a title or a caption, and a blank one before a
chapter belongs to one with a title."""


def is_long(document: Document) -> bool:
    """Whether a document may have more pages than can be stitched."""
    texts = [text for text, _, _ in list_texts(document)]
    return sum(map(len, texts)) > LETTERS or len(texts) > TEXTS


def tell_unfilled(pages: int) -> tuple[Problem, ...]:
    """A note where so many pages for a printer do not fill whole sheets."""
    blanks = -pages % SHEET
    if not blanks:
        return ()
    message = f"{pages} pages do not fill sheets of {SHEET}: stitched, they need {blanks} more"
    hint = "leave it to the printer, or ask for `edition: imposed`, which adds blank pages"
    return (note("PRE039", message, None, hint),)


def judge_sheets(pages: int, inner: Length, thickness: Length) -> Iterator[Problem]:
    """An error when the innermost of `pages` on paper of that thickness would be moved over their
    own margin at the fold."""
    creep = measure_creep(pages, thickness)
    if creep > inner:
        sheets = -(-pages // 4)
        message = (
            f"{pages} pages on {sheets} sheets cannot be stitched through the back: the innermost "
            f"move {creep / mm(1):.1f} mm towards the fold, where their margin is "
            f"{inner / mm(1):.1f} mm"
        )
        hint = "ask for `edition: print`, and have it bound as a book; or shorten it"
        yield error("PRE024", message, None, hint)
