"""The words that a file may have besides those of its source: of templates, dates and formats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from importlib.resources.abc import Traversable

from octavo.audit.docx_file import unpack_package
from octavo.audit.extracts import Unreadable
from octavo.document import Draft
from octavo.files.library import Library, builtin

FORMATS = (
    "Octavo PDF PDF/UA PDF/X PDF/A DOCX UUID ISBN DOI QR p § Adobe Identity sRGB true false "
    "iec pdfuaid application/pdf internal part Integer identification x-default en-GB Word "
    "xlsx Sheet A B the document that this file was made from as data"
)
"""What documents say of themselves, in their properties."""
LABELS = frozenset(
    {"app", "arabic", "blk", "chart", "core", "cover", "document", "endnotes", "fig", "figure"}
    | {"footer", "footnotes", "fonts", "header", "heading", "image", "images", "kinds", "list"}
    | {"media", "note", "numbering", "page", "photo", "photos", "picture", "ref", "seq"}
    | {"settings", "styleref", "styles", "tab", "table", "theme", "title", "toc", "word", "xml"}
)
"""Words in the names that programs give to parts and places."""


def list_words(library: Library, language: str) -> Iterator[str]:
    """What the templates say, a line of a `words` file at a time; `library` may have its own."""
    built_in = _list_files(builtin().joinpath("templates"), "templates")
    for name in dict.fromkeys(own for file in built_in for own in _translate(file, language)):
        try:
            text = library.read(name).decode("utf-8")
        except (OSError, ValueError):
            continue
        text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
        text = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", "\n", text)
        yield from re.split(r"\n(?:\s*#.*|\s*[\w-]+:)?|[{}\[\]]|[\w-]+: ", text)


def list_heads(draft: Draft, library: Library) -> Iterator[str]:
    """What stands in the running heads and feet of the Word templates that `draft` names."""
    files = {
        value for request in draft.outputs for name, value in request.options if name == "template"
    }
    for file in sorted(files):
        try:
            finds = unpack_package(library.read(file))
        except (OSError, ValueError, Unreadable):
            continue
        for find in finds:
            if find.where.startswith(("word/header", "word/footer")) and find.kind == "hidden":
                yield find.text


def _translate(file: str, language: str) -> Iterator[str]:
    """The file for `language` and its kin beside the one for English, or the file for all."""
    if file.endswith("en.yaml"):
        for tag in (language, language.split("-")[0], "en"):
            yield f"{file.removesuffix('en.yaml')}{tag}.yaml"
    elif not re.search(r"\.[a-z]{2}\.yaml$|words/[a-z]{2}\.yaml$", file):
        yield file


def _list_files(folder: Traversable, name: str) -> Iterator[str]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _list_files(entry, path)
        elif entry.name.endswith(".yaml") and ("words" in entry.name or "/words/" in path):
            yield path


def write_dates(days: tuple[date | None, ...], language: str) -> Iterator[str]:
    """How the days may be written out in `language`."""
    from babel.dates import format_date

    for day in days:
        if day is not None:
            for form in ("d MMMM y", "d MMM y", "EEEE d LLLL y"):
                yield format_date(day, form, locale=language.replace("-", "_"))
