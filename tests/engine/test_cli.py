from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

import octavo.build.steps
from engine.outputs import fail, generator, overflow, replace_text
from octavo import (
    Document,
    Generator,
    Library,
    Output,
    Problem,
    Severity,
    SourceError,
    Span,
)
from octavo.commands.cli import main, run
from octavo.commands.folders import find_home, find_publication
from octavo.commands.problem_list import format_problem, format_problems
from octavo.commands.session import Session

Installed = dict[str, Generator[Any]]

pytestmark = pytest.mark.usefixtures("generators")


@pytest.fixture(autouse=True)
def home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: the one that holds content/."""
    monkeypatch.chdir(folder.parents[1])
    return folder.parents[1]


def test_build_prints_the_files_it_made(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "build/small/small.pdf  4 pages",
        "build/small/small.docx  1 page",
        "build/small/small-briefing-command.pdf  1 page",
        "build/small/small-briefing-industry.pdf  1 page",
    ]


def test_build_is_silent_on_success_but_for_the_files(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(["build"])

    assert capsys.readouterr().err == ""


def test_verbose_tells_of_each_step(capsys: pytest.CaptureFixture[str]) -> None:
    run(["build", "--verbose", "--only", "word"])
    steps = [line for line in capsys.readouterr().err.splitlines() if line[:1].isdigit()]

    assert steps == [
        "1 read small",
        "2 check",
        "3 select for everyone",
        "4 generate small.docx (1 of 1)",
        "5 audit",
        "6 write",
    ]


def test_build_can_be_told_what_for_whom_and_where(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["build", "small", "--only", "briefing", "--audience", "command", "--output", "out"]

    assert run(arguments) == 0
    assert capsys.readouterr().out == "out/small/small-briefing-command.pdf  1 page\n"
    assert not (home / "build").exists()


def test_an_unknown_output_is_a_wrong_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--only", "wrod"]) == 2
    assert capsys.readouterr().err == (
        "Error: this publication has no output `wrod`; did you mean `word`?\n"
    )


def test_an_unknown_command_is_a_wrong_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["biuld"]) == 2
    assert "build" in capsys.readouterr().err


def test_a_folder_that_is_no_publication_is_a_wrong_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["check", "nowhere"]) == 2
    assert "`nowhere` is not a publication" in capsys.readouterr().err


def test_problems_in_the_source_are_shown_with_their_place(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_text(folder, "01-foreword.md", "facts.participants", "facts.participant")

    assert run(["build"]) == 1
    assert capsys.readouterr().err.splitlines()[:4] == [
        "content/small/01-foreword.md:9:33: error: there is no fact `participant` [FCT001]",
        "  | It is with pride that I present {{ facts.participant }} people from "
        "{{ facts.countries }} countries, …",
        "  |                                 ^^^^^^^^^^^^^^^^^^^^^^^",
        "  hint: did you mean `participants`?",
    ]


def test_check_counts_what_it_found(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace_text(folder, "01-foreword.md", "facts.participants", "facts.participant")
    replace_text(folder, "04-panel.md", "```figure", "## Nothing below\n\n## Orbits\n\n```figure")

    assert run(["check"]) == 1
    assert capsys.readouterr().err == "1 error, 1 warning, 2 notes\n"


def test_check_of_a_good_source_succeeds(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check"]) == 0
    assert (
        "content/small/photos.yaml:1:3: note: photograph 1 is not supplied"
        in capsys.readouterr().out
    )


def test_problems_are_in_order_of_file_and_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_text(folder, "04-panel.md", "rests_on: panel-1-early", "rests_on: panel-1-erly")
    replace_text(folder, "03-policy.md", "## What", "# What")
    run(["check"])
    places = [
        line.split(" ")[0] for line in capsys.readouterr().out.splitlines() if "error:" in line
    ]

    assert places == ["content/small/03-policy.md:22:1:", "content/small/04-panel.md:11:15:"]


def test_what_does_not_fit_has_a_status_of_its_own(generators: Installed) -> None:
    generators["briefing"] = generator(overflow, None, per_audience=True)

    assert run(["build"]) == 3


def test_a_fault_of_a_generator_says_what_to_report(
    generators: Installed, capsys: pytest.CaptureFixture[str]
) -> None:
    generators["word"] = generator(fail)

    assert run(["build"]) == 101
    said = capsys.readouterr().err
    assert "ZeroDivisionError: no page" in said
    assert "Please report" in said


NO_MEMORY = "Error: there is not enough memory; end other programs first\n"


@pytest.mark.parametrize(
    "fault",
    [
        MemoryError(),
        ImportError("library.so: failed to map segment from shared object"),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
    ],
)
def test_too_little_memory_is_no_fault_of_octavo(
    fault: Exception,
    generators: Installed,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def give_up(*arguments: object) -> Any:
        raise fault

    generators["word"] = generator(give_up)
    assert run(["build"]) == 2
    assert capsys.readouterr().err == NO_MEMORY

    monkeypatch.setattr(octavo.build.steps, "review", give_up)
    assert run(["check"]) == 2
    assert capsys.readouterr().err == NO_MEMORY


def test_a_full_disk_under_what_is_printed_is_told_as_that(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fill(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(octavo.build.steps, "review", fill)

    assert run(["check"]) == 2
    assert capsys.readouterr().err == "Error: nothing can be printed: No space left on device\n"


def test_a_build_that_is_told_to_end_takes_away_what_is_half_written(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(handle: int) -> None:
        signal.raise_signal(signal.SIGTERM)

    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(sys, "argv", ["octavo", "build", "--jobs", "1"])
    monkeypatch.setattr(os, "fsync", end)
    try:
        with pytest.raises(SystemExit) as left:
            main()
    finally:
        signal.signal(signal.SIGTERM, before)

    assert left.value.code == 143
    assert list((home / "build").iterdir()) == []


def test_what_a_generator_cannot_place_stands_at_its_output(
    generators: Installed, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(document: Document, options: object, library: Library) -> Output:
        raise SourceError((Problem(Severity.ERROR, "X001", "no good"),))

    generators["word"] = generator(refuse)

    assert run(["build"]) == 1
    assert "content/small/publication.yaml:51:20: error: no good" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_a_wrong_command(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "taken").write_text("a file")

    assert run(["build", "--output", "taken/in"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("Error: nothing was written: ")
    assert said.endswith("hint: move it away, or name another folder with --output\n")


def test_audiences_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audiences"]) == 0
    assert capsys.readouterr().out.splitlines()[1].split("\t") == [
        "command",
        "Military command",
        "What changes for operations?",
        "5",
        "Plan with Space from the first line, with 29 nations.",
    ]


def test_generators_are_listed_with_their_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["generators"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]

    assert rows[0] == ["name", "suffix", "media type", "package"]
    assert {"booklet", "briefing", "word"} <= {row[0] for row in rows if row[3] == "octavo"}


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("octavo ")


# ------------------------------------------------------------------------------ finding


def test_the_only_publication_is_found(folder: Path) -> None:
    assert find_publication(None) == folder


def test_a_publication_is_found_from_inside(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "images").mkdir()
    monkeypatch.chdir(folder / "images")

    assert find_publication(None) == folder


def test_a_publication_is_found_by_its_name() -> None:
    assert find_publication(Path("small")) == Path("content/small")


def test_several_publications_must_be_told_apart(folder: Path) -> None:
    (folder.parent / "other").mkdir()
    (folder.parent / "other" / "publication.yaml").write_text("")

    with pytest.raises(click.UsageError, match="several publications in content/: other, small"):
        find_publication(None)


def test_the_build_folder_stands_beside_content(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)

    assert find_home(folder) == folder.parents[1]


# ------------------------------------------------------------------------------ showing


def test_a_long_line_is_cut_around_the_caret() -> None:
    line = "a" * 150 + "HERE" + "b" * 150
    problem = Problem(Severity.ERROR, "X001", "wrong", Span("a.md", 2, 151), excerpt=line)

    shown = format_problem(problem, Session()).splitlines()
    assert shown[1] == f"  | … {'a' * 49}HERE{'b' * 47} …"
    assert shown[2] == f"  | {' ' * 51}^"


def test_a_short_line_is_shown_whole() -> None:
    problem = Problem(Severity.NOTE, "X001", "so", Span("a.md", 2, 3), "mend it", "abcdef")

    assert format_problem(problem, Session()).splitlines() == [
        "a.md:2:3: note: so [X001]",
        "  | abcdef",
        "  |   ^",
        "  hint: mend it",
    ]


def test_what_a_message_quotes_is_cut() -> None:
    problem = Problem(Severity.ERROR, "X001", f"unknown key `{'a' * 1000}`", hint="b" * 2000)

    assert format_problem(problem, Session()).splitlines() == [
        f"error: unknown key `{'a' * 80}…` [X001]",
        f"  hint: {'b' * 600}…",
    ]


def test_of_many_problems_alike_the_first_ten_are_shown() -> None:
    alike = [Problem(Severity.ERROR, "X001", "wrong", Span("a.md", line)) for line in range(1, 61)]
    other = Problem(Severity.ERROR, "X002", "wrong too", Span("a.md", 61))

    shown = list(format_problems([*alike, other], Session()))
    assert shown[9:] == [
        "a.md:10: error: wrong [X001]",
        "a.md: 50 more of [X001]; `--verbose` shows them all",
        "a.md:61: error: wrong too [X002]",
    ]
    assert len(list(format_problems([*alike, other], Session(verbose=True)))) == 61


def test_check_shows_all_problems_alike_when_asked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_text(folder, "03-policy.md", "## What", "<b> " * 30 + "\n\n## What")

    assert run(["check"]) == 1
    shown = capsys.readouterr().out
    assert shown.count("TXT001") == 11
    assert "content/small/03-policy.md: 20 more of [TXT001]" in shown
    assert run(["check", "--verbose"]) == 1
    assert capsys.readouterr().out.count("TXT001") == 30


@pytest.mark.parametrize(
    ("place", "given", "shown"),
    [
        (".", "small", "content/small/photos.yaml"),
        ("content/small", "", "photos.yaml"),
        ("content/small/images", "", "../photos.yaml"),
        ("build", "../content/small", "../content/small/photos.yaml"),
    ],
)
def test_a_place_can_be_opened_from_the_current_folder(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    place: str,
    given: str,
    shown: str,
) -> None:
    (home / place).mkdir(exist_ok=True)
    monkeypatch.chdir(home / place)

    assert run(["check", *([given] if given else [])]) == 0
    assert f"{shown}:1:3: note: photograph 1" in capsys.readouterr().out
    assert (home / place / shown).is_file()


def test_a_file_of_octavo_itself_is_named_as_it_is(folder: Path) -> None:
    problem = Problem(Severity.ERROR, "X001", "wrong", Span("templates/theme.yaml", 1))

    assert format_problem(problem, Session(folder)).startswith("templates/theme.yaml:1: ")


# ------------------------------------------------------------------------------ start-up


def loaded_by(code: str) -> set[str]:
    """The modules that are loaded after `code` has run in a new interpreter."""
    script = f"{code}\nimport sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )
    return set(done.stdout.splitlines()[-1].split())


HEAVY = {"yaml", "markdown", "pydantic", "jinja2", "reportlab", "docx", "PIL", "rich", "lxml"}


def test_the_command_line_loads_nothing_heavy_to_say_what_it_can_do() -> None:
    assert not loaded_by("import octavo.commands.cli; octavo.commands.cli.run(['--help'])") & HEAVY


def test_the_package_loads_nothing_it_is_not_asked_for() -> None:
    assert not loaded_by("import octavo") & {*HEAVY, "click", "octavo.source.draft"}


def test_every_public_name_is_there() -> None:
    import octavo

    assert sorted(octavo.__all__) == list(octavo.__all__)
    assert all(getattr(octavo, name) is not None for name in octavo.__all__)


def test_check_looks_at_the_options_of_outputs(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outputs = "outputs:\n  - {generator: word, options: {copys: 2}}"
    replace_text(folder, "publication.yaml", "outputs: [booklet, word, briefing]", outputs)

    assert run(["check"]) == 1
    assert "unknown option `copys` [OUT002]" in capsys.readouterr().out
