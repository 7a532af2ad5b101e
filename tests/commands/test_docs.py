"""`octavo docs`: the pages are there for those who have no copy of the source."""

from __future__ import annotations

import tomllib

import pytest

from architecture import ROOT
from octavo.commands.cli import run
from octavo.commands.docs import render_page
from octavo.files.pages import list_pages


def show(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["docs", *arguments]) == 0
    return capsys.readouterr().out


def test_without_a_page_all_are_listed_with_their_titles(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = show(capsys).splitlines()

    assert "content\tWriting a publication" in lines
    assert len(lines) == 1 + len(list(list_pages()))


@pytest.mark.parametrize("named", ["import", "import.md", "docs/import.md"])
def test_a_page_is_printed_as_it_is_written_where_nobody_reads_along(
    named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert show(capsys, named) == (ROOT / "docs" / "import.md").read_text("utf-8")


def test_a_terminal_shows_it_without_the_marks_of_markdown() -> None:
    shown = render_page(
        "# Title\n\nSome **words** and `code`.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    )

    assert "Some words and code." in shown
    assert "|" not in shown


@pytest.mark.parametrize(
    ("named", "hint"),
    [("contents", "did you mean `content`?"), ("nonsense", "`octavo docs` lists all pages")],
)
def test_a_page_that_there_is_not_is_a_wrong_command(
    named: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["docs", named]) == 2
    assert f"there is no page `{named}`; {hint}" in capsys.readouterr().err


def test_every_page_is_in_the_wheel() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    included = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]

    for path in list_pages():
        assert included.get(path) == f"octavo/{path}"
