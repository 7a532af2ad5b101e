"""The finished Word file: a template, a body, and everything the body calls for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING, cast

from octavo.document.marking import ConfidentialityLabel
from octavo.document.problem import Problem, Severity, SourceError
from octavo.docx.archive import pack, unpack
from octavo.docx.elements import XmlElement
from octavo.docx.labels import bind_label
from octavo.docx.markup import DECLARATION, NAMESPACES, escape, paragraph, run
from octavo.docx.part_state import ChartPart, Media, NumberedList, PartState
from octavo.docx.sections import HeaderFooterKind
from octavo.docx.template import RELATIONSHIPS, render_part
from octavo.docx.workbook import MEDIA_TYPE
from octavo.files.library import Library

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.opc.part import Part

_OFFICE = "application/vnd.openxmlformats-officedocument"
_WORD = f"{_OFFICE}.wordprocessingml"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold."""
LONGEST = 255
"""Characters that a property of a file may have: python-docx refuses longer ones, as Word's own
dialogue cuts them off. The text itself has all of it."""
_LINK = re.compile('<w:hyperlink r:id="([^"]*)"')


@dataclass(frozen=True, slots=True)
class HeaderFooter:
    """A running head or foot."""

    kind: HeaderFooterKind
    relationship: str
    """By which sections name it."""
    content: str
    """Its paragraphs; or the part as it is, with its declaration."""
    media: Mapping[Media, str] = field(default_factory=dict[Media, str])
    links: Mapping[str, str] = field(default_factory=dict[str, str])
    """The relationship of each outside address."""


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says about itself: all from the publication, nothing from the machine."""

    title: str
    author: str
    language: str
    subject: str = ""
    keywords: tuple[str, ...] = ()
    description: str = ""
    category: str = ""
    day: date | None = None
    """When it was made, as far as the publication says."""


@dataclass(frozen=True, slots=True)
class PackageContent:
    """A body with all that it calls for."""

    body: str
    state: PartState
    properties: Properties
    commentator: str = ""
    """In whose name comments are made: a word, and no person."""


def open_package(template: bytes, manuscript: PackageContent, library: Library) -> WordDocument:
    """The Word document of `manuscript` in `template`.

    Raises `SourceError` when its text holds a character that XML cannot.
    """
    import docx

    document = docx.Document(BytesIO(_put_body(template, manuscript.body)))
    _number_lists(document, manuscript.state.lists)
    _add_notes(document, manuscript.state, library)
    _add_comments(document, manuscript)
    _add_media(document.part, manuscript.state.media)
    _add_charts(document, manuscript.state.charts)
    _add_links(document.part, manuscript.state.links, manuscript.body)
    _add_manifest(document, manuscript.state.blocks, library)
    _set_properties(document, manuscript.properties)
    return document


def add_headers_footers(document: WordDocument, headers_footers: Iterable[HeaderFooter]) -> None:
    """Give `document` its running heads and feet."""
    counts = {"header": count(1), "footer": count(1)}
    for piece in headers_footers:
        _add_header_footer(document, piece, next(counts[piece.kind]))


def close_package(document: WordDocument, label: ConfidentialityLabel | None = None) -> bytes:
    """The bytes of `document`, with its label: the same each time, pictures stored and the rest
    deflated."""
    saved = BytesIO()
    document.save(saved)
    parts = unpack(saved.getvalue())
    return pack(bind_label(parts, label) if label else parts)


def _put_body(template: bytes, body: str) -> bytes:
    """The template with `body` for its own: done before it is opened, as python-docx would take
    far longer to move a body in than to read it.
    """
    found = _FORBIDDEN.search(body)
    if found:
        raise SourceError((_forbidden(body, found.start()),))
    written = f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    return pack({**unpack(template), "word/document.xml": written.encode()})


def _forbidden(body: str, place: int) -> Problem:
    before = re.sub("<[^>]*>?", "", body[max(0, place - 200) : place])[-40:]
    message = f"a Word file cannot hold the character U+{ord(body[place]):04X} after `{before}`"
    return Problem(Severity.ERROR, "WRD004", message, hint="delete it in the source")


def _number_lists(document: WordDocument, lists: Iterable[NumberedList]) -> None:
    from docx.oxml import parse_xml

    numbering = document.part.numbering_part.element
    for numbered in lists:
        numbering.append(
            parse_xml(
                f'<w:num {NAMESPACES} w:numId="{numbered.number}">'
                f'<w:abstractNumId w:val="{numbered.abstract}"/>'
                f'<w:lvlOverride w:ilvl="{numbered.level}">'
                f'<w:startOverride w:val="{numbered.start}"/></w:lvlOverride></w:num>'
            )
        )


def _add_notes(document: WordDocument, state: PartState, library: Library) -> None:
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        f"<w:r><w:tab/></w:r>{content}</w:p></w:footnote>"
        for number, content in enumerate(state.notes, 1)
    )
    found = _FORBIDDEN.search(notes)
    if found:
        raise SourceError((_forbidden(notes, found.start()),))
    for kind, content in (("footnote", notes), ("endnote", "")):
        data = render_part("notes.xml.j2", {"kind": kind, "notes": content}, library)
        part = _new_part(document, f"/word/{kind}s.xml", f"{_WORD}.{kind}s+xml", data)
        _add_links(part, state.links, content)
        document.part.relate_to(part, f"{RELATIONSHIPS}/{kind}s")


def _add_comments(document: WordDocument, manuscript: PackageContent) -> None:
    """The comments, without a date and in nobody's name; no part for them without any."""
    author = escape(manuscript.commentator)
    comments = "".join(
        f'<w:comment w:id="{number}" w:author="{author}" w:initials="{author[:1]}">'
        + paragraph("CommentText", f"{_COMMENT_SIGN}{run(text)}")
        + "</w:comment>"
        for number, text in enumerate(manuscript.state.comments)
    )
    if not comments:
        return
    found = _FORBIDDEN.search(comments)
    if found:
        raise SourceError((_forbidden(comments, found.start()),))
    data = f"{DECLARATION}<w:comments {NAMESPACES}>{comments}</w:comments>".encode()
    part = _new_part(document, "/word/comments.xml", f"{_WORD}.comments+xml", data)
    document.part.relate_to(part, f"{RELATIONSHIPS}/comments")


_COMMENT_SIGN = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'


def _add_media(part: Part, media: Mapping[Media, str]) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part as NewPart

    package = part.package
    assert package is not None
    for held, relationship in media.items():
        target = NewPart(PackURI(f"/word/{held.name}"), held.media_type, held.data, package)
        part.rels.add_relationship(f"{RELATIONSHIPS}/image", target, relationship)


def _add_charts(document: WordDocument, charts: Iterable[ChartPart]) -> None:
    for number, chart in enumerate(charts, 1):
        name = f"/word/charts/chart{number}.xml"
        part = _new_part(document, name, f"{_OFFICE}.drawingml.chart+xml", chart.data)
        name = f"/word/embeddings/workbook{number}.xlsx"
        workbook = _new_part(document, name, MEDIA_TYPE, chart.workbook)
        part.rels.add_relationship(f"{RELATIONSHIPS}/package", workbook, "rId1")
        document.part.rels.add_relationship(f"{RELATIONSHIPS}/chart", part, chart.relationship)


def _add_links(part: Part, links: Mapping[str, str], content: str) -> None:
    used = set(_LINK.findall(content))
    for address, relationship in links.items():
        if relationship in used:
            _add_link(part, address, relationship)


def _add_link(part: Part, address: str, relationship: str) -> None:
    part.rels.add_relationship(
        f"{RELATIONSHIPS}/hyperlink", address, relationship, is_external=True
    )


def _add_manifest(
    document: WordDocument, blocks: Iterable[tuple[str, str]], library: Library
) -> None:
    """The fingerprints of all blocks, by which an edited file can be compared with its source."""
    manifest = _new_part(
        document,
        "/customXml/item1.xml",
        "application/xml",
        render_part("manifest.xml.j2", {"blocks": list(blocks)}, library),
    )
    properties = _new_part(
        document,
        "/customXml/itemProps1.xml",
        f"{_OFFICE}.customXmlProperties+xml",
        render_part("manifestProperties.xml.j2", {}, library),
    )
    document.part.relate_to(manifest, f"{RELATIONSHIPS}/customXml")
    manifest.relate_to(properties, f"{RELATIONSHIPS}/customXmlProps")


def _add_header_footer(document: WordDocument, header_footer: HeaderFooter, number: int) -> None:
    tag = "hdr" if header_footer.kind == "header" else "ftr"
    written = f"{DECLARATION}<w:{tag} {NAMESPACES}>{header_footer.content}</w:{tag}>"
    data = (
        header_footer.content if header_footer.content.startswith("<?xml") else written
    ).encode()
    name = f"/word/{header_footer.kind}{number}.xml"
    part = _new_part(document, name, f"{_WORD}.{header_footer.kind}+xml", data)
    _add_media(part, header_footer.media)
    for address, relationship in header_footer.links.items():
        _add_link(part, address, relationship)
    document.part.rels.add_relationship(
        f"{RELATIONSHIPS}/{header_footer.kind}", part, header_footer.relationship
    )


def _new_part(document: WordDocument, name: str, content_type: str, data: bytes) -> Part:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part as NewPart

    package = document.part.package
    assert package is not None
    return NewPart(PackURI(name), content_type, data, package)


def _set_properties(document: WordDocument, properties: Properties) -> None:
    """Say what the publication says, and nothing that python-docx would say of its own: who saved
    the file last, when, and how often.
    """
    core = document.core_properties
    element = _clear_properties(document)
    core.title = _cut(properties.title, "title")
    core.author = _cut(properties.author, "author")
    core.language = properties.language
    for name, text in _list_texts(properties)[2:]:
        if text:
            setattr(core, name, _cut(text, name))
    if properties.day is not None:
        core.created = core.modified = datetime.combine(properties.day, time())
        for child in element.iterchildren("{*}created", "{*}modified"):
            # python-docx writes years before 1000 with fewer than four digits
            child.text = f"{properties.day.isoformat()}T00:00:00Z"


def list_cuts(properties: Properties) -> tuple[Problem, ...]:
    """A note for each property that the file has in part, for Word keeps no more of it."""
    return tuple(
        Problem(
            Severity.NOTE,
            "WRD015",
            f"the properties of the Word file have {len(_cut(text, name))} of the {len(text)} "
            f"characters of `{_CALLED.get(name, name)}`: Word keeps {LONGEST} at most",
            hint="the text itself has all of it; shorten it in `publication.yaml` to have it whole",
        )
        for name, text in _list_texts(properties)
        if len(text) > LONGEST
    )


_CALLED = {
    "author": "publisher",
    "subject": "subtitle",
    "comments": "description",
    "category": "kind",
}
"""What we call properties that Word calls otherwise."""


def _list_texts(properties: Properties) -> tuple[tuple[str, str], ...]:
    """The properties that are texts, as Word's are called."""
    return (
        ("title", properties.title),
        ("author", properties.author),
        ("subject", properties.subject),
        ("category", properties.category),
        ("keywords", _BETWEEN.join(properties.keywords)),
        ("comments", properties.description),
    )


_BETWEEN = ", "
"""What stands between two keywords."""


def _cut(text: str, name: str) -> str:
    """As much of a property as Word keeps; of keywords, whole ones."""
    if len(text) <= LONGEST or name != "keywords":
        return text[:LONGEST]
    return text[: LONGEST + len(_BETWEEN)].rpartition(_BETWEEN)[0] or text[:LONGEST]


def _clear_properties(document: WordDocument) -> XmlElement:
    """Take out all that python-docx says of a file; the element that held it."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.part import XmlPart

    package = document.part.package
    assert package is not None
    part = package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    assert isinstance(part, XmlPart)
    for child in list(part.element):
        part.element.remove(child)
    return cast("XmlElement", part.element)
