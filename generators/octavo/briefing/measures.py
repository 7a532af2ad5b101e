"""The heights of the key messages, set only when it comes to that."""

from __future__ import annotations

from math import ceil, floor

from octavo.briefing.boxes import at_ease
from octavo.briefing.fit import (
    Candidate,
    Hundredths,
    Rules,
    Selection,
    choose,
    least_height,
)
from octavo.briefing.frame import Frame, measure_column, measure_fixed
from octavo.briefing.parts import (
    Desk,
    Run,
    know_message,
    measure_run,
    settle_message,
    stack_messages,
)
from octavo.briefing.plan import Message, Plan
from octavo.length import Length


def list_eligible(plan: Plan) -> tuple[Message, ...]:
    """The messages that do not say what a better one says too."""
    return tuple(message for message in plan.messages if not message.repeats)


class Measures:
    """The heights of all messages in all wordings, set only when it comes to that.

    A height that is not settled is one below which the message cannot be. A choice that is best
    with such heights, and whose own are settled, is best: the others can only become higher.
    """

    def __init__(self, desk: Desk, width: Length, run: Run, air: float) -> None:
        self.desk, self.run, self.air, self.width = desk, run, air, width
        self.messages = {message.id: message for message in list_eligible(desk.plan)}
        self.known = {
            id: tuple(
                know_message(message, wording, desk, width, run)
                for wording in range(len(message.wordings))
            )
            for id, message in self.messages.items()
        }
        self.heights = {id: self._measure(id) for id in self.messages}

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

    def list_candidates(self) -> tuple[Candidate, ...]:
        """The messages with the heights known so far."""
        return tuple(
            Candidate(id, message.section, message.weight, self.heights[id], message.required)
            for id, message in self.messages.items()
        )

    def _settle_one(self, id: str) -> None:
        message = self.messages[id]
        fresh = [at for at, known in enumerate(self.known[id]) if not known.settled]
        for wording in fresh:
            settle_message(message, wording, self.desk, self.width, self.run)
        if fresh:
            self.heights[id] = self._measure(id)

    def _measure(self, id: str) -> tuple[Hundredths, ...]:
        space, run = at_ease(self.run.space, self.air), self.run
        return tuple(
            ceil(100 * (at_ease(measure_run(known.lines, run), self.air) + space))
            for known in self.known[id]
        )


def choose_settled(
    measures: Measures, room: Hundredths, rules: Rules, floors: tuple[Hundredths, ...] = ()
) -> Selection | None:
    """The best choice whose heights are the true ones; `None` when the required do not fit."""
    while True:
        candidates = measures.list_candidates()
        if least_height(candidates, rules.opening) > room:
            return None
        selection = choose(candidates, room, rules, floors)
        if not measures.settle(selection):
            return selection


def make_candidates(desk: Desk, width: Length, run: Run, air: float) -> tuple[Candidate, ...]:
    """The messages with the heights they really have when set, each with the space above it."""
    measures = Measures(desk, width, run, air)
    measures.settle_all()
    return measures.list_candidates()


def find_room(desk: Desk, frame: Frame, run: Run, air: float = 0.0) -> Hundredths:
    """The height that the key messages have, the space above the first included."""
    heading = stack_messages((), desk, frame.wide_width, run).height
    taken = at_ease(measure_fixed(frame) + heading, air)
    return floor(100 * (measure_column(frame, air) - taken + at_ease(run.space, air)))
