"""What the theme's faces lack: in which family Word is told to set it, as the booklet does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from octavo.docx.markup import escape
from octavo.style.theme import Theme

_RUN = re.compile(r"<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?((?:(?!</w:r>).)*)</w:r>", re.S)
_TEXT = re.compile(r'(<w:t xml:space="preserve">[^<]*</w:t>)')
_FAMILY = re.compile(r"<w:rFonts [^>]*/>")
_STYLE = re.compile(r"<w:rPr>(<w:rStyle [^>]*/>)?")
_SIZE = 10.0
"""Size in points of the faces that are asked what they have: the same at every size."""


def name_families(body: str, theme: Theme) -> str:
    """WordprocessingML in which runs name the family of what the theme's faces lack."""
    if not find_lacking(body, theme):
        return body
    return _RUN.sub(lambda found: _divide_run(found, theme), body)


def find_substituted(theme: Theme, text: str) -> dict[str, frozenset[str]]:
    """Of each family that stands in for the theme's own in `text`, its characters."""
    if not find_lacking(text, theme):
        return {}
    found: dict[str, frozenset[str]] = {}
    for family, part in _share(text, theme):
        if family:
            found[family] = found.get(family, frozenset()) | frozenset(part)
    return found


def find_lacking(text: str, theme: Theme) -> frozenset[str]:
    """The characters of `text` that the face of text or that of labels lacks."""
    beyond = {character for character in set(text) if not character.isascii()}
    if not beyond:
        return frozenset()
    from octavo.fonts.faces import load_faces

    faces = [load_faces(theme).face(role, _SIZE) for role in ("text", "sans")]
    return frozenset(c for c in beyond if any(face.lacks(c) for face in faces))


def _divide_run(found: re.Match[str], theme: Theme) -> str:
    """The run, in several where families change in it."""
    whole, properties, content = found[0], found[1] or "", found[2]
    if not find_lacking(content, theme):
        return whole
    runs: list[str] = []
    for piece in filter(None, _TEXT.split(content)):
        if not piece.startswith("<w:t "):
            runs.append(f"<w:r>{properties}{piece}</w:r>")
            continue
        text = unescape(piece.partition(">")[2].rpartition("<")[0])
        for family, part in _share(text, theme):
            own = _name_family(properties, family) if family else properties
            runs.append(f'<w:r>{own}<w:t xml:space="preserve">{escape(part)}</w:t></w:r>')
    return "".join(runs)


def _name_family(properties: str, family: str) -> str:
    """The properties of a run with the family in its place, after the style."""
    plain = _FAMILY.sub("", properties) or "<w:rPr></w:rPr>"
    name = escape(family)
    named = f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'
    return _STYLE.sub(lambda start: start[0] + named, plain, count=1)


def _share(text: str, theme: Theme) -> Iterator[tuple[str, str]]:
    """The text in parts, each with the family that stands in for the theme's; empty for those."""
    from octavo.fonts.faces import load_faces

    names = {
        family.replace(" ", ""): family for family in (*theme.fallback.serif, *theme.fallback.sans)
    }
    serif, sans = (load_faces(theme).face(role, _SIZE) for role in ("text", "sans"))
    for substitute, part in serif.share(text):
        shared = [(substitute, part)] if substitute else sans.share(part)
        for chosen, piece in shared:
            yield names[chosen.face.name.partition("-")[0]] if chosen else "", piece
