"""The heights of the key messages, set only when it comes to that."""

from __future__ import annotations

from math import ceil, floor
from typing import Protocol

from octavo.briefing.boxes import Stretch, at_ease
from octavo.briefing.fit import Candidate, Hundredths, Selection
from octavo.briefing.frame import Frame, measure_column, measure_fixed
from octavo.briefing.parts import Desk, Run, bound_message, measure_message, stack_messages
from octavo.briefing.plan import Message, Plan
from octavo.length import Length


class Measure(Protocol):
    """A way to tell how high a message is in one of its wordings."""

    def __call__(
        self, message: Message, wording: int, desk: Desk, width: Length, run: Run
    ) -> Stretch:
        """The height."""
        ...


def list_eligible(plan: Plan) -> tuple[Message, ...]:
    """The messages that do not say what a better one says too."""
    return tuple(message for message in plan.messages if not message.repeats)


class Measures:
    """The heights of all messages in all wordings, set only when it comes to that.

    A height that is not settled is one below which the message cannot be. A choice that is best
    with such heights, and whose own are settled, is best: the others can only become higher.
    """

    def __init__(self, desk: Desk, frame: Frame, run: Run, air: float) -> None:
        self.desk, self.run, self.air = desk, run, air
        self.width = frame.wide_width
        self.messages = {message.id: message for message in list_eligible(desk.plan)}
        self.settled: set[str] = set()
        self.heights = {id: self._measure(id, bound_message) for id in self.messages}

    def settle(self, selection: Selection) -> bool:
        """Set what is chosen; whether anything turned out higher than was known."""
        fresh = [chosen for chosen in selection.chosen if chosen.id not in self.settled]
        grown = False
        for chosen in fresh:
            before = self.heights[chosen.id]
            self._settle_one(chosen.id)
            grown = grown or self.heights[chosen.id] != before
        return grown

    def settle_all(self) -> None:
        """Set every message in every wording."""
        for id in self.messages:
            if id not in self.settled:
                self._settle_one(id)

    def list_candidates(self) -> tuple[Candidate, ...]:
        """The messages with the heights known so far."""
        return tuple(
            Candidate(id, message.section, message.weight, self.heights[id], message.required)
            for id, message in self.messages.items()
        )

    def _settle_one(self, id: str) -> None:
        self.settled.add(id)
        self.heights[id] = self._measure(id, measure_message)

    def _measure(self, id: str, measure: Measure) -> tuple[Hundredths, ...]:
        message, space = self.messages[id], at_ease(self.run.space, self.air)
        return tuple(
            ceil(100 * (at_ease(height, self.air) + space))
            for wording in range(len(message.wordings))
            for height in [measure(message, wording, self.desk, self.width, self.run)]
        )


def make_candidates(desk: Desk, frame: Frame, run: Run, air: float) -> tuple[Candidate, ...]:
    """The messages with the heights they really have when set, each with the space above it."""
    measures = Measures(desk, frame, run, air)
    measures.settle_all()
    return measures.list_candidates()


def find_room(desk: Desk, frame: Frame, run: Run, air: float = 0.0) -> Hundredths:
    """The height that the key messages have, the space above the first included."""
    heading = stack_messages((), desk, frame.wide_width, run).height
    taken = at_ease(measure_fixed(frame) + heading, air)
    return floor(100 * (measure_column(frame, air) - taken + at_ease(run.space, air)))
