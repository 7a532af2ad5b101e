"""Finished files into which a secret was put, each in another place."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pikepdf
from pikepdf import (
    Array,
    AttachedFileSpec,
    Dictionary,
    Name,
    Object,
    OutlineItem,
    Pdf,
    Stream,
    String,
)
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


def draw_plain(form: str) -> bytes:
    """A picture that says nothing, as a file."""
    made = BytesIO()
    Image.new("RGB", (8, 8)).save(made, form)
    return made.getvalue()


def draw_rubbed_out(form: str) -> bytes:
    """A picture that is transparent all over, and shades from black to white under it."""
    made = BytesIO()
    picture = Image.merge("RGBA", [*([Image.linear_gradient("L")] * 3), Image.new("L", (256, 256))])
    picture.save(made, form, **({"lossless": True, "exact": True} if form == "WEBP" else {}))
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


def add_rubbed_out(pdf: Pdf) -> None:
    """An image in whose soft mask is nothing but transparency."""
    mask = write_image(pdf, bytes(64))
    pdf.pages[0].obj.Resources.XObject = Dictionary(Photo=write_image(pdf, bytes(range(64))))
    pdf.pages[0].obj.Resources.XObject.Photo.SMask = mask


def add_rows_below(pdf: Pdf) -> None:
    """An image with more data than its rows take."""
    image = write_image(pdf, bytes(64) + SECRET.encode())
    pdf.pages[0].obj.Resources.XObject = Dictionary(Photo=image)


def add_behind_photograph(pdf: Pdf) -> None:
    """A JPEG with a secret behind its end, which the same mark ends once more."""
    data = draw_plain("JPEG") + SECRET.encode() + b"\xff\xd9"
    image = write_image(pdf, data, Name.DCTDecode)
    image.ColorSpace = Name.DeviceRGB
    pdf.pages[0].obj.Resources.XObject = Dictionary(Photo=image)


def add_behind_stream(pdf: Pdf) -> None:
    """Packed content of a page with a secret behind its data."""
    page = pdf.pages[0].obj
    packed = zlib.compress(page.Contents.read_bytes()) + SECRET.encode()
    page.Contents.write(packed, filter=Name.FlateDecode)


def write_image(pdf: Pdf, data: bytes, packing: Name | None = None) -> Object:
    """A grey image of eight by eight, packed by the hand of whoever packs it, or here."""
    image = Stream(pdf, data if packing else zlib.compress(data))
    image.Type, image.Subtype, image.Filter = Name.XObject, Name.Image, packing or Name.FlateDecode
    image.Width = image.Height = image.BitsPerComponent = 8
    image.ColorSpace = Name.DeviceGray
    return pdf.make_indirect(image)


def append_version(data: bytes) -> bytes:
    """The file with an older version of an object behind its end, as programs leave them."""
    table = b"trailer <</Size 2>>\nstartxref\n0\n%%EOF\n"
    return data + f"\n9000 0 obj\n({SECRET})\nendobj\n".encode() + table


def append_text(data: bytes) -> bytes:
    """The file with a secret behind its end, and the mark of the end once more."""
    return data + SECRET.encode() + b"\n%%EOF\n"


def put_between_objects(data: bytes) -> bytes:
    """The file with a secret before its table, which stands as much farther behind."""
    start = data.rfind(b"startxref")
    table = int(data[start + 9 :].split()[0])
    end = b"startxref\n%d\n%%%%EOF\n" % (table + len(SECRET) + 1)
    return data[:table] + SECRET.encode() + b"\n" + data[table:start] + end


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
    "what was rubbed out of a picture": add_rubbed_out,
    "rows below a picture": add_rows_below,
    "data behind a photograph": add_behind_photograph,
    "data behind the content of a page": add_behind_stream,
}
PDF_BYTES: dict[str, Callable[[bytes], bytes]] = {
    "an earlier version": append_version,
    "text behind the end": append_text,
    "text between objects": put_between_objects,
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


def add_rubbed_out_png(parts: dict[str, bytes]) -> None:
    parts["word/media/image9.png"] = draw_rubbed_out("PNG")


def add_rubbed_out_webp(parts: dict[str, bytes]) -> None:
    parts["word/media/image9.webp"] = draw_rubbed_out("WEBP")


def add_behind_png(parts: dict[str, bytes]) -> None:
    parts["word/media/image9.png"] = draw_plain("PNG") + SECRET.encode()


def add_part_of_png(parts: dict[str, bytes]) -> None:
    """A PNG with a part that only one program knows."""
    body = b"prVt" + zlib.compress(SECRET.encode())
    part = (len(body) - 4).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    parts["word/media/image9.png"] = draw_plain("PNG").replace(
        b"\0\0\0\0IEND", part + b"\0\0\0\0IEND"
    )


def add_rows_below_png(parts: dict[str, bytes]) -> None:
    """A PNG with more data than its rows take."""
    plain = draw_plain("PNG")
    start, end = plain.index(b"IDAT"), plain.index(b"\0\0\0\0IEND")
    body = b"IDAT" + zlib.compress(zlib.decompress(plain[start + 4 : end - 4]) + SECRET.encode())
    part = (len(body) - 4).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    parts["word/media/image9.png"] = plain[: start - 4] + part + plain[end:]


def add_moving_gif(parts: dict[str, bytes]) -> None:
    """A GIF with a second picture, and words."""
    made = BytesIO()
    frames = [Image.new("L", (8, 8), shade) for shade in (0, 200)]
    frames[0].save(made, "GIF", save_all=True, append_images=frames[1:], comment=SECRET)
    parts["word/media/image9.gif"] = made.getvalue()


def add_behind_gif(parts: dict[str, bytes]) -> None:
    parts["word/media/image9.gif"] = draw_plain("GIF") + SECRET.encode()


def add_behind_webp(parts: dict[str, bytes]) -> None:
    parts["word/media/image9.webp"] = draw_plain("WEBP") + SECRET.encode()


def add_behind_face(parts: dict[str, bytes]) -> None:
    face = next(name for name in parts if name.endswith(".odttf"))
    parts[face] += zlib.compress(SECRET[::-1].encode())


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
    "what was rubbed out of a PNG": add_rubbed_out_png,
    "what was rubbed out of a WebP": add_rubbed_out_webp,
    "data behind a PNG": add_behind_png,
    "a part of its own in a PNG": add_part_of_png,
    "rows below a PNG": add_rows_below_png,
    "a GIF that moves": add_moving_gif,
    "data behind a GIF": add_behind_gif,
    "data behind a WebP": add_behind_webp,
    "packed data behind a typeface": add_behind_face,
}


def comment_package(data: bytes) -> bytes:
    """The Word file with a comment of the package."""
    with ZipFile(BytesIO(data)) as package:
        return pack({name: package.read(name) for name in package.namelist()}, SECRET)


def put_behind_package(data: bytes) -> bytes:
    return data + SECRET.encode()


def put_before_directory(data: bytes) -> bytes:
    """The Word file with a secret behind its last part, before the directory."""
    end = data.rfind(b"PK\x05\x06")
    start = int.from_bytes(data[end + 16 : end + 20], "little")
    moved = (start + len(SECRET)).to_bytes(4, "little")
    return b"".join(
        [data[:start], SECRET.encode(), data[start : end + 16], moved, data[end + 20 :]]
    )


def put_behind_part(data: bytes) -> bytes:
    """The Word file with a secret among the data of its last part, behind what they unpack to."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for entry in package.infolist():
            target.writestr(entry.filename, package.read(entry))
        last: ZipInfo = target.infolist()[-1]
    whole = put_before_directory(made.getvalue())
    longer = (last.compress_size + len(SECRET)).to_bytes(4, "little")
    for at in (last.header_offset + 18, whole.rfind(b"PK\x01\x02") + 20):
        whole = whole[:at] + longer + whole[at + 4 :]
    return whole


def put_into_head(data: bytes) -> bytes:
    """The Word file with a note in the head of its last part, of which the directory is silent."""
    with ZipFile(BytesIO(data)) as package:
        head = package.infolist()[-1].header_offset
    length = int.from_bytes(data[head + 26 : head + 28], "little")
    note = b"\x99\x99" + len(SECRET).to_bytes(2, "little") + SECRET.encode()
    at = head + 30 + length
    made = data[: head + 28] + len(note).to_bytes(2, "little") + data[head + 30 : at]
    made += note + data[at:]
    end = made.rfind(b"PK\x05\x06")
    start = int.from_bytes(made[end + 16 : end + 20], "little") + len(note)
    return made[: end + 16] + start.to_bytes(4, "little") + made[end + 20 :]


DOCX_BYTES: dict[str, Callable[[bytes], bytes]] = {
    "a comment of the package": comment_package,
    "text behind the package": put_behind_package,
    "text before the directory": put_before_directory,
    "text behind a part": put_behind_part,
    "a note before a part": put_into_head,
}
