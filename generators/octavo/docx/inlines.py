"""Inlines as runs, and as plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from octavo.document import (
    Abbreviation,
    AuthorQuery,
    Break,
    Code,
    Document,
    Emphasis,
    Foreign,
    Indexed,
    Inline,
    Inlines,
    Link,
    Mention,
    Note,
    Reference,
    Strong,
    Text,
)
from octavo.document.problem import Problem, Span
from octavo.document.walk import list_blocks, query
from octavo.docx.identity import label_name
from octavo.docx.markup import (
    LINE_BREAK,
    LONGEST_TOOLTIP,
    PLAIN,
    Marks,
    comment,
    field,
    fits_tooltip,
    index_entry,
    inner_link,
    outer_link,
    run,
)
from octavo.docx.numbering import reference_number
from octavo.docx.part_state import WriteContext, ask, link_relationship
from octavo.files.source_file import note
from octavo.style.words import bind_words

NO_BREAK_SPACE = "\u00a0"


def write_inlines(inlines: Inlines, writing: WriteContext, marks: Marks = PLAIN) -> str:
    """The runs of `inlines`, each different from its paragraph's style by `marks`."""
    return "".join([write_inline(inline, writing, marks) for inline in inlines])


def write_inline(inline: Inline, writing: WriteContext, marks: Marks) -> str:
    """The runs of one inline."""
    match inline:
        case Text(text):
            own = text if marks.language else bind_words(text, writing.conventions)
            return run(own, marks)
        case Abbreviation(text, _) | Mention(_, text):
            return run(text, marks)
        case Strong(children):
            return write_inlines(children, writing, replace(marks, bold=True))
        case Emphasis(children):
            return write_inlines(children, writing, _stress(marks))
        case Link(target, children):
            relationship = link_relationship(writing.state, target)
            words = write_inlines(children, writing, replace(marks, style="Hyperlink"))
            return outer_link(relationship, target, words)
        case Reference():
            return _write_reference(inline, writing, marks)
        case Indexed(children, entry):
            writing.state.index.add(entry)
            return index_entry(entry) + write_inlines(children, writing, marks)
        case Note(children):
            return _write_note(children, writing)
        case Foreign(children, language):
            return write_inlines(children, writing, replace(marks, language=language))
        case Code(text):
            upright = False if marks.slanted else None
            return run(text, replace(marks, style="CodeInText", italic=upright))
        case AuthorQuery(text, children):
            return comment(ask(writing.state, text), write_inlines(children, writing, marks))
        case Break():
            return LINE_BREAK
        case _:
            assert_never(inline)


def spell(inlines: Inlines, writing: WriteContext) -> str:
    """The words of `inlines` as they are read, without notes."""
    return "".join([_spell_one(inline, writing) for inline in inlines])


def reference_words(reference: Reference, writing: WriteContext) -> tuple[str, str]:
    """What a reference without words of its own prints: what is typed, what the field shows."""
    words, target = writing.words, writing.targets.get(reference.target)
    match reference.kind:
        case "figure" | "table":
            name = words.figure if reference.kind == "figure" else words.table
            number = f"{NO_BREAK_SPACE}{reference.number}" if reference.number else ""
            return "", f"{name}{number}"
        case "section" | "":
            if target is None or target.section.label:
                return "", reference.number if target is None else target.section.label
            if target.section.number:
                numbers = writing.state.definitions.headings
                shown, _ = reference_number(numbers, target.section.number)
                return f"{words.section}{NO_BREAK_SPACE}", shown
            return "", target.section.title
        case _:
            assert_never(reference.kind)


def _write_reference(reference: Reference, writing: WriteContext, marks: Marks) -> str:
    """A field that shows the target's number or name, or a link where there is none to show."""
    target = writing.targets.get(reference.target)
    typed, shown = reference_words(reference, writing)
    if target is None:
        words = write_inlines(reference.children, writing, marks)
        return words or run(f"{typed}{shown}{reference.part}", marks)
    counted = reference.kind in {"figure", "table"}
    if reference.children or (counted and not reference.number):
        words = write_inlines(reference.children, writing, marks)
        return inner_link(target.bookmark, words or run(f"{shown}{reference.part}", marks))
    numbers = writing.state.definitions.headings
    if typed and not reference_number(numbers, target.section.number)[1]:
        return inner_link(target.bookmark, run(f"{typed}{shown}", marks))
    name = label_name(target.numbered if counted else target.section.id)
    switch = "\\r \\h" if typed else "\\h"
    number = run(typed, marks) + field(f"REF {name} {switch}", shown, marks)
    if not reference.part:
        return number
    return number + inner_link(target.bookmark, run(reference.part, marks))


def _write_note(children: Inlines, writing: WriteContext) -> str:
    place = len(writing.state.notes)
    writing.state.notes.append("")
    writing.state.notes[place] = write_inlines(children, writing)
    return (
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        f'<w:footnoteReference w:id="{place + 1}"/></w:r>'
    )


def _stress(marks: Marks) -> Marks:
    """Italics, or roman inside italics."""
    italic = marks.slanted if marks.italic is None else marks.italic
    return replace(marks, italic=not italic)


def _spell_one(inline: Inline, writing: WriteContext) -> str:
    match inline:
        case Text(text) | Abbreviation(text, _) | Mention(_, text) | Code(text):
            return text
        case (
            Strong(children)
            | Emphasis(children)
            | Link(_, children)
            | Indexed(children, _)
            | Foreign(children, _)
        ):
            return spell(children, writing)
        case AuthorQuery(_, children):
            return spell(children, writing)
        case Reference(_, children):
            words = "".join(reference_words(inline, writing)) + inline.part
            return spell(children, writing) or words
        case Note():
            return ""
        case Break():
            return " "
        case _:
            assert_never(inline)


def list_lost_tooltips(document: Document) -> Iterator[Problem]:
    """A note for each address that is longer than Word lets a tooltip be."""
    for section in document.sections:
        spans = {id(link): section.span for link in query(section, Link)}
        for block in list_blocks(section.blocks):  # what stands inside one comes behind it
            spans |= {id(link): block.span or section.span for link in query(block, Link)}
        for link in query(section, Link):
            if not fits_tooltip(link.target):
                yield _tell_of_tooltip(link, spans[id(link)])


def _tell_of_tooltip(link: Link, span: Span | None) -> Problem:
    message = (
        f"the address of a link has {len(link.target)} characters, and Word lets a tooltip have "
        f"{LONGEST_TOOLTIP}; the link has none in the Word file, where Word shows its own"
    )
    hint = "the link works all the same; to have a tooltip, lead to a shorter address"
    return note("WRD016", message, span or Span("", 1), hint)
