"""A second look at finished files: what is in them that must not be, and what is missing.

Nothing here is shared with what makes the files: a PDF or a Word file is unpacked from its bytes
alone, and what an audience may read is worked out anew from the draft.
"""

from __future__ import annotations

from octavo.audit.finds import Find, Unreadable
from octavo.audit.judgement import Brief, brief, judge, judge_whole, judge_words
from octavo.document import Draft
from octavo.library import Library
from octavo.problem import Problem, Severity

WHOLE = frozenset({"booklet", "word"})
"""The generators that must show all that their audience may read; others may choose."""
OURS = WHOLE | {"briefing"}
"""The generators whose words all come from the source or from the templates."""

__all__ = ["OURS", "WHOLE", "Brief", "Find", "examine", "inquire", "unpack"]


def inquire(draft: Draft, audience: str | None, library: Library) -> Brief:
    """What to look for in the files of `audience`: what must, may and must not be in them."""
    return brief(draft, audience, library)


def examine(name: str, data: bytes, wanted: Brief, generator: str) -> tuple[Problem, ...]:
    """What is wrong with the file called `name`, which holds `data`: errors with codes AUD.

    What `generator` made it tells whether everything has to be in it, and nothing else. A format
    other than PDF and Word is looked through as bytes, for what must not be there.
    """
    try:
        finds = unpack(name, data)
    except Unreadable as fault:
        message = f"`{name}` cannot be looked through: {fault}"
        return (Problem(Severity.ERROR, "AUD006", message),)
    problems = judge(name, finds, wanted)
    pdf = data.startswith(b"%PDF-")
    if generator in WHOLE and (pdf or data.startswith(ZIP)):
        problems += judge_whole(name, finds, wanted, pdf)
    if generator in OURS and (pdf or data.startswith(ZIP)):
        problems += judge_words(name, finds, wanted)
    return problems


ZIP = b"PK\x03\x04"


def unpack(name: str, data: bytes) -> tuple[Find, ...]:
    """Everything that the file called `name` says. Raises `Unreadable`."""
    own = Find("file name", name, "name")
    if data.startswith(b"%PDF-"):
        from octavo.audit.portable import unpack_pdf

        return own, *unpack_pdf(data)
    if data.startswith(ZIP):
        from octavo.audit.office import unpack_package

        return own, *unpack_package(data)
    return own, Find("text", data.decode("utf-8", errors="replace"), "bytes")
