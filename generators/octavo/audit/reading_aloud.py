"""What a screen reader says of a tagged PDF, in its order: roles, words, and names of links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from octavo.audit.extracts import Unreadable
from octavo.audit.pdf_file import INLINE, read_marked

SPOKEN = {
    **{f"H{level}": f"heading {level}" for level in range(1, 7)},
    "L": "list",
    "LI": "item",
    "TOC": "contents",
    "TOCI": "entry",
    "Index": "index",
    "Table": "table",
    "TR": "row",
    "Caption": "caption",
    "BlockQuote": "quotation",
    "Note": "note",
    "FENote": "note",
    "Code": "code",
}
"""How a screen reader announces a role; paragraphs and what only groups them are not announced."""
COUNTED = {"L": "LI", "TOC": "TOCI", "Table": "TR"}
"""Roles that are announced with the number of what is in them."""
LABELLED = frozenset({"LI", "Note", "FENote"})
"""Roles whose number or bullet is said before the first words in them."""
IN_LINE = INLINE | {"Lbl"}


@dataclass(frozen=True, slots=True)
class _AloudReader:
    marked: dict[tuple[tuple[int, int], int], str]
    """Words by page and number of the marked content."""

    def read(self, node: Object, page: Any = None, depth: int = 0) -> Iterator[str]:
        """The lines for an element and what is in it."""
        page, role = node.get("/Pg", page), str(node.S)[1:]
        said, indent = SPOKEN.get(role, ""), "  " * depth
        if role in {"Figure", "Formula"}:
            yield f"{indent}image: {self._describe(node, page)}"
            return
        if role in {"TR", "TOCI"}:
            cells = (self._tidy(self._say(kid, page)) for kid in _list_kids(node))
            yield f"{indent}{said}: {' | '.join(cells)}"
            return
        if role in COUNTED:
            yield f"{indent}{said} of {_count(node, COUNTED[role])}:"
            depth += 1
        words = ""
        for part, own_page in self._list_parts(node, page):
            if not _is_block(part):
                words += self._say(part, own_page)
            elif role in LABELLED:
                first, *others = (*self.read(part, own_page, depth + 1), "")
                yield from self._line(said, f"{words} {first}", indent)
                yield from filter(None, others)
                words, said, indent = "", "", "  " * (depth + 1)
            else:
                yield from self._line(said, words, indent)
                yield from self.read(part, own_page, depth)
                words = ""
        yield from self._line(said, words, indent)

    def _list_parts(self, node: Object, page: Any) -> Iterator[tuple[Any, Any]]:
        """What is in an element, with its page; of the body of an item, what is in that."""
        for kid in _list_kids(node):
            if isinstance(kid, Dictionary) and kid.get("/S") == Name.LBody:
                yield from self._list_parts(kid, kid.get("/Pg", page))
            else:
                yield kid, page

    def _line(self, said: str, words: str, indent: str) -> Iterator[str]:
        text = self._tidy(words)
        if text:
            yield f"{indent}{said}: {text}" if said else f"{indent}{text}"

    def _say(self, kid: Any, page: Any) -> str:
        """The words of one element in a line, or of one piece of a page."""
        if not isinstance(kid, Dictionary):
            return self.marked.get((page.objgen, int(kid)), "")
        if kid.get("/Type") == Name.MCR:
            return self.marked.get((kid.Pg.objgen, int(kid.MCID)), "")
        if "/S" not in kid:
            return ""
        page = kid.get("/Pg", page)
        if "/Alt" in kid or "/ActualText" in kid:
            return self._describe(kid, page)
        words = "".join(self._say(each, page) for each in _list_kids(kid))
        said, space = words.rstrip(), words[len(words.rstrip()) :]
        if "/E" in kid:
            return f"{said} [{kid.E}]{space}"
        if Name.Link == kid.S and (names := _list_names(kid)):
            leads = f" [link: {names[0]}]" if names[0] != said.strip() else " [link]"
            return f"{said}{leads}{space}"
        return f"{words} " if Name.Lbl == kid.S else words

    def _describe(self, node: Object, page: Any) -> str:
        found = node.get("/Alt", node.get("/ActualText"))
        return str(found) if found is not None else ""

    @staticmethod
    def _tidy(words: str) -> str:
        return " ".join(words.replace("\N{SOFT HYPHEN}", "").replace("\N{WORD JOINER}", "").split())


def read_aloud(data: bytes) -> tuple[str, ...]:
    """The lines that a screen reader says of the PDF `data`, inner ones set in.

    Raises `Unreadable` when it is broken, locked, or without tags.
    """
    try:
        with pikepdf.open(BytesIO(data), suppress_warnings=True) as pdf:
            if "/StructTreeRoot" not in pdf.Root:
                raise Unreadable("it has no tags, so that nothing says what is read first")
            reader = _AloudReader(read_marked(pdf))
            tops = _list_kids(pdf.Root.StructTreeRoot)
            return tuple(line for top in tops for line in reader.read(top))
    except (pikepdf.PdfError, pikepdf.PasswordError) as fault:
        raise Unreadable(str(fault)) from fault


def _list_kids(node: Object) -> list[Any]:
    kids = node.get("/K", Array([]))
    return list(kids) if isinstance(kids, Array) else [kids]


def _is_block(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid and str(kid.S)[1:] not in IN_LINE


def _count(node: Object, role: str) -> int:
    """How many elements of the role are in it, or in what groups them: not in each other."""
    kids = [kid for kid in _list_kids(node) if isinstance(kid, Dictionary) and "/S" in kid]
    groups = [kid for kid in kids if str(kid.S)[1:] in {"THead", "TBody", "TFoot"}]
    own = sum(str(kid.S)[1:] == role for kid in kids)
    return own + sum(_count(group, role) for group in groups)


def _list_names(link: Object) -> list[str]:
    """Where the areas of a link lead, as a screen reader says it."""
    areas = [kid.Obj for kid in _list_kids(link) if isinstance(kid, Dictionary) and "/Obj" in kid]
    return [str(area.Contents) for area in areas if "/Contents" in area]
