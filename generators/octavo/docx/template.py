"""Our own Word template, made from the text parts in templates/word/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Template, TemplateError

from octavo.document.length import Length
from octavo.document.problem import SourceError
from octavo.docx.archive import pack
from octavo.docx.layout import Layout, place_number, twips
from octavo.docx.markup import DECLARATION, NAMESPACES, escape
from octavo.docx.style_ids import BriefingStyleId
from octavo.docx.values import wrong_value
from octavo.files.library import Library
from octavo.style.numbers import find_decimal_symbol
from octavo.style.templates import compile_part, render
from octavo.style.theme import Theme, colour
from octavo.style.words import Conventions

FOLDER = "templates/word"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_WORD = f"{_OFFICE}.wordprocessingml"

_SLOTS = (
    ("dk1", "text", "text1"),
    ("lt1", "paper", "background1"),
    ("dk2", "ink", "text2"),
    ("lt2", "mist", "background2"),
    ("accent1", "signal", "accent1"),
    ("accent2", "gold", "accent2"),
    ("accent3", "glow", "accent3"),
    ("accent4", "quiet", "accent4"),
    ("accent5", "line", "accent5"),
    ("accent6", "sand", "accent6"),
)
"""Slot in the theme part, colour of the house, and what styles call it."""
_LINKS = (("hlink", "signal"), ("folHlink", "quiet"))
_STEPS = ("note", "small", "text", "lead", "head", "title", "opener", "poster", "numeral")
_TIGHT = {"title": 1.2, "opener": 1.1, "poster": 1.05, "cover": 1.05, "numeral": 1.0, "head": 1.25}
"""Leading of large sizes, in sizes; small ones have the theme's, 1.3. The larger the letters, the
less space between lines is needed to find the next one, and lines of titles are short; below 1.0
descenders meet accents."""
_SUBSTITUTES = {"roman": "Cambria", "swiss": "Calibri", "modern": "Courier New"}
"""What Word sets instead of a face that is missing, by what kind it is (ECMA-376, 17.18.30)."""

# name, priority, whether hidden until used, whether among the quick styles
_LATENT = (
    ("Normal", 0, False, True),
    *((f"heading {level}", 9, level > 4, True) for level in range(1, 10)),
    *((f"toc {level}", 39, True, False) for level in range(1, 10)),
    ("caption", 35, False, True),
    ("Title", 10, False, True),
    ("Subtitle", 11, False, True),
    ("Strong", 22, False, True),
    ("Emphasis", 20, False, True),
    ("Table Grid", 39, False, False),
    ("No Spacing", 1, True, True),
    ("Quote", 29, False, True),
    ("Intense Quote", 30, False, True),
    ("List Paragraph", 34, False, True),
    ("TOC Heading", 39, False, True),
    *((name, 99, True, False) for name in ("Subtle Emphasis", "Intense Emphasis", "Book Title")),
    *(
        (name, 99, True, False)
        for name in ("Subtle Reference", "Intense Reference", "Bibliography")
    ),
    *((f"index {level}", 99, True, False) for level in range(1, 10)),
)
"""Styles that Word knows without being told: priority in its list, whether hidden until used,
whether among the quick styles. As in Word's own template, so that the list in the ribbon looks as
users know it."""


@dataclass(frozen=True, slots=True)
class EmbeddedFace:
    """A face that travels with the file."""

    family: str
    tag: str
    """Which of the four it is: `embedRegular`, `embedBold`, `embedItalic` or `embedBoldItalic`."""
    relationship: str
    key: str
    """The GUID in braces that the data is masked with."""
    data: bytes


@dataclass(frozen=True, slots=True)
class StyleChoice:
    """A paragraph style whose looks are settled elsewhere."""

    id: BriefingStyleId
    name: str
    family: str
    size: float
    """In points."""
    leading: Length
    colour: str
    bold: bool = False
    italic: bool = False
    align: str = "left"
    level: int = 0
    """Of a heading; 0 for any other."""
    listed: bool = False
    """Whether a mark stands before it."""


@dataclass(frozen=True, slots=True)
class TemplateChoice:
    """What a template depends on beside the theme and the page."""

    language: Conventions
    identity: str
    """Thirty-two hexadecimal digits."""
    families: tuple[str, str, str]
    """Of text, titles and labels."""
    code: str = ""
    """The family of code; empty where there is none."""
    publisher: str = ""
    review: bool = False
    faces: tuple[EmbeddedFace, ...] = ()
    folder: str = FOLDER
    """Where parts are looked for first."""
    styles: tuple[StyleChoice, ...] = ()
    """Those that the parts in another folder than the usual one are told of."""
    title: float = 1.0
    """The part of the size of a poster in which the title on the cover is set."""


def build_template(theme: Theme, layout: Layout, choice: TemplateChoice, library: Library) -> bytes:
    """A Word file without words: styles, theme, numbering, settings, faces, properties.

    Raises `SourceError` when one of the parts fails.
    """
    return pack(make_parts(design_context(theme, layout, choice.title), choice, library))


def make_parts(
    design: Mapping[str, object], choice: TemplateChoice, library: Library
) -> dict[str, bytes]:
    """All parts of a template by name. Raises `SourceError` when one of them fails."""
    context = {**design, **_choices(choice)}
    parts = {
        f"word/{name}.xml": render_part(f"{name}.xml.j2", context, library, choice.folder)
        for name in ("styles", "numbering", "settings", "fontTable")
    }
    parts["word/theme/theme1.xml"] = render_part("theme.xml.j2", context, library)
    parts["docProps/app.xml"] = render_part("app.xml.j2", context, library)
    for face in choice.faces:
        parts[_face_file(face)] = face.data
    return {**_skeleton(choice), **parts}


def render_part(
    name: str, context: dict[str, object], library: Library, folder: str = FOLDER
) -> bytes:
    """The part made by the template `name` in `folder`, or else by that of the Word version.

    Raises `SourceError` when the template fails.
    """
    file = f"{folder}/{name}"
    try:
        data = library.read(file)
    except FileNotFoundError:
        file = f"{FOLDER}/{name}"
        data = library.read(file)
    try:
        text = render(_compile(data), context)
    except (TemplateError, UnicodeDecodeError) as error:
        raise SourceError((wrong_value(file, f"the template fails: {error}"),)) from None
    return text.encode()


def design_context(theme: Theme, layout: Layout, title: float = 1.0) -> dict[str, object]:
    """Colours, sizes and measures under the names by which the text parts call them.

    `title` is the part of the size of a poster in which the title on the cover is set.
    """
    names = [name for _, name, _ in _SLOTS]
    slots = {name: called for _, name, called in _SLOTS}
    return {
        "colour": {name: colour(theme, name).screen[1:] for name in names},
        "slot": slots,
        "fill": slots,
        "theme_colours": [*((slot, name) for slot, name, _ in _SLOTS), *_LINKS],
        "size": {
            step: _half_points(size * layout.scale) for step, size in _list_sizes(theme, title)
        },
        "leading": {
            step: _leading(step, size, theme, layout) for step, size in _list_sizes(theme, title)
        },
        "measure": twips(layout.measure),
        "hang": twips(layout.hang),
        "number": [twips(one) for one in place_number(layout.hang, _opener(theme, layout))],
        "housed": False,
    }


def _choices(choice: TemplateChoice) -> dict[str, object]:
    decimal = find_decimal_symbol(choice.language)
    kinds = dict(zip(choice.families, ("roman", "roman", "swiss"), strict=True))
    kinds |= {choice.code: "modern"} if choice.code else {}
    others = dict.fromkeys(face.family for face in choice.faces)
    kinds |= {family: "roman" for family in others if family not in kinds}
    fonts = [
        (escape(family), _SUBSTITUTES[kind], kind, _embedded(family, choice.faces))
        for family, kind in kinds.items()
    ]
    text, display, sans = (escape(family) for family in choice.families)
    return {
        "text_family": text,
        "display_family": display,
        "sans_family": sans,
        "code_family": escape(choice.code),
        "language": choice.language.language,
        "identity": choice.identity,
        "publisher": choice.publisher,
        "review": choice.review,
        "embed_fonts": bool(choice.faces),
        "fonts": fonts,
        "decimal_symbol": decimal,
        "list_separator": "," if decimal == "." else ";",
        "latent": _LATENT,
        "styles": choice.styles,
    }


def _embedded(family: str, faces: Iterable[EmbeddedFace]) -> list[tuple[str, str, str]]:
    return [(face.tag, face.relationship, face.key) for face in faces if face.family == family]


def _list_sizes(theme: Theme, title: float) -> Iterator[tuple[str, Length]]:
    yield from ((step, float(getattr(theme.scale, step))) for step in _STEPS)
    yield "cover", theme.scale.poster * title


def _opener(theme: Theme, layout: Layout) -> float:
    """The size of titles of sections, in points."""
    return _half_points(theme.scale.opener * layout.scale) / 2


def _half_points(size: float) -> int:
    return round(size * 2)


def _leading(step: str, size: Length, theme: Theme, layout: Layout) -> int:
    """Twips from baseline to baseline in `step`, as a minimum."""
    size = _half_points(size * layout.scale) / 2
    ratio = _TIGHT.get(step, theme.leading / theme.scale.text)
    return twips(round(size * ratio * 2) / 2)


@lru_cache(64)
def _compile(data: bytes) -> Template:
    """Not escaping by itself: macros make the markup, and values are escaped where they enter."""
    return compile_part(data.decode())


def _face_file(face: EmbeddedFace) -> str:
    return f"word/fonts/{face.relationship}.odttf"


def _skeleton(choice: TemplateChoice) -> dict[str, bytes]:
    """Content types, relationships, an empty body and empty properties."""
    overrides = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/numbering.xml": f"{_WORD}.numbering+xml",
        "/word/settings.xml": f"{_WORD}.settings+xml",
        "/word/fontTable.xml": f"{_WORD}.fontTable+xml",
        "/word/theme/theme1.xml": f"{_OFFICE}.theme+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": f"{_OFFICE}.extended-properties+xml",
    }
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "odttf": f"{_OFFICE}.obfuscatedFont",
        "png": "image/png",
        "jpg": "image/jpeg",
        "emf": "image/x-emf",
        "wmf": "image/x-wmf",
    }
    types = "".join(
        [f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in defaults.items()]
        + [
            f'<Override PartName="{part}" ContentType="{kind}"/>'
            for part, kind in overrides.items()
        ]
    )
    outer = (
        ("rId1", f"{RELATIONSHIPS}/officeDocument", "word/document.xml"),
        ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ("rId3", f"{RELATIONSHIPS}/extended-properties", "docProps/app.xml"),
    )
    names = ("styles", "settings", "numbering", "fontTable")
    inner = [
        (f"rId{n}", f"{RELATIONSHIPS}/{name}", f"{name}.xml") for n, name in enumerate(names, 1)
    ]
    inner.append(("rId5", f"{RELATIONSHIPS}/theme", "theme/theme1.xml"))
    fonts = [
        (face.relationship, f"{RELATIONSHIPS}/font", _face_file(face).removeprefix("word/"))
        for face in choice.faces
    ]
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": _relationships(outer),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body/></w:document>",
        "word/_rels/document.xml.rels": _relationships(inner),
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>',
    }
    if fonts:
        parts["word/_rels/fontTable.xml.rels"] = _relationships(fonts)
    return {name: f"{DECLARATION}{text}".encode() for name, text in parts.items()}


def write_relationships(relationships: Iterable[tuple[str, str, str]]) -> bytes:
    """A part that says what another one names: id, type and target of each."""
    return f"{DECLARATION}{_relationships(relationships)}".encode()


def _relationships(relationships: Iterable[tuple[str, str, str]]) -> str:
    written = "".join(
        f'<Relationship Id="{id}" Type="{kind}" Target="{target}"/>'
        for id, kind, target in relationships
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'
