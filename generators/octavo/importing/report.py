"""What became of a document, for those who go on with it: printed, and written as IMPORT.md."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import shorten

from octavo.importing.tree import ImportFinding, Outcome

OUTCOMES: Mapping[Outcome, str] = {
    "kept": "Kept",
    "guessed": "Guessed",
    "not imported": "Not imported",
}
_TOLD: tuple[Outcome, ...] = ("not imported", "guessed")
MOST_EXAMPLES = 40
"""Guesses of one kind that the report lists with their places; of more it says how many."""
LONGEST_WORDS = 72
"""Characters of what was imported that the report quotes: a line is enough to find it again. What
was not imported is quoted whole, for it stands nowhere else."""
_CODE = re.compile(r"(`[^`]+`)")
_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|#"})


def count_findings(findings: Iterable[ImportFinding]) -> list[tuple[Outcome, str, int]]:
    """Outcome, kind and how many, what was not imported last."""
    counts = Counter((finding.outcome, finding.kind) for finding in findings)
    return [
        (outcome, kind, counts[outcome, kind])
        for outcome in OUTCOMES
        for kind in sorted({found for one, found in counts if one == outcome})
    ]


def write_report(
    names: Sequence[str], findings: Sequence[ImportFinding], said: Sequence[str] = ()
) -> str:
    """The report as Markdown; `said` is what `octavo check` says of the new source."""
    lines = [f"# Import of {', '.join(map(_plain, names))}", ""]
    lines += ["Read this, correct what was guessed, and delete this file.", ""]
    if said:
        lines += [
            "## What `octavo check` says of the source",
            "",
            *(f"- {_say(one)}" for one in said),
            "",
        ]
    lines += ["| | what | how many |", "|---|---|---:|"]
    lines += [
        f"| {OUTCOMES[outcome]} | {_plain(kind)} | {count} |"
        for outcome, kind, count in count_findings(findings)
    ]
    for outcome in _TOLD:
        lines += ["", *_write_outcome(outcome, findings)]
    return "\n".join(lines).rstrip() + "\n"


def _write_outcome(outcome: Outcome, findings: Sequence[ImportFinding]) -> Iterator[str]:
    """All that has this outcome, by kind, with places and words."""
    yield f"## {OUTCOMES[outcome]}"
    chosen = [finding for finding in findings if finding.outcome == outcome]
    if not chosen:
        yield ""
        yield "Nothing."
    for kind in dict.fromkeys(finding.kind for finding in chosen):
        yield ""
        yield f"### {_plain(kind[:1].upper() + kind[1:])}"
        yield ""
        same = [finding for finding in chosen if finding.kind == kind]
        most = len(same) if outcome == "not imported" else MOST_EXAMPLES
        yield from map(_write_finding, same[:most])
        if len(same) > most:
            yield f"- and {len(same) - most} more"


def _write_finding(finding: ImportFinding) -> str:
    whole = finding.outcome == "not imported"
    words = " ".join(finding.words.split()) if whole else _shorten(finding.words)
    shown = f"“{_plain(words)}”" if words else ""
    said = [part for part in (_plain(finding.place), shown, _say(finding.reason)) if part]
    return f"- {': '.join(said)}"


def _plain(text: str) -> str:
    return text.translate(_SPECIAL)


def _say(message: str) -> str:
    """A message of ours: what stands between backticks in it is code."""
    parts = _CODE.split(message)
    return "".join(part if _CODE.fullmatch(part) else _plain(part) for part in parts)


def _shorten(text: str) -> str:
    """`text` in one line, cut after a word with an ellipsis when it is long."""
    return shorten(text, LONGEST_WORDS, placeholder=" …")


def write_json(names: Sequence[str], findings: Sequence[ImportFinding]) -> str:
    """The same for other programs."""
    entries = [
        {
            "outcome": finding.outcome,
            "kind": finding.kind,
            "place": finding.place,
            "words": finding.words,
            "reason": finding.reason,
        }
        for finding in findings
    ]
    return json.dumps({"files": list(names), "findings": entries}, ensure_ascii=False, indent=2)
