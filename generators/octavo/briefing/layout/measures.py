"""The heights of the key messages, set only when it comes to that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil, floor

from octavo.briefing.choice.candidates import Candidate, ChoiceRules, Hundredths
from octavo.briefing.choice.fit import Selection, choose, least_height
from octavo.briefing.layout.boxes import Box, Glue, at_glue_ratio, measure_lines
from octavo.briefing.layout.frame import PageFrame, measure_column, measure_fixed
from octavo.briefing.layout.parts import (
    APART,
    TICK,
    reference_style,
    set_message,
    set_referenced,
    stack_messages,
)
from octavo.briefing.layout.setting import LayoutContext, TypeSizes, body_style
from octavo.briefing.plan.contents import KeyMessage, Plan
from octavo.document import Inlines
from octavo.document.length import Length, add_up
from octavo.document.walk import text_of
from octavo.fonts.faces import Faces
from octavo.style.words import Conventions
from octavo.typeset.text import TextStyle


@dataclass(slots=True)
class LineCount:
    """How long a key message is: in lines with its reference, as far as that is known, in words."""

    lines: int
    """It cannot be set in fewer."""
    words: int
    """As a reader counts them."""
    settled: bool = False
    """Whether it was set, and takes just that many."""


@dataclass(frozen=True, slots=True, eq=False)
class MessageStyle:
    """How key messages are set. It is equal to itself only, and so is looked up fast."""

    style: TextStyle
    small: TextStyle
    """Of the references."""
    measure: Length
    slack: float
    language: Conventions
    faces: Faces


def choose_message_style(context: LayoutContext, width: Length, run: TypeSizes) -> MessageStyle:
    """How key messages are set in a column of that width."""
    small, measure, setting = reference_style(context.format.small), width - TICK, context.setting
    return _make_message_style(
        body_style(run), small, measure, context.slack, setting.language, setting.faces
    )


@lru_cache(256)
def _make_message_style(
    style: TextStyle,
    small: TextStyle,
    measure: Length,
    slack: float,
    language: Conventions,
    faces: Faces,
) -> MessageStyle:
    return MessageStyle(style, small, measure, slack, language, faces)


def know_message(message: KeyMessage, style: MessageStyle) -> tuple[LineCount, ...]:
    """What is known of a key message in each wording. Kept: audiences share points."""
    return _know(message.wordings, message.source.label, message.source.address, style)


SLIP = 0.02
"""Part of a line by which words may be too many for it: they are counted as if lines could break
anywhere, and stand a little narrower in truth. It is an estimate; what is set is measured."""


@lru_cache(20_000)
def _know(
    wordings: tuple[Inlines, ...], label: str, _address: str, style: MessageStyle
) -> tuple[LineCount, ...]:
    """What is known before: all words in one line, cut to measure."""
    measure, faces = style.slack * style.measure, style.faces
    beside = APART + _measure_words(label, style.small, faces)[0] if label else 0.0
    texts = [_measure_words(text_of(wording), style.style, faces) for wording in wordings]
    wholes = [(natural + min(beside, measure) + space, space) for natural, space in texts]
    return tuple(
        LineCount(max(1, ceil(whole / (measure + space) - SLIP)), count_words(text_of(wording)))
        for (whole, space), wording in zip(wholes, wordings, strict=True)
    )


def _measure_words(text: str, style: TextStyle, faces: Faces) -> tuple[Length, Length]:
    """The width of the words of a text with spaces between them, and that of a space."""
    face, words = faces.face(style.role, style.size), text.split()
    natural = add_up(face.shape(word, style.features).width for word in words)
    spaces = face.space * max(0, len(words) - 1)
    return (natural + spaces) * style.size / 1000, face.space * style.size / 1000


def settle_message(
    message: KeyMessage,
    wording: int,
    known: LineCount,
    context: LayoutContext,
    width: Length,
    run: TypeSizes,
) -> None:
    """Set a key message in one of its wordings, so that its lines are known."""
    found = set_referenced(message, wording, context, width - TICK, body_style(run))
    known.lines, known.settled = len(found.lines) + found.extra, True


def measure_run(lines: int, run: TypeSizes) -> Glue:
    """The height of so many lines."""
    return measure_lines(lines, body_style(run), run.more)


def count_words(text: str) -> int:
    """How many words a text has, as a reader counts them."""
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def count_fixed(plan: Plan) -> int:
    """How many words stand between head and foot beside the key messages, headings and references
    not counted."""
    facts = [f"{fact.before} {fact.value} {fact.label}" for fact in plan.numerals]
    tasks = [f"{task.what} {task.who} {task.by}" for task in plan.tasks]
    meaning = map(text_of, (plan.bottom_line, *plan.meaning))
    return sum(map(count_words, (plan.question, plan.timing, *meaning, *facts, *tasks)))


def find_limit(context: LayoutContext) -> int | None:
    """How many words the key messages may have; `None` for any number."""
    words = context.format.points.words
    return max(0, words - count_fixed(context.plan)) if words else None


def list_eligible(plan: Plan) -> tuple[KeyMessage, ...]:
    """The messages that do not say what a better one says too."""
    return tuple(message for message in plan.messages if not message.repeats)


class MessageHeights:
    """The heights of all messages in all wordings, set only when it comes to that.

    A height that is not settled is one below which the message cannot be. A choice that is best
    with such heights, and whose own are settled, is best: the others can only become higher.
    """

    def __init__(self, context: LayoutContext, width: Length, run: TypeSizes, air: float) -> None:
        self._candidates: tuple[Candidate, ...] = ()
        """Those with the heights known so far; empty when some changed."""
        self.context, self.run, self.air, self.width = context, run, air, width
        self.messages = {message.id: message for message in list_eligible(context.plan)}
        style = choose_message_style(context, width, run)
        self.known = {id: know_message(message, style) for id, message in self.messages.items()}
        self.words = {
            id: tuple(known.words for known in wordings) for id, wordings in self.known.items()
        }
        self._by_lines: dict[int, Hundredths] = {}
        """The height of so many lines, with the space above them."""
        self.heights = {id: self._measure(id) for id in self.messages}

    def may_hold(self, count: int, room: Hundredths) -> bool:
        """Whether so many messages may fit: the lowest of all, in their lowest wordings."""
        lowest = sorted(min(heights) for heights in self.heights.values())
        return add_up(lowest[:count]) <= room

    def settle(self, selection: Selection) -> bool:
        """Set what is chosen; whether anything turned out higher than was known."""
        before = {chosen.id: self.heights[chosen.id] for chosen in selection.chosen}
        for id in before:
            self._settle_one(id)
        return any(self.heights[id] != heights for id, heights in before.items())

    def settle_all(self) -> None:
        """Set every message in every wording."""
        for id in self.messages:
            self._settle_one(id)

    def count_words(self, selection: Selection) -> int:
        """How many words the chosen messages have."""
        return sum(self.words[chosen.id][chosen.wording] for chosen in selection.chosen)

    def choose_by_words(self, limit: int, rules: ChoiceRules) -> Selection:
        """The best choice that has no more words than `limit`, if height did not matter; more, when
        the required points, or as few as a page has at least, have more."""
        shortest = sorted(min(words) for words in self.words.values())
        required = sum(min(self.words[m.id]) for m in self.messages.values() if m.required)
        most = max(limit, required, sum(shortest[: rules.least]))
        candidates = tuple(
            Candidate(id, message.section, message.weight, self.words[id], message.required)
            for id, message in self.messages.items()
        )
        return choose(candidates, most, replace(rules, opening=0))

    def list_candidates(self) -> tuple[Candidate, ...]:
        """The messages with the heights known so far."""
        self._candidates = self._candidates or tuple(
            Candidate(id, message.section, message.weight, self.heights[id], message.required)
            for id, message in self.messages.items()
        )
        return self._candidates

    def _settle_one(self, id: str) -> None:
        message = self.messages[id]
        fresh = [(at, known) for at, known in enumerate(self.known[id]) if not known.settled]
        for wording, known in fresh:
            settle_message(message, wording, known, self.context, self.width, self.run)
        if fresh:
            self.heights[id] = self._measure(id)
            self._candidates = ()

    def _measure(self, id: str) -> tuple[Hundredths, ...]:
        return tuple([self._measure_lines(known.lines) for known in self.known[id]])

    def _measure_lines(self, lines: int) -> Hundredths:
        if lines not in self._by_lines:
            height = at_glue_ratio(measure_run(lines, self.run), self.air)
            self._by_lines[lines] = ceil(100 * (height + at_glue_ratio(self.run.space, self.air)))
        return self._by_lines[lines]


def choose_settled(
    measures: MessageHeights,
    room: Hundredths,
    rules: ChoiceRules,
    floors: tuple[Hundredths, ...] = (),
    limit: int | None = None,
) -> Selection | None:
    """The best choice whose heights are the true ones; `None` when the required do not fit.

    With a `limit` it has no more words, as far as it can. Both bounds at once are met like this:
    the best choice by words alone is the best of all if it is not too high; else what is best by
    height alone is taken for less and less height.
    """
    selection = choose_by_height(measures, room, rules, floors)
    if selection is None or limit is None or measures.count_words(selection) <= limit:
        return selection
    shorter = measures.choose_by_words(limit, rules)
    measures.settle(shorter)
    heights = {chosen.id: measures.heights[chosen.id][chosen.wording] for chosen in shorter.chosen}
    if sum(heights.values()) <= room:
        return with_heights(shorter, measures, heights)
    allowed = max(limit, measures.count_words(shorter))
    while selection and measures.count_words(selection) > allowed:
        selection = choose_by_height(measures, selection.height - 1, rules, ())
    return selection


def with_heights(
    selection: Selection, measures: MessageHeights, heights: Mapping[str, Hundredths]
) -> Selection:
    """A choice by words with the heights of its points."""
    chosen = tuple(replace(taken, height=heights[taken.id]) for taken in selection.chosen)
    left = tuple(replace(out, height=min(measures.heights[out.id])) for out in selection.left_out)
    return replace(selection, chosen=chosen, left_out=left, height=sum(heights.values()))


def choose_by_height(
    measures: MessageHeights, room: Hundredths, rules: ChoiceRules, floors: tuple[Hundredths, ...]
) -> Selection | None:
    """The best choice whose heights are the true ones, however many words it has."""
    while True:
        candidates = measures.list_candidates()
        if least_height(candidates, rules.opening) > room:
            return None
        selection = choose(candidates, room, rules, floors)
        if not measures.settle(selection):
            return selection


def set_chosen(
    context: LayoutContext, selection: Selection, width: Length, run: TypeSizes
) -> tuple[tuple[KeyMessage, Box], ...]:
    """The messages that were chosen, each as it is set."""
    wordings = {chosen.id: chosen.wording for chosen in selection.chosen}
    return tuple(
        (message, set_message(message, wordings[message.id], context, width, run))
        for message in context.plan.messages
        if message.id in wordings
    )


def make_candidates(
    context: LayoutContext, width: Length, run: TypeSizes, air: float
) -> tuple[Candidate, ...]:
    """The messages with the heights they really have when set, each with the space above it."""
    measures = MessageHeights(context, width, run, air)
    measures.settle_all()
    return measures.list_candidates()


def find_room(
    context: LayoutContext, frame: PageFrame, run: TypeSizes, air: float = 0.0
) -> Hundredths:
    """The height that the key messages have, the space above the first included."""
    heading = stack_messages((), context, frame.sides, run).height
    taken = at_glue_ratio(measure_fixed(frame) + heading, air)
    return floor(100 * (measure_column(frame, air) - taken + at_glue_ratio(run.space, air)))
