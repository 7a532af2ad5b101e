"""All audiences side by side: which points each of them gets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from octavo.files.models import StrictModel

if TYPE_CHECKING:
    from octavo.build.steps import OutputFit
    from octavo.files.library import Library
    from octavo.generator import Choice, FitReport

TEMPLATE = "templates/comparison.html.j2"
FOLDER = "templates/comparison"
"""Under which name the words of the page stand in the file of a language."""
LEFT, MUST = "–", " !"
"""What stands for a point that is left out, and beside one that its reader must have."""

State = Literal["full", "shorter", "same", "out", "closed"]
"""What a reader gets of a point: all of it, a shorter wording, a better point that says the same,
nothing for want of room, nothing because it is not for this reader."""


@dataclass(frozen=True, slots=True)
class ComparisonCell:
    """One point for one reader."""

    state: State
    wording: int = 0
    """The number of the shorter wording; 0 for the full one."""
    weight: int = 0
    required: bool = False


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One point for all readers."""

    id: str
    section: str
    """The id of its section."""
    text: str
    cells: tuple[ComparisonCell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All points for all readers."""

    readers: tuple[str, ...]
    rows: tuple[ComparisonRow, ...]
    shown: tuple[int, ...]
    """For each reader, how many points are shown."""
    total: tuple[int, ...]
    """For each reader, how many there are for it."""


class ComparisonPhrases(StrictModel):
    """The words of the page."""

    title: str
    about: str
    point: str
    points_shown: str
    count: str
    full: str
    shorter: str
    same: str


def compare(accounts: Mapping[str, FitReport]) -> Comparison:
    """The accounts, by the name of their reader, side by side; points as in the source."""
    choices = [{choice.id: choice for choice in made.choices} for made in accounts.values()]
    rows = tuple(
        ComparisonRow(
            id, choice.section, choice.text, tuple(_make_cell(found.get(id)) for found in choices)
        )
        for id, choice in _merge(choices).items()
    )
    shown = tuple(sum(choice.shown for choice in found.values()) for found in choices)
    return Comparison(tuple(accounts), rows, shown, tuple(map(len, choices)))


def compare_all(explained: Iterable[OutputFit]) -> dict[str, Comparison]:
    """What the outputs of each generator give their readers, by the name of the generator.

    A reader is named by its id; where a generator makes several files for one, by that of the file.
    """
    kinds: dict[str, list[OutputFit]] = {}
    for one in explained:
        kinds.setdefault(one.generator, []).append(one)
    return {kind: _compare_kind(made) for kind, made in kinds.items()}


def _compare_kind(made: list[OutputFit]) -> Comparison:
    several = len({one.audience for one in made}) < len(made)
    return compare({one.name if several else one.audience: one.report for one in made})


def _merge(choices: list[dict[str, Choice]]) -> dict[str, Choice]:
    """Every point once, each after all that stand before it in any of the lists."""
    merged: list[Choice] = []
    for found in choices:
        at = 0
        for choice in found.values():
            known = next((n for n, other in enumerate(merged) if other.id == choice.id), None)
            if known is None:
                merged.insert(at, choice)
            at = (at if known is None else known) + 1
    return {choice.id: choice for choice in merged}


def _make_cell(choice: Choice | None) -> ComparisonCell:
    if choice is None:
        return ComparisonCell("closed")
    state: State = "out"
    if choice.shown:
        state = "shorter" if choice.wording else "full"
    elif choice.repeats:
        state = "same"
    return ComparisonCell(state, choice.wording, choice.weight, choice.required)


def say_cell(cell: ComparisonCell) -> str:
    """The cell as a word: `full`, `short 1`, `same`, `–` when left out; empty when not for it."""
    words = {"full": "full", "shorter": f"short {cell.wording}", "same": "same", "out": LEFT}
    return words.get(cell.state, "") + (MUST if cell.required else "")


def list_rows(comparison: Comparison) -> list[tuple[str, ...]]:
    """Section, point and a word for each reader; at last, how many points are shown."""
    counts = (
        f"{shown} of {total}"
        for shown, total in zip(comparison.shown, comparison.total, strict=True)
    )
    rows = [(row.section, row.id, *map(say_cell, row.cells)) for row in comparison.rows]
    return [*rows, ("", "shown", *counts)]


def write_html(
    comparisons: Mapping[str, Comparison],
    title: str,
    language: str,
    library: Library,
    marking: str = "",
) -> str:
    """The comparisons, by the name of their generator, as a page of HTML that needs no other file,
    with its marking at head and foot; every text in it is escaped."""
    from octavo.style.phrases import load_wording, say
    from octavo.style.templates import compile_part, render

    wording = load_wording(library, FOLDER, language, ComparisonPhrases)
    states = {state: say(wording, state) for state in ("full", "same")}

    def say_state(cell: ComparisonCell) -> str:
        words = states | {"shorter": say(wording, "shorter", {"number": cell.wording}), "out": LEFT}
        return words.get(cell.state, "") + (MUST if cell.required else "")

    def count(shown: int, total: int) -> str:
        return say(wording, "count", {"shown": shown, "total": total})

    template = compile_part(library.read(TEMPLATE).decode(), escape=True, trim=True)
    given = {
        "language": language,
        "marking": marking,
        "comparisons": comparisons,
        "say_cell": say_state,
    }
    given |= {name: say(wording, name) for name in ("about", "point", "points_shown")}
    given |= {"title": say(wording, "title", {"title": title}), "count": count}
    return render(template, given) + "\n"
