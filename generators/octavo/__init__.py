"""Make a booklet, a Word version and briefings from one source.

`read` a publication's folder into a `Draft`, `select` the `Document` that one audience may read,
and hand it to the `generate` of a `Generator`; or let `publish` do all of it and write the files.

What is not asked for is not imported: `import octavo` is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from octavo.build.jobs import GeneratorFailure
    from octavo.build.manifest import BuiltFile
    from octavo.build.steps import Result, publish
    from octavo.checks import check
    from octavo.document import Document, Draft
    from octavo.document.problem import Problem, Severity, SourceError, Span
    from octavo.files.library import Folder, Library, Memory
    from octavo.generator import Generator, Output, find_generator, list_generators
    from octavo.selection.audience import select
    from octavo.source.draft import read

__all__ = [
    "BuiltFile",
    "Document",
    "Draft",
    "Folder",
    "Generator",
    "GeneratorFailure",
    "Library",
    "Memory",
    "Output",
    "Problem",
    "Result",
    "Severity",
    "SourceError",
    "Span",
    "check",
    "find_generator",
    "list_generators",
    "publish",
    "read",
    "select",
]

_HOMES = {
    "build.jobs": ("GeneratorFailure",),
    "build.manifest": ("BuiltFile",),
    "build.steps": ("Result", "publish"),
    "checks": ("check",),
    "document": ("Document", "Draft"),
    "document.problem": ("Problem", "Severity", "SourceError", "Span"),
    "files.library": ("Folder", "Library", "Memory"),
    "generator": ("Generator", "Output", "find_generator", "list_generators"),
    "selection.audience": ("select",),
    "source.draft": ("read",),
}


if not TYPE_CHECKING:  # else every misspelt name would pass the type checkers

    def __getattr__(name: str) -> object:
        for module, public in _HOMES.items():
            if name in public:
                return getattr(import_module(f"octavo.{module}"), name)
        raise AttributeError(f"module `octavo` has no attribute `{name}`")
