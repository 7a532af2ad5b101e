"""Pictures of a Word file, and what else is drawn in it: charts, diagrams, embedded objects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from octavo.docx.elements import XmlElement, attribute, child, children, name_of
from octavo.docx.house.metafiles import is_metafile
from octavo.importing.tree import (
    ForeignBlock,
    ForeignCell,
    ForeignParagraph,
    ForeignPicture,
    ForeignRun,
    ForeignTable,
)
from octavo.importing.word.cropping import Crop, crop_picture, read_crop
from octavo.importing.word.opening import read_part
from octavo.importing.word.picture_formats import settle_format
from octavo.importing.word.picture_sizes import read_share
from octavo.importing.word.reading import Reading
from octavo.importing.word.wording import choose, is_generated, words_of

_BLIP, _IMAGE_DATA = name_of("a:blip"), name_of("v:imagedata")
_BOX, _TEXT_PATH = "}txbxContent", name_of("v:textpath")
_DIAGRAM, _LETTERS = name_of("dgm:relIds"), name_of("a:t")
_CHART = name_of("c:chart")
_NEW_CHART = "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart"
_OLE, _ALTERNATES = name_of("o:OLEObject"), name_of("mc:AlternateContent")
_SHAPE = "shape"
FIGURES = 15
"""Figures of a number that a spreadsheet shows at most; those behind are noise of its sums."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a drawing holds."""

    pictures: tuple[ForeignPicture, ...] = ()
    boxes: tuple[tuple[ForeignBlock, ...], ...] = ()
    """What stands in each of its text boxes."""
    tables: tuple[ForeignTable, ...] = ()
    """The data of its charts."""
    floating: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    """What a drawing says of its pictures."""

    alternative: str
    share: float


def read_drawing(element: XmlElement, reading: Reading) -> Drawn:
    """What `w:drawing`, `w:pict` or `w:object` holds; what of it is not imported is reported."""
    pictures: list[ForeignPicture] = []
    boxes: list[tuple[ForeignBlock, ...]] = []
    tables: list[ForeignTable] = []
    letters: list[str] = []
    told = _Told(_read_alternative(element), read_share(element, reading.document.text_width))
    for one in _list_parts(element):
        if one.tag == _BLIP:
            pictures += _read_picture(_blip_ids(one), told, read_crop(one), reading)
        elif one.tag == _IMAGE_DATA:
            id = attribute(one, "r:id") or attribute(one, "r:pict")
            pictures += _read_picture((id,), told, read_crop(one), reading)
        elif _is_box(one):
            boxes.append(reading.read_blocks(reading.enter(_in_box(reading)), one))
        elif one.tag == _LETTERS:
            letters.append(one.text or "")
        elif one.tag in _CHARTS:
            tables += _read_chart(one, reading)
        elif one.tag == _DIAGRAM:
            _report_diagram(one, reading)
        elif one.tag == _TEXT_PATH:
            reading.report("not imported", "words as drawings", str(one.get("string", "")), _ART)
        elif one.tag == _OLE:
            reading.report("not imported", "embedded objects", _program(one), _EMBEDDED)
    if any(letters):
        reading.report("not imported", "words in drawings", " ".join(letters), _ART)
    floating = child(element, "wp:anchor") is not None or _floats(element)
    return Drawn(tuple(pictures), tuple(boxes), tuple(tables), floating)


_ART = "Octavo sets no words as drawings: write them as text"
_EMBEDDED = "an object of another program: copy what it says into the text, or save it as a picture"
_METAFILE = (
    "Octavo reads no Windows metafiles: in Word, choose Save as Picture, and save it as PNG or SVG"
)
_FORMAT = "Octavo places PNG and JPEG: save the picture as one of these"
_MISSING = "the file only says where the picture lies: put it beside the source"
_CROPPED = "only the part that Word shows; what was cut off is not in its file"
_UNCROPPED = "Word shows only a part of it, which could not be cut out: save that part as a picture"
_UNDRAWN = "Octavo has no such diagrams: write its words as a list, or draw it as a picture"
_CHARTED = "the chart was imported as a table of its data"
_CHART_LOST = "the chart has no data that Octavo could read: save it as a picture, or give its data"


def _in_box(reading: Reading) -> str:
    return f"{reading.place}, a text box" if reading.place else "a text box"


def _list_parts(element: XmlElement) -> Iterator[XmlElement]:
    """What is drawn under `element`, once each; what stands in a text box belongs to the box."""
    for inner in element:
        if inner.tag == _ALTERNATES:
            for shown in choose(inner):
                yield from _list_self(shown)
        else:
            yield from _list_self(inner)


def _list_self(element: XmlElement) -> Iterator[XmlElement]:
    if _is_box(element):
        yield element
        return
    if element.tag in _DRAWN:
        yield element
    yield from _list_parts(element)


def _is_box(element: XmlElement) -> bool:
    """Whether it holds the paragraphs of a text box, in whichever namespace Word put that."""
    return isinstance(element.tag, str) and element.tag.endswith(_BOX)


_CHARTS = {_CHART, _NEW_CHART}
_DRAWN = {_BLIP, _IMAGE_DATA, _DIAGRAM, _TEXT_PATH, _OLE, _LETTERS, *_CHARTS}


def _blip_ids(blip: XmlElement) -> tuple[str, ...]:
    """The relationships of a picture: as dots, which Octavo can place, before one of lines."""
    vectors = [
        attribute(one, "r:embed")
        for one in blip.iter()
        if isinstance(one.tag, str) and one.tag.endswith("}svgBlip")
    ]
    return (attribute(blip, "r:embed"), attribute(blip, "r:link"), *vectors)


def _read_picture(
    ids: tuple[str, ...], told: _Told, crop: Crop, reading: Reading
) -> Iterator[ForeignPicture]:
    """The picture by the first of its relationships that leads to one."""
    parts = reading.document.file.parts
    related = [reading.relations[id] for id in ids if id in reading.relations]
    there = [one.target for one in related if not one.outside and one.target in parts]
    if metafiles := [one for one in there if is_metafile(parts[one])]:
        there = [one for one in there if one not in metafiles]
    settled = [
        picture for one in there if (picture := settle_format(one.rpartition("/")[2], parts[one]))
    ]
    if settled:
        name, data = settled[0]
        shown = crop_picture(data, crop) if crop else data
        if shown:
            yield ForeignPicture(name, shown, told.alternative, told.share)
        if crop:
            reading.report(
                "kept" if shown else "not imported",
                "cropped pictures",
                told.alternative or name,
                _CROPPED if shown else _UNCROPPED,
            )
    elif there:
        words = told.alternative or there[0].rpartition("/")[2]
        reading.report("not imported", "pictures in other formats", words, _FORMAT)
    elif metafiles:
        words = told.alternative or metafiles[0].rpartition("/")[2]
        reading.report("not imported", "pictures as Windows metafiles", words, _METAFILE)
    elif related:
        name = related[0].target.replace("\\", "/").rpartition("/")[2].partition("?")[0]
        reading.report("not imported", "pictures outside the file", name, _MISSING)


def _read_alternative(element: XmlElement) -> str:
    """What a drawing says to who cannot see it; empty when a program wrote that."""
    for one in element.iter():
        if not isinstance(one.tag, str):
            continue
        if one.tag == name_of("wp:docPr"):
            told = str(one.get("descr", "") or one.get("title", ""))
        elif one.tag.endswith(f"}}{_SHAPE}") and one.get("alt"):
            told = str(one.get("alt", ""))
        else:
            continue
        if told.strip() and not is_generated(told):
            return " ".join(told.split())
    return ""


def _floats(element: XmlElement) -> bool:
    styles = (str(one.get("style", "")) for one in element.iterchildren())
    return any("position:absolute" in style for style in styles)


def _program(ole: XmlElement) -> str:
    return str(ole.get("ProgID", "") or "an object")


def _report_diagram(element: XmlElement, reading: Reading) -> None:
    related = reading.relations.get(attribute(element, "r:dm"))
    if related is not None and related.target in reading.document.file.parts:
        words = words_of(read_part(reading.document.file, related.target))
        reading.report("not imported", "diagrams", words, _UNDRAWN)


def _read_chart(element: XmlElement, reading: Reading) -> Iterator[ForeignTable]:
    """The data of a chart, and a report of all words in it."""
    related = reading.relations.get(attribute(element, "r:id"))
    if related is None or related.target not in reading.document.file.parts:
        return
    root = read_part(reading.document.file, related.target)
    rows = _chart_rows(root)
    words = words_of(root) if element.tag == _CHART else " ".join(root.itertext())
    if rows is None:
        reading.report("not imported", "charts", words, _CHART_LOST)
        return
    reading.name_all("guessed", "charts", words, _CHARTED)
    title = words_of(*(one for one in root.iter(name_of("c:title"))))
    place = reading.place or "a chart"
    yield ForeignTable(
        place=place,
        rows=tuple(tuple(_cell(text, place) for text in row) for row in rows),
        heads=1,
        caption=(ForeignRun(title),) if title else (),
    )


def _cell(text: str, place: str) -> ForeignCell:
    paragraph = ForeignParagraph(place=place, text=(ForeignRun(text),))
    return ForeignCell(blocks=(paragraph,) if text else ())


def _chart_rows(root: XmlElement) -> list[list[str]] | None:
    """A row of names of the series, and one for each category; `None` without data."""
    series = list(root.iter(name_of("c:ser")))
    columns = [_points(child(one, "c:val")) or _points(child(one, "c:yVal")) for one in series]
    if not any(columns):
        return None
    names = [" ".join(_points(child(one, "c:tx")).values()) for one in series]
    first = series[0]
    labels = _points(child(first, "c:cat")) or _points(child(first, "c:xVal"))
    places = sorted({place for column in (*columns, labels) for place in column})
    rows = [["", *names]]
    for place in places:
        rows.append([labels.get(place, ""), *(column.get(place, "") for column in columns)])
    return rows


def _round(text: str) -> str:
    """A number as it was entered: Excel keeps 4.4 as 4.4000000000000004."""
    long = re.fullmatch(r"-?\d+\.\d{12,}", text)
    return f"{float(text):.{FIGURES}g}" if long else text


def _points(element: XmlElement | None) -> dict[int, str]:
    if element is None:
        return {}
    found: dict[int, str] = {}
    for point in element.iter(name_of("c:pt")):
        index = str(point.get("idx", ""))
        text = next((one.text or "" for one in children(point, "c:v")), "")
        if index.isdecimal():
            found.setdefault(int(index), _round(text))
    name = child(element, "c:v")
    return found if name is None else {0: name.text or ""}
