from __future__ import annotations

import gc
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from engine.outputs import (
    Options,
    fail,
    forget,
    generator,
    overflow,
    refuse,
    replace_text,
    warn,
    write,
)
from octavo import (
    Document,
    Generator,
    GeneratorFailure,
    Library,
    Output,
    SourceError,
    publish,
    select,
)
from octavo.build.gc_tuning import YOUNG, collect_seldom
from octavo.build.options import read_options
from octavo.files.library import Memory
from octavo.source.draft import read

Installed = dict[str, Generator[Any]]

pytestmark = pytest.mark.usefixtures("generators")

ALL = ["small-briefing-command.pdf", "small-briefing-industry.pdf", "small.docx", "small.pdf"]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under `folder`, hidden ones too."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_a_build_makes_every_output_and_a_manifest(folder: Path, tmp_path: Path) -> None:
    publish(folder, tmp_path / "build")

    assert sorted(contents(tmp_path / "build" / "small")) == ["manifest.json", *ALL]


def test_python_looks_for_garbage_seldom_while_files_are_made_and_afterwards_as_before() -> None:
    before = gc.get_threshold()
    with suppress(ValueError), collect_seldom():
        assert gc.get_threshold() == (YOUNG, *before[1:])
        raise ValueError
    assert gc.get_threshold() == before


def test_a_build_leaves_nothing_else_behind(folder: Path, tmp_path: Path) -> None:
    publish(folder, tmp_path / "build")

    assert [path.name for path in (tmp_path / "build").iterdir()] == ["small"]


def test_a_build_twice_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    publish(folder, tmp_path / "one")
    publish(folder, tmp_path / "two")

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_manifest_tells_of_each_file(folder: Path, tmp_path: Path) -> None:
    publish(folder, tmp_path)
    manifest = json.loads((tmp_path / "small" / "manifest.json").read_text())
    entry = manifest["files"][3]

    assert [file["name"] for file in manifest["files"]] == ALL
    assert (entry["generator"], entry["audience"], entry["pages"]) == ("booklet", "", 4)
    assert entry["bytes"] == (tmp_path / "small" / "small.pdf").stat().st_size
    assert entry["source"] == manifest["source"]


def test_the_source_hash_changes_with_the_source(folder: Path, tmp_path: Path) -> None:
    publish(folder, tmp_path / "one")
    replace_text(folder, "04-panel.md", "Train as", "Drill as")
    publish(folder, tmp_path / "two")
    hashes = [
        json.loads((tmp_path / n / "small" / "manifest.json").read_text())["source"]
        for n in ("one", "two")
    ]

    assert hashes[0] != hashes[1]


def test_the_booklet_tells_the_others_where_things_stand(folder: Path, tmp_path: Path) -> None:
    publish(folder, tmp_path)

    first = (tmp_path / "small" / "small-briefing-command.pdf").read_text().splitlines()[0]
    assert first == "command foreword=1,numbers=2,policy=3,panel-1=4 screen"


def test_page_numbers_are_the_same_when_the_booklet_is_not_asked_for(
    folder: Path, tmp_path: Path
) -> None:
    publish(folder, tmp_path / "all")
    publish(folder, tmp_path / "one", only=["briefing"])
    name = Path("small", "small-briefing-command.pdf")

    assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "all" / name).read_bytes()


def test_only_makes_only_what_is_named(folder: Path, tmp_path: Path) -> None:
    publish(folder, tmp_path, only=["word"])

    assert sorted(contents(tmp_path / "small")) == ["manifest.json", "small.docx"]


def test_only_imports_only_what_is_named(
    folder: Path, tmp_path: Path, generators: Installed
) -> None:
    generators["briefing"] = None  # type: ignore[assignment]  # using it would fail
    publish(folder, tmp_path, only=["word"])

    assert (tmp_path / "small" / "small.docx").exists()


def test_an_audience_makes_only_what_is_for_it(folder: Path, tmp_path: Path) -> None:
    publish(folder, tmp_path, audiences=["industry"])

    assert "small-briefing-industry.pdf" in contents(tmp_path / "small")
    assert "small-briefing-command.pdf" not in contents(tmp_path / "small")


def test_a_booklet_can_be_asked_for_one_audience(folder: Path, tmp_path: Path) -> None:
    publish(folder, tmp_path, only=["booklet"], audiences=["industry"])

    made = (tmp_path / "small" / "small-industry.pdf").read_text()
    assert "Buyers speak with one voice." in made


def test_a_part_leaves_the_rest_of_an_earlier_build(folder: Path, tmp_path: Path) -> None:
    publish(folder, tmp_path)
    publish(folder, tmp_path, only=["word"])

    assert sorted(contents(tmp_path / "small")) == ["manifest.json", *ALL]


def test_a_whole_build_removes_what_is_no_longer_made(folder: Path, tmp_path: Path) -> None:
    publish(folder, tmp_path)
    replace_text(
        folder, "publication.yaml", "outputs: [booklet, word, briefing]", "outputs: [word]"
    )
    publish(folder, tmp_path)

    assert sorted(contents(tmp_path / "small")) == ["manifest.json", "small.docx"]


def test_files_of_others_stay(folder: Path, tmp_path: Path) -> None:
    publish(folder, tmp_path)
    (tmp_path / "small" / "my notes.txt").write_text("keep me")
    (tmp_path / "small" / "drafts").mkdir()
    (tmp_path / "small" / "drafts" / "a.txt").write_text("me too")
    publish(folder, tmp_path)

    assert (tmp_path / "small" / "my notes.txt").read_text() == "keep me"
    assert (tmp_path / "small" / "drafts" / "a.txt").read_text() == "me too"


def test_an_output_there_is_not_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="no output `brefing`; did you mean `briefing`"):
        publish(folder, tmp_path, only=["brefing"])


def test_an_audience_there_is_not_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="no audience `comand`; did you mean `command`"):
        publish(folder, tmp_path, audiences=["comand"])


def test_an_unknown_generator_is_an_error_at_its_line(folder: Path, tmp_path: Path) -> None:
    replace_text(folder, "publication.yaml", "[booklet, word", "[booklet, wrod")

    with pytest.raises(SourceError, match=r"publication.yaml:\d+:20: error: .* `wrod` \[OUT001\]"):
        publish(folder, tmp_path)


def options(folder: Path, text: str) -> None:
    replace_text(
        folder,
        "publication.yaml",
        "outputs: [booklet, word, briefing]",
        f"outputs:\n  - generator: word\n    options: {{{text}}}",
    )


@pytest.mark.parametrize(
    ("text", "expected"), [("yes", True), ("true", True), ("no", False), ("false", False)]
)
def test_an_option_is_true_or_false(text: str, expected: bool) -> None:
    options, _ = read_options(Options, (("loud", text),), None)

    assert options == Options(loud=expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("copys: 2", "unknown option `copys` [OUT002]\n  hint: did you mean `copies`?"),
        ("copies: two", "the option `copies`: `two` is not a number [OUT002]"),
        ("loud: perhaps", "the option `loud`: `perhaps` is neither true nor false [OUT002]"),
        ("edition: gold", "the option `edition`: `gold` is not one of screen, print [OUT002]"),
    ],
)
def test_a_bad_option_is_an_error(folder: Path, tmp_path: Path, text: str, expected: str) -> None:
    options(folder, text)

    with pytest.raises(SourceError) as caught:
        publish(folder, tmp_path)
    assert expected in "\n".join(
        line for line in str(caught.value).splitlines() if not line.startswith("  |")
    )


def test_options_arrive_as_values(folder: Path, tmp_path: Path, generators: Installed) -> None:
    options(folder, 'copies: 2, scale: 1.5, loud: yes, words: "a, b", title: 010, edition: print')
    seen: list[object] = []

    def look(document: Document, options: object, library: Library) -> Output:
        seen.append(options)
        return Output(b"")

    generators["word"] = generator(look)
    publish(folder, tmp_path)

    assert repr(seen[0]) == (
        "Options(edition='print', copies=2, scale=1.5, loud=True, words=('a', 'b'), title='010')"
    )


def test_a_special_edition_has_a_name_of_its_own(folder: Path, tmp_path: Path) -> None:
    options(folder, "edition: print")
    publish(folder, tmp_path)

    assert (tmp_path / "small" / "small-print.docx").exists()


def test_two_outputs_with_one_name_are_an_error(folder: Path, tmp_path: Path) -> None:
    replace_text(folder, "publication.yaml", "[booklet, word", "[booklet, booklet")

    with pytest.raises(SourceError, match=r"two outputs would both be called `small\.pdf`"):
        publish(folder, tmp_path)


def test_warnings_of_a_generator_come_back(
    folder: Path, tmp_path: Path, generators: Installed
) -> None:
    generators["word"] = generator(warn)

    assert "TYP001" in [problem.code for problem in publish(folder, tmp_path).problems]


# ------------------------------------------------------------------------------ faults


def test_a_generator_that_fails_is_a_fault(
    folder: Path, tmp_path: Path, generators: Installed
) -> None:
    generators["word"] = generator(fail)

    with pytest.raises(GeneratorFailure, match="the generator `word` failed: ZeroDivisionError"):
        publish(folder, tmp_path / "build")
    assert not (tmp_path / "build").exists()


def test_a_generator_that_returns_nothing_is_a_fault(
    folder: Path, tmp_path: Path, generators: Installed
) -> None:
    generators["word"] = generator(forget)

    with pytest.raises(GeneratorFailure, match="the generator `word` returned no Output"):
        publish(folder, tmp_path)


def test_an_error_of_a_generator_stops_the_build(
    folder: Path, tmp_path: Path, generators: Installed
) -> None:
    generators["briefing"] = generator(overflow, None, per_audience=True)

    with pytest.raises(SourceError, match="FIT001"):
        publish(folder, tmp_path / "build")
    assert not (tmp_path / "build").exists()


def test_what_several_outputs_refuse_comes_out_together(
    folder: Path, tmp_path: Path, generators: Installed
) -> None:
    generators["briefing"] = generator(refuse, None, per_audience=True)

    with pytest.raises(SourceError) as caught:
        publish(folder, tmp_path)
    refused = [p.message for p in caught.value.problems if p.code == "FIT001"]
    assert refused == ["nothing fits for command", "nothing fits for industry"]


def test_an_error_in_the_source_leaves_what_stood_before(folder: Path, tmp_path: Path) -> None:
    publish(folder, tmp_path / "build")
    before = contents(tmp_path / "build")
    replace_text(folder, "03-policy.md", "facts.countries", "facts.contries")

    with pytest.raises(SourceError):
        publish(folder, tmp_path / "build")
    assert contents(tmp_path / "build") == before


def test_the_write_generator_is_what_the_others_are_compared_with(folder: Path) -> None:
    output = write(select(read(folder), "industry"), generator().options(), Memory({}))

    assert output.data.decode().splitlines()[1] == (
        "The policy is clear, with 29 nations behind it."
    )
