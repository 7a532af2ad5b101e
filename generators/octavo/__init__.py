"""Make a booklet, a Word version and briefings from one source.

`read` a publication's folder into a `Draft`, `select` the `Document` that one audience may read,
and hand it to the `generate` of a `Generator`; or let `publish` do all of it and write the files.

Everything that a plug-in or another program needs is exported here: these functions, and every node
of a document (`Paragraph`, `Table` …). What is not asked for is not imported: `import octavo` is
quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from octavo.build.jobs import GeneratorFailure
    from octavo.build.manifest import BuiltFile, Result
    from octavo.build.steps import publish
    from octavo.checks import check
    from octavo.document.problem import Problem, Severity, SourceError, Span
    from octavo.document.walk import query, text_of
    from octavo.files.library import Folder, Library, Memory
    from octavo.generator import Generator, Output, find_generator, list_generators
    from octavo.selection.audience import select
    from octavo.source.draft import read

__all__: list[str] = [
    "BuiltFile",
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
    "query",
    "read",
    "select",
    "text_of",
]

_HOMES = {
    "build.jobs": ("GeneratorFailure",),
    "build.manifest": ("BuiltFile", "Result"),
    "build.steps": ("publish",),
    "checks": ("check",),
    "document.problem": ("Problem", "Severity", "SourceError", "Span"),
    "document.walk": ("query", "text_of"),
    "files.library": ("Folder", "Library", "Memory"),
    "generator": ("Generator", "Output", "find_generator", "list_generators"),
    "selection.audience": ("select",),
    "source.draft": ("read",),
}


if TYPE_CHECKING:
    from octavo.document import tree
    from octavo.document.tree import *  # noqa: F403  every node is public

    __all__ += tree.__all__
else:  # for the type checkers every misspelt name would pass

    def __getattr__(name: str) -> object:
        nodes = import_module("octavo.document.tree")
        if name in nodes.__all__:
            return getattr(nodes, name)
        for module, public in _HOMES.items():
            if name in public:
                return getattr(import_module(f"octavo.{module}"), name)
        raise AttributeError(f"module `octavo` has no attribute `{name}`")
