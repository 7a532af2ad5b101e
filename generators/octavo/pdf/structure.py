"""The structure tree as PDF objects, with the way back from each page to its elements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from reportlab.pdfbase import pdfdoc

from octavo.pdf.namespaces import (
    Namespaces,
    choose_namespace,
    list_namespaces,
    write_namespaces,
)
from octavo.pdf.objects import (
    PdfValue,
    Registry,
    array,
    dictionary,
    name,
    number,
    string,
    write_value,
)
from octavo.pdf.tags import (
    ROLES,
    Annotation,
    Attribute,
    Children,
    Content,
    Rectangle,
    StructureElement,
    scope,
)

Parents: TypeAlias = "Sequence[Sequence[StructureElement] | StructureElement]"
"""By key: the elements of a page's marked content, or the element of an annotation."""
LATER_LISTS = frozenset({"Description", "Ordered", "Unordered"})
"""Values of `ListNumbering` that PDF 2.0 brought. Before (ISO 32000-1, table 347) the labels of
such a list are of no system: `None`."""


@dataclass(frozen=True, slots=True)
class Structure:
    """The structure tree as PDF objects."""

    tree: pdfdoc.PDFDictionary
    known: Mapping[StructureElement, str]
    """References to the elements that are in it."""


def write_structure(
    root: StructureElement, parents: Parents, document: Registry, *, modern: bool = False
) -> Structure:
    """The tree under `root`; when `modern`, with the roles and namespaces of PDF 2.0.

    Raises `ValueError` for a figure without alternative text, and when two elements share an id.
    """
    tree = dictionary({"Type": name("StructTreeRoot")})
    top = write_value(document.Reference(tree), document)
    namespaces = write_namespaces(document) if modern else None
    children = dict(_walk(root))
    ids = _name(children)
    known: dict[StructureElement, str] = {}
    shared = _Tree(top, known, children, ids, namespaces)
    for element in children:
        known[element] = write_value(document.Reference(_Entry(element, shared)), document)
    named: dict[str, PdfValue] = {
        ids[element]: known[element] for element in children if element in ids
    }
    if namespaces:
        tree["Namespaces"] = list_namespaces(namespaces)
    tree["K"] = known[root]
    tree["ParentTree"] = document.Reference(_write_parents(parents, known, document))
    tree["ParentTreeNextKey"] = len(parents)
    if named:
        names = [part for key in sorted(named) for part in (string(key), named[key])]
        tree["IDTree"] = document.Reference(dictionary({"Names": array(names)}))
    return Structure(tree, known)


@dataclass(frozen=True, slots=True)
class _Tree:
    """What the dictionaries of elements need to know of each other."""

    top: str
    known: Mapping[StructureElement, str]
    children: Mapping[StructureElement, Children]
    ids: Mapping[StructureElement, str]
    namespaces: Namespaces | None


class _Entry(pdfdoc.PDFObject):
    """The dictionary of an element, made when it is written: a book has tens of thousands."""

    def __init__(self, element: StructureElement, tree: _Tree) -> None:
        self.element = element
        self.tree = tree

    def format(self, document: Registry) -> bytes:
        """The dictionary as it stands in the file."""
        element, tree = self.element, self.tree
        said = [
            _write_role(element, tree.namespaces, document),
            f"/P {tree.known[element.parent] if element.parent else tree.top}",
            *_write_texts(element, tree.ids.get(element, ""), document),
            *_write_all_attributes(_attributes(element, modern=tree.namespaces is not None)),
            *_write_children(tree.children[element], tree.known, document),
        ]
        referred = [tree.known[other] for other in element.refers if other in tree.known]
        if referred:
            said.append(f"/Ref [{' '.join(referred)}]")
        return f"<< {' '.join(said)} >>".encode("latin-1")


def _name(elements: Iterable[StructureElement]) -> dict[StructureElement, str]:
    """The ids of elements and of notes, which must have one."""
    ids: dict[StructureElement, str] = {}
    for element in elements:
        if element.role == "Figure" and not (element.alternative or element.actual):
            raise ValueError(f"a figure needs alternative text (in {_path(element)})")
        if element.role == "Note" or element.id:
            ids[element] = element.id or f"note-{len(ids)}"
    counts = Counter(ids.values())
    for id, count in counts.items():
        if count > 1:
            raise ValueError(f"two elements are called `{id}`")
    return ids


def _write_role(
    element: StructureElement, namespaces: Namespaces | None, document: Registry
) -> str:
    kind = ROLES[element.role]
    if namespaces is None:
        return f"/S {name(kind.old)}"
    space = write_value(choose_namespace(kind, namespaces), document)
    return f"/S {name(kind.new or kind.old)} /NS {space}"


def _walk(element: StructureElement) -> Iterator[tuple[StructureElement, Children]]:
    """Each element that was drawn, with what was drawn in it."""
    children = element.drawn_children()
    yield element, children
    for child in children:
        if isinstance(child, StructureElement):
            yield from _walk(child)


def _write_texts(element: StructureElement, id: str, document: Registry) -> list[str]:
    """What is said of the element in words."""
    texts = (
        ("Alt", element.alternative),
        ("ActualText", element.actual),
        ("E", element.expansion),
        ("Lang", element.language),
        ("ID", id),
    )
    return [f"/{key} {write_value(string(text), document)}" for key, text in texts if text]


def _write_all_attributes(attributes: tuple[Attribute, ...]) -> list[str]:
    written = [_write_attributes(owner, attributes) for owner in _owners(attributes)]
    if not written:
        return []
    return [f"/A [{' '.join(written)}]" if written[1:] else f"/A {written[0]}"]


def _write_children(
    children: Children, known: Mapping[StructureElement, str], document: Registry
) -> list[str]:
    """What is in an element, and on which page the first of it stands."""
    page = next((child.page for child in children if not isinstance(child, StructureElement)), 0)
    said = [f"/Pg {write_value(refer_to_page(page), document)}"] if page else []
    written = [
        known[child] if isinstance(child, StructureElement) else _write_child(child, page, document)
        for child in children
    ]
    if written:
        said.append(f"/K [{' '.join(written)}]" if written[1:] else f"/K {written[0]}")
    return said


def refer_to_page(page: int) -> pdfdoc.PDFObjectReference:
    """A reference to a page, counted from 1."""
    return pdfdoc.PDFObjectReference(f"Page{page}")


def _write_child(child: Content | Annotation, page: int, document: Registry) -> str:
    if isinstance(child, Content) and child.page == page:
        return str(child.number)
    own = write_value(refer_to_page(child.page), document)
    if isinstance(child, Content):
        return f"<< /Type /MCR /Pg {own} /MCID {child.number} >>"
    drawn = write_value(pdfdoc.PDFObjectReference(child.name), document)
    return f"<< /Type /OBJR /Pg {own} /Obj {drawn} >>"


def _attributes(element: StructureElement, *, modern: bool) -> tuple[Attribute, ...]:
    """The element's own attributes, with the box of a figure and the scope of a header cell."""
    attributes = element.attributes if modern else tuple(map(_date_back, element.attributes))
    if not (attributes or element.box or element.role == "TH"):
        return ()
    names = {attribute.name for attribute in attributes}
    if element.role == "TH" and "Scope" not in names:
        attributes += scope()
    if element.box and "BBox" not in names:
        attributes += (Attribute("Layout", "BBox", _corners(element.box)),)
    return attributes


def _date_back(attribute: Attribute) -> Attribute:
    """The attribute with a value that PDF 1.7 knows."""
    later = attribute.name == "ListNumbering" and attribute.value in LATER_LISTS
    return replace(attribute, value="None") if later else attribute


def _corners(box: Rectangle) -> tuple[float, ...]:
    left, bottom, width, height = box
    return tuple(round(value, 2) for value in (left, bottom, left + width, bottom + height))


def _owners(attributes: tuple[Attribute, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(attribute.owner for attribute in attributes))


def _write_attributes(owner: str, attributes: tuple[Attribute, ...]) -> str:
    own = [attribute for attribute in attributes if attribute.owner == owner]
    said = " ".join(f"/{attribute.name} {_write_value(attribute.value)}" for attribute in own)
    return f"<< /O /{owner} {said} >>"


def _write_value(value: str | float | tuple[float, ...]) -> str:
    if isinstance(value, str):
        return name(value)
    return f"[{' '.join(map(number, value))}]" if isinstance(value, tuple) else number(value)


def _write_parents(
    parents: Parents, known: Mapping[StructureElement, str], document: Registry
) -> pdfdoc.PDFDictionary:
    numbers: list[PdfValue] = []
    for key, owner in enumerate(parents):
        numbers.append(key)
        if isinstance(owner, StructureElement):
            numbers.append(known[owner])
        else:
            numbers.append(document.Reference(array(known[element] for element in owner)))
    return dictionary({"Nums": array(numbers)})


def _path(element: StructureElement) -> str:
    above = _path(element.parent) + "/" if element.parent else ""
    return above + element.role
