"""The briefing: exactly one page, for exactly one reader.

An audience's document becomes a plan, in the words of a format; the plan is set in type; as many
points as fit are chosen, exactly; and the page is filled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from octavo.document import Audience, Document, Paragraph, Section
from octavo.document.problem import Problem, Severity, SourceError
from octavo.document.walk import query
from octavo.docx.vocabulary import VOCABULARY as DOCX_VOCABULARY
from octavo.files.library import Library
from octavo.generator import FitReport, Generator, MoreRoom, Output
from octavo.pdf.vocabulary import VOCABULARY as PDF_VOCABULARY

if TYPE_CHECKING:
    from octavo.briefing.fit_report import ReportContext
    from octavo.briefing.layout.page import BriefingPage
    from octavo.briefing.layout.setting import LayoutContext


_NAMES = "head foot question bottom-line facts timing messages meaning asks handling contact"
_PARTS = _NAMES.split()
PLACES = (
    *("briefing", "ask", "notes", *_PARTS),
    *(f"briefing-{part}" for part in _PARTS),
    *("briefing-facts-*", "briefing-asks-ask-*", "briefing-meaning-so-what-*"),
)
"""How the parts of a page are called in bookmarks and traces."""
TRACE = """
line part item section paragraph page hash origin bookmark templates publication points audiences
question bottom_line so_what asks lead_facts timing handling declared
"""
"""The keys of a trace, and what it says of where words come from."""
STYLES = ("Ask Head", "Ask Text", "Fact Label", "Fact Number", "Briefing About", "Briefing Foot")


@dataclass(frozen=True, slots=True)
class BriefingOptions:
    """How a briefing is made."""

    format: str = "executive"
    """The house format: a folder in templates/briefing/."""
    paper: Literal["A4", "letter"] = "A4"


@dataclass(frozen=True, slots=True)
class DigestOptions:
    """How a digest is made."""

    paper: Literal["A4", "letter"] = "A4"


def generate(document: Document, options: BriefingOptions, library: Library) -> Output:
    """The briefing for the document's audience: a PDF of one page.

    Raises `SourceError`: `FIT001` when what must be on the page does not fit, `BRF001` when the
    document is for no audience, `BRF002` and others when the format is not right.
    """
    context, page = _lay_out(document, options, library)
    return _put_out(document, context, (page,))


def write_word(document: Document, options: BriefingOptions, library: Library) -> Output:
    """The same briefing as a Word file. Raises `SourceError` as `generate` does, and `FIT002` when
    what fits the page does not fit in lines as Word breaks them."""
    from octavo.briefing.overflow import explain_repetition, note_shortening
    from octavo.briefing.word_page import repeat, write_office

    context, page = _lay_out(document, options, library)
    again = repeat(context, page, options.paper)
    if again is None:
        raise SourceError((explain_repetition(document.audience),))
    problems = note_shortening(page, again[1], document.audience)
    return Output(write_office(*again, document, library), pages=1, problems=problems)


def summarise(document: Document, options: DigestOptions, library: Library) -> Output:
    """The digest for the document's audience: a PDF of a few pages, the points by section.

    Raises `SourceError` as `generate` does.
    """
    context, pages = _lay_out_digest(document, options, library)
    return _put_out(document, context, pages)


def explain(document: Document, options: BriefingOptions, library: Library) -> ReportContext:
    """What was chosen for the page, shortened and left out, and what more height would buy.

    Raises `SourceError` as `generate` does.
    """
    from octavo.briefing.fit_report import make_report

    context, page = _lay_out(document, options, library, exact=True)
    return make_report(context, page)


def explain_digest(document: Document, options: DigestOptions, library: Library) -> ReportContext:
    """The same for the digest. Raises as `summarise` does."""
    from octavo.briefing.fit_report import make_report

    context, pages = _lay_out_digest(document, options, library, exact=True)
    return make_report(context, pages[0], len(pages))


def narrow(document: Document) -> Document:
    """The document with its paragraphs in name only: a page says what points say, and where the
    paragraphs stand on which they rest, not what is in these."""
    sections = (
        replace(section, blocks=tuple(Paragraph((), id) for id in _list_ids(section)))
        for section in document.sections
    )
    return replace(document, sections=tuple(sections))


def _list_ids(section: Section) -> Iterator[str]:
    return (found.id for found in query(section.blocks, Paragraph) if found.id)


def check(document: Document, options: BriefingOptions, library: Library) -> tuple[Problem, ...]:
    """What keeps the briefing from being made; for one page that is found by making it.

    Raises `SourceError` as `generate` does.
    """
    from octavo.briefing.remarks import list_remarks

    context, page = _lay_out(document, options, library)
    _put_out(document, context, (page,))
    return list_remarks(context, page, document)


def check_word(
    document: Document, options: BriefingOptions, library: Library
) -> tuple[Problem, ...]:
    """The same for the Word version. Raises `SourceError` as `write_word` does."""
    write_word(document, options, library)
    return ()


def check_digest(
    document: Document, options: DigestOptions, library: Library
) -> tuple[Problem, ...]:
    """The same for the digest. Raises `SourceError` as `summarise` does."""
    summarise(document, options, library)
    return ()


def _lay_out(
    document: Document, options: BriefingOptions, library: Library, exact: bool = False
) -> tuple[LayoutContext, BriefingPage]:
    from octavo.briefing.layout.page import lay_out
    from octavo.briefing.layout.setting import open_context, widen
    from octavo.briefing.overflow import explain_shortfall
    from octavo.briefing.plan.template import find_folder, load_format

    audience = _find_audience(document)
    form = load_format(library, options.format)
    context = open_context(document, audience, form, find_folder(options.format), library)
    page = lay_out(context, options.paper, exact)
    if page is None and context.format.columns.side:
        context = widen(context)
        page = lay_out(context, options.paper, exact)
    if page is None:
        raise SourceError((explain_shortfall(context, options.paper, audience),))
    return context, page


def _lay_out_digest(
    document: Document, options: DigestOptions, library: Library, exact: bool = False
) -> tuple[LayoutContext, tuple[BriefingPage, ...]]:
    from octavo.briefing.layout.groups import list_groups
    from octavo.briefing.layout.pages import lay_out_pages, open_digest
    from octavo.briefing.layout.setting import open_context
    from octavo.briefing.overflow import explain_excess
    from octavo.briefing.plan.template import DIGEST, arrange, load_digest

    audience = _find_audience(document)
    form = arrange(load_digest(library), audience)
    context = open_context(document, audience, form, DIGEST, library)
    digest = open_digest(context, form, list_groups(document, context.wording), options.paper)
    pages = lay_out_pages(digest, exact)
    if pages is None:
        raise SourceError((explain_excess(digest, audience),))
    return context, pages


def _find_audience(document: Document) -> Audience:
    if document.audience is None:
        message = "a briefing is for one audience, and this document is for everyone"
        hint = "name one with --audience"
        raise SourceError((Problem(Severity.ERROR, "BRF001", message, hint=hint),))
    return document.audience


def _put_out(document: Document, context: LayoutContext, pages: tuple[BriefingPage, ...]) -> Output:
    from octavo.briefing.pdf_page import paint
    from octavo.briefing.provenance import trace, write_entries

    entries = write_entries(trace(document, *pages)).encode()
    painted = paint(pages, context, document)
    return Output(painted.data, len(pages), origins=painted.origins, trace=entries)


def give_account(document: Document, options: BriefingOptions, library: Library) -> FitReport:
    """What `explain` reports, as text, as JSON and point by point. Raises as that does."""
    return _write_account(explain(document, options, library))


def give_account_of_digest(
    document: Document, options: DigestOptions, library: Library
) -> FitReport:
    """What `explain_digest` reports, in the same ways. Raises as that does."""
    return _write_account(explain_digest(document, options, library))


def _write_account(report: ReportContext) -> FitReport:
    from octavo.briefing.fit_report import list_choices, write_json, write_text

    gain = report.gain
    changed = gain.added, gain.dropped, gain.lengthened, gain.shortened
    more = MoreRoom(gain.height / 100, *changed)
    return FitReport(write_text(report), write_json(report), list_choices(report), more)


generator = Generator(
    ".pdf",
    "application/pdf",
    BriefingOptions,
    generate,
    label="briefing",
    title=lambda options: "Briefing",
    per_audience=True,
    needs_places=True,
    check=check,
    narrow=narrow,
    vocabulary=(*PDF_VOCABULARY, *PLACES, *TRACE.split()),
    explain=give_account,
)
word = Generator(
    ".docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    BriefingOptions,
    write_word,
    label="briefing",
    title=lambda options: "Briefing as a Word file",
    per_audience=True,
    needs_places=True,
    check=check_word,
    narrow=narrow,
    vocabulary=(*DOCX_VOCABULARY, *PLACES, *STYLES),
)
digest = Generator(
    ".pdf",
    "application/pdf",
    DigestOptions,
    summarise,
    label="digest",
    title=lambda options: "Digest",
    per_audience=True,
    needs_places=True,
    check=check_digest,
    narrow=narrow,
    vocabulary=(*PDF_VOCABULARY, *PLACES, *TRACE.split()),
    explain=give_account_of_digest,
)
