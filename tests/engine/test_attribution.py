"""What `check` finds of people, and where; sentences have their measure in tests/trust."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from architecture import ROOT
from engine.outputs import replace_text
from octavo import Folder, Memory, check, read
from octavo.build.steps import publish
from octavo.checks.attribution import AttributionRules, list_waived
from octavo.checks.passages import list_passages
from octavo.document import Waiver
from octavo.document.problem import SourceError
from octavo.source.draft import read_source
from octavo.style.phrases import load_style
from trust.nest import make_draft

NEVER = re.compile("(?!)")
PEOPLE = """\
- name: Gen. Jane Placeholder
  posts: [Chief of Samples]
  organisations: [Institute of Samples]
"""


@pytest.fixture
def named(folder: Path) -> Path:
    """The small publication, with a register of people."""
    (folder / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    replace_text(folder, "publication.yaml", "language:", "people: people.yaml\nlanguage:")
    return folder


def find(folder: Path) -> list[str]:
    """What `check` finds of people."""
    found = check(read(folder), Folder(folder))
    return [f"{p.span} {p.code} {p.message}" for p in found if p.code.startswith("ATT")]


# ------------------------------------------------------------------------------ where


def mark(node: Any, numbers: count[int], marks: dict[str, str], where: str = "") -> Any:
    """The node with every string replaced by a word of its own."""
    if isinstance(node, str):
        word = f"mark{next(numbers)}x"
        marks[word] = where
        return word
    if isinstance(node, tuple):
        return tuple(mark(part, numbers, marks, where) for part in list_parts(node))
    if not is_dataclass(node) or isinstance(node, type):
        return node
    name = type(node).__name__
    changed = {
        field.name: mark(getattr(node, field.name), numbers, marks, f"{name}.{field.name}")
        for field in fields(node)
        if field.name != "span"
    }
    return replace(node, **changed)


def list_parts(node: Any) -> list[Any]:
    """The parts of a tuple."""
    return list(node)


def test_every_string_of_a_draft_is_looked_at() -> None:
    unheard: set[str] = set()
    for seed in range(36):
        draft = replace(make_draft(seed)[0], people=(), waivers=(), scheme=None)
        marks: dict[str, str] = {}
        passages = list_passages(mark(draft, count(1), marks), NEVER)
        said = "\n".join(passage.text for passage in passages)
        unheard |= {where for word, where in marks.items() if word not in said}

    assert {where for where in unheard if not where.endswith("marking")} == {  # but ids of levels
        "Abbreviation.expansion",  # the list of abbreviations has it
        "Ask.rests_on",
        "Audience.bottom_line_rests_on",
        "Audience.lead_facts",
        "Audience.purpose",
        "Audience.so_what_rests_on",
        "Banner.align",
        "Banner.colour",
        "Banner.ground",
        "Cell.align",
        "Chart.kind",
        "CodeBlock.language",
        "Diagram.kind",
        "Draft.level",
        "Figure.place",
        "FigureGroup.place",
        "Mention.fact",
        "Motif.kind",
        "Point.approved",
        "Point.rests_on",
        "Publication.attribution",
        "Publication.language",
        "Reference.kind",
        "Reference.name",  # filled by `select`
        "Reference.number",
        "Reference.part",
        "Reference.target",
        "Section.attribution",
        "Section.kind",
        "Statistic.fact",
        "Statistics.place",
        "TargetNames.figure",
        "TargetNames.part",
        "TargetNames.section",
        "TargetNames.table",
        "TargetNames.to_part",
        "Weight.audience",
        "WorldMap.countries",
    }


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("04-panel.md", "id: meet", "id: meet-jane-placeholder", "an id"),
        ("04-panel.md", "caption: Orbits", "caption: Jane Placeholder, Orbits", "the caption"),
        (
            "04-panel.md",
            "alternative: E",
            "alternative: Jane Placeholder, e",
            "the alternative text",
        ),
        ("publication.yaml", "subtitle: ", "subtitle: Jane Placeholder, ", ""),
        ("publication.yaml", "keywords: [", "keywords: [Jane Placeholder, ", "the keywords"),
    ],
)
def test_a_name_is_found_wherever_it_stands(
    named: Path, file: str, old: str, new: str, expected: str
) -> None:
    replace_text(named, file, old, new)

    found = [line for line in find(named) if "ATT003" in line]
    assert found
    assert all(line.endswith(f"in {expected}" if expected else "person") for line in found)


def test_what_is_on_the_record_may_name_people(named: Path) -> None:
    with (named / "01-foreword.md").open("a") as file:
        file.write("\nGeneral Placeholder said so.\n")

    assert find(named) == []


def test_a_file_is_named_as_it_was_photographed(named: Path) -> None:
    save_picture(named / "images" / "GenPlaceholder.png", PngInfo())
    (named / "photos.yaml").write_text(
        "- {number: 1, caption: A speaker warns against delay, file: images/GenPlaceholder.png}\n"
    )

    assert find(named) == [
        "photos.yaml:1:26 ATT008 under `chatham-house`: “speaker warns” ties a face to a view, "
        "in the caption",
        "photos.yaml:1:3 ATT003 under `chatham-house`: “Gen Placeholder” names a person, "
        "in the name of a file",
    ]


def test_metadata_of_pictures_are_read(named: Path) -> None:
    notes = PngInfo()
    notes.add_itxt("XML:com.adobe.xmp", "<dc:creator>Jane Placeholder</dc:creator>")
    save_picture(named / "images" / "one.png", notes)
    (named / "photos.yaml").write_text("- {number: 1, caption: One, file: images/one.png}\n")

    assert find(named) == [
        "photos.yaml:1:3 ATT011 the metadata of `images/one.png` say “Jane Placeholder”"
    ]


@pytest.mark.parametrize(
    ("tag", "value"),
    [(0x013B, "Jane Placeholder"), (0x9C9D, "Jane Placeholder".encode("utf-16-le"))],
)
def test_metadata_of_photographs_are_read(named: Path, tag: int, value: str | bytes) -> None:
    exif = Image.Exif()
    exif[tag] = value
    data = BytesIO()
    Image.new("RGB", (48, 32)).save(data, "JPEG", exif=exif)
    (named / "images").mkdir(exist_ok=True)
    (named / "images" / "one.jpg").write_bytes(data.getvalue())
    (named / "photos.yaml").write_text("- {number: 1, caption: One, file: images/one.jpg}\n")

    assert [line.split()[1] for line in find(named)] == ["ATT011"]


def save_picture(file: Path, notes: PngInfo) -> None:
    """Save a small picture with `notes` in it."""
    file.parent.mkdir(exist_ok=True)
    Image.new("RGB", (48, 32)).save(file, "PNG", pnginfo=notes)


HIDDEN = [
    "**Ja**ne Placeholder came.",
    "[Jane]{.index} [Placeholder]{.index} came.",
    "Jane Place&shy;holder came.",
    "Jane&nbsp;Placeholder came.",
    "Jane  \nPlaceholder came.",
    "Jàné Plåceholder came.",
    "\uff2aane Placeholder came.",  # a full-width J
    "J\u0430ne Placeholder came.",  # a Cyrillic letter
    'A [colleague]{.index entry="Placeholder, Jane"} came.',
    "See [this](https://example.org/jane-placeholder).",
    "Text. {#jane-placeholder}",
    "Text.[^a]\n\n[^a]: Jane Placeholder.",
    "Text {>> ask Jane Placeholder <<} more.",
    "| a | b |\n|---|---|\n| Jane | Placeholder |",
    "## Jane Placeholder\n\nText.",
    "Jane Placeholder\nDirector\n{.signature}",
]


@pytest.mark.parametrize("text", HIDDEN)
def test_a_name_is_found_however_it_is_written(named: Path, text: str) -> None:
    with (named / "04-panel.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")

    assert {line.split()[1] for line in find(named)} == {"ATT003"}


def test_under_the_strictest_rule_all_words_between_marks_are_found(named: Path) -> None:
    rule = "kind: panel\nattribution: chatham-house-plus"
    replace_text(named, "04-panel.md", "kind: panel", rule)
    replace_text(named, "04-panel.md", "tells more", 'is "more". One speaker said "less"')

    assert [line.split(": ")[1] for line in find(named)] == [
        "“less” is what somebody said",
        "“more” is quoted",
    ]


# ------------------------------------------------------------------------------ register


def test_every_mistake_in_the_register_has_its_place() -> None:
    files = {
        "publication.yaml": "title: T\nevent: {name: E}\nimprint: {publisher: P}\n"
        "sections: [one.md]\npeople: people.yaml\n",
        "one.md": "---\nid: one\ntitle: One\nkind: chapter\n---\nText.\n",
        "people.yaml": "- name: Jane Placeholder\n  organisation: [A]\n- posts: B\n",
    }
    found = read_source(Memory({name: text.encode() for name, text in files.items()}))

    assert [f"{p.span} {p.message} ({p.hint})" for p in found.problems] == [
        "people.yaml:2:3 unknown key `organisation` (did you mean `organisations`?)",
        "people.yaml:3:3 `name` is missing (write `name: …` here)",
        "people.yaml:3:10 a list is expected here, not `B` (write each value behind `- ` on a line"
        " of its own, or all between `[` and `]`)",
    ]


def test_a_register_that_is_missing_is_an_error(named: Path) -> None:
    (named / "people.yaml").unlink()

    with pytest.raises(SourceError, match=r"there is no file `people\.yaml`"):
        read(named)


@pytest.mark.slow
def test_a_language_without_patterns_is_told(named: Path) -> None:
    words = (Path("templates") / "words" / "en.yaml").read_bytes()
    (named / "templates" / "words").mkdir(parents=True, exist_ok=True)
    (named / "templates" / "words" / "sv.yaml").write_bytes(words)
    replace_text(named, "publication.yaml", "language: en-GB", "language: sv")
    replace_text(named, "04-panel.md", "Train as", "With Jane Placeholder train as")

    codes = [line.split()[1] for line in find(named)]
    assert codes == ["ATT003", "ATT003", "ATT012"]


def test_a_register_without_a_rule_protects_nobody(named: Path) -> None:
    replace_text(named, "publication.yaml", "attribution: chatham-house\n", "")
    replace_text(named, "01-foreword.md", "attribution: on-record\n", "")
    replace_text(named, "04-panel.md", "Train as", "With Jane Placeholder train as")
    [line] = [line for line in find(named) if "ATT001" not in line]

    assert line.endswith(
        "ATT013 the register of people protects nobody: no rule of attribution is named"
    )


def test_one_section_under_a_rule_is_enough_for_a_register(named: Path) -> None:
    replace_text(named, "publication.yaml", "attribution: chatham-house\n", "")
    rule = "kind: panel\nattribution: chatham-house"
    replace_text(named, "04-panel.md", "kind: panel", rule)
    replace_text(named, "04-panel.md", "Train as", "With Jane Placeholder train as")

    codes = {line.split()[1] for line in find(named)}
    assert ("ATT003" in codes, "ATT013" in codes) == (True, False)


def test_a_publication_without_a_rule_is_held_to_none() -> None:
    text = "The delegate of Norway said so. {#one}"
    files = {
        "publication.yaml": "title: T\nlanguage: pt\nevent: {name: E}\nimprint: {publisher: P}\n"
        "sections: [one.md]\n",
        "one.md": f"---\nid: one\ntitle: One\nkind: chapter\n---\n{text}\n",
        "templates/words/pt.yaml": (ROOT / "templates" / "words" / "en.yaml").read_text(),
    }
    library = Memory({name: content.encode() for name, content in files.items()})
    found = check(read(library), library)

    assert [problem.code for problem in found if problem.code.startswith("ATT")] == []


def test_a_house_may_not_forget_a_rule() -> None:
    library = Memory({"rules.yaml": b"rules: {on-record: {}}"})

    with pytest.raises(SourceError, match="nothing may be allowed by silence"):
        load_style(library, "rules.yaml", AttributionRules)


# ------------------------------------------------------------------------------ waivers


@pytest.fixture
def waived(named: Path) -> Path:
    """A publication that names somebody in a panel, with a waiver."""
    replace_text(named, "04-panel.md", "Train as you fight, and", "Thanks to Jane Placeholder,")
    waiver = "waivers: [{code: ATT003, words: Jane Placeholder, reason: Agreed in writing}]"
    replace_text(named, "04-panel.md", "label: Panel 1", f"label: Panel 1\n{waiver}")
    return named


def test_what_is_waived_is_no_problem(waived: Path) -> None:
    assert find(waived) == []


def test_a_waiver_holds_in_its_section_only(waived: Path) -> None:
    replace_text(waived, "03-policy.md", "short_title: Policy", "short_title: J. Placeholder")

    assert [line.split()[1] for line in find(waived)] == ["ATT003"]


def test_a_waiver_holds_for_its_words_only(waived: Path) -> None:
    replace_text(waived, "04-panel.md", "Meet again.", "Meet J. Placeholder again.")

    assert [line.split()[1] for line in find(waived)] == ["ATT003"]


def test_a_waiver_for_nothing_is_reported(waived: Path) -> None:
    replace_text(waived, "04-panel.md", "Thanks to Jane Placeholder,", "Thanks to all,")

    assert find(waived) == [
        "04-panel.md:6:11 ATT009 this waiver is not needed: there is no ATT003 "
        "“Jane Placeholder” here"
    ]


def test_a_waiver_is_listed_without_the_words(waived: Path) -> None:
    [_, listed] = list_waived(read(waived), Folder(waived))

    assert (listed.code, listed.rule, listed.section, listed.reason, listed.times) == (
        "ATT003",
        "chatham-house",
        "panel-1",
        "Agreed in writing",
        1,
    )


def test_a_waiver_is_read_with_its_section(waived: Path) -> None:
    expected = Waiver("ATT003", "Jane Placeholder", "Agreed in writing", "panel-1")

    assert read(waived).waivers[-1] == expected


@pytest.mark.usefixtures("generators")
def test_the_manifest_lists_waivers_and_names_nobody(waived: Path, tmp_path: Path) -> None:
    built = publish(waived, tmp_path / "build", only=["word"])
    manifest = (built.folder / "manifest.json").read_text()

    reasons = [waiver["reason"] for waiver in json.loads(manifest)["waivers"]]
    assert reasons == ["A proverb", "Agreed in writing"]
    assert "Placeholder" not in manifest
