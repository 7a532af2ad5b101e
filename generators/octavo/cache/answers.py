"""Questions with the answers that were found, each with what it was found from.

An answer holds as long as a library answers all that was read for it as it did then, files among it
that were looked for and not there. Which files are read depends on nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeAlias

from octavo.cache.entry_folder import EntryFolder
from octavo.files.library import Library, Recording, answers_alike

JsonValue: TypeAlias = "bool | int | str | list[JsonValue] | dict[str, JsonValue] | None"


@dataclass(frozen=True, slots=True)
class Cache:
    """What was found before by the same code, in the same surroundings."""

    entries: EntryFolder
    versions: str
    """The digest of both."""

    def find(self, question: tuple[str, ...], library: Library) -> JsonValue:
        """The answer that holds for `library`; `None` when there is none."""
        kept = self.entries.read(self._name(question))
        if kept is None:
            return None
        try:
            entry: Mapping[str, JsonValue] = json.loads(kept)
        except ValueError:
            return None
        answers = entry["made_from"]
        if not isinstance(answers, dict):
            return None
        return entry["answer"] if answers_alike(library, _read_digests(answers)) else None

    def keep(self, question: tuple[str, ...], made_from: Recording, answer: JsonValue) -> None:
        """Remember the answer, unless what it was made from changed on the way."""
        if all(made_from.answers.values()):
            entry: JsonValue = {"made_from": {**made_from.answers}, "answer": answer}
            self.entries.write(self._name(question), json.dumps(entry).encode())

    def _name(self, question: tuple[str, ...]) -> str:
        return sha256(json.dumps([self.versions, *question]).encode()).hexdigest()


def _read_digests(answers: Mapping[str, JsonValue]) -> dict[str, str]:
    return {name: str(answer) for name, answer in answers.items()}
