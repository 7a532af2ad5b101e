"""A confidentiality label as XML, bound to what it is about.

The label is that of STANAG 4774 (ADatP-4774), the binding that of STANAG 4778 (ADatP-4778), both in
edition A, version 1. `docs/standards/markings.md` says which of their texts could be read.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from octavo.document.marking import ConfidentialityLabel, LabelCategory

LABEL = "urn:nato:stanag:4774:confidentialitymetadatalabel:1:0"
BINDING = "urn:nato:stanag:4778:bindinginformation:1:0"
MEDIA = "http://www.w3.org/2005/05/xmlmime"
"""The namespace of the attribute that says of which kind something is that is no XML."""


def write_moment(day: date) -> str:
    """The beginning of `day`, as XML writes it."""
    return f"{day.isoformat()}T00:00:00Z"


def write_label(label: ConfidentialityLabel) -> str:
    """The label that the originator gives."""
    uri = f" URI={quoteattr(label.uri)}" if label.uri else ""
    categories = "".join(_write_category(one) for one in label.categories)
    return (
        f'<slab:originatorConfidentialityLabel xmlns:slab="{LABEL}"'
        f' ReviewDateTime="{write_moment(label.review)}">'
        "<slab:ConfidentialityInformation>"
        f"<slab:PolicyIdentifier{uri}>{escape(label.policy)}</slab:PolicyIdentifier>"
        f"<slab:Classification>{escape(label.classification)}</slab:Classification>"
        f"{categories}</slab:ConfidentialityInformation>"
        f"<slab:CreationDateTime>{write_moment(label.created)}</slab:CreationDateTime>"
        "</slab:originatorConfidentialityLabel>"
    )


def _write_category(category: LabelCategory) -> str:
    uri = f" URI={quoteattr(category.uri)}" if category.uri else ""
    values = "".join(
        f"<slab:GenericValue>{escape(value)}</slab:GenericValue>" for value in category.values
    )
    return (
        f'<slab:Category Type="{category.kind}" TagName={quoteattr(category.tag)}{uri}>'
        f"{values}</slab:Category>"
    )


def bind(label: ConfidentialityLabel, references: Iterable[tuple[str, str]]) -> str:
    """The label bound to what `references` name, each with its kind; empty for XML.

    The address `""` is the file itself that has the binding in it.
    """
    data = "".join(
        f"<mb:DataReference URI={quoteattr(uri)}"
        + (f" xmime:contentType={quoteattr(kind)}" if kind else "")
        + "/>"
        for uri, kind in references
    )
    return (
        f'<mb:BindingInformation xmlns:mb="{BINDING}" xmlns:xmime="{MEDIA}">'
        "<mb:MetadataBindingContainer><mb:MetadataBinding>"
        f"<mb:Metadata>{write_label(label)}</mb:Metadata>{data}"
        "</mb:MetadataBinding></mb:MetadataBindingContainer></mb:BindingInformation>"
    )
