"""Design tokens as values: the palette, the faces, the scale of type sizes and the leading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache, lru_cache
from math import inf, isnan

from octavo.document.length import Length, pt
from octavo.document.problem import Problem, SourceError, Span
from octavo.files.library import Library, Memory
from octavo.files.source_file import SourceFile, add_excerpts, error, open_source, suggest
from octavo.files.yaml_tree import YamlPath, YamlTree, YamlValue, parse_yaml

FILE = "templates/theme.yaml"
ROLES = (
    "text",
    "text-italic",
    "text-bold",
    "text-bold-italic",
    "display",
    "display-italic",
    "sans",
    "sans-italic",
    "sans-bold",
    "sans-bold-italic",
)
"""The roles that every theme gives a face; a theme may have more."""
CODE, CODE_BOLD = "code", "code-bold"
CODE_FAMILY = "Source Code Pro"
"""The family of code in the built-in theme, by which a file may say that it is set so."""
COVER_SIZES = (1.0, 0.86, 0.74, 0.64, 0.55, 0.47)
"""Parts of its size in which display type on a cover is tried, the largest first. On A5 the last
sets a title in 24 of 52 points, still twice the size of what is below it: 500 characters. In Word
they stand above what is low on A4, twice as large as the subtitle."""
NO_SPOTS = frozenset({"", "all", "none", "cyan", "magenta", "yellow", "black"})
"""Names that PDF keeps for the process inks, for all inks together, and for none."""
LONGEST_NAME = 127
"""Bytes of a name in a PDF (ISO 32000-1, annex C; ISO 19005-2, 6.1.13)."""


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour for the screen, and the inks that stand for it in print."""

    screen: str
    """`#RRGGBB`, sRGB."""
    print: tuple[float, float, float, float]
    """Cyan, magenta, yellow and black, each 0 to 1."""
    spot: str = ""
    """Name of an ink of its own, such as `PANTONE 871 C`; `print` then stands in for it."""

    @property
    def rgb(self) -> tuple[float, float, float]:
        """Red, green and blue, each 0 to 1."""
        value = int(self.screen[1:], 16)
        return (value >> 16) / 255, (value >> 8 & 255) / 255, (value & 255) / 255


def _use(description: str) -> Mapping[str, str]:
    """What a value of the theme is for; `style.theme_schema` tells editors."""
    return {"description": description}


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of the house, by what they are for."""

    ink: Colour = field(metadata=_use("Deep ground of covers and bands, and titles."))
    signal: Colour = field(metadata=_use("Links, labels and rules that matter."))
    gold: Colour = field(metadata=_use("The accent, for marks and rules."))
    glow: Colour = field(metadata=_use("The accent on dark ground."))
    text: Colour = field(metadata=_use("Running text."))
    quiet: Colour = field(metadata=_use("Captions, page numbers and references."))
    line: Colour = field(metadata=_use("Hairlines."))
    mist: Colour = field(metadata=_use("A cool tint of the paper, for panels."))
    sand: Colour = field(metadata=_use("A warm tint of the paper, for boxes."))
    paper: Colour = field(metadata=_use("The paper."))


@dataclass(frozen=True, slots=True)
class Typeface:
    """Which installed font a role is set in."""

    role: str
    family: str
    weight: int
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Fallback:
    """Families that have what others lack, in the order in which they are tried."""

    serif: tuple[str, ...] = ()
    """For the roles of text and titles."""
    sans: tuple[str, ...] = ()
    """For all other roles."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The type sizes in use; there are no others."""

    note: Length = field(metadata=_use("Notes at the foot of a page."))
    small: Length = field(metadata=_use("Captions, tables and small print."))
    listing: Length = field(metadata=_use("Key messages and registers."))
    text: Length = field(metadata=_use("Running text."))
    lead: Length = field(metadata=_use("Words that lead into a text."))
    standfirst: Length = field(metadata=_use("What a section says in short, below its title."))
    head: Length = field(metadata=_use("Headings in a section."))
    quote: Length = field(metadata=_use("Pull quotes."))
    title: Length = field(metadata=_use("Titles of parts such as the contents."))
    opener: Length = field(metadata=_use("Titles where a section opens."))
    poster: Length = field(metadata=_use("Titles on covers."))
    numeral: Length = field(metadata=_use("Large numerals."))


@dataclass(frozen=True, slots=True)
class Theme:
    """How everything looks, in the PDF as in Word."""

    palette: Palette
    typefaces: tuple[Typeface, ...]
    scale: Scale
    leading: Length
    """Distance of the baselines of running text, and of the grid."""
    small_capitals: bool = False
    """Whether acronyms in running text are set in small capitals."""
    fallback: Fallback = Fallback()
    """What characters are set in that a face lacks."""


def colour(theme: Theme, name: str) -> Colour:
    """The colour called `name`, or written as `#RRGGBB`.

    Raises `LookupError` with the nearest name.
    """
    if name.startswith("#"):
        return Colour(name, _mix_inks(name))
    found: Colour | None = getattr(theme.palette, name, None)
    if found is None:
        raise LookupError(f"no colour `{name}` in the theme; {suggest(name, _names(Palette))}")
    return found


def _mix_inks(screen: str) -> tuple[float, float, float, float]:
    """Plain inks for a colour that no theme has chosen any for; greys are of black alone."""
    red, green, blue = Colour(screen, (0, 0, 0, 0)).rgb
    if red == green == blue:
        return 0, 0, 0, 1 - red
    return 1 - red, 1 - green, 1 - blue, 0


def typeface(theme: Theme, role: str) -> Typeface:
    """The typeface of `role`. Raises `LookupError` with the nearest role."""
    for face in theme.typefaces:
        if face.role == role:
            return face
    known = (face.role for face in theme.typefaces)
    raise LookupError(f"no face for `{role}` in the theme; {suggest(role, known)}")


def list_substitutes(theme: Theme, role: str) -> tuple[Typeface, ...]:
    """The typefaces for what the one of `role` lacks: as heavy and as slanted, in order."""
    own = typeface(theme, role)
    serif = role.partition("-")[0] in {"text", "display"}
    families = theme.fallback.serif if serif else theme.fallback.sans
    return tuple(replace(own, family=family) for family in families if family != own.family)


def load_theme(library: Library) -> Theme:
    """The built-in theme, changed by what the publication's `templates/theme.yaml` says.

    Raises `SourceError` with every problem found in that.
    """
    try:
        return _parse(library.read(FILE))
    except (OSError, ValueError):
        return _read(library)


def list_values(theme: Theme) -> tuple[tuple[str, str], ...]:
    """Every value of the theme under its key, as `templates/theme.yaml` writes them."""
    colours = ((name, getattr(theme.palette, name)) for name in _names(Palette))
    sizes = ((name, getattr(theme.scale, name)) for name in _names(Scale))
    return (
        *((f"palette.{name}", _tell_colour(paint)) for name, paint in colours),
        *((f"faces.{face.role}", _tell_face(face)) for face in theme.typefaces),
        ("fallback.serif", ", ".join(theme.fallback.serif)),
        ("fallback.sans", ", ".join(theme.fallback.sans)),
        *((f"scale.{name}", f"{size:g}") for name, size in sizes),
        ("leading", f"{theme.leading:g}"),
        ("acronyms", "small-capitals" if theme.small_capitals else "capitals"),
    )


def _tell_colour(paint: Colour) -> str:
    inks = ", ".join(f"{100 * share:.3g}" for share in paint.print)
    return f"{paint.screen} [{inks}] {paint.spot}".rstrip()


def _tell_face(face: Typeface) -> str:
    return f"{face.family} {face.weight}{' italic' if face.italic else ''}"


PARTS = ("palette", "faces", "scale", "leading", "acronyms", "fallback")


@lru_cache(8)
def _parse(data: bytes) -> Theme:
    return _read(Memory({FILE: data}))


def _read(library: Library) -> Theme:
    problems: list[Problem] = []
    source = open_source(library, FILE, problems)
    tree = parse_yaml(source, source.text) if source else None
    theme = _build(_Reading(source, tree)) if source and tree else None
    if theme is None or problems:
        raise SourceError(add_excerpts(problems, library))
    return theme


@cache
def read_usual() -> Mapping[str, YamlValue]:
    """The values of the built-in theme."""
    problems: list[Problem] = []
    source = open_source(Memory({}), FILE, problems)
    tree = parse_yaml(source, source.text) if source else None
    if tree is None or not isinstance(tree.value, dict):
        raise SourceError(tuple(problems))
    return tree.value


def _merge(own: YamlValue, usual: YamlValue) -> YamlValue:
    """`own`, with what it leaves out of `usual` at any depth; an empty mapping leaves out all."""
    if not isinstance(usual, Mapping) or not isinstance(own, Mapping | None):
        return own
    given = own or {}
    merged = {name: _merge(given.get(name, part), part) for name, part in usual.items()}
    return {**merged, **{name: part for name, part in given.items() if name not in usual}}


@dataclass(frozen=True, slots=True)
class _Reading:
    """The theme while it is read: where its own values stand, and the problems found in it."""

    source: SourceFile
    tree: YamlTree


def _build(reading: _Reading) -> Theme | None:
    """The theme; `None` when it cannot be made. What is wrong is among the page's problems."""
    merged = _merge(reading.tree.value, dict(read_usual()))
    parts = _mapping(reading, (), merged, PARTS)
    palette, scale = _names(Palette), _names(Scale)
    colours = _mapping(reading, ("palette",), parts.get("palette"), palette)
    sizes = _mapping(reading, ("scale",), parts.get("scale"), scale)
    faces = _mapping(reading, ("faces",), parts.get("faces"), ROLES, more=True)
    painted = {name: _colour(reading, ("palette", name), v) for name, v in colours.items()}
    sized = {name: _size(reading, ("scale", name), value) for name, value in sizes.items()}
    _report_unlike(reading, painted)
    typefaces = tuple(_typeface(reading, role, value, faces) for role, value in faces.items())
    leading = _size(reading, ("leading",), parts.get("leading"))
    acronyms = _word(parts.get("acronyms"))
    if parts and acronyms not in ("capitals", "small-capitals"):
        message = f"`{acronyms}` is neither `capitals` nor `small-capitals`"
        _report(reading, ("acronyms",), message)
    if painted.keys() != set(palette) or sized.keys() != set(scale):
        return None
    small = acronyms == "small-capitals"
    fallback = _fallback(reading, parts.get("fallback"))
    return Theme(Palette(**painted), typefaces, Scale(**sized), leading, small, fallback)


def _mapping(
    reading: _Reading,
    path: YamlPath,
    value: YamlValue,
    names: Sequence[str],
    *,
    optional: Sequence[str] = (),
    more: bool = False,
) -> dict[str, YamlValue]:
    """The values by key: all those in `names`, the `optional` ones, with `more` any others too.

    Empty, with a report, when there is no mapping.
    """
    known = (*names, *optional)
    if not isinstance(value, dict):
        if not path or path in reading.tree.keys:
            _report(reading, path, f"keys with values are expected here: {_list(known)}")
        return {}
    for name in value.keys() - set(known) if not more else ():
        place = reading.tree.keys.get((*path, name))
        hint = suggest(name, known)
        reading.source.problems.append(error("THM001", f"unknown key `{name}`", place, hint))
    if missing := [name for name in names if name not in value]:
        verb = "is" if len(missing) == 1 else "are"
        _report(reading, path, f"{_list(missing)} {verb} missing")
    return {name: part for name, part in value.items() if more or name in known}


def _colour(reading: _Reading, path: YamlPath, value: YamlValue) -> Colour:
    """The colour; one of which the theme says nothing but how it looks on the screen, as a mapping
    or in one word, gets plain inks."""
    if _is_empty(reading, path):
        _report(reading, path, "")
    parts = _mapping(reading, path, _spell_out(value), ("screen", "print"), optional=("spot",))
    screen, inks = _word(parts.get("screen")), parts.get("print")
    if "screen" in parts and not _is_colour(screen):
        place = path if isinstance(value, str) else (*path, "screen")
        _report(reading, place, f"`{screen}` is not a colour such as `#1F5FA8`")
        return Colour("#000000", (0, 0, 0, 1))
    keys = reading.tree.keys
    if isinstance(value, str) or ((*path, "screen") in keys and (*path, "print") not in keys):
        inks = [str(100 * share) for share in _mix_inks(screen)]
    shares = [_number(ink) / 100 for ink in inks] if isinstance(inks, list) else []
    if "print" in parts and (len(shares) != 4 or not all(0 <= share <= 1 for share in shares)):
        message = "`print` takes four inks: cyan, magenta, yellow, black, each from 0 to 100"
        _report(reading, (*path, "print"), message)
    spot = _word(parts.get("spot"))
    if "spot" in parts and (not spot.isprintable() or spot.casefold() in NO_SPOTS):
        message = f"`{spot}` is not the name of a spot colour such as `PANTONE 871 C`"
        _report(reading, (*path, "spot"), message)
    if (size := len(spot.encode())) > LONGEST_NAME:
        message = f"`spot` takes at most {LONGEST_NAME} bytes, not {size}"
        _report(reading, (*path, "spot"), message)
    cyan, magenta, yellow, black, *_ = (*shares, 0.0, 0.0, 0.0, 0.0)
    return Colour(screen, (cyan, magenta, yellow, black), spot)


def _spell_out(value: YamlValue) -> YamlValue:
    return {"screen": value, "print": None} if isinstance(value, str) else value


def _report_unlike(reading: _Reading, painted: Mapping[str, Colour]) -> None:
    """Report colours of one ink with different inks to stand in for it: PDF/A wants one for each
    name."""
    first: dict[str, str] = {}
    for name, paint in painted.items():
        earlier = first.setdefault(paint.spot, name) if paint.spot else name
        if paint.print != painted[earlier].print:
            said = f"`{earlier}` and `{name}` are printed with the ink `{paint.spot}`"
            message = f"{said}: their `print` must be the same"
            _report(reading, ("palette", name, "spot"), message)


def _typeface(
    reading: _Reading, role: str, value: YamlValue, faces: Mapping[str, YamlValue]
) -> Typeface:
    path = ("faces", role)
    if _is_empty(reading, path) and isinstance(value, dict):
        _report(reading, path, "")
    parts = _mapping(reading, path, value, ("family", "weight"), optional=("italic",))
    kin = _find_kin(role)
    if ("faces", kin, "family") in reading.tree.keys and (*path, "family") not in reading.tree.keys:
        parts["family"] = _family(faces.get(kin))
    family, weight = _word(parts.get("family")), _number(parts.get("weight"))
    italic = _word(parts.get("italic", "false"))
    if "family" in parts and not family and (*path, "family") in reading.tree.keys:
        _report(reading, (*path, "family"), f"`{role}` names no font family")
    if "weight" in parts and not 1 <= weight <= 1000:
        message = f"`{_word(parts['weight'])}` is not a weight from 1 to 1000"
        _report(reading, (*path, "weight"), message)
    if italic not in {"true", "false"}:
        _report(reading, (*path, "italic"), f"`italic` is `true` or `false`, not `{italic}`")
    return Typeface(role, family, int(weight) if weight < inf else 0, italic == "true")


def _find_kin(role: str) -> str:
    """The role with whose family a face goes unless the theme says otherwise, as bold text does."""
    return role.partition("-")[0]


def _family(face: YamlValue) -> YamlValue:
    return face.get("family") if isinstance(face, dict) else None


def _fallback(reading: _Reading, value: YamlValue) -> Fallback:
    """The families for what others lack, by kind."""
    kinds = [one.name for one in fields(Fallback)]
    parts = _mapping(reading, ("fallback",), value, kinds)
    named: dict[str, tuple[str, ...]] = {}
    for kind, families in parts.items():
        listed = [_word(family) for family in families] if isinstance(families, list) else [""]
        if not all(listed):
            message = f"`{kind}` takes a list of font families, such as `[Noto Serif]`"
            _report(reading, ("fallback", kind), message)
        named[kind] = tuple(listed)
    return Fallback(**named)


def _size(reading: _Reading, path: YamlPath, value: YamlValue) -> Length:
    """A size in points. What is not a number from 1 to 500 is a problem."""
    size = _number(value)
    if path in reading.tree.keys and not 1 <= size <= 500:
        _report(reading, path, f"`{_word(value)}` is not a size in points from 1 to 500")
    return pt(size)


def _number(value: YamlValue) -> float:
    """The number that `value` says; infinite when it says none."""
    try:
        number = float(_word(value))
    except ValueError:
        return inf
    return inf if isnan(number) else number


def _word(value: YamlValue) -> str:
    return value if isinstance(value, str) else ""


def _is_colour(text: str) -> bool:
    digits = text[1:]
    return text[:1] == "#" and len(digits) == 6 and set(digits) <= set("0123456789abcdefABCDEF")


def _names(kind: type[Palette] | type[Scale]) -> list[str]:
    return [one.name for one in fields(kind)]


def _list(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _report(reading: _Reading, path: YamlPath, message: str) -> None:
    """Report a value; one that is not there is told as such, whatever it should be."""
    place, hint = reading.tree.values.get(path, Span(FILE, 0)), _find_hint(path)
    if _is_empty(reading, path):
        message, hint = f"`{path[-1]}` has no value", hint or "write it, or delete the key"
    reading.source.problems.append(error("THM001", message, place, hint))


def _find_hint(path: YamlPath) -> str:
    """How a colour is written; nothing for other values."""
    colour = path[:1] == ("palette",) and (len(path) == 2 or path[-1:] == ("screen",))
    return 'write it as in `"#1F5FA8"`: without quotes, `#` begins a comment' if colour else ""


def _is_empty(reading: _Reading, path: YamlPath) -> bool:
    """Whether the theme has the key at `path`, and nothing behind its colon."""
    value = reading.tree.value
    for key in path:
        if not isinstance(value, dict) or key not in value:
            return False
        value = value[str(key)]
    return value is None and path != ()
