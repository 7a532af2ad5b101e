"""Audiences, and the points that their briefings choose among."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from octavo.document import AUDIENCE_TEXTS, Audience, Draft, Point, Section, Table
from octavo.document.problem import Problem, Span
from octavo.document.walk import query, text_of
from octavo.files.library import Library
from octavo.files.source_file import note, warning

LONGEST_BOTTOM_LINE = 30
"""Words: two lines of a briefing's large type, and what is kept in mind after one reading. Above it
the bottom line takes height from the points, which are then said shorter."""
FEWEST_POINTS = 5
"""For one briefing: a page of the proceedings' briefings shows seven, in shorter ones five, so that
with fewer there is nothing to choose among, and the page stands half empty."""
MOST_REQUIRED = 7
"""Key messages of one briefing: what a page holds at full length. With more that must be told all
are said in their shorter wordings, and weights choose nothing."""
LEAD_FACTS = 3
"""What stands side by side across the page of a briefing: with three each has a third of the
measure, with four a unit of two words takes a line more."""
MOST_KEY_POINTS = 5
"""Shown together at a section's opening: three to five are read as one list; more run over the
opener's page, and readers skip to the text."""
_END = re.compile(r"(?:\w{4,}\.|[?!])[”’»)]*\s+[“‘«(]*(\w)")
"""The end of a sentence, and how the next begins. Short words with a full stop are short forms."""


def find_long_bottom_lines(draft: Draft, library: Library) -> Iterator[Problem]:
    """Bottom lines that are more than a breath long, or more than one sentence."""
    for audience in draft.audiences:
        text, place = text_of(audience.bottom_line), _find_bottom_line(audience)
        count, begun = len(text.split()), [found[1] for found in _END.finditer(text)]
        if count > LONGEST_BOTTOM_LINE:
            message = f"the bottom line for `{audience.id}` has {count} words"
            hint = f"say it in at most {LONGEST_BOTTOM_LINE} words"
            yield warning("AUD002", message, place, hint)
        if any(letter.isupper() for letter in begun):
            message = f"the bottom line for `{audience.id}` has more than one sentence"
            hint = "say what matters most, and leave the rest to `so_what` and points"
            yield warning("AUD002", message, place, hint)


def _find_bottom_line(audience: Audience) -> Span | None:
    places = dict(zip(AUDIENCE_TEXTS, audience.spans, strict=False))
    return places.get("bottom_line") or audience.span


def _say_count(count: int) -> str:
    return "1 point" if count == 1 else f"{count} points" if count else "no points"


def find_few_points(draft: Draft, library: Library) -> Iterator[Problem]:
    """Audiences with hardly any points to choose among."""
    for audience in draft.audiences:
        count = len(_list_points(draft, audience))
        if count < FEWEST_POINTS:
            message = f"`{audience.id}` has only {_say_count(count)} to choose among"
            yield warning(
                "AUD003",
                message,
                audience.span,
                "write more `points` in the sections that this audience may read",
            )


def find_many_required(draft: Draft, library: Library) -> Iterator[Problem]:
    """Audiences whose briefing must have more points than are read."""
    for audience in draft.audiences:
        wanted = [
            point.id
            for point in _list_points(draft, audience)
            if any(weight.required and weight.audience == audience.id for weight in point.weights)
        ]
        if len(wanted) > MOST_REQUIRED:
            message = f"the briefing for `{audience.id}` must have {len(wanted)} points"
            hint = f"let `required` name it for {MOST_REQUIRED} at most; weights choose the others"
            yield warning("AUD009", message, audience.span, hint)


def find_other_lead_facts(draft: Draft, library: Library) -> Iterator[Problem]:
    """Audiences with lead facts, but not three."""
    for audience in draft.audiences:
        count = len(audience.lead_facts)
        if count not in {0, LEAD_FACTS}:
            message = f"`{audience.id}` has {count} lead fact{'s' if count > 1 else ''}"
            yield note(
                "AUD010",
                message,
                audience.span,
                f"name {LEAD_FACTS}, which are printed side by side",
            )


def _list_points(draft: Draft, audience: Audience) -> list[Point]:
    """The points that an audience may read."""
    return [
        point
        for section in draft.sections
        if not section.audiences or audience.id in section.audiences
        for point in section.points
        if not point.audiences or audience.id in point.audiences
    ]


def find_undated_decisions(draft: Draft, library: Library) -> Iterator[Problem]:
    """Briefings for a decision that ask for nothing, or do not say by when."""
    for audience in draft.audiences:
        if audience.purpose != "decide":
            continue
        if not audience.asks:
            message = f"`{audience.id}` is to decide, but there are no `asks`"
            yield warning("AUD004", message, audience.span, "say what is asked, of whom, by when")
        elif not audience.timing and not any(ask.by for ask in audience.asks):
            message = f"`{audience.id}` is to decide, but nothing says by when"
            yield warning(
                "AUD004", message, audience.span, "say it in `timing`, or in `by` of an ask"
            )


def find_many_key_points(draft: Draft, library: Library) -> Iterator[Problem]:
    """Sections whose opening would list too many key messages."""
    for section in draft.sections:
        count = sum(point.key for point in section.points)
        if count > MOST_KEY_POINTS:
            message = f"the section `{section.id}` has {count} key messages"
            hint = "three to five are read; mark the others with `key: false`"
            yield note("AUD005", message, section.span, hint)


def find_never_read(draft: Draft, library: Library) -> Iterator[Problem]:
    """What is marked for audiences that cannot read the section it stands in."""
    for section in draft.sections:
        inner = [*section.blocks, *section.points]
        for part in inner if section.audiences else ():
            if part.audiences and not part.audiences & section.audiences:
                message = (
                    f"`{part.id}` has no readers: its audiences and its section's do not overlap"
                )
                yield warning("AUD006", message, part.span, "correct the audiences of one of them")
        for table in query(section.blocks, Table):
            yield from _list_never_read(table, section)


def _list_never_read(table: Table, section: Section) -> Iterator[Problem]:
    """The rows of a table whose readers may not read the table, or its section."""
    around = [audiences for audiences in (table.audiences, section.audiences) if audiences]
    for row in table.rows:
        if row.audiences and not row.group and not all(row.audiences & each for each in around):
            message = f"a row of `{table.id}` has no readers: it is for others than what it is in"
            yield warning("AUD006", message, row.span, "correct the audiences of one of them")


RULES: tuple[Callable[[Draft, Library], Iterable[Problem]], ...] = (
    find_long_bottom_lines,
    find_few_points,
    find_many_required,
    find_other_lead_facts,
    find_undated_decisions,
    find_many_key_points,
    find_never_read,
)
