"""A workbook with one sheet: the numbers behind a chart, so that an editor can change them."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.docx.archive import pack
from octavo.docx.markup import DECLARATION, escape

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET = "Sheet1"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write_workbook(rows: Sequence[Sequence[str | float]]) -> bytes:
    """The workbook whose sheet has `rows`, words and numbers as they are given."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SPREADSHEET}.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{_SPREADSHEET}.worksheet+xml"/></Types>',
        "_rels/.rels": _relationship("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relationship("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>'
        f"{''.join(_row(row, place) for place, row in enumerate(rows, 1))}"
        "</sheetData></worksheet>",
    }
    return pack({name: f"{DECLARATION}{text}".encode() for name, text in parts.items()})


def write_number(value: float) -> str:
    """`value` as a cell holds it, whole numbers without a point."""
    return str(int(value)) if value == int(value) else repr(value)


def name_cell(column: int, row: int) -> str:
    """The name of a cell from its numbers, which begin at 1; columns up to Z."""
    return f"{SHEET}!${chr(64 + column)}${row}"


def _row(row: Sequence[str | float], number: int) -> str:
    cells = "".join(_cell(value, f"{chr(65 + place)}{number}") for place, value in enumerate(row))
    return f'<row r="{number}">{cells}</row>'


def _cell(value: str | float, name: str) -> str:
    if isinstance(value, str):
        return f'<c r="{name}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{name}"><v>{write_number(value)}</v></c>'


def _relationship(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )
