"""`octavo fit --pages`: what stands on which page of a booklet, and why."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from booklet.making import STYLE, read_folder
from commands.conftest import change
from octavo.booklet.assembly import make_pages
from octavo.commands.cli import run
from octavo.files.library import read_builtin


def tell(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What the command prints."""
    assert run(["fit", "--pages", *arguments]) == 0
    return capsys.readouterr().out


def change_style(folder: Path, old: str, new: str) -> None:
    """Give the publication a style of its own, in which a line is another."""
    style = read_builtin(STYLE).decode()
    assert old in style
    (folder / STYLE).parent.mkdir(parents=True, exist_ok=True)
    (folder / STYLE).write_text(style.replace(old, new), encoding="utf-8")


def test_it_says_how_full_each_page_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = tell(capsys, str(folder))
    document, library = read_folder(folder)
    pages = [page for page in make_pages(document, library) if page.section]
    lines = dict(re.findall(r"  page (\w+): (\d+) of \d+ lines", said))
    full = [page for page in pages if len(page.feet) == 1]
    assert full
    assert {page.label: str(round(page.feet[0] / 13.2)) for page in full}.items() <= lines.items()
    assert all(one.title in said for one in document.sections if one.kind != "theme")


def test_the_chosen_number_of_pages_costs_least_or_it_says_why_not(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (found,) = json.loads(tell(capsys, str(folder), "--json"))
    chosen = [one for one in found["sections"] if one["cost"] is not None]
    assert any(one["others"] for one in chosen)
    for one in chosen:
        least = all(cost >= one["cost"] for cost in one["others"].values())
        assert least is ("would be cheaper" not in one["why"])


def test_what_was_given_for_full_pages_is_told_with_its_cost(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change_style(folder, "  foot: 6 ", "  foot: 900 ")
    said = tell(capsys, str(folder))
    feathers = re.findall(r"(\d) lines? more above .* \(([\d.]+)\)", said)
    openers = re.findall(r"(\d) lines? more below the opener \(([\d.]+)\)", said)
    assert feathers or openers
    assert all(float(cost) == 3 * int(lines) ** 2 for lines, cost in feathers)
    assert all(float(cost) == int(lines) ** 2 for lines, cost in openers)


def test_greedy_pages_are_told_to_be_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change_style(folder, "pages: total ", "pages: greedy ")
    assert "`pages: greedy`" in tell(capsys, "small")


def test_a_publication_without_booklet_has_no_pages_to_explain(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(folder, "publication.yaml", "[booklet, word, briefing]", "[word, briefing]")
    assert run(["fit", "--pages", str(folder)]) != 0
    assert "which page" in capsys.readouterr().err


def test_a_briefing_is_explained_for_a_reader_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fit"]) == 2
    assert "AUDIENCE" in capsys.readouterr().err
