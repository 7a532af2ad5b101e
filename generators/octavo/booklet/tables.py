"""Tables that no page of a booklet has room for."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.booklet.pages import BookContext, measure_columns
from octavo.document import Document, Note, Section, Table
from octavo.document.problem import Problem
from octavo.document.walk import list_blocks, query
from octavo.pdf.tags import StructureElement
from octavo.typeset.context import Region
from octavo.typeset.table_layout import find_excess


def list_wide_tables(book: BookContext) -> Iterator[Problem]:
    """Each table that is too wide, of those whose room is known before pages are set."""
    full = book.template.shape.across.measure
    for section in book.document.sections:
        width = measure_columns(section.columns, book.set_columns(section.columns))
        region = Region(width, StructureElement("Sect"), full=full)
        for table in section.blocks:
            if isinstance(table, Table) and _is_known(table, section):
                found = find_excess(table, book.typeset, region)
                yield from [found] if found else []


def has_doubtful_tables(document: Document) -> bool:
    """Whether there are other tables: how wide a list, a box or a note's number is, pages tell."""
    return any(
        isinstance(block, Table) and not (block in section.blocks and _is_known(block, section))
        for section in document.sections
        for block in list_blocks(section.blocks)
    )


def _is_known(table: Table, section: Section) -> bool:
    return section.kind != "theme" and not any(True for _ in query(table, Note))
