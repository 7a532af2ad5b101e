"""What an author may want to mend on a page that is fit to be printed."""

from __future__ import annotations

from octavo.briefing.layout.measures import count_fixed, count_words
from octavo.briefing.layout.page import BriefingPage
from octavo.briefing.layout.setting import LayoutContext
from octavo.briefing.plan.contents import has_lead, list_said
from octavo.briefing.plan.repeats import say_same
from octavo.document import Document
from octavo.document.problem import Problem
from octavo.document.walk import text_of
from octavo.files.source_file import note


def list_remarks(
    context: LayoutContext, page: BriefingPage, document: Document
) -> tuple[Problem, ...]:
    """What an author may want to mend on a page that is fit to be printed: too many words, points
    without words in bold, and required ones that say what stands there anyway."""
    audience = document.audience
    id, span = (audience.id, audience.span) if audience else ("", None)
    found: list[Problem] = []
    words, most = count_page_words(context, page), context.format.points.words
    if most and words > most:
        message = f"the briefing for `{id}` has {words} words; its format means {most}"
        hint = "shorten `so_what` or `asks`, or write shorter `variants`"
        found.append(note("FIT004", message, span, hint))
    chosen = {taken.id for taken in page.fit.selection.chosen}
    points = [point for section in document.sections for point in section.points]
    shown = [point for point in points if point.id in chosen]
    bare = [f"`{point.id}`" for point in shown if not has_lead(point)]
    if bare:
        message = (
            f"points in the briefing for `{id}` begin without words in bold: {', '.join(bare)}"
        )
        hint = "give each a `lead` of two to five words; pages are skimmed by them"
        found.append(note("FIT005", message, span, hint))
    said = list_said(document, audience) if audience else ()
    for point in shown:
        field = next((name for name, text in said if say_same(text_of(point.children), text)), "")
        if field:
            message = f"the point `{point.id}`, required for `{id}`, says what `{field}` says"
            hint = "take its `required` away, or say one of them otherwise"
            found.append(note("FIT006", message, point.span, hint))
    return tuple(found)


def count_page_words(context: LayoutContext, page: BriefingPage) -> int:
    """How many words stand between head and foot of a briefing, headings and references not
    counted."""
    wordings = {taken.id: taken.wording for taken in page.fit.selection.chosen}
    texts = (
        text_of(message.wordings[wordings[message.id]])
        for message in context.plan.messages
        if message.id in wordings
    )
    return count_fixed(context.plan) + sum(map(count_words, texts))
