"""Files in a publication's folder that nothing in it names: somebody may have forgotten them."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.build.restricted_library import list_content
from octavo.document.problem import Problem, Span
from octavo.files.library import Library, list_file_names
from octavo.files.source_file import note
from octavo.source.draft import ReadResult

_PICTURES = (".jpg", ".jpeg", ".png")
IMPORT_REPORT = "IMPORT.md"
"""The file in which `octavo import` reports, to be read and deleted: no section, so that nothing is
made of it."""
_OWN = ("templates/", "assets/")
"""Folders whose files are found by their names alone."""


def find_unused(found: ReadResult, library: Library) -> Iterator[Problem]:
    """A note for each section and each picture that is not used.

    None where something could not be read, which may name them.
    """
    if found.draft is None or found.losses.files:
        return
    used = {*found.files, *list_content(found.draft)}
    for name in list_file_names(library):
        if name in used or name.startswith(_OWN):
            continue
        if name.endswith(".md") and not name.upper().endswith("README.MD"):
            hint = "list it under `sections` in publication.yaml, or move it elsewhere"
            if name == IMPORT_REPORT:
                hint = "correct what it says was guessed, then delete it"
            yield note("SRC012", f"`{name}` is no section of this publication", Span(name, 0), hint)
        elif name.lower().endswith(_PICTURES):
            hint = "name it in a figure, in the register of photographs or as cover, or delete it"
            yield note("SRC012", f"nothing shows the picture `{name}`", Span(name, 0), hint)
