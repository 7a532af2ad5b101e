"""The briefing: exactly one page, for exactly one reader.

An audience's document becomes a plan, in the words of a format; the plan is set in type; as many
points as fit are chosen, exactly; and the page is filled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from octavo.document import Document
from octavo.generator import Account, Generator, Output
from octavo.library import Library
from octavo.problem import Problem, Severity, SourceError

if TYPE_CHECKING:
    from octavo.briefing.account import Report
    from octavo.briefing.page import Page
    from octavo.briefing.parts import Desk


@dataclass(frozen=True, slots=True)
class Options:
    """How a briefing is made."""

    format: str = "executive"
    """The house format: a folder in templates/briefing/."""
    paper: Literal["A4", "letter"] = "A4"


def generate(document: Document, options: Options, library: Library) -> Output:
    """The briefing for the document's audience: a PDF of one page.

    Raises `SourceError`: `FIT001` when what must be on the page does not fit, `BRF001` when the
    document is for no audience, `BRF002` and others when the format is not right.
    """
    from octavo.briefing.origin import trace, write_entries
    from octavo.briefing.painter import paint

    desk, page = _lay_out(document, options, library)
    entries = write_entries(trace(document, page))
    return Output(paint(page, desk, document), pages=1, trace=entries.encode())


def explain(document: Document, options: Options, library: Library) -> Report:
    """What was chosen for the page, shortened and left out, and what more height would buy.

    Raises `SourceError` as `generate` does.
    """
    from octavo.briefing.account import make_report

    desk, page = _lay_out(document, options, library, exact=True)
    return make_report(desk.plan, page)


def give_account(document: Document, options: Options, library: Library) -> Account:
    """What `explain` reports, as text, as JSON and point by point. Raises as that does."""
    from octavo.briefing.account import list_choices, write_json, write_text

    report = explain(document, options, library)
    return Account(write_text(report), write_json(report), list_choices(report))


def _lay_out(
    document: Document, options: Options, library: Library, exact: bool = False
) -> tuple[Desk, Page]:
    from octavo.briefing.page import lay_out
    from octavo.briefing.parts import open_desk
    from octavo.briefing.shortfall import explain_shortfall

    audience = document.audience
    if audience is None:
        message = "a briefing is for one audience, and this document is for everyone"
        hint = "name one with --audience"
        raise SourceError((Problem(Severity.ERROR, "BRF001", message, hint=hint),))
    desk = open_desk(document, audience, options.format, library)
    page = lay_out(desk, options.paper, exact)
    if page is None:
        raise SourceError((explain_shortfall(desk, options.paper, audience),))
    return desk, page


def write_word(document: Document, options: Options, library: Library) -> Output:
    """The same briefing as a Word file. Raises `SourceError` as `generate` does, and `FIT002` when
    what fits the page does not fit in lines as Word breaks them."""
    from octavo.briefing.office import repeat, write_office
    from octavo.briefing.shortfall import explain_repetition, note_shortening

    desk, page = _lay_out(document, options, library)
    again = repeat(desk, page, options.paper)
    if again is None:
        raise SourceError((explain_repetition(document.audience),))
    problems = note_shortening(page, again[1], document.audience)
    return Output(write_office(*again, document, library), pages=1, problems=problems)


generator = Generator(
    ".pdf",
    "application/pdf",
    Options,
    generate,
    label="briefing",
    per_audience=True,
    explain=give_account,
)
word = Generator(
    ".docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Options,
    write_word,
    label="briefing",
    per_audience=True,
)
