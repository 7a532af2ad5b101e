"""Word files written by hand, as small as a test needs them, and blocks in lines to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from octavo.importing.tree import (
    ForeignAside,
    ForeignBlock,
    ForeignCode,
    ForeignComment,
    ForeignFigure,
    ForeignHeading,
    ForeignIndexMark,
    ForeignInlines,
    ForeignList,
    ForeignNote,
    ForeignParagraph,
    ForeignPicture,
    ForeignQuotation,
    ForeignReference,
    ForeignTable,
    Imported,
)
from octavo.importing.word import read_word

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": OFFICE,
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    }.items()
)
OUTSIDE = ' TargetMode="External"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr>
</w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="House Chapter"/>
<w:basedOn w:val="Heading1"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift3"><w:name w:val="Überschrift 3"/></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Secret"><w:name w:val="Secret"/>
<w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr>
</w:style>
"""
PIXEL = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89"
    b"\0\0\0\nIDATx\x9cc\0\1\0\0\5\0\1\r\n-\xb4\0\0\0\0IEND\xaeB`\x82"
)
KINDS = {
    "styles": "word/styles.xml",
    "numbering": "word/numbering.xml",
    "footnotes": "word/footnotes.xml",
    "endnotes": "word/endnotes.xml",
    "comments": "word/comments.xml",
    "commentsExtended": "word/commentsExtended.xml",
    "header": "word/header1.xml",
    "footer": "word/footer1.xml",
    "chart": "word/charts/chart1.xml",
    "diagramData": "word/diagrams/data1.xml",
}
"""Parts by the kind of relationship that leads to them, which is also their id."""
ROOTS = {
    "header": "w:hdr",
    "footer": "w:ftr",
    "commentsExtended": "w15:commentsEx",
    "chart": "c:chartSpace",
    "diagramData": "dgm:dataModel",
}


def word_file(
    body: str,
    links: Mapping[str, str] | None = None,
    media: Mapping[str, bytes] | None = None,
    **parts: str,
) -> bytes:
    """A Word file with `body`, and with what stands in other parts, by the kind of each.

    `links` are addresses by the id of their relationship, `media` files likewise.
    """
    parts = {"styles": STYLES, **parts}
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"/>',
        "_rels/.rels": relations([("r", "officeDocument", "word/document.xml", False)]),
        "word/document.xml": root("w:document", f"<w:body>{body}</w:body>"),
    }
    related = [(kind, kind, f"/{KINDS[kind]}", False) for kind in parts]
    for kind, text in parts.items():
        files[KINDS[kind]] = root(ROOTS.get(kind, f"w:{kind}"), text)
    related += [(id, "hyperlink", address, True) for id, address in (links or {}).items()]
    for id, data in (media or {}).items():
        files[f"word/media/{id}"] = data
        related.append((id, "image", f"media/{id}", False))
    files["word/_rels/document.xml.rels"] = relations(related)
    return pack(files)


def pack(files: Mapping[str, str | bytes]) -> bytes:
    """An archive of `files`."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return packed.getvalue()


def root(tag: str, text: str) -> str:
    """A part with the element `tag`."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{tag} {NAMESPACES}>{text}</{tag}>'


def relations(related: list[tuple[str, str, str, bool]]) -> str:
    """A part of relationships: the id, kind and target of each, and whether it leads outside."""
    lines = "".join(
        f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"'
        f"{OUTSIDE if outside else ''}/>"
        for id, kind, target, outside in related
    )
    return f'<Relationships xmlns="{PACKAGE}">{lines}</Relationships>'


def r(text: str, look: str = "") -> str:
    """A run."""
    shown = f'<w:t xml:space="preserve">{text}</w:t>'
    return f"<w:r><w:rPr>{look}</w:rPr>{shown}</w:r>"


def p(*runs: str, style: str = "", more: str = "") -> str:
    """A paragraph of runs; what is no markup is the text of one."""
    inside = "".join(one if one.startswith("<") else r(one) for one in runs)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{inside}</w:p>"


def field(instruction: str, result: str) -> str:
    """A field of several runs."""

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
    shown = r(result) if result and not result.startswith("<") else result
    return mark("begin") + code + mark("separate") + shown + mark("end")


def table(*rows: str, look: str = "") -> str:
    """A table with lines."""
    edges = '<w:tblBorders><w:top w:val="single"/></w:tblBorders>'
    return f"<w:tbl><w:tblPr>{look or edges}</w:tblPr>{''.join(rows)}</w:tbl>"


def row(*cells: str, more: str = "") -> str:
    """A row; what is no markup is the text of a cell."""
    inside = "".join(one if one.startswith("<") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{more}</w:trPr>{inside}</w:tr>"


def cell(*blocks: str, more: str = "") -> str:
    """A cell; what is no markup is a paragraph in it."""
    inside = "".join(one if one.startswith("<") else p(one) for one in blocks)
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{inside}</w:tc>"


def picture(id: str = "one.png", alternative: str = "", place: str = "inline") -> str:
    """A run with a picture."""
    return (
        f'<w:r><w:drawing><wp:{place}><wp:docPr id="1" name="P" descr="{alternative}"/><a:graphic>'
        f'<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="{id}"/></pic:blipFill></pic:pic>'
        f"</a:graphicData></a:graphic></wp:{place}></w:drawing></w:r>"
    )


def read(body: str, **parts: str) -> Imported:
    """What the reader makes of a file with `body`."""
    return read_word(word_file(body, None, None, **parts), "made.docx")


def lines(body: str, **parts: str) -> list[str]:
    """The blocks that the reader makes of `body`, each in a line or several."""
    return list(show(read(body, **parts).blocks))


def reported(imported: Imported) -> list[tuple[str, str, str]]:
    """The outcome, kind and words of all findings."""
    return [(one.outcome, one.kind, one.words) for one in imported.findings]


def show(blocks: tuple[ForeignBlock, ...]) -> Iterator[str]:
    """Blocks in lines that can be read."""
    for block in blocks:
        match block:
            case ForeignHeading():
                number = f"{block.number} | " if block.number else ""
                guess = " ?" if block.guessed else ""
                yield f"{'#' * block.level} {number}{tell(block.text)}{guess}"
            case ForeignParagraph():
                role = "" if block.role == "text" else f"{block.role}: "
                yield role + tell(block.text)
            case ForeignList():
                yield from show_list(block)
            case ForeignTable():
                yield from show_table(block)
            case ForeignFigure():
                caption = f" = {tell(block.caption)}" if block.caption else ""
                yield f"[{block.picture.name}: {block.picture.alternative}]{caption}"
            case ForeignQuotation():
                yield from (f"> {line}" for line in show(block.blocks))
            case ForeignAside():
                yield from (f"! {line}" for line in show(block.blocks))
            case ForeignCode():
                yield f"`{block.text}`"
            case _:
                yield "---"


def show_list(listing: ForeignList) -> Iterator[str]:
    """A list, each item with its number or a bullet."""
    for at, item in enumerate(listing.items):
        sign = "*" if listing.kind == "bullets" else f"{listing.form[0]}{listing.start + at}"
        first, *others = show(item.blocks)
        yield f"{sign} {first}"
        yield from (f"  {line}" for line in others)


def show_table(shown: ForeignTable) -> Iterator[str]:
    """A table, its head marked with `=`."""
    if shown.caption:
        yield f"table: {tell(shown.caption)}"
    for at, cells in enumerate(shown.rows):
        told: list[str] = []
        for one in cells:
            size = f"({one.columns}x{one.rows})" if one.columns * one.rows > 1 else ""
            told.append(size + " / ".join(show(one.blocks)))
        sign = "=" if at < shown.heads else "~" if shown.layout else "|"
        yield f"{sign} {f' {sign} '.join(told)}"


def tell(text: ForeignInlines) -> str:
    """Inlines in one line."""
    told = ""
    for one in text:
        match one:
            case ForeignNote():
                told += f"^[{' / '.join(show(one.blocks))}]"
            case ForeignIndexMark():
                told += f"{{index {' > '.join(one.entry)}}}"
            case ForeignComment():
                told += f"{{{one.text} @ {one.about}}}"
            case ForeignPicture():
                told += f"[{one.name}: {one.alternative}]"
            case ForeignReference():
                told += f"[{one.text}](#{one.anchor})"
            case _:
                looks = "".join(sorted(look[0] for look in one.emphasis))
                words = f"{looks}<{one.text}>" if looks else one.text
                words = f"{one.language}:{words}" if one.language else words
                told += f"[{words}]({one.link})" if one.link else words
    return told
