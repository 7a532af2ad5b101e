"""The smallest templates with what real houses have: sections, heads, fields, styles."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import replace

from octavo.docx.house.package import HousePackage, open_house
from octavo.files.library import Memory
from word.breaking import put_together
from word.houses import FILE, plain_template
from word.readback import parts
from word.sample import DOCUMENT

SMALL = replace(DOCUMENT, sections=DOCUMENT.sections[:1])
"""A document of one section, for what does not depend on its text."""
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
UPRIGHT = '<w:pgSz w:w="11906" w:h="16838"/>'
ACROSS = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
MARGINS = (
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" '
    'w:footer="720" w:gutter="0"/>'
)


def shape(
    body: str,
    leaves: Mapping[str, str] | None = None,
    styles: str = "",
    settings: str = "",
    media: Mapping[str, bytes] | None = None,
) -> bytes:
    """A template with `body`, heads and feet by name (`header1`), and more styles and settings.

    A head or foot is called by its name, a picture in `media` by its own, such as `logo.emf`.
    """
    entries = parts(plain_template())
    entries["word/document.xml"] = (
        f"<w:document {W} {R}><w:body>{body}</w:body></w:document>".encode()
    )
    relations, kinds = "", ""
    for name, content in (leaves or {}).items():
        kind = name.rstrip("0123456789")
        tag = "hdr" if kind == "header" else "ftr"
        entries[f"word/{name}.xml"] = f"<w:{tag} {W} {R}>{content}</w:{tag}>".encode()
        relations += relate(name, kind, f"{name}.xml")
        kinds += f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>'
        if media:
            entries[f"word/_rels/{name}.xml.rels"] = relationships(
                "".join(relate(one, "image", f"media/{one}") for one in media)
            )
    for name, data in (media or {}).items():
        entries[f"word/media/{name}"] = data
        end = name.rpartition(".")[2]
        kinds += f'<Default Extension="{end}" ContentType="image/x-{end}"/>'
    insert(entries, "word/_rels/document.xml.rels", "</Relationships>", relations)
    insert(entries, "[Content_Types].xml", "</Types>", kinds)
    insert(entries, "word/styles.xml", "</w:styles>", styles)
    insert(entries, "word/settings.xml", "<w:defaultTabStop", settings)
    return put_together(entries)


def insert(entries: dict[str, bytes], name: str, before: str, added: str) -> None:
    """Put `added` before the first `before` in one of the parts."""
    text = entries[name].decode()
    assert before in text, f"no {before} in {name}"
    entries[name] = text.replace(before, added + before, 1).encode()


def relate(id: str, kind: str, target: str, mode: str = "") -> str:
    """A relationship called `id`."""
    outside = ' TargetMode="External"' if mode else ""
    return f'<Relationship Id="{id}" Type="{KINDS}/{kind}" Target="{target}"{outside}/>'


def relationships(inner: str) -> bytes:
    """A part of relationships."""
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{inner}</Relationships>'.encode()


def section(*names: str, page: str = UPRIGHT, more: str = "") -> str:
    """The properties of a section with heads and feet: `header1`, or `first:header2`."""
    references = ""
    for name in names:
        pages, _, leaf = name.rpartition(":")
        kind = leaf.rstrip("0123456789")
        references += f'<w:{kind}Reference w:type="{pages or "default"}" r:id="{leaf}"/>'
    return f"<w:sectPr>{references}{page}{MARGINS}{more}</w:sectPr>"


def words(text: str, style: str = "", end: str = "") -> str:
    """A paragraph; with `end`, the properties of the section that it ends."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:p><w:pPr>{style}{end}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def field(*codes: str, result: str = "1") -> str:
    """A field whose instruction stands in several runs."""
    told = "".join(f'<w:r><w:instrText xml:space="preserve">{c}</w:instrText></w:r>' for c in codes)
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{told}'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(content: str) -> str:
    """A paragraph of runs."""
    return f"<w:p>{content}</w:p>"


def open_shape(template: bytes) -> HousePackage:
    """The template, opened as a build does."""
    return open_house(FILE, Memory({FILE: template}))


def emf(description: str = "", comment: bytes = b"") -> bytes:
    """A metafile of a header, a comment and an end."""
    told = description.encode("utf-16-le")
    told += bytes(-len(told) % 4)
    length = 88 + len(told)
    remark = comment + bytes(-len(comment) % 4)
    record = struct.pack("<III", 70, 12 + len(remark), len(comment)) + remark if comment else b""
    last = struct.pack("<IIIII", 14, 20, 0, 16, 20)
    header = struct.pack("<II16s16s", 1, length, bytes(16), bytes(16)) + b" EMF"
    header += struct.pack("<IIIHH", 0x10000, length + len(record) + 20, 2, 1, 0)
    header += struct.pack("<III", len(description), 88 if description else 0, 0) + bytes(16)
    return header + told + record + last


def logo(name: str) -> str:
    """A run that shows the picture `name`, one centimetre high."""
    return (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
        'style="width:28pt;height:28pt">'
        f'<v:imagedata r:id="{name}" o:title="Traceable logo" '
        'xmlns:o="urn:schemas-microsoft-com:office:office"/></v:shape></w:pict></w:r>'
    )


def make_strict(template: bytes) -> bytes:
    """The template in Strict Open XML, with lengths in points as newer Words write them."""
    entries = parts(template)
    for name, data in entries.items():
        if not name.endswith((".xml", ".rels")) or name == "[Content_Types].xml":
            continue
        text = re.sub(
            r"http://schemas\.openxmlformats\.org/(\w+)/2006/",
            lambda found: (
                found[0] if found[1] == "package" else f"http://purl.oclc.org/ooxml/{found[1]}/"
            ),
            data.decode(),
        )
        if name in {"word/document.xml", "word/styles.xml"}:
            text = re.sub(
                r"(<w:(?:pgSz|pgMar|ind|spacing)\b[^>]*>)",
                lambda tag: re.sub(
                    r'(w:(?!line)\w+)="(-?\d+)"',
                    lambda one: f'{one[1]}="{int(one[2]) / 20}pt"',
                    tag[0],
                ),
                text,
            )
            text = re.sub(
                r'<w:sz w:val="(\d+)"', lambda one: f'<w:sz w:val="{int(one[1]) / 2}pt"', text
            )
        entries[name] = text.encode()
    return put_together(entries)
