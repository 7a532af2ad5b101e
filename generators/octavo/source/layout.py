"""Blocks written out in the one way in which Python-Markdown and CommonMark read them alike.

Every block has an empty line before it, what is inside another is indented by four spaces or led by
`>`, and signs at the beginning of a line of words are shielded, so that none begins a block.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from octavo.source.outline import Part

SHIELD = "\ue003"
"""Stands where words begin."""
HELD = "\ue004"
"""A paragraph in the place of a block that Python-Markdown does not read."""
APART = "\ue005"
"""A paragraph that keeps two blocks of one kind apart, or leads an item that has no words."""
_COVERED = {"\n": "\ue006", "|": "\ue007", "`": "\ue008", "\\": "\ue009"}
"""Signs within a heading or a cell that would end it, or hide where it ends."""
_COVER = str.maketrans(_COVERED)
_UNCOVER = str.maketrans({SHIELD: "", **{cover: sign for sign, cover in _COVERED.items()}})

UNREAD = frozenset({"note", "caption", "stray"})
"""Parts that Python-Markdown never sees: they are read by themselves."""
_TAB = " " * 4


def write_out(parts: Sequence[Part]) -> str:
    """`parts` as Markdown."""
    return "\n".join(_write_all(parts))


def restore(text: str) -> str:
    """What `text`, of a block that Python-Markdown made, was before it was shielded."""
    return text.translate(_UNCOVER)


def _write_all(parts: Sequence[Part]) -> list[str]:
    lines: list[str] = []
    before = ""
    for part in parts:
        if part.kind in UNREAD:
            continue
        apart = [APART, ""] if before == part.kind and before in ("ul", "ol", "blockquote") else []
        lines += ["", *apart, *_write(part)] if before else _write(part)
        before = part.kind
    while lines and not lines[-1]:
        lines.pop()  # Python-Markdown would read it as one more row of a table
    return lines


def _write(part: Part) -> list[str]:
    match part.kind:
        case "ul" | "ol":
            return [line for place in range(len(part.parts)) for line in _write_item(part, place)]
        case "dl":
            return [line for one in part.parts for line in _write_definition(one)]
        case "blockquote":
            return [f"> {line}".rstrip() for line in _write_all(part.parts)] or [">"]
        case "table":
            return _write_table(part)
        case "hr":
            return ["---"]
        case "p":
            return [SHIELD + line.lstrip() for line in part.lines]
        case "pre" | "html":
            return [HELD]
        case heading:
            words = "\n".join(line.lstrip() for line in part.lines).translate(_COVER)
            return [f"{'#' * int(heading[1])} {SHIELD}{words}{SHIELD}"]


def _write_item(listing: Part, place: int) -> Iterator[str]:
    start = int(listing.label or "1")
    marker = f"{start + place}." if listing.kind == "ol" else "-"
    first, *others = _write_inside(listing.parts[place])
    yield f"{marker.ljust(3)} {first}"
    yield from (f"{_TAB}{line}".rstrip() for line in others)
    yield ""


def _write_definition(part: Part) -> Iterator[str]:
    if part.kind == "dt":
        yield from _write(Part("p", part.first, part.end, part.lines))
        return
    first, *others = _write_inside(part)
    yield f":   {first}"
    yield from (f"{_TAB}{line}".rstrip() for line in others)
    yield ""


def _write_inside(part: Part) -> list[str]:
    """The blocks in an item or definition, led by words or by something in their place."""
    parts = [inner for inner in part.parts if inner.kind not in UNREAD]
    led = bool(parts) and parts[0].kind == "p"
    lines = _write_all(parts)
    return lines if led else [APART, "", *lines]


_SIDES = {"text-align:left": ":--", "text-align:center": ":-:", "text-align:right": "--:"}


def _write_table(table: Part) -> list[str]:
    head, *rows = table.parts
    sides = "|".join(_SIDES.get(cell.label, "---") for cell in head.parts)
    return [_write_row(head), f"|{sides}|", *map(_write_row, rows)]


def _write_row(row: Part) -> str:
    cells = (SHIELD + "\n".join(cell.lines).translate(_COVER) for cell in row.parts)
    return f"| {' | '.join(cells)} |"
