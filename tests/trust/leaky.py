"""Finished files into which a secret was put, each in another place."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, OutlineItem, Pdf, Stream, String
from PIL import Image

SECRET = "Only industry reads that buyers speak with one voice."


def edit_pdf(data: bytes, change: Callable[[Pdf], object]) -> bytes:
    """The PDF after `change`."""
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        made = BytesIO()
        pdf.save(made)
    return made.getvalue()


def edit_docx(data: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """The Word file after `change` of its parts."""
    with ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    return pack(parts)


def pack(parts: Mapping[str, bytes], comment: str = "") -> bytes:
    """A package of `parts`."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        package.comment = comment.encode()
        for name, part in parts.items():
            package.writestr(name, part)
    return made.getvalue()


def draw_photograph() -> bytes:
    """A JPEG that says who took it."""
    made = BytesIO()
    tags = Image.Exif()
    tags[0x013B] = SECRET
    Image.new("RGB", (8, 8)).save(made, "JPEG", exif=tags)
    return made.getvalue()


# ------------------------------------------------------------------------------ PDF


def hide_outline_entry(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem(SECRET, 0))


def add_info(pdf: Pdf) -> None:
    pdf.docinfo["/Notes"] = SECRET


def add_company(pdf: Pdf) -> None:
    pdf.docinfo["/Company"] = "Somebody else"


def add_xmp(pdf: Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:source"] = SECRET


def add_attachment(pdf: Pdf) -> None:
    pdf.attachments["notes.txt"] = SECRET.encode()


def add_document(pdf: Pdf) -> None:
    data = json.dumps({"type": "Document", "title": SECRET}).encode()
    named = {"filename": "document.json", "creation_date": "", "mod_date": ""}
    file = AttachedFileSpec(pdf, data, mime_type="application/json", **named)
    file.relationship = Name.Source
    pdf.attachments["document.json"] = file


def add_comment(pdf: Pdf) -> None:
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String(SECRET)
    )
    pdf.pages[0].obj.Annots = pdf.make_indirect(Array([pdf.make_indirect(note)]))


def add_alternative(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.Alt = String(SECRET)


def add_white_text(pdf: Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page = pdf.pages[0]
    page.obj.Resources.Font["/Hidden"] = pdf.make_indirect(font)
    page.contents_add(f"BT /Hidden 1 Tf 3 Tr ({SECRET}) Tj ET".encode())


def add_destination(pdf: Pdf) -> None:
    place = Array([pdf.pages[0].obj, Name.Fit])
    pdf.Root.Dests = Dictionary({"/policy-buyers": place})


def add_picture(pdf: Pdf) -> None:
    image = Stream(pdf, draw_photograph())
    image.Type, image.Subtype, image.Filter = Name.XObject, Name.Image, Name.DCTDecode
    image.Width = image.Height = image.BitsPerComponent = 8
    image.ColorSpace = Name.DeviceRGB
    pdf.pages[0].obj.Resources.XObject = Dictionary(Photo=image)


def add_page_label(pdf: Pdf) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(SECRET))]))


def add_replacement(pdf: Pdf) -> None:
    text = f"/Span <</ActualText ({SECRET})>> BDC EMC"
    pdf.pages[0].contents_add(text.encode())


def append_version(data: bytes) -> bytes:
    """The file with an older version of an object behind its end, as programs leave them."""
    table = b"trailer <</Size 2>>\nstartxref\n0\n%%EOF\n"
    return data + f"\n9000 0 obj\n({SECRET})\nendobj\n".encode() + table


PDFS: dict[str, Callable[[Pdf], None]] = {
    "an entry in the outline": hide_outline_entry,
    "a key among the properties": add_info,
    "whose program it was": add_company,
    "a property in XMP": add_xmp,
    "an attachment": add_attachment,
    "a document as data": add_document,
    "a comment": add_comment,
    "an alternative text": add_alternative,
    "text that is not painted": add_white_text,
    "a named destination": add_destination,
    "a picture with EXIF": add_picture,
    "a page label": add_page_label,
    "a replacement text in a page": add_replacement,
}

# ------------------------------------------------------------------------------ Word

XML = '<?xml version="1.0" encoding="UTF-8"?>'
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def insert(parts: dict[str, bytes], part: str, before: str, text: str) -> None:
    """Put `text` into a part, right before `before`."""
    assert before.encode() in parts[part]
    parts[part] = parts[part].replace(before.encode(), text.encode() + before.encode(), 1)


def paragraph(properties: str = "") -> str:
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{SECRET}</w:t></w:r></w:p>"


def add_property(parts: dict[str, bytes]) -> None:
    parts["docProps/custom.xml"] = f"{XML}<Properties><p>{SECRET}</p></Properties>".encode()


def add_editor(parts: dict[str, bytes]) -> None:
    told = "<cp:lastModifiedBy>Somebody else</cp:lastModifiedBy>"
    insert(parts, "docProps/core.xml", "</cp:coreProperties>", told)


def add_word_comment(parts: dict[str, bytes]) -> None:
    parts["word/comments.xml"] = f"{XML}<w:comments {WORD}>{paragraph()}</w:comments>".encode()


def add_bookmark(parts: dict[str, bytes]) -> None:
    mark = '<w:bookmarkStart w:id="999" w:name="policy-buyers"/><w:bookmarkEnd w:id="999"/>'
    insert(parts, "word/document.xml", "</w:body>", mark)


def add_custom_part(parts: dict[str, bytes]) -> None:
    parts["customXml/item9.xml"] = f"{XML}<notes>{SECRET}</notes>".encode()


def add_hidden_text(parts: dict[str, bytes]) -> None:
    insert(parts, "word/document.xml", "</w:body>", paragraph("<w:vanish/>"))


def add_deletion(parts: dict[str, bytes]) -> None:
    run = f"<w:r><w:delText>{SECRET}</w:delText></w:r>"
    insert(parts, "word/document.xml", "</w:body>", f'<w:p><w:del w:id="9">{run}</w:del></w:p>')


def add_variable(parts: dict[str, bytes]) -> None:
    variable = f'<w:docVar w:name="note" w:val="{SECRET}"/>'
    insert(parts, "word/settings.xml", "</w:settings>", f"<w:docVars>{variable}</w:docVars>")


def add_photograph(parts: dict[str, bytes]) -> None:
    parts["word/media/photo.jpg"] = draw_photograph()


def add_xml_comment(parts: dict[str, bytes]) -> None:
    insert(parts, "word/styles.xml", "</w:styles>", f"<!-- {SECRET} -->")


def add_footnote(parts: dict[str, bytes]) -> None:
    note = f'<w:footnote w:id="99">{paragraph()}</w:footnote>'
    insert(parts, "word/footnotes.xml", "</w:footnotes>", note)


def add_workbook(parts: dict[str, bytes]) -> None:
    sheet = f"{XML}<sst><si><t>{SECRET}</t></si></sst>".encode()
    parts["word/embeddings/workbook9.xlsx"] = pack({"xl/sharedStrings.xml": sheet})


def name_part(parts: dict[str, bytes]) -> None:
    parts["word/media/policy-buyers.bin"] = b"\0"


DOCXS: dict[str, Callable[[dict[str, bytes]], None]] = {
    "a property of its own": add_property,
    "who saved it last": add_editor,
    "a comment": add_word_comment,
    "a bookmark": add_bookmark,
    "a custom part": add_custom_part,
    "hidden text": add_hidden_text,
    "a tracked deletion": add_deletion,
    "a document variable": add_variable,
    "a picture with EXIF": add_photograph,
    "a comment in XML": add_xml_comment,
    "a note that nothing calls": add_footnote,
    "a workbook": add_workbook,
    "the name of a part": name_part,
}
