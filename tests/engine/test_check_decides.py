"""What `octavo check` lets pass, `octavo build` does not refuse as a fault of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.outputs import generator, replace_text
from octavo import Document, Generator, GeneratorFailure, Library, Problem, SourceError, publish
from octavo.build.steps import review
from octavo.document.problem import Severity

pytestmark = pytest.mark.slow

Installed = dict[str, Generator[Any]]
OUTPUTS = "outputs: [booklet, word, briefing]"
FIGURE = "orbits: 7"


def find_errors(folder: Path) -> list[str]:
    """The errors that `check` finds, each as its first line."""
    problems = review(folder)[1]
    return [str(p).split("\n")[0] for p in problems if p.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("outputs", "expected"),
    [
        (
            "[booklet, {generator: booklet, options: {edition: print, profile: our.icc}}]",
            "51:76: error: the profile `our.icc` cannot be used: there is no such file [PRE021]",
        ),
        (
            "[{generator: booklet, options: {edition: print, ink_limit: 0}}]",
            "51:11: error: no paper holds 0 % of ink [PRE020]",
        ),
        (
            "[{generator: word, options: {template: our.docx}}]",
            "51:49: error: the Word template cannot be used: there is no `our.docx` [WRD010]",
        ),
        (
            "[{generator: briefing, options: {format: pres}}]",
            "51:51: error: there is no briefing format `pres` [BRF002]",
        ),
        ("[{generator: digest, options: {paper: a4}}]", "[OUT002]"),
        ("[word, word]", "51:17: error: two outputs would both be called `small.docx` [OUT003]"),
        ("[]", "51:1: error: `outputs` lists nothing to make [OUT004]"),
    ],
)
def test_outputs_that_cannot_be_made_are_found(
    folder: Path, tmp_path: Path, outputs: str, expected: str
) -> None:
    replace_text(folder, "publication.yaml", OUTPUTS, f"outputs: {outputs}")

    (found,) = find_errors(folder)
    assert found.endswith(expected)
    with pytest.raises(SourceError) as caught:
        publish(folder, tmp_path / "build")
    assert expected in str(caught.value)


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (
            "chart: share\nbars: [{label: One, value: 2}, {label: Two, value: -1}]",
            "the share of `Two` is -1, not zero or more [IMG005]",
        ),
        ("chart: share\nbars: [{label: One, value: 0}]", "a share needs a value above zero"),
        ("chart: line\nbars: [{label: One, value: 1}]", "a line needs at least two values"),
        (
            "map: world\ncountries: ['999']",
            "no country with the code `999` on the map; did you mean `499`? [IMG005]",
        ),
        (
            "map: world\nplaces: [{name: Pole, latitude: 90, longitude: 0}]",
            "`Pole` is not on the map, from 57° south to 84° north [IMG005]",
        ),
        (f"orbits: {'9' * 400}", "[SRC008]"),
    ],
)
@pytest.mark.parametrize("output", ["booklet", "word"])
def test_data_that_cannot_be_drawn_is_found(
    folder: Path, tmp_path: Path, figure: str, expected: str, output: str
) -> None:
    replace_text(folder, "04-panel.md", FIGURE, figure)
    replace_text(folder, "publication.yaml", OUTPUTS, f"outputs: [{output}]")

    (found,) = find_errors(folder)
    assert found.startswith("04-panel.md:")
    assert expected in found
    with pytest.raises(SourceError) as caught:
        publish(folder, tmp_path / "build")
    assert expected in str(caught.value)


@pytest.mark.parametrize(
    ("cover", "place", "expected"),
    [
        ("{map: world, countries: ['999']}", "2:34", "the cover cannot be drawn: no country"),
        ("{chart: share, bars: [{label: One, value: 0}]}", "2:50", "a share needs a value above"),
        ("{picture: images/none.png}", "2:18", "there is no picture `images/none.png` [IMG001]"),
    ],
)
@pytest.mark.parametrize("output", ["booklet", "word"])
def test_a_cover_that_cannot_be_drawn_is_found(
    folder: Path, cover: str, place: str, expected: str, output: str
) -> None:
    replace_text(folder, "publication.yaml", OUTPUTS, f"outputs: [{output}]")
    replace_text(folder, "publication.yaml", "title: Small", f"cover: {cover}\ntitle: Small")

    (found,) = find_errors(folder)
    assert found.startswith(f"publication.yaml:{place}: error:")
    assert expected in found


def test_lists_as_deep_as_they_may_be_are_built(folder: Path, tmp_path: Path) -> None:
    depth = next(d for d in range(60, 0, -1) if not find_errors(write_nested(folder, d)))
    publish(write_nested(folder, depth), tmp_path / "build", only=["word", "booklet"])

    assert depth > 12


def write_nested(folder: Path, depth: int) -> Path:
    """The folder, in whose last section lists stand so deep inside one another."""
    start = "---\nid: panel-1\ntitle: One\nkind: panel\n---\n\nText. {#panel-1-early}\n\n"
    items = "\n".join(f"{'    ' * level}- {'deep ' * 8}{level}" for level in range(depth))
    (folder / "04-panel.md").write_text(f"{start}{items}\n")
    return folder


@pytest.mark.parametrize("edition", ["print", "imposed"])
def test_an_edition_for_the_printer_without_a_day_is_found(folder: Path, edition: str) -> None:
    request = f"{{generator: booklet, options: {{edition: {edition}}}}}"
    replace_text(folder, "publication.yaml", OUTPUTS, f"outputs: [{request}]")
    replace_text(folder, "publication.yaml", ", start: 2025-04-28, end: 2025-04-30", "")

    (found,) = find_errors(folder)
    assert found == (
        "publication.yaml:10:1: error: the edition for the printer has to say a day [PRE022]"
    )


@pytest.mark.parametrize("text", ["- Apples\n- Pears", "Apples.[^a]\n\n[^a]: Counted by hand."])
def test_what_the_page_of_a_theme_has_no_place_for_is_found(
    folder: Path, tmp_path: Path, text: str
) -> None:
    section = f"---\nid: fruit\ntitle: Fruit\nkind: theme\n---\n\nOf fruit.\n\n{text}\n"
    (folder / "05-fruit.md").write_text(section)
    replace_text(folder, "publication.yaml", "04-panel.md]", "04-panel.md, 05-fruit.md]")

    (found,) = find_errors(folder)
    assert found == (
        "05-fruit.md:9:1: error: the page of a theme shows paragraphs without notes, and nothing "
        "else [OUT007]"
    )
    with pytest.raises(SourceError, match="OUT007"):
        publish(folder, tmp_path / "build")


def test_a_chart_that_no_page_holds_is_found(folder: Path) -> None:
    bars = ", ".join(f"{{label: Bar {count}, values: [1, 2, {count}]}}" for count in range(60))
    data = f"chart: bar\nseries: [Army, Navy, Air Force]\nbars: [{bars}]"
    replace_text(folder, "04-panel.md", FIGURE, data)

    assert find_errors(folder) == [
        "04-panel.md:24:1: error: the figure `fig-orbits` cannot be drawn: 30 of its 60 values fit "
        "the height of its page [IMG005]",
        "04-panel.md:24:1: error: a page of the Word version holds 23 labels of a chart; this one "
        "has 60 [WRD005]",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        (
            "03-policy.md",
            "The policy stands",
            "The \U00012000 policy stands",
            "03-policy.md:19:5",
        ),
        ("04-panel.md", "caption: Orbits", "caption: An \U00012000 orbit", "04-panel.md:27:13"),
        (
            "publication.yaml",
            "title: Small but",
            "title: \U00012000 Small but",
            "publication.yaml:2:8",
        ),
    ],
)
def test_a_character_that_no_face_has_is_found_where_it_stands(
    folder: Path, tmp_path: Path, file: str, old: str, new: str, place: str
) -> None:
    replace_text(folder, "publication.yaml", OUTPUTS, "outputs: [booklet]")
    replace_text(folder, file, old, new)

    (found,) = find_errors(folder)
    assert found.startswith(f"{place}: error: no face of the theme has `")
    with pytest.raises(SourceError) as caught:
        publish(folder, tmp_path / "build")
    assert found in str(caught.value)


def test_a_character_that_is_spelt_out_is_found_in_its_paragraph(folder: Path) -> None:
    replace_text(folder, "publication.yaml", OUTPUTS, "outputs: [booklet]")
    replace_text(folder, "03-policy.md", "The policy stands", "The &#x12000; policy stands")

    (found,) = find_errors(folder)
    assert found.startswith("03-policy.md:19:5: error: no face of the theme has `")


def test_a_character_in_a_template_is_told_where_it_stands(folder: Path) -> None:
    (folder / "templates" / "words").mkdir(parents=True)
    (folder / "templates" / "words" / "en.yaml").write_text("booklet: {contents: \u4e2d}\n")
    replace_text(folder, "publication.yaml", OUTPUTS, "outputs: [booklet]")

    (found,) = find_errors(folder)
    assert found == (
        "templates/words/en.yaml:1:21: error: no face of the theme has `\u4e2d` "
        "(U+4E2D, CJK UNIFIED IDEOGRAPH-4E2D) [TYP001]"
    )


# ------------------------------------------------------------------------------ other generators


def refuse(document: Document, options: object, library: Library) -> tuple[Problem, ...]:
    """What it always finds, for each reader."""
    reader = document.audience.id if document.audience else "everyone"
    return (Problem(Severity.ERROR, "OUTLINE001", f"nothing for {reader}"),)


def raise_refusal(document: Document, options: object, library: Library) -> tuple[Problem, ...]:
    """Nothing: it raises what it finds."""
    raise SourceError(refuse(document, options, library))


def fail(document: Document, options: object, library: Library) -> tuple[Problem, ...]:
    """Nothing: it always fails."""
    raise ZeroDivisionError


@pytest.mark.parametrize("check", [refuse, raise_refusal])
def test_a_generator_is_asked_for_each_reader(
    folder: Path, generators: Installed, check: Any
) -> None:
    generators["briefing"] = generator(label=None, per_audience=True, check=check)

    line = "publication.yaml:51:26: error: nothing for"
    assert find_errors(folder) == [
        f"{line} command [OUTLINE001]",
        f"{line} industry [OUTLINE001]",
    ]


def test_a_check_that_fails_is_a_fault_of_the_generator(
    folder: Path, generators: Installed
) -> None:
    generators["word"] = generator(check=fail, suffix=".docx")

    with pytest.raises(GeneratorFailure, match="the generator `word` failed: ZeroDivisionError"):
        review(folder)


def test_a_generator_is_not_asked_about_a_source_that_is_wrong_itself(
    folder: Path, generators: Installed
) -> None:
    generators["word"] = generator(check=fail, suffix=".docx")
    replace_text(folder, "03-policy.md", "facts.countries", "facts.contries")

    assert [error.split()[-1] for error in find_errors(folder)] == ["[FCT001]"]


def test_what_a_generator_refuses_without_a_place_is_told_at_its_output(
    folder: Path, tmp_path: Path, generators: Installed
) -> None:
    def generate(document: Document, options: object, library: Library) -> None:
        raise SourceError(refuse(document, options, library))

    generators["word"] = generator(generate, suffix=".docx")

    with pytest.raises(SourceError, match=r"publication\.yaml:51:20: error: nothing for everyone"):
        publish(folder, tmp_path / "build")
