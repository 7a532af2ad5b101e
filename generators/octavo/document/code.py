"""Code of a document: its lines as they are set, and all its characters."""

from __future__ import annotations

from octavo.document import Code, CodeBlock
from octavo.document.walk import query

TAB = 4
"""Columns from one stop of a tab to the next, as most editors show them; with 8, as terminals have
it, two levels of indents fill a third of a narrow page."""

HANG = 4
"""Columns by which the rest of a broken line stands further in than the line: the usual step of
indents, so that it is not read as a line of its own. With 2 it can be taken for one."""


def list_lines(block: CodeBlock) -> tuple[str, ...]:
    """The lines of a block of code, without tabs and without spaces at their ends."""
    return tuple(line.expandtabs(TAB).rstrip() for line in block.text.split("\n"))


def collect_code(root: object) -> str:
    """All that is code under a node or a tuple of nodes; empty without any."""
    texts = [one.text for one in query(root, Code)]
    lines = (line for block in query(root, CodeBlock) for line in list_lines(block))
    return "".join([*texts, *lines])
