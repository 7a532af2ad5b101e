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


def _find(given: Path | None) -> Path:
    if given is not None:
        return _require(given.parent if given.name == "publication.yaml" else given)
    for folder in (Path.cwd(), *Path.cwd().parents):
        if (folder / "publication.yaml").is_file():
            return folder
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
    raise click.UsageError(f"`{folder}` is not a publication: it has no publication.yaml")


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
