"""What a PDF says about itself, in XMP."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.sax.saxutils import escape

from octavo.document.imprint import Imprint
from octavo.document.labels import bind
from octavo.document.marking import ConfidentialityLabel
from octavo.pdf.standards import TAGGED, Standard

PRODUCER = "Octavo"

_NAMESPACES = """\
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#\""""

_SCHEMA = """\
<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>{schema}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{address}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property>
</rdf:li>"""
"""How PDF/A before part 4 wants the names explained that it does not know."""
_PROPERTY = """\
<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>{name}</pdfaProperty:name>
<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>
<pdfaProperty:category>{category}</pdfaProperty:category>
<pdfaProperty:description>{meaning}</pdfaProperty:description>
</rdf:li>
"""


def _explain_schema(
    schema: str, address: str, prefix: str, *properties: tuple[str, str, str, str]
) -> str:
    keys = ("name", "kind", "category", "meaning")
    written = (_PROPERTY.format(**dict(zip(keys, one, strict=True))) for one in properties)
    return _SCHEMA.format(
        schema=schema, address=address, prefix=prefix, properties="".join(written).rstrip()
    )


_UA_SCHEMA = _explain_schema(
    "PDF/UA identification",
    "http://www.aiim.org/pdfua/ns/id/",
    "pdfuaid",
    ("part", "Integer", "internal", "PDF/UA part"),
)
_X_SCHEMAS = _explain_schema(
    "PDF/X identification",
    "http://www.npes.org/pdfx/ns/id/",
    "pdfxid",
    ("GTS_PDFXVersion", "Text", "internal", "PDF/X version"),
) + _explain_schema(
    "Adobe PDF",
    "http://ns.adobe.com/pdf/1.3/",
    "pdf",
    ("Trapped", "Text", "internal", "Whether trapping is done"),
)
_PRISM_SCHEMA = _explain_schema(
    "PRISM",
    "http://prismstandard.org/namespaces/basic/2.0/",
    "prism",
    ("doi", "Text", "external", "Digital Object Identifier"),
    ("isbn", "Text", "external", "International Standard Book Number"),
)

LABELLED = "urn:nato:stanag:4778:bindinginformation:1:0:xmp#"
"""The namespace of a label in XMP (ADatP-4778.2, chapter 10)."""
_LABEL_SCHEMA = _explain_schema(
    "STANAG 4778 binding information",
    LABELLED,
    "mbxmp",
    ("bindingInformation", "Text", "external", "Confidentiality label bound to this file"),
)


@dataclass(frozen=True, slots=True)
class Terms:
    """Under which numbers a file is catalogued, when it was issued, and how it may be used."""

    rights: str = ""
    """Whose it is, and on what terms it may be used."""
    licence: str = ""
    """The terms alone."""
    doi: str = ""
    isbn: str = ""
    """Of the format that the file has."""
    issued: str = ""
    """Year of publication; empty when that is not known."""


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
    terms: Terms = Terms()
    label: ConfidentialityLabel | None = None


def write_xmp(metadata: Metadata, standard: Standard = TAGGED) -> bytes:
    """The properties as an XMP packet that declares what `standard` says."""
    lines = [
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
        f'<rdf:Description rdf:about=""\n{_NAMESPACES}{_name_more(metadata)}>',
        *_properties(metadata),
        *_declare(standard),
        *_identify(metadata, standard),
        *_explain(standard, metadata),
        "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>",
        '<?xpacket end="r"?>',
    ]
    return "\n".join(lines).encode()


def _name_more(metadata: Metadata) -> str:
    """The namespaces that only some packets use."""
    terms = metadata.terms
    label = f'\n xmlns:mbxmp="{LABELLED}"'
    rights = '\n xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
    numbers = '\n xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"'
    said = rights * bool(terms.rights) + numbers * bool(terms.doi or terms.isbn)
    return said + label * bool(metadata.label)


def state_terms(imprint: Imprint, ending: str) -> Terms:
    """What the imprint says of rights, numbers and year, for the file with that `ending`."""
    rights = " ".join(filter(None, (imprint.copyright, imprint.licence)))
    numbers = {one.format.casefold(): one.isbn for one in imprint.identifiers}
    issued = imprint.year if imprint.year.isdigit() else ""
    return Terms(rights, imprint.licence, imprint.doi, numbers.get(ending, ""), issued)


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
        moment = write_moment(metadata.date)
        entries |= {"CreationDate": moment, "ModDate": moment}
    return {name: value for name, value in entries.items() if value}


def write_moment(day: date) -> str:
    """The beginning of `day` as PDF writes it, with four digits of the year even before 1000."""
    return f"D:{day.isoformat().replace('-', '')}000000Z"


def _properties(metadata: Metadata) -> list[str]:
    entries = describe(metadata)
    language = metadata.language
    lines = [_in_languages("dc:title", metadata.title, language)]
    if metadata.author:
        lines.append(_list("dc:creator", "Seq", (metadata.author,)))
        lines.append(_list("dc:publisher", "Bag", (metadata.author,)))
    if metadata.subject:
        lines.append(_in_languages("dc:description", metadata.subject, language))
    lines += _state_terms(metadata.terms, language)
    if metadata.label:
        bound = bind(metadata.label, [("", "application/pdf")])
        lines.append(f"<mbxmp:bindingInformation>{escape(bound)}</mbxmp:bindingInformation>")
    if metadata.keywords:
        lines.append(_list("dc:subject", "Bag", metadata.keywords))
    lines.append(_list("dc:language", "Bag", (language,)))
    lines.append("<dc:format>application/pdf</dc:format>")
    if metadata.keywords:
        lines.append(f"<pdf:Keywords>{escape(entries['Keywords'])}</pdf:Keywords>")
    lines.append(f"<pdf:Producer>{PRODUCER}</pdf:Producer>")
    lines.append(f"<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>")
    if metadata.date:
        moment = f"{metadata.date.isoformat()}T00:00:00Z"
        names = ("CreateDate", "ModifyDate", "MetadataDate")
        lines += [f"<xmp:{name}>{moment}</xmp:{name}>" for name in names]
    return lines


def _state_terms(terms: Terms, language: str) -> Iterator[str]:
    """Rights, numbers and year, by the names that libraries and archives look for."""
    if terms.rights:
        yield _in_languages("dc:rights", terms.rights, language)
        yield "<xmpRights:Marked>True</xmpRights:Marked>"
    if terms.licence:
        yield _in_languages("xmpRights:UsageTerms", terms.licence, language)
    if terms.doi or terms.isbn:
        yield f"<dc:identifier>{escape(terms.doi or terms.isbn)}</dc:identifier>"
    for name, number in (("doi", terms.doi), ("isbn", terms.isbn)):
        if number:
            yield f"<prism:{name}>{escape(number)}</prism:{name}>"
    if terms.issued:
        yield _list("dc:date", "Seq", (terms.issued,))


def _declare(standard: Standard) -> Iterator[str]:
    """The standards that the PDF follows, by their own names."""
    if standard.archive:
        yield f"<pdfaid:part>{standard.archive}</pdfaid:part>"
    if standard.archive >= 4:
        yield "<pdfaid:rev>2020</pdfaid:rev>"
    if standard.conformance:
        yield f"<pdfaid:conformance>{standard.conformance}</pdfaid:conformance>"
    if standard.accessible:
        yield f"<pdfuaid:part>{standard.accessible}</pdfuaid:part>"
    if standard.accessible >= 2:
        yield "<pdfuaid:rev>2024</pdfuaid:rev>"
    if standard.exchange:
        yield f"<pdfxid:GTS_PDFXVersion>{standard.exchange}</pdfxid:GTS_PDFXVersion>"


def _identify(metadata: Metadata, standard: Standard) -> Iterator[str]:
    """What tells this document from others, each edition from the others, and this state of it."""
    when = metadata.date.isoformat() if metadata.date else ""
    edition = f"{standard.exchange} {standard.accessible}".strip()
    parts = (metadata.title, metadata.author, when, metadata.language, edition)
    yield f"<xmpMM:DocumentID>uuid:{uuid5(NAMESPACE_URL, chr(10).join(parts))}</xmpMM:DocumentID>"
    yield f"<xmpMM:InstanceID>uuid:{UNKNOWN}</xmpMM:InstanceID>"
    if standard.exchange:
        yield "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>"
        yield "<xmpMM:VersionID>1</xmpMM:VersionID>"
        yield "<pdf:Trapped>False</pdf:Trapped>"


UNKNOWN = UUID(int=0)
"""Stands in a packet for the number of the file's state, which its other bytes make."""


def stamp_instance(data: bytes) -> bytes:
    """The file with the number of its state in its packet: another one when any byte is another."""
    state = uuid5(NAMESPACE_URL, sha256(data).hexdigest())
    return data.replace(f"uuid:{UNKNOWN}".encode(), f"uuid:{state}".encode(), 1)


def _explain(standard: Standard, metadata: Metadata) -> Iterator[str]:
    """The names that PDF/A does not know; from part 4 on it asks for no explanation."""
    if standard.archive not in {2, 3}:
        return
    yield "<pdfaExtension:schemas><rdf:Bag>"
    if standard.accessible:
        yield _UA_SCHEMA
    if standard.exchange:
        yield _X_SCHEMAS
    if metadata.terms.doi or metadata.terms.isbn:
        yield _PRISM_SCHEMA
    if metadata.label:
        yield _LABEL_SCHEMA
    yield "</rdf:Bag></pdfaExtension:schemas>"


def _list(name: str, container: str, values: Iterable[str]) -> str:
    items = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values)
    return f"<{name}><rdf:{container}>{items}</rdf:{container}></{name}>"


def _in_languages(name: str, value: str, language: str) -> str:
    """The value for whoever asks, and in the language that it has."""
    tags = ("x-default", language)
    items = (f'<rdf:li xml:lang="{escape(tag)}">{escape(value)}</rdf:li>' for tag in tags)
    return f"<{name}><rdf:Alt>{''.join(items)}</rdf:Alt></{name}>"
