"""A house's own cover: what its template has before its first heading, filled for a publication.

Its pictures, shapes and words stay as they are but for what stands for something of a publication:
content controls, fields, paragraphs in the styles of titles, and words in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from octavo.document.problem import Problem, Severity, SourceError, Span
from octavo.docx.elements import (
    XmlElement,
    attribute,
    child,
    children,
    is_on,
    name_of,
    number,
    parse,
    remove,
    value,
    write_element,
)
from octavo.docx.house.fields import TYPED, list_answered, list_fields, put_words, unlink
from octavo.docx.house.package import HousePackage, fault, find_part, read_root
from octavo.docx.house.page import (
    carry_picture,
    clean_old_pictures,
    rename_relations,
    tidy,
    used_relations,
)
from octavo.docx.house.style_names import find_own_name
from octavo.docx.house.styles import rename_styles
from octavo.docx.markup import NAMESPACES, paragraph, run
from octavo.docx.part_state import Media
from octavo.docx.pictures import DECORATIVE

FIRST_DRAWING = 960_000
"""Where the numbers of drawings on a house's cover begin, out of the way of those in its heads,
which begin at 950,000, and in the text."""
_SIDES = ("top", "right", "bottom", "left", "header", "footer", "gutter")
_TRACKED = ("w:ins", "w:del", "w:moveFrom", "w:moveTo")
_DROPPED = (
    *("w:bookmarkStart", "w:bookmarkEnd", "w:proofErr", "w:permStart", "w:permEnd", "w:numPr"),
    *("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference", "w:footnoteReference"),
    *("w:endnoteReference", "w:lastRenderedPageBreak", "w:pPrChange", "w:rPrChange", "w:sectPr"),
)
"""What belongs to the text of the template, or to those who edited it."""
_KEPT_OF_CONTROLS = frozenset(map(name_of, ("w:rPr", "w:docPartObj", "w:text")))
_MEANT = (
    ("subtitle", "subject"),
    ("sub-title", "subject"),
    ("subject", "subject"),
    ("title", "title"),
    ("author", "author"),
    ("creator", "author"),
    ("company", "author"),
    ("publisher", "author"),
    ("organi", "author"),
    ("date", "date"),
    ("place", "place"),
    ("event", "event"),
    ("keyword", "keywords"),
    ("abstract", "description"),
    ("description", "description"),
    ("category", "kind"),
)
"""Parts of the names of controls, fields, styles and placeholders, and what of a publication they
mean; the first that is found counts."""
_NAMED_STYLES = ("title", "subtitle", "author", "date")
"""Styles whose paragraphs on a cover stand for something."""
_PLACEHOLDER = re.compile(r"\s*[\[<{«].*[\]>}»]\s*", re.DOTALL)
"""Words in brackets, which editors are to replace."""
_PICTURES = ("w:drawing", "w:pict", "w:object")
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_CHOICE = f"{{{_COMPATIBILITY}}}AlternateContent"
_FALLBACK = f"{{{_COMPATIBILITY}}}Fallback"


@dataclass(frozen=True, slots=True)
class HouseCover:
    """A house's cover, ready for a Word file."""

    blocks: tuple[str, ...]
    """Its paragraphs, tables and controls."""
    margins: Mapping[str, float]
    """Those of its page, in points, where it has a section of its own."""
    upright: str
    """How its text stands between them: `center`, `bottom`; empty for at the top."""
    media: Mapping[Media, str] = field(default_factory=dict[Media, str], repr=False)
    links: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)


def read_cover(house: HousePackage, styles: bytes, told: Mapping[str, str]) -> HouseCover:
    """The cover of `house` with what `told` says of the publication.

    `styles` is the part of the Word file, in which the house's have ids of ours. Raises
    `SourceError` when it has none, or when something on it cannot be taken over.
    """
    names = _read_style_names(house)
    root = read_root(house, house.main)
    cover, section = _cut(child(root, "w:body"), names)
    if not any(_says_anything(block) for block in cover):
        message = "the Word template has no cover, for nothing stands before its first heading"
        hint = "leave out `cover: house`, or make a cover in Word and save the template again"
        problem = Problem(Severity.ERROR, "WRD014", message, Span(house.file, 0), hint)
        raise SourceError((problem,))
    body = root.makeelement(name_of("w:body"), {}, nsmap=root.nsmap)
    body.extend(cover)
    _clean(body, house)
    said = _fill(body, names, told)
    own = {value(one, "w:name").casefold(): one for one in children(parse(styles), "w:style")}
    found = {id: attribute(own.get(name), "w:styleId") or id for id, name in names.items()}
    rename_styles(body, found)
    if "title" not in said:
        _add_title(body, told, "subject" not in said)
    media, links = _carry(body, house)
    margins = child(section, "w:pgMar")
    lengths = ((side, number(margins, f"w:{side}")) for side in _SIDES)
    return HouseCover(
        tuple(map(write_element, body)),
        {side: length / 20 for side, length in lengths if length is not None},
        value(section, "w:vAlign"),
        media,
        links,
    )


def count_cover_pictures(house: HousePackage) -> int:
    """How many pictures stand before the first heading of the template."""
    cover, _ = _cut(child(read_root(house, house.main), "w:body"), _read_style_names(house))
    return sum(len(list(block.iter(*map(name_of, _PICTURES)))) for block in cover)


def _read_style_names(house: HousePackage) -> dict[str, str]:
    """Word's names of the house's styles by their ids there."""
    styles = read_root(house, find_part(house, house.main, "styles", needed=True))
    return {
        attribute(style, "w:styleId"): find_own_name(style).casefold()
        for style in children(styles, "w:style")
    }


# ------------------------------------------------------------------------------ where it ends


def _cut(
    body: XmlElement | None, names: Mapping[str, str]
) -> tuple[list[XmlElement], XmlElement | None]:
    """What stands before the first heading, contents list or end of a section; and that section."""
    cover: list[XmlElement] = []
    for block in () if body is None else body:
        if block.tag == name_of("w:sectPr") or _begins_text(block, names):
            break
        if not isinstance(block.tag, str):
            continue
        cover.append(block)
        ends = list(block.iter(name_of("w:sectPr")))
        if ends:
            return cover, ends[0]
    return cover, None


def _begins_text(block: XmlElement, names: Mapping[str, str]) -> bool:
    """Whether a heading or a contents list is in `block`."""
    gallery = next(block.iter(name_of("w:docPartGallery")), None)
    if gallery is not None and attribute(gallery, "w:val").casefold() == "table of contents":
        return True
    styles = (value(one, "w:pStyle") for one in block.iter(name_of("w:pPr")))
    codes = " ".join(one.text or "" for one in block.iter(name_of("w:instrText"))).split()
    return codes[:1] == ["TOC"] or any(_HEADING.match(names.get(id, "")) for id in styles)


_HEADING = re.compile(r"heading \d$|toc( \d| heading)$")


def _says_anything(block: XmlElement) -> bool:
    """Whether words or pictures are in `block`."""
    words = any((one.text or "").strip() for one in block.iter(name_of("w:t")))
    return words or next(block.iter(*map(name_of, _PICTURES)), None) is not None


# ------------------------------------------------------------------------------ cleaning


def _clean(body: XmlElement, house: HousePackage) -> None:
    """Take out what tells of the template's making, and what could meet the text's."""
    for tag in _TRACKED:
        if next(body.iter(name_of(tag)), None) is not None:
            hint = "in Word, choose Review, Accept All Changes, and save the template again"
            raise SourceError((fault(house.file, "its cover has tracked changes", hint),))
    for tag in _DROPPED:
        for one in list(body.iter(name_of(tag))):
            remove(one)
    for other in list(body.iter(_FALLBACK)):
        remove(other)
    for one in list(body.iter(name_of("w:r"))):
        if is_on(child(one, "w:rPr"), "w:vanish"):
            remove(one)
    tidy(body)
    for extra in [one for one in body.iter() if str(one.tag).endswith("}svgBlip")]:
        extensions = extra.getparent()
        remove(extra if extensions is None else extensions)
    clean_old_pictures(body, silent=True)
    numbers = count(FIRST_DRAWING)
    place = 0
    for picture in body.iter(name_of("wp:docPr"), name_of("pic:cNvPr")):
        outer = picture.tag == name_of("wp:docPr")
        if outer:
            place = next(numbers)
            picture.set("id", str(place))
        picture.set("name", f"Cover {place - FIRST_DRAWING + 1}")
        for key in ("descr", "title"):
            picture.attrib.pop(key, None)
        if outer and not len(picture):
            picture.append(parse(DECORATIVE.encode()))


# ------------------------------------------------------------------------------ filling


def _fill(body: XmlElement, names: Mapping[str, str], told: Mapping[str, str]) -> set[str]:
    """Have the cover speak of the publication wherever it stands for one; what it then says."""
    said = {
        name
        for control in list(body.iter(name_of("w:sdt")))
        for name in _fill_control(control, told)
    }
    replace_fields(body, told)
    for line in list(body.iter(name_of("w:p"))):
        name = names.get(value(child(line, "w:pPr"), "w:pStyle"), "")
        words = [one for one in line.iter(name_of("w:t")) if one.text]
        text = "".join(one.text or "" for one in words)
        meant = name if name in _NAMED_STYLES else text if _PLACEHOLDER.fullmatch(text) else ""
        within = (line.iterancestors(name_of("w:sdt")), line.iterdescendants(name_of("w:sdt")))
        if not meant or any(next(controls, None) is not None for controls in within):
            continue
        found = _find_meaning(meant)
        again = found in said and name in _NAMED_STYLES
        put_words(words, "" if again else told.get(found, ""))
        said |= {found} if words else set()
    return said


def _fill_control(control: XmlElement, told: Mapping[str, str]) -> Iterator[str]:
    """Fill one control; what it says then. What is not understood and only asks for words is
    emptied."""
    properties = child(control, "w:sdtPr")
    content = child(control, "w:sdtContent")
    inner = content is not None and next(content.iter(name_of("w:sdt")), None) is not None
    words = [] if content is None else [one for one in content.iter(name_of("w:t")) if one.text]
    bound = child(properties, "w:dataBinding")
    names = [
        attribute(bound, "w:xpath").rpartition(":")[2],
        value(properties, "w:alias"),
        value(properties, "w:tag"),
    ]
    asks = is_on(properties, "w:showingPlcHdr") is True
    if asks:
        names += ["".join(one.text or "" for one in words)]
    meant = next((found for name in names if (found := _find_meaning(name))), "")
    if not inner and meant:
        put_words(words, told.get(meant, ""))
        yield meant
    elif not inner and (asks or bound is not None):
        put_words(words, "")
    if asks and not inner:
        for style in list(control.iter(name_of("w:rStyle"))):
            remove(style)
    for one in list(properties if properties is not None else ()):
        if one.tag not in _KEPT_OF_CONTROLS:
            remove(one)


def replace_fields(body: XmlElement, told: Mapping[str, str]) -> None:
    """Put words in the place of fields: what the publication says, what somebody has typed in a
    form, or nothing; never what the template last showed of itself."""
    fields = list_fields(body)
    for one in list_answered(fields, TYPED):
        put_words(one.result, told.get(_find_meaning(one.code), ""))
    unlink(fields, fields)


def _find_meaning(name: str) -> str:
    """What of a publication a name means; empty for nothing that we know."""
    lower = name.casefold()
    return next((meaning for part, meaning in _MEANT if part in lower), "")


def _add_title(body: XmlElement, told: Mapping[str, str], subtitle: bool) -> None:
    """Put the title, which has no place on the cover, below what pictures begin it."""
    pictures = 0
    for place, block in enumerate(body, 1):
        if any((one.text or "").strip() for one in block.iter(name_of("w:t"))):
            break
        if _says_anything(block):
            pictures = place
    written = paragraph("Title", run(told["title"]))
    if subtitle and told["subject"]:
        written += paragraph("Subtitle", run(told["subject"]))
    added = parse(f"<w:body {NAMESPACES}>{written}</w:body>".encode())
    for after, one in enumerate(list(added)):
        body.insert(pictures + after, one)


# ------------------------------------------------------------------------------ carrying


def _carry(body: XmlElement, house: HousePackage) -> tuple[dict[Media, str], dict[str, str]]:
    """The pictures and addresses that the cover calls for, by relationships of their own."""
    media: dict[Media, str] = {}
    links: dict[str, str] = {}
    renamed: dict[str, str] = {}
    for place, relation in enumerate(used_relations(body, house, house.main), 1):
        id = f"rIdHouseCover{place}"
        if relation.kind == "hyperlink" and relation.outside:
            renamed[relation.id] = links.setdefault(relation.target, id)
        else:
            renamed[relation.id] = id
            picture = carry_picture(relation, house, house.main)
            held = Media(f"media/cover{place}{picture.name}", picture.media_type, picture.data)
            media[held] = renamed[relation.id]
    rename_relations(body, renamed)
    return media, links
