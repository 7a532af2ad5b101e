"""A second look at finished files: what is in them that must not be, and what is missing.

Nothing here is shared with what makes the files: a PDF or a Word file is unpacked from its bytes
alone, and what an audience may read is worked out anew from the draft.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from octavo.audit.extracts import Find, Unreadable
from octavo.audit.judgement import Brief, brief, judge, judge_whole, judge_words
from octavo.document import Draft
from octavo.document.problem import Problem, Severity
from octavo.files.library import Library

WHOLE = frozenset({"booklet", "word"})
"""The generators that must show all that their audience may read; others may choose."""
OURS = WHOLE | {"briefing", "briefing-word", "digest"}
"""The generators whose words all come from the source or from the templates."""

Form: TypeAlias = Literal["pdf", "package", ""]

__all__ = [
    "OURS",
    "WHOLE",
    "Brief",
    "Find",
    "examine",
    "inquire",
    "judge_finds",
    "recognise",
    "unpack",
]


def inquire(draft: Draft, audience: str | None, library: Library, queries: bool = False) -> Brief:
    """What to look for in the files of `audience`: what must, may and must not be in them.

    With `queries`, they show the author's questions; else nothing of those may be in them.
    """
    return brief(draft, audience, library, queries)


def examine(name: str, data: bytes, wanted: Brief, generator: str) -> tuple[Problem, ...]:
    """What is wrong with the file called `name`, which holds `data`: errors with codes FIL.

    What `generator` made it tells whether everything has to be in it, and nothing else. A format
    other than PDF and Word is looked through as bytes, for what must not be there.
    """
    try:
        finds = unpack(name, data)
    except Unreadable as fault:
        message = f"`{name}` cannot be looked through: {fault}"
        return (Problem(Severity.ERROR, "FIL005", message),)
    return judge_finds(name, finds, wanted, generator, recognise(data))


def judge_finds(
    name: str, finds: tuple[Find, ...], wanted: Brief, generator: str, form: Form
) -> tuple[Problem, ...]:
    """What is wrong with the file called `name`, in which `unpack` found `finds`."""
    problems = judge(name, finds, wanted)
    if generator in WHOLE and form:
        problems += judge_whole(name, finds, wanted, form == "pdf")
    if generator in OURS and form:
        problems += judge_words(name, finds, wanted)
    return problems


def recognise(data: bytes) -> Form:
    """In which format the file is, by how it begins; empty for any but PDF and Word."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    return "package" if data.startswith(b"PK\x03\x04") else ""


def unpack(name: str, data: bytes) -> tuple[Find, ...]:
    """Everything that the file called `name` says. Raises `Unreadable`."""
    own = Find("file name", name, "name")
    match recognise(data):
        case "pdf":
            from octavo.audit.pdf_file import unpack_pdf

            return own, *unpack_pdf(data)
        case "package":
            from octavo.audit.docx_file import unpack_package

            return own, *unpack_package(data)
        case _:
            return own, Find("text", data.decode("utf-8", errors="replace"), "bytes")
