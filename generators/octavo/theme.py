"""Design tokens as values: the palette, the faces, the scale of type sizes and the leading."""

from __future__ import annotations

from dataclasses import dataclass, fields
from difflib import get_close_matches
from functools import lru_cache

import yaml

from octavo.length import Length, pt
from octavo.library import Library
from octavo.problem import Problem, Severity, SourceError, Span

FILE = "templates/theme.yaml"


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour for the screen, and the inks that stand for it in print."""

    screen: str
    """`#RRGGBB`, sRGB."""
    print: tuple[float, float, float, float]
    """Cyan, magenta, yellow and black, each 0 to 1."""

    @property
    def rgb(self) -> tuple[float, float, float]:
        """Red, green and blue, each 0 to 1."""
        value = int(self.screen[1:], 16)
        return (value >> 16) / 255, (value >> 8 & 255) / 255, (value & 255) / 255


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of the house, by what they are for."""

    ink: Colour
    signal: Colour
    gold: Colour
    glow: Colour
    text: Colour
    quiet: Colour
    line: Colour
    mist: Colour
    sand: Colour
    paper: Colour


@dataclass(frozen=True, slots=True)
class Typeface:
    """Which installed font a role is set in."""

    role: str
    family: str
    weight: int
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """The type sizes in use; there are no others."""

    note: Length
    small: Length
    text: Length
    lead: Length
    head: Length
    title: Length
    opener: Length
    poster: Length
    numeral: Length


@dataclass(frozen=True, slots=True)
class Theme:
    """How everything looks, in the PDF as in Word."""

    palette: Palette
    typefaces: tuple[Typeface, ...]
    scale: Scale
    leading: Length
    """Distance of the baselines of running text, and of the grid."""


def colour(theme: Theme, name: str) -> Colour:
    """The colour called `name`. Raises `LookupError` with the nearest name."""
    found: Colour | None = getattr(theme.palette, name, None)
    if found is None:
        known = [f.name for f in fields(Palette)]
        raise LookupError(f"no colour `{name}` in the theme{_nearest(name, known)}")
    return found


def typeface(theme: Theme, role: str) -> Typeface:
    """The typeface of `role`. Raises `LookupError` with the nearest role."""
    for face in theme.typefaces:
        if face.role == role:
            return face
    known = [face.role for face in theme.typefaces]
    raise LookupError(f"no face for `{role}` in the theme{_nearest(role, known)}")


def load_theme(library: Library) -> Theme:
    """The theme in `templates/theme.yaml`: the publication's own, else the built-in one.

    Raises `SourceError` with every problem found in it.
    """
    return _parse(library.read(FILE))


@lru_cache(8)
def _parse(data: bytes) -> Theme:
    problems: list[Problem] = []
    try:
        root = yaml.compose(data.decode(), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SourceError((_problem(f"this is not YAML: {error}", 0),)) from None
    parts = _entries(root, ("palette", "faces", "scale", "leading"), problems)
    palette = _entries(parts.get("palette"), [f.name for f in fields(Palette)], problems)
    scale = _entries(parts.get("scale"), [f.name for f in fields(Scale)], problems)
    colours = {name: _colour(node, problems) for name, node in palette.items()}
    sizes = {name: pt(_number(node, problems)) for name, node in scale.items()}
    faces = tuple(_typeface(role, node, problems) for role, node in _pairs(parts.get("faces")))
    leading = pt(_number(parts.get("leading"), problems))
    if problems:
        raise SourceError(tuple(problems))
    return Theme(Palette(**colours), faces, Scale(**sizes), leading)


def _entries(
    node: yaml.Node | None, names: list[str] | tuple[str, ...], problems: list[Problem]
) -> dict[str, yaml.Node]:
    """The values of a mapping that must have exactly the keys `names`."""
    found = dict(_pairs(node))
    line = _line(node)
    for name in found.keys() - set(names):
        message = f"unknown key `{name}`{_nearest(name, names)}"
        problems.append(_problem(message, _line(found[name])))
    problems.extend(_problem(f"`{name}` is missing", line) for name in names if name not in found)
    return {name: value for name, value in found.items() if name in names}


def _pairs(node: yaml.Node | None) -> list[tuple[str, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        return []
    return [(str(key.value), value) for key, value in node.value]


def _colour(node: yaml.Node, problems: list[Problem]) -> Colour:
    parts = _entries(node, ("screen", "print"), problems)
    screen = str(parts["screen"].value) if "screen" in parts else ""
    if len(screen) != 7 or screen[0] != "#" or not _is_hexadecimal(screen[1:]):
        problems.append(_problem(f"`{screen}` is not a colour such as `#1F5FA8`", _line(node)))
        screen = "#000000"
    inks = parts["print"].value if isinstance(parts.get("print"), yaml.SequenceNode) else []
    shares = [_number(ink, problems) / 100 for ink in inks]
    if len(shares) != 4 or not all(0 <= share <= 1 for share in shares):
        problems.append(_problem("`print` takes four inks from 0 to 100", _line(node)))
        shares = [0.0, 0.0, 0.0, 1.0]
    return Colour(screen, (shares[0], shares[1], shares[2], shares[3]))


def _typeface(role: str, node: yaml.Node, problems: list[Problem]) -> Typeface:
    parts = dict(_pairs(node))
    family = str(parts["family"].value) if "family" in parts else ""
    if not family:
        problems.append(_problem(f"`family` is missing for `{role}`", _line(node)))
    italic = str(parts["italic"].value) == "true" if "italic" in parts else False
    return Typeface(role, family, int(_number(parts.get("weight"), problems)), italic)


def _number(node: yaml.Node | None, problems: list[Problem]) -> float:
    value = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
    try:
        return float(value)
    except ValueError:
        problems.append(_problem(f"`{value}` is not a number", _line(node)))
        return 0.0


def _is_hexadecimal(text: str) -> bool:
    return all(c in "0123456789abcdefABCDEF" for c in text)


def _line(node: yaml.Node | None) -> int:
    return node.start_mark.line + 1 if node is not None and node.start_mark else 0


def _nearest(name: str, known: list[str] | tuple[str, ...]) -> str:
    near = get_close_matches(name, known, 1)
    return f"; did you mean `{near[0]}`?" if near else ""


def _problem(message: str, line: int) -> Problem:
    return Problem(Severity.ERROR, "THM001", message, Span(FILE, line))
