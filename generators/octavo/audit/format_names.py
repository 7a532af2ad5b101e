"""The names that formats give to their own things: what may stand where, by key."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, TypeAlias, cast

from octavo.audit.extracts import CONTENT, KEY, XPACKET
from octavo.files.library import read_builtin

Json: TypeAlias = "Mapping[str, Any]"  # our own file, written by tests/trust/format_names.py

XML = "http://www.w3.org/XML/1998/namespace"
SVG = "{http://www.w3.org/2000/svg}"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
MORE: Mapping[str, str] = {
    f"{PACKAGE}content-types": "Types Default Override",
    f"{PACKAGE}relationships": "Relationships Relationship",
    f"{PACKAGE}metadata/core-properties": "coreProperties keywords category contentStatus",
    "http://purl.org/dc/elements/1.1/": (
        "title creator publisher description language format rights subject identifier date"
    ),
    "http://purl.org/dc/terms/": "created modified",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "RDF Description Alt Seq Bag li",
    "adobe:ns:meta/": "xmpmeta",
    "http://ns.adobe.com/pdf/1.3/": "Keywords Producer Trapped",
    "http://ns.adobe.com/xap/1.0/rights/": "Marked UsageTerms",
    "http://prismstandard.org/namespaces/basic/2.0/": "doi isbn",
    "http://ns.adobe.com/xap/1.0/": "CreatorTool CreateDate ModifyDate MetadataDate",
    "http://ns.adobe.com/xap/1.0/mm/": "DocumentID InstanceID RenditionClass VersionID",
    "http://www.aiim.org/pdfa/ns/id/": "part conformance rev",
    "http://www.aiim.org/pdfua/ns/id/": "part rev",
    "http://www.npes.org/pdfx/ns/id/": "GTS_PDFXVersion",
    "http://www.aiim.org/pdfa/ns/extension/": "schemas",
    "http://www.aiim.org/pdfa/ns/schema#": "schema namespaceURI prefix property",
    "http://www.aiim.org/pdfa/ns/property#": "name valueType category description",
    "urn:nato:stanag:4774:confidentialitymetadatalabel:1:0": (
        "originatorConfidentialityLabel ConfidentialityInformation PolicyIdentifier Classification "
        "Category GenericValue CreationDateTime"
    ),
    "urn:nato:stanag:4778:bindinginformation:1:0": (
        "BindingInformation MetadataBindingContainer MetadataBinding Metadata DataReference"
    ),
    "urn:nato:stanag:4778:bindinginformation:1:0:xmp#": "bindingInformation",
    "http://www.w3.org/2000/svg": (
        "svg g path defs clipPath use rect circle ellipse line polyline polygon text tspan image "
        "linearGradient radialGradient stop mask pattern symbol"
    ),
}
"""Elements of formats that the model of Office Open XML does not have, by namespace."""
NAMESPACES = frozenset(
    {
        XML,
        "http://www.w3.org/1999/xlink",
        "http://www.w3.org/2005/05/xmlmime",
        "http://www.w3.org/2001/XMLSchema-instance",
        "http://purl.org/dc/dcmitype/",
        "http://ns.adobe.com/pdfx/1.3/",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "http://schemas.openxmlformats.org/officeDocument/2006/bibliography",
    }
)
_SVG_NAMES = """
id class d fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap
stroke-linejoin stroke-dasharray stroke-miterlimit clip-path clip-rule transform viewBox
width height x y x1 y1 x2 y2 cx cy r rx ry points version preserveAspectRatio opacity
"""
_SVG_ATTRIBUTES = frozenset(_SVG_NAMES.split())
_SVG_VALUES = re.compile(
    r"[MmLlHhVvCcSsQqTtAaZz\d\s.,eE+-]*|#[0-9A-Fa-f]{3,8}|none|evenodd|nonzero|round|butt|miter|bevel"
    r"|square|(?:matrix|translate|scale|rotate)\([-\d.,e\s]*\)|url\(#[a-z]{1,8}\d{1,4}\)|[a-z]{1,8}\d{1,4}"
    r"|[-\d.\s]+(?:pt|px|mm|cm|in|%)?"
)
_ROLES = """
Document DocumentFragment Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct
Private P H H1 H2 H3 H4 H5 H6 Title Sub FENote Aside Em Strong L LI Lbl LBody Table TR TH TD
THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu
WT WP Figure Formula Form Artifact
"""
_STRUCTURE = frozenset(_ROLES.split())
"""The roles of ISO 32000-1 and 32000-2 in which content may stand."""
_ARTIFACTS = frozenset(
    {"Pagination", "Layout", "Page", "Background", "Header", "Footer", "Watermark", "Inline"}
)
"""What content that is no text can be."""
_FITS = frozenset({"XYZ", "Fit", "FitH", "FitV", "FitR", "FitB", "FitBH", "FitBV"})
_COLOURS = frozenset(
    {"DeviceGray", "DeviceRGB", "DeviceCMYK", "ICCBased", "Indexed", "Separation", "DeviceN"}
    | {"CalRGB", "Pattern", "All", "None"}
)
_PDF_VALUES: Mapping[str, frozenset[str]] = {
    "S": _STRUCTURE,
    "ProcSet": frozenset({"PDF", "Text", "ImageB", "ImageC", "ImageI"}),
    "Dest": _FITS,
    "D": _FITS,
    "Names": _FITS,
    "SD": _FITS,
    "ColorSpace": _COLOURS,
    "": _COLOURS | _FITS,
    "NS": frozenset({"http://iso.org/pdf/ssn", "http://iso.org/pdf2/ssn"}),
    "Filter": frozenset({"FlateDecode", "DCTDecode"}),
    "Registry": frozenset({"Adobe"}),
    "Ordering": frozenset({"Identity", "UCS"}),
    "Subtype": frozenset({"XML", "application/json"}),
}
"""Those that the Arlington model has elsewhere than under the key."""
_TREES = frozenset({"Nums"})
"""Keys of trees of numbers, which the Arlington model takes for granted."""
_TYPED = re.compile(
    r"-?[0-9A-Fa-f]*\.?[0-9]*(?:%|pt|mm|cm|in|px)?|true|false|t|f|on|off"
    r"|\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?|\d{4}-\d\d-\d\dT[\d:]+Z"
)
_SHAPED = re.compile(
    r"[-+]?[\d.,:;%/\s]*(?:pt|mm|cm|in|px|em)?|#?[0-9A-Fa-f]{6}|auto|nil|preserve|default"
    r"|(?:uuid:)?\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?|[0-9A-F]{8,32}"
    r"|(?:%\d[.)\s]*)+|\W{1,3}|[A-Z]{1,2}\d{1,4}"
)
"""What no name is: numbers and measures, colours, identities, marks, cells of a sheet."""
_OFFICE = "application/vnd.openxmlformats-officedocument."
_KINDS = """
extended-properties theme drawingml.chart customXmlProperties spreadsheetml.sheet.main
spreadsheetml.worksheet wordprocessingml.document.main wordprocessingml.styles
wordprocessingml.settings wordprocessingml.numbering wordprocessingml.fontTable
wordprocessingml.footnotes wordprocessingml.endnotes wordprocessingml.header
wordprocessingml.footer wordprocessingml.comments
"""
_PACKAGE_TYPE = "application/vnd.openxmlformats-package."
_TYPES = frozenset(
    {f"{_OFFICE}{kind}+xml" for kind in _KINDS.split()}
    | {f"{_OFFICE}spreadsheetml.sheet", f"{_OFFICE}obfuscatedFont"}
    | {f"{_PACKAGE_TYPE}core-properties+xml", f"{_PACKAGE_TYPE}relationships+xml"}
    | {
        "application/pdf",
        "application/xml",
        "application/octet-stream",
        "image/png",
        "image/jpeg",
        "image/svg+xml",
    }
)
"""The kinds of parts and files that we have."""
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATED = """
officeDocument extended-properties styles settings numbering fontTable footnotes endnotes header
footer comments theme image chart hyperlink font package customXml customXmlProps worksheet
"""
_RELATIONS = frozenset(
    {f"{_RELATION}{name}" for name in _RELATED.split()}
    | {f"{PACKAGE}relationships/metadata/core-properties"}
)
"""How one part of a package can stand to another."""
_PACKAGING = frozenset({"Default@Extension", "Relationship@TargetMode", "Relationship@Id"})
_PACKAGE_TAGS = frozenset({"Types", "Default", "Override", "Relationships", "Relationship"})
_PACKAGED = re.compile(r"xml|rels|png|jpe?g|svg|xlsx|odttf|External|rId\d{1,4}")
_PREFIXES = re.compile(
    r"(?:(?:w14|w15|w16\w{0,4}|wp14|w10|mc|r|w|wp|a|pic|o|v|m|wps|wpg|wpc|c) ?)+"
)
_XPACKET = re.compile(r"begin=\"\ufeff?\" id=\"W5M0MpCehiHzreSzNTczkc9d\"|end=\"[rw]\"|")


@lru_cache(50_000)
def is_listed(key: str, value: str) -> bool:
    """Whether a format itself allows the name `value` where it stands.

    `key` is a key of a PDF's dictionaries, or an element and attribute in Clark's notation.
    """
    if key == XPACKET:
        return _XPACKET.fullmatch(value) is not None
    if key == "xmlns":
        return _is_namespace(value)
    if key.startswith("{"):
        element, _, attribute = key.partition("@")
        return _is_in_xml(element, attribute, value)
    return _is_in_pdf(key, value)


def is_shaped(value: str) -> bool:
    """Whether it is no name at all, but a number, a measure, a colour, an identity or a mark."""
    return _SHAPED.fullmatch(value) is not None


# ------------------------------------------------------------------------------ PDF


@cache
def _read_pdf() -> tuple[frozenset[str], Mapping[str, frozenset[str]]]:
    found = cast("Json", json.loads(read_builtin("assets/formats/pdf.json")))
    values: Mapping[str, list[str]] = found["values"]
    keys = frozenset(found["keys"]) | _TREES
    return keys, {key: frozenset(names) for key, names in values.items()}


def _is_in_pdf(key: str, value: str) -> bool:
    keys, values = _read_pdf()
    if key == KEY:
        return value in keys
    if key == CONTENT:
        return value in _STRUCTURE or value in keys or value in _ARTIFACTS
    own = key.removeprefix("/")
    return value in values.get(own, ()) or value in _PDF_VALUES.get(own, ())


# ------------------------------------------------------------------------------ XML


@cache
def _read_word() -> tuple[
    Mapping[str, Mapping[str, Mapping[str, str]]], tuple[frozenset[str], ...]
]:
    found = cast("Json", json.loads(read_builtin("assets/formats/ooxml.json")))
    lists: list[list[str]] = found["lists"]
    return found["elements"], tuple(map(frozenset, lists))


@lru_cache(256)
def _is_namespace(name: str) -> bool:
    return name in NAMESPACES or name in MORE or name in _read_word()[0]


def _is_in_xml(element: str, attribute: str, value: str) -> bool:
    namespace, _, local = element[1:].partition("}")
    if not value and attribute and not namespace.startswith("urn:"):
        return True
    if value in _TYPES or value in _RELATIONS or _is_namespace(value):
        return (attribute or local).rpartition("}")[2] in _NAMING
    if namespace.startswith(PACKAGE) and not namespace.endswith("core-properties"):
        return _is_in_package(local, attribute, value)
    elements, lists = _read_word()
    attributes = elements.get(namespace, {}).get(local)
    if element.startswith(SVG):
        listed = local in MORE[namespace].split()
        return listed and (not attribute or _is_in_svg(attribute, value))
    if attributes is None:
        if value in {"dcterms:W3CDTF", "Resource", "x-default"}:
            return attribute.rpartition("}")[2] in {"type", "parseType", "lang"}
        return not attribute and local in MORE.get(namespace, "").split()
    if not attribute:
        return not value
    return _fits(attribute, attributes, lists, value)


_NAMING = frozenset({"ContentType", "contentType", "Type", "uri", "namespaceURI"})
"""Attributes whose value is the name of a kind."""


def _is_in_package(local: str, attribute: str, value: str) -> bool:
    if not attribute:
        return not value and local in _PACKAGE_TAGS
    return f"{local}@{attribute}" in _PACKAGING and _PACKAGED.fullmatch(value) is not None


def _is_in_svg(attribute: str, value: str) -> bool:
    return attribute in _SVG_ATTRIBUTES and _SVG_VALUES.fullmatch(value) is not None


def _fits(
    attribute: str, attributes: Mapping[str, str], lists: tuple[frozenset[str], ...], value: str
) -> bool:
    """Whether an attribute may have the value, by its name and by what the model says of it."""
    space, _, own = attribute.rpartition("}")
    if own == "Ignorable":
        return _PREFIXES.fullmatch(value) is not None
    if space == f"{{{XML}":
        return own == "space" and value in {"preserve", "default"}
    rule = attributes.get(own, "")
    if rule.endswith("#") and _TYPED.fullmatch(value):
        return True
    number = rule.removesuffix("#")
    return bool(number) and value in lists[int(number)]


# ------------------------------------------------------------------------------ words


@cache
def _list_words() -> frozenset[str]:
    """Every name of the formats, as words in small letters."""
    keys, values = _read_pdf()
    elements, lists = _read_word()
    names = {*keys, *(name for own in values.values() for name in own), *_STRUCTURE}
    names |= {name for own in lists for name in own}
    for own in elements.values():
        names |= own.keys()
        names |= {name for attributes in own.values() for name in attributes}
    names |= {name for own in MORE.values() for name in own.split()}
    words = (re.findall(r"[A-Za-z][a-z]*|[A-Z]+", name) for name in names)
    return frozenset(name.casefold() for name in names) | {
        word.casefold() for found in words for word in found
    }


def is_format_word(word: str) -> bool:
    """Whether `word` is a name of some format, or a part of one."""
    return word in _list_words()
