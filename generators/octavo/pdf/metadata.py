"""What a PDF says about itself, in XMP."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

PRODUCER = "Octavo"

_NAMESPACES = """\
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#\""""

_CONFORMITY = """\
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""
"""PDF/A-2a and PDF/UA-1; PDF/A wants the names that it does not know explained."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """The properties of a PDF."""

    title: str
    author: str = ""
    """Who publishes it."""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    language: str = "en-GB"
    """BCP 47."""
    date: date | None = None
    """When it was published; no clock is ever asked."""


def write_xmp(metadata: Metadata) -> bytes:
    """The properties as an XMP packet that declares PDF/A-2a and PDF/UA-1."""
    lines = [
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
        f'<rdf:Description rdf:about=""\n{_NAMESPACES}>',
        *_properties(metadata),
        _CONFORMITY,
        "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>",
        '<?xpacket end="r"?>',
    ]
    return "\n".join(lines).encode()


def describe(metadata: Metadata) -> dict[str, str]:
    """The properties as the entries of a PDF's information dictionary; none is empty."""
    entries = {
        "Title": metadata.title,
        "Author": metadata.author,
        "Subject": metadata.subject,
        "Keywords": ", ".join(metadata.keywords),
        "Creator": PRODUCER,
        "Producer": PRODUCER,
    }
    if metadata.date:
        moment = f"D:{metadata.date:%Y%m%d}000000Z"
        entries |= {"CreationDate": moment, "ModDate": moment}
    return {name: value for name, value in entries.items() if value}


def _properties(metadata: Metadata) -> list[str]:
    entries = describe(metadata)
    lines = [_one("dc:title", "Alt", metadata.title, ' xml:lang="x-default"')]
    if metadata.author:
        lines.append(_one("dc:creator", "Seq", metadata.author))
    if metadata.subject:
        lines.append(_one("dc:description", "Alt", metadata.subject, ' xml:lang="x-default"'))
    lines.append(_one("dc:language", "Bag", metadata.language))
    lines.append("<dc:format>application/pdf</dc:format>")
    if metadata.keywords:
        lines.append(f"<pdf:Keywords>{escape(entries['Keywords'])}</pdf:Keywords>")
    lines.append(f"<pdf:Producer>{PRODUCER}</pdf:Producer>")
    lines.append(f"<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>")
    if metadata.date:
        moment = f"{metadata.date:%Y-%m-%d}T00:00:00Z"
        names = ("CreateDate", "ModifyDate", "MetadataDate")
        lines += [f"<xmp:{name}>{moment}</xmp:{name}>" for name in names]
    return lines


def _one(name: str, container: str, value: str, attribute: str = "") -> str:
    item = f"<rdf:li{attribute}>{escape(value)}</rdf:li>"
    return f"<{name}><rdf:{container}>{item}</rdf:{container}></{name}>"
