"""House templates made for tests: one with everything, and ways to spoil it."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import cast

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from octavo.document import Document
from octavo.files.library import Memory
from octavo.word import WordOptions, generator
from word.breaking import put_together
from word.readback import parts
from word.sample import LIBRARY

FILE = "templates/house.dotx"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def plain_template() -> bytes:
    """python-docx's own template, as it is."""
    out = BytesIO()
    docx.Document().save(out)
    return out.getvalue()


def rich_template() -> bytes:
    """A template with a page, a logo, fields and text, saved by someone who left traces."""
    document = docx.Document()
    document.core_properties.author = "Traceable Author"
    document.core_properties.comments = "Traceable remark"
    document.add_paragraph("Traceable body")
    heading = cast(ParagraphStyle, document.styles["Heading 1"])
    heading.font.color.rgb = RGBColor(0x12, 0x34, 0x56)
    heading.font.size = Pt(27)
    document.styles.add_style(  # pyright: ignore[reportUnknownMemberType]  untyped
        "House Remark", WD_STYLE_TYPE.PARAGRAPH
    )
    (section,) = document.sections
    section.page_width, section.page_height = Mm(176), Mm(250)
    section.left_margin, section.right_margin = Mm(31), Mm(19)
    head = section.header.paragraphs[0]
    head.add_run("The House\t").add_picture(BytesIO(logo()), Mm(12))
    head.paragraph_format.element.append(
        parse_xml(
            f'<w:fldSimple {W} w:instr=" AUTHOR "><w:r><w:t>Traceable Author</w:t></w:r>'
            "</w:fldSimple>"
        )
    )
    foot = section.footer.paragraphs[0]
    for inner in (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> STYLEREF "Heading 1" </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>Traceable chapter</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        foot.paragraph_format.element.append(parse_xml(f"<w:r {W}>{inner}</w:r>"))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def logo() -> bytes:
    """A picture that says who made it."""
    told = PngInfo()
    told.add_text("Author", "Traceable Author")
    out = BytesIO()
    Image.new("RGB", (24, 12), (200, 30, 30)).save(out, "PNG", pnginfo=told)
    return out.getvalue()


def change(template: bytes, changes: Mapping[str, tuple[str, str]]) -> bytes:
    """The template with the first of a pair replaced by the second, in each of some parts."""
    entries = parts(template)
    for name, (old, new) in changes.items():
        text = entries[name].decode()
        assert old in text, f"no {old} in {name}"
        entries[name] = text.replace(old, new, 1).encode()
    return put_together(entries)


def add(template: bytes, more: Mapping[str, bytes]) -> bytes:
    """The template with more parts."""
    return put_together({**parts(template), **more})


def furnish(document: Document, template: bytes, embed_fonts: bool = False) -> bytes:
    """The Word file of `document` in `template`."""
    library = Memory({**LIBRARY.files, FILE: template})
    return generator.generate(document, WordOptions(embed_fonts, template=FILE), library).data
