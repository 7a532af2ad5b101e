"""What a generator can read: nothing that is in the publication for others only."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from engine.conftest import SMALL
from engine.outputs import replace_text
from octavo import (
    Document,
    Draft,
    Folder,
    Generator,
    Library,
    Memory,
    Output,
    publish,
    read,
    select,
)
from octavo.build.restricted_library import list_content, restrict
from octavo.files.library import read_builtin

PROFILE = "assets/colour/fogra39-derived.icc"


@dataclass(frozen=True)
class Options:
    """Options that may name files."""

    logo: str = ""
    others: tuple[str, ...] = ()
    depth: int = 2


@pytest.fixture
def draft() -> Draft:
    """The small publication."""
    return read(SMALL)


def open_for_everyone(draft: Draft, *names: str, options: object = None) -> Library:
    """What a generator of everyone's edition has of a library with files of these names."""
    library = Memory(dict.fromkeys(names, b"own"))
    return restrict(library, select(draft), options or Options(), list_content(draft))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["images/secret.png", "03-policy.md", "notes.txt"])
def test_a_file_that_the_document_does_not_name_cannot_be_read(draft: Draft, name: str) -> None:
    with pytest.raises(FileNotFoundError):
        open_for_everyone(draft, name).read(name)


@pytest.mark.parametrize(
    "name", ["templates/theme.yaml", "templates/words/en.yaml", "templates/our.docx"]
)
def test_templates_can_be_read(draft: Draft, name: str) -> None:
    assert open_for_everyone(draft, name).read(name) == b"own"


def test_an_asset_can_be_read_in_the_publications_own_version(draft: Draft) -> None:
    assert open_for_everyone(draft, PROFILE).read(PROFILE) == b"own"
    assert open_for_everyone(draft).read(PROFILE) == read_builtin(PROFILE)


@pytest.mark.parametrize("name", ["assets/secret.png", "assets/data/secret.yaml"])
def test_other_assets_cannot_be_read(draft: Draft, name: str) -> None:
    with pytest.raises(FileNotFoundError):
        open_for_everyone(draft, name).read(name)


def test_an_asset_that_an_option_names_can_be_read(draft: Draft) -> None:
    options = Options("assets/logo.svg", ("assets/colour/our.icc",))
    library = open_for_everyone(draft, options.logo, *options.others, options=options)

    assert library.read("assets/logo.svg") + library.read("assets/colour/our.icc") == b"ownown"


def test_an_option_opens_no_file_outside_the_assets(draft: Draft) -> None:
    options = Options("03-policy.md")

    with pytest.raises(FileNotFoundError):
        open_for_everyone(draft, "03-policy.md", options=options).read("03-policy.md")


@pytest.mark.parametrize("name", ["images/a.png", "assets/a.png", "templates/a.png"])
def test_a_picture_for_one_audience_is_there_for_no_other(tmp_path: Path, name: str) -> None:
    folder = write_small(tmp_path)
    (folder / name).parent.mkdir()
    Image.new("RGB", (2, 2)).save(folder / name)
    replace_text(folder, "04-panel.md", "orbits: 7", f"picture: {name}\naudiences: [industry]")
    draft, library = read(folder), Folder(folder)
    content = list_content(draft)

    assert restrict(library, select(draft, "industry"), Options(), content).read(name)
    for other in (None, "command"):
        with pytest.raises(FileNotFoundError):
            restrict(library, select(draft, other), Options(), content).read(name)


def test_a_section_cannot_be_read_where_templates_are(tmp_path: Path) -> None:
    folder = write_small(tmp_path)
    (folder / "templates").mkdir()
    (folder / "03-policy.md").rename(folder / "templates" / "03-policy.md")
    replace_text(folder, "publication.yaml", "03-policy.md", "templates/03-policy.md")
    draft = read(folder)
    library = restrict(Folder(folder), select(draft), Options(), list_content(draft))

    with pytest.raises(FileNotFoundError):
        library.read("templates/03-policy.md")


HOUSE = ["templates/theme.yaml", "templates/words/en.yaml", "templates/words/xx.yaml", PROFILE]
FOREIGN = ["templates/probe/page.txt", *HOUSE]
OTHERS = [
    "templates/our.docx",
    "templates/briefing/industry/template.yaml",
    "templates/probes/page.txt",
    "templates/attribution/rules.yaml",
    "assets/secret.png",
    "images/secret.png",
    "people.yaml",
    "publication.yaml",
    "03-policy.md",
]


def open_for_foreign(draft: Draft, options: object, *names: str) -> Library:
    """What a generator of another package, `probe`, has of a library with files of these names."""
    library = Memory(dict.fromkeys(names, b"own"))
    return restrict(library, select(draft), options, list_content(draft), "probe")


def try_all(library: Library, names: list[str]) -> set[str]:
    """Those of the names whose file in the publication can be read."""
    found: set[str] = set()
    for name in names:
        with suppress(FileNotFoundError):
            found |= {name} if library.read(name) == b"own" else set()
    return found


def test_a_generator_of_another_package_has_few_templates(draft: Draft) -> None:
    library = open_for_foreign(draft, Options(), *FOREIGN, *OTHERS)

    assert try_all(library, [*FOREIGN, *OTHERS]) == set(FOREIGN)


def test_in_the_place_of_templates_for_others_it_has_those_of_octavo(draft: Draft) -> None:
    name = "templates/attribution/rules.yaml"

    assert open_for_foreign(draft, Options(), name).read(name) == read_builtin(name)


def test_an_option_gives_it_a_template_but_no_section(draft: Draft) -> None:
    options = Options("templates/our.docx", ("03-policy.md", "people.yaml"))
    library = open_for_foreign(draft, options, *OTHERS)

    assert try_all(library, OTHERS) == {"templates/our.docx"}


def test_a_generator_that_reads_all_it_can_gets_nothing_for_others(
    tmp_path: Path, generators: dict[str, Generator[Any]]
) -> None:
    folder = write_small(tmp_path / "small")
    for name in (OTHERS[0], *OTHERS[2:3], *OTHERS[4:6]):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"own")
    replace_text(folder, "publication.yaml", "[booklet, word", "[booklet, probe, word")
    found: list[set[str]] = []

    def look(document: Document, options: Options, library: Library) -> Output:
        found.append(try_all(library, OTHERS))
        return Output(b"")

    generators["probe"] = Generator(".txt", "text/plain", Options, look)
    publish(folder, tmp_path / "build", ["probe"])

    assert found == [set()]


def write_small(folder: Path) -> Path:
    """A copy of the small publication."""
    folder.mkdir(exist_ok=True)
    for path in SMALL.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder
