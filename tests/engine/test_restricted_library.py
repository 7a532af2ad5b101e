"""What a generator can read: nothing that is in the publication for others only."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from engine.conftest import SMALL
from engine.outputs import replace_text
from octavo import Draft, Folder, Library, Memory, read, select
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


def write_small(folder: Path) -> Path:
    """A copy of the small publication."""
    for path in SMALL.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder
