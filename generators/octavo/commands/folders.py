"""Where the publication is, and how its folder looks from the current one."""

from __future__ import annotations

from pathlib import Path

import click


def find_publication(given: Path | None) -> Path:
    """The publication's folder: `given`, else the current one, else the only one in content/.

    Raises `click.UsageError` when that leaves none or several.
    """
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
            raise click.UsageError(f"there are several publications in content/: {names}; name one")
        if (folder / ".git").exists():
            break
    raise click.UsageError("there is no publication here: no publication.yaml, and no content/")


def _require(folder: Path) -> Path:
    if (folder / "publication.yaml").is_file():
        return folder
    if len(folder.parts) == 1 and (Path("content") / folder / "publication.yaml").is_file():
        return Path("content") / folder
    raise click.UsageError(f"`{folder}` is no publication: it has no publication.yaml")


def find_home(folder: Path) -> Path:
    """The folder that holds `content/` with the publication in it, else the current folder."""
    resolved = folder.resolve()
    return resolved.parents[1] if resolved.parent.name == "content" else Path.cwd()


def show_path(path: Path) -> str:
    """`path` as seen from the current folder, when it lies below."""
    resolved = path.resolve()
    below = resolved.is_relative_to(Path.cwd())
    return str(resolved.relative_to(Path.cwd())) if below else str(path)
