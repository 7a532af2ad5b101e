"""Where the publication is, and how its folder looks from the current one."""

from __future__ import annotations

import os
from pathlib import Path

import click

from octavo.commands.session import get_session


def find_publication(given: Path | None) -> Path:
    """The publication's folder: `given`, else the current one, else the only one in content/.

    The session remembers it. Raises `click.UsageError` when that leaves none or several.
    """
    folder = _find(given)
    get_session().folder = folder
    return folder


def is_publication(name: str) -> bool:
    """Whether a folder called so is a publication's, here or in content/."""
    return any(
        (folder / "publication.yaml").is_file() for folder in (Path(name), "content" / Path(name))
    )


def _find(given: Path | None) -> Path:
    if given is not None:
        return _require(given.parent if given.name == "publication.yaml" else given)
    for folder in (Path.cwd(), *Path.cwd().parents):
        if (folder / "publication.yaml").is_file():
            return folder
        if (folder / "publication.yml").is_file():
            raise click.UsageError("rename publication.yml to publication.yaml")
        found = sorted(path.parent for path in folder.glob("content/*/publication.yaml"))
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(path.name for path in found)
            raise click.UsageError(
                f"there are several publications in content/: {names}; name the one you mean"
            )
        if (folder / ".git").exists():
            break
    raise click.UsageError(
        "there is no publication here: no publication.yaml, and no content/; "
        "go to the folder of one, or name it"
    )


def _require(folder: Path) -> Path:
    if (folder / "publication.yaml").is_file():
        return folder
    if len(folder.parts) == 1 and (Path("content") / folder / "publication.yaml").is_file():
        return Path("content") / folder
    hint = _suggest(folder)
    said = f"`{folder}` is not a publication: it has no publication.yaml"
    raise click.UsageError(f"{said}; {hint}" if hint else said)


def _suggest(folder: Path) -> str:
    """What was meant by a folder that is no publication; empty when nothing is near."""
    from octavo.files.near_names import find_near

    if (folder / "publication.yml").is_file():
        return "rename publication.yml to publication.yaml"
    around = [folder.parent] if len(folder.parts) > 1 else [Path(), Path("content")]
    known: dict[str, str] = {}
    for place in around:
        for path in sorted(place.glob("*/publication.yaml")):
            found = path.parent
            known[found.name] = str(found) if len(folder.parts) > 1 else found.name
    near = known.get(find_near(folder.name, known), "")
    return f"did you mean `{near}`?" if near else ""


def find_home(folder: Path) -> Path:
    """The folder that holds `content/` with the publication in it, else the current folder."""
    resolved = folder.resolve()
    return resolved.parents[1] if resolved.parent.name == "content" else Path.cwd()


def show_path(path: Path) -> str:
    """`path` as a terminal or an editor finds it: from the current folder, if that is shorter."""
    absolute = str(path.resolve())
    return min(os.path.relpath(absolute), absolute, key=len)


def show_source(file: str, folder: Path | None) -> str:
    """A file of the publication in `folder` as a terminal finds it from the current folder.

    As it stands when it is not in the publication's folder, such as a built-in template.
    """
    path = folder / file if folder else None
    return show_path(path) if path and path.exists() else file
