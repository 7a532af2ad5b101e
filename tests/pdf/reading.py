"""A PDF read back the way a screen reader does: by its structure tree, CMaps and actual text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator, Pdf, String

Texts: TypeAlias = dict[tuple[tuple[int, int], int], str]
"""By page object and number of the marked content: its characters."""

SHOWING = (Operator("Tj"), Operator("TJ"))
SHOWN = ("Alt", "ActualText", "E", "Lang", "ID")


def open_pdf(data: bytes) -> Pdf:
    """The PDF, opened."""
    return pikepdf.open(BytesIO(data))


def read_tree(data: bytes) -> str:
    """The structure tree as text: a line for each element, its words, and where its links lead."""
    with open_pdf(data) as pdf:
        texts = _read_texts(pdf)
        return "\n".join(_walk(pdf.Root.StructTreeRoot.K, None, texts, "")) + "\n"


def read_words(data: bytes) -> str:
    """All text in reading order: soft hyphens mended, spaces as single spaces."""
    quoted = re.findall(r'^ *"(.*)"$', read_tree(data), re.M)
    text = "".join(quoted).replace("\u00ad ", "").replace("\u00ad", "").replace("\u2060", "")
    return re.sub(r"\s+", " ", text).strip()


def read_fonts(data: bytes) -> dict[str, dict[int, str]]:
    """By font name: what each code is read as."""
    with open_pdf(data) as pdf:
        fonts = (font for page in pdf.pages for font in _fonts(page.obj).values())
        return {str(font.BaseFont): read_map(font) for font in fonts}


def read_content(data: bytes, page: int) -> str:
    """The operators of a page, counted from 0."""
    with open_pdf(data) as pdf:
        return pdf.pages[page].obj.Contents.read_bytes().decode("ascii")


def _walk(node: Object, page: Object | None, texts: Texts, indent: str) -> Iterator[str]:
    page = node.get("/Pg", page)
    entries = [f"{key}={str(node[f'/{key}'])!r}" for key in SHOWN if f"/{key}" in node]
    entries += [f"{key}={value}" for key, value in _attributes(node)]
    yield " ".join([f"{indent}{str(node.S)[1:]}", *entries])
    kids = node.get("/K", Array([]))
    for kid in list(kids) if isinstance(kids, Array) else [kids]:
        yield from _walk_kid(kid, page, texts, indent + "  ")


def _walk_kid(kid: Object, page: Object | None, texts: Texts, indent: str) -> Iterator[str]:
    if not isinstance(kid, Dictionary):
        assert page is not None
        yield f'{indent}"{texts.get((page.objgen, int(kid)), "")}"'
    elif kid.get("/Type") == Name.MCR:
        yield f'{indent}"{texts.get((kid.Pg.objgen, int(kid.MCID)), "")}"'
    elif kid.get("/Type") == Name.OBJR:
        yield f"{indent}-> {_target(kid.Obj)}"
    else:
        yield from _walk(kid, page, texts, indent)


def _attributes(node: Object) -> Iterator[tuple[str, str]]:
    found = node.get("/A", Array([]))
    for owner in list(found) if isinstance(found, Array) else [found]:
        for key, value in owner.items():
            if key != "/O":
                yield key[1:], _write_value(value)


def _write_value(value: Object) -> str:
    if isinstance(value, Array):
        return ",".join(f"{float(str(number)):g}" for number in list(value))
    return str(value).removeprefix("/")


def _target(annotation: Object) -> str:
    if "/A" in annotation:
        return str(annotation.A.URI)
    return " ".join(str(part) for part in list(annotation.Dest)[1:])


def _fonts(page: Object) -> dict[str, Object]:
    return dict(page.Resources.Font.items())


def _read_texts(pdf: Pdf) -> Texts:
    texts: Texts = {}
    for page in pdf.pages:
        maps = {label: read_map(font) for label, font in _fonts(page.obj).items()}
        current: dict[int, str] = {}
        kept: list[dict[int, str]] = []
        marked: list[int | None] = []
        actual: list[str] = []
        for instruction in pikepdf.parse_content_stream(page):
            operands, operator = list(instruction.operands), instruction.operator
            if operator == Operator("Tf"):
                current = maps[str(operands[0])]
            elif operator == Operator("q"):
                kept.append(current)
            elif operator == Operator("Q"):
                current = kept.pop()
            elif operator == Operator("BDC"):
                inner = marked[-1] if marked else None
                marked.append(int(operands[1].MCID) if "/MCID" in operands[1] else inner)
                actual.append(str(operands[1].get("/ActualText", "")))
            elif operator == Operator("BMC"):
                marked.append(None)
                actual.append("")
            elif operator == Operator("EMC"):
                marked.pop()
                actual.pop()
            elif operator in SHOWING and marked and marked[-1] is not None:
                key = page.obj.objgen, marked[-1]
                texts[key] = texts.get(key, "") + (actual[-1] or _decode(operands[0], current))
        assert not marked, "marked content is left open at the end of a page"
    return texts


def _decode(operand: Object, characters: dict[int, str]) -> str:
    parts = [operand] if isinstance(operand, String) else list(operand)
    codes = b"".join(bytes(part) for part in parts if isinstance(part, String))
    pairs = (codes[at : at + 2] for at in range(0, len(codes), 2))
    return "".join(characters.get(int.from_bytes(pair, "big"), "\ufffd") for pair in pairs)


def read_map(font: Object) -> dict[int, str]:
    blocks = re.findall(rb"beginbfchar(.*?)endbfchar", font.ToUnicode.read_bytes(), re.S)
    pairs = re.findall(rb"<([0-9A-F]+)> <([0-9A-F]+)>", b"".join(blocks))
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}
