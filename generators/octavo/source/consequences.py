"""Problems that only follow from others, and would lead an author astray."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from octavo.document.problem import Problem
from octavo.files.stand_ins import STAND_IN
from octavo.files.yaml_tree import YamlTree

_UNREAD = frozenset(
    {"SRC001", "SRC002", "SRC003", "SRC004", "SRC005", "SRC009"}
    | {"TXT005", "TXT008", "TXT009", "TXT015"}
)
"""Errors that keep text from being read: it is then missing from the draft."""

_WRONG = frozenset({"SRC007", "SRC008"})
"""Errors that keep a value from being read. In a section that may be an id or an audience."""

_ABSENT = frozenset({"ABB001", "AUD003", "AUD007", "FCT003", "REF001"})
"""Problems that say that something is nowhere. It may be in what was not read."""

_ABSENT_HERE = frozenset({"ATT009", "REF003", "TXT010", "TXT011", "TXT012"})
"""The same, of something that can only be in the file itself. What publication.yaml asks for can be
in any section."""

_NAMING = {"audiences": "AUD001", "facts": "FCT001"}
"""What the keys of publication.yaml give names to, and the problem of an unknown one."""


@dataclass(frozen=True, slots=True)
class Losses:
    """What was not read of a source."""

    publication: str
    """The name of the file that lists the others."""
    files: frozenset[str] = frozenset()
    """Those of which text was not read; `publication` stands for a section that is missing."""
    unknown: frozenset[str] = frozenset()
    """Codes of problems with names, where it is not known which names there are, and of a rule that
    is not named, where it is only misspelt."""


def list_losses(problems: Sequence[Problem], file: str, publication: YamlTree | None) -> Losses:
    """What was not read, by the `problems` of reading; `publication` is what `file` says."""
    files = {
        problem.span.file
        for problem in problems
        if problem.span
        and (problem.code in _UNREAD or (problem.code in _WRONG and problem.span.file != file))
    }
    value = publication.value if publication else None
    written = value if isinstance(value, dict) else {}
    wrong = {_NAMING[key] for key in _NAMING if isinstance(written.get(key), list | str)}
    rule = publication.values.get(("attribution",)) if publication else None
    if any(problem.code in _WRONG and problem.span == rule for problem in problems):
        wrong.add("ATT013")
    return Losses(file, frozenset(files), frozenset(wrong))


def is_consequence(problem: Problem, losses: Losses) -> bool:
    """Whether the problem may be none once everything can be read."""
    if STAND_IN in problem.message + problem.hint or problem.code in losses.unknown:
        return True
    file = problem.span.file if problem.span else losses.publication
    if problem.code in _ABSENT or (problem.code in _ABSENT_HERE and file == losses.publication):
        return bool(losses.files)
    return problem.code in _ABSENT_HERE and file in losses.files
