"""What a screen reader says of finished files: `octavo read`."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Pdf

from booklet.goldens import compare_text
from booklet.making import CONTENT, Made
from octavo.audit.extracts import Unreadable
from octavo.audit.reading_aloud import read_aloud
from octavo.commands.cli import run
from pdf.sample import make_sample


@pytest.mark.slow
def test_the_proceedings_are_said_as_they_were_heard(proceedings: Made, accepting: bool) -> None:
    """From beginning to end, as they were read and found good."""
    compare_text("proceedings-read.txt", "\n".join(read_aloud(proceedings.data)) + "\n", accepting)


@pytest.mark.slow
def test_a_briefing_is_said_as_it_was_heard(tmp_path: Path, accepting: bool) -> None:
    chosen = ["--only", "briefing", "--audience", "command", "--output", str(tmp_path)]
    assert run(["build", str(CONTENT), "--quiet", *chosen]) == 0
    (file,) = tmp_path.rglob("*.pdf")
    compare_text("briefing-read.txt", "\n".join(read_aloud(file.read_bytes())) + "\n", accepting)


@pytest.mark.slow
def test_every_paragraph_is_said_once(small: Made) -> None:
    said = "\n".join(read_aloud(small.data))
    assert "heading 1: 1 The policy" in said
    assert said.count("heading 2: Key messages") == 2
    assert "image: " in said


def test_roles_names_of_links_and_alternatives_are_said() -> None:
    assert read_aloud(make_sample()) == (
        "heading 1: Office fjords",
        "heading 2: Waffles",
        "A paragraph that goes over two pages and ends here.",
        "octavo check",
        "list of 2:",
        "  item: 1. first thing",
        "  item: 2. second thing",
        "table of 2:",
        "  row: Thing | Count",
        "  row: Orbits | ",
        "See the web page [link: Leads to example.org] 1 [link: Note 1] again.",
        "note: 1 A note at the foot.",
        "image: A triangle with a word on it",
        "caption: Figure 1",
    )


def test_a_file_without_tags_cannot_be_read() -> None:
    out = BytesIO()
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    with pytest.raises(Unreadable, match="no tags"):
        read_aloud(out.getvalue())


def test_the_command_prints_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "sample.pdf"
    file.write_bytes(make_sample())
    assert run(["read", str(file)]) == 0
    assert capsys.readouterr().out.splitlines() == list(read_aloud(make_sample()))
    file.write_bytes(b"words")
    assert run(["read", str(file)]) == 2
