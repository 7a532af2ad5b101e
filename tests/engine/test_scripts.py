"""What cannot be set is refused where it stands, by the name of its script."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.outputs import replace_text
from octavo.build.steps import review

HINT = "write it in Latin letters, or show it as a picture"


@pytest.mark.parametrize(
    ("words", "message", "column"),
    [
        ("\u05e9\u05dc\u05d5\u05dd \u05dc\u05da", "Hebrew yet: `\u05e9\u05dc\u05d5\u05dd`", 5),
        ("\u0645\u0631\u062d\u0628\u0627", "Arabic yet: `\u0645\u0631\u062d\u0628\u0627`", 5),
        ("so \u4e2d\u6587", "Chinese characters yet: `\u4e2d\u6587`", 8),
        ("\ud55c\uad6d", "Korean yet: `\ud55c\uad6d`", 5),
        ("\u306e", "Japanese yet: `\u306e`", 5),
        ("\N{ROCKET} and \N{GLOBE WITH MERIDIANS}", "emoji: `\N{ROCKET}`", 5),
    ],
)
def test_a_script_is_refused_where_it_stands(
    folder: Path, words: str, message: str, column: int
) -> None:
    replace_text(folder, "03-policy.md", "The policy stands", f"The {words} stands")

    (found,) = [problem for problem in review(folder)[1] if problem.severity.value == "error"]
    assert str(found.span) == f"03-policy.md:19:{column}"
    assert (found.code, found.message) == ("TYP002", f"Octavo cannot set {message}")


@pytest.mark.slow
@pytest.mark.parametrize("words", ["Ελλάδα", "Україна", "Việt Nam", "Łódź → Žilina", "∀x ∈ ∅ ★"])
def test_scripts_of_europe_and_signs_are_not_refused(folder: Path, words: str) -> None:
    replace_text(folder, "03-policy.md", "The policy stands", f"The {words} stands")

    assert [p for p in review(folder)[1] if p.severity.value == "error"] == []
