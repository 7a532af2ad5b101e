"""What a finished PDF says of itself in XMP, read back."""

from __future__ import annotations

from xml.etree import ElementTree

PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
}
"""The usual prefixes of the namespaces that matter."""
DESCRIPTION = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"


def read_declarations(packet: bytes) -> dict[str, str] | None:
    """The properties by name, such as `pdfaid:part`; `None` when the packet is no XML."""
    try:
        tree = ElementTree.fromstring(packet)
    except ElementTree.ParseError:
        return None
    found: dict[str, str] = {}
    for description in tree.iter(DESCRIPTION):
        pairs = [(own.tag, "".join(own.itertext()).strip()) for own in description]
        for tag, text in (*pairs, *description.attrib.items()):
            address, _, own_name = tag.lstrip("{").partition("}")
            if address in PREFIXES:
                found[f"{PREFIXES[address]}:{own_name}"] = text
    return found
