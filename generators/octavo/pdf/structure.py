"""The structure tree as PDF objects, with the way back from each page to its elements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from reportlab.pdfbase import pdfdoc

from octavo.pdf.namespaces import (
    Namespaces,
    choose_namespace,
    choose_role,
    list_namespaces,
    write_namespaces,
)
from octavo.pdf.objects import Registry, Value, array, dictionary, name, string
from octavo.pdf.tags import Annotation, Attribute, Content, Element, Rectangle, scope

Parents: TypeAlias = "Sequence[Sequence[Element] | Element]"
"""By key: the elements of a page's marked content, or the element of an annotation."""


@dataclass(frozen=True, slots=True)
class Structure:
    """The structure tree as PDF objects."""

    tree: pdfdoc.PDFDictionary
    known: Mapping[Element, Value]
    """References to the elements that are in it."""


def write_structure(
    root: Element, parents: Parents, document: Registry, *, modern: bool = False
) -> Structure:
    """The tree under `root`; when `modern`, with the roles and namespaces of PDF 2.0.

    Raises `ValueError` for a figure without alternative text, and when two elements share an id.
    """
    tree = dictionary({"Type": name("StructTreeRoot")})
    top = document.Reference(tree)
    namespaces = write_namespaces(document) if modern else None
    made: dict[Element, pdfdoc.PDFDictionary] = {}
    for element in _walk(root):
        around = document.Reference(made[element.parent]) if element.parent else top
        made[element] = dictionary({**_write_role(element, namespaces), "P": around})
        document.Reference(made[element])
    known = {element: document.Reference(entry) for element, entry in made.items()}
    named: dict[str, Value] = {}
    for element, entry in made.items():
        _fill(entry, element, known, len(named))
        if element.role == "Note" or element.id:
            key = element.id or f"note-{len(named)}"
            if key in named:
                raise ValueError(f"two elements are called `{key}`")
            named[key] = known[element]
    if namespaces:
        tree["Namespaces"] = list_namespaces(namespaces)
    tree["K"] = known[root]
    tree["ParentTree"] = document.Reference(_write_parents(parents, known, document))
    tree["ParentTreeNextKey"] = len(parents)
    if named:
        names = [part for key in sorted(named) for part in (string(key), named[key])]
        tree["IDTree"] = document.Reference(dictionary({"Names": array(names)}))
    return Structure(tree, known)


def _write_role(element: Element, namespaces: Namespaces | None) -> dict[str, Value]:
    if namespaces is None:
        return {"S": name(element.role)}
    role = choose_role(element)
    return {"S": name(role), "NS": choose_namespace(role, namespaces)}


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.drawn_kids():
        if isinstance(kid, Element):
            yield from _walk(kid)


def _fill(
    entry: pdfdoc.PDFDictionary, element: Element, known: Mapping[Element, Value], count: int
) -> None:
    """Complete the dictionary of `element`; a note without id gets one from `count`."""
    if element.role == "Figure" and not (element.alternative or element.actual):
        raise ValueError(f"a figure needs alternative text (in {_path(element)})")
    id = element.id or (f"note-{count}" if element.role == "Note" else "")
    texts = {
        "Alt": element.alternative,
        "ActualText": element.actual,
        "E": element.expansion,
        "Lang": element.language,
        "ID": id,
    }
    for key, text in texts.items():
        if text:
            entry[key] = string(text)
    referred = [known[other] for other in element.refers if other in known]
    if referred:
        entry["Ref"] = array(referred)
    attributes = _attributes(element)
    if attributes:
        written = [_write_attributes(owner, attributes) for owner in _owners(attributes)]
        entry["A"] = written[0] if len(written) == 1 else array(written)
    kids = element.drawn_kids()
    page = next((kid.page for kid in kids if not isinstance(kid, Element)), 0)
    if page:
        entry["Pg"] = refer_to_page(page)
    written_kids = [known[k] if isinstance(k, Element) else _write_kid(k, page) for k in kids]
    if written_kids:
        entry["K"] = written_kids[0] if len(written_kids) == 1 else array(written_kids)


def refer_to_page(page: int) -> pdfdoc.PDFObjectReference:
    """A reference to a page, counted from 1."""
    return pdfdoc.PDFObjectReference(f"Page{page}")


def _write_kid(kid: Content | Annotation, page: int) -> Value:
    match kid:
        case Content(page=own, number=number) if own == page:
            return number
        case Content(page=own, number=number):
            entries: dict[str, Value] = {"Type": "/MCR", "Pg": refer_to_page(own)}
            return dictionary(entries | {"MCID": number})
        case Annotation():
            entries = {"Type": "/OBJR", "Pg": refer_to_page(kid.page)}
            return dictionary(entries | {"Obj": pdfdoc.PDFObjectReference(kid.name)})


def _attributes(element: Element) -> tuple[Attribute, ...]:
    """The element's own attributes, with the box of a figure and the scope of a header cell."""
    attributes = element.attributes
    names = {attribute.name for attribute in attributes}
    if element.role == "TH" and "Scope" not in names:
        attributes += scope()
    if element.box and "BBox" not in names:
        attributes += (Attribute("Layout", "BBox", _corners(element.box)),)
    return attributes


def _corners(box: Rectangle) -> tuple[float, ...]:
    left, bottom, width, height = box
    return tuple(round(value, 2) for value in (left, bottom, left + width, bottom + height))


def _owners(attributes: tuple[Attribute, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(attribute.owner for attribute in attributes))


def _write_attributes(owner: str, attributes: tuple[Attribute, ...]) -> pdfdoc.PDFDictionary:
    written = dictionary({"O": name(owner)})
    for attribute in attributes:
        if attribute.owner == owner:
            written[attribute.name] = _write_value(attribute.value)
    return written


def _write_value(value: str | float | tuple[float, ...]) -> Value:
    if isinstance(value, str):
        return name(value)
    return array(value) if isinstance(value, tuple) else value


def _write_parents(
    parents: Parents, known: Mapping[Element, Value], document: Registry
) -> pdfdoc.PDFDictionary:
    numbers: list[Value] = []
    for key, owner in enumerate(parents):
        numbers.append(key)
        if isinstance(owner, Element):
            numbers.append(known[owner])
        else:
            numbers.append(document.Reference(array(known[element] for element in owner)))
    return dictionary({"Nums": array(numbers)})


def _path(element: Element) -> str:
    above = _path(element.parent) + "/" if element.parent else ""
    return above + element.role
