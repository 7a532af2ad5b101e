"""Smallest house templates: nothing but the styles and lists that a test is about."""

from __future__ import annotations

from word.breaking import put_together

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" '
    'w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
)
NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>{}'
    '<w:rPr><w:sz w:val="22"/></w:rPr></w:style>'
)


def small_template(
    styles: str = "",
    numbering: str = "",
    body: str = "",
    normal: str = "",
    more: dict[str, bytes] | None = None,
    relations: str = "",
    page: str = PAGE,
    settings: str = "",
) -> bytes:
    """A template with `styles`, `numbering` and `body` as markup.

    `normal` is the `w:pPr` of Normal; `more` are parts that `relations` of the body lead to.
    """
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in (
            ("document", "template.main"),
            *((name, name) for name in ("styles", "numbering", "settings")),
        )
    )
    inner = "".join(
        f'<Relationship Id="rId{count}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for count, name in enumerate(("styles", "numbering", "settings"), 1)
    )
    written = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{inner}{relations}</Relationships>",
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}{page}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {NAMESPACES}>{NORMAL.format(normal)}{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>",
        "word/settings.xml": f"<w:settings {NAMESPACES}>{settings}</w:settings>",
    }
    return put_together({**{name: text.encode() for name, text in written.items()}, **(more or {})})


def style(id: str, name: str, properties: str = "", based: str = "Normal", run: str = "") -> str:
    """A style of paragraphs."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/><w:pPr>{properties}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def heading(level: int, properties: str = "", based: str = "Normal") -> str:
    """The style of a heading."""
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    return style(f"Heading{level}", f"heading {level}", properties + outline, based, "<w:b/>")


def counted(number: int, level: int | None = None) -> str:
    """The property of a paragraph that stands in a list."""
    rank = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return f'<w:numPr>{rank}<w:numId w:val="{number}"/></w:numPr>'


def list_level(
    rank: int, text: str, format: str = "decimal", more: str = "", start: int = 1
) -> str:
    """A level of a list; `more` stands before its label."""
    return (
        f'<w:lvl w:ilvl="{rank}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{more}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr></w:lvl>'
    )


def list_kind(*levels: str, id: int = 7, more: str = "") -> str:
    """The looks of a list, and the list of the same number that has them."""
    return (
        f'<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="multilevel"/>{more}'
        f"{''.join(levels)}</w:abstractNum>"
    )


def list_number(id: int = 7, kind: int = 7, more: str = "") -> str:
    """A list with the looks `kind`."""
    return f'<w:num w:numId="{id}"><w:abstractNumId w:val="{kind}"/>{more}</w:num>'
