"""What became of the parts of a text, as it is found while the text is read."""

from __future__ import annotations

import re
from typing import NoReturn

from octavo.document.problem import Problem, Severity, SourceError, Span
from octavo.importing.tree import ImportFinding, Outcome

_SHOWN = 8
"""Words of what was kept or guessed that the report quotes: enough to find the place by."""


class Findings(list[ImportFinding]):
    """What became of the parts of the text called `name`. Grows while the text is read."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def refuse(self, code: str, message: str, line: int, hint: str) -> NoReturn:
        """Raise `SourceError`: the text cannot be read."""
        span = Span(self._name, line)
        raise SourceError((Problem(Severity.ERROR, code, message, span, hint),))

    def refuse_depth(self, line: int) -> NoReturn:
        """Raise `SourceError` for what is nested too deep."""
        message = "lists, quotations, notes or tags are nested too deep"
        self.refuse("IMF033", message, line, "take some of the levels out, and import again")

    def leave(self, kind: str, line: int, words: str, reason: str) -> None:
        """Name what is not imported, with all its words."""
        self._note("not imported", kind, line, " ".join(words.split()), reason)

    def keep(self, kind: str, line: int, words: str, reason: str) -> None:
        """Name what is imported with another look than it had."""
        self._note("kept", kind, line, _shorten(words), reason)

    def guess(self, kind: str, line: int, words: str, reason: str) -> None:
        """Name what is taken for something that it does not say it is."""
        self._note("guessed", kind, line, _shorten(words), reason)

    def sort_by_line(self) -> tuple[ImportFinding, ...]:
        """All of them in the order of the text."""
        return tuple(sorted(self, key=lambda one: int(one.place.removeprefix("line "))))

    def _note(self, outcome: Outcome, kind: str, line: int, words: str, reason: str) -> None:
        self.append(ImportFinding(outcome, kind, f"line {line}", words, reason))


def _shorten(words: str) -> str:
    parts = re.split(r"\s+", words.strip(), maxsplit=_SHOWN)
    return " ".join(parts[:_SHOWN]) + (" …" if len(parts) > _SHOWN else "")
