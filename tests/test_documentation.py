"""What the pages for strangers tell a reader to type, typed."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from fenced import ROOT, examples
from octavo.commands.cli import octavo, run

PAGES = tuple(
    path.relative_to(ROOT).as_posix()
    for path in sorted(
        [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *(ROOT / "docs/how-to").glob("*.md")]
    )
)
SITE = ROOT / "zensical.toml"
SHELLS = {"console", "sh"}
CONTEXT = click.Context(octavo, **octavo.context_settings)
"""In which the commands run: they keep the options that they are first asked for."""
_INLINE = re.compile(r"`(octavo [a-z][^`\n]*)`")
_STANDS_FOR = re.compile(r"[A-Z]{2,}|…")
"""Words in capitals, which stand for what the reader has."""


def list_commands(page: str) -> Iterator[list[str]]:
    """The arguments of each `octavo` that the page names."""
    text = (ROOT / page).read_text(encoding="utf-8")
    shown = [example.text for example in examples(page) if example.language in SHELLS]
    lines = [line.removeprefix("$ ") for block in shown for line in block.splitlines()]
    named = [found[1] for found in _INLINE.finditer(text)]
    for line in (*lines, *named):
        if line.startswith("octavo "):
            yield shlex.split(line.partition(" > ")[0], comments=True)[1:]


@pytest.mark.parametrize("page", PAGES)
def test_every_command_on_a_page_is_one(page: str) -> None:
    for arguments in list_commands(page):
        if arguments[0].startswith("-") or _STANDS_FOR.fullmatch(arguments[0]):
            continue
        command = octavo.commands.get(arguments[0])
        assert command, f"{page}: octavo {arguments[0]}"
        context = click.Context(command, parent=CONTEXT)
        command.make_parser(context).parse_args(arguments[1:])


def test_a_command_that_there_is_not_would_be_found(tmp_path: Path) -> None:
    context = click.Context(octavo.commands["build"], parent=CONTEXT)
    with pytest.raises(click.NoSuchOption):
        octavo.commands["build"].make_parser(context).parse_args(["--nonsense"])


@pytest.mark.slow
def test_the_tutorial_works_word_by_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = examples("docs/tutorial.md")
    text, audiences, printed = (one.text for one in page if one.language in {"markdown", "yaml"})
    Path("harbours.md").write_text(text, encoding="utf-8")
    commands = [one.text.strip() for one in page if one.language == "console"]
    publication = Path("harbours/publication.yaml")

    for command in commands:
        if "octavo build" in command:
            said = publication.read_text(encoding="utf-8")
            said = f"{said.partition('# For a briefing')[0]}{audiences}"
            publication.write_text(said, encoding="utf-8")
            audiences = printed  # for the second time, as the page says
        assert run(shlex.split(command.removeprefix("$ octavo "))) == 0, command

    assert sorted(path.name for path in Path("build/harbours").iterdir()) == [
        "harbours-briefing-council.pdf",
        "harbours-briefing-council.trace.json",
        "harbours-print.pdf",
        "harbours.docx",
        "harbours.pdf",
        "manifest.json",
    ]


def list_pages() -> set[str]:
    """The pages that the site's navigation leads to."""
    return set(re.findall(r'"([^"]+\.md)"', SITE.read_text(encoding="utf-8")))


def test_the_site_leads_to_every_page_but_the_decisions() -> None:
    pages = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}

    assert list_pages() == {page for page in pages if not page.startswith("decisions/")}
