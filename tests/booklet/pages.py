"""The pages of a booklet read back: each run of characters with its place, and every link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from pdf.reading import open_pdf, read_map

HEAD_OR_FOOT = "Pagination"


@dataclass(frozen=True)
class Run:
    """Characters shown by one operator."""

    text: str
    face: str
    size: float
    x: float
    y: float
    """Of the baseline, from the foot of the page."""
    width: float
    role: str
    """Of the element it is content of; of an artifact its kind, such as `Pagination`."""
    subtype: str = ""
    """`Header` or `Footer` of an artifact."""
    content: int = -1
    """Number of the marked content; -1 in an artifact."""

    @property
    def words(self) -> str:
        """The text without the space that may follow it."""
        return self.text.rstrip(" ")


@dataclass(frozen=True)
class Page:
    """One page."""

    number: int
    """Counted from 1."""
    label: str
    width: float
    height: float
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """What its content says, in drawing order, without any spaces and soft hyphens."""
        return squeeze("".join(run.text for run in self.runs if run.content >= 0))


@dataclass(frozen=True)
class Link:
    """A link of the structure tree."""

    inside: tuple[str, ...]
    """Roles of the elements around it, the outermost first."""
    targets: tuple[int | str, ...]
    """Of each of its areas: the number of a page, or an address."""
    areas: tuple[int, ...]
    """The numbers of the pages that they are on."""


@dataclass(frozen=True)
class Element:
    """An element with content of its own: on which page, and which marked content there."""

    role: str
    contents: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Bound:
    """All that was read."""

    pages: tuple[Page, ...]
    links: tuple[Link, ...]
    elements: tuple[Element, ...]
    outline: tuple[tuple[str, int], ...]
    """Titles with the numbers of the pages they lead to."""


def squeeze(text: str) -> str:
    """`text` without spaces and soft hyphens, to be found in a page's."""
    return "".join(text.split()).replace("\N{SOFT HYPHEN}", "")


@lru_cache(32)
def read_pages(data: bytes) -> Bound:
    """The pages, links and outline of a PDF."""
    with open_pdf(data) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        return Bound(
            tuple(_read_page(pdf, number) for number in range(1, len(pdf.pages) + 1)),
            tuple(_find_links(pdf.Root.StructTreeRoot.K, (), numbers)),
            tuple(_find_elements(pdf.Root.StructTreeRoot.K, 0, numbers)),
            tuple(_read_outline(pdf, numbers)),
        )


# ------------------------------------------------------------------------------ the tree


def _kids(node: Object) -> list[Object]:
    found = node.get("/K", Array([]))
    return list(found) if isinstance(found, Array) else [found]


def _find_links(
    node: Object, inside: tuple[str, ...], numbers: dict[tuple[int, int], int]
) -> Iterator[Link]:
    if Name.Link == node.S:
        areas = [kid for kid in _kids(node) if _is(kid, "/OBJR")]
        yield Link(
            inside,
            tuple(_target(area.Obj, numbers) for area in areas),
            tuple(numbers[area.Pg.objgen] for area in areas),
        )
    for kid in _kids(node):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from _find_links(kid, (*inside, str(node.S)[1:]), numbers)


def _find_elements(
    node: Object, page: int, numbers: dict[tuple[int, int], int]
) -> Iterator[Element]:
    page = numbers[node.Pg.objgen] if "/Pg" in node else page
    role = str(node.S)[1:]
    yield Element(role, tuple(_find_contents(node, page, numbers)))
    for kid in _kids(node):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from _find_elements(kid, page, numbers)


def _find_contents(
    node: Object, page: int, numbers: dict[tuple[int, int], int]
) -> Iterator[tuple[int, int]]:
    """What is marked as content of the element or of one inside its lines."""
    page = numbers[node.Pg.objgen] if "/Pg" in node else page
    for kid in _kids(node):
        if not isinstance(kid, Dictionary):
            yield page, int(kid)
        elif _is(kid, "/MCR"):
            yield numbers[kid.Pg.objgen], int(kid.MCID)
        elif kid.get("/S") in {Name.Span, Name.Reference, Name.Link}:
            yield from _find_contents(kid, page, numbers)


def _is(kid: Object, kind: str) -> bool:
    return isinstance(kid, Dictionary) and str(kid.get("/Type", "")) == kind


def _target(annotation: Object, numbers: dict[tuple[int, int], int]) -> int | str:
    return str(annotation.A.URI) if "/A" in annotation else numbers[annotation.Dest[0].objgen]


def _read_outline(pdf: Pdf, numbers: dict[tuple[int, int], int]) -> Iterator[tuple[str, int]]:
    with pdf.open_outline() as outline:
        for item in outline.root:
            assert isinstance(item.destination, Array)
            yield str(item.title), numbers[item.destination[0].objgen]


# ------------------------------------------------------------------------------ content


@dataclass
class _State:
    """What the operators have set."""

    font: _Font | None = None
    size: float = 0.0
    tracking: float = 0.0
    stretch: float = 1.0
    x: float = 0.0
    y: float = 0.0
    left: float = 0.0
    bottom: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True)
class _Font:
    name: str
    characters: dict[int, str]
    widths: dict[int, float]


def _read_page(pdf: Pdf, number: int) -> Page:
    page = pdf.pages[number - 1]
    fonts = {label: _read_font(font) for label, font in page.obj.Resources.Font.items()}
    _, _, width, height = (float(side) for side in page.mediabox)
    return Page(number, str(page.label), width, height, tuple(_read_runs(page, fonts)))


def _read_font(font: Object) -> _Font:
    widths: dict[int, float] = {}
    entries = list(font.DescendantFonts[0].W)
    for first, found in zip(entries[::2], entries[1::2], strict=True):
        widths |= {int(first) + n: float(width) for n, width in enumerate(list(found))}
    return _Font(str(font.BaseFont).split("+")[-1], read_map(font), widths)


def _read_runs(page: pikepdf.Page, fonts: dict[str, _Font]) -> Iterator[Run]:
    state = _State()
    kept: list[_State] = []
    marks: list[tuple[str, str, int]] = []
    for operands, operator in _join_divided(pikepdf.parse_content_stream(page)):
        if operator == "q":
            kept.append(_State(**vars(state)))
        elif operator == "Q":
            state = kept.pop()
        elif operator in {"BDC", "BMC"}:
            marks.append(_read_mark(operands))
        elif operator == "EMC":
            marks.pop()
        elif operator == "TJ":
            yield _read_run(operands, state, marks[-1])
        else:
            _change(state, operator, operands, fonts)


def _join_divided(
    instructions: Iterable[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage],
) -> Iterator[tuple[list[Object], str]]:
    """Operands and operators; a text with a hyphen that divides a word is one `TJ`.

    Such a hyphen is shown by itself, between two parts of the text, and has U+00AD as its actual
    text, which here stands before it.
    """
    shown: list[Object] = []
    divides = False
    for instruction in instructions:
        operands, operator = list(instruction.operands), str(instruction.operator)
        if operator == "TJ":
            shown += list(operands[0])
        elif operator == "BDC" and "/ActualText" in operands[1]:
            divides, shown = True, [*shown, Array([operands[1].ActualText])]
        elif divides and operator == "Tj":
            shown += operands
        elif divides and operator == "EMC":
            divides = False
        else:
            if shown:
                yield shown, "TJ"
                shown = []
            yield operands, operator


def _read_mark(operands: list[Object]) -> tuple[str, str, int]:
    properties = operands[1] if len(operands) > 1 else Dictionary()
    if "/MCID" in properties:
        return str(operands[0])[1:], "", int(properties.MCID)
    return str(properties.get("/Type", "/"))[1:], str(properties.get("/Subtype", "/"))[1:], -1


def _change(state: _State, operator: str, operands: list[Object], fonts: dict[str, _Font]) -> None:
    match operator:
        case "Tf":
            state.font, state.size = fonts[str(operands[0])], float(operands[1])
        case "Tc":
            state.tracking = float(operands[0])
        case "Tz":
            state.stretch = float(operands[0]) / 100
        case "BT":
            state.x = state.y = 0.0
        case "Td":
            state.x, state.y = state.x + float(operands[0]), state.y + float(operands[1])
        case "cm":
            scale, _, _, _, left, bottom = (float(one) for one in operands)
            state.left += left * state.scale
            state.bottom += bottom * state.scale
            state.scale *= scale
        case "Tm" | "T*" | "TD" | "Tj" | "'" | '"':
            raise AssertionError(f"`{operator}` is not expected in a booklet")
        case _:
            pass


def _read_run(operands: list[Object], state: _State, mark: tuple[str, str, int]) -> Run:
    assert state.font is not None
    text, width, instead = "", 0.0, ""
    for part in operands:
        if isinstance(part, Array):
            instead = str(part[0])
            continue
        if not isinstance(part, String):
            width -= float(part)
            continue
        codes = bytes(part)
        for at in range(0, len(codes), 2):
            code = int.from_bytes(codes[at : at + 2], "big")
            text += instead or state.font.characters.get(code, "\ufffd")
            width += state.font.widths.get(code, 1000.0)
            width += state.tracking * 1000 / state.size
        instead = ""
    return Run(
        text,
        state.font.name,
        round(state.size * state.scale, 2),
        state.left + state.x * state.scale,
        state.bottom + state.y * state.scale,
        width * state.size * state.scale * state.stretch / 1000,
        mark[0],
        mark[1],
        mark[2],
    )
