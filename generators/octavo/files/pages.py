"""The pages of the documentation, which are installed beside templates and assets."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.files.library import builtin

FOLDERS = ("docs", "docs/how-to")
"""Where the pages for users lie; `docs/decisions` and `docs/standards` are for those who change
Octavo."""
_END = ".md"


def list_pages() -> Iterator[str]:
    """Their paths, each folder in order."""
    for folder in FOLDERS:
        names = sorted(found.name for found in builtin().joinpath(folder).iterdir())
        yield from (f"{folder}/{name}" for name in names if name.endswith(_END))


def read_pages() -> dict[str, str]:
    """The text of each page by its name, which is that of the file without folder and ending."""
    return {
        path.rpartition("/")[2].removesuffix(_END): builtin().joinpath(path).read_text("utf-8")
        for path in list_pages()
    }
