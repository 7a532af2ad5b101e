"""Running heads and feet."""

from __future__ import annotations

from octavo.document import Publication
from octavo.docx.markup import TAB, Marks, bound_title, field, paragraph, run
from octavo.docx.package import HeaderFooter
from octavo.docx.sections import HeaderFooterKind
from octavo.word.marking import write_marking

_FOLIO = Marks(style="PageNumber")

COVER_FOOTER = "rIdCoverFooter"
"""The relationship of the foot of the cover."""
COVER_FEET: tuple[tuple[HeaderFooterKind, str, str], ...] = (("footer", "first", COVER_FOOTER),)
"""What stands at the foot of a cover that is marked."""
REFERENCES: tuple[tuple[HeaderFooterKind, str, str], ...] = (
    ("header", "first", "rIdHeaderFirst"),
    ("header", "default", "rIdHeaderOdd"),
    ("header", "even", "rIdHeaderEven"),
    ("footer", "first", "rIdFooterFirst"),
    ("footer", "default", "rIdFooterOdd"),
    ("footer", "even", "rIdFooterEven"),
)
"""What stands on which pages."""


def write_headers_footers(publication: Publication, pages: int = 0) -> tuple[HeaderFooter, ...]:
    """The heads and feet of all pages but the cover.

    Odd pages name the section, even ones the publication; the first page of a section, which has
    its title, names neither and has its number at the foot. With `pages`, each number is followed
    by that of the pages there are, so that whoever holds a print knows that it is whole.
    """
    title = publication.title
    folio = field("PAGE", "1", _FOLIO)
    if pages:
        folio += run(" / ") + field("NUMPAGES", str(pages))
    marking = write_marking(publication)
    section = paragraph("Header", folio + TAB + field("STYLEREF 1", title))
    whole = paragraph("Header", folio + TAB + bound_title(title, 2))
    opening = paragraph("Footer", folio)
    heads = {"First": paragraph("Header", ""), "Odd": section, "Even": whole}
    feet = {"First": opening, "Odd": paragraph("Footer", ""), "Even": paragraph("Footer", "")}
    return (
        *(
            HeaderFooter("header", f"rIdHeader{name}", marking + head)
            for name, head in heads.items()
        ),
        *(
            HeaderFooter("footer", f"rIdFooter{name}", foot + marking)
            for name, foot in feet.items()
        ),
    )


def write_cover_foot(publication: Publication, colour: str = "") -> tuple[HeaderFooter, ...]:
    """The foot of the cover, for a marking in letters of `colour`; none without a marking."""
    marking = write_marking(publication, colour)
    return (HeaderFooter("footer", COVER_FOOTER, marking),) if marking else ()
