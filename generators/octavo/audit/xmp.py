"""What the XMP packet of a PDF says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from octavo.audit.extracts import XPACKET, Extract, Kind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]  no other name

PROPERTIES = {
    "http://purl.org/dc/elements/1.1/": (
        "title creator publisher description language format rights subject identifier date"
    ),
    "http://ns.adobe.com/xap/1.0/rights/": "Marked UsageTerms",
    "http://prismstandard.org/namespaces/basic/2.0/": "doi isbn",
    "http://ns.adobe.com/pdf/1.3/": "Keywords Producer Trapped",
    "http://ns.adobe.com/xap/1.0/": "CreatorTool CreateDate ModifyDate MetadataDate",
    "http://ns.adobe.com/xap/1.0/mm/": "DocumentID InstanceID RenditionClass VersionID",
    "http://www.aiim.org/pdfa/ns/id/": "part conformance rev",
    "http://www.aiim.org/pdfua/ns/id/": "part rev",
    "http://www.npes.org/pdfx/ns/id/": "GTS_PDFXVersion",
    "http://www.aiim.org/pdfa/ns/extension/": "schemas",
    "urn:nato:stanag:4778:bindinginformation:1:0:xmp#": "bindingInformation",
}
"""What a file may say of itself, by schema."""
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_TECHNICAL = (
    "{http://www.aiim.org/",
    "{http://www.npes.org/",
    "{http://ns.adobe.com/pdfx/",
    "{http://ns.adobe.com/xap/1.0/mm/",
)
"""How the names begin of the XMP schemas that tell of a file's standards."""


LABEL = "{urn:nato:stanag:4778:bindinginformation:1:0:xmp#}bindingInformation"
"""A confidentiality label: XML as text."""


def read_xmp(data: bytes, where: str) -> Iterator[Extract]:
    """Each element, attribute and text of the packet `data`, and what comments in it say."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(data, parser)
    names: set[tuple[str, str]] = set()
    yield from _read_tree(root, where, names)
    for node in root.iterfind(f".//{_RDF}Description/*"):
        name = etree.QName(node)
        if name.localname not in PROPERTIES.get(name.namespace or "", "").split():
            yield Extract(f"{where}, XMP {name.localname}", "a property of its own", "foul")
    for key, value in sorted(names):
        yield Extract(f"{where}, XMP", value, "name", key)


def _read_tree(root: Element, where: str, names: set[tuple[str, str]]) -> Iterator[Extract]:
    """The texts and comments under `root`; what has a name is added to `names`."""
    for event, node in etree.iterwalk(root.getroottree(), events=("start", "comment", "pi")):
        if event == "comment":
            yield Extract(f"{where}, XMP comment", str(node.text or ""), "hidden")
        elif event == "pi":
            names.add((XPACKET, str(node.text or "")))
        else:
            tag, text = str(node.tag), str(node.text or "")
            label = _parse_label(text) if tag == LABEL else None
            if label is not None:
                yield from _read_tree(label, where, names)
                text = ""
            yield from _read_element(tag, text, node.tail, where)
            names.add((tag, ""))
            names.update((f"{tag}@{key!s}", str(value)) for key, value in node.attrib.items())


def _parse_label(text: str) -> Element | None:
    """The XML of a label; `None` for what is none, and is then a text like any other."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        return None


def _read_element(tag: str, text: str | None, tail: str | None, where: str) -> Iterator[Extract]:
    for said in (text, tail):
        if said and said.strip():
            kind: Kind = "name" if tag.startswith(_TECHNICAL) else "property"
            yield Extract(f"{where}, XMP {tag.rpartition('}')[2]}", said.strip(), kind, tag)
