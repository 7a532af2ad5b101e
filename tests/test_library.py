"""A library gives the files inside it, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from octavo.files import library
from octavo.files.library import Folder, Library, Memory, builtin, check_name, read_builtin


def test_a_folder_gives_the_bytes_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "one.jpg").write_bytes(b"\xff\xd8")

    assert Folder(tmp_path).read("images/one.jpg") == b"\xff\xd8"


def test_a_memory_gives_the_bytes_it_holds() -> None:
    assert Memory({"a.md": b"words"}).read("a.md") == b"words"


@pytest.mark.parametrize("kind", ["folder", "memory"])
def test_a_template_that_is_not_there_is_the_built_in_one(kind: str, tmp_path: Path) -> None:
    empty: Library = Folder(tmp_path) if kind == "folder" else Memory({})

    assert empty.read("templates/theme.yaml").startswith(b"# One theme")


@pytest.mark.parametrize("kind", ["folder", "memory"])
def test_a_publication_may_have_its_own_template(kind: str, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "theme.yaml").write_bytes(b"own")
    own: Library = (
        Folder(tmp_path) if kind == "folder" else Memory({"templates/theme.yaml": b"own"})
    )

    assert own.read("templates/theme.yaml") == b"own"


@pytest.mark.parametrize("name", ["nothing.md", "templates/nothing.yaml", "pyproject.toml"])
def test_a_file_that_is_nowhere_is_not_found(name: str, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Folder(tmp_path).read(name)
    with pytest.raises(FileNotFoundError):
        Memory({}).read(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/etc/passwd",
        "~/notes.md",
        "../outside.md",
        "images/../../outside.md",
        "images/./one.jpg",
        "images//one.jpg",
        "images/",
        "https://example.org/one.jpg",
        "file:one.jpg",
        "C:one.jpg",
        "images\\one.jpg",
        "one.jpg\0.md",
    ],
)
def test_a_name_that_is_no_relative_path_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is not the name of a file"):
        check_name(name)
    with pytest.raises(ValueError, match="is not the name of a file"):
        Folder(tmp_path).read(name)
    with pytest.raises(ValueError, match="is not the name of a file"):
        Memory({name: b"never read"}).read(name)


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "secret.md"
    inside.mkdir()
    outside.write_text("secret")
    (inside / "link.md").symlink_to(outside)

    with pytest.raises(ValueError, match="leads out of the publication's folder"):
        Folder(inside).read("link.md")


def test_a_folder_behind_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (outside / "one.jpg").write_bytes(b"secret")
    (inside / "images").symlink_to(outside)

    with pytest.raises(ValueError, match="leads out of the publication's folder"):
        Folder(inside).read("images/one.jpg")


def test_a_link_that_stays_inside_is_followed(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_bytes(b"words")
    (tmp_path / "two.md").symlink_to(tmp_path / "one.md")

    assert Folder(tmp_path).read("two.md") == b"words"


def test_a_publication_may_itself_stand_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "one.md").write_bytes(b"words")
    (tmp_path / "link").symlink_to(tmp_path / "real")

    assert Folder(tmp_path / "link").read("one.md") == b"words"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()

    with pytest.raises(ValueError, match="is not an ordinary file"):
        Folder(tmp_path).read("images")


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")

    with pytest.raises(ValueError, match="is not an ordinary file"):
        Folder(tmp_path).read("pipe.md")


def test_a_file_that_is_too_large_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "LARGEST_FILE", 4)
    (tmp_path / "large.md").write_bytes(b"12345")

    with pytest.raises(ValueError, match="is larger than"):
        Folder(tmp_path).read("large.md")


def test_only_templates_and_assets_are_built_in() -> None:
    with pytest.raises(FileNotFoundError):
        read_builtin("README.md")


def test_the_built_in_folder_has_templates_and_assets() -> None:
    assert builtin().joinpath("templates/theme.yaml").is_file()
    assert builtin().joinpath("assets/maps/countries-110m.json").is_file()
