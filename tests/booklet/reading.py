"""The structure tree of a booklet as values, and the text of its blocks in reading order."""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from octavo.document import Document
from pdf.reading import read_tree

INLINE = frozenset({"Span", "Reference", "Link", "Code"})
"""Roles inside a line; all others are blocks, or hold blocks."""

Said: TypeAlias = tuple[str, str]
"""The role of a block, and the words that are directly in it."""

ALTERNATIVE = re.compile(r"Alt=('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")")


@dataclass
class Node:
    """One element of the structure tree."""

    role: str
    alternative: str = ""
    kids: list[Node | str] = field(default_factory=list["Node | str"])


@lru_cache(16)
def read_nodes(data: bytes) -> Node:
    """The root of the structure tree of a PDF."""
    above: list[Node] = []
    for line in read_tree(data).splitlines():
        entry = line.lstrip(" ")
        depth = (len(line) - len(entry)) // 2
        del above[depth:]
        if entry.startswith('"'):
            above[-1].kids.append(entry[1:-1])
        elif not entry.startswith("-> "):
            node = Node(entry.split()[0], _read_alternative(entry))
            if above:
                above[-1].kids.append(node)
            above.append(node)
    return above[0]


def _read_alternative(entry: str) -> str:
    found = ALTERNATIVE.search(entry)
    return str(literal_eval(found[1])) if found else ""


def find_parts(data: bytes) -> list[Node]:
    """The parts of a booklet in order: cover, imprint, contents, sections, registers, back."""
    return [kid for kid in read_nodes(data).kids if isinstance(kid, Node) and kid.role == "Sect"]


def find_part(data: bytes, title: str) -> Node:
    """The part of a booklet with this title."""
    return next(part for part in find_parts(data) if ("H1", title) in list_said(part))


def find_sections(data: bytes, document: Document) -> list[Node]:
    """The parts of a booklet of the usual order that are its sections."""
    return find_parts(data)[3:][: len(document.sections)]


def list_said(root: Node) -> list[Said]:
    """What every block says, in reading order; of a figure its alternative text."""
    return [(role, tidy(text)) for role, text in _say(root)]


def _say(node: Node) -> Iterator[Said]:
    if node.role == "Figure":
        yield "Figure", node.alternative
        return
    words = ""
    for kid in node.kids:
        if isinstance(kid, Node) and kid.role not in INLINE:
            if words:
                yield node.role, words
                words = ""
            yield from _say(kid)
        else:
            words += kid if isinstance(kid, str) else _join(kid)
    if words or (node.role in {"TD", "TH"} and not node.kids):
        yield node.role, words


def _join(node: Node) -> str:
    return "".join(kid if isinstance(kid, str) else _join(kid) for kid in node.kids)


def tidy(text: str) -> str:
    """`text` without the hyphens that only line ends gave it, and with single spaces."""
    return re.sub("[ \t\n]+", " ", text.replace("\N{SOFT HYPHEN}", "")).strip(" ")


def part_notes(said: list[Said]) -> tuple[list[Said], dict[str, str]]:
    """The blocks without the notes, and the notes by number, wherever they stand."""
    blocks: list[Said] = []
    notes: dict[str, str] = {}
    for role, text in said:
        if role == "Note":
            notes[blocks.pop()[1]] = text
        else:
            blocks.append((role, text))
    return blocks, notes


def find_nodes(root: Node, role: str) -> Iterator[Node]:
    """Every element with `role`, in reading order."""
    if root.role == role:
        yield root
    for kid in root.kids:
        if isinstance(kid, Node):
            yield from find_nodes(kid, role)
