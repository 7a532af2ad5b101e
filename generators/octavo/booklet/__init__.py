"""The generator `booklet`: the proceedings as a tagged, archival PDF."""

from __future__ import annotations

from octavo.booklet.catalogue import NAMES
from octavo.booklet.editions import BookletOptions
from octavo.document import Document
from octavo.document.kept_values import KeptValues
from octavo.document.problem import Problem
from octavo.files.library import Library
from octavo.generator import FitReport, Generator, Output, PreviewOutput
from octavo.pdf.vocabulary import VOCABULARY

__all__ = ["BookletOptions", "check", "generate", "generator", "preview"]

PLACES = "page part note call messages contents figures photos abbreviations imprint index cover"
"""How places are called to which a link can lead, beside the ids of the source."""
ATTACHED = ("json", "the document that this file was made from, as data")
"""The words of the file that `attach_source` puts in."""

TITLES = {
    "screen": "Booklet",
    "print": "Booklet for the printer",
    "imposed": "Booklet on the printer's sheets",
}
"""What each edition is called."""


def generate(document: Document, options: BookletOptions, library: Library) -> Output:
    """The booklet of `document`.

    Raises `SourceError` for a template, a profile or a character that fails, and for a finished
    file that a printer or a reader could not use.
    """
    from octavo.booklet.assembly import assemble

    return assemble(document, options, library)


def preview(
    document: Document, options: BookletOptions, library: Library, kept: KeptValues
) -> PreviewOutput:
    """The pages of the booklet as they are drawn, not on sheets; their preflight follows.

    Raises `SourceError` for a template, a profile or a character that fails.
    """
    from octavo.booklet.kept_pages import draw_kept

    return draw_kept(document, options, library, kept)


def check(document: Document, options: BookletOptions, library: Library) -> tuple[Problem, ...]:
    """What keeps the booklet from being set: templates, faces, the printer's profile, figures; and
    what it does not show.

    Raises `SourceError` for the first of these that cannot be read.
    """
    from octavo.booklet.assembly import list_faults
    from octavo.booklet.full_bleed import list_unshown

    return (*list_faults(document, options, library), *list_unshown(document))


def explain_pages(document: Document, options: BookletOptions, library: Library) -> FitReport:
    """How full the pages are, what was given for that, and what others would cost.

    Raises `SourceError` as `generate` does.
    """
    from octavo.booklet.page_report import explain_pages as explain

    return explain(document, options, library)


generator = Generator(
    ".pdf",
    "application/pdf",
    BookletOptions,
    generate,
    label="",
    variant=lambda options: "" if options.edition == "screen" else options.edition,
    title=lambda options: TITLES[options.edition],
    gives_places=True,
    check=check,
    explain_pages=explain_pages,
    preview=preview,
    complete=True,
    vocabulary=(*VOCABULARY, *NAMES, *PLACES.split(), *ATTACHED, "print", "imposed"),
)
